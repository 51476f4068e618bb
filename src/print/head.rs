//! What every paper says at its head and foot, and the words papers share.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use fast_qr::convert::Builder as _;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

use super::{Faces, Of, Stamp};
use crate::model::hazard::Hazard;
use crate::model::mine::{Mine, Term};
use crate::model::number::{Number, Series};
use crate::model::sheet::Sheet;
use crate::model::{Document, RecordId};
use crate::rules::calendar::{lunar_words, paper_day};
use crate::rules::holidays::day_off;
use crate::rules::numbers::number_notes;
use crate::rules::outline;

/// What stands at the foot of every page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Foot {
    demo: bool,
    unreviewed: bool,
    code: String,
    /// What the page is set in beside our own faces.
    #[serde(skip)]
    pub(super) faces: Faces,
}

impl Foot {
    /// Under a print of that. The code vouches for records, and a blank form has none.
    pub(super) fn of(mine: &Mine, stamp: &Stamp, of: &Of) -> Self {
        Self {
            demo: mine.demo,
            unreviewed: mine.reviewed.trim().is_empty(),
            code: if *of == Of::Blank { String::new() } else { stamp.code.clone() },
            faces: Faces::default(),
        }
    }

    /// What stands at the foot of a file that people go on with: which records it was made of.
    pub(super) fn of_copies(&self) -> String {
        let demo = self.demo.then(|| "演示资料，单位人名均为虚构".to_owned());
        let said = demo.into_iter().chain([self.of_records()]).filter(|words| !words.is_empty());
        said.collect::<Vec<_>>().join("　")
    }

    /// Which records something was made of.
    pub(super) fn of_records(&self) -> String {
        match self.code.as_str() {
            "" => String::new(),
            code => format!("取自校验码 {code} 的记录"),
        }
    }

    /// What stands small at the foot of a text, as on the page.
    pub(super) fn notices(&self, is_draft: bool) -> Vec<&'static str> {
        let demo = self.demo.then_some("演示资料，单位人名均为虚构");
        let is_draft = is_draft && self.unreviewed;
        demo.into_iter().chain(is_draft.then_some("参考稿·未经本矿审核")).collect()
    }

    /// The same, set in what the PC lends.
    pub(super) fn lent(self, faces: &Faces) -> Self {
        Self { faces: faces.clone(), ..self }
    }

    /// The same under a paper the mine has reviewed as a whole.
    pub(super) fn reviewed(self) -> Self {
        Self { unreviewed: false, ..self }
    }
}

/// Papers of one layout, and what stands at their foot.
#[derive(Serialize)]
pub(super) struct Papers<'a, P> {
    #[serde(flatten)]
    pub(super) foot: &'a Foot,
    pub(super) papers: &'a [P],
}

/// The number in words; empty before there is one.
pub(super) fn number_words(number: Option<&Number>) -> String {
    number.map(ToString::to_string).unwrap_or_default()
}

/// Many numbers in little room: YH-2027-0003、0012、0032至0039. What is the same as in the number
/// before (of `said`, the series last spoken of) is not said again.
fn numbers_words<'a>(numbers: &[&'a Number], said: &mut Option<&'a Series>) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let next_to =
        |one: &Number, next: &Number| one.series == next.series && one.seq + 1 == next.seq;
    let runs = sorted.chunk_by(|one, next| next_to(one, next)).flat_map(|run| match run {
        // Two are no run.
        [one, next] => vec![(*one, None), (*next, None)],
        [first, .., last] => vec![(*first, Some(last.seq))],
        [] | [_] => run.iter().map(|one| (*one, None)).collect(),
    });
    let words = runs.map(|(first, last)| {
        let label = &first.series.label;
        let is_known = said.replace(&first.series) == Some(&first.series);
        let first = if is_known { format!("{label}{:04}", first.seq) } else { first.to_string() };
        match last {
            Some(last) => format!("{first}至{label}{last:04}"),
            None => first,
        }
    });
    words.collect::<Vec<_>>().join("、")
}

/// The numbers of some hazards, and how many of them have none.
pub(super) fn hazard_numbers<'a>(
    hazards: impl Iterator<Item = &'a Hazard>,
    said: &mut Option<&'a Series>,
) -> String {
    let (numbers, blank): (Vec<_>, Vec<_>) =
        hazards.map(|one| one.number.as_ref()).partition(Option::is_some);
    let (numbers, blank): (Vec<&Number>, usize) =
        (numbers.into_iter().flatten().collect(), blank.len());
    let numbers = numbers_words(&numbers, said);
    match (numbers.is_empty(), blank) {
        (_, 0) => numbers,
        (true, blank) => format!("未编号{blank}条"),
        (false, blank) => format!("{numbers}、未编号{blank}条"),
    }
}

/// What a paper says of a number that another paper bears too, or bore, a sentence each.
pub(super) fn of_its_number(doc: &Document, record: &RecordId) -> Vec<String> {
    number_notes(doc, record).into_iter().map(|note| format!("{}。", note.words)).collect()
}

