//! The people a cell names, and what in it is nobody's name.

use super::grid::{is_han, together};
use super::phones;
use crate::rules::signs::{dot, quoted};
use crate::rules::surnames;

/// Somebody a cell names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    /// What stands in brackets behind the name: the unit, where people are told apart by it.
    pub(super) remark: String,
}

/// What a cell says of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) people: Vec<Named>,
    /// What of it is no name, and why.
    pub(super) unclear: Vec<String>,
    /// What stands beside the names and is left out.
    pub(super) notes: Vec<String>,
}

/// Reads a cell; `knows` says whether somebody on the books is called so.
pub(super) fn read(cell: &str, knows: &dyn Fn(&str) -> bool) -> Said {
    let mut said = Said::default();
    for part in parts(cell) {
        let (found, part) = phones::out_of(&part);
        for number in found {
            said.notes.push(format!("号码{number}没有录入"));
        }
        read_part(&part, knows, &mut said);
    }
    said
}

/// The cell between the signs that separate people; brackets stay whole.
fn parts(cell: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    for sign in cell.chars() {
        match sign {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let cuts = depth == 0 && "\n、，,;；/|+".contains(sign);
        match parts.last_mut().filter(|_| !cuts) {
            Some(part) => part.push(sign),
            None => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn read_part(part: &str, knows: &dyn Fn(&str) -> bool, said: &mut Said) {
    let (words, remarks) = bracketed(part);
    // 带班：亢宝庆
    let words = match words.split_once(['：', ':']) {
        Some((key, name)) if is_no_name(key.trim()) && !name.trim().is_empty() => {
            said.notes.push(format!("{}没有录入", quoted(key.trim())));
            name.to_owned()
        }
        _ => words,
    };
    let words = words.trim();
    let before = said.people.len();
    let whole: String = words.split_whitespace().collect();
    if knows(words) || knows(&whole) {
        said.people.push(Named { name: plain_name(words), remark: String::new() });
    } else {
        for word in together(words) {
            read_word(&word, knows, said);
        }
    }
    let is_one = said.people.len() == before + 1;
    for remark in remarks {
        if is_away(&remark) {
            let name = said.people.last().map_or("", |named| named.name.as_str());
            said.unclear.push(format!("{name}后写着{}，看不出由谁值", quoted(&remark)));
            continue;
        }
        match said.people.last_mut().filter(|_| is_one) {
            Some(named) if named.remark.is_empty() => named.remark = remark,
            _ => said.notes.push(format!("{}没有录入", quoted(&remark))),
        }
    }
}

/// Whether what stands behind a name says that somebody else comes; a unit says nothing of it.
fn is_away(remark: &str) -> bool {
    const AWAY: [&str; 18] = [
        "请假", "休假", "事假", "病假", "产假", "婚假", "年假", "年休", "调休", "补休", "轮休",
        "出差", "外出", "调班", "换班", "替", "对调", "不值",
    ];
    const UNITS: [char; 6] = ['队', '科', '部', '处', '厂', '站'];
    !remark.ends_with(UNITS) && AWAY.iter().any(|away| remark.contains(away))
}

fn read_word(word: &str, knows: &dyn Fn(&str) -> bool, said: &mut Said) {
    const TITLES: [&str; 12] = [
        "副矿长",
        "矿长",
        "书记",
        "主任",
        "科长",
        "队长",
        "部长",
        "班长",
        "经理",
        "主席",
        "厂长",
        "同志",
    ];
    let titled = TITLES.iter().find_map(|title| Some((word.strip_suffix(title)?, title)));
    if knows(word) || (is_name(word) && !is_no_name(word)) {
        said.people.push(Named { name: plain_name(word), remark: String::new() });
    } else if let Some((name, title)) = titled.filter(|(name, _)| knows(name)) {
        said.people.push(Named { name: plain_name(name), remark: String::new() });
        said.notes.push(format!("{}没有录入", quoted(title)));
    } else if is_no_name(word) {
        said.unclear.push(format!("{}不是姓名", quoted(word)));
    } else {
        said.unclear.push(format!("{}不像姓名", quoted(word)));
    }
}

/// The part without what stands in brackets, and that.
fn bracketed(part: &str) -> (String, Vec<String>) {
    let (mut words, mut remarks) = (String::new(), Vec::new());
    let mut inner: Option<String> = None;
    for sign in part.chars() {
        match (sign, &mut inner) {
            ('(' | '（', None) => inner = Some(String::new()),
            (')' | '）', Some(_)) => {
                let remark = inner.take().unwrap_or_default();
                remarks.extend(Some(remark).filter(|remark| !remark.trim().is_empty()));
            }
            (sign, Some(inner)) => inner.push(sign),
            (sign, None) => words.push(sign),
        }
    }
    remarks.extend(inner.filter(|remark| !remark.trim().is_empty()));
    (words, remarks)
}

/// A name without the spaces that make two signs as wide as three, and with the one dot.
pub(super) fn plain_name(words: &str) -> String {
    let latin = words.chars().any(|sign| sign.is_ascii_alphabetic());
    if latin {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        words.split_whitespace().flat_map(str::chars).map(dot).collect()
    }
}

/// Whether a name could be written so.
pub(super) fn is_name(words: &str) -> bool {
    let name = plain_name(words);
    let count = name.chars().filter(|sign| *sign != '·').count();
    // A sign of some PC's own is part of a name nobody can print; it is told apart.
    let fits =
        |sign: char| is_han(sign) || sign == '·' || ('\u{e000}'..='\u{f8ff}').contains(&sign);
    let most = if name.contains('·') { 20 } else { 4 };
    let dotted = !name.starts_with('·') && !name.ends_with('·');
    let is_called = name.chars().all(fits) && dotted && (2..=most).contains(&count);
    is_called && !super::words::is_unit(&name) && !NOT_WHOLE.iter().any(|end| name.ends_with(end))
}

/// Whether a family name stands in front.
pub(super) fn has_surname(words: &str) -> bool {
    let name = plain_name(words);
    surnames::has_surname(&name) && name.chars().all(|sign| is_han(sign) || sign == '·')
}

/// Whether a name may end like a unit or an office: 马登科, 王德班. Where a name is looked for and
/// more stands in the row, it is one.
pub(super) fn is_like_unit(words: &str) -> bool {
    let name = plain_name(words);
    let count = name.chars().count();
    (2..=3).contains(&count)
        && has_surname(&name)
        && super::words::is_unit(&name)
        && !is_no_name(&name)
        && !["队", "部", "公司", "车间", "中心", "支部"].iter().any(|end| name.ends_with(end))
}

/// How people speak of somebody whose name they do not write out, and of several at once.
const NOT_WHOLE: [&str; 20] = [
    "先生", "女士", "小姐", "同志", "师傅", "老师", "夫妇", "夫妻", "父子", "父女", "母子", "母女",
    "兄弟", "姐妹", "一家", "全家", "家属", "家人", "等人", "等",
];

/// Family names of two signs, which people set apart from the given name.
const FAMILIES: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒",
    "夏侯", "端木", "呼延", "赫连",
];

/// Whether the words are several people's names, a line, a space or a sign between them.
pub(super) fn is_several(words: &str) -> bool {
    let between = |sign: char| sign.is_whitespace() || "、，,；;/".contains(sign);
    let names = words.split(between).filter(|word| is_name(word) && !FAMILIES.contains(word));
    1 < names.count()
}

/// What stands where a name is looked for and is none.
const NO_NAMES: [&str; 62] = [
    "待定",
    "待排",
    "待安排",
    "另定",
    "另行通知",
    "未定",
    "暂定",
    "暂无",
    "暂缺",
    "空缺",
    "空岗",
    "缺",
    "无",
    "无人",
    "没有",
    "同上",
    "同左",
    "同前",
    "同下",
    "轮休",
    "轮班",
    "轮流",
    "休息",
    "休假",
    "请假",
    "放假",
    "调休",
    "补休",
    "公休",
    "年休",
    "不排",
    "不值班",
    "停班",
    "外出",
    "出差",
    "全体",
    "全员",
    "全体队员",
    "姓名",
    "名字",
    "人员",
    "备注",
    "说明",
    "电话",
    "手机",
    "单位",
    "部门",
    "职务",
    "序号",
    "日期",
    "星期",
    "农历",
    "节日",
    "合计",
    "小计",
    "总计",
    "共计",
    "制表",
    "填表",
    "审核",
    "批准",
    "签字",
];

/// What a word that is no name often begins with, and ends with.
const NO_NAME_HEADS: [&str; 10] =
    ["值班", "带班", "跟班", "当班", "备班", "顶班", "替班", "代班", "白班", "夜班"];
const NO_NAME_TAILS: [&str; 27] = [
    "领导",
    "人员",
    "值班员",
    "负责人",
    "班长",
    "组长",
    "队长",
    "队员",
    "干部",
    "联系人",
    "成员",
    "值班",
    "名称",
    "名单",
    "姓名",
    "电话",
    "手机",
    "日期",
    "时间",
    "地点",
    "情况",
    "班次",
    "证件",
    "路线",
    "责任区",
    "值班表",
    "备注",
];

/// Whether that is no name although it might look like one.
pub(super) fn is_no_name(words: &str) -> bool {
    let words: String = words.split_whitespace().collect();
    let words = words.trim_end_matches(['。', '，', '：', ':', '！', '!', '*']);
    NO_NAMES.contains(&words)
        || NO_NAME_HEADS.iter().any(|head| words.starts_with(head))
        || NO_NAME_TAILS.iter().any(|tail| words.ends_with(tail))
        || ["合计", "小计", "总计", "共计", "制表", "填表", "审核人", "备注：", "名单"]
            .iter()
            .any(|head| words.starts_with(head))
        || ["全天", "早班", "中班", "晚班", "零点班", "八点班", "四点班"].contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cell: &str) -> String {
        let on_books = ["欧阳守岁", "力王", "安全员"];
        let said = read(cell, &|name| on_books.contains(&name));
        let people = said.people.iter().map(|one| match one.remark.as_str() {
            "" => one.name.clone(),
            remark => format!("{}[{remark}]", one.name),
        });
        let people = people.collect::<Vec<_>>().join(" ");
        let more = said.unclear.into_iter().chain(said.notes);
        std::iter::once(people).chain(more).collect::<Vec<_>>().join("；")
    }

    #[test]
    fn people_are_read_as_they_are_written() {
        let table = [
            ("亢宝庆\n逯春晖", "亢宝庆 逯春晖"),
            ("亢宝庆、逯春晖", "亢宝庆 逯春晖"),
            ("亢 宝 王五 李四", "亢宝 王五 李四"),
            ("杨 帆", "杨帆"),
            ("欧阳 守岁", "欧阳守岁"),
            ("阿依古丽∙买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"),
            ("钱望舒（机电队）", "钱望舒[机电队]"),
            ("亢宝庆（请假）", "亢宝庆；亢宝庆后写着“请假”，看不出由谁值"),
            ("亢宝庆（与逯春晖调班）", "亢宝庆；亢宝庆后写着“与逯春晖调班”，看不出由谁值"),
            ("亢宝庆13900000001", "亢宝庆；号码13900000001没有录入"),
            ("带班：亢宝庆", "亢宝庆；“带班”没有录入"),
            ("欧阳守岁矿长", "欧阳守岁；“矿长”没有录入"),
            ("安全员", "安全员"),
            ("待定", "；“待定”不是姓名"),
            ("轮休", "；“轮休”不是姓名"),
            ("同上", "；“同上”不是姓名"),
            ("无人", "；“无人”不是姓名"),
            ("姓名", "；“姓名”不是姓名"),
            ("带班领导", "；“带班领导”不是姓名"),
            ("值班矿领导", "；“值班矿领导”不是姓名"),
            ("王三、待定", "王三；“待定”不是姓名"),
            ("机电队", "；“机电队”不像姓名"),
            ("8001", "；“8001”不像姓名"),
            ("", ""),
        ];
        for (cell, expected) in table {
            assert_eq!(told(cell), expected, "{cell}");
        }
    }
}
