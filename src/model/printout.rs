//! What was printed: which paper, of what, when, and where it hangs or lies.

use chrono::{NaiveDate, NaiveDateTime};

use super::document::RecordId;
use super::id::PrintoutId;
use super::record::record;

record! {
    /// 打印记录: one paper that was printed. Of several sheets printed together each is one.
    Printout(PrintoutId), PrintoutField, PrintoutKey {
        /// Which paper, as the catalogue of papers names it.
        paper: String = Paper "材料种类" by verb,
        /// What people call it.
        title: String = Title "名称" by verb,
        /// The record it is of, if it is of one.
        record: Option<RecordId> = Record "所印记录" by verb,
        /// The day it is of, or the first of its days.
        from: Option<NaiveDate> = From "所印日期" by verb,
        /// The last of its days, where it is of several.
        to: Option<NaiveDate> = To "所印止期" by verb,
        /// Whether it went out to be written by hand. Typed back, it is the original.
        by_hand: bool = ByHand "手写用" by verb,
        /// When it was printed.
        at: Option<NaiveDateTime> = At "打印时间" by verb,
        /// The code of the journal at its foot.
        code: String = Code "校验码" by verb,
        /// The digest of what stands on it.
        digest: String = Digest "内容摘要" by verb,
        /// Where it hangs or lies.
        place: String = Place "挂放处",
        /// Whether it was taken down or thrown away.
        withdrawn: bool = Withdrawn "已收回",
    }
}
