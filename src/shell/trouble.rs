//! What went wrong outside, in words: what happened, whether the records are safe, what to do.
//!
//! Only words; every message says all three, and the path last.

use std::io;
use std::path::Path;

use super::{names, refused};
use crate::file::Damage;
use crate::session::Broken;
use crate::workspace::Trouble;

/// What the system's refusal to write means to a person, and what to do about it.
pub(super) fn cause(err: &io::Error) -> (String, &'static str) {
    use io::ErrorKind as Kind;
    tracing::warn!("the system refused: {:?}, code {:?}", err.kind(), err.raw_os_error());
    let advice = match err.kind() {
        _ if refused::is_disk(err) => OTHER_DISK,
        Kind::InvalidData => OTHER_DISK,
        Kind::StorageFull | Kind::QuotaExceeded => {
            "请删去不用的文件腾出空间，程序会自动再试；也可以用“另存为”存到别的盘"
        }
        Kind::FileTooLarge => "请用“另存为”存到别的盘",
        Kind::ReadOnlyFilesystem => "请打开U盘的写保护开关，或用“另存为”存到本机的“文档”文件夹",
        Kind::PermissionDenied | Kind::ResourceBusy => {
            "请关闭正在使用它的程序（WPS、同步盘、杀毒软件），程序会自动再试；也可以用“另存为”存到“文档”文件夹"
        }
        Kind::NotFound
        | Kind::NotADirectory
        | Kind::NotConnected
        | Kind::StaleNetworkFileHandle
        | Kind::TimedOut
        | Kind::HostUnreachable
        | Kind::NetworkUnreachable
        | Kind::NetworkDown => "请插回U盘或接通网络，程序会自动再试；也可以用“另存为”存到本机",
        Kind::InvalidFilename => "请用“另存为”换一个短些的名字，名字里不用 \\ / : * ? \" < > |",
        Kind::InvalidInput => {
            "请用“另存为”换一个名字（不用 \\ / : * ? \" < > |），或存到本机的“文档”文件夹"
        }
        Kind::AlreadyExists | Kind::IsADirectory => "请用“另存为”另取一个名字",
        _ => "请用“另存为”存到另一个文件夹；仍不行时请重新启动电脑后再打开",
    };
    (refused::words(err), advice)
}

/// What to do when a disk fails.
const OTHER_DISK: &str = "请尽快用“另存为”存到另一个盘，不要再用这个盘存放记录";

/// Advice with a shorter name in it where the file's own name is what no system takes.
fn advice_for(path: &Path, advice: &str) -> String {
    match names::shorter(path) {
        Some(short) => format!("请换一个短些的名字，例如“{short}”"),
        None => advice.to_owned(),
    }
}

/// A workbook could not be read from the disk.
pub(super) fn not_read(path: &Path, err: &io::Error) -> Trouble {
    tracing::warn!("not read: {:?}, code {:?}", err.kind(), err.raw_os_error());
    let (why, advice) = match err.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => (
            "文件不在那里（被移走、改名或U盘未插好）".to_owned(),
            "请用“打开”重新选择文件，或从备份文件夹里打开前一份",
        ),
        io::ErrorKind::PermissionDenied => (
            "没有读取权限，或者正被别的程序占用".to_owned(),
            "请关闭正在使用它的程序后再打开，或请管理员开放这个文件夹",
        ),
        io::ErrorKind::IsADirectory => {
            (refused::words(err), "请用“打开”选择文件夹里以 .ron 结尾的工作簿")
        }
        io::ErrorKind::FileTooLarge => {
            (refused::words(err), "请用“打开”重新选择守岁的工作簿（以 .ron 结尾）")
        }
        _ if refused::is_name(err) => (refused::words(err), "请核对文件名，用“打开”重新选择文件"),
        _ if refused::is_disk(err) => (
            refused::words(err),
            "请先把这个盘上的文件拷到别的盘，再从那里打开；拷不出来时请打开备份文件夹里的前一份",
        ),
        _ => {
            (refused::words(err), "请插好U盘或接通网络后再打开；仍不行时请从备份文件夹里打开前一份")
        }
    };
    Trouble {
        what: format!("没有打开工作簿：{why}"),
        records: "文件没有动".to_owned(),
        advice: advice.to_owned(),
        path: Some(path.to_owned()),
    }
}

/// A file was read and is no workbook that can be opened.
pub(super) fn not_understood(path: &Path, damage: &Damage) -> Trouble {
    Trouble {
        what: format!("没有打开工作簿：{damage}"),
        records: "文件没有动，还是原来的样子".to_owned(),
        advice: damage.advice().to_owned(),
        path: Some(path.to_owned()),
    }
}

/// What a crash kept out of the workbook does not go together with it.
pub(super) fn not_recovered(path: &Path, broken: &Broken) -> Trouble {
    Trouble {
        what: format!("没有打开：{broken}"),
        records: "文件没有动".to_owned(),
        advice: "请从备份文件夹里打开前一份，并把这份留着以便查找原因".to_owned(),
        path: Some(path.to_owned()),
    }
}

/// The workbook could not be written.
pub(super) fn not_saved(path: &Path, why: &str, advice: &str, is_noted: bool) -> Trouble {
    Trouble {
        what: format!("没有写入文件：{why}"),
        records: safe_words(is_noted).to_owned(),
        advice: advice_for(path, advice),
        path: Some(path.to_owned()),
    }
}

