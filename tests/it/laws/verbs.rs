//! Every verb of every action enum, in small numbers, so that histories shrink well.

use std::sync::{Arc, LazyLock};

use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;
use shousui::action::editions::{Offered, Wanted};
use shousui::action::paste::{Order, What};
use shousui::action::{
    Action, Book, HazardAction, IncidentAction, Jot, NewRecord, NewSwap, NumberAction, PlanAction,
    Registered, SheetAction, SwapAction, TeamAction, WatchAction, remedies, stock,
};
use shousui::model::hazard::{Hazard, Step};
use shousui::model::id::{HazardId, IncidentId, SheetId};
use shousui::model::incident::IncidentField;
use shousui::model::plan::CardCode;
use shousui::model::sheet::{Mark, RowNumber};
use shousui::model::{Document, Put, RecordId};
use shousui::rules::duty::relief::Step as Relief;
use shousui::rules::incidents::rolls;
use shousui::rules::{Remedy, next_steps, review};
use shousui::session::Session;

use super::draw::{DICE, Draw};
use super::fields::{Maker, Variants, all_fields, any_of, field_of, variants};
use crate::fixture::morning;

variants! { Action {
    Set = |draw| a_free_field(draw).map(Action::Set),
    SetAll = |draw| {
        let puts = (0..draw.die() % 4).filter_map(|_| a_free_field(draw)).collect();
        Some(Action::SetAll(puts))
    },
    Add = |draw| any_of(draw).map(Action::Add),
    Remove = |draw| any_of(draw).map(Action::Remove),
    LoadBook = |_draw| {
        static BOOK: LazyLock<Arc<Book>> = LazyLock::new(|| Arc::new(Book::shipped().unwrap()));
        Some(Action::LoadBook(Arc::clone(&BOOK)))
    },
    TakeEditions = |draw| {
        let offered = Offered::of(draw.doc);
        let wanted = offered.proposed(draw.doc);
        let differing = offered.differing.iter().map(|card| card.code.clone());
        (!offered.is_empty())
            .then(|| Action::TakeEditions(Wanted { renewed: differing.collect(), ..wanted }))
    },
    ReviseItem = |draw| Some(Action::ReviseItem(draw.any()?)),
    TakeOver = |draw| Some(Action::TakeOver(Arc::new(earlier(draw)))),
    Paste = |draw| Some(Action::Paste(Box::new(a_table(draw)?))),
    Team = |draw| any_of(draw).map(Action::Team),
    Swap = |draw| any_of(draw).map(Action::Swap),
    Incident = |draw| any_of(draw).map(Action::Incident),
    Plan = |draw| any_of(draw).map(Action::Plan),
    Watch = |draw| any_of(draw).map(Action::Watch),
    Sheet = |draw| any_of(draw).map(Action::Sheet),
    Hazard = |draw| any_of(draw).map(Action::Hazard),
    Number = |draw| any_of(draw).map(Action::Number),
    Remember = |draw| Some(Action::Remember(vec![draw.any()?])),
    Resolve = |draw| {
        let contested = draw.contested;
        let claims = draw.one_of(contested.values())?;
        draw.one_of(claims.iter().map(|claim| claim.value.clone())).map(Action::Resolve)
    },
} }

/// A field that may be written directly.
fn a_free_field(draw: &mut Draw<'_>) -> Option<Put> {
    let (all, die) = (all_fields(), usize::from(draw.die()));
    let free: Vec<_> = all.into_iter().filter(|field| field.free).collect();
    (free[die % free.len()].make)(draw)
}

