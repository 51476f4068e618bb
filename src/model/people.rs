//! Everybody named on a paper, the units they belong to, and the posts they hold.

use std::fmt;

use chrono::NaiveDate;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::document::Document;
use super::duty::DutyShift;
use super::id::{PersonId, PostId, UnitId};
use super::rota::Wish;
use super::shape::{Component, KindList, OneKind, Shape};
use super::value::parts::parts;
use super::value::{Reading, Value};
use super::{choices, record::record};

choices! {
    /// Where somebody stands in the Party.
    Standing {
        /// Full member.
        Member = "正式党员",
        /// Probationary member.
        Probationary = "预备党员",
        /// Applicant.
        Applicant = "入党积极分子",
    }
}

choices! {
    /// The six groups of the team. Source: `sources.md` 小组.
    Group {
        /// Fights fires while they are small.
        FireFirst = "初起火灾处置组",
        /// Leads people out.
        Evacuation = "疏散引导组",
        /// First aid.
        FirstAid = "应急救护组",
        /// Patrols.
        Patrol = "安全巡查组",
        /// Publicity and service.
        Service = "宣传服务组",
        /// Telephones.
        Communication = "通信联络组",
    }
}

choices! {
    /// A person's part in the team.
    Role {
        /// Leads it.
        Leader = "队长",
        /// Second in line.
        Deputy = "副队长",
        /// Leads a group.
        Head = "组长",
        /// Member.
        Member = "队员",
    }
}

choices! {
    /// In what order rosters name people. Source: `sources.md` 姓氏排序.
    NameOrder {
        /// Squad by squad, leaders first.
        Squad = "按支部分队",
        /// Unit by unit, leaders first.
        Unit = "按单位",
        /// By the letters of the surname.
        Pinyin = "按姓氏拼音",
        /// By the strokes of the surname.
        Strokes = "按姓氏笔画",
    }
}

/// What makes a person a member of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Where they stand in the Party.
    pub standing: Standing,
    /// Their branch squad (支部分队).
    pub squad: String,
    /// Their group.
    pub group: Group,
    /// Their part in the team.
    pub role: Role,
}

choices! {
    /// What somebody is certified for.
    Skill {
        /// Electrical work.
        Electrician = "电工",
        /// First aid.
        FirstAid = "救护",
        /// Fire control room.
        FireControl = "消防控制室",
        /// Boilers.
        Boiler = "司炉",
        /// Managing safety.
        SafetyManager = "安全管理人员",
        /// Checking for gas.
        GasInspector = "瓦检工",
        /// Fit to handle food.
        Health = "健康证",
        /// Driving.
        Driver = "驾驶证",
        /// Anything else; what, stands with its number.
        Other = "其他",
    }
}

/// Man or woman, as far as anybody said: for the roster's head count, and for posts of which the mine
/// says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// Not known.
    #[default]
    Unknown,
    /// A man.
    Man,
    /// A woman.
    Woman,
}

impl Sex {
    /// Every choice, in the order people expect.
    pub const ALL: &[Self] = &[Self::Unknown, Self::Man, Self::Woman];

    /// The word on screen and paper.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "未填",
            Self::Man => "男",
            Self::Woman => "女",
        }
    }
}

/// Files say whether somebody is a woman.
impl Serialize for Sex {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => to.serialize_unit(),
            Self::Man => to.serialize_bool(false),
            Self::Woman => to.serialize_bool(true),
        }
    }
}

impl<'de> Deserialize<'de> for Sex {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(SexVisitor)
    }
}

struct SexVisitor;

impl Visitor<'_> for SexVisitor {
    type Value = Sex;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true、false或()")
    }

    fn visit_bool<E>(self, woman: bool) -> Result<Sex, E> {
        Ok(if woman { Sex::Woman } else { Sex::Man })
    }

    fn visit_unit<E>(self) -> Result<Sex, E> {
        Ok(Sex::Unknown)
    }
}

impl Value for Sex {
    fn shown(&self, _doc: &Document) -> String {
        match self {
            Self::Unknown => String::new(),
            known => known.word().to_owned(),
        }
    }

