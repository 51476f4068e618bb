//! What is round every screen: top bar, rail, status bar, notices.

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{
    self, Align, Align2, Area, Button, CornerRadius, Frame, Layout, Margin, Panel, Stroke, Vec2,
};

use super::look::{self, sign};
use super::papers::work;
use super::widgets::{
    Tone, badge_ui, button_ui, fitted_button_ui, icon_button_ui, key_ui, primary_ui, time_words,
};
use super::{Screens, View, is_wide, today};
use crate::file::waiting_words;
use crate::model::mine::Term;
use crate::model::people::Person;
use crate::rules::calendar;
use crate::rules::figures::HazardFigures;
use crate::workspace::{self, Command, Intent, Place};

/// The room for what is said of the file.
const BADGE_WIDTH: f32 = 150.0;
/// The room for the names of undo and redo.
const TURNS_WIDTH: f32 = 540.0;
/// The room for the day, what is safe, and that it is a sample, in the status bar.
const DAY_WIDTH: f32 = 560.0;
/// How many notices show at once.
const NOTICES: usize = 2;
/// The room for the buttons of print and search.
const PRINT_WIDTH: f32 = 160.0;
/// The height of a place on the rail.
const RAIL_ITEM: f32 = 42.0;
/// The gap between places on the rail.
const RAIL_GAP: f32 = 4.0;
const FILE_MENU: &[&[Command]] = &[
    &[Command::New, Command::Open],
    &[Command::Save, Command::SaveAs],
    &[Command::Profile],
    &[Command::Leave],
];
const EDIT_MENU: &[&[Command]] = &[
    &[Command::Undo, Command::Redo],
    &[Command::Find],
    &[Command::Issue, Command::Enter, Command::Report],
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
    let bar = Frame::new().fill(look::RAIL).inner_margin(Margin::symmetric(16, 8));
    Panel::top("top bar").exact_size(look::TOP_BAR).frame(bar).show(ui, |ui| {
        top_bar_ui(ui, view, intents);
    });
    let bar = Frame::new().fill(look::RAIL).inner_margin(Margin::symmetric(16, 2));
    Panel::bottom("status bar").exact_size(look::STATUS_BAR).frame(bar).show(ui, |ui| {
        status_ui(ui, view, screens, intents);
    });
    let wide = is_wide(ui.ctx());
    let width = if wide { look::RAIL_WIDTH } else { look::RAIL_NARROW };
    let rail = Frame::new().fill(look::RAIL).inner_margin(Margin::symmetric(8, 6));
    Panel::left("rail").exact_size(width).resizable(false).frame(rail).show(ui, |ui| {
        rail_ui(ui, view, wide, intents);
    });
    let margin = if wide { look::MARGIN } else { look::GAP };
    let ground = Frame::new().fill(look::GROUND).inner_margin(margin);
    egui::CentralPanel::default().frame(ground).show(ui, |ui| {
        if view.workspace.is_practice() && wide {
            practice_ui(ui, intents);
        }
        // A screen of its own id, so that places never share what their fields keep.
        ui.push_id(view.workspace.place().word(), |ui| {
            if wide {
                body(ui, screens, intents);
            } else {
                // At large text nothing has room at once: the whole screen scrolls.
                let bar = egui::scroll_area::ScrollBarVisibility::AlwaysVisible;
                let area = egui::ScrollArea::vertical().auto_shrink(false);
                area.scroll_bar_visibility(bar).show(ui, |ui| body(ui, screens, intents));
            }
        });
    });
}

fn top_bar_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    ui.horizontal_centered(|ui| {
        for (title, menu) in [("文件", FILE_MENU), ("编辑", EDIT_MENU), ("帮助", HELP_MENU)] {
            let button = Button::new(title).frame_when_inactive(false);
            MenuButton::from_button(button).ui(ui, |ui| menu_ui(ui, view, menu, intents));
        }
        let room = if is_wide(ui.ctx()) { TURNS_WIDTH } else { 0.0 } + PRINT_WIDTH;
        let size = Vec2::new((ui.available_width() - room).max(0.0), look::CONTROL);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            file_ui(ui, view);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if primary_ui(ui, "打印", Some("Ctrl+P")) {
                intents.push(Intent::Run(Command::Print));
            }
            if icon_button_ui(ui, sign::SEARCH, "查找") {
                intents.push(Intent::Run(Command::Find));
            }
            if is_wide(ui.ctx()) {
                turn_ui(ui, view, intents);
            }
        });
    });
}

/// Undo and redo, by the names of what they would turn.
fn turn_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let session = view.workspace.session();
    let turns = [(Command::Redo, session.redo_words()), (Command::Undo, session.undo_words())];
    let turns = turns.into_iter().filter_map(|(command, words)| Some((command, words?)));
    let turns: Vec<(Command, &str)> = turns.collect();
    let mut shares = f32::from(u8::try_from(turns.len()).unwrap_or(u8::MAX));
    for (command, words) in turns {
        // The second one gets what the first one leaves.
        let room = ui.available_width().min(TURNS_WIDTH) / shares - look::GAP;
        if fitted_button_ui(ui, &format!("{}：{words}", command.word()), room) {
            intents.push(Intent::Run(command));
        }
        shares -= 1.0;
    }
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
        Command::Undo => session.undo_words().is_some(),
        Command::Redo => session.redo_words().is_some(),
        Command::New | Command::Open | Command::SaveAs => !view.workspace.is_waiting(),
        _ => true,
    }
}

