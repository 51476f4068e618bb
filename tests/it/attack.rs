//! Damage of every kind: none passes for what was saved, and what a repair cannot bring back it
//! says. How often stands in `SHOUSUI_ATTACK`, in hundreds.

#[path = "../attack/cases.rs"]
mod cases;

use cases::{Dice, Sound, Tally, Verdict};
use shousui::file;

use crate::fixture::{busy_mine, morning, replica};

fn sound() -> Sound {
    let mut session = busy_mine(1);
    Sound::of(file::write(&session.snapshot()).into_bytes(), morning())
}

/// How many damages of a kind are tried.
fn times(usual: usize) -> usize {
    let told = std::env::var("SHOUSUI_ATTACK").ok().and_then(|told| told.parse::<usize>().ok());
    told.map_or(usual, |hundreds| 100 * hundreds)
}

fn tried(name: &str, sound: &Sound, damaged: impl Iterator<Item = Vec<u8>>) {
    let mut tally = Tally::default();
    for bytes in damaged.filter(|bytes| *bytes != sound.bytes) {
        tally.count(&sound.tried(&bytes));
    }
    assert_eq!(tally.silent(), 0, "{name}: {tally}");
    assert_eq!(tally.whole_with_backup, tally.tried, "{name}: {tally}");
    assert!(0 < tally.whole_alone, "{name}: {tally}");
}

#[test]
fn no_flipped_bit_passes() {
    let (sound, mut dice) = (sound(), Dice(0x5EED_0001));
    tried("bits", &sound, (0..times(200)).map(|_| sound.flipped(&mut dice)));
}

#[test]
fn no_cut_passes() {
    let (sound, mut dice) = (sound(), Dice(0x5EED_0002));
    tried("cuts", &sound, (0..times(100)).map(|_| sound.cut(&mut dice)));
}

#[test]
fn no_changed_block_passes() {
    let (sound, mut dice) = (sound(), Dice(0x5EED_0003));
    tried("blocks", &sound, (0..times(100)).map(|_| sound.block(&mut dice)));
}

#[test]
fn no_piece_taken_out_doubled_or_swapped_passes() {
    let sound = sound();
    for what in ["section", "record", "step"] {
        let pieces = sound.pieces(2).into_iter().filter(|(kind, _)| *kind == what);
        tried(what, &sound, pieces.map(|(_, bytes)| bytes));
    }
}

/// A byte that is no text costs what it stands in and nothing behind it.
#[test]
fn a_byte_that_is_no_text_costs_nothing_behind_it() {
    let sound = sound();
    let mut dice = Dice(7);
    let mut places: Vec<usize> = (0..times(40)).map(|_| dice.below(sound.bytes.len())).collect();
    // In the first line, which means nothing.
    places.push(1);
    for place in places {
        let ascii = (place..sound.bytes.len()).find(|at| sound.bytes[*at].is_ascii()).unwrap();
        let mut bytes = sound.bytes.clone();
        bytes[ascii] ^= 0x80;
        let opened = file::read(&bytes).unwrap();
        let words = opened.verdict.damages[0].to_string();
        assert!(words.contains("有读不出的字"), "{ascii}: {words}");
        let outcome = sound.tried(&bytes);
        assert!(matches!(outcome.verdict, Verdict::Damaged), "{ascii}");
        assert_eq!((outcome.lost_alone, outcome.lost_with_backup), (0, 0), "{ascii}");
    }
}

/// Found by the fuzz target `repair`: all was said to be back. What the step made stands in the
/// tables, comes of no step that is left, and is taken from there.
#[test]
fn what_is_lost_together_with_the_header_that_promised_it_is_said() {
    let sound = sound();
    let text = str::from_utf8(&sound.bytes).unwrap();
    let header = text.find("    header: ").unwrap();
    let body = header + 1 + text[header..].find("\n    mine: ").unwrap();
    let last = text.rfind("\n(id:").unwrap() + 1;
    let end = last + 1 + text[last..].find('\n').unwrap();
    let without = [&text[..header], &text[body..last], &text[end..]].concat();
    let outcome = sound.tried(without.as_bytes());
    assert!(matches!(outcome.verdict, Verdict::Damaged));
    assert_eq!((outcome.lost_alone, outcome.lost_with_backup), (0, 0));
    let rescued =
        file::rescue(&file::read(without.as_bytes()).unwrap(), &[], replica(9), morning());
    assert!(rescued.lost.iter().any(|line| line.contains("请逐条核对")), "{:?}", rescued.lost);
    // Nor is the file whole where the header alone is gone.
    let headless = [&text[..header], &text[body..]].concat();
    let outcome = sound.tried(headless.as_bytes());
    assert!(matches!(outcome.verdict, Verdict::Damaged));
    assert_eq!(outcome.lost_alone, 0);
}

/// Found by the fuzz target `repair`: the step that was changed could win over the one in the backup.
#[test]
fn a_backup_that_promises_a_step_is_believed_before_a_file_without_a_header() {
    let sound = sound();
    let text = str::from_utf8(&sound.bytes).unwrap();
    let (header, last) = (text.find("    header: ").unwrap(), text.rfind("\n(id:").unwrap());
    let year = last + text[last..].rfind("2027-").unwrap();
    for other in 2020..2027 {
        let changed = [
            &text[..header + 4],
            "x",
            &text[header + 4..year],
            &other.to_string(),
            &text[year + 4..],
        ];
        let outcome = sound.tried(changed.concat().as_bytes());
        assert!(matches!(outcome.verdict, Verdict::Damaged), "{other}");
        assert_eq!(outcome.lost_with_backup, 0, "{other}");
    }
}

/// The header is sound and the records are, but the newest step is not the one that was promised.
#[test]
fn a_changed_newest_step_is_not_taken_for_what_was_promised() {
    let sound = sound();
    let text = str::from_utf8(&sound.bytes).unwrap();
    let last = text.rfind("\n(id:").unwrap();
    let year = last + text[last..].rfind("2027-").unwrap();
    let changed = [&text[..year], "2026", &text[year + 4..]].concat();
    let opened = file::read(changed.as_bytes()).unwrap();
    let words: Vec<String> = opened.verdict.damages.iter().map(ToString::to_string).collect();
    assert!(words.iter().any(|words| words.contains("次改动与保存时不同")), "{words:?}");
    let outcome = sound.tried(changed.as_bytes());
    assert!(matches!(outcome.verdict, Verdict::Damaged));
    // The records say what the step was to say.
    assert_eq!((outcome.lost_alone, outcome.lost_with_backup), (0, 0));
}
