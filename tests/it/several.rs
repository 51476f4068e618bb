//! Several fields at once: all of them in one step, or none.

use shousui::action::{Action, NewRecord, Refusal, Registered, TeamAction};
use shousui::model::people::Unit;
use shousui::model::place::SiteField;
use shousui::model::{Put, RecordId};

use crate::fixture::{act, day, made, morning, small_mine};

#[test]
fn the_same_of_many_records_is_one_step_or_none() {
    let (mut session, names) = small_mine(1);
    let unit = Unit { name: "机电队".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = made(&mut session, Action::Add(NewRecord::Unit(unit))) else {
        panic!()
    };
    let before = session.document().clone();
    let puts: Vec<Put> =
        names.sites.iter().map(|id| (*id, SiteField::Unit(Some(unit))).into()).collect();
    let done = act(&mut session, Action::SetAll(puts.clone()));
    assert_eq!(done.verb, "填写管理单位 3处");
    let units = session.document().sites.iter().map(|(_, site)| site.unit);
    assert!(units.eq([Some(unit); 3]));
    session.undo(morning()).unwrap();
    assert_eq!(session.document(), &before, "one step back takes all of it back");
    // One field that must not be written, and nothing is.
    let kept = (names.sites[0], SiteField::Kept(false)).into();
    let refused = session.perform(&Action::SetAll([puts, vec![kept]].concat()), morning());
    assert!(matches!(refused, Err(Refusal::NotFree(_))), "{refused:?}");
    assert_eq!(session.document(), &before);
    let nothing = session.perform(&Action::SetAll(Vec::new()), morning());
    assert_eq!(nothing.unwrap_err().to_string(), "请先写要填的内容");
}

#[test]
fn what_was_registered_of_somebody_who_went_is_refused() {
    let (mut session, names) = small_mine(1);
    let gone = names.people[3];
    act(&mut session, Action::Remove(RecordId::Person(gone)));
    let register = TeamAction::Register {
        what: Registered::Trained,
        day: day(),
        people: vec![names.people[0], gone],
    };
    let refused = session.perform(&Action::Team(register), morning());
    assert!(matches!(refused, Err(Refusal::Gone(_))), "{refused:?}");
    assert_eq!(session.document().persons.find(&names.people[0]).unwrap().training, None);
}
