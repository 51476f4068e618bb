//! The plan's chapters as shipped, filled in from the books: what the plan reads where nobody
//! has written anything else.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{calendar, stages};
use crate::model::Document;
use crate::model::danger::Doer;
use crate::model::id::VersionId;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{
    Card, CardCode, CardStep, Chapter, Countersign, Layout, PlanKind, Version,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChapterLine {
    chapter: Chapter,
    #[serde(default)]
    of: Paper,
    words: String,
}

/// Of which papers the words of a chapter are; what is of fewer goes before what is of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
enum Paper {
    /// Of any.
    #[default]
    Any,
    /// Of a contingency plan.
    Plan,
    /// Of one that is, or begins with, the mine's 综合应急预案.
    General,
}

impl Paper {
    fn is_of(self, layout: Layout) -> bool {
        match self {
            Self::Any => true,
            Self::Plan => layout != Layout::Scheme,
            Self::General => is_general(layout),
        }
    }
}

/// Whether a plan of that layout is the mine's 综合应急预案, above which there is no other: it bears the name of
/// no season and of no plan it would be used under.
pub fn is_general(layout: Layout) -> bool {
    matches!(layout, Layout::Whole | Layout::General)
}

/// What is wrong with a 综合应急预案 that is to be used under another plan; nothing of any other.
pub fn rank_doubt(doc: &Document) -> Option<&'static str> {
    let stands_under = !doc.current_plan().superior.trim().is_empty();
    let words =
        "填了上位预案，本预案就不是综合应急预案；请选专项应急预案或现场处置方案，或者去掉上位预案";
    (is_general(layout(doc)) && stands_under).then_some(words)
}

/// The shipped words of a chapter in a plan of that layout, with names in braces to be filled in.
fn shipped(layout: Layout, chapter: Chapter) -> &'static str {
    static LINES: LazyLock<Vec<ChapterLine>> = LazyLock::new(|| {
        // A test reads all of it, so none is missing by accident.
        ron::from_str(include_str!("../../assets/book/chapters.ron")).unwrap_or_default()
    });
    let lines = LINES.iter().filter(|line| line.chapter == chapter && line.of.is_of(layout));
    lines.max_by_key(|line| line.of).map_or("", |line| line.words.as_str())
}

/// What stands where the books do not know a word yet; a pen can fill it in.
const BLANK: &str = "________";

fn or_blank(words: &str) -> String {
    if words.trim().is_empty() { BLANK.to_owned() } else { words.trim().to_owned() }
}

/// Words with the mine's own names for departments in place of those in braces, and its word for
/// where people live wherever the shipped one stands.
pub fn with_terms(mine: &Mine, words: &str) -> String {
    let words = Term::ALL.iter().fold(words.to_owned(), |words, term| {
        words.replace(&format!("{{{}}}", term.word()), mine.term(*term))
    });
    mine.said(&words)
}

/// Signs after which a sentence needs no stop.
const STOPS: [char; 6] = ['。', '！', '？', '：', '；', '…'];

/// Words with the stop they end in; none where nothing is said.
pub fn sentence(words: &str) -> String {
    let words = words.trim();
    let is_ended = words.is_empty() || words.ends_with(STOPS);
    if is_ended { words.to_owned() } else { format!("{words}。") }
}

