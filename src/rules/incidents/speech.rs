//! What is said on the telephone: who we are, where, what, who comes to meet them. What nobody has
//! written is left open, to be said by whoever rings. Source: `sources.md` 应急处置卡.

use super::{Course, what};
use crate::model::Document;
use crate::model::incident::{Incident, LineKind};
use crate::model::mine::Term;

/// Words for whoever rings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Whom it is for, and how they are dialled.
    pub to: String,
    /// What is said.
    pub words: String,
}

/// Stands for what has to be said and nobody has written.
const OPEN: &str = "____";

fn open(words: &str) -> &str {
    match words.trim() {
        "" => OPEN,
        words => words,
    }
}

/// Whether somebody was told, and when.
fn told(course: &Course<'_>, kind: LineKind, doc: &Document) -> String {
    match course.call(kind, doc).and_then(|told| told.at()) {
        Some(at) => format!("已于{}报", at.format("%H:%M")),
        None => "还没有报".to_owned(),
    }
}

/// What is said to 119 or 120, and to the dispatch room. A drill says so first.
pub fn speech(
    doc: &Document,
    (one, course): (&Incident, &Course<'_>),
    operator: &str,
) -> [Speech; 2] {
    let mine = doc.profile();
    let drill = if one.is_drill() { "这是演练，不出警。" } else { "" };
    let place = mine.place.trim();
    let site = one.site.map(|site| doc.site_name(Some(site)).trim().to_owned());
    let where_at = format!("{}{}", site.unwrap_or_default(), one.place.trim());
    let (where_at, what) = (open(&where_at).to_owned(), what(doc, one));
    let happened = format!("{where_at}，{}", open(&what));
    let people = open(&one.people).to_owned();
    let contact = open(&one.contact).to_owned();
    let who = open(operator);
    let meet = match mine.meeting_point.trim() {
        "" => format!("我们派人在{OPEN}接车"),
        point => format!("我们派人在{point}接车"),
    };
    let outside = match mine.outside_prefix.trim() {
        // In a drill nobody there is rung up.
        _ if one.is_drill() => "（演练不真拨，只口述）".to_owned(),
        "" => String::new(),
        prefix => format!("，内线先拨{prefix}"),
    };
    // Its name in full often says the county again.
    let short = mine.name.trim();
    let name = open(if short.is_empty() { mine.heading() } else { short });
    let dispatch = mine.term(Term::Dispatch);
    let phone = mine.dispatch_phone.trim();
    [
        Speech {
            to: format!("119、120{outside}"),
            words: format!(
                "{drill}我是{place}{name}，{happened}；有无人员被困、受伤：{people}；附近有无危险源：{OPEN}；\
                 报警人{who}，电话{contact}；{meet}。"
            ),
        },
        Speech {
            to: format!("{dispatch} {phone}").trim_end().to_owned(),
            words: format!(
                "{drill}{happened}；人员情况：{people}；119{}，120{}；\
                 报告人{who}，电话{contact}。请指示。",
                told(course, LineKind::Fire, doc),
                told(course, LineKind::Medical, doc)
            ),
        },
    ]
}
