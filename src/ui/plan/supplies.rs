//! 应急物资: what the team has at hand, where it lies and who keeps it, until when it may be used.

use eframe::egui;

use super::operator;
use crate::action::paste::What;
use crate::action::{Action, NewRecord};
use crate::model::id::SupplyId;
use crate::model::plan::CardCode;
use crate::model::supply::{Supply, SupplyField, SupplyKey, SupplyState};
use crate::model::value::excerpt;
use crate::model::{Put, RecordId};
use crate::print::Request;
use crate::rules::supplies::{
    amount_words, ends, faults, in_order, kind_of, outdated, place_words, unchecked,
};
use crate::ui::look::{self, sign};
use crate::ui::paste::paste_button_ui;
use crate::ui::record::{Column, Form, List, Shown, none_yet_ui, records_below_ui, remove_ui};
use crate::ui::widgets::{
    Fresh, Tone, badge_ui, banner_ui, button_ui, card_ui, cross_ui, pick_ui, primary_ui, quiet_ui,
};
use crate::ui::{Screens, View};
use crate::workspace::{Intent, Pick};

/// So many signs of a name stand on a button.
const SHORT: usize = 12;

const COLUMNS: &[Column<Supply>] = &[
    Column::new("名称", 0.0, |_, _, one: &Supply| Shown::words(&one.name))
        .writes(|| SupplyKey::Name, |form, ui, one| form.line(ui, &one.name, SupplyField::Name)),
    Column::often("编号", 84.0, |_, _, one: &Supply| Shown::words(&one.code))
        .writes(|| SupplyKey::Code, |form, ui, one| form.line(ui, &one.code, SupplyField::Code)),
    Column::new("数量", 68.0, |_, _, one: &Supply| {
        Shown::words(amount_words(one)).by(i64::from(one.amount))
    })
    .writes(|| SupplyKey::Amount, |form, ui, one| form.count(ui, one.amount, SupplyField::Amount)),
    Column::new("存放地点", 0.0, |view, _, one: &Supply| {
        let words = place_words(view.doc, one);
        if words.is_empty() {
            Shown::badge(Tone::Care, "没写地点")
        } else {
            Shown::words(words)
        }
    }),
    Column::new("保管人", 84.0, |view, _, one: &Supply| match one.keeper {
        Some(keeper) => Shown::words(view.doc.person_name(keeper)),
        None => Shown::badge(Tone::Care, "未定"),
    })
    .writes(|| SupplyKey::Keeper, |form, ui, one| form.field(ui, &one.keeper, SupplyField::Keeper)),
    Column::new("有效期至", 150.0, |view, _, one: &Supply| {
        let last = view.doc.current_season().last;
        let words = one.until.map(|day| day.format("%Y年%-m月%-d日").to_string());
        let shown = match outdated(one, view.today, last) {
            None => Shown::words(words.unwrap_or_default()),
            Some(_) if one.until.is_some_and(|until| until < view.today) => {
                let day = one.until.map(|day| day.format("%Y-%-m-%-d").to_string());
                Shown::badge(Tone::Danger, format!("过期 {}", day.unwrap_or_default()))
            }
            Some(_) => Shown::badge(Tone::Care, words.unwrap_or_else(|| "没写期限".to_owned())),
        };
        shown.of_day(one.until)
    })
    .writes(|| SupplyKey::Until, |form, ui, one| form.field(ui, &one.until, SupplyField::Until)),
    Column::new("上次检查", 100.0, |view, _, one: &Supply| {
        let words = match one.checked {
            Some(day) => day.format("%-m月%-d日").to_string(),
            None => "没查过".to_owned(),
        };
        let shown = match unchecked(view.doc, one, view.today) {
            Some(_) => Shown::badge(Tone::Care, words),
            None => Shown::words(if one.checked.is_some() { words } else { String::new() }),
        };
        shown.of_day(one.checked)
    })
    .writes(
        || SupplyKey::Checked,
        |form, ui, one| form.field(ui, &one.checked, SupplyField::Checked),
    ),
    Column::extra("型号规格", 108.0, |_, _, one: &Supply| Shown::words(&one.model))
        .writes(|| SupplyKey::Model, |form, ui, one| form.line(ui, &one.model, SupplyField::Model)),
    Column::extra("状态", 76.0, |_, _, one: &Supply| match one.state {
        Some(SupplyState::Fit) => Shown::words(SupplyState::Fit.word()),
        Some(state) => Shown::badge(Tone::Care, state.word()),
        None => Shown::words(""),
    }),
];

pub(in crate::ui) fn supply_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    if !view.doc.supplies.is_empty() && button_ui(ui, "预览台账", None) {
        intents.push(Intent::Preview(Request::supplies()));
    }
    paste_button_ui(ui, What::Supplies, intents);
    if button_ui(ui, "新增物资", None) {
        intents.push(new_supply(view));
    }
}

/// One whose name is to be overwritten, where the one that is looked at lies.
fn new_supply(view: View<'_>) -> Intent {
    let like = view.workspace.picked().get::<Supply>(view.doc).map(|(_, one)| one);
    let Supply { site, place, keeper, .. } = like.cloned().unwrap_or_default();
    let name = format!("应急物资{}", view.doc.supplies.len() + 1);
    let new = Supply { name, site, place, keeper, ..Supply::default() };
    Intent::Do(Action::Add(NewRecord::Supply(new)))
}

