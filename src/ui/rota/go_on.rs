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
use crate::workspace::{BACKWARDS, Doing, GoOnDraft, Intent};

/// What would come of a draft, and of which revision of the document.
#[derive(Debug)]
pub(super) struct Going {
    revision: u64,
    draft: GoOnDraft,
    lines: Option<Vec<Line>>,
}

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
    let revision = view.doc.revision();
    let known = screens.rota.going.take();
    let known = known.filter(|one| one.revision == revision && one.draft == *draft);
    let going = known.unwrap_or_else(|| {
        let lines = view.workspace.gone_on(draft, view.now);
        Going { revision, draft: draft.clone(), lines }
    });
    match going.lines.as_deref() {
        _ if draft.to < draft.from => banner_ui(ui, Tone::Danger, BACKWARDS),
        None => banner_ui(ui, Tone::Care, "前面还没有排过班，没有可接的次序"),
        Some([]) => {
            ui.label("这几天没有空着的班。");
        }
        Some(lines) => lines_ui(ui, view, lines),
    }
    screens.rota.going = Some(going);
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

fn lines_ui(ui: &mut egui::Ui, view: View<'_>, lines: &[Line]) {
    let empty = lines.iter().filter(|line| line.people.is_empty()).count();
    let changed = lines.iter().filter(|line| !line.remarks.is_empty()).count();
    ui.add_space(look::GAP);
    ui.label(look::bold(format!("接着排{}班", lines.len() - empty)));
    if 0 < changed {
        let words = if empty == 0 { String::new() } else { format!("，其中{empty}班空着") };
        badge_ui(ui, Tone::Care, &format!("{changed}班有人不能来{words}"));
    }
    // What needs somebody's eye comes first.
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by_key(|line| line.remarks.is_empty());
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
        cells.words(line.remarks.join("；"));
    });
    if !is_wide(ui.ctx()) {
        for line in order.iter().filter(|line| !line.remarks.is_empty()) {
            let words =
                format!("{}：{}", cell_words(view.doc, &line.cell), line.remarks.join("；"));
            ui.label(look::small(words));
        }
    }
}
