//! The table of those who stay over the festival: building, room, who, until when.

use super::Meaning;
use super::desk::Desk;
use super::fields::{Field, Said, Table, line, read};
use super::members::name_of;
use super::phones::Numbers;
use crate::model::id::{ResidentId, SiteId};
use crate::model::resident::{Resident, ResidentField, ResidentKind};
use crate::model::{Put, RecordId};
use crate::rules::residents::is_illness;
use crate::rules::signs::{name_key, quoted};

/// Those who stay, a row each.
pub(super) static RESIDENTS: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Skip,
            heads: &["身份证", "证件", "紧急联系", "家庭", "性别"],
            write: None,
        },
        Field { meaning: Meaning::Name, heads: &["姓名", "名字", "住宿人"], write: None },
        Field {
            meaning: Meaning::Room,
            heads: &["房间", "房号", "寝室", "室号", "宿舍号", "门牌"],
            write: Some(|desk, record, words| {
                write_room(desk, record, words);
                Ok(())
            }),
        },
        Field {
            meaning: Meaning::Building,
            heads: &["楼栋", "楼号", "公寓", "宿舍", "住处", "住宿", "楼名", "楼"],
            write: Some(|desk, record, words| {
                write_building(desk, record, words);
                Ok(())
            }),
        },
        Field {
            meaning: Meaning::Category,
            heads: &["人员类别", "人员性质", "类别", "身份", "性质"],
            write: Some(read!(
                Resident,
                ResidentField::Kind,
                |_: &mut Desk<'_>, words: &str| kind(words)
            )),
        },
        Field {
            meaning: Meaning::Phone,
            heads: &["电话", "手机", "联系方式", "内线", "号码"],
            write: Some(line!(Resident, ResidentField::Phone)),
        },
        Field {
            meaning: Meaning::Unit,
            heads: &["单位", "部门", "区队", "科室", "车间", "探亲对象单位"],
            write: Some(read!(
                Resident,
                ResidentField::Unit,
                |desk: &mut Desk<'_>, words: &str| {
                    Ok::<_, String>(Some(desk.unit(&Desk::line(words))))
                }
            )),
        },
        Field {
            meaning: Meaning::From,
            heads: &["入住", "到矿", "开始", "起始", "起"],
            write: Some(
                read!(Resident, ResidentField::From, |desk: &mut Desk<'_>, words| desk.day(words))
            ),
        },
        Field {
            meaning: Meaning::To,
            heads: &["离矿", "离开", "退宿", "结束", "截止", "止"],
            write: Some(
                read!(Resident, ResidentField::To, |desk: &mut Desk<'_>, words| desk.day(words))
            ),
        },
        Field {
            meaning: Meaning::Stay,
            heads: &["留矿时间", "留矿日期", "在矿", "起止", "时间", "日期"],
            write: Some(write_stay),
        },
        Field {
            meaning: Meaning::Helped,
            heads: &["需协助", "协助", "行动不便", "特殊", "照顾"],
            write: Some(|desk, record, words| {
                write_helped(desk, record, words);
                Ok(())
            }),
        },
        Field { meaning: Meaning::Note, heads: &["备注", "说明"], write: Some(write_note) },
    ],
    name: Meaning::Name,
    merged: &[Meaning::Building, Meaning::Room, Meaning::Unit],
    prepare,
    subject: resident,
    newcomers: false,
};

/// Where somebody lives, as a row says it.
#[derive(Debug, Default)]
struct Home {
    building: Option<SiteId>,
    elsewhere: String,
    room: String,
}

impl Home {
    /// 3号公寓, 3号公寓412室; what is none of the sites stays in words.
    fn of(desk: &Desk<'_>, words: &str) -> Self {
        let words = Desk::line(words);
        if words.is_empty() {
            return Self::default();
        }
        let key = name_key(&words);
        let named = desk.doc.sites.iter().filter_map(|(id, site)| {
            let name = name_key(&site.name);
            let rest = key.strip_prefix(&name).filter(|_| !name.is_empty())?;
            let fits = rest.is_empty() || rest.starts_with(|sign: char| sign.is_ascii_digit());
            fits.then(|| (name.len(), *id, room(rest)))
        });
        match named.max_by_key(|(long, ..)| *long) {
            Some((_, id, room)) => Self { building: Some(id), room, ..Self::default() },
            None => Self { elsewhere: words, ..Self::default() },
        }
    }

    /// Whether that may be it: what is not said fits everything.
    fn fits(&self, one: &Resident) -> bool {
        let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let nowhere =
            |building: Option<SiteId>, words: &str| building.is_none() && words.is_empty();
        let same = self.building == one.building && self.elsewhere == one.elsewhere.trim();
        let unsaid =
            nowhere(self.building, &self.elsewhere) || nowhere(one.building, one.elsewhere.trim());
        (same || unsaid) && agree(&self.room, one.room.trim())
    }
}

/// 412 for 412室.
fn room(words: &str) -> String {
    let words = Desk::line(words);
    let bare = words.trim_end_matches(['室', '房', '号', '间']);
    let is_number = !bare.is_empty() && bare.chars().all(|sign| sign.is_ascii_digit());
    if is_number { bare.to_owned() } else { words }
}

