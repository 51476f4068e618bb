//! The question for a pasted table, one for all kinds: paste it, see what becomes of each row, say
//! what was guessed wrong, take it in.

use eframe::egui::{self, ScrollArea};

use super::widgets::{
    Cells, ColumnSpec, Table, Text, Tone, badge_ui, bare_pick_ui, button_ui, is_added, pasted_ui,
    pick_ui, quiet_ui, table_headed_ui, tick_ui,
};
use super::{Screens, View, is_wide, look};
use crate::action::paste::{Fate, Look, Order, Row, Sense, Sheet, What, look as read};
use crate::model::RecordId;
use crate::model::Value as _;
use crate::model::id::PersonId;
use crate::workspace::{Dialog, Intent, LeftOutDraft};

/// The room for one column of the table.
const COLUMN: f32 = 120.0;
/// And the most: what is longer is read under the pointer.
const COLUMN_MOST: f32 = 240.0;
/// A column of a rota has a post and a shift at its head.
const SLOT: f32 = 150.0;
/// The least room for what became of a row.
const OUTCOME: f32 = 230.0;
/// And the most: the columns of a small table stand beside it, not at the far side.
const OUTCOME_MOST: f32 = 380.0;

/// The table in front as it was last read.
#[derive(Debug, Default)]
pub(super) struct PasteState {
    read: Option<(Order, u64, Look)>,
    /// Whether the last change put more of a table below what was there.
    adds: bool,
}

impl PasteState {
    /// Reads the table where it, or the document, is not the one of the frame before.
    fn look(&mut self, view: View<'_>, order: &Order) -> Look {
        let revision = view.doc.revision();
        match &self.read {
            Some((known, of, look)) if known == order && *of == revision => look.clone(),
            _ => {
                let look = read(view.doc, order, view.today);
                self.read = Some((order.clone(), revision, look.clone()));
                look
            }
        }
    }
}

fn ask(what: What) -> Intent {
    Intent::Ask(Some(Dialog::Paste(Order::new(what))))
}

/// The button by which a list is taken out of a table.
pub(super) fn paste_button_ui(ui: &mut egui::Ui, what: What, intents: &mut Vec<Intent>) {
    if button_ui(ui, "从表格粘贴…", None) {
        intents.push(ask(what));
    }
    file_button_ui(ui, what, intents);
}

/// The button by which a file with such a table in it is chosen.
fn file_button_ui(ui: &mut egui::Ui, what: What, intents: &mut Vec<Intent>) {
    if button_ui(ui, "从表格文件…", None) {
        intents.push(Intent::ChooseTable(what));
    }
}

/// The same beside one record, where only a part of each is taken out of the table.
pub(super) fn paste_quiet_ui(
    ui: &mut egui::Ui,
    words: &str,
    what: What,
    intents: &mut Vec<Intent>,
) {
    if quiet_ui(ui, words) {
        intents.push(ask(what));
    }
}

/// What to paste, by the kind of table.
fn hint(what: What) -> &'static str {
    match what {
        What::Members => {
            "在WPS里选中名册（带表头）复制，到这里粘贴\n也可以粘贴群里的接龙：1. 张三 机电队 13900000000"
        }
        What::Rota => {
            "在WPS里选中整张值班表（带表头）复制，到这里粘贴\n也可以一行一天：2月5日 亢宝庆"
        }
        What::Certificates => "带表头复制：姓名、单位、证件、证号、有效期至",
        What::Leaves => "带表头复制：姓名、请假日期（2月5日—7日）",
        What::Posts => "带表头复制：岗位名称、A角、B角、职责、班次、电话",
        What::Units => "带表头复制：单位名称、负责人、电话",
        What::Zones => "带表头复制：责任区、责任人、B角",
        What::Sites => "带表头复制：场所名称、类别、责任区、管理单位、说明",
        What::Residents => {
            "带表头复制：楼栋、房间、姓名、类别、单位、电话、入住日期、离矿日期、需协助\n身份证号、病情不录入"
        }
        What::Routes => "带表头复制：路线名称、区域、路线各点（用“、”或“→”隔开）",
        What::Phones => "带表头复制：单位或岗位、电话、说明",
        What::Supplies => {
            "带表头复制：名称、编号、型号规格、数量、单位、存放地点、保管人、有效期至、上次检查、状态、备注"
        }
    }
}

