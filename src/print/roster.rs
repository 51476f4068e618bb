//! 《队员名册》: the members in the order of the workbook, with their certificates and training.

use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Offer, Paper, Request, Scope, Shelf, Source, Span, if_any};
use chrono::NaiveDate;

use super::contact;
use super::form::{Block, Fact, Form, Page, Signatures};
use super::head::{season_title, short_day};
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::mine::Mine;
use crate::model::people::{NameOrder, Person, Role, Sex, Skill, Standing, Training};
use crate::model::{Document, RecordId};
use crate::rules::masking;
use crate::rules::roster::{self, Group, Member};

/// With telephones in full, to be filed.
pub(super) static PAPER: Paper = Paper {
    word: "roster",
    key: "roster",
    title: "队员名册",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "名册上还没有队员",
    offers: filed,
    name: |_, _| Named::of("全队"),
    make: |source, _| Ok(made(source, false)),
    by_hand: |_, _| false,
    blank: Blank::None,
};
/// For walls: the middle of mobile telephones is hidden.
pub(super) static WALL: Paper = Paper {
    word: "roster",
    key: "roster-wall",
    title: "队员名册",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "名册上还没有队员",
    offers: posted,
    name: |_, _| Named::of("张贴版"),
    make: |source, _| Ok(made(source, true)),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The roster of the team, with mobile telephones masked or in full.
    pub fn roster(masked: bool) -> Self {
        if masked { WALL.whole() } else { PAPER.whole() }
    }
}

fn filed(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let offers = if_any(members(doc), "人", "队员名册（存档）", Request::roster(false));
    offers.into_iter().map(|one| one.in_set_if(!scope.masked)).collect()
}

fn posted(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let words = "队员名册（张贴，手机号隐去中间四位）";
    let offers = if_any(members(doc), "人", words, Request::roster(true));
    offers.into_iter().map(|one| one.in_set_if(scope.masked)).collect()
}

fn made(source: &Source<'_>, masked: bool) -> Data {
    Data::Form(Box::new(form(source.doc, &source.mine, masked, source.today())))
}

/// How many members there are.
pub(super) fn members(doc: &Document) -> usize {
    doc.persons.iter().filter(|(_, person)| person.membership.is_some()).count()
}

/// The roster as a form.
pub(super) fn form(doc: &Document, mine: &Mine, masked: bool, today: NaiveDate) -> Form {
    let groups = roster::groups(doc);
    let all: Vec<&Member<'_>> = groups.iter().flat_map(|group| &group.members).collect();
    let order = roster::order_words(mine.name_order());
    let has_parts = groups.iter().any(|group| group.title.is_some()) || groups.is_empty();
    let sums = if has_parts { "小计、合计" } else { "合计" };
    let year = doc.current_season().year;
    let remark = if masked {
        "张贴用，手机号隐去中间四位"
    } else {
        "含个人电话，限值守工作使用，不张贴、不外传"
    };
    let until = today.format("截至%Y年%-m月%-d日").to_string();
    let said: Vec<&str> =
        [until.as_str(), order, remark].into_iter().filter(|words| !words.is_empty()).collect();
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(year, "春节党员突击队队员名册"),
        subtitle: format!("（{}）", said.join("　")),
        facts: facts(doc, &all, masked),
        across: 3,
        blocks: vec![
            Block::Table(Table {
                columns: columns(),
                rows: rows(doc, &groups, masked, today),
                row_mm: 6.2,
                dense: true,
                empty: "名册上还没有队员".to_owned(),
                ..Table::default()
            }),
            Block::Signatures(Signatures {
                labels: ["编制", "审核", "批准"].map(str::to_owned).to_vec(),
                across: 3,
                dated: true,
            }),
        ],
        notes: vec![
            format!("{sums}按在册队员计；持证人数只计截至日仍在有效期内的证件，一人多证分别计。"),
            "未培训合格的队员不担任救援岗位。".to_owned(),
        ],
        ..Form::default()
    }
}

/// 2027年1月30日至2月20日; empty where the season has no days.
pub(super) fn span_words(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    use chrono::Datelike as _;
    let whole = |day: NaiveDate| day.format("%Y年%-m月%-d日").to_string();
    match (from, to) {
        (Some(from), Some(to)) if from == to => whole(from),
        (Some(from), Some(to)) => format!("{}至{}", whole(from), short_day(to, from.year())),
        (Some(from), None) => format!("{}起", whole(from)),
        (None, Some(to)) => format!("至{}", whole(to)),
        (None, None) => String::new(),
    }
}

fn facts(doc: &Document, all: &[&Member<'_>], masked: bool) -> Vec<Fact> {
    let season = doc.current_season();
    let of_role = |role| {
        let members = all.iter().filter(|member| member.membership.role == role);
        let names = members.map(|member| member.person.name.as_str()).collect::<Vec<_>>();
        let names = names.join("、");
        if masked { masking::masked_within(&names) } else { names }
    };
    vec![
        Fact::new("值守期间", span_words(season.first, season.last)),
        Fact::new("队长", of_role(Role::Leader)),
        Fact::new("副队长", of_role(Role::Deputy)),
    ]
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 9.0).of(Holds::Count),
        Column::narrow("姓名", 16.0),
        Column::narrow("性别", 10.0),
        Column::narrow("政治面貌", 25.0),
        Column::narrow("所在支部", 26.0),
        Column::wide("单位岗位", 1),
        Column::narrow("手机", 23.0),
        Column::narrow("小组", 26.0),
        Column::narrow("队内职务", 15.0),
        Column { side: Side::Left, ..Column::narrow("持证及有效期", 50.0) },
        Column::narrow("培训", 22.0),
    ]
}

