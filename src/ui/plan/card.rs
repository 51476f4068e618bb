//! One response card with all its fields.

use eframe::egui;

use super::steps;
use crate::action::Action;
use crate::model::RecordId;
use crate::model::plan::{Card, CardCode, CardField};
use crate::print::Request;
use crate::ui::widgets::{
    Fresh, Text, Tone, banner_ui, button_ui, card_ui, labelled_ui, lines_field_ui, quiet_ui,
    text_field_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

fn set(code: &CardCode, field: CardField) -> Intent {
    Intent::Do(Action::Set((code.clone(), field).into()))
}

pub(super) fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    code: &CardCode,
    card: &Card,
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    head_ui(ui, view, screens, code, card, intents);
    steps::steps_ui(ui, view, screens, code, card, intents);
    rest_ui(ui, view, screens, code, card, intents);
}

/// A text of a card and how to write it back.
type CardText<'a> = (&'a str, &'a str, &'a str, fn(String) -> CardField);

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    code: &CardCode,
    card: &Card,
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    card_ui(ui, "", "", |ui| {
        ui.label(look::bold(format!("{code} {}", card.title)));
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览这张卡", None) {
                intents.push(Intent::Preview(Request::cards(vec![code.clone()])));
            }
            if quiet_ui(ui, "不再选用") {
                intents.push(Intent::Do(Action::Remove(RecordId::Card(code.clone()))));
            }
        });
        let about = RecordId::Card(code.clone());
        for finding in view.workspace.findings().iter().filter(|one| one.about == about) {
            banner_ui(ui, Tone::Care, &finding.breach.words);
        }
        if let Some(words) =
            text_field_ui(ui, fields, Text::line("卡名", &card.title).first_of(Fresh::Card))
        {
            intents.push(set(code, CardField::Title(words)));
        }
        let texts: [CardText<'_>; 3] = [
            ("适用场所", &card.places, "公寓、食堂、库房等", CardField::Places),
            ("风险提示", &card.risk, "一句话说清危险在哪里", CardField::Risk),
            ("触发条件", &card.signs, "看到、听到、闻到什么就启动", CardField::Signs),
        ];
        for (label, value, hint, field) in texts {
            if let Some(words) = text_field_ui(ui, fields, Text::lines(label, value).hint(hint)) {
                intents.push(set(code, field(words)));
            }
        }
    });
}

/// A list of a card and how to write it back.
type CardLines<'a> = (&'a str, &'a str, &'a [String], fn(Vec<String>) -> CardField);

fn rest_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    code: &CardCode,
    card: &Card,
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    card_ui(ui, "严禁、撤离、报警", "一行一条", |ui| {
        let lists: [CardLines<'_>; 3] = [
            ("严禁", "绝不能做的事，一行一条", &card.forbidden, CardField::Forbidden),
            ("撤离条件", "出现什么就立即撤，一行一条", &card.retreat, CardField::Retreat),
            ("报警联系", "电话表里的名称，一行一个", &card.calls, CardField::Calls),
        ];
        for (label, hint, value, field) in lists {
            if let Some(lines) = lines_field_ui(ui, fields, (label, hint), value) {
                intents.push(set(code, field(lines)));
            }
        }
        calls_ui(ui, view, card);
    });
    card_ui(ui, "集合、器材、依据、审核", "", |ui| {
        let texts: [CardText<'_>; 4] = [
            ("集合点", &card.muster, "在哪里点名", CardField::Muster),
            ("所需器材", &card.kit, "有什么、放在哪里", CardField::Kit),
            ("依据", &card.basis, "", CardField::Basis),
            ("审核", &card.reviewed, "审核单位、人和日期；没填的卡印“参考稿”", CardField::Reviewed),
        ];
        for (label, value, hint, field) in texts {
            if let Some(words) = text_field_ui(ui, fields, Text::lines(label, value).hint(hint)) {
                intents.push(set(code, field(words)));
            }
        }
    });
}

/// The number behind each name, as it will stand on the card.
fn calls_ui(ui: &mut egui::Ui, view: View<'_>, card: &Card) {
    for call in &card.calls {
        let phone = view.doc.phones.iter().find(|(_, phone)| phone.name.trim() == call.trim());
        let (words, colour) = match phone.map(|(_, phone)| phone.number.trim()) {
            Some("") => (format!("！{call}：电话表里没填号码"), look::DANGER),
            Some(number) => (format!("✓ {call} {number}"), look::WEAK),
            None => (format!("△ {call}：不在电话表里"), look::CARE),
        };
        labelled_ui(ui, "", |ui, _| ui.label(look::small(words).color(colour)));
    }
}
