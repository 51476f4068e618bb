//! Telephones as papers show them: looked up by name, masked where a paper hangs on a wall.

use crate::model::Document;
use crate::model::id::PhoneId;
use crate::model::mine::{Mine, Term};
use crate::model::people::Person;
use crate::model::plan::Phone;
use crate::rules::masking;
use crate::rules::telephones::{is_dispatch, number_by_name};

/// What stands where a number is missing; a pen may fill it in. Source: `sources.md` 电话表.
pub(super) const TO_FILL: &str = "________（待填）";

/// Numbers every Chinese telephone reaches. Source: `sources.md` 电话表.
pub(super) const EVERYWHERE: [(&str, &str); 3] =
    [("火警", "119"), ("急救", "120"), ("公安", "110")];

/// Lines of the table beside the dispatch room on a wall print.
const LOCAL_LINES: usize = 3;

/// The lines of the telephone table, in their order.
pub(super) fn lines(doc: &Document) -> Vec<&Phone> {
    let mut lines: Vec<(PhoneId, &Phone)> = doc.phones.iter().map(|(id, one)| (*id, one)).collect();
    lines.sort_by_key(|(id, line)| (line.order, *id));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The number, or a blank for the pen.
pub(super) fn or_blank(number: &str) -> String {
    if number.trim().is_empty() { TO_FILL.to_owned() } else { number.trim().to_owned() }
}

/// How to get an outside line, as a remark in brackets; nothing where nobody has to dial first.
pub(super) fn outside(mine: &Mine) -> String {
    match mine.outside_prefix.trim() {
        "" => String::new(),
        prefix => format!("（内线先拨{prefix}）"),
    }
}

/// The number of the dispatch room, under whichever of its names the table has it.
fn dispatch_number(doc: &Document, mine: &Mine) -> String {
    let dispatch = mine.term(Term::Dispatch);
    let usual = number_by_name(doc, mine, &format!("{dispatch}（24小时）"));
    if usual.is_empty() { number_by_name(doc, mine, dispatch) } else { usual }
}

/// Whom to call first, whatever happens: fire brigade, ambulance, dispatch room; each with its
/// number, which is empty where nobody knows it. Source: `sources.md` 应急处置卡.
pub(super) fn first_of_all(doc: &Document, mine: &Mine) -> [(String, String); 3] {
    let [fire, ambulance, _police] =
        EVERYWHERE.map(|(name, number)| (name.to_owned(), number.to_owned()));
    [fire, ambulance, (mine.term(Term::Dispatch).to_owned(), dispatch_number(doc, mine))]
}

/// Whether a call is one of [`first_of_all`].
pub(super) fn is_first(mine: &Mine, name: &str, number: &str) -> bool {
    let everywhere = EVERYWHERE.iter().take(2).any(|(_, first)| *first == number.trim());
    everywhere || is_dispatch(mine, name)
}

/// The dispatch room with its number, for those who carry a slip; nothing where nobody knows it.
pub(super) fn dispatch(doc: &Document, mine: &Mine) -> String {
    match dispatch_number(doc, mine).trim() {
        "" => String::new(),
        number => format!("来不了、有情况，先打{}{number}", mine.term(Term::Dispatch)),
    }
}

/// The line of a wall print that says whom to call.
pub(super) fn emergency(doc: &Document, mine: &Mine) -> String {
    let everywhere = EVERYWHERE.map(|(name, number)| format!("{name}{number}")).join("　");
    let dispatch = mine.term(Term::Dispatch);
    let (outside, number) = (outside(mine), or_blank(&dispatch_number(doc, mine)));
    let own = lines(doc)
        .into_iter()
        .filter(|line| !line.national && !line.name.trim().starts_with(dispatch))
        .filter(|line| !line.number.trim().is_empty())
        .take(LOCAL_LINES)
        .map(|line| format!("{}{}", line.name.trim(), line.number.trim()));
    let all: Vec<String> = [format!("{everywhere}{outside}"), format!("{dispatch}{number}")]
        .into_iter()
        .chain(own)
        .collect();
    format!("紧急电话：{}", all.join("　"))
}

/// Somebody's mobile telephone, masked on wall prints; without one the internal telephone.
pub(super) fn mobile(person: &Person, masked: bool) -> String {
    match person.mobile.trim() {
        "" => internal(person, masked),
        number if masked => masking::masked(number),
        number => number.to_owned(),
    }
}

/// Both telephones of somebody, the internal one first.
pub(super) fn both(person: &Person, masked: bool, between: &str) -> String {
    let (internal, mobile) = (internal(person, masked), mobile(person, masked));
    if internal.is_empty() || internal == mobile {
        mobile
    } else {
        format!("{internal}{between}{mobile}")
    }
}

/// The internal telephone, masked too where somebody wrote a mobile one there.
fn internal(person: &Person, masked: bool) -> String {
    let number = person.phone.trim();
    if masked { masking::masked_within(number) } else { number.to_owned() }
}
