//! Which copies are taken in, what each brings, and what the two sides fill in differently.

use eframe::egui;

use super::sides::list_ui;
use crate::ui::widgets::{Tone, banner_ui, button_ui, tick_ui};
use crate::ui::{View, look, work};
use crate::workspace::{Doing, Intent, MergeDraft};

/// The body of the question.
pub(in crate::ui) fn merge_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    draft: &mut MergeDraft,
    intents: &mut Vec<Intent>,
) {
    ui.label(
        "把同一份工作簿的副本（同步盘的冲突副本、从别的电脑拷来的、别人发来的）合进现在打开的这一份。\
         副本不动；两边填得不同的都保留，由您选定。合并不能用“撤销”退回。",
    );
    ui.add_space(look::GAP);
    if draft.copies.is_empty() {
        ui.label(look::weak("旁边没有发现副本，请点“选副本…”找到它。"));
    }
    for (place, (path, is_wanted)) in draft.copies.iter_mut().enumerate() {
        ui.push_id(place, |ui| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            if let Some(now) = tick_ui(ui, *is_wanted, &name.unwrap_or_default()) {
                *is_wanted = now;
            }
            match view.workspace.outcome(path).filter(|_| *is_wanted) {
                Some(Ok(brought)) => {
                    let words = match brought.steps {
                        0 => "没有这里缺的内容".to_owned(),
                        steps => format!("带来{steps}次改动"),
                    };
                    ui.label(look::small(words));
                    if !brought.edited.is_empty() {
                        let count = brought.edited.len();
                        let words = format!("在程序以外改过的{count}处不合并；要用请先打开它核对");
                        ui.label(look::small(words).color(look::CARE));
                    }
                }
                Some(Err(why)) => banner_ui(ui, Tone::Danger, &format!("不能合并：{why}")),
                None => {}
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        if button_ui(ui, "选副本…", None) {
            intents.push(Intent::ChooseCopies);
        }
    });
    work::of_question_ui(ui, view, Doing::Compare, intents);
    if let Some(words) = view.workspace.joined_words() {
        ui.add_space(look::GAP);
        ui.label(look::bold(words));
        let count = draft.sides.lines.len();
        if 0 < count {
            ui.label(format!(
                "两边填得不同{count}处：现在选定，或合并以后在“今日”里再选。\
                 没选定的两个值都留着，暂时显示注明“现在显示”的那个，不一定是后填的。"
            ));
            list_ui(ui, &mut draft.sides);
        }
    }
}
