//! 换班单: the changes of the rota one by one, what came of each, and the way back.

use eframe::egui;

use crate::action::{Action, SwapAction, can_go_back};
use crate::model::id::SwapId;
use crate::model::swap::{Swap, SwapField, SwapKind};
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::duty::{handed_words, pairs_words};
use crate::ui::papers::posted_ui;
use crate::ui::record::{Column, DAY, Form, List, Shown, none_yet_ui, records_ui};
use crate::ui::widgets::{
    Half, Tone, abreast_ui, badge_ui, banner_ui, button_ui, card_ui, link_ui, primary_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::{Command, Intent};

const COLUMNS: &[Column<Swap>] = &[
    Column::new("日期", DAY, |_, _, one: &Swap| Shown::day(one.day())),
    Column::new("方式", 84.0, |_, _, one: &Swap| {
        Shown::words(one.kind.map_or("", SwapKind::word))
    }),
    Column::new("换班", 0.0, |view, _, one: &Swap| Shown::words(told(view.doc, one))),
    Column::extra("原因", 96.0, |_, _, one: &Swap| Shown::words(&one.reason)),
    Column::extra("同意人", 76.0, |view, _, one: &Swap| {
        Shown::words(one.approved_by.map_or("", |id| view.doc.person_name(id)))
    }),
    Column::new("情况", 112.0, |view, _, one| state(view, one)),
];

/// Who came for whom in the first shift that changes hands, and how many more there are.
fn told(doc: &Document, one: &Swap) -> String {
    let name = |person: Option<_>| person.map_or("", |id| doc.person_name(id));
    let first = one.shifts.iter().next().map(|(cell, handed)| {
        let (post, shift) = (doc.post_name(Some(cell.post)), cell.shift.word());
        format!("{} {post} {shift}", pairs_words(doc, handed))
    });
    match (first, one.shifts.len()) {
        (None, _) => format!("{}→{}", name(one.absent), name(one.stand_in)),
        (Some(first), 1) => first,
        (Some(first), count) => format!("{first}等{count}班"),
    }
}

/// How it stands by now.
fn state(view: View<'_>, one: &Swap) -> Shown {
    let changed = one.shifts.iter().any(|(cell, handed)| {
        let persons = view.doc.duties.get(cell).map(|duty| duty.persons.as_slice());
        persons != Some(handed.after.as_slice())
    });
    match one.back {
        Some(back) => Shown::words(format!("{}换回", back.format("%-m月%-d日"))).weak(),
        None if one.is_standing_in(view.today) => Shown::badge(Tone::Care, "代班中"),
        None if changed => Shown::badge(Tone::Care, "后来又改过"),
        None => Shown::badge(Tone::Good, "已换"),
    }
}

/// The newest first.
fn rows(doc: &Document) -> Vec<SwapId> {
    let mut rows: Vec<(SwapId, &Swap)> = doc.swaps.iter().map(|(id, one)| (*id, one)).collect();
    rows.sort_by_key(|(id, one)| std::cmp::Reverse((one.at, *id)));
    rows.into_iter().map(|(id, _)| id).collect()
}

pub(in crate::ui) fn swap_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if view.doc.swaps.is_empty() {
        return;
    }
    if primary_ui(ui, Command::Swap.word(), Some("F6")) {
        intents.push(Intent::Run(Command::Swap));
    }
}

