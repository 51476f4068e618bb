//! Tables about posts, units, zones, sites, routes and telephones.

use super::desk::Desk;
use super::fields::{Field, Said, Table, line, lines, read, unprepared};
use super::{Meaning, phones, words};
use crate::model::duty::DutyShift;
use crate::model::id::{PhoneId, PostId, RouteId, SiteId};
use crate::model::people::{Post, PostField, UnitField};
use crate::model::place::{RouteField, SiteField, ZoneField};
use crate::model::plan::PhoneField;
use crate::model::value::Reading;
use crate::model::{Put, RecordId, Value as _};
use crate::rules::signs::{name_key, quoted};

/// Posts with A角 and B角.
pub(super) static POSTS: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Primary,
            heads: &["A角", "a角", "A岗", "责任人", "主岗", "负责人"],
            write: Some(read!(Post, PostField::Primary, |desk: &mut Desk<'_>, words| desk
                .person(words)
                .map(Some))),
        },
        Field {
            meaning: Meaning::Backup,
            heads: &["B角", "b角", "B岗", "副岗", "替岗", "备岗"],
            write: Some(read!(Post, PostField::Backup, |desk: &mut Desk<'_>, words| desk
                .person(words)
                .map(Some))),
        },
        Field {
            meaning: Meaning::Group,
            heads: &["小组", "组别", "所属组"],
            write: Some(read!(Post, PostField::Group, |_desk: &mut Desk<'_>, words: &str| {
                let why = || format!("小组{}不是六个小组之一", quoted(words));
                words::group(words).map(Some).ok_or_else(why)
            })),
        },
        Field {
            meaning: Meaning::Seats,
            heads: &["人数", "定员"],
            write: Some(read!(Post, PostField::Seats, |desk: &mut Desk<'_>, words: &str| seats(
                desk, words
            ))),
        },
        Field {
            meaning: Meaning::Shifts,
            heads: &["班次", "班制", "值班时间"],
            write: Some(read!(Post, PostField::Shifts, shifts)),
        },
        Field {
            meaning: Meaning::Needs,
            heads: &["持证", "证件", "资格"],
            write: Some(read!(Post, PostField::Needs, needs)),
        },
        Field {
            meaning: Meaning::Official,
            heads: &["由矿办排班", "由谁排班", "谁排班", "排班单位", "排班部门", "值班表"],
            write: Some(read!(Post, PostField::Official, official)),
        },
        Field {
            meaning: Meaning::Duties,
            heads: &["职责", "任务", "工作内容"],
            write: Some(lines!(Post, PostField::Duties)),
        },
        Field {
            meaning: Meaning::Location,
            heads: &["地点", "位置", "集合点"],
            write: Some(line!(Post, PostField::Place)),
        },
        Field {
            meaning: Meaning::Phone,
            heads: &["电话", "内线", "手机", "号码"],
            write: Some(line!(Post, PostField::Phone)),
        },
        Field { meaning: Meaning::Post, heads: &["岗位", "名称"], write: None },
    ],
    name: Meaning::Post,
    merged: &[Meaning::Group],
    prepare: unprepared,
    subject: post,
    newcomers: false,
};

/// Units of the mine.
pub(super) static UNITS: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Head,
            heads: &["负责人", "责任人", "主管", "领导", "姓名"],
            write: Some(read!(Unit, UnitField::Head, |desk: &mut Desk<'_>, words| desk
                .person(words)
                .map(Some))),
        },
        Field {
            meaning: Meaning::Phone,
            heads: &["电话", "内线", "手机", "号码"],
            write: Some(line!(Unit, UnitField::Phone)),
        },
        Field {
            meaning: Meaning::Contractor,
            heads: &["外委", "外包", "性质"],
            write: Some(read!(Unit, UnitField::Contractor, contractor)),
        },
        Field {
            meaning: Meaning::Unit,
            heads: &["单位", "部门", "科室", "区队", "名称"],
            write: None,
        },
    ],
    name: Meaning::Unit,
    merged: &[],
    prepare: unprepared,
    subject: |desk, said| {
        let name = named(said, Meaning::Unit, "单位名称")?;
        let before = desk.made.len();
        let id = desk.unit(&name);
        Ok((RecordId::Unit(id), told_by_row(desk, before)))
    },
    newcomers: false,
};

