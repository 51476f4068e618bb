//! 宣传活动: the list with its totals, and one activity with all its fields.

use eframe::egui;

use super::{new_activity, remove, set};
use crate::model::id::{ActivityId, PersonId, UnitId};
use crate::model::service::{Activity, ActivityField, ActivityForm, Theme};
use crate::model::{Kind, RecordId};
use crate::print::Request;
use crate::rules::outreach::ActivityFigures;
use crate::ui::widgets::{
    Fields, Fresh, Half, Table, Text, Tone, abreast_ui, badge_ui, button_ui, card_ui, choice_ui,
    count_field_ui, day_field_ui, empty_ui, figure_ui, labelled_ui, people_field_ui,
    person_field_ui, pick_ui, quiet_ui, table_ui, text_field_ui, time_field_ui, unit_field_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

/// So many names are shown one by one before they are only told.
const NAMES: usize = 12;

pub(in crate::ui) fn activities_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let mut list: Vec<(ActivityId, &Activity)> =
        view.doc.activities.iter().map(|(id, one)| (*id, one)).collect();
    list.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, one.from, *id)));
    if list.is_empty() {
        let hint = "宣讲、入户、班前会、答题都记在这里；签到表可以先印好名字";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::MEGAPHONE, "还没有宣传活动", hint, "新增第一次活动")
        });
        if clicked {
            intents.push(new_activity(view));
        }
        return;
    }
    let chosen = picked.get::<Activity>(view.doc);
    let back = split_ui(ui, 0.48, chosen.is_some(), |ui, side| match side {
        Side::List => {
            totals_ui(ui, view);
            ui.add_space(look::GAP);
            list_ui(ui, &list, &picked, intents);
        }
        Side::Detail => detail_ui(ui, |ui| match chosen {
            Some((id, one)) => {
                ui.push_id(id, |ui| one_ui(ui, view, screens, id, one, intents));
            }
            None => {
                card_ui(ui, "", "", |ui| {
                    ui.label(look::weak("在左边选一次活动，这里填内容、人数，打印签到表"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Activity)));
    }
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
}

fn list_ui(
    ui: &mut egui::Ui,
    list: &[(ActivityId, &Activity)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "", "", |ui| {
        let table = Table {
            name: "activities",
            columns: &[("日期", 76.0), ("活动", 0.0), ("形式", 92.0), ("人次", 56.0)],
            rows: list.len(),
            selected: list.iter().position(|(id, _)| Some(*id) == picked.id::<Activity>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, one)) = list.get(row) else { return };
            let day = one.day.map(|day| day.format("%-m月%-d日").to_string());
            cells.words(day.unwrap_or_default());
            cells.words(&one.title);
            cells.words(one.form.map_or("", ActivityForm::word));
            cells.words(one.attendance().to_string());
        });
        if let Some((id, _)) = clicked.and_then(|row| list.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Activity(*id))));
        }
    });
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: ActivityId,
    one: &Activity,
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    head_ui(ui, view, screens, id, one, intents);
    invited_ui(ui, view, screens, id, one, intents);
    came_ui(ui, view, &mut screens.fields, id, one, intents);
}

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: ActivityId,
    one: &Activity,
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    card_ui(ui, "活动", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览活动记录", None) {
                intents.push(Intent::Preview(Request::activity(id)));
            }
            if quiet_ui(ui, "删除活动") {
                intents.push(remove(RecordId::Activity(id)));
            }
        });
        if let Some(words) =
            text_field_ui(ui, fields, Text::lines("活动名称", &one.title).first_of(Fresh::Activity))
        {
            intents.push(set((id, ActivityField::Title(words))));
        }
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                let theme = choice_ui(ui, "主题", one.theme, Theme::ALL, Theme::word);
                intents.extend(theme.map(|theme| set((id, ActivityField::Theme(Some(theme))))));
            }
            Half::Right => {
                let form = choice_ui(ui, "形式", one.form, ActivityForm::ALL, ActivityForm::word);
                intents.extend(form.map(|form| set((id, ActivityField::Form(Some(form))))));
            }
        });
        let day = day_field_ui(ui, fields, "日期", one.day, view.today);
        intents.extend(day.map(|day| set((id, ActivityField::Day(day)))));
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                let from = time_field_ui(ui, fields, "开始时间", one.from);
                intents.extend(from.map(|at| set((id, ActivityField::From(at)))));
            }
            Half::Right => {
                let to = time_field_ui(ui, fields, "结束时间", one.to);
                intents.extend(to.map(|at| set((id, ActivityField::To(at)))));
            }
        });
        if let (Some(from), Some(to)) = (one.from, one.to)
            && to < from
        {
            badge_ui(ui, Tone::Care, "结束时间在开始时间之前");
        }
        if let Some(words) = text_field_ui(ui, fields, Text::line("地点", &one.place)) {
            intents.push(set((id, ActivityField::Place(words))));
        }
        let unit = unit_field_ui(ui, fields, view.doc, "组织单位", one.organiser, intents);
        intents.extend(unit.map(|unit| set((id, ActivityField::Organiser(Some(unit))))));
        let speaker = person_field_ui(ui, fields, view.doc, "主讲人", one.speaker, intents);
        intents.extend(speaker.map(|one| set((id, ActivityField::Speaker(Some(one))))));
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
    id: ActivityId,
    one: &Activity,
    intents: &mut Vec<Intent>,
) {
    let write = |people: Vec<PersonId>| set((id, ActivityField::Invited(people)));
    let with = |more: Vec<PersonId>| {
        let new = more.into_iter().filter(|person| !one.invited.contains(person));
        one.invited.iter().copied().chain(new).collect::<Vec<PersonId>>()
    };
    card_ui(ui, "签到表", &format!("{} 人", one.invited.len()), |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览签到表", None) {
                intents.push(Intent::Preview(Request::sign_in(id)));
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

/// A count of an activity and how to write it back.
type ActivityCount<'a> = (&'a str, u16, fn(u16) -> ActivityField);
/// A text of an activity and how to write it back.
type ActivityText<'a> = (&'a str, &'a str, &'a str, fn(String) -> ActivityField);

