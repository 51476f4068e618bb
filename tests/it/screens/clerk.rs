//! A whole season by one clerk at the window, from an empty workbook to next year's, and what it
//! costs her: a click, a key that is no text, a field typed and a paste is one action each. Nothing
//! is free but turning the wheel. Where an older build was counted the same way she needed 1,058.
#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "short tables, read as made"
)]

use eframe::egui::{Event, Key};
use shousui::model::hazard::State;
use shousui::print::Request;
use shousui::session::Session;
use shousui::workspace::Dialog;

use super::{OFFICE, Person};
use crate::fixture::empty;

/// What the season may cost.
const MOST: usize = 350;

/// Somebody with mouse and keyboard who is counted.
pub(super) struct Clerk {
    pub(super) person: Person,
    clicks: usize,
    keys: usize,
    typed: usize,
    pastes: usize,
    /// What each stage cost, for people to read.
    pub(super) stages: String,
    told: usize,
    /// What tables said that nobody could take in.
    left_out: Vec<String>,
}

impl Clerk {
    fn new() -> Self {
        Self::with(empty(1))
    }

    /// In front of that workbook.
    pub(super) fn with(session: Session) -> Self {
        let person = Person::at(session, OFFICE);
        let stages = String::new();
        Self {
            person,
            clicks: 0,
            keys: 0,
            typed: 0,
            pastes: 0,
            stages,
            told: 0,
            left_out: Vec::new(),
        }
    }

    pub(super) fn actions(&self) -> usize {
        self.clicks + self.keys + self.typed + self.pastes
    }

    pub(super) fn stage(&mut self, what: &str) {
        let all = self.actions();
        self.stages += &format!("{what}: {}\n", all - self.told);
        self.told = all;
    }

    fn at(&mut self, time: &str) {
        let now = time.parse().unwrap();
        self.person.world.seen(|seen| seen.now = Some(now));
        self.person.run();
    }

    pub(super) fn click(&mut self, label: &str) {
        self.clicks += 1;
        self.person.reach(label);
    }

    pub(super) fn click_like(&mut self, words: &str) {
        self.clicks += 1;
        self.person.reach_like(words);
    }

    fn choose(&mut self, label: &str, word: &str) {
        self.clicks += 2;
        self.person.reach_choice(label).choose(label, word);
    }

    fn key(&mut self, key: Key) {
        self.keys += 1;
        self.person.key(key);
    }

    pub(super) fn chord(&mut self, key: Key) {
        self.keys += 1;
        self.person.chord(key);
    }

    /// Types into whatever has the keyboard.
    fn types(&mut self, words: &str) {
        self.typed += 1;
        let focused = self.person.harness.ctx.memory(|memory| memory.focused());
        assert!(focused.is_some(), "“{words}” would go nowhere");
        self.person.harness.event(Event::Text(words.to_owned()));
        self.person.run();
    }

    /// Clicks a field and types; what stands there is marked first.
    pub(super) fn writes(&mut self, label: &str, words: &str) {
        self.clicks += 1;
        self.person.field(label).scroll_to_me();
        self.person.harness.run_steps(30);
        self.person.field(label).click();
        self.person.run();
        if self.person.field(label).value().is_some_and(|value| !value.is_empty()) {
            self.chord(Key::A);
        }
        self.types(words);
    }

    /// The next field.
    fn next(&mut self, words: &str) {
        self.key(Key::Enter);
        self.types(words);
    }

    /// The same for a field that takes what it offers.
    fn picks(&mut self, label: &str, words: &str) {
        self.writes(label, words);
        self.key(Key::Enter);
        self.person.run();
    }

    /// Takes a table in.
    fn pastes(&mut self, text: &str) {
        self.pastes += 1;
        self.person.paste(text);
        self.chord(Key::Enter);
        if let Some(Dialog::LeftOut(told)) = self.person.workspace().dialog() {
            self.left_out.extend(told.lines.iter().map(|left| left.words.clone()));
            self.key(Key::Enter);
        }
        assert!(self.person.workspace().dialog().is_none());
    }

