//! One kind of question with both sides: fields that two PCs, or the history and the file, fill in
//! differently, each to be decided by a person.
//!
//! Only asks; what an answer does depends on what is asked of.

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::action::Action;
use crate::file::Difference;
use crate::model::id::Replica;
use crate::model::{Cell, Document, Put};
use crate::print::Left;
use crate::rules::numbers::bearers;
use crate::session::{Claim, Session};
use crate::workspace::{Dialog, Tone, Workspace};

/// What is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Fields PCs wrote differently. What is left open stays contested.
    Contested,
    /// What was changed in the file outside the program. Nothing is left open.
    Edits,
    /// Fields that copies to be merged fill in differently. What is left open stays contested.
    Merge,
    /// What was changed of the plan in Word. What is left open stays as it is.
    Returned,
}

/// One of the values a field has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The value.
    pub value: Put,
    /// The same in words.
    pub words: String,
    /// The PC it comes from, or what else holds it.
    pub place: String,
    /// Who wrote it, as far as that is known.
    pub writer: String,
    /// When it was written, in words, where that is known and the place does not say it.
    pub at: Option<String>,
    /// Whether it is the value shown until one is chosen.
    pub is_shown: bool,
}

/// A field with several values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which field.
    pub cell: Cell,
    /// Of which record, by kind and name.
    pub about: String,
    /// The field's word.
    pub label: String,
    /// Its values, two or more; ours, or the history's, first.
    pub sides: Vec<Side>,
    /// What must be said of it besides.
    pub remark: String,
}

impl Line {
    /// A field that was given several values.
    pub fn contested(session: &Session, cell: &Cell, claims: &[Claim], own: Replica) -> Self {
        let doc = session.document();
        let mut sides: Vec<(bool, Side)> = claims
            .iter()
            .map(|claim| (!is_own(session, claim, own), side(session, claim, own)))
            .collect();
        sides.sort_by_key(|(is_theirs, _)| *is_theirs);
        let mut sides: Vec<Side> = sides.into_iter().map(|(_, side)| side).collect();
        let places: Vec<String> = sides.iter().map(|side| side.place.clone()).collect();
        for side in &mut sides {
            // Both of one PC, as of a copy made there: then it is the time that tells them apart.
            if 1 < places.iter().filter(|place| **place == side.place).count()
                && let Some(at) = side.at.take()
            {
                side.place = format!("{} {at}", side.place);
            }
        }
        Self {
            cell: cell.clone(),
            about: cell.record().about(doc),
            label: cell.label(doc),
            sides,
            remark: String::new(),
        }
    }

    fn edited(doc: &Document, edit: &Difference) -> Self {
        let cell = edit.change.cell();
        let side = |value: Put, place: &str| Side {
            words: value.shown(doc),
            value,
            place: place.to_owned(),
            writer: String::new(),
            at: None,
            is_shown: false,
        };
        Self {
            about: cell.record().about(doc),
            label: cell.label(doc),
            sides: vec![side(edit.change.was(), "历史里"), side(edit.change.now(), "文件里")],
            remark: if edit.may_be_damage { "只差一个字，可能是损坏" } else { "" }.to_owned(),
            cell,
        }
    }
}

/// Whether it was written on this PC, under the present name or an earlier one.
fn is_own(session: &Session, claim: &Claim, own: Replica) -> bool {
    let replica = claim.entry.replica;
    let pc = session.pc_of(own).filter(|pc| !pc.is_empty());
    replica == own || (pc.is_some() && session.pc_of(replica) == pc)
}

/// What one PC wrote, with who and when. Nobody knows a PC by the name its entries have.
fn side(session: &Session, claim: &Claim, own: Replica) -> Side {
    let replica = claim.entry.replica;
    let pc = session.pc_of(replica).filter(|pc| !pc.is_empty());
    let place = match pc {
        _ if is_own(session, claim, own) => "本机".to_owned(),
        Some(pc) => format!("电脑{pc}"),
        None => "另一台电脑".to_owned(),
    };
    let by = if claim.by.is_empty() { "未留名" } else { claim.by.as_str() };
    let at = claim.at.map(|at| at.format("%-m月%-d日 %-H:%M").to_string());
    Side {
        value: claim.value.clone(),
        words: claim.value.shown(session.document()),
        place,
        writer: by.to_owned(),
        at,
        is_shown: session.document().read(&claim.value.cell()) == claim.value,
    }
}

/// Fields with their values, and which of them a person takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// What is asked of.
    pub matter: Matter,
    /// The fields.
    pub lines: Arc<[Line]>,
    /// Of each field the side that is taken, if one is.
    pub taken: Vec<Option<usize>>,
    /// The field in front.
    pub at: usize,
    /// What else differs and cannot be taken.
    pub left: Arc<[Left]>,
}

