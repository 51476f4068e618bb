//! Who stays at the mine over the festival, room by room. Source: `sources.md` 留矿人员.

use chrono::NaiveDate;

use super::id::{ResidentId, SiteId, UnitId};
use super::{choices, record::record};

choices! {
    /// What somebody is to the mine.
    ResidentKind {
        /// Works for the mine.
        Staff = "职工",
        /// Works for a contractor.
        Contractor = "外委",
        /// Belongs to the family of somebody.
        Family = "家属",
    }
}

record! {
    /// Somebody who stays at the mine over the festival. Neither identity numbers nor illnesses: that
    /// somebody needs help to get out is all that whoever calls the roll needs to know.
    Resident(ResidentId), ResidentField, ResidentKey {
        /// Their name.
        name: String = Name "姓名",
        /// The building, of the sites.
        building: Option<SiteId> = Building "楼栋",
        /// Where they live where that is none of the sites.
        elsewhere: String = Elsewhere "其他住处",
        /// The room.
        room: String = Room "房间",
        /// What they are to the mine.
        kind: Option<ResidentKind> = Kind "人员类别",
        /// Their unit; of a family that of whom they visit.
        unit: Option<UnitId> = Unit "单位",
        /// Their telephone; masked on copies that leave the house.
        phone: String = Phone "联系电话",
        /// The first day they stay.
        from: Option<NaiveDate> = From "入住日期",
        /// The last day they stay.
        to: Option<NaiveDate> = To "离矿日期",
        /// Whether somebody must help them out of the building. The reason is not kept.
        helped: bool = Helped "需协助" ("需协助" "不需协助"),
        /// Whom they visit, and the like.
        note: String = Note "备注",
    }
}
