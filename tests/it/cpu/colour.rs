//! Reckoning with colours, two channels at a time.

/// Red, green, blue and alpha as egui hands them over: in gamma space, multiplied by the alpha.
pub(super) type Pixel = [u8; 4];

/// A pixel as one number, red lowest.
pub(super) type Colour = u32;

/// Full light, through which every colour shows unchanged.
const WHITE: Colour = u32::MAX;

/// Every other channel of a colour, each with eight bits of room above it.
const PAIR: u32 = 0x00ff_00ff;

/// A half for both channels of a pair, for rounding.
const HALVES: u32 = 0x0080_0080;

/// Lays a colour over a run of pixels.
pub(super) fn fill(run: &mut [Pixel], colour: Colour) {
    if is_opaque(colour) {
        flood(run, colour.to_le_bytes());
        return;
    }
    // Neighbours are mostly alike, and so is what becomes of them.
    let (mut under, mut result) = (0, colour.to_le_bytes());
    let mut at = 0;
    while at < run.len() {
        let pixel = Colour::from_le_bytes(run[at]);
        if pixel != under {
            under = pixel;
            result = over(colour, pixel).to_le_bytes();
        }
        run[at] = result;
        at += 1;
    }
}

/// Sets a run to one value. Copying what is done so far, twice as much each time, is far quicker
/// than a loop.
fn flood(run: &mut [Pixel], pixel: Pixel) {
    let Some(first) = run.first_mut() else { return };
    *first = pixel;
    let mut done = 1;
    while done < run.len() {
        let more = done.min(run.len() - done);
        run.copy_within(..more, done);
        done += more;
    }
}

/// Lays a colour over one pixel.
pub(super) fn lay(pixel: &mut Pixel, colour: Colour) {
    let opaque = is_opaque(colour);
    let result = if opaque { colour } else { over(colour, Colour::from_le_bytes(*pixel)) };
    *pixel = result.to_le_bytes();
}

fn is_opaque(colour: Colour) -> bool {
    colour >> 24 == 255
}

/// One colour laid over another.
fn over(colour: Colour, under: Colour) -> Colour {
    let under = scale(under, 255 - (colour >> 24));
    let even = (colour & PAIR) + (under & PAIR);
    let odd = (colour >> 8 & PAIR) + (under >> 8 & PAIR);
    // Egui has colours that add light, brighter than their alpha: a ninth bit means full light.
    let even = even | ((even >> 8 & 0x0001_0001) * 255);
    let odd = odd | ((odd >> 8 & 0x0001_0001) * 255);
    (even & PAIR) | (odd & PAIR) << 8
}

/// A colour seen through a texel.
pub(super) fn tint(colour: Colour, texel: Colour) -> Colour {
    if texel == WHITE {
        return colour;
    }
    if colour == WHITE {
        return texel;
    }
    let share = texel >> 24;
    if texel == share * 0x0101_0101 {
        return scale(colour, share); // more or less of white: the signs of a font
    }
    let (colour, texel) = (colour.to_le_bytes(), texel.to_le_bytes());
    let channel = |n: usize| {
        let [.., product] = scale(u32::from(colour[n]) << 24, u32::from(texel[n])).to_le_bytes();
        product
    };
    Colour::from_le_bytes([channel(0), channel(1), channel(2), channel(3)])
}

/// All channels times a share of 255, rounded, without a division.
fn scale(colour: Colour, share: u32) -> Colour {
    let even = (colour & PAIR) * share + HALVES;
    let odd = (colour >> 8 & PAIR) * share + HALVES;
    let even = (even + (even >> 8 & PAIR)) >> 8;
    let odd = odd + (odd >> 8 & PAIR);
    (even & PAIR) | (odd & !PAIR)
}

/// Four neighbours mixed: two above, two below. The shares are of 256, of the right two and of
/// the lower two.
pub(super) fn mix(neighbours: [Colour; 4], right: u32, low: u32) -> Colour {
    let [a, b, c, d] = neighbours;
    if a == b && a == c && a == d {
        return a; // most of a sheet of paper
    }
    let of_d = (right * low) >> 8;
    let (of_b, of_c) = (right - of_d, low - of_d);
    let of_a = 256 - of_b - of_c - of_d;
    let even = (a & PAIR) * of_a + (b & PAIR) * of_b + (c & PAIR) * of_c + (d & PAIR) * of_d;
    let [a, b, c, d] = [a >> 8, b >> 8, c >> 8, d >> 8];
    let odd = (a & PAIR) * of_a + (b & PAIR) * of_b + (c & PAIR) * of_c + (d & PAIR) * of_d;
    ((even + HALVES) >> 8 & PAIR) | ((odd + HALVES) & !PAIR)
}