/// A heading of a contingency plan, and the chapter whose words stand under it.
pub type Section = (&'static str, Option<Chapter>);

/// The chapters of 综合应急预案, as GB/T 29639-2020 has them. Source: `sources.md` 方案.
const GENERAL: &[Section] = &[
    ("1　总则", None),
    ("1.1　适用范围", Some(Chapter::Purpose)),
    ("1.2　响应分级", Some(Chapter::Levels)),
    ("2　应急组织机构及职责", Some(Chapter::Organisation)),
    ("3　应急响应", None),
    ("3.1　信息报告", Some(Chapter::Reporting)),
    ("3.2　预警", Some(Chapter::Warning)),
    ("3.3　响应启动", Some(Chapter::Activation)),
    ("3.4　应急处置", Some(Chapter::Handling)),
    ("3.5　应急支援", Some(Chapter::Aid)),
    ("3.6　响应终止", Some(Chapter::Ending)),
    ("4　后期处置", Some(Chapter::Aftermath)),
    ("5　应急保障", Some(Chapter::Support)),
];

/// Those of 专项应急预案.
const SPECIAL: &[Section] = &[
    ("1　适用范围", Some(Chapter::Purpose)),
    ("2　应急组织机构及职责", Some(Chapter::Organisation)),
    ("3　响应启动", None),
    ("3.1　响应分级", Some(Chapter::Levels)),
    ("3.2　信息报告", Some(Chapter::Reporting)),
    ("3.3　启动程序", Some(Chapter::Activation)),
    ("4　处置措施", Some(Chapter::Handling)),
    ("5　应急保障", Some(Chapter::Support)),
];

/// What is attached to a contingency plan in words, where the standard has no chapter for it.
const ATTACHED: &[Section] = &[
    ("风险特点", Some(Chapter::Risks)),
    ("编制依据", Some(Chapter::Basis)),
    ("预防与准备", Some(Chapter::Prevention)),
    ("预案管理", Some(Chapter::Supplementary)),
];

/// The same, with what 专项应急预案 has no chapter for.
const ATTACHED_TO_SPECIAL: &[Section] = &[
    ("风险特点", Some(Chapter::Risks)),
    ("编制依据", Some(Chapter::Basis)),
    ("预防与准备", Some(Chapter::Prevention)),
    ("响应终止与后期处置", Some(Chapter::Ending)),
    ("预案管理", Some(Chapter::Supplementary)),
];

/// The headings of a plan of that layout, and what is attached to it in words. A working scheme has
/// its chapters, [`chapter_title`].
pub fn sections(layout: Layout) -> (&'static [Section], &'static [Section]) {
    match layout {
        Layout::Scheme | Layout::Site => (&[], &[]),
        Layout::Whole | Layout::General => (GENERAL, ATTACHED),
        Layout::Special => (SPECIAL, ATTACHED_TO_SPECIAL),
    }
}

/// The chapters whose words stand in a plan of that layout, in its order. 现场处置方案 are made of
/// cards alone.
pub fn chapters(layout: Layout) -> Vec<Chapter> {
    if layout == Layout::Scheme {
        return Chapter::SCHEME.to_vec();
    }
    let (text, attached) = sections(layout);
    text.iter().chain(attached).filter_map(|(_, chapter)| *chapter).collect()
}

/// What stands above a chapter in a plan of that layout.
pub fn section_title(layout: Layout, chapter: Chapter) -> String {
    let (text, attached) = sections(layout);
    let mut all = text.iter().chain(attached);
    match all.find(|(_, of)| *of == Some(chapter)) {
        Some((title, _)) => (*title).to_owned(),
        None => chapter_title(chapter),
    }
}

/// Which layout the plan has as it stands.
pub fn layout(doc: &Document) -> Layout {
    let plan = doc.current_plan();
    Layout::of(plan.kind, plan.sort)
}

/// 三、风险特点; without a number where a working scheme has no such chapter.
pub fn chapter_title(chapter: Chapter) -> String {
    const NUMERALS: [&str; 11] =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];
    let place = Chapter::SCHEME.iter().position(|one| *one == chapter);
    match place.and_then(|place| NUMERALS.get(place)) {
        Some(numeral) => format!("{numeral}、{}", chapter.word()),
        None => chapter.word().to_owned(),
    }
}

/// The words of a chapter: what somebody wrote, else the shipped words filled in.
pub fn chapter_words(doc: &Document, chapter: Chapter) -> String {
    match doc.current_plan().chapters.get(&chapter) {
        Some(words) => words.clone(),
        None => filled(doc, shipped(layout(doc), chapter)),
    }
}