pub(super) fn paste_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    order: &mut Order,
    intents: &mut Vec<Intent>,
) {
    kind_ui(ui, view, order, intents);
    source_ui(ui, view, order);
    let text = Text { lines: 4, ..Text::lines("表格", &order.text).hint(hint(order.what)) };
    if let Some(text) = pasted_ui(ui, &mut screens.fields, text) {
        screens.paste.adds = is_added(&order.text, &text);
        // Whoever says of what kind it is may say so afterwards.
        *order = if order.is_replaced_by(&text) {
            order.of_another(text, view.doc, view.today)
        } else {
            order.of_text(text)
        };
        *order = view.workspace.as_remembered(order.clone(), view.today);
    }
    if screens.paste.adds && !order.text.is_empty() && order.source.is_none() {
        ui.label(look::small("后粘贴的接在下面，一并录入；要换成新的，先点“清空”再粘贴"));
    }
    let look = screens.paste.look(view, order);
    if order.text.trim().is_empty()
        && let Some(last) = view.workspace.left_out_last()
        && quiet_ui(ui, &format!("再看上次没有录入的{}处", last.lines.len()))
    {
        intents.push(Intent::Ask(Some(Dialog::LeftOut(last.clone()))));
    }
    if look.rows.is_empty() {
        let words = if order.text.trim().is_empty() {
            "WPS、Excel、CSV、Word里的表格和群里的接龙都认得；也可以把文件拖到窗口里"
        } else {
            "没有看出要录入的内容。请把表头和内容一起复制过来"
        };
        ui.label(look::small(words));
        return;
    }
    summary_ui(ui, order.what, &look);
    if view.workspace.is_remembered(order, &look) {
        ui.label(look::small("各列的意思照上次同样表头的表；不对的请在列头改选"));
    }
    questions_ui(ui, view, order, &look);
    ui.add_space(look::GAP);
    preview_ui(ui, order, &look);
}

/// What the table is about, which may be guessed wrong for a file.
fn kind_ui(ui: &mut egui::Ui, view: View<'_>, order: &mut Order, intents: &mut Vec<Intent>) {
    let kinds: Vec<(What, String)> =
        What::ALL.iter().map(|what| (*what, what.word().to_owned())).collect();
    ui.horizontal_wrapped(|ui| {
        let name = ui.label(look::weak("这张表是")).id;
        let id = ui.scope_id().with("what");
        if let Some(what) = bare_pick_ui(ui, (id, name), 160.0, Some(order.what), &kinds) {
            *order = view.workspace.as_remembered(order.of_kind(what), view.today);
        }
        file_button_ui(ui, order.what, intents);
    });
}

/// The file it is out of: which of its sheets, and what its reader has to say.
fn source_ui(ui: &mut egui::Ui, view: View<'_>, order: &mut Order) {
    let Some(source) = order.source.clone() else { return };
    let named = |(at, sheet): (usize, &Sheet)| {
        let hidden = if sheet.is_hidden { "（隐藏）" } else { "" };
        (at, format!("{}{hidden}", sheet.name))
    };
    let sheets: Vec<(usize, String)> = source.sheets.iter().enumerate().map(named).collect();
    ui.horizontal_wrapped(|ui| {
        ui.label(look::weak(format!("文件：{}", source.file)));
        if 1 < sheets.len() {
            let name = ui.label(look::weak(format!("共{}张表，现在读", sheets.len()))).id;
            let id = ui.scope_id().with("sheet");
            if let Some(at) = bare_pick_ui(ui, (id, name), 240.0, Some(source.at), &sheets) {
                *order = view.workspace.as_remembered(order.of_sheet(at), view.today);
            }
        }
    });
    for note in source.sheet().map(|sheet| sheet.notes.as_slice()).unwrap_or_default() {
        ui.label(look::small(format!("△ {note}")).color(look::CARE));
    }
}

