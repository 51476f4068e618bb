//! Whether each post that a card asks for has somebody at every hour, and somebody who stands in.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::survey::{By, Survey, Surveyed, Turn, steps, there};
use super::told::{Faults, needs_words};
use super::{PlanCase, SOURCE, exam};
use crate::model::danger::Doer;
use crate::model::duty::DutyId;
use crate::model::id::{PersonId, PostId};
use crate::model::people::{Person, PersonKey, Post, PostKey};
use crate::model::{Cell, Document, RecordId};
use crate::rules::duty::Burden;
use crate::rules::{Breach, Found, Rule, Weight, doubt, matrix};

pub(super) const RULES: &[Rule] = &[
    exam(("K1", "卡上的岗位每个钟点都有人"), SOURCE, Weight::Due, unmanned),
    exam(("K2", "卡上的岗位夜里也有班次"), SOURCE, Weight::Hint, without_shift),
    exam(("K3", "有A角、B角替补，替补不在请假、打得通"), SOURCE, Weight::Due, without_deputy),
    exam(("K4", "步骤对应到岗位，找得到人"), SOURCE, Weight::Due, without_post),
];

/// Where a turn is looked at: its shift, else its post.
pub(super) fn about(post: &Surveyed<'_>, turn: &Turn<'_>) -> RecordId {
    turn.cell.map_or(RecordId::Post(post.id), RecordId::Duty)
}

/// Who fits a shift best, looked for only where somebody is missing.
#[derive(Debug)]
pub(super) struct Relief<'a> {
    doc: &'a Document,
    burden: OnceCell<Burden>,
}

impl<'a> Relief<'a> {
    pub(super) fn of(doc: &'a Document) -> Self {
        Self { doc, burden: OnceCell::new() }
    }

    /// 2月10日夜班可排蔺冬生（B角 已排3班）: the smallest change that mends a shift.
    pub(super) fn words(&self, cell: DutyId, without: &[PersonId]) -> String {
        let doc = self.doc;
        if doc.posts.get(&cell.post).is_some_and(|post| post.official) {
            return "请按矿办正式表录入".to_owned();
        }
        let burden = self.burden.get_or_init(|| Burden::of(doc));
        let persons = doc.duties.get(&cell).map(|duty| duty.persons.as_slice());
        let present = persons.unwrap_or_default().iter().filter(|one| !without.contains(one));
        let present: Vec<PersonId> = present.copied().collect();
        let fits = burden.ranked(doc, cell, &present).into_iter();
        let mut fits = fits.filter(|fit| fit.against.is_empty() && !without.contains(&fit.person));
        match fits.find(|fit| !present.contains(&fit.person)) {
            Some(fit) => {
                let (name, words) = (doc.person_name(fit.person), fit.words(doc, cell));
                let words = if words.is_empty() { words } else { format!("（{words}）") };
                let (day, shift) = (cell.day.format("%-m月%-d日"), cell.shift.word());
                format!("{day}{shift}可排{name}{words}")
            }
            None => "没有完全合适的人，请在排班里看谁能调开".to_owned(),
        }
    }
}

/// Whether a post has a telephone that can be one.
pub(super) fn has_line(doc: &Document, id: PostId, post: &Post) -> bool {
    !post.phone.trim().is_empty() && doubt(doc, &Cell::Post(id, PostKey::Phone)).is_none()
}

/// Whether somebody can be called: by a number of their own, or of the post they sit at.
pub(super) fn is_reachable(doc: &Document, id: PersonId, person: &Person) -> bool {
    let own = [(&person.mobile, PersonKey::Mobile), (&person.phone, PersonKey::Phone)];
    own.into_iter().any(|(number, key)| {
        !number.trim().is_empty() && doubt(doc, &Cell::Person(id, key)).is_none()
    })
}

/// What keeps A角 and B角 from standing in on a day: 没有定B角, A角亢宝庆请假.
fn deputies_words(doc: &Document, post: &Surveyed<'_>, day: NaiveDate) -> String {
    let (primary, backup) = (post.post.primary, post.post.backup);
    if primary.is_none() && backup.is_none() {
        return "没有定A角、B角".to_owned();
    }
    let one = |part: &str, id: Option<PersonId>| {
        let Some(id) = id else { return Some(format!("没有定{part}")) };
        let name = doc.person_name(id);
        match doc.persons.get(&id) {
            None => Some(format!("{part}{name}已不在册")),
            Some(person) if person.is_away(day) => Some(format!("{part}{name}请假")),
            Some(person) if !is_reachable(doc, id, person) => {
                Some(format!("{part}{name}没有打得通的电话"))
            }
            Some(_) => None,
        }
    };
    let both_same = primary.is_some() && primary == backup;
    let second =
        if both_same { Some("A角、B角是同一人".to_owned()) } else { one("B角", backup) };
    let words: Vec<String> = [one("A角", primary), second].into_iter().flatten().collect();
    words.join("，")
}

