//! The steps of a response card: read as they stand, one open at a time to be changed.

use eframe::egui;

use super::plan;
use crate::action::{Action, PlanAction};
use crate::model::danger::Doer;
use crate::model::id::PostId;
use crate::model::plan::{Card, CardCode, CardField, CardStep};
use crate::rules::incidents::{self, Holder, is_unread_time};
use crate::ui::dangers::{danger_words, dangers_ui};
use crate::ui::widgets::{Text, button_ui, card_ui, opener_ui, pick_ui, quiet_ui, text_field_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

pub(super) fn steps_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    code: &CardCode,
    card: &Card,
    intents: &mut Vec<Intent>,
) {
    let open = open_step(screens.plan.step.as_ref(), code, card);
    card_ui(ui, "处置步骤", "点一步就能改", |ui| {
        for (place, (number, step)) in card.steps.iter().enumerate() {
            let holders = holders(view, step);
            ui.push_id(number, |ui| {
                ui.separator();
                if open == Some(*number) {
                    let step = (step, holders.as_str());
                    form_ui(ui, view, screens, (code, card), (place, *number), step, intents);
                } else if line_ui(ui, place, step, &holders) {
                    screens.plan.step = Some((code.clone(), *number));
                    screens.plan.wants_focus = true;
                }
            });
        }
        ui.separator();
        if button_ui(ui, "加一步", None) {
            let after = card.steps.keys().next_back().copied();
            insert(screens, code, after, intents);
        }
    });
}

/// The step somebody opened, or else one that was just put in.
fn open_step(asked: Option<&(CardCode, u16)>, code: &CardCode, card: &Card) -> Option<u16> {
    let first = || card.steps.iter().find(|(_, step)| is_blank(step)).map(|(number, _)| *number);
    let asked = asked.filter(|(of, number)| of == code && card.steps.contains_key(number));
    asked.map(|(_, number)| *number).or_else(first)
}

fn is_blank(step: &CardStep) -> bool {
    step.who.is_empty() && step.what.is_empty()
}

fn removed(code: &CardCode, number: u16) -> Intent {
    Intent::Do(Action::Set((code.clone(), CardField::Step(number, None)).into()))
}

fn insert(screens: &mut Screens, code: &CardCode, after: Option<u16>, intents: &mut Vec<Intent>) {
    screens.plan.step = None;
    screens.plan.wants_focus = true;
    intents.push(plan(PlanAction::InsertStep { card: code.clone(), after }));
}

/// A step as it reads on the card; returns whether it is to be opened.
fn line_ui(ui: &mut egui::Ui, place: usize, step: &CardStep, holders: &str) -> bool {
    let within = match step.within.as_str() {
        "" => String::new(),
        within => format!("（{within}）"),
    };
    let head = format!("{}　{}", place + 1, step.who);
    let clicked = opener_ui(ui, &head, &format!("{}{within}", step.what));
    holders_ui(ui, holders);
    holders_ui(ui, &near_words(step));
    clicked
}

/// Who may do it near what: 近处有烟火、带电设备，只由电工做
fn near_words(step: &CardStep) -> String {
    let by = match step.by {
        Some(Doer::Anyone) => String::new(),
        Some(Doer::Member) => "队员只在外面，不进、不动设备".to_owned(),
        Some(by) => format!("只由{}做", by.word()),
        None => "还没写由谁做".to_owned(),
    };
    match danger_words(&step.near).as_str() {
        "" => String::new(),
        near if by.is_empty() => format!("近处有{near}"),
        near => format!("近处有{near}，{by}"),
    }
}

