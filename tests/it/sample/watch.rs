//! Rota, plan, watch, publicity and help of the sample mine, recounted from its document.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use shousui::model::document::Document;
use shousui::model::duty::{DutyId, DutyShift};
use shousui::model::id::PersonId;
use shousui::model::people::{Group, Sex, Skill, Standing, Training};
use shousui::model::plan::{Chapter, PhoneField};
use shousui::model::watch::{Log, Outcome};
use shousui::model::{Change, RecordId};
use shousui::rules::duty::{columns, head_count};
use shousui::rules::figures::HazardFigures;
use shousui::rules::{outline, revision};

use super::{SAMPLE, doc, hazards, last_day, sheets};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn first_day() -> NaiveDate {
    day("2027-01-30")
}

fn person(name: &str) -> PersonId {
    let mut found = doc().persons.iter().filter(|(_, person)| person.name == name);
    let (id, _) = found.next().unwrap();
    assert!(found.next().is_none(), "two of {name}");
    *id
}

/// The figures of the sample mine, counted in the document and as they are said there.
#[test]
fn the_figures_are_those_of_the_document() {
    let doc = doc();
    let team = || {
        let persons = doc.persons.iter().map(|(_, person)| person);
        persons.filter_map(|person| Some((person, person.membership.as_ref()?)))
    };
    let standing = |standing| team().filter(|(_, member)| member.standing == standing).count();
    let skilled = |skill| team().filter(|(one, _)| one.is_certified(skill, last_day())).count();
    let squads: BTreeSet<&str> = team().map(|(_, member)| member.squad.as_str()).collect();
    let groups: BTreeSet<Group> = team().map(|(_, member)| member.group).collect();
    let branches: BTreeSet<&str> = doc.persons.iter().map(|(_, one)| one.branch.as_str()).collect();
    let mine = doc.profile();
    let rounds: BTreeSet<_> = sheets().map(|sheet| (sheet.day, sheet.shift.clone())).collect();
    let stops: usize = doc.routes.iter().map(|(_, route)| route.stops.len()).sum();
    let points: usize = sheets().map(|sheet| sheet.points.len()).sum();
    let found = |from: &str, to: &str| {
        let (from, to) = (day(from), day(to));
        hazards().filter(|one| from <= one.found_on.unwrap() && one.found_on.unwrap() <= to).count()
    };
    let figures = HazardFigures::of(doc, last_day());
    let activities = || doc.activities.iter().map(|(_, activity)| activity);
    let came: usize = activities().map(|one| usize::try_from(one.attendance()).unwrap()).sum();
    let minutes: usize = doc.services.iter().map(|(_, one)| usize::from(one.minutes)).sum();
    let outcome = |outcome| {
        doc.spot_checks.iter().filter(|(_, check)| check.outcome == Some(outcome)).count()
    };
    let table = [
        ("职工人数", usize::from(mine.employees), 1_860),
        ("留矿人数", usize::from(mine.staying), 540),
        ("党员人数", usize::from(mine.party_members), 312),
        ("支部数", usize::from(mine.branches), 14),
        ("人员所在支部", branches.iter().filter(|name| !name.is_empty()).count(), 14),
        ("队员", team().count(), 60),
        ("正式党员", standing(Standing::Member), 52),
        ("预备党员", standing(Standing::Probationary), 3),
        ("入党积极分子", standing(Standing::Applicant), 5),
        ("女队员", team().filter(|(one, _)| one.woman == Sex::Woman).count(), 11),
        ("持电工证", skilled(Skill::Electrician), 9),
        ("持救护证", skilled(Skill::FirstAid), 12),
        ("持消控证", skilled(Skill::FireControl), 6),
        ("支部分队", squads.len(), 5),
        ("小组", groups.len(), 6),
        ("场所", doc.sites.len(), 45),
        ("责任区", doc.zones.len(), 14),
        ("巡查轮次", rounds.len(), 70),
        ("路线", doc.routes.len(), 3),
        ("各路线的点", stops, 3 * 5),
        ("点次", points, 1_050),
        ("隐患", hazards().count(), 96),
        ("节前隐患", found("2027-01-01", "2027-02-04"), 58),
        ("节中隐患", found("2027-02-05", "2027-02-12"), 29),
        ("节后隐患", found("2027-02-13", "2027-12-31"), 9),
        ("当场整改", figures.on_spot, 63),
        ("限期整改", hazards().filter(|one| !one.is_on_spot()).count(), 33),
        ("通知书", hazards().filter(|one| !one.safety_number.is_empty()).count(), 21),
        ("已销号", figures.closed, 94),
        ("未到期", figures.open, 2),
        ("可能重大", hazards().filter(|one| one.maybe_major).count(), 0),
        ("宣传活动", activities().count(), 11),
        ("参加人次", came, 612),
        ("答题人数", activities().map(|one| usize::from(one.answered)).sum(), 438),
        ("答题合格", activities().map(|one| usize::from(one.passed)).sum(), 419),
        ("服务次数", doc.services.len(), 137),
        ("服务分钟", minutes, 212 * 60),
        ("查岗次数", doc.spot_checks.len(), 26),
        ("三分钟内未接通", outcome(Outcome::Unreached), 1),
        ("在岗", outcome(Outcome::Present), 25),
    ];
    for (what, counted, said) in table {
        assert_eq!(counted, said, "{what}");
    }
}

