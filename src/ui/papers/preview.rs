//! The print in front: the pages in sight, as they come out of the printer.

use std::collections::BTreeMap;
use std::ops::Range;

use eframe::egui::{
    self, Color32, ColorImage, Rect, ScrollArea, Sense, TextureHandle, TextureOptions, Vec2,
};

use crate::print::{PageSize, Request};
use crate::ui::widgets::card_ui;
use crate::ui::{View, is_wide, look};
use crate::workspace::{Intent, Preview, Sight};

/// A page is shown no wider than this; more room makes nothing easier to read.
const WIDEST: f32 = 820.0;
/// Pixels per point of a page at most: sharp at 100 %, enough at 200 %.
const SHARPEST: f64 = 1.6;
/// Steps of that, so that a window being pulled does not have every page made anew.
const STEP: f64 = 0.1;
/// Pages made beside those in sight, so that leafing finds them there.
const BESIDE: usize = 1;
/// The share of a low window that a page has at least.
const READ: f32 = 0.7;
/// Points in a millimetre.
const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// How strongly what can be clicked is tinted under the pointer.
const TINT: f32 = 0.12;
/// An A4, until the pages are known.
const A4: PageSize = PageSize { width: 595.0, height: 842.0 };

/// Textures of the pages in sight, and of what.
#[derive(Default)]
pub(in crate::ui) struct Pages {
    of: Option<Request>,
    /// Rises with every other print: each is shown from its start.
    turn: u64,
    /// The textures, and which answer in which width they show.
    textures: BTreeMap<usize, ((u64, usize), TextureHandle)>,
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pages({} in sight)", self.textures.len())
    }
}

impl Pages {
    /// Another print, or none, is in front: what the last one held is given back.
    pub(super) fn turn_to(&mut self, request: Option<&Request>) {
        if self.of.as_ref() != request {
            *self = Self { of: request.cloned(), turn: self.turn + 1, ..Self::default() };
        }
    }

    /// Keeps the textures of what is in sight only, with those pictures that came since.
    fn keep(&mut self, ui: &egui::Ui, preview: &Preview, pages: &Range<usize>) {
        self.textures.retain(|page, _| pages.contains(page));
        for page in pages.clone() {
            let Some(picture) = preview.picture(page) else { continue };
            let key = (preview.shown(), picture.width);
            if self.textures.get(&page).is_none_or(|(of, _)| *of != key) {
                let size = [picture.width, picture.height];
                let image = ColorImage::from_rgba_premultiplied(size, &picture.rgba);
                let name = format!("page {page}");
                let texture = ui.ctx().load_texture(name, image, TextureOptions::LINEAR);
                self.textures.insert(page, (key, texture));
            }
        }
    }
}

pub(super) fn preview_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    pages: &mut Pages,
    intents: &mut Vec<Intent>,
) {
    let preview = view.workspace.preview();
    pages.turn_to(view.workspace.picked().paper.as_ref());
    if pages.of.is_none() {
        return;
    }
    if let Some(trouble) = preview.trouble() {
        card_ui(ui, "做不出来", "", |ui| {
            ui.label(&trouble.what);
            ui.label(look::weak(&trouble.advice));
        });
        return;
    }
    // Above the pages, and written once it is known which of them are in sight.
    let (line, _) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), look::ROW), Sense::hover());
    let sizes = preview.sizes();
    // A bar that came and went would change the pages' width, and with it whether it is needed.
    let bar = egui::scroll_area::ScrollBarVisibility::AlwaysVisible;
    let area = ScrollArea::vertical().id_salt(("preview", pages.turn)).auto_shrink(false);
    // Where the whole screen scrolls there is hardly any room left below: enough of a page to be read.
    let least = if is_wide(ui.ctx()) { 0.0 } else { ui.ctx().content_rect().height() * READ };
    let area = area.min_scrolled_height(least);
    let middle = area.scroll_bar_visibility(bar).show_viewport(ui, |ui, viewport| {
        let width = ui.available_width().min(WIDEST);
        let tops = tops(sizes, width);
        ui.set_min_size(Vec2::new(width, tops.last().copied().unwrap_or_default()));
        let in_sight = in_sight(&tops, viewport);
        let beside =
            in_sight.start.saturating_sub(BESIDE)..(in_sight.end + BESIDE).min(sizes.len().max(1));
        look_at(ui, view, sizes, width, &beside, intents);
        pages.keep(ui, preview, &beside);
        let origin = ui.min_rect().min;
        for page in in_sight {
            if let (Some(size_of), Some(top)) = (sizes.get(page), tops.get(page)) {
                let size = Vec2::new(width, height(*size_of, width));
                let rect = Rect::from_min_size(origin + Vec2::new(0.0, *top), size);
                let texture = pages.textures.get(&page).map(|(_, texture)| texture);
                page_ui(ui, rect, texture, (page, sizes.len()));
                spots_ui(ui, view, rect, (page, size_of.width), intents);
            }
        }
        let centre = viewport.center().y;
        tops.partition_point(|top| *top <= centre).clamp(1, sizes.len().max(1))
    });
    let words = match (sizes.len(), preview.is_whole()) {
        (0, _) => "正在排版…".to_owned(),
        (count, true) => format!("第{}页，共{count}页", middle.inner),
        (count, false) => format!("第{}页，正在排版，已排{count}页…", middle.inner),
    };
    ui.put(line, egui::Label::new(look::small(words)).halign(egui::Align::Min));
}

