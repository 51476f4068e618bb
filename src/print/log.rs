//! 《值班日志》: one page a shift, for the record or for the pen. Source: `sources.md` 值班日志.

use super::data::Data;
use super::kind::FileKind;
use super::paper::{
    Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, by_time, shift_words,
};
use crate::model::RecordId;
use chrono::{Days, NaiveDateTime, NaiveTime};

use super::form::{Block, Fact, Form, Signatures};
use super::head::{dated_in, moment_words, time_of, time_words};
use super::table::{Column, Row, Table};
use super::{PrintError, loops};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::model::id::{LogId, PersonId};
use crate::model::mine::Mine;
use crate::model::watch::{Call, Log, LogLine};
use crate::rules::course::Stretch;
use crate::rules::duty;
use crate::rules::zero::NOON;

pub(super) static PAPER: Paper = Paper {
    word: "log",
    key: "log",
    title: "值班日志",
    shelf: Shelf::Watch,
    folder: "09值守",
    office: &[FileKind::Word],
    days: Span::Dated { back: Some(3) },
    none: "还没有值班日志",
    offers,
    name,
    make,
    by_hand,
    blank: Blank::Made(blank),
};

impl Request {
    /// A duty log.
    pub fn log(id: LogId) -> Self {
        PAPER.of(RecordId::Log(id))
    }
}

fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let there = doc.logs.iter().filter(|(_, one)| scope.holds(one.day));
    let offers = there.map(|(id, one)| {
        let words = shift_words(PAPER.title, one.day, one.shift);
        (one.day, one.shift, Offer::new(words, "", Request::log(*id)))
    });
    by_time(offers.collect())
}

fn id(of: &Of) -> Option<LogId> {
    match of.record() {
        Some(RecordId::Log(id)) => Some(*id),
        _ => None,
    }
}

fn by_hand(doc: &Document, of: &Of) -> bool {
    id(of).and_then(|id| doc.logs.get(&id)).is_some_and(is_for_the_pen)
}

fn name(doc: &Document, of: &Of) -> Named {
    let one = id(of).and_then(|id| doc.logs.find(&id));
    Named::of_shift(one.and_then(|one| one.day), one.and_then(|one| one.shift))
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let id = id(of).ok_or(PrintError::Gone(PAPER.title))?;
    form(source.doc, &source.mine, id).map(|form| Data::Form(Box::new(form)))
}

/// Empty rows for what is written by hand where nothing was typed yet.
const PEN_LINES: usize = 4;
const PEN_CALLS: usize = 2;
/// A busy shift still fits its page.
const LINE_MM: f64 = 5.9;
/// Room for 次日00:10 in one line.
const TIME_MM: f64 = 22.0;
/// So many sign in side by side.
const SIGN_ACROSS: usize = 3;
/// The least number of rows to sign in.
const LEAST_SIGN_ROWS: usize = 2;
/// On a blank form nobody is known yet.
const BLANK_SIGN_ROWS: usize = 5;

pub(super) fn form(doc: &Document, mine: &Mine, id: LogId) -> Result<Form, PrintError> {
    let log = doc.logs.get(&id).ok_or(PrintError::Gone("值班日志"))?;
    Ok(of_log(doc, mine, log))
}

fn blank(source: &Source<'_>) -> Form {
    of_log(source.doc, &source.mine, &Log::default())
}

fn of_log(doc: &Document, mine: &Mine, log: &Log) -> Form {
    let people = roll(doc, log);
    let mut blocks = vec![sign_in(doc, &people, log.day.is_none()), work(log), calls(doc, log)];
    blocks.extend(texts(doc, log));
    // Without a date: it stands above, and the page has to hold a busy shift.
    let labels = ["值班员签名", "值班矿领导\n签阅"].map(str::to_owned).to_vec();
    blocks.push(Block::Signatures(Signatures { labels, ..Signatures::default() }));
    Form {
        unit: mine.heading().to_owned(),
        title: "春节党员突击队值班日志".to_owned(),
        facts: facts(doc, log),
        blocks,
        notes: notes(log, people.len()),
        ..Form::default()
    }
}

