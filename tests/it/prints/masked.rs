//! Copies with masked telephones: nobody's number is legible on any paper or in any table, whatever
//! field somebody wrote it in.

use std::io::{Cursor, Read as _};

use shousui::file::{Export, Holds, Period};
use shousui::model::document::Document;
use shousui::model::hazard::HazardField;
use shousui::model::id::{Replica, WorkbookId};
use shousui::model::mine::{MineField, Only};
use shousui::model::people::{PersonField, PostField, UnitField};
use shousui::model::place::{SiteField, ZoneField};
use shousui::model::plan::{PhoneField, VersionField};
use shousui::model::sheet::SheetField;
use shousui::model::watch::{HandoverField, LogField, SpotCheckField, ZeroReportField};
use shousui::model::{Put, service};
use shousui::print::{CATALOGUE, Faces, FileKind, Request, Scope, office, print, print_masked};
use zip::ZipArchive;

use super::{found_in, stamp};
use crate::sample::{doc, last_day};

/// An identity number somebody typed where it does not belong, and what of it nobody is to read.
const IDENTITY: &str = "140101199001011230";
const BORN: &str = "19900101";

/// The sample with a telephone behind every name and in every text of a paper.
fn telling() -> Document {
    let mut doc = doc().clone();
    let tell = |words: &str| format!("{words}13900006621");
    let mut puts: Vec<Put> = vec![(Only, MineField::BriefTo(tell("矿党委"))).into()];
    puts.push((Only, MineField::DispatchPhone(tell("调度"))).into());
    for (id, one) in doc.persons.iter() {
        puts.push((*id, PersonField::Name(tell(&one.name))).into());
        puts.push((*id, PersonField::Title(tell(&one.title))).into());
    }
    for (id, one) in doc.units.iter() {
        puts.push((*id, UnitField::Name(tell(&one.name))).into());
    }
    for (id, one) in doc.posts.iter() {
        puts.push((*id, PostField::Name(tell(&one.name))).into());
    }
    for (id, one) in doc.sites.iter() {
        puts.push((*id, SiteField::Name(tell(&one.name))).into());
    }
    for (id, one) in doc.zones.iter() {
        puts.push((*id, ZoneField::Name(tell(&one.name))).into());
    }
    for (id, one) in doc.phones.iter() {
        puts.push((*id, PhoneField::Number("139 0000-6621".to_owned())).into());
        puts.push((*id, PhoneField::Note(tell(&one.note))).into());
    }
    for (id, one) in doc.hazards.iter() {
        let words = format!("{}，身份证{IDENTITY}", tell(&one.words));
        puts.push((*id, HazardField::Words(words)).into());
        puts.push((*id, HazardField::Interim(tell(&one.interim))).into());
        // In a column too narrow for it in one line.
        puts.push(
            (*id, HazardField::DualNumber("SF-LONG-LONG-LONG-LONG13900006621".to_owned())).into(),
        );
    }
    for (id, one) in doc.sheets.iter() {
        puts.push((*id, SheetField::Title(tell(&one.title))).into());
    }
    for (id, one) in doc.logs.iter() {
        puts.push((*id, LogField::Weather(tell(&one.weather))).into());
        puts.push((*id, LogField::Left(tell(&one.left))).into());
    }
    for (id, one) in doc.handovers.iter() {
        puts.push((*id, HandoverField::Kit(tell(&one.kit))).into());
    }
    for (id, one) in doc.zero_reports.iter() {
        puts.push((*id, ZeroReportField::Receiver(tell(&one.receiver))).into());
    }
    for (id, one) in doc.spot_checks.iter() {
        puts.push((*id, SpotCheckField::Measure(tell(&one.measure))).into());
    }
    for (id, one) in doc.activities.iter() {
        puts.push((*id, service::ActivityField::Effect(tell(&one.effect))).into());
    }
    for (id, one) in doc.services.iter() {
        puts.push((*id, service::ServiceField::Note(tell(&one.note))).into());
    }
    for put in puts {
        doc.apply(put);
    }
    doc
}

/// A telephone anywhere in the words, with or without signs between its figures.
fn telephone(words: &str) -> Option<String> {
    let mut run = String::new();
    for sign in words.chars().chain(['。']) {
        if sign.is_ascii_digit() {
            run.push(sign);
        } else if !matches!(sign, ' ' | '-' | '.') {
            if run.contains("13900006621") || run.contains("1990000000") {
                return Some(run);
            }
            run.clear();
        }
    }
    None
}

#[test]
fn no_masked_copy_of_any_paper_has_a_telephone_in_full() {
    let doc = telling();
    for paper in CATALOGUE {
        let offers = paper.offers(&doc, &Scope::all(last_day()));
        for offer in offers.iter().take(2) {
            let open = found_in(&print(&doc, &offer.request, &stamp()).unwrap());
            let printed = print_masked(&doc, &offer.request, &stamp(), &Faces::default()).unwrap();
            assert_eq!(telephone(&printed.title()), None, "{}", offer.words);
            let masked = found_in(&printed);
            assert_eq!(telephone(&masked), None, "{}", offer.words);
            assert!(!masked.contains(BORN), "{}", offer.words);
            assert!(open.len() == masked.len() || open != masked, "{}", offer.words);
        }
    }
    // What is looked for is there in a copy that is not masked.
    let open = found_in(&print(&doc, &Request::ledger(), &stamp()).unwrap());
    assert!(telephone(&open).is_some() && open.contains(BORN));
}

