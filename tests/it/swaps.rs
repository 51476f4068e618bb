//! 换班: whatever is arranged keeps everybody's seat, is one step, is undone whole, and never breaks
//! a rule unseen.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use shousui::action::{Action, Away, NewRecord, NewSwap, Refusal, SwapAction};
use shousui::model::duty::{Duty, DutyField, DutyId, DutyShift};
use shousui::model::id::{PersonId, SwapId};
use shousui::model::people::{Certificate, Leave, PersonField, Post, PostField, Skill};
use shousui::model::steward::{Steward, StewardKind};
use shousui::model::swap::SwapKind;
use shousui::model::{Document, RecordId};
use shousui::rules::duty::relief::{self, Step};
use shousui::rules::duty::{Against, Burden, UNAIDED, deputy_of_zone};
use shousui::rules::review;
use shousui::session::Session;
use shousui::workspace::{Dialog, Effect, Event, Intent, SwapDraft, Workspace};

use crate::fixture::{act, day, made, set};

/// 21:00 on New Year's Eve.
fn night() -> NaiveDateTime {
    day().and_hms_opt(21, 0, 0).unwrap()
}

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sample() -> Session {
    let until = day().and_hms_opt(12, 0, 0);
    let plan = shousui::sample::Plan { until, ..shousui::sample::Plan::default() };
    shousui::sample::build(plan).unwrap()
}

/// The shifts of the team's own posts that are still to come, each with its first person.
fn ahead(doc: &Document) -> Vec<(DutyId, PersonId)> {
    let own = |cell: &DutyId| doc.posts.get(&cell.post).is_some_and(|post| !post.official);
    let cells = doc.duties.iter().filter(|(cell, _)| night() < cell.shift.span(cell.day).0);
    let cells = cells.filter(|(cell, _)| own(cell));
    cells.filter_map(|(cell, duty)| Some((*cell, *duty.persons.first()?))).collect()
}

fn arrange(new: NewSwap) -> Action {
    Action::Swap(SwapAction::Arrange(Box::new(new)))
}

fn swap_of(session: &mut Session, new: NewSwap) -> SwapId {
    match made(session, arrange(new)) {
        RecordId::Swap(id) => id,
        other => panic!("{other:?}"),
    }
}

fn persons(doc: &Document, cell: DutyId) -> Vec<PersonId> {
    doc.duties.get(&cell).map(|duty| duty.persons.clone()).unwrap_or_default()
}

/// The day of a shift that was meant by mistake first stayed as the last day away.
#[test]
fn another_shift_that_is_meant_makes_no_longer_leave() {
    let session = sample();
    let doc = session.document();
    let all = ahead(doc);
    let (early, late) = (all.first().unwrap(), all.last().unwrap());
    assert!(early.0.day < late.0.day);
    let mut draft = SwapDraft::new(doc, night());
    draft.ask(doc, late.1, night());
    draft.mean(doc, Some(late.0), night());
    draft.mean(doc, Some(early.0), night());
    assert_eq!((draft.from, draft.to), (early.0.day, early.0.day));
    // Days somebody said stay.
    draft.to = late.0.day;
    draft.mean(doc, Some(early.0), night());
    assert_eq!((draft.from, draft.to), (early.0.day, late.0.day));
}

/// What the rules of the rota say of its cells, apart from whole shifts without a first-aider: of
/// those [`NewSwap::warnings`] tells.
fn said(doc: &Document) -> BTreeSet<String> {
    let found = review(doc, day()).into_iter();
    let of_cells = |code: &str| code.starts_with('D') && !matches!(code, "D7" | "D13" | "D30");
    found.filter(|one| of_cells(one.rule.code)).map(|one| one.breach.sentence()).collect()
}

