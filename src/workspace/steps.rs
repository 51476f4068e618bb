//! Questions and what answering them does.

use chrono::{NaiveDateTime, Timelike as _};

use super::{
    ApproveDraft, Dialog, Effect, IssueDraft, NewFrom, NewSeasonDraft, Pick, Place, ReportDraft,
    Saving, ShiftDraft, ShiftPaper, StepDraft, Tone, Workspace,
};
use crate::action::{Action, HazardAction, PlanAction, Refusal, SheetAction, WatchAction};
use crate::model::RecordId;
use crate::model::checklist::Depth;
use crate::model::hazard::{Hazard, Source, Step, StepKind, to_the_minute};
use crate::model::id::{HazardId, SheetId, TransferId};
use crate::model::place::Site;
use crate::model::sheet::round_at;
use crate::model::watch::Log;
use crate::print::Request;
use crate::rules::{duty, outline, phrases};
use crate::session::Recalled;

impl Workspace {
    /// The day's sheets, along every route.
    pub(super) fn issue_draft(&self, now: NaiveDateTime) -> Dialog {
        let at = self.workbook_now(now);
        let depth = if self.document().routes.is_empty() { Depth::Full } else { Depth::Patrol };
        let (day, round) = (at.date(), round_at(at.time().hour()));
        Dialog::Issue(IssueDraft {
            depth,
            routes: self
                .document()
                .routes
                .iter()
                .filter(|(_, route)| !route.stops.is_empty())
                .map(|(id, _)| *id)
                .collect(),
            site: self.picked.id::<Site>(),
            day,
            shift: round.to_owned(),
            walkers: duty::walkers(self.document(), day, round, at),
        })
    }

    /// A blank paper of the loop.
    pub fn step_draft(&self, hazard: HazardId, next: StepKind, now: NaiveDateTime) -> StepDraft {
        let at = self.workbook_now(now);
        let record = self.document().hazards.get(&hazard);
        let slip = record.and_then(|record| {
            record.steps.iter().rev().find_map(|step| match step {
                Step::HandedOver { slip, .. } => Some(*slip),
                _ => None,
            })
        });
        let by = match next {
            StepKind::Rectified => record.and_then(|record| record.owner).into_iter().collect(),
            StepKind::HandedOver => record.map(|record| record.finders.clone()).unwrap_or_default(),
            _ => Vec::new(),
        };
        let limit = record.and_then(Hazard::limit);
        let usual = || record.and_then(phrases::usual_limit).map(|limit| limit.max(at.date()));
        let due = match next {
            StepKind::HandedOver => limit.or_else(usual),
            _ => None,
        };
        StepDraft {
            hazard,
            slip,
            next,
            day: at.date(),
            time: to_the_minute(at.time()),
            by,
            checker: None,
            words: String::new(),
            pass: true,
            until: limit.unwrap_or_else(|| at.date()).max(at.date()),
            due,
        }
    }

