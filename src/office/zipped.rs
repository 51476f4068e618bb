//! What lies in a zip: a workbook, a sheet of `LibreOffice`, a document, or no table at all. Nothing
//! of it is unpacked past a bound, whatever it says of its own size.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::{Refused, Unread};
use crate::session::{Progress, Unit, Watch};

/// So many bytes of words and cells may come out of one file.
const MOST_UNPACKED: u64 = 96 << 20;
/// A piece of unpacking, after which somebody may want no more of it.
const PIECE: u64 = 1 << 20;

/// A packed file.
pub(super) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// What lies in a packed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A workbook of Excel and WPS.
    Workbook,
    /// A workbook of `LibreOffice`.
    Open,
    /// A document of Word and WPS.
    Document,
}

/// Opens a packed file, once it is known to unpack to no more than a table.
pub(super) fn open<'a, W: Watch>(
    bytes: &'a [u8],
    watch: &W,
) -> Result<(Kind, Zipped<'a>), Unread<W::Stop>> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_broken| Refused::Broken)?;
    let mut zipped = Zipped { archive };
    let kind = zipped.kind()?;
    zipped.measure(watch)?;
    Ok((kind, zipped))
}

/// What else may lie in a zip, by a part of it.
const OTHERS: [(&str, &str); 4] = [
    ("xl/workbook.bin", ".xlsb 表格（请在WPS里另存为 .xlsx）"),
    ("ppt/presentation.xml", "演示文稿"),
    ("Index/Document.iwa", "苹果电脑的文稿"),
    ("OFD.xml", "OFD文件"),
];

impl Zipped<'_> {
    fn kind(&mut self) -> Result<Kind, Refused> {
        let has = |part: &str| self.archive.index_for_name(part).is_some();
        if has("xl/workbook.xml") {
            return Ok(Kind::Workbook);
        }
        if has("word/document.xml") {
            return Ok(Kind::Document);
        }
        if let Some((_, what)) = OTHERS.iter().find(|(part, _)| has(part)) {
            return Err(Refused::Other(what));
        }
        if !has("content.xml") {
            // Files by a strange program may name their parts otherwise.
            let is_office = has("[Content_Types].xml");
            return Err(Refused::Other(if is_office {
                "别的程序的文件"
            } else {
                "压缩包"
            }));
        }
        let kind = self.part("mimetype")?.unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind).into_owned();
        let manifest = self.part("META-INF/manifest.xml")?.unwrap_or_default();
        if String::from_utf8_lossy(&manifest).contains("encryption-data") {
            return Err(Refused::Locked);
        }
        if kind.contains("opendocument.text") {
            return Err(Refused::Other("ODT文档（请在WPS里另存为 .docx）"));
        }
        if kind.contains("opendocument") && !kind.contains("spreadsheet") {
            return Err(Refused::Other("别的程序的文件"));
        }
        Ok(Kind::Open)
    }

    /// Unpacks everything but pictures once, and keeps nothing of it.
    fn measure<W: Watch>(&mut self, watch: &W) -> Result<(), Unread<W::Stop>> {
        let mut left = MOST_UNPACKED;
        let of = usize::try_from(MOST_UNPACKED).unwrap_or(usize::MAX);
        for index in 0..self.archive.len() {
            let Ok(mut part) = self.archive.by_index(index) else { continue };
            if part.encrypted() {
                return Err(Refused::Locked.into());
            }
            if !is_words(&part) {
                continue;
            }
            loop {
                let copied = io::copy(&mut part.by_ref().take(PIECE), &mut io::sink());
                let copied = copied.map_err(|_broken| Refused::Broken)?;
                left = left.checked_sub(copied).ok_or(TOO_MUCH)?;
                let done = of.saturating_sub(usize::try_from(left).unwrap_or_default());
                watch.on(Progress::new(Unit::Understood, done, of)).map_err(Unread::Stopped)?;
                if copied < PIECE {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The bytes of a part, if it is there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|_broken| Refused::Broken)?;
        let mut bytes = Vec::new();
        let read = part.take(MOST_UNPACKED + 1).read_to_end(&mut bytes);
        read.map_err(|_broken| Refused::Broken)?;
        if MOST_UNPACKED < u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
            return Err(TOO_MUCH);
        }
        Ok(Some(bytes))
    }

    /// The words of a part, if it is there.
    pub(super) fn words(&mut self, name: &str) -> Result<Option<String>, Refused> {
        let bytes = self.part(name)?;
        Ok(bytes.map(|bytes| encoding_rs::UTF_8.decode(&bytes).0.into_owned()))
    }

    /// Whether there are pictures in it.
    pub(super) fn has_pictures(&self) -> bool {
        let folders = ["xl/media/", "word/media/", "Pictures/"];
        let mut names = self.archive.file_names();
        names.any(|name| {
            let name = name.unwrap_or_default();
            folders.iter().any(|folder| name.starts_with(folder))
        })
    }
}

const TOO_MUCH: Refused = Refused::TooLarge("文件解开以后太大（超过96 MB）");

/// Whether a part may be read: words and cells, no picture, font or sound.
fn is_words<R: io::Read>(part: &ZipFile<'_, R>) -> bool {
    // A name nobody can read is none of a part of ours.
    let name = part.name().unwrap_or_default();
    let is_media = ["/media/", "Pictures/", "Thumbnails/", "/embeddings/"];
    !is_media.iter().any(|folder| name.contains(folder))
}
