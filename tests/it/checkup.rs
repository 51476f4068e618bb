//! 预案体检: what keeps the plan from being carried out is found, each as what it is and at its
//! hours, and nothing is found where nothing is wrong.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use shousui::model::danger::Doer;
use shousui::model::duty::DutyShift::{Day, Night, Whole};
use shousui::model::duty::{Duty, DutyField, DutyId, DutyShift};
use shousui::model::id::{
    ActivityId, EntryId, HandoutId, Mint, PersonId, PhoneId, PostId, Replica, ResidentId, SiteId,
    SupplyId, VersionId,
};
use shousui::model::mine::{MineField, Only, SeasonField};
use shousui::model::people::{
    Certificate, Group, Leave, Membership, Part, Person, PersonField, Post, PostField, Role, Skill,
    Standing, Training,
};
use shousui::model::place::{Site, SiteKind};
use shousui::model::plan::{
    Card, CardCode, CardField, CardStep, Chapter, Handout, Phone, PhoneField, PlanField, PlanKind,
    Version, VersionField,
};
use shousui::model::resident::Resident;
use shousui::model::service::{Activity, ActivityField, ActivityForm};
use shousui::model::supply::{Supply, SupplyField, SupplyState};
use shousui::model::{Document, Put, RecordId};
use shousui::rules::checkup::checkup;
use shousui::rules::{Rule, checkup_rules, outline, revision};

fn day(text: &str) -> NaiveDate {
    format!("2027-{text}").parse().unwrap()
}

fn mint(place: u32) -> Mint {
    Mint { entry: EntryId { replica: Replica::from_bits(5), number: 1 }, place }
}

/// A mine in which every step has somebody from the third to the ninth of February, and of which
/// some copy is spoilt.
#[derive(Clone)]
struct Guarded {
    doc: Document,
}

/// The people, in the order of their ids.
const PEOPLE: [&str; 16] = [
    "屈景和",
    "贺长庚",
    "颜守拙",
    "郄明川",
    "阚清源",
    "柴有田",
    "阎松年",
    "仝立冬",
    "侯望川",
    "蔺冬生",
    "石有年",
    "时永福",
    "茹夏荷",
    "药雨生",
    "訾岁丰",
    "卜春来",
];
const LAST: &str = "昝谷丰";

/// The posts: name, its people first A角 then B角, its shifts.
const POSTS: [(&str, &[&str], &[DutyShift]); 7] = [
    ("值班矿领导", &["屈景和", "贺长庚"], &[Whole]),
    ("调度值班员", &["颜守拙", "郄明川", "阚清源"], &[Day, Night]),
    ("突击队当班组长", &["柴有田", "阎松年", "仝立冬"], &[Day, Night]),
    ("电工值班", &["侯望川", "蔺冬生", "石有年"], &[Day, Night]),
    ("后勤值班", &["时永福", "茹夏荷"], &[Whole]),
    ("现场救护", &["药雨生", "訾岁丰"], &[]),
    ("疏散引导", &["卜春来", "昝谷丰"], &[]),
];

impl Guarded {
    fn put(&mut self, put: impl Into<Put>) {
        self.doc.apply(put.into());
    }

    fn put_all<I: Clone, F>(&mut self, id: I, fields: Vec<F>)
    where
        Put: From<(I, F)>,
    {
        for field in fields {
            self.put((id.clone(), field));
        }
    }

    fn person(&self, name: &str) -> PersonId {
        *self.doc.persons.iter().find(|(_, one)| one.name == name).unwrap().0
    }

    fn post(&self, name: &str) -> PostId {
        *self.doc.posts.iter().find(|(_, one)| one.name == name).unwrap().0
    }

    fn cell(&self, on: &str, post: &str, shift: DutyShift) -> DutyId {
        DutyId { day: day(on), post: self.post(post), shift }
    }

    /// Puts these people into a shift.
    fn man(&mut self, cell: (&str, &str, DutyShift), names: &[&str]) {
        let people = names.iter().map(|name| self.person(name)).collect();
        let id = self.cell(cell.0, cell.1, cell.2);
        self.put((id, DutyField::Persons(people)));
    }

    /// Who has the shift on that day.
    fn on(&self, on: &str, post: &str, shift: DutyShift) -> PersonId {
        self.doc.duties.get(&self.cell(on, post, shift)).unwrap().persons[0]
    }

    fn leave(&mut self, name: &str, from: &str, to: &str) {
        let (person, leave) = (self.person(name), Leave { from: day(from), to: day(to) });
        self.put((person, PersonField::Leaves(vec![leave])));
    }

    fn certify(&mut self, name: &str, skill: Skill, until: Option<&str>) {
        let certificate = Certificate { skill, number: String::new(), until: until.map(day) };
        self.put((self.person(name), PersonField::Certificates(vec![certificate])));
    }

    /// Nobody on the rota.
    fn clear_rota(&mut self) {
        let cells: Vec<DutyId> = self.doc.duties.iter().map(|(id, _)| *id).collect();
        for cell in cells {
            self.put((cell, DutyField::Persons(Vec::new())));
        }
    }

    /// The numbers of somebody gone.
    fn silence(&mut self, name: &str) {
        self.put((self.person(name), PersonField::Mobile(String::new())));
    }

    fn step(&mut self, card: &str, number: u16, change: impl FnOnce(&mut CardStep)) {
        let code = CardCode(card.to_owned());
        let mut step = self.doc.cards.get(&code).unwrap().steps[&number].clone();
        change(&mut step);
        self.put((code, CardField::Step(number, Some(step))));
        self.settle();
    }

    /// Reviews and approves the cards as they are now.
    fn settle(&mut self) {
        let cards: Vec<(CardCode, Card)> =
            self.doc.cards.iter().map(|(code, card)| (code.clone(), card.clone())).collect();
        for (code, card) in &cards {
            let digest = outline::card_digest(card);
            self.put((code.clone(), CardField::ReviewedWords(digest)));
        }
        let chapters = Chapter::SCHEME.iter();
        let chapters = chapters.map(|one| (*one, outline::chapter_words(&self.doc, *one)));
        let version = Version {
            kept: true,
            label: "V1".to_owned(),
            title: outline::title(&self.doc),
            by: vec![self.person("屈景和")],
            on: Some(day("01-28")),
            chapters: chapters.collect(),
            cards: self.doc.cards.iter().map(|(code, card)| (code.clone(), card.clone())).collect(),
            ..Version::default()
        };
        self.put_all(VersionId(mint(90)), version.written());
    }

