//! Rotas to be made, drawn from a seed: from 12 people in 8 days to 120 in 31, from loose to more
//! than people can bear, with certificates that run out, leaves, nobody's nights, pairs, crews,
//! somebody held by hand, an imported leader and earlier years.

use shousui::rostering::{
    Apart, Bar, Cell, Cover, Crew, Kind, Pair, Person, Problem, Rest, Skill, Tag, Wish,
};

/// What an instance is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// What it is drawn from.
    pub(crate) seed: u64,
    /// How many people.
    pub(crate) people: usize,
    /// How many days.
    pub(crate) days: usize,
    /// How much is wanted of them, in percent of five cells a week each.
    pub(crate) load: usize,
    /// Whether a quarter of them are in crews.
    pub(crate) crews: bool,
}

/// Kinds of what is counted; 除夕 weighs eight times in the tier of the big days.
const TOTAL: usize = 0;
const NIGHT: usize = 1;
const EVE: usize = 2;
const BIG: usize = 3;
const WEEKEND: usize = 4;

/// First aid, which a cover asks for.
const FIRST_AID: usize = 2;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Numbers drawn from a seed, after Marsaglia's xorshift.
#[derive(Debug)]
pub(crate) struct Lots(u64);

impl Lots {
    pub(crate) fn new(seed: u64) -> Self {
        let mut lots = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0123_4567);
        for _ in 0..8 {
            lots.next();
        }
        lots
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// One of the numbers from 0 to `count`, which is left out.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count.max(1)).unwrap();
        usize::try_from((self.next() >> 11) % count).unwrap()
    }

    fn amount(&mut self, count: usize) -> u64 {
        u64::try_from(self.below(count)).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn two(&mut self, people: usize) -> (usize, usize) {
        let one = self.below(people);
        (one, (one + 1 + self.below(people - 1)) % people)
    }
}

/// Hours of a shift after the midnight its day begins with, and whether it is a night.
fn shift(kind: usize) -> (i64, i64, bool) {
    let (from, to, night) = match kind {
        0 => (8, 32, true),
        1 => (8, 20, false),
        2 => (20, 32, true),
        3 => (0, 8, true),
        4 => (8, 16, false),
        _ => (16, 24, false),
    };
    (from * HOUR, to * HOUR, night)
}

/// A post of an instance.
struct Post {
    shifts: Vec<usize>,
    seats: usize,
    skills: Vec<usize>,
    open: bool,
}

/// An instance.
pub(crate) fn make(shape: Shape) -> Problem {
    let mut lots = Lots::new(shape.seed);
    let weights = [(0, 1), (1, 1), (2, 8), (2, 1), (3, 1)];
    let mut problem = Problem {
        once_at_a_time: true,
        rest: Rest { any: 8 * HOUR, after_night: 8 * HOUR, before_night: 8 * HOUR },
        most_in_row: Some(6),
        most_in_seven: Some(5),
        kinds: weights.into_iter().map(|(tier, weight)| Kind { tier, weight }).collect(),
        ..Problem::default()
    };
    add_people(&mut problem, shape, &mut lots);
    let posts = draw_posts(shape, &mut lots);
    add_cells(&mut problem, shape, &posts, &mut lots);
    add_bars(&mut problem, shape, posts.len(), &mut lots);
    add_pairs(&mut problem, shape, posts.len(), &mut lots);
    add_covers(&mut problem, shape);
    if shape.crews {
        add_crews(&mut problem, shape);
    }
    add_apart(&mut problem, shape);
    for _ in 0..shape.people {
        let (person, cell) = (lots.below(shape.people), lots.below(problem.cells.len()));
        if problem.cells[cell].open {
            let wanted = lots.chance(30);
            problem.wishes.push(Wish { person, cell, wanted, weight: 1 + lots.amount(3) });
        }
    }
    problem
}

fn add_people(problem: &mut Problem, shape: Shape, lots: &mut Lots) {
    for _ in 0..shape.people {
        let mut skills = Vec::new();
        for (skill, percent) in [(0, 35), (1, 30), (FIRST_AID, 60)] {
            if lots.chance(percent) {
                let runs_out = lots.chance(15);
                let until = runs_out.then(|| DAY * days(lots.below(shape.days)));
                skills.push(Skill { skill, until });
            }
        }
        let earlier = if lots.chance(75) {
            [14, 6, 2, 4, 6].into_iter().map(|most| lots.amount(most)).collect()
        } else {
            Vec::new()
        };
        problem.people.push(Person { skills, earlier });
    }
    // Whoever plans has some who hold it to the end: a fifth, and three at least.
    for skill in 0..3 {
        let lasts = |one: &&Person| {
            one.skills.iter().any(|held| held.skill == skill && held.until.is_none())
        };
        while problem.people.iter().filter(lasts).count() < (shape.people / 5).max(3) {
            let skills = &mut problem.people[lots.below(shape.people)].skills;
            skills.retain(|held| held.skill != skill);
            skills.push(Skill { skill, until: None });
        }
    }
}

fn days(count: usize) -> i64 {
    i64::try_from(count).unwrap()
}

