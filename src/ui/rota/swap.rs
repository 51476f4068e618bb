//! The question who comes for whom: who rings, which shift, in what way, and who is there for it.

use chrono::NaiveDate;
use eframe::egui::{self, Id};

use crate::action::NewSwap;
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::swap::SwapKind;
use crate::rules::calendar;
use crate::rules::duty::relief::{self, Exchange, Step};
use crate::rules::duty::{Burden, Fit, handed_words, reasons_words};
use crate::ui::look::sign;
use crate::ui::widgets::{
    Choosable, Half, Text, Tone, abreast_ui, banner_ui, button_ui, choosable_ui, day_value_ui,
    empty_ui, labelled_ui, link_ui, long_choice_ui, person_field_ui, pick_ui, quiet_ui, tab_ui,
    text_field_ui, tick_ui,
};
use crate::ui::{Screens, View, keyboard, look, work};
use crate::workspace::{Doing, Intent, Pick, Place, SwapDraft, Tab};

/// How many who fit are told with their telephones.
const TOLD: usize = 5;
/// Reasons people give, to be clicked.
const REASONS: [&str; 4] = ["请假", "身体不适", "家中有事", "公务外出"];

/// The field for who rings.
fn absent() -> Id {
    Id::unique("who cannot come")
}

/// The field for who comes.
fn relief() -> Id {
    Id::unique("who comes instead")
}

pub(in crate::ui) fn swap_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut SwapDraft,
    intents: &mut Vec<Intent>,
) {
    if view.doc.persons.is_empty() {
        return nobody_ui(ui, intents);
    }
    // Whoever begins at a cell has said who and which shift.
    let is_new = !keyboard::was_painted(ui.ctx(), absent());
    screens.rota.asked = if is_new { 0 } else { screens.rota.asked.saturating_add(1) };
    if draft.absent.is_some() && screens.rota.asked < 2 {
        ui.memory_mut(|memory| memory.request_focus(relief()));
    }
    absent_ui(ui, view, screens, draft);
    if draft.absent.is_none() {
        return unasked_ui(ui, view, draft);
    }
    ui.horizontal_wrapped(|ui| {
        for way in SwapKind::ALL.iter().copied() {
            if tab_ui(ui, draft.way == way, way.word()) && draft.way != way {
                draft.go(view.doc, way, view.now);
            }
        }
    });
    ui.add_space(look::GAP);
    match draft.way {
        SwapKind::Away => away_ui(ui, view, screens, draft),
        _ if draft.cell.is_none() => {
            ui.label(look::weak("往后没有排这个人的班。要请假或由B角代行职责，用“离岗代班”"));
        }
        SwapKind::StandIn => stand_in_ui(ui, view, screens, draft),
        SwapKind::Exchange => exchange_ui(ui, view, screens, draft),
        SwapKind::Chain => chain_ui(ui, view, draft, intents),
    }
    outcome_ui(ui, view, screens, &draft.order(view.doc));
    papers_ui(ui, view, screens, draft, intents);
}

/// Nobody has said yet who cannot come; of the shift in front it is one of those who have it.
fn unasked_ui(ui: &mut egui::Ui, view: View<'_>, draft: &mut SwapDraft) {
    let doc = view.doc;
    let duty = draft.cell.and_then(|cell| Some((cell, doc.duties.get(&cell)?)));
    if let Some((cell, duty)) = duty.filter(|(_, duty)| !duty.persons.is_empty()) {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{}，谁来不了？", cell_words(doc, cell)));
            for person in duty.persons.iter().copied() {
                if button_ui(ui, doc.person_name(person), None) {
                    draft.ask(doc, person, view.now);
                    draft.mean(doc, Some(cell), view.now);
                }
            }
        });
    }
    ui.label(look::weak("先写谁来不了：打姓名的拼音首字母，回车"));
}

/// Nobody can be named yet: where people are put on the books.
fn nobody_ui(ui: &mut egui::Ui, intents: &mut Vec<Intent>) {
    let hint = "先到“队伍”里录入人员，在“排班”里排上班，才能换班";
    if empty_ui(ui, sign::USERS, "册上还没有人", hint, "去录入人员") {
        intents.push(Intent::Ask(None));
        intents.push(Intent::Pick(Pick::Tab(Tab::People)));
        intents.push(Intent::Go(Place::Team));
    }
}

/// 2月5日 周五 夜班 巡查员.
fn cell_words(doc: &Document, cell: DutyId) -> String {
    let day = format!("{} {}", cell.day.format("%-m月%-d日"), calendar::weekday(cell.day));
    format!("{day} {} {}", cell.shift.word(), doc.post_name(Some(cell.post)))
}

