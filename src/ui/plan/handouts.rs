//! 发放登记: who holds which numbered copy of which version, and which old ones are still out.

use eframe::egui;

use super::plan;
use crate::action::{Action, NewRecord, PlanAction};
use crate::model::RecordId;
use crate::model::id::{HandoutId, VersionId};
use crate::model::plan::{Handout, HandoutField, HandoutKey};
use crate::print::Request;
use crate::rules::{outline, stages};
use crate::ui::look::{self, sign};
use crate::ui::record::{Column, Form, List, Shown, none_yet_ui, records_ui, remove_ui};
use crate::ui::widgets::{Fresh, Tone, banner_ui, button_ui, card_ui};
use crate::ui::{Screens, View};
use crate::workspace::{Intent, Pick, Tab};

const COLUMNS: &[Column<Handout>] = &[
    Column::new("版本", 64.0, |view, _, one: &Handout| {
        Shown::words(one.version.map_or("", |id| label(view, id)))
    }),
    Column::new("份号", 56.0, |_, _, one: &Handout| {
        Shown::words(if one.number == 0 { String::new() } else { one.number.to_string() })
    }),
    Column::new("领用部门", 0.0, |_, _, one: &Handout| Shown::words(&one.holder)).writes(
        || HandoutKey::Holder,
        |form, ui, one| form.line(ui, &one.holder, HandoutField::Holder),
    ),
    Column::new("领用人", 84.0, |view, _, one: &Handout| {
        Shown::words(one.person.map_or("", |id| view.doc.person_name(id)))
    }),
    Column::new("发放日期", 96.0, |_, _, one: &Handout| Shown::day(one.on)),
    Column::new("状态", 108.0, |view, _, one: &Handout| {
        if one.returned.is_some() {
            Shown::words("已收回").weak()
        } else if one.on.is_none() {
            Shown::badge(Tone::Neutral, "还没发")
        } else if stages::is_old(view.doc, one) {
            Shown::badge(Tone::Care, "旧版没收回")
        } else {
            match stages::changed_since(view.doc, one).len() {
                0 => Shown::badge(Tone::Good, "在用"),
                changed => Shown::badge(Tone::Care, format!("{changed}张卡改过")),
            }
        }
    }),
];

fn label(view: View<'_>, id: VersionId) -> &str {
    view.doc.versions.find(&id).map_or("", |version| version.label.as_str())
}

/// The next copy of the newest version, whose holder is to be written.
fn new_handout(view: View<'_>) -> Intent {
    let version = outline::newest_version(view.doc).map(|(id, _)| id);
    let number = stages::next_copy(view.doc, version);
    let holder = format!("领用部门{number}");
    let on = Some(view.today);
    let new = Handout { version, number, holder, on, ..Handout::default() };
    Intent::Do(Action::Add(NewRecord::Handout(new)))
}

pub(in crate::ui) fn handout_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    let Some((id, version)) = outline::newest_version(view.doc) else { return };
    let missing = stages::receivers(view.doc, id).len();
    let words = format!("发放{}（{missing}份）", version.label);
    if 0 < missing && button_ui(ui, &words, None) {
        intents.push(plan(PlanAction::HandOut));
    }
    let old = view.doc.handouts.iter().filter(|(_, one)| stages::is_old(view.doc, one)).count();
    if 0 < old && button_ui(ui, &format!("旧版都已收回（{old}份）"), None) {
        intents.push(plan(PlanAction::TakeBack));
    }
    if button_ui(ui, "加一份", None) {
        intents.push(new_handout(view));
    }
    if !view.doc.handouts.is_empty() && button_ui(ui, "预览发放登记表", None) {
        intents.push(Intent::Preview(Request::handouts()));
    }
}

pub(in crate::ui) fn handouts_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.handouts.is_empty() {
        if outline::newest_version(view.doc).is_none() {
            let hint = "方案批准后，给各部门、各岗位发编号的文本，谁领了哪一份记在这里";
            let words = (sign::CLIPBOARD, "还没有批准的版本", hint, "去登记批准");
            return none_yet_ui(ui, words, intents, || Intent::Pick(Pick::Tab(Tab::Approval)));
        }
        let hint = "给会签部门各发一份编号的文本；换版时按这里收回旧的";
        let words = (sign::CLIPBOARD, "还没有发放", hint, "按会签部门发放");
        return none_yet_ui(ui, words, intents, || plan(PlanAction::HandOut));
    }
    let rows = || stages::handouts(view.doc);
    let list = List::new(COLUMNS, 0.58, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        handout_ui(ui, view, screens, one, intents);
    });
}

fn handout_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&HandoutId, &Handout),
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    let changed = stages::changed_words(&stages::changed_since(view.doc, one));
    if !changed.is_empty() {
        banner_ui(ui, Tone::Care, &changed);
    }
    card_ui(ui, "一份", "照纸面登记，签名见原件", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.first(ui, Fresh::Handout, &one.holder, HandoutField::Holder);
        let mut versions: Vec<(Option<VersionId>, String)> = view
            .doc
            .versions
            .iter()
            .map(|(id, version)| (Some(*id), version.label.clone()))
            .collect();
        versions.sort_by_key(|(_, label)| (label.len(), label.clone()));
        form.pick(ui, (Some(one.version), &versions), HandoutField::Version);
        form.count(ui, one.number, HandoutField::Number);
        form.field(ui, &one.person, HandoutField::Person);
        form.field(ui, &one.on, HandoutField::On);
        form.field(ui, &one.returned, HandoutField::Returned);
        form.lines(ui, &one.note, HandoutField::Note);
        remove_ui(ui, "删除这一份…", RecordId::Handout(*id), intents);
    });
}