#[test]
fn every_post_is_manned_every_shift_by_people_who_can() {
    let doc = doc();
    let days: Vec<NaiveDate> =
        first_day().iter_days().take_while(|day| *day <= last_day()).collect();
    let mut cells = 0;
    for (id, post) in columns(doc) {
        for shift in post.shifts.iter().copied() {
            for day in days.iter().copied() {
                let cell = DutyId { day, post: id, shift };
                let persons = &doc.duties.get(&cell).unwrap().persons;
                let words = format!("{day} {} {}", shift.word(), post.name);
                assert_eq!(persons.len(), post.people(), "{words}");
                for person in persons {
                    let person = doc.persons.get(person).unwrap();
                    let name = &person.name;
                    for skill in &post.needs {
                        assert!(person.is_certified(*skill, day), "{words} {name}");
                    }
                    assert!(!person.is_away(day), "{words} {name}");
                    assert!(!(person.no_nights && shift.is_night()), "{words} {name}");
                    assert!(post.official || person.is_trained(day), "{words} {name}");
                }
                cells += 1;
            }
        }
    }
    assert_eq!((cells, doc.duties.len()), (22 * 16, 22 * 16));
}

#[test]
fn everybody_on_the_rota_rests() {
    let doc = doc();
    let mut spans: BTreeMap<PersonId, Vec<(NaiveDateTime, NaiveDateTime, DutyShift)>> =
        BTreeMap::new();
    for (id, duty) in doc.duties.iter() {
        let (from, to) = id.shift.span(id.day);
        for person in &duty.persons {
            spans.entry(*person).or_default().push((from, to, id.shift));
        }
    }
    for (person, mut spans) in spans {
        spans.sort();
        for pair in spans.windows(2) {
            let rest = pair[1].0 - pair[0].1;
            assert!(TimeDelta::hours(12) <= rest, "{}: {pair:?}", doc.person_name(person));
        }
        // Whoever was up all night walks no round before one o'clock.
        for (_, end, _) in spans.iter().filter(|(_, _, shift)| *shift == DutyShift::Night) {
            let early = sheets().find(|sheet| {
                let left = sheet.day.unwrap().and_time(sheet.left.unwrap());
                let walks = sheet.walkers.contains(&person) || sheet.electrician == Some(person);
                walks && *end <= left && left < *end + TimeDelta::hours(5)
            });
            let number = early.and_then(|sheet| sheet.number.clone());
            assert_eq!(number, None, "{} after {end}", doc.person_name(person));
        }
    }
}