    /// Carries out what the question in front asks.
    pub(super) fn answer(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        let Some(dialog) = self.dialog.clone() else { return Vec::new() };
        let mut effects = Vec::new();
        let done = match dialog {
            Dialog::NewSeason(NewSeasonDraft { from: NewFrom::Sample, .. }) => {
                self.dialog = None;
                return self.left_behind().into_iter().chain([Effect::Practise]).collect();
            }
            Dialog::NewSeason(NewSeasonDraft { from, year }) => {
                effects.extend(self.ask_where(Saving::New { from, year }));
                true
            }
            Dialog::Issue(draft) => self.issue(&draft, now, &mut effects),
            Dialog::Report(draft) => self.report(draft, now, &mut effects),
            Dialog::Step(draft) => self.sign(&draft, now, &mut effects),
            Dialog::VoidSheet { sheet, why } => {
                self.act(&Action::Sheet(SheetAction::Void { sheet, why }), now).is_some()
            }
            Dialog::Approve(ApproveDraft { by, on, note, despite }) => {
                let gaps = outline::approval_gaps(self.document(), on);
                if by.is_empty() || gaps.is_empty() || despite {
                    let approve = PlanAction::Approve { by, on, note };
                    self.act(&Action::Plan(approve), now).is_some()
                } else {
                    let words = "还有没办完的；确已批准请勾选“仍要登记”";
                    self.refuse(&Refusal::Broken(words.to_owned()));
                    false
                }
            }
            Dialog::Shift(draft) => self.begin(draft, now),
            Dialog::Paste(order) => {
                return self.take_table(&order, now).into_iter().collect();
            }
            Dialog::Path(draft) => return self.try_path(&draft).into_iter().collect(),
            Dialog::Register(draft) => self.register(&draft, now),
            Dialog::Turns(draft) => self.take_turns(&draft, now),
            Dialog::Fill(draft) => self.fill_rota(&draft, now),
            Dialog::GoOn(draft) => self.take_going_on(&draft, now),
            Dialog::Swap(draft) => self.arrange(&draft, now, &mut effects),
            Dialog::Editions(draft) => self.take_editions(draft, now),
            Dialog::Remove(record) => self.act(&Action::Remove(record), now).is_some(),
            question @ (Dialog::Damaged(_)
            | Dialog::Repair(_)
            | Dialog::Merge(_)
            | Dialog::Unread(_)
            | Dialog::Sides(_)) => return self.answer_question(&question, now),
            Dialog::Offered(entries) => {
                effects = self.take_in(entries, Recalled::of(self.session.journal()));
                true
            }
            Dialog::Unwritten(_) => {
                self.dialog = None;
                return self.leave();
            }
            Dialog::Diagnosis(text) => {
                effects.extend(self.ask_where_to_keep(text));
                true
            }
            Dialog::Find(_)
            | Dialog::Choose(_)
            | Dialog::Trouble(_)
            | Dialog::LeftOut(_)
            | Dialog::Clock(_)
            | Dialog::SitDown
            | Dialog::Keys
            | Dialog::About => true,
        };
        if done {
            self.dialog = None;
        }
        effects
    }

    /// Writes a hazard down.
    fn report(
        &mut self,
        draft: ReportDraft,
        now: NaiveDateTime,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let hazard = Hazard {
            site: draft.site,
            words: draft.words,
            finders: draft.finders,
            source: Some(Source::Report),
            found_on: Some(self.workbook_now(now).date()),
            ..Hazard::default()
        };
        if hazard.words.trim().is_empty() {
            self.refuse(&Refusal::Missing("隐患描述"));
            return false;
        }
        let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
        let done = self.act(&report, now).is_some();
        if done {
            self.go(Place::Hazards, now, effects);
        }
        done
    }

    /// An approval of today, with what changed since the version before.
    pub fn approve_draft(&self, now: NaiveDateTime) -> ApproveDraft {
        let doc = self.document();
        let last = outline::newest_version(doc);
        let changes = last.map(|(_, version)| outline::changes_since(doc, version));
        ApproveDraft {
            by: Vec::new(),
            on: self.workbook_now(now).date(),
            note: changes.unwrap_or_default().join("；"),
            despite: false,
        }
    }

    /// Begins a paper of the watch; the log of a shift that has one is shown instead.
    fn begin(&mut self, draft: ShiftDraft, now: NaiveDateTime) -> bool {
        let ShiftDraft { paper, day, shift } = draft;
        let action = match paper {
            ShiftPaper::Log => {
                let of_it = |log: &Log| log.day == Some(day) && log.shift == Some(shift);
                let known = self.document().logs.iter().find(|(_, log)| of_it(log));
                if let Some(id) = known.map(|(id, _)| *id) {
                    self.picked.pick(Pick::Record(RecordId::Log(id)));
                    return true;
                }
                WatchAction::OpenLog { day, shift }
            }
            ShiftPaper::Handover => WatchAction::OpenHandover { day, shift },
        };
        self.act(&Action::Watch(action), now).is_some()
    }

