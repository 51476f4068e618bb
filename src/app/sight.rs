//! How large the text is, and how large the window and where: kept on this PC, and made to fit
//! where the screen is another one.

use std::time::Duration;

use eframe::egui::{self, Vec2, ViewportCommand, pos2, vec2};

use crate::shell::settings::Settings;

/// It is kept once it has not changed for so long: a window is pulled in many small steps.
const REST: Duration = Duration::from_secs(1);

/// The window as it is, and as it is kept.
#[derive(Debug)]
pub(super) struct Sight {
    kept: Settings,
    seen: Settings,
    /// When it changed last.
    since: Duration,
    /// The screen is known, and everything fits it.
    is_fitted: bool,
    /// The zoom of the frame before: what is known of window and screen is in its points.
    zoom: Option<f32>,
}

impl Sight {
    /// The window comes up as it was kept.
    pub(super) fn begin(ctx: &egui::Context, kept: Settings) -> Self {
        ctx.set_zoom_factor(kept.zoom / 100.0);
        Self { kept, seen: kept, since: Duration::ZERO, is_fitted: false, zoom: None }
    }

    /// Looks at the window, and whether prints are made for both sides; what is to be kept by now,
    /// if anything is.
    pub(super) fn look(
        &mut self,
        ctx: &egui::Context,
        passed: Duration,
        both_sides: bool,
    ) -> Option<Settings> {
        let zoom = ctx.zoom_factor();
        if self.zoom.replace(zoom) != Some(zoom) {
            ctx.request_repaint();
            return None;
        }
        if let Some(screen) = screen(ctx) {
            if !std::mem::replace(&mut self.is_fitted, true) {
                fit(ctx, self.kept, self.kept.on(screen.into()));
            }
            // Neither too large for the screen nor too small to be read.
            let bound = |zoom| Settings { zoom, ..self.kept }.on(screen.into()).zoom / 100.0;
            let fits = zoom.min(bound(f32::INFINITY)).max(bound(0.0));
            if fits.to_bits() != zoom.to_bits() {
                ctx.set_zoom_factor(fits);
            }
        }
        let seen = Settings { both_sides, ..seen(ctx, self.seen) };
        if seen != self.seen {
            (self.seen, self.since) = (seen, passed);
            ctx.request_repaint_after(REST);
        }
        let is_due = self.since.saturating_add(REST) <= passed;
        is_due.then(|| self.last()).flatten()
    }

    /// What is to be kept before the window closes.
    pub(super) fn last(&mut self) -> Option<Settings> {
        let is_news = self.kept != self.seen;
        self.kept = self.seen;
        is_news.then_some(self.seen)
    }
}

/// The size of the screen in points at 100 %.
fn screen(ctx: &egui::Context) -> Option<Vec2> {
    let screen = ctx.input(|input| input.viewport().monitor_size)?;
    (1.0 < screen.x && 1.0 < screen.y).then(|| screen * ctx.zoom_factor())
}

/// Makes the window fit that came up otherwise.
fn fit(ctx: &egui::Context, was: Settings, fits: Settings) {
    ctx.set_zoom_factor(fits.zoom / 100.0);
    if fits.is_maximized != was.is_maximized {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(fits.is_maximized));
    } else if let Some((left, top)) = fits.corner.filter(|_| fits.corner != was.corner) {
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(pos2(left, top)));
    }
}

/// The window as it is now.
fn seen(ctx: &egui::Context, before: Settings) -> Settings {
    let zoom = ctx.zoom_factor();
    let percent = (zoom * 100.0).round();
    let screen = screen(ctx);
    ctx.input(|input| {
        let window = input.viewport();
        let is_maximized = window.maximized.unwrap_or(before.is_maximized);
        let is_usual = !is_maximized && window.minimized != Some(true);
        let Some(inner) = window.inner_rect.filter(|_| is_usual) else {
            return Settings { zoom: percent, is_maximized, ..before };
        };
        let size = (inner.size() * zoom).round();
        let corner = window.outer_rect.map(|outer| (outer.min.to_vec2() * zoom).round());
        // Where another screen lies is known to nobody here.
        let is_on = |corner: &Vec2| {
            screen.is_some_and(|screen| {
                let middle = *corner + vec2(size.x / 2.0, 0.0);
                0.0 <= middle.x && middle.x < screen.x && -size.y < middle.y && middle.y < screen.y
            })
        };
        let corner = corner.filter(is_on).map(|corner| (corner.x, corner.y));
        Settings { zoom: percent, is_maximized, size: (size.x, size.y), corner, ..before }
    })
}
