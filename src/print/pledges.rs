//! 《党员突击队承诺书》: a page for every member, to be signed by hand. Source: domain.md 7.1(5).

use super::form::{Block, Form, Signatures, Words};
use super::roster::{Member, season_title, squads};
use crate::model::Document;
use crate::model::mine::Mine;
use crate::model::people::Standing;

/// What a pen fills in.
const BLANK: &str = "________";

/// What a member promises, point by point.
const POINTS: [&str; 6] = [
    "坚守岗位，听从指挥；",
    "巡查到点，记录真实；",
    "发现隐患立即报告，当场能改的当场改；",
    "不饮酒上岗，不擅离职守；",
    "先保安全再救援，不冒险、不越权；",
    "热心服务留矿职工。",
];

/// The pledges in the order of the roster; one with blanks where there is nobody yet.
pub(super) fn forms(doc: &Document, mine: &Mine) -> Vec<Form> {
    let squads = squads(doc);
    let members = squads.iter().flat_map(|(_, members)| members);
    let forms: Vec<Form> = members.map(|member| form(doc, mine, Some(member))).collect();
    if forms.is_empty() { vec![form(doc, mine, None)] } else { forms }
}

fn form(doc: &Document, mine: &Mine, member: Option<&Member<'_>>) -> Form {
    let year = doc.current_season().year;
    let (who, name) = match member {
        Some(member) => (belonging(member), member.person.name.trim()),
        None => (format!("{BLANK}支部{BLANK}"), BLANK),
    };
    let team = season_title(year, "春节党员突击队");
    let mut paragraphs = vec![format!("我是{who}{name}，自愿参加{team}。我承诺：")];
    for (number, point) in ["一", "二", "三", "四", "五", "六"].iter().zip(POINTS) {
        paragraphs.push(format!("{number}、{point}"));
    }
    paragraphs.push("请组织和职工监督。".to_owned());
    Form {
        unit: mine.heading().to_owned(),
        title: "党员突击队承诺书".to_owned(),
        subtitle: season_title(year, "春节"),
        blocks: vec![
            Block::Words(Words { paragraphs, large: true }),
            Block::Signatures(Signatures {
                labels: vec!["承诺人（签名）".to_owned()],
                across: 1,
                dated: true,
            }),
        ],
        notes: vec!["本人签名，不代签；一式两份，本人和突击队队部各留一份。".to_owned()],
        ..Form::default()
    }
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
