//! How soon long work stops once somebody says so.

use std::time::{Duration, Instant};

use shousui::file::{self, Unread};
use shousui::print::{Faces, PrintError, Request, print_while};

use crate::Bench;
use crate::pages::stamp;
use crate::samples::Sample;
use crate::times::{Times, ms, timed};

const GOAL: Duration = Duration::from_millis(100);
/// When somebody says stop, in parts of what the whole would take.
const MOMENTS: [u32; 5] = [5, 15, 30, 60, 85];

pub(crate) fn measure(bench: &mut Bench) {
    let scale = bench.large();
    let sample = bench.sample(scale);
    let kept = sample.kept();
    let stamp = stamp(&kept, &sample);
    let mut sheets: Vec<_> = kept.doc.sheets.iter().map(|(id, _)| *id).collect();
    sheets.truncate(200);
    let works = [("the ledger", Request::ledger()), ("200 sheets", Request::sheets(&sheets))];
    let (mut all, mut notes) = (Vec::new(), Vec::new());
    for (name, request) in works {
        let (whole, took) =
            timed(|| print_while(&kept.doc, &request, &stamp, &Faces::default(), &|_| true));
        assert!(whole.is_ok(), "{name} cannot be printed");
        drop(whole);
        let mut late = Vec::new();
        for moment in MOMENTS {
            let said = took * moment / 100;
            let began = Instant::now();
            let stopped = print_while(&kept.doc, &request, &stamp, &Faces::default(), &|_| {
                began.elapsed() < said
            });
            if matches!(stopped, Err(PrintError::Stopped)) {
                late.push(began.elapsed().saturating_sub(said));
            }
        }
        let late = Times::new(late);
        notes.push(format!(
            "{name} ({} in all): worst {}, median {}",
            ms(took),
            ms(late.worst()),
            ms(late.median())
        ));
        all.push(late.worst());
    }
    let worst = Times::new(all).worst();
    let what = format!("cancel of a long print, worst, scale {scale}");
    let row = bench.table.row(&what, GOAL, worst, ms(worst)).note(notes.join("; "));
    bench.table.add(row.note("the printing itself; the window has a button for it"));
    opening(bench, scale, &sample);
}

/// Opening: as it comes, and with its whole history played again.
fn opening(bench: &mut Bench, scale: u32, sample: &Sample) {
    let whole = std::fs::read_to_string(&sample.path).unwrap();
    let edited = whole.replacen("employees: 1860", "employees: 1861", 1);
    let (mut all, mut notes) = (Vec::new(), Vec::new());
    for (name, text) in [("as it is", &whole), ("edited by hand", &edited)] {
        let (_, plain) = timed(|| file::read(text.as_bytes()).unwrap());
        let (_, watched) = timed(|| file::read_watched(text.as_bytes(), &|_| true).unwrap());
        let mut late = Vec::new();
        for moment in MOMENTS {
            let said = plain * moment / 100;
            let began = Instant::now();
            let watch = |_| began.elapsed() < said;
            if matches!(file::read_watched(text.as_bytes(), &watch), Err(Unread::Stopped(_))) {
                late.push(began.elapsed().saturating_sub(said));
            }
        }
        let late = Times::new(late);
        notes.push(format!(
            "{name} ({} unwatched, {} watched): worst {}",
            ms(plain),
            ms(watched),
            ms(late.worst())
        ));
        all.push(late.worst());
    }
    let worst = Times::new(all).worst();
    let what = format!("cancel of an opening, worst, scale {scale}");
    bench.table.add(bench.table.row(&what, GOAL, worst, ms(worst)).note(notes.join("; ")));
}
