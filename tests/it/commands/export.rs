//! `export`: the tables for other programs, what they say they are, and of which days.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use shousui::file::{self, Engine, Holds, empty_tables, schema};
use shousui::model::Document;
use shousui::model::hazard::HazardField;
use shousui::model::id::{Replica, WorkbookId};
use shousui::model::mine::{MineField, Only};
use shousui::rules::figures::HazardFigures;
use shousui::rules::tally::Tally;
use shousui::session::Session;
use shousui::shell::atomic_write::write_whole;
use shousui::shell::disk::RealDisk;

use super::{BOOK, Ran, bytes, disk, run};
use crate::fixture::{act, set};
use crate::sample::{doc, last_day, text};
use crate::sim::{Asked, SimDisk};
use shousui::command::Ending;

const LAST: [&str; 2] = ["--today", "2027-02-20"];

fn export(disk: &SimDisk, book: &str, more: &[&str]) -> Ran {
    run(disk, &[&["export", book, "--out", "/表"][..], more].concat())
}

/// The rows of a table by its name.
fn rows(disk: &SimDisk, name: &str) -> Vec<Value> {
    let text = bytes(disk, &Path::new("/表").join(format!("{name}.jsonl")));
    let text = String::from_utf8(text).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn json(disk: &SimDisk, name: &str) -> Value {
    serde_json::from_slice(&bytes(disk, &Path::new("/表").join(name))).unwrap()
}

/// Exports the sample as of the end of its season.
fn exported(more: &[&str]) -> SimDisk {
    disk_of(&[&LAST[..], more].concat())
}

fn disk_of(options: &[&str]) -> SimDisk {
    let disk = disk();
    let ran = export(&disk, BOOK, options);
    assert!(ran.is(Ending::Done), "{ran:?}");
    disk
}

fn text_of(row: &Value, column: &str) -> String {
    row[column].as_str().unwrap_or_default().to_owned()
}

fn sum(rows: &[Value], column: &str) -> usize {
    let all: u64 = rows.iter().map(|row| row[column].as_u64().unwrap()).sum();
    usize::try_from(all).unwrap()
}

#[test]
fn every_table_has_every_column_in_every_line_in_the_order_of_the_schema() {
    let disk = exported(&[]);
    let tables = json(&disk, "schema.json");
    let manifest = json(&disk, "manifest.json");
    let tables = tables["tables"].as_array().unwrap();
    assert_eq!(tables.len(), manifest["rows"].as_object().unwrap().len());
    for table in tables {
        let name = table["name"].as_str().unwrap();
        assert!(table["word"] != "" && table["period"] != "", "{name}");
        let columns = table["columns"].as_array().unwrap();
        let names: Vec<&str> = columns.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "{name}: {names:?}");
        let found = bytes(&disk, &Path::new("/表").join(format!("{name}.jsonl")));
        let found = String::from_utf8(found).unwrap();
        assert_eq!(manifest["rows"][name], found.lines().count(), "{name}");
        for line in found.lines() {
            let mut at = 0;
            for column in &names {
                let here = line[at..].find(&format!("\"{column}\":"));
                at += here.unwrap_or_else(|| panic!("{name}.{column}: {line}"));
            }
        }
    }
    let csv = export(&disk, BOOK, &["--format", "csv"]);
    assert!(csv.is(Ending::Done));
    let text = String::from_utf8(bytes(&disk, Path::new("/表/units.csv"))).unwrap();
    assert_eq!(text.lines().count(), doc().units.len() + 1);
    assert!(text.starts_with("mine,mine_name,workbook,id,"), "{text}");
    assert!(export(&disk, BOOK, &["--format", "xlsx"]).refused().contains("jsonl"));
}

