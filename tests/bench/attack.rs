//! The attack on the sample mine by hand: `cargo bench --bench attack -- CUTS BITS BLOCKS SEED`.
//!
//! Goes on where it was stopped: what was done stands in `attack-SEED.txt` of the target folder.
#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement may stop at once, and prints what it measured"
)]

#[path = "../attack/cases.rs"]
mod cases;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cases::{Dice, Sound, Tally, Verdict};
use shousui::{file, sample};

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let (cuts, bits, blocks, seed) = match numbers.as_slice() {
        [cuts, bits, blocks, seed] => (*cuts, *bits, *blocks, *seed),
        // Asked for along with all benches.
        _ => (20, 100, 20, 1),
    };
    let mut session =
        sample::build(sample::Plan { scale: 1, seed: 0, year: 2027, until: None }).unwrap();
    let kept = session.snapshot();
    let now = kept.journal.newest_first().next().unwrap().at;
    let sound = Sound::of(file::write(&kept).into_bytes(), now);
    println!("{} bytes, {} fields", sound.bytes.len(), sound.fields());

    let log = std::env::temp_dir().join(format!("shousui-attack-{seed}.txt"));
    let done = std::fs::read_to_string(&log).unwrap_or_default();
    let done = done.lines().count();
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
    let pieces = sound.pieces(100);
    let all = cuts + bits + blocks + pieces.len();
    let made = |at: usize| -> (&'static str, Vec<u8>) {
        let mut dice =
            Dice(0x9E37_79B9_7F4A_7C15 ^ u64::try_from(at * 2_654_435_761 + seed).unwrap());
        dice.below(1);
        match at {
            _ if at < cuts => ("cut", sound.cut(&mut dice)),
            _ if at < cuts + bits => ("bit", sound.flipped(&mut dice)),
            _ if at < cuts + bits + blocks => ("block", sound.block(&mut dice)),
            _ => pieces[at - cuts - bits - blocks].clone(),
        }
    };
    let next = AtomicUsize::new(done);
    let lines: Mutex<BTreeMap<usize, String>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if all <= at {
                        return;
                    }
                    let (what, bytes) = made(at);
                    let line = if bytes == sound.bytes {
                        format!("{what} same")
                    } else {
                        let outcome = sound.tried(&bytes);
                        let (alone, backup) = (outcome.lost_alone, outcome.lost_with_backup);
                        format!("{what} {:?} {alone} {backup} #{at}", outcome.verdict)
                    };
                    lines.lock().unwrap().insert(at, line);
                }
            });
        }
        // Written in their order, so that a run that was stopped goes on.
        let mut written = done;
        while written < all {
            std::thread::sleep(std::time::Duration::from_millis(200));
            let mut waiting = lines.lock().unwrap();
            while let Some(line) = waiting.remove(&written) {
                writeln!(file, "{line}").unwrap();
                written += 1;
            }
        }
    });
    report(&std::fs::read_to_string(&log).unwrap());
}

fn report(log: &str) {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for line in log.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [what, verdict, alone, backup, ..] = words.as_slice() else { continue };
        let verdict = match *verdict {
            "Refused" => Verdict::Refused,
            "Damaged" => Verdict::Damaged,
            "Edited" => Verdict::Edited,
            "Relaid" => Verdict::Relaid,
            _ => Verdict::Silent,
        };
        let (lost_alone, lost_with_backup) = (alone.parse().unwrap(), backup.parse().unwrap());
        let outcome = cases::Outcome { verdict, lost_alone, lost_with_backup };
        tallies.entry(what).or_default().count(&outcome);
    }
    for (what, tally) in &tallies {
        println!("{what}: {tally}");
    }
    assert!(tallies.values().all(|tally| tally.silent() == 0), "something passed");
}