    fn count(&self, of: fn(&shousui::model::Document) -> usize) -> usize {
        of(self.person.session().document())
    }
}

/// The team: name, sex, unit, standing, group, role.
const TEAM: [(&str, &str, &str, &str, &str, &str); 24] = [
    ("柴有田", "男", "党建办", "中共党员", "安全巡查组", "队长"),
    ("苗小满", "女", "机电队", "中共党员", "安全巡查组", "副队长"),
    ("温禾生", "男", "机电队", "中共党员", "安全巡查组", "组长"),
    ("侯望川", "男", "机电队", "预备党员", "初起火灾处置组", "组长"),
    ("郄明川", "男", "保卫部", "中共党员", "初起火灾处置组", "队员"),
    ("牛谷雨", "男", "通风队", "中共党员", "疏散引导组", "组长"),
    ("武岁安", "男", "通风队", "入党积极分子", "疏散引导组", "队员"),
    ("冀守正", "男", "选煤厂", "中共党员", "安全巡查组", "队员"),
    ("阎松年", "男", "选煤厂", "中共党员", "安全巡查组", "队员"),
    ("仝立冬", "男", "卫生所", "中共党员", "应急救护组", "组长"),
    ("逯春晖", "女", "卫生所", "预备党员", "应急救护组", "队员"),
    ("亢宝庆", "男", "党建办", "中共党员", "通信联络组", "组长"),
    ("褚红梅", "女", "后勤部", "中共党员", "宣传服务组", "组长"),
    ("沈玉梅", "女", "后勤部", "中共党员", "宣传服务组", "队员"),
    ("何文静", "女", "卫生所", "中共党员", "应急救护组", "队员"),
    ("朱晓明", "男", "通风队", "中共党员", "安全巡查组", "队员"),
    ("许建设", "男", "选煤厂", "中共党员", "安全巡查组", "队员"),
    ("尤大海", "男", "保卫部", "中共党员", "疏散引导组", "队员"),
    ("周立新", "男", "机电队", "中共党员", "初起火灾处置组", "队员"),
    ("孟和平", "男", "机电队", "中共党员", "安全巡查组", "队员"),
    ("郭秋实", "男", "选煤厂", "中共党员", "安全巡查组", "队员"),
    ("杜向阳", "男", "保卫部", "中共党员", "疏散引导组", "队员"),
    ("秦志远", "男", "后勤部", "中共党员", "宣传服务组", "队员"),
    ("吕思源", "男", "党建办", "中共党员", "通信联络组", "队员"),
];

fn begins(clerk: &mut Clerk) {
    clerk.at("2027-01-20T09:00:00");
    clerk.chord(Key::N);
    clerk.chord(Key::Enter);
    clerk.person.must_show("本矿资料");
    clerk.stage("a new workbook");
    clerk.writes("矿名", "望禾煤矿");
    for words in ["禾安县望禾煤矿有限公司", "禾安县云砚镇", "高瓦斯", "8000", "0"]
    {
        clerk.next(words);
    }
    for count in ["1860", "540", "312", "14"] {
        clerk.next(count);
    }
    clerk.writes("安监部", "安监科");
    clerk.writes("后勤部", "后勤科");
    clerk.stage("the mine's profile");
}

