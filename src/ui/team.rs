//! 队伍: people, groups, posts; one tab each.

use eframe::egui;

use super::View;
use super::paste::paste_button_ui;
use super::widgets::{button_ui, primary_ui};
use crate::action::paste::{Order, What};
use crate::action::{Action, NewRecord, Registered, TeamAction};
use crate::model::RecordId;
use crate::model::id::UnitId;
use crate::model::people::{Person, Post};
use crate::print::Request;
use crate::workspace::{Dialog, Intent};

mod gatherings;
mod groups;
mod pairings;
mod people;
mod person;
mod posts;
mod register;
mod units;
mod wishes;

pub(super) use gatherings::{gathering_actions_ui, gatherings_ui};
pub(super) use groups::groups_ui;
pub(super) use pairings::{pairing_actions_ui, pairings_ui};
pub(super) use people::{order_ui, people_ui};
pub(super) use posts::posts_ui;
pub(super) use register::register_ui;
pub(super) use units::{unit_actions_ui, units_ui};

/// What the team's screens keep between frames.
#[derive(Debug, Default)]
pub(super) struct TeamState {
    /// Whether everybody on the books is listed, or members only.
    everybody: bool,
    /// Which unit the one in front is to become part of.
    into: Option<UnitId>,
    /// The records that name the unit in front, and of which revision of the document.
    naming: Option<(u64, UnitId, Vec<RecordId>)>,
}

/// What can be done with people. Where there is nobody yet, the first step stands in the list
/// instead.
pub(super) fn people_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    roster_actions_ui(ui, view, true, intents);
}

/// What can be done with groups.
pub(super) fn groups_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    roster_actions_ui(ui, view, false, intents);
}

fn roster_actions_ui(ui: &mut egui::Ui, view: View<'_>, one: bool, intents: &mut Vec<Intent>) {
    if !view.doc.persons.is_empty() && primary_ui(ui, "录入名册…", None) {
        intents.push(ask_roster());
    }
    if one && button_ui(ui, "新增人员", None) {
        intents.push(Intent::Do(new_person(view)));
    }
    if !view.doc.persons.is_empty() && button_ui(ui, "批量登记…", None) {
        let draft = register::draft(view, Registered::Trained);
        intents.push(Intent::Ask(Some(Dialog::Register(draft))));
    }
    for (words, request) in [
        ("队员名册", Request::roster(false)),
        ("上墙名册", Request::roster(true)),
        ("承诺书", Request::pledges()),
        ("责任分工一览表", Request::answers(false)),
    ] {
        if button_ui(ui, words, None) {
            intents.push(Intent::Preview(request));
        }
    }
}

/// What can be done with posts.
pub(super) fn posts_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if !view.doc.posts.is_empty() && button_ui(ui, "载入常用岗位", None) {
        intents.push(Intent::Do(Action::Team(TeamAction::LoadPosts)));
    }
    paste_button_ui(ui, What::Posts, intents);
    if button_ui(ui, "新增岗位", None) {
        intents.push(Intent::Do(new_post(view)));
    }
    if button_ui(ui, "电话表", None) {
        intents.push(Intent::Preview(Request::phones()));
    }
}

/// The question for a roster, with nothing pasted yet.
fn ask_roster() -> Intent {
    Intent::Ask(Some(Dialog::Paste(Order::new(What::Members))))
}

/// Somebody whose name is to be overwritten.
fn new_person(view: View<'_>) -> Action {
    let name = format!("人员{}", view.doc.persons.len() + 1);
    Action::Add(NewRecord::Person(Person { name, ..Person::default() }))
}

/// A post at the end of the list, its name to be overwritten.
fn new_post(view: View<'_>) -> Action {
    let last = view.doc.posts.iter().map(|(_, post)| post.order).max().unwrap_or_default();
    let name = format!("岗位{}", view.doc.posts.len() + 1);
    Action::Add(NewRecord::Post(Post { name, order: last.saturating_add(1), ..Post::default() }))
}
