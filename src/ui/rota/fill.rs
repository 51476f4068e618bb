//! 自动排班: for which days, by what rules, beside which earlier years; then what would come of it,
//! before it is written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use eframe::egui;

use crate::action::filling::{Filled, Gain, remember, too_long};
use crate::model::id::PersonId;
use crate::model::people::Sex;
use crate::rules::duty::{self, Borne, Share};
use crate::ui::profile::rota_rules_ui;
use crate::ui::widgets::{
    Table, Tone, badge_ui, banner_ui, button_ui, day_value_ui, labelled_ui, pick_ui, quiet_ui,
    read_only_ui, tick_ui,
};
use crate::ui::{Screens, View, is_wide, look, work};
use crate::workspace::{Doing, FillDraft, Fills, Intent};

/// At large text so many columns have room.
const NARROW_SHARES: usize = 3;
/// So many people of whom nobody knows whether they are men or women are named.
const NAMED: usize = 8;

pub(in crate::ui) fn fill_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut FillDraft,
    intents: &mut Vec<Intent>,
) {
    ui.label(look::weak(
        "只排由本队自己排的岗位；矿办排的照抄不动，手工排的、导入的和已经过去的班都不动。",
    ));
    which_ui(ui, view);
    let fields = &mut screens.fields;
    if let Some(from) = day_value_ui(ui, fields, "自", draft.from) {
        draft.from = from;
    }
    if let Some(to) = day_value_ui(ui, fields, "至", draft.to) {
        draft.to = to;
    }
    let words = "只补空缺，已自动排好的班也不动";
    if let Some(gaps) = tick_ui(ui, draft.fills == Fills::Gaps, words) {
        draft.fills = if gaps { Fills::Gaps } else { Fills::Anew };
    }
    earlier_ui(ui, view, screens, intents);
    if quiet_ui(ui, if draft.rules { "收起排班规则" } else { "看排班规则、改规则" })
    {
        draft.rules = !draft.rules;
    }
    if draft.rules {
        rota_rules_ui(ui, view, screens, intents);
    }
    unknown_ui(ui, view);
    if let Some(words) = too_long(draft.from, draft.to) {
        banner_ui(ui, Tone::Care, &words);
    }
    for doing in [Doing::ReadEarlier, Doing::Fill, Doing::Explain] {
        work::of_question_ui(ui, view, doing, intents);
    }
    if let Some(filled) = view.workspace.filled(draft) {
        let beside_left = screens.rota.known.beside_left(view, draft);
        filled_ui(ui, view, draft, (filled, &beside_left), intents);
    }
}

/// Which posts are filled and which are not: a post that was not meant is seen before it is.
fn which_ui(ui: &mut egui::Ui, view: View<'_>) {
    let names = |official: bool| -> String {
        let posts = duty::columns(view.doc).into_iter().map(|(_, post)| post);
        let posts = posts.filter(|post| post.official == official);
        posts.map(|post| post.name.trim()).collect::<Vec<_>>().join("、")
    };
    let (ours, theirs) = (names(false), names(true));
    labelled_ui(ui, "要排的岗位", |ui, _| {
        ui.label(if ours.is_empty() {
            "没有由本队自己排的岗位".to_owned()
        } else {
            ours
        });
        let hint = if theirs.is_empty() {
            "哪个岗位由矿办排，请在“岗位”里勾“由矿办等排班，这里只照抄”".to_owned()
        } else {
            format!("不排：{theirs}（由矿办排班）")
        };
        ui.label(look::small(hint));
    });
}

/// The earlier years, and people of them somebody has to tell.
fn earlier_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let all = screens.rota.known.earlier(view);
    labelled_ui(ui, "往年的班", |ui, _| {
        for (path, earlier) in all.iter() {
            ui.push_id(path, |ui| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                ui.horizontal_wrapped(|ui| {
                    ui.label(format!("{}年 {name}", earlier.year));
                    if quiet_ui(ui, "不计") {
                        intents.push(Intent::LeaveEarlier(path.clone()));
                    }
                });
                let gone = earlier.gone_words();
                if !gone.is_empty() {
                    ui.label(look::small(gone)).on_hover_text(earlier.gone().join("、"));
                }
                for namesake in earlier.unsure() {
                    namesake_ui(ui, view, namesake, intents);
                }
            });
        }
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "加往年的工作簿…", None) {
                intents.push(Intent::ChooseEarlier);
            }
            ui.label(look::small("加上以后，连同往年一起均分，除夕不老是同一个人"));
        });
    });
}

