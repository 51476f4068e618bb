//! 《队员名册》 and 《承诺书》.

use shousui::action::NewRecord;
use shousui::model::RecordId;
use shousui::model::id::PersonId;
use shousui::model::mine::{MineField, Only};
use shousui::model::people::{Certificate, NameOrder, PersonField, Sex, Skill, Training, Unit};
use shousui::model::service::Activity;
use shousui::print::Request;
use shousui::session::Session;

use super::manned::{absurd, manned, stays_on_the_page};
use super::{add, count, has, printed, text_of};
use crate::fixture::{act, empty, set};

fn wall() -> Request {
    Request::roster(true)
}

fn filed() -> Request {
    Request::roster(false)
}

#[test]
fn the_roster_counts_squads_and_masks_telephones_on_the_wall() {
    let (mut session, names) = manned(1);
    let until = |text: &str| Some(text.parse().unwrap());
    let papers = vec![
        Certificate {
            skill: Skill::Electrician,
            number: "示例-7".to_owned(),
            until: until("2027-02-05"),
        },
        Certificate { skill: Skill::FirstAid, number: String::new(), until: until("2027-02-04") },
    ];
    act(&mut session, set((names.electrician, PersonField::Certificates(papers))));
    let planned = Training::Planned("2028-02-06".parse().unwrap());
    act(&mut session, set((names.people[1], PersonField::Training(Some(planned)))));
    let (print, words) = printed(&session, &wall());
    has(
        &words,
        &[
            "2027年春节党员突击队队员名册",
            "单位：禾安县望禾煤矿有限公司",
            "截至2027年2月5日",
            "2027年1月30日至2月20日",
            "机关支部分队　小计2人（正式党员2人；女1人）",
            "综采支部分队　小计3人（正式党员1人、预备党员1人、入党积极分子1人）",
            "199****0000",
            "电工　至2027年2月5日",
            "救护　已于2027年2月4日到期",
            "1月29日合格",
            "计划2028年2月6日",
            "未安排",
            "入党积极分子1",
            "合格1人",
            "电工1人",
            "填表说明：",
        ],
    );
    // The card that ended yesterday counts nowhere.
    assert!(!words.contains("救护1人") && !words.contains("示例-7"), "{words}");
    assert!(!words.contains("1990000000"), "no number in full on a wall: {words}");
    // Named among the heads and in their row; where they sign nothing is typed.
    assert_eq!((count(&words, "苗小满"), count(&words, "侯望川")), (2, 1));
    assert_eq!((count(&words, "编制"), count(&words, "年　月　日")), (1, 3));
    let page = print.pages()[0].frame.size();
    assert!(page.y < page.x, "A4 landscape");

    let (_, words) = printed(&session, &filed());
    has(&words, &["19900000000", "不张贴、不外传"]);
    assert!(!words.contains("****"));
}

/// Every paper that lists the members names them in the order the workbook says.
#[test]
fn rosters_name_people_in_the_order_that_was_chosen() {
    let (mut session, names) = manned(1);
    let unit = |session: &mut Session, name: &str, people: &[PersonId]| {
        let unit = Unit { name: name.to_owned(), ..Unit::default() };
        let RecordId::Unit(unit) = add(session, NewRecord::Unit(unit)) else { panic!() };
        for person in people {
            act(session, set((*person, PersonField::Unit(Some(unit)))));
        }
    };
    unit(&mut session, "机电队", &[names.electrician, names.people[3]]);
    unit(&mut session, "综采队", &names.people[..2]);
    let activity = Activity {
        title: "培训".to_owned(),
        invited: names.people.iter().copied().rev().chain([names.electrician]).collect(),
        ..Activity::default()
    };
    let RecordId::Activity(activity) = add(&mut session, NewRecord::Activity(activity)) else {
        panic!()
    };
    let all = ["苗小满", "温禾生", "柴有田", "亢宝庆", "侯望川"];
    let order_on = |session: &Session, request: &Request| {
        let (_, words) = printed(session, request);
        // The heads are named above the list too.
        let mut places: Vec<_> =
            all.iter().map(|name| (words.rfind(name).unwrap(), *name)).collect();
        places.sort_unstable();
        places.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" ")
    };
    for (order, expected, said) in [
        (NameOrder::Squad, "苗小满 温禾生 柴有田 亢宝庆 侯望川", "小计"),
        (NameOrder::Unit, "亢宝庆 侯望川 苗小满 温禾生 柴有田", "按单位排列"),
        (NameOrder::Pinyin, "柴有田 侯望川 亢宝庆 苗小满 温禾生", "按姓氏拼音为序"),
        (NameOrder::Strokes, "亢宝庆 苗小满 侯望川 柴有田 温禾生", "按姓氏笔画为序"),
    ] {
        act(&mut session, set((Only, MineField::Order(Some(order)))));
        for request in [wall(), filed(), Request::pledges(), Request::sign_in(activity)] {
            assert_eq!(order_on(&session, &request), expected, "{order:?} {request:?}");
        }
        let (_, words) = printed(&session, &filed());
        has(&words, &[said, "合计5人"]);
        let grouped = matches!(order, NameOrder::Squad | NameOrder::Unit);
        assert_eq!(words.contains("小计"), grouped, "{order:?}: {words}");
    }
    let (_, words) = printed(&session, &wall());
    assert!(!words.contains("单位未填"), "one list has no parts");
    act(&mut session, set((Only, MineField::Order(Some(NameOrder::Unit)))));
    has(&printed(&session, &wall()).1, &["机电队　小计2人", "单位未填　小计1人"]);
}

