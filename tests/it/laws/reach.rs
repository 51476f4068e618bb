//! The generator itself: it knows every verb and every field, and none of them is dead.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use shousui::action::{
    Action, HazardAction, IncidentAction, Jot, NewRecord, NumberAction, PlanAction, Refusal,
    SheetAction, SwapAction, TeamAction, WatchAction, stock,
};
use shousui::model::hazard::{Hazard, Step};
use shousui::model::place::SiteField;
use shousui::model::plan::CardField;
use shousui::model::sheet::Mark;
use shousui::model::{Reading, RecordId};
use shousui::rules::Remedy;
use shousui::session::Session;

use super::draw::{DICE, Draw};
use super::fields::{Variants, all_fields, field_of};
use super::verbs::{Act, Came, DEEDS, action, done, names};
use super::{config, shuffled};
use crate::fixture::{act, busy_mine, morning, replica, set};

/// How often each deed is tried, and how often the least lucky one must be accepted.
const TRIES: u64 = 28;
const ACCEPTED: u32 = 2;

/// Records of these kinds come and go only by verbs of their own, so they cannot be taken off.
const STAY: [&str; 15] = [
    "RecordId::Mine",
    "RecordId::Season",
    "RecordId::Plan",
    "RecordId::Version",
    "RecordId::Duty",
    "RecordId::Item",
    "RecordId::Checklist",
    "RecordId::Hazard",
    "RecordId::Transfer",
    "RecordId::Sheet",
    "RecordId::Number",
    "RecordId::Printout",
    "RecordId::Swap",
    "RecordId::Incident",
    "RecordId::IncidentLine",
];

/// What mends numbers that only damage can bring about.
const BY_DAMAGE: [&str; 4] =
    ["NumberAction::Square", "NumberAction::Strike", "Remedy::Square", "Remedy::Strike"];

/// Everything that must be carried out now and then.
fn wanted() -> BTreeSet<&'static str> {
    fn of<T: Variants>() -> impl Iterator<Item = &'static str> {
        T::ALL.iter().map(|(name, _)| *name)
    }
    of::<Action>()
        .chain(of::<NewRecord>())
        .chain(of::<RecordId>().filter(|name| !STAY.contains(name)))
        .chain(of::<TeamAction>())
        .chain(["Registered::Trained", "Registered::Planned", "Registered::Pledged"])
        .chain(of::<SwapAction>())
        .chain(of::<IncidentAction>())
        .chain(of::<Jot>())
        .chain(of::<PlanAction>())
        .chain(of::<WatchAction>())
        .chain(of::<SheetAction>())
        .chain(of::<Mark>())
        .chain(of::<HazardAction>())
        .chain(of::<NumberAction>().filter(|name| !BY_DAMAGE.contains(name)))
        // Nobody writes a slip into one hazard; the slip does.
        .chain(of::<Step>().filter(|name| *name != "Step::HandedOver"))
        // Only a person can mend it.
        .chain(of::<Remedy>().filter(|name| *name != "Remedy::Look" && !BY_DAMAGE.contains(name)))
        .chain(all_fields().into_iter().filter(|field| field.free).map(|field| field.name))
        .chain(["undo", "redo"])
        .collect()
}

/// Two PCs that wrote some fields differently and met.
fn two_who_met() -> Session {
    let mut base = busy_mine(1);
    let mut here = Session::open(base.snapshot(), replica(2));
    let mut there = Session::open(base.snapshot(), replica(3));
    for (session, words) in [(&mut here, "甲"), (&mut there, "乙")] {
        let site = session.document().sites.iter().next().map(|(id, _)| *id).unwrap();
        act(session, set((site, SiteField::Note(words.to_owned()))));
        // Both give out the same number.
        let hazard = Hazard { words: words.to_owned(), site: Some(site), ..Hazard::default() };
        act(session, Action::Hazard(HazardAction::Report(Box::new(hazard))));
    }
    // A shipped card, which the mine wrote on.
    let code = stock::cards().first().map(|card| card.code.clone()).unwrap();
    act(&mut here, Action::Plan(PlanAction::TakeCards(vec![code.clone()])));
    act(&mut here, set((code, CardField::Risk("甲".to_owned()))));
    here.adopt(super::entries(&there)).unwrap();
    assert!(2 <= here.contested().len());
    here
}

