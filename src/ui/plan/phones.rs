//! 电话表: whom to call, and when the number was last tried.

use eframe::egui;

use super::{operator, phones_in_order, plan};
use crate::action::{Action, PlanAction};
use crate::model::id::PhoneId;
use crate::model::plan::{Phone, PhoneField};
use crate::model::{Kind, RecordId};
use crate::rules::calendar;
use crate::ui::widgets::{
    Cells, Fresh, Table, Text, Tone, badge_ui, button_ui, card_ui, day_field_ui, empty_ui,
    person_field_ui, primary_ui, quiet_ui, table_ui, text_field_ui, tick_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Dialog, Intent, Pick, Picked};

pub(in crate::ui) fn phones_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let phones = phones_in_order(view);
    if phones.is_empty() {
        let hint = "先载入全国通用和本矿常用的名称，再把本矿号码填上";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::PHONE, "还没有电话表", hint, "载入常用电话")
        });
        if clicked {
            intents.push(plan(PlanAction::LoadPhones));
        }
        return;
    }
    let chosen = picked.get::<Phone>(view.doc);
    let back = split_ui(ui, 0.58, chosen.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, view, &phones, &picked, intents),
        Side::Detail => detail_ui(ui, |ui| match chosen {
            Some((id, phone)) => {
                ui.push_id(id, |ui| phone_ui(ui, view, screens, id, phone, intents));
                ui.add_space(look::GAP);
                ui.push_id(id, |ui| order_ui(ui, &phones, id, intents));
            }
            None => {
                card_ui(ui, "", "", |ui| {
                    ui.label(look::weak("在左边选一行，这里填号码、登记拨测"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Phone)));
    }
}

fn list_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    phones: &[(PhoneId, &Phone)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    let empty = phones.iter().filter(|(_, phone)| phone.number.trim().is_empty()).count();
    let remark = match empty {
        0 => "✓ 号码都已填".to_owned(),
        empty => format!("！还有 {empty} 个号码没填"),
    };
    card_ui(ui, "电话表", &remark, |ui| {
        let table = Table {
            name: "phones",
            columns: &[("单位或岗位", 0.0), ("电话", 128.0), ("说明", 168.0), ("最近拨测", 100.0)],
            rows: phones.len(),
            selected: phones.iter().position(|(id, _)| Some(*id) == picked.id::<Phone>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            if let Some((_, phone)) = phones.get(row) {
                row_ui(view, phone, cells);
            }
        });
        if let Some((id, _)) = clicked.and_then(|row| phones.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Phone(*id))));
        }
    });
}

fn row_ui(view: View<'_>, phone: &Phone, cells: &mut Cells<'_, '_, '_>) {
    cells.words(&phone.name);
    if phone.number.trim().is_empty() {
        cells.ui(|ui| {
            badge_ui(ui, Tone::Danger, "没填号码");
        });
    } else {
        cells.words(look::bold(&phone.number));
    }
    cells.words(look::small(&phone.note));
    match phone.dialled {
        Some(day) if day == view.today => cells.words("今天"),
        Some(day) => cells.words(day.format("%-m月%-d日").to_string()),
        None if phone.national => cells.words(look::small("全国通用")),
        None => cells.words(look::small("没拨测过")),
    }
}

fn phone_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: PhoneId,
    phone: &Phone,
    intents: &mut Vec<Intent>,
) {
    let set = |field| Intent::Do(Action::Set((id, field).into()));
    let fields = &mut screens.fields;
    card_ui(ui, "电话", "", |ui| {
        let name =
            Text::lines("单位岗位", &phone.name).first_of(Fresh::Phone).hint("单位、岗位或地点");
        if let Some(words) = text_field_ui(ui, fields, name) {
            intents.push(set(PhoneField::Name(words)));
        }
        let number = Text::line("号码", &phone.number).hint("不填就印成横线，留着手写");
        if let Some(words) = text_field_ui(ui, fields, number) {
            intents.push(set(PhoneField::Number(words)));
        }
        if let Some(words) = text_field_ui(ui, fields, Text::lines("说明", &phone.note)) {
            intents.push(set(PhoneField::Note(words)));
        }
        let national = tick_ui(ui, phone.national, "全国通用号码，不用拨测");
        intents.extend(national.map(|national| set(PhoneField::National(national))));
        if phone.number.trim().is_empty() {
            badge_ui(ui, Tone::Danger, "没填号码，还不能拨测");
        } else if phone.national {
            return;
        } else if phone.dialled == Some(view.today) {
            badge_ui(ui, Tone::Good, "今天已拨测");
        } else if primary_ui(ui, "登记今天拨测", None) {
            let by = operator(view);
            intents.push(plan(PlanAction::Dial { phone: id, by }));
        }
        let day = day_field_ui(ui, fields, "最近拨测", phone.dialled, view.today);
        intents.extend(day.map(|day| set(PhoneField::Dialled(day))));
        if let Some(day) = phone.dialled.filter(|day| view.today < *day) {
            let words = format!("{}还没到", calendar::day_words(day));
            badge_ui(ui, Tone::Care, &words);
        }
        let by = person_field_ui(ui, fields, view.doc, "拨测人", phone.dialled_by, intents);
        intents.extend(by.map(|person| set(PhoneField::DialledBy(Some(person)))));
    });
}

/// Where the line stands in the table.
fn order_ui(
    ui: &mut egui::Ui,
    phones: &[(PhoneId, &Phone)],
    id: PhoneId,
    intents: &mut Vec<Intent>,
) {
    let order: Vec<PhoneId> = phones.iter().map(|(id, _)| *id).collect();
    let Some(place) = order.iter().position(|one| *one == id) else { return };
    ui.horizontal_wrapped(|ui| {
        for (words, other) in [("上移", place.checked_sub(1)), ("下移", place.checked_add(1))] {
            let Some(other) = other.filter(|other| *other < order.len()) else { continue };
            if button_ui(ui, words, None) {
                let mut order = order.clone();
                order.swap(place, other);
                intents.push(plan(PlanAction::OrderPhones(order)));
            }
        }
        if quiet_ui(ui, "删除电话") {
            intents.push(Intent::Ask(Some(Dialog::Remove(RecordId::Phone(id)))));
        }
    });
}
