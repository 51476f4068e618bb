//! The ledger's pages: rows as high as their words, years, no end of a part in the middle.

use std::cell::Cell;

use chrono::NaiveDate;
use shousui::action::{Action, NumberAction};
use shousui::command::choose::{Wanted, requests};
use shousui::model::RecordId;
use shousui::model::hazard::{HazardField, Step};
use shousui::model::mine::{Only, SeasonField};
use shousui::model::number::{Number, NumberField, Use};
use shousui::print::{Faces, PrintError, Printed, Progress, Request, file_stem, print_while};
use shousui::session::Session;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::visualize::Geometry;

use super::{advance, count, endless, has, printed, report, stamp, words_on};
use crate::fixture::{act, day, morning, person, replica, set, small_mine};
use crate::numbers::{Papers, merged};

/// What stands on a page: long level lines by their height, and runs of words.
#[derive(Default)]
struct Drawn {
    lines: Vec<Abs>,
    /// Top, bottom, left, right, words.
    runs: Vec<(Abs, Abs, Abs, Abs, String)>,
}

fn drawn(frame: &Frame, at: Point, on: &mut Drawn) {
    for (place, item) in frame.items() {
        let place = at + *place;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                drawn(&group.frame, place + moved, on);
            }
            FrameItem::Shape(shape, _) => {
                if let Geometry::Line(to) = shape.geometry
                    && Abs::pt(200.0) < to.x
                {
                    on.lines.push(place.y);
                }
            }
            FrameItem::Text(text) => {
                // Where a line box begins and ends (house.typ), but for a little air.
                let top = place.y - text.size * 0.8;
                let bottom = place.y + text.size * 0.08;
                let right = place.x + text.width();
                let words = text.text.as_str().replace(['\u{200B}', '\u{2060}'], "");
                on.runs.push((top, bottom, place.x, right, words));
            }
            _ => {}
        }
    }
}

/// No words stand on a line of the table, and none below the last one but at the foot.
fn keeps_to_its_rows(print: &Printed) {
    for (number, page) in print.pages().iter().enumerate() {
        let mut on = Drawn::default();
        drawn(&page.frame, Point::zero(), &mut on);
        for (top, bottom, _, _, words) in &on.runs {
            let crossed = on.lines.iter().find(|line| *top < **line && **line < *bottom);
            assert!(crossed.is_none(), "page {}: “{words}” crosses a line", number + 1);
            assert!(*bottom < page.frame.height(), "page {}: “{words}”", number + 1);
        }
        // Nor do words of two rows, or of two lines of a cell, stand on each other.
        for (at, (top, bottom, left, right, words)) in on.runs.iter().enumerate() {
            for (next_top, next_bottom, next_left, next_right, next) in on.runs.iter().skip(at + 1)
            {
                let beside = right.to_pt() - 0.3 < next_left.to_pt()
                    || next_right.to_pt() - 0.3 < left.to_pt();
                let apart = bottom < next_top || next_bottom < top;
                assert!(beside || apart, "page {}: “{words}” on “{next}”", number + 1);
            }
        }
    }
}

#[test]
fn absurd_names_keep_to_their_rows() {
    let (mut session, names) = small_mine(1);
    let long = "欧阳".repeat(30);
    let who = person(&mut session, &long, false);
    let address = format!("D:/{}", "backup".repeat(20));
    for (words, place, dual) in [
        (long.as_str(), long.as_str(), address.as_str()),
        (&address, &address, &long),
        ("一 二 三     ", "WWWWWWWWWWWWMMMM", "SF-2027-02-05-0031-07-0000-11"),
    ] {
        let hazard = report(&mut session, &names, words);
        act(&mut session, set((hazard, HazardField::Place(place.to_owned()))));
        act(&mut session, set((hazard, HazardField::DualNumber(dual.to_owned()))));
        act(&mut session, set((hazard, HazardField::Finders(vec![who]))));
        act(&mut session, set((hazard, HazardField::Owner(Some(who)))));
        let step = Step::FixedOnSpot {
            at: morning(),
            how: address.clone(),
            fixer: names.people[2],
            checker: names.people[0],
        };
        advance(&mut session, hazard, step);
        let hazard = report(&mut session, &names, words);
        advance(&mut session, hazard, Step::Voided { why: address.clone(), by: who, on: day() });
    }
    let (print, words) = printed(&session, &Request::ledger());
    keeps_to_its_rows(&print);
    assert_eq!(count(&words, &address), 3 + 3 + 4, "{words}");
}

