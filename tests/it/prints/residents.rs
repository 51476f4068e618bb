//! 《节日留矿人员登记表》 and 《楼栋疏散点名册》.

use shousui::action::paste::What;
use shousui::model::RecordId;
use shousui::model::mine::{Only, SeasonField};
use shousui::model::place::SiteField;
use shousui::model::resident::ResidentField;
use shousui::print::{FileKind, Of, PrintError, Request, Scope, Stamp, office, print};
use shousui::session::Session;

use super::manned::{absurd, manned, stays_on_the_page};
use super::{count, has, printed, stamp, text_of};
use crate::fixture::{act, day, empty, pasted, set};

const TABLE: &str = "楼栋\t房间\t姓名\t人员类别\t单位\t电话\t入住日期\t离矿日期\t需协助\t备注
3号公寓\t412\t霍长顺\t职工\t综采队\t19900009001\t2月1日\t2月20日\t\t
3号公寓\t9\t芮桂香\t家属\t综采队\t19900009002\t2月3日\t2月12日\t是\t探望芮守田
3号公寓\t412\t荀满囤\t职工\t综采队\t8326\t\t\t\t
6号公寓\t101\t闵石磊\t外委\t外委一队\t19900009003\t\t\t\t";

fn housed() -> (Session, crate::fixture::Names) {
    let (mut session, names) = manned(1);
    act(&mut session, pasted(What::Residents, TABLE));
    act(&mut session, set((names.sites[0], SiteField::Warden(Some(names.people[0])))));
    act(&mut session, set((names.sites[0], SiteField::Muster("食堂前广场".to_owned()))));
    (session, names)
}

#[test]
fn the_register_counts_houses_kinds_and_who_needs_help() {
    let (session, _) = housed();
    let (print, words) = printed(&session, &Request::residents());
    stays_on_the_page(&print);
    has(
        &words,
        &[
            "2027年春节留矿人员登记表",
            "登记人数4人，2处住处",
            "职工2人、外委1人、家属1人",
            "需协助1人",
            "3号公寓　3人，2间；需协助1人",
            "19室芮桂香家属综采队199000090022月3日2月12日√探望芮守田",
            "2412室霍长顺职工综采队",
            "6号公寓　1人，1间",
            "合计4人1人",
            "不登记身份证号",
            "年　月　日",
        ],
    );
}

#[test]
fn the_roll_is_called_room_by_room_with_those_who_need_help_first() {
    let (session, names) = housed();
    let (print, words) = printed(&session, &Request::roll_call(names.sites[0], false));
    stays_on_the_page(&print);
    has(
        &words,
        &[
            "2027年春节楼栋疏散点名册",
            "3号公寓　3人，2间；需协助1人",
            "苗小满　8300　19900000000",
            "食堂前广场",
            "1人：9室 芮桂香。先核对这几位",
            "9室芮桂香家属综采队19900009002需协助",
            "412室霍长顺职工综采队19900009001",
            "应到",
            "实到",
            "点齐用时",
            "没有点到",
            "不自行返回楼内寻找",
        ],
    );
    // Help is asked for, the reason nowhere; the cells to be signed stay empty.
    assert!(words.find("先核对").unwrap() < words.find("412室霍长顺").unwrap());
    assert_eq!(count(&words, "楼长（宿管）"), 3, "fact, signature, note");
    assert!(!words.contains("6号公寓") && !words.contains("闵石磊"));
    let (all, words) = printed(&session, &Request::roll_calls(false));
    assert_eq!(all.page_count(), 2, "a building begins a paper of its own");
    has(&words, &["6号公寓　1人，1间", "闵石磊"]);
}

/// Nobody is looked for who has left, and who is still to come is not missed.
#[test]
fn a_roll_has_nobody_who_has_left() {
    let (mut session, names) = housed();
    let named = |session: &Session, name: &str| {
        let mut all = session.document().residents.iter();
        *all.find(|(_, one)| one.name == name).unwrap().0
    };
    let (left, coming) = (named(&session, "霍长顺"), named(&session, "芮桂香"));
    act(&mut session, set((left, ResidentField::To("2027-02-04".parse().ok()))));
    act(&mut session, set((coming, ResidentField::From("2027-02-07".parse().ok()))));
    let (_, words) = printed(&session, &Request::roll_call(names.sites[0], false));
    has(&words, &["3号公寓　2人，2间", "2月7日入住", "荀满囤"]);
    assert!(!words.contains("霍长顺"), "{words}");
    let (_, words) = printed(&session, &Request::residents());
    has(&words, &["霍长顺", "登记人数4人"]);
    // After the season a roll is as on its last day.
    let day = "2027-03-01".parse().unwrap();
    let houses = shousui::rules::residents::houses_on(session.document(), day);
    assert_eq!(houses.iter().map(|house| house.people.len()).sum::<usize>(), 2);
}

