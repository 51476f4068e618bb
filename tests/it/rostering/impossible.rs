//! Rotas that cannot be made, each for one planted reason, in surroundings that are easy.

use shousui::rostering::{
    Apart, Cell, Cover, Crew, Effort, Pair, Part, Person, Problem, Rest, Skill,
};

use super::instances::bar;

/// A week of days and nights at two posts with people enough.
fn easy(people: usize) -> Problem {
    let mut problem = Problem {
        people: vec![Person::default(); people],
        once_at_a_time: true,
        rest: Rest { any: 480, after_night: 480, before_night: 480 },
        most_in_row: Some(6),
        most_in_seven: Some(5),
        effort: Effort::Short,
        ..Problem::default()
    };
    for day in 0..7 {
        for post in 0..2 {
            for night in [false, true] {
                let begin = day * 1440 + if night { 1200 } else { 480 };
                problem.cells.push(Cell {
                    post,
                    day,
                    begin,
                    end: begin + 720,
                    night,
                    seats: 1,
                    open: true,
                    ..Cell::default()
                });
            }
        }
    }
    problem
}

/// The cell of that day: post 0 by day, post 0 at night, post 1 by day, post 1 at night.
fn cell(day: usize, place: usize) -> usize {
    day * 4 + place
}

fn give(problem: &mut Problem, person: usize, skill: usize, until: Option<i64>) {
    problem.people[person].skills.push(Skill { skill, until });
}

