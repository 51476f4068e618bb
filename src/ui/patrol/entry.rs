//! Typing a sheet back: heading and times, the rows, who signed, and the keys for it.

use eframe::egui::{self, Id, Key, Modifiers};

use super::{PatrolState, Wants, grid};
use crate::action::{Action, SheetAction};
use crate::model::RecordId;
use crate::model::checklist::{Depth, Judge};
use crate::model::sheet::{Mark, Sheet, SheetField, Verdict};
use crate::print::Request;
use crate::rules::calendar;
use crate::ui::room::fits_beside;
use crate::ui::today::number_words;
use crate::ui::widgets::{
    Text, Tone, badge_ui, button_ui, by_enter, card_ui, half_ui, heading_ui, key_ui,
    people_field_ui, person_field_ui, primary_ui, quiet_ui, text_field_ui, time_box_before_ui,
};
use crate::ui::{Screens, Side, View, beside_ui, detail_ui, is_wide, keyboard, look, numbers};
use crate::workspace::{Dialog, Entering, Intent, Pick};

/// The share of the room the paper has beside the signatures.
const SHARE: f32 = 0.7;

pub(super) fn entry_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    entering: Entering,
    sheet: &Sheet,
    intents: &mut Vec<Intent>,
) {
    let day = sheet.day.map(calendar::day_words).unwrap_or_default();
    let walkers = view.doc.person_names(&sheet.walkers);
    let remark = [sheet.title.as_str(), &sheet.shift, &day, &walkers].join("　");
    let title = format!("录入回单 {}", number_words(sheet));
    heading_ui(ui, &title, remark.trim_end(), |ui| {
        if primary_ui(ui, "存好，下一张", Some("Ctrl+PgDn")) && !by_enter(ui) {
            file(screens, (entering, sheet), intents);
        }
        if button_ui(ui, "看打印样子", None) {
            intents.push(Intent::Preview(Request::sheets(&[entering.sheet])));
        }
        if quiet_ui(ui, "返回列表") {
            intents.push(leave());
        }
    });
    ui.add_space(look::GAP);
    numbers::number_ui(ui, view, &RecordId::Sheet(entering.sheet), intents);
    keys(ui, view, screens, (entering, sheet), intents);
    rest_ui(ui, screens, (entering, sheet), intents);
    ui.add_space(look::CARD_GAP);
    if fits_beside(ui, SHARE) {
        beside_ui(ui, SHARE, |ui, side| match side {
            Side::List => paper_ui(ui, view, screens, entering, sheet, intents),
            Side::Detail => detail_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = look::CARD_GAP;
                signed_ui(ui, view, screens, entering, sheet, intents);
            }),
        });
    } else {
        ui.spacing_mut().item_spacing.y = look::CARD_GAP;
        paper_ui(ui, view, screens, entering, sheet, intents);
        signed_ui(ui, view, screens, entering, sheet, intents);
    }
}

/// What of the paper is not typed yet.
fn missing(sheet: &Sheet) -> Vec<String> {
    let blocks = Judge::ALL.iter().copied().filter(|judge| !sheet.is_ticked(*judge));
    // A block that nobody signed and nobody marked was not looked at, and is filed as that.
    let blocks = blocks.filter(|judge| *judge == Judge::Member || is_begun(sheet, *judge));
    let blanks = blocks.filter_map(|judge| {
        let (rows, block) = (blank_rows(sheet, judge), judge.word());
        let words = match judge {
            Judge::Member => format!("还有{rows}行没有录"),
            Judge::Electrician | Judge::PostHolder => format!("{block}栏还有{rows}行没有录"),
        };
        (0 < rows).then_some(words)
    });
    let faults =
        sheet.marks.values().filter(|mark| matches!(mark, Mark::Fault { hazard: None, .. }));
    let faults = faults.count();
    let faults = (0 < faults).then(|| format!("有{faults}处×还没有登记成隐患"));
    let left = sheet.left.is_none().then(|| "没写出发时间".to_owned());
    let back = sheet.back.is_none().then(|| "没写返回时间".to_owned());
    let walkers = sheet.walkers.is_empty().then(|| "没写巡查人".to_owned());
    blanks.chain([faults, left, back, walkers].into_iter().flatten()).collect()
}

/// Whether somebody signed a block, or a row of it is marked.
fn is_begun(sheet: &Sheet, judge: Judge) -> bool {
    let rows = sheet.rows();
    let mut rows = rows.iter().filter(|row| row.judge == judge);
    sheet.signer(judge).is_some() || rows.any(|row| sheet.marks.contains_key(&row.number))
}

