//! The posts: who holds them, when they are manned, what they ask for.

use eframe::egui;

use super::new_post;
use crate::action::{Action, TeamAction};
use crate::model::duty::DutyShift;
use crate::model::id::PostId;
use crate::model::people::{Group, Part, Post, PostField, Skill};
use crate::model::{Document, Kind, RecordId};
use crate::ui::look::{self, sign};
use crate::ui::widgets::{
    ColumnSpec, Fields, Fresh, Table, Text, Tone, badge_ui, button_ui, card_ui, empty_ui,
    labelled_ui, person_field_ui, pick_ui, quiet_ui, raw_field_ui, table_ui, text_field_ui,
    tick_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, is_wide, list_height, split_ui};
use crate::workspace::{Dialog, Intent, Pick, Picked};

const COLUMNS: &[ColumnSpec] = &[
    ("岗位名称", 0.0),
    ("A角", 84.0),
    ("B角", 84.0),
    ("班次", 116.0),
    ("每班", 48.0),
    ("须持证", 92.0),
    ("值班表", 84.0),
];
/// What a narrow window has room for.
const NARROW_COLUMNS: &[ColumnSpec] =
    &[("岗位名称", 0.0), ("A角", 84.0), ("B角", 84.0), ("班次", 116.0)];
/// More people than this never hold one post in one shift.
const MOST_SEATS: u16 = 60;

/// All posts in their order.
fn rows(doc: &Document) -> Vec<(PostId, &Post)> {
    let mut rows: Vec<(PostId, &Post)> = doc.posts.iter().map(|(id, post)| (*id, post)).collect();
    rows.sort_by_key(|(id, post)| (post.order, *id));
    rows
}

pub(in crate::ui) fn posts_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let rows = rows(view.doc);
    if rows.is_empty() {
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
    let chosen = picked.get::<Post>(view.doc);
    let back = split_ui(ui, 0.6, chosen.is_some(), |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| list_ui(ui, view, &rows, &picked, intents)),
        Side::Detail => match chosen {
            Some((id, post)) => {
                detail_ui(ui, |ui| {
                    ui.push_id(id, |ui| post_ui(ui, view, screens, (id, post), &rows, intents));
                });
            }
            None => card_ui(ui, "", "", |ui| {
                ui.label(look::weak("在左边选一个岗位，这里定A角、B角和班次"));
            }),
        },
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Post)));
    }
}

fn list_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    rows: &[(PostId, &Post)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    let wide = is_wide(ui.ctx());
    let table = Table {
        name: "posts",
        columns: if wide { COLUMNS } else { NARROW_COLUMNS },
        rows: rows.len(),
        selected: rows.iter().position(|(id, _)| Some(*id) == picked.id::<Post>()),
        height: list_height(ui),
    };
    let clicked = table_ui(ui, table, |row, cells| {
        let Some((_, post)) = rows.get(row) else { return };
        let join = |words: Vec<&str>| words.join("、");
        let shifts = join(post.shifts.iter().map(|shift| shift.word()).collect());
        cells.words(&post.name);
        for holder in [post.primary, post.backup] {
            match holder {
                Some(id) => cells.words(view.doc.person_name(id)),
                // Whoever makes the official rota names them.
                None if post.official => cells.words(""),
                None => cells.words(look::small("未定").color(look::CARE)),
            }
        }
        cells.words(if shifts.is_empty() { look::small("不排班") } else { shifts.into() });
        if wide {
            cells.words(format!("{}人", post.people()));
            cells.words(join(post.needs.iter().map(|skill| skill.word()).collect()));
            cells.ui(|ui| {
                if post.official {
                    badge_ui(ui, Tone::Neutral, "正式表");
                }
            });
        }
    });
    if let Some((id, _)) = clicked.and_then(|row| rows.get(row)) {
        intents.push(Intent::Pick(Pick::Record(RecordId::Post(*id))));
    }
}

