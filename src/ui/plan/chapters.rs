//! 方案正文: what the plan is, and its chapters.

use eframe::egui;

use crate::action::Action;
use crate::model::mine::Only;
use crate::model::plan::{Chapter, Layout, Plan, PlanField, PlanKind, PlanSort};
use crate::rules::outline;
use crate::ui::record::Form;
use crate::ui::room::fits_beside;
use crate::ui::widgets::{
    Half, Table, Text, Tone, abreast_ui, badge_ui, bare_ui, card_ui, labelled_ui, pick_ui,
    quiet_ui, table_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

/// Lines a chapter's field begins with.
const CHAPTER_LINES: usize = 18;

fn set(field: PlanField) -> Intent {
    Intent::Do(Action::Set((Only, field).into()))
}

/// The share of the room the list has beside a chapter.
const SHARE: f32 = 0.36;

pub(in crate::ui) fn chapters_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let plan = view.doc.current_plan();
    // What stands before the chapters has a row of its own only where it can stand beside them.
    let both = fits_beside(ui, SHARE);
    let detail = both || picked.chapter.is_some();
    let back = split_ui(ui, SHARE, detail, |ui, side| match side {
        Side::List => {
            list_ui(ui, &plan, &picked, both, intents);
            if !both {
                ui.add_space(look::GAP);
                head_ui(ui, view, screens, &plan, intents);
            }
        }
        Side::Detail => detail_ui(ui, |ui| match picked.chapter {
            Some(chapter) => {
                ui.push_id(chapter.word(), |ui| {
                    chapter_ui(ui, view, screens, &plan, chapter, intents);
                });
            }
            None => head_ui(ui, view, screens, &plan, intents),
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::Chapter(None)));
    }
}

/// The chapters, after a row for what stands before them.
fn list_ui(ui: &mut egui::Ui, plan: &Plan, picked: &Picked, both: bool, intents: &mut Vec<Intent>) {
    let head = both.then_some(None);
    let layout = Layout::of(plan.kind, plan.sort);
    let chapters = outline::chapters(layout);
    let rows: Vec<Option<Chapter>> =
        head.into_iter().chain(chapters.into_iter().map(Some)).collect();
    card_ui(ui, "", "", |ui| {
        let table = Table {
            name: "chapters",
            columns: &[("章节", 0.0), ("文字", 84.0)],
            rows: rows.len(),
            selected: rows.iter().position(|row| *row == picked.chapter),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some(Some(chapter)) = rows.get(row) else {
                cells.words("标题、文种、有效期");
                return cells.words("");
            };
            cells.words(outline::section_title(layout, *chapter));
            let changed = plan.chapters.contains_key(chapter);
            if changed {
                cells.badge(Tone::Good, "已改");
            } else {
                cells.badge(Tone::Neutral, "按模板");
            }
        });
        if let Some(chapter) = clicked.and_then(|row| rows.get(row)) {
            intents.push(Intent::Pick(Pick::Chapter(*chapter)));
        }
    });
}

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    plan: &Plan,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "标题、文种、有效期", "", |ui| {
        let mut form = Form::of(view, screens, (&Only, plan), intents);
        form.hint("不写就用下面这一个").lines(ui, &plan.title, PlanField::Title);
        if plan.title.is_empty() {
            labelled_ui(ui, "", |ui, _| {
                ui.label(outline::title(view.doc));
                ui.label(look::small("随矿名、年份和文种自动变"));
            });
        }
        form.field(ui, &Some(plan.plan_kind()), PlanField::Kind);
        let hint = "本矿生产安全事故应急预案的名称和编号";
        form.hint(hint).lines(ui, &plan.superior, PlanField::Superior);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => form.field(ui, &plan.valid_from, PlanField::ValidFrom),
            Half::Right => form.field(ui, &plan.valid_to, PlanField::ValidTo),
        });
        if let (Some(from), Some(to)) = (plan.valid_from, plan.valid_to)
            && to < from
        {
            badge_ui(ui, Tone::Danger, "失效日期在生效日期之前");
        }
        if plan.plan_kind() == PlanKind::Plan {
            // Under another plan it is none of those that stand above all.
            let stands_under = !plan.superior.trim().is_empty();
            let is_offered = |sort: &Option<PlanSort>| {
                let is_general = outline::is_general(Layout::of(plan.kind, *sort));
                *sort == plan.sort || !(stands_under && is_general)
            };
            let sorts: Vec<(Option<PlanSort>, String)> =
                std::iter::once((None, "综合、专项、现场处置方案合编".to_owned()))
                    .chain(PlanSort::ALL.iter().map(|one| (Some(*one), one.word().to_owned())))
                    .filter(|(sort, _)| is_offered(sort))
                    .collect();
            if let Some(sort) = pick_ui(ui, "预案类别", Some(plan.sort), &sorts) {
                form.put(PlanField::Sort(sort));
            }
            if let Some(words) = outline::rank_doubt(view.doc) {
                badge_ui(ui, Tone::Danger, words);
            }
            form.hint("向哪里备案、编号").line(ui, &plan.filing, PlanField::Filing);
            form.hint("评审日期、纪要存放处").line(ui, &plan.minutes, PlanField::Minutes);
        }
        ui.add_space(look::GAP);
        ui.label(look::weak(
            "没有改过的章节按模板，随本矿资料、岗位和处置卡自动更新；改过的章节以您写的为准，不再自动变。",
        ));
        if plan.kind == Some(PlanKind::Plan) && plan.sort != Some(PlanSort::General) {
            ui.label(look::weak(
                "专项应急预案按事件分类、现场处置方案按处置卡自动编成，文字在“处置卡”里改。",
            ));
        }
    });
}

fn chapter_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    plan: &Plan,
    chapter: Chapter,
    intents: &mut Vec<Intent>,
) {
    let words = outline::chapter_words(view.doc, chapter);
    let changed = plan.chapters.contains_key(&chapter);
    let title = outline::section_title(outline::layout(view.doc), chapter);
    card_ui(ui, &title, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            if changed {
                badge_ui(ui, Tone::Good, "已改");
                ui.label(look::small("以这里写的为准，不再随本矿资料自动变"));
                if quiet_ui(ui, "恢复模板文字") {
                    intents.push(set(PlanField::Chapter(chapter, None)));
                }
            } else {
                badge_ui(ui, Tone::Neutral, "按模板");
                ui.label(look::small("随本矿资料、岗位和处置卡自动更新；动手改了就以您写的为准"));
            }
        });
        if let Some(words) = outline::to_confirm(chapter) {
            ui.label(look::small(words).color(look::CARE));
        }
        ui.label(look::small(
            "（一）、1.、（1）开头的行排成标题；表格一行一行写，各格之间用竖线“|”隔开，第一行是表头",
        ));
        let id = ui.scope_id().with("words");
        // The field is told by the chapter it holds.
        let name = ui.label(look::small(format!("{}正文", chapter.word()))).id;
        let text = Text { lines: CHAPTER_LINES, ..Text::lines("", &words) };
        if let Some(words) = bare_ui(ui, &mut screens.fields, id, name, text) {
            intents.push(set(PlanField::Chapter(chapter, Some(words))));
        }
    });
}
