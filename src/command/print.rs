//! `print`: lays out what was chosen and puts it into the folders of the season's papers.
//!
//! A few prints at a time, since all papers of many seasons would fill the memory. Should one fail,
//! those before it are taken away again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::choose::{Wanted, remarks, requests};
use super::failure::Failure;
use super::line::{Format, PrintOrder};
use super::{Context, Ending};
use crate::file::Opened;
use crate::model::Document;
use crate::print::{self, Faces, PrintError, Printed, Request, Stamp};
use crate::session::short_code;
use crate::shell::faces;
use crate::shell::prints::{Placed, put};

/// Stands in the place of the code where the file was edited outside the program.
const EDITED: &str = "程序以外改过";
/// What the names of files with masked telephones end in.
const MASKED: &str = "_隐号";
/// Pixels per point of pictures: 144 dots an inch, sharp on a telephone.
const PICTURE_SCALE: f64 = 2.0;

/// A file to be written.
struct Made {
    folder: PathBuf,
    stem: String,
    ending: &'static str,
    bytes: Vec<u8>,
}

/// What a request comes to.
struct Sheaf {
    files: Vec<Made>,
    /// Signs no face has.
    missing: BTreeSet<char>,
}

/// Requests made side by side: enough for every processor, few enough to be held at once.
const AT_ONCE: usize = 8;

pub(super) fn run(order: &PrintOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    let doc = opened.as_it_stands();
    let Opened { kept, verdict, .. } = opened;
    let is_edited = !verdict.differences.is_empty();
    let lines = verdict.lines(&kept.doc);
    let wanted = Wanted {
        what: order.what.clone(),
        day: order.day,
        site: order.site.clone(),
        numbers: order.numbers.clone(),
        masked: order.masked,
        blank: order.blank,
    };
    // The moment of the last record, so that the same workbook gives the same bytes.
    let last = kept.journal.newest_first().next().map(|entry| entry.at);
    // The code vouches for the history; of what was changed behind its back it must not.
    let code = if is_edited { EDITED.to_owned() } else { short_code(kept.heads.iter()) };
    let stamp = Stamp { code, now: last.unwrap_or(context.now), both_sides: order.both_sides };
    // The history is needed no more, and takes more room than the records.
    drop(kept);
    let mut placed: Vec<Placed> = Vec::new();
    let mut missing = BTreeSet::new();
    let chosen = requests(&doc, &wanted, context.now.date())?;
    let jobs = if order.bundle { vec![Request::several(chosen.clone())] } else { chosen.clone() };
    let has_letters = jobs.iter().any(Request::has_letters);
    let faces = if has_letters { faces::of_this_pc(context.disk) } else { Faces::default() };
    for several in jobs.chunks(AT_ONCE) {
        // Side by side, and put in their places one after the other.
        let made = |request| made(&doc, request, &stamp, &faces, order);
        let side_by_side = several.par_iter().map(made);
        let all: Vec<Result<Sheaf, PrintError>> = side_by_side.collect();
        let done = all.into_iter().try_for_each(|one| {
            let one = one?;
            missing.extend(one.missing);
            one.files.iter().try_for_each(|file| write(context, file, &mut placed))
        });
        if let Err(failure) = done {
            // Best effort: what happened first is what the person must hear of.
            for one in placed.iter().filter(|one| one.is_new) {
                let _removed = context.disk.remove(&one.path);
            }
            return Err(failure);
        }
    }
    for one in placed {
        context.say(&one.path.display().to_string())?;
    }
    for line in lines {
        context.tell(&line)?;
    }
    if is_edited {
        context.tell("打印的是文件里现在的内容，纸面上没有印校验码，请核对后再用")?;
    }
    if has_letters && faces.are_missing() {
        context.tell(print::NO_FANG)?;
    }
    if !missing.is_empty() {
        let signs: String = missing.iter().collect();
        context.tell(&print::missing_words(&signs))?;
    }
    let twice = remarks(&doc, &chosen);
    for words in &twice {
        context.tell(words)?;
    }
    let is_sound = !verdict.is_edited() && missing.is_empty() && twice.is_empty();
    Ok(if is_sound { Ending::Done } else { Ending::Findings })
}

/// Lays one request out, and notes the signs no face has.
fn made(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    faces: &Faces,
    order: &PrintOrder,
) -> Result<Sheaf, PrintError> {
    let printed = if order.masked {
        print::print_masked(doc, request, stamp, faces)?
    } else {
        print::print_while(doc, request, stamp, faces, &|_| true)?
    };
    let folder = order.out.join(request.paper.folder);
    let mut stem = print::file_stem(doc, request, stamp);
    if order.masked {
        stem.push_str(MASKED);
    }
    let files = files(&folder, &stem, &printed, order.format)?;
    Ok(Sheaf { files, missing: printed.missing_signs() })
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

/// Writes one file and remembers where.
fn write(context: &Context<'_>, made: &Made, placed: &mut Vec<Placed>) -> Result<(), Failure> {
    let Made { folder, stem, ending, bytes } = made;
    let one = put(context.disk, folder, stem, ending, bytes);
    placed.push(one.map_err(|err| Failure::not_written(folder, &err))?);
    Ok(())
}
