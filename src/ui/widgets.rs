//! House widgets: one visual language for every screen. Each takes values and returns intents;
//! none changes the document.

mod button;
mod card;
mod choice;
mod day;
mod half;
mod lines;
mod number;
mod pasted;
mod person;
mod phrase;
mod picker;
mod table;
mod text;
mod time;

pub(super) use button::{
    button_ui, by_enter, cross_ui, first_ui, icon_button_ui, key_ui, link_ui, long_button_ui,
    long_choice_ui, menu_ui, opener_ui, pressing_ui, primary_ui, quiet_ui, tab_ui, tip,
};
pub(super) use card::{
    Half, Tone, abreast_ui, badge_cut_ui, badge_ui, badge_width, banner_ui, bare_fields_ui,
    card_ui, empty_ui, figure_ui, heading_ui, hidden_label, is_bare, labelled_ui, looked_at_ui,
    silent_ui, tick_ui,
};
pub(super) use choice::{bare_pick_ui, choice_ui, pick_ui};
pub(super) use day::{day_field_ui, day_value_ui};
pub(super) use half::{half_ui, raw_field_ui};
pub(super) use lines::lines_field_ui;
pub(super) use number::{count_field_ui, hours_field_ui, year_field_ui};
pub(super) use pasted::{is_added, pasted_ui};
pub(super) use person::{
    Candidate, Choosable, anybody_field_ui, choosable_ui, people_among_ui, people_field_ui,
    person_field_ui, site_field_ui, unit_field_ui,
};
pub(super) use phrase::phrases_ui;
pub(super) use table::{
    Cells, ColumnSpec, Table, Touched, read_only_ui, table_headed_ui, table_marked_ui, table_ui,
};
pub(super) use text::{Fields, Fresh};
pub(super) use text::{Text, bare_ui, select_all, text_field_ui, write_on};
pub(super) use time::{time_box_before_ui, time_field_ui, time_words};
