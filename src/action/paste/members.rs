//! Tables about people: the roster, certificates, leave.

use chrono::NaiveDate;

use super::desk::{Desk, Traits};
use super::fields::{Field, Said, Table, line, read};
use super::people::{is_like_unit, is_name, is_no_name, is_several, plain_name};
use super::phones::{self, Numbers};
use super::{Meaning, certificates, words};
use crate::model::id::PersonId;
use crate::model::people::{Leave, PersonField, Role, Sex};
use crate::model::value::Reading;
use crate::model::{Put, RecordId, Value as _};
use crate::rules::signs::quoted;

/// The roster.
pub(super) static MEMBERS: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Skip,
            heads: &["紧急", "家庭", "家属", "父母", "父亲", "母亲", "配偶", "亲属", "有效期起"],
            write: None,
        },
        Field {
            meaning: Meaning::Role,
            heads: &["队内职务", "突击队职务", "队内分工", "队内任职", "突击队任职", "角色"],
            write: Some(write_role),
        },
        Field { meaning: Meaning::Name, heads: &["姓名", "名字"], write: None },
        Field { meaning: Meaning::Sex, heads: &["性别"], write: Some(write_sex) },
        Field {
            meaning: Meaning::Standing,
            heads: &["政治面貌", "党员类别", "党员身份", "面貌"],
            write: Some(write_standing),
        },
        Field {
            meaning: Meaning::Squad,
            heads: &["分队"],
            write: Some(|desk, record, words| {
                if let RecordId::Person(id) = record {
                    let squad = Desk::line(words);
                    desk.member(*id, |member| member.squad = squad);
                }
                Ok(())
            }),
        },
        Field {
            meaning: Meaning::Branch,
            heads: &["支部"],
            write: Some(line!(Person, PersonField::Branch)),
        },
        Field {
            meaning: Meaning::Group,
            heads: &["小组", "组别", "分组", "任务组"],
            write: Some(write_group),
        },
        Field {
            meaning: Meaning::Certificates,
            heads: &["持证", "证件", "证书", "资格证"],
            write: Some(certificates::write_list),
        },
        MOBILE,
        PHONE,
        Field {
            meaning: Meaning::Workplace,
            heads: &["单位岗位", "单位职务", "单位及岗位", "单位及职务", "部门职务", "部门及职务"],
            write: Some(write_workplace),
        },
        UNIT,
        Field {
            meaning: Meaning::Title,
            heads: &["职务", "岗位", "工种", "职称"],
            write: Some(line!(Person, PersonField::Title)),
        },
        Field {
            meaning: Meaning::Note,
            heads: &["备注", "说明"],
            write: Some(|desk, record, words| {
                if let RecordId::Person(id) = record {
                    keep_note(desk, *id, words);
                }
                Ok(())
            }),
        },
    ],
    name: Meaning::Name,
    merged: &[Meaning::Unit, Meaning::Branch, Meaning::Squad, Meaning::Group],
    prepare,
    subject: member,
    newcomers: true,
};

const MOBILE: Field = Field {
    meaning: Meaning::Mobile,
    heads: &["手机", "移动电话", "联系方式", "联系电话", "手机号"],
    write: Some(line!(Person, PersonField::Mobile)),
};
const PHONE: Field = Field {
    meaning: Meaning::Phone,
    heads: &["电话", "座机", "内线", "短号"],
    write: Some(line!(Person, PersonField::Phone)),
};
const UNIT: Field = Field {
    meaning: Meaning::Unit,
    heads: &["单位", "部门", "区队", "科室", "车间"],
    write: Some(read!(Person, PersonField::Unit, |desk: &mut Desk<'_>, words: &str| {
        Ok::<_, String>(Some(desk.unit(&Desk::line(words))))
    })),
};
/// The unit where it only tells people of one name apart.
const OF_UNIT: Field = Field { write: None, ..UNIT };

