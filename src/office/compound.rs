//! Compound files: a file system in a file, as office programs wrote before 2007 and still do
//! around what has a password. Where a stream lies, read by nobody's word but the file's length.

/// What a chain of sectors ends with; everything from here on is no sector.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// An entry of the directory, in bytes.
const ENTRY: usize = 128;
/// Streams shorter than this lie in small sectors.
const SMALL: usize = 4096;
/// A small sector, in bytes.
const SMALL_SECTOR: usize = 64;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    next_small: Vec<u32>,
    entries: Vec<Entry>,
}

/// Something in the directory.
struct Entry {
    name: String,
    first: u32,
    length: usize,
}

/// A stream: its bytes, and where each piece of it lies in the file.
pub(super) struct Stream {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Where its pieces lie in the file, all of one length but the last.
    pieces: Vec<usize>,
    piece: usize,
}

impl Stream {
    /// Where a byte of it lies in the file.
    pub(super) fn place(&self, at: usize) -> Option<usize> {
        let piece = self.pieces.get(at.checked_div(self.piece)?)?;
        Some(piece + at % self.piece)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl<'a> Compound<'a> {
    /// Reads the directory; nothing where there is none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let empty = Vec::new;
        let mut file =
            Self { bytes, sector, next: empty(), next_small: empty(), entries: Vec::new() };
        for table in file.tables()? {
            let table = file.sector_at(table)?;
            let numbers = table.chunks_exact(4).filter_map(|four| u32_at(four, 0));
            file.next.extend(numbers);
        }
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let small = file.chain(u32_at(bytes, 60)?).unwrap_or_default();
        file.next_small = small.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect();
        Some(file)
    }

    /// Whether there is a stream of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The stream of that name.
    pub(super) fn stream(&self, name: &str) -> Option<Stream> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        let root = self.entries.first()?;
        let (pieces, piece) = if entry.length < SMALL {
            let sectors = self.sectors(root.first)?;
            let place = |small: u32| {
                let at = size(small).checked_mul(SMALL_SECTOR)?;
                let sector = sectors.get(at / self.sector)?;
                Some(self.offset(*sector)? + at % self.sector)
            };
            let small = walk(&self.next_small, entry.first)?;
            (small.into_iter().map(place).collect::<Option<Vec<usize>>>()?, SMALL_SECTOR)
        } else {
            let sectors = self.sectors(entry.first)?;
            let places = sectors.into_iter().map(|sector| self.offset(sector));
            (places.collect::<Option<Vec<usize>>>()?, self.sector)
        };
        let mut bytes = Vec::new();
        for at in &pieces {
            let end = (at + piece).min(self.bytes.len());
            bytes.extend_from_slice(self.bytes.get(*at..end)?);
        }
        bytes.truncate(entry.length);
        Some(Stream { bytes, pieces, piece })
    }

    /// The sectors in which the table of sectors lies.
    fn tables(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector;
        let listed = (76..512).step_by(4).filter_map(|at| u32_at(self.bytes, at));
        let mut tables: Vec<u32> = listed.filter(|sector| *sector < NO_SECTOR).collect();
        let mut more = u32_at(self.bytes, 68)?;
        let mut seen = 0;
        while more < NO_SECTOR {
            seen += 1;
            if most < seen {
                return None;
            }
            let numbers = self.sector_at(more)?.chunks_exact(4).filter_map(|four| u32_at(four, 0));
            let mut numbers: Vec<u32> = numbers.collect();
            more = numbers.pop()?;
            tables.extend(numbers.into_iter().filter(|sector| *sector < NO_SECTOR));
        }
        (tables.len() <= most).then_some(tables)
    }

    fn offset(&self, sector: u32) -> Option<usize> {
        let at = size(sector).checked_add(1)?.checked_mul(self.sector)?;
        (at < self.bytes.len()).then_some(at)
    }

    fn sector_at(&self, sector: u32) -> Option<&'a [u8]> {
        let at = self.offset(sector)?;
        self.bytes.get(at..(at + self.sector).min(self.bytes.len()))
    }

    fn sectors(&self, first: u32) -> Option<Vec<u32>> {
        walk(&self.next, first)
    }

    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for sector in self.sectors(first)? {
            bytes.extend_from_slice(self.sector_at(sector)?);
        }
        Some(bytes)
    }
}

/// A chain of sectors; none where it goes round.
fn walk(next: &[u32], first: u32) -> Option<Vec<u32>> {
    let mut chain = Vec::new();
    let mut sector = first;
    while sector < NO_SECTOR {
        if next.len() <= chain.len() {
            return None;
        }
        chain.push(sector);
        sector = *next.get(size(sector))?;
    }
    Some(chain)
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64);
    let name = bytes.get(..length)?;
    let signs = name.chunks_exact(2).filter_map(|two| u16_at(two, 0)).take_while(|one| *one != 0);
    let name = String::from_utf16_lossy(&signs.collect::<Vec<u16>>());
    (!name.is_empty()).then_some(Entry {
        name,
        first: u32_at(bytes, 116)?,
        length: size(u32_at(bytes, 120)?),
    })
}
