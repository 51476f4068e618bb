//! Where on a page boxes, fields and rows stand, and what they tell of.

use std::collections::{BTreeMap, BTreeSet};

use shousui::action::{Action, HazardAction, SheetAction};
use shousui::model::checklist::{Depth, Judge};
use shousui::model::id::SheetId;
use shousui::model::place::SiteKind;
use shousui::model::sheet::Mark;
use shousui::model::{Document, RecordId};
use shousui::print::{
    CATALOGUE, Faces, PageSize, Pager, Printed, Request, Scope, Spot, What, print,
};
use shousui::session::Session;
use typst::layout::{Frame, FrameItem, Point};
use typst::visualize::Geometry;

use super::{add_route, add_site, endless, finish, issue_route, issue_site, mark, report, stamp};
use crate::fixture::{act, made, morning, small_mine};
use crate::sample::{doc, last_day};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The places of a whole print, with the sizes of its pages.
fn spots(doc: &Document, request: &Request) -> (Vec<Spot>, Vec<PageSize>) {
    let mut pager = Pager::new(Box::new(doc.clone()), request, stamp(), &Faces::default());
    while pager.advance().unwrap() {}
    let sizes = pager.sizes().to_vec();
    let all = (0..sizes.len()).flat_map(|page| pager.spots(page).unwrap()).collect();
    assert!(pager.spots(sizes.len()).unwrap().is_empty(), "of a page that is not there");
    (all, sizes)
}

fn assert_inside(spots: &[Spot], sizes: &[PageSize]) {
    for spot in spots {
        let size = sizes[spot.page];
        let (right, foot) = (spot.x_mm + spot.width_mm, spot.y_mm + spot.height_mm);
        let is_inside = 5.0 < spot.x_mm
            && 5.0 < spot.y_mm
            && right < f64::from(size.width) / MM - 5.0
            && foot < f64::from(size.height) / MM - 5.0;
        assert!(is_inside && 2.0 < spot.width_mm && 2.0 < spot.height_mm, "{spot:?}");
    }
}

fn assert_apart(spots: &[&Spot]) {
    for (at, one) in spots.iter().enumerate() {
        for other in &spots[at + 1..] {
            let beside = |from: f64, length: f64, other: f64| from + length < other + 0.01;
            let is_apart = one.page != other.page
                || beside(one.x_mm, one.width_mm, other.x_mm)
                || beside(other.x_mm, other.width_mm, one.x_mm)
                || beside(one.y_mm, one.height_mm, other.y_mm)
                || beside(other.y_mm, other.height_mm, one.y_mm);
            assert!(is_apart, "{one:?} {other:?}");
        }
    }
}

/// The answers of each row of a sheet.
fn answers(spots: &[Spot], of: SheetId) -> BTreeMap<u16, Vec<(char, &Spot)>> {
    let mut rows: BTreeMap<u16, Vec<(char, &Spot)>> = BTreeMap::new();
    for spot in spots {
        if let What::Answer { sheet, row, sign } = spot.what
            && sheet == of
        {
            rows.entry(row).or_default().push((sign, spot));
        }
    }
    rows
}

fn assert_every_row_has_its_boxes(session: &Session, sheets: &[SheetId]) -> Vec<Spot> {
    let (all, sizes) = spots(session.document(), &Request::sheets(sheets));
    assert_inside(&all, &sizes);
    for id in sheets {
        let sheet = session.document().sheets.get(id).unwrap();
        let rows = answers(&all, *id);
        let numbers: BTreeSet<u16> = sheet.rows().iter().map(|row| row.number).collect();
        assert_eq!(rows.keys().copied().collect::<BTreeSet<u16>>(), numbers);
        for (row, boxes) in &rows {
            let signs: Vec<char> = boxes.iter().map(|(sign, _)| *sign).collect();
            assert_eq!(signs, ['√', '×', '—'], "{row}");
            let is_in_line = |pair: &[(char, &Spot)]| pair[0].1.x_mm < pair[1].1.x_mm;
            assert!(boxes.windows(2).all(is_in_line), "{boxes:?}");
            let tops: Vec<f64> = boxes.iter().map(|(_, spot)| spot.y_mm).collect();
            assert!(tops.iter().all(|top| (top - tops[0]).abs() < 0.01), "{boxes:?}");
        }
        let fields = all.iter().filter(|spot| match &spot.what {
            What::Answer { sheet, .. } | What::Words { sheet, .. } | What::Field { sheet, .. } => {
                sheet == id
            }
            What::Record(_) => false,
        });
        assert_apart(&fields.collect::<Vec<_>>());
    }
    all
}