#[test]
fn who_is_said_to_fit_breaks_no_rule() {
    let mut session = sample();
    let doc = session.document().clone();
    let before = said(&doc);
    let cells = ahead(&doc);
    assert!(100 < cells.len());
    let (mut stood_in, mut exchanged, mut chained) = (0, 0, 0);
    for (cell, out) in cells.iter().copied().step_by(23) {
        let mut burden = Burden::of(&doc);
        burden.lift(cell, out);
        let others = relief::others(&doc, cell, out);
        let fits = burden.ranked(&doc, cell, &others).into_iter().find(|fit| {
            fit.against.is_empty() && fit.person != out && !others.contains(&fit.person)
        });
        let stands_in = fits.map(|fit| vec![Step { cell, out, into: fit.person }]);
        let mut exchange = relief::exchanges(&doc, (cell, out), night()).into_iter();
        let exchange = exchange.find(|one| one.ours.is_empty() && one.theirs.is_empty());
        let exchange = exchange.map(|one| {
            let back = Step { cell: one.cell, out: one.person, into: out };
            vec![Step { cell, out, into: one.person }, back]
        });
        let chain = relief::chains(&doc, (cell, out), night(), &mut || true).into_iter().next();
        let chain = chain.map(|one| one.steps);
        for (steps, count) in
            [(stands_in, &mut stood_in), (exchange, &mut exchanged), (chain, &mut chained)]
        {
            let Some(steps) = steps else { continue };
            *count += 1;
            let new = NewSwap { steps: steps.clone(), absent: Some(out), ..NewSwap::default() };
            let warned = new.warnings(&doc).unwrap();
            assert!(warned.iter().all(|words| words.contains(UNAIDED)), "{steps:?}: {warned:?}");
            act(&mut session, arrange(new));
            let news: Vec<String> = said(session.document()).difference(&before).cloned().collect();
            assert_eq!(news, Vec::<String>::new(), "{steps:?}");
            for step in &steps {
                let seats = persons(&doc, step.cell).len();
                assert_eq!(persons(session.document(), step.cell).len(), seats);
            }
            session.undo(night()).unwrap();
            assert_eq!(*session.document(), doc);
        }
    }
    println!("{stood_in} stand-ins, {exchanged} exchanges, {chained} chains");
    assert!(3 < stood_in && 3 < exchanged && 0 < chained);
}

#[test]
fn days_away_are_covered_without_a_new_clash_and_given_back_whole() {
    let mut session = sample();
    let doc = session.document().clone();
    let before = said(&doc);
    let mut tried = 0;
    let people: BTreeSet<PersonId> = ahead(&doc).into_iter().map(|(_, person)| person).collect();
    for person in people.into_iter().step_by(7) {
        let days = (on("2027-02-07"), on("2027-02-10"));
        let cells = relief::shifts_away(&doc, person, days, night());
        let deputy = relief::usual_deputy(&doc, person, &cells);
        let covered = relief::cover(&doc, (person, &cells), deputy);
        let steps = covered
            .iter()
            .filter_map(|(cell, into)| Some(Step { cell: *cell, out: person, into: (*into)? }));
        let steps: Vec<Step> = steps.collect();
        if steps.len() < cells.len() || steps.is_empty() {
            continue;
        }
        tried += 1;
        let leave = Leave { from: days.0, to: days.1 };
        let zones = doc.zones.iter().filter(|(_, zone)| zone.keeper == Some(person));
        let zones = zones.map(|(id, _)| *id).collect();
        let away = Away { leave: leave.clone(), is_leave: true, deputy, zones };
        let new = NewSwap { steps, absent: Some(person), away: Some(away), ..NewSwap::default() };
        assert_eq!(new.kind(), SwapKind::Away);
        let warned = new.warnings(&doc).unwrap();
        assert!(warned.iter().all(|words| words.contains(UNAIDED)), "{warned:?}");
        let id = swap_of(&mut session, new);
        let after = session.document();
        assert!(after.persons.get(&person).unwrap().leaves.contains(&leave));
        let news: Vec<String> = said(after).difference(&before).cloned().collect();
        assert_eq!(news, Vec::<String>::new());
        // From the first day on nothing of it is left but its record.
        let from = cells.iter().map(|cell| cell.day).min().unwrap();
        act(&mut session, Action::Swap(SwapAction::GiveBack { swap: id, from }));
        let back = session.document();
        assert!(!back.persons.get(&person).unwrap().leaves.contains(&leave));
        for cell in &cells {
            let told = |doc: &Document| doc.duties.get(cell).map(|duty| duty.note.clone());
            assert_eq!((persons(back, *cell), told(back)), (persons(&doc, *cell), told(&doc)));
        }
        assert_eq!(back.swaps.get(&id).unwrap().back, Some(from));
        session.undo(night()).unwrap();
        session.undo(night()).unwrap();
        assert_eq!(*session.document(), doc);
    }
    assert!(2 < tried, "{tried}");
}

