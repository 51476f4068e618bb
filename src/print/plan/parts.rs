//! The text of a contingency plan: 综合应急预案 with the chapters of GB/T 29639-2020, 专项应急预案 for each kind
//! of event, 现场处置方案 for each card. Words of chapters, steps and what is forbidden stand in it once; whatever needs
//! them elsewhere says where they stand. Source: `sources.md` 方案.

use super::annex::{self, CardRow};
use super::{Reading, UNWRITTEN, prose};
use crate::model::Document;
use crate::model::danger::Doer;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{Card, CardCode, CardStep, Chapter, Layout};
use crate::print::cards::who;
use crate::print::letter::{Attachment, Element, Heading};
use crate::print::table::{Column, Row, Table};
use crate::rules::events::Event;
use crate::rules::matrix;
use crate::rules::outline::{self, Section};

/// What stands before the list of what is attached.
pub(super) fn text(doc: &Document, mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    let (of_layout, _) = outline::sections(reading.layout);
    match reading.layout {
        Layout::Scheme => super::chapters(reading),
        Layout::General | Layout::Special => sections(reading, of_layout),
        Layout::Site => sites(doc, mine, reading),
        Layout::Whole => {
            let part = frame(1, "第一部分　综合应急预案");
            [part].into_iter().chain(sections(reading, of_layout)).collect()
        }
    }
}

/// What stands behind it, and before what is attached.
pub(super) fn further(doc: &Document, mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    if reading.layout != Layout::Whole {
        return Vec::new();
    }
    let part = |mark: &str, title: &str| {
        let (mark, title) = (mark.to_owned(), title.to_owned());
        Element::Attachment(Attachment { mark, title, place: None })
    };
    let mut elements = vec![part("第二部分", "专项应急预案")];
    elements.extend(specials(doc, mine, reading));
    elements.push(part("第三部分", "现场处置方案"));
    elements.extend(sites(doc, mine, reading));
    elements
}

/// Where a chapter stands among all.
pub(super) fn place(chapter: Chapter) -> usize {
    Chapter::ALL.iter().position(|one| *one == chapter).map_or(0, |place| place + 1)
}

/// A heading that has no words of its own under it.
fn frame(level: u8, words: &str) -> Element {
    let (words, then) = (words.to_owned(), String::new());
    Element::Heading(Heading { level, words, then, place: Some(0) })
}

/// The headings with the words under them.
fn sections(reading: &Reading<'_>, sections: &[Section]) -> Vec<Element> {
    let mut elements = Vec::new();
    for (title, chapter) in sections {
        let level = if title.contains('.') { 2 } else { 1 };
        let Some(chapter) = chapter else {
            elements.push(frame(level, title));
            continue;
        };
        let (words, then, place) = ((*title).to_owned(), String::new(), Some(place(*chapter)));
        elements.push(Element::Heading(Heading { level, words, then, place }));
        elements.extend(words_of(reading, *chapter));
    }
    elements
}

/// The words of a chapter, or room for them.
pub(super) fn words_of(reading: &Reading<'_>, chapter: Chapter) -> Vec<Element> {
    match reading.chapters.get(&chapter).map(|words| words.trim()).unwrap_or_default() {
        "" => vec![Element::Paragraph(UNWRITTEN.to_owned())],
        words => prose::elements(words),
    }
}

/// The kinds of event the plan has cards for, with their cards.
fn events<'a>(reading: &'a Reading<'_>) -> Vec<(Event, Vec<(&'a CardCode, &'a Card)>)> {
    let of = |event: &Event| {
        let cards = reading.cards.iter().map(|(code, card)| (*code, *card));
        let cards: Vec<_> = cards.filter(|(code, card)| Event::of(code, card) == *event).collect();
        (*event, cards)
    };
    Event::ALL.iter().map(of).filter(|(_, cards)| !cards.is_empty()).collect()
}