/// Whatever field a number was written in: it hangs on no wall in full, and stays whole in the file.
#[test]
fn no_field_of_the_posted_roster_shows_a_whole_number() {
    let (mut session, names) = manned(1);
    for field in [
        PersonField::Name("朱晓明13900006611".to_owned()),
        PersonField::Title("13900006618（持瓦检证）".to_owned()),
        PersonField::Branch("支部 139-0000-6612".to_owned()),
        PersonField::Phone("8302转13900006613".to_owned()),
        PersonField::Mobile("电话13900006614".to_owned()),
    ] {
        act(&mut session, set((names.people[1], field)));
    }
    let digits = |words: &str| {
        let figures: String = words.chars().filter(|sign| *sign != '\u{200b}').collect();
        figures.replace('-', "")
    };
    let (_, words) = printed(&session, &wall());
    let wall = digits(&words);
    for number in ["13900006611", "13900006618", "13900006612", "13900006613", "13900006614"] {
        assert!(!wall.contains(number), "{number}: {wall}");
    }
    assert!(wall.contains("139****6618"), "{wall}");
    let (_, words) = printed(&session, &filed());
    assert!(digits(&words).contains("13900006618"), "{words}");
}

/// Of whom nobody said whether man or woman, the paper says so, and counts them by themselves.
#[test]
fn whose_sex_nobody_said_is_counted_apart() {
    let (mut session, names) = manned(1);
    act(&mut session, set((names.people[0], PersonField::Woman(Sex::Unknown))));
    let (_, words) = printed(&session, &wall());
    has(&words, &["；女1人；性别未填1人）", "女1", "未填1"]);
}

#[test]
fn a_roster_of_nobody_and_of_absurd_names_stays_a_roster() {
    let (_, words) = printed(&empty(1), &wall());
    has(&words, &["春节党员突击队队员名册", "名册上还没有队员"]);
    assert!(!words.contains("合计　") && !words.contains("0年"), "{words}");

    let (mut session, names) = manned(1);
    for field in [
        PersonField::Name(absurd()),
        PersonField::Title(absurd()),
        PersonField::Branch(absurd()),
        PersonField::Mobile(absurd()),
    ] {
        act(&mut session, set((names.people[2], field)));
    }
    act(&mut session, set((Only, MineField::FullName(absurd()))));
    let (print, words) = printed(&session, &wall());
    assert_eq!(count(&words, "#eval(\"1\")*粗*$x$@"), 5, "{words}");
    stays_on_the_page(&print);
}

#[test]
fn a_pledge_names_its_member_and_is_signed_by_hand() {
    let (mut session, names) = manned(1);
    act(&mut session, set((names.people[3], PersonField::Branch(String::new()))));
    let (print, words) = printed(&session, &Request::pledges());
    assert_eq!(print.page_count(), 3, "five members, two halves a page");
    stays_on_the_page(&print);
    has(
        &words,
        &[
            "2027年春节党员突击队承诺书",
            "我是综采队党支部党员苗小满，自愿参加2027年春节党员突击队。我承诺：",
            "我是综采队党支部预备党员柴有田，",
            "我是综采支部分队入党积极分子亢宝庆，",
            "一、坚守岗位，听从指挥；",
            "六、热心服务留矿职工。",
            "请组织和职工监督。",
        ],
    );
    assert_eq!(count(&words, "苗小满"), 1, "in the text, not where it is signed");
    assert_eq!((count(&words, "承诺人签名"), count(&words, "年　月　日")), (5, 5));
    // Somebody's own word: no code, no count of pages, and nothing that puts it in doubt.
    for making in ["校验码", "第 1 页", "参考稿", "依据仅供参考"] {
        assert!(!words.contains(making), "{making}: {words}");
    }

    let (print, words) = printed(&empty(1), &Request::pledges());
    assert_eq!(print.page_count(), 1);
    has(
        &words,
        &["我是________支部党员（预备党员、入党积极分子）________，自愿参加春节党员突击队。"],
    );

    act(&mut session, set((names.people[0], PersonField::Name(absurd()))));
    let (print, _) = printed(&session, &Request::pledges());
    stays_on_the_page(&print);
    assert!(text_of(&print).contains("#eval(\"1\")*粗*$x$@"));
}
