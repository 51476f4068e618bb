//! 《今日值班牌》: who is on duty on a day, with telephones, in large print. Source: `sources.md` 值班安排表.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::PrintError;
use super::board::{Board, OnDuty, Row};
use super::contact;
use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use crate::model::Document;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::PersonId;
use crate::model::mine::Mine;
use crate::model::people::Post;
use crate::rules::calendar;
use crate::rules::duty::columns;

pub(super) static PAPER: Paper = Paper {
    word: "board",
    key: "board",
    title: "今日值班牌",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Daily { back: Some(0) },
    none: "还没有排班",
    offers,
    name: |_, of| Named { day: of.day(), ..Named::of("大字") },
    make,
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// Who is on duty on a day, in large print.
    pub fn board(day: NaiveDate) -> Self {
        PAPER.on_day(day)
    }
}

fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let manned = doc.duties.iter().filter(|(_, duty)| !duty.persons.is_empty());
    let days: BTreeSet<NaiveDate> = manned.map(|(cell, _)| cell.day).collect();
    let wanted = days.into_iter().filter(|day| scope.days.is_none() || scope.holds(Some(*day)));
    let offer = |day: NaiveDate| {
        let words = format!("今日值班牌（大字） {}", calendar::day_words(day));
        Offer::new(words, "", Request::board(day)).on(Some(day)).in_set_if(false)
    };
    wanted.map(offer).collect()
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let day = of.day().ok_or(PrintError::Nothing)?;
    Ok(Data::Boards(vec![board(source.doc, &source.mine, day)]))
}

fn board(doc: &Document, mine: &Mine, day: NaiveDate) -> Board {
    let mut rows = Vec::new();
    for (post, record) in columns(doc) {
        for shift in record.shifts.iter().copied() {
            let duty = doc.duties.get(&DutyId { day, post, shift });
            let persons = duty.map(|duty| duty.persons.as_slice()).unwrap_or_default();
            let whole = shift == DutyShift::Whole;
            let shift = format!("{} {}", shift.word(), shift.hours_words());
            rows.push(Row {
                post: record.name.trim().to_owned(),
                shift: if whole { String::new() } else { shift },
                people: persons.iter().map(|id| on_duty(doc, record, *id)).collect(),
            });
        }
    }
    rows.retain(|row| !row.people.is_empty());
    let whole = DutyShift::Whole.hours_words();
    Board {
        unit: mine.heading().to_owned(),
        title: "今日值班".to_owned(),
        day: calendar::paper_day(day, doc.little_year()),
        rows,
        alarm: contact::emergency(doc, mine),
        notes: key_note(doc, day)
            .into_iter()
            .chain([
                format!("没有写班次的为全天，{whole}。"),
                "含个人电话，放在值班台使用，不张贴、不外传。".to_owned(),
            ])
            .collect(),
    }
}

/// The hours of that day in which the team looks closer.
fn key_note(doc: &Document, day: NaiveDate) -> Option<String> {
    let hours = calendar::key_words(&doc.current_season(), day);
    (!hours.is_empty()).then(|| format!("重点时段：{}，加密巡查。", hours.join("、")))
}

/// Somebody with the numbers that reach them: the post's own line first.
fn on_duty(doc: &Document, post: &Post, id: PersonId) -> OnDuty {
    let record = doc.persons.find(&id);
    let own = record.map(|person| contact::mobile(person, false)).unwrap_or_default();
    let all = format!("{}、{own}", post.phone.trim());
    let phones = all.split(['、', '，', '；', ',', ';', '/']).map(|one| one.trim().to_owned());
    let mut phones: Vec<String> = phones.filter(|phone| !phone.is_empty()).collect();
    phones.dedup();
    OnDuty { name: doc.person_name(id).trim().to_owned(), phones }
}
