//! What is round every screen: top bar, rail, status bar, notices.

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{self, Align, Button, CornerRadius, Frame, Layout, Margin, Panel, Stroke, Vec2};

use super::look::{self, sign};
use super::widgets::{
    Tone, badge_cut_ui, badge_width, button_ui, icon_button_ui, key_ui, looked_at_ui,
    person_field_ui, primary_ui, quiet_ui, time_words,
};
use super::{Screens, View, incident, is_wide, room, today, work};
use crate::file::waiting_words;
use crate::model::mine::Term;
use crate::rules::calendar;
use crate::rules::figures::HazardFigures;
use crate::workspace::{self, Command, Intent, Place};

/// The margin of a screen whose panes scroll by themselves.
const MARGIN: i8 = 24;
/// The margin of a screen that scrolls as a whole.
const GAP: i8 = 12;
/// The room for its bar.
const BAR: i8 = 10;
/// The room in which menus stand beside each other.
const MENUS_WIDTH: f32 = 520.0;
/// The room in which undo and redo stand beside them.
const TURNS_WIDTH: f32 = 700.0;
/// The least room in which it is worth saying who is on duty.
const DUTY_LEAST: f32 = 120.0;
/// The least room in which it is worth naming the file.
const NAME_LEAST: f32 = 48.0;
/// How many notices show at once.
const NOTICES: usize = 2;
/// The margin of a notice in its strip.
const STRIP: Margin = Margin { left: 12, right: 4, top: 2, bottom: 2 };
/// The height of a place on the rail.
const RAIL_ITEM: f32 = 42.0;
/// The least height of a place on the rail, with the gap behind it.
const RAIL_LEAST: f32 = 32.0;
/// The gap between places on the rail.
const RAIL_GAP: f32 = 4.0;
/// The margins above and below the places.
const RAIL_MARGIN: f32 = 12.0;
/// The height of all places in a list that opens.
const RAIL_HIGH: f32 = 400.0;
const FILE_MENU: &[&[Command]] = &[
    &[Command::New, Command::Open],
    &[Command::Save, Command::SaveAs, Command::Merge],
    &[Command::Profile, Command::Editions],
    &[Command::Leave],
];
const EDIT_MENU: &[&[Command]] = &[
    &[Command::Undo, Command::Redo],
    &[Command::Find, Command::SitDown],
    &[Command::Issue, Command::Enter, Command::Report, Command::Overview],
    &[Command::Fill, Command::GoOn, Command::Swap],
    &[Command::Incident],
    &[Command::Print],
];
const HELP_MENU: &[&[Command]] = &[&[Command::Keys], &[Command::Diagnose, Command::About]];

/// Paints everything round a screen, and the screen.
pub(super) fn frame_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
    body: impl FnOnce(&mut egui::Ui, &mut Screens, &mut Vec<Intent>),
) {
    // Where two panels meet between two pixels, nothing shines through.
    ui.painter().rect_filled(ui.ctx().content_rect(), CornerRadius::ZERO, look::RAIL);
    let bar = Frame::new().fill(look::RAIL).inner_margin(Margin::symmetric(16, 8));
    Panel::top("top bar").exact_size(look::TOP_BAR).frame(bar).show(ui, |ui| {
        top_bar_ui(ui, view, intents);
    });
    let bar = Frame::new().fill(look::RAIL).inner_margin(Margin::symmetric(16, 2));
    Panel::bottom("status bar").exact_size(look::STATUS_BAR).frame(bar).show(ui, |ui| {
        status_ui(ui, view, intents);
    });
    // While nothing is open there is no place to go to.
    if has_rail(ui.ctx()) && view.workspace.unopened().is_none() {
        let rail = Frame::new().fill(look::RAIL).inner_margin(Margin::symmetric(8, 6));
        let panel = Panel::left("rail").exact_size(look::RAIL_WIDTH).resizable(false);
        panel.frame(rail).show(ui, |ui| rail_ui(ui, view, intents));
    }
    notices_ui(ui, view, intents);
    let wide = is_wide(ui.ctx());
    // The bar of the screen lies in its right margin, and it scrolls out below.
    let margin = if wide { MARGIN } else { GAP };
    let margin = Margin { bottom: 0, right: margin - BAR, ..Margin::same(margin) };
    let ground = Frame::new().fill(look::GROUND).inner_margin(margin);
    egui::CentralPanel::default().frame(ground).show(ui, |ui| {
        if view.workspace.is_practice() && wide && !screens.practised {
            screens.practised = practice_ui(ui, intents);
        }
        // A screen of its own id, so that places never share what their fields keep.
        ui.push_id(view.workspace.place().word(), |ui| {
            let page = |ui: &mut egui::Ui| {
                room::page_ui(ui, |ui| {
                    // In a narrow window it goes out of sight with the rest of the page.
                    if view.workspace.is_practice() && !wide && !screens.practised {
                        screens.practised = practice_ui(ui, intents);
                    }
                    body(ui, screens, intents);
                });
            };
            if view.workspace.file().locked.is_some() { looked_at_ui(ui, page) } else { page(ui) }
        });
    });
}

