//! The one question in front of everything else. Its draft goes back as a whole on every key.

use eframe::egui::{self, Align, Align2, Id, Key, Layout, Margin, Modal, ScrollArea, Vec2};

use super::questions::{merging, repairing, sides};
use super::widgets::{
    Text, Tone, banner_ui, button_ui, day_field_ui, day_value_ui, people_field_ui, person_field_ui,
    phrases_ui, pick_ui, primary_ui, site_field_ui, tab_ui, text_field_ui, tick_ui, time_field_ui,
};
use super::{
    Screens, View, about, editions, edits, find, is_wide, look, new_season, numbers, paste, path,
    room,
};
use crate::model::checklist::Depth;
use crate::model::hazard::StepKind;
use crate::model::id::{RouteId, SiteId};
use crate::model::sheet::{ROUNDS, Sheet};
use crate::rules::duty;
use crate::workspace::{Dialog, Intent, IssueDraft, ReportDraft, StepDraft, Trouble};

mod asked;

pub(super) use asked::Asked;
use asked::{answer, begin, chord, is_answered, is_left, only_acknowledged};

/// Paints the question in front, if there is one.
pub(super) fn dialog_ui(
    ctx: &egui::Context,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Some(dialog) = view.workspace.dialog() else {
        if view.workspace.has_question_aside() {
            // What is half typed in it is there when it comes back, and so is the cursor.
            screens.asked.iter_mut().for_each(Asked::pause);
        } else if screens.asked.take().is_some() {
            screens.fields.forget_halves_of_questions();
        }
        return;
    };
    let asked = screens.asked.take().filter(|asked| asked.is_still(dialog));
    if asked.is_none() {
        screens.fields.forget_halves_of_questions();
        // The cursor comes into its first field by itself, and names offered there would lie over
        // what somebody is about to click.
        screens.fields.make_way();
    }
    let mut asked = asked.unwrap_or_else(|| Asked::new(view, dialog)).heard(view, dialog);
    let mut draft = dialog.clone();
    let answered = is_answered(ctx, dialog);
    if answered {
        screens.fields.hurry();
    }
    let leaves_names = screens.fields.leaves_names(ctx);
    let (modal, width, most) = hung(ctx, dialog, asked.round);
    let response = modal.show(ctx, |ui| {
        // The bar of the body lies in the margin.
        ui.set_width(width + f32::from(BAR));
        ui.label(look::heading(title(dialog)));
        ui.add_space(look::GAP);
        let before = ui.min_rect().height();
        let area = ScrollArea::vertical().max_height(most).auto_shrink([false, true]);
        room::area_ui(ui, area, |ui| {
            ui.set_min_height(height(dialog).min(most));
            body_ui(ui, view, screens, &mut draft, intents);
        });
        let body = ui.min_rect().height() - before;
        ui.scope(|ui| {
            ui.set_max_width(width);
            let open = screens.fields.open_in(ctx, ui.layer_id());
            if let Some(open) = open.filter(|_| asked.stopped) {
                refusal_ui(ui, &format!("“{open}”还没填好，请改好再按一次"));
            } else if let Some((_, words)) = &asked.refusal {
                refusal_ui(ui, words);
            }
            decisive_ui(ui, view, screens, &mut draft);
            ui.add_space(look::GAP);
            (buttons_ui(ui, view, dialog, intents), body)
        })
        .inner
    });
    let (clicked, body) = response.inner;
    let taken = response.response.rect.height() - body;
    if 1.0 < (asked.round - taken).abs() {
        asked.round = taken;
        ctx.request_discard("what stands round a question");
    }
    let layer = response.response.layer_id;
    // What is to be pasted has a box that takes the cursor itself.
    if !matches!(dialog, Dialog::Paste(_)) {
        begin(ctx, layer, &mut asked);
    }
    if draft != *dialog {
        intents.push(Intent::Ask(Some(draft)));
    }
    let (yes, no) = clicked;
    // Nobody gives up what was written by a key that is pressed all day.
    let no = no && !ctx.input(|input| input.key_pressed(Key::Enter));
    let given = (yes || answered) && !screens.is_composing();
    if leaves_names {
        screens.fields.make_way();
    } else if no || is_left(&response, dialog) {
        intents.push(Intent::Ask(None));
    } else if given || asked.answers {
        answer(ctx, layer, screens, &mut asked, intents);
    }
    screens.asked = Some(asked);
}

