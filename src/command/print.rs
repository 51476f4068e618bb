//! `print`: lays out what was chosen and puts it into the folders of the season's papers.
//!
//! Everything is laid out before anything is written, so that a failure leaves nothing behind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::choose::{Wanted, requests};
use super::failure::Failure;
use super::line::{Format, PrintOrder};
use super::{Desk, Ending};
use crate::file::Opened;
use crate::print::{self, PrintError, Printed, Stamp};
use crate::session::short_code;
use crate::shell::prints::{Placed, put};

/// Stands in the place of the code where the file was edited outside the program.
const EDITED: &str = "程序以外改过";
/// Pixels per point of pictures: 144 dots an inch, sharp on a telephone.
const PICTURE_SCALE: f64 = 2.0;

/// A file to be written.
struct Made {
    folder: PathBuf,
    stem: String,
    ending: &'static str,
    bytes: Vec<u8>,
}

pub(super) fn run(order: &PrintOrder, desk: &mut Desk<'_>) -> Result<Ending, Failure> {
    let Opened { kept, edited } = desk.workbook(&order.path)?;
    let wanted = Wanted {
        what: order.what.clone(),
        day: order.day,
        site: order.site.clone(),
        numbers: order.numbers.clone(),
        masked: order.masked,
    };
    // The moment of the last record, so that the same workbook gives the same bytes.
    let last = kept.journal.newest_first().next().map(|entry| entry.at);
    // The code vouches for the history; of what was changed behind its back it must not.
    let code = if edited.is_empty() { short_code(kept.heads.iter()) } else { EDITED.to_owned() };
    let stamp = Stamp { code, now: last.unwrap_or(desk.now) };
    let mut made = Vec::new();
    let mut missing = BTreeSet::new();
    for request in requests(&kept.doc, &wanted, desk.now.date())? {
        let printed = print::print(&kept.doc, &request, &stamp)?;
        missing.extend(printed.missing_signs());
        let folder = order.out.join(print::folder(&request));
        let stem = print::file_stem(&kept.doc, &request, &stamp);
        made.extend(files(&folder, &stem, &printed, order.format)?);
    }
    for path in written(desk, &made)? {
        desk.say(&path.display().to_string())?;
    }
    if !edited.is_empty() {
        let edited = edited.join("、");
        desk.tell(&format!("在程序以外改过的部分：{edited}。纸面上没有印校验码，请核对后再用"))?;
    }
    if !missing.is_empty() {
        let signs: String = missing.iter().collect();
        desk.tell(&format!("这些字没有字形，纸面上是空框，请换一种写法：{signs}"))?;
    }
    let is_sound = edited.is_empty() && missing.is_empty();
    Ok(if is_sound { Ending::Done } else { Ending::Findings })
}

/// The files a print comes to: one PDF, or a picture a page.
fn files(
    folder: &Path,
    stem: &str,
    printed: &Printed,
    format: Format,
) -> Result<Vec<Made>, PrintError> {
    let made =
        |stem: String, ending, bytes| Made { folder: folder.to_owned(), stem, ending, bytes };
    match format {
        Format::Pdf => Ok(vec![made(stem.to_owned(), "pdf", printed.pdf()?)]),
        Format::Png => (0..printed.page_count())
            .map(|page| {
                let picture = printed.png(page, PICTURE_SCALE)?;
                Ok(made(format!("{stem}_第{}页", page + 1), "png", picture))
            })
            .collect(),
    }
}

/// Writes all files, or none.
fn written(desk: &Desk<'_>, made: &[Made]) -> Result<Vec<PathBuf>, Failure> {
    let mut placed: Vec<Placed> = Vec::new();
    for Made { folder, stem, ending, bytes } in made {
        match put(desk.disk, folder, stem, ending, bytes) {
            Ok(one) => placed.push(one),
            Err(err) => {
                // Best effort: what happened first is what the person must hear of.
                for one in placed.iter().filter(|one| one.is_new) {
                    let _removed = desk.disk.remove(&one.path);
                }
                return Err(Failure::not_written(folder, &err));
            }
        }
    }
    Ok(placed.into_iter().map(|one| one.path).collect())
}
