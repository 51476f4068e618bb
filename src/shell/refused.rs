//! What the system's refusals are called: never in its own language, its number behind.
//!
//! Only words for what happened; what to do about it depends on what was being done.

use std::io;

/// What the system's refusal means to a person.
pub fn words(err: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let plain = match err.kind() {
        Kind::StorageFull => "磁盘已满",
        Kind::QuotaExceeded => "分给这个用户的磁盘空间已用完",
        Kind::ReadOnlyFilesystem => "磁盘是只读的（写保护）",
        Kind::PermissionDenied => "没有权限，或者正被别的程序占用",
        Kind::NotFound
        | Kind::NotADirectory
        | Kind::NotConnected
        | Kind::StaleNetworkFileHandle => "文件夹不在了（U盘拔出、网络断开或被移走）",
        // No call of a `Disk` gives it; what was written and read back does.
        Kind::InvalidData => "写入后读回的内容不一致，磁盘可能有坏道",
        Kind::AlreadyExists => "那里已有同名的文件",
        Kind::IsADirectory => "那里是一个文件夹",
        // A system that says so gives a number; without one it is what a `Disk` reads at the most.
        Kind::FileTooLarge if err.raw_os_error().is_none() => "文件超过1024MB，不像是守岁保存的",
        _ => return numbered(unusual(err), err),
    };
    plain.to_owned()
}

/// Whether the name is too long for the system, or has a sign in it that it does not take.
pub fn is_name(err: &io::Error) -> bool {
    err.kind() == io::ErrorKind::InvalidFilename
}

/// Whether the disk itself failed.
pub fn is_disk(err: &io::Error) -> bool {
    let codes: &[i32] = if cfg!(windows) { &[21, 23, 27, 29, 30, 1117, 1392] } else { &[5] };
    err.raw_os_error().is_some_and(|code| codes.contains(&code))
}

fn unusual(err: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    if is_disk(err) {
        return "磁盘读写出错";
    }
    match err.kind() {
        // Windows calls a name with a forbidden sign by its own number, 123.
        Kind::InvalidFilename if err.raw_os_error() == Some(123) => "文件名里有系统不许用的符号",
        Kind::InvalidFilename => "文件名太长",
        Kind::InvalidInput => "这个盘不接受这样的文件名或做法",
        Kind::FileTooLarge => "文件超过了这个盘能存的大小",
        Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::Deadlock => "正被别的程序占用",
        Kind::TimedOut
        | Kind::HostUnreachable
        | Kind::NetworkUnreachable
        | Kind::NetworkDown
        | Kind::ConnectionRefused
        | Kind::ConnectionReset
        | Kind::ConnectionAborted
        | Kind::BrokenPipe => "网络断开，或对方没有回应",
        Kind::OutOfMemory => "内存不够",
        Kind::Unsupported => "这个盘不支持这样做",
        Kind::CrossesDevices => "不能从一个盘移到另一个盘",
        Kind::Interrupted | Kind::WouldBlock => "系统没有做完就停了",
        _ => "系统没有办成",
    }
}

fn numbered(words: &str, err: &io::Error) -> String {
    match err.raw_os_error() {
        Some(code) => format!("{words}（系统代号 {code}）"),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_refusal_is_told_in_the_systems_language() {
        let mut told = std::collections::BTreeSet::new();
        for code in 0..2_000 {
            let words = words(&io::Error::from_raw_os_error(code));
            assert!(!words.is_empty() && !words.contains(|sign: char| sign.is_ascii_lowercase()));
            told.insert(words.split('（').next().unwrap_or_default().to_owned());
        }
        assert!(15 <= told.len(), "{told:?}");
        let own = io::Error::other("something in English");
        assert_eq!(words(&own), "系统没有办成");
    }

    #[cfg(unix)]
    #[test]
    fn the_usual_ones_are_called_by_name() {
        let named = |code| words(&io::Error::from_raw_os_error(code));
        assert_eq!(named(5), "磁盘读写出错（系统代号 5）");
        assert_eq!(named(28), "磁盘已满");
        assert_eq!(named(36), "文件名太长（系统代号 36）");
        assert_eq!(named(9_999), "系统没有办成（系统代号 9999）");
    }
}
