//! Publicity and help: what the team told people, and what it did for them.

use chrono::{NaiveDate, NaiveTime};

use super::id::{ActivityId, PersonId, ServiceId, UnitId};
use super::{choices, record::record};

choices! {
    /// What an activity is about. Source: `sources.md` 宣传活动.
    Theme {
        /// Fire.
        Fire = "消防安全",
        /// Electricity.
        Electricity = "用电安全",
        /// Gas and carbon monoxide.
        Gas = "燃气与一氧化碳",
        /// Traffic.
        Traffic = "交通安全",
        /// Fireworks.
        Fireworks = "烟花爆竹",
        /// Food.
        Food = "食品安全",
        /// Peace of mind.
        Mind = "心理关怀",
        /// Back to work.
        Return = "复工安全",
        /// Several of them.
        General = "综合",
    }
}

choices! {
    /// How people were reached.
    ActivityForm {
        /// A talk.
        Talk = "宣讲",
        /// From door to door.
        Doors = "入户宣传",
        /// Before a shift.
        ShiftMeeting = "班前会",
        /// Boards and banners.
        Board = "展板横幅",
        /// Leaflets.
        Leaflet = "发放宣传单",
        /// A film.
        Film = "视频播放",
        /// A quiz.
        Quiz = "知识答题",
        /// A drill.
        Drill = "演练",
    }
}

record! {
    /// An activity of publicity.
    Activity(ActivityId), ActivityField, ActivityKey {
        /// Its name.
        title: String = Title "活动名称",
        /// What it is about.
        theme: Option<Theme> = Theme "主题",
        /// How people are reached.
        form: Option<ActivityForm> = Form "形式",
        /// The day.
        day: Option<NaiveDate> = Day "日期",
        /// When it begins.
        from: Option<NaiveTime> = From "开始时间",
        /// When it ends.
        to: Option<NaiveTime> = To "结束时间",
        /// Where.
        place: String = Place "地点",
        /// Who arranges it.
        organiser: Option<UnitId> = Organiser "组织单位",
        /// Who speaks.
        speaker: Option<PersonId> = Speaker "主讲人",
        /// Whose names the sign-in sheet carries.
        invited: Vec<PersonId> = Invited "参加人员",
        /// How many are to come, for as many places on the sign-in sheet.
        expected: u16 = Expected "应到人数" ("人"),
        /// Employees who came.
        staff: u16 = Staff "职工人数" ("人"),
        /// Contractors' people who came.
        contractors: u16 = Contractors "外委人数" ("人"),
        /// Family members who came.
        families: u16 = Families "家属人数" ("人"),
        /// What was handed out, and how many.
        materials: String = Materials "资料及份数",
        /// What was said.
        points: String = Points "内容要点",
        /// What came of it.
        effect: String = Effect "效果",
        /// How many answered the quiz.
        answered: u16 = Answered "答题人数" ("人"),
        /// How many passed it.
        passed: u16 = Passed "合格人数" ("人"),
        /// Who wrote this down.
        writer: Option<PersonId> = Writer "记录人",
    }
}

impl Activity {
    /// Everybody who came.
    pub fn attendance(&self) -> u32 {
        [self.staff, self.contractors, self.families].into_iter().map(u32::from).sum()
    }
}

choices! {
    /// What kind of help. Source: `sources.md` 帮扶服务.
    ServiceKind {
        /// Visiting those who stay or are in need.
        Visit = "慰问",
        /// Errands.
        Errand = "代购代办",
        /// Receiving families.
        Family = "家属接待",
        /// Standing in on duty.
        StandIn = "替班顶岗",
        /// Driving.
        Ride = "车辆接送",
        /// Small repairs: drains, taps, lamps, hinges.
        Repair = "日常维修",
        /// Haircuts.
        Haircut = "理发",
        /// Meals and medicine.
        Delivery = "送餐送药",
        /// Keeping company.
        Company = "心理陪伴",
        /// The New Year's Eve dinner.
        Dinner = "年夜饭组织",
        /// Settling quarrels.
        Mediation = "矛盾调解",
    }
}

choices! {
    /// How people liked it.
    Liking {
        /// Good.
        Good = "好",
        /// Middling.
        Middling = "中",
        /// Poor.
        Poor = "差",
    }
}

record! {
    /// A service done for people who stay. No private matters: a room or a unit, never an illness.
    Service(ServiceId), ServiceField, ServiceKey {
        /// The day.
        day: Option<NaiveDate> = Day "日期",
        /// What kind.
        kind: Option<ServiceKind> = Kind "类型",
        /// For whom: room or unit.
        whom: String = Whom "服务对象",
        /// How many people it reached.
        people: u16 = People "人数" ("人"),
        /// What was done.
        words: String = Words "服务内容",
        /// Who did it.
        members: Vec<PersonId> = Members "服务队员",
        /// How long it took all of them together, in minutes.
        minutes: u16 = Minutes "服务时长" ("分钟"),
        /// How people liked it.
        liking: Option<Liking> = Liking "满意度",
        /// What is to follow.
        note: String = Note "后续",
    }
}
