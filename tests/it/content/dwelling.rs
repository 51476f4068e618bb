//! Where people live is called by one word, the mine's own: in what is shipped, and on every paper.

use shousui::action::editions::Offered;
use shousui::action::{Action, PlanAction, own_names};
use shousui::command::choose::{Wanted, requests};
use shousui::model::mine::{Mine, MineField, Only, Term};
use shousui::model::{Document, Put, RecordId};
use shousui::print::{CATALOGUE, Request, Scope, Stamp, print};
use shousui::rules::outline::with_terms;
use shousui::sample::{self, Plan};

use super::everything;
use crate::fixture::morning;
use crate::prints::words_on;
use crate::sample::{doc, last_day};

/// The word of the law for what may not be in the shaft complex.
const OF_THE_LAW: &str = "集体宿舍";
const OWN: &str = "职工楼";

fn mine() -> Mine {
    Mine { terms: [(Term::Dormitory, OWN.to_owned())].into(), ..Mine::default() }
}

#[test]
fn all_that_is_shipped_says_one_word_and_takes_the_mines_own() {
    let usual = Term::Dormitory.word();
    let mut said = 0;
    for (place, words) in everything() {
        let bare = words.replace(OF_THE_LAW, "");
        assert!(!bare.contains("宿舍") && !bare.contains("寝室"), "{place}: {words}");
        said += usize::from(words.contains(usual));
        let own = with_terms(&mine(), &words);
        assert!(!own.contains(usual), "{place}: {own}");
        assert_eq!(with_terms(&mine(), &own), own, "{place}: said once as said twice");
    }
    assert!(40 < said, "{said} texts say it");
    let longer = Mine { terms: [(Term::Dormitory, "职工公寓".to_owned())].into(), ..mine() };
    let once = longer.said("3号公寓和职工公寓");
    assert_eq!((once.as_str(), longer.said(&once)), ("3号职工公寓和职工公寓", once.clone()));
}

/// What was taken up before the mine said its own names is no other content, and takes them in one
/// step that can be taken back.
#[test]
fn posts_cards_and_telephones_take_the_names_written_later() {
    let mut session = sample::build(Plan::default()).unwrap();
    let own = [(Term::Dormitory, "宿舍"), (Term::Dispatch, "调度指挥中心")];
    for (term, word) in own {
        let field = MineField::Term(term, Some(word.to_owned()));
        session.perform(&Action::Set((Only, field).into()), morning()).unwrap();
    }
    let before = session.document().clone();
    let offered = Offered::of(&before);
    assert!(offered.phones.is_empty(), "no line is another for its name: {:?}", offered.phones);
    assert!(offered.differing.is_empty(), "{:?}", offered.differing);
    assert!(60 < own_names::to_write(&before), "{}", own_names::to_write(&before));

    session.perform(&Action::Plan(PlanAction::OwnNames), morning()).unwrap();
    let doc = session.document();
    assert_eq!(own_names::to_write(doc), 0);
    let post = |name: &str| doc.posts.iter().any(|(_, post)| post.name == name);
    assert!(post("宿舍值班") && !post("公寓值班"));
    assert!(doc.phones.iter().any(|(_, phone)| phone.name == "调度指挥中心（24小时）"));
    for (code, card) in doc.cards.iter() {
        let steps = card.steps.values().map(|step| format!("{}{}", step.who, step.what));
        let lines = [&card.forbidden, &card.retreat, &card.calls].into_iter().flatten();
        for words in steps.chain(lines.cloned()).chain([card.places.clone()]) {
            assert!(!words.contains("公寓") && !words.contains("调度室"), "{code}: {words}");
        }
        // Where people gather the mine wrote itself.
        assert_eq!(card.muster, before.cards.get(code).unwrap().muster);
    }
    session.undo(morning()).unwrap();
    assert_eq!(session.document().posts, before.posts);
    assert_eq!(session.document().cards, before.cards);
}

/// The sample as a mine would have it that says 职工楼: in all it wrote itself, and in its 称谓表.
/// Items stay as they are shipped.
fn renamed() -> Document {
    let mut doc = doc().clone();
    for record in doc.records() {
        if matches!(record, RecordId::Item(_)) {
            continue;
        }
        for put in doc.written(&record) {
            let text = ron::to_string(&put).unwrap();
            let own = text.replace(Term::Dormitory.word(), OWN);
            if own != text {
                doc.apply(ron::from_str::<Put>(&own).unwrap());
            }
        }
    }
    doc.apply((Only, MineField::Term(Term::Dormitory, Some(OWN.to_owned()))).into());
    doc
}

#[test]
fn no_paper_says_another_word_than_the_mine() {
    let doc = renamed();
    let stamp = Stamp { code: "7F3A-91".to_owned(), now: morning(), both_sides: false };
    // One of each day and kind would be thousands of pages: the first of each, the sheets of a day with
    // inspections, and what stands whole.
    let mut asked: Vec<Request> = CATALOGUE
        .iter()
        .filter_map(|paper| paper.offers(&doc, &Scope::all(last_day())).into_iter().next())
        .map(|offer| offer.request)
        .collect();
    for word in ["zones", "phones", "cards", "plan", "summary", "ledger", "site"] {
        let wanted = Wanted { what: vec![word.to_owned()], ..Wanted::default() };
        asked.extend(requests(&doc, &wanted, last_day()).unwrap());
    }
    let mut said = 0;
    for request in asked {
        let mut words = String::new();
        for page in print(&doc, &request, &stamp).unwrap().pages() {
            words_on(&page.frame, &mut words);
        }
        said += words.matches(OWN).count();
        let bare = words.replace(OF_THE_LAW, "");
        for other in ["公寓", "宿舍"] {
            let around: Vec<char> = bare.chars().collect();
            let at = bare.find(other).map(|at| bare.get(..at).unwrap().chars().count());
            let near =
                at.map(|at| around[at.saturating_sub(20)..].iter().take(50).collect::<String>());
            assert_eq!(near, None, "{:?} says {other}", request.paper);
        }
    }
    assert!(100 < said, "{said}");
}