/// Responsibility zones.
pub(super) static ZONES: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Backup,
            heads: &["B角", "b角", "副责任人", "备岗"],
            write: Some(read!(Zone, ZoneField::Backup, |desk: &mut Desk<'_>, words| desk
                .person(words)
                .map(Some))),
        },
        Field {
            meaning: Meaning::Keeper,
            heads: &["责任人", "负责人", "A角", "a角", "包保"],
            write: Some(read!(Zone, ZoneField::Keeper, |desk: &mut Desk<'_>, words| desk
                .person(words)
                .map(Some))),
        },
        Field {
            meaning: Meaning::Zone, heads: &["责任区", "区域", "片区", "名称"], write: None
        },
    ],
    name: Meaning::Zone,
    merged: &[],
    prepare: unprepared,
    subject: |desk, said| {
        let name = named(said, Meaning::Zone, "责任区名称")?;
        let before = desk.made.len();
        let id = desk.zone(&name);
        Ok((RecordId::Zone(id), told_by_row(desk, before)))
    },
    newcomers: false,
};

/// Sites, with the zones they lie in.
pub(super) static SITES: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Kind,
            heads: &["类别", "类型", "性质", "种类"],
            write: Some(read!(Site, SiteField::Kind, |desk: &mut Desk<'_>, words: &str| {
                let why = || format!("场所类别{}认不出", quoted(words));
                words::site_kind(&desk.doc.profile(), words).map(Some).ok_or_else(why)
            })),
        },
        Field {
            meaning: Meaning::Zone,
            heads: &["责任区", "片区", "区域"],
            write: Some(read!(Site, SiteField::Zone, |desk: &mut Desk<'_>, words: &str| Ok::<
                _,
                String,
            >(
                Some(desk.zone(&Desk::line(words)))
            ))),
        },
        Field {
            meaning: Meaning::Keeper,
            heads: &["责任区责任人", "责任人", "负责人", "包保人"],
            write: Some(write_keeper),
        },
        Field {
            meaning: Meaning::Unit,
            heads: &["管理单位", "责任单位", "单位", "部门"],
            write: Some(read!(Site, SiteField::Unit, |desk: &mut Desk<'_>, words: &str| Ok::<
                _,
                String,
            >(
                Some(desk.unit(&Desk::line(words)))
            ))),
        },
        Field {
            meaning: Meaning::Remark,
            heads: &["说明", "备注", "情况", "层数", "人数"],
            write: Some(line!(Site, SiteField::Note)),
        },
        Field {
            meaning: Meaning::Site,
            heads: &["场所", "地点", "部位", "名称", "建筑"],
            write: None,
        },
    ],
    name: Meaning::Site,
    merged: &[Meaning::Zone, Meaning::Unit, Meaning::Keeper],
    prepare: unprepared,
    subject: site,
    newcomers: false,
};

/// Patrol routes.
pub(super) static ROUTES: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Stops,
            heads: &["点位", "各点", "途经", "经过", "场所", "巡查点"],
            write: Some(write_stops),
        },
        Field {
            meaning: Meaning::Area,
            heads: &["区域", "范围", "片区"],
            write: Some(line!(Route, RouteField::Area)),
        },
        Field { meaning: Meaning::Route, heads: &["路线", "线路", "名称"], write: None },
    ],
    name: Meaning::Route,
    merged: &[Meaning::Route, Meaning::Area],
    prepare: unprepared,
    subject: route,
    newcomers: false,
};

/// The telephone table.
pub(super) static PHONES: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Phone,
            heads: &["电话", "号码", "内线", "手机", "联系方式", "短号"],
            write: Some(read!(Phone, PhoneField::Number, dialled)),
        },
        Field {
            meaning: Meaning::Remark,
            heads: &["说明", "备注", "用途", "联系人"],
            write: Some(line!(Phone, PhoneField::Note)),
        },
        Field {
            meaning: Meaning::Line,
            heads: &["单位", "岗位", "部门", "名称", "处所", "姓名"],
            write: None,
        },
    ],
    name: Meaning::Line,
    merged: &[],
    prepare: unprepared,
    subject: phone,
    newcomers: false,
};

