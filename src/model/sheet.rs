//! Sheets that go out on paper and come back: what was to be looked at, and what was not right.
//!
//! A sheet keeps exceptions only. A row without an exception holds (√) if its block was ticked
//! off, and was not looked at (未查) if it was not: a blank is not a pass (`sources.md` 检查表).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::checklist::{Code, Depth, Judge};
use super::id::{HazardId, PersonId, RouteId, SheetId, SiteId};
use super::number::Number;
use super::record::record;
use super::value::parts::{kinds, parts};

/// Rows of a point on a route sheet end in 1 to 9, so a point has at most nine.
pub const ROWS_PER_POINT: usize = 9;

/// A row's number as printed. On route sheets point × 10 + place (`23`: second point, third
/// row); on other sheets the running number.
pub type RowNumber = u16;

/// One site on a sheet, with what is to be looked at there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Where.
    pub site: SiteId,
    /// What, in the order of the paper.
    pub items: Vec<Code>,
}

/// What the paper says of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// √, typed by itself before the rest was ticked off.
    Holds,
    /// ×, with what was seen and the hazard it became.
    Fault {
        /// The words on the paper.
        words: String,
        /// The hazard it became.
        hazard: Option<HazardId>,
    },
    /// — : nothing of the kind there.
    Absent,
    /// Left blank on paper although the rest was ticked off.
    Unchecked,
}

/// Who signed for the rows of a site that its post holder answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostSigner {
    /// Where.
    pub site: SiteId,
    /// Whose signature stands there.
    pub person: PersonId,
}

parts! { Point { site: SiteId = "场所", items: Vec<Code> = "检查项" } }
parts! { PostSigner { site: SiteId = "场所", person: PersonId = "签字人" } }
kinds! {
    Mark {
        Holds = "√" {},
        Fault = "×" { words: String = "情况", hazard: Option<HazardId> = "隐患" },
        Absent = "—" {},
        Unchecked = "○ 未查" {},
    }
}

/// What a patrol is called on its sheet, by the time of day. The shifts of the rota have names of
/// their own, and a sheet that is out keeps the word it was printed with.
pub const ROUNDS: [&str; 4] = ["早巡", "午巡", "晚巡", "加巡"];

/// The patrol that goes out at that hour of the day.
pub fn round_at(hour: u32) -> &'static str {
    let [morning, noon, evening, _extra] = ROUNDS;
    match hour {
        4..=11 => morning,
        12..=18 => noon,
        _ => evening,
    }
}

/// An hour at which that patrol goes out; an extra one has none of its own.
pub fn hour_of_round(round: &str) -> Option<u32> {
    [9, 14, 20].into_iter().find(|hour| round_at(*hour) == round)
}

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// √
    Holds,
    /// ×
    Fault,
    /// —
    Absent,
    /// ○ 未查
    Unchecked,
}

impl Verdict {
    /// Sign and word; colour is never the only carrier.
    pub fn word(self) -> &'static str {
        match self {
            Self::Holds => "√",
            Self::Fault => "× 异常",
            Self::Absent => "— 不适用",
            Self::Unchecked => "○ 未查",
        }
    }
}

/// A row as it stands on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its printed number.
    pub number: RowNumber,
    /// Who may judge it; decides the block.
    pub judge: Judge,
    /// Where.
    pub site: SiteId,
    /// What.
    pub item: &'a Code,
}

record! {
    /// A sheet, from being printed to being typed back.
    Sheet(SheetId), SheetField, SheetKey {
        /// The printed number.
        number: Option<Number> = Number "单号" by verb,
        /// Numbers it bore before, which another paper had too; the last one at the end.
        former: Vec<Number> = Former "曾用号" by verb,
        /// How deep it goes.
        depth: Option<Depth> = Depth "检查方式" by verb,
        /// The route it was made from, if any.
        route: Option<RouteId> = Route "路线" by verb,
        /// The route or site as it stood in the heading on the day of printing.
        title: String = Title "标题" by verb,
        /// The day it is for.
        day: Option<NaiveDate> = Day "日期" by verb,
        /// Which patrol of the day it is for.
        shift: String = Shift "巡次" by verb,
        /// What members look at.
        points: Vec<Point> = Points "检查点" by verb,
        /// What an electrician signs for.
        electrician_points: Vec<Point> = ElectricianPoints "电工栏" by verb,
        /// What the holder of the post signs for.
        post_points: Vec<Point> = PostPoints "岗位栏" by verb,
        /// Who was to walk; on the record: who walked.
        walkers: Vec<PersonId> = Walkers "巡查人",
        /// Who signed the electrician's block.
        electrician: Option<PersonId> = Electrician "签字电工",
        /// Who signed the post holder's block, at every site where nobody else did.
        post_holder: Option<PersonId> = PostHolder "签字岗位人员",
        /// Who signed at which site, where the block is of several: each has a cell of its own.
        post_signers: Vec<PostSigner> = PostSigners "各处签字岗位人员",
        /// Digest of the rows' words as printed, so that a later rewording cannot pass for what
        /// the paper says.
        printed_words: String = PrintedWords "纸面文字" by verb,
        /// When it was made out; before the walk, so the paper is of the same shift.
        issued: Option<NaiveDateTime> = Issued "出单时间" by verb,
        /// When they left.
        left: Option<NaiveTime> = Left "出发时间",
        /// When they were back.
        back: Option<NaiveTime> = Back "返回时间",
        /// The weather as written on paper.
        weather: String = Weather "天气",
        /// Whether all other rows of members hold, as the paper says.
        ticked: bool = Ticked "其余打√" by verb,
        /// The same for the electrician's block; only with its signer.
        electrician_ticked: bool = ElectricianTicked "电工栏打√" by verb,
        /// The same for the post holder's block; only with its signer.
        post_ticked: bool = PostTicked "岗位栏打√" by verb,
        /// When typing it back was finished.
        entered: Option<NaiveDateTime> = Entered "录入时间" by verb,
        ;
        /// Rows that are not simply √.
        marks: { RowNumber => Mark } = Mark "行结果" by verb,
    }
}

