//! What stands in no field but is worked out of them, as the screens and papers do: so nobody has to
//! work the rules out again. What is to be summed is a number: 1 for yes, 0 for no.

use serde_json::{Value, json};

use super::cells::Cells;
use super::columns::{Column, Holds};
use super::period::{Limit, hazard};
use super::rows::{Export, TableRows};
use crate::model::checklist::Depth;
use crate::model::hazard::{Hazard, State};
use crate::model::id::SheetId;
use crate::model::number::Number;
use crate::model::sheet::{Sheet, Verdict};
use crate::model::{Kind, checklist::Code, duty::DutyId};
use crate::rules::course::at_end_of;
use crate::rules::lateness::Lateness;
use crate::rules::money::amount;
use crate::rules::zero::is_walked;

fn text(name: &str, word: &str) -> Column {
    Column::new(name, word, Holds::Text)
}

fn day(name: &str, word: &str) -> Column {
    Column::new(name, word, Holds::Day)
}

/// 1 or 0, to be summed.
fn flag(name: &str, word: &str) -> Column {
    Column::new(name, word, Holds::Whole).meaning("是为1，否为0，供求和")
}

fn count(name: &str, word: &str, unit: &'static str) -> Column {
    Column::new(name, word, Holds::Whole).unit(unit)
}

/// The columns beside the fields of that kind of record.
pub(super) fn columns(kind: Kind) -> Vec<Column> {
    let code = |name: &str, word: &str, list| Column::new(name, word, Holds::Code(list));
    match kind {
        Kind::Hazard => vec![
            text("site_name", "场所名称"),
            code("site_kind", "场所类别", "SiteKind"),
            text("unit_name", "责任单位名称"),
            text("item_code", "检查项代码").meaning("各矿通用，不带版次"),
            text("notice", "整改通知书号").meaning("安监通知书号去掉前后空白，数份数用"),
            Column::new("funds_yuan", "资金（元）", Holds::Amount)
                .unit("元")
                .meaning("从“资金”的文字读出；写得不确切的（约、待定、没写单位）为空，不猜"),
            day("limit_on", "期限").meaning("含延期"),
            code("state", "状态", "State").meaning("截至as_of"),
            flag("is_on_spot", "当场整改"),
            day("fixed_on", "整改日期"),
            day("closed_on", "销号日期"),
            count("days_late", "超期天数", "天").meaning("过期限仍未整改的天数，延期前的也算"),
            flag("is_late", "超期").meaning("截至as_of未整改且过期限；是为1，否为0"),
            flag("was_late", "超期过").meaning("含现在超期的；是为1，否为0"),
            flag("is_to_close", "已整改待销号"),
            flag("counts", "计入").meaning("整改率的分母：作废为0，其余为1；先分别求和再相除"),
            flag("is_closed", "已销号").meaning("整改率的分子；先分别求和再相除"),
            day("as_of", "截至"),
        ],
        Kind::Sheet => vec![
            flag("is_patrol", "巡查单").meaning("沿路线的巡查单为1，检查单、专项检查单为0"),
            flag("is_walked", "已巡查").meaning("已收回录入、至少判定了一行的为1"),
            flag("is_out", "未收回"),
            count("sites_checked", "检查场所", "处").meaning("至少判定了一行的不同场所"),
            count("walker_count", "巡查人数", "人"),
        ],
        Kind::Transfer | Kind::Printout => vec![day("day", "日期")],
        Kind::Duty => vec![
            day("day", "日期"),
            Column::new("post", "岗位", Holds::Key("posts")),
            code("shift", "班次", "DutyShift"),
            count("person_count", "当班人数", "人"),
        ],
        Kind::Number => vec![
            text("number", "单号"),
            code("kind", "单据种类", "NumberKind"),
            count("year", "年份", ""),
            text("label", "分册").meaning("办公室发的号没有"),
            count("seq", "序号", ""),
        ],
        Kind::Item => vec![
            text("code", "检查项代码").meaning("各矿通用，不带版次"),
            count("edition", "版次", ""),
        ],
        Kind::Checklist => vec![code("site_kind", "场所类别", "SiteKind")],
        Kind::Card => vec![text("code", "卡号").meaning("E开头的各矿通用，Z开头的是本矿的")],
        Kind::ZeroReport => vec![flag("is_counted", "有人数").meaning("应到、实到都填了的为1")],
        Kind::Activity => vec![
            count("attendance", "参加人次", "人次"),
            flag("is_possible", "答题数可信").meaning("合格多于答题的为0，不计入合格率"),
        ],
        _ => Vec::new(),
    }
}