fn roster(clerk: &mut Clerk) {
    let mut table = "姓名\t性别\t单位\t政治面貌\t手机\n".to_owned();
    for (number, (name, sex, unit, standing, ..)) in TEAM.iter().take(13).enumerate() {
        table += &format!("{name}\t{sex}\t{unit}\t{standing}\t139000060{number:02}\n");
    }
    let mut chat = "#接龙\n春节值守报名\n\n".to_owned();
    for (number, (name, _, unit, ..)) in TEAM.iter().enumerate().skip(13).take(10) {
        chat += &format!("{}. {name} {unit} 139000060{number:02}\n", number - 12);
    }
    clerk.click("队伍");
    clerk.click("录入名册…");
    clerk.pastes(&table);
    clerk.click("录入名册…");
    clerk.pastes(&chat);
    clerk.click("新增人员");
    clerk.types("吕思源");
    clerk.picks("单位", "党建办");
    assert_eq!(clerk.count(|doc| doc.persons.len()), 24);
    clerk.click("从表格粘贴大家的证件…");
    clerk.pastes(
        "姓名\t证件\t证号\t有效期至\n侯望川\t电工\tT1401\t2027-12-31\n\
         温禾生\t电工\tT1402\t2028-5-1\n仝立冬\t救护\tJ2201\t2027-11-30\n\
         周立新\t消防控制室\tX3301\t2027-2-8\n",
    );
    clerk.stage("24 members and 4 certificates");
    // Groups come with a second table, and make the one typed by hand a member.
    let mut groups = "姓名\t政治面貌\t小组\t队内职务\n".to_owned();
    for (name, _, _, standing, group, role) in TEAM {
        groups += &format!("{name}\t{standing}\t{group}\t{role}\n");
    }
    clerk.click("录入名册…");
    clerk.pastes(&groups);
    let members = |doc: &shousui::model::Document| {
        doc.persons.iter().filter(|(_, one)| one.membership.is_some()).count()
    };
    assert_eq!(clerk.count(members), 24);
    clerk.stage("groups");
    clerk.click("批量登记…");
    clerk.chord(Key::Enter);
    clerk.stage("training");
}

/// The shipped posts, who holds them, and who stands in.
fn posts(clerk: &mut Clerk) {
    clerk.click_like("岗位 0");
    clerk.click("载入常用岗位");
    let names: Vec<String> =
        clerk.person.session().document().posts.iter().map(|(_, one)| one.name.clone()).collect();
    assert_eq!(names.len(), 22);
    let mut table = "岗位\tA角\tB角\n".to_owned();
    for (place, name) in names.iter().enumerate() {
        let (one, other) = (TEAM[place].0, TEAM[(place + 2) % 24].0);
        table += &format!("{name}\t{one}\t{other}\n");
    }
    clerk.click("从表格粘贴…");
    clerk.pastes(&table);
    let held = |doc: &shousui::model::Document| {
        doc.posts.iter().filter(|(_, one)| one.primary.is_some() && one.backup.is_some()).count()
    };
    assert_eq!(clerk.count(held), 22);
    clerk.stage("22 posts with A角 and B角");
}

fn plan(clerk: &mut Clerk) {
    clerk.click("预案");
    clerk.writes("上位预案", "望禾煤矿生产安全事故应急预案（2026版）");
    clerk.click("七、信息报告程序");
    clerk.writes("信息报告程序正文", "先报调度室，再报值班矿领导，由值班矿领导决定对外报告。");
    clerk.click_like("处置卡 0");
    for code in ["E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08"] {
        clerk.click(code);
    }
    assert_eq!(clerk.count(|doc| doc.cards.len()), 8);
    // The last one taken stands beside the list.
    for (who, what) in [("巡查员", "核对人数"), ("当班组长", "报告控制住了没有")]
    {
        clerk.click("加一步");
        clerk.types(who);
        clerk.next(what);
    }
    clerk.click("会签与批准");
    clerk.click("载入六个部门");
    clerk.click("登记批准…");
    clerk.types("亢宝庆");
    clerk.key(Key::Enter);
    // The names that are offered lie over what is below until the cursor goes on.
    clerk.key(Key::Tab);
    clerk.click("纸面上已经批准，仍要登记");
    clerk.chord(Key::Enter);
    assert_eq!(clerk.count(|doc| doc.versions.len()), 1);
    clerk.stage("8 cards, two steps, a chapter, the approval");
    clerk.click_like("电话表 0");
    clerk.click("载入常用电话");
    let phones = clerk.person.session().document().phones.clone();
    let own: Vec<&str> = phones
        .iter()
        .filter(|(_, one)| one.number.is_empty())
        .map(|(_, one)| one.name.as_str())
        .collect();
    let table: String =
        (0..).zip(&own).map(|(n, name): (u32, _)| format!("{name}\t80{n:02}\n")).collect();
    clerk.click("从表格粘贴…");
    clerk.pastes(&format!("名称\t号码\n{table}"));
    let blank = |doc: &shousui::model::Document| {
        doc.phones.iter().filter(|(_, one)| one.number.is_empty()).count()
    };
    // The dispatch room has its number from the profile.
    assert!(20 <= own.len() && clerk.count(blank) == 0, "{own:?}");
    clerk.stage("21 telephones");
}

