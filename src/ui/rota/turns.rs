//! The question for people taking turns: who, from when to when, and what would come of it.

use chrono::NaiveDate;
use eframe::egui;

use crate::action::filling::too_long;
use crate::action::turns::{Turns, turns};
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::people::Post;
use crate::rules::calendar;
use crate::rules::duty::Burden;
use crate::ui::widgets::{
    Table, Tone, badge_ui, banner_ui, button_ui, day_value_ui, people_field_ui, quiet_ui,
    read_only_ui, tick_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::{Intent, TurnsDraft};

pub(in crate::ui) fn turns_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut TurnsDraft,
    intents: &mut Vec<Intent>,
) {
    let Some(post) = view.doc.posts.get(&draft.post) else { return };
    ui.label(look::weak(format!(
        "{} {}，每班{}人，按下面的次序一天一轮；已经开始的班不动",
        post.name,
        draft.shift.word(),
        post.people()
    )));
    let fields = &mut screens.fields;
    let people = people_field_ui(ui, fields, view.doc, "轮流的人", &draft.people, intents);
    if let Some(people) = people {
        draft.people = people;
    }
    groups_ui(ui, view, post, draft);
    if let Some(from) = day_value_ui(ui, fields, "自", draft.from) {
        draft.from = from;
    }
    if let Some(to) = day_value_ui(ui, fields, "至", draft.to) {
        draft.to = to;
    }
    let words = "请假、不排夜班、证件到期、未培训、与别的班冲突的，当天跳过，轮到能上的人";
    if let Some(pass_over) = tick_ui(ui, draft.pass_over, words) {
        draft.pass_over = pass_over;
    }
    if let Some(words) = too_long(draft.from, draft.to) {
        banner_ui(ui, Tone::Care, &words);
    } else if !draft.people.is_empty() {
        preview_ui(ui, view, screens, draft);
    }
}

/// Everybody of the post's group in one click.
fn groups_ui(ui: &mut egui::Ui, view: View<'_>, post: &Post, draft: &mut TurnsDraft) {
    let of_group = |id: &PersonId| {
        let member = view.doc.persons.get(id).and_then(|one| one.membership.as_ref());
        post.group.is_some() && member.map(|member| member.group) == post.group
    };
    let others: Vec<PersonId> = view
        .doc
        .persons
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| of_group(id) && !draft.people.contains(id))
        .collect();
    ui.horizontal_wrapped(|ui| {
        if let Some(group) = post.group.filter(|_| !others.is_empty())
            && button_ui(ui, &format!("加入{}的{}人", group.word(), others.len()), None)
        {
            draft.people.extend(others);
        }
        if 1 < draft.people.len() && quiet_ui(ui, "清空名单") {
            draft.people.clear();
        }
    });
}

/// A day of the turns as it would be.
#[derive(Debug)]
pub(super) struct Row {
    day: NaiveDate,
    persons: Vec<PersonId>,
    /// Who stood there before, and what would be wrong.
    words: String,
    /// Whether that needs care.
    care: bool,
}

/// What would come of the turns, day by day.
pub(super) fn days(view: View<'_>, draft: &TurnsDraft) -> Vec<Row> {
    let days = turns(view.doc, &Turns::from(draft), view.now);
    // What would be wrong is told of the rota as it would be.
    let mut burden = Burden::of(view.doc);
    let cell = |day| DutyId { day, post: draft.post, shift: draft.shift };
    for (day, persons) in days.iter().filter(|(_, persons)| !persons.is_empty()) {
        burden.empty(cell(*day));
        burden.give(cell(*day), persons);
    }
    let told = |(day, persons): (NaiveDate, Vec<PersonId>)| {
        let (care, words) = told(view.doc, &burden, (cell(day), &persons));
        Row { day, persons, words, care }
    };
    days.into_iter().map(told).collect()
}

fn preview_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, draft: &TurnsDraft) {
    let days = screens.rota.known.turns(view, draft);
    let table = Table {
        name: "turns",
        columns: &[("日期", 190.0), ("当班人", 0.0), ("", 260.0)],
        rows: days.len(),
        selected: None,
        height: 6.0 * look::ROW,
    };
    read_only_ui(ui, table, |row, cells| {
        let Some(Row { day, persons, words, care }) = days.get(row) else { return };
        cells.words(calendar::day_words(*day));
        cells.words(view.doc.person_names(persons));
        cells.ui(|ui| {
            if *care {
                badge_ui(ui, Tone::Care, words).on_hover_text(words);
            } else if !words.is_empty() {
                ui.add(egui::Label::new(look::small(words)).truncate());
            }
        });
    });
}

/// What is said of a day: who stood there before, and what would be wrong; whether that needs care.
fn told(doc: &Document, burden: &Burden, (cell, persons): (DutyId, &[PersonId])) -> (bool, String) {
    let before = doc.duties.get(&cell).map(|duty| duty.persons.as_slice()).unwrap_or_default();
    let names = doc.person_names(before);
    if persons.is_empty() {
        let stays = if names.is_empty() { "空着".to_owned() } else { format!("仍是{names}") };
        return (true, format!("没有能上的人，{stays}"));
    }
    let mut told = burden.complaints_of(doc, cell, persons);
    let care = !told.is_empty();
    if !before.is_empty() && before != persons {
        told.push(format!("原：{names}"));
    }
    (care, told.join("；"))
}
