//! A table of rows that can be picked; only rows in sight are laid out. A row is told as one thing:
//! its cells in one breath, and whether it is picked.

use eframe::egui::{self, Align, Align2, Color32, EventFilter, Id, Key, Layout, Rect, Sense, Vec2};

use super::card::{Tone, paint_badge};
use crate::ui::{keyboard, look};

/// The gap between columns.
const COLUMN_GAP: f32 = 10.0;
/// What a row keeps free before its first cell.
const INSET: f32 = 8.0;
/// The least width of a column that takes what is left.
const LEAST: f32 = 80.0;
/// The height of headings that are only words.
const HEAD: f32 = 28.0;
/// A table shows that much at least before it scrolls.
const LEAST_HEIGHT: f32 = 160.0;
/// Stands between the cells of a row that is read out.
const PAUSE: &str = "，";

/// A column: its heading and width; 0 shares what is left.
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

/// What became of a table's rows.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct Touched {
    /// The row that was clicked, or that an arrow key went to.
    pub(in crate::ui) picked: Option<usize>,
    /// The cell that was clicked: its row, and its place there.
    pub(in crate::ui) cell: Option<(usize, usize)>,
    /// Whether it was clicked twice.
    pub(in crate::ui) twice: bool,
    /// The row that has the keyboard, and as what the keyboard knows it.
    pub(in crate::ui) focused: Option<(usize, Id)>,
    /// What the keyboard knows the rows by.
    scope: Option<Id>,
}

impl Touched {
    /// That row, as the keyboard knows it.
    pub(in crate::ui) fn row(&self, row: usize) -> Option<Id> {
        self.scope.map(|scope| row_id(scope, row))
    }
}

/// What the rows of a table are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// To be read.
    Read,
    /// To pick one of them.
    Pick,
    /// To pick one of them, and to mark cells: that row of them comes into sight.
    Mark(Option<usize>),
}

/// The cells of a row being painted.
pub(in crate::ui) struct Cells<'a> {
    ui: &'a mut egui::Ui,
    /// Where the cells are, from left to right.
    rects: &'a [Rect],
    place: usize,
    colour: Color32,
    /// The words of the cells so far.
    told: Vec<String>,
    /// All that a cell says that the pointer is over and that has no room for it.
    whole: Option<String>,
}

