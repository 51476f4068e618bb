//! Which column of the rota a heading means: a post and a shift, by their words.

use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::model::id::PostId;
use crate::model::people::Post;
use crate::rules::duty;

/// The words of a shift, the longer before the shorter.
const SHIFTS: [(&str, DutyShift); 18] = [
    ("24小时", DutyShift::Whole),
    ("全天", DutyShift::Whole),
    ("昼夜", DutyShift::Whole),
    ("整日", DutyShift::Whole),
    ("零点班", DutyShift::Zero),
    ("零点", DutyShift::Zero),
    ("0点班", DutyShift::Zero),
    ("八点班", DutyShift::Eight),
    ("八点", DutyShift::Eight),
    ("8点班", DutyShift::Eight),
    ("四点班", DutyShift::Four),
    ("四点", DutyShift::Four),
    ("4点班", DutyShift::Four),
    ("白班", DutyShift::Day),
    ("夜班", DutyShift::Night),
    ("晚班", DutyShift::Night),
    ("白", DutyShift::Day),
    ("夜", DutyShift::Night),
];

/// The shift that is named somewhere in the words.
pub(super) fn shift(words: &str) -> Option<DutyShift> {
    named(words).map(|(_, shift)| shift)
}

fn named(words: &str) -> Option<(&'static str, DutyShift)> {
    SHIFTS.into_iter().find(|(word, _)| words.contains(word))
}

/// How a heading and the name of a post agree, the better the higher.
fn agreement(head: &str, post: &str) -> u8 {
    // Whoever leads below is not whoever is on duty above.
    let differ = ["带班", "跟班", "备班", "副"];
    if differ.iter().any(|word| head.contains(word) != post.contains(word)) {
        return 0;
    }
    if is_of_other_unit(head, post) {
        return 0;
    }
    let (head, post) = (core(head), core(post));
    let (short, long) =
        if head.chars().count() <= post.chars().count() { (&head, &post) } else { (&post, &head) };
    if short.is_empty() {
        return 0;
    }
    if short == long {
        return 3;
    }
    if short.chars().count() < 2 {
        return 0;
    }
    let mut rest = long.chars();
    match () {
        () if long.contains(short.as_str()) => 2,
        () if short.chars().all(|sign| rest.any(|other| other == sign)) => 1,
        () => 0,
    }
}

/// Whether a heading names a unit in front of what the post is called: 机电队值班领导 is no leader of
/// the mine.
fn is_of_other_unit(head: &str, post: &str) -> bool {
    const UNITS: [&str; 8] = ["队", "科", "部", "车间", "厂", "处", "班组", "区"];
    let plain = |words: &str| words.replace("突击队", "").replace("值班", "");
    let (head, post) = (plain(head), plain(post));
    let Some(begins) = core(&post).chars().next() else { return false };
    let front = head.split(begins).next().unwrap_or_default();
    UNITS.iter().any(|unit| front.contains(unit) && !post.contains(unit))
}

/// What of a name tells it from others.
fn core(name: &str) -> String {
    let mut name: String = name.chars().filter(|sign| !sign.is_whitespace()).collect();
    for word in ["值班", "岗位", "人员", "姓名", "名单", "值守"] {
        let less = name.replace(word, "");
        if !less.is_empty() {
            name = less;
        }
    }
    for sign in ["员", "岗", "室", "矿", "1", "2", "3", "①", "②", "一", "二"] {
        let less = name.replace(sign, "");
        if 2 <= less.chars().count() {
            name = less;
        }
    }
    name
}

/// The post and the shift that words name; a post only where it can be no other.
pub(super) fn said(doc: &Document, words: &str) -> (Option<PostId>, Option<DutyShift>) {
    let plain: String =
        words.chars().filter(|sign| !"()（）[]【】·:：-—/ \n".contains(*sign)).collect();
    let said = named(&plain);
    let base = match said {
        Some((word, _)) => plain.replacen(word, "", 1),
        None => plain,
    };
    let posts = duty::columns(doc);
    let ranked = posts.iter().map(|(id, post)| (agreement(&base, &post.name), *id));
    let ranked: Vec<(u8, PostId)> = ranked.filter(|(rank, _)| 0 < *rank).collect();
    let best = ranked.iter().map(|(rank, _)| *rank).max();
    let mut best = ranked.iter().filter(|(rank, _)| Some(*rank) == best);
    let post = best.next().filter(|_| best.next().is_none());
    (post.map(|(_, id)| *id), said.map(|(_, shift)| shift))
}

/// The column of the rota a heading means; none where it means none, or more than one.
pub(super) fn slot(doc: &Document, head: &str) -> Option<(PostId, DutyShift)> {
    let (post, shift) = said(doc, head);
    let id = post?;
    match (shift, doc.posts.get(&id)?.shifts.as_slice()) {
        (Some(shift), shifts) if shifts.contains(&shift) => Some((id, shift)),
        (None, [only]) => Some((id, *only)),
        _ => None,
    }
}

/// The shift that words say and nothing else: 白班, 白班（8:00—20:00）, 20点至次日8点.
pub(super) fn only_shift(words: &str) -> Option<DutyShift> {
    let plain: String = words.chars().filter(|sign| !sign.is_whitespace()).collect();
    let (rest, said) = match named(&plain) {
        Some((word, shift)) => (plain.replacen(word, "", 1), Some(shift)),
        None => (plain, None),
    };
    let is_time =
        |sign: char| sign.is_ascii_digit() || "():：-—–~～至到次日点时（）".contains(sign);
    if !rest.chars().all(is_time) {
        return None;
    }
    said.or_else(|| {
        let hour = |part: &str| {
            let part = part.trim_matches(['次', '日', '(', ')', '（', '）']);
            part.split([':', '：', '点', '时']).next()?.parse::<u8>().ok()
        };
        let hours: Vec<Option<u8>> = rest
            .split(['-', '—', '–', '~', '～', '至', '到'])
            .filter(|part| !part.is_empty())
            .map(hour)
            .collect();
        Some(match hours.as_slice() {
            [Some(8), Some(20)] => DutyShift::Day,
            [Some(20), Some(8)] => DutyShift::Night,
            [Some(8), Some(8)] => DutyShift::Whole,
            [Some(0 | 24), Some(8)] => DutyShift::Zero,
            [Some(8), Some(16)] => DutyShift::Eight,
            [Some(16), Some(0 | 24)] => DutyShift::Four,
            _ => return None,
        })
    })
}

/// Every column of the rota, with its words.
pub(super) fn all(doc: &Document) -> Vec<((PostId, DutyShift), String)> {
    let posts = duty::columns(doc);
    let slots = posts.into_iter().flat_map(|(id, post)| {
        let words = move |shift: &DutyShift| {
            ((id, *shift), format!("{} {}", post.name.trim(), shift.word()))
        };
        post.shifts.iter().map(words).collect::<Vec<_>>()
    });
    slots.collect()
}

/// How many columns of a table may name people for it.
pub(super) fn seats(doc: &Document, post: PostId) -> usize {
    doc.posts.get(&post).map_or(1, Post::people)
}
