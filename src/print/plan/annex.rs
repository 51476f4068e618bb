//! What is attached to the plan: who holds which post, the cards, the telephones.

use std::collections::BTreeMap;

use super::{Reading, filed};
use crate::model::Document;
use crate::model::id::PersonId;
use crate::model::mine::Mine;
use crate::model::people::{Group, Post, Role};
use crate::model::plan::{Card, CardCode, CardStep, Layout, Phone};
use crate::print::cards::who;
use crate::print::contact;
use crate::print::letter::{Attachment, Element};
use crate::print::table::{Column, Row, Table};
use crate::rules::outline::{self, Review, sentence};
use crate::rules::roster;
use crate::rules::telephones;

const POSTS: &str = "组织机构与通讯录";
const CARDS: &str = "应急处置卡";
const PHONES: &str = "应急电话表";
const CONTACTS: &str = "有关应急部门、机构或者人员的联系方式";

const SITES: &str = "现场处置方案目录";

/// What of a card stands elsewhere.
pub(super) const ON_CARDS: &str = "卡上的岗位名称、电话号码";

/// Whether the cards stand in the text, as 现场处置方案.
fn has_sites(layout: Layout) -> bool {
    matches!(layout, Layout::Whole | Layout::Site)
}

/// The names of what is attached, in the order of the attachments; what lies elsewhere is the last.
pub(super) fn names(doc: &Document, layout: Layout) -> Vec<String> {
    let cards = if has_sites(layout) { SITES } else { CARDS };
    let first = [POSTS, cards, PHONES].into_iter().map(str::to_owned);
    let last = "值班安排表（另附）".to_owned();
    first.chain(filed::names(doc, layout)).chain([last]).collect()
}

/// By whom cards are still to be reviewed; nothing in what was approved.
pub(super) fn to_review(mine: &Mine, reading: &Reading<'_>) -> Option<String> {
    let waits = reading.version.is_none();
    waits.then(|| format!("发布前须经{}审核。", outline::card_reviewers(mine).join("、")))
}

/// The attachments that are part of the paper.
pub(super) fn add(doc: &Document, mine: &Mine, reading: &Reading<'_>, elements: &mut Vec<Element>) {
    let (cards, layout) = (reading.cards.as_slice(), reading.layout);
    let begin = |number: usize, title: &str| {
        let (mark, title) = (format!("附件{number}"), title.to_owned());
        Element::Attachment(Attachment { mark, title, place: None })
    };
    elements.push(begin(1, POSTS));
    elements.extend(reading.as_of("本附件"));
    // A scheme says so in the list of what is attached.
    if layout != Layout::Scheme {
        elements.push(Element::Paragraph("每班是谁见另附的值班安排表。".to_owned()));
    }
    elements.extend(posts(doc));
    elements.push(begin(2, if has_sites(layout) { SITES } else { CARDS }));
    if !has_sites(layout) {
        let words = "现场以张贴和发给队员的处置卡为准。";
        let review = to_review(mine, reading).map(|words| format!("各卡{words}"));
        elements.push(Element::Paragraph(format!("{}{words}", review.unwrap_or_default())));
    }
    elements.extend(reading.as_of(ON_CARDS).filter(|_| !has_sites(layout)));
    let mostly = reviewed_mostly(cards);
    if let Some((words, is_of_all)) = mostly {
        let besides = if is_of_all { "" } else { "除下表另有写明的以外，" };
        elements.push(Element::Paragraph(format!("{besides}各卡均已审核：{words}。")));
    }
    elements.push(Element::Table(card_list(cards, mostly)));
    for (code, card) in cards.iter().filter(|_| !has_sites(layout)) {
        elements.push(Element::PageBreak);
        elements.push(Element::Entry(format!("{code}　{}", card.title.trim())));
        elements.push(Element::Table(card_table(doc, mine, code, card)));
    }
    elements.push(begin(3, if layout == Layout::Scheme { PHONES } else { CONTACTS }));
    elements.extend(reading.as_of("本附件"));
    elements.extend(phones(doc, mine));
    filed::add(doc, mine, reading, elements);
}

