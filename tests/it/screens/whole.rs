//! A small Spring Festival by one person and by the words on the screen: from an empty workbook
//! to the printed set, with every action counted. A click, a key chord or a typed field is one.

use eframe::egui::Key;
use shousui::model::hazard::State;
use shousui::model::plan::Chapter;
use shousui::print::Request;
use shousui::workspace::Workspace;

use super::team::ROSTER;
use super::{OFFICE, Person};
use crate::fixture::{day, empty};
use crate::world::Fake;

/// How many actions a stretch of the work took.
fn told(person: &Person, since: &mut usize, what: &str) -> String {
    let taken = person.actions - std::mem::replace(since, person.actions);
    format!("{what}: {taken} actions\n")
}

fn profile(person: &mut Person) {
    person.chord(Key::N);
    person.fill("春节年份", "2027");
    person.click_like("开始 Ctrl");
    person.fill("矿名", "望禾煤矿");
    person.fill("调度室电话", "8000");
    person.fill("外线拨号", "0");
}

fn members(person: &mut Person) {
    person.click("队伍");
    person.click("录入名册…");
    person.paste(ROSTER);
    person.click_like("录入 Ctrl");
    person.must_show("队员 12");
}

fn plan(person: &mut Person) {
    person.click("预案");
    person.click_like("处置卡 0");
    person.picture("whole-cards");
    for code in ["E01", "E02", "E04", "E06", "E08"] {
        person.reach(code);
    }
    person.click_like("电话表 ");
    person.click("载入常用电话");
    assert_eq!(person.session().document().cards.len(), 5);
    let words =
        shousui::rules::outline::chapter_words(person.session().document(), Chapter::Purpose);
    assert!(words.contains("望禾煤矿") && !words.contains('{'), "{words}");
}

/// Posts and a week of duties in turns.
fn rota(person: &mut Person) {
    person.click("队伍");
    person.click_like("岗位 0");
    person.click("载入常用岗位");
    person.click("排班");
    for shift in ["白班", "夜班"] {
        person.reach(&format!("2月5日 巡查员 {shift}"));
        person.click("向下顺排…");
        person.click("加入安全巡查组的5人");
        person.fill("至", "2月11日");
        person.picture("whole-turns");
        person.click_like("排上 Ctrl");
        person.picture("whole-rota");
    }
    let filled =
        person.session().document().duties.iter().filter(|(_, one)| !one.persons.is_empty());
    assert!(14 <= filled.count());
    // The shift begins.
    person.wait(chrono::TimeDelta::hours(1));
}

/// A zone, nine sites, three routes.
fn places(person: &mut Person) {
    person.click("责任区");
    person.click_like("责任区 0");
    person.click("新增第一个责任区");
    person.fill("名称", "生活区");
    person.pick_person("责任人", "柴有田");
    person.pick_person("B角", "苗小满");
    person.click_like("场所 0");
    person.click("新增第一个场所");
    person.fill("名称", "1号公寓");
    person.choose("类别", "公寓");
    let sites = [
        ("2号公寓", "公寓"),
        ("职工食堂", "食堂"),
        ("锅炉房", "锅炉房"),
        ("办公楼", "办公楼"),
        ("材料库", "材料库"),
        ("副井井口房", "井口房"),
        ("洗煤厂", "洗煤厂"),
        ("充电棚", "充电棚"),
    ];
    for (name, kind) in sites {
        person.click("新增场所");
        person.fill("名称", name);
        person.choose("类别", kind);
    }
    person.click_like("巡查路线 0");
    let routes = [
        ("新增第一条路线", "东线", ["1号公寓", "2号公寓", "职工食堂"]),
        ("新增路线", "中线", ["锅炉房", "办公楼", "材料库"]),
        ("新增路线", "西线", ["副井井口房", "洗煤厂", "充电棚"]),
    ];
    for (add, name, stops) in routes {
        person.click(add);
        person.fill("名称", name);
        for stop in stops {
            person.choose("加一处场所", stop);
        }
    }
    assert_eq!(person.session().document().routes.len(), 3);
}

