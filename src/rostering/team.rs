//! Crews as the search moves them.

use super::frame::Frame;

/// Crews with somebody in common, as one.
#[derive(Clone, Debug)]
pub(super) struct Team {
    pub(super) people: Vec<usize>,
    /// Whether they go without whoever may not come.
    pub(super) excuses: bool,
}

/// The crews of a problem, those with somebody in common joined.
pub(super) fn teams_of(frame: &Frame<'_>) -> Vec<Team> {
    let mut teams: Vec<Team> = Vec::new();
    for crew in &frame.problem.crews {
        let mut people = crew.people.clone();
        let mut excuses = crew.excuses;
        let mut apart = Vec::new();
        for team in teams {
            if team.people.iter().any(|one| people.contains(one)) {
                people.extend(team.people);
                excuses &= team.excuses;
            } else {
                apart.push(team);
            }
        }
        people.sort_unstable();
        people.dedup();
        apart.push(Team { people, excuses });
        teams = apart;
    }
    teams
}
