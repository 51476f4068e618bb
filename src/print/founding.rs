//! The first papers of a season: 《成立通知》, 《实施方案》, 《授旗主持词》. Drafts for the office to finish: none has
//! an issue number, a red head or a seal. Source: `sources.md` 突击队成立材料.

use super::brief::short_name;
use super::data::Data;
use super::head::{short_day, span_words};
use super::kind::FileKind;
use super::letter::{Element, Letter, Signature};
use super::paper::{Blank, Named, Offer, Paper, Request, Shelf, Source, Span};
use super::plan::prose;
use super::table::{Column, Row, Table};
use crate::model::Document;
use crate::model::mine::{Mine, Phase, Term};
use crate::model::people::{Group, Post, Role, Standing};
use crate::rules::calendar;
use crate::rules::masking::masked_within;
use crate::rules::roster::{self, Member};

pub(super) static NOTICE: Paper = Paper {
    word: "founding",
    key: "founding",
    title: "成立通知",
    shelf: Shelf::Team,
    folder: "01成立",
    office: &[FileKind::Word],
    days: Span::Standing,
    none: "名册上还没有队员",
    offers: |doc, _| offer(doc, "成立通知（稿）", Request::founding_notice()),
    name: |_, _| Named::of("稿"),
    make: |source, _| Ok(Data::Letters(vec![notice(source)])),
    by_hand: |_, _| false,
    blank: Blank::None,
};
pub(super) static SCHEME: Paper = Paper {
    word: "scheme",
    key: "scheme",
    title: "实施方案",
    offers: |doc, _| offer(doc, "实施方案（稿）", Request::scheme()),
    make: |source, _| Ok(Data::Letters(vec![scheme(source)])),
    ..NOTICE
};
pub(super) static FLAG: Paper = Paper {
    word: "flag",
    key: "flag",
    title: "授旗主持词",
    offers: |doc, _| offer(doc, "授旗主持词（稿）", Request::flag_script()),
    make: |source, _| Ok(Data::Letters(vec![flag(source)])),
    ..NOTICE
};

impl Request {
    /// That there is a team, who is in it and what it does.
    pub fn founding_notice() -> Self {
        NOTICE.whole()
    }

    /// How the team works over the season.
    pub fn scheme() -> Self {
        SCHEME.whole()
    }

    /// What whoever leads through the handing over of the flag says.
    pub fn flag_script() -> Self {
        FLAG.whole()
    }
}

/// What a pen fills in.
const BLANK: &str = "________";

fn offer(doc: &Document, words: &str, request: Request) -> Vec<Offer> {
    let members = doc.persons.iter().any(|(_, person)| person.membership.is_some());
    if members { vec![Offer::new(words, "", request)] } else { Vec::new() }
}

/// 2027年, or nothing where nobody wrote it.
fn year_words(doc: &Document) -> String {
    match doc.current_season().year {
        0 => String::new(),
        year => format!("{year}年"),
    }
}

fn or_blank(words: String) -> String {
    if words.trim().is_empty() { BLANK.to_owned() } else { words }
}

/// 2027年1月30日至2月20日, or a place to write it.
fn days(doc: &Document) -> String {
    let season = doc.current_season();
    let span = season.first.zip(season.last).map(|(first, last)| span_words(first, last));
    or_blank(span.unwrap_or_default())
}

/// The team as its papers count it.
struct Team<'a> {
    members: Vec<Member<'a>>,
}

impl<'a> Team<'a> {
    fn of(doc: &'a Document) -> Self {
        Self { members: roster::groups(doc).into_iter().flat_map(|group| group.members).collect() }
    }

    /// The names of those of that part, in the order of the roster.
    fn names(&self, role: Role) -> String {
        let of_role = self.members.iter().filter(|member| member.membership.role == role);
        of_role.map(|member| member.person.name.trim()).collect::<Vec<_>>().join("、")
    }

    /// 52人（正式党员52人、…）.
    fn counted(&self) -> String {
        let of = |standing: Standing| {
            let count =
                self.members.iter().filter(|one| one.membership.standing == standing).count();
            (0 < count).then(|| format!("{}{count}人", standing.word()))
        };
        let standings: Vec<String> = Standing::ALL.iter().copied().filter_map(of).collect();
        format!("{}人（{}）", self.members.len(), standings.join("、"))
    }

