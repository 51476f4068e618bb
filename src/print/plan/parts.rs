//! The text of a contingency plan: 综合应急预案 with the chapters of GB/T 29639-2020, 专项应急预案 for each kind
//! of event, 现场处置方案 for each card. Words of chapters and cards stand in it once; whatever needs them
//! elsewhere says where they stand. Source: `sources.md` 方案.

use super::annex::{self, CardRow};
use super::{Reading, UNWRITTEN, prose};
use crate::model::Document;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{Card, CardCode, Chapter, Layout};
use crate::print::cards::who;
use crate::print::letter::{Attachment, Element, Heading};
use crate::print::table::{Column, Row, Table};
use crate::rules::events::Event;
use crate::rules::incidents::{Limit, limit};
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
    for (number, (event, cards)) in (1..).zip(events) {
        let number: usize = number;
        let title = format!("专项{number}　{}应急预案", event.word());
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
    let mut elements = vec![
        head("1　适用范围"),
        said(format!(
            "本预案是综合应急预案的组成部分，适用于{}的先期处置；适用场所见第三部分各现场处置方案。",
            titles.join("、")
        )),
        head("2　应急组织机构及职责"),
        said(
            "组织机构、指挥关系和各组职责见第一部分2。本类事件中各岗位的分工如下（数字是现场处置方案的步骤），A角、B角见附件1。"
                .to_owned(),
        ),
        Element::Table(duties(doc, cards)),
        head("3　响应启动"),
        said(format!(
            "响应分级和启动程序见第一部分1.2、3.3。出现现场处置方案“征兆”所列情形的，发现人先报警，再报{}。",
            mine.term(Term::Dispatch)
        )),
    ];
    elements.extend(at_once(cards).map(said));
    elements.extend([
        head("4　处置措施"),
        said(format!(
            "一般顺序和不许做的事见第一部分3.4。各类情况按第三部分下列现场处置方案执行：{}。",
            named.join("、")
        )),
        head("5　应急保障"),
        said(
            "通信、队伍、物资、车辆保障见第一部分5，联系电话见附件3，所需器材见各现场处置方案。"
                .to_owned(),
        ),
    ]);
    elements
}

/// Which post answers for which events of the kind, and which steps are its own.
fn duties(doc: &Document, cards: &[(&CardCode, &Card)]) -> Table {
    let events: Vec<matrix::Event<'_>> =
        cards.iter().map(|(code, card)| matrix::event(doc, code, card)).collect();
    let mut posts: Vec<_> = doc.posts.iter().collect();
    posts.sort_by_key(|(id, post)| (post.order, **id));
    let row = |(id, post): (&_, &crate::model::people::Post)| {
        let parts = || events.iter().filter_map(|event| Some((event, event.parts.get(id)?)));
        let leads: Vec<String> = parts()
            .filter(|(_, part)| part.leads)
            .map(|(event, _)| event.code.to_string())
            .collect();
        let steps = parts().filter(|(_, part)| !part.steps.is_empty());
        let steps: Vec<String> =
            steps.map(|(event, part)| format!("{}：{}", event.code, part.places())).collect();
        let is_in = !leads.is_empty() || !steps.is_empty();
        let cells = vec![post.name.trim().to_owned(), leads.join("、"), steps.join("；")];
        is_in.then_some(Row::Cells(cells))
    };
    Table {
        columns: vec![
            Column::narrow("岗位", 44.0),
            Column::narrow("主责", 28.0),
            Column::wide("承担的步骤", 1),
        ],
        rows: posts.into_iter().filter_map(row).collect(),
        dense: true,
        empty: "还没有设岗位".to_owned(),
        ..Table::default()
    }
}

/// What is done at once, step by step.
fn at_once(cards: &[(&CardCode, &Card)]) -> Option<String> {
    let of_card = |(code, card): &(&CardCode, &Card)| {
        let steps = card.steps.values().filter(|step| !step.is_blank());
        let now = steps.zip(1..).filter(|(step, _)| limit(&step.within) == Some(Limit::Now));
        let now: Vec<String> = now.map(|(_, place): (_, usize)| place.to_string()).collect();
        (!now.is_empty()).then(|| format!("{code}第{}步", now.join("、")))
    };
    let all: Vec<String> = cards.iter().filter_map(of_card).collect();
    (!all.is_empty()).then(|| format!("立即做的：{}。", all.join("；")))
}

/// One for each card.
fn sites(doc: &Document, mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    let words = "各方案与处置卡同号、同文，现场以张贴和发给队员的处置卡为准；发布前须经安监、卫生所、救护队审核。";
    let mut elements = vec![Element::Paragraph(words.to_owned())];
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
    let all = [
        vec![group("1　事故风险描述")],
        rows(annex::risk_rows(card)),
        vec![group("2　应急工作职责")],
        rows(work(doc, code, card)),
        vec![group("3　应急处置")],
        rows(annex::step_rows(doc, card)),
        rows(annex::call_rows(doc, mine, card)),
        vec![group("4　注意事项")],
        rows(annex::care_rows(card)),
    ];
    annex::whole_page(format!("{code}　{}现场处置方案", card.title.trim()), all.concat())
}

/// Who answers for it, and who does which steps.
fn work(doc: &Document, code: &CardCode, card: &Card) -> Vec<CardRow> {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for (step, place) in card.steps.values().filter(|step| !step.is_blank()).zip(1..) {
        let (who, place): (String, usize) = (who(doc, step), place);
        match rows.iter_mut().find(|(known, _)| *known == who) {
            Some((_, places)) => places.push(place.to_string()),
            None => rows.push((who, vec![place.to_string()])),
        }
    }
    let lead = matrix::lead(doc, code, card).map(|id| doc.post_name(Some(id)).trim().to_owned());
    let lead = lead.filter(|name| !name.is_empty());
    let lead = lead.map(|name| ("主责岗位".to_owned(), name));
    let rows = rows.into_iter().map(|(who, places)| (who, format!("第{}步", places.join("、"))));
    lead.into_iter().chain(rows).collect()
}
