//! The fields of a record, a line each: the words come from the model, the widget from the type.

use chrono::{NaiveDate, NaiveTime};
use eframe::egui;

use crate::action::Action;
use crate::model::Choice;
use crate::model::document::Tabled;
use crate::model::id::{PersonId, PostId, SiteId, UnitId, ZoneId};
use crate::rules;
use crate::ui::look;
use crate::ui::widgets::{
    Fields, Fresh, Text, anybody_field_ui, count_field_ui, day_field_ui, hours_field_ui, is_bare,
    labelled_ui, lines_field_ui, people_field_ui, pick_ui, site_field_ui, text_field_ui, tick_ui,
    time_field_ui, unit_field_ui, year_field_ui,
};
use crate::ui::{Screens, View, keyboard};
use crate::workspace::Intent;

/// The fields of one record as they are painted. Each line shows a value and asks for what was
/// typed instead.
pub(in crate::ui) struct Form<'a, R: Tabled> {
    view: View<'a>,
    id: R::Id,
    /// What the fields keep between frames.
    pub(in crate::ui) fields: &'a mut Fields,
    /// What the person asks for.
    pub(in crate::ui) intents: &'a mut Vec<Intent>,
    label: Option<&'static str>,
    hint: &'static str,
}

impl<'a, R: Tabled> Form<'a, R> {
    /// The form of that record.
    pub(in crate::ui) fn of(
        view: View<'a>,
        screens: &'a mut Screens,
        (id, _): (&R::Id, &R),
        intents: &'a mut Vec<Intent>,
    ) -> Self {
        let (fields, id) = (&mut screens.fields, id.clone());
        Self { view, id, fields, intents, label: None, hint: "" }
    }

    /// The next line is called that, where the word of the model is too long.
    pub(in crate::ui) fn label(&mut self, label: &'static str) -> &mut Self {
        self.label = Some(label);
        self
    }

    /// What is to be written in the next line.
    pub(in crate::ui) fn hint(&mut self, hint: &'static str) -> &mut Self {
        self.hint = hint;
        self
    }

    /// Asks for that value.
    pub(in crate::ui) fn put(&mut self, field: R::Field) {
        self.intents.push(Intent::Do(Action::Set(R::put(self.id.clone(), field))));
    }

    /// What the line is called and what is to be written there.
    fn asked(&mut self, field: &R::Field) -> (&'static str, &'static str) {
        let word = || R::facts(&R::key(field), self.view.doc).word;
        (self.label.take().unwrap_or_else(word), std::mem::take(&mut self.hint))
    }

    fn text(&mut self, ui: &mut egui::Ui, text: Text<'_>, field: fn(String) -> R::Field) {
        let (label, hint) = self.asked(&field(String::new()));
        let text = Text { label, ..text }.hint(hint);
        let cell = R::put(self.id.clone(), field(text.value.to_owned())).cell();
        if let Some(words) = text_field_ui(ui, self.fields, text) {
            self.put(field(words));
        }
        if !is_bare(ui)
            && let Some(why) = rules::doubt(self.view.doc, &cell)
        {
            let why = look::small(format!("！{why}")).color(look::DANGER);
            labelled_ui(ui, "", |ui, _| ui.label(why));
        }
    }

    /// A text of one line.
    pub(in crate::ui) fn line(
        &mut self,
        ui: &mut egui::Ui,
        value: &str,
        field: fn(String) -> R::Field,
    ) {
        self.text(ui, Text::line("", value), field);
    }

    /// A text of several lines.
    pub(in crate::ui) fn lines(
        &mut self,
        ui: &mut egui::Ui,
        value: &str,
        field: fn(String) -> R::Field,
    ) {
        self.text(ui, Text::lines("", value), field);
    }

    /// The first text of a record, where the writing cursor goes when it is new.
    pub(in crate::ui) fn first(
        &mut self,
        ui: &mut egui::Ui,
        fresh: Fresh,
        value: &str,
        field: fn(String) -> R::Field,
    ) {
        self.text(ui, Text::line("", value).first_of(fresh), field);
    }

    /// The same of several lines.
    pub(in crate::ui) fn first_lines(
        &mut self,
        ui: &mut egui::Ui,
        fresh: Fresh,
        value: &str,
        field: fn(String) -> R::Field,
    ) {
        self.text(ui, Text::lines("", value).first_of(fresh), field);
    }

    /// A list, a line each.
    pub(in crate::ui) fn list(
        &mut self,
        ui: &mut egui::Ui,
        value: &[String],
        field: fn(Vec<String>) -> R::Field,
    ) {
        let asked = self.asked(&field(Vec::new()));
        if let Some(lines) = lines_field_ui(ui, self.fields, asked, value) {
            self.put(field(lines));
        }
    }

