//! Response cards.

use shousui::action::{Action, PlanAction, stock};
use shousui::model::Put;
use shousui::model::danger::{Danger, Doer};
use shousui::model::mine::{MineField, Only};
use shousui::model::plan::{Card, CardCode, CardField, CardStep, PhoneField};
use shousui::print::{PrintError, Printed, Request, print};
use shousui::session::Session;
use typst::layout::{Frame, FrameItem};
use typst_layout::Page;

use super::manned::{absurd, hold, line, manned, stays_on_the_page};
use super::{count, has, printed, stamp, words_on};
use crate::fixture::{act, day, empty, morning, set};

fn code(code: &str) -> CardCode {
    code.parse().unwrap()
}

#[test]
fn a_card_calls_posts_and_numbers_but_never_people() {
    let (mut session, names) = manned(1);
    hold(&mut session, "电工值班", names.electrician, names.people[0]);
    let control = line(&session, "消防控制室");
    act(&mut session, set((control, PhoneField::Number("8119".to_owned()))));
    act(&mut session, set((Only, MineField::OutsidePrefix("0".to_owned()))));
    let (print, words) = printed(&session, &Request::cards(vec![code("E01")]));
    has(
        &words,
        &[
            "E01",
            "地面建筑火灾",
            "看见明火或浓烟；火灾报警器动作",
            "发现人【立即】高声示警，按下就近的手动火灾报警按钮。",
            "岗位电工",
            // Its words do not call the post to mind.
            "消控员（消防控制室）",
            "严禁",
            "撤离",
            "火警119",
            "急救120",
            "调度室8000",
            "消防控制室8119",
            "值班矿领导________（待填）",
            "内线电话打119、120先拨0",
            "编制：党建办　尚未批准",
            "参考稿·未经本矿审核",
            "发布前须经安监、卫生所、救护队审核",
        ],
    );
    for name in ["侯望川", "苗小满"] {
        assert!(!words.contains(name), "{name} holds a post: {words}");
    }
    let page = print.pages()[0].frame.size();
    assert_eq!((page.x.to_mm().round(), page.y.to_mm().round()), (148.0, 210.0));
}

/// The words on one page.
fn words_of(page: &Page) -> String {
    let mut words = String::new();
    words_on(&page.frame, &mut words);
    words
}

/// Sizes at which a number stands somewhere in one run of words.
fn sizes_of(print: &Printed, number: &str) -> Vec<f64> {
    fn look(frame: &Frame, number: &str, sizes: &mut Vec<f64>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => look(&group.frame, number, sizes),
                FrameItem::Text(text) if text.text.contains(number) => {
                    sizes.push(text.size.to_pt());
                }
                _ => {}
            }
        }
    }
    let mut sizes = Vec::new();
    for page in print.pages() {
        look(&page.frame, number, &mut sizes);
    }
    sizes
}

/// Whoever holds the front needs no back to call for help and to keep out of danger.
#[test]
fn the_front_of_every_card_calls_for_help_and_says_what_is_forbidden() {
    let (session, _) = manned(1);
    for line in stock::cards() {
        let (print, _) = printed(&session, &Request::cards(vec![line.code.clone()]));
        let front = words_of(&print.pages()[0]);
        has(&front, &["火警119", "急救120", "调度室8000", "严禁"]);
        let card = session.document().cards.get(&line.code).unwrap();
        for forbidden in &card.forbidden {
            has(&front, &[forbidden.trim_end_matches('。')]);
        }
        assert!(sizes_of(&print, "119").iter().any(|size| 20.0 <= *size), "{}", line.code);
        // Titles stand whole on both sides.
        for page in print.pages() {
            has(&words_of(page), &[card.title.trim()]);
        }
    }
}

