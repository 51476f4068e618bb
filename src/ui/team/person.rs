//! One person: everything that is known, and what may be changed.

use chrono::NaiveDate;
use eframe::egui;

use super::people::ending;
use super::wishes::wishes_ui;
use crate::action::Action;
use crate::action::paste::What;
use crate::model::RecordId;
use crate::model::id::PersonId;
use crate::model::people::{
    Certificate, Group, Leave, Membership, Person, PersonField, Role, Sex, Skill, Standing,
    Training,
};
use crate::rules::duty::Burden;
use crate::ui::look;
use crate::ui::paste::paste_quiet_ui;
use crate::ui::record::{Form, remove_ui};
use crate::ui::widgets::{
    Fresh, Text, Tone, badge_ui, button_ui, card_ui, choice_ui, cross_ui, day_field_ui,
    day_value_ui, half_ui, link_ui, pick_ui, quiet_ui, text_field_ui, tick_ui,
};
use crate::ui::{Screens, View};
use crate::workspace::Intent;

/// Somebody in front, and how to write a field of theirs.
struct Front<'a> {
    view: View<'a>,
    id: PersonId,
    person: &'a Person,
}

impl Front<'_> {
    fn set(&self, field: PersonField) -> Intent {
        Intent::Do(Action::Set((self.id, field).into()))
    }
}

pub(super) fn person_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: PersonId,
    person: &Person,
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    let front = Front { view, id, person };
    for words in ending(view, id) {
        badge_ui(ui, Tone::Care, words);
    }
    basics_ui(ui, &front, screens, intents);
    membership_ui(ui, &front, screens, intents);
    training_ui(ui, &front, screens, intents);
    certificates_ui(ui, &front, screens, intents);
    leaves_ui(ui, &front, screens, intents);
    wishes_ui(ui, view, screens, (id, person), intents);
    posts_ui(ui, &front, intents);
}

fn basics_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let person = front.person;
    card_ui(ui, "人员", "", |ui| {
        let mut form = Form::of(front.view, screens, (&front.id, person), intents);
        form.first(ui, Fresh::Person, &person.name, PersonField::Name);
        let sexes: Vec<(Sex, String)> =
            Sex::ALL.iter().map(|sex| (*sex, sex.word().to_owned())).collect();
        form.pick(ui, (Some(person.woman), &sexes), PersonField::Woman);
        form.field(ui, &person.unit, PersonField::Unit);
        form.line(ui, &person.title, PersonField::Title);
        form.hint("例：机电队党支部").line(ui, &person.branch, PersonField::Branch);
        form.hint("矿内短号").line(ui, &person.phone, PersonField::Phone);
        let hint = "上墙名册自动遮盖中间四位";
        form.hint(hint).line(ui, &person.mobile, PersonField::Mobile);
        form.line(ui, &person.note, PersonField::Note);
    });
}

fn membership_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let member = front.person.membership.clone();
    card_ui(ui, "队员身份", "", |ui| {
        let ticked = tick_ui(ui, member.is_some(), "突击队队员");
        intents.extend(ticked.map(|ticked| {
            let new = Membership {
                standing: Standing::Member,
                squad: String::new(),
                group: Group::Patrol,
                role: Role::Member,
            };
            front.set(PersonField::Membership(ticked.then_some(new)))
        }));
        let Some(member) = member else { return };
        let set = |member: Membership| front.set(PersonField::Membership(Some(member)));
        let standing =
            choice_ui(ui, "政治面貌", Some(member.standing), Standing::ALL, Standing::word);
        intents.extend(standing.map(|standing| set(Membership { standing, ..member.clone() })));
        let squad = Text::line("支部分队", &member.squad).hint("例：一分队");
        if let Some(squad) = text_field_ui(ui, &mut screens.fields, squad) {
            intents.push(set(Membership { squad, ..member.clone() }));
        }
        let group = choice_ui(ui, "小组", Some(member.group), Group::ALL, Group::word);
        intents.extend(group.map(|group| set(Membership { group, ..member.clone() })));
        let role = choice_ui(ui, "队内职务", Some(member.role), Role::ALL, Role::word);
        intents.extend(role.map(|role| set(Membership { role, ..member.clone() })));
    });
}

/// How far somebody's training has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trained {
    Unplanned,
    Planned,
    Passed,
}

fn training_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let (person, today) = (front.person, front.view.today);
    card_ui(ui, "培训与承诺", "未培训合格的不上救援岗", |ui| {
        let (trained, day) = match person.training {
            None => (Trained::Unplanned, None),
            Some(Training::Planned(day)) => (Trained::Planned, Some(day)),
            Some(Training::Passed(day)) => (Trained::Passed, Some(day)),
        };
        let options = [
            (Trained::Unplanned, "还没安排".to_owned()),
            (Trained::Planned, "已定日期".to_owned()),
            (Trained::Passed, "培训合格".to_owned()),
        ];
        let training = |trained: Trained, day: NaiveDate| match trained {
            Trained::Unplanned => None,
            Trained::Planned => Some(Training::Planned(day)),
            Trained::Passed => Some(Training::Passed(day)),
        };
        let set = |training| front.set(PersonField::Training(training));
        let chosen = pick_ui(ui, "培训", Some(trained), &options);
        intents.extend(chosen.map(|trained| set(training(trained, day.unwrap_or(today)))));
        let fields = &mut screens.fields;
        if let Some(day) = day {
            let label = if trained == Trained::Passed { "合格日期" } else { "培训日期" };
            let day = day_value_ui(ui, fields, label, day);
            intents.extend(day.map(|day| set(training(trained, day))));
        }
        let signed = day_field_ui(ui, fields, "承诺书", person.pledged, today);
        intents.extend(signed.map(|day| front.set(PersonField::Pledged(day))));
        if person.pledged.is_none() && quiet_ui(ui, "承诺书今天签了") {
            intents.push(front.set(PersonField::Pledged(Some(today))));
        }
    });
}

