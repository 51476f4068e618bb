//! The list of people: members, or everybody named on a paper.

use eframe::egui;

use super::{ask_roster, new_person};
use crate::action::Action;
use crate::model::id::PersonId;
use crate::model::mine::{MineField, Only};
use crate::model::people::{NameOrder, Person, PersonField, PersonKey, Role, Training};
use crate::model::{Document, RecordId};
use crate::rules::roster;
use crate::ui::look::{self, sign};
use crate::ui::record::{Column, List, Shown, findings, records_below_ui};
use crate::ui::widgets::{Tone, card_ui, choice_ui, empty_ui, quiet_ui, tab_ui};
use crate::ui::{Screens, View};
use crate::workspace::Intent;

const COLUMNS: &[Column<Person>] = &[
    Column::new("姓名", 84.0, |_, _, person: &Person| Shown::words(&person.name))
        .writes(|| PersonKey::Name, |form, ui, one| form.line(ui, &one.name, PersonField::Name)),
    Column::new("单位", 0.0, |view, _, person: &Person| {
        Shown::words(view.doc.unit_name(person.unit))
    })
    .writes(|| PersonKey::Unit, |form, ui, one| form.field(ui, &one.unit, PersonField::Unit)),
    Column::extra("职务", 96.0, |_, _, person: &Person| Shown::words(&person.title))
        .writes(|| PersonKey::Title, |form, ui, one| form.line(ui, &one.title, PersonField::Title)),
    Column::often("小组", 128.0, |_, _, person| match &person.membership {
        Some(member) => Shown::words(member.group.word()),
        None => Shown::words("不在队内").weak(),
    }),
    Column::extra("队内职务", 80.0, |_, _, person| {
        let role = person.membership.as_ref().map(|member| member.role);
        let rank = Role::ALL.iter().position(|one| Some(*one) == role).unwrap_or_default();
        Shown::words(role.map_or("", Role::word)).by(i64::try_from(rank).unwrap_or_default())
    }),
    Column::new("手机", 116.0, |_, _, person: &Person| Shown::words(&person.mobile)).writes(
        || PersonKey::Mobile,
        |form, ui, one| form.line(ui, &one.mobile, PersonField::Mobile),
    ),
    Column::new("培训", 100.0, |view, _, person| training(view, person)),
    Column::often("证件", 96.0, |view, id, person| certificates(view, *id, person)),
];

/// Whom to list, in the order of the rosters and those who are no members last; squad by squad means
/// the team's leaders first here. Whoever is picked is always listed.
fn rows(doc: &Document, everybody: bool, picked: Option<PersonId>) -> Vec<PersonId> {
    let listed = |(id, one): &(&PersonId, &Person)| {
        everybody || one.membership.is_some() || Some(**id) == picked
    };
    let mut rows: Vec<PersonId> = doc.persons.iter().filter(listed).map(|(id, _)| *id).collect();
    let member = |id: &PersonId| doc.persons.get(id)?.membership.as_ref();
    match doc.profile().name_order() {
        NameOrder::Squad => rows.sort_by_key(|id| {
            let member = member(id).map(|member| (member.role, member.group));
            (member.is_none(), member, *id)
        }),
        order => {
            roster::sort(doc, order, &mut rows, |id| *id);
            rows.sort_by_key(|id| member(id).is_none());
        }
    }
    rows
}

pub(in crate::ui) fn people_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
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
    let (everybody, picked) = (screens.team.everybody, view.workspace.picked().id::<Person>());
    let rows = || rows(view.doc, everybody, picked);
    let outside = picked.and_then(|id| view.doc.persons.get(&id));
    let outside = outside.is_some_and(|person| person.membership.is_none());
    let list = List {
        of: u64::from(everybody) + 2 * u64::from(outside),
        none: "还没有队员。选一个人，在右边勾上“突击队队员”，或者录入名册",
        ..List::new(COLUMNS, 0.64, &rows)
    };
    let above = |ui: &mut egui::Ui, screens: &mut Screens, intents: &mut Vec<Intent>| {
        everybody_ui(ui, view, screens);
        order_ui(ui, view, intents);
        ui.add_space(look::GAP);
    };
    let state = (view, screens);
    records_below_ui(ui, state, &list, intents, above, |ui, screens, (id, person), intents| {
        super::person::person_ui(ui, view, screens, *id, person, intents);
    });
}

/// Members only, or everybody.
fn everybody_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens) {
    let members = view.doc.persons.iter().filter(|(_, one)| one.membership.is_some()).count();
    ui.horizontal_wrapped(|ui| {
        for (all, words) in [
            (false, format!("队员 {members}")),
            (true, format!("全部人员 {}", view.doc.persons.len())),
        ] {
            if tab_ui(ui, screens.team.everybody == all, &words) {
                screens.team.everybody = all;
            }
        }
    });
}

/// In what order rosters name people, on screen and on paper.
pub(in crate::ui) fn order_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let order = view.doc.profile().name_order();
    let words = NameOrder::word;
    if let Some(order) = choice_ui(ui, "名单排列", Some(order), NameOrder::ALL, words) {
        let field = MineField::Order(Some(order));
        intents.push(Intent::Do(Action::Set((Only, field).into())));
    }
}

fn training(view: View<'_>, person: &Person) -> Shown {
    match person.training {
        Some(Training::Passed(day)) => Shown::badge(Tone::Good, "合格").of_day(Some(day)),
        Some(Training::Planned(day)) if view.today <= day => {
            Shown::badge(Tone::Neutral, format!("{}训", day.format("%-m月%-d日"))).of_day(Some(day))
        }
        Some(Training::Planned(_)) => Shown::badge(Tone::Care, "到期未训"),
        None if person.membership.is_some() => Shown::badge(Tone::Care, "未安排"),
        None => Shown::words(""),
    }
}

/// What somebody is certified for, or that it ends.
fn certificates(view: View<'_>, id: PersonId, person: &Person) -> Shown {
    if !ending(view, id).is_empty() {
        return Shown::badge(Tone::Care, "证件到期");
    }
    let skills: Vec<&str> = person.certificates.iter().map(|one| one.skill.word()).collect();
    Shown::words(skills.join("、"))
}

/// What the rules say of somebody's certificates.
pub(super) fn ending(view: View<'_>, id: PersonId) -> Vec<&str> {
    let ending = findings(view, RecordId::Person(id)).filter(|one| one.rule.code == "T1");
    ending.map(|finding| finding.breach.words.as_str()).collect()
}
