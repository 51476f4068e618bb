//! 零报告: whom to tell today, what was told, and the words for the chat.

use eframe::egui::{self, Key, TextEdit};

use super::{findings, remove, set, short_day};
use crate::action::{Action, WatchAction};
use crate::model::id::ZeroReportId;
use crate::model::watch::{ZeroReport, ZeroReportField};
use crate::model::{Kind, RecordId};
use crate::print::Request;
use crate::rules::zero;
use crate::ui::widgets::{
    Half, Table, Text, Tone, abreast_ui, badge_ui, banner_ui, button_ui, card_ui, count_field_ui,
    day_field_ui, labelled_ui, person_field_ui, primary_ui, quiet_ui, table_ui, text_field_ui,
    time_field_ui, time_words,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

/// How many signs of a receiver's name fit a button.
const RECEIVER: usize = 14;
/// How it is told; typed as it is where it is told otherwise.
const WAYS: [&str; 4] = ["电话", "微信群", "报表", "系统填报"];

pub(in crate::ui) fn zero_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let chosen = picked.get::<ZeroReport>(view.doc);
    let back = split_ui(ui, 0.42, chosen.is_some(), |ui, side| match side {
        Side::List => {
            receivers_ui(ui, view, screens, intents);
            ui.add_space(look::GAP);
            list_ui(ui, view, &picked, intents);
        }
        Side::Detail => detail_ui(ui, |ui| match chosen {
            Some((id, report)) => {
                ui.push_id(id, |ui| report_ui(ui, view, screens, id, report, intents));
            }
            None => {
                card_ui(ui, "", "", |ui| {
                    ui.label(look::weak("点左边的接收单位登记一次零报告，这里填人数、复制文字"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::ZeroReport)));
    }
}

fn report_to(receiver: &str) -> Intent {
    let receiver = receiver.to_owned();
    Intent::Do(Action::Watch(WatchAction::ReportZero { receiver }))
}

/// Whoever was told before, a click each, and somebody new.
fn receivers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let receivers = zero::receivers(view.doc, view.today);
    let left = receivers.iter().filter(|receiver| receiver.told.is_none()).count();
    let remark = match (receivers.len(), left) {
        (0, _) => String::new(),
        (_, 0) => "✓ 都报过了".to_owned(),
        (_, left) => format!("还有 {left} 处没报"),
    };
    card_ui(ui, "今天报给", &remark, |ui| {
        for receiver in &receivers {
            ui.push_id(&receiver.name, |ui| {
                ui.horizontal_wrapped(|ui| {
                    let name: String = receiver.name.chars().take(RECEIVER).collect();
                    if button_ui(ui, &format!("报{name}"), None) {
                        intents.push(report_to(&receiver.name));
                    }
                    if let Some(at) = receiver.told {
                        badge_ui(ui, Tone::Good, &format!("{} 已报", time_words(Some(at))));
                    } else {
                        let late = receiver.usual < view.now.time();
                        let tone = if late { Tone::Care } else { Tone::Neutral };
                        let usual = time_words(Some(receiver.usual));
                        badge_ui(ui, tone, &format!("平时 {usual}"));
                    }
                });
            });
        }
        new_receiver_ui(ui, screens, intents);
    });
}

fn new_receiver_ui(ui: &mut egui::Ui, screens: &mut Screens, intents: &mut Vec<Intent>) {
    labelled_ui(ui, "接收单位", |ui, name| {
        ui.horizontal_wrapped(|ui| {
            let room = ui.available_width() - 84.0;
            let response = ui
                .add(
                    TextEdit::singleline(&mut screens.watch.receiver)
                        .id(ui.scope_id().with("receiver"))
                        .hint_text(look::weak("矿党委、县应急局等").color(look::FIELD_LINE))
                        .desired_width(room.clamp(96.0, 240.0))
                        .margin(egui::Margin::symmetric(8, 5)),
                )
                .labelled_by(name);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let typed = screens.watch.receiver.trim().to_owned();
            if (button_ui(ui, "登记", None) || entered) && !typed.is_empty() {
                screens.watch.receiver.clear();
                intents.push(report_to(&typed));
            }
        });
    });
}

fn list_ui(ui: &mut egui::Ui, view: View<'_>, picked: &Picked, intents: &mut Vec<Intent>) {
    let mut reports: Vec<(ZeroReportId, &ZeroReport)> =
        view.doc.zero_reports.iter().map(|(id, one)| (*id, one)).collect();
    reports.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, one.at, *id)));
    card_ui(ui, "报过的", "", |ui| {
        for finding in view.workspace.findings().iter().filter(|one| one.rule.code == "W1") {
            banner_ui(ui, Tone::Care, &finding.breach.words);
        }
        if reports.is_empty() {
            ui.label(look::weak("还没有零报告。写上接收单位，点“登记”。"));
            return;
        }
        let table = Table {
            name: "zero reports",
            columns: &[("日期", 100.0), ("时间", 52.0), ("接收单位", 0.0), ("实到", 64.0)],
            rows: reports.len(),
            selected: reports.iter().position(|(id, _)| Some(*id) == picked.id::<ZeroReport>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, report)) = reports.get(row) else { return };
            cells.words(short_day(report.day));
            cells.words(time_words(report.at));
            cells.words(&report.receiver);
            cells.words(format!("{}/{}", report.present, report.expected));
        });
        if let Some((id, _)) = clicked.and_then(|row| reports.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::ZeroReport(*id))));
        }
    });
}