fn posts(doc: &Document) -> Vec<Element> {
    let groups = roster::groups(doc);
    let of_role = |role| {
        let members = groups.iter().flat_map(|group| &group.members);
        let of = members.filter(|member| member.membership.role == role);
        of.map(|member| member.person.name.trim()).collect::<Vec<_>>().join("、")
    };
    let mut team = Vec::new();
    for (label, names) in [("队长", of_role(Role::Leader)), ("副队长", of_role(Role::Deputy))]
    {
        if !names.is_empty() {
            team.push(format!("{label}：{names}"));
        }
    }
    let mut all: Vec<(_, &Post)> = doc.posts.iter().map(|(id, post)| (*id, post)).collect();
    all.sort_by_key(|(id, post)| (post.order, *id));
    let groups = Group::ALL.iter().copied().map(Some);
    let mut rows = Vec::new();
    for group in [None].into_iter().chain(groups) {
        let of_group: Vec<&Post> =
            all.iter().map(|(_, post)| *post).filter(|post| post.group == group).collect();
        if of_group.is_empty() {
            continue;
        }
        rows.push(Row::Group(group.map_or("值守岗位", Group::word).to_owned()));
        rows.extend(of_group.into_iter().map(|post| Row::Cells(post_cells(doc, post))));
    }
    let table = Table {
        columns: vec![
            Column::wide("岗位", 1),
            Column::narrow("A角", 19.0),
            Column::narrow("电话", 29.0),
            Column::narrow("B角", 19.0),
            Column::narrow("电话", 29.0),
            Column::narrow("地点、值班电话", 29.0),
        ],
        rows,
        dense: true,
        empty: "还没有设岗位".to_owned(),
        ..Table::default()
    };
    let mut elements = Vec::new();
    if !team.is_empty() {
        elements.push(Element::Paragraph(format!("党员突击队{}。", team.join("；"))));
    }
    elements.push(Element::Paragraph(
        // True of a copy with hidden telephones too, which may hang on a wall.
        "本表限值守工作使用，印有完整手机号的不张贴、不外传。标“正式表”的岗位以矿办正式表为准。"
            .to_owned(),
    ));
    elements.push(Element::Table(table));
    elements
}

fn post_cells(doc: &Document, post: &Post) -> Vec<String> {
    let holder = |id: Option<PersonId>| match id.and_then(|id| doc.persons.find(&id)) {
        Some(person) => [person.name.trim().to_owned(), contact::both(person, false, "\n")],
        None if post.official => ["见正式表".to_owned(), String::new()],
        None => ["________".to_owned(), String::new()],
    };
    let [primary, primary_phone] = holder(post.primary);
    let [backup, backup_phone] = holder(post.backup);
    let place = [post.place.trim(), post.phone.trim()].map(str::to_owned);
    let place: Vec<String> = place.into_iter().filter(|words| !words.is_empty()).collect();
    let mark = if post.official { "\n（正式表）" } else { "" };
    let name = format!("{}{mark}", post.name.trim());
    vec![name, primary, primary_phone, backup, backup_phone, place.join("\n")]
}

/// Who reviewed more than half of the cards and when, and whether that is so of all of them.
fn reviewed_mostly<'a>(cards: &[(&CardCode, &'a Card)]) -> Option<(&'a str, bool)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, card) in cards {
        if let Review::Done(words) = Review::of(card) {
            *counts.entry(words).or_default() += 1;
        }
    }
    let (words, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (cards.len() < 2 * count).then_some((words, count == cards.len()))
}

/// The cards by name, with what was said of those of which it was not `said` above.
fn card_list(cards: &[(&CardCode, &Card)], said: Option<(&str, bool)>) -> Table {
    let with_reviews = said.is_none_or(|(_, is_of_all)| !is_of_all);
    let row = |(code, card): &(&CardCode, &Card)| {
        let (title, places) = (card.title.trim().to_owned(), card.places.trim().to_owned());
        let review = with_reviews.then(|| match (Review::of(card), said) {
            (Review::Done(words), Some((above, _))) if words == above => String::new(),
            _ => reviewed(card),
        });
        Row::Cells([code.to_string(), title, places].into_iter().chain(review).collect())
    };
    let review = with_reviews.then(|| Column::narrow("审核", 36.0));
    let columns =
        [Column::narrow("卡号", 14.0), Column::wide("名称", 1), Column::wide("适用场所", 1)];
    Table {
        columns: columns.into_iter().chain(review).collect(),
        rows: cards.iter().map(row).collect(),
        dense: true,
        empty: "还没有选用处置卡".to_owned(),
        ..Table::default()
    }
}

fn reviewed(card: &Card) -> String {
    match Review::of(card) {
        Review::Done(words) => words.to_owned(),
        Review::Missing => "参考稿·未经本矿审核".to_owned(),
        Review::Changed(_) => "参考稿·审核后又改过".to_owned(),
    }
}

/// A label, and what stands beside it.
pub(super) type CardRow = (String, String);

fn or_blank(words: &str) -> String {
    match words.trim() {
        "" => "________（待填）".to_owned(),
        words => words.to_owned(),
    }
}