#[test]
fn whoever_stands_on_the_rota_for_the_patrol_walks() {
    let doc = doc();
    for (name, kind) in [("巡查员", "walks"), ("电工值班", "signs")] {
        let (post, _) = doc.posts.iter().find(|(_, post)| post.name == name).unwrap();
        for (id, duty) in doc.duties.iter().filter(|(id, _)| id.post == *post) {
            let (from, to) = id.shift.span(id.day);
            for person in &duty.persons {
                let there = sheets().any(|sheet| {
                    let left = sheet.day.unwrap().and_time(sheet.left.unwrap());
                    let names =
                        sheet.walkers.contains(person) || sheet.electrician == Some(*person);
                    names && from <= left && left < to
                });
                assert!(there, "{} never {kind}: {id}", doc.person_name(*person));
            }
        }
    }
}

#[test]
fn turns_are_fair_and_the_leaders_rota_is_copied_in() {
    let doc = doc();
    for (id, post) in columns(doc) {
        let mut nights: BTreeMap<PersonId, usize> = BTreeMap::new();
        for (cell, duty) in doc.duties.iter().filter(|(cell, _)| cell.post == id) {
            for person in &duty.persons {
                *nights.entry(*person).or_default() += usize::from(cell.shift.is_night());
            }
        }
        let (least, most) = (nights.values().min().unwrap(), nights.values().max().unwrap());
        let by_turns = !matches!(post.name.as_str(), "巡查员" | "电工值班");
        assert!(!by_turns || most - least <= 2, "{}: {least} to {most} nights", post.name);
    }
    let entries = super::Session::open(SAMPLE.clone(), super::replica());
    let copied = |verb: &str| entries.journal().entries().iter().any(|entry| entry.verb == verb);
    assert!(copied("从表格录入值班表22天"));
    assert!(copied("排班 巡查员 22天"));
}

#[test]
fn posts_have_two_names_and_leave_is_never_taken_by_both() {
    let doc = doc();
    assert_eq!(doc.posts.len(), 22);
    for (_, post) in doc.posts.iter() {
        let (primary, backup) = (post.primary.unwrap(), post.backup.unwrap());
        assert_ne!(primary, backup, "{}", post.name);
        let (primary, backup) =
            (doc.persons.get(&primary).unwrap(), doc.persons.get(&backup).unwrap());
        let both = first_day()
            .iter_days()
            .take(22)
            .find(|day| primary.is_away(*day) && backup.is_away(*day));
        assert_eq!(both, None, "{}", post.name);
    }
    let away = doc.persons.iter().filter(|(_, person)| !person.leaves.is_empty()).count();
    let no_nights = doc.persons.iter().filter(|(_, person)| person.no_nights).count();
    assert_eq!((away, no_nights), (5, 3));
    // Nobody works on paper while away.
    for (id, one) in doc.persons.iter().filter(|(_, one)| !one.leaves.is_empty()) {
        let sheet = sheets().find(|sheet| {
            let names = sheet.walkers.contains(id) || sheet.electrician == Some(*id);
            names && one.is_away(sheet.day.unwrap())
        });
        assert!(sheet.is_none(), "{}", one.name);
        let hazard = hazards()
            .find(|hazard| hazard.finders.contains(id) && one.is_away(hazard.found_on.unwrap()));
        assert!(hazard.is_none(), "{}", one.name);
        let service = doc
            .services
            .iter()
            .find(|(_, service)| service.members.contains(id) && one.is_away(service.day.unwrap()));
        assert!(service.is_none(), "{}", one.name);
    }
}