/// A list of another day says so; whoever counts heads by it must not take it for today's.
#[test]
fn a_roll_of_another_day_says_of_which() {
    let (mut session, names) = housed();
    act(&mut session, set((Only, SeasonField::First("2027-01-30".parse().ok()))));
    act(&mut session, set((Only, SeasonField::Last("2027-02-20".parse().ok()))));
    let id = {
        let mut all = session.document().residents.iter();
        *all.find(|(_, one)| one.name == "霍长顺").unwrap().0
    };
    act(&mut session, set((id, ResidentField::To("2027-02-04".parse().ok()))));
    let of = |session: &Session, of: Of, now: &str| {
        let request = Request { of, ..Request::roll_calls(false) };
        let now = format!("{now}T09:00:00").parse().unwrap();
        let stamp = Stamp { now, ..stamp() };
        text_of(&print(session.document(), &request, &stamp).unwrap())
    };
    let today = of(&session, Of::Whole, "2027-02-05");
    assert!(!today.contains("霍长顺") && today.contains("截至2027年2月5日"), "{today}");
    let earlier = of(&session, Of::Day("2027-02-04".parse().unwrap()), "2027-02-05");
    has(&earlier, &["霍长顺", "2027年2月4日", "在册的，不是打印当天的名册"]);
    let after = of(&session, Of::Whole, "2027-03-01");
    has(&after, &["2027年2月20日", "在册的，不是打印当天的名册"]);
    assert!(!after.contains("截至"), "{after}");
    // So it is asked for of a day.
    let scope = Scope { days: Some((day(), day())), ..Scope::all(day()) };
    let offers = Request::roll_calls(false).paper.offers(session.document(), &scope);
    assert_eq!(offers[0].request.of, Of::Day(day()));
    let site = Of::On(RecordId::Site(names.sites[0]), day());
    assert!(offers.iter().any(|offer| offer.request.of == site));
}

#[test]
fn a_roll_for_the_wall_shows_no_mobile_telephone() {
    let (mut session, names) = housed();
    let (id, _) = session.document().residents.iter().next().unwrap();
    let id = *id;
    act(&mut session, set((id, ResidentField::Room("找19900009009".to_owned()))));
    let (_, words) = printed(&session, &Request::roll_call(names.sites[0], true));
    has(&words, &["苗小满　8300　199****0000", "199****9002", "8326", "手机号隐去中间四位"]);
    assert!(!words.contains("1990000900") && !words.contains("19900000000"), "{words}");
}

#[test]
fn a_building_without_anybody_has_no_roll_and_the_blank_ones_are_for_the_pen() {
    let (session, names) = housed();
    let gone = print(session.document(), &Request::roll_call(names.sites[1], false), &stamp());
    assert!(matches!(gone, Err(PrintError::Gone(_))), "{gone:?}");
    let bare = empty(1);
    for request in [Request::residents(), Request::roll_calls(false)] {
        let blank = Request { of: Of::Blank, ..request };
        let (print, words) = printed(&bare, &blank);
        assert_eq!(print.page_count(), 1);
        stays_on_the_page(&print);
        has(&words, &["房间", "姓名", "需协助", "年　月　日"]);
    }
}

#[test]
fn absurd_residents_stay_on_their_pages() {
    let (mut session, names) = housed();
    let ids: Vec<_> = session.document().residents.iter().map(|(id, _)| *id).collect();
    for field in
        [ResidentField::Name, ResidentField::Room, ResidentField::Note, ResidentField::Phone]
    {
        act(&mut session, set((ids[0], field(absurd()))));
    }
    act(&mut session, set((ids[0], ResidentField::Helped(true))));
    act(&mut session, set((names.sites[0], SiteField::Name(absurd()))));
    act(&mut session, set((names.sites[0], SiteField::Muster(absurd()))));
    for request in [Request::residents(), Request::roll_calls(false), Request::roll_calls(true)] {
        let (print, words) = printed(&session, &request);
        stays_on_the_page(&print);
        has(&words, &["芮桂香", "闵石磊"]);
    }
}

#[test]
fn both_leave_for_office_programs() {
    let (session, _) = housed();
    for request in [Request::residents(), Request::roll_calls(false)] {
        for kind in [FileKind::Word, FileKind::Excel] {
            let file = office(session.document(), &request, &stamp(), (kind, true)).unwrap();
            assert!(2_000 < file.len() && file.starts_with(b"PK"));
        }
    }
    let printed = print(session.document(), &Request::residents(), &stamp()).unwrap();
    assert!(!text_of(&printed).contains("填表说明：填表说明"));
}
