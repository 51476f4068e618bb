//! Certificates, as a cell lists them or a row has them.
//!
//! Another number, and 低压 beside 高压, is another certificate: the one that ends first is watched
//! too. A number is kept as it is written, or it is said that it was not.

use chrono::NaiveDate;

use super::desk::Desk;
use super::fields::Said;
use super::grid::is_blank;
use super::phones::Numbers;
use super::{Meaning, validity, words};
use crate::model::people::{Certificate, PersonField, Skill};
use crate::model::value::Reading;
use crate::model::{Document, Put, RecordId, Value as _};
use crate::rules::signs::quoted;

/// Stands between what the columns of one row say of a certificate; no cell has it.
const COLUMN: &str = "\u{1f}";

/// Signs between the certificates of a cell.
const BETWEEN: [char; 6] = ['、', '，', ',', '；', ';', '\n'];

/// What an electrician may be certified for; each is a certificate of its own.
const VOLTAGES: [&str; 2] = ["低压", "高压"];

/// How people write both at once.
const BOTH_VOLTAGES: [&str; 6] = ["高低压", "低高压", "高、低压", "低、高压", "高/低压", "低/高压"];

/// Certificates as people list them: 电工、救护; 电工T140123（至2027-3-1）.
pub(super) fn write_list(
    desk: &mut Desk<'_>,
    record: &RecordId,
    words: &str,
) -> Result<(), String> {
    let RecordId::Person(id) = record else { return Ok(()) };
    let person = desk.doc.persons.find(id);
    let mut held = person.map(|person| person.certificates.clone()).unwrap_or_default();
    let mut unclear = Vec::new();
    for part in parts(&at_once(words)) {
        match certificate(part, &desk.doc) {
            Ok((new, left_out)) => {
                unclear.extend(left_out);
                unclear.extend(hold(&mut held, new).err());
            }
            Err(why) => unclear.push(why),
        }
    }
    desk.put(Put::from((*id, PersonField::Certificates(held))));
    if unclear.is_empty() { Ok(()) } else { Err(unclear.join("，")) }
}

/// The certificate of a row, its kind, number and end in a column each.
pub(super) fn write_row(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let columns: Vec<&str> = words.split(COLUMN).collect();
    let [kinds, number, until] = columns.as_slice() else {
        return write_list(desk, record, words);
    };
    let kind = match (parts(&at_once(kinds)).as_slice(), number.is_empty() && until.is_empty()) {
        (_, true) => return write_list(desk, record, kinds),
        ([], false) => return Err(format!("没有写是什么证，{}没有录入", said_of(number, until))),
        ([kind], false) => (*kind).to_owned(),
        (_, false) => {
            let what = said_of(number, until);
            return Err(format!("{}是几个证，分不清{what}是哪一个的", quoted(kinds)));
        }
    };
    let RecordId::Person(id) = record else { return Ok(()) };
    let (mut new, left_out) = certificate(&kind, &desk.doc)?;
    desk.left_out.extend(left_out);
    if !until.is_empty() {
        let (day, rest) = self::until(until, &desk.doc)?;
        if !rest.trim().is_empty() {
            return Err(format!("{}里的{}看不懂", quoted(until), quoted(rest.trim())));
        }
        new.until = day;
    }
    if !number.is_empty() {
        let (sort, other) = sorted(&new.number);
        let is_other = new.skill == Skill::Other;
        if !is_other && !other.is_empty() && other != *number {
            desk.left_out.push(format!("{}里的号码没有录入", quoted(&kind)));
        }
        new.number = if is_other { joined(&new.number, number) } else { joined(sort, number) };
    }
    let person = desk.doc.persons.find(id);
    let mut held = person.map(|person| person.certificates.clone()).unwrap_or_default();
    hold(&mut held, new)?;
    desk.put(Put::from((*id, PersonField::Certificates(held))));
    Ok(())
}

/// What a row says besides the kind, for a message.
fn said_of(number: &str, until: &str) -> String {
    let number = Some(number).filter(|number| !number.is_empty());
    let number = number.map(|number| format!("证号{}", quoted(number)));
    let until = Some(until).filter(|until| !until.is_empty()).map(quoted);
    number.into_iter().chain(until).collect::<Vec<_>>().join("和")
}