fn certificates_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let held = &front.person.certificates;
    let set = |held: Vec<Certificate>| front.set(PersonField::Certificates(held));
    card_ui(ui, "证件", "", |ui| {
        for (place, one) in held.iter().enumerate() {
            let changed = |new: Certificate| {
                let with = |(at, old): (usize, &Certificate)| {
                    if at == place { new.clone() } else { old.clone() }
                };
                set(held.iter().enumerate().map(with).collect())
            };
            ui.push_id(place, |ui| {
                head_ui(ui, one.skill.word(), |ui| {
                    if cross_ui(ui, &format!("去掉{}证", one.skill.word())) {
                        let mut rest = held.clone();
                        rest.remove(place);
                        intents.push(set(rest));
                    }
                });
                let fields = &mut screens.fields;
                if let Some(number) = text_field_ui(ui, fields, Text::line("证号", &one.number)) {
                    intents.push(changed(Certificate { number, ..one.clone() }));
                }
                let until = day_field_ui(ui, fields, "有效期至", one.until, front.view.today);
                intents.extend(until.map(|until| changed(Certificate { until, ..one.clone() })));
                ui.separator();
            });
        }
        let skill = choice_ui(ui, "加一个证", None, Skill::ALL, Skill::word);
        intents.extend(skill.map(|skill| {
            let new = Certificate { skill, number: String::new(), until: None };
            set(held.iter().cloned().chain([new]).collect())
        }));
        paste_quiet_ui(ui, "从表格粘贴大家的证件…", What::Certificates, intents);
    });
}

/// A line within a card, with what can be done to it on the right.
fn head_ui(ui: &mut egui::Ui, words: &str, actions: impl FnOnce(&mut egui::Ui)) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            actions(ui);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(look::bold(words)).truncate());
            });
        });
    });
}

fn leaves_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let leaves = &front.person.leaves;
    let set = |leaves: Vec<Leave>| front.set(PersonField::Leaves(leaves));
    card_ui(ui, "请假与排班", "", |ui| {
        for (place, one) in leaves.iter().enumerate() {
            let changed = |new: Leave| {
                let with = |(at, old): (usize, &Leave)| {
                    if at == place { new.clone() } else { old.clone() }
                };
                set(leaves.iter().enumerate().map(with).collect())
            };
            ui.push_id(place, |ui| {
                let words = format!("第{}段请假", place + 1);
                head_ui(ui, &words, |ui| {
                    if cross_ui(ui, &format!("去掉{words}")) {
                        let mut rest = leaves.clone();
                        rest.remove(place);
                        intents.push(set(rest));
                    }
                });
                let fields = &mut screens.fields;
                // Each day is on its way to another while it is typed, so it pulls the other along
                // only where both are one.
                if let Some(from) = day_value_ui(ui, fields, "自", one.from) {
                    let to = if one.to == one.from { from } else { one.to };
                    intents.push(changed(Leave { from, to }));
                }
                if let Some(to) = day_value_ui(ui, fields, "至", one.to) {
                    intents.push(changed(Leave { to, ..*one }));
                }
                if one.to < one.from {
                    half_ui(ui, "“至”在“自”的前面，这一段请假不算");
                }
                ui.separator();
            });
        }
        if button_ui(ui, "登记请假", None) {
            let today = front.view.today;
            let new = Leave { from: today, to: today };
            intents.push(set(leaves.iter().cloned().chain([new]).collect()));
        }
        paste_quiet_ui(ui, "从表格粘贴大家的请假…", What::Leaves, intents);
        let no_nights = tick_ui(ui, front.person.no_nights, "不排夜班（不写原因）");
        intents.extend(no_nights.map(|no_nights| front.set(PersonField::NoNights(no_nights))));
    });
}

/// Where they stand in the rota, and the way out.
fn posts_ui(ui: &mut egui::Ui, front: &Front<'_>, intents: &mut Vec<Intent>) {
    let (doc, id) = (front.view.doc, front.id);
    let shifts = Burden::of(doc).shifts(id);
    // Only shifts of members are counted, not those of leaders. Source: `sources.md` 值班安排表.
    let counts = 0 < shifts && front.person.membership.is_some();
    let remark = if counts { format!("已排 {shifts} 班") } else { String::new() };
    card_ui(ui, "岗位", &remark, |ui| {
        for (post_id, post) in doc.posts.iter() {
            for (part, holder) in [("A角", post.primary), ("B角", post.backup)] {
                let words = format!("{} {part}", post.name);
                if holder == Some(id) && ui.push_id(post_id, |ui| link_ui(ui, words)).inner {
                    intents.push(Intent::Show(RecordId::Post(*post_id)));
                }
            }
        }
        remove_ui(ui, "删除这个人…", RecordId::Person(id), intents);
    });
}
