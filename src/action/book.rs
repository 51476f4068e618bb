//! The shipped check items and checklists, and editions of items.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use super::{Draft, Refusal};
use crate::model::checklist::{
    Checklist, ChecklistField, Class, Code, Item, ItemField, Judge, Trade,
};
use crate::model::danger::Danger;
use crate::model::place::SiteKind;
use crate::model::record::Record as _;
use crate::model::{Document, Put, RecordId};

/// The shipped content: check items and which of them belong to which kind of site.
#[derive(Clone, Debug, Default)]
pub struct Book {
    items: Vec<(Code, Item)>,
    kinds: Vec<Asked>,
    /// What an item said in its edition before, as far as this book changed it.
    former: Vec<(Code, Item)>,
}

/// The checklist of a kind of site.
#[derive(Clone, Debug)]
struct Asked {
    kind: SiteKind,
    list: Checklist,
    /// The walk as an earlier book had it; empty where only rows were added.
    earlier: Vec<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemLine {
    #[serde(deserialize_with = "code")]
    code: Code,
    words: String,
    brief: String,
    how: String,
    basis: String,
    grades: Vec<Class>,
    judge: Judge,
    trade: Trade,
    #[serde(default)]
    near: Vec<Danger>,
}

fn code<'de, D: Deserializer<'de>>(from: D) -> Result<Code, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

impl From<ItemLine> for (Code, Item) {
    fn from(line: ItemLine) -> Self {
        let item = Item {
            kept: true,
            words: line.words,
            brief: line.brief,
            how: line.how,
            basis: line.basis,
            classes: line.grades,
            judge: Some(line.judge).filter(|judge| *judge != Judge::Member),
            trade: Some(line.trade),
            reviewed: String::new(),
            near: line.near,
        };
        (line.code, item)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindLine {
    kind: SiteKind,
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "code")]
    _code: String,
    patrol: Vec<String>,
    signed: Vec<String>,
    full: Vec<String>,
    special: Vec<String>,
    #[serde(default)]
    earlier: Vec<String>,
}

impl Book {
    /// The book this program carries.
    ///
    /// # Errors
    /// Never in a released program: a test reads the whole book.
    pub fn shipped() -> Result<Self, ron::error::SpannedError> {
        let items = |text| -> Result<Vec<(Code, Item)>, ron::error::SpannedError> {
            let lines: Vec<ItemLine> = ron::from_str(text)?;
            Ok(lines.into_iter().map(Into::into).collect())
        };
        let former = items(include_str!("../../assets/book/former.ron"))?;
        let items = items(include_str!("../../assets/book/items.ron"))?;
        let lines: Vec<KindLine> = ron::from_str(include_str!("../../assets/book/kinds.ron"))?;
        // A list names an item by its base: the edition is the one this book has.
        let newest = |base: &String| {
            let codes = items.iter().map(|(code, _)| code);
            codes
                .clone()
                .find(|code| code.base == *base)
                .cloned()
                .unwrap_or_else(|| Code::first(base))
        };
        let codes = |bases: &[String]| bases.iter().map(newest).collect();
        let kinds = lines.iter().map(|line| Asked {
            kind: line.kind,
            list: Checklist {
                kept: true,
                patrol: codes(&line.patrol),
                signed: codes(&line.signed),
                full: codes(&line.full),
                special: codes(&line.special),
            },
            earlier: codes(&line.earlier),
        });
        let kinds = kinds.collect();
        Ok(Self { items, kinds, former })
    }

    /// The book this program carries, read once.
    pub(super) fn carried() -> &'static Self {
        // A test reads the whole book, so this default is never met.
        static BOOK: LazyLock<Book> = LazyLock::new(|| Book::shipped().unwrap_or_default());
        &BOOK
    }

    /// An item as this book has it.
    pub(super) fn item(&self, code: &Code) -> Option<&Item> {
        self.items.iter().find(|(known, _)| known == code).map(|(_, item)| item)
    }

    /// The items with a later edition that the mine has in words of its own.
    pub(super) fn kept_as_written(&self, doc: &Document) -> Vec<&Code> {
        let asked = asked(doc);
        let was_renewed = |code: &Code| self.former.iter().any(|(old, _)| old.base == code.base);
        let is_own = |(code, new): &&(Code, Item)| {
            let mine = asked.iter().filter(|mine| mine.base == code.base);
            let is_new = |mine: &Code| doc.items.get(mine).is_some_and(|mine| is_same(mine, new));
            mine.clone().any(|mine| !is_new(mine) && self.follower(doc, mine).is_none())
        };
        let own = self.items.iter().filter(|(code, _)| was_renewed(code)).filter(is_own);
        own.map(|(code, _)| code).collect()
    }

    /// The edition that takes the place of an item the mine left as an earlier book had it.
    fn follower(&self, doc: &Document, code: &Code) -> Option<&Code> {
        let item = doc.items.get(code)?;
        self.former.iter().find(|(old, former)| old == code && is_same(item, former))?;
        let (next, new) = self.items.iter().find(|(next, _)| next.base == code.base)?;
        let is_free = doc.items.find(next).is_none_or(|known| is_same(known, new));
        (next != code && is_free).then_some(next)
    }