/// Its shift; a log without one is of the whole day.
fn shift(log: &Log) -> DutyShift {
    log.shift.unwrap_or(DutyShift::Whole)
}

/// From when to when it lasts.
fn span(log: &Log) -> Option<(NaiveDateTime, NaiveDateTime)> {
    log.day.map(|day| shift(log).span(day))
}

/// The moment of a time written on it.
fn moment(log: &Log, at: Option<NaiveTime>) -> Option<NaiveDateTime> {
    Some(shift(log).moment(log.day?, at?))
}

/// A time written on it, with 次日 after midnight.
fn time(log: &Log, at: Option<NaiveTime>) -> String {
    match (log.day, moment(log, at)) {
        (Some(day), Some(moment)) => time_of(day, moment),
        _ => time_words(at),
    }
}

/// Whether it goes out to be written by hand: nothing has been typed of what was done.
fn is_for_the_pen(log: &Log) -> bool {
    log.lines.is_empty() && log.calls.is_empty()
}

/// Who leads, keeps and walks signs in below, by name; on a blank form there is room for three.
fn facts(doc: &Document, log: &Log) -> Vec<Fact> {
    let heads = ["值班矿领导", "值班员", "当班组长"].map(|post| Fact::new(post, ""));
    let heads = if log.day.is_none() { heads.to_vec() } else { Vec::new() };
    let day = vec![
        Fact::over(2, "日期", dated_in(doc, log.day)),
        Fact::new("班次", log.shift.map_or("", DutyShift::word)),
        Fact::over(2, "天气与预警", log.weather.trim()),
        Fact::new("起止时间", log.shift.map(DutyShift::hours_words).unwrap_or_default()),
    ];
    [day, heads].concat()
}

/// Who signs in: the leader, those who write the log, then the roll of the shift, each once. As
/// many as the zero report says should be there.
fn roll(doc: &Document, log: &Log) -> Vec<(String, PersonId)> {
    let keepers = log.keepers.iter().map(|id| ("值班员", *id));
    let leader = log.leader.map(|id| ("值班矿领导", id));
    let heads = leader.into_iter().chain(keepers).chain(log.captain.map(|id| ("当班组长", id)));
    let heads = heads.map(|(post, id)| (post.to_owned(), id));
    let of_rota = span(log).map(|(begin, end)| duty::roll(doc, begin, end)).unwrap_or_default();
    let of_rota = of_rota.into_iter().map(|(post, id)| (doc.post_name(Some(post)).to_owned(), id));
    let mut all: Vec<(String, PersonId)> = Vec::new();
    for one in heads.chain(of_rota) {
        if !all.iter().any(|(_, known)| *known == one.1) {
            all.push(one);
        }
    }
    all
}

/// Who is to be there, side by side; they sign and write when they came.
fn sign_in(doc: &Document, people: &[(String, PersonId)], is_blank: bool) -> Block {
    let rows = people.chunks(SIGN_ACROSS).map(|some| {
        let cells = some.iter().flat_map(|(post, person)| {
            [format!("{post} {}", doc.person_name(*person)), String::new()]
        });
        Row::Cells(cells.collect())
    });
    let rows: Vec<Row> = rows.collect();
    let least = if is_blank { BLANK_SIGN_ROWS } else { LEAST_SIGN_ROWS };
    let pair = [Column::narrow("岗位、姓名", 30.0), Column::wide("签到、到岗时间", 1)];
    Block::Table(Table {
        columns: vec![pair; SIGN_ACROSS].concat(),
        blank: least.saturating_sub(rows.len()),
        rows,
        row_mm: 8.0,
        dense: true,
        ..Table::default()
    })
}

/// What was done and seen, in the order of time.
fn work(log: &Log) -> Block {
    let mut lines: Vec<&LogLine> = log.lines.values().collect();
    lines.sort_by_key(|line| moment(log, line.at));
    let rows = lines.iter().map(|line| Row::Cells(vec![time(log, line.at), line.words.clone()]));
    Block::Table(Table {
        columns: vec![
            Column::narrow("时间", TIME_MM),
            Column::wide("主要工作与巡查情况（时间、地点、情况）", 1),
        ],
        rows: rows.collect(),
        blank: if is_for_the_pen(log) { PEN_LINES } else { 0 },
        fill: is_for_the_pen(log),
        row_mm: LINE_MM,
        empty: "没有登记".to_owned(),
        ..Table::default()
    })
}