/// The name a row cannot go without.
pub(super) fn named(said: &Said, meaning: Meaning, what: &str) -> Result<String, String> {
    let name = Desk::line(said.get(&meaning).map_or("", String::as_str));
    let sums = ["合计", "小计", "总计", "共计", "制表", "填表", "审核", "注："];
    if name.is_empty() {
        Err(format!("没有{what}"))
    } else if sums.iter().any(|word| name.starts_with(word)) {
        Err(format!("{}不是{what}", quoted(&name)))
    } else {
        Ok(name)
    }
}

/// Whether the row made its record: it says so itself.
fn told_by_row(desk: &mut Desk<'_>, before: usize) -> bool {
    desk.told.clear();
    before < desk.made.len()
}

/// Finds the one record of that name, or begins a new one, for a kind of record.
macro_rules! found_or_begun {
    ($function:ident, $table:ident, $kind:ident, $id:ident, $name:path, $of:expr, $what:literal) => {
        fn $function(desk: &mut Desk<'_>, said: &Said) -> Result<(RecordId, bool), String> {
            let name = named(said, $of, $what)?;
            let key = name_key(&name);
            let all = desk.doc.$table.iter();
            let known: Vec<$id> =
                all.filter(|(_, one)| name_key(&one.name) == key).map(|(id, _)| *id).collect();
            match known.as_slice() {
                [one] => Ok((RecordId::$kind(*one), false)),
                [] => {
                    let id = $id(desk.mint());
                    desk.begin(RecordId::$kind(id));
                    desk.put(Put::from((id, $name(name))));
                    Ok((RecordId::$kind(id), true))
                }
                many => Err(format!("册上有{}个{}，请先改名", many.len(), quoted(&name))),
            }
        }
    };
}

found_or_begun!(found_post, posts, Post, PostId, PostField::Name, Meaning::Post, "岗位名称");
found_or_begun!(site, sites, Site, SiteId, SiteField::Name, Meaning::Site, "场所名称");
found_or_begun!(route, routes, Route, RouteId, RouteField::Name, Meaning::Route, "路线名称");
found_or_begun!(found_phone, phones, Phone, PhoneId, PhoneField::Name, Meaning::Line, "单位或岗位");

/// A post comes behind those that are there.
fn post(desk: &mut Desk<'_>, said: &Said) -> Result<(RecordId, bool), String> {
    let last = desk.doc.posts.iter().map(|(_, post)| post.order).max().unwrap_or_default();
    let (record, is_new) = found_post(desk, said)?;
    if let (RecordId::Post(id), true) = (&record, is_new) {
        desk.put(Put::from((*id, PostField::Order(last.saturating_add(1)))));
        if Post::is_official_by_name(said.get(&Meaning::Post).map_or("", String::as_str)) {
            desk.put(Put::from((*id, PostField::Official(true))));
        }
    }
    Ok((record, is_new))
}

/// A line of the telephone table comes behind those that are there.
fn phone(desk: &mut Desk<'_>, said: &Said) -> Result<(RecordId, bool), String> {
    let last = desk.doc.phones.iter().map(|(_, line)| line.order).max().unwrap_or_default();
    let (record, is_new) = found_phone(desk, said)?;
    if let (RecordId::Phone(id), true) = (&record, is_new) {
        desk.put(Put::from((*id, PhoneField::Order(last.saturating_add(1)))));
    }
    Ok((record, is_new))
}

/// What can be dialled; 12O with a letter cannot.
fn dialled(_desk: &mut Desk<'_>, words: &str) -> Result<String, String> {
    let words = Desk::line(words);
    let parts = words.split(['/', '、', '，', ',', '；', ';']).map(str::trim);
    let can = |part: &str| phones::is_mobile(part) || phones::is_phone(part);
    let is_known = parts.filter(|part| !part.is_empty()).all(can);
    is_known.then_some(words.clone()).ok_or_else(|| format!("{}不是号码", quoted(&words)))
}

