//! 排班: the days of the season against the posts and their shifts.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{self, Id};

use super::look::{self, sign};
use super::paste::paste_button_ui;
use super::widgets::{button_ui, card_ui, empty_ui, link_ui, primary_ui};
use super::{Screens, Side, View, beside_ui, detail_ui};
use crate::action::Action;
use crate::action::paste::What;
use crate::model::duty::{Duty, DutyId};
use crate::model::mine::{Only, Season, SeasonField};
use crate::model::{Kind, RecordId};
use crate::print::Request;
use crate::rules::duty::Burden;
use crate::rules::{calendar, holidays};
use crate::workspace::{Command, Intent, Pick, Place, Tab};

mod board;
mod cell;
mod days;
mod fill;
mod findings;
mod gaps;
mod go_on;
mod grid;
mod known;
mod lacks;
mod people;
mod posts;
mod swap;
mod swaps;
mod turn;
mod turns;
mod why;

pub(super) use fill::{fill_ui, lacking_ui};
pub(super) use go_on::go_on_ui;
pub(super) use swap::swap_ui;
pub(super) use swaps::{swap_actions_ui, swaps_ui};
pub(super) use turns::turns_ui;

use board::{Board as _, BoardState};
use days::{Column, Line};
use known::Known;
use people::People;
use posts::Posts;

/// The grid's share of the room, beside the cell.
const SHARE: f32 = 0.7;

/// What the rota keeps between frames.
#[derive(Debug, Default)]
pub(super) struct RotaState {
    /// The board of posts.
    posts: BoardState,
    /// The board of people.
    people: BoardState,
    /// The kinds of findings that are folded or opened by hand.
    folded: BTreeMap<&'static str, bool>,
    /// In how many passes the question who comes for whom was painted.
    asked: u8,
    /// What its questions were answered with.
    known: Known,
    /// Why the people of a cell have it, once somebody asked.
    reasons: Option<why::Reasons>,
}

/// The rota in front.
struct Front<'a> {
    view: View<'a>,
    season: Season,
    columns: Vec<Column<'a>>,
    lines: Vec<Line>,
    burden: Arc<Burden>,
}

/// The field in which people are put into the cell.
fn editor() -> Id {
    Id::unique("who is on duty")
}

/// 1月30日—2月20日　22天: the days of the season.
pub(super) fn season_words(view: View<'_>) -> String {
    let season = view.doc.current_season();
    let (Some(first), Some(last)) = (season.first, season.last) else { return String::new() };
    let short = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    let waits = if season.announced.is_empty() { "　放假、调休待国办通知" } else { "" };
    let count = days::lines((first, last), &season, view.doc.little_year());
    let count = count.iter().filter(|line| matches!(line, Line::Day(_))).count();
    format!("{}—{}　{count}天{waits}", short(first), short(last))
}

/// What can be done with the rota as a whole.
pub(super) fn rota_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let season = view.doc.current_season();
    let (Some(first), Some(last)) = (season.first, season.last) else { return };
    let ours = days::columns(view.doc).iter().any(|column| !column.post.official);
    if ours && primary_ui(ui, "自动排班", None) {
        intents.push(Intent::Run(Command::Fill));
    }
    if ours && button_ui(ui, Command::GoOn.word(), None) {
        intents.push(Intent::Run(Command::GoOn));
    }
    for (words, large) in [("值班表 A4", false), ("值班表 A3", true)] {
        if button_ui(ui, words, None) {
            intents.push(Intent::Preview(Request::rota(first, last, large)));
        }
    }
    // It hangs beside the rota.
    if !view.doc.cards.is_empty() && button_ui(ui, "责任矩阵", None) {
        intents.push(Intent::Preview(Request::matrix()));
    }
    paste_button_ui(ui, What::Rota, intents);
    if button_ui(ui, "回到今天", None) {
        intents.push(pick(None));
        grid::wish_for_today(ui);
    }
}

/// The rota in front; where there is none yet, what is to be done first.
fn front<'a>(
    ui: &mut egui::Ui,
    view: View<'a>,
    known: &mut Known,
    intents: &mut Vec<Intent>,
) -> Option<Front<'a>> {
    let season = view.doc.current_season();
    let columns = days::columns(view.doc);
    if columns.is_empty() {
        no_posts_ui(ui, view, intents);
        return None;
    }
    let (Some(first), Some(last)) = (season.first, season.last) else {
        no_season_ui(ui, view, intents);
        return None;
    };
    let lines = days::lines((first, last), &season, view.doc.little_year());
    let burden = known.burden(view);
    Some(Front { view, season, columns, lines, burden })
}

