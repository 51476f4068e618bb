//! The days on which somebody would like to be on duty, or would rather not.

use chrono::NaiveDate;
use eframe::egui;

use crate::action::Action;
use crate::model::id::PersonId;
use crate::model::mine::Season;
use crate::model::people::{Person, PersonField};
use crate::model::rota::{Wanted, Wish};
use crate::ui::record::Form;
use crate::ui::widgets::{
    Tone, badge_ui, button_ui, card_ui, choice_ui, cross_ui, day_value_ui, tick_ui,
};
use crate::ui::{Screens, View, keyboard, look};
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
        let (season, fresh_id) = (view.doc.current_season(), ui.scope_id().with("fresh"));
        let fresh: Option<usize> = ui.data(|data| data.get_temp(fresh_id));
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
                if fresh == Some(place)
                    && let Some(field) = keyboard::newest(ui.ctx())
                {
                    keyboard::go_to(ui.ctx(), field);
                    ui.data_mut(|data| data.remove::<usize>(fresh_id));
                }
                let is_within = season.first.is_none_or(|first| first <= one.day)
                    && season.last.is_none_or(|last| one.day <= last);
                if !is_within {
                    badge_ui(ui, Tone::Care, "不在本季内，排班时用不上");
                }
                ui.horizontal_top(|ui| {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                        if cross_ui(ui, &format!("去掉第{}条意愿", place + 1)) {
                            let mut rest = wishes.clone();
                            rest.remove(place);
                            intents.push(all(rest));
                        }
                        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                            let known = Some(one.wanted);
                            let wanted = choice_ui(ui, "意愿", known, Wanted::ALL, Wanted::word);
                            let changed = |wanted| changed(Wish { wanted, ..one.clone() });
                            intents.extend(wanted.map(changed));
                        });
                    });
                });
                ui.separator();
            });
        }
        if button_ui(ui, "登记意愿", None) {
            let new = Wish { day: next(wishes, &season, view.today), wanted: Wanted::Off };
            ui.data_mut(|data| data.insert_temp(fresh_id, wishes.len()));
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

/// The day that is proposed: the one behind the last, else the first of the season that is still to
/// come. A day before the season is no wish at all.
fn next(wishes: &[Wish], season: &Season, today: NaiveDate) -> NaiveDate {
    let behind = wishes.iter().map(|wish| wish.day).max().and_then(|day| day.succ_opt());
    let behind = behind.filter(|day| season.last.is_none_or(|last| *day <= last));
    behind.unwrap_or_else(|| season.first.map_or(today, |first| first.max(today)))
}
