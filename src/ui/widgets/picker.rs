//! A line in which a name is typed, with what fits below it.
//!
//! Letters take the highlighted name by Enter or Tab. A name in full takes whoever is called
//! exactly so, or what the arrow keys chose, never a longer name. A name that is like no other
//! becomes a new record, however the field is left; letters never do. Whatever is none of these
//! stays in the field and is said to be open.

use eframe::egui::{self, Id, Key, Popup, PopupCloseBehavior, Rect};

use super::Fields;
use super::half::{half_ui, selected_edit_ui};
use crate::action::Action;
use crate::model::Document;
use crate::rules::pinyin::{self, Query};
use crate::ui::{keyboard, look};
use crate::workspace::Intent;

/// How many names are offered at once.
pub(super) const OFFERED: usize = 8;
/// How many of them are seen at once; more are scrolled to.
const LOOKED_THROUGH: f32 = 8.0;
/// The least width of what is offered.
const OFFERS: f32 = 340.0;
/// How many signs of a remark show; the name needs room too.
const REMARK: usize = 18;
/// The width of a field with room, and the room for what is said behind it.
const WIDTH: f32 = 280.0;
const SAID: f32 = 96.0;
/// From how many signs on something is a name that can be put on the books.
const LEAST: usize = 2;
/// And up to how many: what is longer was pasted into the wrong field.
const MOST: usize = 30;
/// What stands in sentences and in no name.
const MARKS: [char; 7] = ['，', '。', '；', '！', '？', '：', '\n'];

/// Something with a name that can be picked.
#[derive(Clone, Debug)]
pub(super) struct Named<T> {
    pub(super) id: T,
    pub(super) name: String,
    pub(super) remark: String,
    /// Something speaks against it.
    pub(super) care: bool,
}

/// What is picked in a field: how to say so, and how to put a new one on the books.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) hint: &'static str,
    /// What is said where there is none to be offered.
    pub(super) none: &'static str,
    /// What is said of letters that fit nobody.
    pub(super) unknown: &'static str,
    /// How many are offered at once.
    pub(super) most: usize,
    /// None where nobody makes one in passing.
    pub(super) add: Option<fn(String) -> Action>,
    /// Whether somebody on the books is called exactly so.
    pub(super) is_known: fn(&Document, &str) -> bool,
    /// Several are picked one after the other, so that the cursor stays.
    pub(super) several: bool,
}

/// What became of a text.
enum Verdict {
    /// Nothing was written, or what stood there anyway.
    Same,
    /// It means that one of the names.
    Pick(usize),
    /// It is a new name.
    New,
    /// The name that stood there was taken out.
    Emptied,
    /// It may mean several, or nobody.
    Open,
}

/// How the text was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Enter,
    Tab,
    /// By the pointer or otherwise.
    Left,
}

/// What was typed, and what fits it.
struct Search<'a, T> {
    doc: &'a Document,
    kind: Kind,
    query: String,
    /// It is not what the document says anyway.
    is_new: bool,
    /// There is nothing where a name stood.
    is_emptied: bool,
    /// Nothing but letters, digits and signs of the keyboard.
    letters: bool,
    offered: Vec<(usize, &'a Named<T>)>,
    /// The only one called exactly so, by its place among those offered.
    exact: Option<usize>,
    /// The place the arrow keys chose; behind the last name stands the new one.
    chosen: Option<usize>,
}