#[test]
fn telephone_numbers_stand_whole_and_large() {
    let (mut session, _) = manned(1);
    act(&mut session, set((Only, MineField::DispatchPhone("0358-3028000、8000".to_owned()))));
    let numbers = [
        ("值班矿领导", "13935812345"),
        ("消防控制室", "0358-3028119转8119"),
        ("卫生所", "0358-3028120、13935800120"),
        ("燃气抢修", "13935812399"),
        ("矿山救护队", "0358-12345678"),
    ];
    for (name, number) in numbers {
        let line = line(&session, name);
        act(&mut session, set((line, PhoneField::Number(number.to_owned()))));
    }
    let codes = stock::cards().iter().map(|line| line.code.clone());
    let cards = Request::cards(codes);
    for request in [cards.clone(), cards.clone().on_a3(), cards.on_a4(), Request::phones()] {
        let (print, _) = printed(&session, &request);
        stays_on_the_page(&print);
        let dialled = numbers.iter().flat_map(|(_, number)| number.split(['、', '转']));
        for number in dialled.chain(["0358-3028000"]) {
            let largest = sizes_of(&print, number).into_iter().fold(0.0, f64::max);
            assert!(12.0 <= largest, "{number} at {largest} on {request:?}");
        }
    }
    let (print, _) = printed(&session, &Request::phones());
    for number in ["119", "120", "110", "13935812345", "0358-3028000"] {
        assert!(sizes_of(&print, number).contains(&16.0), "{number} on the wall");
    }
}

#[test]
fn a_card_to_be_folded_has_front_and_back_side_by_side() {
    let (session, _) = manned(1);
    let codes: Vec<CardCode> = ["E01", "E16"].map(code).to_vec();
    let (single, words) = printed(&session, &Request::cards(codes.clone()));
    let (folded, same) = printed(&session, &Request::cards(codes).on_a4());
    assert_eq!((single.page_count(), folded.page_count()), (4, 2));
    assert_eq!(words, same);
    let size = folded.pages()[0].frame.size();
    assert_eq!((size.x.to_mm().round(), size.y.to_mm().round()), (297.0, 210.0));
    stays_on_the_page(&folded);
}

#[test]
fn every_shipped_card_fits_front_and_back() {
    let (session, _) = manned(1);
    let mut long = Vec::new();
    for card in stock::cards() {
        let (print, _) = printed(&session, &Request::cards(vec![card.code.clone()]));
        if 2 < print.page_count() {
            long.push(format!("{}: {} pages", card.code, print.page_count()));
        }
        assert!(print.missing_signs().is_empty(), "{}: {:?}", card.code, print.missing_signs());
        stays_on_the_page(&print);
    }
    assert!(long.is_empty(), "{long:?}");
}

/// On the wall nobody turns a card round: all of it stands on one sheet, in print that is read across a room.
#[test]
fn every_shipped_card_for_the_wall_is_one_a3() {
    let (session, _) = manned(1);
    let codes: Vec<CardCode> = stock::cards().iter().map(|line| line.code.clone()).collect();
    let (print, _) = printed(&session, &Request::cards(codes.clone()).on_a3());
    assert_eq!(print.page_count(), codes.len());
    assert!(print.missing_signs().is_empty(), "{:?}", print.missing_signs());
    stays_on_the_page(&print);
    for (page, code) in print.pages().iter().zip(&codes) {
        let size = page.frame.size();
        assert_eq!((size.x.to_mm().round(), size.y.to_mm().round()), (297.0, 420.0), "{code}");
        let card = session.document().cards.get(code).unwrap();
        let words = words_of(page);
        has(&words, &[code.0.as_str(), card.title.trim()]);
        has(&words, &["火警119", "急救120", "调度室8000", "严禁", "撤离"]);
        for forbidden in &card.forbidden {
            has(&words, &[forbidden.trim_end_matches('。')]);
        }
        // Each step whole, on this sheet.
        for step in card.steps.values() {
            has(&words, &[step.what.trim()]);
        }
    }
    for number in ["119", "120", "8000"] {
        let large = sizes_of(&print, number).into_iter().filter(|size| 30.0 <= *size).count();
        assert!(codes.len() <= large, "{number}: {large}");
    }
}