/// Who came, what was said and what came of it.
fn came_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    fields: &mut Fields,
    id: ActivityId,
    one: &Activity,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "到场和效果", &format!("共 {} 人次", one.attendance()), |ui| {
        abreast_ui(ui, |ui, half| {
            let counts: &[ActivityCount<'_>] = match half {
                Half::Left => &[
                    ("职工", one.staff, ActivityField::Staff),
                    ("外委", one.contractors, ActivityField::Contractors),
                    ("家属", one.families, ActivityField::Families),
                ],
                Half::Right => &[
                    ("答题人数", one.answered, ActivityField::Answered),
                    ("合格人数", one.passed, ActivityField::Passed),
                ],
            };
            for (label, value, field) in counts {
                if let Some(count) = count_field_ui(ui, fields, (label, "人"), *value) {
                    intents.push(set((id, field(count))));
                }
            }
        });
        if one.answered < one.passed {
            badge_ui(ui, Tone::Danger, "合格人数比答题人数多");
        }
        let texts: [ActivityText<'_>; 3] = [
            ("资料份数", &one.materials, "宣传单200份、手册30册", ActivityField::Materials),
            ("内容要点", &one.points, "讲了哪几条", ActivityField::Points),
            ("效果", &one.effect, "问了什么、记住了什么、发现什么线索", ActivityField::Effect),
        ];
        for (label, value, hint, field) in texts {
            if let Some(words) = text_field_ui(ui, fields, Text::lines(label, value).hint(hint)) {
                intents.push(set((id, field(words))));
            }
        }
        let writer = person_field_ui(ui, fields, view.doc, "记录人", one.writer, intents);
        intents.extend(writer.map(|person| set((id, ActivityField::Writer(Some(person))))));
    });
}
