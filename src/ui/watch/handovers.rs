//! 交接班: one shift hands over to the next.

use eframe::egui;

use super::{ask, is_nobody_on_duty, shift_options, short_day};
use crate::action::{Action, WatchAction};
use crate::model::duty::DutyShift;
use crate::model::id::{HandoverId, PersonId};
use crate::model::watch::{Handover, HandoverField};
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::duty;
use crate::ui::record::{Column, Form, List, Shown, findings, none_yet_ui, records_ui, remove_ui};
use crate::ui::widgets::{Half, Tone, abreast_ui, banner_ui, button_ui, card_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::{Intent, Pick, ShiftPaper};

const COLUMNS: &[Column<Handover>] = &[
    Column::new("日期", 124.0, |_, _, one| Shown::words(short_day(one.day)).of_day(one.day)),
    Column::new("班次", 60.0, |_, _, one| Shown::words(one.shift.map_or("", DutyShift::word))),
    Column::new("交班人", 0.0, |view, _, one| signer(view.doc, one.giver)),
    Column::new("接班人", 108.0, |view, _, one| signer(view.doc, one.taker)),
    Column::extra("未完事项", 0.0, |_, _, one| Shown::words(&one.unfinished)),
];

fn signer(doc: &Document, person: Option<PersonId>) -> Shown {
    match person {
        Some(person) => Shown::words(doc.person_name(person)),
        None => Shown::badge(Tone::Care, "没填"),
    }
}

/// The handover of the shift at hand: begun, or shown.
pub(super) fn this_shift(view: View<'_>) -> Intent {
    let (day, shift) = duty::shift_at(view.doc, view.now);
    let of_it = |one: &Handover| one.day == Some(day) && one.shift == Some(shift);
    match view.doc.handovers.iter().find(|(_, one)| of_it(one)) {
        Some((id, _)) => Intent::Pick(Pick::Record(RecordId::Handover(*id))),
        None if is_nobody_on_duty(view) => ask(view, ShiftPaper::Handover),
        None => Intent::Do(Action::Watch(WatchAction::OpenHandover { day, shift })),
    }
}

/// The newest first.
fn rows(doc: &Document) -> Vec<HandoverId> {
    let mut rows: Vec<(HandoverId, &Handover)> =
        doc.handovers.iter().map(|(id, one)| (*id, one)).collect();
    rows.sort_by_key(|(id, one)| {
        let begin = one.day.map(|day| one.shift.unwrap_or(DutyShift::Whole).span(day).0);
        std::cmp::Reverse((begin, *id))
    });
    rows.into_iter().map(|(id, _)| id).collect()
}

pub(in crate::ui) fn handovers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.handovers.is_empty() {
        let hint = "两个人从值班表带入，未完事项从隐患和单据带入，双方打印签字";
        let words = (look::sign::USERS, "还没有交接班记录", hint, "新建第一份记录");
        return none_yet_ui(ui, words, intents, || this_shift(view));
    }
    let rows = || rows(view.doc);
    let list = List::new(COLUMNS, 0.4, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        one_ui(ui, view, screens, one, intents);
    });
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&HandoverId, &Handover),
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    card_ui(ui, "交接双方", "提前15分钟到岗", |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览交接班记录", None) {
                intents.push(Intent::Preview(Request::handover(*id)));
            }
            remove_ui(ui, "删除记录", RecordId::Handover(*id), intents);
        });
        for finding in findings(view, RecordId::Handover(*id)) {
            banner_ui(ui, Tone::Danger, &finding.breach.sentence());
        }
        let mut form = Form::of(view, screens, (id, one), intents);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                form.field(ui, &one.giver, HandoverField::Giver);
                form.field(ui, &one.day, HandoverField::Day);
            }
            Half::Right => {
                form.field(ui, &one.taker, HandoverField::Taker);
                let shift = |shift| HandoverField::Shift(Some(shift));
                form.pick(ui, (one.shift, &shift_options()), shift);
            }
        });
        form.field(ui, &one.at, HandoverField::At);
    });
    card_ui(ui, "交接内容", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.label("运行情况").hint("本班总的情况").lines(ui, &one.state, HandoverField::State);
        let devices = "设备、消防设施是不是正常";
        form.label("设备消防").hint(devices).lines(ui, &one.devices, HandoverField::Devices);
        let unfinished = "隐患以外没办完的；未销号的隐患打印时逐条列出";
        form.hint(unfinished).lines(ui, &one.unfinished, HandoverField::Unfinished);
        form.hint("钥匙、对讲机、车辆、器材和数量").lines(ui, &one.kit, HandoverField::Kit);
        form.hint("下一班要留心什么").lines(ui, &one.reminders, HandoverField::Reminders);
        form.hint("谁、什么时候、要求什么").lines(ui, &one.orders, HandoverField::Orders);
        ui.label(look::small(
            "情况不清、记录不全、设备异常没说明、器材不齐、接班人饮酒或不适，都先不交",
        ));
    });
}