/// Somebody of an earlier year and those of the same name now: which of them it is.
pub(super) fn namesake_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    (there, name, perhaps): (PersonId, &str, &[PersonId]),
    intents: &mut Vec<Intent>,
) {
    let told = |one: &PersonId| (*one, told(view, *one));
    let some: Vec<(PersonId, String)> = perhaps.iter().map(told).collect();
    let label = format!("当年的{name}是");
    let chosen = ui.push_id(there, |ui| pick_ui(ui, &label, None, &some)).inner;
    let action = chosen.and_then(|here| remember(view.doc, there, here));
    intents.extend(action.map(Intent::Do));
}

/// Somebody with their unit.
fn told(view: View<'_>, person: PersonId) -> String {
    let unit = view.doc.persons.get(&person).and_then(|person| person.unit);
    format!("{} {}", view.doc.person_name(person), view.doc.unit_name(unit)).trim().to_owned()
}

/// Where a post is for men or for women only: of whom nobody knows.
fn unknown_ui(ui: &mut egui::Ui, view: View<'_>) {
    let posts = duty::columns(view.doc).into_iter();
    let limited = posts.filter(|(_, post)| !post.official && post.sex != Sex::Unknown);
    let mut unknown: Vec<&str> = Vec::new();
    for (post, _) in limited {
        for person in duty::pool(view.doc, post) {
            let record = view.doc.persons.get(&person);
            let name = view.doc.person_name(person);
            if record.is_some_and(|one| one.woman == Sex::Unknown) && !unknown.contains(&name) {
                unknown.push(name);
            }
        }
    }
    if !unknown.is_empty() {
        let shown = unknown.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
        let more = if NAMED < unknown.len() { "等" } else { "" };
        let count = unknown.len();
        banner_ui(ui, Tone::Care, &format!("性别未填的{count}人不受限定：{shown}{more}"));
    }
}

fn filled_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    draft: &mut FillDraft,
    (filled, beside_left): (&Filled, &[String]),
    intents: &mut Vec<Intent>,
) {
    ui.add_space(look::GAP);
    // What was waited for comes into sight by itself, once.
    if !draft.shown {
        draft.shown = true;
        ui.scroll_to_cursor(Some(egui::Align::Min));
    }
    if filled.outcome.stopped {
        banner_ui(ui, Tone::Care, "已停止：下面是到停止时排得最好的，规则都守住了");
    }
    let (before, after) = filled.evenness;
    let said = if filled.outcome.stopped {
        duty::evenness_words(after)
    } else {
        duty::reached_words(after)
    };
    let words = format!("均衡情况 {after}分　{said}");
    ui.label(look::bold(words));
    // Of a rota in which nobody is yet, or few are, there is nothing to say.
    let shifts = |borne: &Borne| borne.get(&Share::Shifts).copied().unwrap_or_default();
    let before_all: u32 = filled.gains.iter().map(|gain| shifts(&gain.before)).sum();
    let after_all: u32 = filled.gains.iter().map(|gain| shifts(&gain.after)).sum();
    let is_begun = 0 < before_all && after_all <= before_all * 2;
    let now = if is_begun { format!("现在的排班表{before}分。") } else { String::new() };
    let how = "同样能排的人之间，要有百分之几的班换人才能一样多，就扣几分";
    ui.label(look::small(now + how));
    super::lacks::lacks_ui(ui, view, filled, intents);
    if filled.lacks.is_empty() {
        badge_ui(ui, Tone::Good, "自动排班管的岗位每班都排满了");
        let order = filled.filling.order();
        let left = duty::empty_official(view.doc, (order.from, order.to));
        if 0 < left {
            let words = format!("矿办排的还有{left}班空着，不由这里排，请按正式表录入");
            badge_ui(ui, Tone::Care, &words);
        }
    }
    days_ui(ui, draft, filled);
    if !beside_left.is_empty() {
        let count = beside_left.len();
        let words = format!("去掉勾的天照现在的班，会有{count}处不合排班要求：");
        banner_ui(ui, Tone::Care, &words);
        for line in beside_left {
            ui.label(look::small(format!("△ {line}")));
        }
    }
    gains_ui(ui, view, filled);
}