/// Everything a file for the office holds, hidden parts and what it says of itself included: as it is
/// written, and without the signs of its language, in which a number may be cut up.
pub(super) fn parts(kind: FileKind, bytes: &[u8]) -> Vec<(String, String)> {
    if kind == FileKind::Text {
        return vec![("text".to_owned(), String::from_utf8(bytes.to_vec()).unwrap())];
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut bare = String::new();
        let mut is_word = true;
        for sign in text.chars() {
            match sign {
                '<' => is_word = false,
                '>' => is_word = true,
                sign if is_word => bare.push(sign),
                _ => {}
            }
        }
        parts.push((name.clone(), text));
        parts.push((name, bare));
    }
    parts
}

#[test]
fn no_masked_file_for_the_office_has_one_in_any_of_its_parts() {
    let doc = telling();
    let (mut files, mut open_ones, mut identities) = (0, 0, 0);
    for paper in CATALOGUE {
        let Some(offer) = paper.offers(&doc, &Scope::all(last_day())).into_iter().next() else {
            continue;
        };
        for kind in [FileKind::Excel, FileKind::Word, FileKind::Text] {
            if !offer.request.can_be(kind) {
                continue;
            }
            let made = |masked| office(&doc, &offer.request, &stamp(), (kind, masked)).unwrap();
            for (name, words) in parts(kind, &made(true)) {
                assert_eq!(telephone(&words), None, "{} {kind:?} {name}", offer.words);
                assert!(!words.contains(BORN), "{} {kind:?} {name}", offer.words);
            }
            let open = parts(kind, &made(false));
            open_ones += usize::from(open.iter().any(|(_, words)| telephone(words).is_some()));
            identities += usize::from(open.iter().any(|(_, words)| words.contains(BORN)));
            files += 1;
        }
    }
    // What is looked for is there in files that are not masked.
    assert!(30 < files && 20 < open_ones && 3 < identities, "{files} {open_ones} {identities}");
}

#[test]
fn what_hangs_on_a_wall_never_has_one() {
    let doc = telling();
    let season = doc.current_season();
    let (first, last) = (season.first.unwrap(), season.last.unwrap());
    for request in [Request::roster(true), Request::rota(first, last, true), Request::zones()] {
        let words = found_in(&print(&doc, &request, &stamp()).unwrap());
        // The lines to be rung in an emergency are there to be read.
        let words: String = words.split("紧急电话").next().unwrap().to_owned();
        assert_eq!(telephone(&words), None, "{request:?}");
    }
}

#[test]
fn no_masked_table_has_one_and_every_name_of_a_record_is_kept() {
    let mut doc = telling();
    // An identity number somebody typed into a remark, and telephones in what is deep.
    for (id, _) in self::doc().persons.iter() {
        let note = format!("身份证{IDENTITY}，末位X的14010119900101123X");
        doc.apply((*id, PersonField::Note(note)).into());
    }
    let name = "望禾煤矿13900006621".to_owned();
    doc.apply((Only, MineField::Name(name)).into());
    let version = doc.versions.iter().next().map(|(id, one)| (*id, one.clone())).unwrap();
    let mut cards = version.1.cards.clone();
    for card in cards.values_mut() {
        card.muster = "集合点13900006621".to_owned();
        for step in card.steps.values_mut() {
            step.what = "打13900006621".to_owned();
        }
    }
    doc.apply((version.0, VersionField::Cards(cards)).into());
    let tables = |masked| {
        let (workbook, period) =
            (WorkbookId(Replica::from_bits(7)), Period::whole(&doc, last_day()));
        let at = last_day().and_hms_opt(9, 0, 0).unwrap();
        let export =
            Export { doc: &doc, workbook, code: "7F3A-91", is_edited: false, period, at, masked };
        export.tables().unwrap().tables
    };
    let (mut open_ones, mut identities) = (0, 0);
    for (open, masked) in tables(false).iter().zip(tables(true)) {
        assert_eq!(telephone(&masked.jsonl()), None, "{}", masked.name);
        assert_eq!(telephone(&masked.csv()), None, "{}", masked.name);
        open_ones += usize::from(telephone(&open.jsonl()).is_some());
        for text in [masked.jsonl(), masked.csv()] {
            assert!(!text.contains(BORN), "{}: an identity number", masked.name);
        }
        identities += usize::from(open.jsonl().contains(BORN));
        let keys: Vec<&str> = open
            .columns
            .iter()
            .filter(|column| matches!(column.holds, Holds::Key(_) | Holds::AnyKey | Holds::Code(_)))
            .map(|column| column.name.as_str())
            .collect();
        for (one, other) in open.jsonl().lines().zip(masked.jsonl().lines()) {
            let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
            let (one, other) = (read(one), read(other));
            for key in ["mine", "workbook"].iter().chain(&keys) {
                assert_eq!(one[*key], other[*key], "{}.{key}", masked.name);
            }
        }
    }
    // What is looked for is there in tables that are not masked.
    assert!(20 < open_ones && identities == 2, "{open_ones} {identities}");
}
