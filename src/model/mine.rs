//! The mine's profile with its own words for things, and the season.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::id::WorkbookId;
use super::people::NameOrder;
use super::place::SiteKind;
use super::rota::{BigDay, RotaRule};
use super::value::parts::parts;
use super::{choices, record::record};

/// The id of a record of which there is only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Only;

choices! {
    /// Departments and places that each mine calls in its own way (称谓表). Source: `sources.md` 称谓表.
    Term {
        /// Who issues rectification notices.
        Safety = "安监部",
        /// Who commands.
        Dispatch = "调度室",
        /// Who guards gates and tests water.
        Security = "保卫部",
        /// Who keeps dormitories and canteens.
        Logistics = "后勤部",
        /// Who keeps the electrical plant.
        Electrical = "机电部",
        /// Whose team this is.
        Party = "党建办",
        /// Where people live: 公寓 in one mine, 宿舍 in another.
        Dormitory = "公寓",
    }
}

choices! {
    /// On which day 小年 is kept. No law names it. Source: `sources.md` 春节历.
    LittleYear {
        /// As in the north.
        North = "北方，腊月廿三",
        /// As in the south.
        South = "南方，腊月廿四",
    }
}

impl LittleYear {
    /// The day of the twelfth month.
    pub fn day(self) -> u8 {
        match self {
            Self::North => 23,
            Self::South => 24,
        }
    }
}

choices! {
    /// What the team is about at that time. Source: `sources.md` 春节历.
    Phase {
        /// Setting up.
        Preparation = "准备期",
        /// Looking for hazards before the festival.
        Before = "节前排查期",
        /// On guard.
        Guard = "值守期",
        /// People come back to work.
        Return = "返岗复工期",
        /// Putting the papers in order.
        Archive = "总结归档期",
    }
}

/// Hours in which the team looks closer than at other times (重点时段).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyPeriod {
    /// When it begins.
    pub from: NaiveDateTime,
    /// When it is over.
    pub to: NaiveDateTime,
    /// Why: 除夕夜.
    pub why: String,
}

parts! {
    KeyPeriod { from: NaiveDateTime = "起", to: NaiveDateTime = "止", why: String = "事由" }
}

impl KeyPeriod {
    /// The hours, as they read beside the day on which they begin, and the reason: 16:00至次日2:00 除夕夜.
    pub fn words_of_day(&self) -> String {
        // Midnight is the end of a day, not the beginning of the next.
        let is_midnight = self.to.time() == NaiveTime::MIN && self.from < self.to;
        let last = if is_midnight { self.to.date().pred_opt() } else { None };
        let last = last.unwrap_or_else(|| self.to.date());
        let to =
            if is_midnight { "24:00".to_owned() } else { self.to.format("%-H:%M").to_string() };
        let day = match (last - self.from.date()).num_days() {
            0 => String::new(),
            1 if !is_midnight => "次日".to_owned(),
            _ => last.format("%-m月%-d日").to_string(),
        };
        let words = format!("{}至{day}{to} {}", self.from.format("%-H:%M"), self.why.trim());
        words.trim_end().to_owned()
    }
}

