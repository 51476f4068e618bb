//! The days on which somebody would like to be on duty, or would rather not.

use eframe::egui;

use crate::action::Action;
use crate::model::id::PersonId;
use crate::model::people::{Person, PersonField};
use crate::model::rota::{Wanted, Wish};
use crate::ui::look::{self, sign};
use crate::ui::record::Form;
use crate::ui::widgets::{button_ui, card_ui, choice_ui, day_value_ui, icon_button_ui, tick_ui};
use crate::ui::{Screens, View};
use crate::workspace::Intent;

/// The card of somebody's wishes.
pub(super) fn wishes_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, person): (PersonId, &Person),
    intents: &mut Vec<Intent>,
) {
    let wishes = &person.wishes;
    let set = |field: PersonField| Intent::Do(Action::Set((id, field).into()));
    let all = |wishes: Vec<Wish>| set(PersonField::Wishes(wishes));
    card_ui(ui, "值班意愿", "自动排班时照顾", |ui| {
        for (place, one) in wishes.iter().enumerate() {
            let changed = |new: Wish| {
                let mut wishes = wishes.clone();
                if let Some(slot) = wishes.get_mut(place) {
                    *slot = new;
                }
                all(wishes)
            };
            ui.push_id(("wish", place), |ui| {
                let fields = &mut screens.fields;
                if let Some(day) = day_value_ui(ui, fields, "日期", one.day) {
                    intents.push(changed(Wish { day, ..one.clone() }));
                }
                let wanted = choice_ui(ui, "意愿", Some(one.wanted), Wanted::ALL, Wanted::word);
                intents.extend(wanted.map(|wanted| changed(Wish { wanted, ..one.clone() })));
                if icon_button_ui(ui, sign::CROSS, &format!("去掉第{}条意愿", place + 1)) {
                    let mut rest = wishes.clone();
                    rest.remove(place);
                    intents.push(all(rest));
                }
                ui.separator();
            });
        }
        if button_ui(ui, "登记意愿", None) {
            let new = Wish { day: view.today, wanted: Wanted::Off };
            intents.push(all(wishes.iter().cloned().chain([new]).collect()));
        }
        let words = "返乡通勤（休假前一天和后一天不排班）";
        let commutes = tick_ui(ui, person.commutes, words);
        intents.extend(commutes.map(|commutes| set(PersonField::Commutes(commutes))));
        let mut form = Form::of(view, screens, (&id, person), intents);
        form.hint("与往年文件对上的人，自动填").list(ui, &person.former, PersonField::Former);
        ui.label(look::small("只写愿意哪天、哪天不排，不写原因"));
    });
}
