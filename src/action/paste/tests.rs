//! Tables as offices and chat groups really write them.

use super::*;
use crate::model::duty::{Duty, DutyField, DutyId};
use crate::model::id::UnitId;
use crate::model::mine::{Only, SeasonField};
use crate::model::people::{Person, PersonField, Post, PostField, Role, Sex, Unit, UnitField};
use crate::model::place::{Site, SiteField};
use crate::model::record::Record;

mod doubtful;
mod lists;
mod nothing_lost;
mod rosters;
mod rotas;
mod rows_of_rotas;
mod wrong_data;

fn mint(place: u32) -> Mint {
    Mint { entry: EntryId { replica: Replica::from_bits(7), number: 1 }, place }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn put<I: Clone, F>(doc: &mut Document, id: I, fields: Vec<F>)
where
    Put: From<(I, F)>,
{
    for field in fields {
        doc.apply(Put::from((id.clone(), field)));
    }
}

/// Somebody on the books.
fn add_person(doc: &mut Document, place: u32, name: &str, unit: &str) -> PersonId {
    let of_name = doc.units.iter().find(|(_, one)| one.name == unit).map(|(id, _)| *id);
    let unit = (!unit.is_empty()).then(|| {
        of_name.unwrap_or_else(|| {
            let id = UnitId(mint(place));
            let new = Unit { kept: true, name: unit.to_owned(), ..Unit::default() };
            put::<_, UnitField>(doc, id, new.written());
            id
        })
    });
    let id = PersonId(mint(place));
    let new = Person { kept: true, name: name.to_owned(), unit, ..Person::default() };
    put::<_, PersonField>(doc, id, new.written());
    id
}

fn add_post(
    doc: &mut Document,
    place: u32,
    name: &str,
    shifts: &[DutyShift],
    seats: u16,
) -> PostId {
    let id = PostId(mint(place));
    let (name, shifts) = (name.to_owned(), shifts.to_vec());
    let order = u16::try_from(place).unwrap();
    let new = Post { kept: true, name, shifts, seats, order, ..Post::default() };
    put::<_, PostField>(doc, id, new.written());
    id
}

fn add_site(doc: &mut Document, place: u32, name: &str) {
    let id = crate::model::id::SiteId(mint(place));
    let new = Site { kept: true, name: name.to_owned(), ..Site::default() };
    put::<_, SiteField>(doc, id, new.written());
}

/// A season of 2027, people and the posts of a small mine.
fn mine() -> Document {
    let mut doc = Document::default();
    for field in [
        SeasonField::Kept(true),
        SeasonField::Year(2027),
        SeasonField::First(Some(day("2027-01-30"))),
        SeasonField::Last(Some(day("2027-02-20"))),
    ] {
        doc.apply(Put::from((Only, field)));
    }
    let people = ["亢宝庆", "逯春晖", "武岁安", "王方", "张卫东", "阿依古丽·买买提", "柴有田"];
    for (place, name) in (0..).zip(people) {
        add_person(&mut doc, place, name, "机电队");
    }
    add_post(&mut doc, 20, "值班矿领导", &[DutyShift::Whole], 1);
    add_post(&mut doc, 21, "调度值班员", &[DutyShift::Day, DutyShift::Night], 1);
    add_post(&mut doc, 22, "巡查员", &[DutyShift::Day, DutyShift::Night], 2);
    add_post(&mut doc, 23, "消防控制室", &[DutyShift::Day, DutyShift::Night], 2);
    doc
}

fn order(what: What, text: &str) -> Order {
    Order { text: text.to_owned(), ..Order::new(what) }
}

/// What comes of the order, and the document after it.
fn done(doc: &Document, order: &Order) -> (Look, Document) {
    let again =
        |place| Mint { entry: EntryId { replica: Replica::from_bits(9), number: 1 }, place };
    let (look, written) = read(doc, order, day("2027-01-30"), &again);
    let mut after = doc.clone();
    for put in &written.puts {
        after.apply(put.clone());
    }
    // Whatever is said to be left alone is, and what is only looked at says the same.
    if look.rows.iter().all(|row| matches!(row.fate, Fate::Unread | Fate::Same)) {
        assert!(written.puts.is_empty(), "{:?}", written.puts);
    }
    let seen = super::look(doc, order, day("2027-01-30"));
    assert_eq!((&seen.rows, &seen.columns), (&look.rows, &look.columns));
    (look, after)
}

/// A row in one line: what becomes of it, what it does besides, what is left out.
fn told(look: &Look) -> Vec<String> {
    let row = |row: &Row| {
        let fate = match row.fate {
            Fate::New => "新",
            Fate::Changed => "改",
            Fate::Same => "同",
            Fate::Unread => "×",
        };
        let parts = [fate.to_owned(), row.told.join("；"), row.left_out.join("；")];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    look.rows.iter().map(row).collect()
}

#[test]
fn the_kind_of_a_table_is_told_by_its_headings() {
    let doc = mine();
    let table = [
        ("姓名\t性别\t政治面貌\n张三\t男\t党员", Some(What::Members)),
        ("日期\t值班领导\t调度白班\n2月5日\t亢宝庆\t逯春晖", Some(What::Rota)),
        ("场所名称\t类别\t责任区\n3号公寓\t宿舍\t一区", Some(What::Sites)),
        ("岗位\tA角\tB角\t职责\n门岗\t亢宝庆\t逯春晖\t看门", Some(What::Posts)),
        ("路线名称\t区域\t途经点位\n北线\t北区\t", Some(What::Routes)),
        ("", None),
    ];
    for (text, expected) in table {
        assert_eq!(guess(&doc, text, day("2027-01-30")), expected, "{text}");
    }
}
