//! A hazard and every paper of its closed loop.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};
use serde::{Deserialize, Serialize};

use super::checklist::{Class, Code, Trade};
use super::id::{HazardId, PersonId, SheetId, SiteId, TransferId, UnitId};
use super::number::Number;
use super::sheet::RowNumber;
use super::value::parts::{kinds, parts};
use super::{choices, record::record};

choices! {
    /// How a hazard came to light (排查类别). Source: `sources.md` 台账用语.
    Source {
        /// On patrol.
        Patrol = "日常巡查",
        /// On an inspection of its own.
        Special = "专项检查",
        /// Before the festival.
        BeforeFestival = "节前检查",
        /// By a leader on duty; 带班 means underground.
        Leader = "领导检查",
        /// By an upper office.
        Superior = "上级检查",
        /// Reported by somebody.
        Report = "职工反映",
    }
}

choices! {
    /// How far round the loop a hazard has come. Ordered from least to most finished.
    State {
        /// Written down.
        Reported = "已登记",
        /// On a transfer slip.
        HandedOver = "已移交",
        /// Received by who must put it right, or sent back to them.
        Rectifying = "整改中",
        /// Said to be put right; to be looked at again.
        Rectified = "待复查",
        /// Put right on the spot; to be signed off.
        FixedOnSpot = "已当场整改",
        /// Looked at again and found right; to be signed off.
        Passed = "待销号",
        /// Signed off.
        Closed = "已销号",
        /// Void.
        Void = "已作废",
    }
}

impl State {
    /// Whether nothing remains to be done.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Void)
    }
}

/// One paper of the loop. A person named here is the one who signed, never the typist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Put right at once. Source: 公安部令第61号第31条; it is written down all the same.
    FixedOnSpot {
        /// When it was right.
        at: NaiveDateTime,
        /// What was done.
        how: String,
        /// Who did it.
        fixer: PersonId,
        /// Who saw that it was right: somebody else.
        checker: PersonId,
    },
    /// Put on a transfer slip.
    HandedOver {
        /// Which slip.
        slip: TransferId,
        /// When.
        at: NaiveDateTime,
    },
    /// The slip was signed for.
    Received {
        /// By whom.
        by: PersonId,
        /// When.
        at: NaiveDateTime,
    },
    /// Whoever must put it right says it is.
    Rectified {
        /// When it was right.
        at: NaiveDateTime,
        /// What was done.
        how: String,
        /// Who did it.
        by: PersonId,
    },
    /// Somebody else looked again.
    Rechecked {
        /// Who.
        by: Vec<PersonId>,
        /// When.
        at: NaiveDateTime,
        /// Whether it was right.
        pass: bool,
        /// Their words.
        words: String,
    },
    /// The time limit was moved.
    Extended {
        /// To what day.
        until: NaiveDate,
        /// Why.
        why: String,
        /// Who allowed it.
        by: PersonId,
        /// On what day.
        on: NaiveDate,
    },
    /// Signed off (销号).
    Closed {
        /// By whom.
        by: PersonId,
        /// On what day.
        on: NaiveDate,
    },
    /// Declared void; it stays in the ledger.
    Voided {
        /// Why.
        why: String,
        /// By whom.
        by: PersonId,
        /// On what day.
        on: NaiveDate,
    },
}

choices! {
    /// Which paper of the loop it is, filled in or not yet.
    StepKind {
        /// Put right on the spot.
        FixedOnSpot = "当场整改",
        /// Put on a transfer slip.
        HandedOver = "移交",
        /// The slip came back signed.
        Received = "签收",
        /// Put right.
        Rectified = "整改完成",
        /// Looked at again.
        Rechecked = "复查",
        /// The limit moves.
        Extended = "延期",
        /// Signed off.
        Closed = "销号",
        /// Void.
        Voided = "作废",
    }
}

/// A time as people write it down, without the seconds of a clock.
pub fn to_the_minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

