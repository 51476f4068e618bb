//! The plan: cards taken in, telephone lines, approved versions.

use std::collections::BTreeMap;
use std::ops::Bound;

use chrono::NaiveDate;

use super::records::puts;
use super::reviews::words_reviewed;
use super::stock::{self, CardLine};
use super::{Draft, Ground, PlanAction, Refusal};
use super::{measures, own_names};
use crate::model::id::{HandoutId, PersonId, PhoneId, PostId, VersionId};
use crate::model::mine::{Mine, Only};
use crate::model::people::PostField;
use crate::model::plan::{
    Card, CardCode, CardField, CardStep, Countersign, Handout, HandoutField, Phone, PhoneField,
    PlanField, Version,
};
use crate::model::{Document, Put, RecordId};
use crate::rules::telephones::number_of;
use crate::rules::{outline, revision, stages};

/// Steps are numbered by that, so that one may be put between two.
pub(crate) const STEP: u16 = 10;

pub(super) fn draft(
    doc: &Document,
    action: &PlanAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        PlanAction::TakeCards(codes) => take(doc, codes),
        PlanAction::RenewCard(code) => renew(doc, code),
        PlanAction::NewCard { title } => new_card(doc, title),
        PlanAction::LoadPhones => Ok(add_phones(doc, missing_phones(doc), ground)),
        PlanAction::Approve { by, on, note } => approve(doc, by, *on, note, ground),
        PlanAction::HandOut => hand_out(doc, ground),
        PlanAction::TakeBack => Ok(take_back(doc, ground)),
        PlanAction::InsertStep { card, after } => insert_step(doc, card, *after),
        PlanAction::SwapSteps { card, one, other } => swap_steps(doc, card, *one, *other),
        PlanAction::Dial { phone, by } => dial(doc, *phone, *by, ground),
        PlanAction::OrderPhones(order) => Ok(order_phones(doc, order)),
        PlanAction::LoadCountersigns => Ok(load_countersigns(doc)),
        PlanAction::OwnNames => {
            Ok(Draft::of("按称谓表改写岗位、处置卡和电话", own_names::puts(doc)))
        }
        PlanAction::SetMeasure { measure, own } => measures::set(doc, *measure, own.as_ref()),
    }
}

fn approve(
    doc: &Document,
    by: &[PersonId],
    on: NaiveDate,
    note: &str,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    if by.is_empty() {
        return Err(Refusal::Missing("批准人"));
    }
    let label = format!("V{}", doc.versions.all().count() + 1);
    let version = Version {
        label: label.clone(),
        by: by.to_vec(),
        on: Some(on),
        note: note.trim().to_owned(),
        countersigns: stages::signed(doc),
        ..revision::as_it_stands(doc)
    };
    let id = VersionId(ground.mint(0));
    let made = vec![RecordId::Version(id)];
    Ok(Draft { verb: format!("批准{label}"), puts: puts(id, version.written()), made })
}

/// A copy of the newest version for everybody who is to get one and has none.
fn hand_out(doc: &Document, ground: Ground<'_>) -> Result<Draft, Refusal> {
    let (version, newest) = outline::newest_version(doc).ok_or(Refusal::Missing("批准的版本"))?;
    let mut draft = Draft::of(format!("发放{}", newest.label), Vec::new());
    let first = stages::next_copy(doc, Some(version));
    for (place, holder) in (0_u16..).zip(stages::receivers(doc, version)) {
        let id = HandoutId(ground.mint(u32::from(place)));
        let handout = Handout {
            kept: true,
            version: Some(version),
            number: first.saturating_add(place),
            holder,
            on: Some(ground.now.date()),
            ..Handout::default()
        };
        draft.puts.extend(puts(id, handout.written()));
        draft.made.push(RecordId::Handout(id));
    }
    Ok(draft)
}

/// Every copy of an older version that is still out was taken back.
fn take_back(doc: &Document, ground: Ground<'_>) -> Draft {
    let old = doc.handouts.iter().filter(|(_, one)| stages::is_old(doc, one));
    let today = Some(ground.now.date());
    let puts = old.map(|(id, _)| Put::from((*id, HandoutField::Returned(today)))).collect();
    Draft::of("登记收回旧版", puts)
}

