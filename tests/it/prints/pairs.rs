//! Papers of one day or shift laid side by side: whatever two of them say is the same. Walks every
//! day of the sample and reads what is printed, not what is counted.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::id::PersonId;
use shousui::print::{Request, Stamp, print};
use typst::layout::{Frame, FrameItem};

use super::{count, text_of, words_on};
use crate::sample::{doc, last_day};

/// Two shifts a day keep a log and hand over.
const SHIFTS: [DutyShift; 2] = [DutyShift::Day, DutyShift::Night];
/// Figures of a brief, side by side for the day and for the season so far.
const FIGURES: usize = 11;
/// Where in the row they stand.
const FOUND: usize = 4;
const CLOSED: usize = 6;
const REPORTS: usize = 7;

/// Everything printed about a day.
struct Papers {
    day: NaiveDate,
    brief: String,
    /// What the day, and what the season so far, came to.
    rows: [Vec<usize>; 2],
    logs: [String; 2],
    handovers: [String; 2],
    zero: String,
}

fn stamp() -> Stamp {
    Stamp {
        code: "7F3A-91".to_owned(),
        now: last_day().and_time(NaiveTime::MIN),
        both_sides: false,
    }
}

fn words(request: &Request) -> String {
    text_of(&print(doc(), request, &stamp()).unwrap())
}

/// Runs of words, each as it stands in its cell.
fn runs_on(frame: &Frame, runs: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => runs_on(&group.frame, runs),
            FrameItem::Text(text) => runs.push(text.text.to_string()),
            _ => {}
        }
    }
}

fn papers(day: NaiveDate) -> Papers {
    // The log of a shift, however busy it was.
    let on_one_page = |request: &Request| {
        let print = print(doc(), request, &stamp()).unwrap();
        assert_eq!(print.page_count(), 1, "{day} {request:?}");
        text_of(&print)
    };
    let of_shift = |shift: DutyShift| {
        let log =
            doc().logs.iter().find(|(_, one)| (one.day, one.shift) == (Some(day), Some(shift)));
        let mut handovers = doc().handovers.iter();
        let handover = handovers.find(|(_, one)| (one.day, one.shift) == (Some(day), Some(shift)));
        (
            on_one_page(&Request::log(*log.unwrap().0)),
            words(&Request::handover(*handover.unwrap().0)),
        )
    };
    let [(day_log, day_handover), (night_log, night_handover)] = SHIFTS.map(of_shift);
    let brief = print(doc(), &Request::brief(day), &stamp()).unwrap();
    let mut runs = Vec::new();
    brief.pages().iter().for_each(|page| runs_on(&page.frame, &mut runs));
    let begin = runs.iter().position(|run| run == "当日").unwrap();
    let end = runs.iter().position(|run| run.contains("需协调事项")).unwrap();
    let numbers: Vec<usize> = runs[begin..end].iter().filter_map(|run| run.parse().ok()).collect();
    Papers {
        day,
        brief: text_of(&brief),
        rows: [numbers[..FIGURES].to_vec(), numbers[numbers.len() - FIGURES..].to_vec()],
        logs: [day_log, night_log],
        handovers: [day_handover, night_handover],
        zero: words(&Request::zero_reports(day)),
    }
}

/// The number between two texts, the first time it stands there; 0 where it does not.
fn number(words: &str, before: &str, after: &str) -> usize {
    let found = words.match_indices(before).find_map(|(at, _)| {
        let rest = &words[at + before.len()..];
        let (digits, _) = rest.split_once(after)?;
        digits.parse().ok()
    });
    found.unwrap_or_default()
}

/// Hazards whose record of finding is of that day, past that time.
fn found_late(day: NaiveDate, from: NaiveTime) -> usize {
    let late = doc().hazards.iter().filter(|(_, hazard)| {
        hazard.found_on == Some(day) && hazard.found_at.is_some_and(|at| from <= at)
    });
    late.count()
}

/// Everybody whose cell of the rota has that moment in it.
fn on_rota(at: NaiveDateTime) -> BTreeSet<PersonId> {
    let cells = doc().duties.iter().filter(|(id, _)| {
        let (from, to) = id.shift.span(id.day);
        from <= at && at < to
    });
    cells.flat_map(|(_, duty)| duty.persons.clone()).collect()
}

fn season() -> Vec<Papers> {
    let first = doc().current_season().first.unwrap();
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last_day()).collect();
    // Side by side, since each is a print of its own.
    std::thread::scope(|scope| {
        let halves: Vec<_> = days
            .chunks(days.len().div_ceil(4))
            .map(|some| scope.spawn(|| some.iter().map(|day| papers(*day)).collect::<Vec<_>>()))
            .collect();
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    })
}

/// What two papers say of one thing, told to whoever compares: of what, of which day, both.
type Same<'a> = &'a mut dyn FnMut(&str, NaiveDate, usize, usize);