/// A small table of some kind, with names that are on the books and names that are not.
fn a_table(draw: &mut Draw<'_>) -> Option<Order> {
    let what: What = draw.any()?;
    let doc = draw.doc;
    let persons = doc.persons.iter().map(|(_, one)| one.name.clone());
    let name = draw.one_of(persons).unwrap_or_default();
    let other = draw.one_of(["何矿山", "待定", "3号公寓", ""])?;
    let number = draw.die() % 28 + 1;
    let text = match what {
        What::Members => format!("姓名\t单位\t手机\n{name}\t机电队\t139000000{number:02}\n{other}"),
        What::Certificates => format!("姓名\t证件\n{name}\t电工\n{other}\t救护"),
        What::Leaves => format!("姓名\t请假日期\n{name}\t2月{number}日"),
        What::Posts => format!("岗位\tA角\tB角\n{other}\t{name}\t{other}"),
        What::Units => format!("单位\t负责人\n机电{number}队\t{name}"),
        What::Zones => format!("责任区\t责任人\n{number}区\t{other}"),
        What::Sites => format!("场所\t责任区\t单位\n{other}\t{number}区\t机电队"),
        What::Residents => {
            format!("楼栋\t房间\t姓名\t需协助\n3号公寓\t{number}\t{name}\t是\n\t\t{other}\t")
        }
        What::Routes => format!("路线\t点位\n{number}线\t3号公寓"),
        What::Phones => format!("单位\t电话\n{other}\t80{number}"),
        What::Supplies => {
            format!("名称\t数量\t存放地点\t保管人\n灭火器\t{number}具\t{other}\t{name}")
        }
        What::Rota => format!("2月{number}日\t{name}\n初六\t{other}"),
    };
    let mut order = Order { text, ..Order::new(what) };
    order.hints.newcomers = draw.any()?;
    order.hints.slot = Some((draw.any()?, draw.any()?));
    Some(order)
}

/// An earlier season that knew the same and a little else.
fn earlier(draw: &mut Draw<'_>) -> Document {
    let mut doc = draw.doc.clone();
    for _field in 0..2 {
        let (all, die) = (all_fields(), usize::from(draw.die()));
        let put = (all[die % all.len()].make)(draw);
        if let Some(put) = put {
            doc.apply(put);
        }
    }
    doc
}

variants! { NewRecord {
    Person = |draw| Some(NewRecord::Person(draw.any()?)),
    Unit = |draw| Some(NewRecord::Unit(draw.any()?)),
    Zone = |draw| Some(NewRecord::Zone(draw.any()?)),
    Site = |draw| Some(NewRecord::Site(draw.any()?)),
    Resident = |draw| Some(NewRecord::Resident(draw.any()?)),
    Route = |draw| Some(NewRecord::Route(draw.any()?)),
    Post = |draw| Some(NewRecord::Post(draw.any()?)),
    Pairing = |draw| Some(NewRecord::Pairing(draw.any()?)),
    Phone = |draw| Some(NewRecord::Phone(draw.any()?)),
    Handout = |draw| Some(NewRecord::Handout(draw.any()?)),
    Log = |draw| Some(NewRecord::Log(draw.any()?)),
    ZeroReport = |draw| Some(NewRecord::ZeroReport(draw.any()?)),
    Handover = |draw| Some(NewRecord::Handover(draw.any()?)),
    SpotCheck = |draw| Some(NewRecord::SpotCheck(draw.any()?)),
    Activity = |draw| Some(NewRecord::Activity(draw.any()?)),
    Service = |draw| Some(NewRecord::Service(draw.any()?)),
    Steward = |draw| Some(NewRecord::Steward(draw.any()?)),
    Gathering = |draw| Some(NewRecord::Gathering(draw.any()?)),
    Supply = |draw| Some(NewRecord::Supply(draw.any()?)),
} }

variants! { TeamAction {
    MergeUnits = |draw| Some(TeamAction::MergeUnits { from: draw.any()?, into: draw.any()? }),
    LoadPosts = |_draw| Some(TeamAction::LoadPosts),
    OrderPosts = |draw| Some(TeamAction::OrderPosts(draw.any()?)),
    Register = |draw| Some(TeamAction::Register {
        what: draw.any()?, day: draw.any()?, people: draw.any()?,
    }),
    TakeTurns = |draw| Some(TeamAction::TakeTurns {
        post: draw.any()?,
        shift: draw.any()?,
        days: vec![(draw.any()?, draw.any()?), (draw.any()?, draw.any()?)],
    }),
    FillRota = |draw| {
        Some(TeamAction::FillRota([(draw.any()?, draw.any()?)].into_iter().collect()))
    },
    GoOn = |draw| {
        Some(TeamAction::GoOn([(draw.any()?, draw.any()?)].into_iter().collect()))
    },
} }

variants! { SwapAction {
    Arrange = |draw| {
        let mut new: NewSwap = draw.any()?;
        // Steps by chance never fit the rota: mostly somebody who is there is relieved.
        let doc = draw.doc;
        let there = doc.duties.iter().filter_map(|(cell, duty)| Some((*cell, *duty.persons.first()?)));
        if let Some((cell, out)) = draw.one_of(there) {
            new.steps = vec![Relief { cell, out, into: draw.any()? }];
        }
        Some(SwapAction::Arrange(Box::new(new)))
    },
    GiveBack = |draw| Some(SwapAction::GiveBack { swap: draw.any()?, from: draw.any()? }),
} }

