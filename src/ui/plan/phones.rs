//! 电话表: whom to call, and when the number was last tried.

use eframe::egui;

use super::{operator, plan};
use crate::action::PlanAction;
use crate::model::id::PhoneId;
use crate::model::plan::{Phone, PhoneField, PhoneKey};
use crate::model::{Document, RecordId};
use crate::rules::calendar;
use crate::rules::telephones::number_of;
use crate::ui::record::{Column, Form, List, Shown, none_yet_ui, order_ui, records_ui, remove_ui};
use crate::ui::widgets::{Fresh, Tone, badge_ui, card_ui, primary_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

const COLUMNS: &[Column<Phone>] = &[
    Column::new("单位或岗位", 0.0, |_, _, phone: &Phone| Shown::words(&phone.name))
        .writes(|| PhoneKey::Name, |form, ui, one| form.line(ui, &one.name, PhoneField::Name)),
    Column::new("电话", 132.0, |view, _, phone: &Phone| {
        match number_of(&view.doc.profile(), phone) {
            number if number.is_empty() => Shown::badge(Tone::Danger, "没填号码"),
            number => Shown::words(number).bold(),
        }
    })
    .writes_unless(
        |phone| {
            phone.national.then_some("全国通用号码（119、120等）不在列表里改，请打开那一条核对")
        },
        || PhoneKey::Number,
        |form, ui, one| form.line(ui, &one.number, PhoneField::Number),
    ),
    Column::often("说明", 0.0, |_, _, phone: &Phone| Shown::words(&phone.note).weak())
        .writes(|| PhoneKey::Note, |form, ui, one| form.line(ui, &one.note, PhoneField::Note)),
    Column::new("最近拨测", 100.0, |view, _, phone| match phone.dialled {
        Some(day) if day == view.today => Shown::words("今天").of_day(Some(day)),
        Some(day) => Shown::day(Some(day)),
        None if phone.national => Shown::words("全国通用").weak(),
        None => Shown::words("没拨测过").weak(),
    }),
    Column::extra("拨测人", 84.0, |view, _, phone| {
        Shown::words(phone.dialled_by.map_or("", |id| view.doc.person_name(id)))
    }),
];

/// The telephone table in its order.
fn rows(doc: &Document) -> Vec<PhoneId> {
    let mut rows: Vec<(u16, PhoneId)> =
        doc.phones.iter().map(|(id, phone)| (phone.order, *id)).collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, id)| id).collect()
}

pub(in crate::ui) fn phones_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.phones.is_empty() {
        let hint = "先载入全国通用和本矿常用的名称，再把本矿号码填上";
        let words = (look::sign::PHONE, "还没有电话表", hint, "载入常用电话");
        return none_yet_ui(ui, words, intents, || plan(PlanAction::LoadPhones));
    }
    let (phones, mine) = (view.doc.phones.iter(), view.doc.profile());
    let remark = match phones.filter(|(_, phone)| number_of(&mine, phone).is_empty()).count() {
        0 => "✓ 号码都已填".to_owned(),
        empty => format!("！还有 {empty} 个号码没填"),
    };
    let rows = || rows(view.doc);
    let list = List { title: ("电话表", &remark), ..List::new(COLUMNS, 0.58, &rows) };
    records_ui(ui, view, screens, &list, intents, |ui, screens, (id, phone), intents| {
        phone_ui(ui, view, screens, *id, phone, intents);
        ui.add_space(look::GAP);
        ui.horizontal_wrapped(|ui| {
            if let Some(order) = order_ui(ui, &rows(), id) {
                intents.push(plan(PlanAction::OrderPhones(order)));
            }
            remove_ui(ui, "删除电话", RecordId::Phone(*id), intents);
        });
    });
}

fn phone_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: PhoneId,
    phone: &Phone,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "电话", "", |ui| {
        let mut form = Form::of(view, screens, (&id, phone), intents);
        form.label("单位岗位").hint("单位、岗位或地点");
        form.first_lines(ui, Fresh::Phone, &phone.name, PhoneField::Name);
        form.label("号码").hint("不填就印成横线，留着手写");
        form.line(ui, &phone.number, PhoneField::Number);
        form.lines(ui, &phone.note, PhoneField::Note);
        form.label("全国通用号码，不用拨测").field(ui, &phone.national, PhoneField::National);
        let number = number_of(&view.doc.profile(), phone);
        if phone.number.trim().is_empty() && !number.is_empty() {
            ui.label(look::small(format!("这里不填，印的是本矿资料里的号码{number}")));
        }
        if number.is_empty() {
            badge_ui(ui, Tone::Danger, "没填号码，还不能拨测");
        } else if phone.national {
            return;
        } else if phone.dialled == Some(view.today) {
            badge_ui(ui, Tone::Good, "今天已拨测");
        } else if primary_ui(ui, "登记今天拨测", None) {
            let by = operator(view);
            form.intents.push(plan(PlanAction::Dial { phone: id, by }));
        }
        form.field(ui, &phone.dialled, PhoneField::Dialled);
        if let Some(day) = phone.dialled.filter(|day| view.today < *day) {
            let words = format!("{}还没到", calendar::day_words(day));
            badge_ui(ui, Tone::Care, &words);
        }
        form.field(ui, &phone.dialled_by, PhoneField::DialledBy);
    });
}
