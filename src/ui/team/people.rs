//! The list of people: members, or everybody named on a paper.

use eframe::egui;

use super::{ask_roster, new_person};
use crate::model::id::PersonId;
use crate::model::people::{Person, Training};
use crate::model::{Document, Kind, RecordId};
use crate::rules::pinyin;
use crate::ui::look::{self, sign};
use crate::ui::widgets::{
    Cells, ColumnSpec, Table, Text, Tone, badge_ui, card_ui, empty_ui, quiet_ui, tab_ui, table_ui,
    text_field_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, is_wide, list_height, split_ui};
use crate::workspace::{Intent, Pick, Picked};

const COLUMNS: &[ColumnSpec] = &[
    ("姓名", 76.0),
    ("小组", 124.0),
    ("队内职务", 68.0),
    ("支部", 0.0),
    ("手机", 108.0),
    ("培训", 90.0),
    ("证件", 88.0),
];
/// What a narrow window has room for.
const NARROW_COLUMNS: &[ColumnSpec] =
    &[("姓名", 84.0), ("小组", 0.0), ("手机", 112.0), ("培训", 92.0)];

/// Whom to list, the team's leaders first and those who are no members last.
fn rows<'a>(doc: &'a Document, everybody: bool, query: &str) -> Vec<(PersonId, &'a Person)> {
    let mut rows: Vec<(PersonId, &Person)> = doc
        .persons
        .iter()
        .filter(|(_, person)| everybody || person.membership.is_some())
        .filter(|(_, person)| pinyin::fit(&person.name, query).is_some())
        .map(|(id, person)| (*id, person))
        .collect();
    rows.sort_by_key(|(id, person)| {
        let member = person.membership.as_ref().map(|member| (member.role, member.group));
        (member.is_none(), member, *id)
    });
    rows
}

pub(in crate::ui) fn people_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    if view.doc.persons.is_empty() {
        let hint = "从WPS、Excel里复制名册，或者复制群里的接龙，粘贴进来就行";
        card_ui(ui, "", "", |ui| {
            if empty_ui(ui, sign::USERS, "还没有人员", hint, "录入名册…") {
                intents.push(ask_roster());
            }
            ui.vertical_centered(|ui| {
                if quiet_ui(ui, "只加一个人") {
                    intents.push(Intent::Do(new_person(view)));
                }
            });
        });
        return;
    }
    let chosen = picked.get::<Person>(view.doc);
    let back = split_ui(ui, 0.64, chosen.is_some(), |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| list_ui(ui, view, screens, &picked, intents)),
        Side::Detail => match chosen {
            Some((id, person)) => {
                detail_ui(ui, |ui| {
                    ui.push_id(id, |ui| {
                        super::person::person_ui(ui, view, screens, id, person, intents);
                    });
                });
            }
            None => card_ui(ui, "", "", |ui| {
                ui.label(look::weak("在左边选一个人，这里可以修改"));
            }),
        },
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Person)));
    }
}

fn list_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    let everybody = screens.team.everybody;
    let members = rows(view.doc, false, "").len();
    ui.horizontal_wrapped(|ui| {
        for (all, words) in [
            (false, format!("队员 {members}")),
            (true, format!("全部人员 {}", view.doc.persons.len())),
        ] {
            if tab_ui(ui, everybody == all, &words) {
                screens.team.everybody = all;
            }
        }
    });
    let query = screens.team.query.clone();
    let search = Text::line("查找", &query).hint("姓名或拼音首字母");
    if let Some(query) = text_field_ui(ui, &mut screens.fields, search) {
        screens.team.query = query;
    }
    let rows = rows(view.doc, everybody, &query);
    if rows.is_empty() {
        let words = if query.trim().is_empty() {
            "还没有队员。选一个人，在右边勾上“突击队队员”，或者录入名册"
        } else {
            "没有找到。试试拼音首字母，或者看“全部人员”"
        };
        ui.label(look::weak(words));
        return;
    }
    let wide = is_wide(ui.ctx());
    let table = Table {
        name: "people",
        columns: if wide { COLUMNS } else { NARROW_COLUMNS },
        rows: rows.len(),
        selected: rows.iter().position(|(id, _)| Some(*id) == picked.id::<Person>()),
        height: list_height(ui),
    };
    let clicked = table_ui(ui, table, |row, cells| {
        let Some((id, person)) = rows.get(row) else { return };
        let member = person.membership.as_ref();
        cells.words(&person.name);
        match member {
            Some(member) => cells.words(member.group.word()),
            None => cells.words(look::small("不在队内")),
        }
        if wide {
            cells.words(member.map_or("", |member| member.role.word()));
            cells.words(&person.branch);
        }
        cells.words(&person.mobile);
        training_ui(cells, view, person);
        if wide {
            certificates_ui(cells, view, *id, person);
        }
    });
    if let Some((id, _)) = clicked.and_then(|row| rows.get(row)) {
        intents.push(Intent::Pick(Pick::Record(RecordId::Person(*id))));
    }
}

fn training_ui(cells: &mut Cells<'_, '_, '_>, view: View<'_>, person: &Person) {
    let (tone, words) = match person.training {
        Some(Training::Passed(_)) => (Tone::Good, "合格".to_owned()),
        Some(Training::Planned(day)) if view.today <= day => {
            (Tone::Neutral, format!("{}训", day.format("%-m月%-d日")))
        }
        Some(Training::Planned(_)) => (Tone::Care, "到期未训".to_owned()),
        None if person.membership.is_some() => (Tone::Care, "未安排".to_owned()),
        None => return cells.words(""),
    };
    cells.ui(|ui| {
        badge_ui(ui, tone, &words);
    });
}

/// What somebody is certified for, or that it ends.
fn certificates_ui(cells: &mut Cells<'_, '_, '_>, view: View<'_>, id: PersonId, person: &Person) {
    if let Some(words) = ending(view, id).first() {
        return cells.ui(|ui| {
            badge_ui(ui, Tone::Care, "证件到期").on_hover_text(*words);
        });
    }
    let skills: Vec<&str> = person.certificates.iter().map(|one| one.skill.word()).collect();
    cells.words(skills.join("、"));
}

/// What the rules say of somebody's certificates.
pub(super) fn ending(view: View<'_>, id: PersonId) -> Vec<&str> {
    let about = RecordId::Person(id);
    let findings = view.workspace.findings().iter();
    let ending = findings.filter(|finding| finding.rule.code == "T1" && finding.about == about);
    ending.map(|finding| finding.breach.words.as_str()).collect()
}
