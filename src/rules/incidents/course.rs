//! The lines of a record in one readable order, what the clocks say of them, and how things stand.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};

use super::done::done_words;
use super::lines_of;
use super::stage::{Hand, Stage, turned, turns};
use crate::model::Document;
use crate::model::id::{IncidentId, LineId};
use crate::model::incident::{Incident, IncidentLine, Level, LineKind};
use crate::model::mine::Term;
use crate::model::plan::CardStep;

/// Clock and running time may differ by so many seconds: both are cut to whole ones.
const SAME: i64 = 5;

/// What is to be known of a line's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The program began anew before it, or another PC writes: the time until here is the clock's.
    Resumed,
    /// The clock of the PC moved by so much more than time passed. It was put right, or the PC slept.
    Jumped(TimeDelta),
    /// The clock shows an earlier time than at the line before, and nothing else is known.
    Back,
    /// It was written down when all was over.
    Late,
    /// It was on paper first and typed in then; on another day than it happened, if so.
    Typed {
        /// When it was typed in, by the clock of the PC.
        at: NaiveDateTime,
        /// Whether that was another day.
        later: bool,
    },
}

impl Mark {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Resumed => "续记：重新打开或换了电脑，时长按钟点算".to_owned(),
            Self::Jumped(by) => {
                let way = if by < TimeDelta::zero() { "慢" } else { "快" };
                let by = apart_words(by);
                format!("电脑钟点比连续计时{way}{by}：拨过钟或休眠过")
            }
            Self::Back => "电脑钟点早于上一条，时长不能算".to_owned(),
            Self::Late => "结束后补记".to_owned(),
            Self::Typed { at, later } => {
                let day = if later { "%-m月%-d日%H:%M:%S" } else { "%H:%M:%S" };
                format!("补记，{}录入", at.format(day))
            }
        }
    }
}

/// 1小时2分5秒
fn apart_words(by: TimeDelta) -> String {
    let all = by.num_seconds().abs();
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    let part = |count: i64, unit: &str| (0 < count).then(|| format!("{count}{unit}"));
    let parts = [part(hours, "小时"), part(minutes, "分"), part(seconds, "秒")];
    parts.into_iter().flatten().collect()
}

/// 00:02:11 since it happened.
pub fn elapsed_words(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A line in its place.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// Which line.
    pub id: LineId,
    /// The line.
    pub line: &'a IncidentLine,
    /// What it tells; of one that was written by mistake, that it was.
    pub kind: LineKind,
    /// What is to be known of its time.
    pub marks: Vec<Mark>,
    /// When it happened by the paper it was on first, and whether that was the day of the incident.
    paper: Option<(NaiveDateTime, bool)>,
    /// Seconds since it happened, as far as they are known.
    pub since: Option<u32>,
    /// The moment it was written, by which it is put among those of others.
    written: NaiveDateTime,
    /// Whether the clock of the PC shows another day than that on which it happened.
    is_other_day: bool,
}