/// Certificates, a row each.
pub(super) static CERTIFICATES: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Skip,
            heads: &["开始", "起始", "初次", "领证", "发证", "复审", "有效期起"],
            write: None,
        },
        Field { meaning: Meaning::Name, heads: &["姓名", "名字", "持证人"], write: None },
        Field {
            meaning: Meaning::Number,
            heads: &["编号", "证号", "号码", "证件号", "证书号"],
            write: None,
        },
        Field {
            meaning: Meaning::Until,
            heads: &["有效期", "到期", "截止", "有效至"],
            write: None,
        },
        Field {
            meaning: Meaning::Certificates,
            heads: &["证件", "证书", "证种", "类别", "种类", "工种", "项目", "名称", "资格"],
            write: Some(certificates::write_row),
        },
        OF_UNIT,
        Field { write: None, ..MOBILE },
    ],
    name: Meaning::Name,
    merged: &[Meaning::Name, Meaning::Unit],
    prepare: certificates::prepare,
    subject: known_person,
    newcomers: false,
};

/// Days people are away.
pub(super) static LEAVES: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Skip,
            heads: &["事由", "原因", "天数", "备注", "批准", "类别", "类型", "种类", "性质"],
            write: None,
        },
        Field { meaning: Meaning::Name, heads: &["姓名", "名字", "请假人"], write: None },
        Field {
            meaning: Meaning::From,
            heads: &["开始", "起始", "起日", "离矿", "自", "起", "请假起", "休假起"],
            write: None,
        },
        Field {
            meaning: Meaning::To,
            heads: &[
                "结束",
                "截止",
                "返岗",
                "返矿",
                "至",
                "终止",
                "销假",
                "止",
                "止日",
                "到",
                "请假止",
                "休假止",
            ],
            write: None,
        },
        Field {
            meaning: Meaning::Days,
            heads: &["日期", "时间", "请假", "休假", "外出", "起止"],
            write: Some(write_leave),
        },
        OF_UNIT,
    ],
    name: Meaning::Name,
    merged: &[Meaning::Unit],
    prepare: prepare_leave,
    subject: known_person,
    newcomers: false,
};

/// Finds the telephones, whichever cell they stand in.
fn prepare(said: &mut Said, left_out: &mut Vec<String>) {
    let cell = |said: &Said, meaning: Meaning| said.get(&meaning).cloned().unwrap_or_default();
    let (mobile, phone) = (cell(said, Meaning::Mobile), cell(said, Meaning::Phone));
    let mut numbers = Numbers::of(&[&mobile, &phone], left_out);
    let others =
        said.iter_mut().filter(|(meaning, _)| !matches!(meaning, Meaning::Mobile | Meaning::Phone));
    for (_, words) in others {
        let (found, rest) = phones::out_of(words);
        for number in found {
            numbers.take_mobile(number, left_out);
        }
        *words = rest;
    }
    said.insert(Meaning::Mobile, numbers.mobile);
    said.insert(Meaning::Phone, numbers.phone);
}

/// How a name of several parts is to be written.
const DOTTED: &str = "；是一个人的，各节之间写“·”";

/// The name of a row, or why it is nobody's.
pub(super) fn name_of(desk: &mut Desk<'_>, said: &Said) -> Result<String, String> {
    let cell = said.get(&Meaning::Name).map_or("", String::as_str);
    let name = plain_name(cell);
    if name.is_empty() {
        return Err("没有姓名".to_owned());
    }
    if desk.knows(&name) {
        return Ok(name);
    }
    if is_no_name(&name) {
        return Err(format!("{}不是姓名", quoted(&name)));
    }
    if is_several(cell) {
        let dots = if cell.contains([' ', '\u{3000}']) { DOTTED } else { "" };
        return Err(format!("{}是几个人，请一人一行{dots}", quoted(cell)));
    }
    let odd = name.chars().any(|sign| sign.is_ascii_digit() || "：:、，,/（(".contains(sign));
    if odd {
        Err(format!("{}不像姓名，请看看哪一列是姓名", quoted(&name)))
    } else if is_name(&name) {
        Ok(name)
    } else if is_like_unit(&name) && says_more(desk, said, &name) {
        desk.left_out.push(format!("姓名{}也像单位，请核实", quoted(&name)));
        Ok(name)
    } else {
        // Written without its dots a long name cannot be told from an office.
        let is_long = (5..=20).contains(&name.chars().count());
        let dots = if is_long && name.chars().all(char::is_alphabetic) { DOTTED } else { "" };
        Err(format!("{}不像一个人的全名，请写全名{dots}", quoted(&name)))
    }
}

/// Whether a row says more than a name, and no unit is called like it.
fn says_more(desk: &Desk<'_>, said: &Said, name: &str) -> bool {
    let filled = said.values().filter(|words| !words.is_empty()).count();
    1 < filled && !desk.doc.units.iter().any(|(_, unit)| unit.name.trim() == name)
}

