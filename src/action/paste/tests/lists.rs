//! Posts, units, zones, sites, routes, telephones: every other kind of table.

use super::*;

fn shown(doc: &Document, kind: &str) -> Vec<String> {
    let records = doc.records().into_iter().filter(|record| record.kind().word() == kind);
    let words = |record: RecordId| {
        let fields: Vec<String> = match &record {
            RecordId::Post(id) => fields_of(doc, doc.posts.get(id).unwrap()),
            RecordId::Unit(id) => fields_of(doc, doc.units.get(id).unwrap()),
            RecordId::Zone(id) => fields_of(doc, doc.zones.get(id).unwrap()),
            RecordId::Site(id) => fields_of(doc, doc.sites.get(id).unwrap()),
            RecordId::Route(id) => fields_of(doc, doc.routes.get(id).unwrap()),
            RecordId::Phone(id) => fields_of(doc, doc.phones.get(id).unwrap()),
            other => panic!("{other:?}"),
        };
        fields.join(" ")
    };
    records.map(words).collect()
}

fn fields_of<R: Record>(doc: &Document, record: &R) -> Vec<String> {
    let fields = record.written();
    let fields = fields.iter().filter(|field| **field != R::keep(true));
    fields.map(|field| R::shown(field, doc).replace('\n', "/")).collect()
}

/// An extinguisher that did not pass was taken for a fit one.
#[test]
fn what_is_denied_is_not_taken_for_what_is_said() {
    use crate::model::supply::SupplyState::{Broken, Fit, Short};
    for (words, expected) in [
        ("合格", Some(Fit)),
        ("完好", Some(Fit)),
        ("不合格", None),
        ("不完好", None),
        ("未检", None),
        ("不在位", None),
        ("压力不足", Some(Short)),
        ("损坏", Some(Broken)),
    ] {
        let table = format!("物资名称\t状态\n灭火器\t{words}");
        let (look, after) = done(&Document::default(), &order(What::Supplies, &table));
        let states: Vec<_> = after.supplies.iter().map(|(_, one)| one.state).collect();
        assert_eq!(states, [expected], "{words}");
        assert_eq!(
            look.left_out().is_empty(),
            expected.is_some(),
            "{words}: {:?}",
            look.left_out()
        );
    }
    let table = "楼栋\t姓名\t类别\n3号公寓\t温禾生\t非本矿职工";
    let (_, after) = done(&Document::default(), &order(What::Residents, table));
    assert!(after.residents.iter().all(|(_, one)| one.kind.is_none()));
}

#[test]
fn a_row_that_adds_up_is_no_record() {
    let table = "序号\t责任区\t处数\n1\t公寓区\t3\n合 计\t1个责任区\t3";
    let (look, after) = done(&Document::default(), &order(What::Zones, table));
    let names: Vec<&str> = after.zones.iter().map(|(_, zone)| zone.name.as_str()).collect();
    assert_eq!(names, ["公寓区"]);
    assert!(look.left_out().contains(&"第3行：这一行是合计".to_owned()), "{:?}", look.left_out());
}

