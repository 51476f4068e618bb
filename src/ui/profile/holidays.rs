//! 放假安排: what the law gives, and the notice of the State Council's office, pasted or typed.

use eframe::egui;

use crate::action::Action;
use crate::action::paste::notice::{self, Notice};
use crate::model::Put;
use crate::model::mine::{Announced, Only, Season, SeasonField};
use crate::rules::holidays;
use crate::ui::record::Form;
use crate::ui::widgets::{
    Text, Tone, banner_ui, button_ui, card_ui, labelled_ui, quiet_ui, text_field_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// The card of the notice.
pub(super) fn holidays_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let season = view.doc.current_season();
    card_ui(ui, "放假安排", "按国务院办公厅当年的通知，不推算", |ui| {
        let statutory = holidays::statutory_words(season.year);
        if !statutory.is_empty() {
            ui.label(format!("法定节假日：{statutory}（放假办法第2条）"));
        }
        if season.announced.is_empty() {
            let words = "其余待国办通知。通知公布后，把“春节”那一段粘贴到下面";
            banner_ui(ui, Tone::Care, words);
        } else {
            announced_ui(ui, &season, intents);
        }
        let mut form = Form::of(view, screens, (&Only, &season), intents);
        let hint = "文号或出处，印在值班表上";
        form.hint(hint).line(ui, &season.notice, SeasonField::Notice);
        let pasted = Text::lines("通知原文", &screens.profile.notice)
            .hint("粘贴通知，或写：2月5日至11日放假；2月14日上班");
        if let Some(words) = text_field_ui(ui, &mut screens.fields, pasted) {
            screens.profile.notice = words;
        }
        if !screens.profile.notice.trim().is_empty() {
            pasted_ui(ui, &season, &mut screens.profile.notice, intents);
        }
    });
}

/// What is on the books, and a way to take it off.
fn announced_ui(ui: &mut egui::Ui, season: &Season, intents: &mut Vec<Intent>) {
    labelled_ui(ui, "已录入", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            ui.label(holidays::announced_words(&season.announced));
            if quiet_ui(ui, "清除放假安排") {
                let none = season.announced.keys().map(|day| (*day, None));
                intents.push(written(none.collect(), None));
            }
        });
    });
}

/// What was read of the words in the box, and the button that takes it in.
fn pasted_ui(ui: &mut egui::Ui, season: &Season, text: &mut String, intents: &mut Vec<Intent>) {
    let Notice { days, number, odd } = notice::read(text, season.year);
    labelled_ui(ui, "读到", |ui, _| {
        ui.vertical(|ui| {
            if !days.is_empty() {
                ui.label(holidays::announced_words(&days));
            }
            for line in &odd {
                ui.label(look::small(format!("△ {line}")).color(look::CARE));
            }
            let source =
                [season.notice.trim(), &number].into_iter().find(|words| !words.is_empty());
            if source.is_none() {
                ui.label(look::small("写上放假通知的文号或出处，就能录入").color(look::CARE));
            }
            let ready = !days.is_empty() && odd.is_empty();
            let Some(source) = source.filter(|_| ready) else { return };
            if button_ui(ui, "录入放假安排", None) {
                let gone = season.announced.keys().filter(|day| !days.contains_key(day));
                let gone = gone.map(|day| (*day, None));
                let all = days.iter().map(|(day, kind)| (*day, Some(*kind))).chain(gone).collect();
                intents.push(written(all, Some(source)));
                text.clear();
            }
        });
    });
}

fn written(days: Vec<(chrono::NaiveDate, Option<Announced>)>, source: Option<&str>) -> Intent {
    let days = days.into_iter().map(|(day, kind)| SeasonField::Announced(day, kind));
    let source = source.map(|words| SeasonField::Notice(words.to_owned()));
    let puts: Vec<Put> = days.chain(source).map(|field| (Only, field).into()).collect();
    Intent::Do(Action::SetAll(puts))
}
