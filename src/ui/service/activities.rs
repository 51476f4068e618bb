//! 宣传活动: the list with its totals, and one activity with all its fields.

use eframe::egui;

use super::new_activity;
use crate::action::Action;
use crate::model::id::{ActivityId, PersonId, UnitId};
use crate::model::service::{Activity, ActivityField, ActivityForm, ActivityKey, Theme};
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::outreach::ActivityFigures;
use crate::ui::record::{
    Column, DAY, Form, List, Shown, findings, none_yet_ui, records_below_ui, remove_ui,
};
use crate::ui::widgets::{
    Fresh, Half, Tone, abreast_ui, badge_ui, banner_ui, button_ui, card_ui, figure_ui, labelled_ui,
    people_field_ui, pick_ui, quiet_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// So many names are shown one by one before they are only told.
const NAMES: usize = 12;

const COLUMNS: &[Column<Activity>] = &[
    Column::new("日期", DAY, |_, _, one: &Activity| Shown::day(one.day))
        .writes(|| ActivityKey::Day, |form, ui, one| form.field(ui, &one.day, ActivityField::Day)),
    Column::new("活动", 0.0, |_, _, one: &Activity| Shown::words(&one.title)).writes(
        || ActivityKey::Title,
        |form, ui, one| form.line(ui, &one.title, ActivityField::Title),
    ),
    Column::extra("主题", 104.0, |_, _, one: &Activity| {
        Shown::words(one.theme.map_or("", Theme::word))
    })
    .writes(
        || ActivityKey::Theme,
        |form, ui, one| form.field(ui, &one.theme, ActivityField::Theme),
    ),
    Column::new("形式", 92.0, |_, _, one: &Activity| {
        Shown::words(one.form.map_or("", ActivityForm::word))
    })
    .writes(|| ActivityKey::Form, |form, ui, one| form.field(ui, &one.form, ActivityField::Form)),
    Column::extra("地点", 0.0, |_, _, one: &Activity| Shown::words(&one.place)).writes(
        || ActivityKey::Place,
        |form, ui, one| form.line(ui, &one.place, ActivityField::Place),
    ),
    Column::extra("组织单位", 112.0, |view, _, one: &Activity| {
        Shown::words(view.doc.unit_name(one.organiser))
    })
    .writes(
        || ActivityKey::Organiser,
        |form, ui, one| form.field(ui, &one.organiser, ActivityField::Organiser),
    ),
    Column::new("人次", 56.0, |_, _, one| {
        let count = one.attendance();
        Shown::words(count.to_string()).by(count.into())
    }),
];

/// The newest first.
fn rows(doc: &Document) -> Vec<ActivityId> {
    let mut rows: Vec<(ActivityId, &Activity)> =
        doc.activities.iter().map(|(id, one)| (*id, one)).collect();
    rows.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, one.from, *id)));
    rows.into_iter().map(|(id, _)| id).collect()
}

pub(in crate::ui) fn activities_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.activities.is_empty() {
        let hint = "宣讲、入户、班前会、答题都记在这里；签到表可以先印好名字";
        let words = (look::sign::MEGAPHONE, "还没有宣传活动", hint, "新增第一次活动");
        return none_yet_ui(ui, words, intents, || new_activity(view));
    }
    let rows = || rows(view.doc);
    let list = List::new(COLUMNS, 0.48, &rows);
    let above = |ui: &mut egui::Ui, _: &mut Screens, _: &mut Vec<Intent>| totals_ui(ui, view);
    let state = (view, screens);
    records_below_ui(ui, state, &list, intents, above, |ui, screens, one, intents| {
        ui.spacing_mut().item_spacing.y = look::GAP;
        head_ui(ui, view, screens, one, intents);
        invited_ui(ui, view, screens, one, intents);
        came_ui(ui, view, screens, one, intents);
    });
}

