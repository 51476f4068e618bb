//! 本矿资料: the mine's name, telephones, its own words for departments, the season.

use eframe::egui;

use super::team::order_ui;
use super::widgets::{
    Text, button_ui, card_ui, day_field_ui, heading_ui, labelled_ui, parse_count, raw_field_ui,
    text_field_ui, tick_ui,
};
use super::{Screens, View, detail_ui, look};
use crate::action::Action;
use crate::model::mine::{MineField, Only, SeasonField, Term};
use crate::rules::calendar;
use crate::workspace::Intent;

mod holidays;

/// What 本矿资料 keeps between frames.
#[derive(Debug, Default)]
pub(super) struct ProfileState {
    /// The words of a notice that are not taken in yet.
    notice: String,
}

fn set(field: MineField) -> Intent {
    Intent::Do(Action::Set((Only, field).into()))
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
        season_ui(ui, view, screens, intents);
        holidays::holidays_ui(ui, view, screens, intents);
        terms_ui(ui, view, screens, intents);
        authority_ui(ui, view, screens, intents);
    });
}

/// A text of the mine's profile and how to write it back.
type MineText<'a> = (&'a str, &'a str, &'a str, fn(String) -> MineField);

/// A count of the mine's profile and how to write it back.
type MineCount = (&'static str, u16, fn(u16) -> MineField);

fn mine_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let mine = view.doc.profile();
    card_ui(ui, "本矿", "", |ui| {
        let texts: [MineText<'_>; 8] = [
            ("矿名", &mine.name, "例：望禾煤矿", MineField::Name),
            ("单位全称", &mine.full_name, "印在单据上方；不填就用矿名", MineField::FullName),
            ("地点", &mine.place, "县、镇", MineField::Place),
            ("矿井类型", &mine.kind, "例：高瓦斯", MineField::Kind),
            ("调度室电话", &mine.dispatch_phone, "印在每张巡查单上", MineField::DispatchPhone),
            (
                "外线拨号",
                &mine.outside_prefix,
                "内线拨119前先拨的号，例：0",
                MineField::OutsidePrefix,
            ),
            ("接车地点", &mine.meeting_point, "例：正门外路口", MineField::MeetingPoint),
            ("日报报送", &mine.brief_to, "印在日报上，例：矿党委、矿领导", MineField::BriefTo),
        ];
        for (label, value, hint, field) in texts {
            let text = Text::line(label, value).hint(hint);
            if let Some(words) = text_field_ui(ui, &mut screens.fields, text) {
                intents.push(set(field(words)));
            }
        }
        let counts: [MineCount; 4] = [
            ("职工人数", mine.employees, MineField::Employees),
            ("留矿人数", mine.staying, MineField::Staying),
            ("党员人数", mine.party_members, MineField::PartyMembers),
            ("支部数", mine.branches, MineField::Branches),
        ];
        for (label, count, field) in counts {
            let id = ui.scope_id().with(label);
            labelled_ui(ui, label, |ui, name| {
                let shown = if count == 0 { String::new() } else { count.to_string() };
                let ids = (id, name);
                let box_of = (shown.as_str(), "请写数字", 80.0);
                let (_, count) = raw_field_ui(ui, &mut screens.fields, ids, box_of, parse_count);
                intents.extend(count.map(|count| set(field(count))));
            });
        }
        order_ui(ui, view, intents);
    });
}

fn season_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let season = view.doc.current_season();
    let set = |field| Intent::Do(Action::Set((Only, field).into()));
    card_ui(ui, "本季", "单号按年份编", |ui| {
        let id = ui.scope_id().with("year");
        labelled_ui(ui, "年份", |ui, name| {
            let shown = season.year.to_string();
            let parse = |text: &str| {
                text.trim()
                    .trim_end_matches('年')
                    .parse::<i32>()
                    .ok()
                    .filter(|year| (2000..2100).contains(year))
            };
            let hint = "请写四位年份，例：2027";
            let (_, year) =
                raw_field_ui(ui, &mut screens.fields, (id, name), (&shown, hint, 80.0), parse);
            intents.extend(year.map(|year| set(SeasonField::Year(year))));
        });
        let fields = &mut screens.fields;
        if let Some(day) = day_field_ui(ui, fields, "起始日", season.first, view.today) {
            intents.push(set(SeasonField::First(day)));
        }
        if let Some(day) = day_field_ui(ui, fields, "截止日", season.last, view.today) {
            intents.push(set(SeasonField::Last(day)));
        }
        // Below the days and always there: nothing moves while they are typed.
        if let Some((first, last)) = calendar::season(season.year) {
            let days = |day: chrono::NaiveDate| day.format("%-m月%-d日").to_string();
            let words = format!("按小年至元宵节填：{}至{}", days(first), days(last));
            let other = (season.first, season.last) != (Some(first), Some(last));
            labelled_ui(ui, "", |ui, _| {
                if ui.add_enabled_ui(other, |ui| button_ui(ui, &words, None)).inner {
                    let days = [SeasonField::First(Some(first)), SeasonField::Last(Some(last))];
                    let puts = days.map(|field| (Only, field).into()).to_vec();
                    intents.push(Intent::Do(Action::SetAll(puts)));
                }
            });
        }
    });
}

fn terms_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let mine = view.doc.profile();
    card_ui(ui, "称谓表", "本矿叫法不同的改这里，所有单据跟着变", |ui| {
        for term in Term::ALL.iter().copied() {
            let value = mine.terms.get(&term).map(String::as_str).unwrap_or_default();
            let text = Text::line(term.word(), value).hint(term.word());
            if let Some(words) = text_field_ui(ui, &mut screens.fields, text) {
                let word = Some(words).filter(|words| !words.is_empty());
                intents.push(set(MineField::Term(term, word)));
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
        let reviewed =
            Text::line("审核", &mine.reviewed).hint("审核人和日期；不填则单据印“参考稿”");
        if let Some(words) = text_field_ui(ui, &mut screens.fields, reviewed) {
            intents.push(set(MineField::Reviewed(words)));
        }
        let document = Text::line("授权文号", &mine.statutory_document)
            .hint("有文件授权才填；不填则不计入法定每日防火巡查");
        if let Some(words) = text_field_ui(ui, &mut screens.fields, document) {
            intents.push(set(MineField::StatutoryDocument(words)));
        }
        if let Some(demo) = tick_ui(ui, mine.demo, "这是演示资料（每页都会注明）") {
            intents.push(set(MineField::Demo(demo)));
        }
    });
}