/// What the schema says of a cell is what stands there, and every code and key leads somewhere.
#[test]
fn every_cell_is_of_the_type_the_schema_says() {
    let disk = exported(&[]);
    let said = json(&disk, "schema.json");
    let workbook = text_of(&json(&disk, "manifest.json"), "workbook");
    let ids: BTreeMap<String, BTreeSet<String>> = said["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| {
            let name = text_of(table, "name");
            let ids = rows(&disk, &name).iter().map(|row| text_of(row, "id")).collect();
            (name, ids)
        })
        .collect();
    let (mut seen, mut keys) = (BTreeSet::new(), 0);
    for table in said["tables"].as_array().unwrap() {
        let name = text_of(table, "name");
        for row in rows(&disk, &name) {
            assert_eq!(text_of(&row, "workbook"), workbook);
            for column in table["columns"].as_array().unwrap() {
                let (column_name, kind) = (text_of(column, "name"), text_of(column, "type"));
                let cell = &row[&column_name];
                let cells: Vec<&Value> = match cell {
                    Value::Null => Vec::new(),
                    Value::Array(cells) if column["is_list"] == true => cells.iter().collect(),
                    one => vec![one],
                };
                for cell in cells {
                    let words = cell.as_str().unwrap_or_default();
                    let fits = match kind.as_str() {
                        "text" => cell.is_string(),
                        "whole" => cell.is_i64() || cell.is_u64(),
                        "amount" => cell.is_number(),
                        "yes_no" => cell.is_boolean(),
                        "day" => words.parse::<chrono::NaiveDate>().is_ok(),
                        "time" => words.parse::<chrono::NaiveTime>().is_ok(),
                        "moment" => words.parse::<chrono::NaiveDateTime>().is_ok(),
                        "json" => serde_json::from_str::<Value>(words).is_ok(),
                        "code" => {
                            let list = said["code_lists"][text_of(column, "codes")].as_array();
                            list.unwrap().iter().any(|code| code["code"] == *cell)
                        }
                        "key" => {
                            keys += 1;
                            let to = text_of(column, "refers_to");
                            let known = ids.get(&to).is_some_and(|ids| ids.contains(words));
                            // Old papers still name what is no longer on the books.
                            words.starts_with(&format!("{workbook}/"))
                                && (known || to.is_empty() || words.contains('-'))
                        }
                        _ => false,
                    };
                    assert!(fits, "{name}.{column_name}: {cell} is no {kind}");
                    seen.insert(kind.clone());
                }
            }
        }
    }
    assert!(3_000 < keys && 9 <= seen.len(), "{keys} {seen:?}");
}

#[test]
fn an_export_says_whose_it_is_and_leaves_no_known_nothing_unsaid() {
    let disk = exported(&[]);
    let manifest = json(&disk, "manifest.json");
    assert_eq!(text_of(&manifest, "mine"), format!("M-{}", text_of(&manifest, "workbook")));
    assert_eq!(manifest["mine_name"].as_str(), Some(doc().profile().name.as_str()));
    assert_eq!(manifest["period"]["last"], "2027-02-20");
    assert_eq!(manifest["is_edited"], false);
    let exports = rows(&disk, "exports");
    assert_eq!((exports.len(), &exports[0]["check_code"]), (1, &manifest["code"]));
    let counts = rows(&disk, "export_tables");
    for row in counts {
        assert_eq!(row["row_count"], manifest["rows"][text_of(&row, "table_name")]);
    }
    // No, none and nothing written are said; only what nobody filled in is null.
    assert!(rows(&disk, "units").iter().any(|unit| unit["contractor"] == false));
    let hazards = rows(&disk, "hazards");
    assert!(hazards.iter().any(|hazard| hazard["maybe_major"] == false && hazard["funds"] == ""));
}