impl Cells<'_> {
    fn next(&mut self) -> Rect {
        let rect = self.rects.get(self.place).copied().unwrap_or(Rect::NOTHING);
        self.place += 1;
        rect
    }

    /// A cell of plain words, cut off where it is full.
    pub(in crate::ui) fn words(&mut self, words: impl Into<egui::WidgetText>) {
        let (words, rect) = (words.into(), self.next());
        let text = words.text().to_owned();
        if text.is_empty() {
            return;
        }
        let cut = Some(egui::TextWrapMode::Truncate);
        let galley = words.into_galley(self.ui, cut, rect.width(), egui::TextStyle::Body);
        if galley.elided && self.ui.rect_contains_pointer(rect) {
            self.whole = Some(text.clone());
        }
        let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect).min;
        self.ui.painter().with_clip_rect(self.clip(rect)).galley(place, galley, self.colour);
        self.told.push(text);
    }

    /// A cell whose words can hardly be meant, or that lacks what it must have; why is said under
    /// the pointer.
    pub(in crate::ui) fn doubted(&mut self, words: &str, why: &str) {
        let rect = self.next();
        let ground = rect.expand2(Vec2::new(COLUMN_GAP / 2.0, -2.0));
        self.ui.painter().rect_filled(ground, 2.0, look::DANGER_TINT);
        let words = words.replace('\n', " ");
        let shown = if words.is_empty() { "！没填".to_owned() } else { format!("！{words}") };
        let text = egui::RichText::new(shown).color(look::DANGER);
        let cut = Some(egui::TextWrapMode::Truncate);
        let text = egui::WidgetText::from(text);
        let galley = text.into_galley(self.ui, cut, rect.width(), egui::TextStyle::Body);
        let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect).min;
        self.ui.painter().with_clip_rect(self.clip(rect)).galley(place, galley, look::DANGER);
        let told = if words.is_empty() { why.to_owned() } else { format!("{words}：{why}") };
        if self.ui.rect_contains_pointer(rect) {
            self.whole = Some(told.clone());
        }
        self.told.push(told);
    }

    /// A cell of a few words on a tinted ground.
    pub(in crate::ui) fn badge(&mut self, tone: Tone, words: &str) {
        let rect = self.next();
        let painter = self.ui.painter().with_clip_rect(self.clip(rect));
        self.told.push(paint_badge(&painter, rect, tone, words));
    }

    /// A cell of anything; it is told by itself.
    pub(in crate::ui) fn ui(&mut self, add: impl FnOnce(&mut egui::Ui)) {
        let rect = self.next();
        let layout = Layout::left_to_right(Align::Center);
        let cell = egui::UiBuilder::new().id_salt(self.place).max_rect(rect).layout(layout);
        let mut cell = self.ui.new_child(cell);
        cell.shrink_clip_rect(rect);
        cell.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        cell.style_mut().interaction.selectable_labels = false;
        cell.spacing_mut().item_spacing = Vec2::splat(look::GAP);
        add(&mut cell);
    }

    /// Shows that the next cell is one of a block.
    pub(in crate::ui) fn tint(&self) {
        if let Some(cell) = self.rects.get(self.place) {
            let cell = cell.expand2(Vec2::new(COLUMN_GAP / 2.0, 0.0));
            self.ui.painter().rect_filled(cell, 0.0, look::CARE_TINT);
        }
    }

    /// Shows that the keys are in the next cell.
    pub(in crate::ui) fn mark(&self) {
        let Some(cell) = self.rects.get(self.place) else { return };
        let cell = cell.expand2(Vec2::new(COLUMN_GAP / 2.0, -1.0));
        let line = egui::Stroke::new(1.0, look::ACCENT);
        self.ui.painter().rect_stroke(cell, 2.0, line, egui::StrokeKind::Inside);
    }

    /// Something over the cell of that place; as wide as that at least, it may reach over its
    /// neighbours. Returns how wide what was added is.
    pub(in crate::ui) fn over(
        &mut self,
        place: usize,
        width: f32,
        add: impl FnOnce(&mut egui::Ui),
    ) -> f32 {
        let Some(cell) = self.rects.get(place).copied() else { return 0.0 };
        let cell = cell.expand2(Vec2::new(COLUMN_GAP / 2.0, 0.0));
        let row = self.ui.max_rect();
        let width = cell.width().max(width).min(row.width());
        let left = cell.left().min(row.right() - width);
        let rect = Rect::from_min_size(
            egui::pos2(left, cell.center().y - look::CONTROL / 2.0),
            Vec2::new(width, look::CONTROL),
        );
        self.ui.painter().rect_filled(rect, 0.0, look::CARD);
        let mut over = self.ui.new_child(egui::UiBuilder::new().id_salt("over").max_rect(rect));
        over.shrink_clip_rect(rect);
        over.spacing_mut().item_spacing = Vec2::splat(look::GAP);
        add(&mut over);
        over.min_rect().width()
    }

    fn clip(&self, rect: Rect) -> Rect {
        self.ui.clip_rect().intersect(rect)
    }
}

