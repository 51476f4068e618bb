//! Files of office programs → sheets of words: XLSX, XLS and ET, ODS, CSV and text, HTML and XML
//! named .xls, tables of a DOCX; and the running text of a DOCX (`manuscript`).
//!
//! What a file is, its first bytes say, never its name. Each kind has a reader of its own; all of
//! them fill a `grid`, which holds cells to what a person would see and to bounds no table of an
//! office passes. A cell is only ever words: what they mean is read where pasted tables are.

use zipped::Kind;

use crate::action::paste::Sheet;
use crate::session::{Progress, Unit, Watch};

mod biff;
mod compound;
mod docx;
mod fields;
mod grid;
mod html;
pub mod manuscript;
mod markup;
mod number;
mod ods;
mod text;
mod xls;
mod xlsx;
mod xml;
mod zipped;

/// The largest file that is read, in bytes: a workbook with some pictures in it.
pub const MOST_BYTES: u64 = 32 << 20;
/// So many sheets of a file are read.
const MOST_SHEETS: usize = 60;

/// Why nothing is read from a file. Nothing of it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("文件是空的")]
    Empty,
    /// It is something else.
    #[error("里面是{0}，不是表格")]
    Other(&'static str),
    /// It is sealed with a password.
    #[error("文件有密码，或者设了保护")]
    Locked,
    /// It cannot be read.
    #[error("文件已损坏，读不出来")]
    Broken,
    /// It is larger than any table of an office: in which way.
    #[error("{0}")]
    TooLarge(&'static str),
    /// It is a document with more parts than any plan has.
    #[error("文档太长（超过2万段）")]
    TooLong,
    /// All that is seen in it are pictures.
    #[error("里面只有图片，没有文字")]
    Pictures,
    /// It is a document without a table.
    #[error("文件里没有表格")]
    NoTable,
    /// It is no document where one is wanted, but this.
    #[error("里面是{0}，不是Word文档")]
    NoDocument(&'static str),
}

impl Refused {
    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Empty => "请核对是不是这个文件",
            Self::Other(_) => "请选 .xlsx、.xls、.et、.ods、.csv、.txt 或 .docx 文件",
            Self::Locked => "请在WPS里打开，去掉密码和保护另存一份，再选那一份",
            Self::Broken => "请在WPS里打开看看，能打开就另存为 .xlsx 再选",
            Self::TooLarge(_) => "请只留要录入的工作表和行，另存一份再选",
            Self::TooLong => "请核对是不是这个文件；是的话，请只留方案，另存一份再选",
            Self::Pictures => "图片里的字要打出来，才能录入",
            Self::NoDocument(_) => "请选 .docx 文件；别的格式请在WPS里另存为 .docx 再选",
            Self::NoTable => "请在WPS里选中要录入的内容复制，再点“从表格粘贴…”",
        }
    }
}

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread<S> {
    /// It cannot be.
    Refused(Refused),
    /// Nobody wants it any more.
    Stopped(S),
}

impl<S> From<Refused> for Unread<S> {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Reads the sheets of a file, those out of sight too.
///
/// # Errors
/// Why it has none to read, or that it was stopped.
///
/// # Panics
/// Where a reader of somebody else's breaks down over a damaged file: whoever calls catches that.
pub fn read<W: Watch>(bytes: &[u8], watch: &W) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    watch.on(Progress::new(Unit::Read, 0, bytes.len())).map_err(Unread::Stopped)?;
    if MOST_BYTES < u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
        return Err(Refused::TooLarge("文件太大（超过32 MB）").into());
    }
    let sheets = match bytes {
        [] => return Err(Refused::Empty.into()),
        [b'P', b'K', 3, 4, ..] => packed(bytes, watch)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => xls::read(bytes, watch)?,
        _ => plain(bytes, watch)?,
    };
    if sheets.iter().all(|sheet| sheet.text.is_empty() && sheet.notes.is_empty()) {
        return Err(Refused::Empty.into());
    }
    Ok(sheets)
}

/// What is packed.
fn packed<W: Watch>(bytes: &[u8], watch: &W) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let (kind, mut zipped) = zipped::open(bytes, watch)?;
    match kind {
        Kind::Workbook => xlsx::read(bytes, &mut zipped, watch),
        Kind::Open => ods::read(&mut zipped, watch),
        Kind::Document => docx::read(&mut zipped, watch),
    }
}

/// How files begin that are no tables, and what they are.
const OTHERS: [(&[u8], &str); 11] = [
    (b"%PDF", "PDF文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xBC\xAF", "压缩包"),
    (b"\x1F\x8B", "压缩包"),
    (b"{\\rtf", "RTF文档"),
    (b"MIME-Version:", "网页存档"),
    (b"\x89PNG", "图片"),
    (b"\xFF\xD8\xFF", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
];

/// What is neither zipped nor compound.
fn plain<W: Watch>(bytes: &[u8], watch: &W) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let begins = |(begin, _): &&(&[u8], &str)| bytes.starts_with(begin);
    // Text that begins with BM is text all the same.
    let is_text = || text::decoded(bytes).is_some();
    match OTHERS.iter().find(begins) {
        Some((begin, what)) if *begin != b"BM" || !is_text() => {
            let is_picture = *what == "图片";
            let refused = if is_picture { Refused::Pictures } else { Refused::Other(what) };
            return Err(refused.into());
        }
        _ => {}
    }
    if html::is_markup(bytes) {
        let text = html::decoded(bytes).ok_or(Refused::Broken)?;
        let is_workbook = xml::is_workbook(&text);
        return if is_workbook { xml::read(&text, watch) } else { html::read(&text, watch) };
    }
    let text = text::decoded(bytes).ok_or(Refused::Other("别的程序的文件"))?;
    Ok(text::read(text)?)
}

/// Whether so many sheets are still read.
fn is_enough(sheets: &[Sheet]) -> bool {
    MOST_SHEETS <= sheets.len()
}
