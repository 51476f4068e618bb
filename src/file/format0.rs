//! Format 0. May change until release 0.1.0, which freezes it as types of its own.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{ClaimLine, Contest, Damage, Header, damage, outline};
use crate::model::checklist::{Checklist, Item};
use crate::model::document::Document;
use crate::model::duty::Duty;
use crate::model::hazard::Hazard;
use crate::model::mine::{Mine, Season};
use crate::model::number::Numbered;
use crate::model::people::{Person, Post, Unit};
use crate::model::place::{Route, Site, Zone};
use crate::model::plan::{Card, Phone, Plan, Version};
use crate::model::record::Table;
use crate::model::service::{Activity, Service};
use crate::model::sheet::Sheet;
use crate::model::transfer::Transfer;
use crate::model::watch::{Handover, Log, SpotCheck, ZeroReport};
use crate::session::{Entry, Kept};

/// The records of a file.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) doc: Document,
    pub(super) contested: Vec<Contest>,
}

/// Declares the sections of records, in the order of the file: each a table of the document.
macro_rules! sections {
    ($($name:ident : $record:ty),* $(,)?) => {
        fn table_sections(doc: &Document) -> Vec<(&'static str, String)> {
            vec![$( (stringify!($name), section(&doc.$name)) ),*]
        }

        /// Reads one section; `false` if no table has that name.
        fn read_table(
            doc: &mut Document,
            name: &str,
            value: &str,
        ) -> ron::error::SpannedResult<bool> {
            match name {
                $( stringify!($name) => doc.$name = ron::from_str(value)?, )*
                _ => return Ok(false),
            }
            Ok(true)
        }

        /// The whole file as one value, for text that another program laid out anew.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Whole {
            /// Read by itself before.
            #[serde(rename = "header")]
            _header: IgnoredAny,
            $( $name: Table<$record>, )*
            contested: Vec<Contest>,
            journal: Vec<Entry>,
        }

        impl Whole {
            fn into_records(self) -> (Records, String) {
                let mut records = Records { contested: self.contested, ..Records::default() };
                $( records.doc.$name = self.$name; )*
                let lines = self.journal.iter().flat_map(|entry| [entry.line(), "\n".to_owned()]);
                (records, lines.collect())
            }
        }
    };
}

sections! {
    mine: Mine,
    season: Season,
    hazards: Hazard,
    sheets: Sheet,
    transfers: Transfer,
    duties: Duty,
    logs: Log,
    handovers: Handover,
    zero_reports: ZeroReport,
    spot_checks: SpotCheck,
    activities: Activity,
    services: Service,
    plan: Plan,
    cards: Card,
    phones: Phone,
    versions: Version,
    persons: Person,
    posts: Post,
    units: Unit,
    zones: Zone,
    sites: Site,
    routes: Route,
    checklists: Checklist,
    items: Item,
    numbers: Numbered,
}

/// The text of each section, the journal last.
pub(super) fn sections(kept: &Kept) -> Vec<(&'static str, String)> {
    let mut sections = table_sections(&kept.doc);
    let contested: Vec<Contest> = kept
        .contested
        .iter()
        .map(|(cell, claims)| Contest {
            cell: cell.clone(),
            claims: claims
                .iter()
                .cloned()
                .map(|claim| ClaimLine {
                    entry: claim.entry,
                    lamport: claim.lamport,
                    by: claim.by,
                    value: claim.value,
                })
                .collect(),
        })
        .collect();
    sections.push(("contested", section(&contested)));
    sections.push(("journal", outline::journal_section(&kept.journal.text())));
    sections
}

/// A value laid out for reading, from the left edge.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let config = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(3)
        .compact_arrays(true)
        .separate_tuple_members(false);
    // Plain data of these shapes always has a text form; a property test holds this.
    ron::ser::to_string_pretty(value, config).unwrap_or_default()
}

fn section(value: &impl Serialize) -> String {
    outline::indented(&pretty(value))
}

/// Reads the sections one by one, so that a bad value is known by line, column and field.
pub(super) fn read_sections(text: &str, outline: &outline::Outline<'_>) -> Result<Records, Damage> {
    let mut records = Records::default();
    for (name, value) in &outline.sections {
        let known = match *name {
            "contested" => ron::from_str(value).map(|contested| {
                records.contested = contested;
                true
            }),
            "journal" => Ok(true),
            name => read_table(&mut records.doc, name, value),
        };
        match known {
            Ok(true) => {}
            Ok(false) => return Err(damage::unknown_section(text, value, name)),
            Err(err) => return Err(damage::at(text, value, &err)),
        }
    }
    Ok(records)
}

/// Reads a text of whatever layout.
pub(super) fn read_whole(text: &str) -> Result<(Records, String), Damage> {
    let whole: Whole = ron::from_str(text).map_err(|err| damage::at(text, text, &err))?;
    Ok(whole.into_records())
}

/// Reads the header of a text of whatever layout.
pub(super) fn header_of_whole(text: &str) -> Result<Header, Damage> {
    /// Only the header: everything else is left unread.
    #[derive(Deserialize)]
    struct Front {
        header: Header,
    }
    ron::from_str::<Front>(text)
        .map(|front| front.header)
        .map_err(|err| damage::foreign(text, &err))
}
