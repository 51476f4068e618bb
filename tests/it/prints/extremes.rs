//! Files for office programs of a mine of which nothing is known, and of one with endless words.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use shousui::action::{Action, NewRecord};
use shousui::model::document::Document;
use shousui::model::mine::{MineField, Only};
use shousui::model::plan::Phone;
use shousui::model::service::Service;
use shousui::office::manuscript::{self, Block};
use shousui::print::{CATALOGUE, FileKind, Paper, Request, Scope, office};
use shousui::session::Unwatched;

use super::{report, stamp};
use crate::fixture::{act, day, empty, made, set, small_mine};

/// All that is offered, blank forms too, as files of that kind.
fn files(doc: &Document, kind: FileKind) -> Vec<(Request, Vec<u8>)> {
    let scope = Scope::all(day());
    let offered = CATALOGUE.into_iter().flat_map(|paper| paper.offers(doc, &scope));
    let blank = CATALOGUE.into_iter().filter_map(Paper::blank_form);
    let requests = offered.chain(blank).map(|offer| offer.request);
    let requests = requests.filter(|request| request.can_be(kind));
    let made = |request: Request| {
        let file = office(doc, &request, &stamp(), (kind, false));
        let file = file.unwrap_or_else(|error| panic!("{request:?}: {error}"));
        (request, file)
    };
    requests.map(made).collect()
}

/// Reads every file back; says how many there were.
fn read_back(doc: &Document) -> usize {
    let texts = files(doc, FileKind::Word);
    for (request, file) in &texts {
        let text = manuscript::read(file, &Unwatched);
        let blocks = text.unwrap_or_else(|error| panic!("{request:?}: {error:?}")).blocks;
        let is_said = |block: &Block| match block {
            Block::Paragraph(one) => !one.words.trim().is_empty(),
            Block::Table(rows) => !rows.is_empty(),
        };
        assert!(blocks.iter().any(is_said), "{request:?} says nothing");
    }
    let books = files(doc, FileKind::Excel);
    for (request, file) in &books {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.as_slice())).unwrap();
        assert!(!book.worksheets().is_empty(), "{request:?}");
    }
    texts.len() + books.len()
}

#[test]
fn of_a_mine_of_which_nothing_is_known_every_form_is_a_whole_file() {
    let session = empty(1);
    assert!(15 < read_back(session.document()));
}

#[test]
fn words_without_end_make_whole_files() {
    let (mut session, names) = small_mine(1);
    // More than a cell of a workbook holds.
    let endless = "犇".repeat(33_000);
    act(&mut session, set((Only, MineField::FullName("矿".repeat(300)))));
    report(&mut session, &names, &endless);
    let service = Service { day: Some(day()), whom: endless.clone(), ..Service::default() };
    made(&mut session, Action::Add(NewRecord::Service(service)));
    let phone = Phone { name: "室".repeat(200), note: endless, ..Phone::default() };
    made(&mut session, Action::Add(NewRecord::Phone(phone)));
    assert!(15 < read_back(session.document()));
}