/// Where a card applies, and how one knows that it does.
pub(super) fn risk_rows(card: &Card) -> Vec<CardRow> {
    vec![
        ("适用场所".to_owned(), or_blank(&card.places)),
        ("风险提示".to_owned(), or_blank(&sentence(&card.risk))),
        ("征兆".to_owned(), or_blank(&sentence(&card.signs))),
    ]
}

/// Its steps, numbered.
pub(super) fn step_rows(doc: &Document, card: &Card) -> Vec<CardRow> {
    let steps = || card.steps.values().filter(|step| !step.is_blank());
    let row = |(step, number): (&CardStep, usize)| {
        let within = match step.within.trim() {
            "" => String::new(),
            within => format!("【{within}】"),
        };
        (format!("{number}　{}", who(doc, step)), format!("{}{within}", sentence(&step.what)))
    };
    if steps().next().is_none() {
        return vec![("处置步骤".to_owned(), or_blank(""))];
    }
    steps().zip(1..).map(row).collect()
}

/// Whom to call.
pub(super) fn call_rows(doc: &Document, mine: &Mine, card: &Card) -> Vec<CardRow> {
    let calls = card.calls.iter().map(|name| {
        let number = contact::or_blank(&telephones::number_by_name(doc, mine, name));
        // Whom to call and the number stay on one line.
        format!("{}\u{a0}{}", name.trim(), number.replace(' ', "\u{a0}"))
    });
    vec![("报警与联系".to_owned(), or_blank(&calls.collect::<Vec<_>>().join("；")))]
}

/// What must never be done, and when to run.
fn never_rows(card: &Card) -> Vec<CardRow> {
    vec![
        ("严禁".to_owned(), or_blank(&sentences(&card.forbidden))),
        ("撤离条件".to_owned(), or_blank(&sentences(&card.retreat))),
    ]
}

/// What is needed.
fn kit_rows(card: &Card) -> Vec<CardRow> {
    vec![("所需器材".to_owned(), or_blank(&card.kit))]
}

/// Where people gather.
pub(super) fn muster_rows(card: &Card) -> Vec<CardRow> {
    vec![("集合点".to_owned(), or_blank(&card.muster))]
}

/// What it rests on, and who reviewed it.
pub(super) fn basis_rows(card: &Card) -> Vec<CardRow> {
    vec![("依据".to_owned(), or_blank(&card.basis)), ("审核".to_owned(), reviewed(card))]
}

/// What to mind.
pub(super) fn care_rows(card: &Card) -> Vec<CardRow> {
    [never_rows(card), kit_rows(card)].concat()
}

/// A card line by line, its steps numbered.
fn card_table(doc: &Document, mine: &Mine, code: &CardCode, card: &Card) -> Table {
    let rows = [
        risk_rows(card),
        step_rows(doc, card),
        never_rows(card),
        call_rows(doc, mine, card),
        kit_rows(card),
        muster_rows(card),
        basis_rows(card),
    ];
    let row = |(label, words): CardRow| Row::Cells(vec![label, words]);
    let rows = rows.concat().into_iter().map(row).collect();
    whole_page(format!("{code}　{}", card.title.trim()), rows)
}

/// Labels with words beside them, as large as a page has room for.
pub(super) fn whole_page(title: String, rows: Vec<Row>) -> Table {
    Table {
        title,
        columns: vec![Column::narrow("", 26.0), Column::wide("", 1)],
        rows,
        row_mm: 5.5,
        dense: true,
        whole: true,
        ..Table::default()
    }
}

/// Several lines as one sentence.
fn sentences(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| line.trim().trim_end_matches(['。', '；']));
    sentence(&lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("；"))
}

fn phones(doc: &Document, mine: &Mine) -> Vec<Element> {
    let (national, local): (Vec<&Phone>, Vec<&Phone>) =
        contact::lines(doc).into_iter().partition(|line| line.national);
    let table = |title: &str, lines: &[&Phone], empty: &str| {
        let row = |line: &&Phone| {
            let number = contact::or_blank(&telephones::number_of(mine, line));
            Row::Cells(vec![line.name.trim().to_owned(), number, line.note.trim().to_owned()])
        };
        Element::Table(Table {
            title: title.to_owned(),
            columns: vec![
                Column::wide("单位或岗位", 1),
                Column::narrow("电话", 36.0),
                Column::wide("说明", 1),
            ],
            rows: lines.iter().map(row).collect(),
            dense: true,
            empty: empty.to_owned(),
            ..Table::default()
        })
    };
    vec![
        table("全国通用", &national, "还没有载入全国通用电话"),
        table("本矿和属地", &local, "还没有载入本矿电话"),
    ]
}
