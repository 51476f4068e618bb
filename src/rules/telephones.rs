//! Telephone numbers and names: what stands there and can hardly be meant.

use super::{Breach, Check, Rule, Weight, signs};
use crate::model::mine::{Mine, MineKey, Term};
use crate::model::people::{PersonKey, PostKey, UnitKey};
use crate::model::plan::{Phone, PhoneKey};
use crate::model::resident::ResidentKey;
use crate::model::value::narrowed;
use crate::model::{Cell, Document, RecordId};

pub(super) const RULES: &[Rule] = &[Rule {
    code: "R12",
    title: "电话号码位数对，名称写成一行",
    source: "记录：号码、名称写得通",
    weight: Weight::Hint,
    reads: &[],
    check: Check::Record(odd),
}];

/// The number of a line of the table; the dispatch room's own line falls back on the profile.
pub fn number_of(mine: &Mine, line: &Phone) -> String {
    match line.number.trim() {
        "" if is_dispatch(mine, &line.name) => mine.dispatch_phone.trim().to_owned(),
        number => number.to_owned(),
    }
}

/// The number of whoever is called that in the telephone table; empty where nobody knows it.
pub fn number_by_name(doc: &Document, mine: &Mine, name: &str) -> String {
    let mut known = doc.phones.iter().map(|(_, line)| line);
    match known.find(|line| line.name.trim() == name.trim()) {
        Some(line) => number_of(mine, line),
        None if is_dispatch(mine, name) => mine.dispatch_phone.trim().to_owned(),
        None => String::new(),
    }
}

/// Whether the dispatch room is called that.
pub fn is_dispatch(mine: &Mine, name: &str) -> bool {
    let rest = name.trim().strip_prefix(mine.term(Term::Dispatch));
    rest.is_some_and(|rest| matches!(rest, "" | "（24小时）"))
}

/// Figures of a mobile telephone.
const MOBILE: usize = 11;

/// So many figures in a row can only be meant for a mobile telephone.
const NEAR_MOBILE: usize = 9;

/// What stands between two numbers of one person.
const BETWEEN: [char; 4] = ['/', '、', ',', ';'];

/// Telephones have at least so many figures.
const LEAST: usize = 3;

/// What a field is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Mobile,
    Phone,
    /// The one or the other.
    Either,
    /// What a record is called by, on one line.
    Name,
}

fn sort(cell: &Cell) -> Option<Sort> {
    match cell {
        Cell::Person(_, PersonKey::Mobile) => Some(Sort::Mobile),
        Cell::Person(_, PersonKey::Phone)
        | Cell::Unit(_, UnitKey::Phone)
        | Cell::Post(_, PostKey::Phone)
        | Cell::Phone(_, PhoneKey::Number)
        | Cell::Mine(_, MineKey::DispatchPhone) => Some(Sort::Phone),
        Cell::Resident(_, ResidentKey::Phone) => Some(Sort::Either),
        _ => (cell.record().required().as_ref() == Some(cell)).then_some(Sort::Name),
    }
}

/// What cannot be meant by what stands in a field, in a few words; none where it can. What is typed
/// stays as it is: only a person knows what was meant.
pub fn doubt(doc: &Document, cell: &Cell) -> Option<String> {
    let sort = sort(cell)?;
    let shown = doc.read(cell).shown(doc);
    let words = shown.trim();
    if words.is_empty() {
        return (sort == Sort::Name).then(|| format!("{}还没写", cell.facts(doc).word));
    }
    if words.contains('\n') && !is_long(cell) {
        return Some("分成了几行，列表和纸面上只占一行，请写在一行里".to_owned());
    }
    let words = narrowed(words);
    match sort {
        Sort::Mobile => words.split(BETWEEN).find_map(odd_mobile),
        Sort::Either => words.split(BETWEEN).find_map(|one| {
            if NEAR_MOBILE <= figures(one) && !one.contains('-') {
                odd_mobile(one)
            } else {
                odd_phone(one)
            }
        }),
        Sort::Phone => odd_phone(&words),
        Sort::Name => None,
    }
}

/// What is wrong with an internal telephone or one with its area code.
fn odd_phone(words: &str) -> Option<String> {
    match figures(words) {
        0 => Some("没有数字，不是电话号码".to_owned()),
        few if few < LEAST => Some(format!("电话号码至少{LEAST}位，这里是{few}位")),
        _ => None,
    }
}