    /// A count, with the unit that the model has for it.
    pub(in crate::ui) fn count(
        &mut self,
        ui: &mut egui::Ui,
        value: u16,
        field: fn(u16) -> R::Field,
    ) {
        let (label, _) = self.asked(&field(value));
        let one = R::shown(&field(1), self.view.doc);
        let unit = one.trim_start_matches('1');
        if let Some(count) = count_field_ui(ui, self.fields, (label, unit), value) {
            self.put(field(count));
        }
    }

    /// Hours, kept as minutes.
    pub(in crate::ui) fn hours(
        &mut self,
        ui: &mut egui::Ui,
        value: u16,
        field: fn(u16) -> R::Field,
    ) {
        let (label, _) = self.asked(&field(value));
        if let Some(minutes) = hours_field_ui(ui, self.fields, label, value) {
            self.put(field(minutes));
        }
    }

    /// One of several choices that are not told by their plain words.
    pub(in crate::ui) fn pick<T: Copy + PartialEq>(
        &mut self,
        ui: &mut egui::Ui,
        (value, options): (Option<T>, &[(T, String)]),
        field: fn(T) -> R::Field,
    ) {
        let Some((first, _)) = options.first() else { return };
        let (label, _) = self.asked(&field(*first));
        if let Some(one) = pick_ui(ui, label, value, options) {
            self.put(field(one));
        }
    }

    /// The first field of a record that is no text, where the writing cursor goes when it is new.
    pub(in crate::ui) fn first_field<T: Edited>(
        &mut self,
        ui: &mut egui::Ui,
        fresh: Fresh,
        value: &T,
        field: fn(T) -> R::Field,
    ) {
        self.field(ui, value, field);
        if self.fields.take_fresh(fresh)
            && let Some(id) = keyboard::newest(ui.ctx())
        {
            keyboard::go_to(ui.ctx(), id);
            self.fields.make_way();
        }
    }

    /// A value whose type says how it is written.
    pub(in crate::ui) fn field<T: Edited>(
        &mut self,
        ui: &mut egui::Ui,
        value: &T,
        field: fn(T) -> R::Field,
    ) {
        let (label, _) = self.asked(&field(value.clone()));
        let asked = Asked { label, view: self.view, fields: self.fields, intents: self.intents };
        if let Some(value) = value.edit_ui(ui, asked) {
            self.put(field(value));
        }
    }
}

/// What a line is called, and what it needs to be painted.
pub(in crate::ui) struct Asked<'a> {
    label: &'a str,
    view: View<'a>,
    fields: &'a mut Fields,
    intents: &'a mut Vec<Intent>,
}

/// A value with a widget of its own.
pub(in crate::ui) trait Edited: Clone {
    /// The line in which it is written; returns what it should be.
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self>;
}

impl Edited for bool {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        tick_ui(ui, *self, asked.label)
    }
}

/// The year of a season.
impl Edited for i32 {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        year_field_ui(ui, asked.fields, asked.label, *self)
    }
}

impl Edited for Option<NaiveDate> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        day_field_ui(ui, asked.fields, asked.label, *self, asked.view.today)
    }
}

impl Edited for Option<NaiveTime> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        time_field_ui(ui, asked.fields, asked.label, *self)
    }
}

impl Edited for Option<PersonId> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        let Asked { label, view, fields, intents } = asked;
        anybody_field_ui(ui, fields, view.doc, label, *self, intents)
    }
}

impl Edited for Vec<PersonId> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        let Asked { label, view, fields, intents } = asked;
        people_field_ui(ui, fields, view.doc, label, self, intents)
    }
}

impl Edited for Option<UnitId> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        let Asked { label, view, fields, intents } = asked;
        unit_field_ui(ui, fields, view.doc, label, *self, intents)
    }
}

impl Edited for Option<SiteId> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        let id = ui.scope_id().with(("site", asked.label));
        site_field_ui(ui, asked.fields, asked.view.doc, (id, asked.label), *self)
    }
}

impl Edited for Option<ZoneId> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        let zones = asked.view.doc.zones.iter();
        let zones: Vec<_> = zones.map(|(id, zone)| (*id, zone.name.clone())).collect();
        pick_ui(ui, asked.label, *self, &zones).map(Some)
    }
}

impl Edited for Option<PostId> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        let posts = asked.view.doc.posts.iter();
        let posts: Vec<_> = posts.map(|(id, post)| (*id, post.name.clone())).collect();
        pick_ui(ui, asked.label, *self, &posts).map(Some)
    }
}

impl<T: Choice> Edited for Option<T> {
    fn edit_ui(&self, ui: &mut egui::Ui, asked: Asked<'_>) -> Option<Self> {
        let all = T::CHOICES.iter().map(|one| (*one, one.own_word(asked.view.doc)));
        pick_ui(ui, asked.label, *self, &all.collect::<Vec<_>>()).map(Some)
    }
}