/// How much is missing, and what leaving out days makes wrong, beside the button that writes the
/// rota: the lists of it may lie further down than one sees.
pub(in crate::ui) fn lacking_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &FillDraft,
) {
    let Some(filled) = view.workspace.filled(draft) else { return };
    let mut told = |count: usize, what: &str, first: Option<&str>| {
        if let Some(first) = first {
            let more = if count == 1 { "" } else { " 等" };
            let words = format!("△ {count}处{what}：{first}{more}");
            ui.add_space(look::GAP);
            ui.add(egui::Label::new(egui::RichText::new(words).color(look::CARE)).truncate());
        }
    };
    let first = filled.lacks.first().map(|one| one.lack.words.as_str());
    told(filled.lacks.len(), "排不满", first);
    let beside_left = screens.rota.known.beside_left(view, draft);
    let first = beside_left.first().map(String::as_str);
    told(beside_left.len(), "因去掉了几天而不合要求", first);
}

/// Which days are taken.
fn days_ui(ui: &mut egui::Ui, draft: &mut FillDraft, filled: &Filled) {
    let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for cell in filled.changed.keys() {
        *days.entry(cell.day).or_default() += 1;
    }
    let words = match filled.changed.len() {
        0 => "和现在的排班表一样，没有要改的".to_owned(),
        cells => format!("要改{}天{cells}班；不要的天去掉勾", days.len()),
    };
    ui.add_space(look::GAP);
    ui.label(words);
    ui.horizontal_wrapped(|ui| {
        for (day, cells) in days {
            let words = format!("{} {cells}班", day.format("%-m月%-d日"));
            if let Some(taken) = tick_ui(ui, !draft.left.contains(&day), &words) {
                if taken {
                    draft.left.remove(&day);
                } else {
                    draft.left.insert(day);
                }
            }
        }
    });
}

/// What everybody bears now and would bear; leaders are left out.
fn gains_ui(ui: &mut egui::Ui, view: View<'_>, filled: &Filled) {
    let mine = view.doc.profile();
    let mut shares = Share::all(&mine);
    if !is_wide(ui.ctx()) {
        shares.truncate(NARROW_SHARES);
    }
    // Those for whom something changes come first.
    let mut gains: Vec<&Gain> = filled.gains.iter().collect();
    gains.sort_by_key(|gain| gain.before == gain.after);
    let most = filled.gains.iter().filter_map(|gain| gain.after.get(&Share::Shifts)).max();
    let most = most.copied().unwrap_or_default().max(1);
    let earlier = |gain: &Gain| gain.earlier.get(&Share::Shifts).copied().unwrap_or_default();
    let has_earlier = gains.iter().any(|gain| 0 < earlier(gain));
    let mut columns: Vec<(&'static str, f32)> = vec![("姓名", 96.0)];
    if has_earlier {
        columns.push(("往年", 56.0));
    }
    columns.extend(shares.iter().map(|share| (share.word(), 84.0)));
    columns.push(("", 0.0));
    let table = Table {
        name: "gains",
        columns: &columns,
        rows: gains.len(),
        selected: None,
        height: 9.0 * look::ROW,
    };
    ui.add_space(look::GAP);
    let years = if has_earlier {
        "；往年是以前各季的总班数，均衡情况一起算"
    } else {
        ""
    };
    ui.label(look::small(format!("每人排班前后的班数（矿领导不列）{years}")));
    read_only_ui(ui, table, |row, cells| {
        let Some(gain) = gains.get(row) else { return };
        cells.words(view.doc.person_name(gain.person));
        if has_earlier {
            cells.words(match earlier(gain) {
                0 => String::new(),
                count => count.to_string(),
            });
        }
        for share in &shares {
            cells.words(change_words(gain, *share));
        }
        let shifts = gain.after.get(&Share::Shifts).copied().unwrap_or_default();
        cells.ui(|ui| bar_ui(ui, shifts, most));
    });
}

/// 3→5, or 5 where it stays so.
fn change_words(gain: &Gain, share: Share) -> String {
    let of = |borne: &Borne| borne.get(&share).copied().unwrap_or_default();
    match (of(&gain.before), of(&gain.after)) {
        (0, 0) => String::new(),
        (before, after) if before == after => after.to_string(),
        (before, after) => format!("{before}→{after}"),
    }
}

/// A bar as long as somebody's shifts are many.
fn bar_ui(ui: &mut egui::Ui, shifts: u32, most: u32) {
    let part = shifts.saturating_mul(1000) / most;
    let part = f32::from(u16::try_from(part).unwrap_or(1000)) / 1000.0;
    let bar = egui::ProgressBar::new(part).desired_height(8.0);
    ui.add(bar.fill(look::ACCENT).corner_radius(4.0));
}