    /// Of each group who heads it and how many are in it.
    fn groups(&self) -> Vec<(Group, String, usize)> {
        let of = |group: Group| {
            let some: Vec<&Member<'_>> =
                self.members.iter().filter(|one| one.membership.group == group).collect();
            let heads = some.iter().filter(|one| one.membership.role == Role::Head);
            let heads = heads.map(|one| one.person.name.trim()).collect::<Vec<_>>().join("、");
            (!some.is_empty()).then_some((group, heads, some.len()))
        };
        Group::ALL.iter().copied().filter_map(of).collect()
    }

    /// 队长…，副队长…，队员…。
    fn leaders(&self) -> String {
        let leader = or_blank(self.names(Role::Leader));
        match self.names(Role::Deputy) {
            deputies if deputies.is_empty() => format!("队长：{leader}。"),
            deputies => format!("队长：{leader}；副队长：{deputies}。"),
        }
    }

    fn squads(&self) -> usize {
        let squads = self.members.iter().map(|one| one.membership.squad.trim());
        let squads: std::collections::BTreeSet<&str> =
            squads.filter(|one| !one.is_empty()).collect();
        squads.len()
    }
}

/// What each group does, in a few words.
fn duties_of(group: Group) -> &'static str {
    match group {
        Group::FireFirst => {
            "火小、有退路、已断电时两人一组用灭火器或消火栓处置初起火灾，没断电的只按处置卡用二氧化碳、干粉；控制不住立即撤"
        }
        Group::Evacuation => "在没有烟的地方叫人、引导、警戒，到集合点点名",
        Group::FirstAid => "在安全处救护伤病人员，交给医护",
        Group::Patrol => "按责任区和路线巡查，如实记录，当场能改的当场改，其余移交",
        Group::Service => "宣传用火用电用气安全，服务留矿职工和家属",
        Group::Communication => "接听传达、零报告、接车带路、记录",
    }
}

/// Signed by the mine, with the day left to the pen.
fn signed(mine: &Mine) -> Element {
    Element::Signature(Signature {
        units: vec![mine.heading().to_owned()],
        date: String::new(),
        sealed: false,
    })
}

/// A part under its first heading.
fn part(heading: &str, words: &str) -> Vec<Element> {
    let heading = Element::section(heading, "");
    std::iter::once(heading).chain(prose::elements(words)).collect()
}

fn notice(source: &Source<'_>) -> Letter {
    let Source { doc, mine, .. } = source;
    let (team, year) = (Team::of(doc), year_words(doc));
    let groups = team.groups().into_iter().map(|(group, heads, count)| {
        let heads = if heads.is_empty() { String::new() } else { format!("，组长{heads}") };
        format!("{}{count}人{heads}", group.word())
    });
    let groups = groups.collect::<Vec<_>>().join("；");
    let squads = match team.squads() {
        0 => String::new(),
        count => format!("，按支部编为{count}个分队"),
    };
    let (safety, dispatch) = (mine.term(Term::Safety), mine.term(Term::Dispatch));
    let mut elements = vec![Element::Paragraph(format!(
        "春节期间留矿职工集中，地面各岗位人员减少，用火、用电、用气和取暖增多。为做好节日期间地面消防安全、值守和留矿职工服务，决定成立{}{year}春节党员突击队。现将有关事项通知如下。",
        short_name(mine)
    ))];
    elements.extend(part("一、值守时间", &format!("{}。", days(doc))));
    let people = format!(
        "（一）{}\n（二）全队{}{squads}。\n（三）分为{}个小组：{groups}。",
        team.leaders(),
        team.counted(),
        team.groups().len(),
    );
    elements.extend(part("二、人员组成", &people));
    let tasks = format!(
        "（一）按责任区和路线巡查地面各场所，隐患当场能改的当场改，其余移交{safety}。\n（二）发现险情先报警、报{dispatch}，在保证自身安全的前提下做好先期处置、疏散引导和救护。\n（三）按值班表值守、交接班，按上级通知的时间报零报告。\n（四）开展用火、用电、用气安全宣传，为留矿职工和家属服务。"
    );
    elements.extend(part("三、主要任务", &tasks));
    let rules = format!(
        "（一）队员听从{dispatch}和值班矿领导的安排，培训合格后上岗；没有培训合格的不安排救援岗位。\n（二）不饮酒上岗，不擅离职守，不代签；A角、B角不同时外出。\n（三）先保安全再救援，不冒险、不越权；电气、燃气、锅炉和消防设施由岗位人员操作。\n（四）各党支部、各单位支持队员参加培训和值守，调整好班次，保证休息。"
    );
    elements.extend(part("四、工作要求", &rules));
    let enclosures = ["队员名册", "责任区一览表", "党员突击队实施方案"];
    elements.push(Element::Enclosures(enclosures.map(str::to_owned).to_vec()));
    elements.push(signed(mine));
    Letter {
        title: format!("关于成立{year}春节期间\n党员突击队的通知"),
        addressee: "各党支部、各单位".to_owned(),
        elements,
        ..Letter::default()
    }
}

