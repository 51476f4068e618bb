//! How wide columns and how high lines are, by our own count: programs that fit columns by
//! themselves give a Han sign half its width, and a day that does not fit shows as ###.

/// Pixels of a column beside its words: rules, and room on both sides.
const ROOM: f64 = 12.0;
/// The narrowest column, and the widest: longer words go on in the next line.
const LEAST: f64 = 40.0;
const MOST: f64 = 320.0;
/// The same where there are many columns.
const MOST_OF_MANY: f64 = 210.0;
const MANY: usize = 9;
/// And where there are so many that the page would be read with a glass.
const MOST_OF_ALL: f64 = 130.0;
const ALL: usize = 16;
/// Height of a line by its letters.
const PITCH: f64 = 1.32;
/// A sheet holds no higher row, in points.
const HIGHEST: f64 = 400.0;

/// Pixels that words of that size take, the longest of their lines. A letter or digit is 0.6 wide
/// in the widest of the faces that may stand in for 宋体.
fn of_words(words: &str, size: f64) -> f64 {
    let pixels = size * 96.0 / 72.0;
    // In tenths: a sum of many 0.6 is a little more than it should be.
    let of_line =
        |line: &str| line.chars().map(|sign| if sign.is_ascii() { 6_u32 } else { 10 }).sum();
    let widest: u32 = words.lines().map(of_line).max().unwrap_or(0);
    f64::from(widest) * pixels / 10.0
}

/// The width of a column in pixels, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Width {
    size: f64,
    most: f64,
    widest: f64,
}

impl Width {
    /// Of one of so many columns of that size in points.
    pub(super) fn new(columns: usize, size: f64) -> Self {
        let most = match columns {
            0..MANY => MOST,
            MANY..ALL => MOST_OF_MANY,
            _ => MOST_OF_ALL,
        };
        Self { size, most, widest: LEAST }
    }

    /// These words stand in it, too: broken into lines where they are long.
    pub(super) fn take(&mut self, words: &str) {
        self.widest = self.widest.max((of_words(words, self.size) + ROOM).min(self.most));
    }

    /// These stand in it whole: what is a number to the program shows as ### where it does not fit.
    pub(super) fn take_whole(&mut self, words: &str) {
        self.widest = self.widest.max(of_words(words, self.size) + ROOM);
    }

    /// Whole pixels.
    pub(super) fn pixels(self) -> u32 {
        whole(self.widest.ceil())
    }
}

/// Height in points of words that go on in the next line at so many pixels.
pub(super) fn height(words: &str, size: f64, pixels: u32) -> f64 {
    let room = (f64::from(pixels) - ROOM).max(1.0);
    let lines: f64 = words.lines().map(|line| (of_words(line, size) / room).ceil().max(1.0)).sum();
    (lines.max(1.0) * size * PITCH + 3.0).min(HIGHEST)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number of pixels that is bounded above and below"
)]
fn whole(pixels: f64) -> u32 {
    pixels.clamp(0.0, 2000.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_han_sign_counts_whole() {
        assert_eq!(of_words("煤矿", 12.0), 32.0);
        assert_eq!(of_words("煤\n12345", 12.0), 48.0);
        let mut width = Width::new(3, 12.0);
        width.take(&"煤".repeat(60));
        assert_eq!(width.pixels(), 320);
        width.take_whole(&"1".repeat(60));
        assert_eq!(width.pixels(), 588);
        assert!(height(&"煤".repeat(60), 12.0, 320) > 3.0 * 12.0);
    }
}
