//! Who is said to be in two places at once, and who walked without being on the rota.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{breach, clash, names, out, paper, span_words, walked_by, walks};
use crate::model::checklist::Depth;
use crate::model::duty::DutyId;
use crate::model::hazard::{State, Step};
use crate::model::id::{PersonId, SheetId, SiteId};
use crate::model::people::{Group, Part, Post, Skill};
use crate::model::sheet::Sheet;
use crate::model::watch::CheckWay;
use crate::model::{Document, RecordId};
use crate::rules::duty::{OnDuty, cell_words, on_duty_within};
use crate::rules::{Found, Rule};

/// Whoever comes off a post or goes on it has so long to change over.
const CHANGE: TimeDelta = TimeDelta::minutes(10);

pub(super) const RULES: &[Rule] = &[
    clash(("X1", "一人不同时在两张单子上"), "巡查单：巡查人与时间相符", two_sheets),
    clash(("X2", "巡查时不在离不开的岗上"), "值班安排表：当班不离岗", sheet_and_post),
    clash(("X3", "一人不同时在两个地方"), "记录：时间前后相符", two_places),
    clash(("X4", "巡查人在当班排班表上，换人的有备注"), "值班安排表：换班有备注", off_the_rota),
    clash(
        ("X5", "巡查单的签字电工在当班电工岗上"),
        "值班安排表：换班有备注",
        electrician_off_the_rota,
    ),
];

type Span = (NaiveDateTime, NaiveDateTime);
/// A walk: when it was out, and its sheet.
type Out = (Span, SheetId);

/// Everybody's walks in the order of time.
fn walks_of_all(doc: &Document) -> BTreeMap<PersonId, Vec<Out>> {
    let mut all: BTreeMap<PersonId, Vec<Out>> = BTreeMap::new();
    for (id, sheet, span) in walks(doc) {
        for person in walked_by(sheet) {
            all.entry(person).or_default().push((span, id));
        }
    }
    for walks in all.values_mut() {
        walks.sort_unstable();
    }
    all
}

/// Of each pair of papers it is said once, with everybody who stands on both.
fn two_sheets(doc: &Document, _today: NaiveDate) -> Found {
    let mut pairs: BTreeMap<(Out, Out), Vec<PersonId>> = BTreeMap::new();
    for (person, walks) in walks_of_all(doc) {
        for (place, one) in walks.iter().enumerate() {
            let later = walks.iter().skip(place + 1);
            for other in later.take_while(|other| other.0.0 < one.0.1) {
                pairs.entry((*one, *other)).or_default().push(person);
            }
        }
    }
    let told = pairs.into_iter().map(|(((span, one), (again, other)), persons)| {
        let (one, other) = (RecordId::Sheet(one), RecordId::Sheet(other));
        let words = format!(
            "{}同时在{}（{}）和{}（{}）上",
            names(doc, persons),
            paper(doc, &one),
            span_words(span),
            paper(doc, &other),
            span_words(again)
        );
        (other, breach(words))
    });
    told.collect()
}

/// Posts whose people go out with patrols, or wait for what comes: all others stay where they are.
fn goes_out(post: &Post) -> bool {
    post.group == Some(Group::Patrol)
        || matches!(post.watch_part(), Part::Captain | Part::Leader | Part::Standby)
        || post.needs.contains(&Skill::Electrician)
}

/// The cells of the rota that name somebody during a walk.
fn on_duty_out(doc: &Document, span: Span) -> Vec<OnDuty> {
    on_duty_within(doc, span.0, span.1.max(span.0 + TimeDelta::seconds(1)))
}

fn post_of<'a>(doc: &'a Document, cell: &DutyId) -> Option<&'a Post> {
    doc.posts.find(&cell.post)
}

/// Those who were on that walk while on duty where they cannot leave, by the cell.
fn bound(doc: &Document, sheet: &Sheet, (left, back): Span) -> BTreeMap<DutyId, Vec<PersonId>> {
    let mut bound: BTreeMap<DutyId, Vec<PersonId>> = BTreeMap::new();
    for OnDuty { cell, persons } in on_duty_out(doc, (left, back)) {
        let (from, to) = cell.shift.span(cell.day);
        let long = CHANGE < back.min(to) - left.max(from);
        if long && post_of(doc, &cell).is_some_and(|post| !goes_out(post)) {
            let both = walked_by(sheet).into_iter().filter(|one| persons.contains(one));
            bound.entry(cell).or_default().extend(both);
        }
    }
    bound.retain(|_, persons| !persons.is_empty());
    bound
}

fn sheet_and_post(doc: &Document, _today: NaiveDate) -> Found {
    let mut found = Vec::new();
    for (id, sheet, span) in walks(doc) {
        for (cell, persons) in bound(doc, sheet, span) {
            let record = RecordId::Sheet(id);
            let words = format!(
                "{}在{}（{}）上，排班表{}也是本人",
                names(doc, persons),
                paper(doc, &record),
                span_words(span),
                cell_words(doc, &cell)
            );
            found.push((record, breach(words)));
        }
    }
    found
}

