//! 巡查: the sheets of a day, and typing one back.

use chrono::Days;
use eframe::egui::{self, Id, Key, TextEdit};

use super::record::DAY;
use super::today::{number_words, sheet_badge_ui, sheets_of};
use super::widgets::{
    Table, button_ui, card_ui, empty_ui, heading_ui, icon_button_ui, primary_ui, quiet_ui, table_ui,
};
use super::{Screens, Side, View, beside_ui, keyboard, list_height, look};
use crate::model::RecordId;
use crate::model::id::SheetId;
use crate::model::sheet::Sheet;
use crate::model::value::narrowed;
use crate::rules::calendar;
use crate::workspace::{Command, Dialog, Intent, Pick};

mod entry;
mod grid;

/// The width that all columns of the list of sheets need, and without whoever walks.
const ALL_COLUMNS: f32 = 640.0;
const WITHOUT_WALKERS: f32 = 480.0;

/// What typing sheets back keeps between frames.
#[derive(Debug, Default)]
pub(super) struct PatrolState {
    /// The end of a number being typed to find a sheet.
    digits: String,
    /// The sheet of the frame before; another one starts afresh.
    sheet: Option<SheetId>,
    /// The row under the cursor, by its place on the paper.
    cursor: usize,
    /// Digits of a row number typed so far.
    row_digits: String,
    /// When the last of them was typed, by the clock of the window.
    typed_at: f64,
    /// The row under the cursor before they were typed.
    before: usize,
    /// What the last key did not do, and why.
    said: String,
    /// Asked whether the sheet is filed though rows of it are blank.
    filing: bool,
    /// Something was asked in the frame before.
    asked: bool,
    /// Where the writing cursor should go in this frame.
    wants: Option<Wants>,
    /// The cursor moved, so its row must come into sight.
    moved: bool,
}

/// Where the writing cursor should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    Number,
    Left,
    Grid,
}

pub(super) fn patrol_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let entering = view.workspace.picked().entering;
    let sheet = entering.and_then(|entering| view.doc.sheets.get(&entering.sheet));
    if let (Some(entering), Some(sheet)) = (entering, sheet) {
        if screens.patrol.sheet.replace(entering.sheet) != Some(entering.sheet) {
            screens.patrol = PatrolState {
                sheet: Some(entering.sheet),
                wants: Some(if sheet.left.is_none() { Wants::Left } else { Wants::Grid }),
                ..PatrolState::default()
            };
        }
        ui.push_id(entering.sheet, |ui| {
            entry::entry_ui(ui, view, screens, entering, sheet, intents);
        });
    } else {
        if screens.patrol.sheet.take().is_some() || ui.memory(|m| m.focused().is_none()) {
            screens.patrol.wants = Some(Wants::Number);
        }
        list_ui(ui, view, screens, intents);
    }
}

fn list_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let picked = view.workspace.picked().clone();
    let day = picked.day.unwrap_or(view.today);
    heading_ui(ui, "巡查", &calendar::day_words(day), |ui| {
        if primary_ui(ui, "出单", Some("F3")) {
            intents.push(Intent::Run(Command::Issue));
        }
        for (sign, words, days) in [
            (look::sign::RIGHT, "后一天", day.checked_add_days(Days::new(1))),
            (look::sign::LEFT, "前一天", day.checked_sub_days(Days::new(1))),
        ] {
            if icon_button_ui(ui, sign, words) {
                intents.push(Intent::Pick(Pick::Day(days)));
            }
        }
        if day != view.today && quiet_ui(ui, "回到今天") {
            intents.push(Intent::Pick(Pick::Day(None)));
        }
    });
    ui.add_space(look::GAP);
    beside_ui(ui, 0.62, |ui, side| match side {
        Side::List => {
            number_ui(ui, screens, intents);
            ui.add_space(look::GAP);
            day_ui(ui, view, day, intents);
        }
        Side::Detail => waiting_ui(ui, view, intents),
    });
}