/// Shipped cards not in the plan; those taken out before come back as they were.
pub(super) fn take(doc: &Document, codes: &[CardCode]) -> Result<Draft, Refusal> {
    let mut out: Vec<Put> = Vec::new();
    let mut made = Vec::new();
    for code in codes {
        let record = RecordId::Card(code.clone());
        if doc.has(&record) {
            continue;
        }
        if doc.cards.find(code).is_some() {
            out.push(record.keep(true));
        } else {
            out.extend(puts(code.clone(), shipped(doc, code)?.written()));
        }
        made.push(record);
    }
    Ok(Draft { verb: format!("选用处置卡{}张", made.len()), puts: out, made })
}

/// The card as it is shipped, with the posts and the names of this mine.
pub(super) fn shipped(doc: &Document, code: &CardCode) -> Result<Card, Refusal> {
    let line = stock::cards().iter().find(|line| line.code == *code);
    let line = line.ok_or_else(|| Refusal::Gone(RecordId::Card(code.clone())))?;
    let mine = doc.profile();
    let posts: BTreeMap<String, PostId> =
        doc.posts.iter().map(|(id, post)| (mine.in_own_names(&post.name), *id)).collect();
    Ok(measures::of_mine(doc, card_of(line, &mine, &posts)))
}

/// A card as it is shipped now; where people gather and who reviewed it stay as they are, and the
/// review is then of other words.
pub(super) fn renew(doc: &Document, code: &CardCode) -> Result<Draft, Refusal> {
    let mine = card_in(doc, code)?;
    let new = shipped(doc, code)?;
    let one = |field| Put::from((code.clone(), field));
    let mut puts = vec![
        one(CardField::Title(new.title)),
        one(CardField::Places(new.places)),
        one(CardField::Risk(new.risk)),
        one(CardField::Signs(new.signs)),
        one(CardField::Forbidden(new.forbidden)),
        one(CardField::Retreat(new.retreat)),
        one(CardField::Calls(new.calls)),
        one(CardField::Kit(new.kit)),
        one(CardField::Basis(new.basis)),
    ];
    let gone = mine.steps.keys().filter(|number| !new.steps.contains_key(number));
    puts.extend(gone.map(|number| one(CardField::Step(*number, None))));
    let steps = new.steps.iter();
    puts.extend(steps.map(|(number, step)| one(CardField::Step(*number, Some(step.clone())))));
    puts.extend(puts.first().and_then(|put| words_reviewed(doc, put)));
    Ok(Draft::of(format!("处置卡{code}换成新版"), puts))
}

/// Says of steps that read as a shipped one who may do them and what is near, where nobody has.
pub(super) fn dangers(doc: &Document) -> Vec<Put> {
    let mine = doc.profile();
    let own = |words: &String| outline::with_terms(&mine, words);
    let shipped = |step: &CardStep| {
        let is_unsaid = step.by.is_none() && !step.is_blank();
        let mut steps = stock::cards().iter().flat_map(|line| &line.steps).filter(|_| is_unsaid);
        steps.find(|one| own(&one.who) == step.who && own(&one.what) == step.what)
    };
    let cards = doc.cards.iter();
    let steps = cards.flat_map(|(code, card)| card.steps.iter().map(move |step| (code, step)));
    let said = steps.filter_map(|(code, (number, step))| {
        let line = shipped(step)?;
        let step = CardStep { by: Some(line.by), near: line.near.clone(), ..step.clone() };
        Some(Put::from((code.clone(), CardField::Step(*number, Some(step)))))
    });
    said.collect()
}

/// The steps of shipped cards that were taken before there was the post they speak of, with that
/// post; `new` writes the posts.
pub(super) fn steps_of_posts(doc: &Document, new: &[Put]) -> Vec<Put> {
    let mine = doc.profile();
    let named = new.iter().filter_map(|put| match put {
        Put::Post(id, PostField::Name(name)) => Some((name.as_str(), *id)),
        _ => None,
    });
    let posts: BTreeMap<&str, PostId> = named.collect();
    let post_of = |code: &CardCode, step: &CardStep| {
        let line = stock::cards().iter().find(|line| line.code == *code)?;
        let shipped = shipped(doc, code).ok()?;
        let mut lines = line.steps.iter().zip(shipped.steps.values());
        let (line, _) = lines
            .find(|(_, one)| step.post.is_none() && one.who == step.who && one.what == step.what)?;
        posts.get(outline::with_terms(&mine, &line.post).as_str()).copied()
    };
    let of_card = doc.cards.iter().flat_map(|(code, card)| {
        let steps = card.steps.iter().filter_map(|(number, step)| {
            let step = CardStep { post: Some(post_of(code, step)?), ..step.clone() };
            Some(Put::from((code.clone(), CardField::Step(*number, Some(step)))))
        });
        let mut puts: Vec<Put> = steps.collect();
        puts.extend(puts.first().and_then(|put| words_reviewed(doc, put)));
        puts
    });
    of_card.collect()
}