/// Paints the table; returns the row that was picked.
pub(in crate::ui) fn table_ui(
    ui: &mut egui::Ui,
    table: Table<'_>,
    cells: impl FnMut(usize, &mut Cells<'_>),
) -> Option<usize> {
    rows_ui(ui, table, Purpose::Pick, (HEAD, plain_head(table)), cells).picked
}

/// A table that is only to be read.
pub(in crate::ui) fn read_only_ui(
    ui: &mut egui::Ui,
    table: Table<'_>,
    cells: impl FnMut(usize, &mut Cells<'_>),
) {
    rows_ui(ui, table, Purpose::Read, (HEAD, plain_head(table)), cells);
}

/// A table that is only to be read, and whose headings are more than words: their height, and how
/// to paint each.
pub(in crate::ui) fn table_headed_ui(
    ui: &mut egui::Ui,
    table: Table<'_>,
    head: (f32, impl FnMut(&mut egui::Ui, usize)),
    cells: impl FnMut(usize, &mut Cells<'_>),
) {
    rows_ui(ui, table, Purpose::Read, head, cells);
}

/// A table whose headings can be clicked and whose cells can be marked; the row with the cell that
/// moved last comes into sight.
pub(in crate::ui) fn table_marked_ui(
    ui: &mut egui::Ui,
    (table, sight): (Table<'_>, Option<usize>),
    head: impl FnMut(&mut egui::Ui, usize),
    cells: impl FnMut(usize, &mut Cells<'_>),
) -> Touched {
    rows_ui(ui, table, Purpose::Mark(sight), (HEAD, head), cells)
}

fn plain_head(table: Table<'_>) -> impl FnMut(&mut egui::Ui, usize) {
    move |ui, place| {
        let words = table.columns.get(place).map_or("", |(words, _)| *words);
        ui.label(look::small(words));
    }
}

/// How far each column reaches, from the left edge of a row so wide.
fn reaches(columns: &[ColumnSpec], width: f32) -> Vec<(f32, f32)> {
    let fixed: f32 = columns.iter().map(|(_, width)| width).sum();
    let shares = columns.iter().filter(|(_, width)| *width == 0.0).count();
    let shares = f32::from(u16::try_from(shares).unwrap_or(u16::MAX));
    let share = ((width - INSET - fixed) / shares.max(1.0)).max(LEAST).floor();
    let mut left = INSET;
    let reach = |(_, width): &ColumnSpec| {
        let from = left;
        left += if *width == 0.0 { share } else { *width };
        (from, left - COLUMN_GAP)
    };
    columns.iter().map(reach).collect()
}

fn rects(reaches: &[(f32, f32)], row: Rect) -> Vec<Rect> {
    let rect = |(from, to): &(f32, f32)| {
        Rect::from_x_y_ranges(row.left() + from..=row.left() + to, row.y_range())
    };
    reaches.iter().map(rect).collect()
}

fn rows_ui(
    ui: &mut egui::Ui,
    table: Table<'_>,
    purpose: Purpose,
    (head_height, mut head): (f32, impl FnMut(&mut egui::Ui, usize)),
    mut cells: impl FnMut(usize, &mut Cells<'_>),
) -> Touched {
    let mut touched = Touched::default();
    ui.push_id(table.name, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.visuals_mut().widgets.noninteractive.bg_stroke.color = look::LINE;
        let height = (table.height - head_height).max(look::ROW);
        let all = look::ROW * f32::from(u16::try_from(table.rows).unwrap_or(u16::MAX));
        // In a page that scrolls itself there may be less room than was asked for.
        let least = height.min(LEAST_HEIGHT);
        let shown = height.min(ui.available_height() - head_height).max(least);
        let bar = if shown < all { ui.spacing().scroll.allocated_width() } else { 0.0 };
        let reaches = reaches(table.columns, ui.available_width() - bar);
        let width = reaches.last().map_or(0.0, |(_, to)| to + COLUMN_GAP);
        let width = width.max(ui.available_width() - bar);
        let (row, _) = ui.allocate_exact_size(Vec2::new(width, head_height), Sense::hover());
        for (place, rect) in rects(&reaches, row).into_iter().enumerate() {
            let layout = Layout::left_to_right(Align::Center);
            let cell = egui::UiBuilder::new().id_salt(("head", place)).max_rect(rect);
            let mut cell = ui.new_child(cell.layout(layout));
            cell.shrink_clip_rect(rect);
            cell.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            head(&mut cell, place);
        }
        let sight = match purpose {
            Purpose::Mark(sight) => sight.or(table.selected),
            Purpose::Pick | Purpose::Read => table.selected,
        };
        let news = is_news(ui, sight);
        let area = egui::ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(least)
            .auto_shrink([false, true]);
        area.show_rows(ui, look::ROW, table.rows, |ui, range| {
            touched.scope = Some(ui.scope_id());
            let origin = ui.max_rect().min;
            let at = |row: usize| {
                let above = row.saturating_sub(range.start);
                let above = look::ROW * f32::from(u16::try_from(above).unwrap_or(u16::MAX));
                let corner = origin + Vec2::new(0.0, above);
                Rect::from_min_size(corner, Vec2::new(width, look::ROW))
            };
            // No further than the last row: below it is nothing to be scrolled to.
            let last = range.end.saturating_sub(1).max(range.start);
            let (whole, sight) = (at(range.start).union(at(last)), sight.map(at));
            if let Some(rect) = sight.filter(|_| news) {
                ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
            }
            for row in range.clone() {
                let rect = at(row);
                row_ui(ui, (table, row, purpose), (rect, &reaches), &mut cells, &mut touched);
            }
            if let Some(row) = touched.picked {
                // Not before all rows are painted: one that takes no keys yet gives them away.
                let id = row_id(ui.scope_id(), row);
                keyboard::go_to(ui.ctx(), id);
            }
            ui.advance_cursor_after_rect(whole);
        });
    });
    touched
}

/// Whether another row is picked than in the pass before; it must come into sight.
fn is_news(ui: &egui::Ui, selected: Option<usize>) -> bool {
    let id = ui.scope_id().with("picked");
    let before = ui.data_mut(|data| {
        std::mem::replace(data.get_temp_mut_or_default::<Option<usize>>(id), selected)
    });
    before != selected
}

/// The row that takes the keyboard: the one picked, else the first.
fn takes_keys(table: Table<'_>, row: usize) -> bool {
    table.selected.map_or(row == 0, |selected| selected == row)
}

/// The row, as the keyboard knows it.
fn row_id(scope: Id, row: usize) -> Id {
    scope.with(("row", row))
}

fn row_ui(
    ui: &mut egui::Ui,
    (table, row, purpose): (Table<'_>, usize, Purpose),
    (rect, reaches): (Rect, &[(f32, f32)]),
    cells: &mut impl FnMut(usize, &mut Cells<'_>),
    touched: &mut Touched,
) {
    let is_picked_from = purpose != Purpose::Read;
    let marks = matches!(purpose, Purpose::Mark(_));
    let sense = match (is_picked_from, takes_keys(table, row)) {
        (false, _) => Sense::hover(),
        (true, false) => Sense::CLICK,
        (true, true) => Sense::click(),
    };
    let response = ui.interact(rect, row_id(ui.scope_id(), row), sense);
    let selected = table.selected == Some(row);
    let visuals = ui.visuals();
    let ground = if selected {
        Some(visuals.selection.bg_fill)
    } else if is_picked_from && ui.rect_contains_pointer(rect) {
        Some(visuals.widgets.hovered.bg_fill)
    } else {
        None
    };
    let line = visuals.widgets.noninteractive.bg_stroke;
    let colour = if selected { visuals.selection.stroke.color } else { look::TEXT };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    ui.painter().hline(rect.x_range(), rect.top(), line);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            4.0,
            egui::Stroke::new(1.0, look::ACCENT),
            egui::StrokeKind::Inside,
        );
    }
    let rects = rects(reaches, rect);
    let mut painted = Cells {
        ui: &mut ui.new_child(egui::UiBuilder::new().id_salt(row).max_rect(rect)),
        rects: &rects,
        place: 0,
        colour,
        told: Vec::new(),
        whole: None,
    };
    cells(row, &mut painted);
    let Cells { told, whole, .. } = painted;
    let told = told.join(PAUSE);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, &told));
    if is_picked_from {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(selected));
    }
    if response.clicked() {
        let at = response.interact_pointer_pos().map_or(0.0, |at| at.x - rect.left());
        let place = reaches.iter().position(|(_, to)| at < to + COLUMN_GAP);
        touched.cell = Some((row, place.unwrap_or_default()));
        touched.twice = response.double_clicked();
        let extends = marks && ui.input(|input| input.modifiers.shift);
        touched.picked = (!extends).then_some(row);
    }
    if response.has_focus() {
        touched.focused = Some((row, response.id));
        if let Some(other) = gone_to(ui, (response.id, marks), row, table.rows) {
            touched.picked = Some(other);
        }
    }
    if let Some(whole) = whole {
        response.on_hover_text(whole);
    }
}

/// The row an arrow key goes to. Where cells are marked, the other arrows are not for the keyboard
/// either, and with Shift they mark.
fn gone_to(ui: &egui::Ui, (id, marks): (Id, bool), row: usize, rows: usize) -> Option<usize> {
    let arrows =
        EventFilter { vertical_arrows: true, horizontal_arrows: marks, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    if marks && ui.input(|input| input.modifiers.shift) {
        return None;
    }
    // Taken away, so that the row it leads to does not hear the same key.
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    if pressed(Key::ArrowUp) {
        return row.checked_sub(1);
    }
    let below = row.checked_add(1).filter(|below| *below < rows);
    below.filter(|_| pressed(Key::ArrowDown))
}