#[test]
fn all_but_two_passed_their_training_and_these_two_stay_off_rescue() {
    let doc = doc();
    let members = doc.persons.iter().filter(|(_, person)| person.membership.is_some());
    let mut planned = Vec::new();
    for (id, person) in members {
        assert_eq!(person.pledged, Some(day("2027-01-26")), "{}", person.name);
        match person.training {
            Some(Training::Passed(passed)) => assert!(passed < first_day(), "{}", person.name),
            Some(Training::Planned(_)) => planned.push((*id, person)),
            None => panic!("{} has no training", person.name),
        }
    }
    assert_eq!(planned.len(), 2);
    for (id, person) in planned {
        let group = person.membership.as_ref().unwrap().group;
        assert!(matches!(group, Group::Service | Group::Communication), "{}", person.name);
        let on_duty = doc.duties.iter().any(|(_, duty)| duty.persons.contains(&id));
        assert!(!on_duty, "{}", person.name);
    }
}

#[test]
fn the_plan_is_approved_before_the_season_by_both_heads() {
    let doc = doc();
    assert_eq!(doc.versions.len(), 2);
    // Talked through, put right in one place and approved anew before the season; every copy of
    // the first version came back.
    let (id, version) = outline::newest_version(doc).unwrap();
    assert_eq!(version.label, "V2");
    assert!(outline::reads_as(doc, version));
    let out = doc.handouts.iter().filter(|(_, one)| one.is_out_of(id)).count();
    assert_eq!((out, doc.handouts.len()), (6, 12));
    let first = outline::before(doc, version).unwrap();
    let told = revision::differences(doc, first, version);
    let told: Vec<&str> = told.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("E06集合点由“"), "{told:?}");
    assert!(version.title.ends_with("应急处置工作方案"), "{}", version.title);
    assert!(version.on.unwrap() < first_day());
    assert_eq!(version.by, [person("屈景和"), person("贺长庚")]);
    assert_eq!((version.cards.len(), version.chapters.len()), (20, Chapter::SCHEME.len()));
    let plan = doc.current_plan();
    let units: Vec<&str> = plan.countersigns.values().map(|one| one.unit.as_str()).collect();
    assert_eq!(units, ["安监部", "机电部", "保卫部", "后勤部", "卫生所", "调度室"]);
    assert!(plan.countersigns.values().all(|one| one.on.unwrap() <= version.on.unwrap()));
    for (code, card) in doc.cards.iter() {
        assert!(!card.muster.is_empty() && !card.reviewed.is_empty(), "{code}");
        for call in &card.calls {
            let phone = doc.phones.iter().find(|(_, phone)| phone.name == *call);
            assert!(phone.is_some(), "{code} calls {call}");
        }
        for step in card.steps.values() {
            let known = step.post.is_none_or(|post| doc.posts.get(&post).is_some());
            assert!(known && !step.what.contains(['{', '}']), "{code}: {}", step.what);
        }
    }
}

#[test]
fn every_number_of_the_mine_was_tried_twice() {
    let doc = doc();
    let entries = super::Session::open(SAMPLE.clone(), super::replica());
    let mut tried: BTreeMap<_, Vec<NaiveDate>> = BTreeMap::new();
    for change in entries.journal().entries().iter().flat_map(|entry| &entry.changes) {
        if let Change::Phone(id, _, PhoneField::Dialled(Some(day))) = change {
            tried.entry(*id).or_default().push(*day);
        }
    }
    for (id, phone) in doc.phones.iter() {
        assert!(!phone.number.is_empty(), "{}", phone.name);
        if phone.national {
            assert!(!tried.contains_key(id), "nobody tries {}", phone.name);
        } else {
            assert!(phone.number.len() == 4 && phone.number.starts_with('8'), "{}", phone.name);
            assert_eq!(tried[id], [day("2027-01-29"), day("2027-02-04")], "{}", phone.name);
        }
    }
}

fn logs() -> Vec<&'static Log> {
    let mut logs: Vec<&Log> = doc().logs.iter().map(|(_, log)| log).collect();
    logs.sort_by_key(|log| (log.day, log.shift));
    logs
}