fn traits(said: &Said) -> Traits<'_> {
    let of = |meaning: Meaning| said.get(&meaning).map_or("", String::as_str);
    Traits { unit: of(Meaning::Unit), mobile: of(Meaning::Mobile) }
}

fn member(desk: &mut Desk<'_>, said: &Said) -> Result<(RecordId, bool), String> {
    let name = name_of(desk, said)?;
    let standing = said.get(&Meaning::Standing).map_or("", String::as_str);
    if !standing.is_empty() && words::standing(standing).is_none() {
        let why = "突击队名册只收正式党员、预备党员、入党积极分子，请核实";
        return Err(format!("政治面貌是{}，{why}", quoted(standing)));
    }
    let odd = crate::rules::signs::nameless(&name);
    if !odd.is_empty() {
        let numbers = crate::rules::signs::numbers(&odd);
        desk.left_out.push(format!("姓名里的字（{numbers}）打印不出来，请改写"));
    }
    let known = desk.one(&name, traits(said))?;
    let id = known.unwrap_or_else(|| {
        let alike = alike(desk, &name, traits(said).mobile);
        let id = desk.newcomer(&name);
        // The row itself says so.
        desk.told = alike;
        id
    });
    desk.member(id, |_plain| {});
    Ok((RecordId::Person(id), known.is_none()))
}

/// Who on the books a newcomer could be, for people to read: whoever bears the name in another unit or
/// has the telephone under another name.
fn alike(desk: &Desk<'_>, name: &str, mobile: &str) -> Vec<String> {
    let doc = &desk.doc;
    let namesakes = desk.bearers(name, Traits::default());
    let told = |id: &PersonId| {
        let unit = doc.unit_name(doc.persons.find(id).and_then(|person| person.unit));
        let unit = if unit.is_empty() { "单位未填" } else { unit };
        let is_of_table = desk.made.contains(&RecordId::Person(*id));
        let there = if is_of_table { "表里上面已有" } else { "册上已有" };
        format!("{there}{}（{unit}），请核实是否同一人", quoted(name))
    };
    let others = doc.persons.iter().filter(|(id, person)| {
        !mobile.is_empty() && person.mobile.trim() == mobile && !namesakes.contains(id)
    });
    let same = others.map(|(id, _)| format!("手机{mobile}是{}的，请核实", doc.person_name(*id)));
    namesakes.iter().map(told).chain(same).collect()
}

/// Somebody on the books, or somebody new where that is wished.
fn known_person(desk: &mut Desk<'_>, said: &Said) -> Result<(RecordId, bool), String> {
    let name = name_of(desk, said)?;
    let id = match desk.one(&name, traits(said))? {
        Some(id) => id,
        None => desk.person(&name)?,
    };
    Ok((RecordId::Person(id), false))
}

fn write_sex(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Person(id) = record else { return Ok(()) };
    match Sex::parse(words, &desk.doc) {
        Reading::Is(sex) => {
            desk.put(Put::from((*id, PersonField::Woman(sex))));
            Ok(())
        }
        _ => Err(format!("性别{}看不出男女", quoted(words))),
    }
}

fn write_standing(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Person(id) = record else { return Ok(()) };
    let standing = words::standing(words).ok_or_else(|| format!("{}认不出", quoted(words)))?;
    desk.member(*id, |member| member.standing = standing);
    Ok(())
}

fn write_group(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Person(id) = record else { return Ok(()) };
    let why = || format!("小组{}不是六个小组之一", quoted(words));
    let group = words::group(words).ok_or_else(why)?;
    desk.member(*id, |member| member.group = group);
    Ok(())
}

/// 组长 of a group may name the group as well: 安全巡查组组长.
fn write_role(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Person(id) = record else { return Ok(()) };
    let words = Desk::line(words);
    let why = || format!("队内职务{}不是队长、副队长、组长、队员", quoted(&words));
    let role = words::role(&words).ok_or_else(why)?;
    let group = words::group(&words).filter(|_| role == Role::Head);
    desk.member(*id, |member| {
        member.role = role;
        member.group = group.unwrap_or(member.group);
    });
    Ok(())
}

