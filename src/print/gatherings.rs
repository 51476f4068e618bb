//! 《培训、会议一览表》, the record of one of them, and its 《签到表》. Source: `sources.md` 培训和会议.

use super::PrintError;
use super::activity::sign_in_tables;
use super::data::Data;
use super::form::{Block, Fact, Form, Page};
use super::head::{as_of, dated, season_title, short_day, time_words};
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, list};
use super::table::{Column, Holds, Row, Table};
use crate::model::gathering::{Gathering, GatheringKind};
use crate::model::id::{GatheringId, PersonId};
use crate::model::mine::Mine;
use crate::model::people::Skill;
use crate::model::{Document, RecordId};
use crate::rules::gatherings::{held, held_words};
use crate::rules::roster;

/// All of them.
pub(super) static LIST: Paper = Paper {
    word: "gatherings",
    key: "gatherings",
    title: "培训、会议一览表",
    shelf: Shelf::Team,
    folder: "01成立",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Running,
    none: "还没有培训、会议记录",
    offers: |doc, _| list(doc.gatherings.len(), "次", "培训、会议一览表", Request::gatherings()),
    name: |_, _| Named::of("全队"),
    make: |source, _| Ok(Data::Form(Box::new(listed(source)))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};
/// The record of one.
pub(super) static PAPER: Paper = Paper {
    word: "gathering",
    key: "gathering",
    title: "培训、会议记录",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    offers: |doc, scope| offers(doc, scope, "记录", Request::gathering),
    name,
    make: |source, of| made(source, of, record),
    blank: Blank::Made(|source| record(source.doc, &source.mine, &Gathering::default())),
    ..LIST
};
/// The sheet people sign.
pub(super) static SIGN_IN: Paper = Paper {
    word: "attendance",
    key: "gathering-signin",
    title: "培训、传达学习签到表",
    office: &[FileKind::Word, FileKind::Excel],
    offers: |doc, scope| offers(doc, scope, "签到表", Request::gathering_sign_in),
    make: |source, of| made(source, of, sign_in),
    blank: Blank::Made(|source| sign_in(source.doc, &source.mine, &Gathering::default())),
    ..PAPER
};

impl Request {
    /// Everything the team came together for.
    pub fn gatherings() -> Self {
        LIST.whole()
    }

    /// The record of one.
    pub fn gathering(id: GatheringId) -> Self {
        PAPER.of(RecordId::Gathering(id))
    }

    /// Its sign-in sheet, with names.
    pub fn gathering_sign_in(id: GatheringId) -> Self {
        SIGN_IN.of(RecordId::Gathering(id))
    }
}

fn sorted(doc: &Document) -> Vec<(GatheringId, &Gathering)> {
    let mut all: Vec<(GatheringId, &Gathering)> =
        doc.gatherings.iter().map(|(id, one)| (*id, one)).collect();
    all.sort_by_key(|(id, one)| (one.day, one.from, *id));
    all
}

fn offers(
    doc: &Document,
    scope: &Scope,
    title: &str,
    request: fn(GatheringId) -> Request,
) -> Vec<Offer> {
    let there = sorted(doc).into_iter().filter(|(_, one)| scope.holds(one.day));
    let offer = |(id, one): (GatheringId, &Gathering)| {
        let day = one.day.map(|day| day.format("%-m月%-d日").to_string());
        let words = format!("{title} {}", one.title);
        Offer::new(words, day.unwrap_or_default(), request(id)).on(one.day)
    };
    there.map(offer).collect()
}

fn id(record: &RecordId) -> Option<GatheringId> {
    match record {
        RecordId::Gathering(id) => Some(*id),
        _ => None,
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let one = of.record().and_then(id).and_then(|id| doc.gatherings.find(&id));
    let day = one.and_then(|one| one.day);
    Named { day, ..Named::of(one.map_or("", |one| one.title.trim())) }
}

fn made(
    source: &Source<'_>,
    of: &Of,
    form: fn(&Document, &Mine, &Gathering) -> Form,
) -> Result<Data, PrintError> {
    let form = |record: &RecordId| {
        let id = id(record).ok_or(PrintError::Gone("培训、会议"))?;
        let one = source.doc.gatherings.get(&id).ok_or(PrintError::Gone("培训、会议"))?;
        Ok(form(source.doc, &source.mine, one))
    };
    of.records().iter().map(form).collect::<Result<_, PrintError>>().map(Data::Forms)
}

fn listed(source: &Source<'_>) -> Form {
    let Source { doc, mine, stamp } = source;
    let year = doc.current_season().year;
    let rows: Vec<Row> = sorted(doc)
        .into_iter()
        .enumerate()
        .map(|(at, (id, one))| row(doc, at + 1, id, one))
        .collect();
    let is_blank = rows.is_empty();
    let words = held_words(&held(doc, source.today()));
    let sums = if words.is_empty() {
        String::new()
    } else {
        format!(
            "到{}：{words}（口径：登记了到会人员的计，人次为各次到会人数相加）。",
            short_day(source.today(), year)
        )
    };
    let mut blocks = vec![Block::Table(Table {
        columns: columns(),
        fill: is_blank,
        rows,
        dense: true,
        year,
        ..Table::default()
    })];
    if !sums.is_empty() {
        blocks.push(Block::told("合计", &sums, 0));
    }
    blocks.push(Block::signed(&["编制", "审核"]));
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(year, "春节党员突击队培训、会议一览表"),
        subtitle: if is_blank { String::new() } else { format!("（{}）", as_of(stamp)) },
        blocks,
        notes: vec![
            "培训、集训、拉动、传达学习、会议、专项行动各记一行；人数以签到表为准。".to_owned(),
        ],
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 11.0).of(Holds::Count),
        Column::narrow("日期", 22.0).of(Holds::Day),
        Column::narrow("类别", 20.0),
        Column::wide("名称", 3),
        Column::narrow("时间", 26.0),
        Column::wide("地点", 2),
        Column::narrow("主持人", 20.0),
        Column::narrow("应到", 13.0).of(Holds::Count),
        Column::narrow("到会", 13.0).of(Holds::Count),
        Column::wide("结果和落实", 3),
    ]
}