fn span(log: &Log) -> (NaiveDateTime, NaiveDateTime) {
    log.shift.unwrap().span(log.day.unwrap())
}

#[test]
fn two_logs_a_day_say_what_sheets_and_hazards_say() {
    let doc = doc();
    assert_eq!(logs().len(), 44);
    for log in logs() {
        let (begin, end) = span(log);
        let name = format!("{} {}", log.day.unwrap(), log.shift.unwrap().word());
        assert!((3..=10).contains(&log.lines.len()), "{name}: {} lines", log.lines.len());
        let texts =
            [&log.weather, &log.visits, &log.incidents, &log.works, &log.utilities, &log.services];
        assert!(texts.iter().all(|words| !words.is_empty()) && !log.left.is_empty(), "{name}");
        assert_eq!(log.incidents, "无", "{name}");
        assert!(end < log.entered.unwrap(), "{name}");
        // Times run on within the shift.
        let moments: Vec<NaiveDateTime> = log
            .lines
            .values()
            .map(|line| {
                let moment = begin.date().and_time(line.at.unwrap());
                if moment < begin { moment + TimeDelta::days(1) } else { moment }
            })
            .collect();
        assert!(moments.is_sorted() && *moments.last().unwrap() < end, "{name}: {moments:?}");

        let on_duty = |post: &str| {
            let (id, post) = doc.posts.iter().find(|(_, one)| one.name == post).unwrap();
            let shift = if post.shifts.contains(&DutyShift::Whole) {
                DutyShift::Whole
            } else {
                log.shift.unwrap()
            };
            doc.duties.get(&DutyId { day: log.day.unwrap(), post: *id, shift }).unwrap()
        };
        assert_eq!(log.leader, on_duty("值班矿领导").persons.first().copied(), "{name}");
        assert_eq!(log.keepers, on_duty("调度值班员").persons, "{name}");
        assert_eq!(log.captain, on_duty("突击队当班组长").persons.first().copied(), "{name}");

        let lines: String = log.lines.values().map(|line| line.words.as_str()).collect();
        let found = hazards().filter(|hazard| {
            let at = hazard.found_on.unwrap().and_time(hazard.found_at.unwrap());
            begin <= at && at < end
        });
        let found = found.count();
        let says = format!("本班发现隐患{found}条");
        assert_eq!(lines.contains("本班发现隐患"), 0 < found, "{name}");
        assert!(found == 0 || lines.contains(&says), "{name}: {lines}");
        let rounds = sheets()
            .filter(|sheet| {
                let left = sheet.day.unwrap().and_time(sheet.left.unwrap());
                begin <= left && left < end
            })
            .count();
        assert_eq!(lines.matches("出发，依次走3条路线").count() * 3, rounds, "{name}");
    }
    let calls: usize = logs().iter().map(|log| log.calls.len()).sum();
    assert_eq!(calls, 36);
}

#[test]
fn one_shift_hands_over_to_the_next() {
    let doc = doc();
    let mut handovers: Vec<_> = doc.handovers.iter().map(|(_, one)| one).collect();
    handovers.sort_by_key(|one| (one.day, one.shift));
    assert_eq!(handovers.len(), 44);
    for pair in handovers.windows(2) {
        assert_eq!(pair[0].taker, pair[1].giver, "{:?}", pair[0].day);
    }
    for (handover, log) in handovers.iter().zip(logs()) {
        assert_eq!((handover.day, handover.shift), (log.day, log.shift));
        assert_eq!(handover.giver, log.keepers.first().copied());
        assert!(handover.taker.is_some());
        assert_eq!(handover.reminders, log.left);
        let texts = [&handover.state, &handover.devices, &handover.unfinished, &handover.kit];
        assert!(texts.iter().all(|words| !words.is_empty()) && !handover.orders.is_empty());
    }
}

