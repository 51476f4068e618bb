//! Where this PC keeps its fonts, and the 仿宋 among them, which letters are set in.
//!
//! Looked for by the names of the files: a PC has hundreds, and to read them all takes seconds.

use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::disk::Disk;
use crate::print::Faces;

/// Parts of the names of such files, the usual face of letters first.
const NAMES: [&str; 7] =
    ["gb2312", "simfang", "仿宋", "fangsong", "stfangso", "fzfs", "fangzhengfs"];
/// Endings of font files.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];
/// Fonts lie no deeper than this below the folders of fonts.
const DEEPEST: usize = 4;
/// More files than this are no folder of fonts.
const MOST: usize = 20_000;

/// The folders in which this system keeps fonts: for everybody, then of this person.
fn folders() -> Vec<PathBuf> {
    let of_system = if cfg!(windows) {
        let root = std::env::var_os("WINDIR").unwrap_or_else(|| "C:\\Windows".into());
        vec![PathBuf::from(root).join("Fonts")]
    } else {
        ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from).to_vec()
    };
    let of_person = BaseDirs::new().map(|dirs| {
        if cfg!(windows) {
            vec![dirs.data_local_dir().join("Microsoft").join("Windows").join("Fonts")]
        } else {
            vec![dirs.data_dir().join("fonts"), dirs.home_dir().join(".fonts")]
        }
    });
    of_system.into_iter().chain(of_person.into_iter().flatten()).collect()
}

/// What this PC lends.
pub fn of_this_pc(disk: &dyn Disk) -> Faces {
    among(disk, &folders())
}

/// The first 仿宋 in those folders, by the order of names and then of places.
pub fn among(disk: &dyn Disk, folders: &[PathBuf]) -> Faces {
    let mut found: Vec<(usize, PathBuf)> = Vec::new();
    let mut left = MOST;
    for folder in folders {
        look(disk, folder, DEEPEST, &mut left, &mut found);
    }
    found.sort();
    let mut files = found.into_iter().filter_map(|(_, path)| disk.read(&path).ok());
    files.find_map(Faces::of).unwrap_or_default()
}

/// The files in a folder that are called so, and how good their names are.
fn look(
    disk: &dyn Disk,
    folder: &Path,
    depth: usize,
    left: &mut usize,
    found: &mut Vec<(usize, PathBuf)>,
) {
    // A folder that is not there, or that nobody may look into, has no fonts.
    for path in disk.list(folder).unwrap_or_default() {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending {
            Some(ending) if ENDINGS.contains(&ending.as_str()) => {
                found.extend(rank(&path).map(|rank| (rank, path)));
            }
            None if 0 < depth => look(disk, &path, depth - 1, left, found),
            Some(_) | None => {}
        }
    }
}

/// The place of a file's name among those of such fonts.
fn rank(path: &Path) -> Option<usize> {
    let name = path.file_stem()?.to_string_lossy().to_lowercase();
    // "gb2312" alone is in the names of other faces too.
    let is_fang = NAMES.iter().skip(1).any(|part| name.contains(*part));
    NAMES.iter().position(|part| is_fang && name.contains(*part))
}
