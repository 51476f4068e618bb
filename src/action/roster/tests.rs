//! Rosters as offices and chat groups really write them.

use super::*;
use crate::model::people::{Group, Role, Standing};

fn read_plain(text: &str) -> Roster {
    read(text, &Hints::default())
}

fn meanings(roster: &Roster) -> String {
    let words: Vec<&str> = roster.columns.iter().map(|column| column.meaning.word()).collect();
    words.join(" ")
}

/// Who was read, in one line each; a row that was not reads 第3行：why.
fn told(roster: &Roster) -> Vec<String> {
    let row = |row: &Row| match &row.outcome {
        Outcome::Unread(why) => format!("第{}行：{why}", row.line),
        Outcome::Read { recruit, left_out } => {
            let woman = recruit.woman.map_or("", |woman| if woman { "女" } else { "男" });
            let parts = [
                recruit.name.as_str(),
                woman,
                &recruit.unit,
                &recruit.title,
                &recruit.branch,
                recruit.standing.map_or("", Standing::word),
                &recruit.phone,
                &recruit.mobile,
                &recruit.squad,
                recruit.group.map_or("", Group::word),
                recruit.role.map_or("", Role::word),
            ];
            let mut words: Vec<&str> = parts.into_iter().filter(|one| !one.is_empty()).collect();
            words.extend(left_out.iter().map(String::as_str));
            words.join(" ")
        }
    };
    roster.rows.iter().map(row).collect()
}

#[test]
fn headings_in_any_order_are_known() {
    let table = [
        ("姓名\t性别\t单位", "姓名 性别 单位"),
        ("手机号码\t姓 名\t所在支部\t政治面貌", "手机 姓名 支部 政治面貌"),
        ("序号\t姓名\t职务\t队内职务\t备注", "不录入 姓名 职务 队内职务 不录入"),
        ("部门（科室）\t姓名\t联系电话\t内线", "单位 姓名 手机 电话"),
        ("姓名\t组别\t支部分队\t身份证号\t紧急联系电话", "姓名 小组 分队 不录入 不录入"),
        ("姓名\t喜好\t姓名", "姓名 不录入 不录入"),
    ];
    for (head, expected) in table {
        let roster = read_plain(&format!("{head}\n张守安"));
        assert_eq!(meanings(&roster), expected, "{head}");
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
    let roster = read_plain(text);
    assert_eq!(
        told(&roster),
        [
            "苗小满 女 机电队 正式党员 13900000021 一分队 安全巡查组 队长",
            "温禾生 男 通风队 二班 预备党员 8326 13900000022 初起火灾处置组 队员",
            "侯望川 男 机电队 入党积极分子 8327 二分队 初起火灾处置组",
            "第8行：没有姓名",
        ]
    );
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
    let roster = read_plain(text);
    assert_eq!(meanings(&roster), "姓名 性别 单位 职务 支部 政治面貌 电话 手机 分队 小组 队内职务");
    assert_eq!(
        told(&roster),
        [
            "第1行：没有序号，当作说明",
            "第2行：没有序号，当作说明",
            "张三 机电队 13900000000",
            "李四 男 通风队 13900000001",
            "王五 保卫部 预备党员 8215",
            "欧阳守岁 机关第二党支部 13900000004",
            "第8行：没有姓名",
            "赵六 女 选煤厂 班组长 二分队 宣传服务组 副队长",
        ]
    );
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
        assert_eq!(told(&read_plain(text)), expected, "{text}");
    }
}

#[test]
fn a_csv_file_is_read_with_its_quotes() {
    let text = "姓名,单位,职务\n\
        张守安,\"后勤部,公寓科\",\"科长(\"\"代\"\")\"\n\
        ,保卫部,干事\n\
        李守平,5\"管厂,工人\n";
    assert_eq!(
        told(&read_plain(text)),
        ["张守安 后勤部,公寓科 科长(\"代\")", "第3行：没有姓名", "李守平 5\"管厂 工人"]
    );
}

#[test]
fn columns_without_headings_are_guessed_by_what_stands_in_them() {
    let text = "1\t亢宝庆\t男\t机电队\t队长\t党员\t8326\t13900000001\n\
        2\t逯春晖\t女\t通风队\t队员\t预备\t8327\t13900000002\n\
        3\t柴有田\t男\t保卫部\t队员\t党员\t\t13900000003";
    let roster = read_plain(text);
    assert_eq!(meanings(&roster), "不录入 姓名 性别 单位 队内职务 政治面貌 电话 手机");
    assert_eq!(roster.recruits().len(), 3);

    // Two columns nobody can tell apart: a person says which is which.
    let text = "机电队\t亢宝庆\t采煤\n通风队\t逯春晖\t掘进";
    assert_eq!(meanings(&read_plain(text)), "单位 姓名 不录入");
    let meanings = BTreeMap::from([(1, Meaning::Skip), (2, Meaning::Name)]);
    let hints = Hints { meanings, ..Hints::default() };
    assert_eq!(told(&read(text, &hints)), ["采煤 机电队", "掘进 通风队"]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let text = "姓名\t性别\t政治面貌\t手机\t小组\t队内职务\n\
        张三\t未知\t党员\t1390000000\t后备组\t顾问\n\
        李四\t女\t群众\t\t\t\n\
        13900000001\t\t\t\t\t\n\
        王五\t\t非党员\t\t\t\n\
        赵六\t\t\t13900000006、13900000007\t\t组长\n\
        制表：孙七\t\t\t\t\t";
    let standing = "突击队名册只收正式党员、预备党员、入党积极分子，请核实";
    assert_eq!(
        told(&read_plain(text)),
        [
            "张三 正式党员 性别“未知”看不出男女 小组“后备组”不是六个小组之一 \
             队内职务“顾问”不是队长、副队长、队员 号码“1390000000”位数不对"
                .to_owned(),
            format!("第3行：政治面貌是“群众”，{standing}"),
            "第4行：“13900000001”不像姓名，请看看哪一列是姓名".to_owned(),
            format!("第5行：政治面貌是“非党员”，{standing}"),
            "赵六 13900000006 队员 第二个号码13900000007".to_owned(),
            "第7行：“制表：孙七”不是姓名".to_owned(),
        ]
    );
}

#[test]
fn merged_cells_are_filled_down_when_somebody_says_so() {
    let text = "单位\t姓名\t小组\n机电队\t张三\t巡查组\n\t李四\t\n保卫部\t王五\t\n\t合计\t";
    let roster = read_plain(text);
    assert!(roster.looks_merged());
    assert_eq!(
        told(&roster),
        ["张三 机电队 安全巡查组", "李四", "王五 保卫部", "第5行：“合计”不是姓名"]
    );
    let merged = read(text, &Hints { merged: true, ..Hints::default() });
    let expected = ["张三 机电队 安全巡查组", "李四 机电队 安全巡查组", "王五 保卫部 安全巡查组"];
    assert_eq!(told(&merged)[..3], expected);
    assert!(!merged.looks_merged());
}
