//! The sample mine, recounted from its document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use shousui::file;
use shousui::model::checklist::{Class, Depth};
use shousui::model::document::Document;
use shousui::model::hazard::{Hazard, Source, State, Step};
use shousui::model::id::Replica;
use shousui::model::people::{Person, Sex, Skill, Standing};
use shousui::model::sheet::{Mark, Sheet, Verdict};
use shousui::rules::figures::HazardFigures;
use shousui::rules::{Weight, review};
use shousui::sample::{Plan, Trouble, build};
use shousui::session::{Kept, Session};

mod watch;

/// Built once for all tests that only look.
static SAMPLE: LazyLock<Kept> = LazyLock::new(|| build(Plan::default()).unwrap().snapshot());

/// Its text, as `demo` writes it.
static TEXT: LazyLock<String> = LazyLock::new(|| file::write(&SAMPLE));

pub(crate) fn kept() -> &'static Kept {
    &SAMPLE
}

pub(crate) fn doc() -> &'static Document {
    &SAMPLE.doc
}

pub(crate) fn text() -> &'static str {
    &TEXT
}

pub(crate) fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 2, 20).unwrap()
}

/// Whose turn it is to look at the journal; nobody writes.
fn replica() -> Replica {
    Replica::from_bits(1)
}

fn hazards() -> impl Iterator<Item = &'static Hazard> {
    doc().hazards.iter().map(|(_, hazard)| hazard)
}

fn all_sheets() -> impl Iterator<Item = &'static Sheet> {
    doc().sheets.iter().map(|(_, sheet)| sheet)
}

/// Those of patrols; inspections are counted apart.
fn sheets() -> impl Iterator<Item = &'static Sheet> {
    all_sheets().filter(|sheet| sheet.depth() == Depth::Patrol)
}

fn checks() -> impl Iterator<Item = &'static Sheet> {
    all_sheets().filter(|sheet| sheet.depth() != Depth::Patrol)
}

/// Hazards with that words, exactly one.
fn hazard(words: &str) -> &'static Hazard {
    let mut found = hazards().filter(|hazard| hazard.words == words);
    let hazard = found.next().unwrap();
    assert!(found.next().is_none(), "twice: {words}");
    hazard
}

#[test]
fn the_team_is_as_it_is_meant() {
    let people = || doc().persons.iter().map(|(_, person)| person);
    let members: Vec<&Person> = people().filter(|person| person.membership.is_some()).collect();
    let standing = |standing| {
        members
            .iter()
            .filter(|person| {
                person.membership.as_ref().is_some_and(|member| member.standing == standing)
            })
            .count()
    };
    let certified = |skill| {
        members
            .iter()
            .filter(|person| person.certificates.iter().any(|paper| paper.skill == skill))
            .count()
    };
    assert_eq!(members.len(), 60);
    assert_eq!(standing(Standing::Member), 52);
    assert_eq!(standing(Standing::Probationary), 3);
    assert_eq!(standing(Standing::Applicant), 5);
    assert_eq!(members.iter().filter(|person| person.woman == Sex::Woman).count(), 11);
    assert_eq!(certified(Skill::Electrician), 9);
    assert_eq!(certified(Skill::FirstAid), 12);
    assert_eq!(certified(Skill::FireControl), 6);
    let memberships = members.iter().filter_map(|person| person.membership.as_ref());
    let squads: BTreeSet<&str> = memberships.clone().map(|member| member.squad.as_str()).collect();
    let groups: BTreeSet<_> = memberships.map(|member| member.group).collect();
    assert_eq!((squads.len(), groups.len()), (5, 6));
    // Numbers that cannot be anybody's.
    assert!(people().all(|person| person.mobile.starts_with("1990000")));
    assert!(people().all(|person| person.phone.len() == 4 && person.phone.starts_with('8')));
}

#[test]
fn every_site_lies_in_one_zone() {
    assert_eq!(doc().sites.len(), 45);
    assert_eq!(doc().zones.len(), 14);
    let used: BTreeSet<_> = doc()
        .sites
        .iter()
        .map(|(_, site)| {
            let zone = site.zone.unwrap();
            assert!(doc().zones.get(&zone).is_some(), "{}", site.name);
            zone
        })
        .collect();
    assert_eq!(used.len(), 14);
    assert!(doc().profile().demo);
}

