//! Twenty mines, or as many as are asked for, each with a season of its own: the sample, and on top of it
//! hazards, papers of the watch, publicity and help that no other mine has, all through the program's own
//! doors. `.ci/engines` exports them and lets three engines count.
//!
//! `mines FOLDER COUNT` writes `FOLDER/01.ron` and so on; the same every time.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test may stop at once and say what it did"
)]

use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use shousui::action::{Action, HazardAction, NewRecord, SheetAction};
use shousui::file;
use shousui::model::RecordId;
use shousui::model::checklist::{Class, Depth, Trade};
use shousui::model::hazard::{Hazard, Source, Step};
use shousui::model::id::{HazardId, PersonId, PostId, Replica, SiteId, TransferId, UnitId};
use shousui::model::mine::{MineField, Only};
use shousui::model::service::{Activity, ActivityForm, Service, ServiceKind};
use shousui::model::watch::{Outcome, SpotCheck, ZeroReport};
use shousui::sample::{Plan, build};
use shousui::session::Session;
use shousui::shell::atomic_write::write_whole;
use shousui::shell::disk::RealDisk;

/// Draws that look like chance and are the same every time.
struct Draw(u64);

impl Draw {
    fn bits(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.bits() % most
    }

    fn small(&mut self, most: u16) -> u16 {
        u16::try_from(self.below(u64::from(most))).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        let at = self.below(u64::try_from(all.len()).unwrap());
        all[usize::try_from(at).unwrap()]
    }
}

/// Who and what there is to be named.
struct Names {
    people: Vec<PersonId>,
    sites: Vec<SiteId>,
    units: Vec<UnitId>,
    posts: Vec<PostId>,
}

struct Mine {
    session: Session,
    names: Names,
    draw: Draw,
    refused: usize,
}

fn first_day() -> NaiveDate {
    "2027-01-28".parse().unwrap()
}

impl Mine {
    fn new(number: u64) -> Self {
        let sample = build(Plan { seed: number, ..Plan::default() }).unwrap().snapshot();
        let doc = &sample.doc;
        let members = doc.persons.iter().filter(|(_, one)| one.membership.is_some());
        let names = Names {
            people: members.map(|(id, _)| *id).collect(),
            sites: doc.sites.iter().map(|(id, _)| *id).collect(),
            units: doc.units.iter().map(|(id, _)| *id).collect(),
            posts: doc.posts.iter().map(|(id, _)| *id).collect(),
        };
        let session = Session::open(sample, Replica::from_bits(0x5_0000 + number));
        Self { session, names, draw: Draw(number), refused: 0 }
    }

    /// Does what the rules allow; returns what was made.
    fn act(&mut self, action: &Action, now: NaiveDateTime) -> Option<RecordId> {
        match self.session.perform(action, now) {
            Ok(done) => done.made.first().cloned(),
            Err(_refusal) => {
                self.refused += 1;
                None
            }
        }
    }

    fn day(&mut self) -> NaiveDate {
        first_day() + Days::new(self.draw.below(24))
    }

    fn profile(&mut self, number: u64) {
        let now = first_day().and_time(NaiveTime::MIN);
        let count = |more: u64| u16::try_from(1000 + 37 * number + more).unwrap();
        for field in [
            MineField::Name(format!("{number:02}号煤矿")),
            MineField::Employees(count(0)),
            MineField::Staying(count(0) / 3),
            MineField::Demo(false),
        ] {
            self.act(&Action::Set((Only, field).into()), now);
        }
    }

    fn hazard(&mut self) {
        let day = self.day();
        let now = day.and_hms_opt(9, 10, 0).unwrap();
        let funds = ["", "500元", "3.2万元", "￥1,280.50元", "约2万元", "待定", "800"];
        let hazard = Hazard {
            found_on: Some(day),
            source: Some(self.draw.of(Source::ALL)),
            finders: vec![self.draw.of(&self.names.people)],
            site: Some(self.draw.of(&self.names.sites)),
            words: format!("试例{}", self.draw.below(1000)),
            class: Some(self.draw.of(Class::ALL)),
            trade: Some(self.draw.of(Trade::ALL)),
            unit: Some(self.draw.of(&self.names.units)),
            funds: self.draw.of(&funds).to_owned(),
            due: Some(day + Days::new(self.draw.below(6))),
            safety_number: match self.draw.below(3) {
                0 => format!("安监〔2027〕{}", self.draw.below(9)),
                _ => String::new(),
            },
            ..Hazard::default()
        };
        let made = self.act(&Action::Hazard(HazardAction::Report(Box::new(hazard))), now);
        let Some(RecordId::Hazard(id)) = made else { return };
        match self.draw.below(8) {
            0 => {}
            1 => self.void(id, day),
            2..=4 => self.on_spot(id, now),
            _ => self.handed(id, now),
        }
    }

    fn step(&mut self, hazard: HazardId, step: Step, now: NaiveDateTime) {
        self.act(&Action::Hazard(HazardAction::Advance { hazard, step }), now);
    }

