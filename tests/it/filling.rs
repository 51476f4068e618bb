//! 自动排班: what it fills, what it leaves alone, and that it breaks nothing the rules say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use shousui::action::filling::{Earlier, Filled, Filling, Order, remember};
use shousui::action::paste::What;
use shousui::action::{Action, NewRecord, TeamAction};
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::{PersonId, PostId};
use shousui::model::mine::{LittleYear, MineField, Only, SeasonField};
use shousui::model::people::{
    Certificate, Group, Leave, Membership, Part, Person, PersonField, Post, PostField, Role, Sex,
    Skill, Standing, Training,
};
use shousui::model::rota::{BigDay, Origin, Pairing, RotaRule, Tie, Wanted, Wish};
use shousui::model::{Document, RecordId};
use shousui::rules::duty::{Burden, Share, big_day, borne};
use shousui::rules::review;
use shousui::session::Session;

use crate::fixture::{act, day, empty, made, morning, pasted, set};

/// A chance that comes the same every time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

pub(crate) fn after(days: usize) -> NaiveDate {
    day().checked_add_days(Days::new(u64::try_from(days).unwrap())).unwrap()
}

pub(crate) fn member(session: &mut Session, name: &str) -> PersonId {
    let membership = Membership {
        standing: Standing::Member,
        squad: String::new(),
        group: Group::Patrol,
        role: Role::Member,
    };
    let new = Person {
        name: name.to_owned(),
        membership: Some(membership),
        training: Some(Training::Passed(NaiveDate::MIN)),
        ..Person::default()
    };
    match made(session, Action::Add(NewRecord::Person(new))) {
        RecordId::Person(id) => id,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn post(session: &mut Session, post: Post) -> PostId {
    let order = u16::try_from(session.document().posts.len()).unwrap();
    match made(session, Action::Add(NewRecord::Post(Post { order, ..post }))) {
        RecordId::Post(id) => id,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn shifts(name: &str, shifts: &[DutyShift], seats: u16) -> Post {
    Post { name: name.to_owned(), shifts: shifts.to_vec(), seats, ..Post::default() }
}

pub(crate) fn season(session: &mut Session, days: usize) {
    act(session, set((Only, SeasonField::Year(2027))));
    act(session, set((Only, SeasonField::First(Some(after(1))))));
    act(session, set((Only, SeasonField::Last(Some(after(days))))));
}

fn order(days: usize) -> Order {
    Order { from: after(1), to: after(days), earlier: BTreeMap::new(), gaps: false }
}

fn filled(doc: &Document, order: Order) -> Filled {
    Filling::of(doc, order, morning()).in_short().solved(|_, _| true).unwrap()
}

/// As far as it is after so many looks at the watch.
fn filled_within(doc: &Document, order: Order, looks: u32) -> Filled {
    let mut asked = 0;
    let filling = Filling::of(doc, order, morning());
    let goes_on = |_: u64, _: u64| {
        asked += 1;
        asked < looks
    };
    filling.solved(goes_on).unwrap()
}

fn take(session: &mut Session, filled: &Filled) {
    if !filled.changed.is_empty() {
        act(session, Action::Team(TeamAction::FillRota(filled.changed.clone())));
    }
}

const ROTA: [DutyShift; 2] = [DutyShift::Day, DutyShift::Night];

/// A mine with posts of every sort and people of whom much is known, as chance has it.
pub(crate) fn by_chance(dice: &mut Dice, days: usize) -> Session {
    let mut session = empty(1);
    season(&mut session, days);
    let people: Vec<PersonId> =
        (0..14).map(|place| member(&mut session, &format!("人员{place}"))).collect();
    let leader = Post { official: true, ..shifts("值班矿领导", &[DutyShift::Whole], 1) };
    let leader = post(&mut session, leader);
    let captain = Post { part: Some(Part::Captain), ..shifts("当班组长", &ROTA, 1) };
    let captain = post(&mut session, captain);
    let patrol = post(&mut session, Post { split: true, ..shifts("巡查员", &ROTA, 2) });
    let needs = vec![Skill::Electrician];
    post(&mut session, Post { needs, ..shifts("电工值班", &ROTA, 1) });
    let women = Post { sex: Sex::Woman, ..shifts("广播室", &[DutyShift::Day], 1) };
    post(&mut session, women);
    let rescue = Post { group: Some(Group::FireFirst), ..shifts("灭火", &[DutyShift::Day], 1) };
    let rescue = post(&mut session, rescue);
    act(&mut session, set((rescue, PostField::Pool(people.clone()))));
    act(&mut session, set((patrol, PostField::Primary(Some(people[0])))));
    act(&mut session, set((patrol, PostField::Backup(Some(people[1])))));
    let standby = Post { part: Some(Part::Standby), ..shifts("备班", &[DutyShift::Whole], 1) };
    post(&mut session, standby);
    for one in &people {
        about(&mut session, dice, *one, days);
    }
    for (tie, count) in [(Tie::Together, 2), (Tie::Crew, 3), (Tie::Apart, 2)] {
        let from = dice.below(people.len() - count);
        let people = people[from..from + count].to_vec();
        let name = tie.word().to_owned();
        let new = Pairing { name, tie: Some(tie), people, ..Pairing::default() };
        act(&mut session, Action::Add(NewRecord::Pairing(new)));
    }
    for place in 1..=days {
        let one = people[dice.below(people.len())];
        put(&mut session, (leader, DutyShift::Whole), place, one);
        if dice.one_in(3) {
            let one = people[dice.below(people.len())];
            put(&mut session, (captain, DutyShift::Night), place, one);
        }
    }
    session
}

pub(crate) fn put(
    session: &mut Session,
    (post, shift): (PostId, DutyShift),
    place: usize,
    one: PersonId,
) {
    let cell = DutyId { day: after(place), post, shift };
    act(session, set((cell, DutyField::Persons(vec![one]))));
}

/// What is known of somebody, as chance has it.
fn about(session: &mut Session, dice: &mut Dice, one: PersonId, days: usize) {
    let skill = if dice.one_in(2) { Skill::Electrician } else { Skill::FirstAid };
    let until = dice.one_in(2).then(|| after(dice.below(days + 3)));
    let held = Certificate { skill, number: String::new(), until };
    let from = dice.below(days);
    let leave = Leave { from: after(from), to: after(from + dice.below(3)) };
    let wish = Wish { day: after(dice.below(days)), wanted: Wanted::Off };
    let sex = [Sex::Unknown, Sex::Man, Sex::Woman][dice.below(3)];
    let mut fields = vec![PersonField::Woman(sex), PersonField::Certificates(vec![held])];
    if dice.one_in(3) {
        fields.push(PersonField::Leaves(vec![leave]));
        fields.push(PersonField::Commutes(dice.one_in(2)));
    }
    if dice.one_in(4) {
        fields.push(PersonField::NoNights(true));
    }
    if dice.one_in(3) {
        fields.push(PersonField::Wishes(vec![wish]));
    }
    if dice.one_in(4) {
        fields.push(PersonField::Training(None));
    }
    for field in fields {
        act(session, set((one, field)));
    }
}

/// What is asked of every rota that was filled.
const ASKED: [&str; 13] =
    ["D1", "D2", "D3", "D4", "D5", "D6", "D11", "D12", "D13", "D14", "D15", "D17", "D18"];

#[test]
fn a_rota_that_was_filled_breaks_no_rule_of_the_rota() {
    let mut dice = Dice(11);
    let mut cells = 0;
    for round in 0..12_u32 {
        let days = 5 + dice.below(6);
        let mut session = by_chance(&mut dice, days);
        if round % 2 == 1 {
            act(&mut session, set((Only, MineField::RotaRule(RotaRule::AfterNight, Some(24)))));
        }
        // What it has from the first moment on must be lawful.
        let filled = filled_within(session.document(), order(days), 1 + round);
        take(&mut session, &filled);
        cells += filled.changed.len();
        let lacks = |day: NaiveDate| filled.lacks.iter().any(|one| one.lack.cell.day == day);
        let broken = |finding: &shousui::rules::Finding| match &finding.about {
            // What cannot be had is said, as what is missing.
            RecordId::Duty(cell) if finding.rule.code == "D13" => !lacks(cell.day),
            RecordId::Duty(cell) => {
                ASKED.contains(&finding.rule.code) && filled.changed.contains_key(cell)
            }
            _ => false,
        };
        let findings = review(session.document(), day());
        let told: Vec<String> = findings
            .iter()
            .filter(|finding| broken(finding))
            .map(|one| format!("{} {}", one.rule.code, one.breach.sentence()))
            .collect();
        assert!(told.is_empty(), "round {round}: {told:#?}");
    }
    assert!(200 < cells, "{cells}");
}

#[test]
fn a_cell_says_the_same_as_the_rules_a_mine_sets() {
    let mut dice = Dice(5);
    let codes = ["D11", "D12", "D15", "D16", "D17", "D18"];
    let mut seen = BTreeSet::new();
    for _ in 0..12 {
        let mut session = by_chance(&mut dice, 9);
        let posts: Vec<(PostId, Post)> =
            session.document().posts.iter().map(|(id, post)| (*id, post.clone())).collect();
        let people: Vec<PersonId> = session.document().persons.iter().map(|(id, _)| *id).collect();
        for place in 1..=9 {
            for (id, post) in &posts {
                for shift in &post.shifts {
                    // The same few, so that they are on too often.
                    let one = people[dice.below(5)];
                    put(&mut session, (*id, *shift), place, one);
                }
            }
        }
        let doc = session.document();
        let burden = Burden::of(doc);
        for finding in review(doc, day()) {
            let RecordId::Duty(cell) = &finding.about else { continue };
            if codes.contains(&finding.rule.code) {
                let told = burden.complaints(doc, *cell).join("；");
                let words = finding.breach.words.clone();
                // A cell says everything of a person in one breath.
                let said = words.split('；').all(|one| {
                    let last = one.rsplit('，').next().unwrap();
                    // It may begin with the name.
                    let names = doc.persons.iter().map(|(_, person)| person.name.as_str());
                    let named =
                        names.filter(|name| last.starts_with(name)).max_by_key(|one| one.len());
                    told.contains(last.strip_prefix(named.unwrap_or_default()).unwrap_or(last))
                });
                assert!(said, "{words}\n{told}");
                seen.insert(finding.rule.code);
            }
        }
    }
    assert_eq!(seen.len(), codes.len(), "{seen:?}");
}

#[test]
fn nobody_leads_at_two_posts_on_one_day() {
    let (mut session, people, _) = patrol(3, 3);
    let leader = post(&mut session, shifts("值班矿领导", &[DutyShift::Day], 1));
    let captain = post(&mut session, shifts("突击队当班组长", &[DutyShift::Night], 1));
    put(&mut session, (leader, DutyShift::Day), 1, people[0]);
    put(&mut session, (captain, DutyShift::Night), 1, people[0]);
    act(&mut session, set((Only, MineField::RotaRule(RotaRule::Rest, Some(0)))));
    let told = |session: &Session| -> Vec<String> {
        let findings = review(session.document(), day()).into_iter();
        let of_it = findings.filter(|one| ["D3", "D14"].contains(&one.rule.code));
        of_it.map(|one| one.breach.sentence()).collect()
    };
    let words = "2月6日 夜班 突击队当班组长：人员0同一天已任2月6日 白班 值班矿领导，不兼任";
    assert_eq!(told(&session), [words]);
    act(&mut session, set((Only, MineField::RotaRule(RotaRule::Apart, Some(0)))));
    assert_eq!(told(&session), Vec::<String>::new());
}

/// The hours after a night may be more than those between any two shifts; what lies days apart is
/// still seen.
#[test]
fn after_a_night_the_mine_may_ask_for_more_rest() {
    let (mut session, people, patrol) = patrol(12, 8);
    put(&mut session, (patrol, DutyShift::Night), 1, people[0]);
    put(&mut session, (patrol, DutyShift::Day), 4, people[0]);
    put(&mut session, (patrol, DutyShift::Day), 5, people[0]);
    let told = |session: &Session| -> Vec<String> {
        let findings = review(session.document(), day()).into_iter();
        let of_it = findings.filter(|one| one.rule.code == "D3");
        of_it.map(|one| one.breach.sentence()).collect()
    };
    assert_eq!(told(&session), Vec::<String>::new());
    // It ends at eight on the second day: from then to the fourth at eight it is two days.
    act(&mut session, set((Only, MineField::RotaRule(RotaRule::AfterNight, Some(48)))));
    assert_eq!(told(&session), Vec::<String>::new());
    act(&mut session, set((Only, MineField::RotaRule(RotaRule::AfterNight, Some(49)))));
    let words = "2月9日 白班 巡查员：人员0刚下2月6日 夜班 巡查员，两班之间休息不足49小时";
    assert_eq!(told(&session), [words]);
    act(&mut session, set((Only, MineField::RotaRule(RotaRule::AfterNight, Some(24)))));
    let filled = filled(session.document(), order(8));
    take(&mut session, &filled);
    assert!(filled.lacks.is_empty());
    assert_eq!(told(&session), Vec::<String>::new());
}

/// A small mine: so many members, a patrol of two in two shifts.
fn patrol(people: usize, days: usize) -> (Session, Vec<PersonId>, PostId) {
    let mut session = empty(1);
    season(&mut session, days);
    act(&mut session, set((Only, MineField::RotaRule(RotaRule::FirstAid, Some(0)))));
    let people = (0..people).map(|place| member(&mut session, &format!("人员{place}"))).collect();
    let post = post(&mut session, shifts("巡查员", &ROTA, 2));
    (session, people, post)
}

/// A mine whose rota can be filled, and evenly.
pub(crate) fn enough(days: usize) -> Session {
    patrol(12, days).0
}

#[test]
fn what_was_put_there_by_hand_or_imported_or_is_past_stays() {
    let (mut session, people, post) = patrol(12, 6);
    let cell = |place, shift| DutyId { day: after(place), post, shift };
    // By hand: one of two; imported: both; before today: nobody.
    put(&mut session, (post, DutyShift::Day), 2, people[3]);
    let imported = cell(3, DutyShift::Night);
    let both = vec![people[4], people[5]];
    for (one, name) in both.iter().zip(["逯春晖", "亢宝庆"]) {
        act(&mut session, set((*one, PersonField::Name(name.to_owned()))));
    }
    let table = format!("日期\t巡查员 夜班\n{}\t逯春晖、亢宝庆", imported.day);
    act(&mut session, pasted(What::Rota, &table));
    let past = Order { from: day().pred_opt().unwrap(), ..order(6) };
    let filled = filled(session.document(), past);
    assert!(filled.lacks.is_empty(), "{:?}", filled.lacks);
    take(&mut session, &filled);
    let doc = session.document();
    let of = |cell: DutyId| doc.duties.get(&cell).cloned().unwrap_or_default();
    let kept = of(cell(2, DutyShift::Day));
    assert_eq!((kept.persons.len(), kept.persons.contains(&people[3])), (2, true));
    assert_eq!(kept.origin, None);
    assert_eq!((of(imported).persons, of(imported).origin), (both, Some(Origin::Import)));
    assert_eq!(of(cell(5, DutyShift::Day)).origin, Some(Origin::Solver));
    // This morning's shift has begun, tonight's has not.
    assert!(of(cell(0, DutyShift::Day)).persons.is_empty());
    assert_eq!(of(cell(0, DutyShift::Night)).persons.len(), 2);
    // Once more, that stays too.
    let again = self::filled(doc, Order { from: day().pred_opt().unwrap(), ..order(6) });
    for stays in [cell(2, DutyShift::Day), imported, cell(0, DutyShift::Day)] {
        assert!(!again.changed.contains_key(&stays), "{:?}", again.changed);
    }
    // Whoever changes a cell by hand has put it there by hand.
    act(&mut session, set((cell(5, DutyShift::Day), DutyField::Persons(vec![people[0]]))));
    assert_eq!(session.document().duties.get(&cell(5, DutyShift::Day)).unwrap().origin, None);
}

/// A need can be lowered for one shift or for all, or a post be looked after by another for one: each is an
/// act, and each fills the rota.
#[test]
fn what_one_shift_takes_can_be_lowered_for_that_shift_alone() {
    let (mut session, _, patrol) = patrol(3, 1);
    let cell = DutyId { day: after(1), post: patrol, shift: DutyShift::Night };
    let first = filled(session.document(), order(1));
    let offers = &first.lacks[0].offers;
    let all: Vec<&str> = offers.iter().map(|offer| offer.words.as_str()).collect();
    let said = |words: &str| {
        let found = offers.iter().find(|offer| offer.words.contains(words));
        found.unwrap_or_else(|| panic!("{words}: {all:?}"))
    };
    let lowered = said("减到1人（只减这一班）").action().unwrap();
    let for_all = said("每班人数减到1人（每一班都减）").action().unwrap();
    for (action, of_cell, of_post) in [(lowered, Some(1), 2), (for_all, None, 1)] {
        let mut session = session.clone();
        act(&mut session, action);
        let doc = session.document();
        let seats = doc.duties.iter().find_map(|(_, duty)| duty.seats);
        assert_eq!((seats, doc.posts.get(&patrol).unwrap().people()), (of_cell, of_post));
        assert!(filled(doc, order(1)).lacks.is_empty());
    }
    act(&mut session, set((cell, DutyField::Seats(Some(0)))));
    let filled = filled(session.document(), order(1));
    assert!(filled.lacks.is_empty() && !filled.changed.contains_key(&cell));
}

/// What hangs on the wall already stays where only the gaps are asked for.
#[test]
fn only_the_gaps_are_filled_where_that_is_asked() {
    let (mut session, _, patrol) = patrol(12, 6);
    let first = filled(session.document(), order(6));
    take(&mut session, &first);
    let gap = DutyId { day: after(3), post: patrol, shift: DutyShift::Day };
    let was = session.document().duties.get(&gap).unwrap().persons.clone();
    act(&mut session, set((gap, DutyField::Persons(vec![was[0]]))));
    // With twelve more to share it, more would change.
    for place in 0..12 {
        member(&mut session, &format!("新人{place}"));
    }
    let doc = session.document();
    assert!(1 < filled(doc, order(6)).changed.len());
    let gaps = filled(doc, Order { gaps: true, ..order(6) });
    assert_eq!(gaps.changed.keys().collect::<Vec<_>>(), [&gap]);
    let now = &gaps.changed[&gap];
    assert_eq!((now.len(), now.contains(&was[0])), (2, true));
}

#[test]
fn a_rota_is_filled_in_one_step_and_taken_back_as_one() {
    let (mut session, ..) = patrol(12, 6);
    let filled = filled(session.document(), order(6));
    let done = act(&mut session, Action::Team(TeamAction::FillRota(filled.changed)));
    assert_eq!(done.verb, "自动排班 2月6日至2月11日 12班");
    assert_eq!(session.document().duties.len(), 12);
    session.undo(morning()).unwrap();
    assert!(session.document().duties.is_empty());
}

#[test]
fn the_same_rota_comes_every_time_and_from_any_thread() {
    let session = by_chance(&mut Dice(3), 8);
    let doc = session.document().clone();
    let once = filled(&doc, order(8)).changed;
    let beside =
        std::thread::scope(|scope| scope.spawn(|| filled(&doc, order(8)).changed).join().unwrap());
    assert_eq!(once, beside);
}

#[test]
fn whoever_stops_it_gets_a_rota_that_breaks_nothing() {
    for most in [1_u32, 3, 20] {
        let mut session = by_chance(&mut Dice(9), 8);
        let filled = filled_within(session.document(), order(8), most);
        take(&mut session, &filled);
        let hard = ["D1", "D2", "D3", "D5", "D11", "D12", "D14", "D18"];
        let findings = review(session.document(), day());
        let of_solver = |finding: &&shousui::rules::Finding| match &finding.about {
            RecordId::Duty(cell) => {
                hard.contains(&finding.rule.code) && filled.changed.contains_key(cell)
            }
            _ => false,
        };
        let broken: Vec<String> =
            findings.iter().filter(of_solver).map(|one| one.breach.sentence()).collect();
        assert!(broken.is_empty(), "{most}: {broken:?}");
    }
}

#[test]
fn what_cannot_be_filled_says_why_and_the_first_offer_makes_it_possible() {
    let (mut session, people, post) = patrol(6, 3);
    // Two seats by day and by night, three days, and half of them away.
    for one in &people[..3] {
        let leave = Leave { from: after(1), to: after(3) };
        act(&mut session, set((*one, PersonField::Leaves(vec![leave]))));
    }
    let first = filled(session.document(), order(3));
    assert!(!first.lacks.is_empty());
    let lack = &first.lacks[0];
    assert_eq!(lack.lack.cell.post, post);
    assert!(!lack.because.is_empty());
    let offer = lack.offers.iter().find(|offer| offer.action().is_some()).unwrap();
    act(&mut session, offer.action().unwrap());
    let then = filled(session.document(), order(3));
    assert!(then.lacks.len() < first.lacks.len(), "{}: {:?}", offer.words, then.lacks);
}

#[test]
fn reasons_beyond_the_first_are_looked_for_when_somebody_asks() {
    let (mut session, people, _) = patrol(6, 8);
    for one in &people[..4] {
        let leave = Leave { from: after(1), to: after(8) };
        act(&mut session, set((*one, PersonField::Leaves(vec![leave]))));
    }
    let filled = filled(session.document(), order(8));
    assert!(filled.lacks[0].is_explained && !filled.lacks[0].because.is_empty());
    let last = filled.lacks.last().unwrap();
    assert!(!last.is_explained && last.because_words().is_empty(), "{last:?}");
    let explained = filled.explained(&last.unmet, &mut || true).unwrap();
    assert_eq!((&explained.lack, explained.is_explained), (&last.lack, true));
    assert!(!explained.because.is_empty(), "{explained:?}");
}

/// Seasons one after the other, each with what came before it.
#[test]
fn nobody_has_new_years_eve_twice_while_somebody_able_never_had_it() {
    let (mut session, people, _) = patrol(14, 16);
    let first = NaiveDate::from_ymd_opt(2027, 1, 30).unwrap();
    let mut seasons: Vec<Document> = Vec::new();
    let mut eves: BTreeMap<PersonId, usize> = BTreeMap::new();
    for years in 0..3 {
        let (from, to) = shousui::rules::calendar::season(2027 + years, LittleYear::North).unwrap();
        act(&mut session, set((Only, SeasonField::Year(2027 + years))));
        act(&mut session, set((Only, SeasonField::First(Some(from)))));
        act(&mut session, set((Only, SeasonField::Last(Some(to)))));
        let doc = session.document();
        let mut earlier = BTreeMap::new();
        for season in &seasons {
            Earlier::of(doc, season).add_to(doc, &mut earlier);
        }
        let now = first.and_hms_opt(0, 0, 0).unwrap();
        let filling = Filling::of(doc, Order { from, to, earlier, gaps: false }, now);
        let filled = filling.in_short().solved(|_, _| true).unwrap();
        assert!(filled.lacks.is_empty());
        for (cell, persons) in &filled.changed {
            if big_day(cell.day, LittleYear::North) == Some(BigDay::Eve) {
                for person in persons {
                    *eves.entry(*person).or_default() += 1;
                }
            }
        }
        let after = filled.filling.applied(&filled.changed);
        let mine = after.profile();
        let all: Vec<u32> = borne(&after, &mine)
            .values()
            .filter_map(|borne| borne.get(&Share::Shifts).copied())
            .collect();
        assert!(all.iter().max().unwrap() - all.iter().min().unwrap() <= 1, "{all:?}");
        seasons.push(after);
    }
    // Four have it each year, twelve of fourteen in three.
    assert_eq!(eves.values().max(), Some(&1), "{eves:?}");
    assert_eq!((eves.len(), people.len()), (12, 14));
}

#[test]
fn people_of_earlier_files_are_told_by_name_and_telephone_and_asked_of_once() {
    let mut there = empty(2);
    season(&mut there, 3);
    let known = member(&mut there, "柴有田");
    let unsure = member(&mut there, "苗小满");
    let gone = member(&mut there, "温禾生");
    act(&mut there, set((known, PersonField::Phone("8301".to_owned()))));
    let post = post(&mut there, shifts("巡查员", &[DutyShift::Day], 3));
    let cell = DutyId { day: after(1), post, shift: DutyShift::Day };
    act(&mut there, set((cell, DutyField::Persons(vec![known, unsure, gone]))));
    let mut here = empty(1);
    season(&mut here, 3);
    let same = member(&mut here, "柴有田");
    act(&mut here, set((same, PersonField::Mobile("8301".to_owned()))));
    let other = member(&mut here, "苗小满");
    let earlier = Earlier::of(here.document(), there.document());
    let asked: Vec<(&str, &[PersonId])> =
        earlier.unsure().into_iter().map(|(_, name, some)| (name, some)).collect();
    assert_eq!(asked, [("苗小满", &[other][..])]);
    assert_eq!(earlier.gone(), ["温禾生"]);
    let mut all = BTreeMap::new();
    earlier.add_to(here.document(), &mut all);
    assert_eq!(all.keys().copied().collect::<Vec<_>>(), [same]);
    // Said once, it is known from then on.
    let said = remember(here.document(), unsure, other).unwrap();
    act(&mut here, said);
    let earlier = Earlier::of(here.document(), there.document());
    assert!(earlier.unsure().is_empty());
    let mut all = BTreeMap::new();
    earlier.add_to(here.document(), &mut all);
    assert_eq!(all.len(), 2);
}

/// A patrol of people who all may have every shift, one by day.
fn small_patrol(names: &[&str], days: usize) -> (Session, Vec<PersonId>, PostId) {
    let mut session = empty(1);
    season(&mut session, days);
    let people = names.iter().map(|name| member(&mut session, name)).collect();
    let post = post(&mut session, shifts("巡查员", &[DutyShift::Day], 1));
    (session, people, post)
}

/// One 除夕 weighs more than all other big days: whoever had it is not given it again for having had fewer of
/// the others.
#[test]
fn of_few_people_nobody_has_new_years_eve_twice_running() {
    let eve = NaiveDate::from_ymd_opt(2027, 2, 5).unwrap();
    let (session, people, post) = small_patrol(&["甲一", "乙二"], 5);
    let had = [(Share::Big(BigDay::Eve), 1), (Share::Big(BigDay::FirstThree), 3)];
    let earlier = BTreeMap::from([(people[0], BTreeMap::from(had))]);
    let to = eve + Days::new(3);
    let now = (eve - Days::new(9)).and_hms_opt(8, 0, 0).unwrap();
    let order = Order { from: eve, to, earlier, gaps: false };
    let filling = Filling::of(session.document(), order, now);
    let filled = filling.in_short().solved(|_, _| true).unwrap();
    let cell = DutyId { day: eve, post, shift: DutyShift::Day };
    assert_eq!(filled.changed[&cell], [people[1]]);
}

#[test]
fn whoever_is_new_is_taken_to_have_borne_what_their_peers_did() {
    let (mut there, people, post) = small_patrol(&["甲一", "乙二"], 9);
    for days in 1..=9 {
        let cell = DutyId { day: after(days), post, shift: DutyShift::Day };
        act(&mut there, set((cell, DutyField::Persons(vec![people[days % 2]]))));
    }
    let mut here = there.clone();
    let new = member(&mut here, "丙三");
    let mut all = BTreeMap::new();
    Earlier::of(here.document(), there.document()).add_to(here.document(), &mut all);
    let shifts = |one: PersonId| all.get(&one).and_then(|borne| borne.get(&Share::Shifts)).copied();
    assert_eq!((shifts(people[0]), shifts(people[1]), shifts(new)), (Some(4), Some(5), Some(4)));
    let big = all[&new].keys().any(|share| matches!(share, Share::Big(_)));
    assert!(!big, "{all:?}");
}

/// Who was to be trained last week and was not is put nowhere where training is asked for.
#[test]
fn a_training_that_should_have_been_by_now_is_none() {
    let mut session = empty(1);
    season(&mut session, 3);
    let people = [member(&mut session, "甲一")];
    let rescue = Post {
        group: Some(Group::FireFirst),
        ..shifts("初起火灾处置", &[DutyShift::Day], 1)
    };
    let rescue = post(&mut session, rescue);
    let group = |group| Membership {
        standing: Standing::Member,
        squad: String::new(),
        group,
        role: Role::Member,
    };
    let of_group = Some(group(Group::FireFirst));
    act(&mut session, set((people[0], PersonField::Membership(of_group))));
    let seated = |session: &Session| {
        let filled = filled(session.document(), order(3));
        filled.changed.keys().filter(|cell| cell.post == rescue).count()
    };
    for (planned, expected) in [(after(0), 3), (after(2), 2)] {
        let planned = Some(Training::Planned(planned));
        act(&mut session, set((people[0], PersonField::Training(planned))));
        assert_eq!(seated(&session), expected, "{planned:?}");
    }
    let missed = day().pred_opt().map(Training::Planned);
    act(&mut session, set((people[0], PersonField::Training(missed))));
    assert_eq!(seated(&session), 0);
}

/// Whoever is held in a shift by hand brings their crew along.
#[test]
fn a_crew_joins_whoever_of_it_is_held_by_hand() {
    let mut session = empty(1);
    season(&mut session, 1);
    let people: Vec<PersonId> =
        ["甲一", "乙二", "丙三"].iter().map(|name| member(&mut session, name)).collect();
    let post = post(&mut session, shifts("巡查员", &[DutyShift::Day], 3));
    let pairing = Pairing {
        name: "甲班".to_owned(),
        tie: Some(Tie::Crew),
        people: people.clone(),
        ..Pairing::default()
    };
    act(&mut session, Action::Add(NewRecord::Pairing(pairing)));
    let cell = DutyId { day: after(1), post, shift: DutyShift::Day };
    act(&mut session, set((cell, DutyField::Persons(vec![people[1]]))));
    let filled = filled(session.document(), order(1));
    let mut there = filled.changed[&cell].clone();
    there.sort_unstable();
    assert_eq!(there, people);
}