#[test]
fn every_verb_and_every_free_field_is_carried_out_now_and_then() {
    let base = two_who_met();
    let mut accepted: BTreeMap<&'static str, u32> = BTreeMap::new();
    // The same numbers every time, so that only a change of the program can fail it.
    let mut runner = TestRunner::deterministic();
    for round in 0..TRIES {
        let mut session = base.clone();
        let deeds: Vec<usize> = (0..DEEDS.len()).collect();
        for (place, deed) in shuffled(&deeds, 977 * (round + 1)).into_iter().enumerate() {
            // Now and then from the beginning again, before all records were taken off.
            if place % 60 == 0 {
                session = base.clone();
            }
            if DEEDS[deed].name == "redo" {
                let _refused = session.undo(morning());
            }
            let dice = any::<[u8; DICE]>().new_tree(&mut runner).unwrap().current();
            let Came { names, made } = done(&mut session, Act { deed, dice }, morning());
            for name in names.into_iter().filter(|_| made.is_some()) {
                *accepted.entry(name).or_default() += 1;
            }
        }
    }
    let wanted = wanted();
    let dead: Vec<String> = wanted
        .iter()
        .map(|name| (name, accepted.get(name).copied().unwrap_or_default()))
        .filter(|(_, count)| *count < ACCEPTED)
        .map(|(name, count)| format!("{name}: {count} of {TRIES}"))
        .collect();
    assert_eq!(dead, Vec::<String>::new());
    let strange: Vec<_> = accepted
        .keys()
        .filter(|name| !wanted.contains(**name) && !BY_DAMAGE.contains(name))
        .collect();
    assert_eq!(strange, Vec::<&&str>::new(), "carried out, but thought impossible");
}

#[test]
fn every_generator_makes_what_it_is_named_for() {
    let session = two_who_met();
    for (place, named) in DEEDS.iter().enumerate() {
        for die in 0..32 {
            let dice = std::array::from_fn(|place| die * 7 + u8::try_from(place).unwrap());
            if let Some(made) = action(&session, Act { deed: place, dice }, morning()) {
                let names = names(&made);
                let mends = named.name.starts_with("Remedy::");
                assert!(mends || names.contains(&named.name), "{}: {names:?}", named.name);
            }
        }
    }
    let deeds: BTreeSet<_> = DEEDS.iter().map(|named| named.name).collect();
    assert_eq!(deeds.len(), DEEDS.len(), "a deed stands there twice");
}

#[test]
fn a_field_bound_to_a_verb_is_never_written_directly() {
    let base = busy_mine(1);
    let mut tried = 0;
    let bound: Vec<_> = all_fields().into_iter().filter(|field| !field.free).collect();
    let mut runner = TestRunner::new(config(24));
    for field in &bound {
        let mut made = 0;
        for _time in 0..24 {
            let dice = any::<[u8; DICE]>().new_tree(&mut runner).unwrap().current();
            let mut draw = Draw::new(base.document(), base.contested(), morning(), dice);
            let Some(put) = (field.make)(&mut draw) else { continue };
            assert_eq!(field_of(&put), field.name);
            let mut session = base.clone();
            let refused = session.perform(&Action::Set(put.clone()), morning()).unwrap_err();
            match refused {
                Refusal::NotFree(_) => made += 1,
                Refusal::Gone(record) => assert!(!base.document().has(&record)),
                other => panic!("{put:?}: {other}"),
            }
        }
        assert!(0 < made, "{}", field.name);
        tried += made;
    }
    println!("{} fields refused {tried} times", bound.len());
}

/// Words that only a file has: what a person reads must have none of them.
const INNER: [&str; 6] = ["Some(", "None", "Mint", "kept:", "(id", "{"];

/// Two copies in which every field of every record differs: each of both values is words, and the
/// words lead back to the value, or to the question which is meant.
#[test]
fn every_field_of_every_record_says_both_its_values() {
    let base = two_who_met();
    let doc = base.document();
    let mut runner = TestRunner::deterministic();
    for field in all_fields() {
        let mut said: BTreeSet<String> = BTreeSet::new();
        for _time in 0..120 {
            let dice = any::<[u8; DICE]>().new_tree(&mut runner).unwrap().current();
            let mut draw = Draw::new(doc, base.contested(), morning(), dice);
            let Some(put) = (field.make)(&mut draw) else { continue };
            let shown = put.shown(doc);
            // Blank words read as none, and the last of the drawn words look like a file on purpose.
            // A series ending in a digit runs into the number after it and is not read back.
            if ["  ", "𠮷", "-13800001111", "-8001", "-V2"].iter().any(|odd| shown.contains(odd))
            {
                continue;
            }
            for inner in INNER {
                assert!(!shown.contains(inner), "{}: {shown}", field.name);
            }
            let fits = match put.cell().parse(&shown, doc) {
                Reading::Is(read) => read == put,
                Reading::Which(several) => several.contains(&put),
                Reading::Unclear => false,
            };
            assert!(fits, "{}: {shown}: {put:?}", field.name);
            said.insert(shown);
        }
        assert!(1 < said.len(), "{}: only {said:?}", field.name);
    }
}
