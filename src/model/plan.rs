//! The contingency plan, its response cards, its approved versions, and the telephone table.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::choices;
use super::danger::{Danger, Doer};
use super::document::Document;
use super::id::{BadId, HandoutId, PersonId, PhoneId, PostId, VersionId, serde_as_text};
use super::incident::Improvement;
use super::measure::{Measure, Measured};
use super::mine::Only;
use super::record::{Facts, Record, record};
use super::shape::Shape;
use super::value::parts::{self, parts};
use super::value::{Reading, Renaming, Value};

choices! {
    /// What the paper is called. Source: `sources.md` 方案.
    PlanKind {
        /// A working scheme under the mine's own plan.
        Scheme = "应急处置工作方案",
        /// A plan of its own, with review minutes and a filing number.
        Plan = "应急预案",
    }
}

choices! {
    /// Which of the mine's plans it is, where it is only one of them. Source: `sources.md` 方案.
    PlanSort {
        /// The plan above all others.
        General = "综合应急预案",
        /// Of one kind of accident, or of one time.
        Special = "专项应急预案",
        /// Of one place or device.
        Site = "现场处置方案",
    }
}

choices! {
    /// The chapters, in their order. Source: `sources.md` 方案.
    Chapter {
        /// What it is for and where it applies.
        Purpose = "目的与适用范围",
        /// What it rests on.
        Basis = "编制依据",
        /// What may happen here.
        Risks = "风险特点",
        /// Who does what.
        Organisation = "组织机构与职责",
        /// What is done beforehand.
        Prevention = "预防与准备",
        /// Which level calls for what.
        Levels = "响应分级",
        /// Who tells whom, and what.
        Reporting = "信息报告程序",
        /// What is done: the cards.
        Handling = "处置措施",
        /// Telephones, people, things.
        Support = "应急保障",
        /// How it ends.
        Ending = "响应终止与后期处置",
        /// Everything else.
        Supplementary = "附则",
        /// Only of a contingency plan: what is got ready while nothing has happened yet.
        Warning = "预警",
        /// Only of a contingency plan: who decides, and what begins then.
        Activation = "响应启动",
        /// Only of a contingency plan: whom to ask for help, and who commands then.
        Aid = "应急支援",
        /// Only of a contingency plan: people, order and waste afterwards.
        Aftermath = "后期处置",
    }
}

impl Chapter {
    /// Those of a working scheme, in their order.
    pub const SCHEME: [Self; 11] = [
        Self::Purpose,
        Self::Basis,
        Self::Risks,
        Self::Organisation,
        Self::Prevention,
        Self::Levels,
        Self::Reporting,
        Self::Handling,
        Self::Support,
        Self::Ending,
        Self::Supplementary,
    ];
}

/// Which chapters a plan has, and in which order. Source: `sources.md` 方案.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A working scheme: eleven chapters.
    Scheme,
    /// A contingency plan: 综合应急预案, 专项应急预案 and 现场处置方案 in one book.
    Whole,
    /// 综合应急预案 alone.
    General,
    /// 专项应急预案 alone.
    Special,
    /// 现场处置方案 alone.
    Site,
}

impl Layout {
    /// Of a plan that is called so.
    pub fn of(kind: Option<PlanKind>, sort: Option<PlanSort>) -> Self {
        match (kind, sort) {
            (None | Some(PlanKind::Scheme), _) => Self::Scheme,
            (Some(PlanKind::Plan), None) => Self::Whole,
            (Some(PlanKind::Plan), Some(PlanSort::General)) => Self::General,
            (Some(PlanKind::Plan), Some(PlanSort::Special)) => Self::Special,
            (Some(PlanKind::Plan), Some(PlanSort::Site)) => Self::Site,
        }
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scheme => PlanKind::Scheme.word(),
            Self::Whole => "应急预案（综合、专项、现场处置方案）",
            Self::General => PlanSort::General.word(),
            Self::Special => PlanSort::Special.word(),
            Self::Site => PlanSort::Site.word(),
        }
    }
}

/// A response card's code: `E01` of the shipped ones, `Z01` of the mine's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardCode(pub String);

impl std::fmt::Display for CardCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for CardCode {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let (letter, digits) = text.split_at_checked(1).unwrap_or_default();
        let fits = letter.chars().all(|sign| sign.is_ascii_uppercase())
            && (2..=3).contains(&digits.len())
            && digits.chars().all(|sign| sign.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err(BadId(text.to_owned())) }
    }
}

serde_as_text!(CardCode);

/// One step of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardStep {
    /// Who does it, in the words of the card: 发现人, 当班组长.
    pub who: String,
    /// The post that does it; the rota says who holds it that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// What is done.
    pub what: String,
    /// By when, if the card says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub within: String,
    /// Who may do it; nothing where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Doer>,
    /// What is near where it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Danger>,
}