/// Puts kind, number and end of a certificate side by side, each as it is written.
pub(super) fn prepare(said: &mut Said, left_out: &mut Vec<String>) {
    let mobile = said.get(&Meaning::Mobile).cloned().unwrap_or_default();
    let numbers = Numbers::of(&[&mobile], left_out);
    said.insert(Meaning::Mobile, numbers.mobile);
    let mut of = |meaning: Meaning| said.remove(&meaning).unwrap_or_default();
    let (kind, number, until) =
        (of(Meaning::Certificates), of(Meaning::Number), of(Meaning::Until));
    let long = until.contains("长期") || until.contains("永久");
    let until = match until.trim() {
        until if until.is_empty() || long => String::new(),
        until => format!("有效期至{}", Desk::line(until)),
    };
    if [&kind, &number, &until].into_iter().any(|words| !words.trim().is_empty()) {
        let columns = [Desk::line(&kind), Desk::line(&number), until];
        said.insert(Meaning::Certificates, columns.join(COLUMN));
    }
}

/// The words with 高低压 for 高、低压: what stands between these two parts no certificates.
fn at_once(words: &str) -> String {
    BOTH_VOLTAGES.iter().fold(words.to_owned(), |words, both| words.replace(both, "高低压"))
}

/// The certificates of a cell, one by one.
fn parts(words: &str) -> Vec<&str> {
    let parts = words.split(BETWEEN).map(str::trim);
    parts.filter(|part| !part.is_empty() && !is_blank(part)).collect()
}

/// Adds a certificate to those that are held, or what is said of one to it.
fn hold(held: &mut Vec<Certificate>, new: Certificate) -> Result<(), String> {
    let number = sorted(&new.number).1;
    let mut places: Vec<usize> = (0..held.len())
        .filter(|at| held.get(*at).is_some_and(|old| may_be_one(old, &new)))
        .collect();
    let is_same = |at: &usize| held.get(*at).is_some_and(|old| sorted(&old.number).1 == number);
    if !number.is_empty() && places.iter().any(is_same) {
        places.retain(is_same);
    }
    let at = match places.as_slice() {
        [] => {
            held.push(new);
            return Ok(());
        }
        [one] => *one,
        _ if new.until.is_none() && number.is_empty() => return Ok(()),
        many => {
            let (count, word) = (many.len(), new.skill.word());
            return Err(format!("册上有{count}个{}，分不清说的是哪一个", quoted(word)));
        }
    };
    if let Some(old) = held.get_mut(at) {
        old.until = new.until.or(old.until);
        old.number = if new.skill == Skill::Other { new.number } else { both(old, &new) };
    }
    Ok(())
}

/// Whether both may be one certificate: what is not said fits everything.
fn may_be_one(old: &Certificate, new: &Certificate) -> bool {
    if old.skill != new.skill {
        return false;
    }
    if new.skill == Skill::Other {
        return old.number == new.number;
    }
    let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
    let ((old_sort, old), (new_sort, new)) = (sorted(&old.number), sorted(&new.number));
    agree(old_sort, new_sort) && agree(old, new)
}

/// The number of a certificate with what either says of it.
fn both(old: &Certificate, new: &Certificate) -> String {
    let ((old_sort, old), (new_sort, new)) = (sorted(&old.number), sorted(&new.number));
    let sort = if new_sort.is_empty() { old_sort } else { new_sort };
    joined(sort, if new.is_empty() { old } else { new })
}

/// 低压 or 高压 where it stands in front of a number, and the number.
fn sorted(number: &str) -> (&str, &str) {
    let known = VOLTAGES.iter().find_map(|sort| Some((*sort, number.strip_prefix(sort)?)));
    let (sort, rest) = known.unwrap_or(("", number));
    (sort, rest.trim())
}

fn joined(one: &str, other: &str) -> String {
    format!("{one} {other}").trim().to_owned()
}

/// One certificate: its kind, its number, until when; and what of it is left out.
fn certificate(words: &str, doc: &Document) -> Result<(Certificate, Vec<String>), String> {
    let (until, rest) = until(words, doc)?;
    if let Some(skill) = words::skill(&rest) {
        let (number, mut left_out) = number_in(&rest);
        if skill == Skill::Electrician && rest.contains("高低压") {
            left_out
                .push(format!("{}的高压、低压没有录入，是两个证的请分开写", quoted(words.trim())));
        }
        let sort = if skill == Skill::Electrician { voltage(&rest) } else { "" };
        let number = joined(sort, &number);
        return Ok((Certificate { skill, number, until }, left_out));
    }
    let rest = rest.trim_matches(['(', ')', '（', '）', ' ', '持', '有']).trim().to_owned();
    if rest.is_empty() {
        return Err(format!("{}看不出是什么证", quoted(words)));
    }
    Ok((Certificate { skill: Skill::Other, number: rest, until }, Vec::new()))
}

