//! Beside the steps: what to say on the telephone, who ordered, who is on duty, and what it is about.

use eframe::egui;

use super::Shown;
use crate::model::incident::{IncidentField, IncidentLineField};
use crate::rules::duty;
use crate::rules::incidents::{reach, speech};
use crate::ui::record::Form;
use crate::ui::widgets::{Half, abreast_ui, card_ui};
use crate::ui::{Screens, look};
use crate::workspace::Intent;

/// What is said to 119 and to the dispatch room.
pub(super) fn speech_ui(ui: &mut egui::Ui, shown: Shown<'_>) {
    let operator = shown.view.workspace.session().operator();
    card_ui(ui, "报警话术", "照着说，____处现说", |ui| {
        for one in speech(shown.view.doc, (shown.one, shown.course), operator) {
            ui.label(look::bold(&one.to));
            ui.add(egui::Label::new(&one.words).wrap());
        }
    });
}

/// Who ordered what, how and when.
pub(super) fn order_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Shown { view, id, one, .. } = shown;
    card_ui(ui, "谁下的令", "不填也行；后来的命令按M记", |ui| {
        let mut form = Form::of(view, screens, (&id, one), intents);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &one.ordered_by, IncidentField::OrderedBy),
            Half::Right => form.field(ui, &one.ordered_at, IncidentField::OrderedAt),
        });
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &one.order_way, IncidentField::OrderWay),
            Half::Right => form.line(ui, &one.order, IncidentField::Order),
        });
    });
}

/// Everybody on duty at this minute, with telephones.
pub(super) fn on_duty_ui(ui: &mut egui::Ui, shown: Shown<'_>) {
    let view = shown.view;
    let cells = duty::on_duty(view.doc, view.now);
    card_ui(ui, "现在在岗", &view.now.format("%H:%M").to_string(), |ui| {
        if cells.is_empty() {
            ui.label(look::weak("排班表上此刻没有人在岗"));
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        for one in &cells {
            let post = one.cell.post;
            let people = one.persons.iter().map(|person| {
                let (name, phone) = (view.doc.person_name(*person), reach(view.doc, post, *person));
                format!("{name} {phone}").trim_end().to_owned()
            });
            let words = people.collect::<Vec<_>>().join("、");
            ui.horizontal_wrapped(|ui| {
                ui.label(look::weak(view.doc.post_name(Some(post))));
                ui.label(look::bold(words));
            });
        }
    });
}

/// What it is about.
pub(super) fn facts_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Shown { view, id, one, .. } = shown;
    card_ui(ui, "这件事", "不填也行，报警话术和情况报告用", |ui| {
        let mut form = Form::of(view, screens, (&id, one), intents);
        form.hint("什么事：着火、冒烟、伤人、停电").line(ui, &one.what, IncidentField::What);
        form.field(ui, &one.site, IncidentField::Site);
        form.label("具体位置").hint("几层、几号、哪一侧").line(
            ui,
            &one.place,
            IncidentField::Place,
        );
        form.hint("有没有人被困、受伤、失联，各几人").lines(ui, &one.people, IncidentField::People);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &one.happened_on, IncidentField::HappenedOn),
            Half::Right => form.field(ui, &one.happened_at, IncidentField::HappenedAt),
        });
        ui.label(look::small("先记在纸上、后来录入的，写发生的日期和时间"));
        end_ui(ui, shown, screens, intents);
        let mut form = Form::of(view, screens, (&id, one), intents);
        form.label("联系人").hint("姓名和电话").line(ui, &one.contact, IncidentField::Contact);
        form.label("已采取措施").hint("不写的，情况报告照记录写");
        form.lines(ui, &one.measures, IncidentField::Measures);
    });
}

/// When it ended, of what was on paper first: the clock of the PC shows when the end was typed in.
fn end_ui(ui: &mut egui::Ui, shown: Shown<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let end = shown.course.end().filter(|_| shown.one.is_of_paper());
    let Some(end) = end else { return };
    let mut form = Form::of(shown.view, screens, (&end.id, end.line), intents);
    abreast_ui(ui, |ui, half| match half {
        Half::Left => {
            form.label("结束日期").field(ui, &end.line.happened_on, IncidentLineField::HappenedOn);
        }
        Half::Right => {
            form.label("结束时间").field(ui, &end.line.happened_at, IncidentLineField::HappenedAt);
        }
    });
}
