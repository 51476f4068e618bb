//! Answers that put a roster on the books or fill a stretch of the rota.

use chrono::{NaiveDate, NaiveDateTime};

use super::{RegisterDraft, RosterDraft, TimetableDraft, Tone, TurnsDraft, Workspace};
use crate::action::timetable::{self, Timetable};
use crate::action::turns::{Turns, turns};
use crate::action::{Action, NewRecord, Refusal, TeamAction, roster};
use crate::model::duty::DutyShift;
use crate::model::id::{PersonId, PostId};
use crate::model::people::Person;

impl Workspace {
    /// Everybody who could be read comes on the books.
    pub(super) fn enlist(&mut self, draft: &RosterDraft, now: NaiveDateTime) -> bool {
        let recruits = roster::read(&draft.text, &draft.hints).recruits();
        if recruits.is_empty() {
            self.refuse(&Refusal::Missing("名册"));
            return false;
        }
        let done = self.act(&Action::Team(TeamAction::Enlist(recruits)), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}", done.verb));
        }
        done.is_some()
    }

    /// The same is written down of everybody in the draft.
    pub(super) fn register(&mut self, draft: &RegisterDraft, now: NaiveDateTime) -> bool {
        if draft.people.is_empty() {
            self.refuse(&Refusal::Missing("人员"));
            return false;
        }
        let RegisterDraft { what, day, people } = draft.clone();
        let done = self.act(&Action::Team(TeamAction::Register { what, day, people }), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}", done.verb));
        }
        done.is_some()
    }

    /// The people of the draft take turns.
    pub(super) fn take_turns(&mut self, draft: &TurnsDraft, now: NaiveDateTime) -> bool {
        if draft.people.is_empty() {
            self.refuse(&Refusal::Missing("轮流的人"));
            return false;
        }
        let days = turns(self.document(), &Turns::from(draft));
        self.fill((draft.post, draft.shift), days, now)
    }

    /// The pasted rota is copied; whom nobody knows comes on the books first, if wished.
    pub(super) fn copy_timetable(&mut self, draft: &TimetableDraft, now: NaiveDateTime) -> bool {
        let near = self.rota_near(now);
        let Timetable { lines, .. } = timetable::read(&draft.text, near, draft.column);
        if draft.add {
            let unknown = timetable::unknown(self.document(), &lines);
            for name in unknown {
                let new = NewRecord::Person(Person { name, ..Person::default() });
                if self.act(&Action::Add(new), now).is_none() {
                    return false;
                }
            }
        }
        let days: Vec<(NaiveDate, Vec<PersonId>)> = lines
            .iter()
            .filter_map(|line| {
                let persons = timetable::persons(self.document(), line);
                Some((line.day?, persons)).filter(|(_, persons)| !persons.is_empty())
            })
            .collect();
        if days.is_empty() {
            self.refuse(&Refusal::Missing("值班表"));
            return false;
        }
        self.fill((draft.post, draft.shift), days, now)
    }

    /// The day next to which a day without a year is looked for.
    pub fn rota_near(&self, now: NaiveDateTime) -> NaiveDate {
        let today = self.workbook_now(now).date();
        self.document().current_season().first.unwrap_or(today)
    }

    /// Fills cells of one post and shows the first.
    fn fill(
        &mut self,
        (post, shift): (PostId, DutyShift),
        days: Vec<(NaiveDate, Vec<PersonId>)>,
        now: NaiveDateTime,
    ) -> bool {
        let done = self.act(&Action::Team(TeamAction::CopyRota { post, shift, days }), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}", done.verb));
        }
        done.is_some()
    }
}

impl From<&TurnsDraft> for Turns {
    fn from(draft: &TurnsDraft) -> Self {
        Self {
            post: draft.post,
            shift: draft.shift,
            people: draft.people.clone(),
            from: draft.from,
            to: draft.to,
            pass_over: draft.pass_over,
        }
    }
}