/// 低压 or 高压, where an electrician's certificate says one of them: of 高低压电工 neither is the whole truth.
fn voltage(words: &str) -> &'static str {
    let is_both = words.contains("高低压");
    let mut said = VOLTAGES.iter().filter(|sort| words.contains(**sort));
    match (is_both, said.next(), said.next()) {
        (false, Some(only), None) => only,
        _ => "",
    }
}

/// The number among the words of a certificate, and the figures that are surely no whole one: part
/// of a number that has other signs in it, a year, a count.
fn number_in(words: &str) -> (String, Vec<String>) {
    // What the words before a number end with: 电工, 证号, 消防控制室.
    const ENDS: &str = "工员证号书件室制控施检管护救字炉康驶照业压型";
    let of_number = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    let (mut sure, mut unsure): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut rest = words;
    while let Some((before, from)) = rest.find(of_number).and_then(|at| rest.split_at_checked(at)) {
        let end = from.find(|sign: char| !of_number(sign)).unwrap_or(from.len());
        let Some((run, after)) = from.split_at_checked(end) else { break };
        let is_part = before.ends_with(|sign: char| sign.is_alphabetic() && !ENDS.contains(sign))
            || run.starts_with('-')
            || run.ends_with('-')
            || after.starts_with(['年', '/', '.', '_']);
        let is_long = 4 <= run.len() || run.contains(|sign: char| sign.is_ascii_alphabetic());
        if run.contains(|sign: char| sign.is_ascii_digit()) {
            let list = if is_part || !is_long { &mut unsure } else { &mut sure };
            list.push(run);
        }
        rest = after;
    }
    let number = sure.iter().copied().max_by_key(|run| run.len()).unwrap_or_default();
    let others = sure.into_iter().filter(|run| *run != number).chain(unsure);
    let left_out = others.map(|run| format!("{}里的{run}没有录入", quoted(words.trim())));
    (number.to_owned(), left_out.collect())
}

/// The last day a certificate is valid, and the words without it: of a stretch of days the last.
fn until(words: &str, doc: &Document) -> Result<(Option<NaiveDate>, String), String> {
    const ENDS: [&str; 4] = ["到期", "止", "前有效", "失效"];
    let Some(found) = validity::first(words) else { return without_year(words, doc) };
    let before = found.before.trim_end_matches([' ', '：', ':', '为', '自', '从', '于']);
    let mark = MARKS.iter().find_map(|mark| before.strip_suffix(mark));
    let behind = found.behind.trim_start();
    let end = ENDS.iter().find_map(|end| behind.strip_prefix(end));
    if found.count == 1 && mark.is_none() && end.is_none() {
        let dated = words.contains('年') && words.contains('月');
        let why = || format!("{}里的日期没有说是不是有效期", quoted(words));
        return if dated { Err(why()) } else { Ok((None, words.to_owned())) };
    }
    let behind = end.unwrap_or(behind);
    let goes_on =
        behind.starts_with('起') || behind.starts_with(|sign| validity::TO.contains(sign));
    if goes_on || 2 < found.count || validity::first(behind).is_some() {
        return Err(format!("{}里看不出有效期到哪一天", quoted(words)));
    }
    Ok((Some(found.last), format!("{} {behind}", mark.unwrap_or(before))))
}

/// What stands before the day until which something is valid.
const MARKS: [&str; 8] = ["有效期至", "有效期到", "有效至", "有效期", "到期日", "到期", "至", "到"];

/// The same of words that name no day with its year.
fn without_year(words: &str, doc: &Document) -> Result<(Option<NaiveDate>, String), String> {
    let is_of_day = |sign: char| sign.is_ascii_digit() || "年月日-/.".contains(sign);
    let Some((before, after)) = MARKS.iter().find_map(|mark| words.split_once(mark)) else {
        return Ok((None, words.to_owned()));
    };
    let after = after.trim_start_matches(['：', ':', ' ']);
    let day: String = after.chars().take_while(|sign| is_of_day(*sign)).collect();
    let rest: String = after.chars().skip(day.chars().count()).collect();
    match NaiveDate::parse(&day, doc) {
        Reading::Is(day) => Ok((Some(day), format!("{before} {rest}"))),
        _ if words == "长期" || after.contains("长期") => Ok((None, before.to_owned())),
        _ => Err(format!("{}里的有效期看不懂", quoted(words))),
    }
}
