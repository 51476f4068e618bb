//! The watch: duty log, zero report, handover, spot checks of posts.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::duty::DutyShift;
use super::id::{HandoverId, LogId, PersonId, PostId, SpotCheckId, ZeroReportId};
use super::value::parts::parts;
use super::{choices, record::record};

/// A line of what was done and seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogLine {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    /// What.
    pub words: String,
}

/// A call or a message that came in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    /// From whom.
    pub from: String,
    /// About what.
    pub matter: String,
    /// What was done about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub done: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

parts! { LogLine { at: Option<NaiveTime> = "时间", words: String = "内容" } }
parts! {
    Call {
        at: Option<NaiveTime> = "时间", from: String = "来自", matter: String = "事由",
        done: String = "办理", by: Option<PersonId> = "经办人",
    }
}

record! {
    /// 值班日志: one page a shift. Source: `sources.md` 值班日志.
    Log(LogId), LogField, LogKey {
        /// The day the shift begins.
        day: Option<NaiveDate> = Day "日期",
        /// Which shift.
        shift: Option<DutyShift> = Shift "班次",
        /// Weather and warnings.
        weather: String = Weather "天气与预警",
        /// The mine's leader on duty on the surface.
        leader: Option<PersonId> = Leader "值班矿领导",
        /// Who kept the watch.
        keepers: Vec<PersonId> = Keepers "值班员",
        /// Who led the team's patrol.
        captain: Option<PersonId> = Captain "当班组长",
        /// Checks from above, and spot checks received.
        visits: String = Visits "上级检查、抽查",
        /// Emergencies: when, what, to whom reported, how it ended.
        incidents: String = Incidents "突发事件",
        /// Power cuts, hot work, repairs.
        works: String = Works "停送电、动火、检修",
        /// Heating, power, water, meals, vehicles.
        utilities: String = Utilities "供暖用电供水餐饮车辆",
        /// Help given.
        services: String = Services "帮扶服务",
        /// What is left for the next shift.
        left: String = Left "遗留问题与提醒",
        /// When it was typed; the shift's own time is another matter.
        entered: Option<NaiveDateTime> = Entered "录入时间" by verb,
        ;
        /// What was done and seen.
        lines: { u16 => LogLine } = Line "工作情况",
        /// What came in.
        calls: { u16 => Call } = Call "来电来文",
    }
}

record! {
    /// 零报告: told to one receiver at one time that all is well, or what is not.
    ZeroReport(ZeroReportId), ZeroReportField, ZeroReportKey {
        /// The day it is about.
        day: Option<NaiveDate> = Day "日期",
        /// When it was told.
        at: Option<NaiveTime> = At "报告时间",
        /// To whom.
        receiver: String = Receiver "接收单位",
        /// How: telephone, form, chat.
        way: String = Way "报告方式",
        /// Who told it.
        reporter: Option<PersonId> = Reporter "报告人",
        /// How many should be on duty.
        expected: u16 = Expected "应到" ("人"),
        /// How many are.
        present: u16 = Present "实到" ("人"),
        /// What is to be told; empty means nothing happened.
        words: String = Words "情况",
    }
}

impl ZeroReport {
    /// Whether both head counts are filled in. The reporter is present, so 0 is never a count.
    pub fn is_counted(&self) -> bool {
        0 < self.expected && 0 < self.present
    }
}

record! {
    /// 交接班记录. Source: `sources.md` 交接班记录.
    Handover(HandoverId), HandoverField, HandoverKey {
        /// The day of the shift that ends.
        day: Option<NaiveDate> = Day "日期",
        /// The shift that ends.
        shift: Option<DutyShift> = Shift "交班班次",
        /// When it was handed over.
        at: Option<NaiveTime> = At "交接时间",
        /// Who hands over.
        giver: Option<PersonId> = Giver "交班人",
        /// Who takes over.
        taker: Option<PersonId> = Taker "接班人",
        /// How the shift went.
        state: String = State "本班运行情况",
        /// Equipment and fire protection.
        devices: String = Devices "设备、消防设施状态",
        /// What is not finished: numbers, who, until when.
        unfinished: String = Unfinished "未完事项",
        /// Keys, radios, vehicles, tools, with how many.
        kit: String = Kit "移交物品",
        /// What to watch out for.
        reminders: String = Reminders "安全提醒",
        /// What came from above.
        orders: String = Orders "上级指令",
    }
}

choices! {
    /// How a post was checked.
    CheckWay {
        /// Somebody went there.
        Visit = "现场",
        /// Somebody rang.
        Call = "电话",
        /// Over a camera.
        Video = "视频",
    }
}

choices! {
    /// What a spot check found. Source: `sources.md` 查岗记录.
    Outcome {
        /// At the post.
        Present = "在岗",
        /// The B角 stood in, as arranged.
        StoodIn = "B角顶岗",
        /// Did not answer within three minutes.
        Unreached = "三分钟内未接通",
        /// Not at the post.
        Away = "不在岗",
    }
}

record! {
    /// A spot check of a post.
    SpotCheck(SpotCheckId), SpotCheckField, SpotCheckKey {
        /// The day.
        day: Option<NaiveDate> = Day "日期",
        /// When.
        at: Option<NaiveTime> = At "抽查时间",
        /// How.
        way: Option<CheckWay> = Way "方式",
        /// Who checked.
        checker: Option<PersonId> = Checker "抽查人",
        /// Which post.
        post: Option<PostId> = Post "岗位",
        /// How many should have been there.
        expected: u16 = Expected "应到" ("人"),
        /// How many were.
        present: u16 = Present "实到" ("人"),
        /// What was found.
        outcome: Option<Outcome> = Outcome "情况",
        /// What was done about it.
        measure: String = Measure "处理意见",
    }
}
