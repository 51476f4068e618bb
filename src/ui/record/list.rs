//! The list of one kind of record, and beside it the record that is picked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use eframe::egui;

use super::cells::{Marks, Writes};
use super::form::Form;
use super::grid::Grid;
use super::shown::{Shown, sort};
use crate::model::document::Tabled;
use crate::model::{Cell, Kind, RecordId};
use crate::rules;
use crate::rules::pinyin::{Letters, Query};
use crate::ui::look::{self, sign};
use crate::ui::widgets::{
    Cells, ColumnSpec, Table, Text, card_ui, empty_ui, quiet_ui, table_marked_ui, text_field_ui,
    tick_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, is_wide, keyboard, list_height, split_ui};
use crate::workspace::{Intent, Pick};

/// Lists longer than this can be searched.
const MANY: usize = 8;
/// What a column that takes what is left should have before others are shown.
const ROOM: f32 = 150.0;
/// The height of a line that says what is wrong with a cell.
const LINE: f32 = 24.0;
/// The width of a box to be ticked with its word.
const TICK: f32 = 76.0;

/// Which columns are left out first where there is no room for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Always,
    Often,
    Extra,
}

/// A column of a list.
#[derive(Debug)]
pub(in crate::ui) struct Column<R: Tabled> {
    spec: ColumnSpec,
    /// Whether it is there always, or when it is left out.
    need: Need,
    cell: fn(View<'_>, &R::Id, &R) -> Shown,
    /// How the field is written that it shows; none where it is composed.
    writes: Option<Writes<R>>,
}

impl<R: Tabled> Column<R> {
    /// A column with its heading and width; width 0 shares what is left.
    pub(in crate::ui) const fn new(
        head: &'static str,
        width: f32,
        cell: fn(View<'_>, &R::Id, &R) -> Shown,
    ) -> Self {
        Self { spec: (head, width), need: Need::Always, cell, writes: None }
    }

    /// The same, left out where there is no room for it.
    pub(in crate::ui) const fn often(
        head: &'static str,
        width: f32,
        cell: fn(View<'_>, &R::Id, &R) -> Shown,
    ) -> Self {
        Self { spec: (head, width), need: Need::Often, cell, writes: None }
    }

    /// The same, left out first.
    pub(in crate::ui) const fn extra(
        head: &'static str,
        width: f32,
        cell: fn(View<'_>, &R::Id, &R) -> Shown,
    ) -> Self {
        Self { spec: (head, width), need: Need::Extra, cell, writes: None }
    }
}

impl<R: Tabled> Column<R> {
    /// Shows that field, which can be written in the list by the line of the form for it.
    #[must_use]
    pub(in crate::ui) const fn writes(
        self,
        key: fn() -> R::Key,
        edit: fn(&mut Form<'_, R>, &mut egui::Ui, &R),
    ) -> Self {
        self.writes_unless(|_| None, key, edit)
    }

    /// The same, but not of a record of which that says why not.
    #[must_use]
    pub(in crate::ui) const fn writes_unless(
        self,
        closed: fn(&R) -> Option<&'static str>,
        key: fn() -> R::Key,
        edit: fn(&mut Form<'_, R>, &mut egui::Ui, &R),
    ) -> Self {
        Self { writes: Some(Writes { key, edit, closed }), ..self }
    }
}

/// A list as a screen asks for it.
pub(in crate::ui) struct List<'a, R: Tabled> {
    /// What stands above it, and a remark beside that.
    pub(in crate::ui) title: (&'a str, &'a str),
    /// Its columns.
    pub(in crate::ui) columns: &'a [Column<R>],
    /// What of the width it takes beside a record that is picked.
    pub(in crate::ui) share: f32,
    /// The records in their own order.
    pub(in crate::ui) rows: &'a dyn Fn() -> Vec<R::Id>,
    /// What else than the document the rows come from.
    pub(in crate::ui) of: u64,
    /// What is said where there are no rows.
    pub(in crate::ui) none: &'a str,
    /// A box to be ticked before each row: whether it is, its words, and what a click means.
    pub(in crate::ui) tick: Option<TickOf<R>>,
}

impl<'a, R: Tabled> List<'a, R> {
    /// A list of those columns, of that share of the width beside a record that is picked.
    pub(in crate::ui) fn new(
        columns: &'a [Column<R>],
        share: f32,
        rows: &'a dyn Fn() -> Vec<R::Id>,
    ) -> Self {
        Self { title: ("", ""), columns, share, rows, of: 0, none: "", tick: None }
    }
}

impl<R: Tabled> List<'_, R> {
    /// The words that stand in a cell.
    fn words(&self, view: View<'_>, record: &RecordId, column: usize) -> String {
        let words = || {
            let (column, id) = (self.columns.get(column)?, R::id_of(record)?);
            Some((column.cell)(view, &id, R::table(view.doc).get(&id)?).words)
        };
        words().unwrap_or_default()
    }

    /// The field that a cell shows, where it may be written.
    fn field(&self, view: View<'_>, record: &RecordId, column: usize) -> Option<Cell> {
        let writes = self.columns.get(column)?.writes.as_ref()?;
        let id = R::id_of(record)?;
        let one = R::table(view.doc).get(&id)?;
        let is_open = (writes.closed)(one).is_none();
        is_open.then(|| R::put(id, one.field(&(writes.key)())).cell())
    }

    /// Why that cell is not written, where it is the record and not the column that says so.
    fn closed(&self, view: View<'_>, record: &RecordId, column: usize) -> Option<&'static str> {
        let writes = self.columns.get(column)?.writes.as_ref()?;
        (writes.closed)(R::table(view.doc).get(&R::id_of(record)?)?)
    }
}

/// Whether a row is ticked, the words of the box, and what it means to change that.
pub(in crate::ui) type TickOf<R> =
    fn(View<'_>, &<R as crate::model::record::Record>::Id) -> (bool, String, Intent);

/// What lists keep between frames.
#[derive(Debug, Default)]
pub(in crate::ui) struct Lists {
    kinds: BTreeMap<Kind, Kept>,
    /// A list whose cells can be written was painted in this pass.
    is_written: bool,
    /// F2 was pressed, and no list has heard it yet.
    is_pressed: bool,
    /// Where is written what is looked for, and in which list, as last painted.
    sought: Option<(Kind, egui::Id)>,
}

impl Lists {
    /// Begins a pass. Returns whether F2 is for a list: where one is in front whose cells can be
    /// written, it writes in the marked cell, as in every program of tables, wherever the keys are.
    pub(in crate::ui) fn begin(&mut self) -> bool {
        self.is_pressed = false;
        std::mem::take(&mut self.is_written)
    }

    /// Takes back what is looked for, where the writing cursor is in that field: it is no step, and an
    /// undo would take back something nobody sees. Returns whether there was any.
    pub(in crate::ui) fn take_back(&mut self, ctx: &egui::Context) -> bool {
        let Some((kind, field)) = self.sought else { return false };
        let kept = self.kinds.get_mut(&kind);
        let kept = kept.filter(|kept| !kept.query.is_empty());
        let has_focus = ctx.memory(|memory| memory.has_focus(field));
        kept.filter(|_| has_focus).map(|kept| kept.query.clear()).is_some()
    }

    /// F2 was pressed.
    pub(in crate::ui) fn press(&mut self) {
        self.is_pressed = true;
    }

    /// A list whose cells can be written is painted. Returns whether F2 was pressed for it.
    fn hear(&mut self) -> bool {
        self.is_written = true;
        std::mem::take(&mut self.is_pressed)
    }
}

/// What one list keeps.
#[derive(Debug, Default)]
struct Kept {
    /// What is looked for.
    query: String,
    /// By which column it is sorted, and whether the other way round.
    sort: Option<(usize, bool)>,
    /// The rows as last worked out, and of what.
    order: Option<(Of, Vec<RecordId>)>,
    /// The record shown in the frame before.
    shown: Option<RecordId>,
    /// What is marked and written in.
    marks: Marks,
}

/// What the order of a list depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Of {
    revision: u64,
    today: NaiveDate,
    findings: usize,
    rows: u64,
    query: String,
    sort: Option<(usize, bool)>,
}

/// Says what to do first where there is no such record yet.
pub(in crate::ui) fn none_yet_ui(
    ui: &mut egui::Ui,
    (sign, title, hint, button): (char, &str, &str, &str),
    intents: &mut Vec<Intent>,
    begin: impl FnOnce() -> Intent,
) {
    if card_ui(ui, "", "", |ui| empty_ui(ui, sign, title, hint, button)) {
        intents.push(begin());
    }
}

/// The list, and beside it the record that is picked. As long as none is, the list takes the whole
/// width.
pub(in crate::ui) fn records_ui<R: Tabled>(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    list: &List<'_, R>,
    intents: &mut Vec<Intent>,
    detail: impl FnMut(&mut egui::Ui, &mut Screens, (&R::Id, &R), &mut Vec<Intent>),
) {
    let nothing = |_: &mut egui::Ui, _: &mut Screens, _: &mut Vec<Intent>| {};
    records_below_ui(ui, (view, screens), list, intents, nothing, detail);
}

/// The same with something above the list.
pub(in crate::ui) fn records_below_ui<R: Tabled>(
    ui: &mut egui::Ui,
    (view, screens): (View<'_>, &mut Screens),
    list: &List<'_, R>,
    intents: &mut Vec<Intent>,
    mut above: impl FnMut(&mut egui::Ui, &mut Screens, &mut Vec<Intent>),
    mut detail: impl FnMut(&mut egui::Ui, &mut Screens, (&R::Id, &R), &mut Vec<Intent>),
) {
    let picked = view.workspace.picked().id::<R>();
    let blank = R::default();
    let one = picked.and_then(|id| {
        // Where rows are ticked, one stands for what is not there yet.
        let one = R::table(view.doc).get(&id).or_else(|| list.tick.map(|_| &blank))?;
        Some((one, id))
    });
    let record = one.as_ref().map(|(_, id)| R::record(id.clone()));
    let kept = screens.lists.kinds.entry(R::KIND).or_default();
    let is_news = kept.shown != record;
    kept.shown.clone_from(&record);
    let Some((one, id)) = one else {
        above(ui, screens, intents);
        return list_ui(ui, (view, screens), list, (None, false), intents);
    };
    let back = split_ui(ui, list.share, true, |ui, side| match side {
        Side::List => {
            above(ui, screens, intents);
            list_ui(ui, (view, screens), list, (record.as_ref(), is_news), intents);
        }
        Side::Detail => detail_ui(ui, |ui| {
            ui.push_id(format!("{record:?}"), |ui| detail(ui, screens, (&id, one), intents));
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(R::KIND)));
    }
    screens.lists.kinds.entry(R::KIND).or_default().marks.second_click_ui(ui);
}

fn list_ui<R: Tabled>(
    ui: &mut egui::Ui,
    (view, screens): (View<'_>, &mut Screens),
    list: &List<'_, R>,
    (picked, is_news): (Option<&RecordId>, bool),
    intents: &mut Vec<Intent>,
) {
    let (title, remark) = list.title;
    // The same wherever it stands, so that a row keeps the keyboard when a record opens beside it;
    // and one for each kind, so that no list is scrolled to where another was.
    let scope = egui::UiBuilder::new().scope_id(egui::Id::unique(("list", R::KIND.word())));
    let paint = |ui: &mut egui::Ui| {
        let mut kept = std::mem::take(screens.lists.kinds.entry(R::KIND).or_default());
        let mut order = kept.order(view, list);
        if is_news && picked.is_some_and(|picked| !order.contains(picked)) {
            // Whoever shows a record must see it in its list.
            kept.query.clear();
            order = kept.order(view, list);
        }
        let is_many = MANY < order.len() || !kept.query.is_empty();
        top_ui(ui, screens, &mut kept, (is_many, picked.is_some()), R::KIND, intents);
        if order.is_empty() {
            let words = if kept.query.is_empty() {
                list.none
            } else {
                "没有找到。试试别的字，或者拼音首字母"
            };
            ui.label(look::weak(words));
        } else {
            rows_ui(ui, (view, screens), list, (&order, &mut kept), picked, intents);
        }
        kept.order = kept.order.map(|(of, _)| (of, order));
        screens.lists.kinds.insert(R::KIND, kept);
    };
    card_ui(ui, title, remark, |ui| ui.scope_builder(scope, paint));
}

/// What is looked for, and the way back to the list alone.
fn top_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    kept: &mut Kept,
    (is_many, is_beside): (bool, bool),
    kind: Kind,
    intents: &mut Vec<Intent>,
) {
    let closes = is_beside && is_wide(ui.ctx());
    if !is_many && !closes {
        return;
    }
    let size = egui::vec2(ui.available_width(), look::CONTROL);
    let from_right = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, from_right, |ui| {
        if closes && quiet_ui(ui, "只看列表") {
            intents.push(Intent::Pick(Pick::NoneOf(kind)));
        }
        if is_many {
            let field = egui::Layout::left_to_right(egui::Align::Center);
            ui.with_layout(field, |ui| {
                let query = kept.query.clone();
                let field = Text::line("查找", &query).hint("几个字或拼音首字母");
                if let Some(query) = text_field_ui(ui, &mut screens.fields, field) {
                    kept.query = query;
                }
                screens.lists.sought = keyboard::newest(ui.ctx()).map(|id| (kind, id));
            });
        }
    });
}

/// The columns for which there is room, by their place in the list.
fn fitting<R: Tabled>(columns: &[Column<R>], room: f32) -> Vec<usize> {
    let mut left = room;
    let mut fitting: Vec<usize> = Vec::new();
    for need in [Need::Always, Need::Often, Need::Extra] {
        for (place, column) in columns.iter().enumerate().filter(|(_, one)| one.need == need) {
            let width = if column.spec.1 == 0.0 { ROOM } else { column.spec.1 };
            if need == Need::Always || width <= left {
                left -= width;
                fitting.push(place);
            }
        }
    }
    fitting.sort_unstable();
    fitting
}

fn rows_ui<R: Tabled>(
    ui: &mut egui::Ui,
    (view, screens): (View<'_>, &mut Screens),
    list: &List<'_, R>,
    (order, kept): (&[RecordId], &mut Kept),
    picked: Option<&RecordId>,
    intents: &mut Vec<Intent>,
) {
    let fitting = fitting(list.columns, ui.available_width());
    let columns = || fitting.iter().filter_map(|place| list.columns.get(*place));
    let mut specs: Vec<ColumnSpec> = columns().map(|column| column.spec).collect();
    if list.tick.is_some() {
        specs.insert(0, ("选用", TICK));
    }
    let selected = picked.and_then(|picked| order.iter().position(|one| one == picked));
    let (ticks, mut sorted) = (usize::from(list.tick.is_some()), None);
    let head = |ui: &mut egui::Ui, place: usize| {
        let column = place.checked_sub(ticks).and_then(|place| fitting.get(place));
        let words = specs.get(place).map_or("", |(words, _)| *words);
        let Some(column) = column.copied() else {
            ui.label(look::small(words));
            return;
        };
        let by = kept.sort.filter(|(by, _)| *by == column).map(|(_, reversed)| reversed);
        if head_ui(ui, words, by) {
            sorted = Some(column);
        }
    };
    let field = |record: &RecordId, column: usize| list.field(view, record, column);
    let words = |record: &RecordId, column: usize| list.words(view, record, column);
    let closed = |record: &RecordId, column: usize| list.closed(view, record, column);
    let heads: Vec<&str> = columns().map(|column| column.spec.0).collect();
    let grid = Grid::of((order, &fitting, &heads), (&field, &closed, &words));
    let marks = &mut kept.marks;
    let block = marks.block(&grid);
    let doubt = marks.doubt(&grid, view.doc);
    marks.escape(ui.ctx(), (&mut screens.fields, view.doc), intents);
    let sight = marks.sight(order);
    let (rows, height) = (order.len(), list_height(ui) - doubt.as_ref().map_or(0.0, |_| LINE));
    let table = Table { name: "list", columns: &specs, rows, selected, height };
    let mut touched = table_marked_ui(ui, (table, sight), head, |row, cells| {
        let Some(record) = order.get(row) else { return };
        let Some(id) = R::id_of(record) else { return };
        if let Some(tick) = list.tick {
            tick_cell_ui(cells, tick(view, &id), intents);
        }
        let blank = R::default();
        let one = R::table(view.doc).get(&id).unwrap_or(&blank);
        for (place, (column, at)) in columns().zip(&fitting).enumerate() {
            marks.paint(cells, (record, *at), block.as_ref(), (row, place));
            let doubt = field(record, *at).and_then(|cell| rules::doubt(view.doc, &cell));
            (column.cell)(view, &id, one).paint(cells, doubt.as_deref());
        }
        let write = |column: usize| {
            let place = fitting.iter().position(|one| *one == column)?;
            Some((place + ticks, list.columns.get(column)?.writes.as_ref()?.edit))
        };
        let form = Form::of(view, screens, (&id, one), intents);
        marks.write_ui(cells, record, write, (form, one));
    });
    // Whoever goes by keys has no pointer to hold over the cell.
    if let Some(why) = doubt {
        ui.label(look::small(why).color(look::DANGER));
    }
    if let Some(column) = sorted {
        kept.sort_by(column);
    }
    touched.cell = touched.cell.map(|(row, place)| (row, place.saturating_sub(ticks)));
    if list.columns.iter().any(|column| column.writes.is_some()) {
        kept.marks.write_at_once |= screens.lists.hear();
    }
    kept.marks.follow(ui.ctx(), (&grid, &touched), (&screens.fields, view.doc), intents);
    if let Some(record) = touched.picked.and_then(|row| order.get(row)) {
        if touched.cell.is_some() && picked.is_none() {
            kept.marks.opened(ui.ctx());
        }
        intents.push(Intent::Pick(Pick::Record(record.clone())));
    }
}

/// A box to be ticked before a row.
fn tick_cell_ui(
    cells: &mut Cells<'_>,
    (ticked, words, change): (bool, String, Intent),
    intents: &mut Vec<Intent>,
) {
    cells.ui(|ui| {
        if tick_ui(ui, ticked, &words).is_some() {
            intents.push(change);
        }
    });
}

/// A heading by which the list can be sorted. Returns whether it was clicked.
fn head_ui(ui: &mut egui::Ui, words: &str, by: Option<bool>) -> bool {
    let arrow = by.map(|reversed| if reversed { sign::DOWN } else { sign::UP });
    let text = format!("{words}{}", arrow.map(|arrow| format!(" {arrow}")).unwrap_or_default());
    let text = if by.is_some() { look::small(text).color(look::ACCENT) } else { look::small(text) };
    ui.spacing_mut().button_padding = egui::Vec2::ZERO;
    ui.spacing_mut().interact_size = egui::Vec2::ZERO;
    let button = egui::Button::new(text).frame_when_inactive(false).truncate();
    let response = ui.add(button.min_size(egui::Vec2::ZERO));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, words));
    let direction = match by {
        Some(false) => Some(egui::accesskit::SortDirection::Ascending),
        Some(true) => Some(egui::accesskit::SortDirection::Descending),
        None => None,
    };
    if let Some(direction) = direction {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
    }
    response.on_hover_text("按这一列排序，再点一次倒过来").clicked()
}

impl Kept {
    /// The heading of that column was clicked.
    fn sort_by(&mut self, column: usize) {
        self.sort = match self.sort {
            Some((by, false)) if by == column => Some((column, true)),
            // A third click gives the list its own order back.
            Some((by, true)) if by == column => None,
            _ => Some((column, false)),
        };
    }

    /// The records to list, worked out anew only where something of it changed.
    fn order<R: Tabled>(&mut self, view: View<'_>, list: &List<'_, R>) -> Vec<RecordId> {
        let of = Of {
            revision: view.doc.revision(),
            today: view.today,
            findings: view.workspace.findings().len(),
            rows: list.of,
            query: self.query.clone(),
            sort: self.sort,
        };
        // Nobody's row goes away from under the cursor.
        let stays = self.marks.is_writing();
        if let Some((_, order)) = self.order.as_mut().filter(|(known, _)| stays || *known == of) {
            return std::mem::take(order);
        }
        let mut rows: Vec<(R::Id, Option<Shown>)> =
            (list.rows)().into_iter().map(|id| (id, None)).collect();
        let blank = R::default();
        let shown = |column: &Column<R>, id: &R::Id| {
            (column.cell)(view, id, R::table(view.doc).get(id).unwrap_or(&blank))
        };
        let queries: Vec<Query> = of.query.split_whitespace().map(Query::of).collect();
        if !queries.is_empty() {
            rows.retain(|(id, _)| {
                let cells: Vec<String> =
                    list.columns.iter().map(|column| shown(column, id).words).collect();
                queries.iter().all(|query| cells.iter().any(|words| fits(words, query)))
            });
        }
        if let Some((by, reversed)) = of.sort
            && let Some(column) = list.columns.get(by)
        {
            for (id, cell) in &mut rows {
                *cell = Some(shown(column, id));
            }
            sort(&mut rows, reversed);
        }
        let order: Vec<RecordId> = rows.into_iter().map(|(id, _)| R::record(id)).collect();
        self.order = Some((of, Vec::new()));
        order
    }
}

fn fits(words: &str, query: &Query) -> bool {
    query.may_fit(Letters::of_text(words)) && query.fit(words).is_some()
}
