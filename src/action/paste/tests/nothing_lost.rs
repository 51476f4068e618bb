//! Whatever is pasted: nothing breaks, and no cell vanishes without a word.

use proptest::prelude::*;

use super::*;

/// Words that stand in tables, and things nobody foresaw.
const WORDS: [&str; 53] = [
    "",
    "",
    "姓名",
    "日期",
    "单位",
    "手机",
    "值班领导",
    "调度白班",
    "巡查员(夜)",
    "场所名称",
    "路线",
    "A角",
    "班次",
    "岗位",
    "白班",
    "夜班（20:00-8:00）",
    "中班",
    "巡查员",
    "证件",
    "请假时间",
    "合计",
    "亢宝庆",
    "逯 春晖",
    "王⽅",
    "亢宝庆、逯春晖",
    "何矿山",
    "待定",
    "同上",
    "2月5日",
    "2月5日(除夕)",
    "2月6日—8日",
    "2月29日",
    "初六",
    "14日",
    "8至10日",
    "2.15-16",
    "2月5日起",
    "周五",
    "五",
    "13900000041",
    "电话139-0000-0042",
    "8326",
    "\u{202d}13900000043\u{202c}",
    "机电队",
    "电工（至2027-3-1）",
    "\"亢宝庆\n武岁安\"",
    "\"",
    "（",
    "1.",
    "#接龙",
    "\u{e123}",
    "→",
    "999999999999999999999",
];

fn a_text() -> impl Strategy<Value = String> {
    let cell = prop_oneof![9 => proptest::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => ".{0,6}"];
    let between = proptest::sample::select(&["\t", "\t", "\t", ",", "，", " ", "  "][..]);
    let rows = proptest::collection::vec(proptest::collection::vec(cell, 1..6), 1..7);
    (rows, between).prop_map(|(rows, between)| {
        let rows: Vec<String> = rows.into_iter().map(|row| row.join(between)).collect();
        rows.join("\n")
    })
}

/// The cells of a text that is cut by tabs.
fn pieces(text: &str) -> Vec<String> {
    let grid = grid::cut(text, &|_word| false);
    let cells = grid.into_lines().into_iter().flat_map(|line| line.cells);
    cells.filter(|cell| !cell.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_cell_vanishes(text in a_text(), kind in 0..What::ALL.len(), merged: bool, newcomers: bool) {
        let doc = mine();
        let mut wish = order(What::ALL[kind], &text);
        (wish.hints.merged, wish.hints.newcomers) = (Some(merged), newcomers);
        wish.hints.slot = doc.posts.iter().next().map(|(id, post)| (*id, post.shifts[0]));
        let (look, after) = done(&doc, &wish);
        // A row that writes nothing and says nothing does not exist.
        for row in &look.rows {
            let silent = row.fate == Fate::Unread && row.left_out.is_empty();
            prop_assert!(!silent, "{row:?}");
        }
        // What a tab cut apart is a cell of a row, a heading or a title.
        if text.contains('\t') {
            // What separates words is no word.
            let squeezed = |words: &str| {
                let words = words.chars();
                words.filter(|sign| !sign.is_whitespace() && !",，、：:".contains(*sign)).collect::<String>()
            };
            // What is one cell here may be several there, cut by commas too, but side by side.
            let rows = look.rows.iter().map(|row| row.cells.concat());
            let heads = look.columns.iter().map(|column| column.head.clone());
            let titles = look.titles.iter().cloned();
            let kept: Vec<String> =
                rows.chain(heads).chain(titles).map(|cell| squeezed(&cell)).collect();
            for cell in pieces(&text) {
                let cell = squeezed(&cell);
                prop_assert!(kept.iter().any(|one| one.contains(&cell)), "{cell:?} of {text:?}: {look:?}");
            }
        }
        // A rota's row that leaves nothing out has everybody it names on duty.
        for row in look.rows.iter().filter(|row| wish.what == What::Rota && row.left_out.is_empty()) {
            for (column, cell) in look.columns.iter().zip(&row.cells) {
                let Sense::Slot(post, shift) = column.sense else { continue };
                let is_meant = |id: &DutyId| {
                    post.is_none_or(|post| id.post == post)
                        && shift.is_none_or(|shift| id.shift == shift)
                };
                let on_duty: String = after
                    .duties
                    .iter()
                    .filter(|(id, _)| is_meant(id))
                    .map(|(_, duty)| after.person_names(&duty.persons))
                    .collect();
                for name in cell.split(['、', '\n', ' ', ',', '，']).filter(|name| !grid::is_blank(name)) {
                    let key = signs::name_key(name);
                    prop_assert!(signs::name_key(&on_duty).contains(&key), "{name} of {row:?}");
                }
            }
        }
    }
}

/// A table pasted as one of another kind: its headings are no place and nobody.
#[test]
fn headings_never_become_records() {
    let text = "姓名\t单位\t手机\n王方\t机电队\t13900006620";
    for what in [What::Sites, What::Zones, What::Routes, What::Phones, What::Units, What::Posts] {
        let (look, after) = done(&mine(), &order(what, text));
        let made = |doc: &Document| {
            let sites = doc.sites.iter().map(|(_, one)| one.name.clone());
            let zones = doc.zones.iter().map(|(_, one)| one.name.clone());
            let routes = doc.routes.iter().map(|(_, one)| one.name.clone());
            let phones = doc.phones.iter().map(|(_, one)| one.name.clone());
            let posts = doc.posts.iter().map(|(_, one)| one.name.clone());
            sites.chain(zones).chain(routes).chain(phones).chain(posts).collect::<Vec<_>>()
        };
        assert!(!made(&after).contains(&"姓名".to_owned()), "{what:?}: {look:?}");
    }
}

/// As the row is called in the program it was copied from.
#[test]
fn a_row_after_a_cell_of_two_lines_is_called_by_its_place_in_the_table() {
    let text = "姓名\t单位\n王方\t\"机电队\n（地面）\"\n无\t机电队";
    let (look, _) = done(&mine(), &order(What::Members, text));
    let places: Vec<&str> = look.rows.iter().map(|row| row.place.as_str()).collect();
    assert_eq!(places, ["第2行", "第3行"]);
}

/// A unit may be called like a heading of another column.
#[test]
fn what_stands_below_the_heading_of_names_is_a_name() {
    for text in ["单位名称\n矿领导\n掘进九队", "单位名称\t负责人\n矿领导\t\n掘进九队\t"]
    {
        let (look, after) = done(&mine(), &order(What::Units, text));
        let has = |name: &str| after.units.iter().any(|(_, unit)| unit.name == name);
        assert!(has("矿领导") && has("掘进九队"), "{look:?}");
    }
}

/// The rota goes by leaves that are on the books, and by no remark.
#[test]
fn a_leave_in_a_remark_is_said_to_be_none() {
    let text = "姓名\t政治面貌\t备注\n王方\t中共党员\t2月6—8日请假\n乔小满\t中共党员\t会开车";
    let (look, after) = done(&mine(), &order(What::Members, text));
    let told = "第2行：“2月6—8日请假”记在备注里，没有记成请假";
    assert_eq!(look.left_out(), [told]);
    let note =
        |name: &str| after.persons.iter().find(|(_, one)| one.name == name).unwrap().1.note.clone();
    assert_eq!((note("王方").as_str(), note("乔小满").as_str()), ("2月6—8日请假", "会开车"));
}