impl Step {
    /// The day of the paper.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::FixedOnSpot { at, .. }
            | Self::HandedOver { at, .. }
            | Self::Received { at, .. }
            | Self::Rectified { at, .. }
            | Self::Rechecked { at, .. } => at.date(),
            Self::Extended { on, .. } | Self::Closed { on, .. } | Self::Voided { on, .. } => *on,
        }
    }

    /// The moment of the paper; papers that are only of a day have none.
    pub fn at(&self) -> Option<NaiveDateTime> {
        match self {
            Self::FixedOnSpot { at, .. }
            | Self::HandedOver { at, .. }
            | Self::Received { at, .. }
            | Self::Rectified { at, .. }
            | Self::Rechecked { at, .. } => Some(*at),
            Self::Extended { .. } | Self::Closed { .. } | Self::Voided { .. } => None,
        }
    }

    /// Which paper it is.
    pub fn kind(&self) -> StepKind {
        match self {
            Self::FixedOnSpot { .. } => StepKind::FixedOnSpot,
            Self::HandedOver { .. } => StepKind::HandedOver,
            Self::Received { .. } => StepKind::Received,
            Self::Rectified { .. } => StepKind::Rectified,
            Self::Rechecked { .. } => StepKind::Rechecked,
            Self::Extended { .. } => StepKind::Extended,
            Self::Closed { .. } => StepKind::Closed,
            Self::Voided { .. } => StepKind::Voided,
        }
    }

    /// What was done, with how a second look ended.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Rechecked { pass: true, .. } => "复查合格",
            Self::Rechecked { pass: false, .. } => "复查退回",
            step => step.kind().word(),
        }
    }
}

/// The row of a sheet a hazard was found on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundOn {
    /// Which sheet.
    pub sheet: SheetId,
    /// Which row.
    pub row: RowNumber,
}

/// What the safety department made of a hint that a hazard may be a major one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Whether it is a major one. Only the safety department says so.
    pub major: bool,
    /// Who of the department said so.
    pub by: String,
    /// On what day.
    pub on: NaiveDate,
}

parts! { FoundOn { sheet: SheetId = "单号", row: RowNumber = "行" } }
parts! { Judgement { major: bool = "是否重大", by: String = "认定人", on: NaiveDate = "日期" } }
kinds! {
    Step {
        FixedOnSpot = "当场整改" {
            at: NaiveDateTime = "时间", how: String = "整改情况", fixer: PersonId = "整改人",
            checker: PersonId = "当场复查人",
        },
        HandedOver = "移交" { slip: TransferId = "移交单", at: NaiveDateTime = "时间" },
        Received = "签收" { by: PersonId = "签收人", at: NaiveDateTime = "时间" },
        Rectified = "整改完成" {
            at: NaiveDateTime = "时间", how: String = "整改情况", by: PersonId = "整改人",
        },
        Rechecked = "复查" {
            by: Vec<PersonId> = "复查人", at: NaiveDateTime = "时间", pass: bool = "合格",
            words: String = "复查意见",
        },
        Extended = "延期" {
            until: NaiveDate = "延至", why: String = "延期原因", by: PersonId = "批准人",
            on: NaiveDate = "日期",
        },
        Closed = "销号" { by: PersonId = "销号签字人", on: NaiveDate = "日期" },
        Voided = "作废" { why: String = "作废原因", by: PersonId = "作废签字人", on: NaiveDate = "日期" },
    }
}

