//! Putting prints where prints go, and handing them to the system's viewer.
//!
//! Lays no page out: that is the `print` layer's, reached through a [`Press`].

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use directories::UserDirs;

use super::atomic_write::{ensure_folder, write_new};
use super::disk::Disk;
use super::home::Home;
use super::names::{fitted, joined};
use crate::print;
use crate::workspace::{Picture, PrintOrder};

/// Prints of one name in a folder; after so many no more are made, and nothing is replaced.
const MOST: u32 = 100_000;

/// A print as a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The folder of the season's papers it belongs in.
    pub folder: String,
    /// The file's name without its ending.
    pub stem: String,
    /// How many pages.
    pub pages: usize,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes pages out of an order: `print`, or a stand-in in tests.
pub trait Press: Send + Sync {
    /// The pages as pixels.
    ///
    /// # Errors
    /// Why there are none, in words.
    fn pictures(&self, order: &PrintOrder) -> Result<Vec<Picture>, String>;
    /// The pages as a PDF.
    ///
    /// # Errors
    /// Why there are none, in words.
    fn pdf(&self, order: &PrintOrder) -> Result<Pdf, String>;
}

/// The pages that `print` makes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typesetter;

/// Pixels per point of the preview: sharp at 100 %, enough at 200 %.
const PREVIEW_SCALE: f64 = 1.6;

impl Press for Typesetter {
    fn pictures(&self, order: &PrintOrder) -> Result<Vec<Picture>, String> {
        let printed = print::print(&order.doc, &order.request, &order.stamp)
            .map_err(|err| err.to_string())?;
        let picture = |page| {
            let made = printed.picture(page, PREVIEW_SCALE)?;
            let (width, height) = (made.width.try_into().ok()?, made.height.try_into().ok()?);
            Some(Picture { width, height, rgba: Arc::new(made.rgba) })
        };
        Ok((0..printed.page_count()).filter_map(picture).collect())
    }

    fn pdf(&self, order: &PrintOrder) -> Result<Pdf, String> {
        let PrintOrder { doc, request, stamp, .. } = order;
        let printed = print::print(doc, request, stamp).map_err(|err| err.to_string())?;
        Ok(Pdf {
            folder: request.paper.folder.to_owned(),
            stem: print::file_stem(doc, request, stamp),
            pages: printed.page_count(),
            bytes: printed.pdf().map_err(|err| err.to_string())?,
        })
    }
}

/// Where prints go on this PC: `守岁打印` among the documents, else in the state folder.
pub fn folder(home: &Home) -> PathBuf {
    let documents = UserDirs::new().and_then(|dirs| dirs.document_dir().map(Path::to_owned));
    documents.map_or_else(|| home.prints(), |documents| documents.join("守岁打印"))
}

/// A print in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where.
    pub path: PathBuf,
    /// Whether it was not there already, just the same.
    pub is_new: bool,
}

/// Puts a PDF into a folder and says where; see [`put`].
///
/// # Errors
/// As the disk reports.
pub fn put_pdf(disk: &dyn Disk, folder: &Path, stem: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    put(disk, folder, stem, "pdf", bytes).map(|placed| placed.path)
}

/// Puts a print into a folder and says where. A different print of the same name is left alone:
/// a paper may already be signed from it.
///
/// # Errors
/// As the disk reports; `AlreadyExists` when a hundred thousand prints have the name.
pub fn put(
    disk: &dyn Disk,
    folder: &Path,
    stem: &str,
    ending: &str,
    bytes: &[u8],
) -> io::Result<Placed> {
    ensure_folder(disk, folder)?;
    for copy in 1..=MOST {
        let behind = if copy == 1 { format!(".{ending}") } else { format!("({copy}).{ending}") };
        let path = folder.join(joined("", &fitted(OsStr::new(stem), &behind), &behind));
        if is_free(disk, &path)? {
            match write_new(disk, &path, bytes) {
                Ok(()) => return Ok(Placed { path, is_new: true }),
                // Somebody else was quicker.
                Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
                Err(err) => return Err(err),
            }
        }
        if holds(disk, &path, bytes) {
            return Ok(Placed { path, is_new: false });
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn is_free(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    match disk.facts(path) {
        Ok(_) => Ok(false),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(err) => Err(err),
    }
}

/// Whether a file holds these very bytes. It is read only if it is as long.
fn holds(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> bool {
    let is_as_long = |there: u64| usize::try_from(there).is_ok_and(|there| there == bytes.len());
    disk.facts(path).is_ok_and(|facts| is_as_long(facts.bytes))
        && disk.read(path).is_ok_and(|there| there == bytes)
}

/// Runner a file to the system's viewer, and waits until it has taken it.
///
/// # Errors
/// When there is none.
pub fn show(path: &Path) -> io::Result<()> {
    let viewer = if cfg!(windows) { "explorer.exe" } else { "xdg-open" };
    // Its answer says nothing: the file explorer reports failure when all went well.
    Command::new(viewer).arg(path).status().map(|_status| ())
}