/// What decides the answer and must not scroll out of sight.
fn decisive_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, dialog: &mut Dialog) {
    match dialog {
        Dialog::Fill(draft) => super::rota::lacking_ui(ui, view, screens, draft),
        Dialog::Approve(draft) => super::plan::despite_ui(ui, view, draft),
        _ => {}
    }
}

/// The question in its place, its width, and how tall its body may be before it scrolls: the buttons
/// never leave the window. `round` is how tall everything round the body is.
fn hung(ctx: &egui::Context, dialog: &Dialog, round: f32) -> (Modal, f32, f32) {
    let id = Id::unique("dialog");
    // Hung up by its upper edge: what comes and goes further down moves no field above it.
    let top = top(ctx, dialog);
    let screen = ctx.content_rect().size();
    let margin = if is_wide(ctx) { MARGIN } else { NARROW_MARGIN };
    let frame = look::card().inner_margin(Margin { right: margin - BAR, ..Margin::same(margin) });
    let margins = 2.0 * f32::from(margin);
    let width = (screen.x - margins - look::MARGIN).min(width(dialog));
    // By its own width and not by that of the frame before, which was another at another size.
    let left = ((screen.x - margins - width) / 2.0).round();
    // Nor is it pushed into the window by that size, which may not be painted over for a while.
    let area = Modal::default_area(id).anchor(Align2::LEFT_TOP, Vec2::new(left, top));
    let area = area.constrain(false);
    let modal = Modal::new(id).area(area).frame(frame);
    let most = (screen.y - top - look::GAP - round).max(look::ROW);
    (modal, width, most)
}

/// The margin round a question.
const MARGIN: i8 = 20;
/// The same at large text.
const NARROW_MARGIN: i8 = 14;
/// The room for the bar of its body.
const BAR: i8 = 10;
/// Why the answer was not taken, right above the button that was clicked.
fn refusal_ui(ui: &mut egui::Ui, words: &str) {
    ui.add_space(look::GAP);
    egui::Frame::new()
        .fill(look::DANGER_TINT)
        .corner_radius(look::CORNER)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(egui::RichText::new(format!("！{words}")).color(look::DANGER));
        });
}

/// How far the question hangs below the upper edge of the window. What needs room begins high up.
fn top(ctx: &egui::Context, dialog: &Dialog) -> f32 {
    match () {
        () if !is_wide(ctx) => look::GAP,
        () if 0.0 < height(dialog) => look::MARGIN,
        () => (ctx.content_rect().height() * 0.14).round(),
    }
}

/// The width of a question; a table needs room.
fn width(dialog: &Dialog) -> f32 {
    match dialog {
        Dialog::Paste(_) | Dialog::Sides(_) | Dialog::Merge(_) | Dialog::Fill(_) => 1040.0,
        // What they show is laid out in long lines.
        Dialog::About
        | Dialog::Diagnosis(_)
        | Dialog::Damaged(_)
        | Dialog::Repair(_)
        | Dialog::GoOn(_) => 840.0,
        // Paths are long.
        Dialog::Turns(_) | Dialog::Path(_) | Dialog::Editions(_) | Dialog::Swap(_) => 680.0,
        _ => 560.0,
    }
}

/// The least height of a question. One whose answer is shown before it is given keeps its
/// buttons where they are while the answer grows.
fn height(dialog: &Dialog) -> f32 {
    match dialog {
        Dialog::Paste(_) | Dialog::Fill(_) => 540.0,
        Dialog::Merge(_) | Dialog::Repair(_) => 480.0,
        Dialog::Sides(sides) if 1 < sides.lines.len() => 480.0,
        Dialog::Turns(_) | Dialog::Swap(_) | Dialog::GoOn(_) => 460.0,
        Dialog::Path(_) => path::HEIGHT,
        _ => 0.0,
    }
}