/// Whether the field may well have several lines: whose telephone it is, what was done.
fn is_long(cell: &Cell) -> bool {
    let is_name = !matches!(sort(cell), Some(Sort::Mobile | Sort::Phone | Sort::Either));
    let is_short = matches!(
        cell,
        Cell::Person(..)
            | Cell::Unit(..)
            | Cell::Post(..)
            | Cell::Site(..)
            | Cell::Resident(..)
            | Cell::Zone(..)
            | Cell::Route(..)
    );
    is_name && !is_short
}

fn figures(words: &str) -> usize {
    words.chars().filter(char::is_ascii_digit).count()
}

/// What is wrong with a mobile telephone, with or without the country in front.
fn odd_mobile(words: &str) -> Option<String> {
    let words = words.trim();
    let abroad = ["+86", "0086"].into_iter().find_map(|prefix| words.strip_prefix(prefix));
    let number: String = abroad.unwrap_or(words).chars().filter(char::is_ascii_digit).collect();
    let begins =
        number.starts_with('1') && !["10", "11", "12"].iter().any(|it| number.starts_with(it));
    match number.len() {
        MOBILE if begins => None,
        MOBILE => Some("手机号码以13至19开头，请核对".to_owned()),
        count => Some(format!("手机号码是{MOBILE}位，这里是{count}位")),
    }
}

/// The fields of a record that are looked at.
fn cells(record: &RecordId) -> Vec<Cell> {
    let mut cells = match record {
        RecordId::Person(id) => {
            vec![Cell::Person(*id, PersonKey::Mobile), Cell::Person(*id, PersonKey::Phone)]
        }
        RecordId::Unit(id) => vec![Cell::Unit(*id, UnitKey::Phone)],
        RecordId::Post(id) => vec![Cell::Post(*id, PostKey::Phone)],
        RecordId::Resident(id) => vec![Cell::Resident(*id, ResidentKey::Phone)],
        RecordId::Phone(id) => vec![Cell::Phone(*id, PhoneKey::Number)],
        RecordId::Mine(id) => vec![Cell::Mine(*id, MineKey::DispatchPhone)],
        _ => Vec::new(),
    };
    cells.extend(record.required());
    cells
}

/// What is not filled in at all another rule says.
fn odd(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (cell, why) = cells(record).into_iter().find_map(|cell| {
        let why = doubt(doc, &cell)?;
        (!doc.read(&cell).shown(doc).trim().is_empty()).then_some((cell, why))
    })?;
    let words = signs::quoted(&doc.read(&cell).shown(doc));
    Some(Breach::of(doc.name_of(record), format!("{}{words}{why}", cell.facts(doc).word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{EntryId, Mint, PersonId, Replica};
    use crate::model::people::PersonField;

    #[test]
    fn what_can_hardly_be_meant_is_said_and_what_can_is_not() {
        let entry = EntryId { replica: Replica::from_bits(1), number: 1 };
        let id = PersonId(Mint { entry, place: 0 });
        let said = |field: PersonField| {
            let mut doc = Document::default();
            let put = crate::model::Put::from((id, field));
            let cell = put.cell();
            doc.apply(put);
            doubt(&doc, &cell)
        };
        let mobile = |words: &str| said(PersonField::Mobile(words.to_owned()));
        for fits in
            ["", "19900000001", "199 0000 0001", "１９９０００００００１", "+86 19900000001"]
        {
            assert_eq!(mobile(fits), None, "{fits}");
        }
        assert_eq!(mobile("19900000001、19900000002"), None);
        assert_eq!(mobile("77").as_deref(), Some("手机号码是11位，这里是2位"));
        assert_eq!(mobile("99900000001").as_deref(), Some("手机号码以13至19开头，请核对"));
        assert!(mobile("19900000001\n19900000002").unwrap().contains("几行"));
        assert!(mobile("同上").unwrap().contains("0位"));
        let phone = |words: &str| said(PersonField::Phone(words.to_owned()));
        for fits in ["", "119", "8001", "0351-8888119转8001", "8001、8002", "8001（夜间8002）"]
        {
            assert_eq!(phone(fits), None, "{fits}");
        }
        assert!(phone("值班室").unwrap().contains("没有数字"));
        assert!(phone("8").unwrap().contains("至少3位"));
        let name = |words: &str| said(PersonField::Name(words.to_owned()));
        assert_eq!(name("甲").as_deref(), None);
        assert_eq!(name(" ").as_deref(), Some("姓名还没写"));
        assert!(name("甲\n乙").unwrap().contains("几行"));
        assert_eq!(said(PersonField::Note("一\n二".to_owned())), None);
    }
}
