//! Who looks after which places besides those who keep them: experts to be asked, keepers who look in
//! every day.

use chrono::NaiveDate;

use super::id::{PersonId, SiteId, StewardId};
use super::{choices, record::record};

choices! {
    /// In what way somebody looks after places. Source: `sources.md` 责任分工.
    StewardKind {
        /// Knows a trade: is asked, and looks at what others cannot judge.
        Expert = "安全专家",
        /// Looks in every day, reminds people, and reports.
        Keeper = "安全管家",
    }
}

record! {
    /// Somebody who looks after places as an expert or as their keeper, for some days.
    Steward(StewardId), StewardField, StewardKey {
        /// Expert or keeper.
        kind: Option<StewardKind> = Kind "身份",
        /// Who.
        person: Option<PersonId> = Person "人员",
        /// What an expert knows: 电气, 锅炉, 消防.
        trade: String = Trade "专业",
        /// The sites; none: the whole surface.
        sites: Vec<SiteId> = Sites "负责场所",
        /// First day.
        from: Option<NaiveDate> = From "起始日" of season,
        /// Last day.
        to: Option<NaiveDate> = To "截止日" of season,
        /// Anything else.
        note: String = Note "备注",
    }
}

impl Steward {
    /// Whether it is so on `day`. Days nobody wrote down are no bounds.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it is for that site.
    pub fn is_for(&self, site: SiteId) -> bool {
        self.sites.is_empty() || self.sites.contains(&site)
    }
}
