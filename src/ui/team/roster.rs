//! The question for a roster: paste it, look at what was made of it, take it in.

use eframe::egui::{self, ScrollArea};

use crate::action::roster::{self, Meaning, Outcome, Roster, Row};
use crate::action::{Known, known};
use crate::ui::look;
use crate::ui::widgets::{
    Cells, ColumnSpec, Table, Text, Tone, badge_ui, bare_pick_ui, pasted_ui, table_headed_ui,
    tick_ui,
};
use crate::ui::{Screens, View};
use crate::workspace::RosterDraft;

/// The room for one column of the roster.
const COLUMN: f32 = 108.0;
/// The room for what came of a row.
const OUTCOME: f32 = 190.0;
const HINT: &str = "在WPS里选中名册（带表头）复制，到这里粘贴\n\
    也可以粘贴群里的接龙：1. 张三 机电队 13900000000";

pub(in crate::ui) fn roster_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut RosterDraft,
) {
    let text = Text { lines: 4, ..Text::lines("名册", &draft.text).hint(HINT) };
    if let Some(text) = pasted_ui(ui, &mut screens.fields, text) {
        // What was said of the old columns says nothing of new ones.
        *draft = RosterDraft { text, ..RosterDraft::default() };
    }
    let roster = roster::read(&draft.text, &draft.hints);
    if roster.rows.is_empty() {
        ui.label(look::small("表格有没有表头都行；WPS、Excel、CSV、群里的接龙都认得"));
        return;
    }
    let fates = fates(view, &roster);
    summary_ui(ui, &roster, &fates);
    if draft.hints.merged || roster.looks_merged() {
        let words = "单位、支部、分队、小组空着的，照上一行（合并单元格）";
        if let Some(merged) = tick_ui(ui, draft.hints.merged, words) {
            draft.hints.merged = merged;
        }
    }
    ui.add_space(look::GAP);
    preview_ui(ui, draft, &roster, &fates);
}

/// What will become of each row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Known,
    /// The same person as an earlier row.
    Again,
    Unread,
}

fn fates(view: View<'_>, roster: &Roster) -> Vec<Fate> {
    let mut known = known(view.doc, &roster.recruits()).into_iter();
    let fate = |row: &Row| match row.outcome {
        Outcome::Unread(_) => Fate::Unread,
        Outcome::Read { .. } => match known.next() {
            Some(Known::OnBooks(_)) => Fate::Known,
            Some(Known::Above(_)) => Fate::Again,
            Some(Known::New) | None => Fate::New,
        },
    };
    roster.rows.iter().map(fate).collect()
}

fn summary_ui(ui: &mut egui::Ui, roster: &Roster, fates: &[Fate]) {
    let count = |fate: Fate| fates.iter().filter(|one| **one == fate).count();
    ui.horizontal_wrapped(|ui| {
        for (fate, tone, words) in [
            (Fate::New, Tone::Good, "人新录入"),
            (Fate::Known, Tone::Neutral, "人已在册，补充更新"),
            (Fate::Again, Tone::Care, "行与前面是同一人"),
            (Fate::Unread, Tone::Care, "行没有读出，不录入"),
        ] {
            let count = count(fate);
            if 0 < count {
                badge_ui(ui, tone, &format!("{count}{words}"));
            }
        }
    });
    let mut notes: Vec<&str> = Vec::new();
    if !roster.says(Meaning::Standing) {
        notes.push("没有“政治面貌”一列：新队员先按“正式党员”录入");
    }
    if !roster.says(Meaning::Group) {
        notes.push("没有“小组”一列：新队员先编入“安全巡查组”");
    }
    for words in notes {
        ui.label(look::small(words));
    }
}

/// The table as it was read; the meaning of each column may be changed.
fn preview_ui(ui: &mut egui::Ui, draft: &mut RosterDraft, roster: &Roster, fates: &[Fate]) {
    let mut columns: Vec<ColumnSpec> = vec![("结果", OUTCOME)];
    columns.extend(roster.columns.iter().map(|_| ("", COLUMN)));
    let table = Table {
        name: "roster",
        columns: &columns,
        rows: roster.rows.len(),
        selected: None,
        height: (ui.ctx().content_rect().height() - 500.0).max(5.0 * look::ROW),
    };
    let meanings: Vec<(Meaning, String)> =
        Meaning::ALL.iter().map(|meaning| (*meaning, meaning.word().to_owned())).collect();
    let head = |ui: &mut egui::Ui, place: usize| {
        let Some(place) = place.checked_sub(1) else {
            ui.label(look::small("结果"));
            return;
        };
        let Some(column) = roster.columns.get(place) else { return };
        ui.vertical(|ui| {
            let words = if column.head.is_empty() {
                format!("第{}列", place + 1)
            } else {
                column.head.clone()
            };
            let name = ui.add(egui::Label::new(look::small(words)).truncate()).id;
            let id = ui.scope_id().with(("meaning", place));
            let width = COLUMN - look::GAP;
            let wish = bare_pick_ui(ui, (id, name), width, Some(column.meaning), &meanings);
            if let Some(meaning) = wish {
                draft.hints.meanings.insert(place, meaning);
            }
        });
    };
    ScrollArea::horizontal().id_salt("roster").show(ui, |ui| {
        table_headed_ui(ui, table, (62.0, head), |row, cells| {
            if let (Some(row), Some(fate)) = (roster.rows.get(row), fates.get(row)) {
                row_ui(cells, roster, row, *fate);
            }
        });
    });
}

fn row_ui(cells: &mut Cells<'_>, roster: &Roster, row: &Row, fate: Fate) {
    let (tone, words, why) = match (&row.outcome, fate) {
        (Outcome::Unread(why), _) => (Tone::Care, why.clone(), why.clone()),
        (Outcome::Read { left_out, .. }, _) if !left_out.is_empty() => {
            let why = left_out.join("；");
            (Tone::Care, why.clone(), format!("录入，但这些没有录入：{why}"))
        }
        (_, Fate::Known) => (Tone::Neutral, "已在册".to_owned(), String::new()),
        (_, Fate::Again) => (Tone::Care, "与前面同一人".to_owned(), String::new()),
        _ => (Tone::Good, "新录入".to_owned(), String::new()),
    };
    cells.ui(|ui| {
        if why.is_empty() {
            badge_ui(ui, tone, &words);
            return;
        }
        // Why may be long: cut off, and in full under the pointer.
        let words = look::small(format!("△ {words}")).color(look::CARE);
        let hint = format!("第{}行：{why}", row.line);
        ui.add(egui::Label::new(words).truncate().selectable(false)).on_hover_text(hint);
    });
    for (column, cell) in roster.columns.iter().zip(&row.cells) {
        let skipped = column.meaning == Meaning::Skip;
        cells.words(if skipped { look::small(cell) } else { cell.into() });
    }
}