fn height(size: PageSize, width: f32) -> f32 {
    size.height * (width / size.width.max(1.0))
}

/// Where each page begins, and after them where all end.
fn tops(sizes: &[PageSize], width: f32) -> Vec<f32> {
    let ends = sizes.iter().scan(0.0, |end, size| {
        *end += height(*size, width) + look::GAP;
        Some(*end)
    });
    std::iter::once(0.0).chain(ends).collect()
}

/// The pages of which something can be seen.
fn in_sight(tops: &[f32], viewport: Rect) -> Range<usize> {
    let first = tops.partition_point(|top| *top <= viewport.min.y).saturating_sub(1);
    let end = tops.partition_point(|top| *top < viewport.max.y);
    first..end.max(first)
}

/// Says which pages are in sight and how sharp they must be, where that is news.
fn look_at(
    ui: &egui::Ui,
    view: View<'_>,
    sizes: &[PageSize],
    width: f32,
    pages: &Range<usize>,
    intents: &mut Vec<Intent>,
) {
    let size = sizes.get(pages.start).copied().unwrap_or(A4);
    let needed = f64::from(width * ui.ctx().pixels_per_point() / size.width.max(1.0));
    let pixels_per_point = ((needed / STEP).ceil() * STEP).min(SHARPEST);
    let sight = Sight { pages: pages.clone(), pixels_per_point };
    if *view.workspace.preview().sight() != sight {
        intents.push(Intent::Look(sight));
    }
}

/// A page, or the white it will stand on.
fn page_ui(
    ui: &mut egui::Ui,
    rect: Rect,
    texture: Option<&TextureHandle>,
    (page, count): (usize, usize),
) {
    ui.painter().rect_filled(rect, 0.0, look::CARD);
    if let Some(texture) = texture {
        let words = format!("第{}页，共{count}页", page + 1);
        let image = egui::Image::new(texture).fit_to_exact_size(rect.size()).alt_text(words);
        ui.put(rect, image.tint(Color32::WHITE));
    }
    let line = egui::Stroke::new(1.0, look::LINE);
    ui.painter().rect_stroke(rect, 0.0, line, egui::StrokeKind::Outside);
}

/// Shows what under the pointer is told of a record, and goes there when it is clicked. By keys the
/// record is reached in its own list.
fn spots_ui(
    ui: &egui::Ui,
    view: View<'_>,
    page: Rect,
    (number, points): (usize, f32),
    intents: &mut Vec<Intent>,
) {
    let spots = view.workspace.preview().spots(number);
    let response = ui.interact(page, ui.scope_id().with(("spots", number)), Sense::CLICK);
    let Some(at) = response.hover_pos().filter(|_| !spots.is_empty()) else { return };
    let scale = page.width() * POINTS_PER_MM / points.max(1.0);
    let mm = (at - page.min) / scale;
    // A name in a row is meant rather than the row.
    let under = spots.iter().filter(|spot| spot.holds(mm.x.into(), mm.y.into()));
    let Some(spot) = under.min_by(|one, other| one.area().total_cmp(&other.area())) else { return };
    let record = spot.what.record();
    if !view.doc.has(&record) {
        return;
    }
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "millimetres of a page; there is no other way from f64 to f32"
    )]
    let px = |mm: f64| mm as f32 * scale;
    let min = page.min + Vec2::new(px(spot.x_mm), px(spot.y_mm));
    let rect = Rect::from_min_size(min, Vec2::new(px(spot.width_mm), px(spot.height_mm)));
    let line = egui::Stroke::new(1.5, look::ACCENT);
    let ground = look::ACCENT.gamma_multiply(TINT);
    ui.painter().rect(rect, 2.0, ground, line, egui::StrokeKind::Outside);
    let words = format!("点一下，打开{}", record.about(view.doc));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.on_hover_text_at_pointer(words).clicked() {
        intents.push(Intent::Show(record));
    }
}
