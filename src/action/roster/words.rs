//! What single words of a roster mean.

use super::Meaning;
use crate::model::people::{Group, Role, Standing};

/// What the heading of a column means; `None` where it is no heading anybody knows.
pub(super) fn heading(words: &str) -> Option<Meaning> {
    let words: String = words
        .chars()
        .take_while(|sign| !matches!(sign, '(' | '（'))
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, ':' | '：' | '*' | '＊'))
        .collect();
    // The narrower word first: 队内职务 is no 职务.
    let table: [(Meaning, &[&str]); 12] = [
        (Meaning::Role, &["队内职务", "突击队职务", "队内分工", "队内任职", "突击队任职"]),
        (Meaning::Skip, &["身份证", "紧急联系", "家庭", "签名", "签字", "备注"]),
        (Meaning::Name, &["姓名", "名字"]),
        (Meaning::Sex, &["性别"]),
        (Meaning::Standing, &["政治面貌", "党员类别", "党员身份", "面貌"]),
        (Meaning::Squad, &["分队"]),
        (Meaning::Branch, &["支部"]),
        (Meaning::Group, &["小组", "组别", "分组", "任务组"]),
        (Meaning::Mobile, &["手机", "移动电话", "联系方式", "联系电话", "手机号"]),
        (Meaning::Phone, &["电话", "座机", "内线", "短号"]),
        (Meaning::Unit, &["单位", "部门", "区队", "科室", "车间"]),
        (Meaning::Title, &["职务", "岗位", "工种", "职称"]),
    ];
    let known = table.iter().find(|(_, names)| names.iter().any(|name| words.contains(name)));
    let skipped = ["序号", "编号", "年龄", "民族", "出生", "入党", "学历"];
    known
        .map(|(meaning, _)| *meaning)
        .or_else(|| skipped.iter().any(|name| words.contains(name)).then_some(Meaning::Skip))
}

/// A name without the spaces that make two signs as wide as three.
pub(super) fn name(words: &str) -> String {
    let latin = words.chars().any(|sign| sign.is_ascii_alphabetic());
    if latin { words.to_owned() } else { words.split_whitespace().collect() }
}

/// Why that is nobody's name.
pub(super) fn no_name(name: &str) -> Option<String> {
    let others = ["合计", "小计", "总计", "共计", "制表", "填表", "审核", "备注", "姓名", "说明"];
    if name.is_empty() {
        Some("没有姓名".to_owned())
    } else if others.iter().any(|word| name.starts_with(word)) {
        Some(format!("“{name}”不是姓名"))
    } else if name.chars().any(|sign| sign.is_ascii_digit() || matches!(sign, '：' | ':')) {
        Some(format!("“{name}”不像姓名，请看看哪一列是姓名"))
    } else {
        None
    }
}

/// Where somebody stands in the Party. Empty is nothing said.
pub(super) fn standing(words: &str) -> Result<Option<Standing>, ()> {
    Ok(Some(match words {
        "" => return Ok(None),
        _ if words.contains("预备") => Standing::Probationary,
        _ if words.contains("积极分子") || words.contains("发展对象") => {
            Standing::Applicant
        }
        _ if words.contains("申请") => Standing::Applicant,
        _ if words.contains("非党") => return Err(()),
        _ if words.contains("党员") || words == "党" || words == "正式" => Standing::Member,
        _ => return Err(()),
    }))
}

/// Whether a woman. Empty is nothing said.
pub(super) fn woman(words: &str) -> Result<Option<bool>, ()> {
    match words {
        "" => Ok(None),
        "男" | "男性" => Ok(Some(false)),
        "女" | "女性" => Ok(Some(true)),
        _ => Err(()),
    }
}

/// Which of the six groups. Empty is nothing said.
pub(super) fn group(words: &str) -> Result<Option<Group>, ()> {
    let table: [(Group, &[&str]); 6] = [
        (Group::FireFirst, &["初起", "灭火", "火灾"]),
        (Group::Evacuation, &["疏散", "引导"]),
        (Group::FirstAid, &["救护", "急救", "医疗", "医护"]),
        (Group::Patrol, &["巡查", "巡检", "检查"]),
        (Group::Service, &["宣传", "服务", "帮扶"]),
        (Group::Communication, &["通信", "通讯", "联络"]),
    ];
    if words.is_empty() {
        return Ok(None);
    }
    let known = table.iter().find(|(_, names)| names.iter().any(|name| words.contains(name)));
    known.map(|(group, _)| Some(*group)).ok_or(())
}

/// Which part in the team. Empty is nothing said; the head of a group is a member of the team.
pub(super) fn role(words: &str) -> Result<Option<Role>, ()> {
    Ok(Some(match words {
        "" => return Ok(None),
        "队长" | "突击队队长" | "突击队长" | "总队长" => Role::Leader,
        "副队长" | "突击队副队长" | "常务副队长" => Role::Deputy,
        "队员" | "突击队员" | "成员" | "组员" | "组长" | "副组长" | "分队长" | "副分队长" => {
            Role::Member
        }
        _ => return Err(()),
    }))
}

/// Whether that is a mobile telephone.
pub(super) fn is_mobile(words: &str) -> bool {
    let digits = digits(words);
    digits.len() == 11 && digits.starts_with('1') && words.chars().all(is_of_number)
}

/// Whether that is some other telephone: an internal one, or one with its area code.
pub(super) fn is_phone(words: &str) -> bool {
    let count = digits(words).len();
    let coded = words.contains('-') && count <= 12;
    (3..=8).contains(&count) && words.chars().all(is_of_number) || (coded && 3 <= count)
}

fn is_of_number(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '-' | ' ' | '+')
}

/// The digits, without the country's.
fn digits(words: &str) -> String {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("86") {
        Some(rest) if rest.len() == 11 => rest.to_owned(),
        _ => digits,
    }
}

/// The telephones of a row.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub(super) phone: String,
    pub(super) mobile: String,
}

impl Numbers {
    /// Sorts what stands in the cells for telephones, whichever cell it stands in.
    pub(super) fn of(cells: &[String], left_out: &mut Vec<String>) -> Self {
        let mut numbers = Self::default();
        let cut = |sign: char| "/、,，;；|()（）".contains(sign);
        for part in cells.iter().flat_map(|cell| cell.split(cut)).map(str::trim) {
            // 139 0000 0022 is one number, 8326 139… are two.
            if is_mobile(part) {
                numbers.take(part, left_out);
            } else {
                part.split_whitespace().for_each(|word| numbers.take(word, left_out));
            }
        }
        numbers
    }

    fn take(&mut self, word: &str, left_out: &mut Vec<String>) {
        if is_mobile(word) && self.mobile.is_empty() {
            self.mobile = digits(word);
        } else if is_phone(word) && self.phone.is_empty() {
            word.clone_into(&mut self.phone);
        } else if is_mobile(word) || is_phone(word) {
            left_out.push(format!("第二个号码{word}"));
        } else {
            left_out.push(format!("号码“{word}”位数不对"));
        }
    }
}

/// Whether a name could be written so.
pub(in super::super) fn is_name(words: &str) -> bool {
    let name = name(words);
    let count = name.chars().filter(|sign| *sign != '·').count();
    let signs = name.chars().all(|sign| is_chinese(sign) || sign == '·');
    let most = if name.contains('·') { 12 } else { 4 };
    signs && (2..=most).contains(&count) && !is_unit(&name)
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

fn is_chinese(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}