/// Finds a sheet by the end of its number.
fn number_ui(ui: &mut egui::Ui, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let id = Id::unique("sheet number");
    card_ui(ui, "", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            let name = ui.label(look::bold("录入回单：单号后几位")).id;
            let response = ui
                .add(
                    TextEdit::singleline(&mut screens.patrol.digits)
                        .id(id)
                        .desired_width(120.0)
                        .margin(egui::Margin::symmetric(8, 5)),
                )
                .labelled_by(name);
            if screens.patrol.wants == Some(Wants::Number) {
                screens.patrol.wants = None;
                response.request_focus();
            }
            keyboard::painted(&response);
            let entered = keyboard::pressed_in(ui.ctx(), id, Key::Enter);
            let digits = narrowed(&screens.patrol.digits).trim().to_owned();
            if (button_ui(ui, "录入", Some("Enter")) || entered) && !digits.is_empty() {
                screens.patrol.digits.clear();
                intents.push(Intent::EnterNumber(digits));
            }
            ui.label(look::small("例：XC-2027-0213 输入 213"));
        });
    });
}

fn day_ui(ui: &mut egui::Ui, view: View<'_>, day: chrono::NaiveDate, intents: &mut Vec<Intent>) {
    let sheets = sheets_of(view, day);
    card_ui(ui, "这一天的单子", &format!("{} 张", sheets.len()), |ui| {
        if sheets.is_empty() {
            let hint = "出单后打印，带到现场打√、打×，回来再录入";
            if empty_ui(ui, look::sign::CLIPBOARD, "这一天还没有出单", hint, "") {
                intents.push(Intent::Run(Command::Issue));
            }
            return;
        }
        // How it stands must be read to the end; who walked and when stands on the sheet too.
        let room = ui.available_width();
        let (has_walkers, has_round) = (ALL_COLUMNS <= room, WITHOUT_WALKERS <= room);
        let mut columns = vec![("单号", 128.0), ("路线或场所", 0.0)];
        columns.extend(has_round.then_some(("巡次", 48.0)));
        columns.extend(has_walkers.then_some(("巡查人", 152.0)));
        columns.push(("情况", 168.0));
        let table = Table {
            name: "sheets",
            columns: &columns,
            rows: sheets.len(),
            selected: None,
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, sheet)) = sheets.get(row) else { return };
            cells.words(number_words(sheet));
            cells.words(&sheet.title);
            if has_round {
                cells.words(&sheet.shift);
            }
            if has_walkers {
                cells.words(view.doc.person_names(&sheet.walkers));
            }
            cells.ui(|ui| sheet_badge_ui(ui, view, sheet));
        });
        if let Some((id, _)) = clicked.and_then(|row| sheets.get(row)) {
            intents.push(Intent::Show(RecordId::Sheet(*id)));
        }
    });
}

/// Sheets that went out and have not come back, of any day: oldest first.
fn waiting_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let mut waiting: Vec<(SheetId, &Sheet)> = view
        .doc
        .sheets
        .iter()
        .filter(|(_, sheet)| sheet.entered.is_none())
        .map(|(id, sheet)| (*id, sheet))
        .collect();
    waiting.sort_by_key(|(_, sheet)| (sheet.day, sheet.number.clone()));
    card_ui(ui, "还没录入的单子", &format!("{} 张", waiting.len()), |ui| {
        if waiting.is_empty() {
            ui.label(look::weak("✓ 发出的单子都已录入"));
            return;
        }
        let table = Table {
            name: "waiting",
            columns: &[("日期", DAY), ("单号", 128.0), ("", 0.0)],
            rows: waiting.len(),
            selected: None,
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((id, sheet)) = waiting.get(row) else { return };
            let day = sheet.day.map(|day| day.format("%-m月%-d日").to_string());
            cells.words(day.unwrap_or_default());
            cells.words(number_words(sheet));
            cells.ui(|ui| {
                if quiet_ui(ui, "作废…") {
                    let (sheet, why) = (*id, String::new());
                    intents.push(Intent::Ask(Some(Dialog::VoidSheet { sheet, why })));
                }
            });
        });
        if let Some((id, _)) = clicked.and_then(|row| waiting.get(row)) {
            intents.push(Intent::Show(RecordId::Sheet(*id)));
        }
    });
}
