//! 《党员突击队承诺书》: half a page for every member, to be signed by hand. Source: `sources.md` 突击队成立材料.

use super::data::Data;
use super::form::{Block, Form, Page, Words};
use super::head::season_title;
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Span, if_any};
use super::roster::members;
use crate::model::Document;
use crate::model::id::PersonId;
use crate::model::mine::Mine;
use crate::model::people::Standing;
use crate::rules::roster::{self, Member};

pub(super) static PAPER: Paper = Paper {
    word: "pledges",
    key: "pledges",
    title: "承诺书",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word],
    days: Span::Standing,
    none: "名册上还没有队员",
    offers: |doc, _| if_any(members(doc), "人", "承诺书，A4印两人，裁开", Request::pledges()),
    name: |_, _| Named::of("全队"),
    make: |source, _| Ok(Data::Halves(forms(source.doc, &source.mine))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};

impl Request {
    /// Pledges, half a page a member.
    pub fn pledges() -> Self {
        PAPER.whole()
    }
}

/// So many places are named of which somebody is keeper; the others are counted.
const MOST_SITES: usize = 3;

/// What a pen fills in.
const BLANK: &str = "________";

/// What a member promises, point by point.
const POINTS: [&str; 6] = [
    "一、坚守岗位，听从指挥；",
    "二、巡查到点，记录真实；",
    "三、发现隐患立即报告，当场能改的当场改；",
    "四、不饮酒上岗，不擅离职守；",
    "五、先保安全再救援，不冒险、不越权；",
    "六、热心服务留矿职工。",
];

/// The pledges in the order of the roster; two with blanks, as many as a page holds, where there is
/// nobody yet.
pub(super) fn forms(doc: &Document, mine: &Mine) -> Vec<Form> {
    let groups = roster::groups(doc);
    let members = groups.iter().flat_map(|group| &group.members);
    let forms: Vec<Form> = members.map(|member| form(doc, mine, Some(member))).collect();
    if forms.is_empty() { vec![form(doc, mine, None); 2] } else { forms }
}

fn form(doc: &Document, mine: &Mine, member: Option<&Member<'_>>) -> Form {
    let year = doc.current_season().year;
    let (who, name) = match member {
        Some(member) => (belonging(member), member.person.name.trim()),
        // The pen strikes out what does not apply.
        None => (format!("{BLANK}支部党员（预备党员、入党积极分子）"), BLANK),
    };
    let team = season_title(year, "春节党员突击队");
    let begin = format!("我是{who}{name}，自愿参加{team}。我承诺：");
    let charge = member.and_then(|member| charge(doc, member.id));
    let begin = [begin].into_iter().chain(charge);
    let points = POINTS.into_iter().chain(["请组织和职工监督。"]).map(str::to_owned);
    let paragraphs = begin.chain(points).collect();
    Form {
        page: Page::A5,
        unit: mine.heading().to_owned(),
        title: format!("{team}承诺书"),
        blocks: vec![
            Block::Words(Words { paragraphs, large: true }),
            Block::signed(&["承诺人签名"]),
        ],
        personal: true,
        ..Form::default()
    }
}

/// What somebody answers for besides: 我负责：公寓东区责任区（网格长）；3号公寓（安全管家）。
fn charge(doc: &Document, person: PersonId) -> Option<String> {
    let is = |id: Option<PersonId>| id == Some(person);
    let zones = doc.zones.iter().filter_map(|(_, zone)| {
        let part = match (is(zone.keeper), is(zone.backup)) {
            (true, _) => "网格长",
            (false, true) => "副网格长",
            (false, false) => return None,
        };
        Some(format!("{}（{part}）", zone.name.trim()))
    });
    let stewards = doc.stewards.iter().filter(|(_, one)| is(one.person));
    let stewards = stewards.filter_map(|(_, one)| {
        let names = one.sites.iter().take(MOST_SITES).map(|site| doc.site_name(Some(*site)).trim());
        let names = names.collect::<Vec<_>>().join("、");
        let places = match one.sites.len() {
            0 => "全矿地面".to_owned(),
            count if MOST_SITES < count => format!("{names}等{count}处"),
            _ => names,
        };
        Some(format!("{places}（{}）", one.kind?.word()))
    });
    let all: Vec<String> = zones.chain(stewards).collect();
    (!all.is_empty()).then(|| format!("我负责：{}。", all.join("；")))
}

/// 机关支部党员; the squad where nobody wrote the branch down, else a blank for the pen.
fn belonging(member: &Member<'_>) -> String {
    let standing = match member.membership.standing {
        Standing::Member => "党员",
        Standing::Probationary => "预备党员",
        Standing::Applicant => "入党积极分子",
    };
    let place = match (member.person.branch.trim(), member.membership.squad.trim()) {
        ("", "") => format!("{BLANK}支部"),
        ("", squad) => squad.to_owned(),
        (branch, _) => branch.to_owned(),
    };
    format!("{place}{standing}")
}