impl<'a, T> Search<'a, T> {
    fn of(
        (doc, kind): (&'a Document, Kind),
        all: &'a [Named<T>],
        (text, shown): (&str, &str),
        chosen: Option<usize>,
    ) -> Self {
        let query = text.trim().to_owned();
        let is_new = !query.is_empty() && pinyin::folded(&query) != pinyin::folded(shown);
        let is_emptied = query.is_empty() && !shown.trim().is_empty();
        let letters = pinyin::folded(&query).is_ascii();
        let offered = offered(all, if is_new { &query } else { "" }, kind.most);
        let called = |(_, named): &&(usize, &Named<T>)| {
            pinyin::folded(&named.name) == pinyin::folded(&query)
        };
        let mut exact = offered.iter().enumerate().filter(|(_, one)| is_new && called(one));
        let exact = match (exact.next(), exact.next()) {
            (Some((place, _)), None) => Some(place),
            _ => None,
        };
        Self { doc, kind, query, is_new, is_emptied, letters, offered, exact, chosen }
    }

    /// Whether it is a name that can be put on the books.
    fn makes_name(&self) -> bool {
        let signs = self.query.chars().filter(|sign| sign.is_alphanumeric()).count();
        self.kind.add.is_some()
            && self.is_new
            && !self.letters
            && LEAST <= signs
            && self.query.chars().count() <= MOST
            && !self.query.contains(MARKS)
            && !(self.kind.is_known)(self.doc, &self.query)
    }

    /// How many places the arrow keys go through.
    fn places(&self) -> usize {
        self.offered.len() + usize::from(self.makes_name())
    }

    /// The place that is lit.
    fn lit(&self) -> Option<usize> {
        let first = (self.is_new && self.letters && !self.offered.is_empty()).then_some(0);
        self.chosen.filter(|place| *place < self.places()).or(self.exact).or(first)
    }

    /// Where the arrow keys lead to: down to the first name, up to the new one.
    fn moved(&self, arrow: Key) -> Option<usize> {
        let last = self.places().checked_sub(1)?;
        match (self.lit(), arrow) {
            (None, Key::ArrowDown) => Some(0),
            (Some(at), Key::ArrowDown) => Some((at + 1).min(last)),
            (None | Some(0), Key::ArrowUp) => Some(last),
            (Some(at), Key::ArrowUp) => Some(at - 1),
            _ => None,
        }
    }

    fn verdict(&self, end: End) -> Verdict {
        let pick = |place: usize| match self.offered.get(place) {
            Some((place, _)) => Verdict::Pick(*place),
            None => Verdict::New,
        };
        if let Some(place) = self.chosen.filter(|place| *place < self.places()) {
            return pick(place);
        }
        match self.exact {
            _ if self.is_emptied => Verdict::Emptied,
            _ if !self.is_new => Verdict::Same,
            Some(place) => pick(place),
            None if self.letters && end != End::Left && !self.offered.is_empty() => pick(0),
            None if self.offered.is_empty() && self.makes_name() => Verdict::New,
            None => Verdict::Open,
        }
    }

    /// What is to be said of a text that is open.
    fn said(&self) -> &'static str {
        match () {
            () if !self.offered.is_empty() => "还没选定",
            () if (self.kind.is_known)(self.doc, &self.query) => "不能再选",
            () => self.kind.unknown,
        }
    }
}

/// A line in which a name is typed, with what fits below it. Returns what was picked, or that there
/// is to be none any more.
pub(super) fn picker_ui<T: Clone>(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (doc, id, name): (&Document, Id, Id),
    (shown, all): (&str, &[Named<T>]),
    intents: &mut Vec<Intent>,
    kind: Kind,
) -> Option<Option<T>> {
    let awaited = fields.awaited.remove(&id);
    let named = awaited.and_then(|name| all.iter().rev().find(|named| named.name == name));
    if let Some(named) = named {
        fields.forget_half(id);
        // It stands there from the next pass on.
        ui.ctx().request_repaint();
        let width = ui.available_width().min(WIDTH);
        selected_edit_ui(ui, id, &mut named.name.clone(), (width, "")).labelled_by(name);
        return Some(Some(named.id.clone()));
    }
    let was = fields.half(id, shown);
    let mut text = was.clone().unwrap_or_else(|| shown.to_owned());
    let (response, search) = ui
        .horizontal(|ui| {
            let is_open = fields.is_open(id) && !ui.memory(|memory| memory.has_focus(id));
            let room = ui.available_width() - if is_open { SAID } else { 0.0 };
            let room = room.max(look::CONTROL);
            let width = (room.min(WIDTH), kind.hint);
            let response = selected_edit_ui(ui, id, &mut text, width).labelled_by(name);
            if response.changed() {
                fields.cursor.remove(&id);
            }
            fields.is_quiet &= !response.is_pointer_button_down_on();
            let chosen = fields.cursor.get(&id).copied();
            let search = Search::of((doc, kind), all, (&text, shown), chosen);
            if is_open {
                half_ui(ui, search.said());
            }
            (response, search)
        })
        .inner;
    let search = move_ui(ui, fields, &response, search);
    let (end, clicked) = end_ui(ui, fields, &response, &search);
    let verdict = clicked.or_else(|| end.map(|end| search.verdict(end)));
    let open = matches!(search.verdict(End::Left), Verdict::Open);
    match verdict {
        None if response.has_focus() && (was.is_some() || response.changed()) => {
            fields.keep_half(&response, text.clone(), shown, open);
        }
        None => {}
        Some(Verdict::Open) => {
            fields.keep_half(&response, text.clone(), shown, true);
            if end == Some(End::Enter) {
                keyboard::stay(ui.ctx(), id);
            }
        }
        Some(_) => {
            fields.forget_half(id);
            fields.cursor.remove(&id);
            fields.picking = None;
            go_on_ui(ui, fields, (id, kind), (end, search.is_new));
        }
    }
    match verdict? {
        Verdict::Pick(place) => all.get(place).map(|named| Some(named.id.clone())),
        Verdict::Emptied => Some(None),
        Verdict::New => {
            let add = kind.add?;
            fields.awaited.insert(id, search.query.clone());
            intents.push(Intent::Do(add(search.query)));
            None
        }
        Verdict::Same | Verdict::Open => None,
    }
}