/// A moment at which a paper has somebody somewhere.
struct Moment {
    person: PersonId,
    at: NaiveDateTime,
    site: Option<SiteId>,
    paper: RecordId,
    verb: &'static str,
}

/// What papers besides sheets say of who was where.
fn moments(doc: &Document) -> Vec<Moment> {
    let mut moments = Vec::new();
    for (id, hazard) in doc.hazards.iter().filter(|(_, one)| one.state() != State::Void) {
        let mut note = |persons: &[PersonId], at: NaiveDateTime, verb| {
            let paper = || RecordId::Hazard(*id);
            let moment = |person: &PersonId| Moment {
                person: *person,
                at,
                site: hazard.site,
                paper: paper(),
                verb,
            };
            moments.extend(persons.iter().map(moment));
        };
        // What was found on a sheet is told by that sheet.
        if let (Some(day), Some(time), None) = (hazard.found_on, hazard.found_at, hazard.found) {
            note(&hazard.finders, day.and_time(time), "检查");
        }
        for step in &hazard.steps {
            match step {
                Step::FixedOnSpot { at, fixer, checker, .. } => {
                    note(&[*fixer], *at, "整改");
                    note(&[*checker], *at, "当场复查");
                }
                Step::Rectified { at, by, .. } => note(&[*by], *at, "整改"),
                Step::Rechecked { at, by, .. } => note(by, *at, "复查"),
                _ => {}
            }
        }
    }
    for (id, check) in doc.spot_checks.iter().filter(|(_, one)| one.way == Some(CheckWay::Visit)) {
        if let (Some(person), Some(day), Some(time)) = (check.checker, check.day, check.at) {
            let (at, paper) = (day.and_time(time), RecordId::SpotCheck(*id));
            moments.push(Moment { person, at, site: None, paper, verb: "现场抽查" });
        }
    }
    moments.sort_by_key(|one| (one.person, one.at));
    moments
}

/// Talks: who held them, from when to when.
fn talks(doc: &Document) -> Vec<(PersonId, Span, RecordId)> {
    let talk = |(id, one): (&crate::model::id::ActivityId, &crate::model::service::Activity)| {
        let (day, from, to) = (one.day?, one.from?, one.to?);
        let span = (day.and_time(from), day.and_time(to));
        Some((one.speaker?, span, RecordId::Activity(*id)))
    };
    doc.activities.iter().filter_map(talk).collect()
}

/// Pairs of papers that have somebody in two places at once: of each it is said once, with
/// everybody who stands on both.
struct Pairs<'a> {
    doc: &'a Document,
    told: BTreeMap<(RecordId, RecordId), (String, BTreeSet<PersonId>)>,
}

impl Pairs<'_> {
    /// `first` has somebody somewhere, in those words; `other` has them elsewhere from when to when.
    fn note(
        &mut self,
        (first, words): (&RecordId, String),
        (other, span): (&RecordId, Span),
        who: PersonId,
    ) {
        let other_words = format!("{}（{}）", paper(self.doc, other), span_words(span));
        self.pair((first, other), format!("{words}，当时在{other_words}上"), who);
    }

    fn pair(&mut self, (one, other): (&RecordId, &RecordId), words: String, who: PersonId) {
        let pair = self.told.entry((one.clone(), other.clone()));
        pair.or_insert_with(|| (words, BTreeSet::new())).1.insert(who);
    }

    /// 2月9日15:20复查（隐患YH-2027-0068）
    fn said(&self, moment: &Moment) -> String {
        let (at, verb) = (super::moment_words(moment.at), moment.verb);
        format!("{at}{verb}（{}）", paper(self.doc, &moment.paper))
    }
}