/// Who rings, and which of their shifts it is.
fn absent_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, draft: &mut SwapDraft) {
    let doc = view.doc;
    let fields = &mut screens.fields;
    let shown = draft.absent.map(|id| doc.person_name(id).to_owned()).unwrap_or_default();
    let field = (doc, absent(), "谁换班");
    let callers = screens.rota.known.callers(view, draft.cell);
    if let Some(person) = choosable_ui(ui, fields, field, &shown, callers.to_vec()) {
        draft.ask(doc, person, view.now);
        keyboard::go_to(ui.ctx(), relief());
    }
    let Some(person) = draft.absent else { return };
    let mut ahead = relief::shifts_ahead(doc, person, view.now);
    ahead.extend(draft.cell.filter(|cell| !ahead.contains(cell)));
    let options: Vec<(DutyId, String)> =
        ahead.into_iter().map(|cell| (cell, cell_words(doc, cell))).collect();
    if let Some(cell) = pick_ui(ui, "哪一班", draft.cell, &options) {
        draft.mean(doc, Some(cell), view.now);
    }
}

/// Everybody with a shift to come, those first who are in the cell that is looked at, then those
/// whose shift comes first.
pub(super) fn callers(view: View<'_>, cell: Option<DutyId>) -> Vec<Choosable<PersonId>> {
    let doc = view.doc;
    let here = cell.and_then(|cell| doc.duties.get(&cell)).map(|duty| duty.persons.as_slice());
    let here = here.unwrap_or_default();
    let caller = |id: PersonId| {
        let next = relief::shifts_ahead(doc, id, view.now).first().copied();
        let begin = next.map(|cell| cell.shift.span(cell.day).0);
        let remark = match next {
            Some(cell) => cell_words(doc, cell),
            None => "往后没有排班".to_owned(),
        };
        let one =
            Choosable { value: id, name: doc.person_name(id).to_owned(), remark, care: false };
        ((!here.contains(&id), begin.is_none(), begin), one)
    };
    let mut callers: Vec<_> = doc.persons.iter().map(|(id, _)| caller(*id)).collect();
    callers.sort_by_key(|(rank, one)| (*rank, one.value));
    callers.into_iter().map(|(_, one)| one).collect()
}

/// Who stands in: everybody, those who fit first, the best with their telephones.
fn stand_in_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, draft: &mut SwapDraft) {
    let doc = view.doc;
    let Some((cell, out, into)) = draft.steps.first().copied() else { return };
    let fits = screens.rota.known.fits(view, &[(cell, out)]);
    let Some(fits) = fits.first() else { return };
    let shown = into.map(|id| doc.person_name(id).to_owned()).unwrap_or_default();
    let all = fits.iter().map(|fit| choosable(doc, cell, fit));
    let field = (doc, relief(), "谁来顶");
    let chosen = choosable_ui(ui, &mut screens.fields, field, &shown, all.collect());
    let clicked = if into.is_none() { told_ui(ui, doc, (cell, fits)) } else { None };
    if let Some(person) = chosen.or(clicked) {
        draft.steps = vec![(cell, out, Some(person))];
        // What comes of it must be seen.
        screens.fields.make_way();
    }
}

/// Somebody with what speaks for or against them.
fn choosable(doc: &Document, cell: DutyId, fit: &Fit) -> Choosable<PersonId> {
    Choosable {
        value: fit.person,
        name: doc.person_name(fit.person).to_owned(),
        remark: fit.words(doc, cell),
        care: !fit.against.is_empty(),
    }
}

/// Everybody who could come for each of some shifts, as [`Burden::ranked`] has them.
pub(super) fn fits(doc: &Document, turns: &[(DutyId, PersonId)]) -> Vec<Vec<Fit>> {
    let mut burden = Burden::of(doc);
    let mut all = Vec::new();
    for (cell, out) in turns.iter().copied() {
        let is_there = burden.cells_of(out).any(|one| one == cell);
        burden.lift(cell, out);
        let present = relief::others(doc, cell, out);
        let mut fits = burden.ranked(doc, cell, &present);
        fits.retain(|fit| fit.person != out && !present.contains(&fit.person));
        all.push(fits);
        if is_there {
            burden.give(cell, &[out]);
        }
    }
    all
}

/// Those who fit best, each with the telephone to ring. Returns who was clicked.
fn told_ui(ui: &mut egui::Ui, doc: &Document, (cell, fits): (DutyId, &[Fit])) -> Option<PersonId> {
    let mut clicked = None;
    labelled_ui(ui, "", |ui, _| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let able: Vec<&Fit> = fits.iter().filter(|fit| fit.against.is_empty()).collect();
        if able.is_empty() {
            ui.label(look::small("没有完全合适的人；试试“连环调班”，或从名单里选，看清△后的提示"));
        }
        for fit in able.into_iter().take(TOLD) {
            let person = doc.persons.get(&fit.person);
            let phone =
                person.map(|one| if one.mobile.is_empty() { &one.phone } else { &one.mobile });
            let parts = [
                doc.person_name(fit.person).to_owned(),
                phone.cloned().unwrap_or_default(),
                fit.words(doc, cell),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            if link_ui(ui, look::small(parts.join("　"))) {
                clicked = Some(fit.person);
            }
        }
    });
    clicked
}

