//! Files with a table in them, as office programs write text: UTF-8, UTF-16 or GB18030.

use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::disk::Disk;
use super::trouble;
use crate::workspace::Event;

/// A table longer than this is none that people take in: some ten thousand rows.
const MOST_BYTES: u64 = 1 << 20;

/// How the files of office programs begin, whatever they are called.
const OFFICE: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// Reads the file, whatever program wrote it.
pub(super) fn read(disk: &dyn Disk, path: &Path) -> Event {
    text_in(disk, path).map_or_else(
        |why| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let what = format!("没有读出“{name}”：{why}");
            Event::Caution(trouble::beside_the_records(what, COPY, path))
        },
        Event::TableRead,
    )
}

/// What to do with a file that cannot be read here.
const COPY: &str = "请在WPS里打开它，选中要录入的行复制，再点“从表格粘贴…”";

/// The text in a file, or why there is none.
fn text_in(disk: &dyn Disk, path: &Path) -> Result<String, String> {
    let cause = |err: &std::io::Error| trouble::cause(err).0;
    let facts = disk.facts(path).map_err(|err| cause(&err))?;
    if facts.is_folder {
        return Err("这是文件夹，请拖里面的文件".to_owned());
    }
    if MOST_BYTES < facts.bytes {
        return Err(format!("文件太大（超过1 MB）。{COPY}"));
    }
    let bytes = disk.read(path).map_err(|err| cause(&err))?;
    if OFFICE.iter().any(|begin| bytes.starts_with(begin)) {
        return Err(format!("里面是WPS表格或Word文件，不是文本。{COPY}"));
    }
    let text = text_of(&bytes).ok_or_else(|| format!("里面不是文字。{COPY}"))?;
    if text.trim().is_empty() {
        return Err("文件是空的".to_owned());
    }
    Ok(text)
}

/// The text in a file's bytes, if it is text.
fn text_of(bytes: &[u8]) -> Option<String> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let tried = marked.into_iter().chain([UTF_8, GB18030]);
    let read = tried.map(|encoding| encoding.decode(bytes));
    let text = read.filter(|(_, _, is_broken)| !is_broken).map(|(text, ..)| text).next()?;
    // Line breaks within cells, a page's end and the end of the file as old programs mark it.
    let is_text = |sign: char| !sign.is_control() || "\t\n\r\u{b}\u{c}\u{1a}".contains(sign);
    text.chars().all(is_text).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::disk::{Openness, RealDisk};
    use super::*;

    #[test]
    fn text_is_read_however_office_programs_write_it() {
        let words = "姓名,单位\n亢宝庆,机电队\n李𫰠,\n";
        let (gb, ..) = GB18030.encode(words);
        assert_ne!(gb.as_ref(), words.as_bytes());
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend(words.as_bytes());
        let wide = words.encode_utf16().flat_map(u16::to_le_bytes);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wide).collect();
        for bytes in [words.as_bytes(), gb.as_ref(), &marked, &wide] {
            assert_eq!(text_of(bytes).as_deref(), Some(words));
        }
        for bytes in [b"\x89PNG\r\n\x1a\n\x00", &b"\xff\xff\xff\xff\xff"[..], b"\x7fELF\x02"] {
            assert_eq!(text_of(bytes), None);
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let said = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            RealDisk.create(&path, Openness::Usual).unwrap().write(bytes).unwrap();
            match read(&RealDisk, &path) {
                Event::Caution(trouble) => trouble.what,
                other => panic!("{other:?}"),
            }
        };
        let long = vec![b'1'; usize::try_from(MOST_BYTES).unwrap() + 1];
        assert!(said("名册.csv", &long).contains("“名册.csv”：文件太大"));
        assert!(said("名册.txt", b"PK\x03\x04\x14\x00").contains("是WPS表格"));
        assert!(said("老表.txt", b"\xD0\xCF\x11\xE0\xA1\xB1").contains("是WPS表格"));
        assert!(said("图.txt", b"\x89PNG\r\n\x1a\n\x00").contains("不是文字"));
        assert!(said("空.txt", b"\xEF\xBB\xBF \r\n").contains("空的"));
        let gone = read(&RealDisk, &folder.path().join("没有.csv"));
        assert!(matches!(gone, Event::Caution(trouble) if trouble.what.contains("“没有.csv”")));
        let of_folder = read(&RealDisk, folder.path());
        assert!(matches!(of_folder, Event::Caution(trouble) if trouble.what.contains("文件夹")));
    }
}
