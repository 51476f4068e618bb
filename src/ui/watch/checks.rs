//! 查岗: spot checks of posts.

use chrono::{NaiveTime, Timelike as _};
use eframe::egui;

use super::short_day;
use crate::action::{Action, NewRecord};
use crate::model::id::SpotCheckId;
use crate::model::watch::{Outcome, SpotCheck, SpotCheckField, SpotCheckKey};
use crate::model::{Document, RecordId};
use crate::ui::record::{Column, Form, List, Shown, findings, none_yet_ui, records_ui, remove_ui};
use crate::ui::widgets::{Half, Tone, abreast_ui, banner_ui, card_ui, time_words};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

const COLUMNS: &[Column<SpotCheck>] = &[
    Column::new("日期", 124.0, |_, _, one: &SpotCheck| {
        Shown::words(short_day(one.day)).of_day(one.day)
    })
    .writes(|| SpotCheckKey::Day, |form, ui, one| form.field(ui, &one.day, SpotCheckField::Day)),
    Column::new("时间", 52.0, |_, _, one: &SpotCheck| Shown::words(time_words(one.at)))
        .writes(|| SpotCheckKey::At, |form, ui, one| form.field(ui, &one.at, SpotCheckField::At)),
    Column::new("岗位", 0.0, |view, _, one: &SpotCheck| {
        Shown::words(view.doc.post_name(one.post))
    })
    .writes(|| SpotCheckKey::Post, |form, ui, one| form.field(ui, &one.post, SpotCheckField::Post)),
    Column::extra("抽查人", 84.0, |view, _, one: &SpotCheck| {
        Shown::words(one.checker.map_or("", |id| view.doc.person_name(id)))
    })
    .writes(
        || SpotCheckKey::Checker,
        |form, ui, one| form.field(ui, &one.checker, SpotCheckField::Checker),
    ),
    Column::new("实到", 52.0, |_, _, one| {
        Shown::words(format!("{}/{}", one.present, one.expected))
    }),
    Column::new("情况", 164.0, |_, _, one| outcome(one)),
    Column::extra("处理意见", 0.0, |_, _, one: &SpotCheck| Shown::words(&one.measure)).writes(
        || SpotCheckKey::Measure,
        |form, ui, one| form.line(ui, &one.measure, SpotCheckField::Measure),
    ),
];

fn outcome(check: &SpotCheck) -> Shown {
    match check.outcome {
        None => Shown::badge(Tone::Neutral, "没填情况"),
        Some(_) if lacks_measure(check) => Shown::badge(Tone::Danger, "没写处理意见"),
        Some(outcome) if is_manned(outcome) => Shown::badge(Tone::Good, outcome.word()),
        Some(outcome) => Shown::badge(Tone::Care, outcome.word()),
    }
}

/// A check of now, to be filled in.
pub(super) fn new_check(view: View<'_>) -> Intent {
    let now = view.now.time();
    let at = NaiveTime::from_hms_opt(now.hour(), now.minute(), 0);
    let check = SpotCheck { day: Some(view.today), at, ..SpotCheck::default() };
    Intent::Do(Action::Add(NewRecord::SpotCheck(check)))
}

/// Whether the post was manned.
fn is_manned(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Present | Outcome::StoodIn)
}

/// Whether what was found asks for words on what was done about it.
fn lacks_measure(check: &SpotCheck) -> bool {
    check.outcome.is_some_and(|outcome| !is_manned(outcome)) && check.measure.trim().is_empty()
}

/// The newest first.
fn rows(doc: &Document) -> Vec<SpotCheckId> {
    let mut rows: Vec<(SpotCheckId, &SpotCheck)> =
        doc.spot_checks.iter().map(|(id, one)| (*id, one)).collect();
    rows.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, one.at, *id)));
    rows.into_iter().map(|(id, _)| id).collect()
}

pub(in crate::ui) fn checks_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.spot_checks.is_empty() {
        let hint = "白天、夜里各抽查一次，除夕夜必查；人到、电话、视频都可以";
        let words = (look::sign::PHONE, "还没有查岗记录", hint, "登记第一次查岗");
        return none_yet_ui(ui, words, intents, || new_check(view));
    }
    let outcomes = || view.doc.spot_checks.iter().filter_map(|(_, one)| one.outcome);
    let manned = outcomes().filter(|one| is_manned(*one)).count();
    let (all, odd) = (view.doc.spot_checks.len(), outcomes().count() - manned);
    let remark = format!("抽查 {all} 次　在岗 {manned} 次　其他 {odd} 次");
    let rows = || rows(view.doc);
    let list = List { title: ("查岗记录", &remark), ..List::new(COLUMNS, 0.52, &rows) };
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        one_ui(ui, view, screens, one, intents);
    });
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&SpotCheckId, &SpotCheck),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, &format!("{} {}", short_day(one.day), time_words(one.at)), "", |ui| {
        for finding in findings(view, RecordId::SpotCheck(*id)) {
            banner_ui(ui, Tone::Danger, &finding.breach.sentence());
        }
        if view.doc.posts.is_empty() {
            ui.label(look::weak("还没有岗位，请先到“队伍”的“岗位”里载入。"));
        }
        let mut form = Form::of(view, screens, (id, one), intents);
        form.field(ui, &one.post, SpotCheckField::Post);
        form.field(ui, &one.way, SpotCheckField::Way);
        form.field(ui, &one.checker, SpotCheckField::Checker);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.count(ui, one.expected, SpotCheckField::Expected),
            Half::Right => form.count(ui, one.present, SpotCheckField::Present),
        });
        form.field(ui, &one.outcome, SpotCheckField::Outcome);
        let hint = "怎样处理的、何时到岗、谁顶岗";
        form.hint(hint).lines(ui, &one.measure, SpotCheckField::Measure);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &one.day, SpotCheckField::Day),
            Half::Right => form.field(ui, &one.at, SpotCheckField::At),
        });
        ui.add_space(look::GAP);
        remove_ui(ui, "删除查岗记录", RecordId::SpotCheck(*id), intents);
    });
}