/// Which shift of somebody else is taken for it.
fn exchange_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, draft: &mut SwapDraft) {
    let doc = view.doc;
    let (Some(cell), Some(out)) = (draft.cell, draft.absent) else { return };
    let all = screens.rota.known.exchanges(view, (cell, out));
    let offered = all.iter().map(|one| {
        let words = against_words(doc, (cell, out), one);
        Choosable {
            name: format!("{} {}", doc.person_name(one.person), cell_words(doc, one.cell)),
            care: !words.is_empty(),
            remark: words,
            value: (one.person, one.cell),
        }
    });
    let offered: Vec<_> = offered.collect();
    if offered.is_empty() {
        ui.label(look::weak("往后没有能对调的班"));
    }
    let shown = match draft.steps.get(1) {
        Some((theirs, person, _)) => {
            format!("{} {}", doc.person_name(*person), cell_words(doc, *theirs))
        }
        None => String::new(),
    };
    let field = (doc, relief(), "换哪一班");
    if let Some((person, theirs)) = choosable_ui(ui, &mut screens.fields, field, &shown, offered) {
        draft.steps = vec![(cell, out, Some(person)), (theirs, person, Some(out))];
        screens.fields.make_way();
    }
}

/// What speaks against either side of an exchange; empty where nothing does.
fn against_words(doc: &Document, (cell, out): (DutyId, PersonId), one: &Exchange) -> String {
    let sides = [(one.person, cell, &one.theirs), (out, one.cell, &one.ours)];
    let told = sides.into_iter().filter(|(.., against)| !against.is_empty());
    let told = told.map(|(person, cell, against)| {
        format!("{}{}", doc.person_name(person), reasons_words(doc, cell, against))
    });
    let told = told.collect::<Vec<_>>().join("；");
    if told.is_empty() { told } else { format!("△ {told}") }
}

/// Who comes if others take the shifts that keep them, one after the other.
fn chain_ui(ui: &mut egui::Ui, view: View<'_>, draft: &mut SwapDraft, intents: &mut Vec<Intent>) {
    let doc = view.doc;
    work::of_question_ui(ui, view, Doing::Relieve, intents);
    let known = view.workspace.chains(draft, view.now);
    let chains = known.unwrap_or_default();
    if known.is_none() && view.workspace.stopped_looking(draft, view.now) {
        ui.horizontal_wrapped(|ui| {
            ui.label(look::weak("没有找完"));
            if button_ui(ui, "再找", None) {
                intents.push(Intent::RelieveAgain);
            }
        });
    } else if known.is_none() {
        ui.label(look::weak("正在找调得开的办法…"));
    } else if chains.is_empty() {
        let words = "四步以内没有调得开的：能来的人都不止差一班，或者那一班没有人能顶";
        ui.label(look::weak(words));
    } else {
        ui.label(look::weak(format!("找到{}种调法，选一种", chains.len())));
    }
    // Each whole: what tells one from another stands at its end.
    let chosen = draft.chosen();
    for chain in chains {
        let words = chain_words(doc, &chain.steps);
        let is_chosen = chosen == chain.steps;
        ui.push_id(&words, |ui| {
            if long_choice_ui(ui, is_chosen, &words) {
                let steps = chain.steps.iter().copied();
                draft.steps =
                    steps.map(|Step { cell, out, into }| (cell, out, Some(into))).collect();
            }
        });
    }
}

/// 温禾生来，其2月6日 夜班 巡查员由武岁安顶.
fn chain_words(doc: &Document, steps: &[Step]) -> String {
    let told = steps.iter().enumerate().map(|(place, step)| {
        let name = doc.person_name(step.into);
        if place == 0 {
            format!("{name}来")
        } else {
            format!("其{}由{name}顶", cell_words(doc, step.cell))
        }
    });
    told.collect::<Vec<_>>().join("，")
}

