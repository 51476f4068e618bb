//! What would make a need possible that cannot be met, as verbs of this program.

use super::{Filling, Reason, skill_of};
use crate::action::Action;
use crate::model::duty::{DutyField, DutyId};
use crate::model::id::PersonId;
use crate::model::mine::{MineField, Only};
use crate::model::people::{PersonField, PostField};
use crate::model::rota::RotaRule;
use crate::model::{Put, RecordId};
use crate::rostering::{Change, Remedy};
use crate::rules::duty::cell_words;

/// A change that helps, tried before it was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is to be done: 柴有田2月5日至7日的请假取消.
    pub words: String,
    /// What is written for it; nothing where somebody has to bring something about first.
    puts: Vec<Put>,
    /// The record that it is about.
    pub about: RecordId,
}

impl Offer {
    /// The act, where the program can do it.
    pub fn action(&self) -> Option<Action> {
        (!self.puts.is_empty()).then(|| Action::SetAll(self.puts.clone()))
    }
}

impl Filling {
    /// What a remedy is in this workbook; none where it cannot be said here.
    pub fn offer(&self, remedy: &Remedy) -> Option<Offer> {
        let parts: Option<Vec<Offer>> =
            remedy.changes.iter().map(|one| self.change(*one)).collect();
        let parts = parts?;
        let about =
            parts.iter().find(|part| part.puts.is_empty()).or_else(|| parts.first())?.about.clone();
        // What needs a person for one part needs one for all.
        let done = parts.iter().all(|part| !part.puts.is_empty());
        let words: Vec<&str> = parts.iter().map(|part| part.words.as_str()).collect();
        let words = words.join("，并且");
        let puts = parts.iter().flat_map(|part| part.puts.iter().cloned());
        Some(Offer { words, puts: if done { puts.collect() } else { Vec::new() }, about })
    }

    /// The same for every shift of a post, where it is only a number: it helps whatever the one helps.
    pub fn offer_for_all(&self, remedy: &Remedy) -> Option<Offer> {
        let [Change::Seats { cell, seats }] = *remedy.changes.as_slice() else { return None };
        let post = self.cell(cell)?.post;
        let seats = u16::try_from(seats).ok().filter(|seats| 0 < *seats)?;
        let name = self.doc.post_name(Some(post));
        let words = format!("{name}每班人数减到{seats}人（每一班都减）");
        let puts = vec![Put::from((post, PostField::Seats(seats)))];
        Some(Offer { words, puts, about: RecordId::Post(post) })
    }

    fn change(&self, change: Change) -> Option<Offer> {
        let doc = &self.doc;
        match change {
            Change::Lift(tag) => self.lifted(*self.reasons.get(tag)?),
            Change::Holder { person, skill } => {
                let (id, skill) = (self.person(person)?, skill_of(skill)?);
                let words = format!("{}取得{}证后登记有效期", doc.person_name(id), skill.word());
                Some(Offer { words, puts: Vec::new(), about: RecordId::Person(id) })
            }
            Change::Release { person, cell } => {
                let (id, cell) = (self.person(person)?, self.cell(cell)?);
                let duty = doc.duties.get(&cell)?;
                let rest = duty.persons.iter().copied().filter(|one| *one != id).collect();
                let words = format!("{}不再固定在{}", doc.person_name(id), cell_words(doc, &cell));
                let puts = vec![Put::from((cell, DutyField::Persons(rest)))];
                Some(Offer { words, puts, about: RecordId::Duty(cell) })
            }
            Change::Row(days) => Self::rule(RotaRule::Row, days, format!("连续值班放宽到{days}天")),
            Change::Seven(shifts) => {
                Self::rule(RotaRule::Week, shifts, format!("七天内放宽到{shifts}班"))
            }
            Change::Merge { cell, into } => {
                let (cell, into) = (self.cell(cell)?, self.cell(into)?);
                let (one, other) = (cell_words(doc, &cell), cell_words(doc, &into));
                let words = format!("{one}不单设，由{other}的人兼管（在备注里写明）");
                let post = doc.posts.get(&cell.post)?;
                // Whoever looks after a post that asks for a certificate must hold it: a person sees to that.
                let puts =
                    if post.needs.is_empty() { self.given_up(cell, into) } else { Vec::new() };
                Some(Offer { words, puts, about: RecordId::Duty(cell) })
            }
            Change::Seats { cell, seats } => {
                let cell = self.cell(cell)?;
                // A cell that nobody mans is looked after by somebody, which is another offer.
                let seats = u16::try_from(seats).ok().filter(|seats| 0 < *seats)?;
                let words = format!("{}减到{seats}人（只减这一班）", cell_words(doc, &cell));
                let puts = vec![Put::from((cell, DutyField::Seats(Some(seats))))];
                Some(Offer { words, puts, about: RecordId::Duty(cell) })
            }
            Change::Skill { cell, skill } => {
                let (cell, skill) = (self.cell(cell)?, skill_of(skill)?);
                let needs = &doc.posts.get(&cell.post)?.needs;
                let rest = needs.iter().copied().filter(|one| *one != skill).collect();
                let name = doc.post_name(Some(cell.post));
                let words = format!("{name}不再要求{}证（每一班都不要求）", skill.word());
                let puts = vec![Put::from((cell.post, PostField::Needs(rest)))];
                Some(Offer { words, puts, about: RecordId::Post(cell.post) })
            }
            Change::Cover { least: 0, .. } => {
                Self::rule(RotaRule::FirstAid, 0, "停用“每班至少一人持救护证”".to_owned())
            }
            Change::Cover { .. } => None,
        }
    }

    /// Nobody is put into a cell any more, and it says who looks after it.
    fn given_up(&self, cell: DutyId, into: DutyId) -> Vec<Put> {
        let doc = &self.doc;
        let note = doc.duties.get(&cell).map(|duty| duty.note.trim()).unwrap_or_default();
        let by = format!("由{}兼", doc.post_name(Some(into.post)).trim());
        let note = if note.is_empty() { by } else { format!("{note}；{by}") };
        vec![(cell, DutyField::Seats(Some(0))).into(), (cell, DutyField::Note(note)).into()]
    }

    fn rule(rule: RotaRule, number: usize, words: String) -> Option<Offer> {
        let number = u16::try_from(number).ok()?;
        let puts = vec![Put::from((Only, MineField::RotaRule(rule, Some(number))))];
        Some(Offer { words, puts, about: RecordId::Mine(Only) })
    }

    fn lifted(&self, reason: Reason) -> Option<Offer> {
        let person = |id: PersonId| self.doc.persons.get(&id);
        let (id, field, words) = match reason {
            Reason::Leave(id, from) => {
                let leaves = &person(id)?.leaves;
                let rest = leaves.iter().filter(|leave| leave.from != from).cloned().collect();
                let words = format!("取消：{}", self.reason_words(reason));
                (id, PersonField::Leaves(rest), words)
            }
            Reason::Nights(id) => {
                let words = format!("{}可以排夜班", self.doc.person_name(id));
                (id, PersonField::NoNights(false), words)
            }
            Reason::Travel(id) => {
                let words = format!("{}休假前后也可以排", self.doc.person_name(id));
                (id, PersonField::Commutes(false), words)
            }
            Reason::Pool(_) | Reason::Sex(_) | Reason::Untrained(_) => return None,
        };
        let puts = vec![Put::from((id, field))];
        Some(Offer { words, puts, about: RecordId::Person(id) })
    }
}