fn draw_posts(shape: Shape, lots: &mut Lots) -> Vec<Post> {
    let mut left = ((shape.people * 5 * shape.load * 2 + 700) / 1400).max(3);
    let post = |shifts: &[usize], seats, skills, open| Post {
        shifts: shifts.to_vec(),
        seats,
        skills,
        open,
    };
    // The leader's rota is imported.
    let mut posts = vec![post(&[0], 1, Vec::new(), false)];
    if 8 <= left {
        posts.push(post(&[1, 2], 1, vec![1], true));
        left -= 2;
    }
    if 9 <= left {
        posts.push(post(&[3, 4, 5], 1, vec![0], true));
        left -= 3;
    }
    while 3 <= left {
        let seats = (left / 3).min(3);
        let skills = if lots.chance(40) { vec![lots.below(2)] } else { Vec::new() };
        posts.push(post(&[3, 4, 5], seats, skills, true));
        left -= 3 * seats;
    }
    posts
}

fn leaders(shape: Shape) -> usize {
    (shape.people / 6).clamp(1, 4)
}

fn add_cells(problem: &mut Problem, shape: Shape, posts: &[Post], lots: &mut Lots) {
    let big = shape.days / 3;
    for day in 0..shape.days {
        for (number, post) in posts.iter().enumerate() {
            for kind in &post.shifts {
                let (from, to, night) = shift(*kind);
                let is_big = (big..=big + 3).contains(&day) || day == big + 15;
                let kinds = [
                    (TOTAL, true),
                    (NIGHT, night),
                    (EVE, day == big),
                    (BIG, is_big),
                    (WEEKEND, 5 <= day % 7),
                ];
                let counts = kinds.into_iter().filter(|(_, is_one)| post.open && *is_one);
                let mut held = Vec::new();
                if !post.open {
                    held.push((day * 7 / 3) % leaders(shape));
                } else if lots.chance(2) {
                    held.push(leaders(shape) + lots.below(shape.people - leaders(shape)));
                }
                problem.cells.push(Cell {
                    post: number,
                    day: days(day),
                    begin: days(day) * DAY + from,
                    end: days(day) * DAY + to,
                    night,
                    seats: post.seats,
                    skills: post.skills.clone(),
                    held,
                    present: Vec::new(),
                    open: post.open,
                    counts: counts.map(|(kind, _)| (kind, 1)).collect(),
                });
            }
        }
    }
}

/// Bars somebody from the open cells that are meant, for a reason of its own.
pub(crate) fn bar(
    problem: &mut Problem,
    person: usize,
    liftable: bool,
    is_meant: impl Fn(&Cell) -> bool,
) {
    let tag = problem.tags.len();
    problem.tags.push(Tag { liftable });
    for (cell, record) in problem.cells.iter().enumerate() {
        if record.open && is_meant(record) {
            problem.bars.push(Bar { person, cell, tag });
        }
    }
}

fn add_bars(problem: &mut Problem, shape: Shape, posts: usize, lots: &mut Lots) {
    for person in 0..shape.people {
        if lots.chance(35) {
            let from = days(lots.below(shape.days));
            let to = from + 1 + days(lots.below(shape.days / 5 + 1));
            bar(problem, person, true, |cell| cell.begin < (to + 1) * DAY && from * DAY < cell.end);
        }
        if lots.chance(10) {
            bar(problem, person, true, |cell| cell.night);
        }
        if lots.chance(8) {
            let post = 1 + lots.below(posts);
            bar(problem, person, false, |cell| cell.post == post);
        }
    }
}

fn cells_of(problem: &Problem, is_meant: impl Fn(&Cell) -> bool) -> Vec<usize> {
    let cells = problem.cells.iter().enumerate();
    cells.filter(|(_, cell)| is_meant(cell)).map(|(number, _)| number).collect()
}

/// A and B of each post, and some who do not get on.
fn add_pairs(problem: &mut Problem, shape: Shape, posts: usize, lots: &mut Lots) {
    for post in 1..posts {
        let (one, other) = lots.two(shape.people);
        let within = Some(cells_of(problem, |cell| cell.post == post));
        problem.pairs.push(Pair { one, other, within });
    }
    for _ in 0..shape.people / 10 {
        let (one, other) = lots.two(shape.people);
        problem.pairs.push(Pair { one, other, within: None });
    }
}

/// Somebody with first aid at any time.
fn add_covers(problem: &mut Problem, shape: Shape) {
    for day in 0..shape.days {
        for third in 0..3 {
            let from = days(day) * DAY + third * 8 * HOUR;
            let to = from + 8 * HOUR;
            let cells = cells_of(problem, |cell| cell.open && cell.begin < to && from < cell.end);
            problem.covers.push(Cover { cells, skill: FIRST_AID, least: 1 });
        }
    }
}

fn add_crews(problem: &mut Problem, shape: Shape) {
    let plain = problem.cells.iter().filter(|cell| cell.open && cell.skills.is_empty());
    let seats = plain.map(|cell| cell.seats).max().unwrap_or(2).max(2);
    for number in 0..(shape.people / 4 / seats).max(1) {
        let first = leaders(shape) + number * seats;
        let people = (first..first + seats).collect();
        problem.crews.push(Crew { people, excuses: number.is_multiple_of(2) });
    }
}

/// Nobody leads and keeps the watch on one day.
fn add_apart(problem: &mut Problem, shape: Shape) {
    let of = |post, day| cells_of(problem, |cell| (cell.post, cell.day) == (post, day));
    let apart =
        (0..shape.days).map(|day| Apart { these: of(0, days(day)), those: of(1, days(day)) });
    problem.apart = apart.collect();
}
