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

/// 1,000 was one of a thing counted in ",000".
#[test]
fn an_amount_is_one_whole_number_and_what_is_counted_in_or_is_not_taken() {
    for (words, amount, unit) in [
        ("1000", 1000, ""),
        ("1,000", 1000, ""),
        ("1，000具", 1000, "具"),
        ("10 000 条", 10000, "条"),
        ("12", 12, ""),
        ("2套", 2, "套"),
        ("5千克", 5, "千克"),
        ("20kg", 20, "kg"),
        ("4㎡", 4, "㎡"),
        ("十二具", 12, "具"),
        ("两台", 2, "台"),
        ("五千克", 5, "千克"),
        ("一百二十米", 120, "米"),
        ("一千五百条", 1500, "条"),
        ("壹台", 1, "台"),
    ] {
        let table = format!("物资名称\t数量\t备注\n沙袋\t{words}\t甲");
        let (look, after) = done(&Document::default(), &order(What::Supplies, &table));
        let all: Vec<_> =
            after.supplies.iter().map(|(_, one)| (one.amount, one.unit.as_str())).collect();
        assert_eq!(all, [(amount, unit)], "{words}");
        assert_eq!(look.left_out(), Vec::<String>::new(), "{words}");
    }
    for words in [
        "1e9",
        "3+2",
        "2箱共20具",
        "10具、5具",
        "5具（缺2具）",
        "10万",
        "10余具",
        "1,00",
        "1000,000",
        "3 2",
        "20±2",
        "十余具",
        "十来具",
        "一些",
    ] {
        let table = format!("物资名称\t数量\t备注\n沙袋\t{words}\t甲");
        let (look, after) = done(&Document::default(), &order(What::Supplies, &table));
        let all: Vec<_> =
            after.supplies.iter().map(|(_, one)| (one.amount, one.unit.as_str())).collect();
        assert_eq!(all, [(0, "")], "{words}");
        assert_eq!(
            look.left_out(),
            [format!("第2行：数量“{words}”不只是一个数和单位，没有录入")],
            "{words}"
        );
    }
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

/// A telephone table has people in it too, and an empty column of them took the place of 说明.
#[test]
fn of_two_columns_for_one_field_the_one_so_called_is_taken() {
    let text = "单位\t电话\t联系人\t说明\n调度室\t8000\t\t24小时";
    let (look, after) = done(&mine(), &order(What::Phones, text));
    assert_eq!(shown(&after, "电话"), ["调度室 8000 24小时 1"], "{:?}", look.left_out());
    // Where nothing stands under 说明, 联系人 is better than nothing.
    let text = "单位\t电话\t说明\t联系人\n调度室\t8000\t\t亢宝庆";
    let (_, after) = done(&mine(), &order(What::Phones, text));
    assert_eq!(shown(&after, "电话"), ["调度室 8000 亢宝庆 1"]);
}

#[test]
fn begin_and_end_of_a_stay_are_read_by_one_sign_each() {
    let text = "楼栋\t姓名\t起\t止\n3号公寓\t温禾生\t2027-02-01\t2027-02-10";
    let (look, after) = done(&mine(), &order(What::Residents, text));
    assert_eq!(look.left_out(), Vec::<String>::new());
    let (_, one) = after.residents.iter().next().unwrap();
    let days = [one.from, one.to].map(|day| day.unwrap().to_string());
    assert_eq!(days, ["2027-02-01", "2027-02-10"]);
    // 起止 in one column is still one.
    let text = "楼栋\t姓名\t起止日期\n3号公寓\t温禾生\t2月1日至2月10日";
    let (look, after) = done(&mine(), &order(What::Residents, text));
    assert_eq!(look.left_out(), Vec::<String>::new());
    assert!(after.residents.iter().all(|(_, one)| one.from.is_some() && one.to.is_some()));
}

/// Auto-rota made workers leaders on duty, because the table of posts did not say whose rota it is.
#[test]
fn the_rota_of_a_leaders_post_is_the_offices_unless_the_table_says_otherwise() {
    let official = |text: &str| {
        let (look, after) = done(&Document::default(), &order(What::Posts, text));
        assert_eq!(look.left_out(), Vec::<String>::new());
        let posts = after.posts.iter().map(|(_, post)| (post.name.clone(), post.official));
        posts.collect::<Vec<_>>()
    };
    let is = |name: &str, official| (name.to_owned(), official);
    assert_eq!(
        official("岗位\t班次\n值班矿领导\t全天\n消防控制室\t白班\n门岗\t夜班\n突击队队长\t不排班"),
        [
            is("值班矿领导", true),
            is("消防控制室", true),
            is("门岗", false),
            is("突击队队长", false)
        ]
    );
    assert_eq!(
        official("岗位\t由谁排班\n值班矿领导\t本队\n门岗\t矿办"),
        [is("值班矿领导", false), is("门岗", true)]
    );
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