pub(in crate::ui) fn supplies_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.supplies.is_empty() {
        let hint = "灭火器、沙袋、手电、急救箱、担架、对讲机等，写明数量、放在哪里、谁保管；可以从台账粘贴";
        let words = (sign::CLIPBOARD, "还没有登记应急物资", hint, "登记第一项物资");
        return none_yet_ui(ui, words, intents, || new_supply(view));
    }
    let open = view.doc.supplies.iter();
    let remark = match open.filter(|(_, one)| !faults(view.doc, one, view.today).is_empty()).count()
    {
        0 => "✓ 都登记齐、在期、查过".to_owned(),
        open => format!("！{open} 项要补登记、更换或检查"),
    };
    let rows = || in_order(view.doc).into_iter().map(|(id, _)| id).collect::<Vec<SupplyId>>();
    let list = List { title: ("应急物资", &remark), ..List::new(COLUMNS, 0.6, &rows) };
    let next = next_to_see_to(view);
    let above = |ui: &mut egui::Ui, _: &mut Screens, intents: &mut Vec<Intent>| {
        if let Some((id, name)) = &next
            && quiet_ui(ui, &format!("看下一项要办的：{}", excerpt(name, &[], SHORT)))
        {
            intents.push(Intent::Pick(Pick::Record(RecordId::Supply(*id))));
        }
    };
    let ground = (view, screens);
    records_below_ui(ui, ground, &list, intents, above, |ui, screens, one, intents| {
        supply_ui(ui, view, screens, one, intents);
    });
}

/// The next one with something to be seen to, after the one that is picked.
fn next_to_see_to(view: View<'_>) -> Option<(SupplyId, String)> {
    let all = in_order(view.doc);
    let picked = view.workspace.picked().id::<Supply>();
    let at = all.iter().position(|(id, _)| Some(*id) == picked).map_or(0, |at| at + 1);
    let behind = all.iter().skip(at).chain(all.iter().take(at));
    let mut open = behind.filter(|(_, one)| !faults(view.doc, one, view.today).is_empty());
    open.next().map(|(id, one)| (*id, one.name.clone()))
}

fn supply_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&SupplyId, &Supply),
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    for words in faults(view.doc, one, view.today) {
        banner_ui(ui, Tone::Care, &words);
    }
    card_ui(ui, "应急物资", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.first(ui, Fresh::Supply, &one.name, SupplyField::Name);
        // What its name says already is not asked for once more.
        form.field(ui, &kind_of(one), SupplyField::Kind);
        form.line(ui, &one.code, SupplyField::Code);
        form.line(ui, &one.model, SupplyField::Model);
        form.count(ui, one.amount, SupplyField::Amount);
        form.hint("具、只、条、公斤").line(ui, &one.unit, SupplyField::Unit);
        form.field(ui, &one.site, SupplyField::Site);
        form.hint("一层值班室；不在场所册上的全写在这里").line(ui, &one.place, SupplyField::Place);
        form.field(ui, &one.keeper, SupplyField::Keeper);
        form.field(ui, &one.until, SupplyField::Until);
        if ends(one) {
            ui.label(look::small("照标签写：灭火器写下次维修或报废的日期，药品、电极片写有效期"));
        }
        form.field(ui, &one.state, SupplyField::State);
        form.hint("由谁代管、钥匙在哪里").lines(ui, &one.note, SupplyField::Note);
    });
    card_ui(ui, "检查", "", |ui| {
        if one.checked == Some(view.today) {
            badge_ui(ui, Tone::Good, "今天已检查");
        } else if primary_ui(ui, "登记今天检查", None) {
            let by = operator(view).or(one.checker);
            let puts = [SupplyField::Checked(Some(view.today)), SupplyField::Checker(by)];
            let puts = puts.map(|field| Put::from((*id, field))).to_vec();
            intents.push(Intent::Do(Action::SetAll(puts)));
        }
        let mut form = Form::of(view, screens, (id, one), intents);
        form.field(ui, &one.checked, SupplyField::Checked);
        form.field(ui, &one.checker, SupplyField::Checker);
        form.field(ui, &one.next, SupplyField::Next);
    });
    card_ui(ui, "用于处置卡", "", |ui| {
        if let Some(cards) = cards_ui(ui, view, one) {
            let put = Put::from((*id, SupplyField::Cards(cards)));
            intents.push(Intent::Do(Action::Set(put)));
        }
        ui.add_space(look::GAP);
        remove_ui(ui, "删除这项物资…", RecordId::Supply(*id), intents);
    });
}

/// The cards it is for, each to be taken out, and those that may be added. Returns what they should be.
fn cards_ui(ui: &mut egui::Ui, view: View<'_>, one: &Supply) -> Option<Vec<CardCode>> {
    let mut wish = None;
    let title = |code: &CardCode| match view.doc.cards.find(code) {
        Some(card) => format!("{code} {}", card.title.trim()),
        None => code.to_string(),
    };
    if one.cards.is_empty() {
        ui.label(look::small("没有指定哪张卡用；不指定也可以"));
    }
    for code in &one.cards {
        ui.push_id(code, |ui| {
            ui.horizontal(|ui| {
                let name = title(code);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if cross_ui(ui, &format!("去掉{name}")) {
                        let rest = one.cards.iter().filter(|other| *other != code);
                        wish = Some(rest.cloned().collect());
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(name).truncate());
                    });
                });
            });
        });
    }
    let others = view.doc.cards.iter().filter(|(code, _)| !one.cards.contains(code));
    let others: Vec<&CardCode> = others.map(|(code, _)| code).collect();
    let offered: Vec<_> = others.iter().map(|code| title(code)).enumerate().collect();
    let picked = pick_ui(ui, "加一张处置卡", None, &offered);
    if let Some(code) = picked.and_then(|place| others.get(place)) {
        wish = Some(one.cards.iter().chain([*code]).cloned().collect());
    }
    wish
}
