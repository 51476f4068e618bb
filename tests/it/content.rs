//! What the shipped content says: cards, items, phrases, chapters, telephones, posts, the sample.
//! The rows hold what a review by safety specialists asked for: the place, words that stand and words that must
//! not.

mod added;
mod articles;
mod corrections;
mod dangers;
mod dwelling;
mod measures;
mod nobody;
mod offered;
mod red_pen;
mod renewed;
mod replaced;
mod sources;
mod trade;
mod typed;

use serde::Deserialize;
use shousui::model::danger::{Danger, Doer};

#[derive(Debug, Deserialize)]
struct Card {
    code: String,
    title: String,
    places: String,
    risk: String,
    signs: String,
    steps: Vec<Step>,
    forbidden: Vec<String>,
    retreat: Vec<String>,
    calls: Vec<String>,
    kit: String,
    basis: String,
}

#[derive(Debug, Deserialize)]
struct Step {
    who: String,
    what: String,
    by: Doer,
    #[serde(default)]
    near: Vec<Danger>,
}

#[derive(Debug, Deserialize)]
struct Item {
    code: String,
    words: String,
    brief: String,
    how: String,
    basis: String,
    grades: Vec<Class>,
    judge: Judge,
    #[serde(default)]
    near: Vec<Danger>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Class {
    A,
    B,
    C,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Judge {
    Member,
    Electrician,
    PostHolder,
}

#[derive(Debug, Deserialize)]
struct Phrase {
    words: String,
    measure: String,
    item: String,
    days: Option<u32>,
    class: Class,
}

#[derive(Debug, Deserialize)]
struct Chapter {
    words: String,
}

#[derive(Debug, Deserialize)]
struct Phone {
    name: String,
    number: String,
    note: String,
}

#[derive(Debug, Deserialize)]
struct Post {
    name: String,
    duties: String,
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    ron::from_str(text).unwrap()
}

fn cards() -> Vec<Card> {
    read(include_str!("../../assets/book/cards.ron"))
}

fn items() -> Vec<Item> {
    read(include_str!("../../assets/book/items.ron"))
}

fn phrases() -> Vec<Phrase> {
    read(include_str!("../../assets/book/phrases.ron"))
}

fn chapters() -> Vec<Chapter> {
    read(include_str!("../../assets/book/chapters.ron"))
}

fn phones() -> Vec<Phone> {
    read(include_str!("../../assets/book/phones.ron"))
}

fn posts() -> Vec<Post> {
    read(include_str!("../../assets/book/posts.ron"))
}

impl Card {
    /// Each sentence with the part it stands in.
    fn lines(&self) -> Vec<String> {
        let steps = self.steps.iter().enumerate();
        let steps = steps.map(|(at, step)| format!("{}步 {}：{}", at + 1, step.who, step.what));
        let named = |name: &'static str, list: &[String]| -> Vec<String> {
            list.iter().map(|one| format!("{name}：{one}")).collect()
        };
        let single = [&self.title, &self.places, &self.risk, &self.signs, &self.kit];
        let single = single.into_iter().cloned().chain([format!("依据：{}", self.basis)]);
        let lists = [
            named("严禁", &self.forbidden),
            named("撤离", &self.retreat),
            named("电话", &self.calls),
        ];
        single.chain(steps).chain(lists.concat()).collect()
    }
}

impl Item {
    fn base(&self) -> &str {
        self.code.split('.').next().unwrap()
    }

    fn line(&self) -> String {
        format!(
            "{}｜{}｜{}｜{}｜{:?}｜{:?}",
            self.words, self.brief, self.how, self.basis, self.grades, self.judge
        )
    }
}

impl Phrase {
    fn line(&self) -> String {
        let days = self.days.map(|days| days.to_string()).unwrap_or_default();
        format!("{}｜{}｜{:?}｜{days}", self.words, self.measure, self.class)
    }
}

/// Everything the content says, a name and its words: `E02`, `F20`, `话 Q32`, `章`, `电话`, `岗`, `样`.
fn everything() -> Vec<(String, String)> {
    let cards = cards();
    let cards = cards.iter().map(|card| (card.code.clone(), card.lines().join("\n")));
    let items = items();
    let items = items.iter().map(|item| (item.base().to_owned(), item.line()));
    let phrases = phrases();
    let phrases = phrases.iter().map(|one| (format!("话 {}", one.item), one.line()));
    let chapters = chapters();
    let chapters = chapters.iter().map(|one| ("章".to_owned(), one.words.clone()));
    let phones = phones();
    let phones = phones
        .iter()
        .map(|one| ("电话".to_owned(), format!("{}{}：{}", one.name, one.number, one.note)));
    let posts = posts();
    let posts = posts.iter().map(|one| ("岗".to_owned(), format!("{}：{}", one.name, one.duties)));
    let sample = [
        include_str!("../../assets/sample/hazards.ron"),
        include_str!("../../assets/sample/logs.ron"),
        include_str!("../../assets/sample/activities.ron"),
        include_str!("../../assets/sample/services.ron"),
        include_str!("../../assets/sample/watch.ron"),
    ];
    let sample = sample.iter().flat_map(|text| text.lines());
    let sample = sample.map(|line| ("样".to_owned(), line.trim().to_owned()));
    cards
        .chain(items)
        .chain(phrases)
        .chain(chapters)
        .chain(phones)
        .chain(posts)
        .chain(sample)
        .collect()
}

/// All words of a place: of one card, one item, the phrases of an item, or one of the lists.
fn words_of(place: &str, all: &[(String, String)]) -> String {
    let found: Vec<&str> =
        all.iter().filter(|(name, _)| name == place).map(|(_, words)| words.as_str()).collect();
    assert!(!found.is_empty(), "no {place}");
    found.join("\n")
}

/// Of which finding, where, what stands there, what must not.
type Row = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// Says every row that does not hold, not only the first.
fn hold(rows: &[Row]) {
    let all = everything();
    let mut wrong = Vec::new();
    for (id, place, stand, never) in rows {
        let words = words_of(place, &all);
        let missing = stand.iter().filter(|one| !words.contains(**one));
        wrong.extend(missing.map(|one| format!("{id} {place} lacks “{one}”")));
        let still = never.iter().filter(|one| words.contains(**one));
        wrong.extend(still.map(|one| format!("{id} {place} still says “{one}”")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rota has its shifts, sheets have their rounds; no third set of words for either stands in
/// what the program says.
#[test]
fn shifts_and_rounds_have_one_set_of_words() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["assets/book", "assets/print", "assets/sample"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            texts.push((path.display().to_string(), std::fs::read_to_string(path).unwrap()));
        }
    }
    assert!(20 < texts.len());
    let rounds = shousui::model::sheet::ROUNDS;
    for (path, text) in texts {
        // 早班车 is a bus.
        let text = text.replace("早班车", "");
        for other in ["早班", "午班", "晚班", "中班"] {
            assert!(!rounds.contains(&other) && !text.contains(other), "{path}: {other}");
        }
    }
}
