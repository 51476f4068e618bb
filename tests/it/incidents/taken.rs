//! Taking back an act of one's own takes away nothing that another PC wrote.

use shousui::action::{Action, Jot};
use shousui::model::RecordId;
use shousui::model::id::IncidentId;
use shousui::model::incident::{DrillKind, IncidentField, IncidentLineField, LineKind};
use shousui::rules::incidents::{Course, running};
use shousui::workspace::{Command, Happening, Intent, Notice};

use super::{Pc, mine};
use crate::fixture::{replica, set};

fn two(drill: Option<DrillKind>) -> (Pc, Pc, IncidentId) {
    let mut here = Pc::at(&mine(), replica(2), 0);
    here.happen(Happening::Start { drill, card: None }, 0);
    let (incident, _) = running(here.doc())[0];
    let there = Pc::at(here.workspace.session(), replica(3), 1);
    (here, there, incident)
}

fn take_back(pc: &mut Pc, now: u64) {
    let at = pc.clock(now);
    pc.workspace.handle(Intent::Run(Command::Undo), at);
}

fn does(pc: &mut Pc, action: Action, now: u64) {
    let at = pc.clock(now);
    pc.workspace.handle(Intent::Do(action), at);
}

fn words(pc: &Pc, incident: IncidentId) -> Vec<String> {
    let course = Course::of(pc.doc(), incident);
    course.told.iter().map(|told| told.words(pc.doc())).collect()
}

/// A line that another PC wrote a time on, or marked as a mistake, was gone with one key.
#[test]
fn a_line_in_which_another_pc_wrote_stays() {
    let at = chrono::NaiveTime::from_hms_opt(7, 50, 0);
    for field in [IncidentLineField::HappenedAt(at), IncidentLineField::Struck(true)] {
        let (mut here, _, incident) = two(None);
        here.write(incident, Jot::Note("门卫闻到焦味".to_owned()), "", 10);
        let mut there = Pc::at(here.workspace.session(), replica(3), 11);
        let note = Course::of(here.doc(), incident).told.last().unwrap().id;
        does(&mut there, set((note, field)), 12);
        here.take_in(&there, 20);
        let before = words(&here, incident);
        take_back(&mut here, 30);
        assert_eq!(words(&here, incident), before);
        let refused = |notice: &Notice| notice.words.contains("之后又被改过");
        assert!(here.workspace.notices().iter().any(refused));
    }
}

#[test]
fn an_incident_of_which_another_pc_wrote_what_it_is_stays() {
    let (mut here, mut there, incident) = two(None);
    does(&mut there, set((incident, IncidentField::What("公寓着火".to_owned()))), 5);
    here.take_in(&there, 10);
    take_back(&mut here, 20);
    assert_eq!(running(here.doc()).len(), 1);
}

/// One PC takes the beginning back, not knowing that another one writes on.
#[test]
fn what_goes_on_at_one_pc_is_put_back_where_another_took_it_back() {
    for drill in [None, Some(DrillKind::Field)] {
        let (mut here, mut there, incident) = two(drill);
        there.write(incident, Jot::Fire, "", 10);
        let one = there.doc().incidents.get(&incident).cloned();
        take_back(&mut here, 12);
        assert!(here.doc().incidents.get(&incident).is_none());
        there.take_in(&here, 20);
        there.passes(21);
        assert_eq!(there.doc().incidents.get(&incident).cloned(), one);
        assert_eq!(words(&there, incident), ["开始记录", "已报119"]);
        assert_eq!(there.workspace.running(), [incident]);
        // The other one has it again with what is written there.
        here.take_in(&there, 30);
        here.passes(31);
        assert!(here.doc() == there.doc());
        assert!(there.workspace.session().contested().is_empty());
        // Nobody takes it back any more, however often.
        for _key in 0..3 {
            take_back(&mut here, 40);
            take_back(&mut there, 40);
        }
        there.take_in(&here, 41);
        assert!(there.doc().incidents.get(&incident).is_some());
    }
}

/// Nobody had the window open when the two came together.
#[test]
fn what_was_taken_back_is_put_back_when_the_workbook_is_opened() {
    let (mut here, mut there, incident) = two(None);
    there.write(incident, Jot::Fire, "", 10);
    take_back(&mut here, 12);
    let mut both = here.workspace.session().clone();
    both.adopt(super::entries(there.workspace.session())).unwrap();
    assert!(running(both.document()).is_empty());
    let mut opened = Pc::at(&both, replica(4), 60);
    opened.passes(61);
    assert_eq!(words(&opened, incident), ["开始记录", "已报119"]);
    assert_eq!(opened.workspace.running(), [incident]);
}

#[test]
fn a_drill_called_off_while_it_began_elsewhere_is_put_back() {
    let mut here = Pc::at(&mine(), replica(2), 0);
    here.happen(Happening::Prepare(DrillKind::Table), 1);
    let (id, _) = here.doc().incidents.iter().next().unwrap();
    let id = *id;
    let mut there = Pc::at(here.workspace.session(), replica(3), 2);
    there.happen(Happening::Begin(id), 10);
    here.happen(Happening::CallOff(id), 12);
    there.take_in(&here, 20);
    there.passes(21);
    assert!(there.doc().has(&RecordId::Incident(id)));
    let course = Course::of(there.doc(), id);
    assert!(course.is_running() && course.first(LineKind::Start).is_some());
}