#[test]
fn a_card_says_whether_it_was_reviewed_and_is_still_the_approved_one() {
    let (mut session, names) = manned(1);
    let (one, other) = (code("E01"), code("E04"));
    let approve = |note: &str| {
        let (by, on) = (vec![names.people[0]], day());
        Action::Plan(PlanAction::Approve { by, on, note: note.to_owned() })
    };
    act(&mut session, approve(""));
    let reviewed = CardField::Reviewed("安监部、卫生所、救护队，2027年1月27日".to_owned());
    act(&mut session, set((one.clone(), reviewed)));
    act(&mut session, set((other.clone(), CardField::Muster("卫生所门前".to_owned()))));
    let request = Request::cards(vec![other, one]);
    let (_, words) = printed(&session, &request);
    has(
        &words,
        &["V1　2027年2月5日批准", "V1之后有修改，尚未批准", "已审核：安监部", "卫生所门前"],
    );
    assert!(words.find("触电") < words.find("地面建筑火灾"), "in the order asked for");
    assert!(!words.contains("苗小满"), "who approved stands on the plan");
    act(&mut session, approve("集合点"));
    let (_, words) = printed(&session, &request);
    // A card that was not changed is still the one of the first version, and hangs on.
    let (first, second) =
        (count(&words, "V1　2027年2月5日批准"), count(&words, "V2　2027年2月5日批准"));
    assert!(0 < first && 0 < second, "{first} {second}");
    assert_eq!(first + second, count(&words, "编制：党建办"));
}

#[test]
fn a_card_of_ones_own_may_be_empty_or_endless() {
    let (mut session, _) = manned(1);
    act(&mut session, Action::Plan(PlanAction::NewCard { title: "供暖中断".to_owned() }));
    let own = Request::cards(vec![code("Z01")]);
    let (print, words) = printed(&session, &own);
    assert_eq!(print.page_count(), 1);
    has(&words, &["Z01", "供暖中断", "处置步骤尚未填写，本卡不能张贴"]);

    for number in 1..30 {
        let step =
            CardStep { who: absurd(), what: absurd(), within: absurd(), ..CardStep::default() };
        act(&mut session, set((code("Z01"), CardField::Step(number, Some(step)))));
    }
    for field in [CardField::Title(absurd()), CardField::Calls(vec![absurd()])] {
        act(&mut session, set((code("Z01"), field)));
    }
    let (print, words) = printed(&session, &own);
    assert!(29 * 3 < count(&words, "#eval(\"1\")"), "nothing is lost");
    stays_on_the_page(&print);
    // On the wall it goes on on further sheets, which say that they belong together.
    let (print, words) = printed(&session, &own.on_a3());
    assert!(1 < print.page_count() && 29 * 3 < count(&words, "#eval(\"1\")"));
    has(&words, &["第 1 页", "第 2 页", "（续）"]);
    stays_on_the_page(&print);
}

#[test]
fn cards_that_are_gone_or_none_at_all_are_refused() {
    let (session, _) = manned(1);
    let refused = |codes: Vec<CardCode>| {
        print(session.document(), &Request::cards(codes), &stamp()).map(|_| ())
    };
    assert_eq!(refused(Vec::new()), Err(PrintError::Nothing));
    assert_eq!(refused(vec![code("E01"), code("Z09")]), Err(PrintError::Gone("处置卡")));
}

#[test]
fn a_card_changed_after_its_review_waits_for_another() {
    use shousui::rules::outline::{Review, approval_gaps};
    let (mut session, _) = manned(1);
    let one = code("E01");
    let words = "安监部、卫生所、救护队，2027年1月27日".to_owned();
    let review = |words: &str| set((one.clone(), CardField::Reviewed(words.to_owned())));
    act(&mut session, review(&words));
    let state = |session: &Session| {
        let card = session.document().cards.get(&one).unwrap().clone();
        match Review::of(&card) {
            Review::Missing => "missing",
            Review::Changed(_) => "changed",
            Review::Done(_) => "done",
        }
    };
    let paper = |session: &Session| printed(session, &Request::cards(vec![one.clone()])).1;
    assert_eq!(state(&session), "done");
    has(&paper(&session), &["已审核：安监部"]);
    // An empty step says nothing new and is on no paper; its words are another card.
    let before = paper(&session);
    act(&mut session, Action::Plan(PlanAction::InsertStep { card: one.clone(), after: Some(20) }));
    assert_eq!(state(&session), "done");
    assert_eq!(paper(&session), before);
    session.undo(morning()).unwrap();
    let step = CardStep { what: "先断电再救人".to_owned(), ..CardStep::default() };
    act(&mut session, set((one.clone(), CardField::Step(20, Some(step)))));
    assert_eq!(state(&session), "changed");
    assert!(!paper(&session).contains("已审核"));
    has(&paper(&session), &["参考稿·未经本矿审核"]);
    assert!(approval_gaps(session.document(), day()).iter().any(|gap| gap.contains("E01")));
    // Reviewed again, with the same words or others.
    act(&mut session, review(&words));
    assert_eq!(state(&session), "done");
    act(&mut session, set((one.clone(), CardField::Muster("东门外".to_owned()))));
    assert_eq!(state(&session), "changed");
    act(&mut session, review("安监部，2027年2月1日"));
    assert_eq!(state(&session), "done");
    let swap = PlanAction::SwapSteps { card: one.clone(), one: 10, other: 20 };
    act(&mut session, Action::Plan(swap));
    assert_eq!(state(&session), "changed");
}