/// Whether the places have room beside the screen. Else one button in the top bar opens them.
fn has_rail(ctx: &egui::Context) -> bool {
    let room = ctx.content_rect().size();
    let least = f32::from(u8::try_from(Place::RAIL.len()).unwrap_or(u8::MAX)) * RAIL_LEAST;
    look::NARROW <= room.x && look::TOP_BAR + look::STATUS_BAR + RAIL_MARGIN + least <= room.y
}

fn top_bar_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    ui.horizontal_centered(|ui| {
        if !has_rail(ui.ctx()) && view.workspace.unopened().is_none() {
            places_ui(ui, view, intents);
        }
        let whole = ui.available_width();
        if MENUS_WIDTH <= whole {
            for (title, menu) in [("文件", FILE_MENU), ("编辑", EDIT_MENU), ("帮助", HELP_MENU)]
            {
                let button = Button::new(title).frame_when_inactive(false);
                MenuButton::from_button(button).ui(ui, |ui| menu_ui(ui, view, menu, intents));
            }
        } else {
            let menu = [FILE_MENU, EDIT_MENU, HELP_MENU].concat();
            let button = Button::new("菜单").frame_when_inactive(false);
            MenuButton::from_button(button).ui(ui, |ui| menu_ui(ui, view, &menu, intents));
        }
        if TURNS_WIDTH <= whole {
            turns_ui(ui, view, intents);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if view.workspace.unopened().is_none() {
                let key = Some("Ctrl+P").filter(|_| MENUS_WIDTH <= whole);
                // Of a damaged file nothing is printed.
                let can = view.workspace.damages().is_empty();
                if if can { primary_ui(ui, "打印", key) } else { button_ui(ui, "打印", key) } {
                    intents.push(Intent::Run(Command::Print));
                }
                if icon_button_ui(ui, sign::SEARCH, "查找") {
                    intents.push(Intent::Run(Command::Find));
                }
                incident::running_ui(ui, view, intents);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| file_ui(ui, view));
        });
    });
}

/// Undo and redo; pointed at they say what.
fn turns_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let session = view.workspace.session();
    for (command, words) in
        [(Command::Undo, session.undo_words()), (Command::Redo, session.redo_words())]
    {
        let button = Button::new(command.word()).frame_when_inactive(false);
        let response = ui.add_enabled(words.is_some(), button);
        let whole = whole_word(command, words);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, words.is_some(), &whole));
        if response.on_hover_text(&whole).clicked() {
            intents.push(Intent::Run(command));
        }
    }
}

/// The word of undo or redo with what it would turn.
fn whole_word(command: Command, words: Option<&str>) -> String {
    words.map_or_else(|| command.word().to_owned(), |words| format!("{}：{words}", command.word()))
}

