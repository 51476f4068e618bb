//! Putting prints where prints go, and handing them to the system's viewer.
//!
//! Lays no page out: that is the `print` layer's, reached through a [`Press`].

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};

use directories::UserDirs;

use super::atomic_write::{ensure_folder, write_new};
use super::disk::Disk;
use super::faces;
use super::home::Home;
use super::names::{fitted, joined};
use crate::model::printout::Printout;
use crate::print::{self, Faces, FileKind, PageSize, Pager, PrintError, Progress, Spot};
use crate::session::{Stopped, Watch};
use crate::workspace::{Picture, PrintOrder};

/// Prints of one name in a folder; after so many no more are made, and nothing is replaced.
const MOST: u32 = 100_000;

/// A print as files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The folder of the season's papers it belongs in.
    pub folder: String,
    /// The file's name without its ending.
    pub stem: String,
    /// How many pages; none of a workbook.
    pub pages: usize,
    /// Signs no face has.
    pub missing: String,
    /// What is to be remembered of it.
    pub printouts: Vec<Printout>,
    /// The file, or a picture a page.
    pub files: Vec<Vec<u8>>,
}

/// Whoever waits for a print.
pub type Waiting<'a> = &'a dyn Watch<Stop = Stopped>;

/// Makes pages out of an order: `print`, or a stand-in in tests.
pub trait Press: Send + Sync {
    /// A print to be leafed through.
    fn leaf(&self, order: &PrintOrder) -> Box<dyn Leaves>;
    /// Files of the order's kind, or why there are none, in words.
    ///
    /// # Errors
    /// When nobody waits for them any more.
    fn make(&self, order: &PrintOrder, watch: Waiting<'_>)
    -> Result<Result<Made, String>, Stopped>;
    /// Whether letters are set in Song, since this PC has no 仿宋.
    fn lacks_fang(&self) -> bool {
        false
    }
}

/// A print whose pages are made as they are looked at.
pub trait Leaves {
    /// Counts some more pages, and says whether there are more.
    ///
    /// # Errors
    /// Why there are none, in words.
    fn advance(&mut self) -> Result<bool, String>;
    /// The pages known so far.
    fn sizes(&self) -> &[PageSize];
    /// A page as pixels, if it is known.
    ///
    /// # Errors
    /// Why there is none, in words.
    fn picture(&mut self, page: usize, pixels_per_point: f64) -> Result<Option<Picture>, String>;
    /// The places of what stands on a page, where that can be told.
    ///
    /// # Errors
    /// Why they are not known, in words.
    fn spots(&mut self, _page: usize) -> Result<Vec<Spot>, String> {
        Ok(Vec::new())
    }
}

/// The pages that `print` makes, in our own faces and those that are lent.
#[derive(Default)]
pub struct Typesetter {
    /// Where fonts are looked for, once there is something to print.
    disk: Option<Arc<dyn Disk>>,
    faces: OnceLock<Faces>,
}

impl Typesetter {
    /// With what this PC lends.
    pub fn of_this_pc(disk: Arc<dyn Disk>) -> Self {
        Self { disk: Some(disk), faces: OnceLock::new() }
    }

    fn faces(&self) -> &Faces {
        self.faces.get_or_init(|| {
            self.disk.as_ref().map(|disk| faces::of_this_pc(&**disk)).unwrap_or_default()
        })
    }
}

impl Press for Typesetter {
    fn leaf(&self, order: &PrintOrder) -> Box<dyn Leaves> {
        let PrintOrder { doc, request, stamp, .. } = order.clone();
        Box::new(Pager::new(doc, &request, stamp, self.faces()))
    }

    fn make(
        &self,
        order: &PrintOrder,
        watch: Waiting<'_>,
    ) -> Result<Result<Made, String>, Stopped> {
        match made(order, self.faces(), &|progress| watch.on(progress).is_ok()) {
            Err(PrintError::Stopped) => Err(Stopped),
            made => Ok(made.map_err(|err| err.to_string())),
        }
    }

    fn lacks_fang(&self) -> bool {
        self.faces().are_missing()
    }
}

fn made(
    order: &PrintOrder,
    faces: &Faces,
    keep_going: &dyn Fn(Progress) -> bool,
) -> Result<Made, PrintError> {
    let PrintOrder { doc, request, kind, stamp, .. } = order;
    let empty = Made {
        folder: request.paper.folder.to_owned(),
        stem: print::file_stem(doc, request, stamp),
        pages: 0,
        missing: String::new(),
        printouts: Vec::new(),
        files: Vec::new(),
    };
    if !kind.is_of_pages() {
        let file = print::office(doc, request, stamp, (*kind, false))?;
        return Ok(Made { files: vec![file], ..empty });
    }
    let printed = print::print_while(doc, request, stamp, faces, keep_going)?;
    let made = Made {
        pages: printed.page_count(),
        missing: printed.missing_signs().into_iter().collect(),
        ..empty
    };
    if *kind == FileKind::Png {
        return Ok(Made { files: printed.pictures()?, ..made });
    }
    Ok(Made {
        printouts: print::remembered(doc, request, stamp)?,
        files: vec![printed.pdf()?],
        ..made
    })
}

impl Leaves for Pager {
    fn advance(&mut self) -> Result<bool, String> {
        Self::advance(self).map_err(|err| err.to_string())
    }

    fn sizes(&self) -> &[PageSize] {
        Self::sizes(self)
    }

    fn picture(&mut self, page: usize, pixels_per_point: f64) -> Result<Option<Picture>, String> {
        let made = Self::picture(self, page, pixels_per_point).map_err(|err| err.to_string())?;
        Ok(made.and_then(|made| {
            let (width, height) = (made.width.try_into().ok()?, made.height.try_into().ok()?);
            Some(Picture { width, height, rgba: Arc::new(made.rgba) })
        }))
    }

    fn spots(&mut self, page: usize) -> Result<Vec<Spot>, String> {
        Self::spots(self, page).map_err(|err| err.to_string())
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

/// Hands a file to the system's viewer, and waits until it has taken it.
///
/// # Errors
/// When there is none, or it says that it cannot.
pub fn show(path: &Path) -> io::Result<()> {
    let viewer = if cfg!(windows) { "explorer.exe" } else { "xdg-open" };
    let status = Command::new(viewer).arg(path).status()?;
    // The file explorer reports failure when all went well.
    if cfg!(windows) || status.success() { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// Opens the folder in which a file lies, with the file picked out where the system can.
///
/// # Errors
/// When nothing opens folders, or it says that it cannot.
pub fn show_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        let mut picked = std::ffi::OsString::from("/select,");
        picked.push(path);
        return Command::new("explorer.exe").arg(picked).status().map(|_status| ());
    }
    show(path.parent().unwrap_or(path))
}
