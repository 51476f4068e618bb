//! The question for a rota somebody else made: paste it, look at it, copy it.

use eframe::egui;

use crate::action::timetable::{self, Line, bearers};
use crate::model::duty::DutyId;
use crate::rules::calendar;
use crate::ui::look;
use crate::ui::widgets::{Table, Text, Tone, badge_ui, pasted_ui, pick_ui, read_only_ui, tick_ui};
use crate::ui::{Screens, View};
use crate::workspace::TimetableDraft;

pub(in crate::ui) fn timetable_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut TimetableDraft,
) {
    let Some(post) = view.doc.posts.get(&draft.post) else { return };
    let words = format!("导入到 {} {}", post.name, draft.shift.word());
    ui.horizontal_wrapped(|ui| {
        ui.label(look::weak(words));
        if post.official {
            badge_ui(ui, Tone::Neutral, "以矿办正式表为准");
        }
    });
    let hint = "2月5日 亢宝庆\n2月6日 逯春晖";
    let text = Text { lines: 3, ..Text::lines("值班表", &draft.text).hint(hint) };
    if let Some(text) = pasted_ui(ui, &mut screens.fields, text) {
        // A column of the old text says nothing of a new one.
        (draft.text, draft.column) = (text, None);
    }
    let near = view.workspace.rota_near(view.now);
    let all = timetable::read(&draft.text, near, None);
    if all.lines.is_empty() {
        ui.label(look::small(
            "一行一天：2月5日 亢宝庆。从WPS复制整张值班表也行，星期、农历会自动略过",
        ));
        return;
    }
    if 1 < all.columns.len() {
        let mut columns = vec![(None, "全部".to_owned())];
        columns.extend(all.columns.iter().map(|(at, head)| {
            let words = if head.is_empty() { format!("第{}列", at + 1) } else { head.clone() };
            (Some(*at), words)
        }));
        if let Some(column) = pick_ui(ui, "取哪一列", Some(draft.column), &columns) {
            draft.column = column;
        }
    }
    let lines = timetable::read(&draft.text, near, draft.column).lines;
    let unknown = timetable::unknown(view.doc, &lines);
    if !unknown.is_empty() {
        let words = format!("名册上没有的{}人一并记入人员（不算队员）", unknown.len());
        if let Some(add) = tick_ui(ui, draft.add, &words) {
            draft.add = add;
        }
    }
    preview_ui(ui, view, draft, &lines);
}

fn preview_ui(ui: &mut egui::Ui, view: View<'_>, draft: &TimetableDraft, lines: &[Line]) {
    let table = Table {
        name: "timetable",
        columns: &[("日期", 190.0), ("当班人", 0.0), ("", 230.0)],
        rows: lines.len(),
        selected: None,
        height: (ui.ctx().content_rect().height() - 500.0).max(5.0 * look::ROW),
    };
    read_only_ui(ui, table, |row, cells| {
        let Some(line) = lines.get(row) else { return };
        let number = format!("第{}行", line.number);
        cells.words(line.day.map_or(number, calendar::day_words));
        cells.words(line.names.join("、"));
        let (tone, words) = fate(view, draft, line);
        cells.ui(|ui| {
            if !words.is_empty() {
                badge_ui(ui, tone, &words).on_hover_text(&words);
            }
        });
    });
}

/// What becomes of a line.
fn fate(view: View<'_>, draft: &TimetableDraft, line: &Line) -> (Tone, String) {
    let doc = view.doc;
    let Some(day) = line.day else {
        return (Tone::Care, line.trouble.clone().unwrap_or_default());
    };
    let of = |count: fn(usize) -> bool| {
        let names = line.names.iter().filter(|name| count(bearers(doc, name).len()));
        names.map(String::as_str).collect::<Vec<_>>().join("、")
    };
    let (unknown, several) = (of(|count| count == 0), of(|count| 1 < count));
    let cell = DutyId { day, post: draft.post, shift: draft.shift };
    let before = doc.duties.get(&cell).filter(|duty| !duty.persons.is_empty());
    if !several.is_empty() {
        (Tone::Care, format!("册上有两个{several}，请在格子里选"))
    } else if !unknown.is_empty() && draft.add {
        (Tone::Neutral, format!("{unknown}：新记入人员"))
    } else if !unknown.is_empty() {
        (Tone::Care, format!("册上没有{unknown}，不导入"))
    } else if let Some(before) = before.filter(|duty| duty.persons != timetable::persons(doc, line))
    {
        (Tone::Neutral, format!("原：{}", doc.person_names(&before.persons)))
    } else {
        (Tone::Good, String::new())
    }
}