fn menu_ui(ui: &mut egui::Ui, view: View<'_>, menu: &[&[Command]], intents: &mut Vec<Intent>) {
    ui.set_min_width(220.0);
    for (place, group) in menu.iter().enumerate() {
        if 0 < place {
            ui.separator();
        }
        for command in group.iter().copied() {
            let key = command.key().map(workspace::Key::word).unwrap_or_default();
            let button = Button::new(command.word()).right_text(look::small(key));
            let item = ui.add_enabled(can(view, command), button);
            if item.clicked() {
                intents.push(Intent::Run(command));
                ui.close();
            }
        }
    }
}

/// Whether a menu item makes sense just now.
fn can(view: View<'_>, command: Command) -> bool {
    let session = view.workspace.session();
    match command {
        Command::Save | Command::SaveAs | Command::Merge | Command::Profile | Command::Editions
            if view.workspace.unopened().is_some() =>
        {
            false
        }
        Command::Undo => session.undo_words().is_some(),
        Command::Redo => session.redo_words().is_some(),
        Command::New | Command::Open | Command::SaveAs => !view.workspace.is_waiting(),
        _ => true,
    }
}

/// The file's name and whether it is written.
fn file_ui(ui: &mut egui::Ui, view: View<'_>) {
    let Some(path) = &view.workspace.file().path else {
        let is_practice = view.workspace.unopened().is_none();
        let words = if is_practice { "练习簿（不保存）" } else { "没有打开工作簿" };
        ui.add(egui::Label::new(look::weak(words)).truncate());
        return;
    };
    let (tone, words, more) = safety(view);
    // What says whether the file is safe keeps its room, the name is cut off.
    let room = ui.available_width() - badge_width(ui, tone, &words) - look::GAP;
    if NAME_LEAST <= room {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(egui::Label::new(look::weak(name.unwrap_or_default())).truncate())
                .on_hover_text(path.display().to_string());
        });
    }
    let badge = badge_cut_ui(ui, tone, &words);
    if !more.is_empty() {
        badge.on_hover_text(more);
    }
}

/// Whether what was written is in the file: in a word, and more where something is wrong.
fn safety(view: View<'_>) -> (Tone, String, &str) {
    let file = view.workspace.file();
    if let Some(who) = &file.locked {
        return (Tone::Care, format!("只读：{who}"), who);
    }
    if let Some(trouble) = &file.save_trouble {
        return (Tone::Danger, "没写进文件".to_owned(), &trouble.what);
    }
    if !view.workspace.edits().is_empty() {
        return (Tone::Care, "文件改动待核对".to_owned(), "");
    }
    if !view.workspace.is_written() {
        return (Tone::Neutral, "稍后写入文件".to_owned(), "");
    }
    let at = file.written_at.map(|at| time_words(Some(at.time()))).unwrap_or_default();
    (Tone::Good, format!("已写入文件 {at}").trim().to_owned(), "")
}

/// The places, where they have no room beside the screen: one button with the name of the one in
/// front, which opens the list.
fn places_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let place = view.workspace.place();
    let words = look::bold(place.word()).color(look::ACCENT);
    let button = Button::new(words)
        .right_text(look::icon(sign::DOWN).color(look::ACCENT))
        .fill(look::ACCENT_TINT)
        .stroke(Stroke::new(1.0, look::ACCENT_TINT));
    let menu = MenuButton::from_button(button);
    let (response, _) = menu.ui(ui, |ui| {
        ui.set_width(look::RAIL_WIDTH);
        let height = ui.ctx().content_rect().height() - look::TOP_BAR - 2.0 * look::CARD_GAP;
        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.set_height(height.min(RAIL_HIGH));
            rail_ui(ui, view, intents);
        });
    });
    let words = format!("换页，现在是{}", place.word());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
}