    /// A list of the mine with those parts of this book; as shipped, where it was as shipped.
    fn renewed(
        &self,
        doc: &Document,
        mine: &[Code],
        (shipped, walk): (&[Code], Option<&[Code]>),
        parts: Parts,
    ) -> Vec<Code> {
        let is_new = |code: &&Code| !is_known(doc, &code.base);
        let follow = |code: &Code| {
            let next = self.follower(doc, code).filter(|_| parts.corrected);
            next.unwrap_or(code).clone()
        };
        let before: Vec<&str> = match walk {
            Some(walk) if !walk.is_empty() => bases(walk.iter()),
            Some(_) | None => bases(shipped.iter().filter(|code| !is_new(code))),
        };
        if parts.added && bases(mine.iter()) == before {
            let known = |code: &Code| mine.iter().find(|one| one.base == code.base).map(follow);
            let row = |code: &Code| known(code).unwrap_or_else(|| self.ours(doc, code, parts));
            return shipped.iter().map(row).collect();
        }
        let more = shipped.iter().filter(|_| parts.added && walk.is_none()).filter(is_new).cloned();
        mine.iter().map(follow).chain(more).collect()
    }

    /// An item as the mine has it, in its next edition if that is taken; else as shipped.
    fn ours(&self, doc: &Document, code: &Code, parts: Parts) -> Code {
        let kept = doc.items.iter().map(|(known, _)| known);
        let mine = kept.filter(|known| known.base == code.base).max();
        let next = mine.and_then(|mine| self.follower(doc, mine)).filter(|_| parts.corrected);
        next.or(mine).unwrap_or(code).clone()
    }

    /// The list of a new kind of site. What is new for older kinds, too, is asked where that is
    /// taken, or the older lists would not be offered it any more.
    fn begun(&self, doc: &Document, list: &Checklist, parts: Parts) -> Checklist {
        let older = self.kinds.iter().filter(|one| doc.checklists.find(&one.kind).is_some());
        let older: BTreeSet<&Code> = older.flat_map(|one| rows(&one.list)).collect();
        let waits = |code: &Code| older.contains(code) && !is_known(doc, &code.base);
        let of = |codes: &[Code]| -> Vec<Code> {
            let taken = codes.iter().filter(|code| parts.added || !waits(code));
            taken.map(|code| self.ours(doc, code, parts)).collect()
        };
        Checklist {
            kept: true,
            patrol: of(&list.patrol),
            signed: of(&list.signed),
            full: of(&list.full),
            special: of(&list.special),
        }
    }

    /// What those parts of this book would write into the lists of a workbook.
    pub(super) fn lists(&self, doc: &Document, parts: Parts) -> Vec<Put> {
        let mut puts: Vec<Put> = Vec::new();
        for Asked { kind, list, earlier } in &self.kinds {
            let Some(mine) = doc.checklists.find(kind) else {
                let list = self.begun(doc, list, parts);
                let fields = list.written().into_iter().filter(|_| parts.kinds);
                puts.extend(fields.map(|field| Put::from((*kind, field))));
                continue;
            };
            let renewed =
                |mine: &[Code], shipped: &[Code]| self.renewed(doc, mine, (shipped, None), parts);
            let walk = self.renewed(doc, &mine.patrol, (&list.patrol, Some(earlier)), parts);
            let fields = [
                ChecklistField::Patrol(walk),
                ChecklistField::Signed(renewed(&mine.signed, &list.signed)),
                ChecklistField::Full(renewed(&mine.full, &list.full)),
                ChecklistField::Special(renewed(&mine.special, &list.special)),
            ];
            puts.extend(changed(*kind, mine, fields));
        }
        puts
    }

    /// The items that those lists ask and the workbook does not have.
    pub(super) fn lacking(&self, doc: &Document, lists: &[Put]) -> Vec<&Code> {
        let wanted: BTreeSet<&Code> = lists.iter().flat_map(codes_of).collect();
        let codes = self.items.iter().map(|(code, _)| code);
        codes.filter(|code| wanted.contains(code) && doc.items.find(code).is_none()).collect()
    }

    /// The items that those lists ask and the same lists of the workbook do not.
    pub(super) fn fresh(&self, doc: &Document, lists: &[Put]) -> Vec<&Code> {
        let mut fresh: BTreeSet<&Code> = BTreeSet::new();
        for put in lists {
            let Put::Checklist(kind, field) = put else { continue };
            let now = doc.checklists.get(kind).map(|list| list.field(&Checklist::key(field)));
            let is_asked =
                |code: &&Code| now.as_ref().is_some_and(|now| codes_in(now).contains(code));
            fresh.extend(codes_in(field).iter().filter(|code| !is_asked(code)));
        }
        let codes = self.items.iter().map(|(code, _)| code);
        codes.filter(|code| fresh.contains(code)).collect()
    }