    fn void(&mut self, id: HazardId, day: NaiveDate) {
        let by = self.names.people[0];
        let step = Step::Voided { why: "重复登记".to_owned(), by, on: day };
        self.step(id, step, day.and_hms_opt(12, 0, 0).unwrap());
    }

    fn on_spot(&mut self, id: HazardId, now: NaiveDateTime) {
        let (fixer, checker) = (self.names.people[1], self.names.people[2]);
        let step = Step::FixedOnSpot { at: now, how: "当场拆除".to_owned(), fixer, checker };
        self.step(id, step, now);
        if self.draw.below(4) != 0 {
            self.close(id, now.date());
        }
    }

    fn close(&mut self, id: HazardId, day: NaiveDate) {
        let step = Step::Closed { by: self.names.people[0], on: day };
        self.step(id, step, day.and_hms_opt(20, 0, 0).unwrap());
    }

    fn handed(&mut self, id: HazardId, now: NaiveDateTime) {
        let people = self.names.people.clone();
        let slip = HazardAction::HandOver { hazards: vec![id], by: people[3], due: None };
        let slip = self.act(&Action::Hazard(slip), now);
        let Some(RecordId::Transfer(slip)) = slip else { return };
        self.received(slip, now);
        if self.draw.below(3) == 0 {
            let (until, on) = (now.date() + Days::new(7), now.date() + Days::new(1));
            let step = Step::Extended { until, why: "缺料".to_owned(), by: people[0], on };
            self.step(id, step, on.and_hms_opt(10, 0, 0).unwrap());
        }
        let at = now + Days::new(self.draw.below(12));
        if self.draw.below(5) != 0 {
            let step = Step::Rectified { at, how: "已更换".to_owned(), by: people[4] };
            self.step(id, step, at);
            let step = Step::Rechecked {
                by: vec![people[5], people[6]],
                at,
                pass: self.draw.below(5) != 0,
                words: String::new(),
            };
            self.step(id, step, at);
            let day = at.date() + Days::new(self.draw.below(3));
            self.close(id, day);
        }
    }

    fn received(&mut self, slip: TransferId, now: NaiveDateTime) {
        let by = self.names.people[7];
        self.act(&Action::Hazard(HazardAction::Receive { slip, by, at: now }), now);
    }

    /// A sheet that went out and has not come back.
    fn sheet_out(&mut self) {
        let day = self.day();
        let (site, walkers) =
            (self.draw.of(&self.names.sites), vec![self.draw.of(&self.names.people)]);
        let issue = SheetAction::IssueSite { site, depth: Depth::Full, day, walkers };
        self.act(&Action::Sheet(issue), day.and_hms_opt(8, 0, 0).unwrap());
    }

    fn paper(&mut self) {
        let day = self.day();
        let now = day.and_hms_opt(18, 0, 0).unwrap();
        let people = self.names.people.clone();
        let outcomes = [
            None,
            Some(Outcome::Present),
            Some(Outcome::StoodIn),
            Some(Outcome::Unreached),
            Some(Outcome::Away),
        ];
        let answered = self.draw.small(40);
        let passed = self.draw.small(answered + 4);
        let record = match self.draw.below(4) {
            0 => NewRecord::Activity(Activity {
                title: "试例活动".to_owned(),
                day: (self.draw.below(9) != 0).then_some(day),
                form: Some(self.draw.of(ActivityForm::ALL)),
                staff: self.draw.small(60),
                families: self.draw.small(9),
                answered,
                passed,
                speaker: Some(self.draw.of(&people)),
                ..Activity::default()
            }),
            1 => NewRecord::Service(Service {
                day: Some(day),
                kind: Some(self.draw.of(ServiceKind::ALL)),
                people: self.draw.small(5),
                minutes: self.draw.small(200),
                members: vec![self.draw.of(&people)],
                ..Service::default()
            }),
            2 => NewRecord::SpotCheck(SpotCheck {
                day: Some(day),
                at: Some(now.time()),
                checker: Some(self.draw.of(&people)),
                post: Some(self.draw.of(&self.names.posts)),
                outcome: self.draw.of(&outcomes),
                ..SpotCheck::default()
            }),
            _ => NewRecord::ZeroReport(ZeroReport {
                day: Some(day),
                at: Some(now.time()),
                receiver: "集团值班室".to_owned(),
                reporter: Some(self.draw.of(&people)),
                expected: self.draw.small(12),
                present: self.draw.small(12),
                ..ZeroReport::default()
            }),
        };
        self.act(&Action::Add(record), now);
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, count] = args.as_slice() else { panic!("mines FOLDER COUNT") };
    fs::create_dir_all(folder).unwrap();
    for number in 1..=count.parse().unwrap() {
        let mut mine = Mine::new(number);
        mine.profile(number);
        for _ in 0..5 + 3 * number {
            mine.hazard();
        }
        for _ in 0..10 + 2 * number {
            mine.paper();
        }
        for _ in 0..number % 4 {
            mine.sheet_out();
        }
        let text = file::write(&mine.session.snapshot());
        let path = Path::new(folder).join(format!("{number:02}.ron"));
        write_whole(&RealDisk, &path, text.as_bytes()).unwrap();
        eprintln!("{number:02}: {} refused", mine.refused);
    }
}