/// Where the writing cursor goes once a text is done with.
fn go_on_ui(
    ui: &egui::Ui,
    fields: &mut Fields,
    (id, kind): (Id, Kind),
    (end, is_new): (Option<End>, bool),
) {
    match end {
        Some(End::Tab | End::Left) => {}
        // Several are written one after the other; nothing more written is the end of it. Whoever
        // clicks on the field below instead must not pick somebody of the list.
        Some(End::Enter) if kind.several && is_new => {
            fields.make_way();
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        Some(End::Enter) => keyboard::go_on(ui.ctx(), id),
        // Whoever clicked goes on with the mouse, and the list is in the way.
        None => ui.memory_mut(|memory| memory.surrender_focus(id)),
    }
}

/// Follows the arrow keys.
fn move_ui<'a, T>(
    ui: &egui::Ui,
    fields: &mut Fields,
    field: &egui::Response,
    mut search: Search<'a, T>,
) -> Search<'a, T> {
    if field.has_focus() && !fields.is_composing() {
        let arrows = [Key::ArrowDown, Key::ArrowUp].into_iter();
        let mut pressed = arrows.filter(|key| ui.input(|input| input.key_pressed(*key)));
        if let Some(place) = pressed.next().and_then(|arrow| search.moved(arrow)) {
            fields.cursor.insert(field.id, place);
            search.chosen = Some(place);
        }
    }
    search
}