/// Every place with how much there is of it.
fn rail_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = RAIL_GAP;
    let places = f32::from(u8::try_from(Place::RAIL.len()).unwrap_or(u8::MAX));
    let room = ui.available_height() / places - RAIL_GAP;
    let height = room.clamp(RAIL_LEAST - RAIL_GAP, RAIL_ITEM).floor();
    ui.spacing_mut().interact_size.y = height;
    ui.spacing_mut().button_padding.y = 0.0;
    for place in Place::RAIL.iter().copied() {
        let (count, danger) = tail(view, place);
        let selected = view.workspace.place() == place;
        let words = if selected { look::bold(place.word()) } else { place.word().into() };
        let words = words.color(if selected { look::ACCENT } else { look::TEXT });
        let tail = look::small(count);
        let tail = if danger { tail.color(look::DANGER) } else { tail };
        let fill = if selected { look::ACCENT_TINT } else { look::RAIL };
        let button = Button::new(words)
            .right_text(tail)
            .fill(fill)
            .stroke(Stroke::new(1.0, fill))
            .corner_radius(CornerRadius::same(8))
            .min_size(Vec2::new(ui.available_width(), height));
        let response = ui.add(button);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, selected, place.word())
        });
        if response.clicked() {
            intents.push(Intent::Go(place));
            ui.close();
        }
    }
}

/// How much there is of a place, and whether that is a danger.
fn tail(view: View<'_>, place: Place) -> (String, bool) {
    let doc = view.doc;
    let figure = match place {
        Place::Team => doc.persons.iter().filter(|(_, one)| one.membership.is_some()).count(),
        Place::Sites => doc.sites.len(),
        Place::Plan => doc.cards.len(),
        Place::Patrol => doc.sheets.iter().filter(|(_, sheet)| sheet.entered.is_none()).count(),
        Place::Hazards => {
            let figures = HazardFigures::of(doc, view.today);
            if 0 < figures.late {
                return (format!("{} 超期", figures.late), true);
            }
            figures.open
        }
        Place::Today
        | Place::Rota
        | Place::Watch
        | Place::Service
        | Place::Papers
        | Place::Profile
        | Place::Incident => 0,
    };
    (if figure == 0 { String::new() } else { figure.to_string() }, false)
}

/// Who sits here on the left, what is safe on the right, and between them what has room.
fn status_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    ui.horizontal_centered(|ui| {
        let spacing = ui.spacing_mut();
        spacing.item_spacing.x = look::CARD_GAP;
        spacing.interact_size.y = 24.0;
        spacing.button_padding = Vec2::new(6.0, 1.0);
        operator_ui(ui, view, intents);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            noted_ui(ui, view);
            zoom_ui(ui);
            let waiting = view.workspace.session().waiting();
            if let Some(words) = waiting_words(waiting) {
                let short = format!("△ 还有{waiting}次改动接不上");
                if let Some(short) = fitting_ui(ui, look::small(short).color(look::CARE)) {
                    short.on_hover_text(words);
                }
            }
            // By it every paper is dated, whatever the PC shows.
            let time = view.now.format("%H:%M").to_string();
            let day = format!("{} {time}", calendar::day_words(view.today));
            if fitting_ui(ui, look::small(day)).is_none() {
                fitting_ui(ui, look::small(time));
            }
            if view.doc.profile().demo {
                fitting_ui(ui, look::small("演示资料，单位人名均为虚构"));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let mine = view.doc.profile();
                if !mine.dispatch_phone.is_empty() {
                    let words = format!("{} {}", mine.term(Term::Dispatch), mine.dispatch_phone);
                    fitting_ui(ui, look::small(words));
                }
                let on_duty = today::line_of_duty(view);
                if !on_duty.is_empty() && DUTY_LEAST <= ui.available_width() {
                    let words = egui::Label::new(look::small(&on_duty)).truncate();
                    ui.add(words).on_hover_text(&on_duty);
                }
            });
        });
    });
}

/// A way to change the size of the text.
type Zoom = fn(&egui::Context);

