//! 《党员突击队节日安全巡查记录》: the route sheet, blank or as typed back.

use serde::Serialize;

use super::head::{
    alarm, late, moment_words, number_words, of_its_number, record_notes, square_code, statutory,
    time_words,
};
use super::rows::{Answer, item, signers, site_words};
use crate::model::checklist::Judge;
use crate::model::id::SheetId;
use crate::model::mine::Mine;
use crate::model::sheet::{Row, Sheet};
use crate::model::{Document, RecordId};
use crate::rules::calendar::paper_day;

/// One sheet, in the shape `sheet.typ` documents.
#[derive(Debug, Serialize)]
pub(super) struct RouteSheet {
    /// Which it is.
    sheet: SheetId,
    unit: String,
    number: String,
    qr: String,
    date: String,
    shift: String,
    route: String,
    planned: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    statutory: Option<String>,
    alarm: String,
    notes: Vec<String>,
    points: Vec<Point>,
    electrician: Vec<Line>,
    post: Vec<Line>,
    /// Where post holders sign, each in a cell of their own: they are at different posts.
    post_signers: Vec<String>,
    recorded: bool,
    walkers: String,
    departed: String,
    returned: String,
    weather: String,
    entered: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<String>,
}

#[derive(Debug, Serialize)]
struct Point {
    of: RecordId,
    no: String,
    name: String,
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    no: String,
    text: String,
    #[serde(flatten)]
    answer: Answer,
}

const FILLING: [&str; 4] = [
    "在方框内打√；",
    "异常须写明部位和现象；",
    "空白表示未查；",
    "当场整改的写“已当场整改”和时间。",
];
const FILLING_SIGNED: &str = "电工、岗位人员确认的项目由本人填写并签名。";

impl RouteSheet {
    pub(super) fn of(doc: &Document, mine: &Mine, id: SheetId, sheet: &Sheet) -> Self {
        let number = number_words(sheet.number.as_ref());
        let recorded = sheet.entered.is_some();
        let names = doc.person_names(&sheet.walkers);
        let rows = sheet.rows();
        let block = |judge| block(doc, sheet, &rows, judge);
        let (electrician, post) = (block(Judge::Electrician), block(Judge::PostHolder));
        let signed = !electrician.is_empty() || !post.is_empty();
        let mut notes = if recorded {
            record_notes(&signers(doc, sheet))
        } else {
            let signed = signed.then_some(FILLING_SIGNED);
            FILLING.into_iter().chain(signed).map(str::to_owned).collect()
        };
        notes.extend(of_its_number(doc, &RecordId::Sheet(id)));
        Self {
            sheet: id,
            unit: mine.heading().to_owned(),
            // The retypist looks for a sheet by it, and a record is not typed again.
            qr: if recorded { String::new() } else { square_code(&number) },
            number,
            date: sheet.day.map(|day| paper_day(day, doc.little_year())).unwrap_or_default(),
            shift: sheet.shift.clone(),
            route: sheet.title.clone(),
            planned: names.clone(),
            statutory: statutory(mine),
            alarm: if recorded { String::new() } else { alarm(mine) },
            notes,
            points: points(doc, sheet, &rows),
            electrician,
            post,
            post_signers: post_sites(doc, sheet),
            recorded,
            walkers: names,
            departed: time_words(sheet.left),
            returned: time_words(sheet.back),
            weather: sheet.weather.clone(),
            entered: sheet.entered.map(moment_words).unwrap_or_default(),
            late: late(sheet),
        }
    }
}

/// Members' rows by point. The point's number is what its rows' numbers begin with.
fn points(doc: &Document, sheet: &Sheet, rows: &[Row<'_>]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for row in rows.iter().filter(|row| row.judge == Judge::Member) {
        let no = (row.number / 10).to_string();
        let line = Line {
            no: row.number.to_string(),
            text: item(doc, row.item).brief,
            answer: Answer::of(doc, sheet, row),
        };
        match points.last_mut() {
            Some(point) if point.no == no => point.rows.push(line),
            Some(_) | None => {
                let (of, name) = (RecordId::Site(row.site), site_words(doc, row.site));
                points.push(Point { of, no, name, rows: vec![line] });
            }
        }
    }
    points
}

/// The sites whose post holders have something to sign for, in the order of the walk.
fn post_sites(doc: &Document, sheet: &Sheet) -> Vec<String> {
    let sites = sheet.post_sites().into_iter();
    sites.map(|site| doc.site_name(Some(site)).trim().to_owned()).collect()
}

/// The rows somebody else signs for; each says where, since the block runs through all points.
fn block(doc: &Document, sheet: &Sheet, rows: &[Row<'_>], judge: Judge) -> Vec<Line> {
    rows.iter()
        .filter(|row| row.judge == judge)
        .map(|row| Line {
            no: row.number.to_string(),
            text: format!("{}：{}", doc.site_name(Some(row.site)), item(doc, row.item).brief),
            answer: Answer::of(doc, sheet, row),
        })
        .collect()
}