#[test]
fn the_rounds_are_walked_typed_back_and_signed() {
    assert_eq!(sheets().count(), 210);
    assert_eq!(sheets().map(|sheet| sheet.points.len()).sum::<usize>(), 1_050);
    let rounds: BTreeSet<_> =
        sheets().map(|sheet| (sheet.day.unwrap(), sheet.shift.clone())).collect();
    assert_eq!(rounds.len(), 70);
    for sheet in all_sheets() {
        let number = sheet.number.as_ref().unwrap();
        assert!(sheet.entered.is_some() && sheet.ticked, "{number}");
        assert!(sheet.issued.unwrap() < sheet.walked_at().unwrap(), "{number}");
        assert!(sheet.walked_at().unwrap() < sheet.entered.unwrap(), "{number}");
        let late = sheet.entered.unwrap() - sheet.walked_at().unwrap();
        assert!(late < TimeDelta::hours(12), "{number} typed {late} after the walk");
        assert_eq!(sheet.walkers.len(), 2, "{number}");
        let unchecked = sheet.rows().iter().any(|row| sheet.verdict(row) == Verdict::Unchecked);
        assert_eq!(unchecked, sheet.shift == "加巡", "{number}");
        if let Some(electrician) = sheet.electrician {
            let person = doc().persons.get(&electrician).unwrap();
            assert!(person.is_certified(Skill::Electrician, sheet.day.unwrap()), "{number}");
        }
    }
    let faults = all_sheets()
        .flat_map(|sheet| sheet.marks.values())
        .filter(|mark| matches!(mark, Mark::Fault { hazard: Some(_), .. }))
        .count();
    let found = hazards().filter(|hazard| hazard.found.is_some()).count();
    assert_eq!(faults, found);
    assert_eq!(found, 53, "of 96 hazards, those whose item stands on a row");
}

/// Before the festival, in the middle and after it, and no site is left out over the season.
#[test]
fn every_site_is_looked_at_and_inspections_stand_behind_their_hazards() {
    let visited: BTreeSet<_> = all_sheets().flat_map(Sheet::checked_sites).collect();
    let missing: Vec<&str> = doc()
        .sites
        .iter()
        .filter(|(id, _)| !visited.contains(id))
        .map(|(_, site)| site.name.as_str())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    for depth in [Depth::Full, Depth::Special] {
        let days: Vec<NaiveDate> =
            checks().filter(|one| one.depth() == depth).filter_map(|one| one.day).collect();
        let within = |from: &str, to: &str| {
            let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
            days.iter().filter(|day| (from..=to).contains(*day)).count()
        };
        for (from, to) in [
            ("2027-01-30", "2027-02-04"),
            ("2027-02-05", "2027-02-12"),
            ("2027-02-13", "2027-02-20"),
        ] {
            assert!(0 < within(from, to), "{depth:?} {from}—{to}");
        }
    }
    for hazard in hazards() {
        if matches!(hazard.source, Some(Source::BeforeFestival | Source::Special)) {
            let at = hazard.found_on.unwrap().and_time(hazard.found_at.unwrap());
            let sheet = checks().find(|sheet| {
                let day = sheet.day.unwrap();
                let (left, back) = (day.and_time(sheet.left.unwrap()), sheet.walked_at().unwrap());
                let of_site = hazard.site.is_some_and(|site| sheet.sites().contains(&site));
                of_site && left <= at && at <= back && sheet.walkers == hazard.finders
            });
            assert!(sheet.is_some(), "no sheet behind: {}", hazard.words);
        }
    }
}

