//! The table: what is measured, what was to be reached, what was reached, and beside whom.

use std::time::Duration;

use crate::times::ms;

/// Says under which limits this runs, where it runs under any.
pub(crate) const LIMITS: &str = "SHOUSUI_BENCH_LIMITS";
/// Times may be so much longer under limits.
const SLOWER: u32 = 3;

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The goal is reached.
    Reached,
    /// It is not.
    Missed,
    /// There is no goal: the row is there to be compared with.
    NoGoal,
    /// It could not be measured here.
    NotMeasured,
    /// Measuring it broke down.
    Broken,
    /// The program cannot do this yet.
    NotThere,
    /// A test looks after it.
    Tested,
}

impl Verdict {
    /// Whether a goal is reached.
    pub(crate) fn of(is_reached: bool) -> Self {
        if is_reached { Self::Reached } else { Self::Missed }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Missed => "MISSED",
            Self::NoGoal => "—",
            Self::NotMeasured => "not measured here",
            Self::Broken => "BROKE DOWN",
            Self::NotThere => "还没有 not there yet",
            Self::Tested => "see the test",
        }
    }
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    what: String,
    goal: String,
    measured: String,
    peer: String,
    verdict: Verdict,
    notes: Vec<String>,
}

impl Row {
    /// A row that was measured.
    pub(crate) fn new(what: &str, goal: &str, measured: String, verdict: Verdict) -> Self {
        let (what, goal) = (what.to_owned(), goal.to_owned());
        Self { what, goal, measured, peer: String::new(), verdict, notes: Vec::new() }
    }

    /// A row that is there to be compared with.
    pub(crate) fn without_goal(what: &str, measured: String) -> Self {
        Self::new(what, "", measured, Verdict::NoGoal)
    }

    /// A row that could not be measured, and why.
    pub(crate) fn not_measured(what: &str, goal: &str, why: &str) -> Self {
        Self::new(what, goal, why.to_owned(), Verdict::NotMeasured)
    }

    /// A section that broke down half-way.
    pub(crate) fn broken(section: &str) -> Self {
        let what = format!("section {section}");
        Self::new(&what, "", "said above why".to_owned(), Verdict::Broken)
    }

    /// The same with somebody beside it.
    pub(crate) fn beside(self, peer: impl Into<String>) -> Self {
        Self { peer: peer.into(), ..self }
    }

    /// The same with something to be known of it.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// The whole table.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Row>,
    limits: Option<String>,
}

impl Table {
    pub(crate) fn new() -> Self {
        let limits = std::env::var(LIMITS).ok().filter(|words| !words.is_empty());
        Self { rows: Vec::new(), limits }
    }

    /// Adds a row, and tells whoever waits for the table.
    pub(crate) fn add(&mut self, row: Row) {
        eprintln!("  {} | {} | {}", row.what, row.measured, row.verdict.word());
        self.rows.push(row);
    }

    /// A time to be reached, as long as it may be here.
    pub(crate) fn at_most(&self, goal: Duration) -> Duration {
        if self.limits.is_some() { goal * SLOWER } else { goal }
    }

    /// The words for a time to be reached, and whether it was.
    pub(crate) fn judge(&self, goal: Duration, took: Duration) -> (String, Verdict) {
        let goal = self.at_most(goal);
        (ms(goal), Verdict::of(took <= goal))
    }

    /// A row of one time.
    pub(crate) fn row(&self, what: &str, goal: Duration, took: Duration, words: String) -> Row {
        let (goal, verdict) = self.judge(goal, took);
        Row::new(what, &goal, words, verdict)
    }

    /// The table as text, with what it was measured on.
    pub(crate) fn text(&self, samples: &str) -> String {
        let head = ["what", "goal", "measured", "peer", "verdict"].map(str::to_owned);
        let lines: Vec<[String; 5]> = std::iter::once(head)
            .chain(self.rows.iter().enumerate().map(|(place, row)| {
                let mark =
                    if row.notes.is_empty() { String::new() } else { format!(" [{}]", place + 1) };
                let [goal, peer] = [&row.goal, &row.peer].map(|words| dashed(words));
                let verdict = row.verdict.word().to_owned();
                [row.what.clone() + &mark, goal, row.measured.clone(), peer, verdict]
            }))
            .collect();
        let widths: [usize; 5] = std::array::from_fn(|column| {
            lines.iter().filter_map(|line| line.get(column)).map(|cell| width(cell)).max()
        })
        .map(Option::unwrap_or_default);
        let mut text = format!("\n{}\n{samples}\n", self.setting());
        for (place, line) in lines.iter().enumerate() {
            let cells = line.iter().zip(widths).map(|(cell, room)| padded(cell, room));
            text.extend(["| ", &cells.collect::<Vec<_>>().join(" | "), " |\n"]);
            if place == 0 {
                let rules = widths.map(|room| "-".repeat(room));
                text.extend(["| ", &rules.join(" | "), " |\n"]);
            }
        }
        text.push('\n');
        for (place, row) in self.rows.iter().enumerate() {
            for note in &row.notes {
                text.extend(["[", &(place + 1).to_string(), "] ", note, "\n"]);
            }
        }
        text
    }

    /// On what kind of machine, and under which limits.
    fn setting(&self) -> String {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let limits = self.limits.as_deref().map_or_else(
            || "no limits".to_owned(),
            |words| format!("under limits: {words}; times may be {SLOWER} times as long"),
        );
        let build = if cfg!(debug_assertions) {
            "BUILT WITHOUT OPTIMISATION: these numbers mean nothing"
        } else {
            "release build"
        };
        let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
        format!("{build}, {system} {processor}, {cores} cores, {limits}")
    }
}

fn dashed(words: &str) -> String {
    if words.is_empty() { "—".to_owned() } else { words.to_owned() }
}

/// Columns of a terminal; Chinese signs and wide punctuation take two.
fn width(text: &str) -> usize {
    text.chars().map(|sign| 1 + usize::from(('\u{2E80}'..='\u{FFEF}').contains(&sign))).sum()
}

fn padded(text: &str, room: usize) -> String {
    format!("{text}{}", " ".repeat(room.saturating_sub(width(text))))
}