#[test]
fn every_kind_of_table_is_taken_in() {
    let mut doc = mine();
    add_site(&mut doc, 50, "3号公寓");
    add_site(&mut doc, 51, "职工食堂");
    let table: [(What, &str, &str, &[&str]); 6] = [
        (
            What::Posts,
            "岗位名称\t小组\tA角\tB角\t班次\t每班人数\t职责\t须持证\t电话\n\
             门岗\t疏散引导组\t亢宝庆\t逯 春晖\t白班、夜班\t2人\t\"看门\n登记\"\t电工\t8001",
            "岗位",
            &["门岗 疏散引导组 亢宝庆 逯春晖 看门/登记 8001 白班、夜班 2人 电工 24"],
        ),
        (
            What::Units,
            "单位\t负责人\t电话\t是否外委\n掘进二队\t亢宝庆\t8100\t否\n恒安外包\t\t8200\t是",
            "单位",
            &["掘进二队 亢宝庆 8100", "恒安外包 8200 是"],
        ),
        (
            What::Zones,
            "责任区\t责任人\tB角\n一区\t亢宝庆\t逯春晖\n二区\t武岁安\t",
            "责任区",
            &["一区 亢宝庆 逯春晖", "二区 武岁安"],
        ),
        (
            What::Sites,
            "场所名称\t类别\t责任区\t责任人\t管理单位\t说明\n\
             5号公寓\t职工公寓\t一区\t亢宝庆\t后勤部\t5层，住120人\n\
             10kV变电所\t\t一区\t\t机电队\t",
            "场所",
            &[
                "3号公寓",
                "职工食堂",
                "5号公寓 公寓 一区 后勤部 5层，住120人",
                "10kV变电所 一区 机电队",
            ],
        ),
        (
            What::Routes,
            "路线名称\t区域\t途经点位\n东线\t生活区\t3号公寓→职工食堂",
            "路线",
            &["东线 生活区 3号公寓、职工食堂"],
        ),
        (
            What::Phones,
            "单位\t电话\t备注\n调度室\t8000\t24小时\n119火警\t119\t",
            "电话",
            &["调度室 8000 24小时 1", "119火警 119 2"],
        ),
    ];
    for (what, text, kind, expected) in table {
        let (look, after) = done(&doc, &order(what, text));
        assert_eq!(look.left_out(), Vec::<String>::new(), "{what:?}");
        assert_eq!(look.count(Fate::New), look.rows.len(), "{what:?}");
        let all = shown(&after, kind);
        let new: Vec<String> = all
            .into_iter()
            .filter(|one| !shown(&doc, kind).contains(one) || expected.contains(&one.as_str()))
            .collect();
        assert_eq!(new, expected, "{what:?}");
        // Once more: everything is there already.
        let (look, again) = done(&after, &order(what, text));
        assert_eq!(look.count(Fate::Same), look.rows.len(), "{what:?} {:?}", told(&look));
        assert_eq!(again, after);
    }
}

#[test]
fn the_zone_of_a_site_gets_its_responsible() {
    let text =
        "场所名称\t责任区\t责任人\n5号公寓\t一区\t亢宝庆\n6号公寓\t一区\t武岁安\n7号公寓\t\t武岁安";
    let (look, after) = done(&mine(), &order(What::Sites, text));
    assert_eq!(shown(&after, "责任区"), ["一区 亢宝庆"]);
    assert_eq!(
        look.left_out(),
        [
            "第3行：责任人：这个责任区的责任人已经是亢宝庆",
            "第4行：责任人：没有责任区，责任人没处填",
        ]
    );
}

#[test]
fn what_nobody_knows_in_other_tables_is_said() {
    let table = [
        (What::Posts, "岗位\tA角\n门岗\t何矿山", "第2行：A角：册上没有何矿山"),
        (What::Posts, "岗位\tA角\n门岗\t待定", "第2行：A角：“待定”不是姓名"),
        (
            What::Posts,
            "岗位\tA角\n门岗\t亢宝庆、逯春晖",
            "第2行：A角：“亢宝庆、逯春晖”是几个人，这里只能填一个",
        ),
        (What::Posts, "岗位\t班次\n门岗\t三八制", "第2行：班次“三八制”认不出"),
        (What::Posts, "岗位\t每班人数\n门岗\t若干", "第2行：每班人数：人数“若干”看不懂"),
        (What::Sites, "场所名称\t类别\n5号公寓\t神秘", "第2行：场所类别“神秘”认不出"),
        (What::Sites, "场所名称\t类别\n\t宿舍", "第2行：没有场所名称"),
        (What::Sites, "场所名称\t类别\n合计\t宿舍", "第2行：这一行是合计"),
        (What::Routes, "路线\t途经\n东线\t月球", "第2行：路线各点：没有叫“月球”的场所"),
        (What::Phones, "单位\t电话\t经办\n调度室\t8000\t甲", "“经办”一列没有录入（1格）"),
        (What::Units, "单位\t性质\n掘进队\t不明", "第2行：外委单位：“不明”看不出是不是外委单位"),
    ];
    for (what, text, expected) in table {
        let (look, _) = done(&mine(), &order(what, text));
        assert_eq!(look.left_out(), [expected], "{text}");
    }
    // Stops row by row under one merged name.
    let mut doc = mine();
    add_site(&mut doc, 50, "3号公寓");
    add_site(&mut doc, 51, "职工食堂");
    let mut wish = order(What::Routes, "路线\t点位\n东线\t3号公寓\n\t职工食堂");
    wish.hints.merged = Some(true);
    let (_, after) = done(&doc, &wish);
    assert_eq!(shown(&after, "路线"), ["东线 3号公寓、职工食堂"]);
}
