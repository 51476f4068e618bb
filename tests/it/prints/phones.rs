//! 《应急电话表》.

use shousui::action::{Action, NewRecord, PlanAction};
use shousui::model::mine::{MineField, Only};
use shousui::model::plan::{Phone, PhoneField};
use shousui::print::{Request, print};
use typst::layout::{Frame, FrameItem, Point};
use typst::visualize::Geometry;

use super::manned::{absurd, line, manned, stays_on_the_page};
use super::pockets::{cuts, sizes};
use super::{count, has, printed, stamp, text_of};
use crate::fixture::{act, empty, set};

#[test]
fn the_telephone_table_says_how_to_call() {
    let (mut session, names) = manned(1);
    act(&mut session, set((Only, MineField::OutsidePrefix("0".to_owned()))));
    act(&mut session, set((Only, MineField::Place("禾安县云砚镇".to_owned()))));
    act(&mut session, set((Only, MineField::MeetingPoint("正门外路口".to_owned()))));
    let clinic = line(&session, "卫生所");
    act(&mut session, set((clinic, PhoneField::Number("8120".to_owned()))));
    let by = Some(names.people[0]);
    act(&mut session, Action::Plan(PlanAction::Dial { phone: clinic, by }));
    let (_, words) = printed(&session, &Request::phones());
    has(
        &words,
        &[
            "2027年春节应急电话表",
            "发现火情先报119，再报调度室8000。内线电话拨119：先拨0，再拨119",
            "我是禾安县云砚镇望禾煤矿，",
            "接车地点正门外路口",
            "我们派人在正门外路口等候",
            "截至2027年2月5日",
            "火警、消防救援先报单位、地点、燃烧物、有无人员被困，派人到路口接车119",
            "卫生所8120",
            // The profile knows this one; nobody knows the next.
            "调度室（24小时）8000",
            "值班矿领导________（待填）",
        ],
    );
    let national = words.find("全国通用").unwrap();
    let own = words.find("本矿和属地").unwrap();
    assert!(national < own && words[own..].contains("卫生所"));
    assert_eq!(count(&words, "苗小满"), 0, "whoever tried a line stands on the list for that");

    act(&mut session, set((Only, MineField::OutsidePrefix(String::new()))));
    let (_, words) = printed(&session, &Request::phones());
    has(&words, &["内线电话拨119：先拨________（待填"]);
    act(&mut session, set((Only, MineField::MeetingPoint(String::new()))));
    let (_, words) = printed(&session, &Request::phones());
    has(&words, &["我们派人在接车地点等候"]);
}

#[test]
fn a_telephone_table_of_nothing_or_of_absurd_lines_stays_on_its_page() {
    let (_, words) = printed(&empty(1), &Request::phones());
    has(&words, &["还没有载入全国通用电话", "还没有载入本矿电话", "再报调度室________（待填）"]);

    let (mut session, _) = manned(1);
    let line = line(&session, "变电所");
    for field in [
        PhoneField::Name(absurd()),
        PhoneField::Number("1".repeat(300)),
        PhoneField::Note(absurd()),
    ] {
        act(&mut session, set((line, field)));
    }
    let (print, words) = printed(&session, &Request::phones());
    assert_eq!(count(&words, "#eval(\"1\")"), 1, "its name; its note is for whoever tries it");
    stays_on_the_page(&print);
}

/// The frame of a sheet to be folded and its folds, measured on the page; the same telephones as on the wall.
#[test]
fn the_table_to_be_folded_is_cut_and_folded_to_71_by_100_millimetres() {
    let doc = crate::sample::doc();
    let fold = print(doc, &Request::phones_to_fold(), &stamp()).unwrap();
    assert_eq!(fold.page_count(), 1);
    let frame = &fold.pages()[0].frame;
    let near = |one: f64, other: f64| (one - other).abs() < 0.05;
    assert!(near(frame.size().x.to_mm(), 297.0) && near(frame.size().y.to_mm(), 210.0));
    let (mut lines, mut frames) = (Vec::new(), Vec::new());
    cuts(frame, Point::zero(), &mut lines);
    boxes(frame, Point::zero(), &mut frames);
    let [(left, top, width, height)] = frames.as_slice() else { panic!("{frames:?}") };
    assert!(near(*left, 6.5) && near(*top, 5.0) && near(*width, 284.0) && near(*height, 200.0));
    let across: Vec<f64> = lines.iter().filter(|one| near(one.3, 0.0)).map(|one| one.1).collect();
    assert!(across.len() == 1 && near(across[0], 105.0), "{lines:?}");
    let down: Vec<f64> = lines.iter().filter(|one| near(one.2, 0.0)).map(|one| one.0).collect();
    assert_eq!(down.len(), 3, "{lines:?}");
    for (fold, number) in down.iter().zip(1..) {
        assert!(near(*fold, 6.5 + 71.0 * f64::from(number)), "{down:?}");
    }
    // Whatever the wall says stands on the fold, and every number large enough to dial from.
    let (words, wall) =
        (text_of(&fold), text_of(&print(doc, &Request::phones(), &stamp()).unwrap()));
    for (_, phone) in doc.phones.iter() {
        assert!(words.contains(phone.name.trim()) && wall.contains(phone.name.trim()), "{words}");
        let number = phone.number.trim();
        if number.is_empty() {
            continue;
        }
        assert!(words.contains(number), "{number}");
        // A note may speak of another number in small type.
        let large = sizes(&fold, number).into_iter().fold(0.0, f64::max);
        assert!(12.0 <= large, "{number}: {large}");
    }
    for label in ["怎样报警", "接车地点", "报警时说", "全国通用", "本矿和属地"]
    {
        has(&words, &[label]);
        has(&wall, &[label]);
    }
    stays_on_the_page(&fold);
}

#[test]
fn a_fold_of_nothing_or_of_absurd_lines_keeps_to_its_panels() {
    let (_, words) = printed(&empty(1), &Request::phones_to_fold());
    has(&words, &["还没有载入全国通用电话", "还没有载入本矿电话"]);
    let (mut session, _) = manned(1);
    let line = line(&session, "变电所");
    for field in [
        PhoneField::Name(absurd()),
        PhoneField::Number("1".repeat(300)),
        PhoneField::Note(absurd()),
    ] {
        act(&mut session, set((line, field)));
    }
    for number in 0..70 {
        let phone = Phone { name: format!("外委单位{number}"), order: 200, ..Phone::default() };
        act(&mut session, Action::Add(NewRecord::Phone(phone)));
    }
    let (print, words) = printed(&session, &Request::phones_to_fold());
    has(&words, &["见电话表", "本矿和属地（续）", "外委单位69"]);
    assert_eq!(print.page_count(), 2);
    stays_on_the_page(&print);
}

/// Rectangles drawn in dashes: from where, how wide and high, in millimetres.
fn boxes(frame: &Frame, at: Point, found: &mut Vec<(f64, f64, f64, f64)>) {
    for (offset, item) in frame.items() {
        let from = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                boxes(&group.frame, from + moved, found);
            }
            FrameItem::Shape(shape, _) => {
                if let Geometry::Rect(size) = shape.geometry
                    && shape.stroke.as_ref().is_some_and(|stroke| stroke.dash.is_some())
                {
                    found.push((from.x.to_mm(), from.y.to_mm(), size.x.to_mm(), size.y.to_mm()));
                }
            }
            _ => {}
        }
    }
}