fn summary_ui(ui: &mut egui::Ui, what: What, look: &Look) {
    let unit = if matches!(what, What::Members | What::Residents) { "人" } else { "行" };
    let partly = look.rows.iter().filter(|row| row.fate != Fate::Unread);
    let partly = partly.filter(|row| !row.left_out.is_empty()).count();
    ui.horizontal_wrapped(|ui| {
        for (tone, count, words) in [
            (Tone::Good, look.count(Fate::New), format!("{unit}新录入")),
            (Tone::Neutral, look.count(Fate::Changed), format!("{unit}有改动")),
            (Tone::Neutral, look.count(Fate::Same), format!("{unit}与册上相同")),
            (Tone::Care, look.count(Fate::Unread), "行没有读出，不录入".to_owned()),
            (Tone::Care, partly, "行有几处没有录入".to_owned()),
        ] {
            if 0 < count {
                badge_ui(ui, tone, &format!("{count}{words}"));
            }
        }
    });
    for words in look.remarks.iter().cloned().chain(look.columns_left_out()) {
        ui.label(look::small(words));
    }
}

/// What only a person can say.
fn questions_ui(ui: &mut egui::Ui, view: View<'_>, order: &mut Order, look: &Look) {
    if look.merged || look.looks_merged {
        let words = match order.what {
            What::Rota => "日期、班次、岗位空着的，照上一行（合并单元格）",
            What::Residents => "楼栋、房间、单位空着的，照上一行（合并单元格）",
            _ => "单位、支部等空着的，照上一行（合并单元格）",
        };
        if let Some(merged) = tick_ui(ui, look.merged, words) {
            order.hints.merged = Some(merged);
        }
    }
    if !look.enlists && !look.strangers.is_empty() {
        let (count, names) = (look.strangers.len(), look.strangers.join("、"));
        let words = format!("名册上没有的{count}人（{names}）一并记入人员（不算队员）");
        if let Some(newcomers) = tick_ui(ui, order.hints.newcomers, &words) {
            order.hints.newcomers = newcomers;
        }
    }
    for (name, bearers) in &look.namesakes {
        let known = bearers.iter().map(|id| (Some(*id), told(view, *id)));
        let new = look.enlists.then(|| (None, "另一个人（新录入）".to_owned()));
        let options: Vec<(Option<PersonId>, String)> = known.chain(new).collect();
        let chosen = order.hints.who.get(name).copied();
        let label = format!("册上有{}个{name}，表里是", bearers.len());
        if let Some(who) = pick_ui(ui, &label, chosen, &options) {
            order.hints.who.insert(name.clone(), who);
        }
    }
}