/// Days away: who does the work meanwhile, and who takes each shift.
fn away_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, draft: &mut SwapDraft) {
    let doc = view.doc;
    let before = (draft.from, draft.to, draft.deputy);
    let fields = &mut screens.fields;
    abreast_ui(ui, |ui, half| {
        let (label, day): (_, &mut NaiveDate) = match half {
            Half::Left => ("离岗自", &mut draft.from),
            Half::Right => ("离岗至", &mut draft.to),
        };
        if let Some(new) = day_value_ui(ui, fields, label, *day) {
            *day = new;
        }
    });
    draft.to = draft.to.max(draft.from);
    let all = doc.persons.iter().filter(|(id, _)| Some(**id) != draft.absent);
    let all = all.map(|(id, person)| Choosable {
        value: *id,
        name: person.name.clone(),
        remark: [doc.unit_name(person.unit), person.title.as_str()].join(" "),
        care: false,
    });
    let shown = draft.deputy.map(|id| doc.person_name(id).to_owned()).unwrap_or_default();
    let field = (doc, relief(), "代班人");
    if let Some(deputy) = choosable_ui(ui, fields, field, &shown, all.collect()) {
        draft.deputy = Some(deputy);
    }
    if before != (draft.from, draft.to, draft.deputy) {
        draft.cover(doc, view.now);
    }
    if let Some(is_leave) = tick_ui(ui, draft.is_leave, "同时登记请假") {
        draft.is_leave = is_leave;
    }
    let zones = draft.zones(doc);
    if !zones.is_empty() && draft.deputy.is_some() {
        let names: Vec<&str> = zones.iter().map(|zone| doc.zone_name(Some(*zone))).collect();
        let words = format!("责任区一并代管：{}", names.join("、"));
        if let Some(with_zones) = tick_ui(ui, draft.with_zones, &words) {
            draft.with_zones = with_zones;
        }
    }
    covers_ui(ui, view, screens, draft);
}

/// Each shift of the days away, with who takes it.
fn covers_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, draft: &mut SwapDraft) {
    let doc = view.doc;
    if draft.steps.is_empty() {
        ui.label(look::weak("这几天没有排班"));
        return;
    }
    let open = draft.steps.iter().filter(|(.., into)| into.is_none()).count();
    let words = format!("这几天有{}班，下面是提议的人，可以改", draft.steps.len());
    ui.label(look::small(words));
    if 0 < open {
        banner_ui(ui, Tone::Care, &format!("有{open}班没有合适的人，请指定，或先空着另想办法"));
    }
    let turns: Vec<_> = draft.steps.iter().map(|(cell, out, _)| (*cell, *out)).collect();
    let fits = screens.rota.known.fits(view, &turns);
    for ((cell, _, into), fits) in draft.steps.iter_mut().zip(fits.iter()) {
        let all = fits.iter().map(|fit| choosable(doc, *cell, fit)).collect();
        let shown = into.map(|id| doc.person_name(id).to_owned()).unwrap_or_default();
        let (words, id) = (cell_words(doc, *cell), Id::unique(("who takes", *cell)));
        let chosen = choosable_ui(ui, &mut screens.fields, (doc, id, &words), &shown, all);
        if let Some(chosen) = chosen {
            *into = Some(chosen);
            draft.by_hand.insert(*cell, chosen);
        }
    }
}

/// What the rota becomes, and everything that speaks against it.
fn outcome_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, order: &NewSwap) {
    if order.steps.is_empty() {
        return;
    }
    ui.add_space(look::GAP);
    match &*screens.rota.known.came(view, order) {
        Ok((shifts, warnings)) => {
            for (cell, handed) in shifts {
                ui.label(look::bold(handed_words(view.doc, *cell, handed)));
            }
            for words in warnings {
                banner_ui(ui, Tone::Care, words);
            }
            if warnings.is_empty() {
                ui.label(look::weak("✓ 换班以后没有新的冲突"));
            }
        }
        Err(words) => banner_ui(ui, Tone::Danger, words),
    }
}

/// Who asked and agreed, why, and what is printed.
fn papers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut SwapDraft,
    intents: &mut Vec<Intent>,
) {
    ui.add_space(look::GAP);
    let fields = &mut screens.fields;
    abreast_ui(ui, |ui, half| {
        let (label, person) = match half {
            Half::Left => ("提出人", &mut draft.asked_by),
            Half::Right => ("同意人", &mut draft.approved_by),
        };
        let chosen = person_field_ui(ui, fields, view.doc, label, *person, intents);
        *person = chosen.or(*person);
    });
    let reason = Text::line("原因", &draft.reason).hint("可以不写；生病只写“身体不适”");
    if let Some(words) = text_field_ui(ui, fields, reason) {
        draft.reason = words;
    }
    ui.horizontal_wrapped(|ui| {
        for words in REASONS {
            if draft.reason != words && quiet_ui(ui, words) {
                words.clone_into(&mut draft.reason);
            }
        }
    });
    let note = Text::lines("交代事项", &draft.note).hint("钥匙、未完的事、要留意的地方");
    if let Some(words) = text_field_ui(ui, fields, note) {
        draft.note = words;
    }
    if let Some(prints) = tick_ui(ui, draft.prints, "办完就打印换班单") {
        draft.prints = prints;
    }
}
