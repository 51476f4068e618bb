//! What the program says of itself: about, what a person may hand over when asking for help, and
//! the one screen that is left when the program broke down.

use eframe::egui::{self, Align, Layout, ScrollArea};

use super::widgets::{button_ui, primary_ui};
use super::{Screens, look};

/// Whom the program owes what, and under which licences. Made by `.ci/licences`.
const OTHERS: &str = include_str!("../../assets/licences/third-party.txt");
/// Room for a text that scrolls.
const TEXT_HEIGHT: f32 = 320.0;

/// How the program runs on this PC, for the about page: what, and where or which.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Each row's name and what it says.
    pub rows: Vec<(&'static str, String)>,
}

/// Paints the about page.
pub(super) fn about_ui(ui: &mut egui::Ui, screens: &Screens) {
    ui.label(look::bold(concat!("守岁 ", env!("CARGO_PKG_VERSION"))));
    ui.label("煤矿春节党员突击队巡查台");
    ui.label(look::weak("不联网，不用登录，不用安装。一个工作簿文件装下全部记录。"));
    ui.add_space(look::GAP);
    for (name, words) in &screens.setting.rows {
        ui.label(look::small(format!("{name}：{words}")));
    }
    ui.label(look::small("程序按 MIT 或 Apache-2.0 许可发布"));
    ui.add_space(look::GAP);
    egui::CollapsingHeader::new("第三方声明").show(ui, |ui| text_ui(ui, OTHERS));
}

/// Paints what would be handed over, all of it.
pub(super) fn diagnosis_ui(ui: &mut egui::Ui, text: &str) {
    ui.label("以下是要导出的全部内容。没有姓名、电话和记录的内容，可以放心发给帮您的人。");
    ui.add_space(look::GAP);
    text_ui(ui, text);
}

/// A long text, of which only the lines in sight are laid out.
fn text_ui(ui: &mut egui::Ui, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let height = ui.text_style_height(&egui::TextStyle::Small);
    ScrollArea::both().max_height(TEXT_HEIGHT).auto_shrink([false, true]).show_rows(
        ui,
        height,
        lines.len(),
        |ui, rows| {
            for line in lines.get(rows).unwrap_or_default() {
                ui.add(egui::Label::new(look::small(*line)).extend());
            }
        },
    );
}

/// What a person chose when the program broke down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterCrash {
    /// Close the window.
    Close,
    /// Keep what helps whoever mends it.
    Keep,
}

/// Paints the screen that is left when the program broke down.
///
/// `report` is where the report of it lies, `kept` where what was exported does.
pub fn crashed_ui(
    ui: &mut egui::Ui,
    report: Option<&str>,
    kept: Option<&str>,
) -> Option<AfterCrash> {
    let mut chosen = None;
    egui::CentralPanel::default().frame(egui::Frame::new().fill(look::GROUND)).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space(ui.available_height() / 6.0);
            look::card().inner_margin(24).show(ui, |ui| {
                ui.set_width((ui.available_width() - 48.0).min(560.0));
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.label(look::heading("程序出错了"));
                    ui.add_space(look::GAP);
                    ui.label(look::bold("记录没有丢：出错以前输入的内容都已记在本机。"));
                    ui.label("请关闭程序，再打开一次，会接着刚才的内容。");
                    ui.label("如果在同一个地方又出错，请导出诊断，发给帮您的人。");
                    if let Some(report) = report {
                        ui.add_space(look::GAP);
                        ui.label(look::small(format!("出错报告：{report}")));
                    }
                    if let Some(kept) = kept {
                        ui.label(look::small(format!("诊断已存放在 {kept}")));
                    }
                    ui.add_space(look::GAP);
                    ui.horizontal(|ui| {
                        if primary_ui(ui, "关闭程序", None) {
                            chosen = Some(AfterCrash::Close);
                        }
                        if button_ui(ui, "导出诊断…", None) {
                            chosen = Some(AfterCrash::Keep);
                        }
                    });
                });
            });
        });
    });
    chosen
}