/// A drill that has not begun.
fn prepared(draw: &mut Draw<'_>) -> Option<IncidentId> {
    let doc = draw.doc;
    let prepared = doc.incidents.iter().filter(|(_, one)| one.began.is_none());
    draw.one_of(prepared).map(|(id, _)| *id)
}

variants! { IncidentAction {
    Start = |draw| Some(IncidentAction::Start { drill: draw.any()?, card: draw.any()? }),
    Prepare = |draw| Some(IncidentAction::Prepare { drill: draw.any()? }),
    Begin = |draw| Some(IncidentAction::Begin { incident: prepared(draw)? }),
    CallOff = |draw| Some(IncidentAction::CallOff { incident: prepared(draw)? }),
    PutBack = |draw| {
        let doc = draw.doc;
        let (id, _) = draw.one_of(doc.incidents.iter())?;
        let what = IncidentField::What("公寓着火".to_owned());
        Some(IncidentAction::PutBack { incident: *id, puts: vec![(*id, what).into()] })
    },
    TakeCard = |draw| Some(IncidentAction::TakeCard {
        incident: draw.any()?, card: draw.any()?, timed: draw.any()?,
    }),
    Roll = |draw| {
        let doc = draw.doc;
        let (_, one) = draw.one_of(doc.incidents.iter())?;
        let houses = rolls(doc, one).into_iter().map(|house| house.name.to_owned());
        Some(IncidentAction::Roll {
            incident: draw.any()?, house: draw.one_of(houses)?, timed: draw.any()?,
        })
    },
    Answer = |draw| Some(IncidentAction::Answer {
        incident: draw.any()?, person: draw.any()?, said: draw.any()?, timed: draw.any()?,
    }),
    Write = |draw| Some(IncidentAction::Write {
        incident: draw.any()?, line: draw.any()?, timed: draw.any()?,
    }),
} }

variants! { Jot {
    Fire = |_draw| Some(Jot::Fire),
    Dispatch = |_draw| Some(Jot::Dispatch),
    Medical = |_draw| Some(Jot::Medical),
    Upward = |_draw| Some(Jot::Upward),
    Step = |draw| draw.one_of([10, 20]).map(Jot::Step),
    Order = |draw| Some(Jot::Order(draw.any()?)),
    Note = |draw| Some(Jot::Note(draw.any()?)),
    Level = |draw| Some(Jot::Level(draw.any()?)),
    Count = |draw| Some(Jot::Count {
        place: draw.any()?, expected: draw.any()?, present: draw.any()?,
    }),
    End = |_draw| Some(Jot::End),
    GoesOn = |_draw| Some(Jot::GoesOn),
} }

variants! { PlanAction {
    TakeCards = |draw| {
        let code = |draw: &mut Draw<'_>| draw.one_of(stock::cards().iter().map(|card| &card.code));
        Some(PlanAction::TakeCards(vec![code(draw)?.clone(), code(draw)?.clone()]))
    },
    RenewCard = |draw| {
        let is_shipped = |code: &&CardCode| stock::cards().iter().any(|card| card.code == **code);
        let codes = draw.doc.cards.iter().map(|(code, _)| code).filter(is_shipped);
        Some(PlanAction::RenewCard(draw.one_of(codes)?.clone()))
    },
    NewCard = |draw| Some(PlanAction::NewCard { title: draw.any()? }),
    LoadPhones = |_draw| Some(PlanAction::LoadPhones),
    Approve = |draw| Some(PlanAction::Approve {
        by: draw.any()?, on: draw.any()?, note: draw.any()?,
    }),
    HandOut = |_draw| Some(PlanAction::HandOut),
    TakeBack = |_draw| Some(PlanAction::TakeBack),
    InsertStep = |draw| Some(PlanAction::InsertStep { card: draw.any()?, after: draw.any()? }),
    SwapSteps = |draw| {
        let doc = draw.doc;
        let (card, steps) = draw.one_of(doc.cards.iter().map(|(code, card)| (code, &card.steps)))?;
        let (one, other) = (draw.one_of(steps.keys())?, draw.one_of(steps.keys())?);
        Some(PlanAction::SwapSteps { card: card.clone(), one: *one, other: *other })
    },
    Dial = |draw| Some(PlanAction::Dial { phone: draw.any()?, by: draw.any()? }),
    OrderPhones = |draw| Some(PlanAction::OrderPhones(draw.any()?)),
    LoadCountersigns = |_draw| Some(PlanAction::LoadCountersigns),
    OwnNames = |_draw| Some(PlanAction::OwnNames),
    SetMeasure = |draw| Some(PlanAction::SetMeasure { measure: draw.any()?, own: draw.any()? }),
} }