fn rows(doc: &Document, groups: &[Group<'_>], masked: bool, today: NaiveDate) -> Vec<Row> {
    let year = doc.current_season().year;
    let mut rows = Vec::new();
    let mut count = 0_usize;
    for group in groups {
        if let Some(title) = group.title {
            let some: Vec<&Member<'_>> = group.members.iter().collect();
            let name = title_words(title, doc.profile().name_order());
            let name = if masked { masking::masked_within(name) } else { name.to_owned() };
            rows.push(Row::Group(format!("{name}　小计{}", heads(&some))));
        }
        for member in &group.members {
            count += 1;
            let mut cells = cells(doc, member, count, masked, (today, year));
            if masked {
                // Whatever field a number was written in, none hangs on a wall.
                cells = cells.iter().map(|cell| masking::masked_within(cell)).collect();
            }
            rows.push(Row::Of(RecordId::Person(member.id), cells));
        }
    }
    let all: Vec<&Member<'_>> = groups.iter().flat_map(|group| &group.members).collect();
    if !all.is_empty() {
        rows.push(Row::Total(totals(&all, today)));
    }
    rows
}

/// A group's title; what is said of those who belong nowhere yet.
fn title_words(title: &str, order: NameOrder) -> &str {
    match (title, order) {
        ("", NameOrder::Unit) => "单位未填",
        ("", _) => "未编入分队",
        (title, _) => title,
    }
}

/// 12人（正式党员10人、预备党员1人、入党积极分子1人；女2人）.
fn heads(members: &[&Member<'_>]) -> String {
    let standings: Vec<String> =
        standings(members).map(|(word, count)| format!("{word}{count}人")).collect();
    let sexes = [("女", Sex::Woman), ("性别未填", Sex::Unknown)];
    let sexes = sexes.map(|(word, sex)| match of_sex(members, sex) {
        0 => String::new(),
        count => format!("；{word}{count}人"),
    });
    format!("{}人（{}{}）", members.len(), standings.join("、"), sexes.concat())
}

fn standings<'a>(
    members: &'a [&'a Member<'_>],
) -> impl Iterator<Item = (&'static str, usize)> + 'a {
    Standing::ALL.iter().filter_map(|standing| {
        let of = members.iter().filter(|member| member.membership.standing == *standing).count();
        (0 < of).then_some((standing.word(), of))
    })
}

fn of_sex(members: &[&Member<'_>], sex: Sex) -> usize {
    members.iter().filter(|member| member.person.woman == sex).count()
}

fn cells(
    doc: &Document,
    member: &Member<'_>,
    count: usize,
    masked: bool,
    (today, year): (NaiveDate, i32),
) -> Vec<String> {
    let Member { person, membership, .. } = member;
    let owned = |words: &str| words.trim().to_owned();
    vec![
        count.to_string(),
        owned(&person.name),
        owned(person.woman.word()),
        owned(membership.standing.word()),
        owned(&person.branch),
        place_of_work(doc, person),
        contact::mobile(person, masked),
        owned(membership.group.word()),
        owned(membership.role.word()),
        certificates(person, today),
        training(person, year),
    ]
}

/// Unit and title; a title that names the unit stands alone.
pub(super) fn place_of_work(doc: &Document, person: &Person) -> String {
    let (unit, title) = (doc.unit_name(person.unit).trim(), person.title.trim());
    match (unit, title) {
        ("", words) | (words, "") => words.to_owned(),
        (unit, title) if title.starts_with(unit) => title.to_owned(),
        (unit, title) => format!("{unit}　{title}"),
    }
}

fn certificates(person: &Person, today: NaiveDate) -> String {
    let words = person.certificates.iter().map(|certificate| {
        let skill = certificate.skill.word();
        match certificate.until.map(|until| (until, until.format("%Y年%-m月%-d日"))) {
            Some((until, day)) if until < today => format!("{skill}　已于{day}到期"),
            Some((_, day)) => format!("{skill}　至{day}"),
            None => format!("{skill}　有效期未填"),
        }
    });
    words.collect::<Vec<_>>().join("\n")
}

fn training(person: &Person, year: i32) -> String {
    match person.training {
        Some(Training::Passed(day)) => format!("{}合格", short_day(day, year)),
        Some(Training::Planned(day)) => format!("计划{}", short_day(day, year)),
        None => "未安排".to_owned(),
    }
}

/// 女2, and how many of whom nobody said.
fn sexes(all: &[&Member<'_>]) -> String {
    let women = format!("女{}", of_sex(all, Sex::Woman));
    match of_sex(all, Sex::Unknown) {
        0 => women,
        unknown => format!("{women}\n未填{unknown}"),
    }
}

fn totals(all: &[&Member<'_>], today: NaiveDate) -> Vec<String> {
    let skills: Vec<String> = Skill::ALL
        .iter()
        .filter_map(|skill| {
            let of = all.iter().filter(|member| member.person.is_certified(*skill, today)).count();
            (0 < of).then(|| format!("{}{of}人", skill.word()))
        })
        .collect();
    let trained = all.iter().filter(|member| member.person.is_trained(today)).count();
    let standings: Vec<String> =
        standings(all).map(|(word, count)| format!("{word}{count}")).collect();
    let blank = String::new;
    vec![
        "合计".to_owned(),
        format!("{}人", all.len()),
        sexes(all),
        standings.join("\n"),
        blank(),
        blank(),
        blank(),
        blank(),
        blank(),
        skills.join("、"),
        format!("合格{trained}人"),
    ]
}