fn resident(desk: &mut Desk<'_>, said: &Said) -> Result<(RecordId, bool), String> {
    let name = name_of(desk, said)?;
    let of = |meaning: Meaning| said.get(&meaning).map_or("", String::as_str);
    let mut home = Home::of(desk, of(Meaning::Building));
    if !of(Meaning::Room).is_empty() {
        home.room = room(of(Meaning::Room));
    }
    let key = name_key(&name);
    let namesakes = desk.doc.residents.iter().filter(|(_, one)| name_key(&one.name) == key);
    let known: Vec<ResidentId> =
        namesakes.filter(|(_, one)| home.fits(one)).map(|(id, _)| *id).collect();
    match known.as_slice() {
        [one] => Ok((RecordId::Resident(*one), false)),
        [] => {
            let id = ResidentId(desk.mint());
            desk.begin(RecordId::Resident(id));
            desk.put(Put::from((id, ResidentField::Name(name))));
            Ok((RecordId::Resident(id), true))
        }
        many => Err(format!("册上有{}个{}，请写明楼栋和房间", many.len(), quoted(&name))),
    }
}

fn prepare(said: &mut Said, left_out: &mut Vec<String>) {
    let Some(cell) = said.remove(&Meaning::Phone) else { return };
    let Numbers { phone, mobile } = Numbers::of(&[&cell], left_out);
    let both: Vec<String> =
        [phone, mobile].into_iter().filter(|number| !number.is_empty()).collect();
    said.insert(Meaning::Phone, both.join("、"));
}

fn write_building(desk: &mut Desk<'_>, record: &RecordId, words: &str) {
    let RecordId::Resident(id) = record else { return };
    let Home { building, elsewhere, room } = Home::of(desk, words);
    if building.is_none() {
        desk.told.push(format!("场所册上没有{}，先按其他住处记下", quoted(&elsewhere)));
    }
    desk.put(Put::from((*id, ResidentField::Building(building))));
    desk.put(Put::from((*id, ResidentField::Elsewhere(elsewhere))));
    let has_room = desk.doc.residents.find(id).is_some_and(|one| !one.room.is_empty());
    if !room.is_empty() && !has_room {
        desk.put(Put::from((*id, ResidentField::Room(room))));
    }
}

fn write_room(desk: &mut Desk<'_>, record: &RecordId, words: &str) {
    if let RecordId::Resident(id) = record {
        desk.put(Put::from((*id, ResidentField::Room(room(words)))));
    }
}

fn kind(words: &str) -> Result<Option<ResidentKind>, String> {
    let has = |known: &[&str]| known.iter().any(|word| words.contains(word));
    match () {
        () if has(&["家属", "探亲", "亲属"]) => Ok(Some(ResidentKind::Family)),
        () if has(&["外委", "外包", "劳务", "承包"]) => Ok(Some(ResidentKind::Contractor)),
        // 非本矿职工 is somebody else.
        () if !has(&["非"]) && has(&["职工", "本矿", "员工", "正式"]) => {
            Ok(Some(ResidentKind::Staff))
        }
        () => Err(format!("{}看不出是职工、外委还是家属", quoted(words))),
    }
}

/// 2月1日至2月10日 in one cell.
fn write_stay(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Resident(id) = record else { return Ok(()) };
    let why = || format!("留矿起止{}看不懂", quoted(words));
    let said = desk.season.read(words, None)?.filter(|said| said.rest.is_empty());
    let said = said.ok_or_else(why)?;
    let [from, .., to] = said.days.as_slice() else { return Err(why()) };
    let (from, to) = (*from, *to);
    desk.left_out.extend(said.notes);
    desk.put(Put::from((*id, ResidentField::From(Some(from)))));
    desk.put(Put::from((*id, ResidentField::To(Some(to)))));
    Ok(())
}

/// How a form says that somebody needs no help.
const NO: [&str; 21] = [
    "否",
    "不",
    "无",
    "没有",
    "暂无",
    "不需要",
    "不需",
    "不用",
    "无需",
    "不需协助",
    "无需协助",
    "正常",
    "健康",
    "良好",
    "能自理",
    "可自理",
    "行动方便",
    "×",
    "x",
    "n",
    "0",
];
/// And that somebody does.
const YES: [&str; 9] = ["是", "√", "需协助", "需要", "需要协助", "有", "要", "y", "1"];

/// Whatever stands there that is no 否: the reason is left out.
fn write_helped(desk: &mut Desk<'_>, record: &RecordId, words: &str) {
    let RecordId::Resident(id) = record else { return };
    let words = Desk::line(words);
    let bare = words.trim_matches(|sign: char| !sign.is_alphanumeric() && !"×√".contains(sign));
    let bare = bare.to_lowercase();
    // A stroke through the cell says no as well.
    let is_no = bare.is_empty() || NO.contains(&bare.as_str());
    if !is_no && !YES.contains(&bare.as_str()) {
        desk.left_out.push(format!("{}没有录入，只记需协助", quoted(&words)));
    }
    desk.put(Put::from((*id, ResidentField::Helped(!is_no))));
}

/// What is nobody's business is no note.
fn write_note(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Resident(id) = record else { return Ok(()) };
    let words = Desk::line(words);
    if is_illness(&words) {
        return Err(format!("{}像是病情，没有录入；撤离要人帮的请勾“需协助”", quoted(&words)));
    }
    desk.put(Put::from((*id, ResidentField::Note(words))));
    Ok(())
}