/// One for each kind of event.
fn specials(doc: &Document, mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    let events = events(reading);
    let mut elements = vec![Element::Paragraph(format!(
        "本预案由综合应急预案（第一部分）、{}个专项应急预案（第二部分）和{}个现场处置方案（第三部分）组成。",
        events.len(),
        reading.cards.len()
    ))];
    elements.extend(reading.as_of("各岗位的分工"));
    for (number, (event, cards)) in (1..).zip(events) {
        let number: usize = number;
        let title = format!("专项{number}　{}", event.plan_title());
        elements.push(Element::section(title, ""));
        elements.extend(special(doc, mine, &cards));
    }
    elements
}

fn special(doc: &Document, mine: &Mine, cards: &[(&CardCode, &Card)]) -> Vec<Element> {
    let head = |words: &str| Element::heading(2, words, "");
    let said = |words: String| Element::Paragraph(words);
    let titles: Vec<&str> = cards.iter().map(|(_, card)| card.title.trim()).collect();
    let named: Vec<String> =
        cards.iter().map(|(code, card)| format!("{code} {}", card.title.trim())).collect();
    let elements = vec![
        head("1　适用范围"),
        said(format!(
            "本预案是综合应急预案的组成部分，适用于{}的处置；适用场所见各现场处置方案。",
            titles.join("、")
        )),
        head("2　应急组织机构及职责"),
        said(
            "组织机构、指挥关系和各组职责执行综合应急预案第2章。本类事件中各岗位的分工如下，A角、B角见附件1。"
                .to_owned(),
        ),
        Element::Table(duties(doc, cards)),
        head("3　响应启动"),
        said(format!(
            "出现下表所列征兆的，发现人先报警，再报{}；响应分级和启动程序执行综合应急预案1.2、3.3。应急会议、信息上报、资源协调、信息公开、后勤和财力保障执行综合应急预案3.3。",
            mine.term(Term::Dispatch)
        )),
        Element::Table(signs(cards)),
        head("4　处置措施"),
        said(format!(
            "处置原则：先撤人、报警，后控制；人员搜救由专业队伍进行，没有防护的不进入；防止次生事故，控制不住立即撤离。\
             一般顺序和不许做的事执行综合应急预案3.4，各类情况的措施执行下列现场处置方案：{}。",
            named.join("、")
        )),
        head("5　应急保障"),
        said(
            "通信、队伍、物资和其他保障执行综合应急预案第5章，联系电话见附件3，所需器材见各现场处置方案。"
                .to_owned(),
        ),
    ];
    elements
}

/// By what one knows that something of the kind happens.
fn signs(cards: &[(&CardCode, &Card)]) -> Table {
    let row = |(_, card): &(&CardCode, &Card)| {
        Row::Cells(vec![card.title.trim().to_owned(), outline::sentence(&card.signs)])
    };
    Table {
        columns: vec![Column::narrow("情况", 44.0), Column::wide("征兆", 1)],
        rows: cards.iter().map(row).collect(),
        dense: true,
        ..Table::default()
    }
}

/// Which post answers for which events of the kind, and in which others it has a part.
fn duties(doc: &Document, cards: &[(&CardCode, &Card)]) -> Table {
    let events: Vec<matrix::Event<'_>> =
        cards.iter().map(|(code, card)| matrix::event(doc, code, card)).collect();
    let mut posts: Vec<_> = doc.posts.iter().collect();
    posts.sort_by_key(|(id, post)| (post.order, **id));
    let row = |(id, post): (&_, &crate::model::people::Post)| {
        let parts = || events.iter().filter_map(|event| Some((event, event.parts.get(id)?)));
        let titles = |leads: bool| -> String {
            let of = parts().filter(|(_, part)| part.leads == leads);
            of.map(|(event, _)| event.card.title.trim()).collect::<Vec<_>>().join("、")
        };
        let cells = vec![post.name.trim().to_owned(), titles(true), titles(false)];
        parts().next().is_some().then_some(Row::Cells(cells))
    };
    Table {
        columns: vec![
            Column::narrow("岗位", 44.0),
            Column::wide("主责", 1),
            Column::wide("配合", 1),
        ],
        rows: posts.into_iter().filter_map(row).collect(),
        dense: true,
        empty: "还没有设岗位".to_owned(),
        ..Table::default()
    }
}