/// What somebody is to see to before the chapter goes out; it is said on the screen, never in the paper.
pub fn to_confirm(chapter: Chapter) -> Option<&'static str> {
    (chapter == Chapter::Levels).then_some("响应分级的条件请本矿逐条确认后再送审")
}

/// The plan's title: what somebody wrote, else one of mine, season and kind.
pub fn title(doc: &Document) -> String {
    let plan = doc.current_plan();
    if !plan.title.trim().is_empty() {
        return plan.title;
    }
    let (mine, year) = (doc.profile(), year_words(doc));
    let of_season = |words: &str| format!("{year}年春节期间{words}");
    let words = match layout(doc) {
        Layout::Scheme => of_season("党员突击队地面场所应急处置工作方案"),
        Layout::Whole => "地面场所生产安全事故应急预案".to_owned(),
        Layout::General => "地面场所生产安全事故综合应急预案".to_owned(),
        Layout::Special => of_season("地面场所突发事件专项应急预案"),
        Layout::Site => of_season("地面场所突发事件现场处置方案"),
    };
    format!("{}{words}", or_blank(mine.heading()))
}

/// What the plan says otherwise now than that version did, a sentence each.
pub fn changes_since(doc: &Document, version: &Version) -> Vec<String> {
    let mut changes = Vec::new();
    let now = chapters(layout(doc));
    if layout_of(version) != layout(doc) {
        changes.push("修改文种".to_owned());
    }
    for chapter in Chapter::ALL.iter().copied() {
        let then = version.chapters.get(&chapter).map_or("", String::as_str);
        let is_there = now.contains(&chapter);
        if then != if is_there { chapter_words(doc, chapter) } else { String::new() } {
            changes.push(format!("修改“{}”", chapter.word()));
        }
    }
    for (code, card) in doc.cards.iter() {
        match version.cards.get(code) {
            None => changes.push(format!("新增处置卡{code} {}", card.title)),
            Some(then) if !same_card(then, card) => {
                changes.push(format!("修改处置卡{code} {}", card.title));
            }
            Some(_) => {}
        }
    }
    let gone = version.cards.iter().filter(|(code, _)| doc.cards.get(code).is_none());
    changes.extend(gone.map(|(code, card)| format!("去掉处置卡{code} {}", card.title)));
    changes
}

/// Which layout a version has.
pub fn layout_of(version: &Version) -> Layout {
    Layout::of(version.kind, version.sort)
}

/// The version approved last: labels count up.
pub fn newest_version(doc: &Document) -> Option<(VersionId, &Version)> {
    let versions = doc.versions.iter().map(|(id, version)| (*id, version));
    versions.max_by_key(|(id, version)| (version.label.len(), &version.label, version.on, *id))
}

/// What is to be done about a plan that has cards and was never approved.
pub fn unapproved(doc: &Document) -> Option<String> {
    let called = called(doc.current_plan().kind);
    let words = || format!("{called}还没有登记批准；签批后在“预案”的“会签与批准”里登记");
    (!doc.cards.is_empty() && newest_version(doc).is_none()).then(words)
}

/// What people call the plan for short.
pub fn called(kind: Option<PlanKind>) -> &'static str {
    match kind {
        None | Some(PlanKind::Scheme) => "方案",
        Some(PlanKind::Plan) => "应急预案",
    }
}

/// The version since which a card reads as it stands: that is the version of the card, which hangs on
/// where a later one left it alone. None if the newest version has it otherwise.
pub fn card_version<'a>(doc: &'a Document, code: &CardCode, card: &Card) -> Option<&'a Version> {
    let mut versions: Vec<&Version> = doc.versions.iter().map(|(_, version)| version).collect();
    versions.sort_by_key(|one| std::cmp::Reverse((one.label.len(), &one.label)));
    let same =
        |version: &&Version| version.cards.get(code).is_some_and(|then| same_card(then, card));
    versions.into_iter().take_while(same).last()
}

/// Whether the plan still reads as it was approved then. What was only reviewed since, or how far
/// countersigning is, makes no other plan of it.
pub fn reads_as(doc: &Document, version: &Version) -> bool {
    version.title == title(doc) && changes_since(doc, version).is_empty()
}