impl Told<'_> {
    /// What it tells, in words.
    pub fn words(&self, doc: &Document) -> String {
        let words = self.meant(doc);
        if self.line.struck { format!("（记错，作废）{words}") } else { words }
    }

    /// The same, though it was written by mistake.
    fn meant(&self, doc: &Document) -> String {
        let mine = doc.profile();
        let own = self.line.words.trim();
        let kind = self.line.kind.unwrap_or(self.kind);
        match kind {
            LineKind::Fire => "已报119".to_owned(),
            LineKind::Medical => "已报120".to_owned(),
            LineKind::Upward => "已上报".to_owned(),
            LineKind::Dispatch => format!("已报{}", mine.term(Term::Dispatch)),
            LineKind::Start | LineKind::End | LineKind::GoesOn => kind.word().to_owned(),
            LineKind::Card => format!("{} {own}", kind.word()).trim_end().to_owned(),
            LineKind::Step => done_words(doc, self.line),
            LineKind::Order => format!("命令：{own}"),
            LineKind::Note => own.to_owned(),
            LineKind::Level => {
                format!("响应级别：{}", self.line.level.map_or("", Level::word))
            }
            LineKind::Count => count_words(self.line),
            LineKind::Roll => format!("{} {own}，应到{}人", kind.word(), self.line.expected),
        }
    }

    /// Whether it may be taken for a mistake: the frame of a record is mended by lines of its own.
    pub fn may_be_struck(&self) -> bool {
        use LineKind::{Count, Dispatch, Fire, Level, Medical, Note, Order, Step, Upward};
        let kind = self.line.kind.unwrap_or(self.kind);
        matches!(kind, Count | Dispatch | Fire | Level | Medical | Note | Order | Step | Upward)
    }

    /// The level it says, where it holds.
    fn level(&self) -> Option<Level> {
        self.line.level.filter(|_| !self.line.struck)
    }

    /// When it happened: by the paper it was on first, else by the clock of the PC.
    pub fn at(&self) -> Option<NaiveDateTime> {
        self.paper.map(|(at, _)| at).or(self.line.at)
    }

    /// How many seconds ago that was: by what both clocks show where it was on paper, else by the running
    /// time as far as it is known. `elapsed` are the seconds since the record began.
    pub fn ago(&self, elapsed: Option<u32>, now: NaiveDateTime) -> Option<i64> {
        let ran = elapsed.zip(self.line.since).filter(|_| self.paper.is_none());
        let ran = ran.map(|(elapsed, since)| i64::from(elapsed) - i64::from(since));
        ran.or_else(|| Some((now - self.at()?).num_seconds()))
    }

    /// Whether it was on paper first.
    pub fn is_of_paper(&self) -> bool {
        self.paper.is_some()
    }

    /// The time on the clock, with seconds; with the day where it is another one than that of the paper.
    pub fn clock(&self) -> String {
        let form = match self.paper {
            None if self.is_other_day => "%-m月%-d日 %H:%M:%S",
            None => "%H:%M:%S",
            Some((_, true)) => "%H:%M",
            Some((_, false)) => "%-m月%-d日 %H:%M",
        };
        self.at().map(|at| at.format(form).to_string()).unwrap_or_default()
    }

    /// 00:02:11, or nothing where it is not known.
    pub fn elapsed(&self) -> String {
        self.since.map(elapsed_words).unwrap_or_default()
    }
}

/// 点名 3号公寓：应到87人，实到86人，未到1人
fn count_words(line: &IncidentLine) -> String {
    let head = format!("点名 {}", line.words.trim());
    let (expected, present) = (line.expected, line.present);
    let missing = match line.missing.join("、") {
        names if names.is_empty() => names,
        names => format!("（{names}）"),
    };
    let counted = match expected.cmp(&present) {
        std::cmp::Ordering::Greater => {
            format!("应到{expected}人，实到{present}人，未到{}人{missing}", expected - present)
        }
        std::cmp::Ordering::Equal => format!("应到{expected}人，实到{present}人，到齐"),
        std::cmp::Ordering::Less => {
            format!("应到{expected}人，实到{present}人，多{}人", present - expected)
        }
    };
    let done = if expected == present { "点齐" } else { "点完" };
    let took =
        line.took.map(|took| format!("，{}{done}", apart_words(TimeDelta::seconds(took.into()))));
    format!("{}：{counted}{}", head.trim_end(), took.unwrap_or_default())
}

/// A record as it went.
#[derive(Clone, Debug)]
pub struct Course<'a> {
    /// Its lines in order.
    pub told: Vec<Told<'a>>,
    /// How far it has come.
    pub stage: Stage,
    /// The incident.
    incident: Option<&'a Incident>,
    /// The line that says how far it has come.
    turned: Option<LineId>,
}

impl<'a> Course<'a> {
    /// That of no incident: nothing is written yet.
    pub fn blank() -> Self {
        Self { told: Vec::new(), stage: Stage::Prepared, incident: None, turned: None }
    }