/// A workbook in which a card says all that, as a program before this one left it.
fn left_by_an_earlier_program(session: &Session, put: CardField) -> Session {
    let mut doc = session.document().clone();
    doc.apply(Put::from((code("E01"), put)));
    let mut next = empty(2);
    act(&mut next, Action::TakeOver(std::sync::Arc::new(doc)));
    next
}

/// The digest that program made: all words, but neither who may do a step nor what is near.
fn earlier_digest(card: &Card) -> String {
    let mut said: Vec<String> = Vec::new();
    let texts =
        [&card.title, &card.places, &card.risk, &card.signs, &card.muster, &card.kit, &card.basis];
    said.extend(texts.map(|words| words.trim().to_owned()));
    for list in [&card.forbidden, &card.retreat, &card.calls] {
        said.extend(list.iter().map(|words| words.trim().to_owned()));
        said.push("\u{1}".to_owned());
    }
    for step in card.steps.values() {
        let post = step.post.map(|post| post.0.to_string()).unwrap_or_default();
        said.extend([&step.who, &post, &step.what, &step.within].map(|one| one.trim().to_owned()));
    }
    let bytes: Vec<u8> = said.iter().flat_map(|one| [one.as_bytes(), &[0]].concat()).collect();
    blake3::hash(&bytes).to_hex().chars().take(16).collect()
}

/// What changes of a step.
type StepChange = (&'static str, fn(&mut CardStep));

/// Each of these makes a card another one than was reviewed.
const CHANGES: [StepChange; 3] = [
    ("由谁", |step| step.by = Some(Doer::Electrician)),
    ("没有说由谁", |step| step.by = None),
    ("近处危险", |step| step.near.push(Danger::Rays)),
];

fn is_done(session: &Session) -> bool {
    use shousui::rules::outline::Review;
    matches!(Review::of(session.document().cards.get(&code("E01")).unwrap()), Review::Done(_))
}

#[test]
fn who_may_do_a_step_and_what_is_near_are_part_of_what_was_reviewed() {
    let (mut session, _) = manned(1);
    let words = "安监部、卫生所、救护队".to_owned();
    act(&mut session, set((code("E01"), CardField::Reviewed(words.clone()))));
    let card = session.document().cards.get(&code("E01")).unwrap().clone();
    assert!(card.steps[&20].by.is_some(), "the shipped card says who");
    for (what, change) in CHANGES {
        let mut step = card.steps[&20].clone();
        change(&mut step);
        act(&mut session, set((code("E01"), CardField::Step(20, Some(step)))));
        assert!(!is_done(&session), "{what}");
        session.undo(morning()).unwrap();
        assert!(is_done(&session), "{what}");
    }
    // What an earlier program left as reviewed is so still, until something of it changes here.
    let earlier = [
        left_by_an_earlier_program(&session, CardField::ReviewedWords(earlier_digest(&card))),
        left_by_an_earlier_program(&session, CardField::ReviewedWords(String::new())),
    ];
    for mut earlier in earlier {
        assert!(is_done(&earlier));
        for (what, change) in CHANGES {
            let mut step = card.steps[&20].clone();
            change(&mut step);
            act(&mut earlier, set((code("E01"), CardField::Step(20, Some(step)))));
            assert!(!is_done(&earlier), "{what}");
            // Back to what stood there it is what was reviewed, by hand as by undoing.
            act(
                &mut earlier,
                set((code("E01"), CardField::Step(20, card.steps.get(&20).cloned()))),
            );
            assert!(is_done(&earlier), "{what}");
        }
        act(&mut earlier, set((code("E01"), CardField::Muster("东门外".to_owned()))));
        assert!(!is_done(&earlier));
        act(&mut earlier, set((code("E01"), CardField::Reviewed(words.clone()))));
        assert!(is_done(&earlier));
    }
}
