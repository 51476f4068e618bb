//! A drill is prepared, approved, and then held or not.

use shousui::action::{Action, IncidentAction, Jot, Timed};
use shousui::model::RecordId;
use shousui::model::id::IncidentId;
use shousui::model::incident::{DrillKind, IncidentField, LineKind};
use shousui::model::plan::CardCode;
use shousui::rules::incidents::{Course, Stage, last_drill, running, stage};
use shousui::rules::review;
use shousui::workspace::{Command, Happening, Intent};

use super::{Pc, mine};
use crate::fixture::{act, day, made, replica, set};

fn kinds(pc: &Pc, id: IncidentId) -> Vec<LineKind> {
    Course::of(pc.doc(), id).told.iter().map(|told| told.kind).collect()
}

fn prepared() -> (Pc, IncidentId) {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    pc.happen(Happening::Prepare(DrillKind::Field), 10);
    let (id, _) = pc.doc().incidents.iter().next().unwrap();
    let id = *id;
    (pc, id)
}

#[test]
fn what_is_prepared_neither_runs_nor_counts_until_it_begins() {
    let (mut pc, id) = prepared();
    pc.happen(Happening::TakeCard(id, CardCode("E01".to_owned())), 20);
    let is_waiting = |pc: &Pc| {
        let one = pc.doc().incidents.get(&id).unwrap();
        stage(pc.doc(), id) == Stage::Prepared && one.began.is_none() && kinds(pc, id).is_empty()
    };
    assert!(
        is_waiting(&pc) && running(pc.doc()).is_empty() && last_drill(pc.doc(), day()).is_none()
    );
    assert!(pc.workspace.running().is_empty());
    assert_eq!(pc.doc().incidents.get(&id).unwrap().steps.len(), 15);
    let found = review(pc.doc(), day());
    assert!(found.iter().all(|one| !one.rule.code.starts_with('I')), "{found:?}");
    // Nothing is written of what has not begun.
    pc.happen(Happening::Write(id, Jot::Fire), 30);
    assert!(is_waiting(&pc));
    // Its minutes are counted from its beginning.
    pc.happen(Happening::Begin(id), 3600);
    assert_eq!(kinds(&pc, id), [LineKind::Start, LineKind::Card]);
    assert_eq!(pc.workspace.running(), [id]);
    pc.happen(Happening::Write(id, Jot::Step(10)), 3660);
    let course = Course::of(pc.doc(), id);
    assert_eq!(course.step(10).unwrap().since, Some(60));
    // Taken back it waits again; begun it cannot be called off.
    pc.happen(Happening::CallOff(id), 3670);
    assert_eq!(pc.workspace.running(), [id]);
    for _taken in 0..2 {
        let at = pc.clock(3680);
        pc.workspace.handle(Intent::Run(Command::Undo), at);
    }
    assert!(is_waiting(&pc));
    pc.happen(Happening::CallOff(id), 3690);
    assert!(pc.doc().incidents.get(&id).is_none());
}

/// The steps are those that were approved, whatever became of the card.
#[test]
fn a_drill_goes_by_the_steps_that_were_approved() {
    let mut session = mine();
    let prepare = IncidentAction::Prepare { drill: DrillKind::Table };
    let RecordId::Incident(id) = made(&mut session, Action::Incident(prepare)) else {
        panic!("no drill")
    };
    let (card, timed) = (CardCode("E01".to_owned()), Timed::default());
    let take = IncidentAction::TakeCard { incident: id, card: card.clone(), timed };
    act(&mut session, Action::Incident(take));
    act(&mut session, set((id, IncidentField::Scheme("二层起火".to_owned()))));
    let steps = session.document().incidents.get(&id).unwrap().steps.clone();
    act(&mut session, set((card, shousui::model::plan::CardField::Step(10, None))));
    act(&mut session, Action::Incident(IncidentAction::Begin { incident: id }));
    let one = session.document().incidents.get(&id).unwrap();
    assert!(one.steps == steps && one.scheme == "二层起火" && one.began.is_some());
}