#[test]
fn nobody_is_on_two_sheets_at_once() {
    let mut walks: BTreeMap<_, Vec<(NaiveDateTime, NaiveDateTime)>> = BTreeMap::new();
    for sheet in all_sheets() {
        let left = sheet.day.unwrap().and_time(sheet.left.unwrap());
        let back = sheet.walked_at().unwrap();
        assert!(left < back);
        let persons: BTreeSet<_> = sheet.walkers.iter().chain(&sheet.electrician).collect();
        for person in persons {
            walks.entry(*person).or_default().push((left, back));
        }
    }
    for (person, mut walks) in walks {
        walks.sort();
        for pair in walks.windows(2) {
            assert!(pair[0].1 < pair[1].0, "{}: {pair:?}", doc().person_name(person));
        }
    }
}

#[test]
fn the_hazards_add_up() {
    let phases = ["2027-02-04", "2027-02-12", "2027-02-20"].map(|day| day.parse().unwrap());
    let until =
        |last: NaiveDate| hazards().filter(|hazard| hazard.found_on.unwrap() <= last).count();
    let [before, during, after] = phases.map(until);
    assert_eq!((before, during - before, after - during), (58, 29, 9));
    let figures = HazardFigures::of(doc(), last_day());
    assert_eq!((figures.all, figures.on_spot, figures.closed), (96, 63, 94));
    assert_eq!((figures.open, figures.late, figures.to_close), (2, 0, 0));
    assert_eq!(figures.rate_words(), "整改率97.9%（94/96，口径：已销号÷累计登记）");

    let limited: Vec<&Hazard> = hazards().filter(|hazard| !hazard.is_on_spot()).collect();
    assert_eq!(limited.len(), 33);
    let noticed = limited.iter().filter(|hazard| !hazard.safety_number.is_empty());
    let numbers: BTreeSet<&str> = noticed.map(|hazard| hazard.safety_number.as_str()).collect();
    assert_eq!(numbers.len(), 21);
    let open: Vec<&&Hazard> =
        limited.iter().filter(|hazard| hazard.state() != State::Closed).collect();
    let extended = open
        .iter()
        .filter(|hazard| hazard.steps.iter().any(|step| matches!(step, Step::Extended { .. })));
    assert_eq!((open.len(), extended.count()), (2, 1));
    assert!(open.iter().all(|hazard| last_day() < hazard.limit().unwrap()));
    assert!(hazards().all(|hazard| !hazard.maybe_major && hazard.judgement.is_none()));

    let mut seen = BTreeSet::new();
    let mut in_time: Vec<&Hazard> = hazards().collect();
    in_time.sort_by_key(|hazard| hazard.number.clone());
    let repeats = in_time
        .iter()
        .filter(|hazard| !seen.insert((hazard.site.unwrap(), hazard.item.clone().unwrap().base)));
    assert_eq!(repeats.count(), 4);
    let times: Vec<_> = in_time.iter().map(|hazard| (hazard.found_on, hazard.found_at)).collect();
    assert!(times.is_sorted(), "numbers follow time");
}

#[test]
fn slips_leave_and_come_back_when_their_papers_say() {
    assert_eq!(doc().transfers.len(), 32, "two hazards went over on one slip");
    for (_, slip) in doc().transfers.iter() {
        for id in &slip.hazards {
            let hazard = doc().hazards.get(id).unwrap();
            let handed = hazard.steps.iter().find_map(|step| match step {
                Step::HandedOver { at, .. } => Some(*at),
                _ => None,
            });
            // On the minute: the desk was free when the slip was made out.
            assert_eq!(handed, slip.at);
            let on_the_minute = slip.at.unwrap().format("%S").to_string();
            assert_eq!(on_the_minute, "00", "{:?}", slip.number);
        }
    }
}