#[test]
fn a_year_stands_above_its_rows_and_its_days_do_not_say_it_again() {
    let (mut session, names) = small_mine(1);
    let mut report_in = |year: i32| {
        act(&mut session, set((Only, SeasonField::Year(year))));
        let hazard = report(&mut session, &names, "灭火器压力不足");
        let found = NaiveDate::from_ymd_opt(year, 2, 6);
        act(&mut session, set((hazard, HazardField::FoundOnDay(found))));
        act(&mut session, set((hazard, HazardField::Due(NaiveDate::from_ymd_opt(2028, 3, 9)))));
        printed(&session, &Request::ledger())
    };
    let (_, words) = report_in(2027);
    has(&words, &["状态1YH-2027-00012月6日", "2028年3月9日"]);

    // However many rows stand above it, the year stands with a row of its own.
    for before in 1..18 {
        let (print, words) = report_in(2028);
        has(&words, &["2027年1YH-2027-00012月6日", "2027年2月6日至2028年2月6日"]);
        let no = before + 1;
        let pages = print.pages().iter().filter(|page| {
            let mut words = String::new();
            words_on(&page.frame, &mut words);
            words.contains(&format!("2028年{no}YH-2028-0001"))
        });
        assert_eq!(pages.count(), 1, "{words}");
        assert_eq!(count(&words, "2028年3月9日"), before, "only beside numbers of 2027");
        assert_eq!(count(&words, "YH-2028-00012月6日"), 1);
        keeps_to_its_rows(&print);
        report_in(2027);
    }
}

#[test]
fn a_row_taller_than_a_page_flows_and_the_pages_are_counted_through() {
    let (mut session, names) = small_mine(1);
    for n in 1..=60 {
        let hazard = report(&mut session, &names, &format!("灭火器{n}号压力不足"));
        if matches!(n, 1 | 30 | 31 | 60) {
            act(&mut session, set((hazard, HazardField::Measure(endless()))));
        }
    }
    let (print, words) = printed(&session, &Request::ledger());
    let pages = print.page_count();
    for page in 1..=pages {
        assert_eq!(count(&words, &format!("第 {page} 页　共 {pages} 页")), 1, "{page} of {pages}");
    }
    assert_eq!((count(&words, "犇"), count(&words, "编制")), (4 * 60, 1));
    for n in 1..=60 {
        assert_eq!(count(&words, &format!("灭火器{n}号压力不足")), 1);
    }
}

#[test]
fn a_long_ledger_asks_often_whether_to_go_on() {
    let (mut session, names) = small_mine(1);
    for n in 1..=500 {
        report(&mut session, &names, &format!("灭火器{n}号压力不足"));
    }
    let asked = Cell::new(0);
    let going = |_: Progress| {
        asked.set(asked.get() + 1);
        asked.get() < 2
    };
    let stopped =
        print_while(session.document(), &Request::ledger(), &stamp(), &Faces::default(), &going);
    assert_eq!(stopped.map(|_| ()), Err(PrintError::Stopped));
}

#[test]
fn every_hazard_has_a_row_whatever_its_number() {
    let (mut session, ours, theirs) = merged();
    let rows = |session: &Session| {
        let (print, words) = printed(session, &Request::ledger());
        keeps_to_its_rows(&print);
        words
    };
    let words = rows(&session);
    for part in ["灭火器压力不足", "疏散指示灯不亮"] {
        assert_eq!(count(&words, part), 1, "{words}");
    }
    assert_eq!(count(&words, "YH-2027-0001重号，待改号"), 2, "{words}");
    has(&words, &["累计登记2条（口径：本册全部隐患，不含作废0号）"]);

    let renumber = NumberAction::Renumber(RecordId::Hazard(theirs.hazard));
    act(&mut session, Action::Number(renumber));
    let words = rows(&session);
    has(&words, &["1YH-2027-0001曾重号，另见YH-2027-0002", "2YH-2027-0002曾用号YH-2027-0001"]);
    has(&words, &["累计登记2条（口径：本册全部隐患，不含作废0号）"]);

    // Without a number, as a damaged file may have it; its number's line is a row of its own.
    let mut kept = session.snapshot();
    kept.doc.apply((ours.hazard, HazardField::Number(None)).into());
    let words = rows(&Session::open(kept.clone(), replica(8)));
    has(&words, &["1YH-2027-0001作废（无此隐患）", "3未编号", "灭火器压力不足"]);
    has(&words, &["累计登记2条（口径：本册全部隐患，不含作废1号）"]);

    // What was never issued is no row.
    for field in [
        NumberField::Kept(true),
        NumberField::Used(Some(Use::Void { bearer: None, why: "x".to_owned() })),
    ] {
        kept.doc.apply(("YH-2027-40000000".parse::<Number>().unwrap(), field).into());
    }
    let words = rows(&Session::open(kept, replica(8)));
    assert!(!words.contains("40000000"), "{words}");
}

#[test]
fn papers_say_that_their_number_is_another_ones_too() {
    let (mut session, ours, theirs) = merged();
    let sheet = |papers: Papers| Request::sheets(&[papers.sheet]);
    has(&printed(&session, &sheet(ours)).1, &["XC-2027-0001重号，另一张是2月5日 午班"]);
    for record in [
        RecordId::Sheet(theirs.sheet),
        RecordId::Hazard(theirs.hazard),
        RecordId::Transfer(theirs.slip),
    ] {
        act(&mut session, Action::Number(NumberAction::Renumber(record)));
    }
    has(&printed(&session, &sheet(ours)).1, &["XC-2027-0001曾重号，另一张已改为XC-2027-0002"]);
    has(&printed(&session, &sheet(theirs)).1, &["曾用号XC-2027-0001，原号现归2月5日 早班"]);
    let slip = |papers: Papers| Request::transfer(papers.slip);
    has(&printed(&session, &slip(ours)).1, &["YJ-2027-0001曾重号，另一张已改为YJ-2027-0002"]);
    let words = printed(&session, &slip(theirs)).1;
    has(&words, &["曾用号YJ-2027-0001，原号现归", "YH-2027-0002曾用号YH-2027-0001"]);
}

