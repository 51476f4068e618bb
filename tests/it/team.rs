//! The team's verbs: a roster put on the books, posts in order, a rota filled.

use chrono::{Days, NaiveDate};
use shousui::action::paste::{self, Fate, Order, What};
use shousui::action::{Action, NewRecord, TeamAction};
use shousui::model::RecordId;
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::{PersonId, PostId};
use shousui::model::people::{
    Certificate, Group, Leave, Person, PersonField, Post, PostField, Role, Sex, Skill, Standing,
    Training, Unit,
};
use shousui::rules::duty::Burden;
use shousui::rules::review;
use shousui::session::Session;

use crate::fixture::{act, day, empty, made, morning, pasted, set};

fn enlist(session: &mut Session, names: &[&str]) {
    act(session, pasted(What::Members, &format!("姓名\n{}", names.join("\n"))));
}

fn persons(session: &Session) -> Vec<(PersonId, Person)> {
    session.document().persons.iter().map(|(id, person)| (*id, person.clone())).collect()
}

fn post(session: &mut Session, name: &str) -> PostId {
    let new = Post { name: name.to_owned(), shifts: vec![DutyShift::Day], ..Post::default() };
    match made(session, Action::Add(NewRecord::Post(new))) {
        RecordId::Post(id) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_people_of_one_name_stay_two_and_nobody_comes_twice() {
    let mut session = empty(1);
    let unit = Unit { name: "机电队".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = made(&mut session, Action::Add(NewRecord::Unit(unit))) else {
        panic!()
    };
    let there = Person { name: "张三".to_owned(), unit: Some(unit), ..Person::default() };
    let RecordId::Person(there) = made(&mut session, Action::Add(NewRecord::Person(there))) else {
        panic!()
    };
    // Another telephone: somebody else. The same telephone in another unit: the first again.
    let roster = "姓名\t单位\t手机\n张三\t机电队\t13900000001\n张三\t机电队\t13900000002\n\
        张三\t通风队\t13900000001\n李四\t\t\n李四\t保卫部\t";
    act(&mut session, pasted(What::Members, roster));
    let found = persons(&session);
    let told: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|(_, one)| {
            let unit = session.document().unit_name(one.unit);
            (one.name.as_str(), unit, one.mobile.as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("张三", "通风队", "13900000001"),
            ("张三", "机电队", "13900000002"),
            ("李四", "保卫部", "")
        ]
    );
    assert_eq!(found[0].0, there);
    // The same roster again finds everybody and adds nobody.
    let order = Order { text: roster.to_owned(), ..Order::new(What::Members) };
    assert_eq!(paste::look(session.document(), &order, day()).count(Fate::New), 0);
}

#[test]
fn a_second_roster_fills_in_and_overwrites_nothing_it_does_not_say() {
    let mut session = empty(1);
    let first = "姓名\t性别\t单位\t政治面貌\t手机\t分队\t小组\t队内职务\n\
        苗小满\t女\t卫生所\t预备党员\t13900000021\t一分队\t应急救护组\t副队长";
    act(&mut session, pasted(What::Members, first));
    act(&mut session, pasted(What::Members, "姓名\t单位\t职务\n苗小满\t\t护士"));
    let found = persons(&session);
    assert_eq!(found.len(), 1);
    let one = &found[0].1;
    assert_eq!((one.title.as_str(), one.mobile.as_str()), ("护士", "13900000021"));
    let member = one.membership.clone().unwrap();
    assert_eq!(one.woman, Sex::Woman);
    assert_eq!(member.standing, Standing::Probationary);
    assert_eq!((member.group, member.role), (Group::FirstAid, Role::Deputy));
    assert_eq!(member.squad, "一分队");
    // One step, taken back as one.
    session.undo(morning()).unwrap();
    session.undo(morning()).unwrap();
    assert!(persons(&session).is_empty());
}

#[test]
fn posts_are_put_in_order_in_one_step() {
    let mut session = empty(1);
    let [a, b, c] = ["甲岗", "乙岗", "丙岗"].map(|name| post(&mut session, name));
    let order = |session: &Session| {
        let columns = shousui::rules::duty::columns(session.document());
        columns.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    act(&mut session, Action::Team(TeamAction::OrderPosts(vec![c, a, b])));
    assert_eq!(order(&session), [c, a, b]);
    act(&mut session, Action::Team(TeamAction::OrderPosts(vec![b])));
    assert_eq!(order(&session), [b, c, a]);
    session.undo(morning()).unwrap();
    assert_eq!(order(&session), [c, a, b]);
}

#[test]
fn a_stretch_of_the_rota_is_one_step() {
    let mut session = empty(1);
    act(&mut session, pasted(What::Members, "姓名\n张三\n李四"));
    let people: Vec<PersonId> = persons(&session).iter().map(|(id, _)| *id).collect();
    let post = post(&mut session, "巡查员");
    let turns = day().iter_days().take(4).zip(people.iter().cycle());
    let days: Vec<_> = turns.map(|(day, id)| (day, vec![*id])).collect();
    // Whoever writes people into a rota that its office makes has imported nothing.
    for official in [false, true] {
        act(&mut session, set((post, PostField::Official(official))));
        let days = Vec::clone(&days);
        let action = TeamAction::TakeTurns { post, shift: DutyShift::Day, days };
        let done = act(&mut session, Action::Team(action));
        assert_eq!(done.verb, "排班 巡查员 4天");
        let duties = &session.document().duties;
        assert_eq!(duties.len(), 4);
        assert!(duties.iter().all(|(_, duty)| duty.origin.is_none()));
        session.undo(morning()).unwrap();
        assert!(session.document().duties.is_empty());
    }
}

/// Before any shift of the day has begun.
fn at_midnight() -> chrono::NaiveDateTime {
    day().pred_opt().unwrap().and_hms_opt(23, 0, 0).unwrap()
}

/// A chance that comes the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// Six people with leaves, certificates, trainings and no nights, and three posts.
fn crew(session: &mut Session) -> (Vec<PersonId>, Vec<PostId>) {
    let names = ["甲一", "乙二", "丙三", "丁四", "戊五", "己六"];
    enlist(session, &names);
    let people: Vec<PersonId> = persons(session).iter().map(|(id, _)| *id).collect();
    let until = day().checked_add_days(Days::new(2));
    let electrician = Certificate { skill: Skill::Electrician, number: String::new(), until };
    let fields = [
        (people[0], PersonField::Leaves(vec![Leave { from: day(), to: day() }])),
        (people[1], PersonField::NoNights(true)),
        (people[2], PersonField::Certificates(vec![electrician])),
        (people[3], PersonField::Training(Some(Training::Passed(day())))),
        (people[4], PersonField::Training(Some(Training::Planned(day())))),
    ];
    for (id, field) in fields {
        act(session, set((id, field)));
    }
    let posts = ["巡查员", "灭火", "电工值班"].map(|name| post(session, name)).to_vec();
    act(session, set((posts[1], PostField::Group(Some(Group::FireFirst)))));
    act(session, set((posts[2], PostField::Needs(vec![Skill::Electrician]))));
    (people, posts)
}

#[test]
fn a_cell_says_the_same_as_the_rules_of_the_rota() {
    let mut session = empty(1);
    let (people, posts) = crew(&mut session);
    let mut dice = Dice(7);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let cell = DutyId {
            day: day().checked_add_days(Days::new(u64::try_from(dice.below(4)).unwrap())).unwrap(),
            post: posts[dice.below(3)],
            shift: DutyShift::ALL[dice.below(6)],
        };
        let mut persons: Vec<PersonId> =
            (0..dice.below(3)).map(|_| people[dice.below(6)]).collect();
        persons.dedup();
        act(&mut session, set((cell, DutyField::Persons(persons))));
        let doc = session.document();
        let burden = Burden::of(doc);
        let complains = |cell: &DutyId| !burden.complaints(doc, *cell).is_empty();
        let mut found = false;
        for finding in review(doc, day()) {
            let code = finding.rule.code;
            if let (RecordId::Duty(cell), "D1" | "D2" | "D3" | "D4" | "D5" | "D6") =
                (&finding.about, code)
            {
                assert!(complains(cell), "{code} {}", finding.breach.sentence());
                seen.insert(code);
                found = true;
            }
        }
        let complaint = doc.duties.iter().any(|(cell, _)| complains(cell));
        assert_eq!(found, complaint, "rules and cells disagree");
        // So that not everything is wrong all the time.
        if 6 < doc.duties.iter().filter(|(_, duty)| !duty.persons.is_empty()).count() {
            session.undo(morning()).unwrap();
            let cells: Vec<DutyId> = session.document().duties.iter().map(|(id, _)| *id).collect();
            for cell in cells {
                act(&mut session, set((cell, DutyField::Persons(Vec::new()))));
            }
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}

#[test]
fn whoever_takes_turns_is_passed_over_while_something_speaks_against_it() {
    use shousui::action::turns::{Turns, turns};
    let mut session = empty(1);
    let (people, posts) = crew(&mut session);
    let to = day().checked_add_days(Days::new(3)).unwrap();
    let told = |session: &Session, shift: DutyShift, pass_over: bool| -> Vec<String> {
        let people = people[..3].to_vec();
        let wish = Turns { post: posts[0], shift, people, from: day(), to, pass_over };
        let doc = session.document();
        turns(doc, &wish, at_midnight())
            .iter()
            .map(|(_, persons)| doc.person_names(persons))
            .collect()
    };
    // 甲一 is away on the first day, 乙二 has no nights.
    assert_eq!(told(&session, DutyShift::Day, true), ["乙二", "甲一", "丙三", "乙二"]);
    assert_eq!(told(&session, DutyShift::Night, true), ["丙三", "甲一", "丙三", "甲一"]);
    assert_eq!(told(&session, DutyShift::Night, false), ["甲一", "乙二", "丙三", "甲一"]);
    // Whoever is free that day comes before whoever has a shift already.
    let second: NaiveDate = "2027-02-06".parse().unwrap();
    let other = DutyId { day: second, post: posts[1], shift: DutyShift::Night };
    act(&mut session, set((other, DutyField::Persons(vec![people[0]]))));
    assert_eq!(told(&session, DutyShift::Day, true), ["乙二", "丙三", "乙二", "甲一"]);
}

/// The findings of one rule about a cell.
fn told_of(session: &Session, code: &str, cell: DutyId) -> Vec<String> {
    let findings = review(session.document(), day()).into_iter();
    findings
        .filter(|finding| finding.rule.code == code && finding.about == RecordId::Duty(cell))
        .map(|finding| finding.breach.sentence())
        .collect()
}

/// Somebody alone in a cell, and what the rules and the cell itself say of it.
fn put_on(
    session: &mut Session,
    (cell, person): (DutyId, PersonId),
    code: &str,
) -> (Vec<String>, Vec<String>) {
    act(session, set((cell, DutyField::Persons(vec![person]))));
    let doc = session.document();
    (told_of(session, code, cell), Burden::of(doc).complaints(doc, cell))
}

#[test]
fn a_shift_that_ends_on_a_day_of_leave_is_told_and_passed_over() {
    use shousui::action::turns::{Turns, turns};
    let mut session = empty(1);
    enlist(&mut session, &["甲一", "乙二"]);
    let people: Vec<PersonId> = persons(&session).iter().map(|(id, _)| *id).collect();
    let post = post(&mut session, "巡查员");
    let on = |text: &str| text.parse::<NaiveDate>().unwrap();
    let leave = Leave { from: on("2027-02-06"), to: on("2027-02-08") };
    act(&mut session, set((people[0], PersonField::Leaves(vec![leave]))));
    for (date, shift, words) in [
        ("2027-02-05", DutyShift::Night, "次日请假，本班次日8:00才下班"),
        ("2027-02-05", DutyShift::Whole, "次日请假，本班次日8:00才下班"),
        ("2027-02-06", DutyShift::Day, "当日请假"),
        // The last day of leave is one of leave, the shift before it ends begins on it.
        ("2027-02-08", DutyShift::Four, "当日请假"),
        // These end with the midnight before the leave, or begin after it.
        ("2027-02-05", DutyShift::Four, ""),
        ("2027-02-05", DutyShift::Day, ""),
        ("2027-02-09", DutyShift::Zero, ""),
    ] {
        let cell = DutyId { day: on(date), post, shift };
        let (found, complaints) = put_on(&mut session, (cell, people[0]), "D2");
        if words.is_empty() {
            assert_eq!((found, complaints), (vec![], vec![]), "{date} {shift:?}");
        } else {
            let (month, day) = (cell.day.format("%-m月%-d日"), shift.word());
            assert_eq!(found, [format!("{month} {day} 巡查员：甲一{words}")]);
            assert_eq!(complaints, [format!("甲一{words}")]);
        }
        act(&mut session, set((cell, DutyField::Persons(vec![]))));
    }
    let wish = Turns {
        post,
        shift: DutyShift::Night,
        people,
        from: day(),
        to: on("2027-02-09"),
        pass_over: true,
    };
    let doc = session.document();
    let filled: Vec<String> = turns(doc, &wish, at_midnight())
        .iter()
        .map(|(_, persons)| doc.person_names(persons))
        .collect();
    assert_eq!(filled, ["乙二", "乙二", "乙二", "乙二", "甲一"]);
}

#[test]
fn a_certificate_must_hold_to_the_end_of_the_shift_also_where_people_take_turns() {
    use shousui::action::turns::{Turns, turns};
    let mut session = empty(1);
    enlist(&mut session, &["甲一", "乙二", "丙三"]);
    let people: Vec<PersonId> = persons(&session).iter().map(|(id, _)| *id).collect();
    let on = |text: &str| text.parse::<NaiveDate>().unwrap();
    let holds = |until: Option<&str>| {
        let until = until.map(on);
        let skill = Skill::Electrician;
        PersonField::Certificates(vec![Certificate { skill, number: String::new(), until }])
    };
    act(&mut session, set((people[0], holds(Some("2027-02-07")))));
    act(&mut session, set((people[1], holds(None))));
    let post = post(&mut session, "电工值班");
    act(&mut session, set((post, PostField::Needs(vec![Skill::Electrician]))));
    for (shift, words) in [(DutyShift::Day, ""), (DutyShift::Night, "甲一到下班时没有有效的电工证")]
    {
        let cell = DutyId { day: on("2027-02-07"), post, shift };
        let (found, complaints) = put_on(&mut session, (cell, people[0]), "D4");
        let expected: Vec<String> =
            Some(words.to_owned()).into_iter().filter(|words| !words.is_empty()).collect();
        assert_eq!(complaints, expected);
        assert_eq!(found.len(), expected.len());
        act(&mut session, set((cell, DutyField::Persons(vec![]))));
    }
    let turns_of = |session: &Session, people: &[PersonId]| {
        let (shift, people) = (DutyShift::Night, people.to_vec());
        let to = on("2027-02-08");
        let wish = Turns { post, shift, people, from: on("2027-02-05"), to, pass_over: true };
        let doc = session.document();
        turns(doc, &wish, at_midnight())
            .iter()
            .map(|(_, who)| doc.person_names(who))
            .collect::<Vec<_>>()
    };
    // To 2月7日: the night of the seventh ends on the eighth. 丙三 holds none at all.
    assert_eq!(turns_of(&session, &people), ["甲一", "乙二", "乙二", "乙二"].map(String::from));
    let told = turns_of(&session, &[people[0], people[2]]);
    assert_eq!(told, ["甲一", "甲一", "", ""].map(String::from));
    // Of two on a shift one is enough.
    act(&mut session, set((post, PostField::Seats(2))));
    let told = turns_of(&session, &[people[2], people[1]]);
    assert_eq!(told[0], "丙三、乙二");
}

#[test]
fn an_empty_rota_is_no_full_one() {
    use shousui::model::mine::{Only, SeasonField};
    let mut session = empty(1);
    enlist(&mut session, &["甲一"]);
    let person = persons(&session)[0].0;
    let post = post(&mut session, "巡查员");
    let shifts = vec![DutyShift::Day, DutyShift::Night];
    act(&mut session, set((post, PostField::Shifts(shifts))));
    let on = |text: &str| text.parse::<NaiveDate>().unwrap();
    act(&mut session, set((Only, SeasonField::First(Some(on("2027-01-30"))))));
    act(&mut session, set((Only, SeasonField::Last(Some(on("2027-02-20"))))));
    let told = |session: &Session, today: NaiveDate| -> Vec<String> {
        let findings = review(session.document(), today).into_iter();
        findings.filter(|one| one.rule.code == "D10").map(|one| one.breach.sentence()).collect()
    };
    let words = "排班表还是空的：2月5日至2月20日每天2班，都没有排人";
    assert_eq!(told(&session, day()), [words]);
    assert_eq!(told(&session, on("2027-02-21")), Vec::<String>::new());
    // A name taken out again leaves an empty rota, not one with a record.
    let cell = DutyId { day: day(), post, shift: DutyShift::Day };
    act(&mut session, set((cell, DutyField::Persons(vec![person]))));
    assert_eq!(told(&session, day()).len(), 16);
    assert!(told(&session, day())[0].contains("2月5日 周五 腊月廿九无人在岗：巡查员夜班"));
    act(&mut session, set((cell, DutyField::Persons(vec![]))));
    assert_eq!(told(&session, day()), [words]);
}

#[test]
fn whoever_leads_or_keeps_the_watch_stays_on_its_papers_when_a_post_is_renamed() {
    use shousui::model::people::Part;
    use shousui::rules::duty::crew;
    let mut session = empty(1);
    let names = ["甲一", "乙二", "丙三", "丁四"];
    enlist(&mut session, &names);
    let people: Vec<PersonId> = persons(&session).iter().map(|(id, _)| *id).collect();
    // As in a workbook of before: nobody has said what the posts are, their names do.
    let posts = ["值班矿领导", "调度值班员", "当班组长", "备班"]
        .map(|name| post(&mut session, name))
        .to_vec();
    for (post, person) in posts.iter().zip(&people) {
        let cell = DutyId { day: day(), post: *post, shift: DutyShift::Day };
        act(&mut session, set((cell, DutyField::Persons(vec![*person]))));
    }
    let told = |session: &Session| {
        let (begin, end) = DutyShift::Day.span(day());
        let doc = session.document();
        let crew = crew(doc, begin, end);
        let name = |id: Option<PersonId>| id.map(|id| doc.person_name(id)).unwrap_or_default();
        let (leader, captain) = (name(crew.leader), name(crew.captain));
        format!("{leader}／{}／{captain}", doc.person_names(&crew.keepers))
    };
    assert_eq!(told(&session), "甲一／乙二／丙三");
    for (post, name) in posts.iter().zip(["带班", "总机台", "巡查带队", "机动"]) {
        act(&mut session, set((*post, PostField::Name(name.to_owned()))));
    }
    assert_eq!(told(&session), "甲一／乙二／丙三");
    let part = |place: usize| session.document().posts.get(&posts[place]).unwrap().watch_part();
    assert_eq!(part(3), Part::Standby);
    // What a person says counts more than the name.
    act(&mut session, set((posts[0], PostField::Name("组长休息室".to_owned()))));
    act(&mut session, set((posts[0], PostField::Part(Some(Part::Other)))));
    act(&mut session, set((posts[3], PostField::Part(Some(Part::Leader)))));
    assert_eq!(told(&session), "丁四／乙二／丙三");
}

#[test]
fn a_post_that_is_called_a_leaders_is_not_filled_by_the_program_unless_somebody_says_so() {
    let mut session = empty(1);
    let post = Action::Add(NewRecord::Post(Post { name: "岗位1".to_owned(), ..Post::default() }));
    let RecordId::Post(id) = made(&mut session, post) else { panic!() };
    let official = |session: &Session| session.document().posts.get(&id).unwrap().official;
    act(&mut session, set((id, PostField::Name("门岗".to_owned()))));
    assert!(!official(&session));
    // One that is called otherwise from now on stays as it is; one that is named is not filled.
    act(&mut session, set((id, PostField::Name("值班矿领导".to_owned()))));
    assert!(!official(&session));
    act(&mut session, set((id, PostField::Name(String::new()))));
    for typed in ["值", "值班矿", "值班矿领导"] {
        act(&mut session, set((id, PostField::Name(typed.to_owned()))));
    }
    assert!(official(&session));
    // What a person says counts more than the name, whatever else is written in it.
    act(&mut session, set((id, PostField::Official(false))));
    act(&mut session, set((id, PostField::Name("值班矿领导（地面）".to_owned()))));
    assert!(!official(&session));
}

#[test]
fn the_shipped_posts_say_what_their_people_are() {
    use shousui::model::people::Part;
    let mut session = empty(1);
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    let posts: Vec<Post> = session.document().posts.iter().map(|(_, post)| post.clone()).collect();
    let of = |part: Part| -> Vec<&str> {
        let posts = posts.iter().filter(|post| post.part == Some(part));
        posts.map(|post| post.name.as_str()).collect()
    };
    assert_eq!(of(Part::Leader), ["值班矿领导"]);
    assert_eq!(of(Part::Keeper).len(), 1);
    assert_eq!(of(Part::Captain), ["突击队当班组长"]);
    assert_eq!(of(Part::Standby), ["备班"]);
    assert_eq!(of(Part::Other).len(), posts.len() - 4);
}

/// Two are to watch the fire panel: one alone was a full shift to everybody but the solver.
#[test]
fn a_shift_short_of_people_is_found() {
    use shousui::model::mine::{Only, SeasonField};
    use shousui::rules::duty::gaps;
    let mut session = empty(1);
    enlist(&mut session, &["甲一", "乙二"]);
    let people: Vec<PersonId> = persons(&session).iter().map(|(id, _)| *id).collect();
    let post = post(&mut session, "消防控制室");
    act(&mut session, set((post, PostField::Shifts(vec![DutyShift::Night]))));
    act(&mut session, set((post, PostField::Seats(2))));
    act(&mut session, set((Only, SeasonField::First(Some(day())))));
    act(&mut session, set((Only, SeasonField::Last(Some(day())))));
    let cell = DutyId { day: day(), post, shift: DutyShift::Night };
    let told = |session: &Session, code: &str| -> Vec<String> {
        let found = review(session.document(), day()).into_iter();
        found.filter(|one| one.rule.code == code).map(|one| one.breach.sentence()).collect()
    };
    let lacks = |session: &Session| -> Vec<(bool, usize)> {
        gaps(session.document(), day()).iter().map(|gap| (gap.is_empty, gap.lacks)).collect()
    };
    assert_eq!(lacks(&session), [(true, 2)]);
    act(&mut session, set((cell, DutyField::Persons(people[..1].to_vec()))));
    assert_eq!(told(&session, "D10"), Vec::<String>::new());
    let words = "2月5日 周五 腊月廿九人数不够：消防控制室夜班（2人岗只有1人）";
    assert_eq!(told(&session, "D19"), [words]);
    assert_eq!(lacks(&session), [(false, 1)]);
    // One is enough for this shift, or nobody: others look after it.
    act(&mut session, set((cell, DutyField::Seats(Some(1)))));
    assert_eq!((told(&session, "D19"), lacks(&session)), (Vec::new(), Vec::new()));
    act(&mut session, set((cell, DutyField::Persons(Vec::new()))));
    assert_eq!(lacks(&session), [(true, 1)]);
    act(&mut session, set((cell, DutyField::Seats(Some(0)))));
    assert_eq!((told(&session, "D10"), lacks(&session)), (Vec::new(), Vec::new()));
    // Nobody is missed any more: so it has to be said why. Of an official post nothing is lowered here.
    let words = "2月5日 夜班 消防控制室：本班不单设，岗位要2人，请在备注里写明原因、由谁兼";
    assert_eq!(told(&session, "D21"), [words]);
    act(&mut session, set((cell, DutyField::Note("由保卫值班兼".to_owned()))));
    assert_eq!(told(&session, "D21"), Vec::<String>::new());
    act(&mut session, set((post, PostField::Official(true))));
    assert_eq!(told(&session, "D21").len(), 1);
    act(&mut session, set((post, PostField::Official(false))));
    act(&mut session, set((cell, DutyField::Seats(None))));
    act(&mut session, set((cell, DutyField::Persons(people))));
    assert_eq!(told(&session, "D19"), Vec::<String>::new());
    assert_eq!(lacks(&session), []);
}