fn tenths(x_mm: f64, y_mm: f64) -> (i64, i64) {
    let tenths = |mm: f64| format!("{:.0}", mm * 10.0).parse().unwrap();
    (tenths(x_mm), tenths(y_mm))
}

/// The boxes for a pen that are drawn on a page.
fn squares(frame: &Frame, at: Point, found: &mut Vec<(i64, i64)>) {
    for (place, item) in frame.items() {
        let place = at + *place;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                squares(&group.frame, place + moved, found);
            }
            FrameItem::Shape(shape, _) => {
                if let Geometry::Rect(size) = shape.geometry
                    && (size.x.to_mm() - 4.6).abs() < 0.01
                {
                    found.push(tenths(place.x.to_mm(), place.y.to_mm()));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_box_of_a_sheet_has_its_place() {
    let (mut session, names) = small_mine(1);
    let stops =
        (1..=12).map(|n| add_site(&mut session, &format!("{n}号堆场"), SiteKind::Yard)).collect();
    let long = add_route(&mut session, stops);
    let sheets = vec![
        issue_route(&mut session, &names, names.route),
        issue_route(&mut session, &names, long),
        issue_site(&mut session, &names, names.sites[0], Depth::Full),
        issue_site(&mut session, &names, names.sites[1], Depth::Special),
    ];
    let all = assert_every_row_has_its_boxes(&session, &sheets);
    let pages: BTreeSet<usize> = all.iter().map(|spot| spot.page).collect();
    assert!(sheets.len() < pages.len(), "one of them goes on over several pages");
    let square = |spot: &&Spot| matches!(spot.what, What::Answer { .. });
    let printed = print(session.document(), &Request::sheets(&sheets), &stamp()).unwrap();
    for (page, laid) in printed.pages().iter().enumerate() {
        let mut drawn = Vec::new();
        squares(&laid.frame, Point::zero(), &mut drawn);
        let of_page = all.iter().filter(square).filter(|spot| spot.page == page);
        let mut known: Vec<(i64, i64)> = of_page.map(|spot| tenths(spot.x_mm, spot.y_mm)).collect();
        known.sort_unstable();
        drawn.sort_unstable();
        assert_eq!(known, drawn, "a place for each square of 4.6 mm that is printed, and no other");
    }
    for spot in all.iter().filter(square) {
        assert!((spot.width_mm - 4.6).abs() < 0.01 && (spot.height_mm - 4.6).abs() < 0.01);
    }
    for label in ["出发", "返回", "天气", "巡查人签名", "电工签名", "主管人签名"]
    {
        let is_it = |spot: &&Spot| {
            let sheet = sheets[0];
            spot.what == What::Field { sheet, label: label.to_owned() }
        };
        let expected = if label == "巡查人签名" { 2 } else { 1 };
        assert_eq!(all.iter().filter(is_it).count(), expected, "{label}");
    }
    // Each stop of the walk has its heading.
    for site in &names.sites {
        let of_site = |spot: &&Spot| spot.what == What::Record(RecordId::Site(*site));
        assert_eq!(all.iter().filter(of_site).count(), 1);
    }
}

#[test]
fn on_a_sheet_typed_back_the_signs_have_places_and_a_fault_leads_to_its_hazard() {
    let (mut session, names) = small_mine(1);
    let sheet = issue_route(&mut session, &names, names.route);
    let words = "2层东侧安全出口上链锁".to_owned();
    mark(&mut session, sheet, 11, Mark::Fault { words: words.clone(), hazard: None });
    let fault = HazardAction::ReportFault { sheet, row: 11, words };
    let hazard = made(&mut session, Action::Hazard(fault));
    let (judge, ticked) = (Judge::Member, true);
    act(&mut session, Action::Sheet(SheetAction::Tick { sheet, judge, ticked }));
    finish(&mut session, sheet, morning());
    let (all, sizes) = spots(session.document(), &Request::sheets(&[sheet]));
    assert_inside(&all, &sizes);
    let rows = answers(&all, sheet);
    assert_eq!(rows.get(&11).map(Vec::len), Some(3));
    let leads = all.iter().find(|spot| spot.what == What::Record(hazard.clone())).unwrap();
    let (_, sign) = rows[&11][1];
    assert!(sign.x_mm < leads.x_mm && sign.page == leads.page);
    let middle = leads.y_mm + leads.height_mm / 2.0;
    assert!(sign.holds(sign.x_mm + 1.0, middle), "beside its sign");
}

/// Where on a page the words of a record stand.
fn of_record<'a>(spots: &'a [Spot], record: &RecordId) -> Vec<&'a Spot> {
    spots.iter().filter(|spot| spot.what == What::Record(record.clone())).collect()
}

#[test]
fn each_row_of_the_ledger_leads_to_its_hazard() {
    let (mut session, names) = small_mine(1);
    let hazards: Vec<RecordId> = (1..=60)
        .map(|n| RecordId::Hazard(report(&mut session, &names, &format!("灭火器{n}号压力不足"))))
        .collect();
    let (all, sizes) = spots(session.document(), &Request::ledger());
    assert_inside(&all, &sizes);
    assert_apart(&all.iter().collect::<Vec<_>>());
    assert!(1 < sizes.len());
    let order: Vec<RecordId> = all.iter().map(|spot| spot.what.record()).collect();
    assert_eq!(order, hazards, "in the order of the rows");
    assert!(all.iter().all(|spot| 260.0 < spot.width_mm), "a row from edge to edge");
    // What is too long for a page has a place on each of its pages.
    let long = RecordId::Hazard(report(&mut session, &names, &endless()));
    let (all, _) = spots(session.document(), &Request::ledger());
    let pages: Vec<usize> = of_record(&all, &long).iter().map(|spot| spot.page).collect();
    assert!(pages.windows(2).all(|pair| pair[0] + 1 == pair[1]) && !pages.is_empty(), "{pages:?}");
}

/// The words that stand in a place of what is printed, which bears no marks.
fn words_in(printed: &Printed, spot: &Spot) -> String {
    fn walk(frame: &Frame, at: Point, spot: &Spot, words: &mut String) {
        for (place, item) in frame.items() {
            let place = at + *place;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    walk(&group.frame, place + moved, spot, words);
                }
                FrameItem::Text(text) if spot.holds(place.x.to_mm() + 0.01, place.y.to_mm()) => {
                    words.push_str(&text.text);
                }
                _ => {}
            }
        }
    }
    let mut words = String::new();
    walk(&printed.pages()[spot.page].frame, Point::zero(), spot, &mut words);
    words.replace(|sign: char| sign.is_whitespace() || "\u{200B}\u{2060}".contains(sign), "")
}