variants! { WatchAction {
    OpenLog = |draw| Some(WatchAction::OpenLog { day: draw.any()?, shift: draw.any()? }),
    OpenHandover = |draw| Some(WatchAction::OpenHandover { day: draw.any()?, shift: draw.any()? }),
    ReportZero = |draw| Some(WatchAction::ReportZero { receiver: draw.any()? }),
    AddRounds = |draw| Some(WatchAction::AddRounds { log: draw.any()? }),
    FillBlanks = |draw| Some(WatchAction::FillBlanks { log: draw.any()? }),
} }

variants! { SheetAction {
    IssueRoute = |draw| Some(SheetAction::IssueRoute {
        route: draw.any()?, shift: draw.any()?, day: draw.any()?, walkers: draw.any()?,
    }),
    IssueSite = |draw| Some(SheetAction::IssueSite {
        site: draw.any()?, depth: draw.any()?, day: draw.any()?, walkers: draw.any()?,
    }),
    Mark = |draw| {
        let (sheet, row) = a_row(draw)?;
        Some(SheetAction::Mark { sheet, row, mark: draw.any()? })
    },
    Tick = |draw| Some(SheetAction::Tick {
        sheet: draw.any()?, judge: draw.any()?, ticked: draw.any()?,
    }),
    Finish = |draw| Some(SheetAction::Finish { sheet: draw.any()? }),
    Void = |draw| Some(SheetAction::Void { sheet: draw.any()?, why: draw.any()? }),
} }

/// A row of a sheet, seldom one that no paper has.
fn a_row(draw: &mut Draw<'_>) -> Option<(SheetId, RowNumber)> {
    let id: SheetId = draw.any()?;
    let rows = draw
        .doc
        .sheets
        .get(&id)
        .map(|sheet| sheet.rows().iter().map(|row| row.number).collect::<Vec<_>>());
    if draw.once_in(24) { Some((id, 99)) } else { Some((id, draw.one_of(rows?)?)) }
}

variants! { Mark {
    Holds = |_draw| Some(Mark::Holds),
    Fault = |draw| {
        let hazard = if draw.once_in(8) { draw.any()? } else { None };
        Some(Mark::Fault { words: draw.any()?, hazard })
    },
    Absent = |_draw| Some(Mark::Absent),
    Unchecked = |_draw| Some(Mark::Unchecked),
} }

variants! { HazardAction {
    Report = |draw| Some(HazardAction::Report(Box::new(Hazard {
        words: draw.any()?,
        site: draw.any()?,
        place: draw.any()?,
        class: draw.any()?,
        item: draw.any()?,
        finders: draw.any()?,
        found_on: draw.any()?,
        owner: draw.any()?,
        maybe_major: draw.once_in(6),
        ..Hazard::default()
    }))),
    ReportFault = |draw| {
        let (sheet, row) = a_row(draw)?;
        Some(HazardAction::ReportFault { sheet, row, words: draw.any()? })
    },
    Advance = |draw| {
        let step = draw.any()?;
        Some(HazardAction::Advance { hazard: that_may_take(draw, &step)?, step })
    },
    HandOver = |draw| {
        let step = Step::HandedOver { slip: draw.any()?, at: draw.now };
        Some(HazardAction::HandOver { hazards: vec![that_may_take(draw, &step)?], by: draw.any()?, due: draw.any()? })
    },
    Receive = |draw| Some(HazardAction::Receive {
        slip: draw.any()?, by: draw.any()?, at: draw.any()?,
    }),
} }

/// Mostly a hazard whose loop allows that paper next, else any.
fn that_may_take(draw: &mut Draw<'_>, step: &Step) -> Option<HazardId> {
    let next = step.kind();
    let doc = draw.doc;
    let may = doc.hazards.iter().filter(|(_, hazard)| next_steps(hazard.state()).contains(&next));
    if draw.once_in(4) { draw.any() } else { draw.one_of(may.map(|(id, _)| *id)) }
}