/// Who holds the step's post now, as a running incident names them; empty for a step without a post.
fn holders(view: View<'_>, step: &CardStep) -> String {
    let Some((id, post)) = step.post.and_then(|id| Some((id, view.doc.posts.get(&id)?))) else {
        return String::new();
    };
    let words = |one: &Holder| {
        let reached = format!("{} {}", view.doc.person_name(one.person), one.phone);
        format!("{}（{}）", reached.trim_end(), one.holds.word())
    };
    let now: Vec<String> = incidents::holders(view.doc, id, view.now).iter().map(words).collect();
    if now.is_empty() {
        return format!("{}：现在没有人", post.name);
    }
    format!("{}：{}", post.name, now.join("、"))
}

fn holders_ui(ui: &mut egui::Ui, holders: &str) {
    if holders.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.add_space(look::MARGIN);
        ui.label(look::small(holders));
    });
}

fn form_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (code, card): (&CardCode, &Card),
    (place, number): (usize, u16),
    (step, holders): (&CardStep, &str),
    intents: &mut Vec<Intent>,
) {
    let set = |step: CardStep| {
        let field = CardField::Step(number, Some(step));
        Intent::Do(Action::Set((code.clone(), field).into()))
    };
    // One that was just put in stays open while it is filled in.
    screens.plan.step = Some((code.clone(), number));
    ui.label(look::bold(format!("第{}步", place + 1)));
    if std::mem::take(&mut screens.plan.wants_focus) {
        let id = ui.scope_id().with(("text", "谁做"));
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let fields = &mut screens.fields;
    let who = Text::line("谁做", &step.who).hint("发现人、当班组长、岗位电工等");
    if let Some(who) = text_field_ui(ui, fields, who) {
        intents.push(set(CardStep { who, ..step.clone() }));
    }
    let posts: Vec<(Option<PostId>, String)> = std::iter::once((None, "不对应岗位".to_owned()))
        .chain(view.doc.posts.iter().map(|(id, post)| (Some(*id), post.name.clone())))
        .collect();
    if let Some(post) = pick_ui(ui, "对应岗位", Some(step.post), &posts) {
        intents.push(set(CardStep { post, ..step.clone() }));
    }
    if let Some(what) = text_field_ui(ui, fields, Text::lines("做什么", &step.what)) {
        intents.push(set(CardStep { what, ..step.clone() }));
    }
    let doers: Vec<(Option<Doer>, String)> = std::iter::once((None, "还没写".to_owned()))
        .chain(Doer::ALL.iter().map(|by| (Some(*by), by.word().to_owned())))
        .collect();
    if let Some(by) = pick_ui(ui, "由谁做", Some(step.by), &doers) {
        intents.push(set(CardStep { by, ..step.clone() }));
    }
    if let Some(near) = dangers_ui(ui, &step.near) {
        intents.push(set(CardStep { near, ..step.clone() }));
    }
    let within = Text::line("时限", &step.within).hint("立即、3分钟内；没有就不写");
    if let Some(within) = text_field_ui(ui, fields, within) {
        intents.push(set(CardStep { within, ..step.clone() }));
    }
    if is_unread_time(&step.within) {
        ui.label(look::small("这样写照印在卡上，处置时不倒计时；写成“5分钟内”就会倒计时"));
    }
    holders_ui(ui, holders);
    let neighbour = |place: Option<usize>| card.steps.keys().nth(place?);
    ui.horizontal_wrapped(|ui| {
        for (words, other) in
            [("上移", neighbour(place.checked_sub(1))), ("下移", neighbour(place.checked_add(1)))]
        {
            if let Some(other) = other.copied()
                && button_ui(ui, words, None)
            {
                screens.plan.step = Some((code.clone(), other));
                let card = code.clone();
                intents.push(plan(PlanAction::SwapSteps { card, one: number, other }));
            }
        }
        if button_ui(ui, "在后面插一步", None) {
            insert(screens, code, Some(number), intents);
        }
        if quiet_ui(ui, "删除这一步") {
            screens.plan.step = None;
            intents.push(removed(code, number));
        }
        if quiet_ui(ui, "收起") {
            screens.plan.step = None;
            if is_blank(step) {
                intents.push(removed(code, number));
            }
        }
    });
}
