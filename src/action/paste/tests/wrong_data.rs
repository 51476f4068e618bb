//! What would write somebody, some day or some number down that nobody meant: it is read as it was
//! meant, or left out with a word.

use super::rotas::cells;
use super::*;

/// A table out of a sheet of that name.
fn of_sheet(what: What, name: &str, text: &str) -> Order {
    let sheet = Sheet { name: name.to_owned(), text: text.to_owned(), ..Sheet::default() };
    let source = Source { file: "表.xlsx".to_owned(), sheets: vec![sheet].into(), at: 0 };
    Order { source: Some(source), ..order(what, text) }
}

fn of_rota(text: &str) -> (Vec<String>, Vec<String>) {
    let (look, after) = done(&mine(), &order(What::Rota, text));
    let short = |words: String| words.replace(" 值班矿领导 全天", "");
    (cells(&after).into_iter().map(short).collect(), look.left_out())
}

#[test]
fn days_without_a_month_are_of_the_month_in_the_title() {
    let (filled, left_out) = of_rota("2027年3月份值班表\n日期\t值班领导\n1日\t亢宝庆\n19日\t王方");
    assert!(filled.is_empty(), "{filled:?}");
    let gone = ["第3行：3月1日不在本季，没有录入", "第4行：3月19日不在本季，没有录入"];
    assert_eq!(left_out, gone);
    let text = "2027年1月份值班表\t\t\n日期\t值班领导\t备注\n20日\t亢宝庆\n31日\t王方";
    let (filled, left_out) = of_rota(text);
    assert_eq!(filled, ["31：王方"]);
    assert_eq!(left_out, ["第3行：1月20日不在本季，没有录入"]);
    let sheet = of_sheet(What::Rota, "一月", "日期\t值班领导\n1日\t亢宝庆\n31日\t王方");
    let (look, after) = done(&mine(), &sheet);
    assert_eq!(cells(&after), ["31 值班矿领导 全天：王方"]);
    assert_eq!(look.left_out(), ["第2行：1月1日不在本季，没有录入"]);
    // A title between the rows is that of those below; a day of no month at all is told.
    let (look, after) =
        done(&mine(), &order(What::Rota, "日期\t值班领导\n5日\t亢宝庆\n3月份\t\n6日\t王方"));
    assert_eq!(cells(&after), ["05 值班矿领导 全天：亢宝庆"]);
    let told = told(&look);
    assert_eq!(told[0], "新 “5日”没有写月份，按2月5日录入");
    assert_eq!(told[2], "× 3月6日不在本季，没有录入");
}

#[test]
fn a_rota_of_another_year_is_not_taken_for_one_of_this() {
    for day in ["2月15日", "除夕", "初一"] {
        let (filled, left_out) =
            of_rota(&format!("2026年春节值班表\n日期\t值班领导\n{day}\t亢宝庆"));
        assert!(filled.is_empty(), "{day}");
        let why = format!("第3行：“{day}”：表题写的是2026年，这里没有写年份");
        assert_eq!(left_out, [why]);
    }
    let (filled, _) = of_rota("2026年印\n日期\t值班领导\n2027年2月5日\t亢宝庆");
    assert_eq!(filled, ["05：亢宝庆"]);
    let (filled, _) =
        of_rota("2026年12月—2027年2月值班安排\n填表日期：2026年12月\n日期\t值班领导\n初一\t亢宝庆");
    assert_eq!(filled, ["06：亢宝庆"]);
}

#[test]
fn a_day_that_lost_its_nought_is_not_taken() {
    let (filled, left_out) = of_rota("日期\t值班领导\n2.9\t亢宝庆\n2.1\t王方\n2.11\t柴有田");
    assert_eq!(filled, ["09：亢宝庆", "11：柴有田"]);
    assert_eq!(left_out, ["第3行：“2.1”在2月9日后面，可能是2.10，请把日期写全"]);
    let (look, after) = done(
        &mine(),
        &order(
            What::Supplies,
            "物资名称\t有效期\n急救箱\t2027.10\n面具\t2027.1\n担架\t2024.3.1-2030.3.1",
        ),
    );
    let until: Vec<_> = after.supplies.iter().map(|(_, one)| one.until).collect();
    assert_eq!(until, [Some(day("2027-10-31")), None, Some(day("2030-03-01"))]);
    assert!(look.left_out()[0].contains("看不出是1月还是10月"), "{:?}", look.left_out());
}

