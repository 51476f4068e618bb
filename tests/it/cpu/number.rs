//! The crossings between places, which have fractions, and pixels, which are counted.

/// A whole number of pixels. What lies left of or above the picture counts as nothing.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "stopping at the ends of the range is what clipping wants"
)]
pub(super) fn count(number: f32) -> usize {
    number as usize
}

/// The nearest value of a colour channel.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "stopping at black and at full light is wanted"
)]
pub(super) fn byte(number: f32) -> u8 {
    (number + 0.5) as u8
}

/// A number of pixels to reckon with.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "no picture is sixteen million pixels wide"
)]
pub(super) fn float(number: usize) -> f32 {
    number as f32
}
