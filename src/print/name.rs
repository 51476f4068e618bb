//! What printed files are called. Source: `sources.md` 单据版式.

use chrono::Datelike as _;

use super::paper::Named;
use super::{Request, Stamp};
use crate::model::Document;

/// Signs no file system and no chat program mangles are kept; these are not.
const FORBIDDEN: [char; 9] = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];
/// Names stay shorter than this, in signs, so that folders on a stick still open.
const MOST_SIGNS: usize = 80;

/// A file's name without its ending: 2027春节_巡查单_20270205_XC-2027-0213. Those of one title sort
/// by their days.
pub fn file_stem(doc: &Document, request: &Request, stamp: &Stamp) -> String {
    let season = doc.current_season().year;
    let year = if season == 0 { stamp.now.year() } else { season };
    let Named { kind, what, day } = request.paper.named(doc, &request.of);
    let kind = kind.unwrap_or(request.paper.title);
    let day = day.unwrap_or_else(|| stamp.now.date()).format("%Y%m%d");
    let stem = format!("{year}春节_{kind}_{day}_{what}");
    let allowed = |sign: &char| !FORBIDDEN.contains(sign) && !sign.is_control();
    stem.chars().filter(allowed).take(MOST_SIGNS).collect()
}

/// What a print is called among people: 值班日志 夜班.
pub fn words(doc: &Document, request: &Request) -> String {
    let Named { kind, what, .. } = request.paper.named(doc, &request.of);
    format!("{} {what}", kind.unwrap_or(request.paper.title)).trim_end().to_owned()
}
