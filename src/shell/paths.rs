//! Paths that are typed: where they begin, what lies in their folder, and whether they can be
//! used. Only looks; nothing is opened or written here.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use directories::UserDirs;

use super::atomic_write::folder_of;
use super::disk::{Disk, Openness};
use super::{names, refused};
use crate::workspace::{Lying, Tried, Want};

/// So many names are enough to choose from.
const MOST: usize = 400;

/// Where a path begins that nothing is known of: among the documents, else at home.
pub fn documents() -> PathBuf {
    let dirs = UserDirs::new();
    let documents = dirs.as_ref().and_then(|dirs| dirs.document_dir());
    let home = || dirs.as_ref().map(UserDirs::home_dir);
    documents.or_else(home).unwrap_or_else(|| Path::new(".")).to_owned()
}

/// The path with the home folder in the place of `~`.
fn at_home(path: &Path) -> PathBuf {
    let home = || UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match path.strip_prefix("~") {
        Ok(rest) => home().map_or_else(|| path.to_owned(), |home| home.join(rest)),
        Err(_) => path.to_owned(),
    }
}

/// What lies in a folder and may be wanted: folders first, nothing hidden.
///
/// # Errors
/// Why that is not known, in words.
pub fn look_into(disk: &dyn Disk, folder: &Path, want: Want) -> Result<Vec<Lying>, String> {
    let folder = at_home(folder);
    let paths = disk.list(&folder).map_err(|err| not_seen(&folder, &err))?;
    let mut found = Vec::new();
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let is_folder = || disk.facts(&path).is_ok_and(|facts| facts.is_folder);
        if name.starts_with('.') {
            continue;
        }
        let is_folder = is_folder();
        let is_such = || want.endings().iter().any(|ending| has_ending(&path, ending));
        if is_folder || is_such() {
            found.push(Lying { name: name.to_owned(), is_folder });
        }
        if found.len() == MOST {
            break;
        }
    }
    found.sort_by_key(|lying| !lying.is_folder);
    Ok(found)
}

/// Looks whether a path can be used for what it is wanted for.
pub fn try_path(disk: &dyn Disk, path: &Path, want: Want) -> Tried {
    let path = at_home(path);
    let named = if want.is_new() { with_ending(path.clone(), want.ending()) } else { path.clone() };
    if disk.facts(&path).is_ok_and(|facts| facts.is_folder) {
        return Tried::IsFolder(path);
    }
    let tried = if want.is_new() { free(disk, &named) } else { there(disk, &named, want) };
    tried.map_or_else(Tried::Refused, Tried::Fits)
}

/// A file that is there, also where somebody left its ending out.
fn there(disk: &dyn Disk, path: &Path, want: Want) -> Result<PathBuf, String> {
    let ended = with_ending(path.to_owned(), want.ending());
    for path in [path, &ended] {
        match disk.facts(path) {
            Ok(facts) if !facts.is_folder => return Ok(path.to_owned()),
            Err(err) if err.kind() != ErrorKind::NotFound => return Err(not_seen(path, &err)),
            _ => {}
        }
    }
    folder_is_there(disk, path)?;
    Err(format!("文件夹“{}”里没有“{}”，请核对文件名", folder_of(path).display(), name(path)))
}

/// A place where nothing lies yet and something can be written.
fn free(disk: &dyn Disk, path: &Path) -> Result<PathBuf, String> {
    folder_is_there(disk, path)?;
    match disk.facts(path) {
        Ok(_) => return Err(format!("那里已有“{}”，请换一个名字", name(path))),
        Err(err) if err.kind() != ErrorKind::NotFound => return Err(not_seen(path, &err)),
        Err(_) => {}
    }
    // Whether a folder takes files, only writing one tells.
    let trial = names::beside(path, "trial");
    match disk.create(&trial, Openness::Private) {
        Ok(file) => {
            drop(file);
            // It is empty and hidden; what is wanted goes there all the same.
            let _removed = disk.remove(&trial);
            Ok(path.to_owned())
        }
        Err(err) if err.kind() == ErrorKind::AlreadyExists => Ok(path.to_owned()),
        Err(err) => {
            let why = refused::words(&err);
            Err(format!("不能存到“{}”：{why}", folder_of(path).display()))
        }
    }
}

fn folder_is_there(disk: &dyn Disk, path: &Path) -> Result<(), String> {
    let folder = folder_of(path);
    match disk.facts(folder) {
        Ok(facts) if facts.is_folder => Ok(()),
        Ok(_) => Err(format!("“{}”是文件，不是文件夹", folder.display())),
        Err(err) => Err(not_seen(folder, &err)),
    }
}

