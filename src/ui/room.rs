//! Room: what stands beside what, what scrolls, and where it begins.
//!
//! No screen asks how large the text is. It says what belongs together, and its containers find
//! out by the points there are whether that fits beside each other.

use eframe::egui::{self, Align, Id, Layout, ScrollArea, Vec2};

use super::{look, widgets};

/// Which half of a screen with a list and a detail is to be painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    List,
    Detail,
}

/// Whether the panes of a screen scroll by themselves. In a smaller window, which large text makes
/// of any, the whole screen does.
pub(super) fn is_wide(ctx: &egui::Context) -> bool {
    let room = ctx.content_rect().size();
    look::NARROW <= room.x && look::LOW <= room.y
}

/// Says whether something else is shown than in the frame before: it is then shown from its start.
pub(super) fn begin(ctx: &egui::Context, anew: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("anew"), anew));
}

/// Paints what scrolls up and down, and begins at the start of whatever is shown in it. The room
/// for the bar is kept: one that came and went would change the width, and with it whether it is
/// needed.
pub(super) fn scroll_ui(ui: &mut egui::Ui, paint: impl FnOnce(&mut egui::Ui)) {
    let anew = ui.data(|data| data.get_temp(Id::unique("anew"))).unwrap_or(false);
    let area = ScrollArea::vertical().auto_shrink(false);
    area_ui(ui, if anew { area.vertical_scroll_offset(0.0) } else { area }, paint);
}

/// The same in an area of one's own.
pub(super) fn area_ui(ui: &mut egui::Ui, area: ScrollArea, paint: impl FnOnce(&mut egui::Ui)) {
    ui.scope(|ui| {
        let kept = std::mem::take(&mut ui.spacing_mut().scroll.floating_allocated_width);
        area.show(ui, |ui| {
            ui.spacing_mut().scroll.floating_allocated_width = kept;
            ui.set_max_width(ui.available_width() - kept);
            paint(ui);
        });
    });
}

/// Paints a screen: as tall as the window where its panes scroll, else as tall as it gets.
pub(super) fn page_ui(ui: &mut egui::Ui, paint: impl FnOnce(&mut egui::Ui)) {
    let height = ui.available_height();
    let wide = is_wide(ui.ctx());
    // What is still too tall for the window is reached by scrolling, too.
    scroll_ui(ui, |ui| {
        if wide {
            let size = Vec2::new(ui.available_width(), (height - look::MARGIN).max(look::LEAST));
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), paint);
        } else {
            paint(ui);
            ui.add_space(look::GAP);
        }
    });
}

/// The height a list may take before it scrolls: what is left of the window, or half a dozen rows
/// where the whole screen scrolls.
pub(super) fn list_height(ui: &egui::Ui) -> f32 {
    if is_wide(ui.ctx()) {
        (ui.available_height() - look::MARGIN).max(4.0 * look::ROW)
    } else {
        7.0 * look::ROW
    }
}

/// Paints a detail that scrolls by itself beside its list, where not the whole screen does.
pub(super) fn detail_ui(ui: &mut egui::Ui, paint: impl FnOnce(&mut egui::Ui)) {
    if is_wide(ui.ctx()) {
        scroll_ui(ui, paint);
    } else {
        paint(ui);
    }
}

/// Paints list and detail beside each other, or the detail alone where there is no room for both;
/// a list takes all there is while nothing is picked. Returns whether the person wants back from
/// the detail to the list.
pub(super) fn split_ui(
    ui: &mut egui::Ui,
    share: f32,
    detail: bool,
    mut paint: impl FnMut(&mut egui::Ui, Side),
) -> bool {
    if !detail {
        ui.push_id(Side::List, |ui| paint(ui, Side::List));
        return false;
    }
    if let Some(left) = beside(ui, share) {
        halves_ui(ui, left, paint);
        return false;
    }
    let back = widgets::button_ui(ui, "返回列表", None);
    ui.push_id(Side::Detail, |ui| paint(ui, Side::Detail));
    back
}

/// Paints two halves of a screen beside each other, or below each other where there is no room.
pub(super) fn beside_ui(ui: &mut egui::Ui, share: f32, mut paint: impl FnMut(&mut egui::Ui, Side)) {
    if let Some(left) = beside(ui, share) {
        return halves_ui(ui, left, paint);
    }
    for side in [Side::List, Side::Detail] {
        ui.push_id(side, |ui| paint(ui, side));
        ui.add_space(look::CARD_GAP);
    }
}

/// Paints two halves beside each other wherever panes scroll by themselves, however narrow they get; else below
/// each other.
pub(super) fn halved_ui(ui: &mut egui::Ui, share: f32, mut paint: impl FnMut(&mut egui::Ui, Side)) {
    if is_wide(ui.ctx()) {
        let left = ((ui.available_width() - look::CARD_GAP) * share).round();
        return halves_ui(ui, left, paint);
    }
    for side in [Side::List, Side::Detail] {
        ui.push_id(side, |ui| paint(ui, side));
        ui.add_space(look::CARD_GAP);
    }
}

/// Whether two halves fit beside each other, of which the first ought to have that share.
pub(super) fn fits_beside(ui: &egui::Ui, share: f32) -> bool {
    beside(ui, share).is_some()
}

/// How wide the left one of two halves is that ought to have that share; none where both do not
/// fit beside each other.
fn beside(ui: &egui::Ui, share: f32) -> Option<f32> {
    let room = ui.available_width() - look::CARD_GAP;
    let least = share * look::SHARED * look::SHRINK;
    let right = look::DETAIL.min((1.0 - share) * look::SHARED);
    let left = (room * share).max(least).min(room - right).round();
    (is_wide(ui.ctx()) && least.round() <= left).then_some(left)
}

fn halves_ui(ui: &mut egui::Ui, left: f32, mut paint: impl FnMut(&mut egui::Ui, Side)) {
    let room = ui.available_width() - look::CARD_GAP;
    let height = ui.available_height();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = look::CARD_GAP;
        for (side, width) in [(Side::List, left), (Side::Detail, room - left)] {
            let layout = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(Vec2::new(width, height), layout, |ui| {
                ui.spacing_mut().item_spacing.x = look::GAP;
                ui.set_width(width);
                // Two scroll areas side by side would otherwise share one position.
                ui.push_id(side, |ui| paint(ui, side));
            });
        }
    });
}
