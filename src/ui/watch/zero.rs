//! 零报告: whom to tell today, what was told, and the words for the chat.

use eframe::egui::{self, Key, TextEdit};

use super::short_day;
use crate::action::{Action, WatchAction};
use crate::model::id::ZeroReportId;
use crate::model::watch::{ZeroReport, ZeroReportField};
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::zero::{self, Receiver};
use crate::ui::record::{Column, Form, List, Shown, findings, records_below_ui, remove_ui};
use crate::ui::widgets::{
    Half, Tone, abreast_ui, badge_ui, banner_ui, button_ui, card_ui, labelled_ui, primary_ui,
    tab_ui, time_words,
};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

const COLUMNS: &[Column<ZeroReport>] = &[
    Column::new("日期", 124.0, |_, _, one| Shown::words(short_day(one.day)).of_day(one.day)),
    Column::new("时间", 52.0, |_, _, one| Shown::words(time_words(one.at))),
    Column::new("接收单位", 0.0, |_, _, one| Shown::words(&one.receiver)),
    Column::new("实到", 64.0, |_, _, one| {
        Shown::words(format!("{}/{}", one.present, one.expected))
    }),
    Column::extra("报告人", 84.0, |view, _, one| {
        Shown::words(one.reporter.map_or("", |id| view.doc.person_name(id)))
    }),
    Column::extra("报告方式", 84.0, |_, _, one| Shown::words(&one.way)),
    Column::extra("情况", 0.0, |_, _, one| Shown::words(&one.words)),
];

/// How many signs of a receiver's name fit a button.
const RECEIVER: usize = 14;
/// The frames of a button and of what is said beside it are as wide as so many signs.
const FRAMES: usize = 4;
/// How it is told; typed as it is where it is told otherwise.
const WAYS: [&str; 4] = ["电话", "微信群", "报表", "系统填报"];

pub(in crate::ui) fn zero_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let none = "还没有零报告。写上接收单位，点“登记”。";
    let rows = || rows(view.doc);
    let list = List { title: ("报过的", ""), none, ..List::new(COLUMNS, 0.42, &rows) };
    let above = |ui: &mut egui::Ui, screens: &mut Screens, intents: &mut Vec<Intent>| {
        receivers_ui(ui, view, screens, intents);
        ui.add_space(look::GAP);
        for finding in view.workspace.findings().iter().filter(|one| one.rule.code == "W1") {
            banner_ui(ui, Tone::Care, &finding.breach.sentence());
        }
    };
    let state = (view, screens);
    records_below_ui(ui, state, &list, intents, above, |ui, screens, (id, one), intents| {
        report_ui(ui, view, screens, *id, one, intents);
    });
}

/// The newest first.
fn rows(doc: &Document) -> Vec<ZeroReportId> {
    let mut rows: Vec<(ZeroReportId, &ZeroReport)> =
        doc.zero_reports.iter().map(|(id, one)| (*id, one)).collect();
    rows.sort_by_key(|(id, one)| std::cmp::Reverse((one.day, one.at, *id)));
    rows.into_iter().map(|(id, _)| id).collect()
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
    let left = receivers.iter().filter(|receiver| !receiver.is_done()).count();
    let remark = match (receivers.len(), left) {
        (0, _) => String::new(),
        (_, 0) => "✓ 都报过了".to_owned(),
        (_, left) => format!("还有 {left} 处没报"),
    };
    card_ui(ui, "今天报给", &remark, |ui| {
        ui.horizontal_wrapped(|ui| {
            for receiver in &receivers {
                receiver_ui(ui, view, receiver, intents);
            }
        });
        // Beside an open report the list needs the room.
        if !super::has_paper(view) {
            new_receiver_ui(ui, screens, intents);
        }
    });
}

