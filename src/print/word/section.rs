//! Stretches of pages of one kind: their paper, their margins, what stands at their foot.

use super::package::footer_reference;
use super::xml::{Paragraph, Xml, twips};

/// The paper of a section and its margins, in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// From the edge of the paper to the foot.
    pub(super) foot: f64,
    /// Twips from line to line, where the page has a grid of lines.
    pub(super) grid: Option<i64>,
}

impl Sheet {
    /// What is left for the text, in millimetres.
    pub(super) fn room(&self) -> f64 {
        self.width - self.left - self.right
    }
}

/// A section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) sheet: Sheet,
    /// It begins on a right-hand page.
    pub(super) recto: bool,
    /// Its pages count from 1.
    pub(super) counts: bool,
}

/// What stands at the foot of a section's pages.
pub(super) struct Feet {
    pub(super) odd: String,
    /// Where even pages have another one.
    pub(super) even: Option<String>,
}

/// The footers of the sections so far, each once.
#[derive(Default)]
pub(super) struct Sections {
    pub(super) footers: Vec<String>,
}

impl Sections {
    /// Ends a section: what was written since the one before belongs to it.
    pub(super) fn end(&mut self, xml: &mut Xml, section: Section, feet: Feet, is_last: bool) {
        let odd = self.footer(feet.odd);
        let even = feet.even.map(|even| self.footer(even));
        let mut ended = Xml::new(false);
        write(&mut ended, section, &odd, even.as_deref());
        let ended = ended.into_text();
        if is_last {
            xml.raw(&ended);
        } else {
            let paragraph = Paragraph { section: Some(&ended), ..Paragraph::of("Gap") };
            xml.paragraph(&paragraph, |_| {});
        }
    }

    fn footer(&mut self, footer: String) -> String {
        let known = self.footers.iter().position(|one| *one == footer);
        let at = known.unwrap_or(self.footers.len());
        if known.is_none() {
            self.footers.push(footer);
        }
        footer_reference(at)
    }
}

fn write(xml: &mut Xml, section: Section, odd: &str, even: Option<&str>) {
    let Section { sheet, recto, counts } = section;
    let mm = |mm: f64| twips(mm).to_string();
    xml.within("w:sectPr", &[], |xml| {
        xml.tag("w:footerReference", &[("w:type", "default"), ("r:id", odd)]);
        if let Some(even) = even {
            xml.tag("w:footerReference", &[("w:type", "even"), ("r:id", even)]);
        }
        xml.tag("w:type", &[("w:val", if recto { "oddPage" } else { "nextPage" })]);
        let (width, height) = (mm(sheet.width), mm(sheet.height));
        if sheet.width <= sheet.height {
            xml.tag("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
        } else {
            let size = [("w:w", width.as_str()), ("w:h", &height), ("w:orient", "landscape")];
            xml.tag("w:pgSz", &size);
        }
        xml.tag(
            "w:pgMar",
            &[
                ("w:top", &mm(sheet.top)),
                ("w:right", &mm(sheet.right)),
                ("w:bottom", &mm(sheet.bottom)),
                ("w:left", &mm(sheet.left)),
                ("w:header", "567"),
                ("w:footer", &mm(sheet.foot)),
                ("w:gutter", "0"),
            ],
        );
        if counts {
            xml.tag("w:pgNumType", &[("w:start", "1")]);
        }
        xml.tag("w:cols", &[("w:space", "425")]);
        if let Some(grid) = sheet.grid {
            xml.tag("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &grid.to_string())]);
        }
    });
}
