//! The pages of incidents and drills have room at every size of text, with long names too.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use eframe::egui::Key;
use shousui::action::paste::What;
use shousui::action::{Action, IncidentAction, Jot, Timed};
use shousui::model::RecordId;
use shousui::model::id::IncidentId;
use shousui::model::incident::{DrillKind, IncidentField, Level};
use shousui::model::mine::{MineField, Only};
use shousui::model::people::PersonField;
use shousui::model::plan::{CardCode, CardField};
use shousui::session::Session;
use shousui::workspace::{Intent, Place, Workspace};

use super::{at_night, mine, night};
use crate::fixture::{act, day, pasted, set};
use crate::screens::room::{faults, sizes};
use crate::screens::{OFFICE, Person};

/// Everything that has a name has a long one.
fn long() -> Session {
    let mut session = mine();
    let long = "很长很长的单位名称和岗位名称写在一起也不留空".repeat(2);
    act(&mut session, set((Only, MineField::FullName(long.clone()))));
    act(&mut session, set((CardCode("E01".to_owned()), CardField::Title(long.clone()))));
    let people: Vec<_> = session.document().persons.iter().map(|(id, _)| *id).collect();
    for id in people {
        act(&mut session, set((id, PersonField::Name("阿不都热西提·买买提江".to_owned()))));
        act(&mut session, set((id, PersonField::Mobile("13812345678、0994-1234567".to_owned()))));
    }
    let row = |room: &str, name: &str| format!("{long}\t{room}\t{name}");
    let rows = [
        row("1201甲", "阿不都热西提·买买提江"),
        row("1202", "古丽努尔·阿布都热合曼"),
        row("1203", "武岁安"),
    ];
    act(&mut session, pasted(What::Residents, &format!("楼栋\t房间\t姓名\n{}", rows.join("\n"))));
    session
}

/// A record that goes on, with a line of each length.
fn begun(session: &mut Session) -> IncidentId {
    let card = Some(CardCode("E01".to_owned()));
    let start = Action::Incident(IncidentAction::Start { drill: None, card });
    let done = session.perform(&start, night()).unwrap();
    let RecordId::Incident(incident) = done.made[0] else { panic!("{done:?}") };
    let note = "三层东侧楼道有烟，叫醒十八人，".repeat(8);
    let count = Jot::Count { place: "三号公寓".repeat(6), expected: 87, present: 86 };
    for (since, line) in (0..).step_by(60).zip([
        Jot::Dispatch,
        Jot::Step(10),
        Jot::Level(Level::Mine),
        Jot::Note(note),
        count,
    ]) {
        let timed = Timed { since: Some(since), resumed: false };
        let write = IncidentAction::Write { incident, line, timed };
        let at = night() + TimeDelta::seconds(since.into());
        session.perform(&Action::Incident(write), at).unwrap();
    }
    let long = "三号公寓四层东侧第二间晾衣房".repeat(4);
    for field in [IncidentField::What(long.clone()), IncidentField::Place(long)] {
        act(session, set((incident, field)));
    }
    incident
}

/// A record that was typed in later and is over.
fn over(session: &mut Session) -> IncidentId {
    let incident = begun(session);
    let timed = Timed { since: Some(3720), resumed: true };
    let end = IncidentAction::Write { incident, line: Jot::End, timed };
    session.perform(&Action::Incident(end), night() + TimeDelta::minutes(62)).unwrap();
    let at = chrono::NaiveTime::from_hms_opt(20, 30, 0);
    for field in [IncidentField::HappenedAt(at), IncidentField::HappenedOn(day().pred_opt())] {
        act(session, set((incident, field)));
    }
    incident
}

/// A state of the page: its name, the record in front, and what a person does there.
struct State {
    name: &'static str,
    make: fn(&mut Session) -> Option<IncidentId>,
    bring: fn(&mut Person),
}

const STATES: [State; 8] = [
    State { name: "start", make: |_| None, bring: |_| {} },
    State { name: "begun", make: |session| Some(begun(session)), bring: |_| {} },
    State {
        name: "cards",
        make: |session| Some(begun(session)),
        bring: |person| person.reach("换一张卡…"),
    },
    State {
        name: "roll",
        make: |session| Some(begun(session)),
        bring: |person| {
            person.reach_like("3人");
            person.key(Key::X);
        },
    },
    State {
        name: "timing",
        make: |session| Some(begun(session)),
        bring: |person| {
            person.reach("有记错的…");
            person.reach_like("22:00:00 00:00:00");
        },
    },
    State { name: "over", make: |session| Some(over(session)), bring: |_| {} },
    State { name: "drill", make: |_| None, bring: |person| person.reach(DrillKind::Field.word()) },
    State {
        name: "prepared",
        make: |_| None,
        bring: |person| {
            person.reach(&format!("准备{}", DrillKind::Field.word()));
            person.key(Key::Num1);
        },
    },
];

#[test]
fn every_page_of_an_incident_stays_within_the_window_at_every_size_of_text() {
    let mut all: BTreeSet<String> = BTreeSet::new();
    for State { name, make, bring } in STATES {
        let mut session = long();
        let incident = make(&mut session);
        let mut workspace = Workspace::new(session);
        if let Some(id) = incident {
            workspace.handle(Intent::Show(RecordId::Incident(id)), night());
        } else {
            workspace.handle(Intent::Go(Place::Incident), night());
        }
        let mut person = at_night(workspace, OFFICE);
        person.wait(TimeDelta::minutes(62));
        bring(&mut person);
        for (size_name, size) in sizes() {
            person.harness.set_size(size);
            let settled = person.harness.try_run();
            let mut faults = faults(&person, false);
            // The name of the file gives way to what is going on.
            faults.retain(|fault| !fault.starts_with("练习簿（不保存）: cut by"));
            faults.extend(settled.err().map(|_| "does not settle".to_owned()));
            all.extend(faults.into_iter().map(|fault| format!("{name} {size_name} {fault}")));
            person.picture(&format!("incident-room-{name}-{size_name}"));
        }
    }
    let all: Vec<String> = all.into_iter().collect();
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}