#[test]
fn a_name_merged_over_several_posts_or_days_is_on_duty_at_each() {
    let text = "日期\t值班领导\t调度白班\t调度夜班\n2月5日\t王方\t亢宝庆\t〃〃";
    let (filled, left_out) = of_rota(text);
    assert_eq!(filled, ["05：王方", "05 调度值班员 夜班：亢宝庆", "05 调度值班员 白班：亢宝庆"]);
    assert_eq!(left_out, Vec::<String>::new());
    let text = "岗位\t2月5日\t2月6日\t2月7日\n值班领导\t亢宝庆\t〃〃\t王方";
    let (filled, _) = of_rota(text);
    assert_eq!(filled, ["05：亢宝庆", "06：亢宝庆", "07：王方"]);
}

#[test]
fn whoever_is_said_to_be_away_is_not_put_on_duty() {
    let (filled, left_out) =
        of_rota("日期\t值班领导\n2月5日\t亢宝庆（请假）\n2月6日\t王方（与亢宝庆调班）");
    assert!(filled.is_empty(), "{filled:?}");
    assert!(
        left_out.iter().all(|why| why.contains("看不出由谁值，这一格没有录入")),
        "{left_out:?}"
    );
    assert_eq!(left_out.len(), 2);
}

#[test]
fn the_leader_of_a_unit_is_none_of_the_mine() {
    let doc = mine();
    for head in ["队值班领导", "机电队值班领导", "科室值班领导", "机电部值班矿领导", "车间值班领导"]
    {
        assert_eq!(slots::said(&doc, head).0, None, "{head}");
    }
    for head in ["值班领导", "矿值班领导", "突击队值班领导"] {
        assert!(slots::said(&doc, head).0.is_some(), "{head}");
    }
}

#[test]
fn columns_that_change_their_order_are_not_read_on() {
    let text = "日期\t值班领导\t调度白班\n2月5日\t亢宝庆\t王方\n日期\t调度白班\t值班领导\n2月6日\t柴有田\t张卫东";
    let (filled, left_out) = of_rota(text);
    assert_eq!(filled, ["05：亢宝庆", "05 调度值班员 白班：王方"]);
    let why = "第4行：第3行是另一个表头，各列与上面不同；请把下面的行另作一张表录入";
    assert_eq!(left_out[1], why);
}

#[test]
fn the_second_of_two_halves_is_left_out_whole() {
    let text = "日期\t巡查员白班\t日期\t巡查员白班\n2月5日\t亢宝庆\t2月10日\t王方\n2月6日\t柴有田\t2月11日\t张卫东";
    let (look, after) = done(&mine(), &order(What::Rota, text));
    assert_eq!(cells(&after), ["05 巡查员 白班：亢宝庆", "06 巡查员 白班：柴有田"]);
    assert_eq!(look.remarks, ["第3列起是并排的另一半表，没有录入；请移到左半张下面再录入"]);
    let text =
        "单位\t姓名\t联系电话\t单位\t姓名\t联系电话\n机电队\t张三\t\t通风队\t李四\t13900004002";
    let (_, after) = done(&mine(), &order(What::Members, text));
    let new = after.persons.iter().find(|(_, person)| person.name == "张三").unwrap().1;
    assert_eq!(new.mobile, "");
    assert!(after.persons.iter().all(|(_, person)| person.name != "李四"));
}

