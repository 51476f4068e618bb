//! 培训会议: when the team was trained, mustered or met, and who came.

use eframe::egui;

use crate::action::{Action, NewRecord, Registered, TeamAction};
use crate::model::gathering::{Gathering, GatheringField, GatheringKey};
use crate::model::id::{GatheringId, PersonId};
use crate::model::people::{Certificate, Person, PersonField};
use crate::model::{Document, Put, RecordId};
use crate::print::Request;
use crate::rules::gatherings::{held, held_words, to_register};
use crate::ui::look::{self, sign};
use crate::ui::record::{Column, DAY, Form, List, Shown, none_yet_ui, records_below_ui, remove_ui};
use crate::ui::widgets::{Fresh, Tone, button_ui, card_ui};
use crate::ui::{Screens, View};
use crate::workspace::Intent;

const COLUMNS: &[Column<Gathering>] = &[
    Column::new("日期", DAY, |_, _, one: &Gathering| Shown::day(one.day)).writes(
        || GatheringKey::Day,
        |form, ui, one| form.field(ui, &one.day, GatheringField::Day),
    ),
    Column::new("类别", 92.0, |_, _, one: &Gathering| match one.kind {
        Some(kind) => Shown::words(kind.word()),
        None => Shown::badge(Tone::Care, "未定"),
    })
    .writes(|| GatheringKey::Kind, |form, ui, one| form.field(ui, &one.kind, GatheringField::Kind)),
    Column::new("名称", 0.0, |_, _, one: &Gathering| Shown::words(&one.title)).writes(
        || GatheringKey::Title,
        |form, ui, one| form.line(ui, &one.title, GatheringField::Title),
    ),
    Column::extra("地点", 0.0, |_, _, one: &Gathering| Shown::words(&one.place)).writes(
        || GatheringKey::Place,
        |form, ui, one| form.line(ui, &one.place, GatheringField::Place),
    ),
    Column::often("应到", 56.0, |_, _, one| Shown::words(count(one.expected.len()))),
    Column::new("到会", 56.0, |_, _, one| Shown::words(count(one.attendance()))),
];

/// Nothing where nobody is counted yet.
fn count(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// The newest first.
fn rows(doc: &Document) -> Vec<GatheringId> {
    let mut rows: Vec<(GatheringId, &Gathering)> =
        doc.gatherings.iter().map(|(id, one)| (*id, one)).collect();
    rows.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, one.from, *id)));
    rows.into_iter().map(|(id, _)| id).collect()
}

/// One of today, whose name is to be overwritten.
fn new_gathering(view: View<'_>) -> Intent {
    let title = format!("培训会议{}", view.doc.gatherings.len() + 1);
    let new = Gathering { title, day: Some(view.today), ..Gathering::default() };
    Intent::Do(Action::Add(NewRecord::Gathering(new)))
}

pub(in crate::ui) fn gathering_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    if button_ui(ui, "新增培训、会议", None) {
        intents.push(new_gathering(view));
    }
    if !view.doc.gatherings.is_empty() && button_ui(ui, "一览表", None) {
        intents.push(Intent::Preview(Request::gatherings()));
    }
}

pub(in crate::ui) fn gatherings_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.gatherings.is_empty() {
        let hint = "培训、集训拉动、传达学习、会议、专项行动，开一次记一次；签到表可以先印好名字";
        let words = (sign::USERS, "还没有培训、会议记录", hint, "新增第一次");
        return none_yet_ui(ui, words, intents, || new_gathering(view));
    }
    let rows = || rows(view.doc);
    let list = List::new(COLUMNS, 0.5, &rows);
    let above = |ui: &mut egui::Ui, _: &mut Screens, _: &mut Vec<Intent>| {
        let words = held_words(&held(view.doc, view.today));
        if !words.is_empty() {
            ui.label(look::small(format!("到今天：{words}（按登记了到会人员的计）")));
            ui.add_space(look::GAP);
        }
    };
    records_below_ui(ui, (view, screens), &list, intents, above, |ui, screens, one, intents| {
        ui.spacing_mut().item_spacing.y = look::GAP;
        head_ui(ui, view, screens, one, intents);
        came_ui(ui, view, screens, one, intents);
    });
}

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&GatheringId, &Gathering),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "培训、会议", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览签到表", None) {
                intents.push(Intent::Preview(Request::gathering_sign_in(*id)));
            }
            if button_ui(ui, "预览记录", None) {
                intents.push(Intent::Preview(Request::gathering(*id)));
            }
            remove_ui(ui, "删除这次", RecordId::Gathering(*id), intents);
        });
        let mut form = Form::of(view, screens, (id, one), intents);
        form.first(ui, Fresh::Gathering, &one.title, GatheringField::Title);
        form.field(ui, &one.kind, GatheringField::Kind);
        form.field(ui, &one.day, GatheringField::Day);
        form.field(ui, &one.from, GatheringField::From);
        form.field(ui, &one.to, GatheringField::To);
        form.line(ui, &one.place, GatheringField::Place);
        form.field(ui, &one.leader, GatheringField::Leader);
        form.field(ui, &one.expected, GatheringField::Expected);
        let team = team(view.doc);
        if one.expected.len() < team.len() && button_ui(ui, "全队都应到", None) {
            form.put(GatheringField::Expected(team));
        }
    });
}

/// The members, in the order of the books.
fn team(doc: &Document) -> Vec<PersonId> {
    let members = doc.persons.iter().filter(|(_, person)| person.membership.is_some());
    members.map(|(id, _)| *id).collect()
}

fn came_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&GatheringId, &Gathering),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "到会和结果", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.field(ui, &one.attended, GatheringField::Attended);
        let all = !one.expected.is_empty() && one.attended.is_empty();
        if all && button_ui(ui, "应到的都到了", None) {
            form.put(GatheringField::Attended(one.expected.clone()));
        }
        form.count(ui, one.others, GatheringField::Others);
        form.count(ui, one.minutes, GatheringField::Minutes);
        form.lines(ui, &one.points, GatheringField::Points);
        form.hint("谁办、几时办完").lines(ui, &one.result, GatheringField::Result);
        form.field(ui, &one.skill, GatheringField::Skill);
        form.field(ui, &one.writer, GatheringField::Writer);
        ui.horizontal_wrapped(|ui| {
            let open = to_register(view.doc, one);
            let words = format!("给到会的{}名队员登记培训合格", open.len());
            if let (false, Some(day)) = (open.is_empty(), one.day)
                && button_ui(ui, &words, None)
            {
                let what = Registered::Trained;
                let action = TeamAction::Register { what, day, people: open };
                intents.push(Intent::Do(Action::Team(action)));
            }
            let puts = certified(view.doc, one);
            let words = format!("给到会的{}人登记证件", puts.len());
            if !puts.is_empty() && button_ui(ui, &words, None) {
                intents.push(Intent::Do(Action::SetAll(puts)));
            }
        });
    });
}

/// What those who came would have written down of what they are certified for now, who are not already.
fn certified(doc: &Document, one: &Gathering) -> Vec<Put> {
    let Some(skill) = one.skill else { return Vec::new() };
    let lacks = |person: &Person| !person.certificates.iter().any(|held| held.skill == skill);
    let people = one.attended.iter().filter_map(|id| Some((*id, doc.persons.get(id)?)));
    let put = |(id, person): (PersonId, &Person)| {
        let new = Certificate { skill, number: String::new(), until: None };
        let certificates = person.certificates.iter().cloned().chain([new]).collect();
        Put::from((id, PersonField::Certificates(certificates)))
    };
    people.filter(|(_, person)| lacks(person)).map(put).collect()
}
