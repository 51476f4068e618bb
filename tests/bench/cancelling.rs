//! How soon long work stops once somebody says so.

use std::time::{Duration, Instant};

use shousui::print::{PrintError, Request, print_while};

use crate::Bench;
use crate::pages::stamp;
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
        let (whole, took) = timed(|| print_while(&kept.doc, &request, &stamp, &|_| true));
        assert!(whole.is_ok(), "{name} cannot be printed");
        drop(whole);
        let mut late = Vec::new();
        for moment in MOMENTS {
            let said = took * moment / 100;
            let began = Instant::now();
            let stopped = print_while(&kept.doc, &request, &stamp, &|_| began.elapsed() < said);
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
}
