//! Paths as text that gives the very same path back, whatever bytes its names are made of.
//!
//! A path that is text stands for itself. Any other begins with a sign no path holds, and what is
//! no text in it stands as numbers: a name in GBK is still a name under which a file can be found.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Begins a path that is no text.
const MARK: char = '\0';
/// Begins a number, and stands as a number itself.
const ESCAPE: char = '%';
/// Figures of a number: a byte, or half a sign where names are made of those.
const FIGURES: usize = if cfg!(windows) { 4 } else { 2 };

/// Where a file lies, as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(PathBuf);

impl std::ops::Deref for Place {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl From<&Path> for Place {
    fn from(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&spell(&self.0))
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        read(&text).map(Self).ok_or_else(|| D::Error::custom("no path"))
    }
}

/// A path as text.
fn spell(path: &Path) -> String {
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => format!("{MARK}{}", spell_name(path.as_os_str())),
    }
}

/// The path of a text; `None` if none is spelled so.
fn read(text: &str) -> Option<PathBuf> {
    match text.strip_prefix(MARK) {
        Some(spelled) => read_name(spelled).map(PathBuf::from),
        None => Some(PathBuf::from(text)),
    }
}

/// A number's place in a spelled text: what stands before it, the number, what comes after.
fn next_number(spelled: &str) -> Option<(&str, Option<u16>, &str)> {
    let (text, rest) = spelled.split_once(ESCAPE)?;
    let number = rest.get(..FIGURES).and_then(|figures| u16::from_str_radix(figures, 16).ok());
    Some((text, number, rest.get(FIGURES..).unwrap_or_default()))
}

#[cfg(unix)]
fn spell_name(name: &OsStr) -> String {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt as _;
    let mut spelled = String::new();
    let number = |spelled: &mut String, byte: u8| {
        // Writing to a string never fails.
        let _written = write!(spelled, "{ESCAPE}{byte:02X}");
    };
    for chunk in name.as_bytes().utf8_chunks() {
        for sign in chunk.valid().chars() {
            if sign == ESCAPE { number(&mut spelled, b'%') } else { spelled.push(sign) }
        }
        chunk.invalid().iter().for_each(|byte| number(&mut spelled, *byte));
    }
    spelled
}

#[cfg(unix)]
fn read_name(mut spelled: &str) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt as _;
    let mut bytes = Vec::new();
    while let Some((text, number, rest)) = next_number(spelled) {
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(u8::try_from(number?).ok()?);
        spelled = rest;
    }
    bytes.extend_from_slice(spelled.as_bytes());
    Some(OsString::from_vec(bytes))
}

#[cfg(windows)]
fn spell_name(name: &OsStr) -> String {
    use std::fmt::Write as _;
    use std::os::windows::ffi::OsStrExt as _;
    let mut spelled = String::new();
    for sign in char::decode_utf16(name.encode_wide()) {
        // Writing to a string never fails.
        match sign {
            Ok(ESCAPE) => drop(write!(spelled, "{ESCAPE}{:04X}", u32::from(ESCAPE))),
            Ok(sign) => spelled.push(sign),
            Err(half) => drop(write!(spelled, "{ESCAPE}{:04X}", half.unpaired_surrogate())),
        }
    }
    spelled
}

#[cfg(windows)]
fn read_name(mut spelled: &str) -> Option<OsString> {
    use std::os::windows::ffi::OsStringExt as _;
    let mut units = Vec::new();
    while let Some((text, number, rest)) = next_number(spelled) {
        units.extend(text.encode_utf16());
        units.push(number?);
        spelled = rest;
    }
    units.extend(spelled.encode_utf16());
    Some(OsString::from_wide(&units))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn every_path_comes_back_and_ordinary_ones_stand_for_themselves() {
        let ordinary = Path::new("/桌面/望禾 100%25.ron");
        assert_eq!(spell(ordinary), "/桌面/望禾 100%25.ron");
        // 望禾 in GBK, beside signs that look like a spelled number.
        let gbk = b"/\xE6\xA1\x8C/\xCD\xFB\xBA\xCC%41.ron";
        let names: [&[u8]; 4] = [ordinary.as_os_str().as_bytes(), gbk, b"\xff", b"/a\x80\xF0%"];
        for name in names {
            let path = Path::new(OsStr::from_bytes(name));
            let text = ron::to_string(&Place::from(path)).unwrap();
            assert_eq!(&*ron::from_str::<Place>(&text).unwrap(), path, "{text}");
        }
        for broken in ["\0%", "\0%4", "\0%X1", "\0望%望"] {
            assert_eq!(read(broken), None, "{broken:?}");
        }
    }
}
