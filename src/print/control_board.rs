//! 《值班室挂板》: whom the control room calls in what order, which level calls for what, what to say. On A3,
//! for the wall beside the telephone. Source: `sources.md` 电话表.

use super::card::Phone;
use super::contact;
use super::data::Data;
use super::head::{plan_version, season_title};
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, if_any};
use super::phones::{how_to_call, what_to_say};
use super::plate::{Plate, Section};
use crate::model::Document;
use crate::model::mine::Mine;
use crate::model::plan::Chapter;
use crate::rules::masking::masked_within;
use crate::rules::{outline, telephones};

pub(super) static PAPER: Paper = Paper {
    word: "wallboard",
    key: "wallboard",
    title: "值班室挂板",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[],
    days: Span::Standing,
    none: "电话表还没有一个号码",
    offers: |doc, _| {
        let words = "值班室挂板，A3（先打谁、响应分级、报警怎么说）";
        if_any(doc.phones.len(), "个号码", words, Request::wallboard())
    },
    name: |_, _| Named::of("A3"),
    make: |source, _| Ok(Data::Plates(vec![plate(source)])),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The board beside the telephone of the control room.
    pub fn wallboard() -> Self {
        PAPER.whole()
    }
}

/// What stands between two numbers of one line.
const BETWEEN: [char; 7] = ['、', '，', ',', '；', ';', '/', '\n'];

/// So many lines of the telephone table stand below those that are called first.
const MORE: usize = 8;

fn plate(source: &Source<'_>) -> Plate {
    let (doc, mine) = (source.doc, &source.mine);
    let approved = outline::newest_version(doc).is_some_and(|(_, one)| outline::reads_as(doc, one));
    let lines = |heading: &str, lines: Vec<String>| Section::Lines {
        heading: heading.to_owned(),
        lines: lines.iter().map(|line| masked_within(line)).collect(),
    };
    let meeting = match mine.meeting_point.trim() {
        "" => "________（待填）",
        meeting => meeting,
    };
    let levels = outline::chapter_words(doc, Chapter::Levels);
    let levels = levels.lines().map(str::trim).filter(|line| !line.is_empty());
    let say = vec![
        what_to_say(mine),
        format!("接车地点：{meeting}。派人到路口等候，带路到现场。"),
        how_to_call(mine),
    ];
    let right =
        vec![lines("报警怎么说", say), lines("响应分级", levels.map(str::to_owned).collect())];
    let calls =
        Section::Calls { heading: "先打谁，按顺序".to_owned(), calls: calls(doc, mine) };
    Plate {
        large: true,
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节值班室应急挂板"),
        columns: vec![vec![calls], right],
        notes: vec![
            mine.in_own_names(
                "命令由矿长或值班矿领导下达，现场由调度室统一指挥；打电话的人记下时间、对方和回话。",
            ),
            "号码空着的查实后填写，逐个拨测；119、110、120不作拨测。".to_owned(),
            format!("依据：{}。", plan_version(doc)),
        ],
        draft: !approved,
        ..Plate::default()
    }
}

/// Fire brigade, ambulance, dispatch room, then the mine's own lines in the order of the telephone table.
fn calls(doc: &Document, mine: &Mine) -> Vec<Phone> {
    let [fire, ambulance, dispatch] = contact::first_of_all(doc, mine);
    let first = [
        (format!("{}（起火、有人被困）", fire.0), fire.1),
        (format!("{}（有人受伤、中毒）", ambulance.0), ambulance.1),
        (format!("{}（任何情况）", dispatch.0), dispatch.1),
    ];
    let own = contact::lines(doc).into_iter().filter(|line| !line.national);
    let own = own.map(|line| (line.name.trim().to_owned(), telephones::number_of(mine, line)));
    let own = own.filter(|(name, number)| !contact::is_first(mine, name, number)).take(MORE);
    let [.., (_, police)] = contact::EVERYWHERE;
    let police = ("公安（治安、烟花爆竹）".to_owned(), police.to_owned());
    let all = first.into_iter().chain(own).chain([police]);
    all.map(|(name, number)| call(&name, &number)).collect()
}

/// A call without mobile telephones: in full they hang on no wall, and stars cannot be dialled. Its name says
/// where they stand; where no other number is left there is a blank for the pen.
fn call(name: &str, number: &str) -> Phone {
    let all: Vec<&str> = number.split(BETWEEN).map(str::trim).collect();
    let shown: Vec<&str> = all.iter().copied().filter(|one| masked_within(one) == *one).collect();
    let elsewhere = if shown.len() < all.len() { "（手机见电话表）" } else { "" };
    Phone { name: format!("{}{elsewhere}", masked_within(name)), number: shown.join("、") }
}