/// What tells somebody from others of the name.
fn told(view: View<'_>, id: PersonId) -> String {
    let Some(person) = view.doc.persons.get(&id) else { return String::new() };
    let parts = [
        RecordId::Person(id).told(view.doc),
        person.title.clone(),
        person.mobile.clone(),
        person.membership.as_ref().map(|one| one.group.shown(view.doc)).unwrap_or_default(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|one| !one.trim().is_empty()).collect();
    parts.join(" ")
}

/// The table as it was read; what each column is taken for may be changed.
fn preview_ui(ui: &mut egui::Ui, order: &mut Order, look: &Look) {
    let least = if order.what == What::Rota { SLOT } else { COLUMN };
    let count = f32::from(u16::try_from(look.columns.len()).unwrap_or(u16::MAX));
    // A few columns take the room there is; of many, each row says beside its outcome whose it is,
    // for the column of names goes out of sight.
    let room = ui.available_width() - OUTCOME - look::MARGIN;
    let width = (room / count.max(1.0)).floor().clamp(least, COLUMN_MOST);
    let is_named = room < count * least;
    // What is left of the width is for what became of a row.
    let left = ui.available_width() - count * width - look::MARGIN;
    let outcome = left.clamp(OUTCOME, OUTCOME_MOST);
    let mut columns: Vec<ColumnSpec> = vec![("结果", outcome)];
    columns.extend(look.columns.iter().map(|_| ("", width)));
    let room = ui.ctx().content_rect().height() - if is_wide(ui.ctx()) { 470.0 } else { 500.0 };
    let table = Table {
        name: "paste",
        columns: &columns,
        rows: look.rows.len(),
        selected: None,
        height: room.max(5.0 * look::ROW),
    };
    let head = |ui: &mut egui::Ui, place: usize| {
        let Some(place) = place.checked_sub(1) else {
            ui.label(look::small("结果"));
            return;
        };
        let Some(column) = look.columns.get(place) else { return };
        ui.vertical(|ui| {
            let words = if column.head.is_empty() {
                format!("第{}列", place + 1)
            } else {
                column.head.clone()
            };
            let name = ui.add(egui::Label::new(look::small(words)).truncate()).id;
            let id = ui.scope_id().with(("meaning", place));
            // Its line lies round it.
            let room = ui.available_width() - 2.0;
            let sense = bare_pick_ui(ui, (id, name), room, Some(column.sense), &look.choices);
            if let Some(sense) = sense {
                order.hints.columns.insert(place, sense);
            }
        });
    };
    // Another table is shown from its beginning.
    ui.push_id(order.text.len(), |ui| {
        ScrollArea::horizontal().show(ui, |ui| {
            table_headed_ui(ui, table, (62.0, head), |row, cells| {
                if let Some(row) = look.rows.get(row) {
                    let name = if is_named { look.name_of(order.what, row) } else { "" };
                    row_ui(cells, look, row, name);
                }
            });
        });
    });
}

fn row_ui(cells: &mut Cells<'_>, look: &Look, row: &Row, name: &str) {
    let (tone, words) = match row.fate {
        Fate::New => (Tone::Good, "新录入"),
        Fate::Changed => (Tone::Neutral, "改动"),
        Fate::Same => (Tone::Neutral, "与册上相同"),
        Fate::Unread => (Tone::Care, ""),
    };
    let (told, left_out) = (row.told.join("；"), row.left_out.join("；"));
    if told.is_empty() && left_out.is_empty() {
        cells.badge(tone, format!("{words} {name}").trim());
        return cells_ui(cells, look, row);
    }
    cells.ui(|ui| {
        // It may be long: cut off, and in full under the pointer.
        let (shown, colour) = match (left_out.is_empty(), words.is_empty()) {
            (true, _) => {
                badge_ui(ui, tone, format!("{words} {name}").trim());
                (told.clone(), look::WEAK)
            }
            (false, true) => (format!("△ {name} {left_out}"), look::CARE),
            (false, false) => (format!("△ {name} {words}，但{left_out}"), look::CARE),
        };
        let parts = [words, told.as_str(), left_out.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let hint = format!("{}：{}", row.place, parts.join("；"));
        let label = egui::Label::new(look::small(shown).color(colour)).truncate();
        ui.add(label.selectable(false)).on_hover_text(hint);
    });
    cells_ui(cells, look, row);
}

fn cells_ui(cells: &mut Cells<'_>, look: &Look, row: &Row) {
    for (column, cell) in look.columns.iter().zip(&row.cells) {
        let skipped = column.sense == Sense::Skip;
        let cell = cell.replace('\n', " ");
        cells.words(if skipped { look::small(cell) } else { cell.into() });
    }
}

/// What was taken in, and what was not, with a way to where it belongs.
pub(super) fn left_out_ui(ui: &mut egui::Ui, draft: &LeftOutDraft, intents: &mut Vec<Intent>) {
    ui.label(look::bold(&draft.done));
    ui.label(look::weak(&draft.intro));
    if quiet_ui(ui, "复制下面的清单") {
        let lines: Vec<&str> = draft.lines.iter().map(|left| left.words.as_str()).collect();
        ui.ctx().copy_text(lines.join("\n"));
    }
    ui.add_space(look::GAP);
    for (place, left) in draft.lines.iter().enumerate() {
        ui.push_id(place, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(format!("△ {}", left.words));
                if let Some(about) = &left.about
                    && quiet_ui(ui, "去看")
                {
                    intents.extend([Intent::Ask(None), Intent::Show(about.clone())]);
                }
            });
        });
    }
}