/// Unit and title as one cell has them: 机电队　班长. Of a title that names its unit (机电队队长) the unit is
/// taken too, as our own roster prints it.
fn write_workplace(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Person(id) = record else { return Ok(()) };
    let words = Desk::line(words);
    let units = desk.doc.units.iter().map(|(id, unit)| (*id, unit.name.trim().to_owned()));
    let begun = units.filter(|(_, name)| !name.is_empty() && words.starts_with(name.as_str()));
    let known = begun.max_by_key(|(_, name)| name.len());
    let (unit, title) = match (known, words.split_once([' ', '　'])) {
        (Some((unit, name)), _) => {
            let rest = words.get(name.len()..).unwrap_or_default();
            let is_apart = rest.starts_with([' ', '　']) || rest.is_empty();
            (unit, if is_apart { rest.trim().to_owned() } else { words.clone() })
        }
        (None, Some((unit, title))) => (desk.unit(unit), title.trim().to_owned()),
        (None, None) => return Err(format!("{}分不出单位和职务", quoted(&words))),
    };
    desk.put(Put::from((*id, PersonField::Unit(Some(unit)))));
    if !title.is_empty() {
        desk.put(Put::from((*id, PersonField::Title(title))));
    }
    Ok(())
}

/// Joins the first and last day into a stretch. Of whom only one of them is written, nobody knows
/// how long they are away.
fn prepare_leave(said: &mut Said, _left_out: &mut Vec<String>) {
    let mut of = |meaning: Meaning| said.remove(&meaning).unwrap_or_default();
    let (from, to, days) = (of(Meaning::From), of(Meaning::To), of(Meaning::Days));
    let is_stretch = from.contains(['至', '到', '—', '～', '~', '、'])
        || (from.contains('月') && from.contains('-'));
    let days = match (from.is_empty(), to.is_empty()) {
        (true, true) => days,
        (false, false) => format!("{from}至{to}"),
        // 请假日期 and 销假日期 are the first day and the last.
        (true, false) if !days.is_empty() => format!("{days}至{to}"),
        (true, false) => format!("？至{to}"),
        (false, true) if is_stretch => from,
        (false, true) => format!("{from}至？"),
    };
    if !days.is_empty() {
        said.insert(Meaning::Days, days);
    }
}

/// Words that say that somebody is away.
const AWAY: [&str; 7] = ["请假", "休假", "事假", "病假", "产假", "婚假", "年假"];

/// A leave that stands in a remark keeps nobody off the rota: whoever pastes is told.
fn keep_note(desk: &mut Desk<'_>, id: PersonId, words: &str) {
    let note = Desk::line(words);
    if AWAY.iter().any(|away| note.contains(away)) {
        desk.left_out.push(format!("{}记在备注里，没有记成请假", quoted(&note)));
    }
    desk.put(Put::from((id, PersonField::Note(note))));
}

fn write_leave(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Person(id) = record else { return Ok(()) };
    let why = || format!("请假日期{}看不懂", quoted(words));
    let said = desk.season.read(words, None)?.filter(|said| said.rest.is_empty());
    let said = said.ok_or_else(why)?;
    let is_longer = |count: &String| count.parse::<f64>().is_ok_and(|count| 1.0 < count);
    if let Some(count) =
        desk.day_count.take().filter(|count| said.days.len() == 1 && is_longer(count))
    {
        let why = format!("天数写的是{count}，请把请假日期写成从哪天到哪天");
        return Err(format!("请假日期{}只有一天，{why}", quoted(words)));
    }
    if said.days.len() == 1 && desk.has_unread_day {
        let why = "旁边还有一列日期不知道是什么，请先选定那一列";
        return Err(format!("请假日期{}只有一天，{why}", quoted(words)));
    }
    desk.left_out.extend(said.notes);
    let person = desk.doc.persons.find(id);
    let mut leaves = person.map(|person| person.leaves.clone()).unwrap_or_default();
    for stretch in stretches(&said.days) {
        if !leaves.contains(&stretch) {
            leaves.push(stretch);
        }
    }
    leaves.sort_by_key(|leave| (leave.from, leave.to));
    desk.put(Put::from((*id, PersonField::Leaves(leaves))));
    Ok(())
}

/// Days in a row as stretches.
fn stretches(days: &[NaiveDate]) -> Vec<Leave> {
    let mut all: Vec<Leave> = Vec::new();
    for day in days {
        match all.last_mut().filter(|last| last.to.succ_opt() == Some(*day)) {
            Some(last) => last.to = *day,
            None => all.push(Leave { from: *day, to: *day }),
        }
    }
    all
}