/// Whether two cards say the same; one that was only reviewed since does.
pub fn same_card(one: &Card, other: &Card) -> bool {
    as_read(one) == as_read(other)
}

/// A card as somebody reads it: without its review, blank lines and steps, and spaces at the ends.
pub(super) fn as_read(card: &Card) -> Card {
    let trim = |words: &String| words.trim().to_owned();
    let lines = |list: &[String]| -> Vec<String> {
        list.iter().map(trim).filter(|line| !line.is_empty()).collect()
    };
    let steps = card.steps.iter().filter(|(_, step)| !step.is_blank()).map(|(number, step)| {
        let (who, what, within) = (trim(&step.who), trim(&step.what), trim(&step.within));
        (*number, CardStep { who, what, within, ..step.clone() })
    });
    Card {
        title: trim(&card.title),
        places: trim(&card.places),
        risk: trim(&card.risk),
        signs: trim(&card.signs),
        forbidden: lines(&card.forbidden),
        retreat: lines(&card.retreat),
        calls: lines(&card.calls),
        muster: trim(&card.muster),
        kit: trim(&card.kit),
        basis: trim(&card.basis),
        reviewed: String::new(),
        reviewed_words: String::new(),
        steps: steps.collect(),
        ..card.clone()
    }
}

/// Whether a card was reviewed as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review<'a> {
    /// Not reviewed.
    Missing,
    /// Changed since it was.
    Changed(&'a str),
    /// As it stands, by whom and when.
    Done(&'a str),
}

impl<'a> Review<'a> {
    /// Of a card. One of an earlier program that kept no digest counts as reviewed until it is
    /// changed.
    pub fn of(card: &'a Card) -> Self {
        match card.reviewed.trim() {
            "" => Self::Missing,
            words if card.reviewed_words.is_empty() => Self::Done(words),
            words if card.reviewed_words == card_digest(card) => Self::Done(words),
            words if is_reviewed_as_earlier(card) => Self::Done(words),
            words => Self::Changed(words),
        }
    }

    /// By whom and when, if it still holds; else nothing.
    pub fn words(self) -> &'a str {
        match self {
            Self::Done(words) => words,
            Self::Missing | Self::Changed(_) => "",
        }
    }
}

/// A short digest of all a card says: its words, and who may do each step near what.
pub fn card_digest(card: &Card) -> String {
    digest(card, true)
}

/// Whether a card was reviewed with an earlier program and its words are still those.
///
/// That one left out who may do a step and what is near. Such a review holds: the cards of all mines would else wait
/// for another because of the program alone. The first change from here on is held against all that
/// stood there (`action::reviews`).
pub fn is_reviewed_as_earlier(card: &Card) -> bool {
    card.reviewed_words == digest(card, false)
}

/// The digest, with who may do each step and what is near, or as an earlier program made it.
fn digest(card: &Card, with_doers: bool) -> String {
    let mut digest = blake3::Hasher::new();
    let mut add = |words: &str| {
        digest.update(words.trim().as_bytes()).update(&[0]);
    };
    let texts =
        [&card.title, &card.places, &card.risk, &card.signs, &card.muster, &card.kit, &card.basis];
    for words in texts {
        add(words);
    }
    for list in [&card.forbidden, &card.retreat, &card.calls] {
        for words in list {
            add(words);
        }
        add("\u{1}");
    }
    if let Some(lead) = card.lead {
        add(&lead.0.to_string());
    }
    for step in card.steps.values().filter(|step| !step.is_blank()) {
        let post = step.post.map(|post| post.0.to_string()).unwrap_or_default();
        for words in [&step.who, &post, &step.what, &step.within] {
            add(words);
        }
        if with_doers {
            add(step.by.map_or("", Doer::word));
            step.near.iter().for_each(|danger| add(danger.word()));
            // Differs from the earlier one even where nothing is said of either.
            add("\u{2}");
        }
    }
    digest.finalize().to_hex().chars().take(16).collect()
}

