//! 打架检查: papers that cannot both be right are found, each as what it is, and nothing else is.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};
use shousui::action::{Action, NewRecord};
use shousui::model::checklist::Depth;
use shousui::model::duty::{DutyField, DutyShift};
use shousui::model::gathering::{Gathering, GatheringKind};
use shousui::model::hazard::{Hazard, HazardField, Step};
use shousui::model::id::{EntryId, HazardId, IncidentId, LineId, LogId, Mint, PersonId, SheetId};
use shousui::model::incident::{Became, IncidentField, IncidentLineField, LineKind};
use shousui::model::people::{Leave, PersonField, Skill};
use shousui::model::service::{ActivityField, ServiceField};
use shousui::model::sheet::{Sheet, SheetField};
use shousui::model::transfer::TransferField;
use shousui::model::watch::{
    CheckWay, HandoverField, LogField, LogLine, SpotCheckField, ZeroReportField,
};
use shousui::model::{Change, Document, Put, RecordId};
use shousui::rules::duty::{cells_of, on_duty_within};
use shousui::rules::{Finding, clash_rules, clashes, review};
use shousui::sample::{Plan, build};
use shousui::workspace::{Place, Workspace};

use crate::fixture::{act, made, morning, replica, set, small_mine};
use crate::sample::{doc, last_day};
use crate::screens::{OFFICE, Person};