impl Sides {
    /// Fields of which nothing is taken yet.
    pub fn new(matter: Matter, lines: Vec<Line>) -> Self {
        let (taken, left) = (vec![None; lines.len()], Arc::default());
        Self { matter, taken, lines: lines.into(), at: 0, left }
    }

    /// The field in front.
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.at)
    }

    /// Puts another field in front, so many further down or up.
    pub fn go(&mut self, by: isize) {
        let last = self.lines.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// Takes a side of the field in front.
    pub fn take(&mut self, side: usize) {
        let has = self.line().is_some_and(|line| side < line.sides.len());
        if let Some(taken) = self.taken.get_mut(self.at).filter(|_| has) {
            *taken = Some(side);
        }
    }

    /// Takes the side beside the one that is taken, so many further right or left.
    pub fn shift(&mut self, by: isize) {
        let sides = self.line().map_or(0, |line| line.sides.len());
        let next = match self.taken.get(self.at).copied().flatten() {
            Some(taken) => taken.saturating_add_signed(by).min(sides.saturating_sub(1)),
            None if by < 0 => 0,
            None => 1,
        };
        self.take(next);
    }

    /// Takes that side of every field.
    pub fn take_all(&mut self, side: usize) {
        for (taken, line) in self.taken.iter_mut().zip(self.lines.iter()) {
            *taken = Some(side.min(line.sides.len().saturating_sub(1)));
        }
    }

    /// How many fields are decided.
    pub fn decided(&self) -> usize {
        self.taken.iter().flatten().count()
    }

    /// What all fields call that side; none where they differ.
    pub fn place(&self, side: usize) -> Option<&str> {
        let mut places = self.lines.iter().map(|line| line.sides.get(side));
        let first = places.next()??.place.as_str();
        places.all(|other| other.is_some_and(|other| other.place == first)).then_some(first)
    }

    /// The values that are taken.
    pub fn values(&self) -> impl Iterator<Item = &Put> {
        let lines = self.lines.iter().zip(&self.taken);
        lines.filter_map(|(line, taken)| Some(&line.sides.get((*taken)?)?.value))
    }
}

impl Workspace {
    /// Fields PCs wrote differently that a person is to decide. A number that two papers bear is
    /// settled by giving one of them another.
    pub fn contested(&self) -> impl Iterator<Item = (&Cell, &Vec<Claim>)> {
        let given_twice = |cell: &Cell| matches!(cell, Cell::Number(number, _) if 1 < bearers(self.document(), number).len());
        self.session.contested().iter().filter(move |(cell, _)| !given_twice(cell))
    }

    /// The question which of their values hold, that field in front.
    pub fn contested_question(&self, first: &Cell) -> Dialog {
        let own = self.session.replica();
        let line = |(cell, claims): (&Cell, &Vec<Claim>)| {
            Line::contested(&self.session, cell, claims, own)
        };
        let mut sides = Sides::new(Matter::Contested, self.contested().map(line).collect());
        sides.at = sides.lines.iter().position(|line| line.cell == *first).unwrap_or_default();
        Dialog::Sides(sides)
    }

    /// The question what of the changes made outside the program is taken over. Nothing is chosen
    /// beforehand: whoever answers has seen each of them, or has said all.
    pub fn edits_question(&self) -> Dialog {
        let doc = self.document();
        let lines = self.edits.iter().map(|edit| Line::edited(doc, edit)).collect();
        Dialog::Sides(Sides::new(Matter::Edits, lines))
    }

    /// Settles what was decided. Whether anything was.
    pub(in crate::workspace) fn settle(&mut self, sides: &Sides, now: NaiveDateTime) -> bool {
        if sides.decided() == 0 {
            self.tell(Tone::Refused, "还没有选：先按 1 或 2 选一边".to_owned());
            return false;
        }
        let (mut settled, mut gone) = (0_usize, 0_usize);
        for value in sides.values() {
            let claims = self.session.contested().get(&value.cell());
            let stands = claims.is_some_and(|claims| claims.iter().any(|one| one.value == *value));
            if !stands {
                gone += 1;
            } else if self.act(&Action::Resolve(value.clone()), now).is_some() {
                settled += 1;
            }
        }
        if 0 < settled {
            self.tell(Tone::Good, format!("已选定{settled}处，没选用的值留在历史里"));
        }
        if 0 < gone {
            let words = format!("有{gone}处在这期间又改过，没有选定，请重新看一遍");
            self.tell(Tone::Refused, words);
        }
        true
    }
}

/// Whether a question is about changes made outside the program.
pub(in crate::workspace) fn is_of_edits(question: &Dialog) -> bool {
    matches!(question, Dialog::Sides(Sides { matter: Matter::Edits, .. }))
}
