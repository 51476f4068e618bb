//! Papers as files of a text program, from the data they are laid out from: letters with the named
//! styles and the page of GB/T 9704, forms with their tables, to go on with in Word or WPS.
//!
//! The writer is our own. Of those at hand `docx-rs` keeps only the first of a section's footers,
//! has no call for a head that comes again, never writes an indent in signs, drops line feeds and
//! puts children in another order than the schema's; `rdocx` knows no indent in signs either.
//! Source: `sources.md` GB/T 9704.

mod card;
mod form;
mod ledger;
mod letter;
mod package;
mod rota;
mod section;
mod table;
mod xml;

use chrono::NaiveDateTime;

use super::PrintError;
use super::board::Board;
use super::data::Data;
use super::slip;
use section::Sections;
use xml::Xml;

/// Names of bookmarks at the chapters of a bound letter begin so, with their number behind it.
pub(super) const PART: &str = "_Part";

/// What a file says of itself.
pub(super) struct About<'a> {
    /// What it is called.
    pub(super) title: &'a str,
    /// What stands small at the foot of each page.
    pub(super) notices: &'a [&'static str],
    /// Which records it was made of.
    pub(super) source: &'a str,
    /// On which page each line of the contents stands.
    pub(super) pages: &'a [(String, usize)],
    /// The moment, UTC+8.
    pub(super) now: NaiveDateTime,
    /// Whether the middle of mobile telephones is hidden.
    pub(super) masked: bool,
    /// What it remembers of what it was made of, for when it comes back.
    pub(super) remembered: Option<String>,
}

impl About<'_> {
    /// One that says nothing of itself.
    pub(super) fn plain(now: NaiveDateTime, masked: bool) -> Self {
        Self { title: "", notices: &[], source: "", pages: &[], now, masked, remembered: None }
    }
}

/// The file of some data.
pub(super) fn file(data: &Data, about: &About<'_>) -> Result<Vec<u8>, PrintError> {
    let mut xml = Xml::new(about.masked);
    let mut sections = Sections::default();
    // Letters have their numbers outside, on the right of one page and the left of the next.
    let is_letter = match data {
        Data::Letters(letters) => {
            letter::write(&mut xml, &mut sections, letters, about);
            true
        }
        Data::Reviewed(one) => {
            letter::write(&mut xml, &mut sections, std::slice::from_ref(&**one), about);
            true
        }
        Data::Form(form) => {
            form::write(&mut xml, &mut sections, std::slice::from_ref(&**form), about);
            false
        }
        Data::Forms(forms) | Data::Halves(forms) => {
            form::write(&mut xml, &mut sections, forms, about);
            false
        }
        Data::Transfer(slip) => {
            form::write(&mut xml, &mut sections, &slip.forms(), about);
            false
        }
        Data::Ledger(one) => {
            ledger::write(&mut xml, &mut sections, one, about);
            false
        }
        Data::Rota(one) => {
            rota::write(&mut xml, &mut sections, one, about);
            false
        }
        Data::Cards(cards) => {
            card::write(&mut xml, &mut sections, cards, about);
            false
        }
        Data::Slips(slips) => {
            form::write(&mut xml, &mut sections, &[slip::form(slips)], about);
            false
        }
        Data::Boards(boards) => {
            let forms: Vec<_> = boards.iter().map(Board::form).collect();
            form::write(&mut xml, &mut sections, &forms, about);
            false
        }
        Data::Sheets(_)
        | Data::FoldedCards(_)
        | Data::Pockets(_)
        | Data::Fold(_)
        | Data::Plates(_) => {
            return Err(PrintError::Nothing);
        }
    };
    let body = xml.into_text();
    package::packed(about, &body, &sections.footers, is_letter)
        .map_err(|error| PrintError::Layout(error.to_string()))
}
