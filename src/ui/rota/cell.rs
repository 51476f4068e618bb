//! One cell of the rota: who is on duty, what speaks against it, and what can be done.

use chrono::Days;
use eframe::egui;

use super::{Front, day_words, editor};
use crate::action::Action;
use crate::action::paste::{Order, What};
use crate::model::duty::{Duty, DutyField, DutyId};
use crate::model::id::PersonId;
use crate::model::people::Post;
use crate::model::rota::Origin;
use crate::ui::look;
use crate::ui::widgets::{
    Candidate, Text, Tone, badge_ui, button_ui, card_ui, people_among_ui, pick_ui, text_field_ui,
};
use crate::ui::{Screens, View};
use crate::workspace::{self, Command, Dialog, Intent, TurnsDraft};

/// So many more than the post takes are offered for one shift.
const MORE: u16 = 2;

/// Writes who is on duty in a cell, as a step of its own.
fn set_persons(cell: DutyId, persons: Vec<PersonId>) -> [Intent; 2] {
    [Intent::Pause, Intent::Do(Action::Set((cell, DutyField::Persons(persons)).into()))]
}

/// The cell of the day before.
fn above(cell: DutyId) -> Option<DutyId> {
    Some(DutyId { day: cell.day.pred_opt()?, ..cell })
}

/// Copies the cell of the day before, if there is anybody in it.
pub(super) fn like_above(view: View<'_>, cell: DutyId) -> Option<[Intent; 2]> {
    let duty = view.doc.duties.get(&above(cell)?)?;
    (!duty.persons.is_empty()).then(|| set_persons(cell, duty.persons.clone()))
}

/// Empties a cell that is not empty yet.
pub(super) fn emptied(view: View<'_>, cell: DutyId) -> Option<[Intent; 2]> {
    let duty = view.doc.duties.get(&cell)?;
    (!duty.persons.is_empty()).then(|| set_persons(cell, Vec::new()))
}

pub(super) fn cell_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let doc = front.view.doc;
    let picked = front.view.workspace.picked().id::<Duty>();
    let cell = picked.and_then(|cell| doc.posts.get(&cell.post).map(|post| (cell, post)));
    let Some((cell, post)) = cell else {
        card_ui(ui, "", "", |ui| {
            ui.label(look::weak("点一格，或者用方向键选一格，直接打姓名的拼音首字母就能排人"));
        });
        return;
    };
    let duty = doc.duties.get(&cell).cloned().unwrap_or_default();
    card_ui(ui, &day_words(front, cell.day), "", |ui| {
        head_ui(ui, front, (cell, post), &duty);
        for words in front.burden.complaints(doc, cell) {
            complaint_ui(ui, &words);
        }
        // The writing cursor comes here from any cell, so the field is the same for all.
        let candidates = candidates(front, cell, &duty.persons);
        let field = (doc, editor(), "当班人");
        if let Some(lost) = screens.fields.stands_for(editor(), egui::Id::unique(cell)) {
            let words = format!("“{lost}”没有选定是谁，没有排上");
            intents.push(Intent::Tell(workspace::Tone::Refused, words));
        }
        let people =
            people_among_ui(ui, &mut screens.fields, field, &duty.persons, candidates, intents);
        if people.is_some() {
            // The keys that follow belong to the rota again.
            ui.memory_mut(|memory| memory.surrender_focus(editor()));
        }
        intents.extend(people.into_iter().flat_map(|people| set_persons(cell, people)));
        ui.push_id(cell, |ui| {
            let note = Text::line("备注", &duty.note).hint("替班、调换等");
            if let Some(words) = text_field_ui(ui, &mut screens.fields, note) {
                intents.push(Intent::Do(Action::Set((cell, DutyField::Note(words)).into())));
            }
        });
        if !post.official {
            seats_ui(ui, front.view, (cell, post), intents);
        }
        buttons_ui(ui, front.view, (cell, post), intents);
        super::why::why_ui(ui, front, screens, (cell, &duty));
    });
}

