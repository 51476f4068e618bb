//! Answers that write the same down of several people, fill a stretch of the rota, or take what the
//! program ships.

use chrono::{NaiveDate, NaiveDateTime};

use super::{BACKWARDS, Dialog, EditionsDraft, RegisterDraft, Tone, TurnsDraft, Workspace};
use crate::action::editions::Offered;
use crate::action::filling::too_long;
use crate::action::turns::{Turns, turns};
use crate::action::{Action, Refusal, TeamAction};
use crate::model::duty::DutyShift;
use crate::model::id::{PersonId, PostId};

impl Workspace {
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
        if draft.to < draft.from {
            self.refuse(&Refusal::Broken(BACKWARDS.to_owned()));
            return false;
        }
        if let Some(words) = too_long(draft.from, draft.to) {
            self.refuse(&Refusal::Broken(words));
            return false;
        }
        let at = self.workbook_now(now);
        let mut days = turns(self.document(), &Turns::from(draft), at);
        // Whoever is there stays where nobody else can come.
        days.retain(|(_, people)| !people.is_empty());
        if days.is_empty() {
            let words = "没有要排的班：这几班都已经开始，或者没有能上的人";
            self.tell(Tone::Refused, words.to_owned());
            return false;
        }
        self.fill((draft.post, draft.shift), days, now)
    }

    /// Asks which of what the program ships and the workbook lacks is to be taken.
    pub(super) fn ask_about_editions(&mut self) {
        let doc = self.document();
        let offered = Offered::of(doc);
        if offered.is_empty() {
            return self
                .tell(Tone::Good, "检查项、处置卡、电话表已经是新版，没有要换的".to_owned());
        }
        let wanted = offered.proposed(doc);
        self.dialog = Some(Dialog::Editions(EditionsDraft { offered, wanted }));
    }

    /// Takes what the draft wants.
    pub(super) fn take_editions(&mut self, draft: EditionsDraft, now: NaiveDateTime) -> bool {
        let done = self.act(&Action::TakeEditions(draft.wanted), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}；旧单子不变，可以撤销", done.verb));
        }
        done.is_some()
    }

    /// Fills cells of one post and shows the first.
    fn fill(
        &mut self,
        (post, shift): (PostId, DutyShift),
        days: Vec<(NaiveDate, Vec<PersonId>)>,
        now: NaiveDateTime,
    ) -> bool {
        let done = self.act(&Action::Team(TeamAction::TakeTurns { post, shift, days }), now);
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