/// The columns beside what a row of a table below a kind of record holds.
pub(super) fn columns_below(name: &str) -> Vec<Column> {
    match name {
        "hazard_steps" => vec![day("day", "日期")],
        _ => Vec::new(),
    }
}

/// Adds what is worked out of a row below a record.
pub(super) fn add_below(name: &str, cells: &mut Cells) {
    if name == "hazard_steps" {
        let of = |column: &str| cells.get(column).and_then(Value::as_str);
        let day = of("on").or_else(|| of("at")?.get(..10)).map(str::to_owned);
        cells.insert("day".to_owned(), json!(day));
    }
}

/// Adds what is worked out of a record.
pub(super) fn add(export: &Export<'_>, kind: Kind, id: &Value, cells: &mut Cells) {
    let more = match kind {
        Kind::Hazard => hazard(export.doc, id).map(|hazard| stands(export, hazard)),
        Kind::Sheet => sheet(export, id).map(walk),
        Kind::Transfer | Kind::Printout => {
            let at = cells.get("at").and_then(Value::as_str);
            Some(json!({ "day": at.and_then(|at| at.get(..10)) }))
        }
        Kind::Duty => cell(export, id),
        Kind::Number => number(id),
        Kind::Item => {
            parsed::<Code>(id).map(|code| json!({ "code": code.base, "edition": code.edition }))
        }
        Kind::Checklist => Some(json!({ "site_kind": id })),
        Kind::Card => Some(json!({ "code": id })),
        Kind::ZeroReport => Some(json!({ "is_counted": reported(cells) })),
        Kind::Activity => Some(attended(cells)),
        _ => None,
    };
    if let Some(Value::Object(more)) = more {
        cells.extend(more);
    }
}

fn parsed<T: std::str::FromStr>(id: &Value) -> Option<T> {
    let id = id.as_str()?;
    id.parse().ok()
}

/// Where a hazard stands, as screens and papers say it.
fn stands(export: &Export<'_>, hazard: &Hazard) -> Value {
    let (doc, last) = (export.doc, export.period.last);
    let then = at_end_of(hazard, last);
    let state = then.state();
    let site = hazard.site.and_then(|site| doc.sites.find(&site));
    let lateness = Lateness::of(&then, last);
    let counts = state != State::Void;
    let to_close = matches!(state, State::Rectified | State::FixedOnSpot | State::Passed);
    let yuan = amount(&hazard.funds).map(|amount| amount.yuan_words());
    let yuan = yuan.and_then(|words| words.parse::<serde_json::Number>().ok());
    json!({
        "site_name": doc.site_name(hazard.site),
        "site_kind": site.and_then(|site| site.kind),
        "unit_name": doc.unit_name(hazard.unit),
        "notice": hazard.safety_number.trim(),
        "item_code": hazard.item.as_ref().map(|item| &item.base),
        "funds_yuan": yuan,
        "limit_on": then.limit(),
        "state": state,
        "is_on_spot": u8::from(counts && then.is_on_spot()),
        "fixed_on": then.fixed_on(),
        "closed_on": then.closed_on().filter(|_| state == State::Closed),
        "days_late": then.days_late(last),
        "is_late": u8::from(counts && lateness.days().is_some()),
        "was_late": u8::from(counts && lateness != Lateness::Never),
        "is_to_close": u8::from(to_close),
        "counts": u8::from(counts),
        "is_closed": u8::from(state == State::Closed),
        "as_of": last,
    })
}

fn sheet<'a>(export: &Export<'a>, id: &Value) -> Option<&'a Sheet> {
    export.doc.sheets.get(&SheetId(parsed(id)?))
}

/// What a sheet tells of a walk.
fn walk(sheet: &Sheet) -> Value {
    let walked = is_walked(sheet);
    json!({
        "is_patrol": u8::from(sheet.depth() == Depth::Patrol),
        "is_walked": u8::from(walked),
        "is_out": u8::from(sheet.entered.is_none() && !walked),
        "sites_checked": sheet.checked_sites().len(),
        "walker_count": sheet.walkers.len(),
    })
}

fn cell(export: &Export<'_>, id: &Value) -> Option<Value> {
    let id: DutyId = parsed(id)?;
    let persons = export.doc.duties.get(&id).map_or(0, |duty| duty.persons.len());
    Some(json!({
        "day": id.day,
        "post": export.cutter().key(&id.post.0.to_string()),
        "shift": id.shift,
        "person_count": persons,
    }))
}

fn number(id: &Value) -> Option<Value> {
    let Number { series, seq } = parsed(id)?;
    Some(json!({
        "number": id, "kind": series.kind, "year": series.year, "label": series.label, "seq": seq,
    }))
}