fn places(clerk: &mut Clerk) {
    clerk.click("责任区");
    // Pasted where sites are listed, it is still known for a list of zones.
    clerk.click("从表格粘贴…");
    clerk.pastes(
        "责任区\t责任人\tB角\n生活区\t褚红梅\t沈玉梅\n办公区\t亢宝庆\t吕思源\n\
         生产区\t许建设\t郭秋实\n库区\t尤大海\t杜向阳\n",
    );
    let kinds = [
        ("1号公寓", "公寓", "生活区", "后勤部"),
        ("2号公寓", "公寓", "生活区", "后勤部"),
        ("3号公寓", "公寓", "生活区", "后勤部"),
        ("职工食堂", "食堂", "生活区", "后勤部"),
        ("办公楼", "办公楼", "办公区", "党建办"),
        ("卫生所", "办公楼", "办公区", "卫生所"),
        ("锅炉房", "锅炉房", "生产区", "机电队"),
        ("副井井口房", "井口房", "生产区", "通风队"),
        ("洗煤厂", "洗煤厂", "生产区", "选煤厂"),
        ("材料库", "材料库", "库区", "保卫部"),
        ("充电棚A区", "充电棚", "库区", "机电队"),
        ("充电棚B区", "充电棚", "库区", "机电队"),
    ];
    let rows = kinds.map(|(name, kind, zone, unit)| format!("{name}\t{kind}\t{zone}\t{unit}\n"));
    clerk.click_like("场所 0");
    clerk.click("从表格粘贴…");
    clerk.pastes(&format!("场所名称\t类别\t责任区\t管理单位\n{}", rows.concat()));
    assert_eq!(clerk.count(|doc| doc.sites.len()), 12);
    assert_eq!(clerk.count(|doc| doc.zones.len()), 4);
    clerk.stage("12 sites in 4 zones");
    clerk.click_like("巡查路线 0");
    clerk.click("从表格粘贴…");
    clerk.pastes(
        "路线\t点位\n东线\t1号公寓、2号公寓、3号公寓、职工食堂\n\
         中线\t办公楼、卫生所、锅炉房、材料库\n西线\t副井井口房、洗煤厂、充电棚A区、充电棚B区\n",
    );
    let stops = |doc: &shousui::model::Document| {
        doc.routes.iter().map(|(_, one)| one.stops.len()).sum::<usize>()
    };
    assert_eq!((clerk.count(|doc| doc.routes.len()), clerk.count(stops)), (3, 12));
    clerk.stage("3 routes");
}