pub(in crate::ui) fn swaps_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.swaps.is_empty() {
        let hint = "谁临时来不了、谁来顶，换一次留一张换班单，打印出来签字";
        let words = (look::sign::CALENDAR_CHECK, "还没有换过班", hint, "换班…");
        return none_yet_ui(ui, words, intents, || Intent::Run(Command::Swap));
    }
    let rows = || rows(view.doc);
    let list = List::new(COLUMNS, 0.5, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        one_ui(ui, view, one, intents);
        ui.add_space(look::GAP);
        posted_ui(ui, view, screens, intents);
        ui.add_space(look::GAP);
        told_ui(ui, view, screens, one, intents);
    });
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    (id, one): (&SwapId, &Swap),
    intents: &mut Vec<Intent>,
) {
    let doc = view.doc;
    let name = doc.name_of(&RecordId::Swap(*id));
    card_ui(ui, &format!("换班单 {name}"), one.kind.map_or("", SwapKind::word), |ui| {
        shifts_ui(ui, view, one, intents);
        for words in &one.warned {
            banner_ui(ui, Tone::Care, &format!("办理时已知：{words}"));
        }
        away_ui(ui, view, one);
        ui.horizontal_wrapped(|ui| {
            if primary_ui(ui, "打印换班单", None) {
                intents.push(Intent::Print(Request::swap(*id)));
            }
            if button_ui(ui, "预览", None) {
                intents.push(Intent::Preview(Request::swap(*id)));
            }
            let beside = of_same_day(view.doc, one);
            let words = format!("这一天的{}张一起打印，两张一页", beside.len());
            if 1 < beside.len() && button_ui(ui, &words, None) {
                intents.push(Intent::Preview(Request::swaps(&beside)));
            }
            let from = one.day().map_or(view.today, |day| day.max(view.today));
            if can_go_back(doc, one, (from, view.now)) {
                let word =
                    if one.is_standing_in(view.today) { "今天起换回" } else { "换回" };
                if button_ui(ui, word, None) {
                    let back = SwapAction::GiveBack { swap: *id, from };
                    intents.push(Intent::Do(Action::Swap(back)));
                }
            }
        });
    });
}

/// The changes that begin on the same day, as they were arranged.
fn of_same_day(doc: &Document, one: &Swap) -> Vec<SwapId> {
    let same = doc.swaps.iter().filter(|(_, other)| other.day() == one.day());
    let mut same: Vec<(SwapId, &Swap)> = same.map(|(id, other)| (*id, other)).collect();
    same.sort_by_key(|(id, other)| (other.at, *id));
    same.into_iter().map(|(id, _)| id).collect()
}

/// Who asked and agreed, why, and what was handed over.
fn told_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&SwapId, &Swap),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "经办", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &one.asked_by, SwapField::AskedBy),
            Half::Right => form.field(ui, &one.approved_by, SwapField::ApprovedBy),
        });
        form.line(ui, &one.reason, SwapField::Reason);
        form.hint("钥匙、未完的事、要留意的地方").lines(ui, &one.note, SwapField::Note);
    });
}

/// Each shift that changes hands; a click leads to it.
fn shifts_ui(ui: &mut egui::Ui, view: View<'_>, one: &Swap, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for (cell, handed) in &one.shifts {
        let words = handed_words(view.doc, *cell, handed);
        if ui.push_id(cell, |ui| link_ui(ui, words)).inner {
            intents.push(Intent::Show(RecordId::Duty(*cell)));
        }
    }
    ui.spacing_mut().item_spacing.y = look::GAP;
    if let Some(at) = one.at {
        ui.label(look::small(format!("{}办理", at.format("%-m月%-d日 %H:%M"))));
    }
}

/// The days away, and what is looked after meanwhile.
fn away_ui(ui: &mut egui::Ui, view: View<'_>, one: &Swap) {
    let (Some(from), Some(to)) = (one.from, one.to) else { return };
    let name = |person: Option<_>| person.map_or("", |id| view.doc.person_name(id));
    let (from, to) = (from.format("%-m月%-d日"), to.format("%-m月%-d日"));
    let deputy = match one.stand_in {
        Some(_) => format!("，由{}代行职责", name(one.stand_in)),
        None => String::new(),
    };
    ui.label(format!("{}{from}至{to}离岗{deputy}", name(one.absent)));
    if !one.zones.is_empty() {
        let zones: Vec<&str> =
            one.zones.iter().map(|zone| view.doc.zone_name(Some(*zone))).collect();
        ui.label(look::small(format!("代管责任区：{}", zones.join("、"))));
    }
    if let Some(back) = one.back {
        badge_ui(ui, Tone::Neutral, &format!("{}起已换回", back.format("%-m月%-d日")));
    }
}
