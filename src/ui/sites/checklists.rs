//! Check items of a kind of site: words, judgement, basis; all editable by their editions.

use eframe::egui::{self, ScrollArea};

use crate::action::Action;
use crate::model::checklist::{Checklist, Code, Item, ItemField};
use crate::model::place::SiteKind;
use crate::model::{Kind, RecordId};
use crate::ui::widgets::{Table, Text, card_ui, choice_ui, table_ui, text_field_ui};
use crate::ui::{Screens, Side, View, list_height, look, split_ui};
use crate::workspace::{Intent, Pick};

pub(in crate::ui) fn checklists_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let kind = picked.id::<Checklist>().unwrap_or(SiteKind::Dormitory);
    if let Some(kind) = choice_ui(ui, "场所类别", Some(kind), SiteKind::ALL, SiteKind::word) {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Item)));
        intents.push(Intent::Pick(Pick::Record(RecordId::Checklist(kind))));
    }
    let list = view.doc.checklists.get(&kind).cloned().unwrap_or_default();
    // Every item of the kind once, with the depths it belongs to.
    let mut codes: Vec<(Code, String)> = Vec::new();
    for (depth, part) in
        [("巡", &list.patrol), ("巡", &list.signed), ("检", &list.full), ("专", &list.special)]
    {
        for code in part {
            match codes.iter_mut().find(|(known, _)| known == code) {
                Some((_, depths)) => {
                    depths.push(' ');
                    depths.push_str(depth);
                }
                None => codes.push((code.clone(), depth.to_owned())),
            }
        }
    }
    let chosen = picked.get::<Item>(view.doc);
    let back = split_ui(ui, 0.55, chosen.is_some(), |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| {
            let table = Table {
                name: "items",
                columns: &[("编号", 56.0), ("检查内容", 0.0), ("深度", 72.0), ("由谁判定", 72.0)],
                rows: codes.len(),
                selected: codes
                    .iter()
                    .position(|(code, _)| Some(code) == picked.id::<Item>().as_ref()),
                height: list_height(ui),
            };
            let clicked = table_ui(ui, table, |row, cells| {
                let Some((code, depths)) = codes.get(row) else { return };
                let Some(item) = view.doc.items.get(code) else { return };
                cells.words(&code.base);
                cells.words(&item.words);
                cells.words(depths);
                cells.words(item.judged_by().word());
            });
            if let Some((code, _)) = clicked.and_then(|row| codes.get(row)) {
                intents.push(Intent::Pick(Pick::Record(RecordId::Item(code.clone()))));
            }
        }),
        Side::Detail => match &chosen {
            Some((code, item)) => {
                ui.push_id(code.to_string(), |ui| item_ui(ui, view, screens, code, item, intents));
            }
            None => card_ui(ui, "", "", |ui| {
                ui.label(look::weak("在左边选一项，可以看判定方法和依据，也可以修订"));
            }),
        },
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Item)));
    }
}

fn item_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    code: &Code,
    item: &Item,
    intents: &mut Vec<Intent>,
) {
    let printed =
        view.doc.sheets.iter().any(|(_, sheet)| sheet.rows().iter().any(|row| row.item == code));
    ScrollArea::vertical().show(ui, |ui| {
        let remark = if printed { "已印在单子上" } else { "" };
        card_ui(ui, &format!("检查项 {}", code.base), remark, |ui| {
            let set = |field| Intent::Do(Action::Set((code.clone(), field).into()));
            let fields = &mut screens.fields;
            if printed {
                ui.label(look::weak(&item.words));
                ui.label(look::small(format!("路线单用语：{}", item.brief)));
                ui.label(look::small(
                    "文字已印在发出的单子上。要改文字，请点右上角“修订所选检查项”。",
                ));
                ui.add_space(look::GAP);
            } else {
                let words = Text::lines("检查内容", &item.words);
                if let Some(words) = text_field_ui(ui, fields, words) {
                    intents.push(set(ItemField::Words(words)));
                }
                let brief = Text::line("路线单用语", &item.brief);
                if let Some(words) = text_field_ui(ui, fields, brief) {
                    intents.push(set(ItemField::Brief(words)));
                }
            }
            if let Some(words) = text_field_ui(ui, fields, Text::lines("判定方法", &item.how)) {
                intents.push(set(ItemField::How(words)));
            }
            if let Some(words) = text_field_ui(ui, fields, Text::lines("依据", &item.basis)) {
                intents.push(set(ItemField::Basis(words)));
            }
            let reviewed = Text::line("审核", &item.reviewed).hint("审核人和日期");
            if let Some(words) = text_field_ui(ui, fields, reviewed) {
                intents.push(set(ItemField::Reviewed(words)));
            }
            let classes: Vec<&str> = item.classes.iter().map(|class| class.word()).collect();
            ui.label(look::small(format!(
                "{}判定　处置：{}",
                item.judged_by().word(),
                classes.join("或")
            )));
        });
    });
}