/// The file's name and whether it is written.
fn file_ui(ui: &mut egui::Ui, view: View<'_>) {
    let file = view.workspace.file();
    let Some(path) = &file.path else {
        ui.add(egui::Label::new(look::weak("练习簿（不保存）")).truncate());
        return;
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    // The badge says whether the file is safe: it keeps its room, the name is cut off.
    let room = (ui.available_width() - BADGE_WIDTH).max(48.0);
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(egui::Label::new(look::weak(name.unwrap_or_default())).truncate())
            .on_hover_text(path.display().to_string());
    });
    if let Some(who) = &file.locked {
        badge_ui(ui, Tone::Care, &format!("只读：{who}"));
    } else if let Some(trouble) = &file.save_trouble {
        badge_ui(ui, Tone::Danger, "没写进文件").on_hover_text(&trouble.what);
    } else if !view.workspace.edits().is_empty() {
        badge_ui(ui, Tone::Care, "文件改动待核对");
    } else if view.workspace.is_written() {
        let at = file.written_at.map(|at| time_words(Some(at.time()))).unwrap_or_default();
        badge_ui(ui, Tone::Good, format!("已写入文件 {at}").trim());
    } else {
        badge_ui(ui, Tone::Neutral, "稍后写入文件");
    }
}

fn rail_ui(ui: &mut egui::Ui, view: View<'_>, wide: bool, intents: &mut Vec<Intent>) {
    let figures = HazardFigures::of(view.doc, view.today);
    let waiting = view.doc.sheets.iter().filter(|(_, sheet)| sheet.entered.is_none()).count();
    let is_member = |person: &Person| person.membership.is_some();
    let members = view.doc.persons.iter().filter(|(_, person)| is_member(person)).count();
    ui.spacing_mut().item_spacing.y = RAIL_GAP;
    // At large text ten places have to share the height of the window.
    let places = f32::from(u8::try_from(Place::RAIL.len()).unwrap_or(u8::MAX));
    let room = ui.available_height() / places - RAIL_GAP;
    let height = room.clamp(look::SMALL + 2.0, RAIL_ITEM).floor();
    ui.spacing_mut().interact_size.y = height;
    ui.spacing_mut().button_padding.y = 0.0;
    for place in Place::RAIL.iter().copied() {
        let (icon, count, danger) = match place {
            Place::Today => (sign::HOUSE, String::new(), false),
            Place::Team => (sign::USERS, count(members), false),
            Place::Sites => (sign::MAP, count(view.doc.sites.len()), false),
            Place::Plan => (sign::SHIELD, count(view.doc.cards.len()), false),
            Place::Rota => (sign::CALENDAR_CHECK, String::new(), false),
            Place::Watch => (sign::PHONE, String::new(), false),
            Place::Service => (sign::MEGAPHONE, String::new(), false),
            Place::Patrol => (sign::CLIPBOARD, count(waiting), false),
            Place::Hazards if 0 < figures.late => {
                (sign::WARNING, format!("{} 超期", figures.late), true)
            }
            Place::Hazards => (sign::WARNING, count(figures.open), false),
            Place::Papers => (sign::FILES, String::new(), false),
            Place::Profile => (sign::BUILDINGS, String::new(), false),
        };
        let selected = view.workspace.place() == place;
        let colour = if selected { look::ACCENT } else { look::TEXT };
        let words = if wide {
            let words = if selected { look::bold(place.word()) } else { place.word().into() };
            words.color(colour)
        } else {
            look::icon(icon).color(colour)
        };
        let tail = look::small(if wide { count } else { String::new() });
        let tail = if danger { tail.color(look::DANGER) } else { tail };
        let fill = if selected { look::ACCENT_TINT } else { look::RAIL };
        let button = Button::new(words)
            .right_text(tail)
            .fill(fill)
            .stroke(Stroke::new(1.0, fill))
            .corner_radius(CornerRadius::same(8))
            .min_size(Vec2::new(ui.available_width(), height));
        let response = ui.add(button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, place.word()));
        if response.on_hover_text(place.word()).clicked() {
            intents.push(Intent::Go(place));
        }
    }
}

