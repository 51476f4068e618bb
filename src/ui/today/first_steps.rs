//! The guided first day: what to do, in order, until the first sheet is out.

use eframe::egui;

use crate::ui::widgets::{button_ui, card_ui, primary_ui};
use crate::ui::{View, look};
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

/// Nothing once sheets are out.
pub(super) fn first_steps_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if !view.doc.sheets.is_empty() {
        return;
    }
    let steps = steps(view);
    let next = steps.iter().position(|step| !step.done);
    let done = steps.iter().filter(|step| step.done).count();
    let remark = format!("已完成 {done} / {}", steps.len());
    card_ui(ui, "第一次使用，按顺序做这几步", &remark, |ui| {
        for (place, Step { words, done, go }) in steps.into_iter().enumerate() {
            ui.horizontal(|ui| {
                ui.set_min_height(look::CONTROL);
                let sign = if done { "✓" } else { "○" };
                let colour = if done { look::GOOD } else { look::WEAK };
                ui.label(egui::RichText::new(sign).color(colour));
                let text = if next == Some(place) { look::bold(words) } else { words.into() };
                ui.add(egui::Label::new(text).truncate());
                let clicked = if next == Some(place) {
                    primary_ui(ui, "去做", None)
                } else {
                    !done && button_ui(ui, "去做", None)
                };
                if clicked {
                    intents.extend(go);
                }
            });
        }
    });
}