    fn phone(&self, name: &str) -> PhoneId {
        *self.doc.phones.iter().find(|(_, one)| one.name == name).unwrap().0
    }

    /// What is found as of the first of February.
    fn found(&self) -> Vec<String> {
        let found = checkup(&self.doc, day("02-01")).findings;
        found.iter().map(|one| format!("{} {}", one.rule.code, one.breach.sentence())).collect()
    }
}

fn people(mine: &mut Guarded) {
    for (place, name) in (0_u32..).zip(PEOPLE.into_iter().chain([LAST])) {
        let skill = match name {
            "侯望川" | "蔺冬生" | "石有年" => Some(Skill::Electrician),
            "药雨生" | "訾岁丰" => Some(Skill::FirstAid),
            _ => None,
        };
        let certificate = |skill| Certificate { skill, number: String::new(), until: None };
        let member = Membership {
            standing: Standing::Member,
            squad: "机关".to_owned(),
            group: Group::Patrol,
            role: Role::Member,
        };
        let person = Person {
            kept: true,
            name: name.to_owned(),
            mobile: format!("199000000{place:02}"),
            certificates: skill.map(certificate).into_iter().collect(),
            membership: Some(member),
            training: Some(Training::Passed(day("01-20"))),
            ..Person::default()
        };
        mine.put_all(PersonId(mint(place)), person.written());
    }
}

fn posts(mine: &mut Guarded) {
    for (place, (name, people, shifts)) in (40_u32..).zip(POSTS) {
        let ids: Vec<PersonId> = people.iter().map(|name| mine.person(name)).collect();
        let post = Post {
            kept: true,
            name: name.to_owned(),
            group: (name == "现场救护").then_some(Group::FirstAid),
            primary: ids.first().copied(),
            backup: ids.get(1).copied(),
            shifts: shifts.to_vec(),
            needs: match name {
                "电工值班" => vec![Skill::Electrician],
                "现场救护" => vec![Skill::FirstAid],
                _ => Vec::new(),
            },
            official: name == "值班矿领导",
            order: u16::try_from(place).unwrap(),
            part: Some(Part::of_name(name)),
            pool: ids.clone(),
            ..Post::default()
        };
        let id = PostId(mint(place));
        mine.put_all(id, post.written());
        let days = day("02-03").iter_days().take(7);
        let cells = days.flat_map(|day| shifts.iter().map(move |shift| (day, *shift)));
        for ((day, shift), person) in cells.zip(ids.iter().cycle()) {
            let duty = Duty { kept: true, persons: vec![*person], ..Duty::default() };
            mine.put_all(DutyId { day, post: id, shift }, duty.written());
        }
    }
}

fn cards(mine: &mut Guarded) {
    let steps: [(&str, &str, Option<&str>, Doer); 7] = [
        ("发现人", "高声示警", None, Doer::Anyone),
        ("调度员", "报119", Some("调度值班员"), Doer::PostHolder),
        ("当班组长", "到场组织疏散", Some("突击队当班组长"), Doer::Member),
        ("岗位电工", "断电", Some("电工值班"), Doer::Electrician),
        ("疏散员", "逐间叫人", Some("疏散引导"), Doer::Member),
        ("救护员", "包扎", Some("现场救护"), Doer::Member),
        ("后勤值班员", "安置", Some("后勤值班"), Doer::PostHolder),
    ];
    let others: [(&str, &str, Option<&str>, Doer); 2] = [
        ("岗位电工", "查线路", Some("电工值班"), Doer::Electrician),
        ("值班矿领导", "听取报告", Some("值班矿领导"), Doer::PostHolder),
    ];
    for (code, title, steps) in
        [("E01", "建筑火灾", steps.as_slice()), ("E02", "停电", others.as_slice())]
    {
        let step = |(who, what, post, by): &(&str, &str, Option<&str>, Doer)| CardStep {
            who: (*who).to_owned(),
            post: post.map(|post| mine.post(post)),
            what: (*what).to_owned(),
            by: Some(*by),
            ..CardStep::default()
        };
        let card = Card {
            kept: true,
            title: title.to_owned(),
            calls: vec!["火警".to_owned(), "调度室（24小时）".to_owned()],
            muster: "食堂前广场".to_owned(),
            kit: "灭火器".to_owned(),
            reviewed: "安监部、卫生所、救护队".to_owned(),
            steps: (1_u16..).map(|place| place * 10).zip(steps.iter().map(step)).collect(),
            ..Card::default()
        };
        mine.put_all(CardCode(code.to_owned()), card.written());
    }
}

/// The mine as it should be.
fn guarded() -> Guarded {
    let mut mine = Guarded { doc: Document::default() };
    mine.put((Only, MineField::Kept(true)));
    mine.put((Only, MineField::Name("望禾煤矿".to_owned())));
    mine.put((Only, SeasonField::Kept(true)));
    mine.put((Only, SeasonField::Year(2027)));
    mine.put((Only, SeasonField::First(Some(day("02-03")))));
    mine.put((Only, SeasonField::Last(Some(day("02-09")))));
    people(&mut mine);
    posts(&mut mine);
    let lines = [("火警", "119", true), ("调度室（24小时）", "8000", false)];
    for (place, (name, number, national)) in (60_u32..).zip(lines) {
        let dialled = (!national).then(|| day("01-29"));
        let (name, number) = (name.to_owned(), number.to_owned());
        let phone = Phone { kept: true, name, number, national, dialled, ..Phone::default() };
        mine.put_all(PhoneId(mint(place)), phone.written());
    }
    cards(&mut mine);
    mine.put((Only, PlanField::Kept(true)));
    mine.put((Only, PlanField::ValidFrom(Some(day("02-03")))));
    mine.put((Only, PlanField::ValidTo(Some(day("02-09")))));
    let drill = Activity {
        kept: true,
        title: "疏散演练".to_owned(),
        form: Some(ActivityForm::Drill),
        day: Some(day("01-25")),
        ..Activity::default()
    };
    mine.put_all(ActivityId(mint(80)), drill.written());
    let extinguisher = Supply {
        kept: true,
        name: "干粉灭火器".to_owned(),
        code: "XF-01".to_owned(),
        amount: 2,
        unit: "具".to_owned(),
        place: "办公楼一层".to_owned(),
        keeper: Some(mine.person("时永福")),
        until: Some("2028-05-31".parse().unwrap()),
        checked: Some(day("01-10")),
        state: Some(SupplyState::Fit),
        ..Supply::default()
    };
    mine.put_all(SupplyId(mint(85)), extinguisher.written());
    mine.settle();
    mine
}

