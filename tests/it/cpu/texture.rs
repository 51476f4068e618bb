//! Images to paint with. The first one holds the signs of all fonts.

use eframe::egui::{ColorImage, Pos2, TextureFilter, TextureOptions, TextureWrapMode};

use super::colour::{Colour, Pixel, lay, mix, tint};
use super::number::{byte, count, float};

/// An image to paint with.
pub(super) struct Texture {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Boxed, for a vector is slow to index without optimisation.
    texels: Box<[Pixel]>,
    options: TextureOptions,
}

impl Texture {
    pub(super) fn new(image: &ColorImage, options: TextureOptions) -> Self {
        let [width, height] = image.size;
        Self { width, height, texels: texels(image).into(), options }
    }

    /// Replaces a part.
    pub(super) fn patch(&mut self, [left, top]: [usize; 2], image: &ColorImage) {
        for (row, line) in texels(image).chunks_exact(image.size[0]).enumerate() {
            let start = (top + row) * self.width + left;
            self.texels[start..start + line.len()].copy_from_slice(line);
        }
    }

    /// The colour at a place given in shares of width and height.
    pub(super) fn sample(&self, uv: Pos2) -> Colour {
        self.texel(self.tap(uv.x, self.width), self.tap(uv.y, self.height))
    }

    fn texel(&self, column: Tap, row: Tap) -> Colour {
        let (upper, lower) = (row.first * self.width, row.second * self.width);
        let top_left = Colour::from_le_bytes(self.texels[upper + column.first]);
        if column.share == 0 && row.share == 0 {
            return top_left;
        }
        let top_right = Colour::from_le_bytes(self.texels[upper + column.second]);
        let low_left = Colour::from_le_bytes(self.texels[lower + column.first]);
        let low_right = Colour::from_le_bytes(self.texels[lower + column.second]);
        mix([top_left, top_right, low_left, low_right], column.share, row.share)
    }

    /// Paints a run of pixels, one for each column, from one row of the texture.
    pub(super) fn paint(&self, run: &mut [Pixel], columns: &Columns, row: Tap, colour: Colour) {
        let taps = columns.taps.as_slice();
        let start = row.first * self.width + taps[0].first;
        let plain = if columns.plain && row.share == 0 { taps.len() } else { 0 };
        let line = &self.texels[start..start + plain];
        let mut at = 0;
        while at < run.len() {
            let texel = if at < line.len() {
                Colour::from_le_bytes(line[at])
            } else {
                self.texel(taps[at], row)
            };
            if texel != 0 {
                lay(&mut run[at], tint(colour, texel));
            }
            at += 1;
        }
    }

    /// Which texels are met at that share of the width or height, which has `size` texels.
    pub(super) fn tap(&self, share: f32, size: usize) -> Tap {
        let place = share * float(size);
        if self.options.magnification == TextureFilter::Nearest {
            return Tap::on(self.wrap(place.floor(), size));
        }
        let place = place - 0.5; // the colour of a texel holds at its centre
        let first = place.floor();
        let rest = place - first;
        // Signs lie exactly on the pixels but for rounding errors.
        if rest < 1.0 / 256.0 {
            Tap::on(self.wrap(first, size))
        } else if rest > 255.0 / 256.0 {
            Tap::on(self.wrap(first + 1.0, size))
        } else {
            let second = self.wrap(first + 1.0, size);
            Tap { first: self.wrap(first, size), second, share: u32::from(byte(rest * 256.0)) }
        }
    }

    /// Brings the number of a texel, which may lie outside, into the texture.
    fn wrap(&self, number: f32, size: usize) -> usize {
        let inside = match self.options.wrap_mode {
            TextureWrapMode::ClampToEdge => number,
            TextureWrapMode::Repeat => number.rem_euclid(float(size)),
            TextureWrapMode::MirroredRepeat => {
                let phase = number.rem_euclid(float(2 * size));
                phase.min(float(2 * size - 1) - phase)
            }
        };
        count(inside).min(size - 1)
    }
}

/// Two neighbouring texels along one axis.
#[derive(Clone, Copy)]
pub(super) struct Tap {
    first: usize,
    second: usize,
    /// How much counts of the second, of 256.
    share: u32,
}

impl Tap {
    fn on(texel: usize) -> Self {
        Self { first: texel, second: texel, share: 0 }
    }
}

/// The taps of a run of columns.
#[derive(Default)]
pub(super) struct Columns {
    taps: Vec<Tap>,
    /// Whether the pixels lie on the texels one by one, as signs do.
    plain: bool,
}

impl Columns {
    pub(super) fn clear(&mut self) {
        self.taps.clear();
        self.plain = true;
    }

    pub(super) fn push(&mut self, tap: Tap) {
        let next = self.taps.last().is_none_or(|last| last.first + 1 == tap.first);
        self.plain &= next && tap.share == 0;
        self.taps.push(tap);
    }
}

/// The texels of an image, row by row.
fn texels(image: &ColorImage) -> &[Pixel] {
    image.as_raw().as_chunks().0
}