fn card_of(line: &CardLine, mine: &Mine, posts: &BTreeMap<String, PostId>) -> Card {
    let own = |words: &String| outline::with_terms(mine, words);
    let all = |list: &[String]| list.iter().map(own).collect();
    Card {
        kept: true,
        title: own(&line.title),
        lead: None,
        places: own(&line.places),
        risk: own(&line.risk),
        signs: own(&line.signs),
        forbidden: all(&line.forbidden),
        retreat: all(&line.retreat),
        calls: all(&line.calls),
        muster: line.muster.clone(),
        kit: own(&line.kit),
        basis: own(&line.basis),
        reviewed: String::new(),
        reviewed_words: String::new(),
        steps: (1..)
            .map(|place: u16| place.saturating_mul(STEP))
            .zip(&line.steps)
            .map(|(number, step)| {
                let post = posts.get(own(&step.post).as_str()).copied();
                let (who, what, within) = (own(&step.who), own(&step.what), step.within.clone());
                let (by, near) = (Some(step.by), step.near.clone());
                (number, CardStep { who, post, what, within, by, near })
            })
            .collect(),
    }
}

fn new_card(doc: &Document, title: &str) -> Result<Draft, Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::Missing("卡名"));
    }
    // Whatever was taken out or undone in between: the code of a card is never given to another.
    let free = |number: &u16| doc.cards.find(&CardCode(format!("Z{number:02}"))).is_none();
    let most = || Refusal::Broken("自编处置卡已满999张，不能再增加".to_owned());
    let number = (1..=999).find(free).ok_or_else(most)?;
    let code = CardCode(format!("Z{number:02}"));
    let card = Card { kept: true, title: title.trim().to_owned(), ..Card::default() };
    let made = vec![RecordId::Card(code.clone())];
    Ok(Draft { verb: format!("新增处置卡 {title}"), puts: puts(code, card.written()), made })
}

/// How many of the usual telephone lines are not there yet.
pub fn phones_to_load(doc: &Document) -> usize {
    missing_phones(doc).len()
}

fn missing_phones(doc: &Document) -> Vec<Phone> {
    let mine = doc.profile();
    // A line that was taken up before the mine said its own names is no other line.
    let known = |new: &Phone| {
        doc.phones.iter().any(|(_, phone)| mine.in_own_names(&phone.name) == new.name)
    };
    stock::phones().iter().map(|line| line.for_mine(&mine)).filter(|new| !known(new)).collect()
}

/// The usual telephone lines that a table which has some never had.
pub(super) fn new_phones(doc: &Document) -> Vec<Phone> {
    let mine = doc.profile();
    let never = |new: &Phone| {
        !doc.phones.all().any(|(_, phone)| mine.in_own_names(&phone.name) == new.name)
    };
    let missing = if doc.phones.is_empty() { Vec::new() } else { missing_phones(doc) };
    missing.into_iter().filter(never).collect()
}

/// What is said of telephone lines that still say what an earlier program said, put right.
pub(super) fn new_notes(doc: &Document) -> Vec<(String, Put)> {
    let mine = doc.profile();
    let one = |(id, phone): (&PhoneId, &Phone)| {
        let line = stock::phones().iter().find(|line| line.is_behind(&mine, phone))?;
        let note = PhoneField::Note(line.for_mine(&mine).note);
        Some((format!("{}的说明", phone.name.trim()), Put::from((*id, note))))
    };
    doc.phones.iter().filter_map(one).collect()
}

/// Telephone lines put after those that are there.
pub(super) fn add_phones(doc: &Document, missing: Vec<Phone>, ground: Ground<'_>) -> Draft {
    let last = doc.phones.iter().map(|(_, phone)| phone.order).max().unwrap_or_default();
    let mut out = Vec::new();
    let mut made = Vec::new();
    for (place, new) in (0..).zip(missing) {
        let id = PhoneId(ground.mint(place));
        made.push(RecordId::Phone(id));
        let order = last.saturating_add(u16::try_from(place + 1).unwrap_or(u16::MAX));
        out.extend(puts(id, Phone { order, ..new }.written()));
    }
    Draft { verb: "载入常用电话".to_owned(), puts: out, made }
}

