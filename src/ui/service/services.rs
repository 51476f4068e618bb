//! 帮扶服务: the list with its totals, and one service with all its fields.

use eframe::egui;

use super::{new_service, remove, set};
use crate::model::id::ServiceId;
use crate::model::service::{Liking, Service, ServiceField, ServiceKind};
use crate::model::{Kind, RecordId};
use crate::rules::outreach::{ServiceFigures, hours_words};
use crate::ui::widgets::{
    Fresh, Table, Text, card_ui, choice_ui, count_field_ui, day_field_ui, empty_ui, figure_ui,
    hours_field_ui, people_field_ui, quiet_ui, table_ui, text_field_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

pub(in crate::ui) fn services_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let mut list: Vec<(ServiceId, &Service)> =
        view.doc.services.iter().map(|(id, one)| (*id, one)).collect();
    list.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, *id)));
    if list.is_empty() {
        let hint = "慰问、代购、接送、送餐送药，做一件记一件；只写房号或单位";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::USERS, "还没有帮扶服务", hint, "登记第一件服务")
        });
        if clicked {
            intents.push(new_service(view));
        }
        return;
    }
    let chosen = picked.get::<Service>(view.doc);
    let back = split_ui(ui, 0.5, chosen.is_some(), |ui, side| match side {
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
                    ui.label(look::weak("在左边选一件服务，这里填内容、队员、时长"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Service)));
    }
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
}

fn list_ui(
    ui: &mut egui::Ui,
    list: &[(ServiceId, &Service)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "", "", |ui| {
        let table = Table {
            name: "services",
            columns: &[
                ("日期", 76.0),
                ("类型", 92.0),
                ("服务对象", 0.0),
                ("人次", 52.0),
                ("小时", 52.0),
            ],
            rows: list.len(),
            selected: list.iter().position(|(id, _)| Some(*id) == picked.id::<Service>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, one)) = list.get(row) else { return };
            let day = one.day.map(|day| day.format("%-m月%-d日").to_string());
            cells.words(day.unwrap_or_default());
            cells.words(one.kind.map_or("没填类型", ServiceKind::word));
            cells.words(&one.whom);
            cells.words(one.people.to_string());
            cells.words(hours_words(u32::from(one.minutes)));
        });
        if let Some((id, _)) = clicked.and_then(|row| list.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Service(*id))));
        }
    });
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: ServiceId,
    one: &Service,
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    card_ui(ui, "服务", "", |ui| {
        let kind = choice_ui(ui, "类型", one.kind, ServiceKind::ALL, ServiceKind::word);
        intents.extend(kind.map(|kind| set((id, ServiceField::Kind(Some(kind))))));
        let day = day_field_ui(ui, fields, "日期", one.day, view.today);
        intents.extend(day.map(|day| set((id, ServiceField::Day(day)))));
        let whom = Text::line("服务对象", &one.whom)
            .first_of(Fresh::Service)
            .hint("单位或房号，不写病情、隐私");
        if let Some(words) = text_field_ui(ui, fields, whom) {
            intents.push(set((id, ServiceField::Whom(words))));
        }
        let people = count_field_ui(ui, fields, ("人数", "人"), one.people);
        intents.extend(people.map(|count| set((id, ServiceField::People(count)))));
        if let Some(words) = text_field_ui(ui, fields, Text::lines("服务内容", &one.words)) {
            intents.push(set((id, ServiceField::Words(words))));
        }
        let members = people_field_ui(ui, fields, view.doc, "服务队员", &one.members, intents);
        intents.extend(members.map(|people| set((id, ServiceField::Members(people)))));
        let minutes = hours_field_ui(ui, fields, "服务时长", one.minutes);
        intents.extend(minutes.map(|minutes| set((id, ServiceField::Minutes(minutes)))));
        if 1 < one.members.len() {
            ui.label(look::small("几个人一起做的，填各人时长的合计"));
        }
        let liking = choice_ui(ui, "满意度", one.liking, Liking::ALL, Liking::word);
        intents.extend(liking.map(|liking| set((id, ServiceField::Liking(Some(liking))))));
        let note = Text::lines("后续", &one.note).hint("还要做什么、谁来做");
        if let Some(words) = text_field_ui(ui, fields, note) {
            intents.push(set((id, ServiceField::Note(words))));
        }
        ui.add_space(look::GAP);
        if quiet_ui(ui, "删除服务") {
            intents.push(remove(RecordId::Service(id)));
        }
    });
}
