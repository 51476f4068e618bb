//! The same workbook by way of `serde_json`: typed tables, and the journal as the lines it is.

use serde::{Deserialize, Serialize};
use shousui::model::checklist::{Checklist, Item};
use shousui::model::duty::Duty;
use shousui::model::hazard::Hazard;
use shousui::model::mine::{Mine, Season};
use shousui::model::number::Numbered;
use shousui::model::people::{Person, Post, Unit};
use shousui::model::place::{Route, Site, Zone};
use shousui::model::plan::{Card, Phone, Version};
use shousui::model::printout::Printout;
use shousui::model::record::Table;
use shousui::model::service::{Activity, Service};
use shousui::model::sheet::Sheet;
use shousui::model::swap::Swap;
use shousui::model::transfer::Transfer;
use shousui::model::watch::{Handover, Log, SpotCheck, ZeroReport};
use shousui::session::Kept;

use crate::times::{Times, timed};

/// How long `serde_json` takes, and how long its text is.
pub(crate) struct Json {
    pub(crate) reading: Times,
    pub(crate) writing: Times,
    pub(crate) bytes: u64,
}

/// Declares the workbook as JSON has it. The two tables of one record each have a key that JSON
/// knows no text for; their record stands alone.
macro_rules! workbook {
    ($($name:ident : $record:ty),* $(,)?) => {
        #[derive(Serialize, Deserialize)]
        struct Workbook {
            mine: Mine,
            season: Season,
            $( $name: Table<$record>, )*
            journal: Vec<String>,
        }

        impl Workbook {
            fn of(kept: &Kept) -> Self {
                Self {
                    mine: kept.doc.profile(),
                    season: kept.doc.current_season(),
                    $( $name: kept.doc.$name.clone(), )*
                    journal: kept.journal.text().lines().map(str::to_owned).collect(),
                }
            }

            fn holds_all_of(&self, kept: &Kept) -> bool {
                $( self.$name == kept.doc.$name && )* self.journal.len() == kept.journal.len()
            }
        }
    };
}

workbook! {
    hazards: Hazard,
    sheets: Sheet,
    transfers: Transfer,
    duties: Duty,
    swaps: Swap,
    logs: Log,
    handovers: Handover,
    zero_reports: ZeroReport,
    spot_checks: SpotCheck,
    activities: Activity,
    services: Service,
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
    printouts: Printout,
}

/// Reads and writes so often.
pub(crate) fn measure(kept: &Kept, often: usize) -> Json {
    let workbook = Workbook::of(kept);
    let text = serde_json::to_vec_pretty(&workbook).unwrap();
    let read = || serde_json::from_slice::<Workbook>(&text).unwrap();
    assert!(read().holds_all_of(kept), "JSON lost something");
    Json {
        reading: Times::of(often, || timed(read).1),
        writing: Times::of(often, || timed(|| serde_json::to_vec_pretty(&workbook).unwrap()).1),
        bytes: u64::try_from(text.len()).unwrap(),
    }
}
