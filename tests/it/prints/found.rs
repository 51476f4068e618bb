//! What somebody who searches a print finds: nothing that is not seen, and each number whole.

use std::collections::BTreeSet;

use chrono::Days;
use shousui::model::Document;
use shousui::print::{CATALOGUE, Paper, Printed, Request, Scope, print};
use typst::layout::{Frame, FrameItem, Point};

use super::{count, found_in, stamp};
use crate::sample::{doc, last_day};

/// A run of words: where its foot stands, where it begins and ends, in points.
struct Run {
    foot: f64,
    from: f64,
    to: f64,
    words: String,
}

fn runs_in(frame: &Frame, at: Point, runs: &mut Vec<Run>) {
    for (offset, item) in frame.items() {
        let from = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                runs_in(&group.frame, from + moved, runs);
            }
            FrameItem::Text(text) => runs.push(Run {
                foot: from.y.to_pt(),
                from: from.x.to_pt(),
                to: (from.x + text.width()).to_pt(),
                words: text.text.to_string(),
            }),
            _ => {}
        }
    }
}

/// The lines of a page as a reader of PDFs puts them together: what follows on one line without a
/// gap is one.
fn lines_of(frame: &Frame) -> Vec<String> {
    let mut runs = Vec::new();
    runs_in(frame, Point::zero(), &mut runs);
    let mut lines: Vec<Run> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line)
                if (line.foot - run.foot).abs() < 2.5 && (run.from - line.to).abs() < 1.0 =>
            {
                line.words.push_str(&run.words);
                line.to = run.to;
            }
            _ => lines.push(run),
        }
    }
    lines.into_iter().map(|line| line.words).collect()
}

/// The articles and standards the items rest on.
fn citations(doc: &Document) -> impl Iterator<Item = String> + '_ {
    let articles = doc.items.iter().flat_map(|(_, item)| {
        let parts = item.basis.split('第').skip(1);
        let numbers = parts.filter_map(|part| Some(part.split_once('条')?.0));
        let numbers = numbers.filter(|number| number.bytes().all(|sign| sign.is_ascii_digit()));
        numbers.map(|number| format!("第{number}条"))
    });
    let standards = doc.items.iter().flat_map(|(_, item)| {
        let parts = item.basis.split(['；', '、', '（']);
        parts.filter(|part| part.starts_with("GB") && part.is_ascii()).map(str::to_owned)
    });
    articles.chain(standards)
}

/// The numbers of papers, telephones, articles and standards there are, and the days papers are
/// of, in full.
fn numbers(doc: &Document) -> BTreeSet<String> {
    let hazards = doc.hazards.iter().map(|(_, one)| one.number.as_ref());
    let slips = doc.transfers.iter().map(|(_, one)| one.number.as_ref());
    let sheets = doc.sheets.iter().map(|(_, one)| one.number.as_ref());
    let papers = hazards.chain(slips).chain(sheets).flatten().map(ToString::to_string);
    let mobiles = doc.persons.iter().map(|(_, one)| one.mobile.clone());
    let lines = doc.phones.iter().map(|(_, one)| one.number.clone());
    // Shorter ones come about wherever the counts of rows stand below each other.
    let telephones = mobiles.chain(lines).filter(|number| 5 < number.len());
    let days = (0..35).filter_map(|back| last_day().checked_sub_days(Days::new(back)));
    let days = days.map(|day| day.format("%Y年%-m月%-d日").to_string());
    papers.chain(telephones).chain(days).chain(citations(doc)).collect()
}

/// The first, the middle and the last of what there is of a paper, and its blank form.
fn some_of(paper: &'static Paper) -> Vec<Request> {
    let offers = paper.offers(doc(), &Scope::all(last_day()));
    let middle = offers.get(offers.len() / 2);
    let all = offers.first().into_iter().chain(middle).chain(offers.last());
    let mut requests: Vec<Request> = Vec::new();
    for request in all.cloned().chain(paper.blank_form()).map(|offer| offer.request) {
        if !requests.contains(&request) {
            requests.push(request);
        }
    }
    requests
}

#[test]
fn whoever_searches_a_print_finds_every_number_whole_and_nothing_unseen() {
    let numbers = numbers(doc());
    let mut broken: BTreeSet<String> = BTreeSet::new();
    let mut whole = 0;
    for request in CATALOGUE.into_iter().flat_map(some_of) {
        let printed: Printed = print(doc(), &request, &stamp()).unwrap();
        let joined = found_in(&printed);
        let unseen = ['\u{200B}', '\u{2060}', '\u{FEFF}', '\u{AD}'];
        let at = joined.find(unseen).map(|at| joined[at.saturating_sub(30)..].to_owned());
        assert_eq!(at, None, "{request:?}");
        let lines: Vec<String> =
            printed.pages().iter().flat_map(|page| lines_of(&page.frame)).collect();
        for number in &numbers {
            let (there, found) = (
                count(&joined, number),
                lines.iter().map(|line| count(line, number)).sum::<usize>(),
            );
            whole += found;
            if found < there {
                broken.insert(format!("{:?}: {number}", request.paper));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(400 < whole, "{whole}");
}