fn rota(clerk: &mut Clerk) {
    let heads = [
        "日期",
        "值班矿领导",
        "调度值班员白班",
        "调度值班员夜班",
        "突击队当班组长白班",
        "突击队当班组长夜班",
        "巡查员白班",
        "巡查员夜班",
    ];
    let mut table = format!("{}\n", heads.join("\t"));
    for day in 0..10_usize {
        let on = |place: usize| TEAM[(3 * day + place) % 24].0;
        // As WPS writes it: the eve has a note in brackets.
        let note = if day == 0 { "（除夕）" } else { "" };
        table += &format!(
            "2月{}日{note}\t{}\t{}\t{}\t{}\t{}\t{}、{}\t{}、{}\n",
            day + 5,
            on(0),
            on(1),
            on(2),
            on(12),
            on(13),
            on(14),
            on(15),
            on(16),
            on(17)
        );
    }
    clerk.click("排班");
    clerk.click("从表格粘贴…");
    clerk.pastes(&table);
    let filled = |doc: &shousui::model::Document| {
        doc.duties.iter().filter(|(_, one)| !one.persons.is_empty()).count()
    };
    assert_eq!(clerk.count(filled), 70);
    clerk.stage("a rota of 10 days out of one table");
}

/// Three sheets out in the morning and back before noon, two rows with a ×.
fn sheets(clerk: &mut Clerk) {
    clerk.at("2027-02-05T07:40:00");
    clerk.key(Key::F3);
    clerk.chord(Key::Enter);
    clerk.chord(Key::P);
    let printed = clerk.person.world.seen(|seen| seen.printed.clone());
    assert_eq!(printed.len(), 1, "{printed:?}");
    clerk.stage("three sheets out");
    clerk.at("2027-02-05T10:30:00");
    for (number, faults) in [("1", &["12*", "21*"][..]), ("2", &[]), ("3", &[])] {
        clerk.key(Key::F2);
        clerk.types(number);
        clerk.key(Key::Enter);
        clerk.types("0805");
        clerk.types("0948");
        for fault in faults {
            clerk.types(fault);
            clerk.types("门口堆着两个纸箱");
            clerk.key(Key::Enter);
        }
        clerk.chord(Key::End);
        clerk.chord(Key::Enter);
        clerk.chord(Key::PageDown);
    }
    let back = |doc: &shousui::model::Document| {
        doc.sheets.iter().filter(|(_, one)| one.entered.is_some() && one.ticked).count()
    };
    assert_eq!(clerk.count(back), 3);
    assert_eq!(clerk.count(|doc| doc.hazards.len()), 2);
    clerk.stage("three sheets back, two exceptions");
}

/// A hazard from its row to the signing off.
fn closes(clerk: &mut Clerk, number: &str) {
    clerk.click("隐患");
    clerk.click(number);
    clerk.writes("整改措施", "当日清走并同层查看");
    clerk.picks("责任人", "褚红梅");
    clerk.click("移交…");
    clerk.chord(Key::Enter);
    clerk.click("隐患");
    clerk.click("签收…");
    clerk.types("沈玉梅");
    clerk.key(Key::Enter);
    clerk.chord(Key::Enter);
    clerk.click("整改完成…");
    clerk.key(Key::Tab);
    clerk.writes("整改情况", "已清走，同层已看");
    clerk.chord(Key::Enter);
    clerk.click("复查…");
    clerk.types("柴有田");
    clerk.key(Key::Enter);
    clerk.chord(Key::Enter);
    clerk.click("销号…");
    clerk.types("亢宝庆");
    clerk.key(Key::Enter);
    clerk.chord(Key::Enter);
}

fn watch(clerk: &mut Clerk) {
    clerk.at("2027-02-05T16:20:00");
    clerk.click("值守");
    clerk.click("新建本班日志");
    clerk.click("带入本班巡查（3次）");
    clerk.writes("新一条", "检查食堂燃气阀，已关");
    clerk.next("充电棚清走纸箱");
    clerk.writes("天气预警", "晴，-8到3度");
    clerk.click_like("空白栏填“无”");
    clerk.stage("the duty log");
    clerk.click_like("零报告 0");
    clerk.writes("接收单位", "矿党委");
    clerk.key(Key::Enter);
    clerk.click_like("人都在岗");
    clerk.stage("the zero report");
    clerk.at("2027-02-05T19:00:00");
    clerk.click_like("交接班 0");
    clerk.click("本班交班");
    clerk.writes("运行情况", "供暖、供电正常");
    clerk.stage("the handover");
    let doc = clerk.person.session().document();
    assert_eq!((doc.logs.len(), doc.zero_reports.len(), doc.handovers.len()), (1, 1, 1));
    let (_, log) = doc.logs.iter().next().unwrap();
    assert_eq!(log.lines.len(), 5);
}

