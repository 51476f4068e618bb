//! 专家管家: who looks after which sites as their expert or their keeper, and on which days.

use eframe::egui;

use crate::action::{Action, NewRecord};
use crate::model::RecordId;
use crate::model::id::{SiteId, StewardId};
use crate::model::steward::{Steward, StewardField, StewardKey, StewardKind};
use crate::print::Request;
use crate::rules::duty;
use crate::ui::look::{self, sign};
use crate::ui::record::{Column, Form, List, Shown, findings, none_yet_ui, records_ui, remove_ui};
use crate::ui::widgets::{Fresh, Tone, banner_ui, button_ui, card_ui, cross_ui, pick_ui};
use crate::ui::{Screens, View};
use crate::workspace::Intent;

const COLUMNS: &[Column<Steward>] = &[
    Column::new("人员", 96.0, |view, _, one: &Steward| match one.person {
        Some(person) => Shown::words(view.doc.person_name(person)),
        None => Shown::badge(Tone::Care, "未定"),
    })
    .writes(
        || StewardKey::Person,
        |form, ui, one| form.field(ui, &one.person, StewardField::Person),
    ),
    Column::new("身份", 96.0, |_, _, one: &Steward| match one.kind {
        Some(kind) => Shown::words(kind.word()),
        None => Shown::badge(Tone::Care, "未定"),
    }),
    Column::often("专业", 112.0, |_, _, one: &Steward| Shown::words(&one.trade)).writes(
        || StewardKey::Trade,
        |form, ui, one| form.line(ui, &one.trade, StewardField::Trade),
    ),
    Column::new("负责场所", 0.0, |view, _, one| Shown::words(sites_words(view, one))),
    Column::often("日期", 156.0, |_, _, one| {
        let short = |day: Option<chrono::NaiveDate>| {
            day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default()
        };
        let (from, to) = (short(one.from), short(one.to));
        let words = if from.is_empty() && to.is_empty() {
            "本季".to_owned()
        } else {
            format!("{from}—{to}")
        };
        Shown::words(words)
    }),
];

/// 全矿地面 where none is named.
fn sites_words(view: View<'_>, one: &Steward) -> String {
    if one.sites.is_empty() {
        return "全矿地面".to_owned();
    }
    let names = one.sites.iter().map(|site| view.doc.site_name(Some(*site)));
    names.collect::<Vec<_>>().join("、")
}

/// A keeper whose name and sites are to be put in.
fn new_steward() -> Intent {
    let new = Steward { kind: Some(StewardKind::Keeper), ..Steward::default() };
    Intent::Do(Action::Add(NewRecord::Steward(new)))
}

pub(in crate::ui) fn steward_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    if !view.doc.sites.is_empty() && button_ui(ui, "责任分工一览表", None) {
        intents.push(Intent::Preview(Request::answers(false)));
    }
    if button_ui(ui, "新增专家、管家", None) {
        intents.push(new_steward());
    }
}

pub(in crate::ui) fn stewards_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.stewards.is_empty() {
        let hint = "安全专家懂专业、供咨询；安全管家每天看一遍、提醒、报告。没有这样分工的，不用填";
        let words = (sign::USERS, "还没有安全专家和安全管家", hint, "新增第一位");
        return none_yet_ui(ui, words, intents, new_steward);
    }
    let rows = || view.doc.stewards.iter().map(|(id, _)| *id).collect();
    let list = List::new(COLUMNS, 0.58, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        steward_ui(ui, view, screens, one, intents);
    });
}

fn steward_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&StewardId, &Steward),
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    for finding in findings(view, RecordId::Steward(*id)) {
        banner_ui(ui, Tone::Care, &finding.breach.words);
    }
    let deputy = one.person.and_then(|person| duty::deputy_of(view.doc, person, view.today));
    if let Some((deputy, _)) = deputy {
        banner_ui(ui, Tone::Care, &format!("现由{}代看", view.doc.person_name(deputy)));
    }
    card_ui(ui, "专家管家", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.first_field(ui, Fresh::Steward, &one.person, StewardField::Person);
        form.field(ui, &one.kind, StewardField::Kind);
        form.hint("电气、锅炉、消防等").line(ui, &one.trade, StewardField::Trade);
        form.field(ui, &one.from, StewardField::From);
        form.field(ui, &one.to, StewardField::To);
        form.line(ui, &one.note, StewardField::Note);
        if let Some(sites) = sites_ui(ui, view, one) {
            form.put(StewardField::Sites(sites));
        }
        ui.add_space(look::GAP);
        remove_ui(ui, "删除这一条…", RecordId::Steward(*id), intents);
    });
}

/// The sites they look after, each to be taken out, and those that may be added: one, or all of a
/// zone. Returns what they should be.
fn sites_ui(ui: &mut egui::Ui, view: View<'_>, one: &Steward) -> Option<Vec<SiteId>> {
    let mut wish = None;
    ui.add_space(look::GAP);
    let none = if one.sites.is_empty() {
        "负责场所：没有指定，就是全矿地面"
    } else {
        "负责场所"
    };
    ui.label(look::small(none));
    for site in &one.sites {
        ui.push_id(site, |ui| {
            ui.horizontal(|ui| {
                let name = view.doc.site_name(Some(*site));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if cross_ui(ui, &format!("去掉{name}")) {
                        let rest = one.sites.iter().copied().filter(|other| other != site);
                        wish = Some(rest.collect());
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(name).truncate());
                    });
                });
            });
        });
    }
    let with = |more: Vec<SiteId>| {
        let mut sites = one.sites.clone();
        sites.extend(more.into_iter().filter(|site| !one.sites.contains(site)));
        sites
    };
    let others = view.doc.sites.iter().filter(|(id, _)| !one.sites.contains(id));
    let others: Vec<_> = others.map(|(id, site)| (*id, site.name.clone())).collect();
    if let Some(site) = pick_ui(ui, "加一处场所", None, &others) {
        wish = Some(with(vec![site]));
    }
    let zones: Vec<_> = view.doc.zones.iter().map(|(id, zone)| (*id, zone.name.clone())).collect();
    if let Some(zone) = pick_ui(ui, "加整个责任区", None, &zones) {
        let of_zone = view.doc.sites.iter().filter(|(_, site)| site.zone == Some(zone));
        wish = Some(with(of_zone.map(|(id, _)| *id).collect()));
    }
    wish
}
