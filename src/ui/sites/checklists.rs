//! Check items of a kind of site: words, judgement, basis; all editable by their editions.

use eframe::egui;

use crate::action::Action;
use crate::model::checklist::{Checklist, Code, Item, ItemField};
use crate::model::place::SiteKind;
use crate::model::{Choice as _, Kind, RecordId};
use crate::ui::dangers::dangers_ui;
use crate::ui::record::{Column, Form, List, Shown, records_ui};
use crate::ui::widgets::{card_ui, pick_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::{Intent, Pick};

const COLUMNS: &[Column<Item>] = &[
    Column::new("编号", 64.0, |_, code: &Code, _| Shown::words(&code.base)),
    Column::new("检查内容", 0.0, |view, _, item| Shown::words(said(view, &item.words))),
    Column::extra("判定方法", 0.0, |view, _, item| Shown::words(said(view, &item.how))),
    Column::new("用在", 72.0, |view, code, _| Shown::words(depths(view, code))),
    Column::new("由谁判定", 80.0, |_, _, item| Shown::words(item.judged_by().word())),
];

/// Words of an item as the mine reads them.
fn said(view: View<'_>, words: &str) -> String {
    view.doc.profile().said(words)
}

/// The kind of site whose items are listed.
fn kind(view: View<'_>) -> SiteKind {
    view.workspace.picked().id::<Checklist>().unwrap_or(SiteKind::Dormitory)
}

/// The parts of a checklist with the depth of each.
fn parts(list: &Checklist) -> [(&'static str, &[Code]); 4] {
    [("巡", &list.patrol), ("巡", &list.signed), ("检", &list.full), ("专", &list.special)]
}

/// Every item of the kind once.
fn codes(view: View<'_>) -> Vec<Code> {
    let Some(list) = view.doc.checklists.get(&kind(view)) else { return Vec::new() };
    let mut codes: Vec<Code> = Vec::new();
    for code in parts(list).iter().flat_map(|(_, part)| part.iter()) {
        if !codes.contains(code) && view.doc.items.get(code).is_some() {
            codes.push(code.clone());
        }
    }
    codes
}

/// The depths an item belongs to: 巡 检
fn depths(view: View<'_>, code: &Code) -> String {
    let Some(list) = view.doc.checklists.get(&kind(view)) else { return String::new() };
    let parts = parts(list);
    let of_it = parts.iter().filter(|(_, part)| part.contains(code)).map(|(depth, _)| *depth);
    of_it.collect::<Vec<_>>().join(" ")
}

pub(in crate::ui) fn checklists_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let kind = kind(view);
    let kinds = SiteKind::ALL.iter().map(|one| (*one, one.own_word(view.doc)));
    if let Some(kind) = pick_ui(ui, "场所类别", Some(kind), &kinds.collect::<Vec<_>>()) {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Item)));
        intents.push(Intent::Pick(Pick::Record(RecordId::Checklist(kind))));
    }
    let rows = || codes(view);
    let of = SiteKind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    let none = "这类场所的检查表还没有检查项";
    let of = u64::try_from(of).unwrap_or_default();
    let list = List { of, none, ..List::new(COLUMNS, 0.55, &rows) };
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        item_ui(ui, view, screens, one, intents);
    });
}

fn item_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (code, item): (&Code, &Item),
    intents: &mut Vec<Intent>,
) {
    let item = &item.said_by(&view.doc.profile());
    let printed =
        view.doc.sheets.iter().any(|(_, sheet)| sheet.rows().iter().any(|row| row.item == code));
    let remark = if printed { "已印在单子上" } else { "" };
    card_ui(ui, &format!("检查项 {}", code.base), remark, |ui| {
        let mut form = Form::of(view, screens, (code, item), intents);
        if printed {
            ui.label(look::weak(&item.words));
            ui.label(look::small(format!("路线单用语：{}", item.brief)));
            ui.label(look::small("文字已印在发出的单子上。要改文字，请点右上角“修订所选检查项”。"));
            ui.add_space(look::GAP);
        } else {
            form.lines(ui, &item.words, ItemField::Words);
            form.line(ui, &item.brief, ItemField::Brief);
        }
        form.lines(ui, &item.how, ItemField::How);
        form.lines(ui, &item.basis, ItemField::Basis);
        form.hint("审核人和日期").line(ui, &item.reviewed, ItemField::Reviewed);
        if let Some(near) = dangers_ui(ui, &item.near) {
            intents.push(Intent::Do(Action::Set((code.clone(), ItemField::Near(near)).into())));
        }
        let classes: Vec<&str> = item.classes.iter().map(|class| class.word()).collect();
        ui.label(look::small(format!(
            "{}判定　处置：{}",
            item.judged_by().word(),
            classes.join("或")
        )));
    });
}