variants! { Step {
    FixedOnSpot = |draw| Some(Step::FixedOnSpot {
        at: draw.any()?, how: draw.any()?, fixer: draw.any()?, checker: draw.any()?,
    }),
    HandedOver = |draw| Some(Step::HandedOver { slip: draw.any()?, at: draw.any()? }),
    Received = |draw| Some(Step::Received { by: draw.any()?, at: draw.any()? }),
    Rectified = |draw| Some(Step::Rectified {
        at: draw.any()?, how: draw.any()?, by: draw.any()?,
    }),
    Rechecked = |draw| Some(Step::Rechecked {
        by: draw.any()?, at: draw.any()?, pass: draw.any()?, words: draw.any()?,
    }),
    Extended = |draw| Some(Step::Extended {
        until: draw.any()?, why: draw.any()?, by: draw.any()?, on: draw.any()?,
    }),
    Closed = |draw| Some(Step::Closed { by: draw.any()?, on: draw.any()? }),
    Voided = |draw| Some(Step::Voided { why: draw.any()?, by: draw.any()?, on: draw.any()? }),
} }

variants! { Remedy {
    Look = |_draw| Some(Remedy::Look),
    Untick = |draw| Some(Remedy::Untick(draw.any()?, draw.any()?)),
    ReportFault = |draw| {
        let doc = draw.doc;
        let faults = doc.sheets.iter().flat_map(|(id, sheet)| {
            let faults = sheet.marks.iter().filter(|(_, mark)| matches!(mark, Mark::Fault { .. }));
            faults.map(|(row, _)| (*id, *row))
        });
        draw.one_of(faults).map(|(sheet, row)| Remedy::ReportFault(sheet, row))
    },
    Renumber = |draw| offered(draw, |one| matches!(one, Remedy::Renumber(_))),
    Square = |draw| offered(draw, |one| matches!(one, Remedy::Square(_))),
    Strike = |draw| offered(draw, |one| matches!(one, Remedy::Strike(_))),
} }

/// What the rules offer against numbers that do not agree; that comes about only by merges and
/// damage, so one that would be refused is drawn where nothing is offered.
fn offered(draw: &mut Draw<'_>, fits: fn(&Remedy) -> bool) -> Option<Remedy> {
    let found = review(draw.doc, draw.now.date());
    draw.one_of(found.into_iter().map(|finding| finding.breach.remedy).filter(fits))
}

variants! { NumberAction {
    Renumber = |draw| match offered(draw, |one| matches!(one, Remedy::Renumber(_))) {
        Some(Remedy::Renumber(record)) => Some(NumberAction::Renumber(record)),
        _ => Some(NumberAction::Renumber(draw.any()?)),
    },
    Square = |draw| match offered(draw, |one| matches!(one, Remedy::Square(_))) {
        Some(Remedy::Square(number)) => Some(NumberAction::Square(number)),
        _ => Some(NumberAction::Square(draw.any()?)),
    },
    Strike = |draw| match offered(draw, |one| matches!(one, Remedy::Strike(_))) {
        Some(Remedy::Strike(number)) => Some(NumberAction::Strike(number)),
        _ => Some(NumberAction::Strike(draw.any()?)),
    },
} }