#[test]
fn whoever_stands_in_looks_after_the_zones_meanwhile_and_is_reminded_to_give_them_back() {
    let mut session = sample();
    let doc = session.document().clone();
    let (zone, keeper) = doc.zones.iter().find_map(|(id, one)| Some((*id, one.keeper?))).unwrap();
    let deputy = *doc.persons.iter().find(|(id, _)| **id != keeper).unwrap().0;
    let leave = Leave { from: on("2027-02-06"), to: on("2027-02-08") };
    let away = Away { leave, is_leave: false, deputy: Some(deputy), zones: vec![zone] };
    let new = NewSwap { absent: Some(keeper), away: Some(away), ..NewSwap::default() };
    let id = swap_of(&mut session, new);
    let on_day =
        |doc: &Document, text: &str| deputy_of_zone(doc, zone, on(text)).map(|(person, _)| person);
    let doc = session.document();
    assert_eq!(on_day(doc, "2027-02-05"), None);
    assert_eq!(on_day(doc, "2027-02-06"), Some(deputy));
    assert_eq!(on_day(doc, "2027-02-08"), Some(deputy));
    assert_eq!(on_day(doc, "2027-02-09"), None);
    let due = |doc: &Document, text: &str| {
        let found = review(doc, on(text)).into_iter();
        found.filter(|one| one.rule.code == "D30").count()
    };
    assert_eq!((due(doc, "2027-02-08"), due(doc, "2027-02-09")), (0, 1));
    let back = SwapAction::GiveBack { swap: id, from: on("2027-02-08") };
    act(&mut session, Action::Swap(back.clone()));
    let doc = session.document();
    assert_eq!(on_day(doc, "2027-02-07"), Some(deputy));
    assert_eq!(on_day(doc, "2027-02-08"), None);
    assert_eq!(due(doc, "2027-02-09"), 0);
    let again = session.perform(&Action::Swap(back), night());
    assert!(matches!(again, Err(Refusal::Broken(_))));
}