#[test]
fn where_hazards_stand_is_said_as_the_program_says_it() {
    let disk = exported(&[]);
    let hazards = rows(&disk, "hazards");
    assert_eq!(hazards.len(), doc().hazards.len());
    for (row, (_, hazard)) in hazards.iter().zip(doc().hazards.iter()) {
        assert_eq!(row["state"], serde_json::to_value(hazard.state()).unwrap());
        assert_eq!(row["days_late"].as_i64(), Some(hazard.days_late(last_day())));
        let closed = hazard.closed_on().map(|day| day.to_string());
        assert_eq!(row["closed_on"].as_str(), closed.as_deref());
    }
    let figures = HazardFigures::of(doc(), last_day());
    assert_eq!(sum(&hazards, "counts"), figures.all);
    assert_eq!(sum(&hazards, "is_closed"), figures.closed);
    assert_eq!(sum(&hazards, "was_late"), figures.was_late);
    let steps: usize = doc().hazards.iter().map(|(_, hazard)| hazard.steps.len()).sum();
    let marks: usize = doc().sheets.iter().map(|(_, sheet)| sheet.marks.len()).sum();
    let calls: usize = doc().logs.iter().map(|(_, log)| log.calls.len()).sum();
    let card_steps: usize = doc().cards.iter().map(|(_, card)| card.steps.len()).sum();
    for (name, expected) in [
        ("hazard_steps", steps),
        ("sheet_marks", marks),
        ("log_calls", calls),
        ("card_steps", card_steps),
    ] {
        assert!(0 < expected && rows(&disk, name).len() == expected, "{name}");
    }
    let steps = rows(&disk, "hazard_steps");
    assert!(steps.iter().all(|step| step["day"].is_string()));
    assert!(steps.iter().all(|step| step["by"].is_array() || step["by"].is_null()));
    let figures = &rows(&disk, "figures")[0];
    let tally = Tally::of_season(doc(), last_day());
    for (name, expected) in [
        ("patrols", tally.patrols),
        ("points", tally.points),
        ("sites_seen", tally.sites),
        ("notices", tally.notices),
        ("closed_in_period", tally.closed),
    ] {
        assert_eq!(figures[name], expected, "{name}");
    }
}

#[test]
fn a_month_has_what_happened_in_it_and_what_was_still_to_be_done() {
    let whole = exported(&[]);
    let of_month = exported(&["--month", "2027-02"]);
    let period = &json(&of_month, "manifest.json")["period"];
    assert_eq!((&period["first"], &period["last"]), (&"2027-02-01".into(), &"2027-02-20".into()));
    let february = |row: &&Value| text_of(row, "day").starts_with("2027-02");
    for name in ["sheets", "logs", "duties", "services", "zero_reports", "transfers"] {
        let expected = rows(&whole, name);
        let expected: Vec<&Value> = expected.iter().filter(february).collect();
        let found = rows(&of_month, name);
        assert!(!found.is_empty() && found.len() < rows(&whole, name).len(), "{name}");
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{name}");
    }
    for (name, column) in [("incidents", "began"), ("swaps", "at")] {
        let february = |row: &&Value| text_of(row, column).starts_with("2027-02");
        let all = rows(&whole, name);
        let expected: Vec<&Value> = all.iter().filter(february).collect();
        let found = rows(&of_month, name);
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{name}");
    }
    // Rows below follow theirs, and what is kept rather than happens is whole.
    let sheets: BTreeSet<String> =
        rows(&of_month, "sheets").iter().map(|row| text_of(row, "id")).collect();
    let walkers = rows(&of_month, "sheet_walkers");
    assert!(!walkers.is_empty());
    assert!(walkers.iter().all(|row| sheets.contains(&text_of(row, "sheet"))));
    for name in ["persons", "sites", "codes"] {
        assert_eq!(rows(&of_month, name).len(), rows(&whole, name).len(), "{name}");
    }
    // A hazard closed in January is not there; one found then and closed in February is.
    let hazards = rows(&of_month, "hazards");
    let before = |row: &Value| text_of(row, "found_on").as_str() < "2027-02-01";
    let closed_before =
        |row: &Value| row["state"] == "Closed" && text_of(row, "closed_on").as_str() < "2027-02-01";
    assert!(hazards.iter().any(before) && !hazards.iter().any(closed_before));
    let tally = Tally::of(doc(), day_of("2027-02-01"), last_day());
    let figures = &rows(&of_month, "figures")[0];
    assert_eq!(figures["hazards"], tally.hazards.all);
    assert_eq!(figures["patrols"], tally.patrols);
    // As of the end of January nothing is known of February.
    let january = exported(&["--month", "2027-01"]);
    let told = rows(&january, "hazards");
    assert!(told.iter().all(|row| text_of(row, "closed_on").as_str() < "2027-02-01"));
    assert!(sum(&told, "is_closed") < sum(&hazards, "is_closed"));
    let since = exported(&["--since", "2027-02-10"]);
    let first = |row: &Value| "2027-02-10" <= text_of(row, "day").as_str();
    assert!(rows(&since, "sheets").iter().all(first));

    let disk = disk();
    let both = export(&disk, BOOK, &["--month", "2027-02", "--since", "2027-02-01"]);
    assert!(both.refused().contains("不能和"), "{both:?}");
    let far = export(&disk, BOOK, &["--since", "2030-01-01"]);
    assert!(far.refused().contains("还没有到"), "{far:?}");
    let odd = export(&disk, BOOK, &["--month", "2月"]);
    assert!(odd.refused().contains("月份写成 2027-02 这样"), "{odd:?}");
}