fn totals_ui(ui: &mut egui::Ui, view: View<'_>) {
    let figures = ActivityFigures::count(view.doc.activities.iter().map(|(_, one)| one));
    card_ui(ui, "", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = look::MARGIN;
            figure_ui(ui, &figures.events.to_string(), "场次");
            figure_ui(ui, &figures.attendances.to_string(), "人次");
            figure_ui(ui, &figures.answered.to_string(), "答题");
            figure_ui(ui, &figures.passed.to_string(), "合格");
        });
        ui.label(look::small(figures.rate_words()));
    });
    ui.add_space(look::GAP);
}

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&ActivityId, &Activity),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "活动", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览活动记录", None) {
                intents.push(Intent::Preview(Request::activity(*id)));
            }
            remove_ui(ui, "删除活动", RecordId::Activity(*id), intents);
        });
        let mut form = Form::of(view, screens, (id, one), intents);
        form.first_lines(ui, Fresh::Activity, &one.title, ActivityField::Title);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &one.theme, ActivityField::Theme),
            Half::Right => form.field(ui, &one.form, ActivityField::Form),
        });
        form.field(ui, &one.day, ActivityField::Day);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &one.from, ActivityField::From),
            Half::Right => form.field(ui, &one.to, ActivityField::To),
        });
        if let (Some(from), Some(to)) = (one.from, one.to)
            && to < from
        {
            badge_ui(ui, Tone::Care, "结束时间在开始时间之前");
        }
        form.line(ui, &one.place, ActivityField::Place);
        form.field(ui, &one.organiser, ActivityField::Organiser);
        form.field(ui, &one.speaker, ActivityField::Speaker);
    });
}

/// Everybody of the team, or of one unit.
fn people(view: View<'_>, unit: Option<UnitId>) -> impl Iterator<Item = PersonId> {
    view.doc
        .persons
        .iter()
        .filter(move |(_, person)| match unit {
            Some(_) => person.unit == unit,
            None => person.membership.is_some(),
        })
        .map(|(id, _)| *id)
}

/// Whose names the sign-in sheet carries.
fn invited_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&ActivityId, &Activity),
    intents: &mut Vec<Intent>,
) {
    let write = |people: Vec<PersonId>| {
        Intent::Do(Action::Set((*id, ActivityField::Invited(people)).into()))
    };
    let with = |more: Vec<PersonId>| {
        let new = more.into_iter().filter(|person| !one.invited.contains(person));
        one.invited.iter().copied().chain(new).collect::<Vec<PersonId>>()
    };
    card_ui(ui, "签到表", &format!("{} 人", one.invited.len()), |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览签到表", None) {
                intents.push(Intent::Preview(Request::sign_in(*id)));
            }
            if button_ui(ui, "加全体队员", None) {
                intents.push(write(with(people(view, None).collect())));
            }
            if !one.invited.is_empty() && quiet_ui(ui, "清空名单") {
                intents.push(write(Vec::new()));
            }
        });
        let units: Vec<(UnitId, String)> = view
            .doc
            .units
            .iter()
            .map(|(id, unit)| {
                (*id, format!("{}（{}人）", unit.name, people(view, Some(*id)).count()))
            })
            .collect();
        if let Some(unit) = pick_ui(ui, "按单位加", None, &units) {
            intents.push(write(with(people(view, Some(unit)).collect())));
        }
        if NAMES < one.invited.len() && !screens.service.names_open {
            let names = view.doc.person_names(one.invited.get(..NAMES).unwrap_or_default());
            labelled_ui(ui, "参加人员", |ui, _| {
                ui.label(format!("{names}等{}人", one.invited.len()));
                if quiet_ui(ui, "逐个修改") {
                    screens.service.names_open = true;
                }
            });
            return;
        }
        let fields = &mut screens.fields;
        let invited = people_field_ui(ui, fields, view.doc, "参加人员", &one.invited, intents);
        intents.extend(invited.map(write));
        if NAMES < one.invited.len() && quiet_ui(ui, "收起名单") {
            screens.service.names_open = false;
        }
    });
}

/// Who came, what was said and what came of it.
fn came_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&ActivityId, &Activity),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "到场和效果", &format!("共 {} 人次", one.attendance()), |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                form.label("职工").count(ui, one.staff, ActivityField::Staff);
                form.label("外委").count(ui, one.contractors, ActivityField::Contractors);
                form.label("家属").count(ui, one.families, ActivityField::Families);
            }
            Half::Right => {
                form.count(ui, one.expected, ActivityField::Expected);
                form.count(ui, one.answered, ActivityField::Answered);
                form.count(ui, one.passed, ActivityField::Passed);
            }
        });
        for finding in findings(view, RecordId::Activity(*id)) {
            banner_ui(ui, Tone::Care, &finding.breach.sentence());
        }
        form.hint("宣传单200份、手册30册").lines(ui, &one.materials, ActivityField::Materials);
        form.hint("讲了哪几条").lines(ui, &one.points, ActivityField::Points);
        let hint = "问了什么、记住了什么、发现什么线索";
        form.hint(hint).lines(ui, &one.effect, ActivityField::Effect);
        form.field(ui, &one.writer, ActivityField::Writer);
    });
}
