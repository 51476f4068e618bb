//! 24小时在岗: a bar of the hours of a day, and the posts that have nobody, or too few, in some of them.

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};
use eframe::egui::{self, Align2, FontId, Pos2, Rect, Sense, Vec2, WidgetInfo};

use super::Front;
use crate::rules::duty::{Gap, gaps};
use crate::ui::look;
use crate::ui::widgets::card_ui;

/// How tall the bar is, with the figures below it.
const BAR: f32 = 16.0;
const FIGURES: f32 = 16.0;
/// The hours of a day, and those with a figure.
const HOURS: u32 = 24;
const EACH: u32 = 6;
/// More lines are only counted.
const LINES: usize = 6;

/// The bar of a day, and what it lacks.
pub(super) fn gaps_ui(ui: &mut egui::Ui, front: &Front<'_>, day: NaiveDate) {
    let gaps = gaps(front.view.doc, day);
    let title = format!("{} 24小时在岗", day.format("%-m月%-d日"));
    let remark = if gaps.is_empty() { "✓ 没有空岗" } else { "" };
    card_ui(ui, &title, remark, |ui| {
        bar_ui(ui, day, &gaps);
        let told = told(front, day, &gaps);
        for words in told.iter().take(LINES) {
            ui.label(look::small(format!("△ {words}")).color(look::CARE));
        }
        if LINES < told.len() {
            ui.label(look::small(format!("另有{}段空岗", told.len() - LINES)));
        }
    });
}

/// From when until when, and how many people are missing; nothing where nobody is there.
type Alike = (NaiveDateTime, NaiveDateTime, Option<usize>);

/// 8:00—20:00 巡查员、门岗没有人, then 消防控制室还差1人: gaps of the same hours and number in one line.
fn told(front: &Front<'_>, day: NaiveDate, gaps: &[Gap]) -> Vec<String> {
    let mut told: Vec<(Alike, Vec<&str>)> = Vec::new();
    let (empty, short): (Vec<&Gap>, Vec<&Gap>) = gaps.iter().partition(|gap| gap.is_empty);
    for gap in empty.into_iter().chain(short) {
        let name = front.view.doc.post_name(Some(gap.cell.post));
        let alike = (gap.begin, gap.end, (!gap.is_empty).then_some(gap.lacks));
        match told.iter_mut().find(|(known, _)| *known == alike) {
            Some((_, names)) => names.push(name),
            None => told.push((alike, vec![name])),
        }
    }
    let hour = |moment: NaiveDateTime| if moment.date() == day { moment.hour() } else { HOURS };
    let words = told.into_iter().map(|((begin, end, lacks), names)| {
        let lacks = match lacks {
            None => "没有人".to_owned(),
            Some(lacks) if 1 < names.len() => format!("各差{lacks}人"),
            Some(lacks) => format!("还差{lacks}人"),
        };
        format!("{}:00—{}:00　{}{lacks}", hour(begin), hour(end), names.join("、"))
    });
    words.collect()
}

fn bar_ui(ui: &mut egui::Ui, day: NaiveDate, gaps: &[Gap]) {
    let size = Vec2::new(ui.available_width(), BAR + FIGURES);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    // Whether a post has nobody then; nothing where all have whom they take.
    let lacks = |hour: u32| -> Option<bool> {
        let at = day.and_hms_opt(hour, 0, 0)?;
        let then = gaps.iter().filter(|gap| gap.begin <= at && at < gap.end);
        then.map(|gap| gap.is_empty).max()
    };
    let hours = |is_empty: bool| {
        let hours = (0..HOURS).filter(|hour| lacks(*hour) == Some(is_empty));
        hours.map(|hour| hour.to_string()).collect::<Vec<_>>().join("、")
    };
    let told = [("有岗位空着的钟点", hours(true)), ("人数不够的钟点", hours(false))];
    let told = told.into_iter().filter(|(_, hours)| !hours.is_empty());
    let label = told.map(|(what, hours)| format!("{what}：{hours}")).collect::<Vec<_>>().join("；");
    let label = if label.is_empty() { "24小时都有人在岗".to_owned() } else { label };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &label));
    let painter = ui.painter();
    let width = rect.width() / 24.0;
    let mut left = rect.left();
    for hour in 0..HOURS {
        let cell = Rect::from_min_size(Pos2::new(left, rect.top()), Vec2::new(width, BAR));
        let fill = match lacks(hour) {
            Some(true) => look::DANGER,
            Some(false) => look::CARE,
            None => look::GOOD_TINT,
        };
        painter.rect_filled(cell.shrink2(Vec2::new(0.5, 0.0)), 2.0, fill);
        if lacks(hour).is_some() {
            let font = FontId::proportional(look::SMALL);
            painter.text(cell.center(), Align2::CENTER_CENTER, "！", font, look::CARD);
        }
        if hour % EACH == 0 {
            let font = FontId::proportional(look::SMALL);
            let at = Pos2::new(left, rect.bottom());
            painter.text(at, Align2::LEFT_BOTTOM, hour.to_string(), font, look::WEAK);
        }
        left += width;
    }
    let font = FontId::proportional(look::SMALL);
    let at = rect.right_bottom();
    painter.text(at, Align2::RIGHT_BOTTOM, HOURS.to_string(), font, look::WEAK);
}