fn count(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

fn status_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    ui.horizontal_centered(|ui| {
        let spacing = ui.spacing_mut();
        spacing.item_spacing.x = look::CARD_GAP;
        spacing.interact_size.y = 24.0;
        spacing.button_padding = Vec2::new(6.0, 1.0);
        operator_ui(ui, view, screens, intents);
        let mine = view.doc.profile();
        if !mine.dispatch_phone.is_empty() {
            let words = format!("{} {}", mine.term(Term::Dispatch), mine.dispatch_phone);
            ui.label(look::small(words));
        }
        let on_duty = today::line_of_duty(view);
        if is_wide(ui.ctx()) && !on_duty.is_empty() {
            let size = Vec2::new((ui.available_width() - DAY_WIDTH).max(0.0), 24.0);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(look::small(&on_duty)).truncate()).on_hover_text(&on_duty);
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if mine.demo {
                ui.label(look::small("演示资料，单位人名均为虚构"));
            }
            // By it every paper is dated, whatever the PC shows.
            let time = view.now.format("%H:%M");
            ui.label(look::small(if is_wide(ui.ctx()) {
                format!("{} {time}", calendar::day_words(view.today))
            } else {
                time.to_string()
            }));
            noted_ui(ui, view);
            let waiting = view.workspace.session().waiting();
            if let Some(words) = waiting_words(waiting).filter(|_| is_wide(ui.ctx())) {
                let short = format!("△ 还有{waiting}步等另一台电脑");
                ui.label(look::small(short).color(look::CARE)).on_hover_text(words);
            }
        });
    });
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

/// Who sits at the PC: typed once per sitting, checked against nothing.
fn operator_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let operator = view.workspace.session().operator();
    let shown = if operator.is_empty() { "请选择" } else { operator };
    let words = look::small(format!("操作人 {shown}"));
    let words = if operator.is_empty() { words.color(look::CARE) } else { words };
    let button = Button::new(words).frame_when_inactive(false);
    MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(400.0);
        ui.label(look::small("录入时记下由谁操作，不作签名用"));
        let picked = super::widgets::person_field_ui(
            ui,
            &mut screens.fields,
            view.doc,
            "操作人",
            None,
            intents,
        );
        if let Some(person) = picked {
            intents.push(Intent::SitDown(view.doc.person_name(person).to_owned()));
            ui.close();
        }
    });
}

/// Says that this is only practice, and what to do in earnest.
fn practice_ui(ui: &mut egui::Ui, intents: &mut Vec<Intent>) {
    Frame::new()
        .fill(look::CARE_TINT)
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 6))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if button_ui(ui, "打开已有的", Some("Ctrl+O")) {
                        intents.push(Intent::Run(Command::Open));
                    }
                    if button_ui(ui, "新建本矿工作簿", Some("Ctrl+N")) {
                        intents.push(Intent::Run(Command::New));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let words = "△ 现在是演示资料，可以放心练习，改动不会保存。";
                        ui.add(
                            egui::Label::new(egui::RichText::new(words).color(look::CARE))
                                .truncate(),
                        );
                    });
                });
            });
        });
    ui.add_space(look::GAP);
}

/// Short notices in the lower right corner.
pub(super) fn notices_ui(ctx: &egui::Context, view: View<'_>, intents: &mut Vec<Intent>) {
    let notices = view.workspace.notices();
    // A question in front shows refusals itself; a notice must never cover its buttons.
    let is_quiet = notices.is_empty() && work::slow(view).next().is_none();
    if is_quiet || view.workspace.dialog().is_some() {
        return;
    }
    let newest = notices.get(notices.len().saturating_sub(NOTICES)..).unwrap_or_default();
    Area::new(egui::Id::unique("notices"))
        .order(egui::Order::Tooltip)
        .anchor(Align2::RIGHT_BOTTOM, Vec2::new(-look::MARGIN, -look::STATUS_BAR - look::GAP))
        .show(ctx, |ui| {
            work::work_ui(ui, view, intents);
            for notice in newest {
                notice_ui(ui, notice, intents);
            }
        });
}

fn notice_ui(ui: &mut egui::Ui, notice: &workspace::Notice, intents: &mut Vec<Intent>) {
    let (colour, tint, sign_words) = match notice.tone {
        workspace::Tone::Good => (look::GOOD, look::GOOD_TINT, "✓"),
        workspace::Tone::Refused => (look::DANGER, look::DANGER_TINT, "！"),
    };
    let frame = look::card().fill(tint).stroke(Stroke::new(1.0, colour)).inner_margin(10);
    ui.push_id(notice.id, |ui| {
        frame.show(ui, |ui| {
            ui.set_max_width(440.0);
            ui.horizontal_top(|ui| {
                ui.label(egui::RichText::new(sign_words).color(colour));
                ui.vertical(|ui| {
                    ui.set_width(360.0);
                    ui.label(&notice.words);
                    if let Some(file) = &notice.file
                        && button_ui(ui, "打开文件夹", None)
                    {
                        intents.push(Intent::ShowFolder(file.clone()));
                    }
                });
                if icon_button_ui(ui, sign::CROSS, "知道了") {
                    intents.push(Intent::Dismiss(notice.id));
                }
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
            ("排班：换格，同上一天，清空", "方向键 Ctrl+D Delete"),
            ("放大、缩小文字，恢复", "Ctrl+加号 Ctrl+减号 Ctrl+0"),
            ("关闭对话框", "Esc"),
        ] {
            ui.label(words);
            key_ui(ui, key);
            ui.end_row();
        }
    });
}