/// What is found on the marked layout is where it is printed: marks move nothing.
#[test]
fn names_of_the_rota_and_rows_of_lists_lead_to_their_records() {
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for paper in CATALOGUE {
        let Some(offer) = paper.offers(doc(), &Scope::all(last_day())).into_iter().next() else {
            continue;
        };
        let (all, sizes) = spots(doc(), &offer.request);
        let printed = print(doc(), &offer.request, &stamp()).unwrap();
        assert_eq!(printed.page_count(), sizes.len(), "{}", paper.title);
        for spot in &all {
            let record = spot.what.record();
            assert!(spot.page < sizes.len() && doc().has(&record), "{spot:?}");
            kinds.entry(paper.key).or_default().insert(record.kind().word());
            if let What::Record(_) = spot.what {
                let (words, name) = (words_in(&printed, spot), doc().name_of(&record));
                // A cell of the rota is called by day, shift and post, between which a row says more.
                let parts = match record {
                    RecordId::Duty(_) | RecordId::SpotCheck(_) | RecordId::Service(_) => {
                        name.split(' ').collect()
                    }
                    // A row of the steps that were changed says which card, not its title.
                    RecordId::Card(_) => name.split(' ').take(1).collect(),
                    // A line of a record is named by its incident, which stands at the head.
                    RecordId::IncidentLine(_) => Vec::new(),
                    // Its day stands in the head of the form.
                    RecordId::ZeroReport(_) => name.split(' ').skip(1).collect(),
                    _ => vec![&*name],
                };
                for part in parts {
                    let part = part.replace(char::is_whitespace, "");
                    assert!(words.contains(&part), "{}: {part} in {words}: {spot:?}", paper.title);
                }
            }
        }
    }
    for (paper, kind) in [
        ("rota", "人员"),
        ("roster", "人员"),
        ("overview", "隐患"),
        ("overview", "单位"),
        ("brief", "隐患"),
        ("site", "隐患"),
        ("zones", "责任区"),
        ("transfer", "隐患"),
        ("ledger", "隐患"),
        ("sheets", "场所"),
        ("checks", "查岗记录"),
        ("services", "服务记录"),
        ("publicity", "宣传活动"),
        ("zero", "零报告"),
    ] {
        assert!(kinds.get(paper).is_some_and(|known| known.contains(kind)), "{paper}: {kinds:?}");
    }
}
