//! What in a text that came back is not taken over: what the plan has no room for, and what is
//! changed at the records it is made of.

use std::collections::BTreeMap;

use super::regions::{Part, Region, Regions, bare, bare_lines};
use super::{Left, aside_words};
use crate::model::mine::Only;
use crate::model::plan::Chapter;
use crate::model::value::excerpt;
use crate::model::{Document, RecordId};
use crate::office::manuscript::{AsideKind, Manuscript};
use crate::rules::hunks::{Hunk, hunks};
use crate::rules::outline;

/// So many differences of a part are told one by one.
const MOST: usize = 6;
/// So many signs of a line are told.
const SIGNS: usize = 40;

/// What stands in the text that is no text, part by part.
pub(super) fn of_text(text: &Manuscript, regions: &Regions) -> Vec<Left> {
    let of = |kind: AsideKind| text.asides.iter().filter(move |aside| aside.kind == kind).count();
    let (put_in, struck) = (of(AsideKind::Inserted), of(AsideKind::Deleted));
    let mut left = Vec::new();
    if 0 < put_in + struck {
        left.push(Left::said(format!(
            "文件里有修订痕迹（插入{put_in}处、删除{struck}处），按接受全部修订以后的文字读"
        )));
    }
    let mut counted: BTreeMap<(usize, AsideKind), usize> = BTreeMap::new();
    for aside in &text.asides {
        let (what, fate) = aside_words(aside.kind);
        let part = regions.at(aside.at);
        let heading = part.map_or_else(String::new, named);
        if fate.is_empty() {
            continue;
        }
        if aside.words.trim().is_empty() {
            let from = part.map_or(0, |part| part.from);
            *counted.entry((from, aside.kind)).or_default() += 1;
        } else {
            let words = short(&aside.words.replace('\n', " "));
            left.push(Left::said(format!("{heading}：{what}“{words}”{fate}")));
        }
    }
    for ((from, kind), count) in counted {
        let (what, fate) = aside_words(kind);
        let heading = regions.at(from).map_or_else(String::new, named);
        left.push(Left::said(format!("{heading}：{what}{count}处，{fate}")));
    }
    left
}

/// What the chapters of the plan cannot be: in another order, of another name, fewer or more.
pub(super) fn of_chapters(ours: &Regions, theirs: &Regions) -> Vec<Left> {
    let mut left = Vec::new();
    let place =
        |chapter: Chapter| ours.chapters().position(|(one, _)| one == chapter).unwrap_or_default();
    let order: Vec<usize> = theirs.chapters().map(|(chapter, _)| place(chapter)).collect();
    for (chapter, part) in theirs.chapters() {
        let title = title_of(ours, chapter);
        let own = bare(&part.heading);
        let name: String = title.trim_start_matches(is_of_number).to_owned();
        if !own.ends_with(&bare(&name)) {
            left.push(Left::said(format!(
                "“{title}”的章名在Word里改成“{}”，方案的章名是固定的，没有采用",
                short(&part.heading)
            )));
        }
    }
    for chapter in Chapter::ALL.iter().copied() {
        let region = Region::Chapter(chapter);
        if ours.find(&region).is_some() && theirs.find(&region).is_none() {
            let title = title_of(ours, chapter);
            left.push(Left::said(format!(
                "Word里没有“{title}”这一章，工作簿里的没有动；不要的，请在预案里清空"
            )));
        }
    }
    if order.windows(2).any(|pair| matches!(pair, [one, next] if next < one)) {
        let titles = theirs.chapters().map(|(chapter, _)| title_of(ours, chapter));
        left.push(Left::said(format!(
            "各章的次序在Word里改成：{}；方案的次序是固定的，各章按章名对上，次序没有采用",
            titles.collect::<Vec<_>>().join("、")
        )));
    }
    for part in &theirs.parts {
        let (heading, lines) = (short(&part.heading), part.lines.len());
        let words = match &part.region {
            Region::Again(_) => {
                format!("“{heading}”在Word里有两处，取前一处；后一处（{lines}段）没有采用")
            }
            Region::Extra(_) => format!(
                "Word里多了一章“{heading}”（{lines}段），方案的各章是固定的，没有采用；要留的内容请并到某一章里"
            ),
            _ => continue,
        };
        left.push(Left::said(words));
    }
    left
}

/// What a chapter is called where it stands now.
pub(super) fn title_of(ours: &Regions, chapter: Chapter) -> String {
    let part = ours.find(&Region::Chapter(chapter));
    part.map_or_else(|| outline::chapter_title(chapter), |part| part.heading.clone())
}

/// Whether a sign belongs to the number a heading begins with.
fn is_of_number(sign: char) -> bool {
    sign.is_ascii_digit() || sign.is_whitespace() || "一二三四五六七八九十、.".contains(sign)
}