fn card_in<'a>(doc: &'a Document, code: &CardCode) -> Result<&'a Card, Refusal> {
    doc.cards.get(code).ok_or_else(|| Refusal::Gone(RecordId::Card(code.clone())))
}

/// A blank step numbered between its neighbours, so that the steps of two PCs do not clash; where
/// no number is left between them, all steps are numbered afresh.
fn insert_step(doc: &Document, code: &CardCode, after: Option<u16>) -> Result<Draft, Refusal> {
    let steps = &card_in(doc, code)?.steps;
    let before = after.unwrap_or_default();
    let mut behind = steps.range((Bound::Excluded(before), Bound::Unbounded));
    let number = match behind.next() {
        Some((next, _)) => Some(before + (next - before) / 2).filter(|number| before < *number),
        None => before.checked_add(STEP),
    };
    let verb = format!("{code} 插入一步");
    let put = |number, step| Put::from((code.clone(), CardField::Step(number, step)));
    if let Some(number) = number {
        return Ok(Draft::of(verb, vec![put(number, Some(CardStep::default()))]));
    }
    let (front, back): (Vec<_>, Vec<_>) = steps.iter().partition(|(number, _)| **number <= before);
    let list = front
        .into_iter()
        .map(|(_, step)| step.clone())
        .chain([CardStep::default()])
        .chain(back.into_iter().map(|(_, step)| step.clone()));
    let afresh: BTreeMap<u16, CardStep> =
        (1..).map(|place: u16| place.saturating_mul(STEP)).zip(list).collect();
    let gone = steps.keys().filter(|number| !afresh.contains_key(number));
    let gone = gone.map(|number| put(*number, None));
    let moved = afresh.iter().filter(|(number, step)| steps.get(number) != Some(*step));
    let moved = moved.map(|(number, step)| put(*number, Some(step.clone())));
    Ok(Draft::of(verb, gone.chain(moved).collect()))
}

fn swap_steps(doc: &Document, code: &CardCode, one: u16, other: u16) -> Result<Draft, Refusal> {
    let steps = &card_in(doc, code)?.steps;
    let gone = || Refusal::Gone(RecordId::Card(code.clone()));
    let (first, second) = (steps.get(&one).ok_or_else(gone)?, steps.get(&other).ok_or_else(gone)?);
    let put = |number, step: &CardStep| {
        Put::from((code.clone(), CardField::Step(number, Some(step.clone()))))
    };
    let mut puts = vec![put(one, second), put(other, first)];
    puts.extend(puts.first().and_then(|put| words_reviewed(doc, put)));
    Ok(Draft::of(format!("{code} 调整步骤"), puts))
}

fn dial(
    doc: &Document,
    id: PhoneId,
    by: Option<PersonId>,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let phone = doc.phones.get(&id).ok_or(Refusal::Gone(RecordId::Phone(id)))?;
    if number_of(&doc.profile(), phone).is_empty() {
        return Err(Refusal::Missing("电话号码"));
    }
    let fields = [PhoneField::Dialled(Some(ground.now.date())), PhoneField::DialledBy(by)];
    Ok(Draft::of(format!("登记拨测 {}", phone.name), puts(id, fields.into())))
}

/// Lines named twice or not at all keep their place behind the others.
fn order_phones(doc: &Document, order: &[PhoneId]) -> Draft {
    let places = (1..).zip(order).filter_map(|(place, id)| {
        let phone = doc.phones.get(id)?;
        (phone.order != place).then(|| Put::from((*id, PhoneField::Order(place))))
    });
    Draft::of("调整电话次序", places.collect())
}

/// The departments that are not on the countersigning sheet yet.
fn load_countersigns(doc: &Document) -> Draft {
    let (units, plan) = (outline::countersigners(&doc.profile()), doc.current_plan());
    let last = plan.countersigns.keys().next_back().copied().unwrap_or_default();
    let missing = units
        .into_iter()
        .filter(|unit| !plan.countersigns.values().any(|line| line.unit.trim() == unit));
    let lines =
        (1..).map(|place: u16| last.saturating_add(place.saturating_mul(STEP))).zip(missing);
    let mut out: Vec<Put> = lines
        .map(|(number, unit)| {
            let line = Countersign { unit, ..Countersign::default() };
            Put::from((Only, PlanField::Countersign(number, Some(line))))
        })
        .collect();
    if !out.is_empty() && !doc.has(&RecordId::Plan(Only)) {
        out.push(RecordId::Plan(Only).keep(true));
    }
    Draft::of("载入会签部门", out)
}