fn title(dialog: &Dialog) -> String {
    match dialog {
        Dialog::NewSeason(_) => "新建工作簿".to_owned(),
        Dialog::Path(draft) => draft.want.title().to_owned(),
        Dialog::Find(_) => "查找".to_owned(),
        Dialog::Choose(draft) => format!("{}有{}张", draft.number, draft.sheets.len()),
        Dialog::Issue(_) => "出单".to_owned(),
        Dialog::Report(_) => "登记隐患".to_owned(),
        Dialog::Step(draft) => draft.next.word().to_owned(),
        Dialog::VoidSheet { .. } => "作废单子".to_owned(),
        Dialog::Approve(_) => "登记批准".to_owned(),
        Dialog::Shift(draft) => super::watch::shift_title(*draft).to_owned(),
        Dialog::Paste(order) => format!("从表格录入{}", order.what.word()),
        Dialog::LeftOut(draft) => draft.title.to_owned(),
        Dialog::Register(_) => "批量登记".to_owned(),
        Dialog::Turns(_) => "向下顺排".to_owned(),
        Dialog::Fill(_) => "自动排班".to_owned(),
        Dialog::GoOn(_) => "接着上月、上年排".to_owned(),
        Dialog::Swap(_) => "换班".to_owned(),
        Dialog::Editions(_) => "换用新版内容".to_owned(),
        Dialog::Remove(_) => "删除".to_owned(),
        Dialog::Sides(sides) => sides::title(sides),
        Dialog::Merge(_) => "合并副本".to_owned(),
        Dialog::Repair(_) => "修复损坏的文件".to_owned(),
        Dialog::Damaged(_) => "文件损坏，只能查看".to_owned(),
        Dialog::Offered(_) => "本机有没写进这个文件的内容".to_owned(),
        Dialog::Trouble(_) => "没有办成".to_owned(),
        Dialog::Unread(_) => "这份工作簿读不出".to_owned(),
        Dialog::Unwritten(_) => "还没写进文件".to_owned(),
        Dialog::Clock(_) => "请核对电脑时间".to_owned(),
        Dialog::SitDown => "操作人".to_owned(),
        Dialog::Keys => "按键一览".to_owned(),
        Dialog::Diagnosis(_) => "导出诊断".to_owned(),
        Dialog::About => "关于守岁".to_owned(),
    }
}

/// Yes and no, in the words of the question. Returns which was clicked.
fn buttons_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    dialog: &Dialog,
    intents: &mut Vec<Intent>,
) -> (bool, bool) {
    let (yes, no) = match dialog {
        Dialog::Issue(_) => ("出单并预览", "取消"),
        Dialog::Report(_) | Dialog::Register(_) => ("登记", "取消"),
        Dialog::Step(_) => ("记录", "取消"),
        Dialog::VoidSheet { .. } => ("作废", "取消"),
        Dialog::Approve(_) => ("登记批准", "取消"),
        Dialog::Shift(_) => ("新建", "取消"),
        Dialog::Paste(_) => ("录入", "取消"),
        Dialog::Turns(_) | Dialog::GoOn(_) => ("排上", "取消"),
        Dialog::Fill(draft) if draft.begun => ("排上", "取消"),
        Dialog::Fill(_) => ("开始排班", "取消"),
        Dialog::Swap(_) => ("换班", "取消"),
        Dialog::Editions(_) => ("换用所选", "取消"),
        Dialog::Remove(_) => ("删除", "取消"),
        Dialog::NewSeason(_) => ("开始", "取消"),
        Dialog::Path(draft) => (path::yes(draft.want), "取消"),
        Dialog::Find(_) | Dialog::Choose(_) | Dialog::SitDown => ("关闭", ""),
        Dialog::Sides(asked) => sides::buttons(asked),
        Dialog::Merge(_) => ("合并并保存", "取消"),
        Dialog::Damaged(_) => ("修复…", "先看看"),
        Dialog::Unread(_) => ("修复…", "先不修"),
        Dialog::Repair(_) => ("写成新文件…", "取消"),
        Dialog::Offered(_) => ("补上", "不补"),
        Dialog::Diagnosis(_) => ("存成文件…", "取消"),
        Dialog::Unwritten(_) => ("再试一次", "返回"),
        Dialog::Trouble(_)
        | Dialog::LeftOut(_)
        | Dialog::Clock(_)
        | Dialog::Keys
        | Dialog::About => ("知道了", ""),
    };
    // In a row of its own: a layout from the right alone takes all the height there is.
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (.., key) = chord(dialog);
            let key = Some(key).filter(|_| !no.is_empty() || only_acknowledged(dialog));
            // What cannot be done yet is no button: why stands in the body.
            let can = view.workspace.can_answer(dialog);
            let yes = ui.add_enabled_ui(can, |ui| primary_ui(ui, yes, key)).inner;
            let no = !no.is_empty() && button_ui(ui, no, Some("Esc"));
            if matches!(dialog, Dialog::Unwritten(_)) {
                anyway_ui(ui, intents);
            }
            (yes, no)
        })
        .inner
    })
    .inner
}