fn outreach(clerk: &mut Clerk) {
    clerk.click("宣传服务");
    clerk.click("新增第一次活动");
    clerk.types("公寓用电安全宣讲");
    clerk.choose("主题", "用电安全");
    clerk.writes("开始时间", "1830");
    clerk.writes("地点", "3号公寓一楼大厅");
    clerk.picks("主讲人", "侯望川");
    clerk.click("加全体队员");
    for (label, count) in [("职工", "62"), ("家属", "8"), ("答题人数", "40"), ("合格人数", "38")]
    {
        clerk.writes(label, count);
    }
    clerk.click_like("帮扶服务 0");
    clerk.click("登记第一件服务");
    clerk.choose("类型", "送餐送药");
    clerk.writes("服务对象", "3号公寓412室");
    clerk.writes("服务内容", "送年夜饭两份");
    clerk.picks("服务队员", "沈玉梅");
    clerk.writes("服务时长", "1.5");
    clerk.stage("an activity and a service");
}

fn papers(clerk: &mut Clerk) {
    clerk.chord(Key::P);
    for words in [
        "队员名册（张贴，手机号隐去中间四位）",
        "方案（送审稿）",
        "应急处置卡，A5",
        "电话表",
        "值班安排表，A4",
        "隐患台账",
        "日报 2月5日 周五 腊月廿九",
        "春节期间工作总结",
    ] {
        clerk.click_like(words);
        clerk.chord(Key::P);
    }
    clerk.chord(Key::S);
    clerk.stage("eight papers printed");
}

#[test]
fn the_season_costs_a_third_of_what_it_did() {
    let mut clerk = Clerk::new();
    begins(&mut clerk);
    roster(&mut clerk);
    posts(&mut clerk);
    plan(&mut clerk);
    places(&mut clerk);
    rota(&mut clerk);
    sheets(&mut clerk);
    closes(&mut clerk, "YH-2027-0001");
    closes(&mut clerk, "YH-2027-0002");
    clerk.stage("two hazards to their close");
    watch(&mut clerk);
    outreach(&mut clerk);
    papers(&mut clerk);
    let printed = clerk.person.world.seen(|seen| seen.printed.clone());
    assert_eq!(printed.last(), Some(&Request::summary()));
    assert_eq!(printed.len(), 9);

    let states: Vec<State> =
        clerk.person.session().document().hazards.iter().map(|(_, one)| one.state()).collect();
    assert_eq!(states, [State::Closed, State::Closed]);
    let text = clerk.person.world.seen(|seen| seen.file.clone()).unwrap();
    let kept = shousui::file::read(text.as_bytes()).unwrap().kept;
    assert_eq!(kept.doc, *clerk.person.session().document());

    // Next year begins with what this one knows.
    clerk.at("2027-12-20T09:00:00");
    clerk.chord(Key::N);
    clerk.chord(Key::Enter);
    clerk.stage("next season");
    let doc = clerk.person.session().document();
    assert_eq!(doc.current_season().year, 2028);
    assert_eq!((doc.persons.len(), doc.posts.len(), doc.sites.len()), (24, 22, 12));
    assert!(doc.sheets.is_empty());

    let Clerk { stages, clicks, keys, typed, pastes, .. } = &clerk;
    let all = clerk.actions();
    println!("{stages}{all}: {clicks} clicks, {keys} keys, {typed} typed, {pastes} pastes");
    assert!(all <= MOST, "{stages}{all} actions");
}
