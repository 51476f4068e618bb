//! What prints say, what they leave to the pen, and that the same data prints the same bytes.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "a test may stop at once")]

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use shousui::action::{Action, HazardAction, NewRecord, SheetAction, TeamAction};
use shousui::model::RecordId;
use shousui::model::checklist::{ChecklistField, Code, Depth, Judge};
use shousui::model::duty::DutyShift;
use shousui::model::hazard::{Hazard, HazardField, Step};
use shousui::model::id::{HazardId, PersonId, RouteId, SheetId, SiteId, TransferId};
use shousui::model::mine::{MineField, Only, Term};
use shousui::model::people::Post;
use shousui::model::place::{Route, Site, SiteKind};
use shousui::model::sheet::{Mark, SheetField};
use shousui::print::{Faces, Pager, Printed, Request, Stamp, print};
use shousui::session::Session;
use typst::layout::{Frame, FrameItem};

use crate::fixture::{Names, act, day, made, morning, set, small_mine};

mod activity;
mod agree;
mod answers;
mod archive;
mod blank;
mod boards;
mod brief;
mod bundle;
mod cards;
mod catalogue;
mod dial_test;
mod edges;
mod evenness;
mod excel;
mod extremes;
mod faces;
mod filing;
mod found;
mod founding;
mod gatherings;
mod grid;
mod handover;
mod incidents;
mod lateness;
mod ledger;
mod log;
mod manned;
mod masked;
mod memory;
mod overview;
mod pairs;
mod phones;
mod plan;
mod plates;
mod pockets;
mod red_pen;
mod residents;
pub(crate) mod returned;
mod roster;
mod rota;
mod services;
mod site_record;
mod slips;
mod spot_checks;
mod spots;
mod standard;
mod summary;
mod supplies;
mod swaps;
mod wall;
mod word;
mod zero_reports;
mod zones;

fn stamp() -> Stamp {
    Stamp { code: "7F3A-91".to_owned(), now: morning(), both_sides: false }
}

/// The words on a page in the order they were laid, with nothing between runs of text.
pub(crate) fn words_on(frame: &Frame, words: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => words_on(&group.frame, words),
            FrameItem::Text(text) => words.push_str(&text.text),
            _ => {}
        }
    }
}

/// All words of a print as a search of the PDF sees them.
fn found_in(printed: &Printed) -> String {
    let mut words = String::new();
    for page in printed.pages() {
        words_on(&page.frame, &mut words);
    }
    words
}

/// All words of a print, without the invisible signs that say where a line may break.
fn text_of(printed: &Printed) -> String {
    found_in(printed).replace(['\u{200B}', '\u{2060}'], "")
}

/// Whether a PDF says of itself that it is PDF/A-2b; its metadata are never packed then.
fn is_archival(pdf: &[u8]) -> bool {
    let words = String::from_utf8_lossy(pdf);
    words.contains("<pdfaid:part>2</pdfaid:part>")
        && words.contains("<pdfaid:conformance>B</pdfaid:conformance>")
}

/// Prints, twice, and gives the print with its words. The two must be the same bytes.
pub(crate) fn printed(session: &Session, request: &Request) -> (Printed, String) {
    let print = || print(session.document(), request, &stamp()).unwrap();
    let (once, again) = (print(), print());
    assert!(once.pdf().unwrap() == again.pdf().unwrap(), "two prints of one thing differ");
    let words = text_of(&once);
    (once, words)
}

/// Long Chinese without a place to rest; 犇 stands in it sixty times.
fn endless() -> String {
    "这是一段很长而且没有标点的犇文字".repeat(60)
}

fn add(session: &mut Session, record: NewRecord) -> RecordId {
    made(session, Action::Add(record))
}

/// A post of that name with a column of the rota, and who is on duty there on New Year's Eve.
fn on_duty(session: &mut Session, post: Post, shift: DutyShift, persons: &[PersonId]) {
    let post = Post { shifts: vec![shift], ..post };
    let RecordId::Post(post) = add(session, NewRecord::Post(post)) else { panic!("a post") };
    let days = vec![(day(), persons.to_vec())];
    act(session, Action::Team(TeamAction::TakeTurns { post, shift, days }));
}

