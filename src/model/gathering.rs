//! When the team came together: to be trained, to muster, to meet, to work on one thing. Source: `sources.md`
//! 培训和会议.

use chrono::{NaiveDate, NaiveTime};

use super::id::{GatheringId, PersonId};
use super::people::Skill;
use super::{choices, record::record};

choices! {
    /// What the team came together for.
    GatheringKind {
        /// To be trained for its work.
        Training = "培训",
        /// To muster and walk through its posts.
        Muster = "集训",
        /// To muster without having been told before.
        Turnout = "拉动",
        /// To hear what a paper from above says.
        Relay = "传达学习",
        /// To meet.
        Meeting = "会议",
        /// To work on one thing: 用电专项.
        Campaign = "专项行动",
    }
}

record! {
    /// A time the team came together. What it does for others is an activity of publicity.
    Gathering(GatheringId), GatheringField, GatheringKey {
        /// Its name.
        title: String = Title "名称",
        /// What for.
        kind: Option<GatheringKind> = Kind "类别",
        /// The day.
        day: Option<NaiveDate> = Day "日期",
        /// When it begins.
        from: Option<NaiveTime> = From "开始时间",
        /// When it ends.
        to: Option<NaiveTime> = To "结束时间",
        /// Where.
        place: String = Place "地点",
        /// Who leads it or speaks.
        leader: Option<PersonId> = Leader "主持人（主讲）",
        /// Who is to come; their names stand on the sign-in sheet.
        expected: Vec<PersonId> = Expected "应到人员",
        /// Who came, as the sign-in sheet says.
        attended: Vec<PersonId> = Attended "到会人员",
        /// How many came besides.
        others: u16 = Others "其他人数" ("人"),
        /// How long it took until everybody was there.
        minutes: u16 = Minutes "到齐用时" ("分钟"),
        /// What was said, practised or done.
        points: String = Points "内容要点",
        /// What came of it, and who does what by when.
        result: String = Result "结果和落实",
        /// What those who came are certified for by it.
        skill: Option<Skill> = Skill "取得证件",
        /// Who wrote this down.
        writer: Option<PersonId> = Writer "记录人",
    }
}

impl Gathering {
    /// Everybody who came.
    pub fn attendance(&self) -> usize {
        self.attended.len() + usize::from(self.others)
    }
}