record! {
    /// The mine as it stands on every paper.
    Mine(Only), MineField, MineKey {
        /// Short name: 望禾煤矿.
        name: String = Name "矿名",
        /// Name in full, for headings.
        full_name: String = FullName "单位全称",
        /// County and town.
        place: String = Place "地点",
        /// Gas class: 高瓦斯.
        kind: String = Kind "矿井类型",
        /// How many people work there.
        employees: u16 = Employees "职工人数" ("人"),
        /// How many of them stay over the festival.
        staying: u16 = Staying "留矿人数" ("人"),
        /// How many Party members there are.
        party_members: u16 = PartyMembers "党员人数" ("人"),
        /// In how many branches.
        branches: u16 = Branches "支部数" ("个"),
        /// Telephone of the dispatch room.
        dispatch_phone: String = DispatchPhone "调度室电话",
        /// What to dial first to get an outside line; the sheets say so beside 119.
        outside_prefix: String = OutsidePrefix "外线拨号",
        /// Where fire engine and ambulance are met. Source: `sources.md` 电话表.
        meeting_point: String = MeetingPoint "接车地点",
        /// To whom the daily brief goes.
        brief_to: String = BriefTo "日报报送",
        /// Number of the document that counts our patrols as the daily fire patrol required by
        /// law. Empty: they do not count. Source: `sources.md` 巡查单.
        statutory_document: String = StatutoryDocument "计入法定巡查的文号",
        /// Who reviewed cards and checklists for this mine, and when. Empty: papers say 参考稿.
        reviewed: String = Reviewed "审核",
        /// In what order rosters name people. Unsaid: squad by squad.
        order: Option<NameOrder> = Order "名单排列",
        /// What the mine is known by where records of several mines and years are put together.
        /// Empty: [`Mine::lasting_id`] is made of the workbook.
        id: String = Id "本矿编号",
        /// On which day 小年 is kept. Unsaid: as in the north.
        little_year: Option<LittleYear> = LittleYear "小年",
        /// Whether this is made-up material, which every page then says.
        demo: bool = Demo "演示资料",
        ;
        /// The mine's own word where it differs from the usual one.
        terms: { Term => String } = Term "称谓",
        /// What the mine has said of a rule of the rota: its number, nought where it is switched
        /// off. None: what is usual. Source: `sources.md` 排班规则.
        rota_rules: { RotaRule => u16 } = RotaRule "排班规则",
        /// Whether the shifts of a day are shared out by themselves. None: what is usual.
        big_days: { BigDay => bool } = BigDay "大日子",
    }
}

/// What the names of departments end in, and what behind one makes it any of its kind: 保卫部门.
const DEPARTMENT: char = '部';
const ANY: char = '门';

impl Mine {
    /// The mine's own word for a department.
    pub fn term(&self, term: Term) -> &str {
        self.terms
            .get(&term)
            .map(|word| word.trim())
            .filter(|word| !word.is_empty())
            .unwrap_or_else(|| term.word())
    }

    /// What the mine is known by, year after year.
    ///
    /// A mine that has written none is known by its first workbook, of which all copies bear the
    /// same name: so copies that never met agree on it, files made before there was such a field
    /// have one without being written to, and the next season takes it over in writing. The letter
    /// in front keeps programs from reading a number into it.
    pub fn lasting_id(&self, workbook: WorkbookId) -> String {
        match self.id.trim() {
            "" => format!("M-{workbook}"),
            id => id.to_owned(),
        }
    }

    /// What this mine calls a kind of site.
    pub fn kind_word(&self, kind: SiteKind) -> &str {
        match kind {
            SiteKind::Dormitory => self.term(Term::Dormitory),
            kind => kind.word(),
        }
    }

    /// Words the program brought, with the mine's own word for where people live.
    pub fn said(&self, words: &str) -> String {
        let (usual, own) = (Term::Dormitory.word(), self.term(Term::Dormitory));
        // The own word may hold the usual one, and words may be said twice.
        let parts: Vec<String> = words.split(own).map(|part| part.replace(usual, own)).collect();
        parts.join(own)
    }

    /// The number of a rule of the rota; none where it is switched off.
    pub fn rota_rule(&self, rule: RotaRule) -> Option<u16> {
        let said = self.rota_rules.get(&rule).copied();
        Some(said.unwrap_or_else(|| rule.usual())).filter(|number| 0 < *number)
    }

    /// On which day it keeps 小年.
    pub fn little_year(&self) -> LittleYear {
        self.little_year.unwrap_or(LittleYear::North)
    }

    /// Whether the shifts of such a day are shared out by themselves.
    pub fn is_big(&self, day: BigDay) -> bool {
        self.big_days.get(&day).copied().unwrap_or_else(|| day.is_usual())
    }