fn body_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    dialog: &mut Dialog,
    intents: &mut Vec<Intent>,
) {
    match dialog {
        Dialog::NewSeason(draft) => new_season::new_season_ui(ui, view, screens, draft),
        Dialog::Path(draft) => path::path_ui(ui, view, screens, draft, intents),
        Dialog::Find(draft) => find::find_ui(ui, view, screens, draft, intents),
        Dialog::Choose(draft) => numbers::choose_ui(ui, view, draft, intents),
        Dialog::Issue(draft) => issue_ui(ui, view, screens, draft, intents),
        Dialog::Report(draft) => report_ui(ui, view, screens, draft, intents),
        Dialog::Step(draft) => step_ui(ui, view, screens, draft, intents),
        Dialog::VoidSheet { why, .. } => {
            ui.label("单号不再使用，留在单号簿里注明作废。");
            if let Some(words) = text_field_ui(ui, &mut screens.fields, Text::lines("原因", why))
            {
                *why = words;
            }
        }
        Dialog::Approve(draft) => super::plan::approve_ui(ui, view, screens, draft, intents),
        Dialog::Shift(draft) => super::watch::shift_ui(ui, view, screens, draft),
        Dialog::Paste(order) => paste::paste_ui(ui, view, screens, order, intents),
        Dialog::LeftOut(draft) => paste::left_out_ui(ui, draft, intents),
        Dialog::Register(draft) => super::team::register_ui(ui, view, screens, draft, intents),
        Dialog::Turns(draft) => super::rota::turns_ui(ui, view, screens, draft, intents),
        Dialog::Fill(draft) => super::rota::fill_ui(ui, view, screens, draft, intents),
        Dialog::GoOn(draft) => super::rota::go_on_ui(ui, view, screens, draft, intents),
        Dialog::Swap(draft) => super::rota::swap_ui(ui, view, screens, draft, intents),
        Dialog::Editions(draft) => editions::editions_ui(ui, view, draft),
        Dialog::Remove(record) => {
            let name = view.doc.name_of(record);
            ui.label(format!("把“{name}”从册子上删除？还有单据用到的不能删。"));
            ui.label(look::weak("删错了可以用“撤销”找回来。"));
        }
        Dialog::Sides(asked) => sides::sides_ui(ui, asked),
        Dialog::Merge(draft) => merging::merge_ui(ui, view, draft, intents),
        Dialog::Repair(draft) => repairing::repair_ui(ui, view, draft, intents),
        Dialog::Damaged(lines) => edits::damaged_ui(ui, lines),
        Dialog::Offered(entries) => {
            let words = format!(
                "本机还记着{}次改动，这个文件里没有：可能是恢复了旧备份，也可能文件在别处改过。",
                entries.len()
            );
            ui.label(words);
            ui.label(look::weak("“补上”就把这些内容合进来；“不补”则保持文件现在的样子。"));
        }
        Dialog::Unwritten(trouble) => unwritten_ui(ui, view, trouble),
        Dialog::Trouble(trouble) | Dialog::Clock(trouble) => trouble_ui(ui, trouble),
        Dialog::Unread(trouble) => {
            trouble_ui(ui, trouble);
            ui.label("原来打开的工作簿还开着，没有动。");
        }
        Dialog::SitDown => super::chrome::sit_down_ui(ui, view, screens, intents),
        Dialog::Keys => super::chrome::keys_ui(ui),
        Dialog::Diagnosis(text) => about::diagnosis_ui(ui, text),
        Dialog::About => about::about_ui(ui, screens),
    }
}

