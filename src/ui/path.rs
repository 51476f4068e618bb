//! A path that is typed, and what lies in its folder to choose from: where no dialog of the system
//! can come, or a person prefers it.

use eframe::egui::{self, Id, Key, Modifiers, ScrollArea};

use super::widgets::{Text, bare_ui, write_on};
use super::{Screens, View, look, room};
use crate::rules::pinyin;
use crate::workspace::{Intent, PathDraft, Want, folder_words};

/// The least height of the question: the list comes and goes with what is typed.
pub(super) const HEIGHT: f32 = 300.0;

/// The word on the button.
pub(super) fn yes(want: Want) -> &'static str {
    match want {
        Want::Open => "打开",
        Want::Copy | Want::Table | Want::Returned | Want::Earlier => "选用",
        Want::New => "新建",
        Want::SaveAs => "另存",
        Want::Print(_) | Want::Text => "存成文件",
    }
}

/// Something that can be chosen.
struct Offer {
    words: String,
    /// What is typed then.
    path: String,
    is_folder: bool,
}

/// What lies in the folder and fits what is typed.
fn offers(view: View<'_>, draft: &PathDraft) -> Result<Vec<Offer>, String> {
    let workspace = view.workspace;
    let wanted = draft.folder(workspace.begins_in());
    // Until the new one is known, nothing of the old one is offered.
    let Some(folder) = workspace.folder().filter(|folder| folder.path == wanted) else {
        return Ok(Vec::new());
    };
    let names = folder.names.as_ref().map_err(String::clone)?;
    let parent = folder.path.parent().map(|parent| Offer {
        words: "上一级文件夹".to_owned(),
        path: folder_words(parent),
        is_folder: true,
    });
    let is_whole = names.iter().any(|lying| lying.name == draft.name());
    let fits = |name: &str| {
        // A new name is not looked for, and one that is typed whole was found.
        draft.want.is_new() || is_whole || pinyin::fit(name, draft.name()).is_some()
    };
    let begin = folder_words(&folder.path);
    let lying = names.iter().filter(|lying| fits(&lying.name)).map(|lying| {
        let path = format!("{begin}{}", lying.name);
        let path = if lying.is_folder { folder_words(path.as_ref()) } else { path };
        Offer { words: lying.name.clone(), path, is_folder: lying.is_folder }
    });
    Ok(parent.into_iter().chain(lying).collect())
}

/// The body of the question.
pub(super) fn path_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut PathDraft,
    intents: &mut Vec<Intent>,
) {
    let id = Id::unique("path");
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up, enter) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter));
    let words = if draft.want.is_new() {
        "写上存放的位置和文件名；↑↓选下面的文件夹，Enter进入"
    } else {
        "写上文件的位置；↑↓选下面的文件夹和文件，Enter选定"
    };
    let label = ui.label(look::small(words)).id;
    let text = Text::line("", &draft.path).hint("文件夹和文件名");
    if let Some(path) = bare_ui(ui, &mut screens.fields, id, label, text) {
        (draft.path, draft.at) = (path, None);
    }
    ui.ctx().accesskit_node_builder(id, |node| node.set_label("位置"));
    // Only once the field holds what was chosen: in a shorter text there is no such place.
    let chosen: Option<String> = ui.data(|data| data.get_temp(chosen_id()));
    if chosen.as_ref() == Some(&draft.path) {
        write_on(ui.ctx(), id, &draft.path);
        ui.data_mut(|data| data.remove_temp::<String>(chosen_id()));
    }
    let offers = match offers(view, draft) {
        Ok(offers) => offers,
        Err(why) => {
            ui.label(look::weak(why));
            Vec::new()
        }
    };
    let last = offers.len().checked_sub(1);
    if down {
        draft.at = last.map(|last| draft.at.map_or(0, |at| (at + 1).min(last)));
    }
    if up {
        draft.at = draft.at.and_then(|at| at.checked_sub(1));
    }
    let enter = enter && !screens.is_composing();
    let mut chosen = draft.at.filter(|_| enter);
    if enter && chosen.is_none() {
        intents.push(Intent::Answer);
    }
    ui.add_space(look::GAP);
    let area = ScrollArea::vertical().max_height(6.0 * look::CONTROL).auto_shrink([false, true]);
    room::area_ui(ui, area, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, offer) in offers.iter().enumerate() {
            let response = offer_ui(ui, (place, offer), draft.at == Some(place));
            if (down || up) && draft.at == Some(place) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(place);
            }
            if response.double_clicked() && !offer.is_folder {
                intents.push(Intent::Answer);
            }
        }
    });
    if let Some(offer) = chosen.and_then(|place| offers.get(place)) {
        (draft.path, draft.at) = (offer.path.clone(), None);
        ui.data_mut(|data| data.insert_temp(chosen_id(), offer.path.clone()));
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Where it is kept what was chosen in the pass before.
fn chosen_id() -> Id {
    Id::unique("path chosen")
}

fn offer_ui(ui: &mut egui::Ui, (place, offer): (usize, &Offer), is_lit: bool) -> egui::Response {
    let kind = if offer.is_folder { "文件夹" } else { "" };
    let button =
        egui::Button::selectable(is_lit, &offer.words).truncate().right_text(look::small(kind));
    let size = [ui.available_width(), look::CONTROL];
    let response = ui.push_id(place, |ui| ui.add_sized(size, button)).inner;
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_lit, &offer.words));
    response
}
