//! Slips (隐患移交单) by which the team hands hazards over to the safety department.

use chrono::NaiveDateTime;

use super::id::{HazardId, PersonId, TransferId};
use super::number::Number;
use super::record::record;

record! {
    /// One slip. The receiver signs on paper; the typed name only says who did.
    Transfer(TransferId), TransferField, TransferKey {
        /// The printed number.
        number: Option<Number> = Number "单号" by verb,
        /// Numbers it bore before, which another paper had too; the last one at the end.
        former: Vec<Number> = Former "曾用号" by verb,
        /// The hazards on it, in the order of the slip.
        hazards: Vec<HazardId> = Hazards "所列隐患" by verb,
        /// Who hands them over.
        by: Option<PersonId> = By "移交人",
        /// When the slip was made out.
        at: Option<NaiveDateTime> = At "移交时间" by verb,
    }
}