fn two_places(doc: &Document, _today: NaiveDate) -> Found {
    let mut pairs = Pairs { doc, told: BTreeMap::new() };
    let (all_walks, moments, talks) = (walks_of_all(doc), moments(doc), talks(doc));
    let walks_of = |person| all_walks.get(person).map(Vec::as_slice).unwrap_or_default();
    let within = |at: NaiveDateTime, span: Span| span.0 < at && at < span.1;
    for moment in &moments {
        let words = pairs.said(moment);
        for (span, id) in
            walks_of(&moment.person).iter().filter(|(span, _)| within(moment.at, *span))
        {
            let sites = doc.sheets.find(id).map(Sheet::sites).unwrap_or_default();
            if moment.site.is_none_or(|site| !sites.contains(&site)) {
                let sheet = RecordId::Sheet(*id);
                pairs.note((&moment.paper, words.clone()), (&sheet, *span), moment.person);
            }
        }
        let of_person = talks.iter().filter(|(speaker, ..)| *speaker == moment.person);
        for (_, span, talk) in of_person.filter(|(_, span, _)| within(moment.at, *span)) {
            pairs.note((&moment.paper, words.clone()), (talk, *span), moment.person);
        }
    }
    for (speaker, span, talk) in &talks {
        let words = format!("{}主讲（{}）", span_words(*span), paper(doc, talk));
        let walks = walks_of(speaker).iter();
        for (walk, id) in walks.filter(|(walk, _)| walk.0 < span.1 && span.0 < walk.1) {
            pairs.note((talk, words.clone()), (&RecordId::Sheet(*id), *walk), *speaker);
        }
    }
    for pair in moments.windows(2) {
        let [one, other] = pair else { continue };
        let at_once = one.person == other.person && one.at == other.at;
        if at_once && one.site.zip(other.site).is_some_and(|(here, there)| here != there) {
            let words = format!("{}，同时{}", pairs.said(one), pairs.said(other));
            pairs.pair((&one.paper, &other.paper), words, one.person);
        }
    }
    let told = pairs.told.into_iter();
    told.map(|((one, _), (words, who))| (one, breach(format!("{}{words}", names(doc, who)))))
        .collect()
}

/// Those of a walk who are on no post of the rota that goes out; nothing where the rota has nobody
/// to walk, and nobody of whom another rule speaks or a note tells.
fn strangers(
    doc: &Document,
    sheet: &Sheet,
    span: Span,
    persons: &[PersonId],
    is_asked: impl Fn(&Post) -> bool,
) -> Vec<PersonId> {
    let duties = on_duty_out(doc, span);
    let meant: Vec<&OnDuty> =
        duties.iter().filter(|one| post_of(doc, &one.cell).is_some_and(&is_asked)).collect();
    if meant.is_empty() {
        return Vec::new();
    }
    let noted = |person: PersonId| {
        let name = doc.person_name(person);
        let notes = meant.iter().filter_map(|one| doc.duties.get(&one.cell));
        notes.filter(|_| !name.is_empty()).any(|duty| duty.note.contains(name))
    };
    let bound = bound(doc, sheet, span);
    let is_away = |person| {
        let person = doc.persons.find(&person);
        person.zip(sheet.day).is_some_and(|(person, day)| person.is_away(day))
    };
    let is_there = |person| {
        duties.iter().any(|one| {
            one.persons.contains(&person) && post_of(doc, &one.cell).is_some_and(goes_out)
        })
    };
    let is_bound = |person| bound.values().any(|persons| persons.contains(&person));
    persons
        .iter()
        .copied()
        .filter(|one| !is_there(*one) && !noted(*one) && !is_away(*one) && !is_bound(*one))
        .collect()
}

fn off_the_rota(doc: &Document, _today: NaiveDate) -> Found {
    let is_asked = |post: &Post| post.group == Some(Group::Patrol);
    strangers_of(
        doc,
        is_asked,
        |sheet| sheet.walkers.clone(),
        |paper, names| format!("{paper}的巡查人{names}不在当班排班表上，也没有换班备注"),
    )
}

fn electrician_off_the_rota(doc: &Document, _today: NaiveDate) -> Found {
    let is_asked = |post: &Post| post.needs.contains(&Skill::Electrician);
    // Who walked is asked for by the rule on walkers.
    let signer = |sheet: &Sheet| {
        sheet.electrician.into_iter().filter(|one| !sheet.walkers.contains(one)).collect()
    };
    strangers_of(doc, is_asked, signer, |paper, names| {
        format!("{paper}由{names}在电工栏签字，当班排班表的电工岗没有此人，也没有换班备注")
    })
}

/// Each patrol with some of its people on no such post, in words of the paper and their names.
fn strangers_of(
    doc: &Document,
    is_asked: impl Fn(&Post) -> bool,
    people: impl Fn(&Sheet) -> Vec<PersonId>,
    words: impl Fn(&str, &str) -> String,
) -> Found {
    let told = patrols(doc).filter_map(|(id, sheet, span)| {
        let strangers = strangers(doc, sheet, span, &people(sheet), &is_asked);
        let record = RecordId::Sheet(id);
        (!strangers.is_empty()).then(|| {
            let paper = format!("{}（{}）", paper(doc, &record), span_words(span));
            (record, breach(words(&paper, &names(doc, strangers))))
        })
    });
    told.collect()
}

fn patrols(doc: &Document) -> impl Iterator<Item = (SheetId, &Sheet, Span)> {
    let patrol = |(_, sheet): &(_, &Sheet)| sheet.depth() == Depth::Patrol;
    doc.sheets.iter().filter(patrol).filter_map(|(id, sheet)| Some((*id, sheet, out(sheet)?)))
}