fn issue_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut IssueDraft,
    intents: &mut Vec<Intent>,
) {
    let by_rota = |draft: &IssueDraft| duty::walkers(view.doc, draft.day, &draft.shift, view.now);
    let walked = by_rota(draft);
    ui.horizontal_wrapped(|ui| {
        for (depth, words) in [
            (Depth::Patrol, "巡：沿路线走多处"),
            (Depth::Full, "检：一处全面检查"),
            (Depth::Special, "专：用电专项"),
        ] {
            if tab_ui(ui, draft.depth == depth, words) {
                draft.depth = depth;
            }
        }
    });
    ui.add_space(look::GAP);
    if draft.depth == Depth::Patrol {
        routes_ui(ui, view, draft);
        super::widgets::labelled_ui(ui, "巡次", |ui, _| {
            ui.horizontal_wrapped(|ui| {
                for word in ROUNDS {
                    if tab_ui(ui, draft.shift == word, word) {
                        word.clone_into(&mut draft.shift);
                    }
                }
            });
        });
    } else {
        let sites: Vec<(SiteId, String)> =
            view.doc.sites.iter().map(|(id, site)| (*id, site.name.clone())).collect();
        if let Some(site) = pick_ui(ui, "场所", draft.site, &sites) {
            draft.site = Some(site);
        }
    }
    let fields = &mut screens.fields;
    if let Some(day) = day_value_ui(ui, fields, "日期", draft.day) {
        draft.day = day;
    }
    // Whoever the rota has follows the day and the round, until somebody says otherwise.
    if draft.walkers == walked {
        draft.walkers = by_rota(draft);
    }
    let walkers = people_field_ui(ui, fields, view.doc, "巡查人", &draft.walkers, intents);
    if let Some(walkers) = walkers {
        draft.walkers = walkers;
    }
    let several = draft.depth == Depth::Patrol && 1 < draft.routes.len();
    ui.label(look::small(if several && !draft.walkers.is_empty() {
        "△ 这几条路线的单子都印这些人；分头走的请先不填，回来后照纸面填写"
    } else {
        "巡查人可以先不填，回来后照纸面填写"
    }));
    let out = already_out(view, draft);
    if !out.is_empty() {
        let numbers = out.join("、");
        banner_ui(ui, Tone::Care, &format!("这一巡次已出过单：{numbers}。再出会编新的单号"));
    }
}

/// The numbers of sheets that went out for the same day already, along one of the same routes in
/// the same shift, or for the same site at the same depth.
fn already_out(view: View<'_>, draft: &IssueDraft) -> Vec<String> {
    let same = |sheet: &Sheet| {
        let place = match draft.depth {
            Depth::Patrol => {
                let along = |route| draft.routes.contains(&route);
                sheet.route.is_some_and(along) && sheet.shift == draft.shift
            }
            Depth::Full | Depth::Special => {
                draft.site.is_some_and(|site| sheet.sites().contains(&site))
            }
        };
        sheet.depth() == draft.depth && sheet.day == Some(draft.day) && place
    };
    let sheets = view.doc.sheets.iter().map(|(_, sheet)| sheet).filter(|sheet| same(sheet));
    sheets.filter_map(|sheet| sheet.number.as_ref()).map(ToString::to_string).collect()
}

fn routes_ui(ui: &mut egui::Ui, view: View<'_>, draft: &mut IssueDraft) {
    let routes: Vec<(RouteId, String)> = view
        .doc
        .routes
        .iter()
        .map(|(id, route)| {
            (*id, format!("{} {}（{}处）", route.name, route.area, route.stops.len()))
        })
        .collect();
    if routes.is_empty() {
        ui.label(look::weak("还没有巡查路线。请先到“责任区”的“巡查路线”里排好。"));
    }
    for (id, words) in routes {
        if let Some(ticked) = tick_ui(ui, draft.routes.contains(&id), &words) {
            draft.routes.retain(|route| *route != id);
            if ticked {
                draft.routes.push(id);
            }
        }
    }
}

fn report_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut ReportDraft,
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    let site = (ui.scope_id().with("site"), "场所");
    let picked = site_field_ui(ui, fields, view.doc, site, draft.site);
    draft.site = picked.unwrap_or(draft.site);
    let words =
        Text::line("隐患描述", &draft.words).hint("部位、现象、数量；可打拼音首字母，如 mhqyl");
    let id = ui.scope_id().with(("text", "隐患描述"));
    if let Some(words) = text_field_ui(ui, fields, words) {
        draft.words = words;
    }
    if let Some(phrase) = phrases_ui(ui, fields, id, &draft.words, (&view.doc.profile(), None)) {
        draft.words = phrase.words;
    }
    if let Some(finders) = people_field_ui(ui, fields, view.doc, "检查人", &draft.finders, intents)
    {
        draft.finders = finders;
    }
    ui.label(look::small("其余各项登记后再补，不急"));
}

