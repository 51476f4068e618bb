//! The posts: who holds them, when they are manned, what they ask for.

use eframe::egui;

use super::new_post;
use crate::action::{Action, TeamAction};
use crate::model::duty::DutyShift;
use crate::model::id::{PersonId, PostId};
use crate::model::people::{Group, Part, Post, PostField, PostKey, Sex, Skill};
use crate::model::{Document, RecordId};
use crate::rules::duty;
use crate::ui::look::{self, sign};
use crate::ui::record::{Column, Form, List, Shown, findings, order_ui, records_ui, remove_ui};
use crate::ui::widgets::{
    Fields, Fresh, Tone, badge_ui, banner_ui, card_ui, empty_ui, labelled_ui, quiet_ui,
    raw_field_ui, tick_ui,
};
use crate::ui::{Screens, View};
use crate::workspace::Intent;

const COLUMNS: &[Column<Post>] = &[
    Column::new("岗位名称", 0.0, |_, _, post: &Post| Shown::words(&post.name))
        .writes(|| PostKey::Name, |form, ui, one| form.line(ui, &one.name, PostField::Name)),
    Column::new("A角", 84.0, |view, _, post: &Post| holder(view, post, post.primary)).writes(
        || PostKey::Primary,
        |form, ui, one| form.field(ui, &one.primary, PostField::Primary),
    ),
    Column::new("B角", 84.0, |view, _, post: &Post| holder(view, post, post.backup))
        .writes(|| PostKey::Backup, |form, ui, one| form.field(ui, &one.backup, PostField::Backup)),
    Column::extra("小组", 128.0, |_, _, post| Shown::words(post.group.map_or("", Group::word))),
    Column::new("班次", 116.0, |_, _, post| {
        let shifts = post.shifts.iter().map(|shift| shift.word()).collect::<Vec<_>>().join("、");
        if shifts.is_empty() { Shown::words("不排班").weak() } else { Shown::words(shifts) }
    }),
    Column::often("每班", 52.0, |_, _, post| {
        let people = i64::try_from(post.people()).unwrap_or(i64::MAX);
        Shown::words(format!("{people}人")).by(people)
    }),
    Column::extra("须持证", 92.0, |_, _, post| {
        Shown::words(post.needs.iter().map(|skill| skill.word()).collect::<Vec<_>>().join("、"))
    }),
    Column::extra("电话", 108.0, |_, _, post: &Post| Shown::words(&post.phone))
        .writes(|| PostKey::Phone, |form, ui, one| form.line(ui, &one.phone, PostField::Phone)),
    Column::extra("值班表", 84.0, |_, _, post| {
        Shown::badge(Tone::Neutral, if post.official { "正式表" } else { "" })
    }),
];
/// More people than this never hold one post in one shift.
const MOST_SEATS: u16 = 60;

fn holder(view: View<'_>, post: &Post, holder: Option<PersonId>) -> Shown {
    match holder {
        Some(id) => Shown::words(view.doc.person_name(id)),
        // Whoever makes the official rota names them.
        None if post.official => Shown::words(""),
        None => Shown::badge(Tone::Care, "未定"),
    }
}

/// All posts in their order.
fn rows(doc: &Document) -> Vec<PostId> {
    let mut rows: Vec<(u16, PostId)> =
        doc.posts.iter().map(|(id, post)| (post.order, *id)).collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, id)| id).collect()
}

pub(in crate::ui) fn posts_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.posts.is_empty() {
        let hint = "先载入常用的，再按本矿的实际增减；排班表的各列就是这些岗位";
        card_ui(ui, "", "", |ui| {
            if empty_ui(ui, sign::USERS, "还没有岗位", hint, "载入常用岗位") {
                intents.push(Intent::Do(Action::Team(TeamAction::LoadPosts)));
            }
            ui.vertical_centered(|ui| {
                if quiet_ui(ui, "自己加一个") {
                    intents.push(Intent::Do(new_post(view)));
                }
            });
        });
        return;
    }
    let rows = || rows(view.doc);
    let list = List::new(COLUMNS, 0.6, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        post_ui(ui, view, screens, one, intents);
    });
}