fn scheme(source: &Source<'_>) -> Letter {
    let Source { doc, mine, .. } = source;
    let (team, year) = (Team::of(doc), year_words(doc));
    let (dispatch, party) = (mine.term(Term::Dispatch), mine.term(Term::Party));
    let mut elements = part(
        "一、工作目标",
        "春节期间地面各场所巡查到点、记录真实，隐患有人管、有期限、有复查，值班岗位不空岗，留矿职工有事找得到人。数字以记录为准，不另定考核分数。",
    );
    let people = format!(
        "（一）{}\n（二）全队{}，名单见队员名册。\n（三）日常工作由{party}负责；现场由值班矿领导指挥，{dispatch}传达，队内由队长、当班组长带班。",
        team.leaders(),
        team.counted(),
    );
    elements.extend(part("二、组织机构", &people));
    elements.push(Element::section("三、任务分工与责任区", ""));
    elements.push(Element::Table(group_table(&team)));
    let posts = post_rows(doc);
    if !posts.is_empty() {
        elements.push(Element::heading(2, "（一）岗位A角、B角", ""));
        elements.push(Element::Table(Table {
            columns: vec![
                Column::narrow("岗位", 36.0),
                Column::narrow("A角", 20.0),
                Column::narrow("B角", 20.0),
                Column::wide("职责", 1),
            ],
            rows: posts,
            dense: true,
            ..Table::default()
        }));
    }
    elements.push(Element::heading(2, "（二）责任区", zone_words(doc)));
    elements.push(Element::section("四、时间安排", ""));
    elements.extend(phases(doc).into_iter().map(Element::Paragraph));
    elements.extend(working(mine));
    let enclosures = ["队员名册", "责任区一览表", "春节值班安排表", "应急处置工作方案"];
    elements.push(Element::Enclosures(enclosures.map(str::to_owned).to_vec()));
    elements.push(signed(mine));
    Letter {
        title: format!("{}{year}春节\n党员突击队实施方案", short_name(mine)),
        elements,
        ..Letter::default()
    }
}

/// How the team works, and what is asked of everybody.
fn working(mine: &Mine) -> Vec<Element> {
    let (safety, dispatch) = (mine.term(Term::Safety), mine.term(Term::Dispatch));
    let ways = format!(
        "（一）培训和集训。上岗前培训应急处置卡、报警、疏散和急救，合格登记；集合一次，按岗位走一遍。\n（二）巡查和隐患。按路线单巡查，收回当天录入；隐患移交{safety}，整改后由另一人复查。\n（三）值班和交接。按值班表到岗，临时换班填换班单；每班写日志、当面交接。\n（四）零报告。按上级通知的对象和时间报送。\n（五）查岗。白天、夜间都查，除夕夜必查；不在岗的当场补岗并记录。\n（六）会议。每周碰头一次，通报隐患、值守和服务情况，有记录。"
    );
    let rules = format!(
        "（一）不饮酒上岗，不脱岗，不代签，不越权。\n（二）发现险情先报警、报{dispatch}，不进浓烟，不下井池，不上屋面冰面。\n（三）队员不试验、不操作电气、燃气、锅炉和消防设施，由岗位人员和维保单位进行。\n（四）个人电话、住处等信息只用于值守，不外传。"
    );
    [part("五、工作机制", &ways), part("六、工作要求", &rules)].concat()
}

fn group_table(team: &Team<'_>) -> Table {
    let rows = team.groups().into_iter().map(|(group, heads, count)| {
        let cells = [group.word(), &or_blank(heads), &format!("{count}人"), duties_of(group)];
        Row::Cells(cells.map(str::to_owned).to_vec())
    });
    Table {
        columns: vec![
            Column::narrow("小组", 34.0),
            Column::narrow("组长", 22.0),
            Column::narrow("人数", 15.0),
            Column::wide("任务", 1),
        ],
        rows: rows.collect(),
        dense: true,
        empty: "还没有分组".to_owned(),
        ..Table::default()
    }
}

