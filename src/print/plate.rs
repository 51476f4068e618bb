//! A plate for the wall, in large print: who answers for a zone, who is the model at a post, what the control
//! room does first.

use serde::Serialize;

use super::card::Phone;

/// One plate, in the shape `plate.typ` documents.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Plate {
    /// On an A3, else on an A4; both landscape.
    pub(super) large: bool,
    /// The mine's full name.
    pub(super) unit: String,
    /// What kind of plate it is: 党员责任区.
    pub(super) title: String,
    /// What it is of, in the largest print; or nothing.
    pub(super) name: String,
    /// Columns of sections, one or two.
    pub(super) columns: Vec<Vec<Section>>,
    /// Sentences with their stops, small at its foot.
    pub(super) notes: Vec<String>,
    /// Nobody of the mine has reviewed what stands there.
    pub(super) draft: bool,
}

/// A part of a plate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Section {
    /// A label, and large beside it what it is.
    Fact {
        /// 责任人.
        label: String,
        /// Who or what.
        words: String,
    },
    /// A heading with lines under it.
    Lines {
        /// What they are.
        heading: String,
        /// One below the other.
        lines: Vec<String>,
    },
    /// Whom to call, in the order in which they are called.
    Calls {
        /// What stands above.
        heading: String,
        /// Whom; a number that is not known is a blank for the pen.
        calls: Vec<Phone>,
    },
}