/// Something a person does.
pub(super) enum Deed {
    /// A verb.
    Act(Maker<Action>),
    /// What a finding offers to mend it with.
    Mend(fn(&mut Draw<'_>) -> Option<Remedy>),
    Undo,
    Redo,
}

/// A deed by the name of the innermost variant it makes.
pub(super) struct Named {
    pub(super) name: &'static str,
    pub(super) deed: Deed,
}

/// Deeds of a kind, and how much of all that is done is of it.
struct Group {
    share: u32,
    deeds: Vec<Named>,
}

fn every<T: Variants>(wrap: fn(T) -> Action, but: &[&str]) -> Vec<Named> {
    let all = T::ALL.iter().filter(|(name, _)| !but.contains(name));
    let named = |(name, make): &(&'static str, super::fields::Make<T>)| {
        let make = *make;
        Named { name, deed: Deed::Act(Box::new(move |draw| make(draw).map(wrap))) }
    };
    all.map(named).collect()
}

/// Lines of the records of incidents.
fn written() -> Vec<Named> {
    let lines = Jot::ALL.iter().map(|(name, make)| {
        let act = |draw: &mut Draw<'_>| {
            let (incident, line, timed) = (draw.any()?, make(draw)?, draw.any()?);
            Some(Action::Incident(IncidentAction::Write { incident, line, timed }))
        };
        Named { name, deed: Deed::Act(Box::new(act)) }
    });
    lines.collect()
}

/// All that may be done. Those with variants of their own are taken apart into these.
fn groups() -> Vec<Group> {
    let set = all_fields().into_iter().filter(|field| field.free).map(|field| {
        let make = field.make;
        let act = move |draw: &mut Draw<'_>| make(draw).map(Action::Set);
        Named { name: field.name, deed: Deed::Act(Box::new(act)) }
    });
    let mark = Mark::ALL.iter().map(|(name, make)| {
        let act = |draw: &mut Draw<'_>| {
            let ((sheet, row), mark) = (a_row(draw)?, make(draw)?);
            Some(Action::Sheet(SheetAction::Mark { sheet, row, mark: Some(mark) }))
        };
        Named { name, deed: Deed::Act(Box::new(act)) }
    });
    let advance = Step::ALL.iter().map(|(name, make)| {
        let act = |draw: &mut Draw<'_>| {
            let step = make(draw)?;
            let hazard = that_may_take(draw, &step)?;
            Some(Action::Hazard(HazardAction::Advance { hazard, step }))
        };
        Named { name, deed: Deed::Act(Box::new(act)) }
    });
    let remedy = Remedy::ALL.iter().map(|(name, make)| Named { name, deed: Deed::Mend(*make) });
    let nested = [
        "Action::Set",
        "Action::Add",
        "Action::Remove",
        "Action::Team",
        "Action::Swap",
        "Action::Incident",
        "Action::Plan",
        "Action::Watch",
        "Action::Sheet",
        "Action::Hazard",
        "Action::Number",
        "Action::LoadBook",
        "Action::TakeEditions",
        "Action::Resolve",
    ];
    let whole = |name| {
        every(|action: Action| action, &[])
            .into_iter()
            .filter(move |named| named.name == name)
            .collect()
    };
    let undo = Named { name: "undo", deed: Deed::Undo };
    let redo = Named { name: "redo", deed: Deed::Redo };
    vec![
        Group { share: 16, deeds: set.collect() },
        Group { share: 9, deeds: every(Action::Add, &[]) },
        Group { share: 4, deeds: every(Action::Remove, &[]) },
        Group { share: 6, deeds: every(Action::Team, &[]) },
        Group { share: 5, deeds: every(Action::Swap, &[]) },
        Group { share: 4, deeds: every(Action::Incident, &["IncidentAction::Write"]) },
        Group { share: 6, deeds: written() },
        Group { share: 8, deeds: every(Action::Plan, &[]) },
        Group { share: 7, deeds: every(Action::Watch, &[]) },
        Group { share: 9, deeds: every(Action::Sheet, &[]) },
        Group { share: 6, deeds: mark.collect() },
        Group { share: 7, deeds: every(Action::Hazard, &["HazardAction::Advance"]) },
        Group { share: 9, deeds: advance.collect() },
        Group { share: 3, deeds: remedy.collect() },
        Group { share: 2, deeds: every(Action::Number, &[]) },
        // Three hundred records at once, so seldom.
        Group { share: 1, deeds: whole("Action::LoadBook") },
        Group { share: 1, deeds: whole("Action::TakeEditions") },
        Group { share: 3, deeds: every(|action| action, &nested) },
        Group { share: 4, deeds: whole("Action::Resolve") },
        Group { share: 5, deeds: vec![undo] },
        Group { share: 3, deeds: vec![redo] },
    ]
}

/// All that may be done, in the order of the groups.
pub(super) static DEEDS: LazyLock<Vec<Named>> =
    LazyLock::new(|| groups().into_iter().flat_map(|group| group.deeds).collect());

/// An act in small numbers; `acted` finds what it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act {
    pub(super) deed: usize,
    pub(super) dice: [u8; DICE],
}

