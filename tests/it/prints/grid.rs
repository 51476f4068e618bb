//! GB/T 9704-2012 on the pages of every letter: the room the text has, the pitch of its lines, titles in the
//! middle, page numbers outside. Source: `sources.md` GB/T 9704.

use shousui::print::{CATALOGUE, Printed, Scope, print};
use typst::layout::{Frame, FrameItem, Point};

use super::stamp;
use crate::sample::{doc, last_day};

/// Where words stand, in points: their beginning, end and baseline, with their size.
struct Run {
    words: String,
    from: f64,
    to: f64,
    base: f64,
    size: f64,
}

fn runs_of(frame: &Frame, at: Point, found: &mut Vec<Run>) {
    for (offset, item) in frame.items() {
        let from = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                runs_of(&group.frame, from + moved, found);
            }
            FrameItem::Text(text) => found.push(Run {
                words: text.text.as_str().replace(['\u{200B}', '\u{2060}'], ""),
                from: from.x.to_pt(),
                to: (from.x + text.width()).to_pt(),
                base: from.y.to_pt(),
                size: text.size.to_pt(),
            }),
            _ => {}
        }
    }
}

const MM: f64 = 72.0 / 25.4;
/// 订口 28 mm and 版心 156 mm by 225 mm, 天头 37 mm.
const LEFT: f64 = 28.0 * MM;
const RIGHT: f64 = (28.0 + 156.0) * MM;
const TOP: f64 = 37.0 * MM;
const BOTTOM: f64 = (37.0 + 225.0) * MM;
/// 22 lines to a page.
const PITCH: f64 = 225.0 / 22.0 * MM;
/// 3号, 2号 and 4号.
const BODY: f64 = 15.75;
/// Signs that hang at the edge of the text, at most.
const HANGING: f64 = BODY / 2.0;
const TITLE: f64 = 22.0;
const NUMBER: f64 = 14.0;

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.6
}

fn pages(printed: &Printed) -> Vec<Vec<Run>> {
    let page = |page: &typst_layout::Page| {
        let mut runs = Vec::new();
        runs_of(&page.frame, Point::zero(), &mut runs);
        runs
    };
    printed.pages().iter().map(page).collect()
}

#[test]
fn every_letter_keeps_to_the_grid_of_the_standard() {
    for key in ["plan", "founding", "scheme", "flag", "summary"] {
        let paper = CATALOGUE.into_iter().find(|paper| paper.key == key).unwrap();
        for offer in paper.offers(doc(), &Scope::all(last_day())) {
            let printed = print(doc(), &offer.request, &stamp()).unwrap();
            let (mut lines, mut numbers) = (0, 0);
            for runs in pages(&printed) {
                let is_number = |run: &&Run| run.words.starts_with("— ") && near(run.size, NUMBER);
                let Some(number) = runs.iter().find(is_number) else { continue };
                numbers += 1;
                // Odd numbers stand one sign from the right edge of the text, even ones from the left.
                let digits: String = number.words.chars().filter(char::is_ascii_digit).collect();
                let is_odd = digits.parse::<u32>().unwrap() % 2 == 1;
                let at =
                    if is_odd { RIGHT - NUMBER - number.to } else { LEFT + NUMBER - number.from };
                assert!(near(at, 0.0), "{key} {}: {} to {}", number.words, number.from, number.to);
                assert!(BOTTOM < number.base - NUMBER, "{key}: below the text");
                let body: Vec<&Run> =
                    runs.iter().filter(|run| (run.size - BODY).abs() < 0.01).collect();
                for run in &body {
                    // What stands at the end of a line may hang out by a part of a sign.
                    let inside = LEFT - HANGING <= run.from && run.to <= RIGHT + HANGING;
                    let within = TOP <= run.base && run.base <= BOTTOM + 0.6;
                    let (from, to, base) = (run.from, run.to, run.base);
                    assert!(inside && within, "{key} {}: {from} to {to} at {base}", run.words);
                }
                for title in runs.iter().filter(|run| near(run.size, TITLE)) {
                    assert!(LEFT <= title.from && title.to <= RIGHT, "{key} {}", title.words);
                }
                // Where nothing but text stands on a page, its lines lie a pitch or some of them apart.
                let is_plain = runs
                    .iter()
                    .all(|run| [BODY, NUMBER, 7.0].iter().any(|size| near(run.size, *size)));
                let mut bases: Vec<f64> = body.iter().map(|run| run.base).collect();
                bases.sort_by(f64::total_cmp);
                bases.dedup_by(|one, other| (*one - *other).abs() < 2.0);
                for pair in bases.windows(2).filter(|_| is_plain) {
                    let pitches = (pair[1] - pair[0]) / PITCH;
                    assert!((pitches - pitches.round()).abs() < 0.03, "{key}: {pitches}");
                    lines += 1;
                }
            }
            assert!(0 < numbers, "{key}");
            assert!(key != "plan" || 20 < lines, "{key}: {lines}");
        }
    }
}