/// Words, measure, basis and class.
const TWELVE: [(&str, &str, &str, Class); 12] = [
    (
        "3号公寓2层东侧安全出口22:40上链锁（住87人）",
        "当场拆除，2月2日前换推闩式逃生锁，宿管夜巡",
        "安全生产法42、消防法28、61号令31(三)",
        Class::A,
    ),
    (
        "3号公寓412室“小太阳”距被褥约20cm",
        "断电停用，双人暂存登记本人签字，同层逐间复查",
        "消防法27、本矿公寓规定",
        Class::A,
    ),
    (
        "食堂后厨2号烟罩集油盘积油约1cm，上次清洗2026-09-18已超季度",
        "2月3日前清洗，留合同照片",
        "本矿食堂制度",
        Class::B,
    ),
    (
        "锅炉房北侧灭火器GL-03、04指针红区，1月下半月未检查",
        "备用器替换送修，即日检查如实注日期、不补签",
        "GB 50444、消防法16(二)",
        Class::B,
    ),
    (
        "联合建筑二层0412–0436吊篮段供电线用金属卡子固定在构件上，护套磨损2处（未见裸铜）",
        "停电挂牌报调度，电工拆下重新穿管入槽敷设、绝缘合格后送电",
        "消防法27",
        Class::C,
    ),
    (
        "副井井口房东侧约15m烟头3个",
        "当场清除，增设检身提醒和警示牌",
        "煤矿安全规程（2025）第5条、第10条、消防法21",
        Class::A,
    ),
    (
        "工业广场6#室外消火栓被雪埋、井盖冻住",
        "清雪，温水解冻（禁明火），立标志杆",
        "消防法28",
        Class::A,
    ),
    (
        "材料库西侧消防车通道停小车2辆，余宽约2.6m",
        "15分钟内挪车，2月3日前划禁停线",
        "消防法28",
        Class::A,
    ),
    ("充电棚B区7号插座充满不断电", "停用挂牌，机电部2日内更换并试验", "本矿充电规定", Class::C),
    (
        "办公楼3层会议室彩灯串接两级插线板、会后未断电（责任单位：党建办）",
        "当场断电拆除",
        "消防法27、本矿用电制度",
        Class::A,
    ),
    (
        "外委2排5室CO报警器电池耗尽",
        "当场更换，同排10间逐间试验",
        "安全生产法49、本矿外委制度",
        Class::B,
    ),
    (
        "消控主机屏蔽洗煤厂3层烟感026，无原因和恢复时间",
        "消控员说明，维保2小时内恢复，期间专人看守、移交安监",
        "消防法28、61号令31(七)",
        Class::C,
    ),
];

#[test]
fn the_twelve_hazards_stand_word_for_word() {
    for (words, measure, basis, class) in TWELVE {
        let hazard = hazard(words);
        assert_eq!((hazard.measure.as_str(), hazard.basis.as_str()), (measure, basis), "{words}");
        assert_eq!(hazard.class, Some(class), "{words}");
    }
    let lights = hazard("办公楼3层会议室彩灯串接两级插线板、会后未断电（责任单位：党建办）");
    assert_eq!(doc().unit_name(lights.unit), "党建办");
    let chain = hazard("3号公寓2层东侧安全出口22:40上链锁（住87人）");
    assert_eq!(chain.source, Some(Source::Patrol));
    assert!(chain.found.is_some(), "× on a row of the sheet of that evening");
}