    fn parse(text: &str, _doc: &Document) -> Reading<Self> {
        Reading::of(match text.trim() {
            "" | "未填" => Some(Self::Unknown),
            "男" | "男性" => Some(Self::Man),
            "女" | "女性" => Some(Self::Woman),
            _ => None,
        })
    }

    fn shape() -> Shape {
        Shape::YesNo
    }

    fn blank() -> Option<Self> {
        Some(Self::Unknown)
    }
}

choices! {
    /// What the people of a post are in the papers of the watch.
    Part {
        /// The mine's leader on duty, whom the log and the brief name as such.
        Leader = "值班领导",
        /// Keeps the watch and signs its log.
        Keeper = "值班员",
        /// Leads the team's patrol of the shift.
        Captain = "当班组长",
        /// Stands by and signs in nowhere.
        Standby = "备班",
        /// None of these.
        Other = "其他岗位",
    }
}

impl Part {
    /// What a post's name says, for posts of which nobody has said it.
    pub fn of_name(name: &str) -> Self {
        let words = [
            ("领导", Self::Leader),
            ("值班员", Self::Keeper),
            ("组长", Self::Captain),
            ("备班", Self::Standby),
        ];
        let known = words.into_iter().find(|(word, _)| name.contains(word));
        known.map_or(Self::Other, |(_, part)| part)
    }
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// For what.
    pub skill: Skill,
    /// Its number; may be unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The last day it is valid, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Training for the team's work: who has none is never put on rescue duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Training {
    /// To be held on that day.
    Planned(NaiveDate),
    /// Passed on that day.
    Passed(NaiveDate),
}

/// Days somebody is away, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

parts! {
    Membership { standing: Standing = "身份", squad: String = "支部分队", group: Group = "小组", role: Role = "职务" }
}
parts! {
    Certificate { skill: Skill = "证件", number: String = "编号", until: Option<NaiveDate> = "有效期至" }
}

impl Value for Training {
    fn shown(&self, doc: &Document) -> String {
        match self {
            Self::Planned(day) => format!("计划 {}", day.shown(doc)),
            Self::Passed(day) => format!("已通过 {}", day.shown(doc)),
        }
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let text = text.trim();
        if let Some(day) = text.strip_prefix("计划") {
            return NaiveDate::parse(day, doc).map(Self::Planned);
        }
        let day = text.strip_prefix("已通过").unwrap_or(text);
        NaiveDate::parse(day, doc).map(Self::Passed)
    }

    fn shape() -> Shape {
        let kind = |code, word| OneKind {
            code,
            word,
            parts: vec![Component::new("on", "日期", Shape::Day)],
            is_bare: true,
        };
        let kinds = vec![kind("Planned", "计划"), kind("Passed", "已通过")];
        Shape::Kinds(KindList { name: "Training", kinds })
    }
}

impl Value for Leave {
    fn shown(&self, doc: &Document) -> String {
        format!("{}—{}", self.from.shown(doc), self.to.shown(doc))
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let (from, to) = text.split_once(['—', '至', '～', '~']).unwrap_or((text, text));
        NaiveDate::parse(from, doc).with(NaiveDate::parse(to, doc), |from, to| Self { from, to })
    }

    fn shape() -> Shape {
        let day = |name, word| Component::new(name, word, Shape::Day);
        Shape::Parts(vec![day("from", "起"), day("to", "止")])
    }
}

record! {
    /// Somebody named on a paper: members, leaders, signers, contractors alike.
    Person(PersonId), PersonField, PersonKey {
        /// The name as written on paper.
        name: String = Name "姓名",
        /// The unit.
        unit: Option<UnitId> = Unit "单位",
        /// Post or title.
        title: String = Title "职务",
        /// Internal telephone.
        phone: String = Phone "电话",
        /// Mobile telephone; masked on wall prints.
        mobile: String = Mobile "手机",
        /// Man or woman.
        woman: Sex = Woman "性别",
        /// Membership of the team, if any.
        membership: Option<Membership> = Membership "队员身份",
        /// Certificates.
        certificates: Vec<Certificate> = Certificates "证件",
        /// Their Party branch.
        branch: String = Branch "所在支部",
        /// Training for the team's work.
        training: Option<Training> = Training "培训" of season,
        /// When they signed the pledge.
        pledged: Option<NaiveDate> = Pledged "承诺书" of season,
        /// When they are away.
        leaves: Vec<Leave> = Leaves "请假" of season,
        /// Whether the rota keeps them off nights. The reason is not kept.
        no_nights: bool = NoNights "不排夜班",
        /// The days on which they would like to be on duty, or would rather not.
        wishes: Vec<Wish> = Wishes "值班意愿" of season,
        /// Whether they travel home for their leave, and so are not on duty right before and after it.
        commutes: bool = Commutes "返乡通勤",
        /// The names earlier seasons' files have for them, where somebody had to say who they are.
        former: Vec<String> = Former "往年编号",
        /// Anything else a list says of them.
        note: String = Note "备注",
    }
}