/// What is still missing before the plan is approved: departments that have not signed, cards that
/// nobody has reviewed as they stand.
pub fn approval_gaps(doc: &Document, on: NaiveDate) -> Vec<String> {
    let plan = doc.current_plan();
    let version = newest_version(doc).map(|(_, version)| version);
    let unsigned =
        plan.countersigns.values().filter(|line| !stages::is_signed_since(line, version));
    let (before, never): (Vec<_>, Vec<_>) = unsigned.partition(|line| line.on.is_some());
    let units = |lines: Vec<&Countersign>| -> Vec<String> {
        lines.into_iter().map(|line| line.unit.trim().to_owned()).collect()
    };
    let (before, never) = (units(before), units(never));
    let mut waiting: Vec<&CardCode> = Vec::new();
    for (code, card) in doc.cards.iter() {
        if Review::of(card).words().is_empty() {
            waiting.push(code);
        }
    }
    let late: Vec<String> = plan
        .countersigns
        .values()
        .filter_map(|line| Some((line.unit.trim(), line.on.filter(|signed| on < *signed)?)))
        .map(|(unit, signed)| format!("{unit}{}", signed.format("%-m月%-d日")))
        .collect();
    let mut gaps = Vec::new();
    if !never.is_empty() {
        gaps.push(format!("{}个部门还没会签：{}", never.len(), never.join("、")));
    }
    if let Some(version) = version {
        let label = version.label.trim();
        if !before.is_empty() {
            let units = before.join("、");
            gaps.push(format!("{label}批准以后{}个部门没有再会签：{units}", before.len()));
        }
        if reads_as(doc, version) {
            gaps.push(format!("和{label}一样，没有改动"));
        }
    }
    if !waiting.is_empty() {
        gaps.push(format!("待审核的处置卡{}张：{}", waiting.len(), folded(&waiting)));
    }
    if !late.is_empty() {
        gaps.push(format!("会签日期在批准日期以后：{}", late.join("、")));
    }
    gaps
}

/// E01至E05、E08: codes that follow each other are told by the first and the last.
fn folded(codes: &[&CardCode]) -> String {
    let number = |code: &CardCode| -> Option<(char, u32)> {
        let mut signs = code.0.chars();
        Some((signs.next()?, signs.as_str().parse().ok()?))
    };
    let follows = |one: &CardCode, next: &CardCode| match (number(one), number(next)) {
        (Some((letter, one)), Some((other, next))) => letter == other && one + 1 == next,
        _ => false,
    };
    let runs = codes.chunk_by(|one, next| follows(one, next));
    let words = runs.map(|run| match run {
        [first, _, .., last] => format!("{first}至{last}"),
        few => few.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
    });
    words.collect::<Vec<_>>().join("、")
}

/// The departments whose word the mine asks for. Source: `sources.md` 方案.
pub fn countersigners(mine: &Mine) -> Vec<String> {
    let term = |term| mine.term(term).to_owned();
    vec![
        term(Term::Safety),
        term(Term::Electrical),
        term(Term::Security),
        term(Term::Logistics),
        "卫生所".to_owned(),
        term(Term::Dispatch),
    ]
}

/// Who reviews a card before it hangs anywhere. Source: `sources.md` 应急处置卡.
pub fn card_reviewers(mine: &Mine) -> [String; 5] {
    let term = |term| mine.term(term).to_owned();
    let electrical = format!("{}（电工、司炉）", term(Term::Electrical));
    [term(Term::Safety), electrical, term(Term::Security), "卫生所".to_owned(), "救护队".to_owned()]
}

fn year_words(doc: &Document) -> String {
    match doc.current_season().year {
        0 => BLANK.to_owned(),
        year => year.to_string(),
    }
}

