//! 处置一件事（记录）: an incident or a drill as it was recorded, and the lines of its record.
//!
//! What goes on while it runs is lines: each is a record of its own, so that two PCs writing in one
//! incident never clash. Which level holds and whether it is over follows from the lines.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::id::{IncidentId, LineId, PersonId, ResidentId, SiteId};
use super::plan::{CardCode, CardStep};
use super::value::parts::parts;
use super::{choices, record::record};

choices! {
    /// How far the response goes. Source: `sources.md` 方案.
    Level {
        /// Whoever is on duty there.
        Post = "Ⅲ级",
        /// The team.
        Team = "Ⅱ级",
        /// The whole mine: its own plan holds, and others command.
        Mine = "Ⅰ级",
    }
}

choices! {
    /// In what way something is rehearsed.
    DrillKind {
        /// At a table.
        Table = "桌面演练",
        /// In the open.
        Field = "实战演练",
        /// The roll of a building.
        Roll = "点名演练",
    }
}

choices! {
    /// How an order came.
    OrderWay {
        /// By telephone.
        Phone = "电话",
        /// Face to face.
        Face = "当面",
        /// By radio.
        Radio = "对讲机",
        /// In writing.
        Paper = "书面",
    }
}

choices! {
    /// What it was, when all was over: by this it is counted.
    Became {
        /// A fire was put out.
        Fire = "火灾扑救",
        /// Somebody or something was rescued.
        Rescue = "抢险救援",
        /// People were helped.
        Help = "社会救助",
        /// None of these.
        Other = "其他",
    }
}

choices! {
    /// What a line of the record tells.
    LineKind {
        /// The record begins.
        Start = "开始记录",
        /// 119 was told.
        Fire = "报119",
        /// The dispatch room was told.
        Dispatch = "报调度室",
        /// 120 was told.
        Medical = "报120",
        /// Whoever is above was told.
        Upward = "上报",
        /// A response card was chosen.
        Card = "选用处置卡",
        /// A step of the card was done.
        Step = "处置步骤",
        /// An order came.
        Order = "命令",
        /// Anything else.
        Note = "记事",
        /// The level was raised or lowered.
        Level = "响应级别",
        /// Heads were counted.
        Count = "点名",
        /// The roll of a house begins.
        Roll = "开始点名",
        /// It is over.
        End = "处置结束",
        /// It is not over after all.
        GoesOn = "继续处置",
    }
}

choices! {
    /// What is looked at when a drill is rated.
    Aspect {
        /// Alarm and reports.
        Alarm = "报警与报告",
        /// Orders, and people at their posts.
        Order = "下令与到位",
        /// First measures.
        Measures = "先期处置",
        /// Getting people out, and the roll.
        Roll = "疏散与点名",
        /// Telephones and radios.
        Contact = "通信联络",
        /// What was needed and where it was.
        Kit = "器材与物资",
        /// Nobody put at risk.
        Safety = "人员安全",
        /// Record and end.
        Record = "记录与收尾",
    }
}

choices! {
    /// How it went.
    Rating {
        /// Well.
        Good = "好",
        /// So so.
        Fair = "一般",
        /// Badly.
        Poor = "差",
    }
}

choices! {
    /// What came of calling a name.
    Answer {
        /// There.
        Here = "到",
        /// Not there.
        Missing = "未到",
        /// At work, out, or not come to the mine yet: nobody has to look for them.
        Away = "上班、外出",
    }
}

/// Something to be made better: to be done until it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Improvement {
    /// What.
    pub words: String,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
}

parts! {
    Improvement {
        words: String = "内容", person: Option<PersonId> = "负责人", until: Option<NaiveDate> = "期限",
        done: Option<NaiveDate> = "完成",
    }
}

record! {
    /// An incident, or a drill. Nothing of it has to be filled in.
    Incident(IncidentId), IncidentField, IncidentKey {
        /// When its record was begun, by the clock of the PC.
        began: Option<NaiveDateTime> = Began "开始时间" by verb,
        /// The day it happened, where it was recorded on paper first and typed in later.
        happened_on: Option<NaiveDate> = HappenedOn "发生日期",
        /// The time it happened then.
        happened_at: Option<NaiveTime> = HappenedAt "发生时间",
        /// How it is rehearsed; in earnest where nothing stands.
        drill: Option<DrillKind> = Drill "演练方式" by verb,
        /// What happened.
        what: String = What "事件",
        /// Where.
        site: Option<SiteId> = Site "场所",
        /// Where exactly.
        place: String = Place "具体位置",
        /// The response card it goes by.
        card: Option<CardCode> = Card "处置卡" by verb,
        /// Who ordered what was done.
        ordered_by: Option<PersonId> = OrderedBy "下令人",
        /// How the order came.
        order_way: Option<OrderWay> = OrderWay "下令方式",
        /// When it came.
        ordered_at: Option<NaiveTime> = OrderedAt "下令时间",
        /// What was ordered.
        order: String = Order "命令内容",
        /// Whoever was hurt, caught or missing.
        people: String = People "人员情况",
        /// What was done about it, for the report; the record tells it step by step.
        measures: String = Measures "已采取措施",
        /// Whom to ring about it.
        contact: String = Contact "联系人和电话",
        /// As what it is counted.
        became: Option<Became> = Became "归类",
        /// How it ended.
        result: String = Result "处理结果",
        /// What went well.
        good: String = Good "做得好的",
        /// What did not.
        lacking: String = Lacking "问题和不足",
        /// What is to be rehearsed, and how.
        scheme: String = Scheme "演练方案",
        /// Whether the record was begun by mistake: it stays on the books as such, and counts for nothing.
        struck: bool = Struck "记错作废",
        ;
        /// The steps of the card as they stood when it was chosen.
        steps: { u16 => CardStep } = Step "处置步骤" by verb,
        /// How a drill is rated.
        ratings: { Aspect => Rating } = Rating "评估",
        /// What is to be made better.
        improvements: { u16 => Improvement } = Improvement "改进事项",
        /// Who answered when their name was called.
        answers: { ResidentId => Answer } = Answer "点名应答" by verb,
    }
}

