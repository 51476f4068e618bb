//! How a new workbook begins: with nothing, with what the open one knows, or to practise.

use eframe::egui;

use super::widgets::{labelled_ui, year_field_ui};
use super::{Screens, View, look};
use crate::model::mine::LittleYear;
use crate::rules::calendar;
use crate::workspace::{NewFrom, NewSeasonDraft};

pub(super) fn new_season_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut NewSeasonDraft,
) {
    let open = view.workspace.can_be_taken_over();
    let season = view.doc.current_season().year;
    let mine = view.doc.profile().name;
    let (earlier, hint) = if open {
        (
            format!("沿用现在打开的{mine} {season}春节"),
            "带上队员、岗位、责任区、场所、路线、检查表、处置卡、电话表、应急物资，\
             和演练、处置后没办完的改进事项；值班、单子、隐患留在原来的文件里",
        )
    } else {
        ("沿用去年的工作簿".to_owned(), "请先取消，用“打开”打开去年的文件，再新建")
    };
    let options = [
        (NewFrom::Nothing, "空白工作簿".to_owned(), "只带检查表，从本矿资料填起", true),
        (NewFrom::OpenBook, earlier, hint, open),
        (NewFrom::Sample, "练习".to_owned(), "望禾煤矿样例，单位人名均为虚构，不保存", true),
    ];
    for (from, words, hint, enabled) in options {
        ui.add_enabled_ui(enabled, |ui| {
            look::open_boxes(ui.visuals_mut());
            if ui.radio(draft.from == from, words).clicked() {
                draft.from = from;
            }
            ui.indent(hint, |ui| ui.label(look::small(hint)));
        });
        ui.add_space(look::GAP);
    }
    if draft.from == NewFrom::Sample {
        return;
    }
    let year = year_field_ui(ui, &mut screens.fields, "春节年份", draft.year);
    draft.year = year.unwrap_or(draft.year);
    let taken = draft.from == NewFrom::OpenBook;
    let little = if taken { view.doc.little_year() } else { LittleYear::North };
    labelled_ui(ui, "", |ui, _| {
        if let Some((first, last)) = calendar::season(draft.year, little) {
            let eve = calendar::new_year(draft.year).and_then(|day| day.pred_opt());
            let eve = eve.map(calendar::day_words).unwrap_or_default();
            let days = |day: chrono::NaiveDate| day.format("%-m月%-d日").to_string();
            ui.label(look::small(format!(
                "除夕 {eve}；本季 {}（小年）至 {}（元宵节），以后可改",
                days(first),
                days(last)
            )));
        }
    });
}
