//! Answers that take a pasted table in, write the same down of several people, or fill a stretch
//! of the rota.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Dialog, LeftOutDraft, RegisterDraft, Tone, TurnsDraft, Workspace};
use crate::action::paste::{self, Fate, Order};
use crate::action::turns::{Turns, turns};
use crate::action::{Action, Refusal, TeamAction};
use crate::model::duty::DutyShift;
use crate::model::id::{PersonId, PostId};

impl Workspace {
    /// Takes a pasted table in, and says afterwards what of it was left out.
    pub(super) fn take_table(&mut self, order: Order, now: NaiveDateTime) {
        let at = self.workbook_now(now);
        let look = paste::look(self.document(), &order, at.date());
        let Some(done) = self.act(&Action::Paste(Box::new(order)), now) else { return };
        let rows = [(Fate::New, "新录入"), (Fate::Changed, "改动"), (Fate::Same, "与册上相同")];
        let rows = rows.map(|(fate, word)| (look.count(fate), word));
        let rows = rows.iter().filter(|(count, _)| 0 < *count);
        let rows: Vec<String> = rows.map(|(count, word)| format!("{word}{count}行")).collect();
        let words = format!("已{}：{}", done.verb, rows.join("，"));
        let lines = look.left_out();
        self.dialog = (!lines.is_empty())
            .then(|| Dialog::LeftOut(LeftOutDraft { done: words.clone(), lines }));
        self.tell(Tone::Good, words);
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