fn seats(desk: &Desk<'_>, words: &str) -> Result<u16, String> {
    let digits = words.trim().trim_end_matches(['人', '名']);
    match u16::parse(digits, &desk.doc) {
        Reading::Is(count) if count <= 99 => Ok(count),
        _ => Err(format!("人数{}看不懂", quoted(words))),
    }
}

/// 白班、夜班; 24小时; the word of the list for a post that has no column of the rota.
fn shifts(_desk: &mut Desk<'_>, words: &str) -> Result<Vec<DutyShift>, String> {
    let mut all = Vec::new();
    if matches!(words.trim(), "不排班" | "不值班" | "不排") {
        return Ok(all);
    }
    for part in words.split(['、', '，', ',', '/', ' ', '\n', '；', ';', '+']) {
        if part.is_empty() {
            continue;
        }
        let shift = super::slots::shift(part);
        let shift = shift.ok_or_else(|| format!("班次{}认不出", quoted(words)))?;
        if !all.contains(&shift) {
            all.push(shift);
        }
    }
    Ok(all)
}

fn needs(_desk: &mut Desk<'_>, words: &str) -> Result<Vec<crate::model::people::Skill>, String> {
    let mut all = Vec::new();
    for part in words.split(['、', '，', ',', '/', '\n', '；', ';']).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let skill = words::skill(part).ok_or_else(|| format!("须持证{}认不出", quoted(part)))?;
        if !all.contains(&skill) {
            all.push(skill);
        }
    }
    Ok(all)
}

/// Whether another office makes the rota: 是, 矿办, 正式表.
fn official(_desk: &mut Desk<'_>, words: &str) -> Result<bool, String> {
    match words.trim() {
        "是" | "√" | "正式表" | "矿办" | "矿办公室" | "由矿办排班" | "矿办排" | "矿排" => {
            Ok(true)
        }
        "否" | "×" | "不是" | "本队" | "本队排" | "突击队" | "队里排" | "自排" => {
            Ok(false)
        }
        _ => Err(format!("{}看不出是不是由矿办排班", quoted(words))),
    }
}

fn contractor(_desk: &mut Desk<'_>, words: &str) -> Result<bool, String> {
    match words.trim() {
        "是" | "√" | "外委" | "外委单位" | "外包" => Ok(true),
        "否" | "×" | "本矿" | "内部" | "自有" => Ok(false),
        _ => Err(format!("{}看不出是不是外委单位", quoted(words))),
    }
}

/// Whoever answers for a site answers for its zone.
fn write_keeper(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Site(id) = record else { return Ok(()) };
    let zone = desk.doc.sites.find(id).and_then(|site| site.zone);
    let zone = zone.ok_or("没有责任区，责任人没处填")?;
    let person = desk.person(words)?;
    let before = desk.doc.zones.find(&zone).and_then(|zone| zone.keeper);
    if before.is_some_and(|before| before != person) {
        return Err(format!(
            "这个责任区的责任人已经是{}",
            desk.doc.person_names(&[before.unwrap_or(person)])
        ));
    }
    desk.put(Put::from((zone, ZoneField::Keeper(Some(person)))));
    Ok(())
}

/// The stops of a route in their order; a row below that names the same route goes on with it.
fn write_stops(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Route(id) = record else { return Ok(()) };
    let cut = |sign: char| "、，,；;\n→—>".contains(sign);
    let mut stops: Vec<SiteId> = Vec::new();
    let names = words.split(cut).map(|name| name.trim_matches(['-', ' '])).collect::<Vec<_>>();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        stops.push(desk.site(name)?);
    }
    let goes_on = desk.seen.contains(record);
    let mut all = match desk.doc.routes.find(id) {
        Some(route) if goes_on => route.stops.clone(),
        _ => Vec::new(),
    };
    all.extend(stops);
    desk.put(Put::from((*id, RouteField::Stops(all))));
    Ok(())
}
