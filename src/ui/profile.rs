//! 本矿资料: the mine's name, telephones, its own words for departments, the season.

use eframe::egui;

use super::record::Form;
use super::team::order_ui;
use super::widgets::{
    Text, Tone, banner_ui, button_ui, card_ui, heading_ui, labelled_ui, select_all, text_field_ui,
};
use super::{Screens, View, detail_ui, keyboard, look};
use crate::action::{Action, PlanAction, own_names};
use crate::model::mine::{MineField, Only, Term};
use crate::workspace::Intent;

mod holidays;
mod rota;
mod season;

pub(super) use rota::rota_rules_ui;

/// What 本矿资料 keeps between frames.
#[derive(Debug, Default)]
pub(super) struct ProfileState {
    /// The words of a notice that are not taken in yet.
    notice: String,
    /// The writing cursor was sent to the name that a new workbook begins with.
    begun: bool,
}

pub(super) fn profile_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    heading_ui(ui, "本矿资料", "填一次，各种单据都用它", |_| {});
    ui.add_space(look::GAP);
    detail_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = look::CARD_GAP;
        ui.set_max_width(ui.available_width().min(760.0));
        mine_ui(ui, view, screens, intents);
        season::season_ui(ui, view, screens, intents);
        season::key_periods_ui(ui, view, screens, intents);
        holidays::holidays_ui(ui, view, screens, intents);
        rota_rules_ui(ui, view, screens, intents);
        terms_ui(ui, view, screens, intents);
        authority_ui(ui, view, screens, intents);
    });
}

fn mine_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let mine = view.doc.profile();
    card_ui(ui, "本矿", "", |ui| {
        let mut form = Form::of(view, screens, (&Only, &mine), intents);
        form.hint("例：望禾煤矿").line(ui, &mine.name, MineField::Name);
        let name = keyboard::newest(ui.ctx());
        let hint = "印在单据上方；不填就用矿名";
        form.hint(hint).line(ui, &mine.full_name, MineField::FullName);
        form.hint("县、镇").line(ui, &mine.place, MineField::Place);
        form.hint("例：高瓦斯").line(ui, &mine.kind, MineField::Kind);
        let hint = "印在每张巡查单上";
        form.hint(hint).line(ui, &mine.dispatch_phone, MineField::DispatchPhone);
        let hint = "内线拨119前先拨的号，例：0";
        form.hint(hint).line(ui, &mine.outside_prefix, MineField::OutsidePrefix);
        form.hint("例：正门外路口").line(ui, &mine.meeting_point, MineField::MeetingPoint);
        let hint = "印在日报上，例：矿党委、矿领导";
        form.hint(hint).line(ui, &mine.brief_to, MineField::BriefTo);
        form.count(ui, mine.employees, MineField::Employees);
        form.count(ui, mine.staying, MineField::Staying);
        form.count(ui, mine.party_members, MineField::PartyMembers);
        form.count(ui, mine.branches, MineField::Branches);
        let id = mine.lasting_id(view.workspace.session().workbook());
        form.line(ui, &id, MineField::Id);
        let number = keyboard::newest(ui.ctx());
        labelled_ui(ui, "", |ui, _| {
            ui.label(look::small("集团汇总时凭它认矿，以后各年不变；集团另编了号的，改成集团的"))
        });
        order_ui(ui, view, intents);
        begin_ui(ui, view, &mut screens.profile, name);
        // It is written over as a whole, by the number of the group.
        if let Some(number) = number.filter(|field| comes_by_key(ui, *field)) {
            select_all(ui.ctx(), number, &id);
        }
    });
}

/// A new workbook begins with the name of the mine: what is typed at once is meant for it.
fn begin_ui(ui: &egui::Ui, view: View<'_>, state: &mut ProfileState, name: Option<egui::Id>) {
    if !view.doc.profile().name.is_empty() {
        state.begun = false;
        return;
    }
    let is_free = view.workspace.dialog().is_none()
        && view.workspace.file().locked.is_none()
        && ui.memory(|memory| memory.focused().is_none());
    if let Some(name) = name.filter(|_| is_free && !state.begun) {
        state.begun = true;
        keyboard::go_to(ui.ctx(), name);
    }
}

/// Whether a field has just got the writing cursor, and not by the mouse.
fn comes_by_key(ui: &egui::Ui, field: egui::Id) -> bool {
    let comes = ui.memory(|memory| memory.has_focus(field) && !memory.had_focus_last_frame(field));
    comes && !ui.input(|input| input.pointer.any_down() || input.pointer.any_released())
}

fn terms_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let mine = view.doc.profile();
    card_ui(ui, "称谓表", "本矿叫法不同的改这里，所有单据跟着变", |ui| {
        let mut form = Form::of(view, screens, (&Only, &mine), intents);
        for term in Term::ALL.iter().copied() {
            let value = mine.terms.get(&term).map(String::as_str).unwrap_or_default();
            let text = Text::line(term.word(), value).hint(term.word());
            if let Some(words) = text_field_ui(ui, form.fields, text) {
                let word = Some(words).filter(|words| !words.is_empty());
                form.put(MineField::Term(term, word));
            }
        }
        let count = own_names::to_write(view.doc);
        if 0 < count {
            let words = format!("岗位、处置卡、电话表里有{count}处写的还是通用叫法");
            banner_ui(ui, Tone::Care, &words);
            if button_ui(ui, "按称谓表一起改过来", None) {
                intents.push(Intent::Do(Action::Plan(PlanAction::OwnNames)));
            }
        }
    });
}

fn authority_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let mine = view.doc.profile();
    card_ui(ui, "审核与授权", "", |ui| {
        let mut form = Form::of(view, screens, (&Only, &mine), intents);
        let hint = "审核人和日期；不填则单据印“参考稿”";
        form.hint(hint).line(ui, &mine.reviewed, MineField::Reviewed);
        let hint = "有文件授权才填；不填则不计入法定每日防火巡查";
        form.label("授权文号").hint(hint);
        form.line(ui, &mine.statutory_document, MineField::StatutoryDocument);
        form.label("这是演示资料（每页都会注明）").field(ui, &mine.demo, MineField::Demo);
    });
}
