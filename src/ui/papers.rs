//! 材料: what can be printed, and each print exactly as it comes out of the printer.

use eframe::egui::{self, ColorImage, ScrollArea, TextureHandle, TextureOptions};

use super::today::{number_words, sheets_of};
use super::widgets::{button_ui, card_ui, heading_ui, primary_ui};
use super::{Screens, Side, View, look, split_ui};
use crate::print::Request;
use crate::rules::calendar;
use crate::workspace::{Intent, Picked};

/// Textures of the pages shown.
#[derive(Default)]
pub(super) struct Sheets {
    shown: u64,
    textures: Vec<TextureHandle>,
}

impl std::fmt::Debug for Sheets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sheets({} pages)", self.textures.len())
    }
}

/// A print that is offered: its words and what it is.
struct Offer {
    words: String,
    remark: String,
    request: Request,
}

pub(super) fn papers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    wishes: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked();
    heading_ui(ui, "材料", "选一份，右边就是打印出来的样子", |ui| {
        if let Some(request) = &picked.paper {
            if primary_ui(ui, "打印这一份", None) {
                wishes.push(Intent::Print(request.clone()));
            }
            if button_ui(ui, "存成PDF…", None) {
                wishes.push(Intent::PrintTo(request.clone()));
            }
        }
    });
    ui.add_space(look::GAP);
    let back = split_ui(ui, 0.32, picked.paper.is_some(), |ui, side| match side {
        Side::List => offers_ui(ui, view, wishes),
        Side::Detail => preview_ui(ui, view, &mut screens.papers),
    });
    if back {
        wishes.push(Intent::Pick(Picked { paper: None, ..picked.clone() }));
    }
}

/// What can be printed, by kind.
fn offers(view: View<'_>) -> Vec<(&'static str, Vec<Offer>)> {
    let day = view.workspace.picked().day.unwrap_or(view.today);
    let sheets = sheets_of(view, day);
    let mut of_day = Vec::new();
    if 1 < sheets.len() {
        of_day.push(Offer {
            words: format!("{}的全部单子", calendar::day_words(day)),
            remark: format!("{}张", sheets.len()),
            request: Request::Sheets(sheets.iter().rev().map(|(id, _)| *id).collect()),
        });
    }
    of_day.extend(sheets.iter().map(|(id, sheet)| Offer {
        words: format!("{} {}", number_words(sheet), sheet.title),
        remark: sheet.shift.clone(),
        request: Request::Sheets(vec![*id]),
    }));
    let mut slips: Vec<Offer> = view
        .doc
        .transfers
        .iter()
        .map(|(id, slip)| Offer {
            words: format!(
                "隐患移交单 {}",
                slip.number.as_ref().map(ToString::to_string).unwrap_or_default()
            ),
            remark: format!("{}条", slip.hazards.len()),
            request: Request::Transfer(*id),
        })
        .collect();
    slips.reverse();
    let ledger = Offer {
        words: "隐患台账".to_owned(),
        remark: format!("{}条", view.doc.hazards.len()),
        request: Request::Ledger,
    };
    vec![("巡查单、检查单", of_day), ("隐患移交单", slips), ("台账", vec![ledger])]
}

fn offers_ui(ui: &mut egui::Ui, view: View<'_>, wishes: &mut Vec<Intent>) {
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for (title, offers) in offers(view) {
            card_ui(ui, title, "", |ui| {
                if offers.is_empty() {
                    ui.label(look::weak("还没有"));
                }
                for (place, offer) in offers.iter().enumerate() {
                    ui.push_id((title, place), |ui| offer_ui(ui, view, offer, wishes));
                }
            });
            ui.add_space(look::GAP);
        }
    });
}

fn offer_ui(ui: &mut egui::Ui, view: View<'_>, offer: &Offer, wishes: &mut Vec<Intent>) {
    let selected = view.workspace.picked().paper.as_ref() == Some(&offer.request);
    let words = if selected {
        look::bold(&offer.words).color(look::ACCENT)
    } else {
        egui::RichText::new(&offer.words)
    };
    let button = egui::Button::selectable(selected, words)
        .truncate()
        .right_text(look::small(&offer.remark))
        .min_size(egui::vec2(ui.available_width(), look::ROW));
    if ui.add(button).clicked() {
        wishes.push(Intent::Preview(offer.request.clone()));
    }
}

fn preview_ui(ui: &mut egui::Ui, view: View<'_>, sheets: &mut Sheets) {
    let preview = view.workspace.preview();
    if view.workspace.picked().paper.is_none() {
        card_ui(ui, "", "", |ui| {
            ui.label(look::weak("在左边选一份，这里就显示打印出来的样子"));
        });
        return;
    }
    if let Some(trouble) = preview.trouble() {
        card_ui(ui, "做不出来", "", |ui| {
            ui.label(&trouble.what);
            ui.label(look::weak(&trouble.advice));
        });
        return;
    }
    if sheets.shown != preview.shown() {
        sheets.shown = preview.shown();
        sheets.textures = preview
            .pages()
            .iter()
            .enumerate()
            .map(|(page, picture)| {
                let size = [picture.width, picture.height];
                let image = ColorImage::from_rgba_premultiplied(size, &picture.rgba);
                ui.ctx().load_texture(format!("page {page}"), image, TextureOptions::LINEAR)
            })
            .collect();
    }
    if sheets.textures.is_empty() {
        ui.label(look::weak("正在排版…"));
    }
    // A bar that came and went would change the pages' width, and with it whether it is needed.
    let bar = egui::scroll_area::ScrollBarVisibility::AlwaysVisible;
    ScrollArea::vertical().auto_shrink(false).scroll_bar_visibility(bar).show(ui, |ui| {
        let count = sheets.textures.len();
        for (page, texture) in sheets.textures.iter().enumerate() {
            let width = ui.available_width().min(820.0);
            let size = texture.size_vec2() * (width / texture.size_vec2().x);
            let image = egui::Image::new(texture)
                .fit_to_exact_size(size)
                .alt_text(format!("第{}页，共{count}页", page + 1));
            egui::Frame::new().fill(look::CARD).stroke(egui::Stroke::new(1.0, look::LINE)).show(
                ui,
                |ui| {
                    ui.add(image);
                },
            );
            ui.add_space(look::GAP);
        }
    });
}
