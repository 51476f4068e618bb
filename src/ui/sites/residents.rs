//! 留矿人员: who stays over the festival, building by building, and what is kept of each.

use eframe::egui;

use crate::action::paste::What;
use crate::action::{Action, NewRecord};
use crate::model::RecordId;
use crate::model::id::{ResidentId, SiteId};
use crate::model::resident::{Resident, ResidentField, ResidentKey, ResidentKind};
use crate::print::Request;
use crate::rules::residents::{houses, room_words};
use crate::ui::paste::paste_button_ui;
use crate::ui::record::{Column, DAY, Form, List, Shown, none_yet_ui, records_below_ui, remove_ui};
use crate::ui::widgets::{Fresh, Tone, bare_pick_ui, button_ui, card_ui, link_ui, tab_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

const COLUMNS: &[Column<Resident>] = &[
    Column::new("楼栋", 116.0, |view, _, one: &Resident| match one.building {
        Some(building) => Shown::words(view.doc.site_name(Some(building))),
        None if one.elsewhere.trim().is_empty() => Shown::badge(Tone::Care, "没写楼栋"),
        None => Shown::words(&one.elsewhere).weak(),
    })
    .writes(
        || ResidentKey::Building,
        |form, ui, one| form.field(ui, &one.building, ResidentField::Building),
    ),
    Column::new("房间", 76.0, |_, _, one: &Resident| Shown::words(room_words(&one.room))).writes(
        || ResidentKey::Room,
        |form, ui, one| form.line(ui, &one.room, ResidentField::Room),
    ),
    Column::new("姓名", 96.0, |_, _, one: &Resident| Shown::words(&one.name)).writes(
        || ResidentKey::Name,
        |form, ui, one| form.line(ui, &one.name, ResidentField::Name),
    ),
    Column::new("需协助", 96.0, |_, _, one: &Resident| {
        if one.helped { Shown::badge(Tone::Care, "需协助") } else { Shown::words("") }
    }),
    Column::often("类别", 64.0, |_, _, one: &Resident| {
        Shown::words(one.kind.map_or("", ResidentKind::word))
    })
    .writes(|| ResidentKey::Kind, |form, ui, one| form.field(ui, &one.kind, ResidentField::Kind)),
    Column::new("单位", 0.0, |view, _, one: &Resident| {
        Shown::words(view.doc.unit_name(one.unit))
    })
    .writes(|| ResidentKey::Unit, |form, ui, one| form.field(ui, &one.unit, ResidentField::Unit)),
    Column::often("联系电话", 124.0, |_, _, one: &Resident| Shown::words(&one.phone)).writes(
        || ResidentKey::Phone,
        |form, ui, one| form.line(ui, &one.phone, ResidentField::Phone),
    ),
    Column::extra("入住", DAY, |_, _, one: &Resident| Shown::day(one.from)).writes(
        || ResidentKey::From,
        |form, ui, one| form.field(ui, &one.from, ResidentField::From),
    ),
    Column::extra("离矿", DAY, |_, _, one: &Resident| Shown::day(one.to))
        .writes(|| ResidentKey::To, |form, ui, one| form.field(ui, &one.to, ResidentField::To)),
    Column::extra("备注", 0.0, |_, _, one: &Resident| Shown::words(&one.note)).writes(
        || ResidentKey::Note,
        |form, ui, one| form.line(ui, &one.note, ResidentField::Note),
    ),
];

/// Of whom the list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Among {
    /// Everybody.
    #[default]
    All,
    /// Those who need help to get out.
    Helped,
    /// Those of that kind.
    Kind(ResidentKind),
}

/// What the screen keeps between frames: which of them are listed.
#[derive(Debug, Default)]
pub(in crate::ui) struct ResidentsState {
    among: Among,
    /// Only those of that building, or of that other place.
    house: Option<(Option<SiteId>, String)>,
    /// Who was picked in the frame before.
    shown: Option<ResidentId>,
}

impl ResidentsState {
    fn lists(&self, one: &Resident) -> bool {
        let is_of_house = match &self.house {
            None => true,
            Some((Some(site), _)) => one.building == Some(*site),
            Some((None, name)) => one.building.is_none() && one.elsewhere.trim() == name,
        };
        is_of_house && self.among.has(one)
    }

    /// The list is another one where this is.
    fn of(&self) -> u64 {
        let among = match self.among {
            Among::All => 0,
            Among::Helped => 1,
            Among::Kind(ResidentKind::Staff) => 2,
            Among::Kind(ResidentKind::Contractor) => 3,
            Among::Kind(ResidentKind::Family) => 4,
        };
        let house = self.house.as_ref().map_or(0, |(site, name)| {
            let words = site.map_or_else(|| name.clone(), |site| site.0.to_string());
            words.bytes().fold(1_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
        });
        house.wrapping_mul(8).wrapping_add(among)
    }
}

impl Among {
    fn has(self, one: &Resident) -> bool {
        match self {
            Self::All => true,
            Self::Helped => one.helped,
            Self::Kind(kind) => one.kind == Some(kind),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Helped => "需协助",
            Self::Kind(kind) => kind.word(),
        }
    }
}

pub(in crate::ui) fn resident_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    paste_button_ui(ui, What::Residents, intents);
    if button_ui(ui, "新增留矿人员", None) {
        intents.push(new_resident(view));
    }
}

/// One whose name is to be overwritten, in the house of whoever is looked at.
fn new_resident(view: View<'_>) -> Intent {
    let like = view.workspace.picked().get::<Resident>(view.doc).map(|(_, one)| one);
    let like = like.cloned().unwrap_or_default();
    let name = format!("留矿人员{}", view.doc.residents.len() + 1);
    let Resident { building, elsewhere, room, kind, unit, from, to, .. } = like;
    let new =
        Resident { name, building, elsewhere, room, kind, unit, from, to, ..Resident::default() };
    Intent::Do(Action::Add(NewRecord::Resident(new)))
}

