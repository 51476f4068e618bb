//! What a power cut leaves of what was done to a disk.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Data, Image, Names, Node, Op, Rng};

/// A change to the names in a folder.
#[derive(Clone, Debug)]
enum Rename {
    Link(PathBuf, Node),
    Move(PathBuf, PathBuf, Node),
    Unlink(PathBuf),
}

impl Rename {
    fn folder(&self) -> PathBuf {
        let (Self::Link(path, _) | Self::Move(_, path, _) | Self::Unlink(path)) = self;
        path.parent().unwrap_or(path).to_owned()
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Link(path, node) => {
                names.insert(path.clone(), *node);
            }
            Self::Move(from, to, node) => {
                names.remove(from);
                names.insert(to.clone(), *node);
            }
            Self::Unlink(path) => {
                names.remove(path);
            }
        }
    }
}

/// A file as it is on the platter, and what is on its way there.
#[derive(Clone, Debug, Default)]
struct OnDisk {
    synced: Vec<u8>,
    since: Vec<Vec<u8>>,
}

/// What is on the platter for certain, and what is on its way.
pub(crate) struct Platter {
    names: BTreeMap<PathBuf, Node>,
    changes: Vec<Rename>,
    files: BTreeMap<usize, OnDisk>,
}

impl Platter {
    pub(super) fn of(image: &Image) -> Self {
        let mut platter =
            Self { names: BTreeMap::new(), changes: Vec::new(), files: BTreeMap::new() };
        for (path, bytes) in &image.0 {
            let node = match bytes {
                None => Node::Folder,
                Some(bytes) => {
                    let file = platter.files.len();
                    let on_disk = OnDisk { synced: bytes.clone(), since: Vec::new() };
                    platter.files.insert(file, on_disk);
                    Node::File(file)
                }
            };
            platter.names.insert(path.clone(), node);
        }
        platter
    }

    /// What is left if the power is cut now.
    pub(crate) fn cut(&self, data: Data, names: Names, seed: u64) -> Image {
        let mut rng = Rng(seed | 1);
        let mut kept = self.names.clone();
        let pending = self.changes.len();
        let first = rng.below(pending + 1);
        for (place, change) in self.changes.iter().enumerate() {
            let stays = match names {
                Names::Undone => false,
                Names::Kept => true,
                Names::First => place < first,
                Names::Some => rng.below(2) == 0,
            };
            if stays {
                change.apply(&mut kept);
            }
        }
        let mut image = Image::default();
        for (path, node) in &kept {
            // A name is nothing without the folders above it.
            let mut above = path.ancestors().skip(1).filter(|path| !path.as_os_str().is_empty());
            if !above.all(|folder| kept.get(folder) == Some(&Node::Folder)) {
                continue;
            }
            let bytes = match node {
                Node::Folder => None,
                Node::File(file) => {
                    Some(self.files.get(file).cloned().unwrap_or_default().cut(data, &mut rng))
                }
            };
            image.0.insert(path.clone(), bytes);
        }
        image
    }

    /// One more step.
    pub(crate) fn follow(&mut self, op: &Op) {
        match op {
            Op::MakeFolder(path) => self.changes.push(Rename::Link(path.clone(), Node::Folder)),
            Op::Create { path, file } => {
                self.files.insert(*file, OnDisk::default());
                self.changes.push(Rename::Link(path.clone(), Node::File(*file)));
            }
            Op::Write { file, bytes } => {
                self.files.entry(*file).or_default().since.push(bytes.clone());
            }
            Op::Sync { file } => {
                let file = self.files.entry(*file).or_default();
                for bytes in std::mem::take(&mut file.since) {
                    file.synced.extend(bytes);
                }
            }
            Op::Rename { from, to, file } => {
                self.changes.push(Rename::Move(from.clone(), to.clone(), Node::File(*file)));
            }
            Op::Remove { path } => self.changes.push(Rename::Unlink(path.clone())),
            Op::SyncFolder(folder) => {
                let (stay, wait): (Vec<Rename>, Vec<Rename>) = std::mem::take(&mut self.changes)
                    .into_iter()
                    .partition(|change| change.folder() == *folder);
                for change in stay {
                    change.apply(&mut self.names);
                }
                self.changes = wait;
            }
            Op::Told => {}
        }
    }
}

impl OnDisk {
    fn cut(self, data: Data, rng: &mut Rng) -> Vec<u8> {
        let Self { synced: mut bytes, mut since } = self;
        match data {
            Data::Dropped => {}
            Data::Kept => bytes.extend(since.concat()),
            Data::Torn => {
                if let Some(last) = since.last_mut() {
                    last.truncate(rng.below(last.len()));
                }
                bytes.extend(since.concat());
            }
            Data::Zeroed => {
                let len = since.iter().map(Vec::len).sum::<usize>();
                bytes.extend(std::iter::repeat_n(0, len));
            }
            Data::Hole => {
                if let Some(first) = since.first_mut() {
                    first.fill(0);
                }
                bytes.extend(since.concat());
            }
        }
        bytes
    }
}