fn step_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut StepDraft,
    intents: &mut Vec<Intent>,
) {
    if let Some(hazard) = view.doc.hazards.get(&draft.hazard) {
        let number = hazard.number.as_ref().map(ToString::to_string).unwrap_or_default();
        ui.label(look::weak(format!("{number} {}", hazard.words)));
        ui.add_space(look::GAP);
    }
    let fields = &mut screens.fields;
    let (by, words) = step_words(draft.next);
    if draft.next == StepKind::Rechecked {
        let people = people_field_ui(ui, fields, view.doc, by, &draft.by, intents);
        if let Some(people) = people {
            draft.by = people;
        }
        ui.horizontal_wrapped(|ui| {
            for (pass, words) in [(true, "合格"), (false, "不合格，退回整改")] {
                if tab_ui(ui, draft.pass == pass, words) {
                    draft.pass = pass;
                }
            }
        });
    } else {
        let one = draft.by.first().copied();
        if let Some(one) = person_field_ui(ui, fields, view.doc, by, one, intents) {
            draft.by = vec![one];
        }
    }
    if draft.next == StepKind::FixedOnSpot {
        let checker = person_field_ui(ui, fields, view.doc, "当场复查人", draft.checker, intents);
        draft.checker = checker.or(draft.checker);
    }
    if draft.next == StepKind::HandedOver {
        let due = day_field_ui(ui, fields, "整改期限", draft.due, view.today);
        draft.due = due.unwrap_or(draft.due);
        ui.label(look::small("时间按现在记；移交单打印两份，签收后再来登记签收"));
    } else {
        if let Some(day) = day_value_ui(ui, fields, "日期", draft.day) {
            draft.day = day;
        }
        let timed = !matches!(draft.next, StepKind::Closed | StepKind::Extended | StepKind::Voided);
        if timed && let Some(time) = time_field_ui(ui, fields, "时间", Some(draft.time)).flatten()
        {
            draft.time = time;
        }
    }
    if draft.next == StepKind::Extended
        && let Some(day) = day_value_ui(ui, fields, "延至", draft.until)
    {
        draft.until = day;
    }
    if !words.is_empty() {
        let text = Text::lines(words, &draft.words);
        if let Some(words) = text_field_ui(ui, fields, text) {
            draft.words = words;
        }
    }
}

/// Who signs and what is written, by the paper.
fn step_words(next: StepKind) -> (&'static str, &'static str) {
    match next {
        StepKind::FixedOnSpot | StepKind::Rectified => ("整改人", "整改情况"),
        StepKind::HandedOver => ("移交人", ""),
        StepKind::Received => ("签收人", ""),
        StepKind::Rechecked => ("复查人", "复查意见"),
        StepKind::Extended => ("批准人", "延期原因"),
        StepKind::Closed => ("销号签字人", ""),
        StepKind::Voided => ("作废签字人", "作废原因"),
    }
}

/// Closing although something is not in the file.
fn anyway_ui(ui: &mut egui::Ui, intents: &mut Vec<Intent>) {
    let pressed = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::Q));
    if button_ui(ui, "仍要关闭", Some("Ctrl+Q")) || pressed {
        intents.push(Intent::LeaveAnyway);
    }
}

/// Why the file could not be written, and what would become of the records after closing.
fn unwritten_ui(ui: &mut egui::Ui, view: View<'_>, trouble: &Trouble) {
    ui.label(look::bold(&trouble.what));
    if view.workspace.file().is_noted() {
        ui.label(
            "改动没有丢：已记在本机，下次在这台电脑上打开会补上；\
             那里的文件如果已经损坏或换成了别的，请先返回，用“另存为”存成另一份。",
        );
    } else {
        let words = "！有改动没有记到本机，也没写进文件：现在关闭就会丢失。";
        ui.label(egui::RichText::new(words).color(look::DANGER));
    }
    ui.label(&trouble.advice);
    if let Some(path) = &trouble.path {
        ui.label(look::small(path.display().to_string()));
    }
}

/// 发生了什么 / 记录有没有事 / 怎么办 / 路径.
fn trouble_ui(ui: &mut egui::Ui, trouble: &Trouble) {
    ui.label(look::bold(&trouble.what));
    ui.label(&trouble.records);
    ui.label(&trouble.advice);
    if let Some(path) = &trouble.path {
        ui.label(look::small(path.display().to_string()));
    }
}
