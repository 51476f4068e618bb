//! The guided first day: what to do, in order, until the first sheet is out.

use eframe::egui;

use crate::ui::widgets::{button_ui, card_ui, primary_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::{Command, Intent, Pick, Place, Tab};

/// A step: what it is, whether it is done, and where it is done.
struct Step {
    words: &'static str,
    done: bool,
    go: Vec<Intent>,
}

fn steps(view: View<'_>) -> Vec<Step> {
    let doc = view.doc;
    let mine = doc.profile();
    let season = doc.current_season();
    let at = |tab: Tab| vec![Intent::Pick(Pick::Tab(tab)), Intent::Go(tab.place())];
    let step = |words, done, go| Step { words, done, go };
    vec![
        step(
            "填写本矿名称、调度室电话、本季起止日",
            !mine.name.is_empty() && !mine.dispatch_phone.is_empty() && season.first.is_some(),
            vec![Intent::Go(Place::Profile)],
        ),
        step(
            "录入队员（可从表格或群接龙粘贴）",
            doc.persons.iter().any(|(_, person)| person.membership.is_some()),
            at(Tab::People),
        ),
        step("设岗位，定A角、B角", !doc.posts.is_empty(), at(Tab::Posts)),
        step(
            "建立责任区和地面场所",
            !doc.zones.is_empty() && !doc.sites.is_empty(),
            at(Tab::Sites),
        ),
        step("选用应急处置卡，核对方案和电话表", !doc.cards.is_empty(), at(Tab::Cards)),
        step("排值班表", !doc.duties.is_empty(), vec![Intent::Go(Place::Rota)]),
        step("把场所排成巡查路线", !doc.routes.is_empty(), at(Tab::Routes)),
        step("出第一张巡查单，打印后带到现场", false, vec![Intent::Run(Command::Issue)]),
    ]
}

/// What is to be done first; nothing once sheets are out.
pub(super) fn first_steps_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    screens.guided = false;
    // Of a damaged file nobody knows what was done.
    if !view.doc.sheets.is_empty() || view.workspace.file().locked.is_some() {
        return;
    }
    let steps = steps(view);
    let next = steps.iter().position(|step| !step.done);
    let done = steps.iter().filter(|step| step.done).count();
    let remark = format!("已完成 {done} / {}", steps.len());
    card_ui(ui, "按顺序做这几步", &remark, |ui| {
        for (index, Step { words, done, go }) in steps.into_iter().enumerate() {
            ui.horizontal(|ui| {
                ui.set_min_height(look::CONTROL);
                let sign = if done { "✓".to_owned() } else { format!("{}.", index + 1) };
                let colour = if done { look::GOOD } else { look::WEAK };
                let size = egui::vec2(20.0, look::CONTROL);
                let layout = egui::Layout::left_to_right(egui::Align::Center);
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    ui.set_min_size(size);
                    ui.label(egui::RichText::new(sign).color(colour));
                });
                let text = if next == Some(index) { look::bold(words) } else { words.into() };
                ui.add(egui::Label::new(text).truncate());
                let clicked = if next == Some(index) {
                    primary_ui(ui, "去做", None)
                } else {
                    !done && button_ui(ui, "去做", None)
                };
                if clicked {
                    screens.guided = true;
                    intents.extend(go);
                }
            });
        }
    });
}

/// On the screen of a step: what is to be done here or next, and the way on and back. Stands where
/// somebody came by the steps, and in 本矿资料, with which a new workbook begins.
pub(in crate::ui) fn strip_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &Screens,
    intents: &mut Vec<Intent>,
) {
    let place = view.workspace.place();
    let is_wanted = place != Place::Today && (screens.guided || place == Place::Profile);
    let can_do = view.workspace.file().locked.is_none();
    if !is_wanted || !can_do || !view.doc.sheets.is_empty() {
        return;
    }
    let steps = steps(view);
    let (done, all) = (steps.iter().filter(|step| step.done).count(), steps.len());
    let Some(step) = steps.into_iter().find(|step| !step.done) else { return };
    let is_here = step.go.iter().any(|intent| match intent {
        Intent::Go(to) => *to == place,
        _ => false,
    });
    egui::Frame::new()
        .fill(look::ACCENT_TINT)
        .corner_radius(look::CORNER)
        .inner_margin(egui::Margin::symmetric(12, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.label(look::weak(format!("已完成 {done} / {all}")));
                ui.label(if is_here { "现在做：" } else { "下一步：" });
                ui.label(look::bold(step.words));
                if !is_here && button_ui(ui, "去做", None) {
                    intents.extend(step.go);
                }
                if button_ui(ui, "看全部步骤", None) {
                    intents.push(Intent::Go(Place::Today));
                }
            });
        });
    ui.add_space(look::GAP);
}
