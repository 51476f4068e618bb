//! One person's day of the rota, and all their shifts: what they have, what they can be given.

use chrono::NaiveDate;
use eframe::egui;

use super::people::{cells_on, editor, joined, left};
use super::{Front, day_words};
use crate::action::Action;
use crate::model::RecordId;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::rota::Origin;
use crate::print::Request;
use crate::rules::duty::reasons_words;
use crate::ui::widgets::{Choosable, button_ui, card_ui, choosable_ui, cross_ui, link_ui};
use crate::ui::{Screens, keyboard, look};
use crate::workspace::{Command, Intent, Tone};

pub(super) fn turn_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Some((person, day)) = front.view.workspace.picked().turn else {
        card_ui(ui, "", "", |ui| {
            ui.label(look::weak("点一格，或者用方向键选一格，直接打岗位名的拼音首字母就能排班"));
        });
        return;
    };
    let doc = front.view.doc;
    let cells = cells_on(doc, person, day);
    let title = format!("{}　{}", doc.person_name(person), day_words(front, day));
    card_ui(ui, &title, "", |ui| {
        for cell in &cells {
            ui.push_id(cell, |ui| mine_ui(ui, front, (*cell, person), intents));
        }
        if cells.is_empty() {
            ui.label(look::weak("这一天没有排班"));
        }
        // The writing cursor comes here from any cell, so the field is the same for all.
        let stands_for = egui::Id::unique((person, day));
        if let Some(lost) = screens.fields.stands_for(editor(), stands_for) {
            let words = format!("“{lost}”没有选定排到哪里，没有排上");
            intents.push(Intent::Tell(Tone::Refused, words));
        }
        let field = (doc, editor(), "排到");
        let offered = offered(front, person, day);
        if let Some(cell) = choosable_ui(ui, &mut screens.fields, field, "", offered) {
            // The keys that follow belong to the rota again.
            keyboard::take_done(ui.ctx(), editor());
            ui.memory_mut(|memory| memory.surrender_focus(editor()));
            let put = joined(doc, cell, person);
            intents.extend([Intent::Pause, Intent::Do(Action::Set(put))]);
        }
        if !cells.is_empty() && button_ui(ui, Command::Swap.word(), Some("F6")) {
            intents.push(Intent::Run(Command::Swap));
        }
        ui.label(look::small(
            "方向键换格，打字排班，Ctrl+D 同上一行，Ctrl+R 同前一天，Delete 清空",
        ));
        ui.label(look::small("Shift+方向键或拖动选一块，Ctrl+C、Ctrl+V 复制贴入"));
    });
    shifts_ui(ui, front, person, intents);
}

/// A shift of that day: what speaks against it, the way to it, and out of it.
fn mine_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    (cell, person): (DutyId, PersonId),
    intents: &mut Vec<Intent>,
) {
    let doc = front.view.doc;
    let post = doc.post_name(Some(cell.post));
    let words = format!("{post}　{} {}", cell.shift.word(), cell.shift.hours_words());
    ui.horizontal(|ui| {
        if cross_ui(ui, &format!("去掉{} {post}", cell.shift.word())) {
            intents.extend([Intent::Pause, Intent::Do(Action::Set(left(doc, cell, person)))]);
        }
        if link_ui(ui, words) {
            intents.push(Intent::Show(RecordId::Duty(cell)));
        }
    });
    let origin = doc.duties.get(&cell).and_then(|duty| duty.origin);
    ui.label(look::small(format!("来自{}", origin.map_or("手工", Origin::word))));
    let against = front.burden.against(doc, cell, person);
    if !against.is_empty() {
        super::cell::complaint_ui(ui, &reasons_words(doc, cell, &against));
    }
}

/// The shifts of a day, those first that somebody can have and that lack people.
fn offered(front: &Front<'_>, person: PersonId, day: NaiveDate) -> Vec<Choosable<DutyId>> {
    let doc = front.view.doc;
    let mut offered = Vec::new();
    for column in &front.columns {
        let cell = column.on(day);
        let present = doc.duties.get(&cell).map(|duty| duty.persons.clone()).unwrap_or_default();
        if present.contains(&person) {
            continue;
        }
        let against = front.burden.against_joining(doc, cell, (&present, person));
        let lacking = doc.seats(cell).saturating_sub(present.len());
        let remark = match (against.is_empty(), lacking) {
            (false, _) => format!("△ {}", reasons_words(doc, cell, &against)),
            (true, 0) => "人已够".to_owned(),
            (true, _) if present.is_empty() => "还没有人".to_owned(),
            (true, lacking) => format!("还差{lacking}人"),
        };
        let one = Choosable {
            value: cell,
            name: format!("{} {}", column.post.name, column.shift.word()),
            remark,
            care: !against.is_empty(),
        };
        offered.push(((!against.is_empty(), lacking == 0), one));
    }
    // Stable: posts stay in their order.
    offered.sort_by_key(|(rank, _)| *rank);
    offered.into_iter().map(|(_, one)| one).collect()
}

/// All shifts of somebody in the season.
fn shifts_ui(ui: &mut egui::Ui, front: &Front<'_>, person: PersonId, intents: &mut Vec<Intent>) {
    let doc = front.view.doc;
    let in_season = |cell: &DutyId| {
        let is_after = front.season.first.is_none_or(|first| first <= cell.day);
        is_after && front.season.last.is_none_or(|last| cell.day <= last)
    };
    let mut cells: Vec<DutyId> = front.burden.cells_of(person).filter(in_season).collect();
    cells.sort_by_key(|cell| (cell.shift.span(cell.day), *cell));
    let count = if cells.is_empty() { String::new() } else { format!("{}班", cells.len()) };
    let title = format!("{}的班", doc.person_name(person));
    card_ui(ui, &title, &count, |ui| {
        if cells.is_empty() {
            ui.label(look::weak("本季没有排班"));
        }
        ui.horizontal_wrapped(|ui| {
            if !cells.is_empty() && button_ui(ui, "打印个人值班条", None) {
                intents.push(Intent::Preview(Request::slips(&[person])));
            }
            if link_ui(ui, look::small("看人员资料")) {
                intents.push(Intent::Show(RecordId::Person(person)));
            }
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        for cell in &cells {
            let words = format!(
                "{}　{} {}",
                day_words(front, cell.day),
                cell.shift.word(),
                doc.post_name(Some(cell.post))
            );
            if ui.push_id(cell, |ui| link_ui(ui, look::small(words))).inner {
                intents.push(Intent::Show(RecordId::Duty(*cell)));
            }
        }
    });
}