/// A button and what is said of it, on one line: what is said never stands under the next.
fn receiver_ui(ui: &mut egui::Ui, view: View<'_>, to: &Receiver, intents: &mut Vec<Intent>) {
    let name: String = to.name.chars().take(RECEIVER).collect();
    let (tone, words) = match to.told {
        Some((at, true)) => (Tone::Good, format!("{} 已报", time_words(Some(at)))),
        Some((at, false)) => (Tone::Care, format!("{} 登记了，人数没填", time_words(Some(at)))),
        None => {
            let late = to.usual < view.now.time();
            let tone = if late { Tone::Care } else { Tone::Neutral };
            (tone, format!("平时 {}", time_words(Some(to.usual))))
        }
    };
    let signs = name.chars().count() + words.chars().count() + FRAMES;
    let room = ui.text_style_height(&egui::TextStyle::Body)
        * f32::from(u16::try_from(signs).unwrap_or(u16::MAX));
    if ui.available_size_before_wrap().x < room {
        ui.end_row();
    }
    if button_ui(ui, &format!("报{name}"), None) {
        intents.push(report_to(&to.name));
    }
    badge_ui(ui, tone, &words);
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
                banner_ui(ui, Tone::Care, &finding.breach.sentence());
            }
        }
        let mut form = Form::of(view, screens, (&id, report), intents);
        form.hint("没有突发事件就不写").lines(ui, &report.words, ZeroReportField::Words);
        form.field(ui, &report.reporter, ZeroReportField::Reporter);
        way_ui(ui, report, |way| form.put(ZeroReportField::Way(way)));
        form.label("其他方式").line(ui, &report.way, ZeroReportField::Way);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &report.day, ZeroReportField::Day),
            Half::Right => form.field(ui, &report.at, ZeroReportField::At),
        });
        form.line(ui, &report.receiver, ZeroReportField::Receiver);
        ui.horizontal_wrapped(|ui| {
            if let Some(day) = report.day
                && button_ui(ui, "预览当天零报告表", None)
            {
                intents.push(Intent::Preview(Request::zero_reports(day)));
            }
            remove_ui(ui, "删除零报告", RecordId::ZeroReport(id), intents);
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
        counts_ui(ui, view, screens, id, report, intents);
        egui::Frame::new()
            .fill(look::NEUTRAL_TINT)
            .corner_radius(look::CORNER)
            .inner_margin(12)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(&text).wrap());
            });
        if !view.workspace.damages().is_empty() {
            ui.label(look::weak("文件损坏，数字可能不全，修复后再复制"));
            return;
        }
        ui.label(look::small("数字取自当天到这个时间的记录"));
        ui.horizontal_wrapped(|ui| {
            if primary_ui(ui, "复制", None) {
                ui.ctx().copy_text(text.clone());
                screens.watch.copied = Some(id);
            }
            if button_ui(ui, "存为文本…", None) {
                let name = format!("零报告 {at} {}", report.receiver.trim());
                intents.push(Intent::KeepChat(name, text.clone()));
            }
            if screens.watch.copied == Some(id) {
                badge_ui(ui, Tone::Good, "已复制，到群里粘贴");
            }
        });
    });
}

fn counts_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: ZeroReportId,
    report: &ZeroReport,
    intents: &mut Vec<Intent>,
) {
    let mut form = Form::of(view, screens, (&id, report), intents);
    abreast_ui(ui, |ui, half| match half {
        Half::Left => form.count(ui, report.expected, ZeroReportField::Expected),
        Half::Right => form.count(ui, report.present, ZeroReportField::Present),
    });
    ui.horizontal_wrapped(|ui| {
        if report.present == 0 && 0 < report.expected {
            badge_ui(ui, Tone::Care, "点过名再填实到");
            if button_ui(ui, &format!("{}人都在岗", report.expected), None) {
                form.put(ZeroReportField::Present(report.expected));
            }
        } else if report.present < report.expected {
            let missing = report.expected - report.present;
            badge_ui(ui, Tone::Care, &format!("差{missing}人，请在“情况”里说明"));
        }
    });
}

fn way_ui(ui: &mut egui::Ui, report: &ZeroReport, mut set: impl FnMut(String)) {
    labelled_ui(ui, "报告方式", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            for way in WAYS {
                if tab_ui(ui, report.way == way, way) {
                    set(way.to_owned());
                }
            }
        });
    });
}
