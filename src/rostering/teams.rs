//! Crews, which come and go as a whole.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use super::draft::Trade;
use super::search::Search;

impl Search<'_, '_, '_> {
    /// Whether nobody of a team was put into a span. Whoever is held there by hand does not keep the others
    /// from joining.
    fn is_off(&self, team: usize, span: usize) -> bool {
        let cells = &self.frame().span_cells[span];
        let people = &self.teams[team].people;
        !people.iter().any(|one| cells.iter().any(|cell| self.draft.is_placed(*one, *cell)))
    }

    /// Whether somebody is held in a span by hand.
    fn is_held(&self, person: usize, span: usize) -> bool {
        let cells = &self.frame().span_cells[span];
        cells
            .iter()
            .any(|cell| self.draft.is_in(person, *cell) && !self.draft.is_placed(person, *cell))
    }

    /// Whether somebody of a team is held in a span, so that the others belong there.
    fn is_bound(&self, team: usize, span: usize) -> bool {
        self.teams[team].people.iter().any(|one| self.is_held(*one, span))
    }

    /// Puts a whole team into cells of a span with empty seats.
    fn place(&mut self, team: usize, span: usize, done: &mut Vec<Trade>) -> bool {
        if !self.is_off(team, span) {
            return false;
        }
        let frame = self.frame();
        let record = &self.teams[team];
        let excuses = record.excuses;
        let is_excused = |person: &usize| {
            excuses && !frame.span_cells[span].iter().any(|cell| frame.may(*person, *cell))
        };
        let comes = |person: &usize| !is_excused(person) && !self.is_held(*person, span);
        let people: Vec<usize> = record.people.iter().copied().filter(comes).collect();
        let count = done.len();
        if !people.is_empty() && self.place_rest(&people, span, done) {
            return true;
        }
        done.truncate(count);
        false
    }

    fn place_rest(&mut self, people: &[usize], span: usize, done: &mut Vec<Trade>) -> bool {
        let Some((person, rest)) = people.split_first() else { return true };
        let frame = self.frame();
        let mut cells = frame.span_cells[span].clone();
        cells.sort_by_key(|cell| !frame.present(*person, *cell));
        for cell in cells {
            self.meter.goes_on(1, &self.best.0);
            let trade = Trade { person: *person, loses: None, gains: Some(cell) };
            if self.draft.trade(&[trade]) {
                done.push(trade);
                if self.place_rest(rest, span, done) {
                    return true;
                }
                done.pop();
                self.draft.take(*person, cell);
            }
        }
        false
    }

    /// Puts teams wherever they can be, the least burdened first; where they are now, if they are
    /// anywhere.
    pub(super) fn place_teams(&mut self) {
        let frame = self.frame();
        for present in [true, false] {
            for (span, cells) in frame.span_cells.iter().enumerate() {
                let mut teams: Vec<usize> = (0..self.teams.len()).collect();
                teams.sort_by_key(|team| {
                    let people = &self.teams[*team].people;
                    people.iter().map(|one| self.draft.of[*one].len()).sum::<usize>()
                });
                for team in teams {
                    let is_here = |one: &usize| cells.iter().any(|cell| frame.present(*one, *cell));
                    if !present || self.teams[team].people.iter().any(is_here) {
                        self.place(team, span, &mut Vec::new());
                    }
                }
            }
        }
    }

    /// Sends a team off, or brings one on in the place of others; seats left are filled.
    pub(super) fn change_team(&mut self, level: usize) -> Option<Vec<Trade>> {
        let frame = self.frame();
        let span = self.random.below(frame.span_cells.len());
        let team = self.random.below(self.teams.len());
        let cells = &frame.span_cells[span];
        if !cells.iter().any(|cell| frame.open[*cell]) {
            return None;
        }
        let mut done = Vec::new();
        let goes = !self.is_off(team, span);
        if goes && self.is_bound(team, span) {
            return None;
        }
        if goes {
            self.send_off(team, span, &mut done);
            if self.random.below(2) == 0 {
                let other = self.random.below(self.teams.len());
                self.place(other, span, &mut done);
            }
        } else {
            let leaves = |one: &usize| !self.is_off(*one, span) && !self.is_bound(*one, span);
            let on: Vec<usize> = (0..self.teams.len()).filter(leaves).collect();
            if let Some(other) = self.random.one_of(&on).copied() {
                self.send_off(other, span, &mut done);
            } else {
                self.make_room(self.teams[team].people.len(), cells, &mut done);
            }
            if !self.place(team, span, &mut done) {
                self.undo(&done);
                return None;
            }
        }
        for cell in cells {
            while 0 < self.draft.empty[*cell] {
                let Some(trade) = self.best_for(*cell, level, &[]) else { break };
                if !self.draft.trade(&[trade]) {
                    break;
                }
                done.push(trade);
            }
        }
        Some(done)
    }

    fn send_off(&mut self, team: usize, span: usize, done: &mut Vec<Trade>) {
        let frame = self.frame();
        for person in self.teams[team].people.clone() {
            for cell in frame.span_cells[span].iter().copied() {
                if self.draft.is_placed(person, cell) {
                    self.draft.take(person, cell);
                    done.push(Trade { person, loses: Some(cell), gains: None });
                }
            }
        }
    }

    /// Takes so many people who are of no crew out of cells.
    fn make_room(&mut self, count: usize, cells: &[usize], done: &mut Vec<Trade>) {
        for _ in 0..count {
            let Some(cell) = self.random.one_of(cells).copied() else { return };
            let Some(person) = self.random.one_of(&self.draft.inside[cell]).copied() else {
                continue;
            };
            if self.is_solo(person) {
                self.draft.take(person, cell);
                done.push(Trade { person, loses: Some(cell), gains: None });
            }
        }
    }
}
