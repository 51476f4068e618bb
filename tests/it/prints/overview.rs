//! 《隐患情况表》: how many, how many left, whose.

use shousui::action::NewRecord;
use shousui::model::RecordId;
use shousui::model::hazard::{HazardField, State};
use shousui::model::people::{Unit, UnitField};
use shousui::print::{Request, print};

use super::manned::stays_on_the_page;
use super::{add, endless, has, printed, report, stamp, text_of};
use crate::fixture::{act, day, empty, set, small_mine};
use crate::sample::doc;

#[test]
fn the_leader_hears_how_many_how_many_left_and_whose() {
    let printed = print(doc(), &Request::overview(), &stamp()).unwrap();
    assert_eq!(printed.page_count(), 1);
    stays_on_the_page(&printed);
    let words = text_of(&printed);
    let all: Vec<_> = doc().hazards.iter().map(|(_, one)| one).collect();
    let of = |state: &dyn Fn(State) -> bool| all.iter().filter(|one| state(one.state())).count();
    let void = of(&|state| state == State::Void);
    let closed = of(&|state| state == State::Closed);
    let left = all.len() - void - closed;
    assert!(0 < left);
    let figures = [all.len() - void, closed, left];
    let [known, closed, left] = figures.map(|count| format!("{count}条"));
    has(&words, &["累计登记", &known, "已销号", &closed, "未销号", &left, "整改率"]);
    // Every one that is left stands there by its number, with its unit.
    for (id, hazard) in doc().hazards.iter().filter(|(_, one)| !one.state().is_over()) {
        let number = doc().name_of(&RecordId::Hazard(*id));
        has(&words, &[number.as_str(), doc().unit_name(hazard.unit)]);
    }
    has(&words, &[&format!("合计{}{}{}", figures[0], figures[1], figures[2])]);
}

#[test]
fn more_than_a_page_holds_is_counted_and_nothing_is_a_sentence_too() {
    let (_, words) = printed(&empty(1), &Request::overview());
    has(&words, &["还没有登记隐患", "全部销号", "累计登记0条"]);

    let (mut session, names) = small_mine(1);
    for place in 0..40 {
        let id = report(&mut session, &names, &format!("第{place}处灭火器压力不足"));
        let unit = Unit { name: format!("单位{place}"), ..Unit::default() };
        let RecordId::Unit(unit) = add(&mut session, NewRecord::Unit(unit)) else { panic!() };
        act(&mut session, set((id, HazardField::Unit(Some(unit)))));
        if place == 7 {
            let earlier = day().checked_sub_days(chrono::Days::new(3));
            act(&mut session, set((id, HazardField::FoundOnDay(earlier))));
            act(&mut session, set((id, HazardField::Due(day().pred_opt()))));
            act(&mut session, set((unit, UnitField::Head(Some(names.people[3])))));
            act(&mut session, set((unit, UnitField::Phone("8777".to_owned()))));
        }
    }
    let (print, words) = printed(&session, &Request::overview());
    assert_eq!(print.page_count(), 1);
    has(&words, &["另有32条，见隐患台账", "其余29个单位", "合计400401"]);
    // What is late comes first.
    let first = words.find("第7处").unwrap();
    assert!(first < words.find("第0处").unwrap() && words.contains("超期1天"), "{words}");

    let id = report(&mut session, &names, &endless());
    act(&mut session, set((id, HazardField::Due(Some(day())))));
    let (print, _) = printed(&session, &Request::overview());
    stays_on_the_page(&print);
}