/// Files the sheet, or asks first while something of it is missing.
fn file(screens: &mut Screens, (entering, sheet): (Entering, &Sheet), intents: &mut Vec<Intent>) {
    if missing(sheet).is_empty() {
        finish(entering, intents);
    } else {
        screens.patrol.filing = true;
        intents.push(confirm(entering, None));
    }
}

fn leave() -> Intent {
    Intent::Pick(Pick::Entering(None))
}

fn finish(entering: Entering, intents: &mut Vec<Intent>) {
    intents.push(Intent::Do(Action::Sheet(SheetAction::Finish { sheet: entering.sheet })));
    intents.push(leave());
}

/// The paper as it lies on the desk: times above, rows below.
fn paper_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    entering: Entering,
    sheet: &Sheet,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "", "", |ui| {
        times_ui(ui, screens, entering, sheet, intents);
        ui.add_space(look::GAP);
        grid::grid_ui(ui, view, screens, entering, sheet, intents);
    });
}

/// 出发 and 返回: four digits each, and on to the rows.
fn times_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    entering: Entering,
    sheet: &Sheet,
    intents: &mut Vec<Intent>,
) {
    let set = |field: SheetField| Intent::Do(Action::Set((entering.sheet, field).into()));
    ui.horizontal(|ui| {
        let mut half = None;
        let (left, back) = (ui.scope_id().with("出发"), ui.scope_id().with("返回"));
        if wants(&mut screens.patrol, Wants::Left) {
            ui.memory_mut(|memory| memory.request_focus(left));
        }
        for (label, value, id, next) in
            [("出发", sheet.left, left, back), ("返回", sheet.back, back, grid::id())]
        {
            let name = ui.label(look::weak(label)).id;
            let typed = time_box_before_ui(ui, &mut screens.fields, (id, name), value, next);
            half = half.or(typed.hint);
            if let Some(time) = typed.time {
                let field = if id == left { SheetField::Left } else { SheetField::Back };
                intents.push(set(field(time)));
            }
            if !typed.full && keyboard::pressed_in(ui.ctx(), id, Key::Enter) {
                keyboard::go_to(ui.ctx(), next);
            }
            ui.add_space(look::GAP);
        }
        let (said, digits) = (&screens.patrol.said, &screens.patrol.row_digits);
        let entered = sheet.entered.map(|at| at.format("%-m月%-d日 %H:%M").to_string());
        match (half, entered) {
            (Some(hint), _) => half_ui(ui, hint),
            _ if !said.is_empty() => half_ui(ui, said),
            _ if !digits.is_empty() => {
                ui.label(look::small(format!("第{digits}行")));
            }
            (None, Some(at)) => {
                ui.label(look::small(format!("已于 {at} 录入")));
            }
            (None, None) => {
                ui.label(look::small("时间输入四位数字，例：0805"));
            }
        }
    });
}

/// Who signed the paper, and the keys of this screen.
fn signed_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    entering: Entering,
    sheet: &Sheet,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "纸面签名", "以纸面为准", |ui| {
        ui.spacing_mut().item_spacing.y = look::GAP;
        let set = |field: SheetField| Intent::Do(Action::Set((entering.sheet, field).into()));
        let fields = &mut screens.fields;
        let walkers = people_field_ui(ui, fields, view.doc, "巡查人", &sheet.walkers, intents);
        intents.extend(walkers.map(|people| set(SheetField::Walkers(people))));
        if !sheet.electrician_points.is_empty() {
            let one = person_field_ui(ui, fields, view.doc, "电工", sheet.electrician, intents);
            intents.extend(one.map(|one| set(SheetField::Electrician(Some(one)))));
        }
        match sheet.post_sites().as_slice() {
            [] => {}
            [_] => {
                let known = sheet.signer(Judge::PostHolder);
                let one = person_field_ui(ui, fields, view.doc, "岗位人员", known, intents);
                intents.extend(one.map(|one| set(SheetField::PostHolder(Some(one)))));
            }
            // Each signed in a cell of their own.
            sites => {
                for site in sites {
                    let label = format!("岗位人员（{}）", view.doc.site_name(Some(*site)).trim());
                    let known = sheet.post_signer(*site);
                    let one = person_field_ui(ui, fields, view.doc, &label, known, intents);
                    let signed = one.map(|one| sheet.signed_at(*site, one));
                    intents.extend(signed.map(|signed| set(SheetField::PostSigners(signed))));
                }
            }
        }
        if let Some(words) = text_field_ui(ui, fields, Text::line("天气", &sheet.weather)) {
            intents.push(set(SheetField::Weather(words)));
        }
        if sheet.entered.is_none() && quiet_ui(ui, "作废这张单子…") {
            let (sheet, why) = (entering.sheet, String::new());
            intents.push(Intent::Ask(Some(Dialog::VoidSheet { sheet, why })));
        }
    });
    card_ui(ui, "按键", "", |ui| {
        ui.spacing_mut().item_spacing.y = look::GAP;
        for (keys, words) in [
            (["行号"].as_slice(), "跳到那一行"),
            (["*"].as_slice(), "× 异常，接着写情况"),
            (["/"].as_slice(), "— 不适用"),
            (["+"].as_slice(), "√ 正常"),
            (["-"].as_slice(), "改回空白（未查）"),
            (["Enter", "↓", "↑"].as_slice(), "下一行、上一行"),
            (["Ctrl+End"].as_slice(), "其余按纸面打√，先问一句"),
            (["Ctrl+Enter"].as_slice(), "是，回答上面的问题"),
            (["Ctrl+PgDn"].as_slice(), "存好，下一张"),
        ] {
            ui.horizontal(|ui| {
                for key in keys {
                    key_ui(ui, key);
                }
                ui.label(look::small(words));
            });
        }
    });
}

