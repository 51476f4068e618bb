//! Bytes as text, or what else they are: a file that another program wrote is named for what it
//! is before anybody tries to read it.

use std::borrow::Cow;

use super::{Damage, FIRST_LINE, MOST_BYTES, damage, outline};

/// The text in a file's bytes.
///
/// # Errors
/// When there is none, in words that say what there is instead.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, Damage> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if MOST_BYTES < length {
        return Err(Damage::TooLarge(length >> 20));
    }
    if bytes.is_empty() {
        return Err(Damage::Empty);
    }
    if bytes.first() == Some(&0) && bytes.iter().all(|byte| *byte == 0) {
        return Err(Damage::Zeroed);
    }
    if is_utf16(bytes) {
        return Err(Damage::Encoding("UTF-16"));
    }
    if let Some(kind) = kind_of(bytes) {
        return Err(Damage::OtherKind(kind));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (whole, zeros) = without_zeros(bytes);
    match str::from_utf8(whole) {
        Ok(text) if zeros == 0 => Ok(text),
        Ok(text) => Err(Damage::ZerosFrom(damage::place_at(text, text.len()))),
        Err(_) if is_gb18030(bytes) => Err(Damage::Encoding("GB18030")),
        Err(err) => {
            let before = bytes.get(..err.valid_up_to()).unwrap_or_default();
            let text = str::from_utf8(before).unwrap_or_default();
            Err(Damage::NotText(damage::place_at(text, text.len())))
        }
    }
}

/// The text without the zeros at its end, of a workbook of ours that was cut or spoilt: in the place
/// of what is no text stands a sign that says so, and what follows is read on. Nothing where the
/// bytes are no workbook of ours.
pub(super) fn readable(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (whole, _) = without_zeros(bytes);
    let text = String::from_utf8_lossy(whole);
    let is_ours = text.starts_with(FIRST_LINE.trim_end()) || outline::split(&text).is_some();
    is_ours.then_some(text)
}

/// The bytes without the zeros at their end, and how many those are.
fn without_zeros(bytes: &[u8]) -> (&[u8], usize) {
    let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
    (bytes.get(..bytes.len() - zeros).unwrap_or_default(), zeros)
}

/// What a file of another kind is, by its first bytes.
fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 5] = [
        (
            b"PK\x03\x04",
            "这是压缩包或新版Office文件（如 .zip、.xlsx、.docx），请先解压再选其中的 .ron 文件",
        ),
        (b"\xD0\xCF\x11\xE0", "这是旧版Office文件（如 .doc、.xls）"),
        (b"%PDF", "这是PDF文件"),
        (b"Rar!", "这是压缩包，请先解压再选其中的 .ron 文件"),
        (b"7z\xBC\xAF", "这是压缩包，请先解压再选其中的 .ron 文件"),
    ];
    kinds.into_iter().find(|(first, _)| bytes.starts_with(first)).map(|(_, kind)| kind)
}

/// Whether the bytes are a text of two-byte signs: by the mark before it, or as the first signs of a
/// workbook are written so.
fn is_utf16(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 4] = [b"\xFF\xFE", b"\xFE\xFF", b"/\0/\0 \0", b"\0/\0/\0 "];
    begins.iter().any(|begin| bytes.starts_with(begin))
}

/// Whether the bytes begin as a workbook does that was written anew in GB18030: the first sign
/// of ours in that encoding.
fn is_gb18030(bytes: &[u8]) -> bool {
    // “守岁” as GB18030 has it.
    bytes.starts_with(b"// \xCA\xD8\xCB\xEA")
}
