//! 帮扶服务: the list with its totals, and one service with all its fields.

use eframe::egui;

use super::new_service;
use crate::model::id::ServiceId;
use crate::model::service::{Liking, Service, ServiceField, ServiceKey, ServiceKind};
use crate::model::{Document, RecordId};
use crate::rules::outreach::{ServiceFigures, hours_words};
use crate::ui::record::{Column, DAY, Form, List, Shown, none_yet_ui, records_below_ui, remove_ui};
use crate::ui::widgets::{Fresh, card_ui, figure_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

const COLUMNS: &[Column<Service>] = &[
    Column::new("日期", DAY, |_, _, one: &Service| Shown::day(one.day))
        .writes(|| ServiceKey::Day, |form, ui, one| form.field(ui, &one.day, ServiceField::Day)),
    Column::new("类型", 92.0, |_, _, one: &Service| {
        Shown::words(one.kind.map_or("没填类型", ServiceKind::word))
    })
    .writes(|| ServiceKey::Kind, |form, ui, one| form.field(ui, &one.kind, ServiceField::Kind)),
    Column::new("服务对象", 0.0, |_, _, one: &Service| Shown::words(&one.whom))
        .writes(|| ServiceKey::Whom, |form, ui, one| form.line(ui, &one.whom, ServiceField::Whom)),
    Column::extra("服务内容", 0.0, |_, _, one: &Service| Shown::words(&one.words)).writes(
        || ServiceKey::Words,
        |form, ui, one| form.line(ui, &one.words, ServiceField::Words),
    ),
    Column::extra("服务队员", 132.0, |view, _, one| {
        Shown::words(view.doc.person_names(&one.members))
    }),
    Column::new("人次", 52.0, |_, _, one: &Service| Shown::count(one.people.into())).writes(
        || ServiceKey::People,
        |form, ui, one| form.count(ui, one.people, ServiceField::People),
    ),
    Column::new("小时", 52.0, |_, _, one: &Service| {
        Shown::words(hours_words(u32::from(one.minutes))).by(one.minutes.into())
    })
    .writes(
        || ServiceKey::Minutes,
        |form, ui, one| form.hours(ui, one.minutes, ServiceField::Minutes),
    ),
    Column::extra("满意度", 68.0, |_, _, one: &Service| {
        Shown::words(one.liking.map_or("", Liking::word))
    })
    .writes(
        || ServiceKey::Liking,
        |form, ui, one| form.field(ui, &one.liking, ServiceField::Liking),
    ),
];

/// The newest first.
fn rows(doc: &Document) -> Vec<ServiceId> {
    let mut rows: Vec<(ServiceId, &Service)> =
        doc.services.iter().map(|(id, one)| (*id, one)).collect();
    rows.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, *id)));
    rows.into_iter().map(|(id, _)| id).collect()
}

pub(in crate::ui) fn services_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.services.is_empty() {
        let hint = "慰问、代购、接送、送餐送药，做一件记一件；只写房号或单位";
        let words = (look::sign::USERS, "还没有帮扶服务", hint, "登记第一件服务");
        return none_yet_ui(ui, words, intents, || new_service(view));
    }
    let rows = || rows(view.doc);
    let list = List::new(COLUMNS, 0.5, &rows);
    let above = |ui: &mut egui::Ui, _: &mut Screens, _: &mut Vec<Intent>| totals_ui(ui, view);
    let state = (view, screens);
    records_below_ui(ui, state, &list, intents, above, |ui, screens, one, intents| {
        one_ui(ui, view, screens, one, intents);
    });
}

fn totals_ui(ui: &mut egui::Ui, view: View<'_>) {
    let figures = ServiceFigures::count(view.doc.services.iter().map(|(_, one)| one));
    card_ui(ui, "", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = look::MARGIN;
            figure_ui(ui, &figures.services.to_string(), "服务次数");
            figure_ui(ui, &figures.people.to_string(), "服务人次");
            figure_ui(ui, &figures.hours_words(), "服务小时");
        });
        ui.label(look::small("小时为各件服务时长之和，几人一起做的按人合计填写"));
    });
    ui.add_space(look::GAP);
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&ServiceId, &Service),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "服务", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.field(ui, &one.kind, ServiceField::Kind);
        form.field(ui, &one.day, ServiceField::Day);
        let hint = "单位或房号，不写病情、隐私";
        form.hint(hint).first(ui, Fresh::Service, &one.whom, ServiceField::Whom);
        form.count(ui, one.people, ServiceField::People);
        form.lines(ui, &one.words, ServiceField::Words);
        form.field(ui, &one.members, ServiceField::Members);
        form.hours(ui, one.minutes, ServiceField::Minutes);
        if 1 < one.members.len() {
            ui.label(look::small("几个人一起做的，填各人时长的合计"));
        }
        form.field(ui, &one.liking, ServiceField::Liking);
        form.hint("还要做什么、谁来做").lines(ui, &one.note, ServiceField::Note);
        ui.add_space(look::GAP);
        remove_ui(ui, "删除服务", RecordId::Service(*id), intents);
    });
}