#[test]
fn what_stands_for_the_cell_above_or_below_the_table_is_nobody() {
    let text = "姓名\t单位\t手机\t家属电话\t政治面貌\n张三\t机电队\t\t13900002001\t党员\n\
        李四\t同上\t13900002002\t\t不是党员\n王五\t-〃-\t13900002003\t\t民革党员\n\
        赵六\t″\t13900002004\t\t党员\n后勤服务\t\t\t\t\n填表人：\t孙七\t\t\t\n审核 赵大勇\t\t\t\t\n名单二\t\t\t\t";
    let (look, after) = done(&mine(), &order(What::Members, text));
    let new: Vec<(&str, &str, &str)> = after
        .persons
        .iter()
        .filter(|(_, one)| one.membership.is_some())
        .map(|(_, one)| (one.name.as_str(), after.unit_name(one.unit), one.mobile.as_str()))
        .collect();
    assert_eq!(new, [("张三", "机电队", ""), ("赵六", "机电队", "13900002004")], "{look:?}");
    assert_eq!(look.count(Fate::Unread), 6);
}

#[test]
fn somebody_who_is_called_like_a_unit_can_be_taken_in() {
    let text = "姓名\t单位\t手机\n马登科\t机电队\t13900002001\n王德班\t机电队\t\n安全科\t\t\n王先生\t机电队\t";
    let (look, after) = done(&mine(), &order(What::Members, text));
    let told = told(&look);
    assert_eq!(told[0], "新 姓名“马登科”也像单位，请核实");
    assert!(
        told[1].starts_with('新') && told[2].starts_with('×') && told[3].starts_with('×'),
        "{told:?}"
    );
    assert_eq!(after.persons.len(), mine().persons.len() + 2);
}

#[test]
fn a_certificate_is_valid_until_the_end_of_its_stretch() {
    let last = |text: &str| {
        let (look, after) = done(&mine(), &order(What::Certificates, text));
        let of = after.persons.iter().find(|(_, one)| one.name == "亢宝庆").unwrap().1;
        let held = of.certificates.iter().map(|one| {
            let until = one.until.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {until}", one.number).trim().to_owned()
        });
        (held.collect::<Vec<_>>().join("；"), look.left_out().join("；"))
    };
    let row = |until: &str| {
        last(&format!("姓名\t证件名称\t证号\t有效期\n亢宝庆\t电工证\tT1000\t{until}"))
    };
    for (until, kept) in [
        ("2024-03-01至2030-03-01", "T1000 2030-03-01"),
        ("2024-03-01 至 2030-02-28", "T1000 2030-02-28"),
        ("2024.3.1—2030.2.28", "T1000 2030-02-28"),
        ("2024/3/1~2030/2/28", "T1000 2030-02-28"),
        ("2028年6月", "T1000 2028-06-30"),
        ("长期", "T1000"),
    ] {
        assert_eq!(row(until), (kept.to_owned(), String::new()), "{until}");
    }
    for until in ["2024-03-01起", "2024-03-01起3年", "2024-03-01、2030-03-01", "3年"] {
        let (kept, left_out) = row(until);
        assert!(kept.is_empty() && left_out.contains("看"), "{until}: {kept} {left_out}");
    }
    let (kept, _) = last(
        "姓名\t准操项目\t证号\t有效期开始日期\t有效期结束日期\n亢宝庆\t低压电工作业\tT9001\t2024-03-01\t2030-02-28",
    );
    assert_eq!(kept, "低压 T9001 2030-02-28");
    let (kept, left_out) =
        last("姓名\t证件\n亢宝庆\t消防设施操作员证，有效期：2023年5月6日—2028年5月6日");
    assert!(!kept.contains('—') && !kept.contains("2023"), "{kept} {left_out}");
    let (kept, _) = last("姓名\t证件\n亢宝庆\t低压电工证（有效期2024.3.1至2030.2.28）");
    assert_eq!(kept, "低压 2030-02-28");
}

#[test]
fn a_day_of_leave_and_a_count_of_days_are_not_one_day() {
    let text =
        "姓名\t请假日期\t请假天数\n亢宝庆\t2月5日\t3\n王方\t2月5日\t1天\n柴有田\t2月5日至7日\t3";
    let (look, after) = done(&mine(), &order(What::Leaves, text));
    let leaves: Vec<usize> = ["亢宝庆", "王方", "柴有田"]
        .iter()
        .map(|name| after.persons.iter().find(|(_, one)| one.name == *name).unwrap().1.leaves.len())
        .collect();
    assert_eq!(leaves, [0, 1, 1]);
    assert!(look.left_out()[0].contains("天数写的是3"), "{:?}", look.left_out());
}
