//! A drill that is prepared: its scheme is written, printed and approved, and no clock runs until it begins.

use eframe::egui::{self, Key};

use super::{Shown, after, steps};
use crate::model::Kind;
use crate::model::incident::{DrillKind, IncidentField};
use crate::print::Request;
use crate::rules::incidents;
use crate::ui::record::Form;
use crate::ui::widgets::{button_ui, card_ui, heading_ui, primary_ui, quiet_ui};
use crate::ui::{Screens, Side, detail_ui, halved_ui, look};
use crate::workspace::{Happening, Intent, Pick};

pub(super) fn prepared_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    keys: &[Key],
    intents: &mut Vec<Intent>,
) {
    // One thing a frame: a card, or the beginning.
    let meant = keys.iter().copied().find_map(|key| match key {
        Key::Enter => Some(Intent::Happen(Happening::Begin(shown.id))),
        key if steps::chooses(shown, &screens.incident) => {
            steps::meant(shown, key, &mut screens.incident)
        }
        _ => None,
    });
    intents.extend(meant);
    title_ui(ui, shown, intents);
    ui.add_space(look::GAP);
    halved_ui(ui, 0.56, |ui, side| {
        ui.push_id(shown.id, |ui| {
            detail_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = look::GAP;
                match side {
                    Side::List => scheme_ui(ui, shown, screens, intents),
                    Side::Detail => {
                        steps::steps_ui(ui, shown, &mut screens.incident, intents);
                        super::others_ui(ui, shown.view, None, intents);
                    }
                }
            });
        });
    });
}

fn title_ui(ui: &mut egui::Ui, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    let kind = shown.one.drill.map_or("", DrillKind::word);
    let name = incidents::name(shown.view.doc, shown.id);
    heading_ui(ui, &format!("【演练】{kind}（准备中）"), &name, |ui| {
        if primary_ui(ui, "开始演练（记录）", Some("Enter")) {
            intents.push(Intent::Happen(Happening::Begin(shown.id)));
        }
        if button_ui(ui, "预览演练方案", None) {
            intents.push(Intent::Preview(Request::drill_scheme(shown.id)));
        }
        if quiet_ui(ui, "先放着") {
            intents.push(Intent::Pick(Pick::NoneOf(Kind::Incident)));
        }
        if quiet_ui(ui, "取消演练") {
            intents.push(Intent::Happen(Happening::CallOff(shown.id)));
        }
    });
}

fn scheme_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Shown { view, id, one, .. } = shown;
    card_ui(ui, "演练方案", "打印后手签，批准以后再开始", |ui| {
        let mut form = Form::of(view, screens, (&id, one), intents);
        form.label("演练科目").hint("公寓着火、停电").line(ui, &one.what, IncidentField::What);
        form.field(ui, &one.site, IncidentField::Site);
        let hint = "几层、几号、哪一侧";
        form.label("具体位置").hint(hint).line(ui, &one.place, IncidentField::Place);
        form.hint(after::SCHEME).lines(ui, &one.scheme, IncidentField::Scheme);
        ui.label(look::small("现在不计时；开始以后才算演练过"));
    });
}