/// How large the text is, and the ways to change that without a key.
fn zoom_ui(ui: &mut egui::Ui) {
    let words = format!("{:.0}%", (ui.ctx().zoom_factor() * 100.0).round());
    let button = Button::new(look::small(&words)).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(200.0);
        let ways: [(&str, &str, Zoom); 3] = [
            ("放大文字", "Ctrl+加号", egui::gui_zoom::zoom_in),
            ("缩小文字", "Ctrl+减号", egui::gui_zoom::zoom_out),
            ("恢复100%", "Ctrl+0", |ctx| ctx.set_zoom_factor(1.0)),
        ];
        for (words, key, change) in ways {
            if ui.add(Button::new(words).right_text(look::small(key))).clicked() {
                change(ui.ctx());
                ui.close();
            }
        }
    });
    let whole = format!("文字大小{words}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &whole));
}

/// Words that stand where they have room, and nowhere else.
fn fitting_ui(ui: &mut egui::Ui, words: egui::RichText) -> Option<egui::Response> {
    let words = egui::WidgetText::from(words);
    let extend = Some(egui::TextWrapMode::Extend);
    let galley = words.into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Small);
    (galley.size().x <= ui.available_width()).then(|| ui.label(galley))
}

/// What is safe on this PC, apart from what is in the file.
fn noted_ui(ui: &mut egui::Ui, view: View<'_>) {
    let file = view.workspace.file();
    if let Some(trouble) = &file.note_trouble {
        ui.label(look::small("！没有记在本机").color(look::DANGER)).on_hover_text(&trouble.what);
    } else if file.is_noted() {
        let at = file.noted_at.map(|at| at.format(" %H:%M:%S").to_string()).unwrap_or_default();
        ui.label(look::small(format!("✓ 已记在本机{at}")).color(look::GOOD));
    } else if file.path.is_some() {
        ui.label(look::small("正在记到本机"));
    }
}

/// Who sits at the PC.
fn operator_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let operator = view.workspace.session().operator();
    let shown = if operator.is_empty() { "请选择" } else { operator };
    let words = look::small(format!("操作人 {shown}"));
    let words = if operator.is_empty() { words.color(look::CARE) } else { words };
    if ui.add(Button::new(words).frame_when_inactive(false)).clicked() {
        intents.push(Intent::Run(Command::SitDown));
    }
}

/// Who sits at the PC: typed once per sitting, checked against nothing.
pub(super) fn sit_down_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    ui.label(look::small("录入时记下由谁操作，不作签名用"));
    let fields = &mut screens.fields;
    if let Some(person) = person_field_ui(ui, fields, view.doc, "操作人", None, intents) {
        intents.push(Intent::SitDown(view.doc.person_name(person).to_owned()));
        intents.push(Intent::Ask(None));
    }
}

/// Says that this is only practice, and what to do in earnest. Returns whether that was read.
fn practice_ui(ui: &mut egui::Ui, intents: &mut Vec<Intent>) -> bool {
    let frame = Frame::new()
        .fill(look::CARE_TINT)
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 6));
    let read = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let words = "△ 现在是演示资料，可以放心练习，改动不会保存。";
            ui.label(egui::RichText::new(words).color(look::CARE));
            if button_ui(ui, "新建本矿工作簿", Some("Ctrl+N")) {
                intents.push(Intent::Run(Command::New));
            }
            if button_ui(ui, "打开已有的", Some("Ctrl+O")) {
                intents.push(Intent::Run(Command::Open));
            }
            quiet_ui(ui, "收起")
        })
        .inner
    });
    ui.add_space(look::GAP);
    read.inner
}

