//! What single words of a table mean.

use crate::model::mine::Mine;
use crate::model::people::{Group, Role, Skill, Standing};
use crate::model::place::SiteKind;

/// What is said of whoever is no member of the Party, or one of another.
const OTHERS: [&str; 14] = [
    "非党",
    "非中共",
    "不是",
    "否",
    "未入",
    "无党",
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工",
    "致公",
    "九三",
    "台盟",
];

/// Where somebody stands in the Party.
pub(super) fn standing(words: &str) -> Option<Standing> {
    Some(match words {
        _ if OTHERS.iter().any(|other| words.contains(other)) => return None,
        _ if words.contains("预备") => Standing::Probationary,
        _ if words.contains("积极分子") || words.contains("发展对象") => {
            Standing::Applicant
        }
        _ if words.contains("申请") => Standing::Applicant,
        _ if words.contains("党员") || words == "党" || words == "正式" => Standing::Member,
        _ => return None,
    })
}

/// Which of the six groups.
pub(super) fn group(words: &str) -> Option<Group> {
    let table: [(Group, &[&str]); 6] = [
        (Group::FireFirst, &["初起", "灭火", "火灾"]),
        (Group::Evacuation, &["疏散", "引导"]),
        (Group::FirstAid, &["救护", "急救", "医疗", "医护"]),
        (Group::Patrol, &["巡查", "巡检", "检查"]),
        (Group::Service, &["宣传", "服务", "帮扶"]),
        (Group::Communication, &["通信", "通讯", "联络"]),
    ];
    let known = table.iter().find(|(_, names)| names.iter().any(|name| words.contains(name)));
    known.map(|(group, _)| *group)
}

/// Which part in the team.
pub(super) fn role(words: &str) -> Option<Role> {
    Some(match words {
        "队长" | "突击队队长" | "突击队长" | "总队长" => Role::Leader,
        "副队长" | "突击队副队长" | "常务副队长" => Role::Deputy,
        "队员" | "突击队员" | "成员" | "组员" => Role::Member,
        "组长" | "小组长" => Role::Head,
        // 班组长 is a title underground, 安全巡查组组长 a part in the team.
        _ if words.ends_with("组长") && !words.contains('副') && group(words).is_some() => {
            Role::Head
        }
        _ => return None,
    })
}

/// What a certificate is for; everything nobody knows is something else.
pub(super) fn skill(words: &str) -> Option<Skill> {
    let table: [(Skill, &[&str]); 8] = [
        (Skill::FireControl, &["消防控制", "消控", "消防设施"]),
        (Skill::GasInspector, &["瓦检", "瓦斯检"]),
        (Skill::SafetyManager, &["安全管理", "安管", "安全员"]),
        (Skill::FirstAid, &["救护", "急救", "红十字"]),
        (Skill::Electrician, &["电工"]),
        (Skill::Boiler, &["司炉", "锅炉"]),
        (Skill::Health, &["健康"]),
        (Skill::Driver, &["驾驶", "驾照"]),
    ];
    let known = table.iter().find(|(_, names)| names.iter().any(|name| words.contains(name)));
    known.map(|(skill, _)| *skill)
}

/// What kind of site that is, whether it is called as usual or in the mine's own word.
pub(super) fn site_kind(mine: &Mine, words: &str) -> Option<SiteKind> {
    let is_exact = |kind: &&SiteKind| kind.word() == words || mine.kind_word(**kind) == words;
    let exact = SiteKind::ALL.iter().find(is_exact);
    let table: [(SiteKind, &[&str]); 33] = [
        (SiteKind::PrefabHut, &["板房", "活动房"]),
        (SiteKind::BatteryStation, &["换电", "充电站"]),
        (SiteKind::FirePump, &["消防水泵", "消防泵", "消防水池"]),
        (SiteKind::GasUse, &["瓦斯发电", "瓦斯锅炉", "瓦斯氧化", "瓦斯利用"]),
        (SiteKind::GuestHouse, &["招待所", "探亲楼", "商铺"]),
        (SiteKind::Compressor, &["压风", "空压机"]),
        (SiteKind::Hoist, &["提升机", "绞车"]),
        (SiteKind::CarPark, &["停车场"]),
        (SiteKind::WaterPlant, &["污水", "矿井水"]),
        (SiteKind::Laboratory, &["化验", "煤样"]),
        (SiteKind::Dormitory, &["宿舍", "公寓"]),
        (SiteKind::Canteen, &["食堂", "餐厅", "灶"]),
        (SiteKind::Office, &["办公"]),
        (SiteKind::OilStore, &["油脂", "油库"]),
        (SiteKind::Magazine, &["爆破", "火药", "炸药", "火工"]),
        (SiteKind::ChargingShed, &["充电"]),
        (SiteKind::Garage, &["车库", "机修", "修理"]),
        (SiteKind::Warehouse, &["库房", "仓库", "材料库"]),
        (SiteKind::Substation, &["变电", "配电"]),
        (SiteKind::BoilerHouse, &["锅炉", "热风"]),
        (SiteKind::PrepPlant, &["洗煤", "选煤"]),
        (SiteKind::LampRoom, &["矿灯", "灯房"]),
        (SiteKind::Bathhouse, &["澡堂", "浴室", "更衣"]),
        (SiteKind::ShaftComplex, &["联合建筑"]),
        (SiteKind::ShaftHouse, &["井口"]),
        (SiteKind::GasDrainageStation, &["抽采", "抽放", "瓦斯泵"]),
        (SiteKind::Gatehouse, &["门卫", "门岗", "消控", "消防控制"]),
        (SiteKind::Dispatch, &["调度", "指挥中心"]),
        (SiteKind::Yard, &["堆场", "煤场", "货场"]),
        (SiteKind::GasTank, &["气站", "储罐"]),
        (SiteKind::Clinic, &["卫生所", "活动室", "医务"]),
        (SiteKind::Other, &["其他", "其它"]),
        (SiteKind::Dormitory, &["寝室"]),
    ];
    let known = || table.iter().find(|(_, names)| names.iter().any(|name| words.contains(name)));
    exact.copied().or_else(|| known().map(|(kind, _)| *kind))
}

/// Whether a unit could be called so.
pub(super) fn is_unit(words: &str) -> bool {
    const ENDS: [&str; 20] = [
        "队",
        "科",
        "部",
        "处",
        "区",
        "室",
        "厂",
        "站",
        "班",
        "组",
        "院",
        "所",
        "库",
        "办",
        "矿",
        "公司",
        "车间",
        "中心",
        "支部",
        "委员会",
    ];
    ENDS.iter().any(|end| words.ends_with(end))
}

/// Whether a title could be called so.
pub(super) fn is_title(words: &str) -> bool {
    const ENDS: [&str; 14] = [
        "长", "员", "工", "主任", "书记", "师", "干事", "经理", "主管", "班长", "主席", "科长",
        "矿长", "司机",
    ];
    ENDS.iter().any(|end| words.ends_with(end))
}
