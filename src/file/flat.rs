//! Tables no record has of its own: where a hazard stands, and what fields of several parts hold, a row
//! each. So nobody has to work the rules out again, or to take objects apart.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::rows::{Export, TableRows};
use crate::model::hazard::{Hazard, State};
use crate::model::id::HazardId;

/// The columns of a hazard's standing. Rates are made of sums of `counts`, `is_closed` and `is_late`.
const STANDING: [&str; 20] = [
    "hazard",
    "number",
    "site",
    "site_name",
    "site_kind",
    "unit",
    "unit_name",
    "class",
    "trade",
    "source",
    "found_on",
    "limit",
    "state",
    "is_on_spot",
    "fixed_on",
    "closed_on",
    "days_late",
    "counts",
    "is_closed",
    "as_of",
];
/// The columns of a paper of a hazard's loop; what that paper does not say is null.
const STEPS: [&str; 15] = [
    "hazard", "place", "kind", "day", "at", "slip", "by", "how", "fixer", "checker", "pass",
    "words", "until", "why", "on",
];
/// The columns of a row of a sheet that is not simply √.
const MARKS: [&str; 5] = ["sheet", "row", "mark", "words", "hazard"];
/// The columns of a line of a duty log.
const LINES: [&str; 4] = ["log", "line", "at", "words"];
/// The columns of a call in a duty log.
const CALLS: [&str; 7] = ["log", "line", "at", "from", "matter", "done", "by"];

/// All of them.
///
/// # Errors
/// Never with records of these shapes.
pub(super) fn tables(export: &Export<'_>) -> Result<Vec<TableRows>, serde_json::Error> {
    let (mut standing, mut steps, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for (id, hazard) in export.doc.hazards.iter() {
        standing.push(stands(export, id, hazard));
        for (place, step) in (1_u32..).zip(&hazard.steps) {
            let (kind, mut row) = parted(step)?;
            row.extend(object(json!({
                "hazard": id, "place": place, "kind": kind, "day": step.day(), "at": step.at(),
            })));
            // One signs a paper, or several: always a list.
            if let Some(by) = row.get_mut("by").filter(|by| !by.is_array()) {
                *by = json!([by.take()]);
            }
            steps.push(row);
        }
    }
    for (id, sheet) in export.doc.sheets.iter() {
        for (number, mark) in &sheet.marks {
            let (kind, mut row) = parted(mark)?;
            row.extend(object(json!({ "sheet": id, "row": number, "mark": kind })));
            marks.push(row);
        }
    }
    let (mut lines, mut calls) = (Vec::new(), Vec::new());
    for (id, log) in export.doc.logs.iter() {
        for (line, words) in &log.lines {
            let mut row = object(serde_json::to_value(words)?);
            row.extend(object(json!({ "log": id, "line": line })));
            lines.push(row);
        }
        for (line, call) in &log.calls {
            let mut row = object(serde_json::to_value(call)?);
            row.extend(object(json!({ "log": id, "line": line })));
            row.entry("done").or_insert_with(|| json!(""));
            calls.push(row);
        }
    }
    Ok(vec![
        export.table("hazard_standing", &STANDING, standing.into_iter()),
        export.table("hazard_steps", &STEPS, steps.into_iter()),
        export.table("sheet_marks", &MARKS, marks.into_iter()),
        export.table("log_lines", &LINES, lines.into_iter()),
        export.table("log_calls", &CALLS, calls.into_iter()),
    ])
}

/// Where a hazard stands, in the words of the screens.
fn stands(export: &Export<'_>, id: &HazardId, hazard: &Hazard) -> Map<String, Value> {
    let doc = export.doc;
    let state = hazard.state();
    let site = hazard.site.and_then(|site| doc.sites.find(&site));
    let counts = state != State::Void;
    object(json!({
        "hazard": id,
        "number": hazard.number.as_ref().map(ToString::to_string),
        "site": hazard.site,
        "site_name": doc.site_name(hazard.site),
        "site_kind": site.and_then(|site| site.kind).map(|kind| kind.word()),
        "unit": hazard.unit,
        "unit_name": doc.unit_name(hazard.unit),
        "class": hazard.class.map(|class| class.word()),
        "trade": hazard.trade.map(|trade| trade.word()),
        "source": hazard.source.map(|source| source.word()),
        "found_on": hazard.found_on,
        "limit": hazard.limit(),
        "state": state.word(),
        "is_on_spot": hazard.is_on_spot(),
        "fixed_on": hazard.fixed_on(),
        "closed_on": hazard.closed_on().filter(|_| state == State::Closed),
        "days_late": hazard.days_late(export.today),
        "counts": u8::from(counts),
        "is_closed": u8::from(state == State::Closed),
        "as_of": export.today,
    }))
}

/// The name of a variant, and its fields.
fn parted(value: &impl Serialize) -> Result<(String, Map<String, Value>), serde_json::Error> {
    Ok(match serde_json::to_value(value)? {
        Value::String(name) => (name, Map::new()),
        Value::Object(one) => match one.into_iter().next() {
            Some((name, Value::Object(fields))) => (name, fields),
            Some((name, _)) => (name, Map::new()),
            None => (String::new(), Map::new()),
        },
        _ => (String::new(), Map::new()),
    })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