/// How many rows of a block have no word yet.
fn blank_rows(sheet: &Sheet, judge: Judge) -> usize {
    let blank = |row: &&crate::model::sheet::Row<'_>| {
        row.judge == judge && !sheet.marks.contains_key(&row.number)
    };
    sheet.rows().iter().filter(blank).count()
}

/// The words of the bulk key for a block: 其余按纸面打√（27项）.
pub(super) fn rest_words(sheet: &Sheet, judge: Judge) -> String {
    let rows = blank_rows(sheet, judge);
    match judge {
        Judge::Member => format!("其余按纸面打√（{rows}项）"),
        Judge::Electrician | Judge::PostHolder => {
            format!("{}栏其余按纸面打√（{rows}项）", judge.word())
        }
    }
}

/// What is asked, and its two answers. Where the whole screen scrolls, it comes into sight once: no
/// chord answers what nobody saw.
fn question_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    entering: Entering,
    ((words, hint), is_new): ((String, &'static str), bool),
    intents: &mut Vec<Intent>,
) {
    let asks = |ui: &mut egui::Ui| {
        let asked = ui.label(look::bold(words));
        if is_new && !is_wide(ui.ctx()) {
            asked.scroll_to_me_animation(None, egui::style::ScrollAnimation::none());
        }
        ui.label(look::weak(hint));
    };
    let mut answers = |ui: &mut egui::Ui| {
        if primary_ui(ui, "是", Some("Ctrl+Enter")) && !by_enter(ui) {
            answer(screens, entering, intents);
        }
        if button_ui(ui, "不是", Some("Esc")) {
            screens.patrol.filing = false;
            intents.push(confirm(entering, None));
        }
    };
    if is_wide(ui.ctx()) {
        ui.horizontal_wrapped(|ui| {
            asks(ui);
            answers(ui);
        });
    } else {
        asks(ui);
        ui.horizontal_wrapped(|ui| answers(ui));
    }
}

/// How the rows stand, and ticking the rest off, asked once; a block that needs a signer waits for
/// the name. Above everything that scrolls, so that no question is asked out of sight.
fn rest_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    (entering, sheet): (Entering, &Sheet),
    intents: &mut Vec<Intent>,
) {
    let rows = sheet.rows();
    let count = |verdict| rows.iter().filter(|row| sheet.verdict(row) == verdict).count();
    card_ui(ui, "", "", |ui| {
        let question = question(&screens.patrol, entering, sheet);
        let was_asked = std::mem::replace(&mut screens.patrol.asked, question.is_some());
        if let Some(question) = question {
            return question_ui(ui, screens, entering, (question, !was_asked), intents);
        }
        ui.horizontal_wrapped(|ui| {
            badge_ui(ui, Tone::Neutral, &format!("√ {}", count(Verdict::Holds)));
            let faults = count(Verdict::Fault);
            let tone = if faults == 0 { Tone::Neutral } else { Tone::Danger };
            badge_ui(ui, tone, &format!("× {faults}"));
            badge_ui(ui, Tone::Neutral, &format!("— {}", count(Verdict::Absent)));
            badge_ui(ui, Tone::Neutral, &format!("○ 未查 {}", count(Verdict::Unchecked)));
            for judge in Judge::ALL.iter().copied().filter(|one| !sheet.block(*one).is_empty()) {
                block_ui(ui, (entering, sheet), judge, intents);
            }
        });
    });
}

