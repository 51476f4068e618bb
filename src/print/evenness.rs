//! 《值班均衡情况公示》: what each person bears of the rota, leaders left out. Source: `sources.md` 排班规则.

use super::contact;
use super::data::Data;
use super::form::{Block, Fact, Form, Page, Text};
use super::head::{season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, if_any};
use super::table::{Column, Holds, Row, Table};
use crate::model::id::PersonId;
use crate::model::mine::{Mine, Term};
use crate::model::{Document, RecordId};
use crate::rules::duty::{Grade, Share, borne, evenness, peers};
use crate::rules::masking::masked_within;
use crate::rules::telephones;

pub(super) static PAPER: Paper = Paper {
    word: "evenness",
    key: "evenness",
    title: "值班均衡情况公示",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有排班",
    offers: |doc, _| if_any(people(doc).len(), "人", "均衡情况公示", Request::evenness()),
    name: |_, _| Named::of("全队"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// What each person bears of the rota.
    pub fn evenness() -> Self {
        PAPER.whole()
    }
}

/// Whose shifts are shared out, once anybody has one.
fn people(doc: &Document) -> Vec<PersonId> {
    let borne = borne(doc, &doc.profile());
    let people = peers(doc).into_iter().flat_map(|group| group.people);
    let people: Vec<PersonId> = people.collect();
    if people.iter().any(|one| borne.contains_key(one)) { people } else { Vec::new() }
}

/// Who hears what people have to say of it: whoever keeps the rota, with a telephone.
fn whom(doc: &Document, mine: &Mine) -> String {
    let party = mine.term(Term::Party);
    let number = telephones::number_by_name(doc, mine, &format!("{party}（突击队队部）"));
    format!("{party}　{}", contact::or_blank(&number))
}

/// How even it is, as one says it to those it is about.
fn posted_words(score: u32) -> &'static str {
    match Grade::of(score) {
        Grade::Even => "能排同样岗位的人之间，班次基本相同。",
        Grade::Fairly => "能排同样岗位的人之间，个别人多一两班。",
        Grade::Uneven => "能排同样岗位的人之间，有些人多几班，可以调换。",
        Grade::Lopsided => "能排同样岗位的人之间，班次多少相差较大，正在调整。",
    }
}

fn form(source: &Source<'_>) -> Form {
    let Source { doc, mine, stamp } = source;
    let (season, borne) = (doc.current_season(), borne(doc, mine));
    let shares = Share::all(mine);
    let rows: Vec<Row> = people(doc)
        .into_iter()
        .zip(1..)
        .map(|(id, place): (PersonId, usize)| {
            let unit = doc.persons.get(&id).and_then(|person| person.unit);
            let mut cells = vec![
                place.to_string(),
                // It hangs on a wall.
                masked_within(doc.person_name(id)),
                masked_within(doc.unit_name(unit)),
            ];
            let of = |share: &Share| borne.get(&id).and_then(|borne| borne.get(share)).copied();
            let amount =
                |share| of(share).map_or_else(|| "0".to_owned(), |count| count.to_string());
            cells.extend(shares.iter().map(amount));
            Row::Of(RecordId::Person(id), cells)
        })
        .collect();
    let mut columns = vec![
        Column::narrow("序号", 11.0).of(Holds::Count),
        Column::narrow("姓名", 22.0),
        Column::wide("单位", 1),
    ];
    columns.extend(shares.iter().map(|share| Column::narrow(share.word(), 18.0).of(Holds::Count)));
    let days = [season.first, season.last].into_iter().flatten();
    let days: Vec<String> = days.map(|day| short_day(day, season.year)).collect();
    Form {
        page: Page::A4,
        unit: mine.heading().to_owned(),
        title: season_title(season.year, "春节值班均衡情况公示"),
        subtitle: format!("{}　截至{}", days.join("—"), short_day(stamp.now.date(), season.year)),
        facts: vec![
            Fact::new("公示期", "　　月　　日至　　月　　日"),
            Fact::new("受理意见", whom(doc, mine)),
        ],
        across: 2,
        blocks: vec![
            Block::Table(Table { columns, rows, dense: true, ..Table::default() }),
            Block::Text(Text {
                label: "均衡情况".to_owned(),
                words: posted_words(evenness(doc, &borne)).to_owned(),
                lines: 0,
                beside: true,
            }),
            Block::signed(&["编制", "审核"]),
        ],
        notes: vec![
            "按排班表统计，一个班次计一班，日期按班次开始的那一天；周末不含调休上班的。".to_owned(),
            "备班只计在“备班”和除夕、初一至初三、元宵节等各列，不计班数、夜班和周末。".to_owned(),
            "有意见的请在公示期内向受理单位提出。".to_owned(),
        ],
        ..Form::default()
    }
}