pub(super) fn rota_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Some(front) = front(ui, view, &mut screens.rota.known, intents) else { return };
    let day = view.workspace.picked().id::<Duty>().map(|cell| cell.day);
    beside_ui(ui, SHARE, |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| posts_ui(ui, &front, screens, intents)),
        Side::Detail => detail_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = look::GAP;
            cell::cell_ui(ui, &front, screens, intents);
            day_ui(ui, &front, day, screens, intents);
        }),
    });
}

/// The same by people.
pub(super) fn people_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Some(front) = front(ui, view, &mut screens.rota.known, intents) else { return };
    let day = view.workspace.picked().turn.map(|(_, day)| day);
    beside_ui(ui, SHARE, |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| persons_ui(ui, &front, screens, intents)),
        Side::Detail => detail_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = look::GAP;
            turn::turn_ui(ui, &front, screens, intents);
            day_ui(ui, &front, day, screens, intents);
        }),
    });
}

/// The board of people, and whose day of it is picked.
fn persons_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let people = People::of(front, screens.rota.known.people(front.view, &front.lines));
    if people.rows() == 0 {
        ui.label(look::weak("名册上还没有队员，先到“队伍”里录入"));
        return;
    }
    let before = front.view.workspace.picked().turn.and_then(|turn| people.spot_of(turn));
    let state = (&mut screens.rota.people, before);
    let at = grid::grid_ui(ui, front.view, &people, state, intents);
    if at != before {
        intents.push(Intent::Pick(Pick::Turn(at.and_then(|at| people.turn_at(at)))));
    }
}

/// The hours of the day that is looked at, and what the rules say of the rota.
fn day_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    day: Option<NaiveDate>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let is_of_season = |day: &NaiveDate| front.lines.contains(&Line::Day(*day));
    let day = day.or(Some(front.view.today)).filter(is_of_season);
    if let Some(day) = day {
        gaps::gaps_ui(ui, front, day);
    }
    findings::findings_ui(ui, front.view, &mut screens.rota.folded, intents);
}

/// The board of posts, and which cell of it is picked.
fn posts_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let posts = Posts::of(front);
    let picked = front.view.workspace.picked().id::<Duty>();
    let before = picked.and_then(|cell| posts.spot_of(cell));
    let state = (&mut screens.rota.posts, before);
    let at = grid::grid_ui(ui, front.view, &posts, state, intents);
    if at != before {
        intents.push(pick(at.and_then(|at| posts.cell_at(at))));
    }
}

/// Another cell, or none.
fn pick(cell: Option<DutyId>) -> Intent {
    Intent::Pick(cell.map_or(Pick::NoneOf(Kind::Duty), |cell| Pick::Record(RecordId::Duty(cell))))
}

fn no_posts_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let (title, hint) = if view.doc.posts.is_empty() {
        ("还没有岗位", "排班表的各列是岗位：先到“队伍”的“岗位”里载入常用岗位")
    } else {
        ("没有要排班的岗位", "到“队伍”的“岗位”里给岗位勾上班次，它就成为排班表的一列")
    };
    let clicked =
        card_ui(ui, "", "", |ui| empty_ui(ui, sign::CALENDAR_CHECK, title, hint, "去定岗位"));
    if clicked {
        intents.push(Intent::Pick(Pick::Tab(Tab::Posts)));
        intents.push(Intent::Go(Place::Team));
    }
}

/// The festival tells the usual season: from 小年 to 元宵节.
fn no_season_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let season = view.doc.current_season();
    let year = if season.year == 0 { view.today.year() } else { season.year };
    let usual = calendar::season(year, view.doc.little_year());
    let words = usual.map(|(first, last)| {
        let short = |day: NaiveDate| day.format("%-m月%-d日");
        format!("从小年到元宵节：{}—{}", short(first), short(last))
    });
    card_ui(ui, "", "", |ui| {
        let hint = "排班表的各行是本季的每一天，请先定起始日和截止日";
        let words = words.unwrap_or_default();
        if empty_ui(ui, sign::CALENDAR_CHECK, "还没有定本季的起止", hint, &words)
            && let Some((first, last)) = usual
        {
            let year = (season.year == 0).then_some(SeasonField::Year(year));
            let days = [SeasonField::First(Some(first)), SeasonField::Last(Some(last))];
            let puts = year.into_iter().chain(days).map(|field| (Only, field).into());
            intents.push(Intent::Do(Action::SetAll(puts.collect())));
        }
        ui.vertical_centered(|ui| {
            if link_ui(ui, look::weak("在本矿资料里定别的日子")) {
                intents.push(Intent::Go(Place::Profile));
            }
        });
    });
}

/// 2月5日 周五 腊月廿九 除夕 休.
fn day_words(front: &Front<'_>, day: NaiveDate) -> String {
    let name = holidays::day_name(&front.season, front.view.doc.little_year(), day);
    format!("{} {name}", calendar::day_words(day)).trim_end().to_owned()
}