type Instance = (&'static str, Problem, Vec<Part>);

/// All of them: a name, the problem, and what must be among the reasons.
pub(crate) fn all() -> Vec<Instance> {
    let mut all = Vec::new();
    for day in [0, 3, 6] {
        all.push(everybody_away(day));
        all.push(holder_away(day));
        all.push(holder_expired(day));
        all.push(nobody_by_night(day));
        all.push(nobody_trained(day));
        all.push(no_first_aid(day));
        all.push(too_many_at_once(day));
        all.push(kept_apart(day));
    }
    all.push(held_elsewhere());
    all.push(held_the_night_before());
    all.push(one_in_a_row());
    all.push(few_in_seven());
    all.push(leads_already());
    all.push(crew_is_broken());
    all.push(nobody_holds_it());
    all
}

fn everybody_away(day: usize) -> Instance {
    let mut problem = easy(12);
    let at = problem.cells[cell(day, 0)].begin;
    for person in 0..12 {
        bar(&mut problem, person, true, |cell| cell.begin == at);
    }
    problem.cells[cell(day, 2)].open = false;
    ("everybody on leave that day", problem, vec![Part::Seats(cell(day, 0)), Part::Tag(0)])
}

fn holder_away(day: usize) -> Instance {
    let mut problem = easy(12);
    let wanted = cell(day, 1);
    problem.cells[wanted].skills = vec![5];
    for person in [3, 7] {
        give(&mut problem, person, 5, None);
    }
    let day = problem.cells[wanted].day;
    bar(&mut problem, 3, true, |cell| cell.day == day);
    bar(&mut problem, 7, true, |cell| cell.day == day || cell.day == day + 1);
    let parts = vec![Part::Skill { cell: wanted, skill: 5 }, Part::Tag(0), Part::Tag(1)];
    ("both electricians on leave", problem, parts)
}

fn holder_expired(day: usize) -> Instance {
    let mut problem = easy(12);
    let wanted = cell(day, 3);
    problem.cells[wanted].skills = vec![5];
    // Runs out an hour before the shift does.
    let until = problem.cells[wanted].end - 60;
    give(&mut problem, 3, 5, Some(until));
    ("the certificate runs out", problem, vec![Part::Skill { cell: wanted, skill: 5 }])
}

fn nobody_by_night(day: usize) -> Instance {
    let mut problem = easy(10);
    for person in 0..9 {
        bar(&mut problem, person, true, |cell| cell.night);
    }
    // One is left for two posts; on the other days somebody helps out.
    for other in (0..7).filter(|other| *other != day) {
        for place in [1, 3] {
            problem.cells[cell(other, place)].open = false;
        }
    }
    let parts = vec![Part::Seats(cell(day, 1)), Part::Seats(cell(day, 3)), Part::Once];
    ("one for two nights", problem, parts)
}

fn nobody_trained(day: usize) -> Instance {
    let mut problem = easy(10);
    let at = problem.cells[cell(day, 2)].begin;
    for person in 0..10 {
        bar(&mut problem, person, person == 4, |cell| cell.post == 1 && cell.begin == at);
    }
    ("nobody trained for the post", problem, vec![Part::Seats(cell(day, 2)), Part::Tag(4)])
}

fn no_first_aid(day: usize) -> Instance {
    let mut problem = easy(12);
    give(&mut problem, 0, 2, None);
    give(&mut problem, 1, 2, None);
    let cells = vec![cell(day, 0), cell(day, 2)];
    problem.covers.push(Cover { cells, skill: 2, least: 1 });
    let day = problem.cells[cell(day, 0)].day;
    bar(&mut problem, 0, true, |cell| cell.day == day);
    bar(&mut problem, 1, true, |cell| cell.day == day);
    ("nobody with first aid", problem, vec![Part::Cover(0), Part::Tag(0), Part::Tag(1)])
}

fn too_many_at_once(day: usize) -> Instance {
    let mut problem = easy(12);
    problem.cells[cell(day, 0)].seats = 7;
    problem.cells[cell(day, 2)].seats = 6;
    let parts = vec![Part::Seats(cell(day, 0)), Part::Seats(cell(day, 2)), Part::Once];
    ("thirteen seats for twelve", problem, parts)
}

fn kept_apart(day: usize) -> Instance {
    let mut problem = easy(12);
    let (one, other) = (cell(day, 1), cell(day, 3));
    for (wanted, person, skill) in [(one, 3, 5), (other, 8, 6)] {
        problem.cells[wanted].skills = vec![skill];
        give(&mut problem, person, skill, None);
    }
    problem.pairs.push(Pair { one: 3, other: 8, within: None });
    let parts = vec![
        Part::Skill { cell: one, skill: 5 },
        Part::Skill { cell: other, skill: 6 },
        Part::Pair(0),
    ];
    ("A and B would be on together", problem, parts)
}

fn held_elsewhere() -> Instance {
    let mut problem = easy(12);
    let (wanted, elsewhere) = (cell(2, 0), cell(2, 2));
    problem.cells[wanted].skills = vec![5];
    give(&mut problem, 6, 5, None);
    problem.cells[elsewhere].held = vec![6];
    let held = Part::Held { person: 6, cell: elsewhere };
    (
        "put elsewhere by hand",
        problem,
        vec![Part::Skill { cell: wanted, skill: 5 }, held, Part::Once],
    )
}

fn held_the_night_before() -> Instance {
    let mut problem = easy(12);
    let (wanted, night) = (cell(4, 0), cell(3, 1));
    problem.cells[wanted].skills = vec![5];
    give(&mut problem, 6, 5, None);
    problem.cells[night].held = vec![6];
    let held = Part::Held { person: 6, cell: night };
    (
        "comes from the night",
        problem,
        vec![Part::Skill { cell: wanted, skill: 5 }, held, Part::Rest],
    )
}

fn one_in_a_row() -> Instance {
    let mut problem = easy(14);
    problem.most_in_row = Some(1);
    give(&mut problem, 2, 5, None);
    for day in [3, 4] {
        problem.cells[cell(day, 0)].skills = vec![5];
    }
    let needs = [3, 4].map(|day| Part::Skill { cell: cell(day, 0), skill: 5 });
    ("one day in a row", problem, [needs.as_slice(), &[Part::Row]].concat())
}

fn few_in_seven() -> Instance {
    let mut problem = easy(20);
    problem.most_in_seven = Some(2);
    give(&mut problem, 2, 5, None);
    for day in [0, 3, 6] {
        problem.cells[cell(day, 2)].skills = vec![5];
    }
    let needs = [0, 3, 6].map(|day| Part::Skill { cell: cell(day, 2), skill: 5 });
    ("two in seven days", problem, [needs.as_slice(), &[Part::Seven]].concat())
}

fn leads_already() -> Instance {
    let mut problem = easy(12);
    let wanted = cell(5, 1);
    problem.cells[wanted].skills = vec![5];
    give(&mut problem, 9, 5, None);
    let leads = problem.cells.len();
    problem.cells.push(Cell {
        post: 9,
        day: 5,
        begin: 5 * 1440,
        end: 5 * 1440 + 480,
        seats: 1,
        held: vec![9],
        ..Cell::default()
    });
    problem.apart.push(Apart { these: vec![leads], those: vec![wanted] });
    let held = Part::Held { person: 9, cell: leads };
    let parts = vec![Part::Skill { cell: wanted, skill: 5 }, held, Part::Apart(0)];
    ("leads and keeps the watch", problem, parts)
}

fn crew_is_broken() -> Instance {
    let mut problem = easy(12);
    let wanted = cell(2, 0);
    problem.cells[wanted].skills = vec![5];
    give(&mut problem, 0, 5, None);
    problem.crews.push(Crew { people: vec![0, 1], excuses: false });
    bar(&mut problem, 1, true, |cell| cell.day == 2);
    let parts = vec![Part::Skill { cell: wanted, skill: 5 }, Part::Crew(0), Part::Tag(0)];
    ("not without the other of the crew", problem, parts)
}

fn nobody_holds_it() -> Instance {
    let mut problem = easy(12);
    problem.cells[cell(1, 1)].skills = vec![5];
    ("nobody holds it", problem, vec![Part::Skill { cell: cell(1, 1), skill: 5 }])
}