    /// That of an incident, its lines in order: those of each PC as it wrote them, those of several
    /// PCs by the time that passed since the record began, as far as it is known; what was on paper first by
    /// the time it has there.
    pub fn of(doc: &'a Document, id: IncidentId) -> Self {
        let incident = doc.incidents.find(&id);
        let blank = Incident::default();
        let one = incident.unwrap_or(&blank);
        let lines: Vec<(LineId, &IncidentLine)> = lines_of(doc, id).collect();
        let (stage, turned) = turned(one, lines.iter().copied());
        // Names of lines are in the order in which their PC wrote them.
        let hands =
            lines.chunk_by(|(one, _), (next, _)| one.0.entry.replica == next.0.entry.replica);
        let hands = hands.flat_map(|chain| in_one_hand(one, chain));
        let mut told: Vec<Told<'_>> = hands.collect();
        told.sort_by_key(|told| (told.written, told.id));
        mark_late(&mut told);
        told.sort_by_key(|told| (told.paper.map_or(told.written, |(at, _)| at), told.id));
        Self { told, stage, incident, turned }
    }

    /// Whether it goes on.
    pub fn is_running(&self) -> bool {
        self.stage == Stage::Running
    }

    /// When it ended, if it did.
    pub fn end(&self) -> Option<&Told<'a>> {
        let last = self.turned.filter(|_| self.stage == Stage::Over)?;
        self.told.iter().find(|told| told.id == last)
    }

    /// The level that holds; none where nobody said one.
    pub fn level(&self) -> Option<Level> {
        self.told.iter().rev().find_map(Told::level)
    }

    /// Whether the mine's own plan held at any time.
    pub fn was_of_mine(&self) -> bool {
        self.told.iter().any(|told| told.level() == Some(Level::Mine))
    }

    /// The line by which it was known that whoever is above must be told: the dispatch room heard of it, else the
    /// highest level was said.
    pub fn report_due_from(&self, doc: &Document) -> Option<&Told<'a>> {
        let told = self.call(LineKind::Dispatch, doc);
        told.or_else(|| self.told.iter().find(|told| told.level() == Some(Level::Mine)))
    }

    /// The first line of that kind.
    pub fn first(&self, kind: LineKind) -> Option<&Told<'a>> {
        self.told.iter().find(|told| told.kind == kind)
    }

    /// The first line that tells of a call, or the step of a card that begins with just that call and was
    /// done: whoever ticks 打119 has rung. A step by which one rings only if need be tells nothing.
    pub fn call(&self, kind: LineKind, doc: &Document) -> Option<&Told<'a>> {
        let call = match kind {
            LineKind::Fire => &["打119"][..],
            LineKind::Medical => &["打120", "打119、120"],
            LineKind::Dispatch => &["报调度室"],
            _ => &[],
        };
        let mine = doc.profile();
        let call: Vec<String> = call.iter().map(|words| mine.in_own_names(words)).collect();
        // Those of the card that holds, and of one that held before.
        let own = self.incident.into_iter().flat_map(|one| one.steps.values());
        let steps = own.chain(doc.cards.iter().flat_map(|(_, card)| card.steps.values()));
        let calls: BTreeSet<String> = steps
            .filter(|step| call.iter().any(|call| step.what.trim().starts_with(call)))
            .map(step_words)
            .collect();
        let is_call =
            |told: &Told<'_>| told.kind == LineKind::Step && calls.contains(&told.line.words);
        self.told.iter().find(|told| told.kind == kind || is_call(told))
    }

    /// The line by which the card was chosen that holds now.
    fn card(&self) -> Option<&Told<'a>> {
        let cards = self.told.iter().filter(|told| told.kind == LineKind::Card);
        cards.max_by_key(|told| (told.written, told.id))
    }

    /// The line by which that step was done first, since the card was chosen that holds now. A step that
    /// another PC did of another card is none of this one.
    pub fn step(&self, number: u16) -> Option<&Told<'a>> {
        let words = step_words(self.incident?.steps.get(&number)?);
        let chosen = self.card().map(|told| (told.written, told.id));
        let of_it = |told: &&Told<'_>| {
            let is_since = chosen <= Some((told.written, told.id));
            let is_done = !told.line.struck && told.line.step == Some(number);
            is_since && is_done && told.line.words == words
        };
        self.told.iter().find(of_it)
    }

    /// Seconds since the record began when the card that holds was chosen.
    pub fn steps_began(&self) -> u32 {
        self.card().and_then(|told| told.line.since).unwrap_or_default()
    }

    /// Seconds from when it happened to when that many had passed since its record began.
    pub fn counted(&self, since: u32) -> Option<u32> {
        counted(self.incident?, since)
    }

    /// How long it took, where both its ends are known: where it was on paper first, the clock of the PC may tell
    /// of when the end was typed in.
    pub fn lasted(&self) -> Option<u32> {
        self.end().filter(|end| self.is_firm(end))?.since
    }

    /// Whether the time of a line is when it happened for certain, and may not be when it was typed in.
    pub fn is_firm(&self, told: &Told<'_>) -> bool {
        told.is_of_paper() || !self.incident.is_some_and(Incident::is_of_paper)
    }
}

