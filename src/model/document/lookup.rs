//! Names and single records looked up in the document.

use super::{Cell, Document};
use crate::model::duty::DutyId;
use crate::model::id::{PersonId, PostId, SiteId, UnitId, ZoneId};
use crate::model::mine::{LittleYear, Mine, Only, Season};
use crate::model::people::Post;
use crate::model::plan::Plan;
use crate::model::record::Facts;

impl Document {
    /// Which state of which document this is: another number with every change. What was computed
    /// from another revision may be out of date, or of another workbook.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The mine's profile.
    pub fn profile(&self) -> Mine {
        self.mine.find(&Only).cloned().unwrap_or_default()
    }

    /// On which day the mine keeps 小年.
    pub fn little_year(&self) -> LittleYear {
        self.mine.find(&Only).map_or(LittleYear::North, Mine::little_year)
    }

    /// The season.
    pub fn current_season(&self) -> Season {
        self.season.find(&Only).cloned().unwrap_or_default()
    }

    /// The plan being worked on.
    pub fn current_plan(&self) -> Plan {
        self.plan.find(&Only).cloned().unwrap_or_default()
    }

    /// How many people a cell of the rota takes: as was said of it, else of its post.
    pub fn seats(&self, cell: DutyId) -> usize {
        let said = self.duties.get(&cell).and_then(|duty| duty.seats).map(usize::from);
        said.unwrap_or_else(|| self.posts.get(&cell.post).map_or(1, Post::people))
    }

    /// A post's name; empty if there is none.
    pub fn post_name(&self, id: Option<PostId>) -> &str {
        id.and_then(|id| self.posts.find(&id)).map_or("", |post| post.name.as_str())
    }

    /// A person's name as it stands on paper; empty if nobody is known by that id.
    pub fn person_name(&self, id: PersonId) -> &str {
        self.persons.find(&id).map_or("", |person| person.name.as_str())
    }

    /// Several persons' names, joined as Chinese papers do.
    pub fn person_names(&self, ids: &[PersonId]) -> String {
        ids.iter().map(|id| self.person_name(*id)).collect::<Vec<_>>().join("、")
    }

    /// A unit's name; empty if there is none.
    pub fn unit_name(&self, id: Option<UnitId>) -> &str {
        id.and_then(|id| self.units.find(&id)).map_or("", |unit| unit.name.as_str())
    }

    /// A site's name; empty if there is none.
    pub fn site_name(&self, id: Option<SiteId>) -> &str {
        id.and_then(|id| self.sites.find(&id)).map_or("", |site| site.name.as_str())
    }

    /// A zone's name; empty if there is none.
    pub fn zone_name(&self, id: Option<ZoneId>) -> &str {
        id.and_then(|id| self.zones.find(&id)).map_or("", |zone| zone.name.as_str())
    }
}

impl Cell {
    /// The word people read for the field.
    pub fn word(&self) -> &'static str {
        self.facts(&Document::default()).word
    }

    /// The field's words, with which of several entries it is: `行结果 23`.
    pub fn label(&self, doc: &Document) -> String {
        let Facts { word, entry, .. } = self.facts(doc);
        format!("{word} {entry}").trim_end().to_owned()
    }
}
