//! A damaged workbook put together again: what comes out is sound, and with a sound copy beside
//! it all is back.

use std::collections::BTreeMap;
use std::sync::Arc;

use shousui::file::{self, Opened, Source, rescue};
use shousui::model::id::Replica;

use crate::base::{Sound, chosen, kept, now};
use crate::memory::in_proportion;
use crate::script::{Script, edited, forged, sealed};

/// Tries one input.
pub fn repair(data: &[u8]) {
    let mut script = Script::new(data);
    let kind = script.byte();
    let base = chosen(kind);
    let is_honest = kind / 8 % 4 < 2;
    let bytes = match kind / 8 % 4 {
        0 | 1 => edited(&base.bytes, &mut script),
        2 => sealed(&edited(&base.bytes, &mut script)),
        _ => file::write(&kept(&forged(&base.entries, &mut script), base)).into_bytes(),
    };
    let Ok(opened) = file::read(&bytes) else { return };
    let copy = Source {
        name: "备份".to_owned(),
        entries: base.entries.iter().cloned().map(Arc::new).collect(),
        heads: base.kept.heads.clone(),
    };
    let (other, is_made_up) = other(base, &mut script);
    let others: Vec<Source> = other.into_iter().collect();
    let lost = in_proportion(bytes.len() + base.bytes.len(), || tried(&opened, &others, base));
    if !others.is_empty() {
        tried(&opened, &[], base);
    }
    let all: Vec<Source> = others.into_iter().chain([copy]).collect();
    let lost_with_copy = tried(&opened, &all, base);
    if is_honest && !is_made_up {
        assert!(lost == 0 || !opened.verdict.is_whole(), "a whole file loses something");
        assert_eq!(lost_with_copy, 0, "fields lost though there is a copy");
    }
}

/// Another copy, older or damaged as well, and whether somebody made it up.
fn other(base: &Sound, script: &mut Script<'_>) -> (Option<Source>, bool) {
    match script.byte() % 4 {
        0 => (None, false),
        1 => {
            let read = file::read(&edited(&base.bytes, script)).ok();
            (read.map(|opened| Source::of("副本".to_owned(), &opened)), false)
        }
        2 => {
            let older = &base.entries[..script.below(base.entries.len())];
            let entries = older.iter().cloned().map(Arc::new).collect();
            let heads = kept(older, base).heads;
            (Some(Source { name: "旧备份".to_owned(), entries, heads }), false)
        }
        _ => {
            let entries = forged(&base.entries, script);
            let entries = entries.into_iter().map(Arc::new).collect();
            let heads = BTreeMap::new();
            (Some(Source { name: "别人的".to_owned(), entries, heads }), true)
        }
    }
}

/// Puts it together and returns how many fields are not back.
fn tried(opened: &Opened, others: &[Source], base: &Sound) -> usize {
    let rescued = rescue(opened, others, Replica::from_bits(0xFEED), now());
    let text = file::write(&rescued.kept);
    let again = file::examine(text.as_bytes()).unwrap();
    assert!(again.verdict.is_whole(), "repaired and not whole: {:?}", again.verdict);
    assert_eq!(again.kept.doc, rescued.kept.doc);
    let lost = rescued.kept.doc.differences(base.doc()).len();
    // A lawful difference is no loss: it is for a person to decide.
    let is_said = !rescued.lost.is_empty() || !opened.verdict.is_damaged();
    assert!(lost == 0 || is_said, "{lost} fields lost without a word");
    lost
}