/// How the text was ended, if it was, and what was clicked among the offers.
fn end_ui<T>(
    ui: &egui::Ui,
    fields: &mut Fields,
    field: &egui::Response,
    search: &Search<'_, T>,
) -> (Option<End>, Option<Verdict>) {
    let (ctx, id) = (ui.ctx(), field.id);
    let before = fields.picking.filter(|(picking, _)| *picking == id);
    let on_offers = before.and_then(|(_, offers)| offers).is_some_and(|offers| {
        ctx.input(|input| input.pointer.interact_pos().is_some_and(|at| offers.contains(at)))
    });
    let clicks = on_offers && ctx.input(|input| input.pointer.any_click());
    if field.has_focus() || clicks {
        if field.has_focus() && fields.hurries {
            return (Some(End::Enter), None);
        }
        let is_away = fields.is_composing() || fields.is_quiet;
        let shown = if is_away { None } else { popup_ui(ui, field, search) };
        let (clicked, rect) = shown.map_or((None, None), |(clicked, rect)| (clicked, Some(rect)));
        fields.picking = Some((id, rect));
        if clicks && clicked.is_none() {
            // Beside the names, as on the bar of the list: the field is not left over that.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        return (None, clicked);
    }
    if before.is_none() {
        return (None, None);
    }
    fields.picking = None;
    let end = match () {
        () if keyboard::pressed_in(ctx, id, Key::Enter) => End::Enter,
        () if ctx.input(|input| input.key_pressed(Key::Tab)) => End::Tab,
        () => End::Left,
    };
    (Some(end), None)
}

/// What fits, below the field or above it. Returns what was clicked, and where it is.
fn popup_ui<T>(
    ui: &egui::Ui,
    field: &egui::Response,
    search: &Search<'_, T>,
) -> Option<(Option<Verdict>, Rect)> {
    let room = room_of_offers(ui.ctx(), field.rect);
    let popup = Popup::from_response(field)
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .width(field.rect.width().max(OFFERS))
        .show(|ui| offers_ui(ui, search, room));
    popup.map(|shown| (shown.inner, shown.response.rect))
}

/// The height of the list below a field, or above it: it must never cover what is being typed.
fn room_of_offers(ctx: &egui::Context, field: Rect) -> f32 {
    let window = ctx.content_rect();
    let room = (window.bottom() - field.bottom()).max(field.top() - window.top());
    // The margins, the line that puts a new name on the books, and the one that says how.
    let room = room - 2.0 * look::CONTROL - 5.0 * look::GAP;
    room.clamp(look::CONTROL, (look::CONTROL + look::GAP) * LOOKED_THROUGH)
}

fn offers_ui<T>(ui: &mut egui::Ui, search: &Search<'_, T>, room: f32) -> Option<Verdict> {
    let list = egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]);
    let mut offer = ui.scope(|ui| list.show(ui, |ui| list_ui(ui, search)).inner).inner;
    if search.makes_name() {
        let lit = search.lit() == Some(search.offered.len());
        let words = format!("新增“{}”", search.query);
        // What follows takes the room that is left, so that the words begin where the names do.
        let button = egui::Button::selectable(lit, words).right_text("").truncate();
        if ui.add_sized([ui.available_width(), look::CONTROL], button).clicked() {
            offer = Some(Verdict::New);
        }
    }
    let said = match (search.verdict(End::Enter), search.offered.is_empty()) {
        (Verdict::Open, false) if search.makes_name() => "↓ 选名单里的，↑ 新增，再按 Enter",
        (Verdict::Open, false) => "按 ↓ 选，再按 Enter",
        (Verdict::Open, true) => search.said(),
        (_, true) if !search.makes_name() => search.kind.none,
        _ => "",
    };
    if !said.is_empty() {
        ui.label(look::small(said));
    }
    offer
}

/// The names themselves; the one the arrow keys go to comes into sight.
fn list_ui<T>(ui: &mut egui::Ui, search: &Search<'_, T>) -> Option<Verdict> {
    let arrows = [Key::ArrowDown, Key::ArrowUp];
    let moved = ui.input(|input| arrows.iter().any(|key| input.key_pressed(*key)));
    let mut offer = None;
    for (place, (which, named)) in search.offered.iter().enumerate() {
        let lit = search.lit() == Some(place);
        let words = egui::RichText::new(&named.name);
        let remark = look::small(cut(named.remark.trim()));
        let remark = if named.care { remark.color(look::CARE) } else { remark };
        let button = egui::Button::selectable(lit, words).right_text(remark).truncate();
        let response = ui.add_sized([ui.available_width(), look::CONTROL], button);
        // A screen reader says only the name, which is what is picked.
        response
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, lit, &named.name));
        if response.clicked() {
            offer = Some(Verdict::Pick(*which));
        }
        if moved && lit {
            response.scroll_to_me(None);
        }
    }
    offer
}

/// As much of a remark as has room beside a name.
fn cut(words: &str) -> String {
    let mut signs = words.chars();
    let front: String = signs.by_ref().take(REMARK).collect();
    if signs.next().is_some() { format!("{front}…") } else { front }
}

/// The best fits, best first, with their places; without a query all in their own order.
fn offered<'a, T>(all: &'a [Named<T>], query: &str, most: usize) -> Vec<(usize, &'a Named<T>)> {
    let asked = Query::of(query);
    let fit = |one: (usize, &'a Named<T>)| Some((asked.fit(&one.1.name)?, one));
    let mut fits: Vec<(usize, (usize, &Named<T>))> =
        all.iter().enumerate().filter_map(fit).collect();
    if !query.is_empty() {
        fits.sort_by_key(|(fit, (_, named))| (*fit, named.name.chars().count()));
    }
    fits.into_iter().map(|(_, one)| one).take(most).collect()
}