/// The round of the three routes goes out and comes back with two faults.
fn round(person: &mut Person) {
    person.key(Key::F3);
    person.pick_person("巡查人", "苗小满");
    person.pick_person("巡查人", "温禾生");
    person.click_like("出单并预览");
    person.picture("whole-sheets");
    person.click("打印这一份");
    for (number, fault) in [("1", Some("lghqyl")), ("2", None), ("3", Some("twjxf"))] {
        person.key(Key::F2);
        person.type_keys(number);
        person.actions += 1;
        person.key(Key::Enter);
        person.type_keys("0805");
        person.type_keys("0848");
        person.actions += 2;
        if fault.is_some() {
            person.type_keys("12*");
            person.type_keys("2处，需整改");
            person.actions += 2;
            person.key(Key::Enter);
        }
        person.chord(Key::End);
        person.chord(Key::Enter);
        person.chord(Key::PageDown);
    }
    let doc = person.session().document();
    assert!(doc.sheets.iter().all(|(_, sheet)| sheet.entered.is_some() && sheet.ticked));
    assert_eq!(doc.hazards.len(), 2);
}

fn close(person: &mut Person, number: &str) {
    person.click("隐患");
    person.click(number);
    person.fill("整改措施", "当日整改完成并复核同类");
    person.pick_person("责任人", "郄明川");
    person.reach("移交…");
    person.click_like("记录 Ctrl");
    person.click("隐患");
    person.reach("签收…");
    person.pick_person("签收人", "冀守正");
    person.click_like("记录 Ctrl");
    person.reach("整改完成…");
    person.fill("整改情况", "已整改");
    person.click_like("记录 Ctrl");
    person.reach("复查…");
    person.pick_person("复查人", "柴有田");
    person.click_like("记录 Ctrl");
    person.reach("销号…");
    person.pick_person("销号签字人", "冀守正");
    person.click_like("记录 Ctrl");
}

/// Everything that can be printed, printed.
fn prints(person: &mut Person) -> usize {
    person.chord(Key::P);
    let mut printed = 0;
    for words in [
        "队员名册（张贴，手机号隐去中间四位）",
        "承诺书，A4印两人，裁开",
        "方案（送审稿）",
        "应急处置卡，A5",
        "电话表",
        "值班安排表，A4",
        "隐患台账",
        "日报 2月5日 周五 腊月廿九",
        "春节期间工作总结",
    ] {
        person.reach_like(words);
        person.click("打印这一份");
        printed += 1;
    }
    printed
}

#[test]
fn a_small_spring_festival_from_an_empty_workbook_to_the_printed_set() {
    // Before the first shift of the day has begun: of one that has, nothing is filled any more.
    let world = Fake::default();
    world.seen(|seen| seen.now = day().and_hms_opt(7, 0, 0));
    let mut person = Person::in_world(Workspace::new(empty(1)), world, OFFICE);
    let (mut since, mut list) = (0, String::new());
    profile(&mut person);
    list += &told(&person, &mut since, "profile and season");
    members(&mut person);
    list += &told(&person, &mut since, "twelve members");
    plan(&mut person);
    list += &told(&person, &mut since, "plan, five cards, telephones");
    rota(&mut person);
    list += &told(&person, &mut since, "posts and a week of duties");
    places(&mut person);
    list += &told(&person, &mut since, "nine sites, three routes");
    round(&mut person);
    list += &told(&person, &mut since, "a round out and back, two hazards");
    close(&mut person, "YH-2027-0001");
    close(&mut person, "YH-2027-0002");
    list += &told(&person, &mut since, "two hazards closed");
    let pdfs = person.world.seen(|seen| seen.pdfs.len());
    let printed = prints(&mut person);
    list += &told(&person, &mut since, "the printed set");
    assert_eq!(person.world.seen(|seen| seen.pdfs.len()), pdfs + printed);
    person.picture("whole-papers");
    assert_eq!(person.harness.state().workspace().picked().paper, Some(Request::summary()));
    person.chord(Key::S);
    person.must_show("已写入文件");
    person.click("今日");
    person.picture("whole-today");
    println!("{list}the whole job took {} actions", person.actions);
    assert!(person.actions < 220, "{}", person.actions);

    let text = person.world.seen(|seen| seen.file.clone()).unwrap();
    let kept = shousui::file::read(text.as_bytes()).unwrap().kept;
    assert_eq!(kept.doc, *person.session().document());
    let states: Vec<State> = kept.doc.hazards.iter().map(|(_, one)| one.state()).collect();
    assert_eq!(states, [State::Closed, State::Closed]);
    shousui::file::verify(text.as_bytes()).unwrap();
}