/// A copy of the sample with contradictions put into it, and where each is to be found.
struct Planted {
    doc: Document,
    expected: BTreeSet<(&'static str, RecordId)>,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

impl Planted {
    fn put(&mut self, put: impl Into<Put>) {
        self.doc.apply(put.into());
    }

    fn expect(&mut self, code: &'static str, record: RecordId) {
        assert!(self.expected.insert((code, record)), "{code} planted twice at one place");
    }

    /// The walk of a round that comes at that place in time, with nothing found on it.
    fn walk(&self, on: &str, shift: &str, turn: usize) -> (SheetId, Sheet) {
        let mut walks: Vec<_> = self
            .doc
            .sheets
            .iter()
            .filter(|(_, one)| one.day == Some(day(on)) && one.shift == shift)
            .map(|(id, one)| (*id, one.clone()))
            .collect();
        walks.sort_by_key(|(_, one)| one.left);
        let (id, sheet) = walks.swap_remove(turn);
        let found = self.doc.hazards.iter().filter_map(|(_, one)| one.found);
        assert_eq!(found.filter(|found| found.sheet == id).count(), 0, "{on} {shift} {turn}");
        (id, sheet)
    }

    fn person(&self, name: &str) -> PersonId {
        self.doc.persons.iter().find(|(_, one)| one.name == name).map(|(id, _)| *id).unwrap()
    }

    /// Who the rota has at a post while a walk is out.
    fn on_post(&self, sheet: &Sheet, post: &str) -> PersonId {
        let at = sheet.day.unwrap().and_time(sheet.left.unwrap());
        let there = on_duty_within(&self.doc, at, at + minutes(5));
        let cell = there.iter().find(|one| self.doc.post_name(Some(one.cell.post)) == post);
        cell.unwrap().persons[0]
    }

    fn hazard(&self, words: &str) -> (HazardId, Hazard) {
        let mut found = self.doc.hazards.iter().filter(|(_, one)| one.words.starts_with(words));
        let (id, hazard) = found.next().unwrap();
        assert!(found.next().is_none(), "two of {words}");
        (*id, hazard.clone())
    }

    fn change_steps(&mut self, id: HazardId, change: impl FnMut(&mut Step)) {
        let mut steps = self.doc.hazards.get(&id).unwrap().steps.clone();
        steps.iter_mut().for_each(change);
        self.put((id, HazardField::Steps(steps)));
    }

    /// The hazard whose × stands on a route sheet of that day.
    fn on_route_sheet(&self, on: &str) -> (HazardId, Hazard, Sheet) {
        let found = self.doc.hazards.iter().find_map(|(id, hazard)| {
            let sheet = self.doc.sheets.get(&hazard.found?.sheet)?;
            let meant = hazard.found_on == Some(day(on)) && sheet.depth() == Depth::Patrol;
            meant.then(|| (*id, hazard.clone(), sheet.clone()))
        });
        found.unwrap()
    }

    fn log(&self, on: &str, shift: DutyShift) -> LogId {
        let is_it = |one: &&shousui::model::watch::Log| {
            one.day == Some(day(on)) && one.shift == Some(shift)
        };
        self.doc.logs.iter().find(|(_, one)| is_it(one)).map(|(id, _)| *id).unwrap()
    }
}

fn two_sheets_at_once(planted: &mut Planted) {
    let (_, first) = planted.walk("2027-02-14", "午巡", 0);
    let (id, _) = planted.walk("2027-02-14", "午巡", 1);
    planted.put((id, SheetField::Left(first.left.map(|left| left + minutes(6)))));
    planted.expect("X1", RecordId::Sheet(id));

    let of_day = planted
        .doc
        .sheets
        .iter()
        .filter(|(_, one)| one.day == Some(day("2027-02-17")) && one.depth() == Depth::Full);
    let (id, _) = of_day.max_by_key(|(_, one)| one.left).unwrap();
    let id = *id;
    planted.put((id, SheetField::Left(Some(time("11:00:00")))));
    planted.expect("X1", RecordId::Sheet(id));
}

fn a_sheet_and_a_post(planted: &mut Planted) {
    let (id, sheet) = planted.walk("2027-02-03", "午巡", 1);
    let bound = planted.on_post(&sheet, "调度值班员");
    planted.put((id, SheetField::Walkers(vec![sheet.walkers[0], bound])));
    planted.expect("X2", RecordId::Sheet(id));
}

fn two_places_at_once(planted: &mut Planted) {
    let (id, hazard) = planted.hazard("锅炉房软水间顶灯");
    let site = hazard.site.unwrap();
    let walk = (0..3).map(|turn| planted.walk("2027-02-09", "午巡", turn).1);
    let walk = walk
        .into_iter()
        .find(|one| !one.sites().contains(&site) && one.left.unwrap() < time("16:00:00"));
    let walk = walk.unwrap();
    let (walker, moment) = (walk.walkers[0], walk.left.unwrap() + minutes(5));
    planted.change_steps(id, |step| {
        if let Step::Rechecked { by, at, .. } = step {
            *by = vec![walker];
            *at = day("2027-02-09").and_time(moment);
        }
    });
    planted.expect("X3", RecordId::Hazard(id));

    let (_, walk) = planted.walk("2027-02-07", "午巡", 0);
    let visit =
        planted.doc.spot_checks.iter().find(|(_, one)| {
            one.day == Some(day("2027-02-07")) && one.way == Some(CheckWay::Visit)
        });
    let id = *visit.unwrap().0;
    planted.put((id, SpotCheckField::Checker(Some(walk.walkers[1]))));
    planted.put((id, SpotCheckField::At(walk.left.map(|left| left + minutes(10)))));
    planted.expect("X3", RecordId::SpotCheck(id));

    let (_, walk) = planted.walk("2027-02-10", "午巡", 2);
    let talk = planted.doc.activities.iter().find(|(_, one)| one.day == Some(day("2027-02-10")));
    let id = *talk.unwrap().0;
    planted.put((id, ActivityField::Speaker(Some(walk.walkers[0]))));
    planted.put((id, ActivityField::From(walk.left.map(|left| left + minutes(2)))));
    planted.put((id, ActivityField::To(walk.left.map(|left| left + minutes(12)))));
    planted.expect("X3", RecordId::Activity(id));
}

fn off_the_rota(planted: &mut Planted) {
    let stranger = planted.person("宫瑞年");
    for (on, shift) in [("2027-02-12", "晚巡"), ("2027-02-14", "早巡")] {
        let (id, sheet) = planted.walk(on, shift, 1);
        planted.put((id, SheetField::Walkers(vec![sheet.walkers[0], stranger])));
        planted.expect("X4", RecordId::Sheet(id));
    }
    // With a note on the rota it is in order.
    let (id, sheet) = planted.walk("2027-02-13", "早巡", 1);
    planted.put((id, SheetField::Walkers(vec![sheet.walkers[0], stranger])));
    let cell = cells_of(&planted.doc, day("2027-02-13")).find(|(id, _)| {
        id.shift == DutyShift::Day && planted.doc.post_name(Some(id.post)) == "巡查员"
    });
    let cell = *cell.unwrap().0;
    planted.put((cell, DutyField::Note("宫瑞年替一人走早巡，组长同意".to_owned())));

    let (id, sheet) = planted.walk("2027-02-12", "早巡", 0);
    let at = sheet.day.unwrap().and_time(sheet.left.unwrap());
    let busy: Vec<PersonId> = on_duty_within(&planted.doc, at, at + minutes(60))
        .into_iter()
        .flat_map(|one| one.persons)
        .collect();
    let free = planted.doc.persons.iter().find(|(id, one)| {
        one.is_certified(Skill::Electrician, day("2027-02-12")) && !busy.contains(id)
    });
    let free = *free.unwrap().0;
    planted.put((id, SheetField::Electrician(Some(free))));
    planted.expect("X5", RecordId::Sheet(id));
}

fn on_paper_while_away(planted: &mut Planted) {
    let (id, sheet) = planted.walk("2027-02-03", "午巡", 2);
    let away = planted.person("薄秋田");
    planted.put((id, SheetField::Walkers(vec![sheet.walkers[0], away])));
    planted.expect("X6", RecordId::Sheet(id));

    let (id, _) = planted.hazard("机修车间手持角磨机");
    let away = planted.person("麻知秋");
    planted.change_steps(id, |step| {
        if let Step::Rectified { by, .. } = step {
            *by = away;
        }
    });
    planted.expect("X6", RecordId::Hazard(id));

    let away = planted.person("相玉禾");
    let service = planted.doc.services.iter().find(|(_, one)| one.day == Some(day("2027-02-11")));
    let (id, mut members) = service.map(|(id, one)| (*id, one.members.clone())).unwrap();
    members.push(away);
    planted.put((id, ServiceField::Members(members)));
    planted.expect("X6", RecordId::Service(id));
}

fn times_of_sheets(planted: &mut Planted) {
    let (id, sheet) = planted.walk("2027-02-16", "午巡", 0);
    planted.put((id, SheetField::Back(sheet.left.map(|left| left - minutes(40)))));
    planted.expect("X7", RecordId::Sheet(id));
    let (id, sheet) = planted.walk("2027-02-13", "晚巡", 2);
    planted.put((id, SheetField::Back(sheet.left.map(|left| left + minutes(6)))));
    planted.expect("X8", RecordId::Sheet(id));
    let (id, sheet) = planted.walk("2027-02-14", "晚巡", 1);
    let back = sheet.walked_at().unwrap();
    planted.put((id, SheetField::Entered(Some(back - minutes(20)))));
    planted.expect("X9", RecordId::Sheet(id));
}

fn hazards_and_their_sheets(planted: &mut Planted) {
    let (id, ..) = planted.on_route_sheet("2027-02-05");
    planted.put((id, HazardField::FoundAt(Some(time("05:10:00")))));
    planted.expect("X10", RecordId::Hazard(id));
    let (id, ..) = planted.on_route_sheet("2027-02-06");
    let other = planted.person("宫瑞年");
    planted.put((id, HazardField::Finders(vec![other])));
    planted.expect("X11", RecordId::Hazard(id));

    // The slip bears a time before anybody left to look.
    let handed = planted.doc.hazards.iter().find_map(|(id, hazard)| {
        let sheet = planted.doc.sheets.get(&hazard.found?.sheet)?;
        let left = sheet.day?.and_time(sheet.left?);
        let slip = hazard.steps.iter().find_map(|step| match step {
            Step::HandedOver { slip, .. } => Some(*slip),
            _ => None,
        });
        (15..18).contains(&left.hour()).then_some((*id, slip?, left))
    });
    let (id, slip, left) = handed.unwrap();
    planted.put((id, HazardField::FoundAt(None)));
    planted.change_steps(id, |step| {
        if let Step::HandedOver { at, .. } = step {
            *at = left - minutes(30);
        }
    });
    planted.put((slip, TransferField::At(Some(left - minutes(30)))));
    planted.expect("X12", RecordId::Hazard(id));

    let (slip, at) = planted.doc.transfers.iter().last().map(|(id, one)| (*id, one.at)).unwrap();
    planted.put((slip, TransferField::At(at.map(|at| at + minutes(75)))));
    planted.expect("X13", RecordId::Transfer(slip));

    let (one, hazard) = planted.hazard("2号公寓2层消火栓箱水带");
    let (other, _) = planted.hazard("材料库值班室与库区隔墙");
    planted.put((other, HazardField::DualNumber(hazard.dual_number)));
    planted.expect("X14", RecordId::Hazard(one.max(other)));

    let (id, _) = planted.hazard("35千伏变电所院外架空线");
    let mut rectified: Option<NaiveDateTime> = None;
    planted.change_steps(id, |step| match step {
        Step::Rectified { at, .. } => rectified = Some(*at),
        Step::Rechecked { at, .. } => *at = rectified.unwrap() - minutes(50),
        _ => {}
    });
    planted.expect("H4", RecordId::Hazard(id));
}

fn the_watch(planted: &mut Planted) {
    let off_duty = planted.person("宫瑞年");
    let id = planted.log("2027-02-15", DutyShift::Night);
    let call = planted.doc.logs.get(&id).unwrap().calls.iter().next();
    let (number, mut call) = call.map(|(number, call)| (*number, call.clone())).unwrap();
    call.by = Some(off_duty);
    planted.put((id, LogField::Call(number, Some(call))));
    planted.expect("X15", RecordId::Log(id));

    let id = planted.log("2027-02-11", DutyShift::Day);
    planted.put((id, LogField::Captain(Some(off_duty))));
    planted.expect("X16", RecordId::Log(id));

    let is_day = |one: &shousui::model::watch::Handover| {
        one.shift == Some(DutyShift::Day) && Some(day("2027-02-08")) <= one.day
    };
    let of_day = planted.doc.handovers.iter().filter(|(_, one)| is_day(one));
    let ids: Vec<_> = of_day.map(|(id, _)| *id).collect();
    planted.put((ids[0], HandoverField::Giver(Some(off_duty))));
    planted.expect("X17", RecordId::Handover(ids[0]));
    planted.put((ids[2], HandoverField::At(Some(time("13:45:00")))));
    planted.expect("X17", RecordId::Handover(ids[2]));
    let words = "按排班到岗，巡查6路次，发现隐患41条".to_owned();
    planted.put((ids[4], HandoverField::State(words)));
    planted.expect("X20", RecordId::Handover(ids[4]));

    let report = planted.doc.zero_reports.iter().nth(9).map(|(id, one)| (*id, one.expected));
    let (id, expected) = report.unwrap();
    planted.put((id, ZeroReportField::Expected(expected + 3)));
    planted.expect("X18", RecordId::ZeroReport(id));

    let check = planted.doc.spot_checks.iter().last().map(|(id, one)| (*id, one.expected));
    let (id, expected) = check.unwrap();
    planted.put((id, SpotCheckField::Expected(expected + 1)));
    planted.put((id, SpotCheckField::Present(expected + 1)));
    planted.expect("X19", RecordId::SpotCheck(id));

    let id = planted.log("2027-01-31", DutyShift::Day);
    let line =
        planted.doc.logs.get(&id).unwrap().lines.iter().find_map(|(number, line)| {
            line.words.contains("，移交").then(|| (*number, line.clone()))
        });
    let (number, line) = line.unwrap();
    let words = line.words.replace("，移交", "，移交1");
    planted.put((id, LogField::Line(number, Some(LogLine { words, ..line }))));
    planted.expect("X20", RecordId::Log(id));

    let quiz = planted.doc.activities.iter().find(|(_, one)| 0 < one.answered);
    let (id, came) = quiz.map(|(id, one)| (*id, one.attendance())).unwrap();
    let answered = u16::try_from(came).unwrap() + 2;
    planted.put((id, ActivityField::Answered(answered)));
    planted.expect("X21", RecordId::Activity(id));

    let id = planted.log("2027-02-12", DutyShift::Day);
    planted.put((id, LogField::Incidents("无".to_owned())));
    let entry = EntryId { replica: replica(9), number: 1 };
    let incident = IncidentId(Mint { entry, place: 0 });
    let began = day("2027-02-12").and_time(time("10:12:00"));
    planted.put((incident, IncidentField::Kept(true)));
    planted.put((incident, IncidentField::Began(Some(began))));
    planted.put((incident, IncidentField::Became(Some(Became::Fire))));
    planted.put((incident, IncidentField::Result("已扑灭".to_owned())));
    for (place, kind, at) in [(1, LineKind::Start, began), (2, LineKind::End, began + minutes(30))]
    {
        let line = LineId(Mint { entry, place });
        planted.put((line, IncidentLineField::Kept(true)));
        planted.put((line, IncidentLineField::Incident(Some(incident))));
        planted.put((line, IncidentLineField::Kind(Some(kind))));
        planted.put((line, IncidentLineField::At(Some(at))));
    }
    planted.expect("X22", RecordId::Log(id));
}

fn places(findings: &[Finding]) -> BTreeSet<(&'static str, RecordId)> {
    findings.iter().map(|one| (one.rule.code, one.about.clone())).collect()
}

#[test]
fn a_contradiction_of_each_kind_is_found_and_nothing_else() {
    let mut planted = Planted { doc: doc().clone(), expected: BTreeSet::new() };
    two_sheets_at_once(&mut planted);
    a_sheet_and_a_post(&mut planted);
    two_places_at_once(&mut planted);
    off_the_rota(&mut planted);
    on_paper_while_away(&mut planted);
    times_of_sheets(&mut planted);
    hazards_and_their_sheets(&mut planted);
    the_watch(&mut planted);
    assert_eq!(planted.expected.len(), 31);

    let found = clashes(&planted.doc, last_day());
    let known = places(&review(doc(), last_day()));
    let all: Vec<Finding> = review(&planted.doc, last_day())
        .into_iter()
        .filter(|one| !known.contains(&(one.rule.code, one.about.clone())))
        .chain(found)
        .collect();
    let words: Vec<String> =
        all.iter().map(|one| format!("{} {}", one.rule.code, one.breach.sentence())).collect();
    let words = words.join("\n");
    assert_eq!(places(&all), planted.expected, "{words}");
    assert_eq!(all.len(), 31, "{words}");
    for finding in &all {
        let words = finding.breach.sentence();
        assert!(words.contains("请核实"), "{words}");
        assert!(planted.doc.has(&finding.about), "leads nowhere: {words}");
    }
    // Every rule was seen to find something.
    let codes: BTreeSet<&str> = planted.expected.iter().map(|(code, _)| *code).collect();
    let silent: Vec<&str> =
        clash_rules().map(|rule| rule.code).filter(|code| !codes.contains(code)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_papers_of_the_sample_agree_whoever_walks() {
    let told = |doc: &Document| -> Vec<String> {
        let found = clashes(doc, last_day());
        found.iter().map(|one| format!("{} {}", one.rule.code, one.breach.sentence())).collect()
    };
    assert_eq!(told(doc()), Vec::<String>::new());
    for plan in [
        Plan { seed: 7, ..Plan::default() },
        Plan { year: 2030, ..Plan::default() },
        Plan { scale: 2, ..Plan::default() },
    ] {
        let session = build(plan).unwrap();
        assert_eq!(told(session.document()), Vec::<String>::new(), "{plan:?}");
    }
}

/// Who came to what and when, who was away, and what is said of it.
type Attendance = (&'static str, fn(&mut Gathering, &[PersonId]), &'static [&'static str]);

const ATTENDANCES: &[Attendance] = &[
    ("都在矿", |one, people| one.attended = people[2..].to_vec(), &[]),
    (
        "请假的人签了到",
        |one, people| one.attended = people.to_vec(),
        &["苗小满、温禾生2月5日请假，培训会议上岗前培训上写着当天到会，请核实"],
    ),
    (
        "请假的人主持",
        |one, people| one.leader = Some(people[1]),
        &["温禾生2月5日请假，培训会议上岗前培训上写着当天主持，请核实"],
    ),
    (
        "会议、拉动也一样",
        |one, people| {
            (one.kind, one.title) = (Some(GatheringKind::Turnout), "夜间拉动".to_owned());
            one.attended = people[..1].to_vec();
        },
        &["苗小满2月5日请假，培训会议夜间拉动上写着当天到会，请核实"],
    ),
    ("应到不算到会", |one, people| one.expected = people.to_vec(), &[]),
    (
        "请假的头一天还在",
        |one, people| {
            (one.day, one.attended) = (Some(day("2027-02-04")), people.to_vec());
        },
        &[],
    ),
    (
        "请假的末一天不在",
        |one, people| {
            (one.day, one.attended) = (Some(day("2027-02-07")), people[..1].to_vec());
        },
        &["苗小满2月7日请假，培训会议上岗前培训上写着当天到会，请核实"],
    ),
    ("没有写哪天", |one, people| (one.day, one.attended) = (None, people.to_vec()), &[]),
];

#[test]
fn whoever_signed_as_present_while_on_leave_is_asked_about() {
    let mut wrong = Vec::new();
    for (name, change, expected) in ATTENDANCES {
        let (mut session, names) = small_mine(1);
        for id in &names.people[..2] {
            let leave = Leave { from: day("2027-02-05"), to: day("2027-02-07") };
            act(&mut session, set((*id, PersonField::Leaves(vec![leave]))));
        }
        let mut one = Gathering {
            title: "上岗前培训".to_owned(),
            kind: Some(GatheringKind::Training),
            day: Some(day("2027-02-05")),
            ..Gathering::default()
        };
        change(&mut one, &names.people);
        let record = made(&mut session, Action::Add(NewRecord::Gathering(one)));
        let found = clashes(session.document(), last_day());
        assert!(found.iter().all(|one| (one.rule.code, &one.about) == ("X6", &record)), "{name}");
        let told: Vec<String> = found.iter().map(|one| one.breach.sentence()).collect();
        if told != *expected {
            wrong.push(format!("{name}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_put_right_still_tells_what_stood_there() {
    let (mut session, names) = small_mine(1);
    let sheet = shousui::action::SheetAction::IssueRoute {
        route: names.route,
        shift: "午巡".to_owned(),
        day: morning().date(),
        walkers: names.people[..2].to_vec(),
    };
    let RecordId::Sheet(id) = made(&mut session, Action::Sheet(sheet)) else { panic!() };
    act(&mut session, set((id, SheetField::Left(Some(time("15:30:00"))))));
    act(&mut session, set((id, SheetField::Back(Some(time("14:20:00"))))));
    let found = clashes(session.document(), morning().date());
    assert_eq!(places(&found), BTreeSet::from([("X7", RecordId::Sheet(id))]));
    let words = found[0].breach.sentence();
    assert!(words.contains("15:30出发、14:20返回"), "{words}");
    act(&mut session, set((id, SheetField::Back(Some(time("16:20:00"))))));
    assert!(clashes(session.document(), morning().date()).is_empty());
    let newest = session.journal().newest_first().next().unwrap();
    let was_and_now = newest.changes.iter().find_map(|change| match change {
        Change::Sheet(_, SheetField::Back(was), SheetField::Back(now)) => Some((*was, *now)),
        _ => None,
    });
    assert_eq!(was_and_now, Some((Some(time("14:20:00")), Some(time("16:20:00")))));
}

/// Nobody is pressed by them on 今日; whoever files asks, and is led to each.
#[test]
fn whoever_files_asks_for_them_and_is_led_to_the_paper() {
    let mut session = build(Plan::default()).unwrap();
    let walk = session.document().sheets.iter().find(|(_, one)| {
        one.day == Some(day("2027-02-16")) && one.shift == "午巡" && one.left.is_some()
    });
    let (id, left) = walk.map(|(id, one)| (*id, one.left.unwrap())).unwrap();
    act(&mut session, set((id, SheetField::Back(Some(left - minutes(40))))));
    let mut person = Person::at_workspace(Workspace::practice(session, last_day()), OFFICE);
    let kind = "返回不早于出发";
    assert!(!person.shows(kind));
    person.click("材料");
    person.reach("打架检查");
    person.run();
    person.reach_like(kind);
    person.reach_like("出发、");
    assert_eq!(person.workspace().place(), Place::Patrol);
    assert_eq!(person.workspace().picked().id::<Sheet>(), Some(id));
}