#[test]
fn no_law_is_broken_and_nothing_is_late_on_the_last_day() {
    let findings = review(doc(), last_day());
    let heavy: Vec<_> =
        findings.iter().filter(|finding| finding.rule.weight != Weight::Hint).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
    // What is left are the rows of the extra rounds, which nobody signed.
    assert_eq!(findings.len(), 12);
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_they_verify() {
    let again = |plan: Plan| file::write(&build(plan).unwrap().snapshot());
    let once = &*TEXT;
    assert!(*once == again(Plan::default()), "the same plan, other bytes");
    let verified = file::verify(once.as_bytes()).unwrap();
    assert_eq!(verified.entries, SAMPLE.journal.len());
    assert!(once.len() < 3_970_000, "{}", once.len());

    let other = build(Plan { seed: 7, ..Plan::default() }).unwrap().snapshot();
    assert_ne!(other.workbook, SAMPLE.workbook);
    assert_eq!(other.doc.sheets.len(), SAMPLE.doc.sheets.len());
    let walkers = |doc: &Document| -> Vec<String> {
        doc.sheets.iter().map(|(_, sheet)| doc.person_names(&sheet.walkers)).collect()
    };
    assert_ne!(walkers(&other.doc), walkers(doc()));
    // Other people walk, and so stand on the rota; it holds all the same.
    let findings = review(&other.doc, last_day());
    assert!(findings.iter().all(|finding| finding.rule.weight == Weight::Hint), "{findings:?}");
    let words = |doc: &Document| -> Vec<String> {
        doc.hazards.iter().map(|(_, hazard)| hazard.words.clone()).collect()
    };
    assert_eq!(words(&other.doc), words(doc()));
}

#[test]
fn a_sample_of_another_year_moves_with_its_new_years_eve() {
    let session = build(Plan { year: 2030, ..Plan::default() }).unwrap();
    let doc = session.document();
    let season = doc.current_season();
    let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
    // 2030: 除夕 is 2 February, three days earlier than in 2027.
    assert_eq!(
        (season.year, season.first, season.last),
        (2030, day("2030-01-27"), day("2030-02-17"))
    );
    let numbers = doc.numbers.iter().map(|(number, _)| number.series.year);
    assert_eq!(numbers.collect::<BTreeSet<_>>(), BTreeSet::from([2030]));
    let words = |part: &str| doc.hazards.iter().any(|(_, hazard)| hazard.measure.contains(part));
    assert!(words("1月31日前清洗") && !words("2月3日前清洗"));
    let findings = review(doc, season.last.unwrap());
    assert!(findings.iter().all(|finding| finding.rule.code == "S20"), "{findings:?}");

    assert!(matches!(build(Plan { year: 2100, ..Plan::default() }), Err(Trouble::Year(2100))));
    assert!(matches!(build(Plan { scale: 0, ..Plan::default() }), Err(Trouble::Scale(0))));
}

#[test]
fn a_scaled_sample_holds_as_many_seasons() {
    let mut session = build(Plan { scale: 3, ..Plan::default() }).unwrap();
    let doc = session.document();
    let patrols = doc.sheets.iter().filter(|(_, sheet)| sheet.depth() == Depth::Patrol);
    let points = patrols.map(|(_, sheet)| sheet.points.len()).sum::<usize>();
    assert_eq!((points, doc.hazards.len()), (3 * 1_050, 3 * 96));
    assert_eq!((doc.duties.len(), doc.logs.len()), (3 * 22 * 16, 3 * 44));
    assert_eq!((doc.services.len(), doc.versions.len()), (3 * 137, 4));
    let figures = HazardFigures::of(doc, last_day());
    // Every season but the last came to its end.
    assert_eq!((figures.open, figures.late), (2, 0));
    assert_eq!(doc.current_season().year, 2027);
    let findings = review(doc, last_day());
    assert!(findings.iter().all(|finding| finding.rule.weight == Weight::Hint), "{findings:?}");
    file::verify(file::write(&session.snapshot()).as_bytes()).unwrap();
}

#[test]
fn a_sample_stops_where_it_is_told_to() {
    let eve: NaiveDateTime = "2027-02-05T14:30:00".parse().unwrap();
    let session = build(Plan { until: Some(eve), ..Plan::default() }).unwrap();
    let doc = session.document();
    let entries = session.journal().entries();
    assert!(entries.iter().all(|entry| entry.at <= eve + TimeDelta::minutes(5)));
    let out: Vec<_> =
        doc.sheets.iter().filter(|(_, sheet)| sheet.entered.is_none()).map(|(_, s)| s).collect();
    // Printed this morning for this afternoon and tonight, not back yet.
    assert_eq!(out.len(), 9);
    assert!(out.iter().all(|sheet| sheet.day == Some(eve.date())));
    assert!(0 < HazardFigures::of(doc, eve.date()).open);
    let findings = review(doc, eve.date());
    assert!(findings.iter().all(|finding| finding.rule.weight != Weight::Law), "{findings:?}");
    // Yesterday's logs are there, this morning's night included; tonight's rota is too.
    assert_eq!((doc.logs.len(), doc.zero_reports.len()), (12, 12));
    assert_eq!(doc.duties.len(), 22 * 16);
    // What was there is what the whole season begins with.
    let whole = Session::open(SAMPLE.clone(), session.replica());
    let begins = whole.journal().entries();
    assert_eq!(begins[..entries.len()], entries[..]);
}
