//! One response card with all its fields.

use eframe::egui;

use super::steps;
use crate::action::{Action, PlanAction};
use crate::model::RecordId;
use crate::model::id::PostId;
use crate::model::plan::{Card, CardCode, CardField};
use crate::print::Request;
use crate::rules::outline::Review;
use crate::rules::stages::Held;
use crate::rules::telephones::number_by_name;
use crate::rules::{matrix, withdrawn};
use crate::ui::record::{Form, findings};
use crate::ui::widgets::{
    Fresh, Tone, badge_ui, banner_ui, button_ui, card_ui, labelled_ui, quiet_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

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

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    code: &CardCode,
    card: &Card,
    intents: &mut Vec<Intent>,
) {
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
        for finding in findings(view, RecordId::Card(code.clone())) {
            banner_ui(ui, Tone::Care, &finding.breach.words);
        }
        match Held::of(view.doc, code, card) {
            Some(held) if held.is_changed => banner_ui(ui, Tone::Care, &held.words()),
            Some(held) => {
                ui.label(look::small(held.words()));
            }
            None => {}
        }
        if !withdrawn::lines_of(&view.doc.profile(), code, card).is_empty() {
            renew_ui(ui, code, intents);
        }
        let mut form = Form::of(view, screens, (code, card), intents);
        form.first(ui, Fresh::Card, &card.title, CardField::Title);
        form.pick(ui, (Some(card.lead), &leads(view, code, card)), CardField::Lead);
        form.hint("公寓、食堂、库房等").lines(ui, &card.places, CardField::Places);
        form.hint("一句话说清危险在哪里").lines(ui, &card.risk, CardField::Risk);
        form.label("触发条件").hint("看到、听到、闻到什么就启动");
        form.lines(ui, &card.signs, CardField::Signs);
    });
}

/// The posts that may answer for the event; unsaid, the usual one does.
fn leads(view: View<'_>, code: &CardCode, card: &Card) -> Vec<(Option<PostId>, String)> {
    let unsaid = Card { lead: None, ..card.clone() };
    let usual = match matrix::lead(view.doc, code, &unsaid) {
        Some(post) => format!("按常规：{}", view.doc.post_name(Some(post))),
        None => "没有定".to_owned(),
    };
    let posts = view.doc.posts.iter().map(|(id, post)| (Some(*id), post.name.clone()));
    std::iter::once((None, usual)).chain(posts).collect()
}

/// What a later edition put right is taken over whole: a card is short and is reviewed as one.
fn renew_ui(ui: &mut egui::Ui, code: &CardCode, intents: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        if button_ui(ui, "换成新版", None) {
            intents.push(Intent::Do(Action::Plan(PlanAction::RenewCard(code.clone()))));
        }
        ui.label(look::small(
            "自己改过的文字也会换掉，集合点不变；可以撤销。换后请重新审核、重新打印",
        ));
    });
}

fn rest_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    code: &CardCode,
    card: &Card,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "严禁、撤离、报警", "一行一条", |ui| {
        let mut form = Form::of(view, screens, (code, card), intents);
        form.hint("绝不能做的事，一行一条").list(ui, &card.forbidden, CardField::Forbidden);
        form.hint("出现什么就立即撤，一行一条").list(ui, &card.retreat, CardField::Retreat);
        form.label("报警联系").hint("电话表里的名称，一行一个");
        form.list(ui, &card.calls, CardField::Calls);
        calls_ui(ui, view, card);
    });
    card_ui(ui, "集合、器材、依据、审核", "", |ui| {
        let mut form = Form::of(view, screens, (code, card), intents);
        form.hint("在哪里点名").lines(ui, &card.muster, CardField::Muster);
        form.hint("有什么、放在哪里").lines(ui, &card.kit, CardField::Kit);
        form.lines(ui, &card.basis, CardField::Basis);
        let hint = "审核单位、人和日期；没填的卡印“参考稿”";
        form.hint(hint).lines(ui, &card.reviewed, CardField::Reviewed);
        if let Review::Changed(words) = Review::of(card) {
            badge_ui(ui, Tone::Care, "审核后内容又改过，现在按“待审核”算");
            if button_ui(ui, "已经重新审核", None) {
                let again = CardField::Reviewed(words.to_owned());
                intents.push(Intent::Do(Action::Set((code.clone(), again).into())));
            }
        }
    });
}

/// The number behind each name, as it will stand on the card.
fn calls_ui(ui: &mut egui::Ui, view: View<'_>, card: &Card) {
    let mine = view.doc.profile();
    for call in &card.calls {
        let is_known = view.doc.phones.iter().any(|(_, phone)| phone.name.trim() == call.trim());
        let (words, colour) = match number_by_name(view.doc, &mine, call).as_str() {
            "" if is_known => (format!("！{call}：电话表里没填号码"), look::DANGER),
            "" => (format!("△ {call}：不在电话表里"), look::CARE),
            number => (format!("✓ {call} {number}"), look::WEAK),
        };
        labelled_ui(ui, "", |ui, _| ui.label(look::small(words).color(colour)));
    }
}