/// Short notices in a strip above the status bar. They take room of their own, so that they never
/// lie over something that is to be clicked.
fn notices_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let notices = view.workspace.notices();
    // A question in front shows refusals itself.
    let is_out = view.workspace.can_type_path();
    let is_quiet = notices.is_empty() && !work::is_told(view) && !is_out;
    if is_quiet || view.workspace.dialog().is_some() {
        return;
    }
    let most = if is_wide(ui.ctx()) { NOTICES } else { 1 };
    let newest = notices.get(notices.len().saturating_sub(most)..).unwrap_or_default();
    let margin = if is_wide(ui.ctx()) { MARGIN } else { GAP };
    let strip = Frame::new().fill(look::GROUND).inner_margin(Margin::symmetric(margin, 4));
    let panel = Panel::bottom("notices").resizable(false).min_size(0.0).show_separator_line(false);
    panel.frame(strip).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        if is_out {
            dialog_out_ui(ui, intents);
        }
        work::work_ui(ui, view, intents);
        for notice in newest {
            notice_ui(ui, notice, intents);
        }
    });
}

/// Says that a dialog of the system waits, and offers to type the path here.
fn dialog_out_ui(ui: &mut egui::Ui, intents: &mut Vec<Intent>) {
    look::card().inner_margin(STRIP).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label("请在弹出的窗口里选文件");
            if button_ui(ui, "改为输入路径…", None) {
                intents.push(Intent::TypePath);
            }
        });
    });
}

/// The words on the left, as many lines as they are, and what can be done with them on the right.
fn notice_ui(ui: &mut egui::Ui, notice: &workspace::Notice, intents: &mut Vec<Intent>) {
    let (colour, tint, sign_words) = match notice.tone {
        workspace::Tone::Good => (look::GOOD, look::GOOD_TINT, "✓"),
        workspace::Tone::Refused => (look::DANGER, look::DANGER_TINT, "！"),
    };
    let frame = look::card().fill(tint).stroke(Stroke::new(1.0, colour)).inner_margin(STRIP);
    ui.push_id(notice.id, |ui| {
        frame.show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    if icon_button_ui(ui, sign::CROSS, "知道了") {
                        intents.push(Intent::Dismiss(notice.id));
                    }
                    if let Some(file) = &notice.file
                        && button_ui(ui, "打开文件夹", None)
                    {
                        intents.push(Intent::ShowFolder(file.clone()));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                        let spare =
                            (look::CONTROL - ui.text_style_height(&egui::TextStyle::Body)) / 2.0;
                        ui.vertical(|ui| {
                            ui.add_space(spare.max(0.0));
                            let words = format!("{sign_words} {}", notice.words);
                            ui.label(egui::RichText::new(words).color(colour));
                            ui.add_space(spare.max(0.0));
                        });
                    });
                });
            });
        });
    });
}

/// Lists every key; shown by F1.
pub(super) fn keys_ui(ui: &mut egui::Ui) {
    egui::Grid::new("keys").num_columns(2).spacing(Vec2::new(24.0, 6.0)).show(ui, |ui| {
        for command in Command::ALL {
            if let Some(key) = command.key() {
                ui.label(command.word());
                key_ui(ui, &key.word());
                ui.end_row();
            }
        }
        for (words, key) in [
            ("列表：改这一格，不改了", "直接打字、F2或双击 Esc"),
            ("列表：选一块，复制，贴入", "Shift+方向键 Ctrl+C Ctrl+V"),
            ("列表：照最上面一行填，清空", "Ctrl+D Delete"),
            ("排班：换格，同上一格，同前一格", "方向键 Ctrl+D Ctrl+R"),
            ("排班：选一块，复制，贴入，清空", "Shift+方向键 Ctrl+C Ctrl+V Delete"),
            ("放大、缩小文字，恢复", "Ctrl+加号 Ctrl+减号 Ctrl+0"),
            ("处置记录：做完一步，记一条，记命令", "1至0、Q至P Enter M"),
            ("处置记录：报119、调度室、120，上报，级别", "A S D F，J K L"),
            ("关闭对话框", "Esc"),
        ] {
            ui.label(words);
            key_ui(ui, key);
            ui.end_row();
        }
    });
}