#[test]
fn all_is_well_is_told_twice_a_day_at_four() {
    let doc = doc();
    let mut told: BTreeMap<NaiveDate, BTreeSet<&str>> = BTreeMap::new();
    for (_, report) in doc.zero_reports.iter() {
        let day = report.day.unwrap();
        assert_eq!(report.at, NaiveTime::from_hms_opt(16, 0, 0));
        let people = head_count(doc, day.and_time(report.at.unwrap()));
        assert_eq!((report.expected, report.present), (people, people), "{day}");
        assert!(report.reporter.is_some() && !report.way.is_empty(), "{day}");
        told.entry(day).or_default().insert(&report.receiver);
    }
    assert_eq!(told.len(), 22);
    let receivers = BTreeSet::from(["上级公司调度", "县应急局"]);
    assert!(told.values().all(|told| *told == receivers));
}

#[test]
fn spot_checks_find_people_and_nobody_is_put_to_shame() {
    let doc = doc();
    for (_, check) in doc.spot_checks.iter() {
        let (day, at) = (check.day.unwrap(), check.at.unwrap());
        assert!(check.checker.is_some() && check.post.is_some(), "{day} {at}");
        assert!(0 < check.expected && check.expected == check.present, "{day} {at}");
        let reached = check.outcome == Some(Outcome::Present);
        assert_eq!(check.measure.is_empty(), reached, "{day} {at}");
    }
    let days: BTreeSet<NaiveDate> =
        doc.spot_checks.iter().map(|(_, check)| check.day.unwrap()).collect();
    assert_eq!(days.len(), 22, "one a day at least");
    for words in everything_told(doc) {
        for shame in ["饮酒", "醉", "睡岗", "脱岗", "空岗", "离岗未", "旷", "无人值守"]
        {
            assert!(!words.contains(shame), "{words}");
        }
    }
}

/// All words of the watch, of publicity and of help.
fn everything_told(doc: &Document) -> Vec<String> {
    let mut told = Vec::new();
    for (_, log) in doc.logs.iter() {
        told.extend(log.lines.values().map(|line| line.words.clone()));
        told.extend(log.calls.values().map(|call| format!("{}{}", call.matter, call.done)));
        told.extend([&log.visits, &log.works, &log.utilities, &log.left].map(Clone::clone));
    }
    told.extend(doc.handovers.iter().map(|(_, one)| format!("{}{}", one.state, one.devices)));
    told.extend(doc.spot_checks.iter().map(|(_, check)| check.measure.clone()));
    told.extend(doc.services.iter().map(|(_, one)| format!("{}{}", one.words, one.note)));
    told.extend(doc.activities.iter().map(|(_, one)| format!("{}{}", one.points, one.effect)));
    told
}

#[test]
fn activities_and_services_belong_to_the_season_and_to_people() {
    let doc = doc();
    let within = |day: NaiveDate| first_day() <= day && day <= last_day();
    for (_, activity) in doc.activities.iter() {
        let title = &activity.title;
        assert!(within(activity.day.unwrap()) && activity.from < activity.to, "{title}");
        assert!(activity.speaker.is_some() && activity.writer.is_some(), "{title}");
        assert!(!activity.invited.is_empty(), "{title}");
        let came = activity.attendance();
        assert!(activity.passed <= activity.answered, "{title}");
        assert!(u32::from(activity.answered) <= came, "{title}");
    }
    for (id, service) in doc.services.iter() {
        let name = doc.has(&RecordId::Service(*id));
        assert!(name && within(service.day.unwrap()), "{}", service.words);
        assert!(!service.whom.is_empty() && 0 < service.people, "{}", service.words);
        assert!(!service.members.is_empty() && service.kind.is_some(), "{}", service.words);
        let each = usize::from(service.minutes) / service.members.len();
        assert!((20..=180).contains(&each), "{}: {each} minutes", service.words);
    }
}