/// Log and handover of each shift.
fn shifts_agree(papers: &Papers, same: Same<'_>) {
    let Papers { day, logs, handovers, .. } = papers;
    for (log, handover) in logs.iter().zip(handovers) {
        let found = number(log, "登记", "条：");
        same("交接发现、日志登记", *day, number(handover, "发现隐患", "条"), found);
        same("日志工作情况、登记", *day, number(log, "本班发现隐患", "条"), found);
        let (lines, boxes) = log.split_once("隐患登记办理").unwrap();
        for (line, done) in [("，当场整改", "当场整改"), ("移交", "移交"), ("复查整改", "复查合格")]
        {
            let [line, done] = [number(lines, line, "条"), number(boxes, done, "条：")];
            same("日志工作情况、隐患登记办理", *day, line, done);
        }
        let open = number(handover, "未销号", "条：");
        let listed = count(handover, "YH-2027-");
        let told = usize::from(handover.contains("待复查或待销号"));
        same("交接未销号、逐条", *day, open, listed - told);
    }
}

#[test]
fn no_two_papers_of_the_season_say_different_figures() {
    let season = season();
    let mut wrong: Vec<String> = Vec::new();
    let mut same = |what: &str, day: NaiveDate, one: usize, other: usize| {
        if one != other {
            wrong.push(format!("{day} {what}：{one}、{other}"));
        }
    };
    let mut before: Option<&Papers> = None;
    for papers in &season {
        let Papers { day, brief, rows: [of_day, so_far], logs, handovers, zero } = papers;
        shifts_agree(papers, &mut same);
        let open = number(brief, "截至当日未销号", "条：");
        let night = NaiveTime::from_hms_opt(20, 0, 0).unwrap();
        let at_night = number(&handovers[0], "未销号", "条：") + found_late(*day, night);
        same("日报未销号、交接未销号加夜间登记", *day, open, at_night);
        same(
            "日报登记",
            *day,
            number(brief, "当日登记", "条：").max(number(brief, "登记", "条：")),
            of_day[FOUND],
        );
        let closed = number(brief, "；销号", "条：").max(number(brief, "当日销号", "条："));
        same("日报销号", *day, closed, of_day[CLOSED]);

        let told = number(brief, "报送零报告", "次");
        same("日报零报告、累计表", *day, told, of_day[REPORTS]);
        same(
            "日报零报告、零报告表",
            *day,
            told,
            count(zero, "无突发事件") - count(zero, "【零报告】"),
        );
        same("日报零报告、白班日志", *day, told, count(&logs[0], "16:00报"));
        same("夜班日志不写白班的零报告", *day, count(&logs[1], "16:00报"), 0);
        let expected = number(zero, "应到", "人");
        same("零报告应到、日志应到", *day, expected, number(&logs[0], "应到", "人（"));
        let roll = on_rota(day.and_hms_opt(16, 0, 0).unwrap());
        same("零报告应到、排班表", *day, expected, roll.len());
        let signing = logs[0].split("主要工作").next().unwrap();
        let signed = roll.iter().filter(|id| signing.contains(doc().person_name(**id))).count();
        same("日志签到、应到", *day, signed, expected);

        if let Some(before) = before {
            for (at, ((day_before, today), sum)) in
                before.rows[1].iter().zip(of_day).zip(so_far).enumerate()
            {
                same(&format!("日报累计第{at}项"), *day, day_before + today, *sum);
            }
        }
        before = Some(papers);
    }
    assert_eq!(wrong, Vec::<String>::new());
    let last = season.last().unwrap();
    let summary = words(&Request::summary());
    assert_eq!(number(&summary, "未销号", "条"), number(&last.brief, "截至当日未销号", "条："));
    let all = &last.rows[1];
    for (what, unit, at) in
        [("巡查", "次", 0), ("检查点位", "处次", 2), ("出动", "人次", 3), ("排查隐患", "条", FOUND)]
    {
        assert_eq!(number(&summary, what, unit), all[at], "{what}");
    }
    let ledger = words(&Request::ledger());
    assert_eq!(number(&ledger, "累计登记", "条（"), all[FOUND]);
    // The walk has seen something: nothing of this is about nothing.
    assert!(all.iter().filter(|count| 0 < **count).count() >= FIGURES - 1, "{all:?}");
}

#[test]
fn no_brief_says_a_place_twice_and_each_is_as_short_as_it_may_be() {
    for papers in season() {
        let listed = count(&papers.brief, "附：当日登记");
        let print = print(doc(), &Request::brief(papers.day), &stamp()).unwrap();
        let pages = print.page_count();
        assert_eq!(pages, 1 + listed, "{}", papers.day);
        let mut first = String::new();
        words_on(&print.pages()[0].frame, &mut first);
        assert!(first.contains("编制") && first.contains("需协调事项"), "{}", papers.day);
        for (id, hazard) in doc().hazards.iter() {
            let words = shousui::rules::wording::where_and_what(doc(), hazard);
            let signs: Vec<char> = words.chars().collect();
            let place = format!("{}{}", doc().site_name(hazard.site), hazard.place);
            let twice = signs
                .windows(4)
                .map(String::from_iter)
                .find(|part: &String| 1 < count(&words, part) && place.contains(part.as_str()));
            assert_eq!(twice, None, "{}: {words}", doc().name_of(&RecordId::Hazard(*id)));
        }
    }
}
