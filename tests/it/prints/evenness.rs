//! 《值班均衡情况公示》.

use shousui::model::duty::DutyShift;
use shousui::model::people::{PersonField, PostField, UnitField};
use shousui::print::Request;

use super::manned::{manned, on_duty, post, stays_on_the_page};
use super::{has, printed};
use crate::fixture::{act, set};

#[test]
fn it_hangs_on_a_wall_with_what_each_bears_without_leaders_or_whole_numbers() {
    let (mut session, names) = manned(1);
    let people = &names.people;
    let leader = post(&session, "值班矿领导");
    act(&mut session, set((leader, PostField::Pool(people[3..].to_vec()))));
    on_duty(&mut session, "巡查员", DutyShift::Day, 0, &people[..2]);
    on_duty(&mut session, "巡查员", DutyShift::Night, 1, &people[..1]);
    on_duty(&mut session, "值班矿领导", DutyShift::Whole, 0, &people[3..4]);
    let doc = session.document();
    let (first, leads) =
        (doc.person_name(people[0]).to_owned(), doc.person_name(people[3]).to_owned());
    let unit = doc.persons.get(&people[0]).and_then(|person| person.unit);
    act(&mut session, set((people[0], PersonField::Name(format!("{first}13900006618")))));
    if let Some(unit) = unit {
        act(&mut session, set((unit, UnitField::Name("机电队13900006619".to_owned()))));
    }
    let (print, words) = printed(&session, &Request::evenness());
    has(
        &words,
        &[
            "值班均衡情况公示",
            "班数",
            "夜班",
            "除夕",
            &first,
            "139****6618",
            "公示期",
            "受理意见",
            "能排同样岗位的人之间",
        ],
    );
    for hidden in ["13900006618", "13900006619", leads.as_str()] {
        assert!(!words.contains(hidden), "{hidden}: {words}");
    }
    stays_on_the_page(&print);
}
