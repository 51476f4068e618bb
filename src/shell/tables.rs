//! Files of office programs, read whole and handed to `office`; what breaks down over a damaged one
//! is caught here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use chrono::NaiveDateTime;

use super::disk::{Disk, read_watched};
use super::trouble;
use crate::action::paste::Sheet;
use crate::model::Document;
use crate::office::manuscript::{self, Manuscript};
use crate::office::{self, Refused, Unread};
use crate::print;
use crate::session::Watch;
use crate::workspace::{Event, Trouble};

/// Why nothing was read from a file, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// Why.
    pub why: String,
    /// What to do about it.
    pub advice: &'static str,
}

impl From<Refused> for NotRead {
    fn from(refused: Refused) -> Self {
        Self { why: refused.to_string(), advice: refused.advice() }
    }
}

/// The sheets of a file, or why there are none.
///
/// # Errors
/// When nobody wants them any more.
pub fn sheets<W: Watch>(
    disk: &dyn Disk,
    path: &Path,
    watch: &W,
) -> Result<Result<Vec<Sheet>, NotRead>, W::Stop> {
    taken(disk, path, watch, |bytes| office::read(bytes, watch))
}

/// The running text of a document, or why there is none.
///
/// # Errors
/// When nobody wants it any more.
pub fn manuscript<W: Watch>(
    disk: &dyn Disk,
    path: &Path,
    watch: &W,
) -> Result<Result<Manuscript, NotRead>, W::Stop> {
    taken(disk, path, watch, |bytes| manuscript::read(bytes, watch))
}

/// What a reader makes of a file.
fn taken<T, W: Watch>(
    disk: &dyn Disk,
    path: &Path,
    watch: &W,
    reader: impl FnOnce(&[u8]) -> Result<T, Unread<W::Stop>>,
) -> Result<Result<T, NotRead>, W::Stop> {
    let refused = |err: &std::io::Error| {
        let advice = "请核对文件名；正在别的程序里打开的，请先关上";
        // What is said of a folder where something is to be written does not fit here.
        let is_gone = err.kind() == std::io::ErrorKind::NotFound;
        let why = if is_gone { "没有这个文件".to_owned() } else { trouble::cause(err).0 };
        NotRead { why, advice }
    };
    match disk.facts(path) {
        Ok(facts) if facts.is_folder => {
            let why = "这是文件夹".to_owned();
            return Ok(Err(NotRead { why, advice: "请选里面的文件" }));
        }
        Ok(facts) if office::MOST_BYTES < facts.bytes => {
            return Ok(Err(Refused::TooLarge("文件太大（超过32 MB）").into()));
        }
        Ok(_) => {}
        Err(err) => return Ok(Err(refused(&err))),
    }
    let bytes = match read_watched(disk, path, watch)? {
        Ok(bytes) => bytes,
        Err(err) => return Ok(Err(refused(&err))),
    };
    match catch_unwind(AssertUnwindSafe(|| reader(&bytes))) {
        Ok(Ok(read)) => Ok(Ok(read)),
        Ok(Err(Unread::Stopped(stop))) => Err(stop),
        Ok(Err(Unread::Refused(refused))) => Ok(Err(refused.into())),
        // A reader that breaks down was given a file no program makes.
        Err(_) => Ok(Err(Refused::Broken.into())),
    }
}

/// Reads the file, and says what came of it.
pub(super) fn read<W: Watch>(
    disk: &dyn Disk,
    (ticket, path): (u64, &Path),
    watch: &W,
) -> Result<Event, W::Stop> {
    Ok(match sheets(disk, path, watch)? {
        Ok(sheets) => Event::TableRead { ticket, path: path.to_owned(), sheets },
        Err(not_read) => Event::Failed { ticket, trouble: not_taken(path, &not_read) },
    })
}

/// Reads a text that was edited in Word, and says what it has otherwise than the plan.
pub(super) fn read_returned<W: Watch>(
    disk: &dyn Disk,
    (ticket, path): (u64, &Path),
    (doc, at): (&Document, NaiveDateTime),
    watch: &W,
) -> Result<Event, W::Stop> {
    Ok(match manuscript(disk, path, watch)? {
        Ok(text) => {
            let returned = print::returned(doc, &text, at).map(Box::new);
            Event::ReturnedRead { ticket, path: path.to_owned(), returned }
        }
        Err(not_read) => Event::Failed { ticket, trouble: not_taken(path, &not_read) },
    })
}

fn not_taken(path: &Path, NotRead { why, advice }: &NotRead) -> Trouble {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    trouble::beside_the_records(format!("没有读出“{name}”：{why}"), advice, path)
}

#[cfg(test)]
mod tests {
    use super::super::disk::{Openness, RealDisk};
    use super::*;
    use crate::session::Unwatched;

    #[test]
    fn what_cannot_be_read_is_said_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let said = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            RealDisk.create(&path, Openness::Usual).unwrap().write(bytes).unwrap();
            let Ok(event) = read(&RealDisk, (1, &path), &Unwatched);
            match event {
                Event::Failed { ticket: 1, trouble } => trouble.what,
                other => panic!("{other:?}"),
            }
        };
        let long = vec![b'1'; (1 << 20) + 1];
        assert!(said("名册.csv", &long).contains("“名册.csv”：文件太大"));
        assert!(said("名册.txt", b"PK\x03\x04\x14\x00").contains("已损坏"));
        assert!(said("老表.txt", b"\xD0\xCF\x11\xE0\xA1\xB1").contains("已损坏"));
        assert!(said("图.txt", b"\x89PNG\r\n\x1a\n\x00").contains("只有图片"));
        assert!(said("程序.txt", b"\x7fELF\x02\x00").contains("不是表格"));
        assert!(said("空.txt", b"\xEF\xBB\xBF \r\n").contains("空的"));
        let gone = read(&RealDisk, (1, &folder.path().join("没有.csv")), &Unwatched);
        let Ok(Event::Failed { trouble, .. }) = gone else { panic!("{gone:?}") };
        assert!(trouble.what.contains("“没有.csv”：没有这个文件"), "{}", trouble.what);
        let of_folder = read(&RealDisk, (1, folder.path()), &Unwatched);
        let Ok(Event::Failed { trouble, .. }) = of_folder else { panic!("{of_folder:?}") };
        assert!(trouble.what.contains("文件夹"), "{}", trouble.what);
    }
}