/// 发现人：打119
pub fn step_words(step: &CardStep) -> String {
    match step.who.trim() {
        "" => step.what.trim().to_owned(),
        who => format!("{who}：{}", step.what.trim()),
    }
}

/// Seconds from when an incident happened to when that many had passed since its record began.
fn counted(incident: &Incident, since: u32) -> Option<u32> {
    let before = (incident.began? - incident.start()?).num_seconds();
    u32::try_from(before + i64::from(since)).ok()
}

/// Marks what was written down when all was over. They are in the order in which they were written.
fn mark_late(told: &mut [Told<'_>]) {
    let mut is_over = false;
    for one in told {
        if turns(one.kind) {
            is_over = one.kind == LineKind::End;
        } else if is_over && one.paper.is_none() {
            one.marks.push(Mark::Late);
        }
    }
}

/// The lines of one PC in the order it wrote them, each with the moment by which it is put among
/// those of others, and with what its clock did.
fn in_one_hand<'a>(incident: &Incident, chain: &[(LineId, &'a IncidentLine)]) -> Vec<Told<'a>> {
    let mut hand = Hand::new();
    let mut before: Option<&IncidentLine> = None;
    let mut placed = Vec::new();
    for (id, line) in chain {
        let Some(kind) = line.kind else { continue };
        // Of what was written and rubbed out again nothing is told.
        let is_words = matches!(kind, LineKind::Note | LineKind::Order);
        if is_words && line.words.trim().is_empty() {
            continue;
        }
        // What was written by mistake is no call, no step, no order and no end.
        let kind = if line.struck { LineKind::Note } else { kind };
        let written = hand.wrote(incident, line);
        let mut marks = marks(before, line);
        let on_paper = line.on_paper(incident);
        let paper = on_paper.map(|at| (at, incident.day() == Some(at.date())));
        if let Some((happened, typed)) = on_paper.zip(line.at) {
            marks.push(Mark::Typed { at: typed, later: happened.date() != typed.date() });
        }
        // All are counted from one moment: when it happened.
        let since = match on_paper {
            Some(at) => {
                incident.start().and_then(|start| (at - start).num_seconds().try_into().ok())
            }
            None => line.since.and_then(|since| counted(incident, since)),
        };
        let is_other_day =
            line.at.is_some_and(|at| incident.day().is_some_and(|day| day != at.date()));
        placed.push(Told { id: *id, line, kind, marks, paper, since, written, is_other_day });
        before = Some(line);
    }
    placed
}

/// What the clock did between two lines of one PC.
fn marks(before: Option<&IncidentLine>, line: &IncidentLine) -> Vec<Mark> {
    let mut marks = Vec::new();
    if line.resumed {
        marks.push(Mark::Resumed);
    }
    let clocks = before.and_then(|before| Some((before.at?, line.at?)));
    let Some((earlier, at)) = clocks else { return marks };
    let ran = before.and_then(|before| Some((before.since?, line.since?)));
    match ran.filter(|_| !line.resumed) {
        Some((began, since)) => {
            let by = (at - earlier) - TimeDelta::seconds(i64::from(since) - i64::from(began));
            if SAME <= by.num_seconds().abs() {
                marks.push(Mark::Jumped(by));
            }
        }
        None if at < earlier => marks.push(Mark::Back),
        None => {}
    }
    marks
}