pub(super) fn act() -> impl Strategy<Value = Act> + Clone {
    let mut begin = 0;
    let mut shares: Vec<(u32, std::ops::Range<usize>)> = Vec::new();
    for group in groups() {
        let end = begin + group.deeds.len();
        shares.push((group.share, begin..end));
        begin = end;
    }
    // Two PCs that write anywhere never meet, so one field is written more than others.
    let often = DEEDS.iter().position(|named| named.name == "SiteField::Name").unwrap();
    shares.push((24, often..often + 1));
    let deed = prop::strategy::Union::new_weighted(shares);
    (deed, any::<[u8; DICE]>()).prop_map(|(deed, dice)| Act { deed, dice })
}

pub(super) fn acts(most: usize) -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..most)
}

/// The action an act stands for; nothing for undo and redo, and where there is nothing to do.
pub(super) fn action(session: &Session, act: Act, now: NaiveDateTime) -> Option<Action> {
    let mut draw = Draw::new(session.document(), session.contested(), now, act.dice);
    match &DEEDS[act.deed].deed {
        Deed::Act(make) => make(&mut draw),
        Deed::Mend(make) => {
            let remedy = make(&mut draw)?;
            remedies(session.document(), &remedy)
        }
        Deed::Undo | Deed::Redo => None,
    }
}

/// What came of an act.
#[derive(Debug, Default)]
pub(super) struct Came {
    /// What it was, by the names of its variants from the outermost in.
    pub(super) names: Vec<&'static str>,
    /// The records that are new; nothing where the act was refused.
    pub(super) made: Option<Vec<RecordId>>,
}

/// Carries one act out; what the rules refuse is left out.
pub(super) fn done(session: &mut Session, act: Act, now: NaiveDateTime) -> Came {
    let Named { name, deed } = &DEEDS[act.deed];
    let undone = |done: Option<String>| done.map(|_verb| Vec::new());
    let came = match deed {
        Deed::Undo => Came { names: vec![name], made: session.undo(now).ok().and_then(undone) },
        Deed::Redo => Came { names: vec![name], made: session.redo(now).ok().and_then(undone) },
        Deed::Act(_) | Deed::Mend(_) => {
            let Some(action) = action(session, act, now) else { return Came::default() };
            let mut names = names(&action);
            if matches!(deed, Deed::Mend(_)) {
                names.push(name);
            }
            Came { names, made: session.perform(&action, now).ok().map(|done| done.made) }
        }
    };
    if act.dice[0].is_multiple_of(2) {
        session.seal();
    }
    came
}

/// Carries acts out, a minute each; what the rules refuse is left out.
pub(super) fn acted(session: &mut Session, acts: &[Act]) {
    for (place, act) in acts.iter().enumerate() {
        done(session, *act, morning() + Duration::minutes(i64::try_from(place).unwrap()));
    }
    session.seal();
}

/// The variants an action is made of, from the outermost in.
pub(super) fn names(action: &Action) -> Vec<&'static str> {
    let mut names = vec![action.variant()];
    names.extend(match action {
        Action::Set(put) => vec![field_of(put)],
        Action::SetAll(puts) => puts.iter().map(field_of).collect(),
        Action::Add(record) => vec![record.variant()],
        Action::Remove(record) => vec![record.variant()],
        Action::Team(TeamAction::Register { what, .. }) => {
            let what = match what {
                Registered::Trained => "Registered::Trained",
                Registered::Planned => "Registered::Planned",
                Registered::Pledged => "Registered::Pledged",
            };
            vec!["TeamAction::Register", what]
        }
        Action::Team(action) => vec![action.variant()],
        Action::Swap(action) => vec![action.variant()],
        Action::Incident(action @ IncidentAction::Write { line, .. }) => {
            vec![action.variant(), line.variant()]
        }
        Action::Incident(action) => vec![action.variant()],
        Action::Plan(action) => vec![action.variant()],
        Action::Watch(action) => vec![action.variant()],
        Action::Sheet(action @ SheetAction::Mark { mark: Some(mark), .. }) => {
            vec![action.variant(), mark.variant()]
        }
        Action::Sheet(action) => vec![action.variant()],
        Action::Hazard(action @ HazardAction::Advance { step, .. }) => {
            vec![action.variant(), step.variant()]
        }
        Action::Hazard(action) => vec![action.variant()],
        Action::Number(action) => vec![action.variant()],
        Action::Paste(_)
        | Action::Remember(_)
        | Action::LoadBook(_)
        | Action::TakeEditions(_)
        | Action::ReviseItem(_)
        | Action::TakeOver(_)
        | Action::Resolve(_) => Vec::new(),
    });
    names
}
