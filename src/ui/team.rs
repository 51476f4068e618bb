//! 队伍: people, groups, posts; one tab each.

use eframe::egui;

use super::widgets::{button_ui, heading_ui, primary_ui, tab_ui};
use super::{Screens, View, look};
use crate::action::{Action, NewRecord, Registered, TeamAction};
use crate::model::people::{Person, Post};
use crate::print::Request;
use crate::workspace::{Dialog, Intent, Picked, RosterDraft, TeamTab};

mod groups;
mod people;
mod person;
mod posts;
mod register;
mod roster;

pub(super) use register::register_ui;
pub(super) use roster::roster_ui;

/// What the team's screens keep between frames.
#[derive(Debug, Default)]
pub(super) struct TeamState {
    /// Whether everybody on the books is listed, or members only.
    everybody: bool,
    /// What the list is searched for.
    query: String,
}

pub(super) fn team_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    heading_ui(ui, "队伍", "", |ui| actions_ui(ui, view, picked.team, intents));
    ui.horizontal_wrapped(|ui| {
        for (tab, words) in [
            (TeamTab::Members, format!("人员 {}", view.doc.persons.len())),
            (TeamTab::Groups, "小组".to_owned()),
            (TeamTab::Posts, format!("岗位 {}", view.doc.posts.len())),
        ] {
            if tab_ui(ui, picked.team == tab, &words) {
                intents.push(Intent::Pick(Picked { team: tab, ..picked.clone() }));
            }
        }
    });
    ui.add_space(look::GAP);
    match picked.team {
        TeamTab::Members => people::people_ui(ui, view, screens, intents),
        TeamTab::Groups => groups::groups_ui(ui, view, intents),
        TeamTab::Posts => posts::posts_ui(ui, view, screens, intents),
    }
}

/// What can be done with the tab in front. Where there is nothing yet, its first step stands
/// there instead.
fn actions_ui(ui: &mut egui::Ui, view: View<'_>, tab: TeamTab, intents: &mut Vec<Intent>) {
    match tab {
        TeamTab::Members | TeamTab::Groups => {
            if !view.doc.persons.is_empty() && primary_ui(ui, "录入名册…", None) {
                intents.push(ask_roster());
            }
            if tab == TeamTab::Members && button_ui(ui, "新增人员", None) {
                intents.push(Intent::Do(new_person(view)));
            }
            if !view.doc.persons.is_empty() && button_ui(ui, "集中登记…", None) {
                let draft = register::draft(view, Registered::Trained);
                intents.push(Intent::Ask(Some(Dialog::Register(draft))));
            }
            for (words, request) in [
                ("队员名册", Request::Roster { masked: false }),
                ("上墙名册", Request::Roster { masked: true }),
                ("承诺书", Request::Pledges),
            ] {
                if button_ui(ui, words, None) {
                    intents.push(Intent::Preview(request));
                }
            }
        }
        TeamTab::Posts => {
            if !view.doc.posts.is_empty() && button_ui(ui, "载入常用岗位", None) {
                intents.push(Intent::Do(Action::Team(TeamAction::LoadPosts)));
            }
            if button_ui(ui, "新增岗位", None) {
                intents.push(Intent::Do(new_post(view)));
            }
            if button_ui(ui, "电话表", None) {
                intents.push(Intent::Preview(Request::Phones));
            }
        }
    }
}

/// The question for a roster, with nothing pasted yet.
fn ask_roster() -> Intent {
    Intent::Ask(Some(Dialog::Roster(RosterDraft::default())))
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
