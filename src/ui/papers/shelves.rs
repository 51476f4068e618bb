//! What 材料 lists on a shelf, as the catalogue of papers offers it.

use crate::print::{self, Of, Offer, Paper, Request, Scope, Shelf, Span};
use crate::ui::View;

/// What there is on a shelf while a day is looked at, the newest of each paper first. The print in
/// front is always there.
pub(super) fn listed(view: View<'_>, shelf: Shelf) -> Vec<Offer> {
    let picked = view.workspace.picked();
    let day = picked.day.unwrap_or(view.today);
    let mut listed = Vec::new();
    for paper in Paper::on(shelf) {
        let mut offers = paper.offers(view.doc, &Scope::listed(paper.days, day, view.today));
        // Blank forms are listed together.
        offers.retain(|offer| offer.request.of != Of::Blank);
        if matches!(paper.days, Span::Daily { .. } | Span::Dated { .. }) {
            offers.reverse();
        }
        listed.extend(offers);
    }
    let is_here =
        |one: &&Request| one.paper.shelf == shelf && !matches!(one.of, Of::Blank | Of::Several(_));
    let in_front = picked.paper.as_ref().filter(is_here);
    if let Some(request) = in_front
        && !listed.iter().any(|offer| offer.request == *request)
    {
        let words = print::words(view.doc, request);
        listed.insert(0, Offer::new(words, "", request.clone()));
    }
    listed
}