/// Why something is not seen.
fn not_seen(path: &Path, err: &io::Error) -> String {
    let shown = path.display();
    match err.kind() {
        ErrorKind::NotFound => format!("没有“{shown}”这个文件夹，请核对"),
        ErrorKind::NotADirectory => format!("“{shown}”里有一段是文件，不是文件夹，请核对"),
        ErrorKind::PermissionDenied => format!("没有权限看“{shown}”，请换一个文件夹"),
        _ => format!("看不到“{shown}”：{}", refused::words(err)),
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|there| there.eq_ignore_ascii_case(ending))
}

/// The path with that ending; some systems leave it to the program.
pub(super) fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if has_ending(&path, ending) {
        return path;
    }
    let name = names::joined("", path.file_name().unwrap_or_default(), &format!(".{ending}"));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::FileKind;
    use crate::shell::atomic_write::write_whole;
    use crate::shell::disk::RealDisk;

    #[test]
    fn a_name_gets_its_ending_once() {
        let named = |name: &str| with_ending(PathBuf::from("/夹").join(name), "ron");
        assert_eq!(named("望禾"), PathBuf::from("/夹/望禾.ron"));
        assert_eq!(named("望禾.RON"), PathBuf::from("/夹/望禾.RON"));
        assert_eq!(named("望禾2027.1"), PathBuf::from("/夹/望禾2027.1.ron"));
    }

    /// A folder with a workbook, a letter and another folder in it.
    fn shelf() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["望禾.ron", "通知.docx", ".望禾.ron.lock"] {
            write_whole(&RealDisk, &folder.path().join(name), b"1").unwrap();
        }
        RealDisk.make_folder(&folder.path().join("去年")).unwrap();
        folder
    }

    #[test]
    fn a_folder_shows_folders_and_what_is_wanted() {
        let folder = shelf();
        let seen = look_into(&RealDisk, folder.path(), Want::Open).unwrap();
        let names: Vec<(&str, bool)> =
            seen.iter().map(|one| (one.name.as_str(), one.is_folder)).collect();
        assert_eq!(names, [("去年", true), ("望禾.ron", false)]);
        assert_eq!(
            look_into(&RealDisk, folder.path(), Want::Print(FileKind::Pdf)).unwrap().len(),
            1
        );
        let missing = look_into(&RealDisk, &folder.path().join("前年"), Want::Open).unwrap_err();
        assert!(missing.contains("前年”这个文件夹"), "{missing}");
        let file = look_into(&RealDisk, &folder.path().join("望禾.ron"), Want::Open).unwrap_err();
        assert!(file.contains("不是文件夹"), "{file}");
    }

    #[test]
    fn a_wrong_path_is_told_in_a_plain_sentence() {
        let folder = shelf();
        let at = |name: &str| folder.path().join(name);
        let refused = |name: &str, want| match try_path(&RealDisk, &at(name), want) {
            Tried::Refused(words) => words,
            other => panic!("{name} {want:?}: {other:?}"),
        };
        let tried = |name: &str, want| try_path(&RealDisk, &at(name), want);
        assert_eq!(tried("望禾.ron", Want::Open), Tried::Fits(at("望禾.ron")));
        assert_eq!(tried("望禾", Want::Open), Tried::Fits(at("望禾.ron")));
        assert_eq!(tried("新册", Want::New), Tried::Fits(at("新册.ron")));
        assert_eq!(tried("打印", Want::Print(FileKind::Pdf)), Tried::Fits(at("打印.pdf")));
        for want in Want::ALL {
            assert_eq!(tried("去年", want), Tried::IsFolder(at("去年")));
            assert!(refused("前年/新册.ron", want).contains("前年”这个文件夹"));
            assert!(refused("通知.docx/新册", want).contains("是文件，不是文件夹"), "{want:?}");
        }
        assert!(refused("望河.ron", Want::Open).contains("里没有“望河.ron”"));
        assert!(refused("望禾", Want::SaveAs).contains("已有“望禾.ron”，请换一个名字"));
        // Looking leaves nothing behind.
        assert_eq!(RealDisk.list(folder.path()).unwrap().len(), 4);
    }

    #[test]
    fn where_nothing_may_be_written_that_is_said_before() {
        let shut = Path::new("/proc/望禾.ron");
        if cfg!(target_os = "linux") {
            let Tried::Refused(words) = try_path(&RealDisk, shut, Want::New) else { panic!() };
            assert!(words.starts_with("不能存到“/proc”："), "{words}");
        }
    }
}
