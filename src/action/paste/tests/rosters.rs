//! Rosters, certificates, leave.

use super::*;
use crate::model::people::{Group, Standing};

/// Everybody on the books after a roster was taken in, in one line each.
fn members(doc: &Document) -> Vec<String> {
    let line = |(_, one): (&PersonId, &Person)| {
        let member = one.membership.clone();
        let certificates = one.certificates.iter().map(|one| {
            let until = one.until.map(|day| format!("至{day}")).unwrap_or_default();
            format!("[{}{}{until}]", one.skill.word(), one.number)
        });
        let parts = [
            one.name.clone(),
            if one.woman == Sex::Unknown { String::new() } else { one.woman.word().to_owned() },
            doc.unit_name(one.unit).to_owned(),
            one.title.clone(),
            one.branch.clone(),
            member
                .as_ref()
                .map_or("", |one| match one.standing {
                    Standing::Member => "",
                    other => other.word(),
                })
                .to_owned(),
            one.phone.clone(),
            one.mobile.clone(),
            member.as_ref().map(|one| one.squad.clone()).unwrap_or_default(),
            member
                .as_ref()
                .map_or("", |one| match one.group {
                    Group::Patrol => "",
                    other => other.word(),
                })
                .to_owned(),
            member
                .as_ref()
                .map_or("", |one| match one.role {
                    Role::Member => "",
                    other => other.word(),
                })
                .to_owned(),
            certificates.collect(),
            one.note.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    let mut all: Vec<String> = doc.persons.iter().map(line).collect();
    all.sort();
    all
}

#[test]
fn unit_and_title_in_one_cell_are_told_apart() {
    let told = "姓名\t单位及职务\n亢宝庆\t机电队　班长\n武岁安\t机电队\n王方\t机电队技术员\n柴有田\t副矿长";
    let (members, left_out) = enlisted(told);
    assert_eq!(
        members,
        ["亢宝庆 机电队 班长", "柴有田", "武岁安 机电队", "王方 机电队 机电队技术员"]
    );
    assert_eq!(left_out, ["第5行：单位及职务：“副矿长”分不出单位和职务"]);
}

/// What a roster makes of an empty workbook.
fn enlisted(text: &str) -> (Vec<String>, Vec<String>) {
    let (look, after) = done(&Document::default(), &order(What::Members, text));
    (members(&after), look.left_out())
}

fn senses(text: &str) -> String {
    let look = look(&Document::default(), &order(What::Members, text), day("2027-01-30"));
    let word = |column: &Column| match column.sense {
        Sense::Says(meaning) => meaning.word(),
        _ => "不录入",
    };
    look.columns.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn headings_in_any_order_are_known() {
    let table = [
        ("姓名\t性别\t单位", "姓名 性别 单位"),
        ("手机号码\t姓 名\t所在支部\t政治面貌", "手机 姓名 支部 政治面貌"),
        ("序号\t姓名\t职务\t队内职务\t备注", "不录入 姓名 职务 队内职务 备注"),
        ("部门（科室）\t姓名\t联系电话\t内线", "单位 姓名 手机 电话"),
        ("姓名\t组别\t支部分队\t身份证号\t紧急联系电话", "姓名 小组 分队 不录入 不录入"),
        ("姓名\t持证情况\t姓名", "姓名 证件 不录入"),
        ("姓名\t喜好", "姓名 不录入"),
    ];
    for (head, expected) in table {
        assert_eq!(senses(&format!("{head}\n张守安")), expected, "{head}");
    }
}

#[test]
fn a_table_out_of_wps_is_read_with_its_odd_signs() {
    let text = "望禾煤矿党员突击队名册\t\t\t\n\
        序号\t姓　名\t性别\t单位\t政治面貌\t联系电话\t分队\t小组\t队内职务\r\n\
        １\t苗　小满\t女\t机电队\t中共党员\t１３９００００００２１\t一分队\t巡查组\t队长\r\n\
        \r\n\
        2\t“温禾生”\t男\t\"通风队\n二班\"\t预备党员\t8326/139 0000 0022\t\t初起火灾处置组\t队员\r\n\
        3\t侯 望 川\t男性\t机电队\t入党积极分子\t8327\t二分队\t灭火组\t\r\n\
        合计\t\t\t\t\t\t\t\t\r\n";
    let (people, left_out) = enlisted(text);
    assert_eq!(
        people,
        [
            "侯望川 男 机电队 入党积极分子 8327 二分队 初起火灾处置组",
            "温禾生 男 通风队 二班 预备党员 8326 13900000022 初起火灾处置组",
            "苗小满 女 机电队 13900000021 一分队 队长",
        ]
    );
    assert_eq!(left_out, ["第7行：这一行是合计"]);
}

#[test]
fn a_chat_list_is_read_entry_by_entry() {
    let text = "#接龙\n党员突击队报名，写姓名、单位、手机\n\n\
        1. 张三 机电队 13900000000\n\
        2、李四，通风队，男，139 00000001\n\
        （3）保卫部 王五　预备党员 8215\n\
        4.欧阳守岁 支部：机关第二党支部 电话：13900000004\n\
        5、13900000005\n\
        6) 赵六 选煤厂 班组长 女 宣传服务组 副队长 二分队\n";
    let (people, left_out) = enlisted(text);
    assert_eq!(
        people,
        [
            "张三 机电队 13900000000",
            "李四 男 通风队 13900000001",
            "欧阳守岁 机关第二党支部 13900000004",
            "王五 保卫部 预备党员 8215",
            "赵六 女 选煤厂 班组长 二分队 宣传服务组 副队长",
        ]
    );
    assert_eq!(
        left_out,
        ["第1行：没有序号，当作说明", "第2行：没有序号，当作说明", "第8行：没有姓名"]
    );
}

/// c-A7, c-B6: whatever a telephone is glued to, it is the telephone; what is left is the rest.
#[test]
fn telephones_are_found_within_words() {
    let text = "4. 朱晓明 通风科 13900006618（持瓦检证）\n\
        7. 许建设 选煤厂 电话13900006621\n\
        3. 杨 帆，掘进队，139 0000 6617\n\
        5. 尤大海13900006620保卫科\n\
        8. 何文静 办公室 手机号：13900006622（家里）\n";
    let (people, left_out) = enlisted(text);
    assert_eq!(
        people,
        [
            "何文静 办公室 家里 13900006622",
            "尤大海 保卫科 13900006620",
            "朱晓明 通风科 13900006618 [瓦检工]",
            "杨帆 掘进队 13900006617",
            "许建设 选煤厂 13900006621",
        ]
    );
    assert_eq!(left_out, Vec::<String>::new());
    // In a table, too.
    let text = "姓名\t单位\t职务\n尤大海13900006620\t保卫科\t干事（139-0000-6621）";
    let (people, left_out) = enlisted(text);
    assert_eq!(people, ["尤大海 保卫科 干事 13900006620"]);
    assert_eq!(left_out, ["第2行：第二个号码13900006621"]);
}

/// The extension is part of the number: without it one rings the exchange.
#[test]
fn an_extension_stays_with_its_number() {
    let text = "姓名\t单位\t办公电话\n沈玉梅\t机电队\t0351-8888119转8001\n\
        尤大海\t保卫科\t8888119 转 8002/13900006620\n何文静\t办公室\t8119转接";
    let (_, after) = done(&Document::default(), &order(What::Members, text));
    let phones: Vec<(&str, &str, &str)> = after
        .persons
        .iter()
        .map(|(_, one)| (one.name.as_str(), one.phone.as_str(), one.mobile.as_str()))
        .collect();
    assert_eq!(
        phones,
        [
            ("沈玉梅", "0351-8888119转8001", ""),
            ("尤大海", "8888119 转 8002", "13900006620"),
            ("何文静", "", "")
        ]
    );
    let (_, left_out) = enlisted(text);
    assert_eq!(left_out, ["第4行：号码“8119转接”位数不对"]);
}

/// c-A12: of whom nobody said so is no man.
#[test]
fn whose_sex_nobody_said_stays_unknown() {
    let (_, after) =
        done(&Document::default(), &order(What::Members, "1. 沈玉梅 机电队\n2. 张三 男"));
    let sexes: Vec<(&str, Sex)> =
        after.persons.iter().map(|(_, one)| (one.name.as_str(), one.woman)).collect();
    assert_eq!(sexes, [("沈玉梅", Sex::Unknown), ("张三", Sex::Man)]);
    let look = look(&Document::default(), &order(What::Members, "姓名\n张三"), day("2027-01-30"));
    assert!(look.remarks.iter().any(|words| words.contains("性别")), "{:?}", look.remarks);
}

/// c-B4: the head of a group.
#[test]
fn the_head_of_a_group_is_one() {
    let text =
        "姓名\t小组\t队内职务\n张三\t应急救护组\t组长\n李四\t\t疏散引导组组长\n王五\t\t副组长";
    let (people, left_out) = enlisted(text);
    assert_eq!(people, ["张三 应急救护组 组长", "李四 疏散引导组 组长", "王五"]);
    assert_eq!(left_out, ["第4行：队内职务“副组长”不是队长、副队长、组长、队员"]);
}

/// c-B5: certificates and remarks of a roster, and certificates of their own.
#[test]
fn certificates_are_taken_in() {
    let text = "姓名\t持证情况\t备注\n\
        张三\t电工T140123（有效期至2027-3-1）、救护\t住宿\n\
        李四\t健康证；驾驶证；焊工证\t\n\
        王五\t无\t\n\
        赵六\t安全管理人员 2025年3月1日\t";
    let (people, left_out) = enlisted(text);
    assert_eq!(
        people,
        [
            "张三 [电工T140123至2027-03-01][救护] 住宿",
            "李四 [健康证][驾驶证][其他焊工证]",
            "王五",
            "赵六",
        ]
    );
    assert_eq!(left_out, ["第5行：证件：“安全管理人员 2025年3月1日”里的日期没有说是不是有效期"]);
    let text = "姓名\t证件类别\t证件编号\t有效期至\n\
        亢宝庆\t电工\tT140123\t2027/5/1\n\
        \t瓦检工\tW99812\t长期\n\
        何矿山\t电工\t\t\n\
        武岁安\t驾驶证\tC1\t明年";
    let mut wish = order(What::Certificates, text);
    wish.hints.merged = Some(true);
    let (look, after) = done(&mine(), &wish);
    let held: Vec<String> = members(&after).into_iter().filter(|one| one.contains('[')).collect();
    assert_eq!(held, ["亢宝庆 机电队 [电工T140123至2027-05-01][瓦检工W99812]"]);
    assert_eq!(look.left_out()[0], "第4行：册上没有何矿山");
    assert!(look.left_out()[1].contains("有效期看不懂"), "{:?}", look.left_out());
    assert_eq!(look.strangers, ["何矿山"]);
}

/// The second of a kind took the place of the first, which nobody watched any more.
#[test]
fn another_number_is_another_certificate() {
    let certified = |doc: &Document, text: &str| {
        let (look, after) = done(doc, &order(What::Certificates, text));
        let all: Vec<String> = after
            .persons
            .iter()
            .flat_map(|(_, one)| one.certificates.clone())
            .map(|one| {
                let until = one.until.map(|day| day.to_string()).unwrap_or_default();
                format!("{}|{}|{until}", one.skill.word(), one.number)
            })
            .collect();
        (all, look.left_out(), after)
    };
    let text = "姓名\t证件\t证号\t有效期至\n\
        亢宝庆\t低压电工\tT140123456\t2029-06-30\n亢宝庆\t高压电工\tT140123456\t2031-06-30\n\
        亢宝庆\t瓦检工\tT3\t\n亢宝庆\t瓦检工\t甲-2024-001\t2030-01-01\n\
        亢宝庆\t焊工\tW1\t2030-02-01";
    let expected = [
        "电工|低压 T140123456|2029-06-30",
        "电工|高压 T140123456|2031-06-30",
        "瓦检工|T3|",
        "瓦检工|甲-2024-001|2030-01-01",
        "其他|焊工 W1|2030-02-01",
    ];
    let (all, left_out, after) = certified(&mine(), text);
    assert_eq!(all, expected);
    assert_eq!(left_out, Vec::<String>::new());
    let (again, left_out, same) = certified(&after, text);
    assert_eq!(again, expected);
    assert_eq!((left_out, same), (Vec::new(), after.clone()));
    // Which of two is meant is not guessed; what says no more than the books changes nothing.
    let (all, left_out, _) =
        certified(&after, "姓名\t证件\t有效期至\n亢宝庆\t电工\t2035-01-01\n亢宝庆\t电工\t");
    assert_eq!(all, expected);
    assert_eq!(left_out, ["第2行：证件：册上有2个“电工”，分不清说的是哪一个"]);
    // A number nobody wrote down before is filled in.
    let first = "姓名\t证件\t证号\n亢宝庆\t电工\t";
    let (_, _, after) = certified(&mine(), first);
    let (all, ..) = certified(&after, "姓名\t证件\t证号\n亢宝庆\t电工\tT140123");
    assert_eq!(all, ["电工|T140123|"]);
    // Whose number it is.
    let (all, left_out, _) =
        certified(&mine(), "姓名\t证件\t证号\n亢宝庆\t电工、救护\tT140123\n亢宝庆\t\tT140124");
    assert_eq!(all, Vec::<String>::new());
    assert_eq!(
        left_out,
        [
            "第2行：证件：“电工、救护”是几个证，分不清证号“T140123”是哪一个的",
            "第3行：证件：没有写是什么证，证号“T140124”没有录入",
        ]
    );
}

/// A number cut out of the middle of one is no number.
#[test]
fn the_number_of_a_certificate_is_whole_or_said_to_be_left_out() {
    let text = "姓名\t持证情况\n张三\t低压电工、高压电工\n李四\t电工甲-2024-001\n\
        王五\t驾驶证C1\n赵六\t电工2级\n孙七\t电工证号T140123、电工T140124";
    let (people, left_out) = enlisted(text);
    assert_eq!(
        people,
        [
            "孙七 [电工T140123][电工T140124]",
            "张三 [电工低压][电工高压]",
            "李四 [电工]",
            "王五 [驾驶证C1]",
            "赵六 [电工]",
        ]
    );
    assert_eq!(
        left_out,
        [
            "第3行：证件：“电工甲-2024-001”里的-2024-001没有录入",
            "第5行：证件：“电工2级”里的2没有录入",
        ]
    );
}

#[test]
fn leave_is_taken_in_by_stretches() {
    let text = "姓名\t请假时间\t事由\n\
        亢宝庆\t2月6日—8日\t探亲\n\
        逯春晖\t除夕、初二至初三\t\n\
        武岁安\t2月29日\t\n\
        王方\t节后\t";
    let (look, after) = done(&mine(), &order(What::Leaves, text));
    let leaves: Vec<String> = after
        .persons
        .iter()
        .flat_map(|(_, one)| {
            one.leaves.iter().map(|leave| format!("{} {} {}", one.name, leave.from, leave.to))
        })
        .collect();
    assert_eq!(
        leaves,
        [
            "亢宝庆 2027-02-06 2027-02-08",
            "逯春晖 2027-02-05 2027-02-05",
            "逯春晖 2027-02-07 2027-02-08",
        ]
    );
    assert_eq!(look.count(Fate::Changed), 2);
    assert!(look.left_out().iter().any(|why| why.contains("2027年没有2月29日")));
    assert!(look.left_out().iter().any(|why| why.contains("“节后”看不懂")));
    let text = "姓名\t开始日期\t结束日期\n亢宝庆\t2月6日\t2月8日";
    let (_, after) = done(&mine(), &order(What::Leaves, text));
    let one = after.persons.iter().next().unwrap().1;
    assert_eq!((one.leaves[0].from, one.leaves[0].to), (day("2027-02-06"), day("2027-02-08")));
}

/// f-B03 a: headings in two lines, merged over two columns.
#[test]
fn headings_of_two_lines_are_joined() {
    let text = "姓名\t单位\t联系电话\t\n\t\t内线\t手机\n\
        张三\t机电队\t8326\t13900000041\n李四\t通风队\t8327\t13900000042";
    let (people, left_out) = enlisted(text);
    assert_eq!(people, ["张三 机电队 8326 13900000041", "李四 通风队 8327 13900000042"]);
    assert_eq!(left_out, Vec::<String>::new());
    // A column without a heading whose cells are telephones.
    let text = "姓名\t单位\t联系电话\t\n张三\t机电队\t8326\t13900000041";
    assert_eq!(enlisted(text).0, ["张三 机电队 8326 13900000041"]);
    // Headings above headings.
    let text = "基本情况\t\t联系电话\t\n姓名\t单位\t内线\t手机\n张三\t机电队\t8326\t13900000041";
    assert_eq!(enlisted(text).0, ["张三 机电队 8326 13900000041"]);
}

/// f-B04: signs nobody sees.
#[test]
fn signs_nobody_sees_make_nobody_new() {
    let text = "姓名\t单位\t手机\n\
        \u{202d}亢宝庆\u{202c}\t机\u{ad}电队\t\u{202d}13900000041\u{202c}\n\
        丙\u{2060}秋实\t\u{2066}机电队\u{2069}\t\u{2066}13900000042\u{2069}";
    let (look, after) = done(&mine(), &order(What::Members, text));
    assert_eq!(after.persons.len(), mine().persons.len() + 1);
    assert_eq!(after.units.len(), 1);
    assert!(members(&after).contains(&"亢宝庆 机电队 13900000041".to_owned()));
    assert!(members(&after).contains(&"丙秋实 机电队 13900000042".to_owned()));
    assert_eq!(look.left_out(), Vec::<String>::new());
    assert!(look.remarks.iter().any(|words| words.contains("U+202D")), "{:?}", look.remarks);
}

/// f-B19: signs that look like others.
#[test]
fn names_that_look_alike_are_one() {
    let text = "姓名\t单位\n王⽅\t机电队\n阿依古丽.买买提\t机电队\n阿依古丽∙买买提\t\n阿依古丽・买买提\t\n刘\u{e123}\t机电队";
    let (look, after) = done(&mine(), &order(What::Members, text));
    assert_eq!(after.persons.len(), mine().persons.len() + 1);
    assert_eq!(look.count(Fate::New), 1);
    assert_eq!(look.left_out(), ["第6行：姓名里的字（U+E123）打印不出来，请改写"]);
}

#[test]
fn namesakes_are_told_apart_or_asked_about() {
    let mut doc = mine();
    let other = add_person(&mut doc, 60, "亢宝庆", "通风队");
    let text = "姓名\t单位\t职务\n亢宝庆\t通风队\t班长\n亢宝庆\t机电队\t电工";
    let (look, after) = done(&doc, &order(What::Members, text));
    assert_eq!(look.count(Fate::Changed), 2);
    assert_eq!(after.persons.get(&other).unwrap().title, "班长");
    let text = "姓名\t职务\n亢宝庆\t班长";
    let (look, _) = done(&doc, &order(What::Members, text));
    assert_eq!(told(&look), ["× 册上有2个“亢宝庆”，请选是哪一位"]);
    assert_eq!(look.namesakes.len(), 1);
    let mut wish = order(What::Members, text);
    wish.hints.who.insert("亢宝庆".to_owned(), Some(other));
    let (look, after) = done(&doc, &wish);
    assert_eq!(after.persons.get(&other).unwrap().title, "班长");
    // The answer stays to be seen and changed.
    assert_eq!(look.namesakes.len(), 1);
    wish.hints.who.insert("亢宝庆".to_owned(), None);
    let (look, after) = done(&doc, &wish);
    assert_eq!((look.count(Fate::New), after.persons.len()), (1, doc.persons.len() + 1));
}

#[test]
fn what_is_on_the_books_is_changed_or_said_to_be_the_same() {
    let text =
        "姓名\t单位\t职务\n亢宝庆\t机电队\t电工\n新来的\t机电队\t\n亢宝庆\t\t\n逯春晖\t新办\t";
    let (look, after) = done(&mine(), &order(What::Members, text));
    assert_eq!(
        told(&look),
        [
            "改 队员身份：空→身份：正式党员；小组：安全巡查组…；职务：空→电工",
            "新",
            "同 与前面的“亢宝庆”是同一个",
            // Of another unit: somebody else of the same name.
            "新 册上已有“逯春晖”（机电队），请核实是否同一人；新单位“新办”",
        ]
    );
    let (look, again) =
        done(&after, &order(What::Members, "姓名\t单位\t职务\n亢宝庆\t机电队\t电工"));
    assert_eq!(told(&look), ["同"]);
    assert_eq!(again, after);
}

#[test]
fn lists_without_numbers_and_several_in_a_line_are_read() {
    let table: [(&str, &[&str]); 4] = [
        ("张三 机电队\n李四", &["张三 机电队", "李四"]),
        ("1 张三 机电队\n2 李四 通风队", &["张三 机电队", "李四 通风队"]),
        ("1、张三 2、李四 3、王五", &["张三", "李四", "王五"]),
        ("", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(enlisted(text).0, expected, "{text}");
    }
}

#[test]
fn a_csv_file_is_read_with_its_quotes() {
    let text = "姓名,单位,职务\n\
        张守安,\"后勤部,公寓科\",\"科长(\"\"代\"\")\"\n\
        ,保卫部,干事\n\
        李守平,5\"管厂,工人\n";
    let (people, left_out) = enlisted(text);
    assert_eq!(people, ["张守安 后勤部,公寓科 科长(\"代\")", "李守平 5\"管厂 工人"]);
    assert_eq!(left_out, ["第3行：没有姓名"]);
}

#[test]
fn columns_without_headings_are_guessed_by_what_stands_in_them() {
    let text = "1\t亢宝庆\t男\t机电队\t队长\t党员\t8326\t13900000001\n\
        2\t逯春晖\t女\t通风队\t队员\t预备\t8327\t13900000002\n\
        3\t柴有田\t男\t保卫部\t队员\t党员\t\t13900000003";
    assert_eq!(senses(text), "不录入 姓名 性别 单位 队内职务 政治面貌 电话 手机");
    assert_eq!(enlisted(text).0.len(), 3);

    // Two columns nobody can tell apart: a person says which is which.
    let text = "机电队\t亢宝庆\t采煤\n通风队\t逯春晖\t掘进";
    assert_eq!(senses(text), "单位 姓名 不录入");
    let mut wish = order(What::Members, text);
    wish.hints.columns = BTreeMap::from([(1, Sense::Skip), (2, Sense::Says(Meaning::Name))]);
    let (_, after) = done(&Document::default(), &wish);
    assert_eq!(members(&after), ["掘进 通风队", "采煤 机电队"]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let text = "姓名\t性别\t政治面貌\t手机\t小组\t队内职务\n\
        张三\t未知\t党员\t1390000000\t后备组\t顾问\n\
        李四\t女\t群众\t\t\t\n\
        13900000001\t\t\t\t\t\n\
        王五\t\t非党员\t\t\t\n\
        赵六\t\t\t13900000006、13900000007\t\t队员\n\
        制表：孙七\t\t\t\t\t\n\
        姓名\t\t\t\t\t\n\
        待定\t\t\t\t\t";
    let standing = "突击队名册只收正式党员、预备党员、入党积极分子，请核实";
    let (people, left_out) = enlisted(text);
    assert_eq!(people, ["张三", "赵六 13900000006"]);
    assert_eq!(
        left_out,
        [
            "第2行：号码“1390000000”位数不对；队内职务“顾问”不是队长、副队长、组长、队员；\
             性别“未知”看不出男女；小组“后备组”不是六个小组之一"
                .to_owned(),
            format!("第3行：政治面貌是“群众”，{standing}"),
            "第4行：没有姓名".to_owned(),
            format!("第5行：政治面貌是“非党员”，{standing}"),
            "第6行：第二个号码13900000007".to_owned(),
            "第7行：这一行是填表、审核的落款".to_owned(),
            "第8行：“姓名”不是姓名".to_owned(),
            "第9行：“待定”不是姓名".to_owned(),
        ]
    );
}

#[test]
fn merged_cells_are_filled_down_when_somebody_says_so() {
    let text = "单位\t姓名\t小组\n机电队\t张三\t巡查组\n\t李四\t\n保卫部\t王五\t\n\t合计\t";
    let (look, after) = done(&Document::default(), &order(What::Members, text));
    assert!(look.looks_merged);
    assert_eq!(members(&after), ["张三 机电队", "李四", "王五 保卫部"]);
    let mut wish = order(What::Members, text);
    wish.hints.merged = Some(true);
    let (look, after) = done(&Document::default(), &wish);
    assert_eq!(members(&after), ["张三 机电队", "李四 机电队", "王五 保卫部"]);
    assert!(look.rows.iter().any(|row| row.fate == Fate::Unread));
}

/// A second record of somebody is worse than a question.
#[test]
fn a_newcomer_who_may_be_somebody_known_is_told_as_such() {
    let mut doc = mine();
    let known = doc.persons.iter().find(|(_, one)| one.name == "王方").map(|(id, _)| *id).unwrap();
    put::<_, PersonField>(&mut doc, known, vec![PersonField::Mobile("13900006620".to_owned())]);
    let text =
        "姓名\t单位\t手机\n王方\t保卫科\t\n王芳\t保卫科\t13900006620\n柳岩\t保卫科\t13900006621";
    let (look, after) = done(&doc, &order(What::Members, text));
    assert_eq!(
        told(&look),
        [
            "新 册上已有“王方”（机电队），请核实是否同一人；新单位“保卫科”",
            "新 手机13900006620是王方的，请核实",
            "新",
        ]
    );
    assert_eq!(after.persons.len(), doc.persons.len() + 3);
}