fn post_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, post): (&PostId, &Post),
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    for finding in findings(view, RecordId::Post(*id)) {
        badge_ui(ui, Tone::Care, &finding.breach.words);
    }
    deputy_ui(ui, view, post);
    card_ui(ui, "岗位", "", |ui| {
        let mut form = Form::of(view, screens, (id, post), intents);
        form.first(ui, Fresh::Post, &post.name, PostField::Name);
        form.field(ui, &post.primary, PostField::Primary);
        form.field(ui, &post.backup, PostField::Backup);
        form.pick(ui, (Some(post.group), &groups()), PostField::Group);
        let part = |part| PostField::Part(Some(part));
        form.label("值班中是").pick(ui, (Some(post.watch_part()), &parts()), part);
    });
    card_ui(ui, "排班", "一个班次是排班表的一列", |ui| {
        let mut form = Form::of(view, screens, (id, post), intents);
        if let Some(shifts) = shifts(ui, post) {
            form.put(PostField::Shifts(shifts));
        }
        if let Some(seats) = seats(ui, form.fields, post) {
            form.put(PostField::Seats(seats));
        }
        if let Some(needs) = needs(ui, post) {
            form.put(PostField::Needs(needs));
        }
        let official = "由矿办等排班，这里只照抄";
        form.label(official).field(ui, &post.official, PostField::Official);
        form.field(ui, &post.pool, PostField::Pool);
        let words = if post.pool.is_empty() { "不写就是" } else { "" };
        ui.label(look::small(format!("{words}{}", duty::pool_words(view.doc, *id))));
        form.pick(ui, (Some(post.sex), &sexes()), PostField::Sex);
        form.field(ui, &post.split, PostField::Split);
    });
    card_ui(ui, "职责", "", |ui| {
        let mut form = Form::of(view, screens, (id, post), intents);
        form.lines(ui, &post.duties, PostField::Duties);
        form.hint("值守或集合的地方").line(ui, &post.place, PostField::Place);
        form.line(ui, &post.phone, PostField::Phone);
        ui.horizontal_wrapped(|ui| {
            if let Some(order) = order_ui(ui, &rows(view.doc), id) {
                intents.push(Intent::Do(Action::Team(TeamAction::OrderPosts(order))));
            }
            remove_ui(ui, "删除岗位…", RecordId::Post(*id), intents);
        });
    });
}

/// Who does the work of A角 or B角 meanwhile: until when, and what was handed over.
fn deputy_ui(ui: &mut egui::Ui, view: View<'_>, post: &Post) {
    for (part, holder) in [("A角", post.primary), ("B角", post.backup)] {
        let Some(holder) = holder else { continue };
        let Some((deputy, swap)) = duty::deputy_of(view.doc, holder, view.today) else { continue };
        let (absent, deputy) = (view.doc.person_name(holder), view.doc.person_name(deputy));
        let until = swap.to.map(|to| format!("到{}", to.format("%-m月%-d日"))).unwrap_or_default();
        let mut words = format!("{part}{absent}离岗{until}，由{deputy}代班");
        if !swap.note.trim().is_empty() {
            words = format!("{words}；交代事项：{}", swap.note.trim());
        }
        banner_ui(ui, Tone::Care, &words);
    }
}

fn groups() -> Vec<(Option<Group>, String)> {
    let none = (None, "不属于小组".to_owned());
    let groups = Group::ALL.iter().map(|group| (Some(*group), group.word().to_owned()));
    std::iter::once(none).chain(groups).collect()
}

/// Whether a post is for men or for women only; usually it is not.
fn sexes() -> Vec<(Sex, String)> {
    let word = |sex: Sex| match sex {
        Sex::Unknown => "不限".to_owned(),
        known => format!("只排{}性", known.word()),
    };
    Sex::ALL.iter().map(|sex| (*sex, word(*sex))).collect()
}

/// What the log, the handover and the brief call the people of a post.
fn parts() -> Vec<(Part, String)> {
    Part::ALL.iter().map(|part| (*part, part.word().to_owned())).collect()
}

/// A list with one of its choices ticked or not; the list keeps the order of all choices.
fn ticked<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    label: &str,
    (all, list): (&[T], &[T]),
    word: impl Fn(T) -> String,
) -> Option<Vec<T>> {
    labelled_ui(ui, label, |ui, _| {
        let mut wish = None;
        ui.horizontal_wrapped(|ui| {
            for one in all {
                if let Some(now) = tick_ui(ui, list.contains(one), &word(*one)) {
                    let with = |other: &&T| if *other == one { now } else { list.contains(other) };
                    wish = Some(all.iter().filter(with).copied().collect());
                }
            }
        });
        wish
    })
}

fn shifts(ui: &mut egui::Ui, post: &Post) -> Option<Vec<DutyShift>> {
    let word = |shift: DutyShift| format!("{} {}", shift.word(), shift.hours_words());
    ticked(ui, "班次", (DutyShift::ALL, &post.shifts), word)
}

fn needs(ui: &mut egui::Ui, post: &Post) -> Option<Vec<Skill>> {
    ticked(ui, "须持证", (Skill::ALL, &post.needs), |skill| skill.word().to_owned())
}

fn seats(ui: &mut egui::Ui, fields: &mut Fields, post: &Post) -> Option<u16> {
    let id = ui.scope_id().with("seats");
    labelled_ui(ui, "每班人数", |ui, name| {
        let shown = post.people().to_string();
        let parse = |text: &str| {
            let number = text.trim().trim_end_matches('人').parse::<u16>();
            number.ok().filter(|seats| (1..=MOST_SEATS).contains(seats))
        };
        raw_field_ui(ui, fields, (id, name), (&shown, "请写人数，例：2", 64.0), parse).1
    })
}