fn advance(session: &mut Session, hazard: HazardId, step: Step) {
    act(session, Action::Hazard(HazardAction::Advance { hazard, step }));
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields want it")]
fn time(text: &str) -> Option<NaiveTime> {
    Some(text.parse().unwrap())
}

fn count(words: &str, of: &str) -> usize {
    words.matches(of).count()
}

fn has(words: &str, parts: &[&str]) {
    for part in parts {
        assert!(words.contains(part), "“{part}”不在纸上：{words}");
    }
}

fn sheet_of(record: RecordId) -> SheetId {
    match record {
        RecordId::Sheet(id) => id,
        other => panic!("{other:?}"),
    }
}

fn issue_route(session: &mut Session, names: &Names, route: RouteId) -> SheetId {
    let action = SheetAction::IssueRoute {
        route,
        shift: "八点班".to_owned(),
        day: day(),
        walkers: names.people.iter().take(2).copied().collect(),
    };
    sheet_of(made(session, Action::Sheet(action)))
}

fn issue_site(session: &mut Session, names: &Names, site: SiteId, depth: Depth) -> SheetId {
    let walkers = names.people.iter().take(2).copied().collect();
    let action = SheetAction::IssueSite { site, depth, day: day(), walkers };
    sheet_of(made(session, Action::Sheet(action)))
}

fn add_site(session: &mut Session, name: &str, kind: SiteKind) -> SiteId {
    let site = Site { name: name.to_owned(), kind: Some(kind), ..Site::default() };
    match made(session, Action::Add(NewRecord::Site(site))) {
        RecordId::Site(id) => id,
        other => panic!("{other:?}"),
    }
}

fn add_route(session: &mut Session, stops: Vec<SiteId>) -> RouteId {
    let route = Route { name: "全线".to_owned(), stops, ..Route::default() };
    match made(session, Action::Add(NewRecord::Route(route))) {
        RecordId::Route(id) => id,
        other => panic!("{other:?}"),
    }
}

fn report(session: &mut Session, names: &Names, words: &str) -> HazardId {
    let hazard = Hazard {
        words: words.to_owned(),
        site: names.sites.first().copied(),
        place: "2层".to_owned(),
        finders: names.people.iter().take(1).copied().collect(),
        ..Hazard::default()
    };
    match made(session, Action::Hazard(HazardAction::Report(Box::new(hazard)))) {
        RecordId::Hazard(id) => id,
        other => panic!("{other:?}"),
    }
}

fn hand_over(session: &mut Session, names: &Names, hazards: Vec<HazardId>) -> TransferId {
    let by = names.people[3];
    match made(session, Action::Hazard(HazardAction::HandOver { hazards, by, due: None })) {
        RecordId::Transfer(id) => id,
        other => panic!("{other:?}"),
    }
}

fn finish(session: &mut Session, sheet: SheetId, now: NaiveDateTime) {
    session.perform(&Action::Sheet(SheetAction::Finish { sheet }), now).unwrap();
    session.seal();
}

fn mark(session: &mut Session, sheet: SheetId, row: u16, mark: Mark) {
    act(session, Action::Sheet(SheetAction::Mark { sheet, row, mark: Some(mark) }));
}

#[test]
fn a_route_sheet_says_what_it_must_and_leaves_the_rest_to_the_pen() {
    let (mut session, names) = small_mine(1);
    act(&mut session, set((Only, MineField::DispatchPhone("8000".to_owned()))));
    act(&mut session, set((Only, MineField::OutsidePrefix("0".to_owned()))));
    let own = MineField::Term(Term::Dispatch, Some("调度指挥中心".to_owned()));
    act(&mut session, set((Only, own)));
    let sheet = issue_route(&mut session, &names, names.route);
    let (print, words) = printed(&session, &Request::sheets(&[sheet]));

    has(
        &words,
        &[
            "党员突击队节日安全巡查记录",
            "望禾煤矿",
            "2027年2月5日（周五 腊月廿九 除夕）",
            "八点班",
            "东线：公寓区",
            "发现火情先报119，再报调度指挥中心8000（内线拨119：先拨0）。",
            "仅为单号，不联网",
            "参考稿·未经本矿审核",
            "7F3A-91",
            "电工签名",
            "第 1 页",
        ],
    );
    assert!(words.contains("XC-2027-0001"), "{words}");
    assert!(!words.contains("演示资料") && !words.contains("计入法定"));
    let doc = session.document();
    for row in doc.sheets.get(&sheet).unwrap().rows() {
        let site = doc.site_name(Some(row.site));
        has(&words, &[site, &row.number.to_string(), &doc.items.get(row.item).unwrap().brief]);
    }
    // Once as a hint in the heading; where people sign nothing is typed.
    for name in ["苗小满", "温禾生"] {
        assert_eq!(count(&words, name), 1, "{words}");
    }
    assert!(print.missing_signs().is_empty());
}

#[test]
fn demo_review_and_law_are_said_only_where_they_are_true() {
    let (mut session, names) = small_mine(1);
    act(&mut session, set((Only, MineField::Demo(true))));
    act(&mut session, set((Only, MineField::Reviewed("安监部 2027年1月20日".to_owned()))));
    let document = "望矿发〔2027〕3号".to_owned();
    act(&mut session, set((Only, MineField::StatutoryDocument(document))));
    let sheet = issue_route(&mut session, &names, names.route);
    let (_, words) = printed(&session, &Request::sheets(&[sheet]));
    has(&words, &["演示资料，单位人名均为虚构", "计入法定每日防火巡查（依据：望矿发〔2027〕3号）"]);
    assert!(!words.contains("参考稿"));
}

#[test]
fn a_sheet_typed_back_prints_as_a_record() {
    let (mut session, names) = small_mine(1);
    let sheet = issue_route(&mut session, &names, names.route);
    let words = "2层东侧安全出口上链锁".to_owned();
    mark(&mut session, sheet, 11, Mark::Fault { words: words.clone(), hazard: None });
    let fault = HazardAction::ReportFault { sheet, row: 11, words: words.clone() };
    act(&mut session, Action::Hazard(fault));
    mark(&mut session, sheet, 12, Mark::Absent);
    mark(&mut session, sheet, 13, Mark::Unchecked);
    let tick = |judge| Action::Sheet(SheetAction::Tick { sheet, judge, ticked: true });
    act(&mut session, tick(Judge::Member));
    act(&mut session, set((sheet, SheetField::Electrician(Some(names.electrician)))));
    act(&mut session, tick(Judge::Electrician));
    act(&mut session, set((sheet, SheetField::Left(Some("08:10:00".parse().unwrap())))));
    act(&mut session, set((sheet, SheetField::Back(Some("09:05:00".parse().unwrap())))));
    finish(&mut session, sheet, morning() + TimeDelta::hours(25));

    let (_, record) = printed(&session, &Request::sheets(&[sheet]));
    let fault = format!("{words}（登记 YH-2027-0001）");
    has(&record, &[&fault, "08:10", "09:05", "录入2027年2月6日 09:00", "电工栏原单由侯望川签名"]);
    let doc = session.document();
    let rows = doc.sheets.get(&sheet).unwrap().rows().len();
    let unsigned = doc.sheets.get(&sheet).unwrap().block(Judge::PostHolder)[0].items.len();
    assert_eq!(count(&record, "√"), rows - 3 - unsigned);
    assert_eq!(count(&record, "×"), 1);
    assert_eq!(count(&record, "未查"), 1 + unsigned + 1, "and what it means");
    for name in ["苗小满", "温禾生", "侯望川"] {
        assert_eq!(count(&record, name), 1, "{record}");
    }
    assert!(!record.contains("补录"), "within a day of the walk, with paper of the shift");
}

/// Where the route crosses several posts, each post holder signs at their own.
#[test]
fn each_post_holder_has_a_cell_to_sign_in_and_each_stop_a_place_for_the_time() {
    let (mut session, names) = small_mine(1);
    let stops: Vec<SiteId> =
        [("东锅炉房", SiteKind::BoilerHouse), ("西锅炉房", SiteKind::BoilerHouse)]
            .map(|(name, kind)| add_site(&mut session, name, kind))
            .to_vec();
    let route = add_route(&mut session, stops.clone());
    let sheet = issue_route(&mut session, &names, route);
    let (_, words) = printed(&session, &Request::sheets(&[sheet]));
    has(&words, &["岗位人员签名（东锅炉房）", "岗位人员签名（西锅炉房）"]);
    assert_eq!(count(&words, "到达"), 2, "{words}");
    finish(&mut session, sheet, morning());
    let (_, record) = printed(&session, &Request::sheets(&[sheet]));
    has(&record, &["岗位人员签名（东锅炉房）"]);
    assert!(!record.contains("到达") && !record.contains("仅为单号"), "{record}");

    let one = add_route(&mut session, stops[..1].to_vec());
    let sheet = issue_route(&mut session, &names, one);
    let (_, words) = printed(&session, &Request::sheets(&[sheet]));
    assert!(!words.contains("岗位人员签名（"), "only one post: {words}");
}

/// However much was found, a record is as many pages as the paper it was typed from, and no page
/// has nothing but signatures.
#[test]
fn a_sheet_keeps_its_pages_when_faults_are_typed_in() {
    let (mut session, names) = small_mine(1);
    let stops =
        (1..=6).map(|n| add_site(&mut session, &format!("{n}号堆场"), SiteKind::Yard)).collect();
    let route = add_route(&mut session, stops);
    let sheet = issue_route(&mut session, &names, route);
    let (blank, _) = printed(&session, &Request::sheets(&[sheet]));
    let long =
        "棚外消火栓被积雪埋住，井盖上停着一辆装载机，栓口冻结打不开，周围堆放木料和油桶".to_owned();
    for row in [11, 31, 61] {
        mark(&mut session, sheet, row, Mark::Fault { words: long.clone(), hazard: None });
    }
    finish(&mut session, sheet, morning());
    let (record, words) = printed(&session, &Request::sheets(&[sheet]));
    assert_eq!((record.page_count(), count(&words, &long)), (blank.page_count(), 3));
}

/// With a printer for both sides each paper begins on the front of a sheet.
#[test]
fn on_both_sides_no_paper_begins_on_the_back_of_another() {
    let (mut session, names) = small_mine(1);
    let site = names.sites[0];
    let mut sheets: Vec<SheetId> =
        (0..2).map(|_| issue_route(&mut session, &names, names.route)).collect();
    sheets.push(issue_site(&mut session, &names, site, Depth::Full));
    // A short walk on one page, so that something comes behind an odd count.
    let yard = add_site(&mut session, "堆场", SiteKind::Yard);
    let short = add_route(&mut session, vec![yard]);
    sheets.insert(1, issue_route(&mut session, &names, short));
    let both = Stamp { both_sides: true, ..stamp() };
    let mut odd = 0;
    let alone: Vec<usize> = sheets
        .iter()
        .map(|id| {
            let pages = print(session.document(), &Request::sheets(&[*id]), &both).unwrap();
            odd += pages.page_count() % 2;
            pages.page_count()
        })
        .collect();
    assert!(0 < odd, "some sheet has an odd count of pages: {alone:?}");
    let request = Request::sheets(&sheets);
    let whole = print(session.document(), &request, &both).unwrap();
    let last = alone.last().copied().unwrap();
    let fronts: usize =
        alone[..alone.len() - 1].iter().map(|pages| pages.next_multiple_of(2)).sum();
    assert_eq!(whole.page_count(), fronts + last);
    let mut begins = 0;
    for (id, pages) in sheets.iter().zip(&alone) {
        let mut words = String::new();
        words_on(&whole.pages()[begins].frame, &mut words);
        let number =
            session.document().sheets.get(id).unwrap().number.as_ref().unwrap().to_string();
        has(&words, &[&number, "第 1 页"]);
        begins += pages.next_multiple_of(2);
    }
    // The preview shows the same.
    let mut pager =
        Pager::new(Box::new(session.document().clone()), &request, both, &Faces::default());
    while pager.advance().unwrap() {}
    assert_eq!(pager.sizes().len(), whole.page_count());
    for page in 0..whole.page_count() {
        assert!(pager.picture(page, 0.4).unwrap() == whole.picture(page, 0.4), "page {page}");
    }
    let single = print(session.document(), &request, &stamp()).unwrap();
    assert_eq!(single.page_count(), alone.iter().sum::<usize>());
}

#[test]
fn only_what_was_typed_more_than_a_day_later_is_late() {
    let (mut session, names) = small_mine(1);
    // Neither sheet has a time on paper, so the day counts from its end.
    for (hours, late) in [(39, false), (41, true)] {
        let sheet = issue_route(&mut session, &names, names.route);
        finish(&mut session, sheet, morning() + TimeDelta::hours(hours));
        let (_, words) = printed(&session, &Request::sheets(&[sheet]));
        assert_eq!(words.contains("补录"), late, "{hours}");
    }
}

#[test]
fn an_inspection_says_how_to_judge_and_what_was_found() {
    let (mut session, names) = small_mine(1);
    let site = names.sites[0];
    let sheet = issue_site(&mut session, &names, site, Depth::Full);
    let (print, words) = printed(&session, &Request::sheets(&[sheet]));
    has(&words, &["党员突击队场所安全检查记录", "节日期间场所检查（检）", "3号公寓", "腊月廿九"]);
    has(&words, &["一、通用项目", "不代替责任部门的防火检查记录。"]);
    assert!(!words.contains("；。") && !words.contains("；本表"), "{words}");
    has(&words, &["公寓专项", "参考稿", "仅为单号，不联网", "被检查部门负责人签名"]);
    let flat = words.replace(char::is_whitespace, "");
    let doc = session.document();
    for row in doc.sheets.get(&sheet).unwrap().rows() {
        let item = doc.items.get(row.item).unwrap();
        for part in [&row.item.base, &item.words, &item.how, &item.basis] {
            has(&flat, &[&part.replace(char::is_whitespace, "")]);
        }
    }
    assert_eq!((count(&words, "苗小满"), count(&words, "温禾生")), (1, 1));
    assert!(print.missing_signs().is_empty());

    let special = issue_site(&mut session, &names, site, Depth::Special);
    let words = "插座发热".to_owned();
    mark(&mut session, special, 1, Mark::Fault { words: words.clone(), hazard: None });
    act(&mut session, Action::Hazard(HazardAction::ReportFault { sheet: special, row: 1, words }));
    finish(&mut session, special, morning());
    let (_, record) = printed(&session, &Request::sheets(&[special]));
    has(&record, &["用电安全专项检查记录", "插座发热（登记 YH-2027-0001）", "登记隐患1条"]);
}

#[test]
fn every_item_of_the_book_has_glyphs_and_every_list_fits_three_leaves() {
    let (mut session, names) = small_mine(1);
    let (mut sheets, mut long) = (Vec::new(), Vec::new());
    for kind in SiteKind::ALL.iter().copied() {
        let site = add_site(&mut session, kind.word(), kind);
        for depth in [Depth::Full, Depth::Special] {
            let sheet = issue_site(&mut session, &names, site, depth);
            let print = print(session.document(), &Request::sheets(&[sheet]), &stamp()).unwrap();
            if 6 < print.page_count() {
                long.push(format!("{kind:?} {depth:?}: {}", print.page_count()));
            }
        }
    }
    assert!(long.is_empty(), "{long:?}");
    // The whole book: in full as one list, in brief as many sheets.
    let codes: Vec<Code> = session.document().items.iter().map(|(code, _)| code.clone()).collect();
    assert_eq!(codes.len(), 402);
    act(&mut session, set((SiteKind::Other, ChecklistField::Full(codes.clone()))));
    let site = add_site(&mut session, "其他", SiteKind::Other);
    let route = add_route(&mut session, vec![site]);
    sheets.push(issue_site(&mut session, &names, site, Depth::Full));
    for some in codes.chunks(9) {
        act(&mut session, set((SiteKind::Other, ChecklistField::Patrol(some.to_vec()))));
        sheets.push(issue_route(&mut session, &names, route));
    }
    let print = print(session.document(), &Request::sheets(&sheets), &stamp()).unwrap();
    assert!(print.missing_signs().is_empty(), "{:?}", print.missing_signs());
    let words = text_of(&print);
    for (_, item) in session.document().items.iter() {
        has(&words, &[&item.brief]);
    }
}

#[test]
fn fifteen_points_of_seven_rows_fit_four_pages() {
    let (mut session, names) = small_mine(1);
    act(&mut session, set((SiteKind::Yard, ChecklistField::Signed(Vec::new()))));
    let stops =
        (1..=15).map(|n| add_site(&mut session, &format!("{n}号堆场"), SiteKind::Yard)).collect();
    let route = add_route(&mut session, stops);
    let sheet = issue_route(&mut session, &names, route);
    let (print, words) = printed(&session, &Request::sheets(&[sheet]));
    assert_eq!(session.document().sheets.get(&sheet).unwrap().rows().len(), 105);
    assert!(print.page_count() <= 4, "{}", print.page_count());
    let pages = print.page_count();
    has(&words, &[&format!("第 {pages} 页　共 {pages} 页"), "15　15号堆场", "157"]);
}

#[test]
fn a_transfer_slip_has_two_copies_and_no_typed_signature() {
    let (mut session, names) = small_mine(1);
    let first = report(&mut session, &names, "安全出口上链锁");
    let second = report(&mut session, &names, "灭火器压力不足");
    act(&mut session, set((second, HazardField::MaybeMajor(true))));
    act(&mut session, set((first, HazardField::Interim("派人看守".to_owned()))));
    act(&mut session, set((first, HazardField::Basis("消防法第28条".to_owned()))));
    let slip = hand_over(&mut session, &names, vec![first, second]);
    let (print, words) = printed(&session, &Request::transfer(slip));
    assert!(2 <= count(&found_in(&print), "YH-2027-0001"), "a search finds it");
    for part in ["YJ-2027-0001", "YH-2027-0001", "3号公寓2层", "安全出口上链锁", "消防法第28条"]
    {
        assert!(2 <= count(&words, part), "{part}: {words}");
    }
    has(
        &words,
        &["存根", "送达", "派人看守", "可能重大", "腊月廿九", "参考稿", "仅为单号，不联网"],
    );
    has(&words, &["春节党员突击队（党建办）", "移交人签名", "接收人签名"]);
    assert!(!words.contains("亢宝庆"), "the one who hands over signs by hand");
}

#[test]
fn the_ledger_holds_every_number_and_says_how_it_counted() {
    let (mut session, names) = small_mine(1);
    let closed = report(&mut session, &names, "楼梯间停电动车1辆");
    let [_, _, fixer, closer] = names.people[..] else { panic!("four people") };
    let checker = names.people[1];
    let step = Step::FixedOnSpot { at: morning(), how: "当场推走".to_owned(), fixer, checker };
    act(&mut session, Action::Hazard(HazardAction::Advance { hazard: closed, step }));
    let step = Step::Closed { by: closer, on: day() };
    act(&mut session, Action::Hazard(HazardAction::Advance { hazard: closed, step }));
    let void = report(&mut session, &names, "重复的一条");
    let step = Step::Voided { why: "重复登记".to_owned(), by: closer, on: day() };
    act(&mut session, Action::Hazard(HazardAction::Advance { hazard: void, step }));
    report(&mut session, &names, "登记错了");
    session.undo(morning()).unwrap();
    let late = report(&mut session, &names, "防火门关不上");
    act(&mut session, set((late, HazardField::FoundOnDay(day().pred_opt()))));
    act(&mut session, set((late, HazardField::Due(day().pred_opt()))));

    // A run too long for its column breaks anywhere, and nothing else does.
    let dual = HazardField::DualNumber("SF-2027-02-05-0031-07".to_owned());
    act(&mut session, set((late, dual)));

    let (print, words) = printed(&session, &Request::ledger());
    for number in ["YH-2027-0001", "YH-2027-0004"] {
        assert_eq!(count(&found_in(&print), number), 1, "a search finds it");
    }
    has(&words, &["隐患台账", "望禾煤矿", "截至2027年2月5日（腊月廿九）", "参考稿"]);
    for number in 1..=4 {
        has(&words, &[&format!("YH-2027-{number:04}")]);
    }
    has(
        &words,
        &["楼梯间停电动车1辆", "已销号", "当场推走", "柴有田", "超期1天"].map(|part| {
            // The fixer's name is not a column of the ledger; the measure says what was done.
            if part == "柴有田" { "温禾生2月5日 合格" } else { part }
        }),
    );
    has(
        &words,
        &["作废（重复登记；2月5日，亢宝庆；原登记：3号公寓2层，重复的一条）", "作废（已撤销）"],
    );
    has(&words, &["累计登记2条（口径：本册全部隐患，不含作废2号）"]);
    has(&words, &["整改率50.0%（1/2，口径：已销号÷累计登记）"]);
}

#[test]
fn a_long_ledger_counts_its_pages_through_all_its_parts() {
    let (mut session, names) = small_mine(1);
    for n in 1..=320 {
        report(&mut session, &names, &format!("灭火器{n}号压力不足"));
    }
    let (print, words) = printed(&session, &Request::ledger());
    let pages = print.page_count();
    for page in 1..=pages {
        assert_eq!(count(&words, &format!("第 {page} 页　共 {pages} 页")), 1, "{page}");
    }
    for n in 1..=320 {
        assert_eq!(count(&words, &format!("灭火器{n}号压力不足")), 1);
        assert_eq!(count(&words, &format!("YH-2027-{n:04}")), 1);
    }
    assert_eq!((count(&words, "累计登记320条"), count(&words, "编制")), (1, 1));
}
