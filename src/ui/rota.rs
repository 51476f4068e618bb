//! 排班: the days of the season against the posts and their shifts.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{self, Id, Vec2};

use super::look::{self, sign};
use super::paste::paste_button_ui;
use super::widgets::{button_ui, card_ui, empty_ui, heading_ui, link_ui, primary_ui};
use super::{Screens, Side, View, beside_ui, detail_ui};
use crate::action::Action;
use crate::action::paste::What;
use crate::model::duty::DutyId;
use crate::model::mine::{Only, Season, SeasonField};
use crate::model::{Kind, RecordId};
use crate::print::Request;
use crate::rules::duty::Burden;
use crate::rules::{calendar, holidays};
use crate::workspace::{Command, Intent, Pick, Place, Tab};

mod cell;
mod days;
mod fill;
mod grid;
mod turns;
mod why;

pub(super) use fill::fill_ui;
pub(super) use turns::turns_ui;

use days::{Column, Line};

/// The grid's share of the room, beside the cell.
const SHARE: f32 = 0.7;

/// What the rota keeps between frames.
#[derive(Debug, Default)]
pub(super) struct RotaState {
    /// The cell of the frame before; another one must come into sight.
    cell: Option<DutyId>,
    /// Whether the grid has been in front; the first time it begins at today.
    opened: bool,
    /// How far the grid is scrolled.
    offset: Vec2,
    /// The room it had in the frame before.
    room: Vec2,
    /// The writing cursor goes to the people of the cell in the next frame: a field that got it
    /// at once would also get the key that sent it there.
    soon: bool,
    /// Why the people of a cell have it, once somebody asked.
    reasons: Option<why::Reasons>,
}

/// The rota in front.
struct Front<'a> {
    view: View<'a>,
    season: Season,
    columns: Vec<Column<'a>>,
    lines: Vec<Line>,
    burden: Burden,
}

/// The field in which people are put into the cell.
fn editor() -> Id {
    Id::unique("who is on duty")
}

pub(super) fn rota_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let season = view.doc.current_season();
    let columns = days::columns(view.doc);
    let (Some(first), Some(last)) = (season.first, season.last) else {
        heading_ui(ui, "排班", "", |_| {});
        if columns.is_empty() {
            no_posts_ui(ui, view, intents);
        } else {
            no_season_ui(ui, view, intents);
        }
        return;
    };
    let lines = days::lines(first, last, season.year);
    let count = lines.iter().filter(|line| matches!(line, Line::Day(_))).count();
    let short = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    let waits = if season.announced.is_empty() { "　放假、调休待国办通知" } else { "" };
    let remark = format!("{}—{}　{count}天{waits}", short(first), short(last));
    heading_ui(ui, "排班", &remark, |ui| {
        let ours = columns.iter().any(|column| !column.post.official);
        if ours && primary_ui(ui, "自动排班", None) {
            intents.push(Intent::Run(Command::Fill));
        }
        for (words, large) in [("值班表 A4", false), ("值班表 A3", true)] {
            if button_ui(ui, words, None) {
                intents.push(Intent::Preview(Request::rota(first, last, large)));
            }
        }
        paste_button_ui(ui, What::Rota, intents);
        if button_ui(ui, "回到今天", None) {
            screens.rota.opened = false;
            intents.push(pick(None));
        }
    });
    ui.add_space(look::GAP);
    if columns.is_empty() {
        return no_posts_ui(ui, view, intents);
    }
    let burden = Burden::of(view.doc);
    let front = Front { view, season, columns, lines, burden };
    beside_ui(ui, SHARE, |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| grid::grid_ui(ui, &front, screens, intents)),
        Side::Detail => detail_ui(ui, |ui| side_ui(ui, &front, screens, intents)),
    });
}

/// Another cell, or none.
fn pick(cell: Option<DutyId>) -> Intent {
    Intent::Pick(cell.map_or(Pick::NoneOf(Kind::Duty), |cell| Pick::Record(RecordId::Duty(cell))))
}

fn side_ui(ui: &mut egui::Ui, front: &Front<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    cell::cell_ui(ui, front, screens, intents);
    findings_ui(ui, front.view, intents);
}

/// What the rules say of the rota; nothing was refused, everything is shown.
fn findings_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let findings = view.workspace.findings().iter();
    let mut findings: Vec<(Option<DutyId>, &RecordId, String)> = findings
        .filter(|finding| finding.rule.code.starts_with('D'))
        .map(|finding| {
            let cell = match finding.about {
                RecordId::Duty(cell) => Some(cell),
                _ => None,
            };
            (cell, &finding.about, finding.breach.sentence())
        })
        .collect();
    findings.sort_by_key(|(cell, ..)| (cell.is_none(), *cell));
    let remark = if findings.is_empty() { String::new() } else { format!("{}条", findings.len()) };
    card_ui(ui, "要核对的", &remark, |ui| {
        if findings.is_empty() {
            let is_empty = view.doc.duties.iter().all(|(_, duty)| duty.persons.is_empty());
            let words = if is_empty {
                "排班表还是空的"
            } else {
                "✓ 没有冲突，也没有空岗"
            };
            ui.label(look::weak(words));
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().button_padding = Vec2::new(0.0, 3.0);
        for (place, (_, about, words)) in findings.iter().enumerate() {
            let clicked = ui.push_id(place, |ui| {
                ui.add(
                    egui::Button::new(look::small(format!("△ {words}")).color(look::CARE))
                        .frame_when_inactive(false)
                        .wrap()
                        .min_size(Vec2::new(ui.available_width(), 0.0)),
                )
                .clicked()
            });
            if clicked.inner {
                intents.push(Intent::Show((*about).clone()));
            }
        }
    });
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
    let usual = calendar::season(year);
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
fn day_words(season: &Season, day: NaiveDate) -> String {
    let name = holidays::day_name(season, day);
    format!("{} {name}", calendar::day_words(day)).trim_end().to_owned()
}