fn post_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, post): (PostId, &Post),
    rows: &[(PostId, &Post)],
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    let set = |field| Intent::Do(Action::Set((id, field).into()));
    let about = RecordId::Post(id);
    for finding in view.workspace.findings().iter().filter(|finding| finding.about == about) {
        badge_ui(ui, Tone::Care, &finding.breach.words);
    }
    let fields = &mut screens.fields;
    card_ui(ui, "岗位", "", |ui| {
        if let Some(words) =
            text_field_ui(ui, fields, Text::line("岗位名称", &post.name).first_of(Fresh::Post))
        {
            intents.push(set(PostField::Name(words)));
        }
        let primary = person_field_ui(ui, fields, view.doc, "A角", post.primary, intents);
        intents.extend(primary.map(|one| set(PostField::Primary(Some(one)))));
        let backup = person_field_ui(ui, fields, view.doc, "B角", post.backup, intents);
        intents.extend(backup.map(|one| set(PostField::Backup(Some(one)))));
        let group = pick_ui(ui, "小组", Some(post.group), &groups());
        intents.extend(group.map(|group| set(PostField::Group(group))));
        let part = pick_ui(ui, "值班中是", Some(post.watch_part()), &parts());
        intents.extend(part.map(|part| set(PostField::Part(Some(part)))));
    });
    card_ui(ui, "排班", "一个班次是排班表的一列", |ui| {
        intents.extend(shifts(ui, post).map(|shifts| set(PostField::Shifts(shifts))));
        intents.extend(seats(ui, fields, post).map(|seats| set(PostField::Seats(seats))));
        intents.extend(needs(ui, post).map(|needs| set(PostField::Needs(needs))));
        let official = tick_ui(ui, post.official, "以正式表为准（由矿办等排，这里只照抄）");
        intents.extend(official.map(|official| set(PostField::Official(official))));
    });
    card_ui(ui, "职责", "", |ui| {
        if let Some(words) = text_field_ui(ui, fields, Text::lines("职责", &post.duties)) {
            intents.push(set(PostField::Duties(words)));
        }
        let place = Text::line("地点", &post.place).hint("值守或集合的地方");
        if let Some(words) = text_field_ui(ui, fields, place) {
            intents.push(set(PostField::Place(words)));
        }
        if let Some(words) = text_field_ui(ui, fields, Text::line("电话", &post.phone)) {
            intents.push(set(PostField::Phone(words)));
        }
        ui.horizontal_wrapped(|ui| {
            for (words, swapped) in [("上移", up(rows, id)), ("下移", down(rows, id))] {
                let order = swapped.filter(|_| button_ui(ui, words, None));
                intents.extend(
                    order.map(|order| Intent::Do(Action::Team(TeamAction::OrderPosts(order)))),
                );
            }
            if quiet_ui(ui, "删除岗位…") {
                intents.push(Intent::Ask(Some(Dialog::Remove(about.clone()))));
            }
        });
    });
}

fn groups() -> Vec<(Option<Group>, String)> {
    let none = (None, "不属于小组".to_owned());
    let groups = Group::ALL.iter().map(|group| (Some(*group), group.word().to_owned()));
    std::iter::once(none).chain(groups).collect()
}

/// What the log, the handover and the brief call the people of a post.
fn parts() -> Vec<(Part, String)> {
    Part::ALL.iter().map(|part| (*part, part.word().to_owned())).collect()
}

/// The posts with one of them a place further up; none at the top.
fn up(rows: &[(PostId, &Post)], id: PostId) -> Option<Vec<PostId>> {
    let mut order: Vec<PostId> = rows.iter().map(|(id, _)| *id).collect();
    let place = order.iter().position(|one| *one == id)?;
    let above = place.checked_sub(1)?;
    order.swap(above, place);
    Some(order)
}

fn down(rows: &[(PostId, &Post)], id: PostId) -> Option<Vec<PostId>> {
    let place = rows.iter().position(|(one, _)| *one == id)?;
    up(rows, rows.get(place + 1)?.0)
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