/// What is spoilt, how, and all that is found then.
type Case = (&'static str, fn(&mut Guarded), &'static [&'static str]);

/// Nobody in the shift, somebody away in it, at night, on New Year's Eve, over midnight.
const UNMANNED: &[Case] = &[
    (
        "白班没人",
        |m| m.man(("02-06", "电工值班", Day), &[]),
        &[
            "K1 电工值班：2月6日8—20时（换班时）没有人在岗，影响E01第4步等2步；2月6日白班可排侯望川（A角 电工证 安全巡查组 已排4班）",
        ],
    ),
    (
        "除夕夜没人",
        |m| m.man(("02-05", "电工值班", Night), &[]),
        &[
            "K1 电工值班：2月5日20时至次日8时（除夕、夜里、换班时）没有人在岗，影响E01第4步等2步；2月5日夜班可排石有年（电工证 安全巡查组 已排3班）",
        ],
    ),
    (
        "平日夜里没人",
        |m| m.man(("02-07", "突击队当班组长", Night), &[]),
        &[
            "K1 突击队当班组长：2月7日20时至次日8时（夜里、换班时）没有人在岗，影响E01第3步；2月7日夜班可排柴有田（A角 安全巡查组 已排4班）",
        ],
    ),
    (
        "接连三夜没人",
        |m| {
            for on in ["02-06", "02-07", "02-08"] {
                m.man((on, "调度值班员", Night), &[]);
            }
        },
        &[
            "K1 调度值班员：2月6日至8日每天20时至次日8时（夜里、换班时）没有人在岗，影响E01第2步；2月6日夜班可排郄明川（B角 安全巡查组 已排4班）",
        ],
    ),
    (
        "全天班没人",
        |m| m.man(("02-05", "后勤值班", Whole), &[]),
        &[
            "K1 后勤值班：2月5日8时至2月6日8时（除夕、换班时）没有人在岗，影响E01第7步；2月5日全天可排时永福（A角 安全巡查组 已排3班）",
        ],
    ),
    (
        "两天的同一班没人",
        |m| {
            m.man(("02-04", "电工值班", Day), &[]);
            m.man(("02-08", "电工值班", Day), &[]);
        },
        &[
            "K1 电工值班：2月4日8—20时、2月8日8—20时（换班时）没有人在岗，影响E01第4步等2步；2月4日白班可排石有年（电工证 安全巡查组 已排3班）",
        ],
    ),
    (
        "没人，B角又请假",
        |m| {
            m.man(("02-06", "突击队当班组长", Day), &[]);
            m.leave("阎松年", "02-06", "02-06");
        },
        &[
            "K1 突击队当班组长：2月6日8—20时（换班时）没有人在岗，B角阎松年请假，影响E01第3步；2月6日白班可排柴有田（A角 安全巡查组 已排4班）",
            "K1 突击队当班组长：2月6日20—24时（夜里、换班时）没有人在岗，排的阎松年请假，影响E01第3步；2月6日夜班可排柴有田（A角 安全巡查组 已排4班）",
        ],
    ),
    (
        "正式表没录入",
        |m| m.man(("02-08", "值班矿领导", Whole), &[]),
        &[
            "K1 值班矿领导：2月8日8时至2月9日8时（换班时）没有人在岗，影响E02第2步；请按矿办正式表录入",
        ],
    ),
    ("排班表是空的", Guarded::clear_rota, &["K1 排班表还是空的，处置卡上5个岗位都没有人在岗"]),
    (
        "排班表是空的，没有班次的岗位也没人",
        |m| {
            m.clear_rota();
            let post = m.post("疏散引导");
            m.put((post, PostField::Primary(None)));
            m.put((post, PostField::Backup(None)));
        },
        &[
            "K1 排班表还是空的，处置卡上5个岗位都没有人在岗",
            "K1 疏散引导：2月3日至9日全天（含除夕）没有人：没有定A角、B角，影响E01第5步；请另定一人，或者调开其中一人的假",
        ],
    ),
    (
        "A角、B角同一天请假",
        |m| {
            m.leave("卜春来", "02-05", "02-06");
            m.leave("昝谷丰", "02-06", "02-07");
        },
        &[
            "K1 疏散引导：2月6日全天（除夕）没有人：A角卜春来请假，B角昝谷丰请假，影响E01第5步；请另定一人，或者调开其中一人的假",
            "K3 疏散引导：2月5日全天（除夕）只有昝谷丰一人，没有替补（A角卜春来请假），影响E01第5步；请在岗位里另定替补",
            "K3 疏散引导：2月7日全天只有卜春来一人，没有替补（B角昝谷丰请假），影响E01第5步；请在岗位里另定替补",
        ],
    ),
    (
        "没有定A角、B角",
        |m| {
            let post = m.post("疏散引导");
            m.put((post, PostField::Primary(None)));
            m.put((post, PostField::Backup(None)));
        },
        &[
            "K1 疏散引导：2月3日至9日全天（含除夕）没有人：没有定A角、B角，影响E01第5步；请另定一人，或者调开其中一人的假",
        ],
    ),
    (
        "A角请假，B角已不在册",
        |m| {
            m.leave("卜春来", "02-06", "02-06");
            m.doc.apply(RecordId::Person(m.person("昝谷丰")).keep(false));
        },
        &[
            "K1 疏散引导：2月6日全天（除夕）没有人：A角卜春来请假，B角昝谷丰已不在册，影响E01第5步；请另定一人，或者调开其中一人的假",
            "K3 疏散引导：2月3日至5日全天、2月7日至9日全天（含除夕）只有卜春来一人，没有替补（B角昝谷丰已不在册），影响E01第5步；请在岗位里另定替补",
            "K17 V1：批准以后又改了1处：四、组织机构与职责第6段由“…队长若干人，队员17人，编为六个小组…”改为“…队长若干人，队员16人，编为六个小组…”；改定后重新会签、批准，换下旧的张贴件",
        ],
    ),
    (
        "白班的人请假",
        |m| m.leave("石有年", "02-04", "02-04"),
        &[
            "K1 电工值班：2月4日8—20时（换班时）没有人在岗，排的石有年请假，影响E01第4步等2步；没有完全合适的人，请在排班里看谁能调开",
        ],
    ),
    (
        "夜班的人次日请假",
        |m| m.leave("侯望川", "02-06", "02-06"),
        &[
            "K1 电工值班：2月6日8—20时（换班时）没有人在岗，排的侯望川请假，影响E01第4步等2步；没有完全合适的人，请在排班里看谁能调开",
            "K3 电工值班：2月6日20—24时（夜里）只有蔺冬生一人，没有替补（A角侯望川请假），影响E01第4步等2步；请在岗位里另定替补",
        ],
    ),
    (
        "全天班的人次日请假",
        |m| m.leave("茹夏荷", "02-05", "02-05"),
        &[
            "K1 后勤值班：2月5日0—8时（夜里）没有人在岗，排的茹夏荷请假，影响E01第7步；没有完全合适的人，请在排班里看谁能调开",
            "K3 后勤值班：2月5日8—24时（除夕）只有时永福一人，没有替补（B角茹夏荷请假），影响E01第7步；请在岗位里另定替补",
        ],
    ),
    (
        "当班的人已不在册",
        |m| m.doc.apply(RecordId::Person(m.person("仝立冬")).keep(false)),
        &[
            "K1 突击队当班组长：2月4日8—20时、2月5日20时至次日8时、2月7日8—20时、2月8日20时至次日8时（含除夕、换班时）没有人在岗，排的仝立冬已不在册，影响E01第3步；没有完全合适的人，请在排班里看谁能调开",
            "K17 V1：批准以后又改了1处：四、组织机构与职责第6段由“…队长若干人，队员17人，编为六个小组…”改为“…队长若干人，队员16人，编为六个小组…”；改定后重新会签、批准，换下旧的张贴件",
        ],
    ),
    (
        "两人的班少一人",
        |m| {
            m.man(("02-06", "电工值班", Day), &["侯望川", "石有年"]);
            m.leave("石有年", "02-06", "02-06");
        },
        &[
            "K1 电工值班：2月6日0—8时（除夕、夜里）没有人在岗，排的石有年请假，影响E01第4步等2步；没有完全合适的人，请在排班里看谁能调开",
            "K5 电工值班：2月6日8—20时（换班时）石有年请假，这一班还剩1人，影响E01第4步等2步；没有完全合适的人，请在排班里看谁能调开",
        ],
    ),
    (
        "两人的班两人都请假",
        |m| {
            m.man(("02-08", "电工值班", Day), &["侯望川", "蔺冬生"]);
            m.leave("侯望川", "02-08", "02-08");
            m.leave("蔺冬生", "02-08", "02-08");
        },
        &[
            "K1 电工值班：2月8日0—8时（夜里）没有人在岗，排的侯望川请假，影响E01第4步等2步；没有完全合适的人，请在排班里看谁能调开",
            "K1 电工值班：2月8日8—20时（换班时）没有人在岗，排的侯望川、蔺冬生请假，影响E01第4步等2步；没有完全合适的人，请在排班里看谁能调开",
            "K3 电工值班：2月8日20—24时（夜里）只有石有年一人，没有替补（A角侯望川请假，B角蔺冬生请假），影响E01第4步等2步；请在岗位里另定替补",
        ],
    ),
    (
        "只排白班",
        |m| {
            m.put((m.post("突击队当班组长"), PostField::Shifts(vec![Day])));
            for on in day("02-03").iter_days().take(7) {
                let post = m.post("突击队当班组长");
                m.put((DutyId { day: on, post, shift: Night }, DutyField::Persons(Vec::new())));
            }
        },
        &[
            "K2 突击队当班组长：2月3日至8日每天20时至次日8时（含除夕、夜里）没有班次，要打电话叫柴有田，影响E01第3步；请在岗位里加班次，或者写明夜里谁代",
        ],
    ),
];

/// Telephones, substitutes, certificates, training, nights.
const PEOPLES: &[Case] = &[
    (
        "A角没有电话",
        |m| m.silence("卜春来"),
        &[
            "K6 疏散引导：2月3日至9日全天（含除夕）卜春来没有登记电话，影响E01第5步；请补上手机或内线，或者岗位电话",
        ],
    ),
    (
        "A角手机写错",
        |m| {
            m.put((m.person("卜春来"), PersonField::Mobile("1990000".to_owned())));
        },
        &[
            "K6 疏散引导：2月3日至9日全天（含除夕）卜春来登记的电话写得不对，影响E01第5步；请补上手机或内线，或者岗位电话",
        ],
    ),
    (
        "当班的人没有电话，岗位也没有",
        |m| m.silence("石有年"),
        &[
            "K6 电工值班：2月4日8—20时、2月5日20时至次日8时、2月7日8—20时、2月8日20时至次日8时（含除夕）石有年没有登记电话，影响E01第4步等2步；请补上手机或内线，或者岗位电话",
        ],
    ),
    (
        "B角没有电话",
        |m| m.silence("昝谷丰"),
        &[
            "K3 疏散引导：2月3日至9日全天（含除夕）只有卜春来一人，没有替补（B角昝谷丰没有打得通的电话），影响E01第5步；请在岗位里另定替补",
        ],
    ),
    (
        "B角请假一天",
        |m| m.leave("訾岁丰", "02-05", "02-05"),
        &[
            "K3 现场救护：2月5日全天（除夕）只有药雨生一人，没有替补（B角訾岁丰请假），影响E01第6步；请在岗位里另定替补",
        ],
    ),
    (
        "B角请假整期",
        |m| m.leave("昝谷丰", "02-01", "02-20"),
        &[
            "K3 疏散引导：2月3日至9日全天（含除夕）只有卜春来一人，没有替补（B角昝谷丰请假），影响E01第5步；请在岗位里另定替补",
        ],
    ),
    (
        "A角、B角是同一人",
        |m| {
            m.put((m.post("疏散引导"), PostField::Backup(Some(m.person("卜春来")))));
        },
        &[
            "K3 疏散引导：2月3日至9日全天（含除夕）只有卜春来一人，没有替补（A角、B角是同一人），影响E01第5步；请在岗位里另定替补",
        ],
    ),
    (
        "没有定B角",
        |m| m.put((m.post("现场救护"), PostField::Backup(None))),
        &[
            "K3 现场救护：2月3日至9日全天（含除夕）只有药雨生一人，没有替补（没有定B角），影响E01第6步；请在岗位里另定替补",
        ],
    ),
    (
        "证件早已到期",
        |m| m.certify("侯望川", Skill::Electrician, Some("01-31")),
        &[
            "K7 电工值班：2月3日8—20时、2月4日20时至次日8时、2月6日8—20时等5段时间侯望川的电工证1月31日到期，影响E01第4步等2步；请续证或换人，2月3日白班可排石有年（电工证 安全巡查组 已排4班）",
        ],
    ),
    (
        "证件夜班过半到期",
        |m| m.certify("侯望川", Skill::Electrician, Some("02-05")),
        &[
            "K7 电工值班：2月6日8—20时、2月7日20时至次日8时、2月9日8—20时侯望川的电工证2月5日到期，影响E01第4步等2步；请续证或换人，没有完全合适的人，请在排班里看谁能调开",
        ],
    ),
    (
        "证件除夕到期",
        |m| m.certify("药雨生", Skill::FirstAid, Some("02-05")),
        &[
            "K7 现场救护：2月6日至9日全天（含除夕）药雨生的救护证2月5日到期，影响E01第6步；请续证，或者换持证的人",
        ],
    ),
    (
        "没有证件",
        |m| m.put((m.person("药雨生"), PersonField::Certificates(Vec::new()))),
        &[
            "K7 现场救护：2月3日至9日全天（含除夕）药雨生没有救护证，影响E01第6步；请续证，或者换持证的人",
        ],
    ),
    (
        "电工的步骤落在没有证的岗位",
        |m| {
            let post = m.post("后勤值班");
            m.step("E02", 10, |step| step.post = Some(post));
        },
        &[
            "K7 后勤值班：2月3日8时至2月4日8时、2月5日8时至2月6日8时、2月7日8时至2月8日8时、2月9日8时至2月10日8时（含除夕）时永福没有电工证，影响E02第1步；请续证，或者换持证的人",
            "K7 后勤值班：2月4日8时至2月5日8时、2月6日8时至2月7日8时、2月8日8时至2月9日8时茹夏荷没有电工证，影响E02第1步；请续证，或者换持证的人",
        ],
    ),
    (
        "没有培训",
        |m| m.put((m.person("卜春来"), PersonField::Training(None))),
        &[
            "K8 疏散引导：2月3日至9日全天（含除夕）卜春来没有培训，影响E01第5步；请先培训合格，或者换人",
        ],
    ),
    (
        "培训定在值守期内",
        |m| {
            let on = Training::Planned(day("02-06"));
            m.put((m.person("药雨生"), PersonField::Training(Some(on))));
        },
        &[
            "K8 现场救护：2月3日至9日全天（含除夕）药雨生到当日没有培训合格（登记的是2月6日），影响E01第6步；请先培训合格，或者换人",
        ],
    ),
    (
        "值守期内才合格",
        |m| {
            let on = Training::Passed(day("02-06"));
            m.put((m.person("药雨生"), PersonField::Training(Some(on))));
        },
        &[
            "K8 现场救护：2月3日至5日全天（含除夕）药雨生到当日没有培训合格（登记的是2月6日），影响E01第6步；请先培训合格，或者换人",
        ],
    ),
    (
        "不是队员",
        |m| m.put((m.person("卜春来"), PersonField::Membership(None))),
        &[
            "K8 疏散引导：2月3日至9日全天（含除夕）卜春来不是突击队队员，影响E01第5步；请先培训合格，或者换人",
            "K17 V1：批准以后又改了1处：四、组织机构与职责第6段由“…队长若干人，队员17人，编为六个小组…”改为“…队长若干人，队员16人，编为六个小组…”；改定后重新会签、批准，换下旧的张贴件",
        ],
    ),
    (
        "不排夜班的排在除夕夜",
        |m| {
            let person = m.on("02-05", "电工值班", Night);
            m.put((person, PersonField::NoNights(true)));
        },
        &[
            "K9 电工值班：2月5日20时至次日8时、2月8日20时至次日8时（含除夕、夜里）石有年不排夜班，却排在夜里，影响E01第4步等2步；没有完全合适的人，请在排班里看谁能调开",
        ],
    ),
    (
        "不排夜班的排在全天班",
        |m| m.put((m.person("时永福"), PersonField::NoNights(true))),
        &[
            "K9 后勤值班：2月3日20时至次日8时、2月5日20时至次日8时、2月7日20时至次日8时、2月9日20时至次日8时（含除夕、夜里）时永福不排夜班，却排在夜里，影响E01第7步；没有完全合适的人，请在排班里看谁能调开",
        ],
    ),
];

/// Two posts for one person, and whoever takes over.
const CHANGES: &[Case] = &[
    (
        "一人排两个岗",
        |m| m.man(("02-06", "电工值班", Day), &["柴有田"]),
        &[
            "K7 电工值班：2月6日8—20时柴有田没有电工证，影响E01第4步等2步；请续证或换人，2月6日白班可排侯望川（A角 电工证 安全巡查组 已排4班）",
            "K10 突击队当班组长：2月6日8—20时柴有田同时也排在电工值班，影响E01第3步；没有完全合适的人，请在排班里看谁能调开",
        ],
    ),
    (
        "一人排两个岗，一天在前一个岗说，另一天只有后一个岗没有别人",
        |m| {
            for on in ["02-04", "02-06"] {
                m.man((on, "突击队当班组长", Day), &["侯望川"]);
                m.man((on, "电工值班", Day), &["侯望川"]);
            }
            m.man(("02-06", "突击队当班组长", Day), &["侯望川", "药雨生"]);
        },
        &[
            "K10 突击队当班组长：2月4日8—20时侯望川同时也排在电工值班，影响E01第3步；2月4日白班可排仝立冬（安全巡查组 已排3班）",
            "K10 电工值班：2月6日8—20时侯望川同时也排在突击队当班组长，影响E01第4步；没有完全合适的人，请在排班里看谁能调开",
            "K11 电工值班：2月4日20时至次日8时（夜里、换班时）侯望川刚下2月4日 白班 突击队当班组长，交班、接班在两处，影响E01第4步等2步；2月4日夜班可排石有年（电工证 安全巡查组 已排3班）",
        ],
    ),
    (
        "A角、B角都在别的岗上",
        |m| {
            m.man(("02-06", "突击队当班组长", Night), &["卜春来"]);
            m.man(("02-06", "调度值班员", Night), &["昝谷丰"]);
        },
        &[
            "K10 疏散引导：2月6日20时至次日8时（夜里）没有空着手的人：卜春来当时在突击队当班组长值班，昝谷丰当时在调度值班员值班，影响E01第5步；请另定一人，或者把其中一人调出当班岗位",
        ],
    ),
    (
        "接班的还是同一人",
        |m| {
            let person = m.on("02-06", "电工值班", Day);
            let name = m.doc.person_name(person).to_owned();
            m.man(("02-06", "电工值班", Night), &[&name]);
        },
        &[
            "K11 电工值班：2月6日20时至次日8时（夜里、换班时）接班的还是侯望川，没有人来替，影响E01第4步等2步；2月6日夜班可排蔺冬生（B角 电工证 安全巡查组 已排4班）",
        ],
    ),
    (
        "刚下别的岗就接班",
        |m| {
            let person = m.on("02-05", "调度值班员", Day);
            let name = m.doc.person_name(person).to_owned();
            m.man(("02-05", "突击队当班组长", Night), &[&name]);
        },
        &[
            "K11 突击队当班组长：2月5日20时至次日8时（除夕、夜里、换班时）郄明川刚下2月5日 白班 调度值班员，交班、接班在两处，影响E01第3步；2月5日夜班可排仝立冬（安全巡查组 已排3班）",
        ],
    ),
];

/// Telephones, cards, papers.
const PAPERS: &[Case] = &[
    (
        "步骤没有岗位",
        |m| m.step("E01", 50, |step| step.post = None),
        &["K4 建筑火灾：E01第5步要由队员或电工做，没有对应岗位；请选一个岗位，排班表上才找得到人"],
    ),
    (
        "步骤的岗位删除了",
        |m| m.doc.apply(RecordId::Post(m.post("后勤值班")).keep(false)),
        &[
            "K4 建筑火灾：E01第7步对应的岗位已经删除；请另选岗位",
            "K17 V1：批准以后又改了3处：四、组织机构与职责原第19段删去“5. 后勤值班：________。”，四、组织机构与职责第19段由“6. 现场救护：________。”改为“5. 现场救护：________。”，四、组织机构与职责第20段由“7. 疏散引导：________。”改为“6. 疏散引导：________。”；改定后重新会签、批准，换下旧的张贴件",
        ],
    ),
    (
        "要打的不在电话表里",
        |m| {
            let calls = vec!["火警".to_owned(), "矿山救护队".to_owned()];
            m.put((CardCode("E01".to_owned()), CardField::Calls(calls)));
            m.settle();
        },
        &["K12 矿山救护队：不在电话表里，E01要打；请加进电话表，或者改卡上的名称"],
    ),
    (
        "没填号码",
        |m| m.put((m.phone("火警"), PhoneField::Number(String::new()))),
        &["K12 火警：没填号码，E01、E02要打；请填上号码并拨测"],
    ),
    (
        "号码写得不对",
        |m| m.put((m.phone("火警"), PhoneField::Number("1".to_owned()))),
        &["K12 火警：电话号码至少3位，这里是1位，E01、E02要打；请填上号码并拨测"],
    ),
    (
        "没有写报警",
        |m| {
            m.put((CardCode("E02".to_owned()), CardField::Calls(Vec::new())));
            m.settle();
        },
        &["K12 E02 停电：没有写报警与联系；请写上向谁报警"],
    ),
    (
        "拨测过了30天",
        |m| {
            m.put((
                m.phone("调度室（24小时）"),
                PhoneField::Dialled(Some("2026-12-30".parse().unwrap())),
            ));
        },
        &["K13 调度室（24小时）：上次拨测是12月30日，超过30天，E01、E02要打；请拨一次并登记"],
    ),
    (
        "号码只在本矿资料里，没有拨测过",
        |m| {
            m.put((Only, MineField::DispatchPhone("8000".to_owned())));
            m.put((m.phone("调度室（24小时）"), PhoneField::Number(String::new())));
            m.put((m.phone("调度室（24小时）"), PhoneField::Dialled(None)));
            m.settle();
        },
        &["K13 调度室（24小时）：还没有拨测过，E01、E02要打；请拨一次并登记"],
    ),
    (
        "没有拨测过",
        |m| m.put((m.phone("调度室（24小时）"), PhoneField::Dialled(None))),
        &["K13 调度室（24小时）：还没有拨测过，E01、E02要打；请拨一次并登记"],
    ),
    (
        "本矿规定3天",
        |m| {
            m.put((Only, PlanField::DialledWithin(3)));
            m.put((m.phone("调度室（24小时）"), PhoneField::Dialled(Some(day("01-28")))));
        },
        &["K13 调度室（24小时）：上次拨测是1月28日，超过3天，E01、E02要打；请拨一次并登记"],
    ),
    (
        "没有集合点",
        |m| {
            m.put((CardCode("E01".to_owned()), CardField::Muster(" ".to_owned())));
            m.settle();
        },
        &["K14 E01 建筑火灾：还没写集合点"],
    ),
    (
        "器材待填",
        |m| {
            m.put((
                CardCode("E02".to_owned()),
                CardField::Kit("灭火毯（放在________）".to_owned()),
            ));
            m.settle();
        },
        &["K14 E02 停电：还没写所需器材"],
    ),
    (
        "卡没有审核",
        |m| {
            m.put((CardCode("E01".to_owned()), CardField::Reviewed(String::new())));
        },
        &[
            "K15 处置卡E01：还没有审核；请安监部、机电部（电工、司炉）、保卫部、卫生所、救护队审核后登记",
        ],
    ),
    (
        "卡审核后改过",
        |m| {
            m.put((CardCode("E02".to_owned()), CardField::Kit("灭火毯".to_owned())));
        },
        &[
            "K15 处置卡E02：审核后改过，要重新审核；请安监部、机电部（电工、司炉）、保卫部、卫生所、救护队审核后登记",
            "K17 V1：批准以后又改了1处：E02所需器材由“灭火器”改为“灭火毯”；改定后重新会签、批准，换下旧的张贴件",
        ],
    ),
    (
        "没有批准",
        |m| m.doc.apply(RecordId::Version(VersionId(mint(90))).keep(false)),
        &["K16 方案还没有登记批准；签批后在“预案”的“会签与批准”里登记"],
    ),
    (
        "有效期短",
        |m| m.put((Only, PlanField::ValidTo(Some(day("02-07"))))),
        &["K16 有效期2月3日至2月7日，没有盖住值守期2月3日至2月9日；请改有效期"],
    ),
    (
        "没有有效期",
        |m| m.put((Only, PlanField::ValidFrom(None))),
        &["K16 方案没有写全有效期；请写生效和失效日期"],
    ),
    (
        "应急预案没有评审、备案",
        |m| {
            m.put((Only, PlanField::Kind(Some(PlanKind::Plan))));
            let now = revision::as_it_stands(&m.doc);
            let version = VersionId(mint(90));
            m.put((version, VersionField::Title(now.title)));
            m.put((version, VersionField::Kind(now.kind)));
            m.put((version, VersionField::Chapters(now.chapters)));
        },
        &[
            "K16 文种是应急预案，还没有登记评审纪要；请评审后登记",
            "K16 文种是应急预案，1月28日批准，还没有登记备案编号；公布之日起20个工作日内（按现有的放假安排到3月1日）报县级以上应急管理部门和煤矿安全监管部门备案，抄送驻地矿山安全监察机构",
        ],
    ),
    (
        "批准后改过正文",
        |m| {
            m.put((Only, PlanField::Chapter(Chapter::Ending, Some("另定。".to_owned()))));
        },
        &[
            "K17 V1：批准以后又改了9处：十、响应终止与后期处置原第1段删去“（一）终止条件”，十、响应终止与后期处置原第2段删去“险情已经消除，人员已经清点和安置，次生危险已经排除，由下达命令的领导宣布终止。复燃、复漏可能存在的场所留人看守。”，十、响应终止与后期处置原第3段删去“（二）现场”等；改定后重新会签、批准，换下旧的张贴件",
        ],
    ),
    (
        "旧版没收回",
        |m| {
            let old = Version { kept: true, label: "V0".to_owned(), ..Version::default() };
            m.put_all(VersionId(mint(91)), old.written());
            let handout = Handout {
                kept: true,
                version: Some(VersionId(mint(91))),
                number: 2,
                holder: "保卫部".to_owned(),
                on: Some(day("01-20")),
                ..Handout::default()
            };
            m.put_all(HandoutId(mint(95)), handout.written());
        },
        &["K18 保卫部：还拿着V0第2号；请发新版、收回旧版"],
    ),
    (
        "楼栋没有楼长",
        |m| {
            let site = SiteId(mint(97));
            let house = Site { kept: true, name: "3号公寓".to_owned(), ..Site::default() };
            m.put_all(site, house.written());
            let resident = Resident {
                kept: true,
                name: "苗小满".to_owned(),
                building: Some(site),
                ..Resident::default()
            };
            m.put_all(ResidentId(mint(98)), resident.written());
            m.settle();
        },
        &["K20 3号公寓：住1人，还没写楼长（宿管）、集合点", "K20 苗小满：还没写房间"],
    ),
    (
        "没有演练",
        |m| m.doc.apply(RecordId::Activity(ActivityId(mint(80))).keep(false)),
        &[
            "K19 本册没有登记过演练；请安排一次演练，在“处置一件事”里按演练记录，演练后把情况报送负有煤矿安全监管职责的部门",
        ],
    ),
    (
        "演练过了半年",
        |m| {
            m.put((ActivityId(mint(80)), ActivityField::Day(Some("2026-07-30".parse().unwrap()))));
        },
        &[
            "K19 最近一次演练是2026年7月30日，过了半年；请安排一次演练，在“处置一件事”里按演练记录，演练后把情况报送负有煤矿安全监管职责的部门",
        ],
    ),
];

/// The extinguisher of the mine.
fn extinguisher() -> SupplyId {
    SupplyId(mint(85))
}

/// What the cards send somebody to fetch: not on the books, kept by nobody, out of date, not looked at.
const STOCK: &[Case] = &[
    (
        "没有登记物资",
        |m| m.doc.apply(RecordId::Supply(extinguisher()).keep(false)),
        &["K21 处置卡写了所需器材，还没有登记应急物资；请在“应急物资”里登记，也可以粘贴台账"],
    ),
    (
        "物资没有数量、地点、保管人",
        |m| {
            m.put((extinguisher(), SupplyField::Amount(0)));
            m.put((extinguisher(), SupplyField::Place(" ".to_owned())));
            m.put((extinguisher(), SupplyField::Keeper(None)));
        },
        &["K21 干粉灭火器XF-01：还没写数量、存放地点、保管人"],
    ),
    (
        "保管人值守期请假",
        |m| {
            let mut other = m.doc.supplies.get(&extinguisher()).unwrap().clone();
            (other.name, other.code) = ("急救箱".to_owned(), String::new());
            other.keeper = Some(m.person("昝谷丰"));
            m.put_all(SupplyId(mint(86)), other.written());
            m.put((extinguisher(), SupplyField::Keeper(other.keeper)));
            m.leave("昝谷丰", "02-01", "02-04");
        },
        &[
            "K3 疏散引导：2月3日至4日全天只有卜春来一人，没有替补（B角昝谷丰请假），影响E01第5步；请在岗位里另定替补",
            "K22 昝谷丰：保管干粉灭火器等2项，2月1日至2月4日请假；请写明由谁代管，钥匙交给当班的人",
        ],
    ),
    (
        "保管人请假在值守期以前",
        |m| {
            m.put((extinguisher(), SupplyField::Keeper(Some(m.person("贺长庚")))));
            m.leave("贺长庚", "01-20", "02-02");
        },
        &[],
    ),
    (
        "保管人不在册",
        |m| {
            let gone = Person { name: "路广平".to_owned(), ..Person::default() };
            m.put_all(PersonId(mint(30)), gone.written());
            m.put((extinguisher(), SupplyField::Keeper(Some(PersonId(mint(30))))));
        },
        &["K22 路广平：保管干粉灭火器，已不在册；请另定保管人"],
    ),
    (
        "物资过期",
        |m| m.put((extinguisher(), SupplyField::Until(Some(day("01-31"))))),
        &["K23 干粉灭火器XF-01（办公楼一层）：有效期到2027年1月31日，已经过期；请更换、送修或送检"],
    ),
    (
        "值守期没完就到期",
        |m| m.put((extinguisher(), SupplyField::Until(Some(day("02-08"))))),
        &[
            "K23 干粉灭火器XF-01（办公楼一层）：有效期到2027年2月8日，值守期没完就到期；请提前更换、送修或送检",
        ],
    ),
    (
        "有期限的没写期限",
        |m| m.put((extinguisher(), SupplyField::Until(None))),
        &["K23 干粉灭火器XF-01（办公楼一层）：还没写有效期，请照标签或检修标识写上"],
    ),
    (
        "没有期限的不用写",
        |m| {
            m.put((extinguisher(), SupplyField::Name("沙袋".to_owned())));
            m.put((extinguisher(), SupplyField::Until(None)));
            m.put((extinguisher(), SupplyField::Checked(None)));
        },
        &[],
    ),
    (
        "灭火器过了一个月没查",
        |m| m.put((extinguisher(), SupplyField::Checked(Some("2026-12-31".parse().unwrap())))),
        &["K24 干粉灭火器XF-01（办公楼一层）：上次检查是12月31日，超过一个月；请检查并登记"],
    ),
    (
        "灭火器没有登记检查",
        |m| m.put((extinguisher(), SupplyField::Checked(None))),
        &[
            "K24 干粉灭火器XF-01（办公楼一层）：还没有登记检查，这里的灭火器每月查一次；请检查并登记",
        ],
    ),
    (
        "锅炉房的灭火器过了半个月没查",
        |m| {
            let site = SiteId(mint(87));
            let house = Site {
                kept: true,
                name: "锅炉房".to_owned(),
                kind: Some(SiteKind::BoilerHouse),
                ..Site::default()
            };
            m.put_all(site, house.written());
            m.put((extinguisher(), SupplyField::Site(Some(site))));
            m.put((extinguisher(), SupplyField::Place("北侧".to_owned())));
            m.settle();
        },
        &["K24 干粉灭火器XF-01（锅炉房 北侧）：上次检查是1月10日，超过半个月；请检查并登记"],
    ),
    (
        "定好的检查日过了",
        |m| m.put((extinguisher(), SupplyField::Next(Some(day("01-31"))))),
        &["K24 干粉灭火器XF-01（办公楼一层）：定好1月31日检查，已经过了；请检查并登记"],
    ),
    ("定好的检查日查过了", |m| m.put((extinguisher(), SupplyField::Next(Some(day("01-10"))))), &[]),
    (
        "物资待维修",
        |m| m.put((extinguisher(), SupplyField::State(Some(SupplyState::Broken)))),
        &["K25 干粉灭火器XF-01（办公楼一层）：待维修；请修好或换上备用的"],
    ),
];

#[test]
fn every_fault_is_found_as_what_it_is_and_a_whole_plan_has_none() {
    assert_eq!(guarded().found(), Vec::<String>::new(), "nothing is wrong yet");
    let all = [UNMANNED, PEOPLES, CHANGES, PAPERS, STOCK].concat();
    assert!(40 <= all.len());
    let mut wrong = Vec::new();
    for (name, spoil, expected) in all {
        let mut mine = guarded();
        spoil(&mut mine);
        let found = mine.found();
        if found != expected {
            let lines: Vec<String> = found.iter().map(|one| format!("        {one:?},")).collect();
            wrong.push(format!("{name}\n{}", lines.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_planted_fault() {
    let all = [UNMANNED, PEOPLES, CHANGES, PAPERS, STOCK].concat();
    for rule in checkup_rules() {
        let begins = format!("{} ", rule.code);
        let is_told =
            all.iter().any(|(.., found)| found.iter().any(|one| one.starts_with(&begins)));
        assert!(is_told, "{} {}", rule.code, rule.title);
    }
}

/// What nobody can look at is not called clean: hours of a season that is over or has no days, a rota that
/// nobody made, things and people nobody wrote down.
#[test]
fn what_could_not_be_looked_at_is_not_called_clean() {
    type Case = (fn(&mut Guarded), &'static str, &'static [&'static str]);
    let cases: [Case; 7] = [
        (|_| {}, "02-01", &["K18", "K20"]),
        (
            |m| m.put((extinguisher(), SupplyField::Until(Some(day("01-31"))))),
            "02-10",
            &[
                "K1", "K2", "K3", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K18", "K20", "K22",
                "K23", "K24",
            ],
        ),
        (
            |m| m.put((Only, SeasonField::Last(None))),
            "02-01",
            &[
                "K1", "K2", "K3", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K16", "K18", "K20",
                "K22",
            ],
        ),
        (
            Guarded::clear_rota,
            "02-01",
            &["K3", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K18", "K20"],
        ),
        (|m| m.put((extinguisher(), SupplyField::State(None))), "02-01", &["K18", "K20", "K25"]),
        (
            |m| m.put((ActivityId(mint(80)), ActivityField::Day(Some(day("02-02"))))),
            "02-01",
            &["K18", "K19", "K20"],
        ),
        (
            |m| m.doc.apply(RecordId::Version(VersionId(mint(90))).keep(false)),
            "02-01",
            &["K17", "K18", "K20"],
        ),
    ];
    for (spoil, on, expected) in cases {
        let mut mine = guarded();
        spoil(&mut mine);
        let examined = checkup(&mine.doc, day(on));
        let codes = |rules: Vec<&'static Rule>| -> Vec<&str> {
            rules.into_iter().map(|rule| rule.code).collect()
        };
        let (clean, left_out) = (codes(examined.clean()), codes(examined.left_out()));
        assert_eq!(left_out, expected);
        assert!(clean.iter().all(|code| !expected.contains(code)), "{clean:?}");
        let broken: BTreeSet<&str> = examined.findings.iter().map(|one| one.rule.code).collect();
        assert_eq!(clean.len() + left_out.len() + broken.len(), checkup_rules().count());
    }
}

/// Of the sample it is true that nobody stands in for one who is away: its people are told so.
#[test]
fn of_the_sample_nothing_is_told_but_what_is_so() {
    for on in ["01-29", "02-05"] {
        let found = checkup(crate::sample::doc(), day(on)).findings;
        let told: Vec<String> = found.iter().map(|one| one.breach.sentence()).collect();
        let expected = "现场记录：2月8日至12日全天只有景霁月一人，没有替补（B角相玉禾请假），\
                        影响E01第13步等13步；请在岗位里另定替补";
        assert_eq!(told, [expected], "{on}");
    }
}
