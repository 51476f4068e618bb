//! Data → parts: which template lays what out, and how much of it in one go.

use serde::Serialize;

use super::PrintError;
use super::data::{Data, Round};
use super::head::{Foot, Papers};
use super::world::{Part, Template};

/// Papers laid out in one go: few enough to stop soon after somebody says so.
const AT_ONCE: usize = 4;

/// The parts of some data, in their order. `count` lays a part out and says how many pages it
/// takes.
pub(super) fn parts(
    data: Data,
    foot: &Foot,
    count: &dyn Fn(&Part) -> Result<usize, PrintError>,
) -> Result<Vec<Part>, PrintError> {
    match data {
        Data::Sheets(rounds) => sheets(&rounds, foot),
        Data::Transfer(slip) => some(Template::Transfer, &[slip], foot),
        Data::Ledger(ledger) => ledger.parts(foot, count),
        Data::Form(form) => some(Template::Form, &[form], foot),
        // Each may be long: one at a time takes the least memory.
        Data::Forms(forms) => {
            let part = |form| some(Template::Form, std::slice::from_ref(form), foot);
            forms.iter().map(part).collect::<Result<Vec<_>, _>>().map(|parts| parts.concat())
        }
        Data::Letters(letters) => some(Template::Letter, &letters, foot),
        Data::Reviewed(letter) => some(Template::Letter, &[letter], &foot.clone().reviewed()),
        Data::Cards(cards) => some(Template::Card, &cards, foot),
        Data::Rota(rota) => some(Template::Rota, &[rota], foot),
    }
}

/// Papers of one layout, a few in one go.
fn some<P: Serialize>(
    template: Template,
    papers: &[P],
    foot: &Foot,
) -> Result<Vec<Part>, PrintError> {
    let part = |papers: &[P]| {
        let part = Part::new(template, &Papers { foot, papers })?;
        Ok(part.holding(papers.len()).set_in(&foot.faces))
    };
    papers.chunks(AT_ONCE).map(part).collect()
}

/// Sheets, neighbours of one layout together.
fn sheets(rounds: &[Round], foot: &Foot) -> Result<Vec<Part>, PrintError> {
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
        parts.extend(some(Template::Sheet, &routes, foot)?);
        parts.extend(some(Template::Inspection, &sites, foot)?);
    }
    Ok(parts)
}
