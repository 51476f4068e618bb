//! An activity's record, its sign-in sheet, and the list of all.

use shousui::action::NewRecord;
use shousui::model::RecordId;
use shousui::model::id::ActivityId;
use shousui::model::people::Unit;
use shousui::model::service::{Activity, ActivityForm, Theme};
use shousui::print::{PrintError, Request, print};
use shousui::rules::outreach::ActivityFigures;
use shousui::session::Session;

use super::manned::stays_on_the_page;
use super::{add, count, endless, has, printed, stamp, time};
use crate::fixture::{Names, act, day, set, small_mine};
use shousui::action::Action;
use shousui::model::people::PersonField;

fn activity_of(session: &mut Session, activity: Activity) -> ActivityId {
    match add(session, NewRecord::Activity(activity)) {
        RecordId::Activity(id) => id,
        other => panic!("{other:?}"),
    }
}

fn lesson(names: &Names) -> Activity {
    Activity {
        title: "公寓用电安全入户".to_owned(),
        theme: Some(Theme::Electricity),
        form: Some(ActivityForm::Doors),
        day: Some(day()),
        from: time("19:00:00"),
        to: time("20:30:00"),
        place: "1号公寓".to_owned(),
        speaker: Some(names.people[0]),
        invited: names.people.clone(),
        staff: 31,
        contractors: 2,
        families: 7,
        materials: "用电安全一页纸60份".to_owned(),
        points: "人走断电".to_owned(),
        answered: 21,
        passed: 20,
        writer: Some(names.people[3]),
        ..Activity::default()
    }
}

#[test]
fn a_record_tells_what_was_done_and_counts_who_came() {
    let (mut session, names) = small_mine(1);
    let id = activity_of(&mut session, lesson(&names));
    let (print, words) = printed(&session, &Request::activity(id));
    stays_on_the_page(&print);
    assert_eq!(print.page_count(), 1);
    has(&words, &["春节党员突击队宣传活动记录", "公寓用电安全入户", "用电安全", "入户宣传"]);
    has(&words, &["2027年2月5日（周五 腊月廿九 除夕）", "19:00—20:30", "1号公寓", "人走断电"]);
    has(&words, &["共40人（职工31人、外委2人、家属7人）", "用电安全一页纸60份"]);
    has(&words, &["答题合格率95.2%（20/21，口径：合格人数÷答题人数）"]);
    assert_eq!((count(&words, "苗小满"), count(&words, "亢宝庆")), (1, 1));
    assert_eq!(count(&words, "年　月　日"), 2);

    let before = Activity { staff: 0, contractors: 0, families: 0, answered: 0, ..lesson(&names) };
    let before = activity_of(&mut session, before);
    let (_, words) = printed(&session, &Request::activity(before));
    has(&words, &["共　　人（职工　　　、外委"]);
    assert!(!words.contains("合格率") && !words.contains("0人"), "{words}");
}

