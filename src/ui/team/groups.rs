//! The six groups with their people, and the branch squads.

use eframe::egui;

use super::ask_roster;
use crate::model::id::PersonId;
use crate::model::people::{Group, Membership, Person, Role, Standing};
use crate::model::{Document, RecordId};
use crate::ui::look::{self, sign};
use crate::ui::widgets::{Table, Tone, badge_ui, card_ui, empty_ui, link_ui, read_only_ui, tip};
use crate::ui::{Screens, View, detail_ui, is_wide};
use crate::workspace::Intent;

/// Columns of cards beside each other.
const BESIDE: usize = 3;

/// A member: who, and what makes them one.
type Member<'a> = (PersonId, &'a Person, &'a Membership);

/// Members, leaders first.
fn members(doc: &Document) -> Vec<Member<'_>> {
    let members = doc.persons.iter();
    let members = members.filter_map(|(id, one)| Some((*id, one, one.membership.as_ref()?)));
    let mut members: Vec<Member<'_>> = members.collect();
    members.sort_by_key(|(id, _, member)| (member.role, *id));
    members
}

pub(in crate::ui) fn groups_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    _screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let members = members(view.doc);
    if members.is_empty() {
        let hint = "名册里有“小组”一列就按它编组；也可以在“人员”里逐个选小组";
        let clicked =
            card_ui(ui, "", "", |ui| empty_ui(ui, sign::USERS, "还没有队员", hint, "录入名册…"));
        if clicked {
            intents.push(ask_roster());
        }
        return;
    }
    detail_ui(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(look::CARD_GAP);
        let beside = if is_wide(ui.ctx()) { BESIDE } else { 1 };
        for row in Group::ALL.chunks(beside) {
            ui.columns(beside, |columns| {
                for (ui, group) in columns.iter_mut().zip(row.iter().copied()) {
                    group_ui(ui, view, group, &members, intents);
                }
            });
        }
        squads_ui(ui, &members);
    });
}

fn group_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    group: Group,
    members: &[Member<'_>],
    intents: &mut Vec<Intent>,
) {
    let of_group: Vec<_> = members.iter().filter(|(_, _, one)| one.group == group).collect();
    card_ui(ui, group.word(), &format!("{}人", of_group.len()), |ui| {
        if of_group.is_empty() {
            ui.label(look::weak("还没有人编入这个组"));
        }
        let rescue = matches!(group, Group::FireFirst | Group::FirstAid);
        let untrained =
            of_group.iter().filter(|(_, person, _)| !person.is_trained(view.today)).count();
        if rescue && 0 < untrained {
            badge_ui(ui, Tone::Care, &format!("{untrained}人还没有培训合格，不能上救援岗"));
        }
        for (_, post) in view.doc.posts.iter().filter(|(_, post)| post.group == Some(group)) {
            let holders = [("A角", post.primary), ("B角", post.backup)];
            let holders = holders.iter().filter_map(|(part, holder)| {
                holder.map(|id| format!("{part}{}", view.doc.person_name(id)))
            });
            let holders: Vec<String> = holders.collect();
            let words = format!("{}　{}", post.name, holders.join(" "));
            ui.add(egui::Label::new(look::small(words.trim())).truncate());
        }
        ui.horizontal_wrapped(|ui| {
            // Names begin where the title begins.
            ui.spacing_mut().item_spacing = egui::vec2(look::GAP, 0.0);
            ui.spacing_mut().button_padding = egui::vec2(0.0, 4.0);
            for (id, person, member) in of_group {
                let leads = member.role != Role::Member;
                let words = if leads {
                    look::bold(format!("{} {}", person.name, member.role.word()))
                } else {
                    egui::RichText::new(&person.name)
                };
                if link_ui(ui, words) {
                    intents.push(Intent::Show(RecordId::Person(*id)));
                }
            }
        });
    });
}

/// The branch squads: how many, and where they stand in the Party.
fn squads_ui(ui: &mut egui::Ui, members: &[Member<'_>]) {
    // In the order in which they came on the books.
    let mut in_order: Vec<&Member<'_>> = members.iter().collect();
    in_order.sort_by_key(|(id, ..)| *id);
    let mut squads: Vec<(&str, Vec<&Member<'_>>)> = Vec::new();
    for one in in_order {
        let name = one.2.squad.trim();
        match squads.iter_mut().find(|(known, _)| *known == name) {
            Some((_, squad)) => squad.push(one),
            None => squads.push((name, vec![one])),
        }
    }
    let count = |standing: Standing| {
        members.iter().filter(|(_, _, member)| member.standing == standing).count()
    };
    let remark = format!(
        "共{}人：正式党员{}　预备党员{}　入党积极分子{}",
        members.len(),
        count(Standing::Member),
        count(Standing::Probationary),
        count(Standing::Applicant)
    );
    card_ui(ui, "支部分队", &remark, |ui| {
        let table = Table {
            name: "squads",
            columns: &[("分队", 140.0), ("人数", 56.0), ("队员", 0.0)],
            rows: squads.len(),
            selected: None,
            height: 8.0 * look::ROW,
        };
        read_only_ui(ui, table, |row, cells| {
            let Some((name, squad)) = squads.get(row) else { return };
            cells.words(if name.is_empty() { look::small("未编分队") } else { (*name).into() });
            cells.words(squad.len().to_string());
            let names: Vec<&str> =
                squad.iter().map(|(_, person, _)| person.name.as_str()).collect();
            let names = names.join("、");
            cells.ui(|ui| {
                tip(ui.add(egui::Label::new(&names).truncate().selectable(false)), &names);
            });
        });
    });
}
