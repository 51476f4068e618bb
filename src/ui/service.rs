//! 宣传服务: what the team told people, and what it did for them; totals above each list.

use eframe::egui;

use super::View;
use super::widgets::{button_ui, first_ui};
use crate::action::{Action, NewRecord};
use crate::model::service::{Activity, Service};
use crate::print::Request;
use crate::workspace::Intent;

mod activities;
mod services;

pub(super) use activities::activities_ui;
pub(super) use services::services_ui;

/// What 宣传服务 keeps between frames.
#[derive(Debug, Default)]
pub(super) struct ServiceState {
    /// Whether the names of a sign-in sheet are open to be changed one by one.
    names_open: bool,
}

pub(super) fn activity_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if first_ui(ui, view.doc.activities.is_empty(), "新增活动") {
        intents.push(new_activity(view));
    }
    if !view.doc.activities.is_empty() && button_ui(ui, "预览活动台账", None) {
        intents.push(Intent::Preview(Request::activities()));
    }
}

pub(super) fn service_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if first_ui(ui, view.doc.services.is_empty(), "登记服务") {
        intents.push(new_service(view));
    }
    if !view.doc.services.is_empty() && button_ui(ui, "预览服务台账", None) {
        intents.push(Intent::Preview(Request::services()));
    }
}

/// An activity of today, to be named.
fn new_activity(view: View<'_>) -> Intent {
    let title = format!("宣传活动{}", view.doc.activities.len() + 1);
    let activity = Activity { title, day: Some(view.today), ..Activity::default() };
    Intent::Do(Action::Add(NewRecord::Activity(activity)))
}

/// A service of today, to be filled in.
fn new_service(view: View<'_>) -> Intent {
    let service = Service { day: Some(view.today), ..Service::default() };
    Intent::Do(Action::Add(NewRecord::Service(service)))
}