fn row(doc: &Document, no: usize, id: GatheringId, one: &Gathering) -> Row {
    let year = doc.current_season().year;
    let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let cells = vec![
        no.to_string(),
        one.day.map(|day| short_day(day, year)).unwrap_or_default(),
        one.kind.map_or("", GatheringKind::word).to_owned(),
        one.title.trim().to_owned(),
        hours(one),
        one.place.trim().to_owned(),
        person(doc, one.leader),
        count(one.expected.len()),
        count(one.attendance()),
        one.result.trim().to_owned(),
    ];
    Row::Of(RecordId::Gathering(id), cells)
}

fn person(doc: &Document, id: Option<PersonId>) -> String {
    id.map(|id| doc.person_name(id).trim().to_owned()).unwrap_or_default()
}

/// 19:00—20:30, or as much of it as is known.
fn hours(one: &Gathering) -> String {
    match (time_words(one.from), time_words(one.to)) {
        (from, to) if to.is_empty() => from,
        (from, to) => format!("{from}—{to}"),
    }
}

fn facts(doc: &Document, one: &Gathering) -> Vec<Fact> {
    vec![
        Fact::over(2, "名称", one.title.trim()),
        Fact::new("类别", one.kind.map_or("", GatheringKind::word)),
        Fact::over(2, "日期", dated(doc, one.day)),
        Fact::new("时间", hours(one)),
        Fact::over(2, "地点", one.place.trim()),
        Fact::new("主持人", person(doc, one.leader)),
    ]
}

fn record(doc: &Document, mine: &Mine, one: &Gathering) -> Form {
    let mut facts = facts(doc, one);
    let others =
        if one.others == 0 { String::new() } else { format!("（其他{}人）", one.others) };
    let came = match one.attendance() {
        0 => "　　　　人".to_owned(),
        count => format!("{count}人{others}"),
    };
    let expected = match one.expected.len() {
        0 => "　　　　人".to_owned(),
        count => format!("{count}人"),
    };
    facts.push(Fact::new("应到", expected));
    facts.push(Fact::new("到会", came));
    let minutes = if one.minutes == 0 {
        "　　　　分钟".to_owned()
    } else {
        format!("{}分钟", one.minutes)
    };
    facts.push(Fact::new("到齐用时", minutes));
    if let Some(skill) = one.skill {
        facts.push(Fact::over(3, "取得证件", Skill::word(skill)));
    }
    let absent: Vec<PersonId> =
        one.expected.iter().copied().filter(|id| !one.attended.contains(id)).collect();
    // Where nobody wrote who was to come, or who came, nobody knows who did not.
    let is_known = !one.expected.is_empty() && !one.attended.is_empty();
    // What is arranged for them is for the pen.
    let (absent, lines) = match (is_known, absent.is_empty()) {
        (false, _) => (String::new(), 2),
        (true, true) => ("无".to_owned(), 0),
        (true, false) => {
            (format!("{}人：{}。补课安排：", absent.len(), doc.person_names(&absent)), 2)
        }
    };
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节党员突击队培训、会议记录"),
        facts,
        blocks: vec![
            Block::told("内容要点", &one.points, 9),
            Block::told("结果和落实\n（谁办、几时办完）", &one.result, 7),
            Block::told("没有到会的\n和补课安排", &absent, lines),
            Block::signed(&["记录人签名", "主持人签名"]),
        ],
        notes: vec![
            "到会人数以签到表为准；传达学习没有到会的补学后在签到表上补签并写明日期。".to_owned(),
        ],
        ..Form::default()
    }
}

/// The sheet people sign, with the names of those who are to come.
fn sign_in(doc: &Document, mine: &Mine, one: &Gathering) -> Form {
    let mut expected = one.expected.clone();
    roster::sort(doc, mine.name_order(), &mut expected, |id| *id);
    let mut blocks = sign_in_tables(doc, &expected, one.attendance());
    blocks.push(Block::signed(&["组织人签名"]));
    let title = match one.kind {
        Some(kind) => format!("春节党员突击队{}签到表", kind.word()),
        None => "春节党员突击队培训、传达学习签到表".to_owned(),
    };
    let title = season_title(doc.current_season().year, &title);
    let notes = [
        "由本人签名，不得代签；没有印出姓名的，在空行内写清姓名、单位并签名。",
        "人数按签名数计；收回后在“培训会议”里登记到会人员。",
    ];
    Form {
        unit: mine.heading().to_owned(),
        title,
        facts: facts(doc, one),
        blocks,
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}