fn head_ui(ui: &mut egui::Ui, front: &Front<'_>, (cell, post): (DutyId, &Post), duty: &Duty) {
    let (doc, count) = (front.view.doc, duty.persons.len());
    let words = format!("{}　{} {}", post.name, cell.shift.word(), cell.shift.hours_words());
    ui.add(egui::Label::new(&words).truncate());
    let seats = doc.seats(cell);
    let mut facts = vec![format!("每班{}人", post.people())];
    if seats != post.people() {
        facts.push(match seats {
            0 => "本班不单设".to_owned(),
            seats => format!("本班{seats}人"),
        });
    }
    facts.extend(post.needs.iter().map(|skill| format!("须有{}证", skill.word())));
    for (part, holder) in [("A角", post.primary), ("B角", post.backup)] {
        facts.extend(holder.map(|id| format!("{part}{}", doc.person_name(id))));
    }
    if 0 < count {
        facts.push(format!("来自{}", duty.origin.map_or("手工", Origin::word)));
    }
    ui.label(look::small(facts.join("　")));
    if post.official {
        badge_ui(ui, Tone::Neutral, "以矿办正式表为准");
    }
    if 0 < count && count < seats {
        badge_ui(ui, Tone::Care, &format!("还差{}人", seats - count));
    }
}

/// How many people this one shift takes, where that is not what its post takes.
fn seats_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    (cell, post): (DutyId, &Post),
    intents: &mut Vec<Intent>,
) {
    let said = view.doc.duties.get(&cell).and_then(|duty| duty.seats);
    let most = u16::try_from(post.people()).unwrap_or(u16::MAX).saturating_add(MORE);
    let numbers =
        (1..=most.max(said.unwrap_or_default())).map(|count| (Some(count), format!("{count}人")));
    let options: Vec<(Option<u16>, String)> =
        std::iter::once((None, format!("按岗位，{}人", post.people())))
            .chain(std::iter::once((Some(0), "不单设，由别的岗位兼".to_owned())))
            .chain(numbers)
            .collect();
    let chosen = ui.push_id(cell, |ui| pick_ui(ui, "本班人数", Some(said), &options)).inner;
    intents
        .extend(chosen.map(|said| Intent::Do(Action::Set((cell, DutyField::Seats(said)).into()))));
}

/// What is wrong with the cell, in full.
pub(super) fn complaint_ui(ui: &mut egui::Ui, words: &str) {
    egui::Frame::new()
        .fill(look::CARE_TINT)
        .corner_radius(look::CORNER)
        .inner_margin(egui::Margin::symmetric(10, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(look::small(format!("△ {words}")).color(look::CARE));
        });
}

/// Everybody, those who fit first, with what speaks for or against them.
fn candidates(front: &Front<'_>, cell: DutyId, persons: &[PersonId]) -> Vec<Candidate> {
    let doc = front.view.doc;
    let ranked = front.burden.ranked(doc, cell, persons).into_iter();
    ranked
        .map(|fit| Candidate {
            id: fit.person,
            remark: fit.words(doc, cell),
            care: !fit.against.is_empty(),
        })
        .collect()
}

fn buttons_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    (cell, post): (DutyId, &Post),
    intents: &mut Vec<Intent>,
) {
    ui.horizontal_wrapped(|ui| {
        if let Some(copied) = like_above(view, cell)
            && button_ui(ui, "同上一天", Some("Ctrl+D"))
        {
            intents.extend(copied);
        }
        if let Some(emptied) = emptied(view, cell)
            && button_ui(ui, "清空", Some("Delete"))
        {
            intents.extend(emptied);
        }
        let has_people = view.doc.duties.get(&cell).is_some_and(|duty| !duty.persons.is_empty());
        if has_people && button_ui(ui, Command::Swap.word(), Some("F6")) {
            intents.push(Intent::Run(Command::Swap));
        }
        if button_ui(ui, "向下顺排…", None) {
            intents.push(Intent::Ask(Some(Dialog::Turns(turns_draft(view, (cell, post))))));
        }
        if button_ui(ui, "导入值班表…", None) {
            let mut order = Order::new(What::Rota);
            order.hints.slot = Some((cell.post, cell.shift));
            intents.push(Intent::Ask(Some(Dialog::Paste(order))));
        }
    });
    ui.label(look::small("方向键换格，打字排人，Ctrl+D 同上一天，Delete 清空"));
    ui.label(look::small("Shift+方向键或拖动选一块，Ctrl+C、Ctrl+V 复制贴入"));
}

/// From this day on to the end of the season, beginning with who holds the post.
fn turns_draft(view: View<'_>, (cell, post): (DutyId, &Post)) -> TurnsDraft {
    let last = view.doc.current_season().last.filter(|last| cell.day <= *last);
    let week = cell.day.checked_add_days(Days::new(6)).unwrap_or(cell.day);
    TurnsDraft {
        post: cell.post,
        shift: cell.shift,
        people: [post.primary, post.backup].into_iter().flatten().collect(),
        from: cell.day,
        to: last.unwrap_or(week),
        pass_over: true,
    }
}
