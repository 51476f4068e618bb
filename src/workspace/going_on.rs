//! 接着排: the rota of the weeks before, or of an earlier season, gone on with in empty cells.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use super::{Dialog, Tone, Workspace};
use crate::action::filling::{too_long, usual_span};
use crate::action::going_on::{Line, Pattern, go_on};
use crate::action::{Action, Refusal, TeamAction};
use crate::model::Document;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::PersonId;
use crate::rules::duty::columns;

/// An earlier stretch to be gone on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoOnDraft {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The earlier season's workbook it is taken from; none: what stands in this one before the
    /// first day.
    pub earlier: Option<PathBuf>,
}

/// What would come of going on with an earlier stretch.
#[derive(Clone, Debug)]
pub struct GoneOn {
    /// The cells that would be filled.
    pub lines: Vec<Line>,
    /// The posts and shifts in which nobody follows anybody: 门岗白班.
    pub loose: Vec<String>,
}

/// What is said of days that end before they begin.
pub const BACKWARDS: &str = "截止日在起始日以前，请改好";
/// What is said where an earlier year's rota has no round to go on with.
const LOOSE: &str = "往年的班看不出谁接谁的次序，请用“自动排班”，连同往年的班一起均分";

/// From the first day on which a post of ours is still empty.
fn first_empty(doc: &Document, (from, to): (NaiveDate, NaiveDate)) -> NaiveDate {
    let ours: Vec<_> = columns(doc).into_iter().filter(|(_, post)| !post.official).collect();
    let is_empty = |day: &NaiveDate| {
        ours.iter().any(|(post, record)| {
            record.shifts.iter().any(|shift| {
                let cell = DutyId { day: *day, post: *post, shift: *shift };
                doc.duties.get(&cell).is_none_or(|duty| duty.persons.is_empty())
            })
        })
    };
    from.iter_days().take_while(|day| *day <= to).find(is_empty).unwrap_or(from)
}

impl Workspace {
    /// Asks for which days an earlier stretch is to be gone on with.
    pub(super) fn ask_to_go_on(&mut self, now: NaiveDateTime) {
        if self.is_closed() {
            return;
        }
        let Some((from, to)) = usual_span(self.document(), self.workbook_now(now)) else {
            return self.refuse(&Refusal::Missing("本季的起始日和截止日"));
        };
        let from = first_empty(self.document(), (from, to));
        // Where nothing stands before, an earlier year's is meant, if one is there already.
        let is_first = Pattern::before(self.document(), from).is_empty();
        let earlier = self.earlier().first().map(|(path, _)| path.to_path_buf());
        let earlier = earlier.filter(|_| is_first);
        self.put_in_front(Dialog::GoOn(GoOnDraft { from, to, earlier }));
    }

    /// What would come of it; none where there is nothing to go on with.
    pub fn gone_on(&self, draft: &GoOnDraft, now: NaiveDateTime) -> Option<GoneOn> {
        let doc = self.document();
        let pattern = match &draft.earlier {
            None => Pattern::before(doc, draft.from),
            Some(path) => Pattern::of_earlier(doc, self.earlier_document(path)?),
        };
        let name = |(post, shift): &(_, DutyShift)| {
            format!("{}{}", doc.post_name(Some(*post)).trim(), shift.word())
        };
        let gone_on = || GoneOn {
            lines: go_on(doc, &pattern, (draft.from, draft.to), now),
            loose: pattern.loose().iter().map(name).collect(),
        };
        (!pattern.is_empty()).then(gone_on)
    }

    /// The workbook that was just chosen is the one to go on with.
    pub(super) fn go_on_with(&mut self, path: &Path) {
        if let Some(Dialog::GoOn(draft)) = &mut self.dialog {
            draft.earlier = Some(path.to_owned());
        }
    }

    /// Writes it. Whether the question is answered.
    pub(super) fn take_going_on(&mut self, draft: &GoOnDraft, now: NaiveDateTime) -> bool {
        if draft.to < draft.from {
            self.refuse(&Refusal::Broken(BACKWARDS.to_owned()));
            return false;
        }
        if let Some(words) = too_long(draft.from, draft.to) {
            self.refuse(&Refusal::Broken(words));
            return false;
        }
        let Some(GoneOn { lines, loose }) = self.gone_on(draft, self.workbook_now(now)) else {
            self.tell(Tone::Refused, "前面还没有排过班，没有可接的次序".to_owned());
            return false;
        };
        let filled = lines.into_iter().filter(|line| !line.people.is_empty());
        let cells: BTreeMap<DutyId, Vec<PersonId>> =
            filled.map(|line| (line.cell, line.people)).collect();
        if cells.is_empty() {
            let words = if loose.is_empty() { "这几天没有空着的班" } else { LOOSE };
            self.tell(Tone::Refused, words.to_owned());
            return false;
        }
        let done = self.act(&Action::Team(TeamAction::GoOn(cells)), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}，可以整个撤销", done.verb));
        }
        done.is_some()
    }
}
