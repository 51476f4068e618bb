//! Why a job could not be done: what happened, whether anything was touched, what to do, where.
//!
//! Only words.

use std::io;
use std::path::{Path, PathBuf};

use crate::file::Damage;
use crate::print::PrintError;
use crate::sample::Trouble;
use crate::shell::{names, refused};

use super::choose::NotThere;

/// Why a job could not be done. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The command line makes no sense.
    #[error("{0}")]
    Line(String),
    /// The file cannot be read from the disk.
    #[error("没有打开工作簿：{why}\n文件没有动\n路径：{}", path.display())]
    Unread {
        /// Which file.
        path: PathBuf,
        /// Why, in words.
        why: String,
    },
    /// The file is no workbook that can be read.
    #[error(
        "没有打开工作簿：{damage}\n文件没有动；{}\n路径：{}",
        damage.advice(),
        path.display()
    )]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A part of the workbook is damaged: nothing is made of the rest, lest it pass for all.
    #[error("没有做：{}\n文件没有动\n路径：{}", lines.join("\n"), path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is damaged and what can be done, a sentence a line.
        lines: Vec<String>,
    },
    /// Files that are not one workbook cannot be put together.
    #[error("没有做：{words}\n文件都没有动\n路径：{}", path.display())]
    Apart {
        /// Which file.
        path: PathBuf,
        /// Why.
        words: String,
    },
    /// No rota could be made.
    #[error("没有排班：{0}\n文件都没有动")]
    Rota(String),
    /// No table could be read from a file.
    #[error("没有录入：{why}\n文件都没有动；{advice}\n路径：{}", path.display())]
    NoTable {
        /// Which file.
        path: PathBuf,
        /// Why, in words.
        why: String,
        /// What to do.
        advice: &'static str,
    },
    /// Nothing could be put there.
    #[error("没有写成：{why}\n原来的文件没有动，{advice}\n路径：{}", path.display())]
    Unwritten {
        /// Where.
        path: PathBuf,
        /// Why, in words.
        why: String,
        /// What to do.
        advice: String,
    },
    /// An export broke off between two tables.
    #[error(
        "没有导出完：{why}\n文件夹里有的表是新的、有的可能还是上一次的，没有 manifest.json 就不要用；{advice}\n路径：{}",
        path.display()
    )]
    HalfDone {
        /// Where.
        path: PathBuf,
        /// Why, in words.
        why: String,
        /// What to do.
        advice: String,
    },
    /// Something is there already.
    #[error("没有写成：{why}\n原来的文件没有动\n路径：{}", path.display())]
    Taken {
        /// Where.
        path: PathBuf,
        /// What is there, and what to do.
        why: &'static str,
    },
    /// There is no such sample.
    #[error("没有生成演示工作簿：{0}")]
    Sample(#[from] Trouble),
    /// What was to be printed is not there.
    #[error("没有打印：{0}")]
    NotThere(#[from] NotThere),
    /// It could not be laid out.
    #[error("没有打印：{0}")]
    Layout(#[from] PrintError),
    /// The findings could not be put as JSON. Never with records of these shapes.
    #[error("结果没有写成 JSON")]
    Json(#[from] serde_json::Error),
    /// The results could not be handed over.
    #[error("结果没有输出完：{}", refused::words(.0))]
    Output(io::Error),
}

impl Failure {
    /// A file could not be read.
    pub(super) fn not_read(path: &Path, err: &io::Error) -> Self {
        let why = match err.kind() {
            io::ErrorKind::NotFound => "没有这个文件，请核对路径和文件名".to_owned(),
            io::ErrorKind::IsADirectory => "这是一个文件夹，请写工作簿的文件名".to_owned(),
            io::ErrorKind::PermissionDenied => "没有读取权限，或者正被别的程序占用".to_owned(),
            _ => refused::words(err),
        };
        Self::Unread { path: path.to_owned(), why }
    }

    /// A file could not be written.
    pub(super) fn not_written(path: &Path, err: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        let why = match err.kind() {
            Kind::NotFound => "文件夹不存在".to_owned(),
            Kind::NotADirectory => "路径里有一段是文件，不是文件夹".to_owned(),
            _ => refused::words(err),
        };
        let advice = match err.kind() {
            _ if refused::is_disk(err) => "请换一个盘再试".to_owned(),
            Kind::InvalidData => "请换一个盘再试".to_owned(),
            Kind::StorageFull | Kind::QuotaExceeded => {
                "请删去不用的文件腾出空间，或换一个盘再试".to_owned()
            }
            Kind::InvalidFilename => names::shorter(path).map_or_else(
                || "请换一个短些的名字再试".to_owned(),
                |short| format!("请换一个短些的名字再试，例如“{short}”"),
            ),
            Kind::IsADirectory | Kind::AlreadyExists => "请换一个名字再试".to_owned(),
            _ => "请换一个文件夹再试".to_owned(),
        };
        Self::Unwritten { path: path.to_owned(), why, advice }
    }

    /// Why a file could not be read, for a job that would write it.
    pub(super) fn not_looked_at(path: &Path, err: &io::Error) -> Self {
        match err.kind() {
            io::ErrorKind::InvalidFilename => Self::not_written(path, err),
            _ => Self::not_read(path, err),
        }
    }
}