#[test]
fn a_part_of_the_ledger_is_of_a_site_or_of_a_day_and_says_so() {
    let (mut session, names) = small_mine(1);
    let [first, second, ..] = names.sites[..] else { panic!("two sites") };
    for (site, found, words) in [
        (first, day(), "防火门关不上"),
        (first, day().pred_opt().unwrap(), "疏散指示灯不亮"),
        (second, day(), "灭火器压力不足"),
    ] {
        let hazard = report(&mut session, &names, words);
        act(&mut session, set((hazard, HazardField::Site(Some(site)))));
        act(&mut session, set((hazard, HazardField::FoundOnDay(Some(found)))));
    }
    let named = session.document().site_name(Some(first)).to_owned();
    let asked = |site: Option<&str>, day| {
        let site = site.map(str::to_owned);
        let wanted = Wanted { what: vec!["ledger".to_owned()], site, day, ..Wanted::default() };
        requests(session.document(), &wanted, stamp().now.date())
    };
    let all = ["防火门关不上", "疏散指示灯不亮", "灭火器压力不足"];
    for (site, of_day, listed, stem, says) in [
        (None, None, &all[..], "20270205_全矿", "本册全部隐患"),
        (Some(&*named), None, &all[..2], &*format!("20270205_{named}"), "本表所列隐患"),
        (None, Some(day()), &[all[0], all[2]], "20270205_全矿当日登记", "2027年2月5日登记"),
        (
            Some(&*named),
            day().pred_opt(),
            &all[1..2],
            &*format!("20270204_{named}当日登记"),
            &*format!("场所：{named}"),
        ),
    ] {
        let requests = asked(site, of_day).unwrap();
        let [request] = &requests[..] else { panic!("{requests:?}") };
        let stem_of = file_stem(session.document(), request, &stamp());
        assert_eq!(stem_of, format!("2027春节_隐患台账_{stem}"));
        let (_, words) = printed(&session, request);
        has(&words, &[says, &format!("累计登记{}条", listed.len())]);
        for one in all {
            assert_eq!(words.contains(one), listed.contains(&one), "{one}: {words}");
        }
    }
    let none = asked(Some(&named), day().succ_opt()).unwrap_err().to_string();
    assert!(none.contains("隐患台账"), "{none}");
}

#[test]
fn a_row_says_what_it_rests_on_and_what_keeps_people_safe_meanwhile() {
    let (mut session, names) = small_mine(1);
    let hazard = report(&mut session, &names, "电缆护套磨损");
    for field in [
        HazardField::Basis("消防法第27条".to_owned()),
        HazardField::Measure("2月10日前加护套".to_owned()),
        HazardField::Interim("停电挂牌，专人看守".to_owned()),
        HazardField::Funds("材料费200元".to_owned()),
        HazardField::SafetyNumber("望安监〔2027〕第16号".to_owned()),
    ] {
        act(&mut session, set((hazard, field)));
    }
    let numberless = report(&mut session, &names, "灭火器压力不足");
    act(&mut session, set((numberless, HazardField::DualNumber("SF-2027-0031".to_owned()))));
    let (print, words) = printed(&session, &Request::ledger());
    keeps_to_its_rows(&print);
    has(&words, &["电缆护套磨损依据：消防法第27条"]);
    has(&words, &["2月10日前加护套临时措施：停电挂牌，专人看守资金：材料费200元"]);
    has(&words, &["没有通知书号的1条（YH-2027-0002），没有双防编号的1条（YH-2027-0001）"]);
    // Each of them is one run of words, on a line of its own.
    for page in print.pages() {
        let mut on = Drawn::default();
        drawn(&page.frame, Point::zero(), &mut on);
        for whole in ["望安监〔2027〕第16号", "SF-2027-0031", "YH-2027-0001"] {
            let line = on.runs.iter().find(|run| run.4.contains(whole));
            assert!(line.is_some(), "{whole}: {:?}", on.runs);
        }
    }
}

#[test]
fn a_long_row_leaves_no_page_empty() {
    let (mut session, names) = small_mine(1);
    for n in 1..=12 {
        let words = if n % 4 == 0 {
            "这是一段很长的话，没有完。".repeat(50)
        } else {
            format!("{n}号灯")
        };
        report(&mut session, &names, &words);
    }
    let (print, _) = printed(&session, &Request::ledger());
    let pages = print.pages();
    for (number, page) in pages.iter().enumerate().take(pages.len() - 1) {
        let mut on = Drawn::default();
        drawn(&page.frame, Point::zero(), &mut on);
        let lowest = on.lines.iter().max().unwrap().to_mm();
        assert!(140.0 < lowest, "page {} ends at {lowest} of 210 mm", number + 1);
    }
}