/// A block of rows that one person answers for: ticked off, or to be.
fn block_ui(
    ui: &mut egui::Ui,
    (entering, sheet): (Entering, &Sheet),
    judge: Judge,
    intents: &mut Vec<Intent>,
) {
    if sheet.is_ticked(judge) {
        let words = format!("✓ {}栏已照纸面打√", judge.word());
        ui.label(egui::RichText::new(words).color(look::GOOD));
        if quiet_ui(ui, "取消打√") && !by_enter(ui) {
            let sheet = entering.sheet;
            let action = SheetAction::Tick { sheet, judge, ticked: false };
            intents.push(Intent::Do(Action::Sheet(action)));
        }
        return;
    }
    let words = rest_words(sheet, judge);
    let clicked = if judge == Judge::Member {
        primary_ui(ui, &words, Some("Ctrl+End"))
    } else {
        button_ui(ui, &words, None)
    };
    if clicked {
        intents.push(confirm(entering, Some(judge)));
    }
}

/// What is asked just now, and what to think of.
fn question(
    state: &PatrolState,
    entering: Entering,
    sheet: &Sheet,
) -> Option<(String, &'static str)> {
    if let Some(judge) = entering.confirming {
        let words = format!("{}？", rest_words(sheet, judge));
        return Some((words, "纸上打了√的才算；空白的请先用 - 记成未查"));
    }
    let missing = missing(sheet).join("，");
    state.filing.then(|| (format!("{missing}，就这样存？"), "没有录的行按“未查”存"))
}

/// Does what was asked.
fn answer(screens: &mut Screens, entering: Entering, intents: &mut Vec<Intent>) {
    if let Some(judge) = entering.confirming {
        tick(entering, judge, intents);
    } else if std::mem::take(&mut screens.patrol.filing) {
        finish(entering, intents);
    }
}

/// Asks, or stops asking, whether the rest of a block holds.
fn confirm(entering: Entering, confirming: Option<Judge>) -> Intent {
    let entering = Some(Entering { confirming, ..entering });
    Intent::Pick(Pick::Entering(entering))
}

fn tick(entering: Entering, judge: Judge, intents: &mut Vec<Intent>) {
    let sheet = entering.sheet;
    intents.push(Intent::Do(Action::Sheet(SheetAction::Tick { sheet, judge, ticked: true })));
    intents.push(confirm(entering, None));
}

/// Keys of this screen that work wherever the writing cursor is. What counts for many rows is
/// asked by one chord, answered by another, and the sheet is filed by a third: none of them
/// pressed twice does more than once.
fn keys(
    ui: &egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (entering, sheet): (Entering, &Sheet),
    intents: &mut Vec<Intent>,
) {
    if view.workspace.dialog().is_some() || screens.is_composing() {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let asked = question(&screens.patrol, entering, sheet).is_some();
    if pressed(Modifiers::COMMAND, Key::Enter) {
        if asked {
            answer(screens, entering, intents);
        } else {
            "存好请按 Ctrl+PgDn".clone_into(&mut screens.patrol.said);
        }
    } else if asked && pressed(Modifiers::NONE, Key::Escape) {
        screens.patrol.filing = false;
        intents.push(confirm(entering, None));
    } else if pressed(Modifiers::COMMAND, Key::PageDown) {
        if !asked {
            file(screens, (entering, sheet), intents);
        }
    } else if pressed(Modifiers::COMMAND, Key::End) {
        screens.patrol.filing = false;
        let rows = sheet.rows();
        let judge = rows.get(screens.patrol.cursor).map_or(Judge::Member, |row| row.judge);
        let judge = if sheet.depth() == Depth::Patrol { judge } else { Judge::Member };
        if sheet.is_ticked(judge) {
            screens.patrol.said = format!("{}栏已照纸面打√", judge.word());
        } else {
            intents.push(confirm(entering, Some(judge)));
        }
    }
}

/// What a sign means for a row, as typed on the number pad or the main keys, made narrow.
pub(super) fn mark_of(sign: char) -> Option<Option<Mark>> {
    match sign {
        '*' | '×' | '✕' => Some(Some(Mark::Fault { words: String::new(), hazard: None })),
        '/' | '、' | '÷' => Some(Some(Mark::Absent)),
        '+' => Some(Some(Mark::Holds)),
        '-' => Some(None),
        _ => None,
    }
}

/// Where the writing cursor is wanted; forgotten once asked.
pub(super) fn wants(state: &mut PatrolState, wanted: Wants) -> bool {
    let is_wanted = state.wants == Some(wanted);
    if is_wanted {
        state.wants = None;
    }
    is_wanted
}

/// The id of the words field of a row.
pub(super) fn words_id(entering: Entering, row: u16) -> Id {
    Id::unique(("fault words", entering.sheet, row))
}
