//! A table of rows that can be picked; only rows in sight are laid out.

use eframe::egui::{self, Align, Layout, Sense, Vec2};
use egui_extras::{Column, TableBuilder};

use crate::ui::look;

/// The gap between columns.
const COLUMN_GAP: f32 = 10.0;

/// A column: its heading and width; 0 takes what is left.
pub(in crate::ui) type ColumnSpec = (&'static str, f32);

/// A table as a screen asks for it.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Table<'a> {
    /// Tells tables apart.
    pub(in crate::ui) name: &'a str,
    /// The columns.
    pub(in crate::ui) columns: &'a [ColumnSpec],
    /// How many rows.
    pub(in crate::ui) rows: usize,
    /// Which row is picked.
    pub(in crate::ui) selected: Option<usize>,
    /// How tall it may be; it scrolls beyond.
    pub(in crate::ui) height: f32,
}

/// The cells of a row being painted.
pub(in crate::ui) struct Cells<'a, 'b, 'c> {
    row: &'c mut egui_extras::TableRow<'a, 'b>,
}

impl Cells<'_, '_, '_> {
    /// A cell of plain words, cut off where it is full.
    pub(in crate::ui) fn words(&mut self, words: impl Into<egui::WidgetText>) {
        let words = words.into();
        self.ui(|ui| {
            ui.add(egui::Label::new(words).truncate().selectable(false));
        });
    }

    /// A cell of anything.
    pub(in crate::ui) fn ui(&mut self, add: impl FnOnce(&mut egui::Ui)) {
        self.row.col(|ui| {
            ui.style_mut().interaction.selectable_labels = false;
            ui.spacing_mut().item_spacing = Vec2::splat(look::GAP);
            // Lines between rows run through, so the gap between columns lies inside the cells.
            ui.set_max_width(ui.available_width() - COLUMN_GAP);
            add(ui);
        });
    }
}

/// Paints the table; returns the row that was clicked.
pub(in crate::ui) fn table_ui(
    ui: &mut egui::Ui,
    table: Table<'_>,
    cells: impl FnMut(usize, &mut Cells<'_, '_, '_>),
) -> Option<usize> {
    let head = |ui: &mut egui::Ui, place: usize| {
        let words = table.columns.get(place).map_or("", |(words, _)| *words);
        ui.label(look::small(words));
    };
    table_headed_ui(ui, table, (28.0, head), cells)
}

/// A table whose headings are more than words: their height, and how to paint each.
pub(in crate::ui) fn table_headed_ui(
    ui: &mut egui::Ui,
    table: Table<'_>,
    (head_height, mut head): (f32, impl FnMut(&mut egui::Ui, usize)),
    mut cells: impl FnMut(usize, &mut Cells<'_, '_, '_>),
) -> Option<usize> {
    let mut clicked = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.visuals_mut().widgets.noninteractive.bg_stroke.color = look::LINE;
        look::bars_on_card(ui);
        let mut builder = TableBuilder::new(ui)
            .id_salt(table.name)
            .sense(Sense::click())
            .vscroll(true)
            .min_scrolled_height(table.height.min(160.0))
            .max_scroll_height(table.height)
            .auto_shrink([false, true])
            .cell_layout(Layout::left_to_right(Align::Center));
        if let Some(row) = table.selected {
            builder = builder.scroll_to_row(row, None);
        }
        for (_, width) in table.columns {
            builder = builder.column(if *width == 0.0 {
                Column::remainder().clip(true).at_least(80.0)
            } else {
                Column::exact(*width).clip(true)
            });
        }
        builder
            .header(head_height, |mut header| {
                for place in 0..table.columns.len() {
                    header.col(|ui| head(ui, place));
                }
            })
            .body(|mut body| {
                // The row under the pointer shares its colour with the bar there.
                look::fields_on_card(body.ui_mut());
                body.rows(look::ROW, table.rows, |mut row| {
                    let place = row.index();
                    row.set_selected(table.selected == Some(place));
                    row.set_overline(true);
                    cells(place, &mut Cells { row: &mut row });
                    if row.response().clicked() {
                        clicked = Some(place);
                    }
                });
            });
    });
    clicked
}