/// The workbook was not written, since something else lies there now, or something damaged.
pub(super) fn not_saved_over(path: &Path, why: &str, advice: &str, is_noted: bool) -> Trouble {
    let records = if is_noted {
        "窗口里的记录没有丢：都已记在本机；那里的文件不是上一次写好的样子，没有动它"
    } else {
        "此后的记录只在窗口里，请先不要关闭程序；那里的文件不是上一次写好的样子，没有动它"
    };
    Trouble { records: records.to_owned(), ..not_saved(path, why, advice, is_noted) }
}

/// Where the records are while the workbook cannot be written.
fn safe_words(is_noted: bool) -> &'static str {
    if is_noted {
        "记录没有丢：都已记在本机，原文件还是上一次写好的样子"
    } else {
        "原文件还是上一次写好的样子；此后的记录只在窗口里，请先不要关闭程序"
    }
}

/// A new workbook could not be written.
pub(super) fn not_begun(path: &Path, why: &str, advice: &str) -> Trouble {
    Trouble {
        what: format!("没有建立工作簿：{why}"),
        records: "现在打开的记录没有动，那里原有的文件也没有动".to_owned(),
        advice: advice_for(path, advice),
        path: Some(path.to_owned()),
    }
}

/// Notes could not be kept on this PC.
pub(super) fn not_noted(folder: &Path, err: &io::Error) -> Trouble {
    let (why, _) = cause(err);
    Trouble {
        what: format!("没有记到本机：{why}"),
        records: "刚才的改动还在窗口里，断电会丢；以前记下的没有动".to_owned(),
        advice: "请马上按 Ctrl+S 写入文件，再查看这个位置的磁盘；程序每隔2秒自动再试".to_owned(),
        path: Some(folder.to_owned()),
    }
}

/// Nothing is open that notes could belong to.
pub(super) fn nothing_open() -> Trouble {
    Trouble {
        what: "没有打开的工作簿，改动没有地方记".to_owned(),
        records: "刚才的改动只在窗口里".to_owned(),
        advice: "请用“另存为”把它存成一份工作簿".to_owned(),
        path: None,
    }
}

/// Something beside the records did not work.
pub(super) fn beside_the_records(what: String, advice: &str, path: &Path) -> Trouble {
    Trouble {
        what,
        records: "记录没有影响，照常使用".to_owned(),
        advice: advice.to_owned(),
        path: Some(path.to_owned()),
    }
}

/// What this PC remembers of a workbook could not be looked at.
pub(super) fn memory_not_read(path: &Path) -> Trouble {
    Trouble {
        what: "本机的文件登记没有读到，不知道这份文件是不是本机写的".to_owned(),
        records: "文件里的记录都在；记在本机、还没有写入文件的改动会问过再取出".to_owned(),
        advice: "请先不要打印新单号，关闭程序，查看这个位置的磁盘后再打开".to_owned(),
        path: Some(path.to_owned()),
    }
}

/// What this PC kept of the last minutes before a crash could not be looked at.
pub(super) fn journals_not_read(folder: &Path, err: Option<&io::Error>) -> Trouble {
    let why = err.map(|err| format!("：{}", refused::words(err))).unwrap_or_default();
    Trouble {
        what: format!("本机的记录本没有读到{why}"),
        records: "文件里的记录都在；上次没有写入文件的改动可能还在记录本里，没有取出也没有动"
            .to_owned(),
        advice: "请关闭程序，查看这个位置的磁盘后再打开；还读不到时请把这个文件夹交给维护人员"
            .to_owned(),
        path: Some(folder.to_owned()),
    }
}

/// Of what only this PC's journal held something may be gone.
pub(super) fn journal_lost(what: String, advice: &str, folder: &Path) -> Trouble {
    Trouble {
        what,
        records: "文件里的记录都在；只记在本机、还没有写入文件的改动可能少了".to_owned(),
        advice: advice.to_owned(),
        path: Some(folder.to_owned()),
    }
}

/// Others who could use a file before cannot any more.
pub(super) fn narrowed(path: &Path) -> Trouble {
    beside_the_records(
        "文件的使用权限没有保持原样：系统不让本机用户改文件所属的组，同组的人可能打不开它"
            .to_owned(),
        "请让管理员把这个文件（和旁边的备份文件夹）的所属组和权限改回原样",
        path,
    )
}

/// A print could not be made or put away.
pub(super) fn not_printed(what: String, advice: &str, path: Option<&Path>) -> Trouble {
    Trouble {
        what,
        records: "打印不改动记录".to_owned(),
        advice: path.map_or_else(|| advice.to_owned(), |path| advice_for(path, advice)),
        path: path.map(Path::to_owned),
    }
}

/// The program itself failed at some work beside the window.
pub(super) fn broke_down(work: &str) -> Trouble {
    Trouble {
        what: format!("程序在{work}时出了内部错误，这件事没有做成"),
        records: "已记在本机的记录没有动".to_owned(),
        advice: "请再试一次；仍不行时请保存后重新打开程序，并把经过告诉维护人员".to_owned(),
        path: None,
    }
}