impl CardStep {
    /// Whether nobody has written anything in it.
    pub fn is_blank(&self) -> bool {
        let words = [&self.who, &self.what, &self.within];
        self.post.is_none() && words.into_iter().all(|words| words.trim().is_empty())
    }
}

parts! {
    CardStep {
        who: String = "谁做", post: Option<PostId> = "岗位", what: String = "做什么",
        within: String = "时限", by: Option<Doer> = "由谁", near: Vec<Danger> = "近处危险",
    }
}
parts! {
    Countersign { unit: String = "部门", opinion: String = "意见", person: Option<PersonId> = "签字人", on: Option<NaiveDate> = "日期" }
}

record! {
    /// A response card. Steps are numbered by tens, so that one may be put between two.
    Card(CardCode), CardField, CardKey {
        /// What it is about: 地面建筑火灾.
        title: String = Title "卡名",
        /// The post that answers for what is done until somebody above it is there (主责); the others
        /// help. Unsaid, what is usual holds.
        lead: Option<PostId> = Lead "主责岗位",
        /// Where it applies.
        places: String = Places "适用场所",
        /// The risk in one sentence.
        risk: String = Risk "风险提示",
        /// What it is recognised by.
        signs: String = Signs "征兆与触发条件",
        /// What must never be done.
        forbidden: Vec<String> = Forbidden "严禁",
        /// When to run.
        retreat: Vec<String> = Retreat "撤离条件",
        /// Whom to call, by the names of the telephone table.
        calls: Vec<String> = Calls "报警与联系",
        /// Where people gather.
        muster: String = Muster "集合点",
        /// What is needed and where it is.
        kit: String = Kit "所需器材",
        /// What it rests on; editable, since laws change.
        basis: String = Basis "依据",
        /// Who of the mine reviewed it, and when; empty until then.
        reviewed: String = Reviewed "审核",
        /// Digest of the words that were reviewed, so that a later change cannot pass for them.
        reviewed_words: String = ReviewedWords "审核过的文字" by verb,
        ;
        /// The steps.
        steps: { u16 => CardStep } = Step "处置步骤",
    }
}

/// What one department says on the countersigning sheet (会签单).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Countersign {
    /// The department.
    pub unit: String,
    /// What it says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opinion: String,
    /// Who signed on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

record! {
    /// The contingency plan being worked on: one record.
    ///
    /// A chapter nobody has touched is not kept: it reads as shipped, filled in from the profile.
    Plan(Only), PlanField, PlanKey {
        /// The title; made of mine and season until somebody writes one.
        title: String = Title "标题" of season,
        /// What the paper is called.
        kind: Option<PlanKind> = Kind "文种",
        /// Which of the mine's plans it is; where nobody has said, all three in one book.
        sort: Option<PlanSort> = Sort "预案类别",
        /// The plan above it, with its number.
        superior: String = Superior "上位预案",
        /// First day it holds.
        valid_from: Option<NaiveDate> = ValidFrom "生效日期" of season,
        /// Last day it holds.
        valid_to: Option<NaiveDate> = ValidTo "失效日期" of season,
        /// Number under which it is filed, where the mine files it.
        filing: String = Filing "备案编号" of season,
        /// Where the minutes of its review are.
        minutes: String = Minutes "评审纪要" of season,
        /// For how many days a telephone counts as tried; nought where nobody has said.
        dialled_within: u16 = DialledWithin "拨测有效天数" ("天"),
        ;
        /// The words of a chapter where they were changed.
        chapters: { Chapter => String } = Chapter "章节",
        /// The countersigning sheet, line by line.
        countersigns: { u16 => Countersign } = Countersign "会签" of season,
        /// Distances and times of the cards where the mine says otherwise than they are shipped, or
        /// on what they rest.
        measures: { Measure => Measured } = Measure "距离和时间" by verb,
        /// What drills and incidents of earlier seasons left to be made better.
        carried: { u16 => Improvement } = Carried "上季的改进事项",
    }
}

impl Plan {
    /// For how many days a telephone counts as tried where the mine has not said otherwise.
    /// Source: `sources.md` 电话表.
    pub const DIALLED_WITHIN: u16 = 30;

    /// For how many days a telephone counts as tried.
    pub fn dial_limit(&self) -> u16 {
        match self.dialled_within {
            0 => Self::DIALLED_WITHIN,
            days => days,
        }
    }

    /// What the paper is called; a working scheme until somebody says otherwise.
    pub fn plan_kind(&self) -> PlanKind {
        self.kind.unwrap_or(PlanKind::Scheme)
    }
}

