//! 值守: who is on duty now, logs, zero reports, handovers, spot checks of posts.

use chrono::NaiveDate;
use eframe::egui;
use eframe::egui::text::{LayoutJob, TextFormat};

use super::widgets::{
    Fields, button_ui, card_ui, day_value_ui, first_ui, labelled_ui, tab_ui, time_words,
};
use super::{Screens, View, is_wide, look};
use crate::model::duty::DutyShift;
use crate::model::id::{PersonId, PostId, ZeroReportId};
use crate::model::people::Person;
use crate::print::Request;
use crate::rules::{calendar, duty};
use crate::workspace::{Dialog, Intent, Place, ShiftDraft, ShiftPaper, Tab};

mod checks;
mod handovers;
mod log;
mod logs;
mod zero;

pub(super) use checks::checks_ui;
pub(super) use handovers::handovers_ui;
pub(super) use logs::logs_ui;
pub(super) use zero::zero_ui;

/// What 值守 keeps between frames.
#[derive(Debug, Default)]
pub(super) struct WatchState {
    /// A receiver of zero reports being typed.
    receiver: String,
    /// The report whose words were copied last.
    copied: Option<ZeroReportId>,
}

/// The room one person on duty takes.
const TILE: f32 = 150.0;
/// How tall that is: a small line, a large one and one of text.
const TILE_HEIGHT: f32 = 72.0;
/// How many signs of a name fit a running line.
const SHORT: usize = 8;
/// How tall the people on duty may be before they scroll.
const TILES: f32 = 2.0 * TILE_HEIGHT + look::GAP;

/// A window lower than that shows them in lines, and how tall these may be.
const TALL: f32 = 700.0;
const LINES: f32 = 2.0 * (look::HEADING + 6.0);

/// Whether a paper of the tab in front is open.
pub(super) fn has_paper(view: View<'_>) -> bool {
    let picked = view.workspace.picked();
    let kind = picked.tab(Place::Watch).and_then(Tab::kind);
    kind.is_some_and(|kind| picked.shows(view.doc, kind))
}

pub(super) fn log_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if first_ui(ui, view.doc.logs.is_empty(), logs::this_shift_word(view)) {
        intents.push(logs::this_shift(view));
    }
    if button_ui(ui, "补写一班…", None) {
        intents.push(ask(view, ShiftPaper::Log));
    }
}

pub(super) fn zero_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if !view.doc.zero_reports.is_empty() && button_ui(ui, "预览今天的零报告", None) {
        intents.push(Intent::Preview(Request::zero_reports(view.today)));
    }
}

pub(super) fn handover_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if first_ui(ui, view.doc.handovers.is_empty(), "本班交班") {
        intents.push(handovers::this_shift(view));
    }
    if button_ui(ui, "补写一班…", None) {
        intents.push(ask(view, ShiftPaper::Handover));
    }
}

pub(super) fn check_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if first_ui(ui, view.doc.spot_checks.is_empty(), "登记查岗") {
        intents.push(checks::new_check(view));
    }
    if !view.doc.spot_checks.is_empty() && button_ui(ui, "预览查岗记录", None) {
        intents.push(Intent::Preview(Request::spot_checks()));
    }
}

/// Whether the rota has nobody now: then it does not say which shift this is.
fn is_nobody_on_duty(view: View<'_>) -> bool {
    duty::on_duty(view.doc, view.now).is_empty()
}

/// Asks for which shift a paper is to be begun.
fn ask(view: View<'_>, paper: ShiftPaper) -> Intent {
    let (day, shift) = duty::shift_at(view.doc, view.now);
    Intent::Ask(Some(Dialog::Shift(ShiftDraft { paper, day, shift })))
}

/// Who is on duty now, large, with telephones.
pub(super) fn on_duty_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let people: Vec<(PostId, PersonId)> = duty::on_duty(view.doc, view.now)
        .into_iter()
        .flat_map(|duty| duty.persons.into_iter().map(move |person| (duty.cell.post, person)))
        .collect();
    card_ui(ui, "", "", |ui| {
        if people.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label(look::bold("现在在岗"));
                ui.label(look::weak("值班表里这个时候没有排人。"));
                if button_ui(ui, "去排班", None) {
                    intents.push(Intent::Go(Place::Rota));
                }
            });
            return;
        }
        // In a low window the list below needs the room; a netbook shows two lines and scrolls.
        let is_low = is_wide(ui.ctx()) && ui.ctx().content_rect().height() < TALL;
        let most = if is_low { LINES } else { TILES };
        let tiles = |ui: &mut egui::Ui| {
            if is_low || has_paper(view) {
                return lines_ui(ui, view, &people);
            }
            ui.horizontal_wrapped(|ui| {
                let at = time_words(Some(view.now.time()));
                let count = duty::head_count(view.doc, view.now);
                tile_ui(ui, ["现在在岗", &format!("{count} 人"), &at]);
                for (post, person) in &people {
                    person_ui(ui, view, *post, *person);
                }
            });
        };
        if is_wide(ui.ctx()) {
            let area = egui::ScrollArea::vertical().max_height(most).auto_shrink([false, true]);
            area.show(ui, tiles);
        } else {
            tiles(ui);
        }
    });
}

