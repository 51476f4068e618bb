//! Screens: they read, paint, and return intents. They know no disk and change no document.
//!
//! [`screen_ui`] paints everything. What a screen keeps between frames lies in [`Screens`] and
//! is only what may be lost: half-typed values, highlights, textures.

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui;

use crate::model::Document;
use crate::workspace::{Dialog, Intent, Place, Workspace};

mod about;
mod chrome;
mod dialogs;
mod edits;
mod find;
mod hazards;
mod keys;
mod look;
mod new_season;
mod numbers;
mod papers;
mod paste;
mod patrol;
mod plan;
mod profile;
mod record;
mod rota;
mod service;
mod settle;
mod sites;
mod tabs;
mod team;
mod today;
mod watch;
mod widgets;

pub use about::{AfterCrash, Setting, crashed_ui};
pub use look::install;

/// What a screen sees.
#[derive(Clone, Copy, Debug)]
struct View<'a> {
    workspace: &'a Workspace,
    doc: &'a Document,
    /// The time as the workbook sees it.
    now: NaiveDateTime,
    today: NaiveDate,
}

/// What screens keep between frames.
#[derive(Debug, Default)]
pub struct Screens {
    fields: widgets::Fields,
    lists: record::Lists,
    patrol: patrol::PatrolState,
    papers: papers::PapersState,
    plan: plan::PlanState,
    watch: watch::WatchState,
    service: service::ServiceState,
    team: team::TeamState,
    rota: rota::RotaState,
    searched: find::Searched,
    paste: paste::PasteState,
    /// Whether the person came to the place in front by the first steps.
    guided: bool,
    /// How the program runs on this PC.
    setting: Setting,
    /// Where the writing cursor was at the end of the frame before.
    focus: Option<egui::Id>,
    /// The place shown in the frame before.
    place: Option<Place>,
    /// The question that was in front in the frame before.
    asked: Option<dialogs::Asked>,
}

impl Screens {
    /// The screens on a PC of that setting.
    pub fn new(setting: Setting) -> Self {
        Self { setting, ..Self::default() }
    }

    /// Whether an input method is composing.
    pub fn is_composing(&self) -> bool {
        self.fields.is_composing()
    }
}

/// Which half of a screen with a list and a detail is to be painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    List,
    Detail,
}

/// Paints the whole window and returns what the person intents.
pub fn screen_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    screens: &mut Screens,
    now: NaiveDateTime,
) -> Vec<Intent> {
    let now = workspace.workbook_now(now);
    let view = View { workspace, doc: workspace.document(), now, today: now.date() };
    let mut intents = Vec::new();
    keys::wishes_of_keys(ui.ctx(), view, screens, &mut intents);
    chrome::frame_ui(ui, view, screens, &mut intents, |ui, screens, intents| {
        let elsewhere = screens.place.replace(workspace.place()) != Some(workspace.place());
        let asked = workspace.dialog().is_some();
        if elsewhere || (asked && screens.asked.is_none()) {
            // A field of another place, or behind a question, has no business keeping the writing
            // cursor: a key pressed at once would go there too.
            ui.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
        today::strip_ui(ui, view, screens, intents);
        match workspace.place() {
            Place::Today => today::today_ui(ui, view, screens, intents),
            Place::Team | Place::Sites | Place::Plan | Place::Watch | Place::Service => {
                tabs::tabbed_ui(ui, view, screens, intents);
            }
            Place::Rota => rota::rota_ui(ui, view, screens, intents),
            Place::Patrol => patrol::patrol_ui(ui, view, screens, intents),
            Place::Hazards => hazards::hazards_ui(ui, view, screens, intents),
            Place::Papers => papers::papers_ui(ui, view, screens, intents),
            Place::Profile => profile::profile_ui(ui, view, screens, intents),
        }
    });
    if !matches!(workspace.dialog(), Some(Dialog::Find(_))) {
        screens.searched.forget();
    }
    dialogs::dialog_ui(ui.ctx(), view, screens, &mut intents);
    chrome::notices_ui(ui.ctx(), view, &mut intents);
    screens.fields.expect(&intents);
    let focus = ui.memory(egui::Memory::focused);
    if focus != screens.focus && workspace.session().is_open() {
        intents.push(Intent::Pause);
    }
    screens.focus = focus;
    intents
}

/// Whether list and detail have room beside each other.
fn is_wide(ctx: &egui::Context) -> bool {
    look::NARROW <= ctx.content_rect().width()
}

/// The height a list may take before it scrolls: what is left of the window, or half a dozen rows
/// where the whole screen scrolls.
fn list_height(ui: &egui::Ui) -> f32 {
    if is_wide(ui.ctx()) {
        (ui.available_height() - look::MARGIN).max(4.0 * look::ROW)
    } else {
        7.0 * look::ROW
    }
}

/// Paints a detail that scrolls by itself beside its list; at large text the whole screen does.
fn detail_ui(ui: &mut egui::Ui, paint: impl FnOnce(&mut egui::Ui)) {
    if is_wide(ui.ctx()) {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, paint);
    } else {
        paint(ui);
    }
}

/// Paints list and detail beside each other, or one of them where there is no room for both.
/// Returns whether the person wants back from the detail to the list.
fn split_ui(
    ui: &mut egui::Ui,
    share: f32,
    detail: bool,
    mut paint: impl FnMut(&mut egui::Ui, Side),
) -> bool {
    if !is_wide(ui.ctx()) {
        let back = detail && widgets::button_ui(ui, "返回列表", None);
        paint(ui, if detail { Side::Detail } else { Side::List });
        return back;
    }
    let room = ui.available_width() - look::CARD_GAP;
    let left = (room * share).round();
    let height = ui.available_height();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = look::CARD_GAP;
        for (side, width) in [(Side::List, left), (Side::Detail, room - left)] {
            let layout = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(egui::vec2(width, height), layout, |ui| {
                ui.spacing_mut().item_spacing.x = look::GAP;
                ui.set_width(width);
                // Two scroll areas side by side would otherwise share one position.
                ui.push_id(side, |ui| paint(ui, side));
            });
        }
    });
    false
}
