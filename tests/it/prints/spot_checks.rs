//! The list of spot checks.

use shousui::action::NewRecord;
use shousui::model::RecordId;
use shousui::model::people::Post;
use shousui::model::watch::{CheckWay, Outcome, SpotCheck};
use shousui::print::Request;

use super::manned::stays_on_the_page;
use super::{add, count, endless, has, printed, time};
use crate::fixture::{day, small_mine};

#[test]
fn checks_are_told_in_order_and_counted_with_the_way_of_counting() {
    let (mut session, names) = small_mine(1);
    let post = Post { name: "后勤值班".to_owned(), ..Post::default() };
    let RecordId::Post(post) = add(&mut session, NewRecord::Post(post)) else { panic!("a post") };
    let check = |at: &str, outcome| SpotCheck {
        day: Some(day()),
        at: time(at),
        way: Some(CheckWay::Call),
        checker: Some(names.people[0]),
        post: Some(post),
        expected: 2,
        present: 2,
        outcome,
        ..SpotCheck::default()
    };
    let unreached = SpotCheck {
        measure: "22:41回电，22:55现场核实在岗".to_owned(),
        ..check("22:35:00", Some(Outcome::Unreached))
    };
    let visit = SpotCheck {
        way: Some(CheckWay::Visit),
        present: 1,
        ..check("10:00:00", Some(Outcome::Present))
    };
    for one in [unreached, visit] {
        add(&mut session, NewRecord::SpotCheck(one));
    }
    let (print, words) = printed(&session, &Request::spot_checks());
    stays_on_the_page(&print);
    has(&words, &["春节值班查岗记录", "截至2027年2月5日（腊月廿九）08:00", "被抽查人签名"]);
    has(&words, &["12月5日10:00现场苗小满后勤值班21在岗无", "22月5日22:35电话苗小满"]);
    has(&words, &["抽查2次，其中现场1次、电话1次（口径：本表登记一行计一次）。"]);
    has(&words, &["在岗1次，三分钟内未接通1次，抽查中未发现空岗（口径：按“情况”栏）。"]);
    has(&words, &["应到4人次，实到3人次"]);
    assert_eq!(count(&words, "苗小满"), 2, "no load of anybody is summed up");

    // What nobody wrote down is not claimed.
    add(&mut session, NewRecord::SpotCheck(check("11:00:00", None)));
    add(&mut session, NewRecord::SpotCheck(check("12:00:00", Some(Outcome::Away))));
    let (_, words) = printed(&session, &Request::spot_checks());
    assert!(words.contains("12:00电话苗小满后勤值班22不在岗4"), "for the pen: {words}");
    has(&words, &["未写情况1次"]);
    assert!(!words.contains("未发现空岗"), "{words}");
}

#[test]
fn no_check_is_a_form_for_the_pen_and_long_words_keep_to_it() {
    let (mut session, _) = small_mine(1);
    let (print, words) = printed(&session, &Request::spot_checks());
    assert_eq!(print.page_count(), 1);
    has(&words, &["抽查人", "编制", "审核"]);
    assert!(!words.contains("抽查0次") && !words.contains("空岗"), "{words}");
    let check = SpotCheck { day: Some(day()), measure: endless(), ..SpotCheck::default() };
    add(&mut session, NewRecord::SpotCheck(check));
    let (print, words) = printed(&session, &Request::spot_checks());
    stays_on_the_page(&print);
    assert_eq!(count(&words, "犇"), 60);
}