/// A PC whose clock fell back exports what there is and says so; a month that has not come is refused.
#[test]
fn a_clock_behind_the_workbook_leaves_nothing_out() {
    let disk = disk();
    let ran = export(&disk, BOOK, &["--month", "2027-02"]);
    assert!(ran.err.contains("早于工作簿里最后的改动"), "{ran:?}");
    let at_the_end = disk_of(&["--month", "2027-02", "--today", "2027-02-21"]);
    for name in ["sheets", "hazards", "figures"] {
        assert_eq!(rows(&disk, name), rows(&at_the_end, name), "{name}");
    }
    assert!(export(&disk, BOOK, &["--month", "2027-03"]).refused().contains("2027年3月还没有到"));
}

fn day_of(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Two mines, and two years of one, in one heap: no row joins another one's.
#[test]
fn rows_of_several_workbooks_join_their_own_only() {
    let mut all: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for seed in 0..2_u64 {
        let disk = disk();
        let mut session = Session::open(crate::sample::kept().clone(), Replica::from_bits(9));
        let mut kept = session.snapshot();
        kept.workbook = WorkbookId(Replica::from_bits(0x77_0000 + seed));
        disk.put(Path::new("/册/另.ron"), file::write(&kept).as_bytes());
        assert!(export(&disk, "/册/另.ron", &LAST).is(Ending::Done));
        for name in ["hazards", "items", "units", "cards", "numbers", "duties", "checklists"] {
            all.entry(name).or_default().extend(rows(&disk, name));
        }
    }
    let ids = |name: &str| -> BTreeSet<String> {
        all[name].iter().map(|row| text_of(row, "id")).collect()
    };
    for (name, rows) in &all {
        assert_eq!(ids(name).len(), rows.len(), "{name}");
    }
    let with_item: Vec<&Value> =
        all["hazards"].iter().filter(|row| !row["item"].is_null()).collect();
    let joined = with_item
        .iter()
        .map(|hazard| all["items"].iter().filter(|item| item["id"] == hazard["item"]).count());
    assert!(!with_item.is_empty());
    assert_eq!(joined.sum::<usize>(), with_item.len());
}

#[test]
fn a_mine_is_known_by_one_id_for_all_years_and_copies() {
    let workbook = WorkbookId(Replica::from_bits(0x12_3456));
    let mut one = Session::new(workbook, Replica::from_bits(1));
    act(&mut one, set((Only, MineField::Name("望禾煤矿".to_owned()))));
    let mut other = Session::open(one.snapshot(), Replica::from_bits(2));
    act(&mut other, set((Only, MineField::Place("云砚镇".to_owned()))));
    let id = |session: &Session| session.document().profile().lasting_id(session.workbook());
    assert_eq!(id(&one), format!("M-{workbook}"));
    assert_eq!(id(&one), id(&other), "copies that never met agree");
    one.adopt(other.journal().entries().iter().map(|entry| (**entry).clone()).collect()).unwrap();
    assert!(one.contested().is_empty() && id(&one) == id(&other));
    // A group that has numbers of its own writes them in.
    act(&mut one, set((Only, MineField::Id(" HJ-07 ".to_owned()))));
    assert_eq!(id(&one), "HJ-07");
}

#[test]
fn what_money_a_hazard_takes_is_a_number_where_it_is_said_for_sure() {
    let mut session = Session::open(crate::sample::kept().clone(), Replica::from_bits(9));
    let ids: Vec<_> = session.document().hazards.iter().map(|(id, _)| *id).take(3).collect();
    for (id, words) in ids.iter().zip(["3.2万元", "￥12.5元", "约2万元"]) {
        act(&mut session, set((*id, HazardField::Funds(words.to_owned()))));
    }
    let disk = disk();
    disk.put(Path::new(BOOK), file::write(&session.snapshot()).as_bytes());
    assert!(export(&disk, BOOK, &LAST).is(Ending::Done));
    let hazards = rows(&disk, "hazards");
    let found: Vec<Option<f64>> =
        hazards.iter().take(3).map(|row| row["funds_yuan"].as_f64()).collect();
    assert_eq!(found, [Some(32_000.0), Some(12.5), None]);
    assert_eq!(rows(&disk, "figures")[0]["funds_fen"], 3_201_250);
}

/// Of tables of two exports no manifest says that they belong together.
#[test]
fn an_export_that_breaks_off_leaves_no_manifest() {
    let disk = exported(&["--masked"]);
    let manifest = Path::new("/表/manifest.json");
    assert_eq!(json(&disk, "manifest.json")["is_masked"], true);
    disk.fail(|asked, path| {
        let is_full = asked == Asked::Create && path.to_string_lossy().contains("sites.jsonl");
        is_full.then_some(std::io::ErrorKind::StorageFull)
    });
    let ran = export(&disk, BOOK, &LAST);
    assert!(ran.is(Ending::Failed), "{ran:?}");
    for words in ["没有导出完：磁盘已满", "没有 manifest.json 就不要用"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    assert!(!ran.err.contains("原来的文件没有动") && !disk.image().0.contains_key(manifest));
    disk.mend();
    assert!(export(&disk, BOOK, &LAST).is(Ending::Done));
    assert_eq!(json(&disk, "manifest.json")["is_masked"], false);
}

#[test]
fn an_edited_file_is_exported_with_a_word_and_marked() {
    let disk = disk();
    let edited = text().replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1);
    disk.put(Path::new("/册/改.ron"), edited.as_bytes());
    let ran = export(&disk, "/册/改.ron", &LAST);
    assert!(ran.is(Ending::Findings) && ran.err.contains("在程序以外改过1处"), "{ran:?}");
    assert_eq!(rows(&disk, "exports")[0]["is_edited"], 1);
    assert_eq!(json(&disk, "manifest.json")["is_edited"], true);
    assert!(rows(&disk, "sites").iter().any(|site| site["name"] == "三号公寓"));
}

/// What the group's engineer runs knows every column, and nothing that is not there.
#[test]
fn engines_are_told_every_column_as_the_schema_says() {
    let tables = empty_tables().unwrap();
    let mut differing = Vec::new();
    for engine in Engine::ALL {
        let name = format!("{}.sql", engine.name());
        let now = engine.reads(&tables);
        let there = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sql").join(&name);
        let written = fs::read_to_string(&there).unwrap_or_default().replace("\r\n", "\n");
        if written != now {
            let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
            write_whole(&RealDisk, &beside, now.as_bytes()).unwrap();
            differing.push(beside);
        }
    }
    assert!(differing.is_empty(), "what is in assets/sql is not as {differing:?}");
    // Columns and codes do not depend on what a workbook holds.
    let disk = exported(&[]);
    assert_eq!(json(&disk, "schema.json"), schema(&tables));
    let plain = |holds: &Holds| !matches!(holds, Holds::Json);
    let deep: Vec<String> = tables
        .iter()
        .flat_map(|table| table.columns.iter().map(move |one| (table, one)))
        .filter(|(_, column)| !plain(&column.holds))
        .map(|(table, column)| format!("{}.{}", table.name, column.name))
        .collect();
    assert_eq!(deep, ["version_cards.steps"], "what is JSON in words");
    assert!(Document::TABLES.iter().all(|name| tables.iter().any(|table| table.name == *name)));
}