    /// Words people have, with the mine's own names where the usual ones stand.
    pub fn in_own_names(&self, words: &str) -> String {
        let names: Vec<(&str, &str)> = Term::ALL
            .iter()
            .map(|term| (term.word(), self.term(*term)))
            .filter(|(usual, own)| usual != own)
            .collect();
        let mut told = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(sign) = rest.chars().next() {
            // An own name may hold a usual one, and a usual one an own one: the longer is meant.
            let own = names.iter().map(|(_, own)| (*own, *own));
            let known = own.chain(names.iter().copied()).filter_map(|(name, own)| {
                let after = rest.strip_prefix(name)?;
                // 保卫部门 is any department that guards.
                let is_any = name.ends_with(DEPARTMENT) && after.starts_with(ANY);
                (name == own || !is_any).then_some((name.len(), own, after))
            });
            if let Some((_, own, after)) = known.max_by_key(|(long, ..)| *long) {
                told.push_str(own);
                rest = after;
            } else {
                told.push(sign);
                rest = rest.strip_prefix(sign).unwrap_or_default();
            }
        }
        told
    }

    /// In what order rosters name people.
    pub fn name_order(&self) -> NameOrder {
        self.order.unwrap_or(NameOrder::Squad)
    }

    /// The name for headings: in full if known.
    pub fn heading(&self) -> &str {
        if self.full_name.is_empty() { &self.name } else { &self.full_name }
    }
}

choices! {
    /// What the notice of the State Council's office makes of a day. Source: `sources.md` 放假安排.
    Announced {
        /// Nobody has to work.
        Off = "休",
        /// A Saturday or Sunday on which people work.
        Work = "班",
    }
}

record! {
    /// The season the file is about.
    Season(Only), SeasonField, SeasonKey {
        /// The year of the Spring Festival.
        year: i32 = Year "年份",
        /// First day of the team's work.
        first: Option<NaiveDate> = First "起始日",
        /// Last day of the team's work.
        last: Option<NaiveDate> = Last "截止日",
        /// What the summary tells beside the cases chosen by rule, a line a paragraph.
        cases: String = Cases "补充事例",
        /// What is to be done next, as the summary says it, a line a point.
        next_steps: String = NextSteps "下步打算",
        /// Which notice says what days are off: its number, or where it was read.
        notice: String = Notice "放假通知",
        /// The hours in which the team looks closer. None: what is usual.
        periods: Vec<KeyPeriod> = Periods "重点时段",
        ;
        /// The days the notice speaks of. None: it has not come, and nobody guesses.
        announced: { NaiveDate => Announced } = Announced "放假安排",
        /// The day on which a phase begins. None: what is usual.
        phases: { Phase => NaiveDate } = Phase "阶段起始日",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case = (&'static [(Term, &'static str)], &'static str, &'static str);

    #[test]
    fn usual_names_give_way_to_the_mines_own_and_nothing_else_does() {
        let mine = |terms: &[(Term, &str)]| Mine {
            terms: terms.iter().map(|(term, own)| (*term, (*own).to_owned())).collect(),
            ..Mine::default()
        };
        let table: [Case; 8] = [
            (&[], "报调度室、保卫部", "报调度室、保卫部"),
            (&[(Term::Dispatch, "调度指挥中心")], "报调度室（24小时）", "报调度指挥中心（24小时）"),
            (&[(Term::Dormitory, "宿舍")], "1号公寓、公寓门口", "1号宿舍、宿舍门口"),
            // The own name holds the usual one, or part of it.
            (&[(Term::Dormitory, "职工公寓")], "3号公寓和职工公寓", "3号职工公寓和职工公寓"),
            (&[(Term::Dispatch, "调度")], "报调度室；调度听命令", "报调度；调度听命令"),
            // A department is no department's name.
            (&[(Term::Security, "保卫处")], "报保卫部门；报保卫部", "报保卫部门；报保卫处"),
            // One own name holds another usual one.
            (
                &[(Term::Logistics, "后勤保卫部"), (Term::Security, "公安科")],
                "后勤部、保卫部",
                "后勤保卫部、公安科",
            ),
            (&[(Term::Safety, " ")], "安监部", "安监部"),
        ];
        for (terms, words, expected) in table {
            let mine = mine(terms);
            assert_eq!(mine.in_own_names(words), expected);
            assert_eq!(mine.in_own_names(expected), expected, "said once as said twice");
        }
    }
}
