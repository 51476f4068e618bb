//! Data → parts: which template lays what out, and how much of it in one go.

use serde::Serialize;

use super::PrintError;
use super::data::{Data, Round};
use super::head::{Foot, Papers};
use super::world::{Part, Template};

/// Papers laid out in one go: few enough to stop soon after somebody says so.
const AT_ONCE: usize = 4;

/// Slips and pocket cards on a page: each part begins one.
const ON_PAGE: usize = 8;

/// The parts of some data, in their order; each paper `alone` in its own where it matters on which
/// page one begins. `count` lays a part out and says how many pages it takes.
pub(super) fn parts(
    data: Data,
    foot: &Foot,
    alone: bool,
    count: &dyn Fn(&Part) -> Result<usize, PrintError>,
) -> Result<Vec<Part>, PrintError> {
    let at_once = if alone { 1 } else { AT_ONCE };
    match data {
        Data::Sheets(rounds) => sheets(&rounds, foot, at_once),
        Data::Transfer(slip) => one(Template::Transfer, &slip, foot),
        Data::Ledger(ledger) => ledger.parts(foot, count),
        Data::Form(form) => one(Template::Form, &form, foot),
        // Each may be long: one at a time takes the least memory.
        Data::Forms(forms) => {
            let part = |form| one(Template::Form, form, foot);
            forms.iter().map(part).collect::<Result<Vec<_>, _>>().map(|parts| parts.concat())
        }
        Data::Letters(letters) => some(Template::Letter, &letters, foot, at_once),
        Data::Reviewed(letter) => one(Template::Letter, &letter, &foot.clone().reviewed()),
        Data::Cards(cards) => some(Template::Card, &cards, foot, at_once),
        // Front and back of one card stand beside each other, so each card is laid out alone.
        Data::FoldedCards(cards) => some(Template::Card, &cards, foot, 1).map(in_halves),
        Data::Halves(forms) => some(Template::Form, &forms, foot, AT_ONCE).map(in_halves),
        Data::Boards(boards) => some(Template::Board, &boards, foot, at_once),
        Data::Pockets(cards) => some(Template::Pocket, &cards, foot, ON_PAGE),
        Data::Fold(fold) => one(Template::Fold, &fold, foot),
        Data::Plates(plates) => some(Template::Plate, &plates, foot, at_once),
        Data::Slips(slips) => some(Template::Slip, &slips, foot, ON_PAGE),
        Data::Rota(rota) => one(Template::Rota, &rota, foot),
    }
}

fn in_halves(parts: Vec<Part>) -> Vec<Part> {
    parts.into_iter().map(Part::in_halves).collect()
}

/// One paper.
fn one<P: Serialize>(template: Template, paper: &P, foot: &Foot) -> Result<Vec<Part>, PrintError> {
    some(template, std::slice::from_ref(paper), foot, 1)
}

/// Papers of one layout, a few in one go.
fn some<P: Serialize>(
    template: Template,
    papers: &[P],
    foot: &Foot,
    at_once: usize,
) -> Result<Vec<Part>, PrintError> {
    let part = |papers: &[P]| {
        let part = Part::new(template, &Papers { foot, papers })?;
        Ok(part.holding(papers.len()).set_in(&foot.faces))
    };
    papers.chunks(at_once).map(part).collect()
}

/// Sheets, neighbours of one layout together.
fn sheets(rounds: &[Round], foot: &Foot, at_once: usize) -> Result<Vec<Part>, PrintError> {
    let mut parts = Vec::new();
    let is_route = |round: &Round| matches!(round, Round::Route(_));
    for alike in rounds.chunk_by(|one, next| is_route(one) == is_route(next)) {
        let (mut routes, mut sites) = (Vec::new(), Vec::new());
        for round in alike {
            match round {
                Round::Route(sheet) => routes.push(sheet),
                Round::Site(sheet) => sites.push(sheet),
            }
        }
        parts.extend(some(Template::Sheet, &routes, foot, at_once)?);
        parts.extend(some(Template::Inspection, &sites, foot, at_once)?);
    }
    Ok(parts)
}