fn calls(doc: &Document, log: &Log) -> Block {
    let mut calls: Vec<&Call> = log.calls.values().collect();
    calls.sort_by_key(|call| moment(log, call.at));
    let rows = calls.into_iter().map(|call| {
        let by = call.by.map(|by| doc.person_name(by)).unwrap_or_default();
        let (from, matter, done) = (call.from.clone(), call.matter.clone(), call.done.clone());
        Row::Cells(vec![time(log, call.at), from, matter, done, by.to_owned()])
    });
    Block::Table(Table {
        columns: vec![
            Column::narrow("时间", TIME_MM),
            Column::wide("来电来文单位（人）", 3),
            Column::wide("事项", 4),
            Column::wide("处理情况", 4),
            Column::narrow("办理人", 20.0),
        ],
        rows: rows.collect(),
        blank: if is_for_the_pen(log) { PEN_CALLS } else { 0 },
        row_mm: LINE_MM,
        empty: "无来电来文".to_owned(),
        ..Table::default()
    })
}

/// The other boxes in the order of the paper: as written, else room for the pen.
fn texts(doc: &Document, log: &Log) -> Vec<Block> {
    vec![
        Block::told("检查和查岗", &log.visits, 0),
        Block::told("突发事件", &log.incidents, 2),
        Block::told("隐患登记办理", &hazards(doc, log), 1),
        Block::told("停电动火检修", &log.works, 0),
        Block::told("水电暖餐车辆", &log.utilities, 0),
        Block::told("帮扶服务", &log.services, 0),
        Block::told("零报告", &zero_reports(doc, log), 0),
        Block::told("遗留问题提醒", &log.left, 1),
    ]
}

/// What the books say of hazards in that shift.
fn hazards(doc: &Document, log: &Log) -> String {
    let Some(day) = log.day else { return String::new() };
    let told = loops::told(doc, Stretch::shift(day, shift(log)));
    if told.is_empty() && !is_for_the_pen(log) {
        return "台账中没有本班登记、办理的隐患".to_owned();
    }
    told
}

/// The zero reports told in that shift; what another shift told stands in its own log.
fn zero_reports(doc: &Document, log: &Log) -> String {
    let Some((begin, end)) = span(log) else { return String::new() };
    let mut told: Vec<(NaiveDateTime, String)> = doc
        .zero_reports
        .iter()
        .filter_map(|(_, report)| {
            let at = report.day?.and_time(report.at.unwrap_or(NOON));
            let way = match report.way.trim() {
                "" => String::new(),
                way => format!("（{way}）"),
            };
            let reporter = report.reporter.map(|by| doc.person_name(by)).unwrap_or_default();
            let by = if reporter.is_empty() { "" } else { "，报告人" };
            let receiver = report.receiver.trim();
            Some((at, format!("{}报{receiver}{way}{by}{reporter}", time(log, report.at))))
        })
        .filter(|(at, _)| begin <= *at && *at < end)
        .collect();
    told.sort();
    if told.is_empty() && !is_for_the_pen(log) {
        return "本班没有报送零报告".to_owned();
    }
    told.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("；")
}

fn notes(log: &Log, people: usize) -> Vec<String> {
    // Source: `sources.md` 值班日志.
    let late = span(log).zip(log.entered).and_then(|((_, end), entered)| {
        let limit = end.checked_add_days(Days::new(1))?;
        let words = || format!("补录：{}录入，距本班结束已超过24小时。", moment_words(entered));
        (limit < entered).then(words)
    });
    let roll =
        (0 < people).then(|| format!("应到{people}人（口径：值班表本班各岗位，一人计一次）。"));
    let rules = [
        "不得涂改；写错的划线改正，由改正人签名。",
        "空白栏填“无”。",
        "签到和签名由本人手写，备班的由值班员点名后注明。",
    ];
    late.into_iter().chain(roll).chain(rules.map(str::to_owned)).collect()
}
