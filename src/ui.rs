//! Screens: they read, paint, and return intents. They know no disk and change no document.
//!
//! [`screen_ui`] paints everything. What a screen keeps between frames lies in [`Screens`] and
//! is only what may be lost: half-typed values, highlights, textures.

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui;

use crate::model::Document;
use crate::workspace::{Dialog, Intent, Picked, Place, Workspace};

mod about;
mod chrome;
mod dangers;
mod dialogs;
mod editions;
mod edits;
mod find;
mod folds;
mod hazards;
mod incident;
mod keyboard;
mod keys;
mod leaving;
mod look;
mod new_season;
mod numbers;
mod papers;
mod paste;
mod path;
mod patrol;
mod plan;
mod profile;
mod questions;
mod record;
mod room;
mod rota;
mod service;
mod settle;
mod sites;
mod tabs;
mod team;
mod today;
mod unopened;
mod watch;
mod widgets;
mod work;

pub use about::{AfterCrash, Setting, crashed_ui};

/// The window's name.
pub const TITLE: &str = "守岁 · 煤矿春节党员突击队巡查台";

/// Lays down how everything looks and how the keyboard is heard. To be called once.
pub fn install(ctx: &egui::Context) {
    look::install(ctx);
    keyboard::install(ctx);
}

use room::{Side, beside_ui, detail_ui, halved_ui, is_wide, list_height, split_ui};

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
    profile: profile::ProfileState,
    watch: watch::WatchState,
    service: service::ServiceState,
    residents: sites::ResidentsState,
    team: team::TeamState,
    rota: rota::RotaState,
    incident: incident::IncidentState,
    searched: find::Searched,
    paste: paste::PasteState,
    /// Whether the person came to the place in front by the first steps.
    guided: bool,
    /// How the program runs on this PC.
    setting: Setting,
    /// It was read that this is only practice.
    practised: bool,
    /// Where the writing cursor was at the end of the frame before.
    focus: Option<egui::Id>,
    /// What was shown in the frame before.
    shown: Option<(Place, Picked)>,
    /// The question that was in front in the frame before.
    asked: Option<dialogs::Asked>,
    /// What waits until a name that is being written stands where it belongs.
    held: leaving::Held,
}

impl Screens {
    /// The screens on a PC of that setting.
    pub fn new(setting: Setting) -> Self {
        Self { setting, ..Self::default() }
    }

    /// What is typed and not written down yet: to be done before the window closes.
    pub fn finish(&mut self, workspace: &Workspace) -> Option<Intent> {
        self.plan.finish(workspace.document())
    }

    /// The window is to close: whether what is half typed has to be settled or told of first. Then
    /// that is asked for again by itself. Whoever asks twice does not wait.
    pub fn holds_closing(&mut self, ctx: &egui::Context) -> bool {
        leaving::holds_closing(ctx, self)
    }

    /// Whether an input method is composing.
    pub fn is_composing(&self) -> bool {
        self.fields.is_composing()
    }
}

/// What is shown: another place, record or paper is shown from its start, but not another cell of
/// the same grid.
fn shown(workspace: &Workspace) -> (Place, Picked) {
    (workspace.place(), workspace.picked().whole())
}

/// Paints the whole window and returns what the person intends.
pub fn screen_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    screens: &mut Screens,
    now: NaiveDateTime,
) -> Vec<Intent> {
    // Screen readers hear the window's name from its root alone.
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(TITLE));
    let now = workspace.workbook_now(now);
    let view = View { workspace, doc: workspace.document(), now, today: now.date() };
    let mut intents = Vec::new();
    let shown = shown(workspace);
    let before = screens.shown.replace(shown.clone());
    let elsewhere = before.as_ref().map(|(place, _)| *place) != Some(shown.0);
    room::begin(ui.ctx(), before.as_ref() != Some(&shown));
    screens.fields.begin(ui.ctx());
    screens.fields.today = view.today;
    screens.fields.little_year = Some(view.doc.little_year());
    keys::wishes_of_keys(ui.ctx(), view, screens, &mut intents);
    chrome::frame_ui(ui, view, screens, &mut intents, |ui, screens, intents| {
        let asked = workspace.dialog().is_some();
        if elsewhere {
            keyboard::forget_place(ui.ctx());
        }
        if elsewhere || (asked && screens.asked.is_none()) {
            // A field of another place, or behind a question, has no business keeping the writing
            // cursor: a key pressed at once would go there too.
            ui.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
        if let Some(unopened) = workspace.unopened() {
            return unopened::unopened_ui(ui, view, unopened, intents);
        }
        today::strip_ui(ui, view, screens, intents);
        match workspace.place() {
            Place::Today => today::today_ui(ui, view, screens, intents),
            Place::Team
            | Place::Sites
            | Place::Plan
            | Place::Rota
            | Place::Watch
            | Place::Service => tabs::tabbed_ui(ui, view, screens, intents),
            Place::Patrol => patrol::patrol_ui(ui, view, screens, intents),
            Place::Hazards => hazards::hazards_ui(ui, view, screens, intents),
            Place::Papers => papers::papers_ui(ui, view, screens, intents),
            Place::Profile => profile::profile_ui(ui, view, screens, intents),
            Place::Incident => incident::incident_ui(ui, view, screens, intents),
        }
    });
    if !matches!(workspace.dialog(), Some(Dialog::Find(_))) {
        screens.searched.forget();
    }
    dialogs::dialog_ui(ui.ctx(), view, screens, &mut intents);
    screens.plan.write_typed(ui.ctx(), view.doc, &mut intents);
    leaving::hold(ui.ctx(), screens, &mut intents);
    screens.fields.expect(&intents);
    let focus = ui.memory(egui::Memory::focused);
    if focus != screens.focus && workspace.session().is_open() {
        intents.push(Intent::Pause);
    }
    screens.focus = focus;
    intents
}
