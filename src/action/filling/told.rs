//! What comes of a filled rota, in words: who gains and who loses, what is missing, and what does
//! not go together there.

use std::collections::BTreeMap;

use super::{Filling, Reason, skill_of};
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::rota::RotaRule;
use crate::rostering::{self, Objection, Part, Score, Unmet, Why};
use crate::rules::duty::{Borne, UNAIDED, borne, cell_words, evenness, peers};

/// How somebody's rota changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// Who.
    pub person: PersonId,
    /// What they bear now.
    pub before: Borne,
    /// What they would bear.
    pub after: Borne,
    /// What they bore in earlier seasons, as far as those count.
    pub earlier: Borne,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The cell it is about.
    pub cell: DutyId,
    /// 还差1人.
    pub what: String,
    /// 2月5日 夜班 巡查员：还差1人.
    pub words: String,
}

impl Filling {
    /// What everybody whose shifts are shared out bears now and would bear, leaders left out, and
    /// how even that is together with the earlier seasons that count.
    pub(super) fn gains(&self, cells: &BTreeMap<DutyId, Vec<PersonId>>) -> (Vec<Gain>, (u32, u32)) {
        let (doc, mine) = (&self.doc, self.doc.profile());
        let (before, after) = (borne(doc, &mine), borne(&self.applied(cells), &mine));
        let people = peers(doc).into_iter().flat_map(|group| group.people);
        let gains = people.map(|person| Gain {
            person,
            before: before.get(&person).cloned().unwrap_or_default(),
            after: after.get(&person).cloned().unwrap_or_default(),
            earlier: self.order.earlier.get(&person).cloned().unwrap_or_default(),
        });
        let gains = gains.collect();
        let even = |season: BTreeMap<PersonId, Borne>| {
            let mut all = season;
            for (person, borne) in &self.order.earlier {
                let sum = all.entry(*person).or_default();
                for (share, count) in borne {
                    *sum.entry(*share).or_default() += count;
                }
            }
            evenness(doc, &all)
        };
        (gains, (even(before), even(after)))
    }

    /// What is missing, as a sentence.
    pub fn lack(&self, unmet: &Unmet) -> Option<Lack> {
        match unmet {
            Unmet::Seats { cell, missing, skills } => {
                let cell = self.cell(*cell)?;
                let skills: Vec<&str> =
                    skills.iter().filter_map(|one| skill_of(*one)).map(|one| one.word()).collect();
                let what = if skills.is_empty() {
                    format!("还差{missing}人")
                } else {
                    format!("还差{missing}人，要有{}证的", skills.join("、"))
                };
                let words = format!("{}：{what}", cell_words(&self.doc, &cell));
                Some(Lack { cell, what, words })
            }
            Unmet::Cover { cover, .. } => {
                let cell = self.covered(*cover)?;
                let (day, shift) = (cell.day.format("%-m月%-d日"), cell.shift.word());
                let words = format!("{day} {shift}：{UNAIDED}");
                Some(Lack { cell, what: UNAIDED.to_owned(), words })
            }
        }
    }

    /// The first cell of ours in a shift that somebody with a certificate must be in.
    pub(super) fn covered(&self, cover: usize) -> Option<DutyId> {
        let cells = &self.problem.covers.get(cover)?.cells;
        // The shift meant is the shortest of them: those that hold it are longer.
        let cells = cells.iter().filter_map(|place| self.cell(*place));
        cells.min_by_key(|cell| (cell.shift.hours_long(), *cell))
    }

    /// What takes part in a conflict, as a sentence.
    pub fn part_words(&self, part: Part) -> Option<String> {
        let words = |cell: usize| self.cell(cell).map(|cell| cell_words(&self.doc, &cell));
        let name = |person: usize| self.person(person).map(|one| self.doc.person_name(one));
        let rule = |rule: RotaRule| self.rule_words(rule);
        Some(match part {
            Part::Seats(cell) => {
                let seats = self.problem.cells.get(cell)?.seats;
                format!("{}要{seats}人", words(cell)?)
            }
            Part::Skill { cell, skill } => {
                format!("{}要有人持{}证", words(cell)?, skill_of(skill)?.word())
            }
            Part::Cover(cover) => {
                let cell = self.covered(cover)?;
                let (day, shift) = (cell.day.format("%-m月%-d日"), cell.shift.word());
                format!("{day} {shift}要有人持救护证")
            }
            Part::Tag(tag) => self.reason_words(*self.reasons.get(tag)?),
            Part::Held { person, cell } => format!("{}已排定{}", name(person)?, words(cell)?),
            Part::Once => "同一时间不排两个岗".to_owned(),
            Part::Rest => {
                let said = |rule: &RotaRule| self.doc.profile().rota_rule(*rule).is_some();
                let both = [RotaRule::Rest, RotaRule::AfterNight];
                both.into_iter().filter(said).map(rule).collect::<Vec<_>>().join("，")
            }
            Part::Row => rule(RotaRule::Row),
            Part::Seven => rule(RotaRule::Week),
            Part::Apart(_) => RotaRule::Apart.word().to_owned(),
            Part::Pair(pair) => {
                let pair = self.problem.pairs.get(pair)?;
                format!("{}与{}不排在同一班", name(pair.one)?, name(pair.other)?)
            }
            Part::Crew(crew) => {
                let crew = self.problem.crews.get(crew)?;
                let names: Vec<&str> = crew.people.iter().filter_map(|one| name(*one)).collect();
                format!("{}要排在同一班", names.join("、"))
            }
        })
    }

    /// 两班之间休息至少8小时.
    fn rule_words(&self, rule: RotaRule) -> String {
        let number = self.doc.profile().rota_rule(rule);
        match rule.measure().zip(number) {
            Some(((before, unit), number)) => format!("{before}{number}{unit}"),
            None => rule.word().to_owned(),
        }
    }