impl Sheet {
    /// How deep it goes.
    pub fn depth(&self) -> Depth {
        self.depth.unwrap_or(Depth::Patrol)
    }

    /// The points of a block.
    pub fn block(&self, judge: Judge) -> &[Point] {
        match judge {
            Judge::Member => &self.points,
            Judge::Electrician => &self.electrician_points,
            Judge::PostHolder => &self.post_points,
        }
    }

    /// Whether the rest of a block was ticked off.
    pub fn is_ticked(&self, judge: Judge) -> bool {
        match judge {
            Judge::Member => self.ticked,
            Judge::Electrician => self.electrician_ticked,
            Judge::PostHolder => self.post_ticked,
        }
    }

    /// Who signed a block that needs a signer, or somebody who did.
    pub fn signer(&self, judge: Judge) -> Option<PersonId> {
        match judge {
            Judge::Member => None,
            Judge::Electrician => self.electrician,
            Judge::PostHolder => {
                self.post_holder.or_else(|| self.post_signers.first().map(|one| one.person))
            }
        }
    }

    /// Who signed at that site for what its post holder answers for.
    pub fn post_signer(&self, site: SiteId) -> Option<PersonId> {
        let own = self.post_signers.iter().find(|one| one.site == site);
        own.map(|one| one.person).or(self.post_holder)
    }

    /// Who signed at which site, once that person did at that one; in the order of the paper.
    pub fn signed_at(&self, site: SiteId, person: PersonId) -> Vec<PostSigner> {
        let known = |site| self.post_signers.iter().find(|one| one.site == site).copied();
        let now =
            |one: SiteId| if one == site { Some(PostSigner { site, person }) } else { known(one) };
        self.post_sites().into_iter().filter_map(now).collect()
    }

    /// The sites at which a post holder signs, each once, in the order of the paper.
    pub fn post_sites(&self) -> Vec<SiteId> {
        let mut sites: Vec<SiteId> = Vec::new();
        for point in self.post_points.iter().filter(|point| !point.items.is_empty()) {
            if !sites.contains(&point.site) {
                sites.push(point.site);
            }
        }
        sites
    }

    /// Everybody who signed a block of other people, each once.
    pub fn signers(&self) -> Vec<PersonId> {
        let at_sites = self.post_signers.iter().map(|one| one.person);
        let all = self.electrician.into_iter().chain(self.post_holder).chain(at_sites);
        let mut signers: Vec<PersonId> = Vec::new();
        for person in all {
            if !signers.contains(&person) {
                signers.push(person);
            }
        }
        signers
    }

    /// All rows in the order of the paper: members' points, then the signed blocks.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let by_point = self.depth() == Depth::Patrol;
        let mut rows = Vec::new();
        let mut group: usize = 0;
        for judge in Judge::ALL.iter().copied() {
            // The signed blocks share one group number per nine rows, whatever the site.
            let mut place = 0;
            for point in self.block(judge) {
                if judge == Judge::Member {
                    place = 0;
                }
                for item in &point.items {
                    if place % ROWS_PER_POINT == 0 {
                        group += 1;
                        place = 0;
                    }
                    place += 1;
                    let number = if by_point { group * 10 + place } else { rows.len() + 1 };
                    let number = RowNumber::try_from(number).unwrap_or(RowNumber::MAX);
                    rows.push(Row { number, judge, site: point.site, item });
                }
            }
        }
        rows
    }

    /// What a row comes to.
    pub fn verdict(&self, row: &Row<'_>) -> Verdict {
        match self.marks.get(&row.number) {
            Some(Mark::Holds) => Verdict::Holds,
            Some(Mark::Fault { .. }) => Verdict::Fault,
            Some(Mark::Absent) => Verdict::Absent,
            None if self.is_ticked(row.judge) => Verdict::Holds,
            Some(Mark::Unchecked) | None => Verdict::Unchecked,
        }
    }

    /// The sites on the sheet, each once, in the order of the paper.
    pub fn sites(&self) -> Vec<SiteId> {
        let mut sites: Vec<SiteId> = Vec::new();
        for judge in Judge::ALL.iter().copied() {
            for point in self.block(judge) {
                if !sites.contains(&point.site) {
                    sites.push(point.site);
                }
            }
        }
        sites
    }

    /// The sites of which at least one row was judged: a blank is not a pass, and nobody has been
    /// where every row is blank. Source: `sources.md` 检查表.
    pub fn checked_sites(&self) -> Vec<SiteId> {
        let mut sites: Vec<SiteId> = Vec::new();
        for row in self.rows() {
            if !sites.contains(&row.site) && self.verdict(&row) != Verdict::Unchecked {
                sites.push(row.site);
            }
        }
        sites
    }

    /// The moment the paper tells of: the day with the time they were back.
    pub fn walked_at(&self) -> Option<NaiveDateTime> {
        let day = self.day?;
        Some(match (self.left, self.back) {
            // A walk that came back "earlier" than it left went past midnight.
            (Some(left), Some(back)) if back < left => day.succ_opt()?.and_time(back),
            (_, Some(time)) | (Some(time), None) => day.and_time(time),
            (None, None) => return None,
        })
    }
}
