//! A tiny deterministic generator. Nothing about it is secret or random: the same seed draws the
//! same on every machine.

/// Draws numbers one after another.
#[derive(Clone, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    /// Begins anew for these numbers.
    pub(super) fn of(numbers: &[u64]) -> Self {
        let mut draw = Self(0);
        for number in numbers {
            draw.0 ^= *number;
            draw.0 = draw.bits();
        }
        draw
    }

    /// 64 bits (`SplitMix64`).
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number of minutes below `end`.
    pub(super) fn minutes(&mut self, end: u32) -> i64 {
        i64::try_from(self.bits() % u64::from(end.max(1))).unwrap_or_default()
    }

    /// Puts names in an order of its own.
    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            let end = u64::try_from(last + 1).unwrap_or(1);
            all.swap(last, usize::try_from(self.bits() % end).unwrap_or_default());
        }
    }
}