/// Why those who have a shift are not there: 排的石有年请假.
fn absence_words(doc: &Document, holders: &[PersonId]) -> String {
    let (away, gone): (Vec<PersonId>, Vec<PersonId>) =
        holders.iter().partition(|one| doc.persons.get(one).is_some());
    let told = [(away, "请假"), (gone, "已不在册")];
    let told = told.into_iter().filter(|(people, _)| !people.is_empty());
    let told = told.map(|(people, why)| format!("{}{why}", doc.person_names(&people)));
    format!("排的{}", told.collect::<Vec<_>>().join("，"))
}

fn unmanned(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let mut found = if survey.is_made { Vec::new() } else { unmade(survey) };
    let (mut faults, relief) = (Faults::of(doc).at_changes(), &case.relief);
    for post in &survey.posts {
        for turn in post.turns.iter().filter(|turn| turn.present.is_empty()) {
            if turn.by == By::Rota && !survey.is_made {
                continue;
            }
            let deputies = deputies_words(doc, post, turn.day());
            let what = match (turn.by, turn.holders.as_slice()) {
                (By::Standing | By::Called, _) => format!("没有人：{deputies}"),
                (By::Rota, []) if deputies.is_empty() => "没有人在岗".to_owned(),
                (By::Rota, []) => format!("没有人在岗，{deputies}"),
                (By::Rota, holders) => format!("没有人在岗，{}", absence_words(doc, holders)),
            };
            let remedy = || match turn.cell {
                Some(cell) => relief.words(cell, &turn.holders),
                None => "请另定一人，或者调开其中一人的假".to_owned(),
            };
            faults.note((post, turn.span), what, about(post, turn), || {
                (post.needs.clone(), remedy())
            });
        }
    }
    found.extend(faults.found());
    Some(found)
}

/// Before anybody made a rota there is one thing to do, not one a post.
fn unmade(survey: &Survey<'_>) -> Found {
    let rostered = survey.posts.iter().filter(|post| post.is_rostered());
    let posts: Vec<&Surveyed<'_>> = rostered.collect();
    let cell = posts.iter().find_map(|post| post.turns.iter().find_map(|turn| turn.cell));
    let words = format!("排班表还是空的，处置卡上{}个岗位都没有人在岗", posts.len());
    cell.map(|cell| (RecordId::Duty(cell), words.into())).into_iter().collect()
}

/// Hours in which a post has no shift, and A角 or B角 would have to be called.
fn without_shift(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let mut faults = Faults::of(doc);
    for post in &survey.posts {
        for turn in post.turns.iter().filter(|turn| turn.by == By::Called) {
            let Some((id, _)) = turn.present.first().copied() else { continue };
            let what = format!("没有班次，要打电话叫{}", doc.person_name(id));
            let more = || (post.needs.clone(), "请在岗位里加班次，或者写明夜里谁代".to_owned());
            faults.note((post, turn.span), what, RecordId::Post(post.id), more);
        }
    }
    Some(faults.found())
}

/// Hours in which neither A角 nor B角 could come if whoever holds the post cannot. Two who are at
/// a post stand in for each other; somebody else answers for a rota that is only copied.
fn without_deputy(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let mut faults = Faults::of(doc);
    for post in survey.posts.iter().filter(|post| !post.post.official) {
        for turn in &post.turns {
            if turn.present.len() != 1 {
                continue;
            }
            let others = post.deputies().filter(|one| !turn.holders.contains(one));
            let mut others = there(doc, others, turn.day());
            if others.any(|(id, person)| is_reachable(doc, id, person)) {
                continue;
            }
            let holder = doc.person_names(&turn.holders);
            let why = deputies_words(doc, post, turn.day());
            let what = format!("只有{holder}一人，没有替补（{why}）");
            let more = || (post.needs.clone(), "请在岗位里另定替补".to_owned());
            faults.note((post, turn.span), what, RecordId::Post(post.id), more);
        }
    }
    case.of_rota(faults.found())
}

/// Cards of which no post takes the lead, steps for a member or an electrician without a post, and those whose post is gone. Whoever
/// holds a post where it happens, as the driver of the car, is there and needs no rota.
fn without_post(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.with_cards()?;
    let mut found = Vec::new();
    for (code, card) in doc.cards.iter() {
        let of_card = || steps(doc).filter(|need| need.code == code);
        let gone = of_card()
            .filter(|need| need.step.post.is_some_and(|post| doc.posts.get(&post).is_none()));
        let unsaid = of_card().filter(|need| {
            let asks = matches!(need.step.by, Some(Doer::Member | Doer::Electrician));
            need.step.post.is_none() && asks
        });
        let (gone, unsaid): (Vec<_>, Vec<_>) = (gone.collect(), unsaid.collect());
        let told = [
            (gone, "对应的岗位已经删除", "请另选岗位"),
            (unsaid, "要由队员或电工做，没有对应岗位", "请选一个岗位，排班表上才找得到人"),
        ];
        for (needs, what, remedy) in told {
            if !needs.is_empty() {
                let words = format!("{}{what}；{remedy}", needs_words(&needs));
                found.push((RecordId::Card(code.clone()), Breach::of(card.title.trim(), words)));
            }
        }
        if !doc.posts.is_empty() && matrix::lead(doc, code, card).is_none() {
            let words = "没有主责岗位；请选一个";
            found.push((RecordId::Card(code.clone()), Breach::of(card.title.trim(), words)));
        }
    }
    Some(found)
}
