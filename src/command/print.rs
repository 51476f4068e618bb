//! `print`: lays out what was chosen and puts it into the folders of the season's papers.
//!
//! A few prints at a time, since all papers of many seasons would fill the memory. Should one fail,
//! those before it are taken away again.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::choose::{ALL, Wanted, remarks, requests};
use super::failure::Failure;
use super::line::PrintOrder;
use super::{Context, Ending};
use crate::file::Opened;
use crate::model::Document;
use crate::print::{self, Faces, FileKind, PrintError, Request, Stamp};
use crate::rules::masking;
use crate::session::short_code;
use crate::shell::faces;
use crate::shell::prints::{Placed, put};

/// Stands in the place of the code where the file was edited outside the program.
const EDITED: &str = "程序以外改过";
/// What the names of files with masked telephones end in.
const MASKED: &str = "_隐号";

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
    let (jobs, others) = as_wanted(jobs, order.format)?;
    // Word has faces of its own; what is no page has none.
    let has_letters = order.format.is_of_pages() && jobs.iter().any(Request::has_letters);
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
    if !others.is_empty() {
        let words = order.format.words();
        context.tell(&format!("这些不能存成{words}，没有写：{}", others.join("、")))?;
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
    // Of everything, what can be such a file is meant.
    let is_all = others.is_empty() || order.what.iter().any(|word| word == ALL);
    let is_sound = verdict.is_settled() && missing.is_empty() && twice.is_empty() && is_all;
    Ok(if is_sound { Ending::Done } else { Ending::Findings })
}

/// Those that can be such a file, and the titles of the others.
fn as_wanted(
    jobs: Vec<Request>,
    kind: FileKind,
) -> Result<(Vec<Request>, Vec<&'static str>), PrintError> {
    let (jobs, others): (Vec<Request>, Vec<Request>) =
        jobs.into_iter().partition(|request| request.can_be(kind));
    let mut titles: Vec<&str> = others.iter().map(|request| request.paper.title).collect();
    titles.dedup();
    match titles.first() {
        Some(title) if jobs.is_empty() => Err(PrintError::NotAs(title, kind.words())),
        _ => Ok((jobs, titles)),
    }
}

/// Lays one request out, and notes the signs no face has.
fn made(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    faces: &Faces,
    order: &PrintOrder,
) -> Result<Sheaf, PrintError> {
    let folder = order.out.join(request.paper.folder);
    let mut stem = print::file_stem(doc, request, stamp);
    if order.masked {
        // No name of a file has a star on Windows.
        stem = masking::masked_within(&stem).replace('*', "x");
        stem.push_str(MASKED);
    }
    let ending = order.format.ending();
    let made = |stem: String, bytes| Made { folder: folder.clone(), stem, ending, bytes };
    if !order.format.is_of_pages() {
        let bytes = print::office(doc, request, stamp, (order.format, order.masked))?;
        return Ok(Sheaf { files: vec![made(stem, bytes)], missing: BTreeSet::new() });
    }
    let printed = if order.masked {
        print::print_masked(doc, request, stamp, faces)?
    } else {
        print::print_while(doc, request, stamp, faces, &|_| true)?
    };
    let missing = printed.missing_signs();
    let files = if order.format == FileKind::Png {
        let pictures = printed.pictures()?.into_iter().zip(1..);
        pictures.map(|(bytes, page)| made(format!("{stem}_第{page}页"), bytes)).collect()
    } else {
        vec![made(stem, printed.pdf()?)]
    };
    Ok(Sheaf { files, missing })
}

/// Writes one file and remembers where.
fn write(context: &Context<'_>, made: &Made, placed: &mut Vec<Placed>) -> Result<(), Failure> {
    let Made { folder, stem, ending, bytes } = made;
    let one = put(context.disk, folder, stem, ending, bytes);
    placed.push(one.map_err(|err| Failure::not_written(folder, &err))?);
    Ok(())
}