/// One for each card.
fn sites(doc: &Document, mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    let words = "现场处置方案与应急处置卡同号、同文，修订时同时修订。";
    let mut elements = vec![Element::Paragraph(words.to_owned())];
    elements.extend(reading.as_of(annex::ON_CARDS));
    elements.extend(annex::to_review(mine, reading).map(Element::Paragraph));
    if reading.cards.is_empty() {
        elements.push(Element::Paragraph("还没有选用处置卡。".to_owned()));
    }
    for (code, card) in &reading.cards {
        elements.push(Element::PageBreak);
        elements.push(Element::Entry(format!("{code}　{}", card.title.trim())));
        elements.push(Element::Table(site(doc, mine, code, card)));
    }
    elements
}

/// A card under the four headings of a 现场处置方案.
fn site(doc: &Document, mine: &Mine, code: &CardCode, card: &Card) -> Table {
    let group = |words: &str| Row::Group(words.to_owned());
    let rows = |rows: Vec<CardRow>| {
        rows.into_iter().map(|(label, words)| Row::Cells(vec![label, words])).collect::<Vec<_>>()
    };
    let dispatch = mine.term(Term::Dispatch);
    let label = |label: &str, words: String| vec![(label.to_owned(), words)];
    let course = format!(
        "发现人报警→{dispatch}→值班矿领导→岗位人员和突击队先期处置；控制不住或者达到更高级别条件的，立即请求扩大响应，转综合应急预案。"
    );
    let told = format!(
        "发现人、{dispatch}值班员；报告内容按综合应急预案“信息报告”，上级和救援单位电话见附件3。"
    );
    let all = [
        vec![group("1　事故风险描述")],
        rows(annex::risk_rows(card)),
        vec![group("2　应急工作职责")],
        rows(work(doc, mine, code, card)),
        vec![group("3　应急处置")],
        rows(label("3.1　程序", course)),
        vec![group("3.2　现场应急处置措施")],
        rows(annex::step_rows(doc, card)),
        rows(annex::muster_rows(card)),
        rows(label("3.3　报警\n负责人", told)),
        rows(annex::call_rows(doc, mine, card)),
        vec![group("4　注意事项")],
        rows(annex::care_rows(card)),
        vec![group("附注")],
        rows(annex::basis_rows(card)),
    ];
    annex::whole_page(format!("{code}　{}现场处置方案", card.title.trim()), all.concat())
}

/// Who answers for it, and what each who has a step is there for.
fn work(doc: &Document, mine: &Mine, code: &CardCode, card: &Card) -> Vec<CardRow> {
    let mut rows: Vec<CardRow> = Vec::new();
    for step in card.steps.values().filter(|step| !step.is_blank()) {
        let who = who(doc, step);
        if !rows.iter().any(|(known, _)| *known == who) {
            rows.push((who, duty(doc, mine, step)));
        }
    }
    let lead = matrix::lead(doc, code, card).map(|id| doc.post_name(Some(id)).trim().to_owned());
    let lead = lead.filter(|name| !name.is_empty());
    let lead = lead.map(|name| ("主责岗位".to_owned(), name));
    lead.into_iter().chain(rows).collect()
}

/// What somebody with that step is there for: what the post says, else what falls to whoever may do it.
fn duty(doc: &Document, mine: &Mine, step: &CardStep) -> String {
    let post = step.post.and_then(|post| doc.posts.get(&post));
    let said = post.map(|post| post.duties.trim()).filter(|duties| !duties.is_empty());
    if let Some(said) = said {
        return outline::sentence(said);
    }
    let dispatch = mine.term(Term::Dispatch);
    match step.by {
        Some(Doer::Anyone) => format!("示警、报警，报{dispatch}，先保自己的安全。"),
        Some(Doer::Professional) => "按本专业规程搜救、处置。".to_owned(),
        Some(Doer::Electrician) => "按命令停送电，按规程处置。".to_owned(),
        Some(Doer::PostHolder) => format!("按本岗位规程处置，报{dispatch}。"),
        Some(Doer::Member) | None => "按3.2所列措施处置。".to_owned(),
    }
}