fn whole(cells: &Cells, column: &str) -> u64 {
    cells.get(column).and_then(Value::as_u64).unwrap_or_default()
}

fn reported(cells: &Cells) -> u8 {
    u8::from(0 < whole(cells, "expected") && 0 < whole(cells, "present"))
}

fn attended(cells: &Cells) -> Value {
    let attendance: u64 =
        ["staff", "contractors", "families"].into_iter().map(|one| whole(cells, one)).sum();
    let is_possible = whole(cells, "passed") <= whole(cells, "answered");
    json!({ "attendance": attendance, "is_possible": u8::from(is_possible) })
}

/// What each sheet says of each of its sites.
pub(super) fn sheet_sites(export: &Export<'_>) -> TableRows {
    let columns = vec![
        Column::new("sheet", "巡查单", Holds::Key("sheets")),
        Column::new("site", "场所", Holds::Key("sites")),
        day("day", "日期"),
        flag("is_checked", "已检查").meaning("这张单子已收回，这处至少判定了一行的为1"),
        count("row_count", "行数", "行"),
        count("holds", "√", "行"),
        count("faults", "×", "行"),
        count("absent", "—", "行"),
        count("unchecked", "未查", "行"),
    ];
    let cutter = export.cutter();
    let is_whole = export.period.asked == super::period::Asked::Whole;
    let sheets = export
        .doc
        .sheets
        .iter()
        .filter(|(_, sheet)| is_whole || sheet.day.is_some_and(|day| export.period.holds(day)));
    let mut rows = Vec::new();
    for (id, sheet) in sheets {
        let walked = is_walked(sheet);
        let lines = sheet.rows();
        for site in sheet.sites() {
            let of_site = || lines.iter().filter(|row| row.site == site);
            let with = |verdict| of_site().filter(|row| sheet.verdict(row) == verdict).count();
            let (all, unchecked) = (of_site().count(), with(Verdict::Unchecked));
            let row = json!({
                "sheet": cutter.key(&id.0.to_string()),
                "site": cutter.key(&site.0.to_string()),
                "day": sheet.day,
                "is_checked": u8::from(walked && unchecked < all),
                "row_count": all,
                "holds": with(Verdict::Holds),
                "faults": with(Verdict::Fault),
                "absent": with(Verdict::Absent),
                "unchecked": unchecked,
            });
            if let Value::Object(cells) = row {
                rows.push(cells);
            }
        }
    }
    let limit = Limit::With(Kind::Sheet);
    export.table(("sheet_sites", "巡查单·各场所"), limit, columns, rows)
}

/// What this export is, and how many rows each table of it has: so that a mine that is missing, there
/// twice, or of another month is noticed, and a table that did not arrive whole.
pub(super) fn exports(export: &Export<'_>, tables: &[TableRows], undated: usize) -> [TableRows; 2] {
    let columns = vec![
        count("year", "年份", ""),
        text("asked", "导出范围").meaning("whole全部，since从某日起，month某月"),
        day("first_day", "起"),
        day("last_day", "止").meaning("状态、超期、数字都截至这一天"),
        text("check_code", "校验码"),
        flag("is_edited", "在程序以外改过").meaning("为1的不要汇总，请矿上核对"),
        flag("is_masked", "号码已隐去"),
        flag("is_demo", "演示资料"),
        count("undated", "没有日期、没有导出", "条"),
        Column::new("exported_at", "导出时间", Holds::Moment),
        text("version", "程序版本"),
    ];
    let row = json!({
        "year": export.doc.current_season().year,
        "asked": export.period.asked.code(),
        "first_day": export.period.first,
        "last_day": export.period.last,
        "check_code": export.code,
        "is_edited": u8::from(export.is_edited),
        "is_masked": u8::from(export.masked),
        "is_demo": u8::from(export.doc.profile().demo),
        "undated": undated,
        "exported_at": export.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "version": env!("CARGO_PKG_VERSION"),
    });
    let of = |value| match value {
        Value::Object(cells) => cells,
        _ => Cells::new(),
    };
    let made = export.table(("exports", "导出说明"), Limit::None, columns, [of(row)]);
    let columns = vec![text("table_name", "表"), count("row_count", "行数", "行")];
    let counted = tables.iter().map(|table| (table.name.as_str(), table.len()));
    let rows = counted
        .chain([("exports", 1)])
        .map(|(name, rows)| of(json!({ "table_name": name, "row_count": rows })));
    let counts = export.table(("export_tables", "导出各表行数"), Limit::None, columns, rows);
    [made, counts]
}
