//! Who is on duty now, with telephones: a card on 今日 and a line in the status bar.

use eframe::egui;

use crate::model::Document;
use crate::model::id::{PersonId, PostId};
use crate::print::Request;
use crate::rules::duty::{OnDuty, on_duty};
use crate::rules::incidents;
use crate::ui::widgets::{card_ui, link_ui};
use crate::ui::{View, look};
use crate::workspace::{Command, Intent, Place};

/// The height of a line of the card: more posts than a table has rows must be seen at once.
const ROW: f32 = 26.0;
/// How many posts the status bar has room for.
const IN_LINE: usize = 2;

/// A person with the number to ring: the post's own line first.
fn reach(doc: &Document, post: PostId, person: PersonId) -> String {
    let phone = incidents::reach(doc, post, person);
    format!("{} {phone}", doc.person_name(person)).trim().to_owned()
}

fn words(doc: &Document, duty: &OnDuty) -> String {
    let people: Vec<String> =
        duty.persons.iter().map(|person| reach(doc, duty.cell.post, *person)).collect();
    people.join("、")
}

/// The first posts on duty, for the status bar; empty without a rota.
pub(in crate::ui) fn line_of_duty(view: View<'_>) -> String {
    let now = on_duty(view.doc, view.now);
    let parts = now.iter().take(IN_LINE).map(|duty| {
        format!("{} {}", view.doc.post_name(Some(duty.cell.post)), words(view.doc, duty))
    });
    parts.collect::<Vec<_>>().join("　")
}

/// Everybody on duty now; nothing before there is a rota.
pub(super) fn on_duty_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if view.doc.duties.is_empty() {
        return;
    }
    let now = on_duty(view.doc, view.now);
    let at = view.now.format("%H:%M").to_string();
    card_ui(ui, "现在在岗", &at, |ui| {
        if now.is_empty() {
            ui.label(look::weak("排班表上此刻没有人在岗"));
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = ROW;
        for duty in &now {
            ui.push_id(duty.cell.to_string(), |ui| {
                ui.horizontal(|ui| {
                    let post = view.doc.post_name(Some(duty.cell.post));
                    let size = egui::vec2(120.0, ROW);
                    let layout = egui::Layout::left_to_right(egui::Align::Center);
                    ui.allocate_ui_with_layout(size, layout, |ui| {
                        ui.set_min_size(size);
                        ui.add(egui::Label::new(look::weak(post)).truncate());
                    });
                    ui.add(egui::Label::new(words(view.doc, duty)).truncate());
                });
            });
        }
        ui.horizontal(|ui| {
            if link_ui(ui, look::small("看排班表")) {
                intents.push(Intent::Go(Place::Rota));
            }
            if link_ui(ui, look::small("大字打印")) {
                intents.push(Intent::Preview(Request::board(view.today)));
            }
            if link_ui(ui, look::small("出了事，记录… F8")) {
                intents.push(Intent::Run(Command::Incident));
            }
            if link_ui(ui, look::small("有人来不了，换班… F6")) {
                intents.push(Intent::Run(Command::Swap));
            }
        });
    });
}