impl Person {
    /// Whether a certificate of that skill is valid on `day`. One without an end counts as valid.
    pub fn is_certified(&self, skill: Skill, day: NaiveDate) -> bool {
        self.certificates.iter().any(|certificate| {
            certificate.skill == skill && certificate.until.is_none_or(|until| day <= until)
        })
    }

    /// Whether they are away on `day`.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.leaves.iter().any(|leave| leave.from <= day && day <= leave.to)
    }

    /// Whether they have passed their training by `day`.
    pub fn is_trained(&self, day: NaiveDate) -> bool {
        matches!(self.training, Some(Training::Passed(passed)) if passed <= day)
    }
}

record! {
    /// A post: one A角, one B角 who stands in, and its column of the rota if it has one.
    Post(PostId), PostField, PostKey {
        /// Its name, as at the head of the column.
        name: String = Name "岗位名称",
        /// The group it belongs to.
        group: Option<Group> = Group "小组",
        /// Who answers for it (A角).
        primary: Option<PersonId> = Primary "A角",
        /// Who stands in (B角).
        backup: Option<PersonId> = Backup "B角",
        /// What whoever holds it does.
        duties: String = Duties "职责",
        /// Where it is held, or where its people gather.
        place: String = Place "地点",
        /// Its telephone.
        phone: String = Phone "电话",
        /// The shifts it is manned in; none: it has no column of the rota.
        shifts: Vec<DutyShift> = Shifts "班次",
        /// How many people a shift takes; zero counts as one.
        seats: u16 = Seats "每班人数" ("人"),
        /// What one of them must be certified for.
        needs: Vec<Skill> = Needs "须持证",
        /// Whether somebody else makes its rota, which is only copied here (`sources.md` 值班安排表).
        official: bool = Official "由矿办排班",
        /// Its place among the columns.
        order: u16 = Order "次序",
        /// What its people are in the papers of the watch; unsaid, its name says it.
        part: Option<Part> = Part "值班中是",
        /// Who may be put there. Nobody: A角 and B角 with its group, or the whole team.
        pool: Vec<PersonId> = Pool "可排人员",
        /// Whether A角 and B角 are never on in the same shift.
        split: bool = Split "A角、B角不排同一班",
        /// Whether only men or only women are put there; of whom nobody knows, may be.
        sex: Sex = Sex "限定性别",
    }
}

impl Post {
    /// Whether a post of that name usually stands on the rota of another office: leaders, the
    /// dispatcher, the fire-control room, the substation.
    pub fn is_official_by_name(name: &str) -> bool {
        let offices = ["领导", "调度", "消防控制室", "消控室", "变电所", "变电站"];
        offices.iter().any(|word| name.contains(word))
    }

    /// What its people are in the papers of the watch.
    pub fn watch_part(&self) -> Part {
        self.part.unwrap_or_else(|| Part::of_name(&self.name))
    }

    /// How many people a shift takes.
    pub fn people(&self) -> usize {
        usize::from(self.seats.max(1))
    }
}

record! {
    /// A unit of the mine, or a contractor.
    Unit(UnitId), UnitField, UnitKey {
        /// Its name.
        name: String = Name "单位名称",
        /// Who heads it.
        head: Option<PersonId> = Head "负责人",
        /// Its telephone.
        phone: String = Phone "电话",
        /// Whether it is a contractor.
        contractor: bool = Contractor "外委单位",
    }
}