    /// Says of items that read as shipped what is near, where nothing is said.
    pub(super) fn dangers(&self, doc: &Document) -> Vec<Put> {
        let lacks = |(code, new): &&(Code, Item)| {
            let mine = doc.items.find(code);
            mine.is_some_and(|mine| mine.near.is_empty() && is_same(mine, new))
        };
        let said = self.items.iter().filter(|(_, new)| !new.near.is_empty()).filter(lacks);
        said.map(|(code, new)| (code.clone(), ItemField::Near(new.near.clone())).into()).collect()
    }

    /// Puts those items on the books.
    pub(super) fn written(&self, codes: &[&Code]) -> Vec<Put> {
        let items = self.items.iter().filter(|(code, _)| codes.contains(&code));
        items
            .flat_map(|(code, item)| {
                item.written().into_iter().map(|field| Put::from((code.clone(), field)))
            })
            .collect()
    }
}

/// Which parts of the book are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Items that are new, and the rows that ask them.
    pub(super) added: bool,
    /// Next editions of items the mine left as an earlier book had them.
    pub(super) corrected: bool,
    /// Kinds of site that are new, with their lists.
    pub(super) kinds: bool,
}

/// Whether an item reads as another, whoever reviewed it and whatever is said to be near.
fn is_same(item: &Item, other: &Item) -> bool {
    Item { reviewed: String::new(), near: other.near.clone(), ..item.clone() } == *other
}

fn bases<'a>(codes: impl Iterator<Item = &'a Code>) -> Vec<&'a str> {
    codes.map(|code| code.base.as_str()).collect()
}

/// Whether the workbook has, or had, an item of that code in whatever edition.
pub(super) fn is_known(doc: &Document, base: &str) -> bool {
    doc.items.all().any(|(code, _)| code.base == base)
}

/// The items that some list asks.
fn asked(doc: &Document) -> BTreeSet<&Code> {
    doc.checklists.iter().flat_map(|(_, list)| rows(list)).collect()
}

/// Every row of a list, whatever its depth.
fn rows(list: &Checklist) -> impl Iterator<Item = &Code> {
    [&list.patrol, &list.signed, &list.full, &list.special].into_iter().flatten()
}

fn codes_of(put: &Put) -> &[Code] {
    match put {
        Put::Checklist(_, field) => codes_in(field),
        _ => &[],
    }
}

fn codes_in(field: &ChecklistField) -> &[Code] {
    match field {
        ChecklistField::Patrol(codes)
        | ChecklistField::Signed(codes)
        | ChecklistField::Full(codes)
        | ChecklistField::Special(codes) => codes,
        ChecklistField::Kept(_) => &[],
    }
}

/// Puts what the document does not have yet on the books, and lists ask the editions of this book
/// where the mine left the earlier words alone; what the mine changed stays, as do old sheets.
pub(super) fn load(doc: &Document, book: &Book) -> Draft {
    let codes = book.items.iter().map(|(code, _)| code);
    let missing: Vec<&Code> = codes.filter(|code| doc.items.find(code).is_none()).collect();
    let mut puts = book.written(&missing);
    puts.extend(book.dangers(doc));
    puts.extend(book.lists(doc, Parts { added: true, corrected: true, kinds: true }));
    Draft::of("载入检查表", puts)
}

/// The lists of a kind that would be others than they are.
fn changed(
    kind: SiteKind,
    mine: &Checklist,
    fields: [ChecklistField; 4],
) -> impl Iterator<Item = Put> + '_ {
    let other = |field: &ChecklistField| mine.field(&Checklist::key(field)) != *field;
    fields.into_iter().filter(other).map(move |field| Put::from((kind, field)))
}

/// Begins the next edition of an item and puts it in the old one's place in every checklist.
pub(super) fn revise(doc: &Document, code: &Code) -> Result<Draft, Refusal> {
    let gone = || Refusal::Gone(RecordId::Item(code.clone()));
    let item = doc.items.get(code).ok_or_else(gone)?;
    let next = code.next_edition();
    if doc.items.find(&next).is_some() {
        return Err(Refusal::Broken(format!("{}已经有新的修订", code.base)));
    }
    let mut puts: Vec<Put> =
        item.written().into_iter().map(|field| (next.clone(), field).into()).collect();
    puts.push((next.clone(), ItemField::Reviewed(String::new())).into());
    let swap = |codes: &[Code]| -> Vec<Code> {
        codes.iter().map(|one| if one == code { next.clone() } else { one.clone() }).collect()
    };
    for (kind, checklist) in doc.checklists.iter() {
        let swapped = [
            ChecklistField::Patrol(swap(&checklist.patrol)),
            ChecklistField::Signed(swap(&checklist.signed)),
            ChecklistField::Full(swap(&checklist.full)),
            ChecklistField::Special(swap(&checklist.special)),
        ];
        puts.extend(changed(*kind, checklist, swapped));
    }
    let made = vec![RecordId::Item(next)];
    Ok(Draft { verb: format!("修订检查项 {}", code.base), puts, made })
}

#[cfg(test)]
mod tests;