fn report_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: ZeroReportId,
    report: &ZeroReport,
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    chat_ui(ui, view, screens, id, report, intents);
    card_ui(ui, "登记", "", |ui| {
        for finding in findings(view, RecordId::ZeroReport(id)) {
            if finding.rule.code != "W1" {
                banner_ui(ui, Tone::Care, &finding.breach.words);
            }
        }
        let fields = &mut screens.fields;
        let words = Text::lines("情况", &report.words).hint("没有突发事件就不写");
        if let Some(words) = text_field_ui(ui, fields, words) {
            intents.push(set((id, ZeroReportField::Words(words))));
        }
        let reporter = person_field_ui(ui, fields, view.doc, "报告人", report.reporter, intents);
        intents.extend(reporter.map(|one| set((id, ZeroReportField::Reporter(Some(one))))));
        way_ui(ui, id, report, intents);
        let way = Text::line("其他方式", &report.way);
        if let Some(way) = text_field_ui(ui, fields, way) {
            intents.push(set((id, ZeroReportField::Way(way))));
        }
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                let day = day_field_ui(ui, fields, "日期", report.day, view.today);
                intents.extend(day.map(|day| set((id, ZeroReportField::Day(day)))));
            }
            Half::Right => {
                let at = time_field_ui(ui, fields, "报告时间", report.at);
                intents.extend(at.map(|at| set((id, ZeroReportField::At(at)))));
            }
        });
        let receiver = Text::line("接收单位", &report.receiver);
        if let Some(words) = text_field_ui(ui, fields, receiver) {
            intents.push(set((id, ZeroReportField::Receiver(words))));
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(day) = report.day
                && button_ui(ui, "预览当天零报告表", None)
            {
                intents.push(Intent::Preview(Request::zero_reports(day)));
            }
            if quiet_ui(ui, "删除零报告") {
                intents.push(remove(RecordId::ZeroReport(id)));
            }
        });
    });
}

/// The words for the chat group, made of the record and the books.
fn chat_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: ZeroReportId,
    report: &ZeroReport,
    intents: &mut Vec<Intent>,
) {
    let text = zero::chat_text(view.doc, report);
    let at = report.day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
    let title = format!("报{} {at} {}", report.receiver, time_words(report.at));
    card_ui(ui, "", "", |ui| {
        ui.label(look::bold(title));
        counts_ui(ui, screens, id, report, intents);
        egui::Frame::new()
            .fill(look::NEUTRAL_TINT)
            .corner_radius(look::CORNER)
            .inner_margin(12)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(&text).wrap());
            });
        ui.label(look::small("数字取自当天到这个时间的记录"));
        ui.horizontal_wrapped(|ui| {
            if primary_ui(ui, "复制", None) {
                ui.ctx().copy_text(text.clone());
                screens.watch.copied = Some(id);
            }
            if screens.watch.copied == Some(id) {
                badge_ui(ui, Tone::Good, "已复制，到群里粘贴");
            }
        });
    });
}

fn counts_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    id: ZeroReportId,
    report: &ZeroReport,
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    abreast_ui(ui, |ui, half| match half {
        Half::Left => {
            let expected = count_field_ui(ui, fields, ("应到", "人"), report.expected);
            intents.extend(expected.map(|count| set((id, ZeroReportField::Expected(count)))));
        }
        Half::Right => {
            let present = count_field_ui(ui, fields, ("实到", "人"), report.present);
            intents.extend(present.map(|count| set((id, ZeroReportField::Present(count)))));
        }
    });
    ui.horizontal_wrapped(|ui| {
        if report.present == 0 && 0 < report.expected {
            badge_ui(ui, Tone::Care, "点过名再填实到");
            if button_ui(ui, &format!("{}人都在岗", report.expected), None) {
                intents.push(set((id, ZeroReportField::Present(report.expected))));
            }
        } else if report.present < report.expected {
            let missing = report.expected - report.present;
            badge_ui(ui, Tone::Care, &format!("差{missing}人，请在“情况”里说明"));
        }
    });
}

fn way_ui(ui: &mut egui::Ui, id: ZeroReportId, report: &ZeroReport, intents: &mut Vec<Intent>) {
    labelled_ui(ui, "报告方式", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            for way in WAYS {
                if crate::ui::widgets::tab_ui(ui, report.way == way, way) {
                    intents.push(set((id, ZeroReportField::Way(way.to_owned()))));
                }
            }
        });
    });
}
