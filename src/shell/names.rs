//! Names of the files that stand beside a workbook, and how long a name may be.
//!
//! A file system takes names of 255 bytes, Windows of 255 signs. A helper's name is that of its
//! file with something before or behind it; where that would be too long, the end of the name
//! makes room for a short digest of all of it, so that two files never share a helper.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::atomic_write::folder_of;
use crate::session::Digest;

/// The longest name, in units of the system.
const LONGEST: usize = 255;
/// Signs of the digest that stand for the rest of a name.
const DIGEST_SIGNS: usize = 8;
/// Stands before the digest.
const CUT: char = '~';
/// Stands for what is no text in a name that was cut.
const NO_TEXT: char = '_';
/// Signs of a shorter name that is proposed: it fits everywhere, helpers and all.
const PROPOSED_SIGNS: usize = 40;

/// How long a text is as a name, in units of the system.
fn length(text: &str) -> usize {
    if cfg!(windows) { text.encode_utf16().count() } else { text.len() }
}

/// Whether a name fits as it is, with `rest` round it.
fn fits(name: &OsStr, rest: &str) -> bool {
    let long = if cfg!(windows) { length(&name.to_string_lossy()) } else { name.len() };
    long + length(rest) <= LONGEST
}

/// A name that leaves room for `rest`: itself, or its beginning and a digest of all of it.
pub(super) fn fitted(name: &OsStr, rest: &str) -> OsString {
    if fits(name, rest) {
        return name.to_owned();
    }
    let room = LONGEST.saturating_sub(length(rest) + CUT.len_utf8() + DIGEST_SIGNS);
    let mut short = String::new();
    for sign in name.to_string_lossy().chars() {
        let sign = if sign == char::REPLACEMENT_CHARACTER { NO_TEXT } else { sign };
        short.push(sign);
        if room < length(&short) {
            short.pop();
            break;
        }
    }
    short.push(CUT);
    let digest = Digest::of(name.as_encoded_bytes()).to_string();
    short.extend(digest.chars().take(DIGEST_SIGNS));
    short.into()
}

/// A hidden file beside another one: `.NAME.ENDING`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let rest = format!(".{ending}");
    let name = fitted(path.file_name().unwrap_or_default(), &format!(".{rest}"));
    folder_of(path).join(joined(".", &name, &rest))
}

/// A name with something before and behind it.
pub(super) fn joined(before: &str, name: &OsStr, behind: &str) -> OsString {
    let mut joined = OsString::from(before);
    joined.push(name);
    joined.push(behind);
    joined
}

/// A shorter name for a file whose own name no system takes.
pub fn shorter(path: &Path) -> Option<String> {
    let name = path.file_name().filter(|name| !fits(name, ""))?;
    let stem = Path::new(name).file_stem().unwrap_or(name).to_string_lossy();
    let short: String = stem
        .chars()
        .filter(|sign| *sign != char::REPLACEMENT_CHARACTER)
        .take(PROPOSED_SIGNS)
        .collect();
    // An ending as long as that is none.
    let ending = Path::new(name).extension().filter(|ending| ending.len() < PROPOSED_SIGNS);
    Some(match ending {
        Some(ending) => format!("{short}.{}", ending.to_string_lossy()),
        None => short,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_too_long_makes_room_for_its_digest_and_never_clashes() {
        let long = |end: &str| format!("{}{end}.ron", "望".repeat(82));
        let (one, other) = (long("甲"), long("乙"));
        for ending in ["lock", "who", "28T5CY4T.new"] {
            let named = |name: &str| beside(&Path::new("/册").join(name), ending);
            assert_ne!(named(&one), named(&other));
            assert_eq!(named("望禾.ron"), Path::new("/册").join(format!(".望禾.ron.{ending}")));
            let name = named(&one).file_name().unwrap().to_owned();
            assert!(fits(&name, "") && name.to_str().unwrap().ends_with(ending), "{name:?}");
        }
    }

    #[test]
    fn a_shorter_name_is_proposed_only_where_one_is_needed() {
        assert_eq!(shorter(Path::new("/册/望禾.ron")), None);
        let long = PathBuf::from("/册").join(format!("{}.ron", "望禾".repeat(200)));
        let short = shorter(&long).unwrap();
        assert_eq!(short, format!("{}.ron", "望禾".repeat(20)));
        assert_eq!(shorter(&long.with_file_name(short)), None);
        assert!(shorter(Path::new(&"a.".repeat(300))).is_some());
    }
}
