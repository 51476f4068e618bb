//! 本季: its days, its phases, and the hours in which the team looks closer.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use eframe::egui;

use crate::action::Action;
use crate::model::mine::{KeyPeriod, LittleYear, MineField, Only, Phase, Season, SeasonField};
use crate::rules::calendar;
use crate::ui::record::Form;
use crate::ui::widgets::{
    Text, button_ui, card_ui, choice_ui, cross_ui, day_field_ui, day_value_ui, labelled_ui,
    quiet_ui, text_field_ui, time_field_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

fn set(field: SeasonField) -> Intent {
    Intent::Do(Action::Set((Only, field).into()))
}

/// The card of the season's days.
pub(super) fn season_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let (season, little) = (view.doc.current_season(), view.doc.little_year());
    card_ui(ui, "本季", "单号按年份编", |ui| {
        let mut form = Form::of(view, screens, (&Only, &season), intents);
        form.field(ui, &season.year, SeasonField::Year);
        form.field(ui, &season.first, SeasonField::First);
        form.field(ui, &season.last, SeasonField::Last);
        let kept = choice_ui(ui, "小年", Some(little), LittleYear::ALL, LittleYear::word);
        intents.extend(kept.map(|kept| {
            let field = MineField::LittleYear(Some(kept));
            Intent::Do(Action::Set((Only, field).into()))
        }));
        // Below the days and always there: nothing moves while they are typed.
        let Some((first, last)) = calendar::season(season.year, little) else { return };
        let words = format!("按小年至元宵节填：{}至{}", short(first), short(last));
        let other = (season.first, season.last) != (Some(first), Some(last));
        labelled_ui(ui, "", |ui, _| {
            if ui.add_enabled_ui(other, |ui| button_ui(ui, &words, None)).inner {
                let days = [SeasonField::First(Some(first)), SeasonField::Last(Some(last))];
                let puts = days.map(|field| (Only, field).into()).to_vec();
                intents.push(Intent::Do(Action::SetAll(puts)));
            }
        });
        phases_ui(ui, screens, (&season, little), intents);
    });
}

fn short(day: NaiveDate) -> String {
    day.format("%-m月%-d日").to_string()
}

/// The day on which each phase begins. Emptied, it is the usual one again.
fn phases_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    (season, little): (&Season, LittleYear),
    intents: &mut Vec<Intent>,
) {
    ui.separator();
    ui.label(look::small("各阶段的起始日，印在方案里，排班表按它分段；清空就是春节历的日子"));
    for phase in Phase::ALL.iter().copied() {
        let usual = calendar::usual_begin(phase, season.year, little);
        let Some(begin) = calendar::phase_begin(phase, season, little) else { continue };
        let typed = day_field_ui(ui, &mut screens.fields, phase.word(), Some(begin), begin);
        intents.extend(
            typed.map(|day| set(SeasonField::Phase(phase, day.filter(|day| Some(*day) != usual)))),
        );
    }
}

/// The card of the key periods: the usual ones, or those the office has said.
pub(super) fn key_periods_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let season = view.doc.current_season();
    let periods = calendar::key_periods(&season);
    if periods.is_empty() {
        return;
    }
    let all = |periods: Vec<KeyPeriod>| set(SeasonField::Periods(periods));
    card_ui(ui, "重点时段", "加密巡查的时段，印在值班表和今日值班上", |ui| {
        if season.periods.is_empty() {
            for period in &periods {
                let words = period.words_of_day();
                ui.label(format!("{} {words}", calendar::day_words(period.from.date())));
            }
            ui.label(look::small("按春节历；本矿另有规定的，改成本矿的"));
            if quiet_ui(ui, "改成本矿的") {
                intents.push(all(periods));
            }
            return;
        }
        for (place, one) in periods.iter().enumerate() {
            let without = || {
                let mut rest = periods.clone();
                rest.remove(place);
                all(rest)
            };
            let changed = |new: KeyPeriod| {
                let mut periods = periods.clone();
                if let Some(slot) = periods.get_mut(place) {
                    *slot = new;
                }
                all(periods)
            };
            ui.push_id(("period", place), |ui| {
                ui.horizontal_top(|ui| {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                        if cross_ui(ui, &format!("去掉第{}个时段", place + 1)) {
                            intents.push(without());
                        }
                        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                            intents.extend(period_ui(ui, screens, one).map(changed));
                        });
                    });
                });
                ui.separator();
            });
        }
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "添加时段", None) {
                let next = periods.last().map(next_day).into_iter();
                intents.push(all(periods.iter().cloned().chain(next).collect()));
            }
            if quiet_ui(ui, "恢复春节历的") {
                intents.push(all(Vec::new()));
            }
        });
    });
}

/// The same hours of the next day, for a reason yet to be written.
fn next_day(last: &KeyPeriod) -> KeyPeriod {
    let next = |moment: NaiveDateTime| moment.checked_add_days(Days::new(1)).unwrap_or(moment);
    KeyPeriod { from: next(last.from), to: next(last.to), why: String::new() }
}

/// One of them, with its day, its hours and its reason; the new one where something was typed.
fn period_ui(ui: &mut egui::Ui, screens: &mut Screens, one: &KeyPeriod) -> Option<KeyPeriod> {
    let fields = &mut screens.fields;
    let (day, from, to) = (one.from.date(), one.from.time(), one.to.time());
    let new_day = day_value_ui(ui, fields, "日期", day);
    let new_from = time_field_ui(ui, fields, "起", Some(from)).flatten();
    let new_to = time_field_ui(ui, fields, "止", Some(to)).flatten();
    let why = text_field_ui(ui, fields, Text::line("事由", &one.why).hint("例：除夕夜"));
    let is_new = new_day.is_some() || new_from.is_some() || new_to.is_some() || why.is_some();
    let why = why.unwrap_or_else(|| one.why.clone());
    let hours = (new_from.unwrap_or(from), new_to.unwrap_or(to));
    is_new.then(|| spanned(new_day.unwrap_or(day), hours, why))
}

/// What ends no later than it begins ends on the next day.
fn spanned(day: NaiveDate, (from, to): (NaiveTime, NaiveTime), why: String) -> KeyPeriod {
    let next = Days::new(u64::from(to <= from));
    let last = day.checked_add_days(next).unwrap_or(day);
    KeyPeriod { from: day.and_time(from), to: last.and_time(to), why }
}
