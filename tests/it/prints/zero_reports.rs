//! The zero report, as a form and as words.

use shousui::action::NewRecord;
use shousui::model::duty::DutyShift;
use shousui::model::people::Post;
use shousui::model::watch::ZeroReport;
use shousui::print::Request;
use shousui::rules::zero::chat_text;

use super::manned::stays_on_the_page;
use super::{add, count, endless, has, on_duty, printed, report, time};
use crate::fixture::{day, small_mine};

fn told(receiver: &str, at: &str) -> ZeroReport {
    ZeroReport {
        day: Some(day()),
        at: time(at),
        receiver: receiver.to_owned(),
        way: "电话".to_owned(),
        expected: 13,
        present: 12,
        ..ZeroReport::default()
    }
}

#[test]
fn a_row_for_each_receiver_and_the_words_to_be_sent() {
    let (mut session, names) = small_mine(1);
    report(&mut session, &names, "防火门关不上");
    let first = ZeroReport { reporter: Some(names.people[3]), ..told("县应急局", "16:00:00") };
    let second = ZeroReport { receiver: "上级公司调度".to_owned(), ..first.clone() };
    let late = ZeroReport { words: "食堂停气1小时".to_owned(), ..told("矿办", "22:00:00") };
    for one in [&late, &first, &second] {
        add(&mut session, NewRecord::ZeroReport(one.clone()));
    }
    let yesterday = ZeroReport { day: day().pred_opt(), ..told("安委办", "09:00:00") };
    add(&mut session, NewRecord::ZeroReport(yesterday));

    let (print, words) = printed(&session, &Request::zero_reports(day()));
    stays_on_the_page(&print);
    assert_eq!(print.page_count(), 1);
    has(&words, &["春节党员突击队零报告", "2027年2月5日（周五 腊月廿九 除夕）", "回执"]);
    has(&words, &["1县应急局16:00电话1312无突发事件亢宝庆", "2上级公司调度16:00", "3矿办22:00"]);
    has(&words, &["4安委办", "食堂停气1小时", "新发现隐患1条、当场整改0条"]);
    assert!(!words.contains("09:00"), "told on another day, waiting on this one: {words}");
    assert_eq!(count(&words, &chat_text(session.document(), &first)), 1, "the same said once");
    assert_eq!(count(&words, "【零报告】"), 2);
    // Cells of the table and the words; signing is for the pen.
    assert_eq!(count(&words, "亢宝庆"), 2 + 1);
}

#[test]
fn a_day_without_reports_is_a_form_for_the_pen() {
    let (mut session, _) = small_mine(1);
    let (print, words) = printed(&session, &Request::zero_reports(day()));
    assert_eq!(print.page_count(), 1);
    has(&words, &["接收单位", "报送文字（可照此发送）", "报告人签名", "值班矿领导"]);
    assert!(!words.contains("无突发事件") && !words.contains("【零报告】"), "{words}");
    let long = ZeroReport { words: endless(), receiver: endless(), ..told("", "16:00:00") };
    add(&mut session, NewRecord::ZeroReport(long));
    let (print, words) = printed(&session, &Request::zero_reports(day()));
    stays_on_the_page(&print);
    assert_eq!(count(&words, "犇"), 3 * 60, "twice in its row, once in the words");
}

#[test]
fn a_report_stands_in_the_shift_it_was_told_in() {
    let (mut session, names) = small_mine(1);
    let post = |name: &str| Post { name: name.to_owned(), ..Post::default() };
    on_duty(&mut session, post("巡查员"), DutyShift::Day, &names.people[..1]);
    on_duty(&mut session, post("夜巡员"), DutyShift::Night, &names.people[1..2]);
    add(&mut session, NewRecord::ZeroReport(told("县应急局", "16:00:00")));
    has(&printed(&session, &Request::zero_reports(day())).1, &["报告班次白班"]);
    let next = day().succ_opt();
    add(&mut session, NewRecord::ZeroReport(ZeroReport { day: next, ..told("矿办", "06:00:00") }));
    let of_next = printed(&session, &Request::zero_reports(next.unwrap())).1;
    has(&of_next, &["报告班次2月5日夜班"]);
}
