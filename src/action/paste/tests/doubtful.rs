//! Cells that say more than one thing, or less than they seem to: said, and not guessed.

use super::*;

/// Two people in one cell were one, whom no roll-call names.
#[test]
fn a_row_is_about_one_person_by_their_whole_name() {
    let long = "甲子丑寅".repeat(20);
    let whole = format!("“{long}”不像一个人的全名，请写全名");
    for what in [What::Members, What::Residents] {
        for (name, why) in [
            ("\"甲子丑\n乙丑寅\"", "“甲子丑 乙丑寅”是几个人，请一人一行"),
            ("庚午 辛未", "“庚午 辛未”是几个人，请一人一行；是一个人的，各节之间写“·”"),
            (
                "阿依古丽买买提江",
                "“阿依古丽买买提江”不像一个人的全名，请写全名；是一个人的，各节之间写“·”",
            ),
            ("庚午、辛未", "“庚午、辛未”是几个人，请一人一行"),
            ("丁卯夫妇", "“丁卯夫妇”不像一个人的全名，请写全名"),
            ("张先生", "“张先生”不像一个人的全名，请写全名"),
            ("张三等", "“张三等”不像一个人的全名，请写全名"),
            ("张三等3人", "“张三等3人”不像姓名，请看看哪一列是姓名"),
            ("王", "“王”不像一个人的全名，请写全名"),
            ("A", "“A”不像一个人的全名，请写全名"),
            (long.as_str(), whole.as_str()),
        ] {
            let text = format!("楼栋\t房间\t姓名\t单位\n3号公寓\t412\t{name}\t机电队");
            let (look, after) = done(&mine(), &order(what, &text));
            assert_eq!(look.rows[0].left_out, [why], "{what:?} {name}");
            assert_eq!(after.persons.len(), mine().persons.len(), "{name}");
            assert!(after.residents.iter().next().is_none(), "{name}");
        }
        for name in ["侯 望 川", "欧阳　守岁", "阿依古丽·买买提江", "武\u{e123}"]
        {
            let text = format!("楼栋\t房间\t姓名\t单位\n3号公寓\t412\t{name}\t机电队");
            let (look, _) = done(&mine(), &order(what, &text));
            assert_eq!(look.count(Fate::New), 1, "{what:?} {name} {look:?}");
        }
    }
}

/// A heading nobody knew made one day of a stretch, and the line that told of it was cut in front
/// of the last day.
#[test]
fn a_leave_is_from_its_first_day_to_its_last_or_is_not_taken() {
    for heads in ["请假起\t请假止", "起\t止", "请假日期\t销假日期", "从开始日\t终止日期", "起\t到"]
    {
        let text = format!("姓名\t{heads}\n亢宝庆\t2月6日\t2月8日");
        let (look, _) = done(&mine(), &order(What::Leaves, &text));
        assert_eq!(told(&look), ["改 请假：空→2027年2月6日—2027年2月8日"], "{heads}");
        assert_eq!(look.left_out(), Vec::<String>::new(), "{heads}");
    }
    let leaves = |text: &str| {
        let (look, after) = done(&mine(), &order(What::Leaves, text));
        let count: usize = after.persons.iter().map(|(_, one)| one.leaves.len()).sum();
        (count, look.left_out())
    };
    for (text, why) in [
        ("姓名\t起\t止\n亢宝庆\t2月6日\t", "请假日期：“2月6日至？”：看不出到哪一天"),
        ("姓名\t起\t止\n亢宝庆\t\t2月8日", "请假日期“？至2月8日”看不懂"),
        (
            "姓名\t请假日期\t回队\n亢宝庆\t2月6日\t2月8日",
            "请假日期“2月6日”只有一天，旁边还有一列日期不知道是什么，请先选定那一列",
        ),
    ] {
        let (count, left_out) = leaves(text);
        assert_eq!(count, 0, "{text}");
        assert_eq!(left_out[0], format!("第2行：{why}"), "{text}");
    }
    // A day that somebody said to pass over, a count and a reason take nothing away.
    for text in [
        "姓名\t请假日期\t天数\t事由\n亢宝庆\t2月6日\t1\t探亲",
        "姓名\t请假起止\n亢宝庆\t2月6日—8日",
        "姓名\t离矿时间\n亢宝庆\t2月6日至8日",
        "姓名\t请假日期\t回队\n亢宝庆\t2月6日—7日\t2月8日",
    ] {
        assert_eq!(leaves(text).0, 1, "{text}");
    }
    let mut wish = order(What::Leaves, "姓名\t请假日期\t回队\n亢宝庆\t2月6日\t2月8日");
    wish.hints.columns.insert(2, Sense::Skip);
    let (look, _) = done(&mine(), &wish);
    assert_eq!(told(&look), ["改 请假：空→2027年2月6日—2027年2月6日"]);
}

/// Numbers of certificates are T and the identity number of who holds them.
#[test]
fn an_identity_number_is_left_out_wherever_it_stands() {
    let text = "姓名\t手机\t备注\t持证情况\n\
        亢宝庆\t140101199001011237\t身份证140101199001011237，住宿\t电工T140101199001011237\n\
        逯春晖\t13900000002\t\t电工T140123";
    let (look, after) = done(&mine(), &order(What::Members, text));
    let of = |name: &str| {
        let one = after.persons.iter().find(|(_, one)| one.name == name).unwrap().1.clone();
        (one.mobile, one.note, one.certificates[0].number.clone())
    };
    assert_eq!(of("亢宝庆"), (String::new(), "住宿".to_owned(), String::new()));
    assert_eq!(of("逯春晖"), ("13900000002".to_owned(), String::new(), "T140123".to_owned()));
    assert_eq!(
        look.left_out(),
        ["第2行：手机里的身份证号没有录入；备注里的身份证号没有录入；证件里的身份证号没有录入"]
    );
    let text =
        "姓名\t证件\t证号\n亢宝庆\t电工\tT140101199001011237\n逯春晖\t电工\tT140101199001011245";
    let (look, after) = done(&mine(), &order(What::Certificates, text));
    let numbers: Vec<String> = after
        .persons
        .iter()
        .flat_map(|(_, one)| one.certificates.iter().map(|one| one.number.clone()))
        .collect();
    assert_eq!(numbers, ["", ""]);
    assert_eq!(look.remarks, ["“证号”一列是身份证号，没有录入"]);
}