fn post_rows(doc: &Document) -> Vec<Row> {
    let mut posts: Vec<(_, &Post)> = doc.posts.iter().map(|(id, post)| (*id, post)).collect();
    posts.sort_by_key(|(id, post)| (post.order, *id));
    let holder =
        |id: Option<_>| or_blank(id.map(|id| doc.person_name(id)).unwrap_or_default().to_owned());
    let row = |(_, post): (_, &Post)| {
        let (primary, backup) = if post.official {
            ("见正式表".to_owned(), "见正式表".to_owned())
        } else {
            (holder(post.primary), holder(post.backup))
        };
        Row::Cells(vec![
            post.name.trim().to_owned(),
            primary,
            backup,
            masked_within(post.duties.trim()),
        ])
    };
    posts.into_iter().map(row).collect()
}

/// How many zones there are, and that each has somebody.
fn zone_words(doc: &Document) -> String {
    let (zones, sites) = (doc.zones.len(), doc.sites.len());
    if zones == 0 {
        return "。地面各场所划分责任区，每处场所属于一个责任区，每区定责任人和B角，见责任区一览表。".to_owned();
    }
    format!(
        "。地面{sites}处场所划为{zones}个责任区，每处场所属于一个责任区，每区定责任人和B角，见责任区一览表。"
    )
}

/// What is done when, by the phases of the season.
fn phases(doc: &Document) -> Vec<String> {
    let season = doc.current_season();
    if season.first.is_none() || season.last.is_none() {
        return vec!["节前组建、培训、排查，节日期间巡查值守，节后返岗复查、总结归档。".to_owned()];
    }
    let of = |phase: Phase| {
        let words = match phase {
            Phase::Preparation => "组建队伍，划责任区，定岗位，编方案和值班表，培训、集训",
            Phase::Before => "按检查表把各场所查一遍，隐患移交整改，电气由电工专项检查",
            Phase::Guard => "按路线巡查，按值班表值守，零报告，宣传和服务留矿职工",
            Phase::Return => "返岗复工前复查停用场所，恢复供电供气由岗位人员按规程进行",
            Phase::Archive => "核对记录，整理归档，写总结，对照问题改进",
        };
        let (from, to) = calendar::phase_days(phase, &season, doc.little_year())?;
        let span = format!("{}至{}", short_day(from, season.year), short_day(to, season.year));
        Some(format!("{}（{span}）：{words}。", phase.word()))
    };
    Phase::ALL.iter().copied().filter_map(of).collect()
}

fn flag(source: &Source<'_>) -> Letter {
    let Source { doc, mine, .. } = source;
    let (team, year) = (Team::of(doc), year_words(doc));
    let leader = or_blank(team.names(Role::Leader));
    let (name, count) = (short_name(mine), team.members.len());
    let mut elements = prose::elements(&format!(
        "各位领导、同志们：\n现在举行{name}{year}春节党员突击队授旗仪式。参加今天仪式的有{BLANK}，突击队队员{BLANK}人（名册{count}人，其余在岗值守）。\n仪式有以下几项。"
    ));
    let read = format!("请{BLANK}宣读《关于成立{year}春节期间党员突击队的通知》。\n（宣读完）");
    elements.extend(part("一、宣读成立通知", &read));
    let flag = format!("请{BLANK}授旗，请队长{leader}接旗。\n（授旗、接旗，队旗交旗手）");
    elements.extend(part("二、授旗", &flag));
    let speech = format!("请队员代表{BLANK}发言。\n（发言，不超过三分钟）");
    elements.extend(part("三、队员代表发言", &speech));
    let pledge = "请各分队队长带队员签承诺书，本人签名，不代签；在岗没有到场的，交班后补签。";
    elements.extend(part("四、签承诺书", pledge));
    elements.extend(part("五、提出要求", &format!("请{BLANK}讲话。\n（讲话完）")));
    let end = "仪式到此结束。请各小组组长留下，领取处置卡、口袋卡和值班表，到各自岗位和集合点走一遍。今天在岗的同志请按时返岗。";
    elements.extend(part("六、布置工作", end));
    elements.push(Element::Paragraph(format!(
        "（重温入党誓词的，用{}提供的正式文本，另行安排；本稿不印誓词。）",
        mine.term(Term::Party)
    )));
    Letter {
        title: format!("{year}春节党员突击队\n授旗仪式主持词"),
        subtitle: format!("时间：{BLANK}　地点：{BLANK}　主持人：{BLANK}"),
        elements,
        ..Letter::default()
    }
}