record! {
    /// A version of the plan as it was approved: its chapters and cards, whole, so that nothing
    /// changes under them.
    ///
    /// Posts, telephones, things and what the mine is are printed with it as they stand by then, and the
    /// paper says so.
    Version(VersionId), VersionField, VersionKey {
        /// V1, V2, ….
        label: String = Label "版本" by verb,
        /// Its title.
        title: String = Title "标题" by verb,
        /// Who approved it on paper.
        by: Vec<PersonId> = By "批准人" by verb,
        /// When.
        on: Option<NaiveDate> = On "批准日期" by verb,
        /// What is different from the version before, in words.
        note: String = Note "修订说明" by verb,
        /// What the paper was called; a working scheme where an earlier program did not say.
        kind: Option<PlanKind> = Kind "文种" by verb,
        /// Which of the mine's plans it was.
        sort: Option<PlanSort> = Sort "预案类别" by verb,
        /// The words of every chapter.
        chapters: BTreeMap<Chapter, String> = Chapters "各章" by verb,
        /// The cards.
        cards: BTreeMap<CardCode, Card> = Cards "处置卡" by verb,
        /// What the departments said of it; nothing where an earlier program kept none.
        countersigns: BTreeMap<u16, Countersign> = Countersigns "会签" by verb,
    }
}

record! {
    /// A numbered copy of a version in somebody's hands (发放登记).
    Handout(HandoutId), HandoutField, HandoutKey {
        /// Of which version.
        version: Option<VersionId> = Version "版本",
        /// The number of the copy (份号).
        number: u16 = Number "份号" ("号"),
        /// The department or post that holds it.
        holder: String = Holder "领用部门",
        /// Who received it, as the paper is signed.
        person: Option<PersonId> = Person "领用人",
        /// When it was handed out.
        on: Option<NaiveDate> = On "发放日期",
        /// When it was taken back.
        returned: Option<NaiveDate> = Returned "收回日期",
        /// Anything else.
        note: String = Note "备注",
    }
}

impl Handout {
    /// Whether it is a copy of that version, handed out and not taken back.
    pub fn is_out_of(&self, version: VersionId) -> bool {
        self.version == Some(version) && self.on.is_some() && self.returned.is_none()
    }
}

record! {
    /// A line of the telephone table.
    Phone(PhoneId), PhoneField, PhoneKey {
        /// Whose telephone: 调度室（24小时）.
        name: String = Name "单位或岗位",
        /// The number; empty prints as a blank to be filled in.
        number: String = Number "电话",
        /// What it is for, or how to dial.
        note: String = Note "说明",
        /// Whether it is the same all over the country.
        national: bool = National "全国通用",
        /// When somebody last tried it.
        dialled: Option<NaiveDate> = Dialled "最近拨测" of season,
        /// Who tried it.
        dialled_by: Option<PersonId> = DialledBy "拨测人" of season,
        /// Its place in the table.
        order: u16 = Order "次序",
    }
}

/// A card as it stood in a version that was approved. It names nothing that must stay on the
/// books: a version is a paper of its own.
impl Value for Card {
    const BETWEEN: char = '\n';

    fn shown(&self, doc: &Document) -> String {
        let fields = self.written();
        let part = |field: &CardField| {
            let Facts { word, entry, .. } = Self::facts(&Self::key(field), doc);
            let word = format!("{word} {entry}");
            parts::part(word.trim_end(), &<Self as Record>::shown(field, doc))
        };
        // The reading of a card begins with it being on the books, so that this is told, too.
        let kept = if self.kept { Vec::new() } else { vec![CardField::Kept(false)] };
        let of_others = fields.iter().filter(|field| !matches!(field, CardField::Kept(_)));
        kept.iter().chain(of_others).filter_map(part).collect::<Vec<_>>().join("；")
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let mut card = Reading::Is(Self { kept: true, ..Self::default() });
        for piece in parts::split(text, '；') {
            let Some((label, words)) = parts::cut(piece, '：') else { return Reading::Unclear };
            let Some(key) = card_key(label) else { return Reading::Unclear };
            let field = <Self as Record>::parse(&key, &parts::bare(words), doc);
            card = card.with(field, |mut card, field| {
                card.set(field);
                card
            });
        }
        card
    }

    fn shape() -> Shape {
        Shape::Parts(<Self as Record>::parts())
    }

    fn renamed(&self, names: &Renaming) -> Self {
        let mut card = Self { kept: self.kept, ..Self::default() };
        for field in self.written() {
            card.set(<Self as Record>::renamed(&field, names));
        }
        card
    }
}

/// The field of a card whose label that is.
fn card_key(label: &str) -> Option<CardKey> {
    let nothing = Document::default();
    let (word, entry) = label.split_once(' ').unwrap_or((label, ""));
    let plain = [
        CardKey::Kept,
        CardKey::Title,
        CardKey::Lead,
        CardKey::Places,
        CardKey::Risk,
        CardKey::Signs,
        CardKey::Forbidden,
        CardKey::Retreat,
        CardKey::Calls,
        CardKey::Muster,
        CardKey::Kit,
        CardKey::Basis,
        CardKey::Reviewed,
        CardKey::ReviewedWords,
    ];
    let step = || entry.parse().ok().map(CardKey::Step);
    let is_of = |key: &CardKey| Card::facts(key, &nothing).word == word;
    let known = plain.into_iter().find(|key| entry.is_empty() && is_of(key));
    known.or_else(step).filter(is_of)
}