#[test]
fn what_does_not_fit_the_rota_is_refused_in_words() {
    let mut session = sample();
    let doc = session.document().clone();
    let (cell, out) = ahead(&doc)[0];
    let there = persons(&doc, cell);
    let stranger = *doc.persons.iter().map(|(id, _)| id).find(|id| !there.contains(id)).unwrap();
    let step = |out, into| vec![Step { cell, out, into }];
    for (steps, absent, words) in [
        (step(out, out), Some(out), "已经排在"),
        (step(stranger, out), Some(stranger), "已经排在"),
        (Vec::new(), Some(out), "谁来顶班"),
        (step(out, stranger), None, "换班的人"),
    ] {
        let new = NewSwap { steps, absent, ..NewSwap::default() };
        let refused = session.perform(&arrange(new), night()).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
    let nobody = step(stranger, stranger);
    let new = NewSwap { steps: nobody, absent: Some(stranger), ..NewSwap::default() };
    let refused = session.perform(&arrange(new), night()).unwrap_err().to_string();
    assert!(refused.contains("没有排在"), "{refused}");
    assert_eq!(*session.document(), doc);
}

#[test]
fn a_cell_says_who_stands_in_and_forgets_it_when_all_is_as_before() {
    let mut session = sample();
    let doc = session.document().clone();
    let (cell, out) = ahead(&doc)[0];
    let there = persons(&doc, cell);
    let mut all = doc.persons.iter().map(|(id, _)| *id);
    let into = all.find(|id| !there.contains(id)).unwrap();
    act(&mut session, set((cell, DutyField::Note("带对讲机".to_owned()))));
    let steps = vec![Step { cell, out, into }];
    let id = swap_of(
        &mut session,
        NewSwap {
            steps, absent: Some(out), reason: " 家中有事 ".to_owned(), ..NewSwap::default()
        },
    );
    let (came, gone) = (doc.person_name(into), doc.person_name(out));
    let note = |session: &Session| session.document().duties.get(&cell).unwrap().note.clone();
    assert_eq!(note(&session), format!("带对讲机；{came}替{gone}"));
    let swap = session.document().swaps.get(&id).unwrap().clone();
    assert_eq!((swap.kind, swap.reason.as_str()), (Some(SwapKind::StandIn), "家中有事"));
    // Somebody else took the shift meanwhile: there is nothing to be put back.
    act(&mut session, set((cell, DutyField::Persons(vec![all.next().unwrap()]))));
    let back = Action::Swap(SwapAction::GiveBack { swap: id, from: cell.day });
    let refused = |session: &mut Session, at| {
        session.perform(&back, at).unwrap_err().to_string().contains("没有能换回的班")
    };
    assert!(refused(&mut session, night()));
    session.undo(night()).unwrap();
    // Nor where the shift has been worked.
    let (_, end) = cell.shift.span(cell.day);
    assert!(refused(&mut session, end));
    assert_eq!(session.document().swaps.get(&id).unwrap().back, None);
    act(&mut session, back);
    assert_eq!(note(&session), "带对讲机");
    assert_eq!(persons(session.document(), cell), there);
}

/// Given back after one shift was worked, it put one person on both.
#[test]
fn an_exchange_goes_back_whole_or_not_at_all() {
    let mut session = sample();
    let doc = session.document().clone();
    let cells = ahead(&doc);
    let (first, out) = cells[0];
    let of_other = |(cell, into): &&(DutyId, PersonId)| {
        let apart = !persons(&doc, *cell).contains(&out) && !persons(&doc, first).contains(into);
        first.shift.span(first.day).1 < cell.shift.span(cell.day).0 && apart
    };
    let (second, into) = *cells.iter().find(of_other).unwrap();
    let steps = vec![Step { cell: first, out, into }, Step { cell: second, out: into, into: out }];
    let swap = swap_of(&mut session, NewSwap { steps, absent: Some(out), ..NewSwap::default() });
    let kind = session.document().swaps.get(&swap).unwrap().kind;
    assert_eq!(kind, Some(SwapKind::Exchange));
    let back = |cell: DutyId| Action::Swap(SwapAction::GiveBack { swap, from: cell.day });
    let (_, worked) = first.shift.span(first.day);
    let refused = session.perform(&back(second), worked).unwrap_err().to_string();
    assert!(refused.contains("另一个要还"), "{refused}");
    assert_eq!(persons(session.document(), second).first(), Some(&out));
    act(&mut session, back(first));
    for (cell, before) in [(first, out), (second, into)] {
        assert_eq!(persons(session.document(), cell).first(), Some(&before));
    }
}

#[test]
fn leave_that_leaves_a_shift_uncovered_is_told() {
    let session = sample();
    let doc = session.document();
    let (cell, out) = ahead(doc)[0];
    let leave = Leave { from: cell.day, to: cell.day };
    let away = Away { leave, is_leave: true, deputy: None, zones: Vec::new() };
    let new = NewSwap { absent: Some(out), away: Some(away), ..NewSwap::default() };
    let told = new.warnings(doc).unwrap();
    assert!(told.iter().any(|words| words.contains("当日请假")), "{told:?}");
    // What was so before is no news.
    let mut known = doc.clone();
    let leave = Leave { from: cell.day, to: cell.day };
    known.apply((out, PersonField::Leaves(vec![leave])).into());
    assert_eq!(new.warnings(&known), Ok(Vec::new()));
}

#[test]
fn a_keeper_on_leave_needs_somebody_in_their_place_on_each_day_they_keep() {
    for (kept, leave, covered, expected) in [
        (("02-01", "02-20"), ("02-06", "02-08"), None, "2月6日至2月8日请假，请定人"),
        (("02-01", "02-20"), ("02-06", "02-08"), Some("02-08"), ""),
        (
            ("02-01", "02-20"),
            ("02-06", "02-10"),
            Some("02-08"),
            "2月6日至2月10日请假，2月9日起没有人代看，请定人",
        ),
        // Their days are over by then, or have not begun.
        (("02-01", "02-05"), ("02-06", "02-08"), None, ""),
        (("02-09", "02-20"), ("02-06", "02-08"), None, ""),
        (("02-01", "02-08"), ("02-06", "02-10"), Some("02-08"), ""),
    ] {
        let at = |text: &str| on(&format!("2027-{text}"));
        let mut session = sample();
        let free = |doc: &Document, id: &PersonId| {
            doc.persons.get(id).unwrap().leaves.is_empty()
                && doc.stewards.iter().all(|(_, one)| one.person != Some(*id))
                && doc.zones.iter().all(|(_, one)| one.keeper != Some(*id))
        };
        let doc = session.document().clone();
        let mut people = doc.persons.iter().map(|(id, _)| *id).filter(|id| free(&doc, id));
        let (keeper, deputy) = (people.next().unwrap(), people.next().unwrap());
        let steward = Steward {
            kind: Some(StewardKind::Keeper),
            person: Some(keeper),
            from: Some(at(kept.0)),
            to: Some(at(kept.1)),
            ..Steward::default()
        };
        act(&mut session, Action::Add(NewRecord::Steward(steward)));
        let leaves = vec![Leave { from: at(leave.0), to: at(leave.1) }];
        act(&mut session, set((keeper, PersonField::Leaves(leaves))));
        if let Some(to) = covered {
            let leave = Leave { from: at(leave.0), to: at(to) };
            let away = Away { leave, is_leave: false, deputy: Some(deputy), zones: Vec::new() };
            let new = NewSwap { absent: Some(keeper), away: Some(away), ..NewSwap::default() };
            swap_of(&mut session, new);
        }
        let found = review(session.document(), day());
        let said: Vec<String> = found
            .iter()
            .filter(|one| one.rule.code == "R25")
            .map(|one| one.breach.sentence())
            .collect();
        match expected {
            "" => assert_eq!(said, Vec::<String>::new(), "{kept:?} {leave:?} {covered:?}"),
            words => assert!(said.len() == 1 && said[0].contains(words), "{said:?}"),
        }
    }
}

#[test]
fn steps_are_called_by_what_they_are() {
    let doc = sample().document().clone();
    let ids: Vec<PersonId> = doc.persons.iter().take(3).map(|(id, _)| *id).collect();
    let post = *doc.posts.iter().next().unwrap().0;
    let cell = |text: &str| DutyId { day: on(text), post, shift: DutyShift::Day };
    let step =
        |text, out: usize, into: usize| Step { cell: cell(text), out: ids[out], into: ids[into] };
    let (one, two) = ("2027-02-06", "2027-02-07");
    for (steps, kind) in [
        (vec![step(one, 0, 1)], SwapKind::StandIn),
        (vec![step(one, 0, 1), step(two, 1, 0)], SwapKind::Exchange),
        (vec![step(one, 0, 1), step(two, 1, 2)], SwapKind::Chain),
    ] {
        assert_eq!(relief::kind(&steps), kind);
    }
}

/// Five people of whom only the last is free: the first shift is taken by way of three others.
#[test]
fn where_no_short_chain_helps_a_longer_one_of_up_to_four_steps_is_found() {
    let mut session = crate::fixture::empty(1);
    let people: Vec<PersonId> = ["亢宝庆", "温禾生", "武岁安", "苗小满", "柴有田"]
        .into_iter()
        .map(|name| crate::fixture::person(&mut session, name, false))
        .collect();
    // At each post the one who has it, and the one who may come.
    let posts: Vec<_> = (0..4)
        .map(|place| {
            let new = Post {
                name: format!("岗位{place}"),
                shifts: vec![DutyShift::Night],
                seats: 1,
                ..Post::default()
            };
            match made(&mut session, Action::Add(NewRecord::Post(new))) {
                RecordId::Post(id) => id,
                other => panic!("{other:?}"),
            }
        })
        .collect();
    let cells: Vec<DutyId> = posts
        .iter()
        .map(|post| DutyId { day: on("2027-02-06"), post: *post, shift: DutyShift::Night })
        .collect();
    for (cell, one) in cells.iter().zip(&people) {
        act(&mut session, set((*cell, DutyField::Persons(vec![*one]))));
    }
    let far = relief::chains(session.document(), (cells[0], people[0]), night(), &mut || true);
    assert_eq!(far.first().map(|chain| chain.steps.len()), Some(2), "the last one is free");
    // A certificate that each post asks for and only the next one holds.
    let skills = [Skill::Electrician, Skill::FirstAid, Skill::Boiler, Skill::Driver];
    for (place, skill) in skills.into_iter().enumerate() {
        act(&mut session, set((posts[place], PostField::Needs(vec![skill]))));
        for holder in [place, place + 1] {
            let mut held =
                session.document().persons.get(&people[holder]).unwrap().certificates.clone();
            held.push(Certificate { skill, number: String::new(), until: None });
            act(&mut session, set((people[holder], PersonField::Certificates(held))));
        }
    }
    let doc = session.document().clone();
    let chains = relief::chains(&doc, (cells[0], people[0]), night(), &mut || true);
    assert_eq!(chains.len(), 1, "{chains:?}");
    let steps = chains[0].steps.clone();
    let expected: Vec<Step> = (0..4)
        .map(|place| Step { cell: cells[place], out: people[place], into: people[place + 1] })
        .collect();
    assert_eq!(steps, expected);
    let new = NewSwap { steps, absent: Some(people[0]), ..NewSwap::default() };
    assert_eq!(new.kind(), SwapKind::Chain);
    let warned = new.warnings(&doc).unwrap();
    assert!(warned.iter().all(|words| words.contains(UNAIDED)), "{warned:?}");
    act(&mut session, arrange(new));
    for place in 0..4 {
        assert_eq!(persons(session.document(), cells[place]), [people[place + 1]]);
    }
}

/// It is more work than a frame has room for, and a minute more changes nothing of it.
#[test]
fn chains_are_looked_for_once_until_a_shift_begins_or_the_rota_changes() {
    let mut workspace = Workspace::new(sample());
    let (cell, person) = ahead(workspace.document())[0];
    let doc = workspace.document().clone();
    let mut draft = SwapDraft::new(&doc, night());
    draft.ask(&doc, person, night());
    draft.mean(&doc, Some(cell), night());
    let looks = |workspace: &mut Workspace, now: NaiveDateTime| {
        let effects = workspace.tick(now, std::time::Duration::ZERO, false).into_iter();
        let mut looks = effects.filter_map(|effect| match effect {
            Effect::Relieve { ticket, .. } => Some(ticket),
            _ => None,
        });
        looks.next()
    };
    let ask = |workspace: &mut Workspace, draft: &SwapDraft| {
        workspace.handle(Intent::Ask(Some(Dialog::Swap(draft.clone()))), night());
    };
    ask(&mut workspace, &draft);
    assert_eq!(looks(&mut workspace, night()), None, "nobody asked for chains");
    draft.go(&doc, SwapKind::Chain, night());
    ask(&mut workspace, &draft);
    let ticket = looks(&mut workspace, night()).unwrap();
    assert!(workspace.chains(&draft, night()).is_none() && workspace.looks_for_chains());
    let chains = relief::chains(&doc, (cell, person), night(), &mut || true);
    workspace.receive(Event::Relieved { ticket, chains: chains.clone() }, night());
    let later = night() + chrono::TimeDelta::minutes(179);
    for now in [night(), later] {
        assert_eq!(looks(&mut workspace, now), None, "{now}");
        assert_eq!(workspace.chains(&draft, now), Some(chains.as_slice()));
    }
    let midnight = night() + chrono::TimeDelta::minutes(180);
    assert!(workspace.chains(&draft, midnight).is_none());
    let ticket = looks(&mut workspace, midnight).unwrap();
    // Another rota: what was found of the one before is nothing to it.
    let note = DutyField::Note("替班".to_owned());
    workspace.handle(Intent::Do(set((cell, note))), midnight);
    let other = looks(&mut workspace, midnight).unwrap();
    workspace.receive(Event::Relieved { ticket, chains }, midnight);
    assert!(workspace.chains(&draft, midnight).is_none());
    workspace.receive(Event::Relieved { ticket: other, chains: Vec::new() }, midnight);
    assert_eq!(workspace.chains(&draft, midnight), Some([].as_slice()));
}

/// Nobody but its own people is proposed for a rota that others fill, and none for a post who is not among
/// those it names.
#[test]
fn strangers_to_a_post_are_not_proposed_for_it() {
    let mut session = sample();
    let posts: Vec<_> = session.document().posts.iter().map(|(id, _)| *id).collect();
    for post in posts {
        act(&mut session, set((post, PostField::Pool(Vec::new()))));
        act(&mut session, set((post, PostField::Primary(None))));
        act(&mut session, set((post, PostField::Backup(None))));
    }
    let doc = session.document().clone();
    let official = |cell: &DutyId| doc.posts.get(&cell.post).is_some_and(|post| post.official);
    let manned = |duty: &Duty| !duty.persons.is_empty();
    let (cell, duty) =
        doc.duties.iter().filter(|(cell, duty)| official(cell) && manned(duty)).last().unwrap();
    let (leads, cell, out) = (cell.post, *cell, duty.persons[0]);
    let of_post: BTreeSet<PersonId> = doc
        .duties
        .iter()
        .filter(|(other, _)| other.post == leads)
        .flat_map(|(_, duty)| duty.persons.iter().copied())
        .collect();
    let mut burden = Burden::of(&doc);
    burden.lift(cell, out);
    let fits = burden.ranked(&doc, cell, &[]);
    let proposed: Vec<_> = fits.iter().filter(|fit| fit.against.is_empty()).collect();
    assert!(proposed.iter().all(|fit| fit.strange != of_post.contains(&fit.person)));
    let first = proposed.iter().position(|fit| fit.strange).unwrap();
    assert!(proposed[first..].iter().all(|fit| fit.strange));
    let covered = relief::cover(&doc, (out, &[cell]), None);
    assert!(covered.iter().all(|(_, into)| into.is_none_or(|into| of_post.contains(&into))));

    // A post of ours that names its people.
    let (cell, out) = ahead(&doc)[0];
    let others = doc.persons.iter().map(|(id, _)| *id).filter(|id| *id != out);
    let named: Vec<PersonId> = others.take(2).collect();
    act(&mut session, set((cell.post, PostField::Pool(named.clone()))));
    let doc = session.document();
    let mut burden = Burden::of(doc);
    burden.lift(cell, out);
    for fit in burden.ranked(doc, cell, &[]) {
        let is_stranger = fit.against.contains(&Against::Stranger);
        assert_eq!(is_stranger, !named.contains(&fit.person), "{fit:?}");
    }
    let found = review(doc, day());
    let told = found.iter().find(|one| one.rule.code == "D20").unwrap().breach.sentence();
    assert!(told.contains("不在本岗写明的人选里"), "{told}");
}

/// Whoever comes back may have got another shift meanwhile: that is said when shifts are given back, not only
/// by the list of findings.
#[test]
fn giving_back_says_what_does_not_fit_any_more() {
    let mut session = sample();
    let doc = session.document().clone();
    let (cell, out) = ahead(&doc)[0];
    let mut burden = Burden::of(&doc);
    burden.lift(cell, out);
    let others = relief::others(&doc, cell, out);
    let fit = burden.ranked(&doc, cell, &others).into_iter().find(|fit| fit.against.is_empty());
    let into = fit.unwrap().person;
    let new =
        NewSwap { steps: vec![Step { cell, out, into }], absent: Some(out), ..NewSwap::default() };
    let swap = swap_of(&mut session, new);
    let back = Action::Swap(SwapAction::GiveBack { swap, from: cell.day });
    let told = |session: &Session| {
        let mut workspace = Workspace::new(session.clone());
        workspace.handle(Intent::Do(back.clone()), night());
        workspace.notices().iter().map(|notice| notice.words.clone()).collect::<String>()
    };
    assert!(!told(&session).contains("换回以后要核对"), "{}", told(&session));
    // Meanwhile they were put elsewhere at the same time.
    let at_once = |other: &DutyId| other.day == cell.day && other.shift == cell.shift;
    let other = doc.duties.iter().map(|(id, _)| *id).find(|id| *id != cell && at_once(id)).unwrap();
    act(&mut session, set((other, DutyField::Persons(vec![out]))));
    let words = told(&session);
    assert!(words.contains("换回以后要核对") && words.contains("同时排在"), "{words}");
}
