//! What this PC keeps: how large the text is, how large the window and where, whether the printer
//! prints on both sides.
//!
//! One small RON file in the state folder. What cannot be read is as if nobody had set it, and
//! what does not fit the screen there is now is made to fit.

use std::io;

use serde::{Deserialize, Serialize};

use super::atomic_write::{ensure_folder, write_whole};
use super::disk::Disk;
use super::home::Home;

/// The text sizes there are, in percent.
const ZOOMS: (f32, f32) = (50.0, 300.0);
/// So many points of a screen must be left, or nothing can be worked with.
const LEAST: (f32, f32) = (480.0, 300.0);
/// The smallest window, in points.
pub const SMALLEST: (f32, f32) = (640.0, 400.0);
/// So much of a window must be seen, or it is somewhere else.
const SEEN: f32 = 100.0;
/// A window nobody sized, in points.
const USUAL: (f32, f32) = (1280.0, 720.0);

/// What is kept. Lengths are points at 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The size of the text in percent.
    pub zoom: f32,
    /// Whether the window fills the screen.
    pub is_maximized: bool,
    /// The window's width and height where it does not.
    pub size: (f32, f32),
    /// Its upper left corner, where it lay on the main screen.
    pub corner: Option<(f32, f32)>,
    /// Whether prints are made for both sides of the paper.
    pub both_sides: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { zoom: 100.0, is_maximized: true, size: USUAL, corner: None, both_sides: false }
    }
}

impl Settings {
    /// What was kept on this PC.
    pub fn load(disk: &dyn Disk, home: &Home) -> Self {
        let bytes = disk.read(&home.settings()).unwrap_or_default();
        let kept: Option<Self> =
            str::from_utf8(&bytes).ok().and_then(|text| ron::from_str(text).ok());
        kept.filter(Self::is_sound).unwrap_or_default().clamped()
    }

    /// Keeps it.
    ///
    /// # Errors
    /// As the disk reports.
    pub fn keep(&self, disk: &dyn Disk, home: &Home) -> io::Result<()> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new())
            .map_err(io::Error::other)?;
        ensure_folder(disk, home.root())?;
        write_whole(disk, &home.settings(), text.as_bytes())
    }

    /// What fits on a screen of that size.
    #[must_use]
    pub fn on(self, screen: (f32, f32)) -> Self {
        let most = (screen.0 / LEAST.0).min(screen.1 / LEAST.1) * 100.0;
        let zoom = self.zoom.min((most / 10.0).floor() * 10.0).clamp(ZOOMS.0, ZOOMS.1);
        let is_too_large = screen.0 < self.size.0 || screen.1 < self.size.1;
        let size = (self.size.0.min(screen.0), self.size.1.min(screen.1));
        let along = |at: f32, long: f32, screen: f32| {
            let is_seen = SEEN <= at + long && at <= screen - SEEN;
            is_seen.then(|| at.clamp(0.0, screen - long))
        };
        let corner = self.corner.and_then(|corner| {
            let left = along(corner.0, size.0, screen.0)?;
            Some((left, along(corner.1, size.1, screen.1)?))
        });
        // A window that was somewhere else is best seen whole.
        let is_lost = self.corner.is_some() && corner.is_none();
        let is_maximized = self.is_maximized || is_too_large || is_lost;
        Self { zoom, is_maximized, size, corner, ..self }
    }

    fn is_sound(&self) -> bool {
        let corner = self.corner.unwrap_or_default();
        [self.zoom, self.size.0, self.size.1, corner.0, corner.1]
            .iter()
            .all(|part| part.is_finite())
    }

    fn clamped(self) -> Self {
        let zoom = self.zoom.clamp(ZOOMS.0, ZOOMS.1);
        let size = (self.size.0.max(SMALLEST.0), self.size.1.max(SMALLEST.1));
        Self { zoom, size, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::disk::RealDisk;

    #[test]
    fn what_was_kept_comes_back_and_nonsense_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("状态"));
        assert_eq!(Settings::load(&RealDisk, &home), Settings::default());
        let set = Settings {
            zoom: 130.0,
            is_maximized: false,
            size: (900.0, 600.0),
            corner: Some((10.0, 20.0)),
            both_sides: true,
        };
        set.keep(&RealDisk, &home).unwrap();
        assert_eq!(Settings::load(&RealDisk, &home), set);
        for (text, zoom) in [
            ("(zoom: NaN)", 100.0),
            ("(zoom: 9000.0)", 300.0),
            ("(zoom: -3.0, size: (1.0, 1.0))", 50.0),
            ("(zoom: 120.0, later: 1)", 120.0),
            ("zoom", 100.0),
        ] {
            write_whole(&RealDisk, &home.settings(), text.as_bytes()).unwrap();
            let kept = Settings::load(&RealDisk, &home);
            assert_eq!(kept.zoom, zoom, "{text}");
            assert!(SMALLEST.0 <= kept.size.0 && SMALLEST.1 <= kept.size.1, "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_the_screen_any_more_is_made_to_fit() {
        let office = (1366.0, 768.0);
        let set = |zoom, size, corner| Settings {
            zoom,
            is_maximized: false,
            size,
            corner,
            both_sides: false,
        };
        let kept = set(150.0, (900.0, 600.0), Some((100.0, 50.0)));
        assert_eq!(kept.on(office), kept);
        // From a large screen.
        let large = set(300.0, (1800.0, 1000.0), Some((60.0, 20.0))).on(office);
        assert!(large.is_maximized && large.zoom < 300.0, "{large:?}");
        assert!(large.size.0 <= office.0 && large.size.1 <= office.1);
        assert_eq!(set(300.0, (900.0, 600.0), None).on((1920.0, 1080.0)).zoom, 300.0);
        // Where a second screen was.
        for corner in [(1500.0, 10.0), (-1200.0, 0.0), (0.0, 760.0)] {
            let lost = set(100.0, (900.0, 600.0), Some(corner)).on(office);
            assert!(lost.is_maximized && lost.corner.is_none(), "{corner:?}");
        }
        // Half out of the screen.
        let half = set(100.0, (900.0, 600.0), Some((1000.0, -8.0))).on(office);
        assert_eq!((half.is_maximized, half.corner), (false, Some((466.0, 0.0))));
        assert!(Settings::default().on((1024.0, 600.0)).is_maximized);
    }
}
