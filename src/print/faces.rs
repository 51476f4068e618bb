//! The faces prints are set in: ours, and one that this PC lends to letters: 仿宋, which we may not ship.
//! The same face gives the same bytes. Source: `sources.md` GB/T 9704.

use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

/// What templates call it.
const FAMILY: &str = "Shousui Fang";
/// Words in the names of such faces; the last ones of foundries that write their names short.
const NAMES: [&str; 4] = ["fangsong", "fang song", "仿宋", "fzfs"];
/// A face without these is no face for a letter.
const SIGNS: &str = "煤矿春节党员突击队应急处置工作方案一二三年月日，。（）";

/// Where 宋体 and bold 黑体 stand among our faces.
pub(super) const SONG: usize = 0;
pub(super) const HEI: usize = 3;

/// Our faces.
pub(super) fn fonts() -> &'static [Font] {
    static FONTS: OnceLock<Vec<Font>> = OnceLock::new();
    FONTS.get_or_init(|| {
        // `SONG` and `HEI` count on this order.
        let faces: [&'static [u8]; 6] = [
            include_bytes!("../../assets/fonts/serif.ttf"),
            include_bytes!("../../assets/fonts/serif-bold.ttf"),
            include_bytes!("../../assets/fonts/sans.ttf"),
            include_bytes!("../../assets/fonts/sans-bold.ttf"),
            include_bytes!("../../assets/fonts/kai.ttf"),
            include_bytes!("../../assets/fonts/symbols.ttf"),
        ];
        faces.into_iter().flat_map(|face| Font::iter(Bytes::new(face))).collect()
    })
}

/// The lent face, or none.
#[derive(Clone, Debug, Default)]
pub struct Faces(Option<Arc<Lent>>);

/// A face with the book that knows it beside ours.
#[derive(Debug)]
pub(super) struct Lent {
    pub(super) font: Font,
    pub(super) book: LazyHash<FontBook>,
}

impl Faces {
    /// The 仿宋 of a font file, if it is one that a PDF may hold.
    pub fn of(file: Vec<u8>) -> Option<Self> {
        let font = Font::iter(Bytes::new(file)).find(is_fang)?;
        let mut book = FontBook::from_fonts(fonts());
        book.push(FontInfo { family: FAMILY.to_owned(), ..font.info().clone() });
        Some(Self(Some(Arc::new(Lent { font, book: LazyHash::new(book) }))))
    }

    /// Whether there is none, so that letters are set in Song.
    pub fn are_missing(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn lent(&self) -> Option<Arc<Lent>> {
        self.0.clone()
    }
}

/// Whether it is a 仿宋 with all that a letter needs.
fn is_fang(font: &Font) -> bool {
    let family = font.info().family.to_lowercase();
    let coverage = &font.info().coverage;
    NAMES.iter().any(|name| family.contains(*name))
        && SIGNS.chars().all(|sign| coverage.contains(sign.into()))
}
