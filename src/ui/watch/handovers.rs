//! 交接班: one shift hands over to the next.

use eframe::egui;

use super::{findings, remove, set, shift_field_ui, short_day};
use crate::action::{Action, WatchAction};
use crate::model::duty::DutyShift;
use crate::model::id::HandoverId;
use crate::model::watch::{Handover, HandoverField};
use crate::model::{Kind, RecordId};
use crate::print::Request;
use crate::rules::duty;
use crate::ui::widgets::{
    Half, Table, Text, Tone, abreast_ui, badge_ui, banner_ui, button_ui, card_ui, day_field_ui,
    empty_ui, person_field_ui, quiet_ui, table_ui, text_field_ui, time_field_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

/// The handover of the shift at hand: begun, or shown.
pub(super) fn this_shift(view: View<'_>) -> Intent {
    let (day, shift) = duty::shift_at(view.doc, view.now);
    let of_it = |one: &Handover| one.day == Some(day) && one.shift == Some(shift);
    match view.doc.handovers.iter().find(|(_, one)| of_it(one)) {
        Some((id, _)) => Intent::Pick(Pick::Record(RecordId::Handover(*id))),
        None => Intent::Do(Action::Watch(WatchAction::OpenHandover { day, shift })),
    }
}

pub(in crate::ui) fn handovers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let mut list: Vec<(HandoverId, &Handover)> =
        view.doc.handovers.iter().map(|(id, one)| (*id, one)).collect();
    list.sort_by_key(|(id, one)| {
        let begin = one.day.map(|day| one.shift.unwrap_or(DutyShift::Whole).span(day).0);
        std::cmp::Reverse((begin, *id))
    });
    if list.is_empty() {
        let hint = "两个人从值班表带入，未完事项从隐患和单据带入，双方打印签字";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::USERS, "还没有交接班记录", hint, "新建第一份记录")
        });
        if clicked {
            intents.push(this_shift(view));
        }
        return;
    }
    let chosen = picked.get::<Handover>(view.doc);
    let back = split_ui(ui, 0.4, chosen.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, view, &list, &picked, intents),
        Side::Detail => detail_ui(ui, |ui| match chosen {
            Some((id, one)) => {
                ui.push_id(id, |ui| one_ui(ui, view, screens, id, one, intents));
            }
            None => {
                card_ui(ui, "", "", |ui| {
                    ui.label(look::weak("在左边选一班，这里写交接内容"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Handover)));
    }
}

fn list_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    list: &[(HandoverId, &Handover)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "", "", |ui| {
        let table = Table {
            name: "handovers",
            columns: &[("日期", 100.0), ("班次", 60.0), ("交班人", 0.0), ("接班人", 108.0)],
            rows: list.len(),
            selected: list.iter().position(|(id, _)| Some(*id) == picked.id::<Handover>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, one)) = list.get(row) else { return };
            cells.words(short_day(one.day));
            cells.words(one.shift.map_or("", DutyShift::word));
            for person in [one.giver, one.taker] {
                match person {
                    Some(person) => cells.words(view.doc.person_name(person)),
                    None => cells.ui(|ui| {
                        badge_ui(ui, Tone::Care, "没填");
                    }),
                }
            }
        });
        if let Some((id, _)) = clicked.and_then(|row| list.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Handover(*id))));
        }
    });
}

/// A text of a handover and how to write it back.
type HandoverText<'a> = (&'a str, &'a str, &'a str, fn(String) -> HandoverField);

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: HandoverId,
    one: &Handover,
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    let fields = &mut screens.fields;
    card_ui(ui, "交接双方", "提前15分钟到岗", |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览交接班记录", None) {
                intents.push(Intent::Preview(Request::handover(id)));
            }
            if quiet_ui(ui, "删除记录") {
                intents.push(remove(RecordId::Handover(id)));
            }
        });
        for finding in findings(view, RecordId::Handover(id)) {
            banner_ui(ui, Tone::Danger, &finding.breach.words);
        }
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                let giver = person_field_ui(ui, fields, view.doc, "交班人", one.giver, intents);
                intents.extend(giver.map(|one| set((id, HandoverField::Giver(Some(one))))));
                let day = day_field_ui(ui, fields, "日期", one.day, view.today);
                intents.extend(day.map(|day| set((id, HandoverField::Day(day)))));
            }
            Half::Right => {
                let taker = person_field_ui(ui, fields, view.doc, "接班人", one.taker, intents);
                intents.extend(taker.map(|one| set((id, HandoverField::Taker(Some(one))))));
                let shift = shift_field_ui(ui, "交班班次", one.shift);
                intents.extend(shift.map(|shift| set((id, HandoverField::Shift(Some(shift))))));
            }
        });
        let at = time_field_ui(ui, fields, "交接时间", one.at);
        intents.extend(at.map(|at| set((id, HandoverField::At(at)))));
    });
    card_ui(ui, "交接内容", "", |ui| {
        let texts: [HandoverText<'_>; 6] = [
            ("运行情况", &one.state, "本班总的情况", HandoverField::State),
            ("设备消防", &one.devices, "设备、消防设施是不是正常", HandoverField::Devices),
            ("未完事项", &one.unfinished, "编号、责任人、期限", HandoverField::Unfinished),
            ("移交物品", &one.kit, "钥匙、对讲机、车辆、器材和数量", HandoverField::Kit),
            ("安全提醒", &one.reminders, "下一班要留心什么", HandoverField::Reminders),
            ("上级指令", &one.orders, "谁、什么时候、要求什么", HandoverField::Orders),
        ];
        for (label, value, hint, field) in texts {
            if let Some(words) = text_field_ui(ui, fields, Text::lines(label, value).hint(hint)) {
                intents.push(set((id, field(words))));
            }
        }
        ui.label(look::small(
            "情况不清、记录不全、设备异常没说明、器材不齐、接班人饮酒或不适，都先不交",
        ));
    });
}