/// What was changed in a part that is made of records, and where it is changed instead.
pub(super) fn of_part(doc: &Document, against: &Regions, theirs: &Part) -> Vec<Left> {
    let nothing: &[String] = &[];
    let ours = against.find(&theirs.region).map_or(nothing, |part| &part.lines);
    let hunks = hunks(&bare_lines(ours), &bare_lines(&theirs.lines));
    let belongs = belongs(&theirs.region);
    let mut left: Vec<Left> = Vec::new();
    for hunk in hunks.iter().take(MOST) {
        let (was, now) = (lines(ours, &hunk.was), lines(&theirs.lines, &hunk.now));
        let words = format!("{}在Word里改过：{}；{belongs}", named(theirs), told(hunk, was, now));
        left.push(Left {
            words,
            about: about(doc, &theirs.region, was.first().or_else(|| now.first())),
        });
    }
    if let Some(more) = hunks.len().checked_sub(MOST).filter(|more| 0 < *more) {
        let words = format!("{}另有{more}处在Word里改过；{belongs}", named(theirs));
        left.push(Left { words, about: about(doc, &theirs.region, None) });
    }
    left
}

/// Parts made of records that are not in the text any more.
pub(super) fn missing(doc: &Document, against: &Regions, theirs: &Regions) -> Vec<Left> {
    let is_gone = |part: &&Part| {
        part.region.is_of_records()
            && !matches!(part.region, Region::Front | Region::Tail)
            && theirs.find(&part.region).is_none()
    };
    let gone = against.parts.iter().filter(is_gone);
    let gone = gone.map(|part| Left {
        words: format!("Word里没有{}，工作簿里的没有动；{}", named(part), belongs(&part.region)),
        about: about(doc, &part.region, None),
    });
    gone.collect()
}

fn lines<'a>(lines: &'a [String], range: &std::ops::Range<usize>) -> &'a [String] {
    lines.get(range.clone()).unwrap_or_default()
}

/// “甲”改成“乙”, each by the part in which it differs.
fn told(hunk: &Hunk, was: &[String], now: &[String]) -> String {
    let (was, now) = (was.join(" "), now.join(" "));
    match (hunk.was.is_empty(), hunk.now.is_empty()) {
        (true, _) => format!("增加“{}”", short(&now)),
        (_, true) => format!("删去“{}”", short(&was)),
        _ => format!(
            "“{}”改成“{}”",
            excerpt(&was, &[now.as_str()], SIGNS),
            excerpt(&now, &[was.as_str()], SIGNS)
        ),
    }
}

fn short(words: &str) -> String {
    excerpt(words.trim(), &[], SIGNS)
}

/// What a part is called.
fn named(part: &Part) -> String {
    match &part.region {
        Region::Front => "封面和签发页".to_owned(),
        Region::Title => "标题".to_owned(),
        Region::Chapter(chapter) => outline::chapter_title(*chapter),
        Region::Specials => "第二部分 专项应急预案".to_owned(),
        Region::Sites => "第三部分 现场处置方案".to_owned(),
        Region::Frame | Region::Extra(_) | Region::Again(_) => {
            format!("“{}”", short(&part.heading))
        }
        Region::Tail => "正文末尾（附件说明、署名）".to_owned(),
        Region::Posts => "附件1 组织机构与通讯录".to_owned(),
        Region::Cards => "附件2 处置卡目录".to_owned(),
        Region::Card(code) => format!("附件2 处置卡{code}"),
        Region::Phones => "附件3 应急电话表".to_owned(),
        Region::Other => format!("“{}”以后的内容", short(&part.heading)),
    }
}

/// Where it is changed instead.
fn belongs(region: &Region) -> &'static str {
    match region {
        Region::Front => "请在“预案·方案正文”的标题、文种、有效期和“预案·会签与批准”里改",
        Region::Tail => "这里由程序生成，不用改",
        Region::Specials | Region::Sites => "这里由程序按处置卡编成，请在“预案·处置卡”里改",
        Region::Posts => "请在“队伍·岗位”和人员的电话里改",
        Region::Cards | Region::Card(_) => "请在“预案·处置卡”里改，改后要重新审核",
        Region::Phones => "请在“预案·电话表”里改",
        _ => "没有采用",
    }
}

/// The record it belongs to: that whose name the line begins with, else one of its kind.
fn about(doc: &Document, region: &Region, line: Option<&String>) -> Option<RecordId> {
    let head = line.and_then(|line| line.split('｜').next()).map(bare).unwrap_or_default();
    let is_it = |name: &str| !name.trim().is_empty() && head.starts_with(&bare(name));
    match region {
        Region::Front => Some(RecordId::Plan(Only)),
        Region::Card(code) => doc.cards.get(code).map(|_| RecordId::Card(code.clone())),
        Region::Cards => doc.cards.iter().next().map(|(code, _)| RecordId::Card(code.clone())),
        Region::Posts => {
            let named = doc.posts.iter().find(|(_, post)| is_it(&post.name));
            named.or_else(|| doc.posts.iter().next()).map(|(id, _)| RecordId::Post(*id))
        }
        Region::Phones => {
            let named = doc.phones.iter().find(|(_, phone)| is_it(&phone.name));
            named.or_else(|| doc.phones.iter().next()).map(|(id, _)| RecordId::Phone(*id))
        }
        _ => None,
    }
}
