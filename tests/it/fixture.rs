//! A small mine to test on, and a clock that moves when told to.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use shousui::action::paste::{Order, What};
use shousui::action::{
    Action, Book, HazardAction, IncidentAction, NewRecord, NewSwap, PlanAction, SheetAction,
    SwapAction, TeamAction, WatchAction,
};
use shousui::model::checklist::{Checklist, Class, Code, Depth, Item, Judge};
use shousui::model::duty::{DutyId, DutyShift};
use shousui::model::gathering::Gathering;
use shousui::model::hazard::{Hazard, Step};
use shousui::model::id::{
    EntryId, Mint, PairingId, PersonId, PhoneId, PostId, Replica, RouteId, SiteId, UnitId,
    WorkbookId, ZoneId,
};
use shousui::model::incident::DrillKind;
use shousui::model::measure::{Measure, Measured, Quantity};
use shousui::model::mine::{MineField, Only, SeasonField};
use shousui::model::people::{Certificate, Person, Post, Skill, Unit};
use shousui::model::place::{Route, Site, SiteKind, Zone};
use shousui::model::plan::{Card, CardCode, CardStep, Handout, Phone};
use shousui::model::printout::Printout;
use shousui::model::resident::Resident;
use shousui::model::rota::Pairing;
use shousui::model::service::{Activity, Service};
use shousui::model::sheet::{Mark, SheetField};
use shousui::model::steward::Steward;
use shousui::model::supply::Supply;
use shousui::model::watch::SpotCheck;
use shousui::model::{Document, Put, RecordId};
use shousui::rules::duty::relief::Step as Relief;
use shousui::session::{Done, Session};

/// New Year's Eve of 2027, in the morning.
pub(crate) fn morning() -> NaiveDateTime {
    day().and_hms_opt(8, 0, 0).unwrap()
}

/// New Year's Eve of 2027.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 2, 5).unwrap()
}

pub(crate) fn replica(n: u64) -> Replica {
    Replica::from_bits(n)
}

/// A workbook of its own.
pub(crate) fn empty(n: u64) -> Session {
    let mut session = Session::new(WorkbookId(replica(7)), replica(n));
    session.sit_down("亢宝庆");
    session
}

/// The names the tests use.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) people: Vec<PersonId>,
    pub(crate) electrician: PersonId,
    pub(crate) sites: Vec<SiteId>,
    pub(crate) route: RouteId,
}

/// A table of that kind, pasted.
pub(crate) fn pasted(what: What, text: &str) -> Action {
    Action::Paste(Box::new(Order { text: text.to_owned(), ..Order::new(what) }))
}