/// The number as a square code: the number alone, so that a telephone that reads it opens no web page.
///
/// Two light modules around it and the white paper are margin enough for a scanner.
pub(super) fn square_code(number: &str) -> String {
    if number.is_empty() {
        return String::new();
    }
    match QRBuilder::new(number).ecl(ECL::Q).build() {
        Ok(code) => SvgBuilder::default().margin(2).to_str(&code),
        // A number too long for a code still stands there in figures.
        Err(_too_long) => String::new(),
    }
}

/// What to do about a fire, first of all. Source: 消防法第44条; `sources.md` 应急处置卡.
pub(super) fn alarm(mine: &Mine) -> String {
    let (dispatch, phone) = (mine.term(Term::Dispatch), mine.dispatch_phone.trim());
    let outside = match mine.outside_prefix.trim() {
        "" => String::new(),
        prefix => format!("（内线拨119：先拨{prefix}）"),
    };
    format!("发现火情先报119，再报{dispatch}{phone}{outside}。")
}

/// Why the sheet counts as the daily fire patrol required by law; nothing where it does not.
pub(super) fn statutory(mine: &Mine) -> Option<String> {
    let document = mine.statutory_document.trim();
    (!document.is_empty()).then(|| format!("本次巡查计入法定每日防火巡查（依据：{document}）"))
}

/// The day as papers write it; places to write it by hand where there is none.
pub(super) fn dated(doc: &Document, day: Option<NaiveDate>) -> String {
    let words = day.map(|day| paper_day(day, doc.little_year()));
    words.unwrap_or_else(|| "　　　　年　　　月　　　日".to_owned())
}

/// The day as papers write it, and what law and notice make of it.
pub(super) fn dated_in(doc: &Document, day: Option<NaiveDate>) -> String {
    let season = doc.current_season();
    let off = day.map(|day| day_off(&season, day)).unwrap_or_default();
    format!("{}　{off}", dated(doc, day)).trim_end().to_owned()
}

/// 08:05; empty if unknown.
pub(super) fn time_words(time: Option<NaiveTime>) -> String {
    time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
}

/// 次日00:10: a time of a paper that is of that day, with the day where it is another one.
pub(super) fn time_of(day: NaiveDate, moment: NaiveDateTime) -> String {
    let other = match (moment.date() - day).num_days() {
        0 => String::new(),
        1 => "次日".to_owned(),
        -1 => "前日".to_owned(),
        _ => moment.format("%-m月%-d日").to_string(),
    };
    format!("{other}{}", time_words(Some(moment.time())))
}

/// 2027年2月5日 08:05.
pub(super) fn moment_words(moment: NaiveDateTime) -> String {
    moment.format("%Y年%-m月%-d日 %H:%M").to_string()
}

/// 2月5日, with the year where it is not the one everybody has in mind.
pub(super) fn short_day(day: NaiveDate, year: i32) -> String {
    use chrono::Datelike as _;
    let form = if day.year() == year { "%-m月%-d日" } else { "%Y年%-m月%-d日" };
    day.format(form).to_string()
}

/// 2027年1月30日至2月20日, the year once where it is the same.
pub(super) fn span_words(first: NaiveDate, last: NaiveDate) -> String {
    use chrono::Datelike as _;
    let from = first.format("%Y年%-m月%-d日");
    if first == last {
        from.to_string()
    } else {
        format!("{from}至{}", short_day(last, first.year()))
    }
}

/// From the first to the last of those days; nothing without any.
pub(super) fn days_words(days: impl Iterator<Item = Option<NaiveDate>>) -> String {
    let days: BTreeSet<NaiveDate> = days.flatten().collect();
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => span_words(*first, *last),
        _ => String::new(),
    }
}

/// Between two records of one season there are no more days than this.
const SEASON_GAP: i64 = 90;

/// Records in the order of their days, those of each season together. Those without a day belong
/// to the last season. There is always one, be it empty.
pub(super) fn by_season<T: Copy>(
    records: &[T],
    day: impl Fn(&T) -> Option<NaiveDate>,
) -> Vec<Vec<T>> {
    let (dated, mut last): (Vec<T>, Vec<T>) =
        records.iter().partition(|record| day(record).is_some());
    let is_near = |one: &T, next: &T| {
        day(one).zip(day(next)).is_none_or(|(one, next)| (next - one).num_days() <= SEASON_GAP)
    };
    let mut seasons: Vec<Vec<T>> = dated.chunk_by(is_near).map(<[T]>::to_vec).collect();
    last.append(&mut seasons.pop().unwrap_or_default());
    seasons.push(last);
    seasons
}

/// 截至2027年2月5日（腊月廿九）08:00: as of when a list stands.
pub(super) fn as_of(stamp: &Stamp) -> String {
    let today = stamp.now.date();
    let (day, time) = (today.format("%Y年%-m月%-d日"), stamp.now.format("%H:%M"));
    format!("截至{day}（{}）{time}", lunar_words(today))
}

