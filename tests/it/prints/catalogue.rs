//! Every paper of the catalogue is offered, named and made of the sample season.

use std::collections::BTreeSet;

use shousui::command::choose::{Wanted, requests, words};
use shousui::print::{
    CATALOGUE, Faces, Of, Offer, Pager, Paper, Request, Scope, Shelf, Span, file_stem, print,
};

use super::stamp;
use crate::sample::{doc, last_day};

fn offers(paper: &Paper) -> Vec<Offer> {
    paper.offers(doc(), &Scope::all(last_day()))
}

#[test]
fn every_paper_of_the_season_is_offered_named_and_made() {
    for paper in CATALOGUE {
        let offers = offers(paper);
        let first = offers.first().unwrap_or_else(|| panic!("no {paper:?} offered"));
        let called: BTreeSet<&str> = offers.iter().map(|offer| offer.words.as_str()).collect();
        assert!(!called.contains("") && called.len() == offers.len(), "{called:?}");
        for offer in &offers {
            assert!(std::ptr::eq(offer.request.paper, paper), "{:?}", offer.request);
            let stem = file_stem(doc(), &offer.request, &stamp());
            let parts: Vec<&str> = stem.splitn(4, '_').collect();
            assert!(parts[0] == "2027春节" && parts.iter().all(|part| !part.is_empty()), "{stem}");
            if let Some((day, to)) = offer.days.filter(|(day, to)| day == to) {
                assert_eq!(parts[2], day.format("%Y%m%d").to_string(), "{stem} of {to}");
            }
        }
        let printed = print(doc(), &first.request, &stamp()).unwrap();
        assert!(0 < printed.page_count(), "{paper:?}");
    }
}

#[test]
fn the_command_line_and_the_shelves_know_the_same_papers() {
    let on_shelves: Vec<_> = Shelf::ALL.into_iter().flat_map(Paper::on).collect();
    assert_eq!(on_shelves.len(), CATALOGUE.len());
    assert!(words().len() == words().into_iter().collect::<BTreeSet<_>>().len());
    let everything = |masked| {
        let wanted = Wanted { what: vec!["all".to_owned()], masked, ..Wanted::default() };
        requests(doc(), &wanted, last_day()).unwrap()
    };
    let all: Vec<Request> = [everything(false), everything(true)].concat();
    assert!(CATALOGUE.iter().all(|paper| words().contains(&paper.word)));
    let is_in_set = |paper: &Paper| all.iter().any(|one| std::ptr::eq(one.paper, paper));
    let left_out: Vec<&str> =
        CATALOGUE.iter().filter(|paper| !is_in_set(paper)).map(|paper| paper.word).collect();
    // Twenty-two days go on an A3, cards on A5 and plates on A4: elsewhere they are another cut, as is a day of
    // the rota in large print. The overview is one of the ledger, and the list of the archive is made when
    // all else is printed.
    // What a plan is filed with goes with one that is filed; the sample's is none.
    let expected = [
        "plates",
        "cards",
        "cards-wall",
        "minutes",
        "resources",
        "risks",
        // Of the rota the other size, and the one with telephones, which is for whoever asks for it.
        "rota",
        "rota-full",
        "board",
        "overview",
        "archive",
    ];
    assert_eq!(left_out, expected);
    for paper in CATALOGUE {
        let what = vec![paper.word.to_owned()];
        let daily = matches!(paper.days, Span::Daily { .. });
        let day = offers(paper).last().and_then(|one| one.days).filter(|_| daily);
        let wanted = Wanted { what, day: day.map(|(day, _)| day), ..Wanted::default() };
        let of_word = requests(doc(), &wanted, last_day()).unwrap();
        assert!(of_word.iter().all(|one| one.paper.word == paper.word), "{of_word:?}");
    }
}

/// A clock far off asks for no empty brief: the day is the season's next to it.
#[test]
fn without_a_day_the_brief_is_of_a_day_of_the_season() {
    let first = doc().current_season().first.unwrap();
    let on = |day: &str| day.parse::<chrono::NaiveDate>().unwrap();
    for (today, of) in [
        (on("2026-11-29"), first),
        (on("2027-02-05"), on("2027-02-05")),
        (on("2027-06-01"), last_day()),
    ] {
        let wanted = Wanted { what: vec!["brief".to_owned()], ..Wanted::default() };
        assert_eq!(requests(doc(), &wanted, today), Ok(vec![Request::brief(of)]), "{today}");
        let wanted = Wanted { day: Some(on("2027-02-11")), ..wanted };
        assert_eq!(requests(doc(), &wanted, today), Ok(vec![Request::brief(on("2027-02-11"))]));
    }
}

#[test]
fn any_day_has_its_papers() {
    // The day an office looks back on is any day of the season, not the one at hand.
    let first = doc().current_season().first.unwrap();
    let listed = |paper: &Paper| {
        let scope = Scope::listed(paper.days, first, last_day());
        paper.offers(doc(), &scope)
    };
    for paper in CATALOGUE.into_iter().filter(|paper| matches!(paper.days, Span::Daily { .. })) {
        let of_day = listed(paper);
        let days = |offer: &Offer| offer.days == Some((first, first));
        assert!(of_day.iter().any(days), "{paper:?} of {first}");
    }
    let sheets = listed(CATALOGUE[0]);
    assert!(sheets.iter().all(|offer| offer.days == Some((first, first))));
    assert!(matches!(&sheets[0].request.of, Of::Records(records) if records.len() == 1));
}

#[test]
fn a_print_to_be_leafed_through_shows_the_pages_of_the_paper() {
    let ids: Vec<_> = doc().sheets.iter().map(|(id, _)| *id).step_by(9).collect();
    for request in [Request::sheets(&ids), Request::ledger(), Request::phones()] {
        let whole = print(doc(), &request, &stamp()).unwrap();
        let mut pager = Pager::new(Box::new(doc().clone()), &request, stamp(), &Faces::default());
        assert_eq!(pager.picture(0, 0.5).unwrap(), None, "nothing is known yet");
        while pager.advance().unwrap() {}
        assert_eq!(pager.sizes().len(), whole.page_count());
        // Back and forth, across parts that were forgotten meanwhile.
        let last = whole.page_count() - 1;
        for page in [last, 0, last / 2, last, 0] {
            assert!(pager.picture(page, 0.5).unwrap() == whole.picture(page, 0.5), "page {page}");
        }
        assert_eq!(pager.picture(last + 1, 0.5).unwrap(), None);
    }
    let gone = Request::sheets(&[]);
    assert!(
        Pager::new(Box::new(doc().clone()), &gone, stamp(), &Faces::default()).advance().is_err()
    );
}