/// Nobody writes down more than so long before the start.
const NIGHT: TimeDelta = TimeDelta::hours(12);

/// Nobody writes down what is yet to come. So far the clock of an old PC may be behind.
const SLOW: TimeDelta = TimeDelta::minutes(15);

impl Incident {
    /// The day it happened. A time that was yet to come by the clock when the record was begun is one of
    /// the day before.
    pub fn day(&self) -> Option<NaiveDate> {
        if self.happened_on.is_some() {
            return self.happened_on;
        }
        let began = self.began?;
        let is_before = self.happened_at.is_some_and(|at| SLOW < at - began.time());
        if is_before { began.date().pred_opt() } else { Some(began.date()) }
    }

    /// When it happened: by the paper it was on first, else when its record was begun. Of another day
    /// than that nobody knows the hour by itself.
    pub fn start(&self) -> Option<NaiveDateTime> {
        match self.happened_at {
            Some(at) => Some(self.day()?.and_time(at)),
            None => self.began.filter(|began| self.happened_on.is_none_or(|on| on == began.date())),
        }
    }

    /// Whether it was on paper first: then what the clock of the PC shows may be when that was typed in.
    pub fn is_of_paper(&self) -> bool {
        self.happened_at.is_some() || self.started_elsewhen()
    }

    /// Whether it happened on another day than its record was begun.
    fn started_elsewhen(&self) -> bool {
        self.happened_on.is_some() && self.happened_on != self.began.map(|began| began.date())
    }

    /// The day on which a time of its paper lies: a time far ahead of its start is one of the night that
    /// followed.
    fn day_of(&self, at: NaiveTime) -> Option<NaiveDate> {
        let day = self.day()?;
        let is_after = self.start().is_some_and(|start| NIGHT < start.time() - at);
        if is_after { day.succ_opt() } else { Some(day) }
    }

    /// Whether it is only rehearsed.
    pub fn is_drill(&self) -> bool {
        self.drill.is_some()
    }

    /// Whether it happened in earnest: no drill, and nothing that was recorded by mistake.
    pub fn is_real(&self) -> bool {
        !self.is_drill() && !self.struck
    }
}

record! {
    /// A line of the record of an incident.
    IncidentLine(LineId), IncidentLineField, IncidentLineKey {
        /// Of which incident.
        incident: Option<IncidentId> = Incident "所属事件" by verb,
        /// What it tells.
        kind: Option<LineKind> = Kind "类别" by verb,
        /// Which step of the card was done.
        step: Option<u16> = Step "第几步" by verb,
        /// The level from here on.
        level: Option<Level> = Level "响应级别" by verb,
        /// In words; of a step, the step as it stood.
        words: String = Words "内容",
        /// How many there should be.
        expected: u16 = Expected "应到" by verb,
        /// How many there are.
        present: u16 = Present "实到" by verb,
        /// Who did not answer, room and name, as they stood then.
        missing: Vec<String> = Missing "未到的人" by verb,
        /// How many seconds the roll took.
        took: Option<u32> = Took "用时秒数" by verb,
        /// The time on the clock of the PC.
        at: Option<NaiveDateTime> = At "电脑时间" by verb,
        /// Seconds since the record began, as far as they are known.
        since: Option<u32> = Since "距开始秒数" by verb,
        /// Whether the program began anew before it, on this PC or another: then the seconds until here
        /// were taken from the clock, and nobody knows whether that was moved meanwhile.
        resumed: bool = Resumed "续记" by verb,
        /// Whether it was written by mistake: it stays on the record as such, and counts for nothing.
        struck: bool = Struck "记错作废",
        /// The time it happened, where it was on paper first and typed in later.
        happened_at: Option<NaiveTime> = HappenedAt "补记时间",
        /// The day then; that of the incident where nobody said.
        happened_on: Option<NaiveDate> = HappenedOn "补记日期",
    }
}

impl LineKind {
    /// Whether it may have been on paper first. What begins the record, or a part of it, is of the moment it
    /// is written.
    pub fn may_be_on_paper(self) -> bool {
        use LineKind::{Card, GoesOn, Roll, Start};
        !matches!(self, Start | GoesOn | Card | Roll)
    }
}

impl IncidentLine {
    /// When it happened by the paper it was on first; nothing where it was written at once.
    pub fn on_paper(&self, incident: &Incident) -> Option<NaiveDateTime> {
        self.kind.filter(|kind| kind.may_be_on_paper())?;
        let at = self.happened_at?;
        if let Some(on) = self.happened_on {
            return Some(on.and_time(at));
        }
        let day = incident.day_of(at)?;
        // What was yet to come when it was typed in was a day before.
        let is_before = self.at.is_some_and(|typed| SLOW < day.and_time(at) - typed);
        let day = if is_before { day.pred_opt()? } else { day };
        Some(day.and_time(at))
    }
}