/// Of which days a list is, and as of when; nothing where it is blank, since whoever fills it in does so
/// later.
pub(super) fn listed_words<T>(listed: &[T], days: &str, stamp: &Stamp) -> String {
    if listed.is_empty() {
        return String::new();
    }
    format!("{days}　{}", as_of(stamp)).trim().to_owned()
}

/// Why a sheet counts as a late entry. Source: `sources.md` 巡查单.
///
/// Our own sheet is paper of the same shift, so only what was typed more than a day after the
/// walk is late; where the paper gives no time, after the end of its day.
pub(super) fn late(sheet: &Sheet) -> Option<String> {
    let entered = sheet.entered?;
    let next_day = sheet.day?.succ_opt()?.and_time(NaiveTime::MIN);
    let limit = sheet.walked_at().unwrap_or(next_day).checked_add_days(Days::new(1))?;
    (limit < entered).then(|| format!("{}录入，距巡查已超过24小时", moment_words(entered)))
}

/// What a record says of itself instead of how to fill it in.
pub(super) fn record_notes(signers: &[(&str, String)]) -> Vec<String> {
    let mut notes = vec!["据纸面原单录入，签名见原单。".to_owned()];
    for (block, name) in signers {
        if !name.is_empty() {
            notes.push(format!("{block}栏原单由{name}签名。"));
        }
    }
    notes.push("“未查”为纸面空白的项目。".to_owned());
    notes
}

/// 高瓦斯矿井, as far as it is written down.
pub(super) fn gas_words(mine: &Mine) -> String {
    match mine.kind.trim() {
        "" => String::new(),
        kind if kind.ends_with("矿井") => kind.to_owned(),
        kind => format!("{kind}矿井"),
    }
}

/// 方案V1, 方案V1之后有修改, 方案未批准: which version of the plan a paper made of it rests on.
pub(super) fn plan_version(doc: &Document) -> String {
    let Some((_, version)) = outline::newest_version(doc) else {
        return format!("{}未批准", outline::called(doc.current_plan().kind));
    };
    let words = format!("{}{}", outline::called(version.kind), version.label.trim());
    if outline::reads_as(doc, version) { words } else { format!("{words}之后有修改") }
}

/// 2027年春节…, without a year where the season has none.
pub(super) fn season_title(year: i32, words: &str) -> String {
    if year == 0 { words.to_owned() } else { format!("{year}年{words}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_numbers_take_little_room() {
        let table = [
            (&[][..], ""),
            (&["YH-2027-0003"][..], "YH-2027-0003"),
            (&["YH-2027-0004", "YH-2027-0003"][..], "YH-2027-0003、0004"),
            (&["YH-2027-0003", "YH-2027-0005", "YH-2027-0004"][..], "YH-2027-0003至0005"),
            (
                &["YH-2027-0009", "YH-2027-0010", "YH-2027-0011", "YH-2027-0020"][..],
                "YH-2027-0009至0011、0020",
            ),
            (
                &["YH-2027-0003", "YH-2027-B0004", "YH-2027-B0009"][..],
                "YH-2027-0003、YH-2027-B0004、B0009",
            ),
        ];
        for (numbers, words) in table {
            let numbers: Vec<Number> = numbers.iter().map(|text| text.parse().unwrap()).collect();
            let numbers: Vec<&Number> = numbers.iter().collect();
            assert_eq!(numbers_words(&numbers, &mut None), words);
        }
        let number: Number = "YH-2027-0003".parse().unwrap();
        let mut said = None;
        assert_eq!(numbers_words(&[&number], &mut said), "YH-2027-0003");
        assert_eq!(numbers_words(&[&number], &mut said), "0003", "known by now");
    }

    #[test]
    fn records_of_one_season_stand_together() {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse::<NaiveDate>().unwrap());
        let seasons = |days: &[&'static str]| by_season(days, |text| day(text));
        assert_eq!(seasons(&[]), [Vec::<&str>::new()], "an empty list is a list too");
        // Over the turn of a year it is one season, and the next year's is another.
        let days = ["", "2026-01-30", "2026-02-20", "2026-12-28", "2027-01-03", "2027-02-20"];
        let expected = [&days[1..3], &["", "2026-12-28", "2027-01-03", "2027-02-20"]];
        assert_eq!(seasons(&days), expected);
        assert_eq!(seasons(&[""]), [[""]]);
    }

    #[test]
    fn days_say_their_year_once() {
        let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
        let words = |days: &[Option<NaiveDate>]| days_words(days.iter().copied());
        assert_eq!(words(&[None]), "");
        assert_eq!(words(&[day("2027-02-05"), None]), "2027年2月5日");
        assert_eq!(words(&[day("2027-02-05"), day("2027-01-30")]), "2027年1月30日至2月5日");
        assert_eq!(words(&[day("2026-12-30"), day("2027-01-02")]), "2026年12月30日至2027年1月2日");
    }
}