    /// Makes the sheets out and puts them in the preview, ready to be printed.
    fn issue(&mut self, draft: &IssueDraft, now: NaiveDateTime, effects: &mut Vec<Effect>) -> bool {
        let actions: Vec<SheetAction> = match draft.depth {
            Depth::Patrol => draft
                .routes
                .iter()
                .map(|route| SheetAction::IssueRoute {
                    route: *route,
                    shift: draft.shift.clone(),
                    day: draft.day,
                    walkers: draft.walkers.clone(),
                })
                .collect(),
            depth @ (Depth::Full | Depth::Special) => draft
                .site
                .map(|site| SheetAction::IssueSite {
                    site,
                    depth,
                    day: draft.day,
                    walkers: draft.walkers.clone(),
                })
                .into_iter()
                .collect(),
        };
        if actions.is_empty() {
            let what = if draft.depth == Depth::Patrol { "路线" } else { "场所" };
            self.refuse(&Refusal::Missing(what));
            return false;
        }
        let mut sheets: Vec<SheetId> = Vec::new();
        for (place, action) in actions.into_iter().enumerate() {
            let Some(done) = self.act(&Action::Sheet(action), now) else {
                // What is out already has its number: asked again, only the rest goes out.
                if let Some(Dialog::Issue(asked)) = &mut self.dialog {
                    asked.routes = draft.routes.get(place..).unwrap_or_default().to_vec();
                }
                return false;
            };
            sheets.extend(done.made.iter().filter_map(|made| match made {
                RecordId::Sheet(id) => Some(*id),
                _ => None,
            }));
        }
        self.picked.pick(Pick::Day(Some(draft.day)));
        self.picked.pick(Pick::Entering(None));
        self.picked.pick(Pick::Paper(Some(Request::sheets(&sheets))));
        self.go(Place::Papers, now, effects);
        true
    }

    /// Adds the paper to the loop.
    fn sign(&mut self, draft: &StepDraft, now: NaiveDateTime, effects: &mut Vec<Effect>) -> bool {
        let at = draft.day.and_time(draft.time);
        let Some(by) = draft.by.first().copied() else {
            self.refuse(&Refusal::Missing("签字人"));
            return false;
        };
        let (hazard, words) = (draft.hazard, draft.words.clone());
        let step = match draft.next {
            StepKind::HandedOver => {
                let action = HazardAction::HandOver { hazards: vec![hazard], by, due: draft.due };
                let done = self.act(&Action::Hazard(action), now);
                let slip = done.and_then(|done| transfer_in(&done.made));
                if let Some(slip) = slip {
                    self.picked.paper = Some(Request::transfer(slip));
                    self.go(Place::Papers, now, effects);
                }
                return slip.is_some();
            }
            StepKind::Received => {
                let Some(slip) = draft.slip else { return false };
                let action = HazardAction::Receive { slip, by, at };
                return self.act(&Action::Hazard(action), now).is_some();
            }
            StepKind::FixedOnSpot => {
                let Some(checker) = draft.checker else {
                    self.refuse(&Refusal::Missing("当场复查人"));
                    return false;
                };
                Step::FixedOnSpot { at, how: words, fixer: by, checker }
            }
            StepKind::Rectified => Step::Rectified { at, how: words, by },
            StepKind::Rechecked => {
                Step::Rechecked { by: draft.by.clone(), at, pass: draft.pass, words }
            }
            StepKind::Extended => {
                Step::Extended { until: draft.until, why: words, by, on: draft.day }
            }
            StepKind::Closed => Step::Closed { by, on: draft.day },
            StepKind::Voided => Step::Voided { why: words, by, on: draft.day },
        };
        let verb = step.verb();
        let action = Action::Hazard(HazardAction::Advance { hazard, step });
        let done = self.act(&action, now).is_some();
        if done {
            self.tell(Tone::Good, format!("已记录：{verb}"));
        }
        done
    }
}

fn transfer_in(made: &[RecordId]) -> Option<TransferId> {
    made.iter().find_map(|made| match made {
        RecordId::Transfer(id) => Some(*id),
        _ => None,
    })
}