pub(in crate::ui) fn residents_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.residents.is_empty() {
        let hint = "楼栋、房间、姓名、单位、电话，可以从后勤的住宿登记表粘贴；身份证号、病情不录入";
        let words = (look::sign::USERS, "还没有登记留矿人员", hint, "登记第一个留矿人员");
        return none_yet_ui(ui, words, intents, || new_resident(view));
    }
    let picked = view.workspace.picked().get::<Resident>(view.doc);
    let id = picked.map(|(id, _)| id);
    if id != screens.residents.shown {
        // Whoever is new or shown from elsewhere must be seen in the list.
        let is_hidden = picked.is_some_and(|(_, one)| !screens.residents.lists(one));
        if is_hidden {
            screens.residents = ResidentsState::default();
        }
        screens.residents.shown = id;
    }
    above_ui(ui, view, screens, intents);
    let state = std::mem::take(&mut screens.residents);
    let rows = || {
        let people = houses(view.doc).into_iter().flat_map(|house| house.people);
        let listed = people.filter(|(_, one)| state.lists(one));
        listed.map(|(id, _)| id).collect::<Vec<ResidentId>>()
    };
    let none = "没有这样的留矿人员";
    let list = List { of: state.of(), none, ..List::new(COLUMNS, 0.58, &rows) };
    let nothing = |_: &mut egui::Ui, _: &mut Screens, _: &mut Vec<Intent>| {};
    let of_view = (view, &mut *screens);
    records_below_ui(ui, of_view, &list, intents, nothing, |ui, screens, one, intents| {
        resident_ui(ui, view, screens, one, intents);
    });
    screens.residents = state;
}

/// Which of them are listed, with how many there are, and the papers of them.
fn above_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let houses = houses(view.doc);
    let state = &mut screens.residents;
    let mut options = vec![(None, format!("全部住处（{}处）", houses.len()))];
    for house in &houses {
        let name = if house.name.is_empty() { "没写楼栋" } else { house.name };
        let words = format!("{name}（{}人）", house.people.len());
        options.push((Some((house.site, house.name)), words));
    }
    ui.horizontal_wrapped(|ui| {
        let name = ui.label(look::weak("住处")).id;
        let id = ui.scope_id().with("house");
        let kept = state.house.clone();
        let front = kept.as_ref().map(|(site, name)| (*site, name.as_str()));
        if let Some(house) = bare_pick_ui(ui, (id, name), 220.0, Some(front), &options) {
            state.house = house.map(|(site, name)| (site, name.to_owned()));
        }
        let kinds = ResidentKind::ALL.iter().map(|kind| Among::Kind(*kind));
        for among in [Among::All, Among::Helped].into_iter().chain(kinds) {
            let house = ResidentsState { among, house: state.house.clone(), shown: None };
            let all = view.doc.residents.iter();
            let count = all.filter(|(_, one)| house.lists(one)).count();
            // A kind of which nobody is there takes no room.
            let is_needed = 0 < count || among == state.among || among == Among::All;
            if is_needed && tab_ui(ui, state.among == among, &format!("{} {count}", among.word())) {
                state.among = among;
            }
        }
        if button_ui(ui, "登记表", None) {
            intents.push(Intent::Preview(Request::residents()));
        }
        if button_ui(ui, "点名册", None) {
            let site = state.house.as_ref().and_then(|(site, _)| *site);
            let all = || Request::roll_calls(false);
            let request = site.map_or_else(all, |site| Request::roll_call(site, false));
            intents.push(Intent::Preview(request));
        }
    });
    ui.add_space(look::GAP);
}

fn resident_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&ResidentId, &Resident),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "留矿人员", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.first(ui, Fresh::Resident, &one.name, ResidentField::Name);
        form.field(ui, &one.building, ResidentField::Building);
        let hint = "不在场所册上的才写";
        form.hint(hint).line(ui, &one.elsewhere, ResidentField::Elsewhere);
        form.line(ui, &one.room, ResidentField::Room);
        form.field(ui, &one.kind, ResidentField::Kind);
        form.field(ui, &one.unit, ResidentField::Unit);
        form.line(ui, &one.phone, ResidentField::Phone);
        form.field(ui, &one.from, ResidentField::From);
        form.field(ui, &one.to, ResidentField::To);
        form.label("撤离时需协助（不写原因）").field(ui, &one.helped, ResidentField::Helped);
        form.hint("探望谁、几时回来；不写病情").lines(ui, &one.note, ResidentField::Note);
        house_ui(ui, view, one, intents);
        ui.add_space(look::GAP);
        remove_ui(ui, "删除留矿人员", RecordId::Resident(*id), intents);
    });
}

/// Who looks after the building, and where its people gather.
fn house_ui(ui: &mut egui::Ui, view: View<'_>, one: &Resident, intents: &mut Vec<Intent>) {
    let Some((id, site)) = one.building.and_then(|id| Some((id, view.doc.sites.get(&id)?))) else {
        return;
    };
    let warden = site.warden.map_or("未定", |warden| view.doc.person_name(warden));
    let muster = match site.muster.trim() {
        "" => "未写",
        muster => muster,
    };
    ui.add_space(look::GAP);
    ui.label(look::small(format!("楼长（宿管）{warden}；集合点：{muster}")));
    if link_ui(ui, format!("{}的登记…", site.name.trim())) {
        intents.push(Intent::Show(RecordId::Site(id)));
    }
    if link_ui(ui, "这栋的点名册…") {
        intents.push(Intent::Preview(Request::roll_call(id, false)));
    }
}