pub(crate) fn person(session: &mut Session, name: &str, electrician: bool) -> PersonId {
    let certificates = if electrician {
        vec![Certificate { skill: Skill::Electrician, number: String::new(), until: None }]
    } else {
        Vec::new()
    };
    let new = Person { name: name.to_owned(), certificates, ..Person::default() };
    match made(session, Action::Add(NewRecord::Person(new))) {
        RecordId::Person(id) => id,
        other => panic!("{other:?}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "tests make actions in place")]
pub(crate) fn act(session: &mut Session, action: Action) -> Done {
    let done = session.perform(&action, morning()).unwrap();
    session.seal();
    done
}

pub(crate) fn made(session: &mut Session, action: Action) -> RecordId {
    act(session, action).made.into_iter().next().unwrap()
}

/// Three sites on a route, four members and an electrician, the shipped checklists.
pub(crate) fn small_mine(n: u64) -> (Session, Names) {
    let mut session = empty(n);
    act(&mut session, Action::Set((Only, MineField::Name("望禾煤矿".to_owned())).into()));
    act(&mut session, Action::Set((Only, SeasonField::Year(2027)).into()));
    act(&mut session, Action::LoadBook(Arc::new(Book::shipped().unwrap())));
    let people = ["苗小满", "温禾生", "柴有田", "亢宝庆"]
        .map(|name| person(&mut session, name, false))
        .to_vec();
    let electrician = person(&mut session, "侯望川", true);
    let zone = Zone { name: "公寓东区".to_owned(), ..Zone::default() };
    let zone = match made(&mut session, Action::Add(NewRecord::Zone(zone))) {
        RecordId::Zone(id) => id,
        other => panic!("{other:?}"),
    };
    let sites: Vec<SiteId> = [
        ("3号公寓", SiteKind::Dormitory),
        ("职工食堂", SiteKind::Canteen),
        ("充电棚B区", SiteKind::ChargingShed),
    ]
    .into_iter()
    .map(|(name, kind)| {
        let site =
            Site { name: name.to_owned(), kind: Some(kind), zone: Some(zone), ..Site::default() };
        match made(&mut session, Action::Add(NewRecord::Site(site))) {
            RecordId::Site(id) => id,
            other => panic!("{other:?}"),
        }
    })
    .collect();
    let route = Route {
        name: "东线".to_owned(),
        area: "公寓区".to_owned(),
        stops: sites.clone(),
        ..Route::default()
    };
    let route = match made(&mut session, Action::Add(NewRecord::Route(route))) {
        RecordId::Route(id) => id,
        other => panic!("{other:?}"),
    };
    (session, Names { people, electrician, sites, route })
}

/// Shorthand for writing one field.
pub(crate) fn set(put: impl Into<Put>) -> Action {
    Action::Set(put.into())
}

/// Writes every field of a record into a document that nobody keeps a journal of.
fn put<I: Clone, F>(doc: &mut Document, id: I, fields: Vec<F>)
where
    Put: From<(I, F)>,
{
    for field in fields {
        doc.apply((id.clone(), field).into());
    }
}

/// The name of a record an earlier season made.
fn earlier(place: u32) -> Mint {
    Mint { entry: EntryId { replica: replica(70), number: 1 }, place }
}

/// What an earlier season knew: seven people, posts, places, two cards of the mine's own, and a
/// few check items for each kind of judge. Small, so that a history of it is short.
fn earlier_season() -> Document {
    let mut doc = Document::default();
    let named = |place: u32, name: &str| (earlier(place), name.to_owned());
    let (electricians, repair) = (UnitId(earlier(1)), UnitId(earlier(2)));
    for (id, name) in [named(1, "机电队"), named(2, "检修队"), named(3, "外委队")] {
        put(&mut doc, UnitId(id), Unit { kept: true, name, ..Unit::default() }.written());
    }
    let names = [
        "苗小满",
        "温禾生",
        "柴有田",
        "亢宝庆",
        "侯望川",
        "逯春晖",
        "石有年",
        "阎松年",
        "冀守正",
        "仝立冬",
    ];
    for (place, name) in (10..).zip(names) {
        let certificates = match name {
            "侯望川" => {
                vec![Certificate { skill: Skill::Electrician, number: String::new(), until: None }]
            }
            _ => Vec::new(),
        };
        let unit = Some(if place % 2 == 0 { electricians } else { repair });
        let name = name.to_owned();
        let new = Person { kept: true, name, unit, certificates, ..Person::default() };
        put(&mut doc, PersonId(earlier(place)), new.written());
    }
    let posts =
        [named(20, "值班矿领导"), named(21, "值班员"), named(22, "巡查组长"), named(23, "门岗")];
    for ((id, name), order) in posts.into_iter().zip(1..) {
        let shifts = vec![DutyShift::Whole];
        let new = Post { kept: true, name, shifts, seats: 1, order, ..Post::default() };
        put(&mut doc, PostId(id), new.written());
    }
    let name = "师徒".to_owned();
    let people = vec![PersonId(earlier(10)), PersonId(earlier(11))];
    let pairing = Pairing { kept: true, name, people, ..Pairing::default() };
    put(&mut doc, PairingId(earlier(25)), pairing.written());
    for (id, name) in [named(30, "东区"), named(31, "西区")] {
        put(&mut doc, ZoneId(id), Zone { kept: true, name, ..Zone::default() }.written());
    }
    let kinds = [SiteKind::Dormitory, SiteKind::Canteen, SiteKind::ChargingShed];
    let sites = ["3号公寓", "职工食堂", "充电棚B区", "4号公寓", "仓库", "车库"];
    for ((place, name), kind) in (40..).zip(sites).zip(kinds.into_iter().cycle()) {
        let (name, zone) = (name.to_owned(), Some(ZoneId(earlier(30))));
        let new = Site { kept: true, name, kind: Some(kind), zone, ..Site::default() };
        put(&mut doc, SiteId(earlier(place)), new.written());
    }
    let stops = vec![SiteId(earlier(40)), SiteId(earlier(41)), SiteId(earlier(42))];
    for (id, name) in [named(50, "东线"), named(51, "西线")] {
        let new = Route { kept: true, name, stops: stops.clone(), ..Route::default() };
        put(&mut doc, RouteId(id), new.written());
    }
    for ((id, name), order) in [named(60, "调度室"), named(61, "医务室")].into_iter().zip(1..)
    {
        let number = "8001".to_owned();
        let new = Phone { kept: true, name, number, order, ..Phone::default() };
        put(&mut doc, PhoneId(id), new.written());
    }
    for (code, title) in [("Z01", "公寓着火"), ("Z02", "停电")] {
        let step = |what: &str| CardStep { what: what.to_owned(), ..CardStep::default() };
        let steps = [(10, step("报告")), (20, step("断电"))].into_iter().collect();
        let new = Card { kept: true, title: title.to_owned(), steps, ..Card::default() };
        put(&mut doc, CardCode(code.to_owned()), new.written());
    }
    check_items(&mut doc);
    doc
}

/// Items for members, for an electrician and for the holder of a post.
fn check_items(doc: &mut Document) {
    let judges = [
        ("F01", None),
        ("F02", None),
        // On no list, and so on no paper.
        ("F09", None),
        ("Q01", Some(Judge::Electrician)),
        ("G01", Some(Judge::PostHolder)),
    ];
    for (code, judge) in judges {
        let words = format!("{code}完好");
        let (brief, classes) = (words.clone(), vec![Class::B]);
        let new = Item { kept: true, words, brief, classes, judge, ..Item::default() };
        put(doc, Code::first(code), new.written());
    }
    let codes = |codes: &[&str]| codes.iter().map(|code| Code::first(code)).collect::<Vec<_>>();
    for kind in [SiteKind::Dormitory, SiteKind::Canteen, SiteKind::ChargingShed] {
        let list = Checklist {
            kept: true,
            patrol: codes(&["F01", "F02"]),
            signed: codes(if kind == SiteKind::Canteen { &["G01"] } else { &["Q01"] }),
            full: codes(&["F01", "F02", "Q01", "G01"]),
            special: codes(&["Q01"]),
        };
        put(doc, kind, list.written());
    }
}

/// A mine in the middle of its season: sheets out and back, hazards at every place of the loop,
/// rota, watch, plan, publicity and help. Whatever verb there is, here it has something to do.
pub(crate) fn busy_mine(n: u64) -> Session {
    let mut session = empty(n);
    act(&mut session, Action::TakeOver(Arc::new(earlier_season())));
    act(&mut session, set((Only, SeasonField::Year(2027))));
    let person = |place: u32| PersonId(earlier(10 + place));
    for (post, place) in (20..23).zip(0..) {
        let days = vec![(day(), vec![person(place)])];
        let (post, shift) = (PostId(earlier(post)), DutyShift::Whole);
        act(&mut session, Action::Team(TeamAction::TakeTurns { post, shift, days }));
    }
    let cell = DutyId { day: day(), post: PostId(earlier(21)), shift: DutyShift::Whole };
    let steps = vec![Relief { cell, out: person(1), into: person(3) }];
    let swap = NewSwap { steps, absent: Some(person(1)), ..NewSwap::default() };
    act(&mut session, Action::Swap(SwapAction::Arrange(Box::new(swap))));
    let card = Some(CardCode("Z01".to_owned()));
    act(&mut session, Action::Incident(IncidentAction::Start { drill: None, card }));
    let drill = DrillKind::Table;
    act(&mut session, Action::Incident(IncidentAction::Prepare { drill }));
    let note = "首次".to_owned();
    act(&mut session, Action::Plan(PlanAction::Approve { by: vec![person(0)], on: day(), note }));
    let shift = DutyShift::Whole;
    act(&mut session, Action::Watch(WatchAction::OpenLog { day: day(), shift }));
    act(&mut session, Action::Watch(WatchAction::OpenHandover { day: day(), shift }));
    let receiver = "集团值班室".to_owned();
    act(&mut session, Action::Watch(WatchAction::ReportZero { receiver }));
    let (title, today) = ("敲门行动".to_owned(), Some(day()));
    let activity = Activity { title, day: today, ..Activity::default() };
    act(&mut session, Action::Add(NewRecord::Activity(activity)));
    let service = Service { day: today, ..Service::default() };
    act(&mut session, Action::Add(NewRecord::Service(service)));
    let post = Some(PostId(earlier(21)));
    let check = SpotCheck { day: today, post, ..SpotCheck::default() };
    act(&mut session, Action::Add(NewRecord::SpotCheck(check)));
    let printout = Printout {
        paper: "phones".to_owned(),
        title: "应急电话表".to_owned(),
        at: Some(morning()),
        withdrawn: true,
        ..Printout::default()
    };
    act(&mut session, Action::Remember(vec![printout]));
    who_stays_and_answers(&mut session, person(1));
    walked(&mut session, person(1), person(4));
    hazards_round_the_loop(&mut session, person);
    session
}

/// Somebody who stays at a site, somebody who answers for it, a training, a thing at hand, a copy of the plan, and a
/// distance of its cards.
fn who_stays_and_answers(session: &mut Session, person: PersonId) {
    let site = SiteId(earlier(43));
    let resident =
        Resident { name: "仇立夏".to_owned(), building: Some(site), ..Resident::default() };
    act(session, Action::Add(NewRecord::Resident(resident)));
    let steward = Steward { person: Some(person), sites: vec![site], ..Steward::default() };
    act(session, Action::Add(NewRecord::Steward(steward)));
    let title = "上岗前培训".to_owned();
    let gathering =
        Gathering { title, day: Some(day()), attended: vec![person], ..Gathering::default() };
    act(session, Action::Add(NewRecord::Gathering(gathering)));
    let supply = Supply {
        name: "急救箱".to_owned(),
        amount: 1,
        site: Some(site),
        keeper: Some(person),
        cards: vec![CardCode("Z01".to_owned())],
        ..Supply::default()
    };
    act(session, Action::Add(NewRecord::Supply(supply)));
    let version = session.document().versions.iter().next().map(|(id, _)| *id);
    let handout = Handout { version, holder: "调度室".to_owned(), ..Handout::default() };
    act(session, Action::Add(NewRecord::Handout(handout)));
    let own =
        Measured { quantity: Quantity::metres(60), basis: "本矿充电管理制度".to_owned() };
    let measure = Measure::Battery;
    act(session, Action::Plan(PlanAction::SetMeasure { measure, own: Some(own) }));
}

/// Three sheets: one typed back, with a fault that became a hazard; two still out.
fn walked(session: &mut Session, walker: PersonId, signer: PersonId) {
    let (route, walkers) = (RouteId(earlier(50)), vec![walker]);
    let mut sheets = Vec::new();
    for shift in ["早班", "中班"] {
        let (shift, walkers) = (shift.to_owned(), walkers.clone());
        let issue = SheetAction::IssueRoute { route, shift, day: day(), walkers };
        sheets.push(made(session, Action::Sheet(issue)));
    }
    let (site, depth) = (SiteId(earlier(43)), Depth::Full);
    act(session, Action::Sheet(SheetAction::IssueSite { site, depth, day: day(), walkers }));
    let RecordId::Sheet(sheet) = sheets[0] else { panic!("{sheets:?}") };
    act(session, set((sheet, SheetField::Electrician(Some(signer)))));
    act(session, set((sheet, SheetField::PostHolder(Some(signer)))));
    act(session, set((sheet, SheetField::Back(Some(morning().time())))));
    for judge in Judge::ALL.iter().copied() {
        act(session, Action::Sheet(SheetAction::Tick { sheet, judge, ticked: true }));
    }
    let row = session.document().sheets.get(&sheet).unwrap().rows()[0].number;
    let words = "安全出口上锁".to_owned();
    act(session, Action::Hazard(HazardAction::ReportFault { sheet, row, words: words.clone() }));
    let (row, mark) = (row + 1, Some(Mark::Fault { words, hazard: None }));
    act(session, Action::Sheet(SheetAction::Mark { sheet, row, mark }));
    act(session, Action::Sheet(SheetAction::Finish { sheet }));
}

/// A hazard for every state of the loop, and two slips, one of them signed for.
fn hazards_round_the_loop(session: &mut Session, person: impl Fn(u32) -> PersonId) {
    let (at, on, words) = (morning(), day(), || "已处理".to_owned());
    let fixed = Step::FixedOnSpot { at, how: words(), fixer: person(2), checker: person(3) };
    let rectified = Step::Rectified { at, how: words(), by: person(2) };
    let passed = Step::Rechecked { by: vec![person(3)], at, pass: true, words: words() };
    let closed = Step::Closed { by: person(5), on };
    let voided = Step::Voided { why: words(), by: person(5), on };
    let loops: [(bool, Vec<Step>); 8] = [
        (false, vec![]),
        (false, vec![]),
        (false, vec![fixed]),
        (false, vec![voided]),
        (true, vec![]),
        (true, vec![rectified.clone()]),
        (true, vec![rectified.clone(), passed.clone()]),
        (true, vec![rectified, passed, closed]),
    ];
    for (handed_over, steps) in loops {
        let hazard = Hazard {
            site: Some(SiteId(earlier(40))),
            words: "灭火器压力不足".to_owned(),
            class: Some(Class::B),
            finders: vec![person(1)],
            found_on: Some(day()),
            ..Hazard::default()
        };
        let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
        let RecordId::Hazard(hazard) = made(session, report) else { panic!("no hazard") };
        if handed_over {
            let hand_over =
                HazardAction::HandOver { hazards: vec![hazard], by: person(1), due: None };
            let slip = made(session, Action::Hazard(hand_over));
            let RecordId::Transfer(slip) = slip else { panic!("no slip") };
            let receive = HazardAction::Receive { slip, by: person(2), at: morning() };
            act(session, Action::Hazard(receive));
        }
        for step in steps {
            act(session, Action::Hazard(HazardAction::Advance { hazard, step }));
        }
    }
    let waiting = session.document().hazards.iter().next().map(|(id, _)| *id).unwrap();
    let hand_over = HazardAction::HandOver { hazards: vec![waiting], by: person(1), due: None };
    act(session, Action::Hazard(hand_over));
}