fn person_ui(ui: &mut egui::Ui, view: View<'_>, post: PostId, person: PersonId) {
    let (words, name) = (view.doc.post_name(Some(post)), view.doc.person_name(person));
    tile_ui(ui, [words, name, &phones(view, post, person)]);
}

/// The same people in running lines: beside an open paper they need less room.
fn lines_ui(ui: &mut egui::Ui, view: View<'_>, people: &[(PostId, PersonId)]) {
    ui.spacing_mut().item_spacing = egui::vec2(look::CARD_GAP, 2.0);
    // Rows as tall as their words: nothing in them is to be clicked.
    ui.spacing_mut().interact_size.y = look::HEADING;
    ui.horizontal_wrapped(|ui| {
        ui.label(look::bold("现在在岗"));
        for (post, person) in people {
            ui.add(egui::Label::new(line_of(view, *post, *person)).extend());
        }
    });
}

/// 巡查员 苗小满 13900000010
fn line_of(view: View<'_>, post: PostId, person: PersonId) -> LayoutJob {
    let short = |words: &str| words.chars().take(SHORT).collect::<String>();
    let body = egui::FontId::proportional(look::BODY);
    let mut job = LayoutJob::default();
    for (words, font, colour) in [
        (
            short(view.doc.post_name(Some(post))),
            egui::FontId::proportional(look::SMALL),
            look::WEAK,
        ),
        (
            short(view.doc.person_name(person)),
            egui::FontId::new(look::BODY, look::bold_family()),
            look::TEXT,
        ),
        (phones(view, post, person), body, look::TEXT),
    ] {
        let gap = if job.is_empty() { 0.0 } else { look::GAP };
        job.append(&words, gap, TextFormat::simple(font, colour));
    }
    job
}

/// The telephones that reach whoever holds a post.
fn phones(view: View<'_>, post: PostId, person: PersonId) -> String {
    let own = view.doc.persons.find(&person).map(phone_of).unwrap_or_default();
    let of_post = view.doc.posts.find(&post).map_or("", |post| post.phone.as_str());
    let phones = [own, of_post].into_iter().filter(|phone| !phone.is_empty());
    let phones = phones.collect::<Vec<_>>().join(" ");
    if phones.is_empty() { "没有电话".to_owned() } else { phones }
}

/// Three lines of which the middle one is large.
fn tile_ui(ui: &mut egui::Ui, [above, name, below]: [&str; 3]) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(TILE, TILE_HEIGHT), egui::Sense::hover());
    let layout = egui::Layout::top_down(egui::Align::Min);
    let mut tile = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout));
    tile.spacing_mut().item_spacing.y = 0.0;
    for words in [look::small(above), look::heading(name), below.into()] {
        tile.add(egui::Label::new(words).truncate());
    }
}

/// The telephone that reaches a person: the mobile one first, since people carry it.
fn phone_of(person: &Person) -> &str {
    if person.mobile.is_empty() { &person.phone } else { &person.mobile }
}

/// 2月5日 周五
fn short_day(day: Option<NaiveDate>) -> String {
    day.map(|day| format!("{} {}", day.format("%-m月%-d日"), calendar::weekday(day)))
        .unwrap_or_default()
}

/// The shifts with their hours, to choose among.
fn shift_options() -> Vec<(DutyShift, String)> {
    let word = |shift: DutyShift| format!("{} {}", shift.word(), shift.hours_words());
    DutyShift::ALL.iter().map(|shift| (*shift, word(*shift))).collect()
}

/// What is asked when a paper of the watch is begun for another shift.
pub(super) fn shift_title(draft: ShiftDraft) -> &'static str {
    match draft.paper {
        ShiftPaper::Log => "补写值班日志",
        ShiftPaper::Handover => "补写交接班记录",
    }
}

/// The question for which shift.
pub(super) fn shift_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut ShiftDraft,
) {
    if is_nobody_on_duty(view) {
        ui.label(look::weak("值班表里这个时候没有排人，请选定是哪一班"));
        ui.add_space(look::GAP);
    }
    let fields: &mut Fields = &mut screens.fields;
    if let Some(day) = day_value_ui(ui, fields, "日期", draft.day) {
        draft.day = day;
    }
    labelled_ui(ui, "班次", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            for shift in DutyShift::ALL.iter().copied() {
                if tab_ui(ui, draft.shift == shift, shift.word()) {
                    draft.shift = shift;
                }
            }
        });
    });
    ui.label(look::small(format!("班次时间 {}；人员从值班表带入", draft.shift.hours_words())));
}