#[test]
fn a_sign_in_sheet_bears_the_names_and_leaves_the_signing() {
    let (mut session, names) = small_mine(1);
    let unit = Unit { name: "机电队".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = add(&mut session, NewRecord::Unit(unit)) else { panic!("a unit") };
    act(&mut session, set((names.people[1], PersonField::Unit(Some(unit)))));
    let invited = names.people[1..].to_vec();
    let id = activity_of(&mut session, Activity { invited, ..lesson(&names) });
    let (print, words) = printed(&session, &Request::sign_in(id));
    stays_on_the_page(&print);
    has(&words, &["宣传活动签到表", "公寓用电安全入户", "应到　　　　人已印姓名3人", "不得代签"]);
    has(&words, &["1温禾生机电队21", "2柴有田22", "3亢宝庆23", "2040", "第 1 页　共 1 页"]);
    assert!(!words.contains("4142"), "as many places as people came: {words}");
    assert_eq!(count(&words, "签名"), 2 + 3 + 1, "two columns, the notes, the organiser");
    assert_eq!(count(&words, "温禾生"), 1);

    act(&mut session, Action::Remove(RecordId::Activity(id)));
    for request in [Request::sign_in(id), Request::activity(id)] {
        let gone = print_of(&session, &request);
        assert_eq!(gone, Err(PrintError::Gone("宣传活动")));
    }
}

fn print_of(session: &Session, request: &Request) -> Result<(), PrintError> {
    print(session.document(), request, &stamp()).map(|_| ())
}

#[test]
fn a_sign_in_sheet_is_as_long_as_the_audience() {
    let (mut session, names) = small_mine(1);
    let nobody = Activity { staff: 0, contractors: 0, families: 0, ..lesson(&names) };
    let table = [
        // Nobody counted yet: those told, and some more.
        (Activity { ..nobody.clone() }, (12, 24, 1), "应到　　　　人已印姓名4人"),
        (Activity { expected: 87, ..nobody.clone() }, (68, 88, 2), "应到87人已印姓名4人"),
        (
            Activity { staff: 80, contractors: 18, ..nobody.clone() },
            (73, 98, 2),
            "应到　　　　人已印姓名4人",
        ),
        (Activity { expected: 3, invited: Vec::new(), ..nobody }, (10, 20, 1), "应到3人已印姓名无"),
    ];
    // Numbers run down a page, so that the last row has the end of both halves.
    for (activity, (left, places, pages), words) in table {
        let id = activity_of(&mut session, activity);
        let (print, said) = printed(&session, &Request::sign_in(id));
        stays_on_the_page(&print);
        has(&said, &[words, &format!("{left}{places}")]);
        assert_eq!(print.page_count(), pages, "{places} places");
        has(&said, &[&format!("第 {pages} 页　共 {pages} 页")]);
    }
}

#[test]
fn the_list_adds_up_to_the_figures_on_screen() {
    let (mut session, names) = small_mine(1);
    activity_of(&mut session, lesson(&names));
    let drill = Activity {
        title: "3号公寓疏散演练".to_owned(),
        day: day().pred_opt(),
        staff: 81,
        contractors: 6,
        ..Activity::default()
    };
    activity_of(&mut session, drill);
    let (print, words) = printed(&session, &Request::activities());
    stays_on_the_page(&print);
    let first = words.find("3号公寓疏散演练").unwrap();
    assert!(first < words.find("公寓用电安全入户").unwrap(), "by day");
    has(&words, &["春节党员突击队宣传活动一览表", "2027年2月4日至2月5日", "合计2场"]);
    let figures = ActivityFigures::of(session.document(), day());
    assert_eq!((figures.events, figures.attendances), (2, 127));
    has(&words, &["宣传活动2场，参加127人次（口径：", &figures.rate_words(), "112871272120"]);
}

#[test]
fn nothing_and_far_too_much_print_too() {
    let (mut session, names) = small_mine(1);
    let (print, words) = printed(&session, &Request::activities());
    assert_eq!(print.page_count(), 1);
    has(&words, &["活动名称", "编制"]);
    assert!(!words.contains("0场") && !words.contains("暂无"), "{words}");
    let nothing = Activity { title: "待定".to_owned(), ..Activity::default() };
    let nothing = activity_of(&mut session, nothing);
    let many = std::iter::repeat_n(names.people.clone(), 60).flatten().collect();
    let long = Activity {
        title: endless(),
        place: endless(),
        points: endless(),
        invited: many,
        ..lesson(&names)
    };
    let long = activity_of(&mut session, long);
    let both = |id| [Request::activity(id), Request::sign_in(id)];
    for request in [both(nothing), both(long)].concat().into_iter().chain([Request::activities()]) {
        let (print, words) = printed(&session, &request);
        stays_on_the_page(&print);
        has(&words, &["望禾煤矿"]);
    }
    let (print, words) = printed(&session, &Request::sign_in(long));
    assert_eq!(count(&words, "温禾生"), 60);
    assert!(3 < print.page_count() && 6 < count(&words, "序号"), "the header on every page");
}