    pub(super) fn reason_words(&self, reason: Reason) -> String {
        let doc = &self.doc;
        let name = |person: PersonId| doc.person_name(person).to_owned();
        match reason {
            Reason::Pool(post) => {
                let count = crate::rules::duty::pool(doc, post).len();
                format!("{}可排的只有{count}人", doc.post_name(Some(post)))
            }
            Reason::Sex(post) => format!("{}限定性别", doc.post_name(Some(post))),
            Reason::Leave(person, from) => {
                let leaves = doc.persons.get(&person).map(|one| one.leaves.as_slice());
                let leave = leaves.unwrap_or_default().iter().find(|leave| leave.from == from);
                let to = leave.map_or(from, |leave| leave.to);
                let (from, to) = (from.format("%-m月%-d日"), to.format("%-m月%-d日"));
                format!("{}{from}至{to}请假", name(person))
            }
            Reason::Nights(person) => format!("{}不排夜班", name(person)),
            Reason::Untrained(person) => format!("{}还没有培训合格", name(person)),
            Reason::Travel(person) => format!("{}返乡通勤，休假前后不排", name(person)),
        }
    }

    /// Why each of a cell's people is there and not one of those others: who, instead of whom, and
    /// the words for it. As the workbook stands.
    pub fn reasons(&self, cell: DutyId, others: &[PersonId]) -> Vec<(PersonId, PersonId, String)> {
        let Some(place) = self.place_of(cell) else { return Vec::new() };
        let now: Vec<Vec<usize>> = self.problem.cells.iter().map(people_of).collect();
        let people = now.get(place).cloned().unwrap_or_default();
        let mut told = Vec::new();
        for person in &people {
            for other in others.iter().filter_map(|one| self.place_of_person(*one)) {
                let pair = self.person(*person).zip(self.person(other));
                let Some((who, instead)) = pair.filter(|_| !people.contains(&other)) else {
                    continue;
                };
                let why = rostering::why(&self.problem, &now, place, (*person, other));
                told.push((who, instead, self.why_words(&why)));
            }
        }
        told
    }

    fn why_words(&self, why: &Why) -> String {
        match why {
            Why::Barred(objections) => {
                let words = objections.iter().filter_map(|one| self.objection_words(*one));
                words.collect::<Vec<_>>().join("，")
            }
            Why::Score { before, after } => Self::worse_words(before, after),
        }
    }

    /// What would be worse, or better, if another had it; the heaviest that differs.
    fn worse_words(before: &Score, after: &Score) -> String {
        let told = |was: u64, is: u64, worse: &str, better: &str| {
            (was != is).then(|| if was < is { worse.to_owned() } else { better.to_owned() })
        };
        let unmet = told(before.unmet, after.unmet, "换他会有班排不满", "换他能多排满一处");
        let tiers = before.tiers.iter().zip(&after.tiers).zip(TIERS);
        let tiers = tiers.filter_map(|((was, is), (worse, better))| told(*was, *is, worse, better));
        let wishes = told(before.wishes, after.wishes, "换他就照顾不到意愿", "换他更合意愿");
        let first = unmet.into_iter().chain(tiers).chain(wishes).next();
        first.unwrap_or_else(|| "换他一样，不必动".to_owned())
    }

    /// Why somebody is not in a cell, as words after the name.
    pub fn objection_words(&self, objection: Objection) -> Option<String> {
        let words = |cell: usize| self.cell(cell).map(|cell| cell_words(&self.doc, &cell));
        let name = |person: usize| self.person(person).map(|one| self.doc.person_name(one));
        Some(match objection {
            Objection::There => "已经在这一班".to_owned(),
            Objection::Tag(tag) => match *self.reasons.get(tag)? {
                Reason::Pool(post) => format!("不在{}的可排人员里", self.doc.post_name(Some(post))),
                Reason::Sex(_) => "本岗限定性别".to_owned(),
                Reason::Leave(..) => "请假".to_owned(),
                Reason::Nights(_) => "不排夜班".to_owned(),
                Reason::Untrained(_) => "还没有培训合格".to_owned(),
                Reason::Travel(_) => "返乡通勤，休假前后不排".to_owned(),
            },
            Objection::Clash(cell) => format!("同时排在{}", words(cell)?),
            Objection::Rest(cell) => format!("与{}之间休息不够", words(cell)?),
            Objection::Apart(cell) => format!("同一天已任{}，不兼任", words(cell)?),
            Objection::Row => format!("{}，再排就超过", self.rule_words(RotaRule::Row)),
            Objection::Seven => format!("{}，再排就超过", self.rule_words(RotaRule::Week)),
            Objection::Pair(other) => format!("与{}不排在同一班", name(other)?),
            Objection::Crew(_) => "要和搭班的人排在同一班".to_owned(),
            Objection::Skill(skill) => {
                format!("没有{}证，最后一个位置要留给持证的", skill_of(skill)?.word())
            }
            Objection::Full => "这一班已排满".to_owned(),
        })
    }
}

/// What is said of each tier where another would bear it, as worse and as better.
const TIERS: [(&str, &str); 5] = [
    ("换他总班数更不均", "换他总班数更均"),
    ("换他夜班更不均", "换他夜班更均"),
    ("换他除夕、初一等大日子更不均", "换他大日子更均"),
    ("换他周末更不均", "换他周末更均"),
    ("换他备班更不均", "换他备班更均"),
];

/// Who is in a cell as it stands.
fn people_of(cell: &rostering::Cell) -> Vec<usize> {
    cell.held.iter().chain(&cell.present).copied().collect()
}