record! {
    /// Something found wrong, and every paper since.
    Hazard(HazardId), HazardField, HazardKey {
        /// The printed number.
        number: Option<Number> = Number "编号" by verb,
        /// Numbers it bore before, which another paper had too; the last one at the end.
        former: Vec<Number> = Former "曾用号" by verb,
        /// The day it was seen.
        found_on: Option<NaiveDate> = FoundOnDay "发现日期",
        /// The time it was seen, if known.
        found_at: Option<NaiveTime> = FoundAt "发现时间",
        /// How it came to light.
        source: Option<Source> = Source "排查类别",
        /// Who saw it.
        finders: Vec<PersonId> = Finders "检查人",
        /// Where.
        site: Option<SiteId> = Site "场所",
        /// Where exactly.
        place: String = Place "具体部位",
        /// What was seen.
        words: String = Words "隐患描述",
        /// The item it fails.
        item: Option<Code> = Item "对应检查项",
        /// The row it was found on.
        found: Option<FoundOn> = Found "来自巡查单" by verb,
        /// What is to be done with it.
        class: Option<Class> = Class "处置档",
        /// Its line of work.
        trade: Option<Trade> = Trade "专业类别",
        /// What it rests on.
        basis: String = Basis "依据",
        /// What must be done.
        measure: String = Measure "整改措施",
        /// What keeps people safe until then.
        interim: String = Interim "防范措施",
        /// What it costs, in the words of the paper.
        funds: String = Funds "资金",
        /// Which unit must put it right.
        unit: Option<UnitId> = Unit "责任单位",
        /// Who must put it right.
        owner: Option<PersonId> = Owner "责任人",
        /// The last day on which it is in time.
        due: Option<NaiveDate> = Due "整改期限",
        /// Number of the safety department's notice.
        safety_number: String = SafetyNumber "安监通知书号",
        /// Number in the mine's dual-prevention system.
        dual_number: String = DualNumber "双防编号",
        /// Whether somebody thinks it may be a major hazard; stays until it was judged.
        maybe_major: bool = MaybeMajor "可能重大",
        /// What the safety department said to that.
        judgement: Option<Judgement> = Judgement "认定结果",
        /// Anything else.
        note: String = Note "备注",
        /// When it was typed.
        entered: Option<NaiveDateTime> = Entered "录入时间" by verb,
        /// The papers of the loop, oldest first: one field, so that a merge never mixes two
        /// half-finished loops.
        steps: Vec<Step> = Steps "办理情况" by verb,
    }
}

impl Hazard {
    /// How far it has come.
    pub fn state(&self) -> State {
        state_after(&self.steps)
    }

    /// The last day on which it is in time, extensions included.
    pub fn limit(&self) -> Option<NaiveDate> {
        self.steps
            .iter()
            .rev()
            .find_map(|step| match step {
                Step::Extended { until, .. } => Some(*until),
                _ => None,
            })
            .or(self.due)
    }

    /// Whether it still has to be put right.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state(), State::Reported | State::HandedOver | State::Rectifying)
    }

    /// Whether it still has to be put right and its limit is over.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_waiting() && self.limit().is_some_and(|limit| limit < today)
    }

    /// How many days it waited past the limit in force, up to the day it was put right, or to
    /// `today` while it was not. What was late stays late: an extension counts from the day it was
    /// allowed on and does not mend the days before.
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        let end = match self.state() {
            State::Void => return 0,
            _ if self.is_waiting() => today,
            _ => self.fixed_on().unwrap_or(today),
        };
        let past = |limit: Option<NaiveDate>, day: NaiveDate| {
            limit.map_or(0, |limit| (day.min(end) - limit).num_days().max(0))
        };
        let mut limit = self.due;
        let mut late = 0;
        for step in &self.steps {
            if let Step::Extended { until, on, .. } = step {
                late += past(limit, *on);
                limit = Some(*until.max(on));
            }
        }
        late + past(limit, end)
    }

    /// Who put it right last.
    pub fn fixer(&self) -> Option<PersonId> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::FixedOnSpot { fixer, .. } => Some(*fixer),
            Step::Rectified { by, .. } => Some(*by),
            _ => None,
        })
    }

    /// Whether it was put right on the spot.
    pub fn is_on_spot(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::FixedOnSpot { .. }))
    }

    /// The day it was put right, last.
    pub fn fixed_on(&self) -> Option<NaiveDate> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::FixedOnSpot { at, .. } | Step::Rectified { at, .. } => Some(at.date()),
            _ => None,
        })
    }

    /// The day it was signed off.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Closed { on, .. } => Some(*on),
            _ => None,
        })
    }
}

/// How far a loop has come that holds these papers.
pub fn state_after(steps: &[Step]) -> State {
    steps
        .iter()
        .rev()
        .find_map(|step| match step {
            Step::FixedOnSpot { .. } => Some(State::FixedOnSpot),
            Step::HandedOver { .. } => Some(State::HandedOver),
            Step::Received { .. } | Step::Rechecked { pass: false, .. } => Some(State::Rectifying),
            Step::Rectified { .. } => Some(State::Rectified),
            Step::Rechecked { pass: true, .. } => Some(State::Passed),
            Step::Closed { .. } => Some(State::Closed),
            Step::Voided { .. } => Some(State::Void),
            // Moves the limit, not the hazard.
            Step::Extended { .. } => None,
        })
        .unwrap_or(State::Reported)
}