/// What may happen at the surface. Source: the shipped cards.
const CASES: &str = "火灾、触电和停电、燃气泄漏、锅炉异常、一氧化碳中毒、低温冰冻和雨雪大风、烟花爆竹和外来火源、治安事件、食物中毒、电梯和冷库困人、煤场矸石山异常、井池管沟中毒落水、瓦斯抽采泵站异常（外围配合）、屋面坍塌和高处坠落、厂内交通、放射源丢失损坏、人员伤病";

fn filled(doc: &Document, words: &str) -> String {
    let (mine, season, plan) = (doc.profile(), doc.current_season(), doc.current_plan());
    let day = |day: Option<NaiveDate>| {
        day.map_or_else(|| BLANK.to_owned(), |day| day.format("%Y年%-m月%-d日").to_string())
    };
    let eve = calendar::new_year(season.year).and_then(|day| day.pred_opt());
    let members = doc.persons.iter().filter(|(_, person)| person.membership.is_some()).count();
    let cards = doc.cards.iter().map(|(code, card)| format!("{code} {}", card.title));
    let mut posts: Vec<_> = doc.posts.iter().collect();
    posts.sort_by_key(|(id, post)| (post.order, **id));
    // Who holds them stands in the first attachment, and only there.
    let posts = posts.into_iter().zip(1..).map(|((_, post), number): (_, usize)| {
        format!("{number}. {}：{}", post.name.trim(), sentence(&or_blank(&post.duties)))
    });
    let list =
        |lines: Vec<String>| if lines.is_empty() { BLANK.to_owned() } else { lines.join("\n") };
    let this = match plan.plan_kind() {
        PlanKind::Scheme => "本方案",
        PlanKind::Plan => "本预案",
    };
    let pairs = [
        ("本方案", this.to_owned()),
        ("矿名", or_blank(&mine.name)),
        ("单位全称", or_blank(mine.heading())),
        ("地点", or_blank(&mine.place)),
        ("矿井类型", or_blank(&mine.kind)),
        ("年份", year_words(doc)),
        ("起", day(season.first)),
        ("止", day(season.last)),
        ("除夕", day(eve)),
        ("调度室电话", or_blank(&mine.dispatch_phone)),
        ("上位预案", or_blank(&plan.superior)),
        (
            "上位文件",
            if is_general(layout(doc)) {
                String::new()
            } else {
                format!("{}，", or_blank(&plan.superior))
            },
        ),
        (
            "一级启动",
            if is_general(layout(doc)) {
                "Ⅰ级响应"
            } else {
                "矿生产安全事故应急预案"
            }
            .to_owned(),
        ),
        ("情形", CASES.to_owned()),
        ("审核单位", card_reviewers(&mine).join("、")),
        ("队员人数", members.to_string()),
        ("场所数", doc.sites.len().to_string()),
        ("责任区数", doc.zones.len().to_string()),
        ("处置卡目录", list(cards.collect())),
        ("岗位表", list(posts.collect())),
    ];
    // What the mine wrote itself is not changed by its words for departments.
    let words = with_terms(&mine, words);
    pairs.iter().fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
}

/// The version approved before another one, if there is one.
pub fn before<'a>(doc: &'a Document, version: &Version) -> Option<&'a Version> {
    let order = |one: &Version| (one.label.len(), one.label.clone());
    let earlier = doc.versions.iter().map(|(_, one)| one);
    earlier.filter(|one| order(one) < order(version)).max_by_key(|one| order(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chapter_is_shipped_and_leaves_no_brace_behind() {
        let doc = Document::default();
        let all = [Layout::Scheme, Layout::Whole, Layout::General, Layout::Special, Layout::Site];
        for layout in all {
            for chapter in Chapter::ALL.iter().copied() {
                let words = filled(&doc, shipped(layout, chapter));
                assert!(30 < words.chars().count(), "{chapter:?}");
                assert!(!words.contains(['{', '}']), "{chapter:?}: {words}");
                // What stands above it names no season and no plan above.
                let above = shipped(layout, chapter).contains("{上位预案}");
                assert!(!(above && is_general(layout)), "{layout:?} {chapter:?}");
            }
        }
    }
}
