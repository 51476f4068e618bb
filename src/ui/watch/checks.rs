//! 查岗: spot checks of posts.

use chrono::{NaiveTime, Timelike as _};
use eframe::egui;

use super::{findings, remove, set, short_day};
use crate::action::{Action, NewRecord};
use crate::model::id::{PostId, SpotCheckId};
use crate::model::watch::{CheckWay, Outcome, SpotCheck, SpotCheckField};
use crate::model::{Kind, RecordId};
use crate::ui::widgets::{
    Half, Table, Text, Tone, abreast_ui, badge_ui, banner_ui, card_ui, choice_ui, count_field_ui,
    day_field_ui, empty_ui, person_field_ui, pick_ui, quiet_ui, table_ui, text_field_ui,
    time_field_ui, time_words,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

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

pub(in crate::ui) fn checks_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let mut checks: Vec<(SpotCheckId, &SpotCheck)> =
        view.doc.spot_checks.iter().map(|(id, one)| (*id, one)).collect();
    checks.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, one.at, *id)));
    if checks.is_empty() {
        let hint = "白天、夜里各抽查一次，除夕夜必查；人到、电话、视频都可以";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::PHONE, "还没有查岗记录", hint, "登记第一次查岗")
        });
        if clicked {
            intents.push(new_check(view));
        }
        return;
    }
    let chosen = picked.get::<SpotCheck>(view.doc);
    let back = split_ui(ui, 0.52, chosen.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, view, &checks, &picked, intents),
        Side::Detail => detail_ui(ui, |ui| match chosen {
            Some((id, one)) => {
                ui.push_id(id, |ui| one_ui(ui, view, screens, id, one, intents));
            }
            None => {
                card_ui(ui, "", "", |ui| {
                    ui.label(look::weak("在左边选一次查岗，这里填情况和处理意见"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::SpotCheck)));
    }
}

fn list_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    checks: &[(SpotCheckId, &SpotCheck)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    let manned = checks.iter().filter(|(_, one)| one.outcome.is_some_and(is_manned)).count();
    let odd = checks.iter().filter(|(_, one)| one.outcome.is_some_and(|one| !is_manned(one)));
    let remark = format!("抽查 {} 次　在岗 {manned} 次　其他 {} 次", checks.len(), odd.count());
    card_ui(ui, "查岗记录", &remark, |ui| {
        let table = Table {
            name: "spot checks",
            columns: &[
                ("日期", 100.0),
                ("时间", 52.0),
                ("岗位", 0.0),
                ("实到", 52.0),
                ("情况", 164.0),
            ],
            rows: checks.len(),
            selected: checks.iter().position(|(id, _)| Some(*id) == picked.id::<SpotCheck>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, one)) = checks.get(row) else { return };
            cells.words(short_day(one.day));
            cells.words(time_words(one.at));
            cells.words(view.doc.post_name(one.post));
            cells.words(format!("{}/{}", one.present, one.expected));
            cells.ui(|ui| outcome_ui(ui, one));
        });
        if let Some((id, _)) = clicked.and_then(|row| checks.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::SpotCheck(*id))));
        }
    });
}

fn outcome_ui(ui: &mut egui::Ui, check: &SpotCheck) {
    match check.outcome {
        None => badge_ui(ui, Tone::Neutral, "没填情况"),
        Some(_) if lacks_measure(check) => badge_ui(ui, Tone::Danger, "没写处理意见"),
        Some(outcome) if is_manned(outcome) => badge_ui(ui, Tone::Good, outcome.word()),
        Some(outcome) => badge_ui(ui, Tone::Care, outcome.word()),
    };
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: SpotCheckId,
    one: &SpotCheck,
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    card_ui(ui, &format!("{} {}", short_day(one.day), time_words(one.at)), "", |ui| {
        for finding in findings(view, RecordId::SpotCheck(id)) {
            banner_ui(ui, Tone::Danger, &finding.breach.words);
        }
        let posts: Vec<(PostId, String)> =
            view.doc.posts.iter().map(|(id, post)| (*id, post.name.clone())).collect();
        if posts.is_empty() {
            ui.label(look::weak("还没有岗位，请先到“队伍”的“岗位”里载入。"));
        }
        if let Some(post) = pick_ui(ui, "岗位", one.post, &posts) {
            intents.push(set((id, SpotCheckField::Post(Some(post)))));
        }
        let way = choice_ui(ui, "方式", one.way, CheckWay::ALL, CheckWay::word);
        intents.extend(way.map(|way| set((id, SpotCheckField::Way(Some(way))))));
        let checker = person_field_ui(ui, fields, view.doc, "抽查人", one.checker, intents);
        intents.extend(checker.map(|person| set((id, SpotCheckField::Checker(Some(person))))));
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                let expected = count_field_ui(ui, fields, ("应到", "人"), one.expected);
                intents.extend(expected.map(|count| set((id, SpotCheckField::Expected(count)))));
            }
            Half::Right => {
                let present = count_field_ui(ui, fields, ("实到", "人"), one.present);
                intents.extend(present.map(|count| set((id, SpotCheckField::Present(count)))));
            }
        });
        let outcome = choice_ui(ui, "情况", one.outcome, Outcome::ALL, Outcome::word);
        intents.extend(outcome.map(|outcome| set((id, SpotCheckField::Outcome(Some(outcome))))));
        let measure = Text::lines("处理意见", &one.measure).hint("怎样处理的、何时到岗、谁顶岗");
        if let Some(words) = text_field_ui(ui, fields, measure) {
            intents.push(set((id, SpotCheckField::Measure(words))));
        }
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                let day = day_field_ui(ui, fields, "日期", one.day, view.today);
                intents.extend(day.map(|day| set((id, SpotCheckField::Day(day)))));
            }
            Half::Right => {
                let at = time_field_ui(ui, fields, "抽查时间", one.at);
                intents.extend(at.map(|at| set((id, SpotCheckField::At(at)))));
            }
        });
        ui.add_space(look::GAP);
        if quiet_ui(ui, "删除查岗记录") {
            intents.push(remove(RecordId::SpotCheck(id)));
        }
    });
}
