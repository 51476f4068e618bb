//! 接着上期排: for which days, after which earlier stretch; then what would come of it.

use eframe::egui;

use super::fill::namesake_ui;
use crate::action::filling::too_long;
use crate::action::going_on::Line;
use crate::rules::duty::cell_words;
use crate::ui::widgets::{
    Table, Tone, badge_ui, banner_ui, button_ui, day_value_ui, labelled_ui, read_only_ui, tab_ui,
};
use crate::ui::{Screens, View, is_wide, look, work};
use crate::workspace::{BACKWARDS, Command, Doing, GoOnDraft, Intent};

pub(in crate::ui) fn go_on_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut GoOnDraft,
    intents: &mut Vec<Intent>,
) {
    ui.label(look::weak(
        "照前面谁接谁的次序，往空着的班里接着排；已经排了的、矿办排的、过去的都不动。换过的班按换班以前算。",
    ));
    let fields = &mut screens.fields;
    if let Some(from) = day_value_ui(ui, fields, "自", draft.from) {
        draft.from = from;
    }
    if let Some(to) = day_value_ui(ui, fields, "至", draft.to) {
        draft.to = to;
    }
    from_where_ui(ui, view, screens, draft, intents);
    work::of_question_ui(ui, view, Doing::ReadEarlier, intents);
    if let Some(words) = too_long(draft.from, draft.to) {
        return banner_ui(ui, Tone::Care, &words);
    }
    let going = screens.rota.known.going(view, draft);
    match &*going {
        _ if draft.to < draft.from => banner_ui(ui, Tone::Danger, BACKWARDS),
        None => banner_ui(ui, Tone::Care, "前面还没有排过班，没有可接的次序"),
        Some(gone_on) => {
            loose_ui(ui, draft, &gone_on.loose, intents);
            match gone_on.lines.as_slice() {
                [] if gone_on.loose.is_empty() => {
                    ui.label("这几天没有空着的班。");
                }
                [] => {}
                lines => lines_ui(ui, view, lines),
            }
        }
    }
}

/// Which earlier stretch is gone on with: that of this workbook, or an earlier year's.
fn from_where_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut GoOnDraft,
    intents: &mut Vec<Intent>,
) {
    let all = screens.rota.known.earlier(view);
    labelled_ui(ui, "接哪一段", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            let here = format!("本册{}以前的班", draft.from.format("%-m月%-d日"));
            if tab_ui(ui, draft.earlier.is_none(), &here) {
                draft.earlier = None;
            }
            for (path, earlier) in all.iter() {
                let words = format!("{}年的班", earlier.year);
                let is_it = draft.earlier.as_ref() == Some(path);
                if ui.push_id(path, |ui| tab_ui(ui, is_it, &words)).inner {
                    draft.earlier = Some(path.clone());
                }
            }
            if button_ui(ui, "加往年的工作簿…", None) {
                intents.push(Intent::ChooseEarlier);
            }
        });
        let chosen = all.iter().filter(|(path, _)| draft.earlier.as_ref() == Some(path));
        for namesake in chosen.flat_map(|(_, earlier)| earlier.namesakes()) {
            namesake_ui(ui, view, namesake, intents);
        }
    });
}

/// The posts without a round, and what shares them out instead.
fn loose_ui(ui: &mut egui::Ui, draft: &GoOnDraft, loose: &[String], intents: &mut Vec<Intent>) {
    if loose.is_empty() {
        return;
    }
    let posts = loose.join("、");
    if draft.earlier.is_none() {
        let words = format!("{posts}看不出谁接谁的次序，下面照前面的班一天一天重复");
        return banner_ui(ui, Tone::Care, &words);
    }
    let words = format!(
        "{posts}看不出谁接谁的次序，不接着排：照抄会让往年值除夕的人又值除夕。可以用自动排班，连同往年的班一起均分"
    );
    banner_ui(ui, Tone::Care, &words);
    if button_ui(ui, "自动排班，连同往年一起均分…", None) {
        intents.extend([Intent::Ask(None), Intent::Run(Command::Fill)]);
    }
}

fn lines_ui(ui: &mut egui::Ui, view: View<'_>, lines: &[Line]) {
    let empty = lines.iter().filter(|line| line.people.is_empty()).count();
    let changed = lines.iter().filter(|line| !line.remarks.is_empty()).count();
    ui.add_space(look::GAP);
    ui.label(look::bold(format!("接着排{}班", lines.len() - empty)));
    if 0 < changed {
        let words = if empty == 0 { String::new() } else { format!("，其中{empty}班空着") };
        badge_ui(ui, Tone::Care, &format!("{changed}班有人不能来{words}"));
    }
    let again = lines.iter().filter(|line| !line.again.is_empty()).count();
    if 0 < again {
        let words = format!("{again}班里有人往年也值除夕或初一到初三");
        badge_ui(ui, Tone::Care, &words);
    }
    let said = |line: &Line| [line.again.as_slice(), &line.remarks].concat().join("；");
    // What needs somebody's eye comes first.
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by_key(|line| (line.again.is_empty(), line.remarks.is_empty()));
    let narrow = [("班次", 200.0), ("当班人", 0.0)];
    let wide = [("班次", 230.0), ("当班人", 200.0), ("说明", 0.0)];
    let table = Table {
        name: "going on",
        columns: if is_wide(ui.ctx()) { &wide } else { &narrow },
        rows: order.len(),
        selected: None,
        height: 9.0 * look::ROW,
    };
    read_only_ui(ui, table, |row, cells| {
        let Some(line) = order.get(row) else { return };
        cells.words(cell_words(view.doc, &line.cell));
        let names = view.doc.person_names(&line.people);
        cells.words(if names.is_empty() { "空着".to_owned() } else { names });
        cells.words(said(line));
    });
    if !is_wide(ui.ctx()) {
        for line in order.iter().filter(|line| !said(line).is_empty()) {
            ui.label(look::small(format!("{}：{}", cell_words(view.doc, &line.cell), said(line))));
        }
    }
}
