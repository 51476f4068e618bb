//! 《责任区一览表》.

use shousui::action::{Action, NewRecord};
use shousui::model::place::{Site, SiteField, SiteKind, Zone, ZoneField};
use shousui::print::Request;

use super::manned::{absurd, manned, stays_on_the_page, zone};
use super::{add_site, count, has, printed};
use crate::fixture::{act, empty, set};

#[test]
fn zones_say_who_answers_for_what_and_what_nobody_answers_for() {
    let (mut session, _) = manned(1);
    // The kind is said only of what is not called so.
    add_site(&mut session, "矿灯房", SiteKind::LampRoom);
    add_site(&mut session, "东侧料场", SiteKind::LampRoom);
    let bare = Zone { name: "外围".to_owned(), ..Zone::default() };
    act(&mut session, Action::Add(NewRecord::Zone(bare)));
    let (_, words) = printed(&session, &Request::zones());
    has(
        &words,
        &[
            "2027年春节党员责任区一览表",
            "苗小满8300　199****0000",
            "温禾生8301　199****0001",
            "3号公寓；职工食堂；充电棚B区",
            "还没有划入场所",
            "未定",
            "2个责任区3",
            "未划入责任区的场所矿灯房：矿灯房、东侧料场",
            "年　月　日",
        ],
    );
    assert!(!words.contains("1990000000"));
}

#[test]
fn zones_without_anything_or_with_absurd_names_stay_on_their_page() {
    let (_, words) = printed(&empty(1), &Request::zones());
    has(&words, &["还没有划分责任区", "未划入责任区的场所无"]);

    let (mut session, names) = manned(1);
    let zone = zone(&session);
    act(&mut session, set((zone, ZoneField::Name(absurd()))));
    act(&mut session, set((names.sites[0], SiteField::Name(absurd()))));
    for place in 0..60 {
        let site = Site { name: format!("{place}号仓"), zone: Some(zone), ..Site::default() };
        act(&mut session, Action::Add(NewRecord::Site(site)));
    }
    let (print, words) = printed(&session, &Request::zones());
    assert_eq!((count(&words, "#eval(\"1\")"), count(&words, "59号仓")), (2, 1));
    stays_on_the_page(&print);
}
