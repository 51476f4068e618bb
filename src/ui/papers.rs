//! 材料: what can be printed, and each print exactly as it comes out of the printer.

use std::collections::BTreeSet;

use eframe::egui::{self, ColorImage, ScrollArea, TextureHandle, TextureOptions};

use super::widgets::{button_ui, card_ui, heading_ui, primary_ui, quiet_ui};
use super::{Screens, Side, View, look, numbers, split_ui};
use crate::print::{Offer, Request, Shelf};
use crate::workspace::{Intent, Pick};

mod shelves;

use shelves::listed;

/// Textures of the pages shown.
#[derive(Default)]
pub(super) struct Sheets {
    shown: u64,
    textures: Vec<TextureHandle>,
    /// Shelves listed whole.
    whole: BTreeSet<&'static str>,
}

impl std::fmt::Debug for Sheets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sheets({} pages)", self.textures.len())
    }
}

pub(super) fn papers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked();
    heading_ui(ui, "材料", "选一份，右边就是打印出来的样子", |ui| {
        if let Some(request) = &picked.paper {
            if primary_ui(ui, "打印这一份", None) {
                intents.push(Intent::Print(request.clone()));
            }
            if button_ui(ui, "存成PDF…", None) {
                intents.push(Intent::PrintTo(request.clone()));
            }
        }
    });
    ui.add_space(look::GAP);
    let back = split_ui(ui, 0.32, picked.paper.is_some(), |ui, side| match side {
        Side::List => offers_ui(ui, view, &mut screens.papers, intents),
        Side::Detail => {
            if let Some(record) = picked.paper.as_ref().and_then(|paper| paper.of.record())
                && Request::numbered(record).is_some()
            {
                numbers::number_ui(ui, view, record, intents);
            }
            preview_ui(ui, view, &mut screens.papers);
        }
    });
    if back {
        intents.push(Intent::Pick(Pick::Paper(None)));
    }
}

/// How many prints of a shelf are listed before the rest is only counted.
const LISTED: usize = 5;

fn offers_ui(ui: &mut egui::Ui, view: View<'_>, sheets: &mut Sheets, intents: &mut Vec<Intent>) {
    let picked = &view.workspace.picked().paper;
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for shelf in Shelf::ALL {
            let (title, empty) = shelf.words();
            let offers = listed(view, shelf);
            card_ui(ui, title, "", |ui| {
                if offers.is_empty() {
                    ui.label(look::weak(empty));
                }
                let is_in_front = |offer: &Offer| Some(&offer.request) == picked.as_ref();
                let whole = sheets.whole.contains(title)
                    || offers.len() <= LISTED + 1
                    || offers.iter().skip(LISTED).any(is_in_front);
                let listed = if whole { offers.len() } else { LISTED };
                for (index, offer) in offers.iter().take(listed).enumerate() {
                    ui.push_id((title, index), |ui| {
                        offer_ui(ui, offer, is_in_front(offer), intents);
                    });
                }
                let more = format!("另有 {} 份，全部列出", offers.len() - listed);
                if listed < offers.len() && quiet_ui(ui, &more) {
                    sheets.whole.insert(title);
                }
            });
            ui.add_space(look::GAP);
        }
    });
}

fn offer_ui(ui: &mut egui::Ui, offer: &Offer, selected: bool, intents: &mut Vec<Intent>) {
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
        intents.push(Intent::Preview(offer.request.clone()));
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
