//! What a person sees and does, by the words on the screen.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::app::App;
use shousui::session::Session;
use shousui::workspace::{Place, Workspace};

use crate::cpu::{Cpu, save};
use crate::world::Fake;

mod answers;
mod cells;
mod claims;
mod clerk;
mod clock;
mod countersigning;
mod crash;
mod cursor;
mod editions;
mod edits;
mod entry;
mod file;
mod filling;
mod find;
mod gatherings;
mod halves;
mod incident;
mod lists;
mod looks;
mod marked;
mod measures;
mod merging;
mod numbers;
mod papers;
mod paste;
mod path;
mod phrases;
mod picking;
mod plan;
mod proposed;
mod repairing;
mod residents;
mod returned;
mod room;
mod rota;
mod season;
mod service;
mod settle;
mod supplies;
mod swaps;
mod team;
mod thread;
mod today;
mod tried;
mod turns;
mod typing;
mod units;
mod watch;
mod whole;
mod work;
mod written;

/// The program with a person in front of it.
pub(crate) struct Person {
    pub(crate) harness: Harness<'static, App<Fake>>,
    pub(crate) world: Fake,
    /// Clicks, key chords and typed fields so far.
    pub(crate) actions: usize,
}

/// An old office screen.
pub(crate) const OFFICE: Vec2 = Vec2::new(1366.0, 768.0);
/// The same at 200 % text.
pub(crate) const LARGE: Vec2 = Vec2::new(683.0, 384.0);

impl Person {
    pub(crate) fn at(session: Session, size: Vec2) -> Self {
        Self::at_workspace(Workspace::new(session), size)
    }

    pub(crate) fn at_workspace(workspace: Workspace, size: Vec2) -> Self {
        Self::in_world(workspace, Fake::default(), size)
    }

    pub(crate) fn in_world(workspace: Workspace, world: Fake, size: Vec2) -> Self {
        let hands = world.clone();
        let mut harness = Harness::builder()
            .with_size(size)
            // A new workbook is asked for, begun, opened and checked, one answer a frame.
            .with_max_steps(16)
            .with_pixels_per_point(OFFICE.x / size.x)
            .renderer(Cpu::default())
            .build_eframe(|cc| App::new(&cc.egui_ctx, workspace, hands));
        harness.run();
        Self { harness, world, actions: 0 }
    }

    pub(crate) fn session(&self) -> &Session {
        self.harness.state().workspace().session()
    }

    /// What has exactly that label, and rows that have a cell of exactly those words.
    pub(crate) fn found<'a>(&'a self, label: &'a str) -> Vec<egui_kittest::Node<'a>> {
        let nodes = self.harness.query_all_by_label(label);
        let rows = self.harness.query_all_by_role(Role::Row).filter(move |row| {
            let words = row.accesskit_node().label().unwrap_or_default();
            words.split('，').any(|cell| cell == label)
        });
        nodes.chain(rows).collect()
    }

    pub(crate) fn workspace(&self) -> &Workspace {
        self.harness.state().workspace()
    }

    /// Clicks one of several buttons of that label, from the top.
    pub(crate) fn click_nth(&mut self, label: &str, index: usize) {
        self.actions += 1;
        let found = self.harness.get_all_by_role_and_label(Role::Button, label);
        found.into_iter().nth(index).unwrap_or_else(|| panic!("no {label} {index}")).click();
        self.run();
    }

    /// Scrolls what has exactly that label into sight, as a person would with the wheel.
    pub(crate) fn reveal(&mut self, label: &str) {
        let nodes = self.found(label);
        let is_label = |node: &&egui_kittest::Node<'_>| {
            matches!(node.accesskit_node().role(), Role::Label | Role::TextInput)
        };
        let node = nodes.iter().find(|node| !is_label(node)).or_else(|| nodes.first());
        node.unwrap_or_else(|| panic!("no {label}")).scroll_to_me();
        drop(nodes);
        // It glides there.
        self.harness.run_steps(30);
    }

    /// Scrolls to what has exactly that label and clicks it.
    pub(crate) fn reach(&mut self, label: &str) {
        self.reveal(label);
        self.click(label);
    }

    /// Scrolls to the first thing whose label contains those words and clicks it.
    pub(crate) fn reach_like(&mut self, words: &str) {
        let nodes: Vec<_> = self.harness.get_all_by_label_contains(words).collect();
        nodes.first().unwrap_or_else(|| panic!("nothing like {words}")).scroll_to_me();
        drop(nodes);
        self.run();
        self.click_like(words);
    }

    /// Clicks what has exactly that label.
    pub(crate) fn click(&mut self, label: &str) {
        self.actions += 1;
        let is_place = Place::RAIL.iter().any(|place| place.word() == label);
        if is_place && self.harness.query_by_role_and_label(Role::Button, label).is_none() {
            // Where the places have no room one button opens them.
            self.click_like("换页");
        }
        let nodes = self.found(label);
        let clickable = nodes.iter().find(|node| {
            let role = node.accesskit_node().role();
            role != Role::Label && role != Role::TextInput
        });
        clickable.or_else(|| nodes.first()).unwrap_or_else(|| panic!("no {label}")).click();
        drop(nodes);
        self.run();
    }

    /// Scrolls to the choice of that label.
    pub(crate) fn reach_choice(&mut self, label: &str) -> &mut Self {
        self.harness.get_by_role_and_label(Role::ComboBox, label).scroll_to_me();
        self.harness.run_steps(30);
        self
    }

    /// Clicks the one thing whose label contains those words.
    pub(crate) fn click_like(&mut self, words: &str) {
        self.actions += 1;
        let nodes: Vec<_> = self.harness.get_all_by_label_contains(words).collect();
        let clickable = nodes
            .iter()
            .find(|node| !matches!(node.accesskit_node().role(), Role::Label | Role::TextInput));
        clickable.unwrap_or_else(|| panic!("no button like {words}")).click();
        drop(nodes);
        self.run();
    }

    /// Puts the writing cursor into a field and replaces what is there.
    pub(crate) fn fill(&mut self, label: &str, words: &str) {
        self.actions += 1;
        self.field(label).focus();
        self.run();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.run();
        self.field(label).type_text(words);
        self.run();
    }

    /// Fills a picker and takes what it offers.
    pub(crate) fn pick_person(&mut self, label: &str, name: &str) {
        self.fill(label, name);
        self.harness.key_press(Key::Enter);
        self.run();
        self.run();
    }

    /// Opens a choice and takes one.
    pub(crate) fn choose(&mut self, label: &str, word: &str) {
        self.actions += 1;
        self.harness.get_by_role_and_label(Role::ComboBox, label).click();
        self.run();
        self.reach(word);
    }

    /// Pastes into whatever has the keyboard.
    pub(crate) fn paste(&mut self, text: &str) {
        self.actions += 1;
        self.harness.event(Event::Paste(text.to_owned()));
        self.run();
    }

    pub(crate) fn key(&mut self, key: Key) {
        self.actions += 1;
        for pressed in [true, false] {
            // As a keyboard sends it: what key it is and where it lies.
            let (physical_key, modifiers) = (Some(key), Modifiers::NONE);
            self.harness.event(Event::Key { key, physical_key, pressed, repeat: false, modifiers });
        }
        self.run();
    }

    pub(crate) fn chord(&mut self, key: Key) {
        self.actions += 1;
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.run();
    }

    /// Types signs wherever the keyboard is.
    pub(crate) fn type_keys(&mut self, signs: &str) {
        for sign in signs.chars() {
            self.harness.event(Event::Text(sign.to_string()));
            self.run();
        }
    }

    /// Leaves keyboard and mouse alone for a while.
    pub(crate) fn rest(&mut self) {
        self.wait(chrono::TimeDelta::seconds(3));
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, time: chrono::TimeDelta) {
        self.world.seen(|seen| {
            seen.now = Some(seen.now.unwrap_or_else(crate::fixture::morning) + time);
            seen.passed = seen.passed.map(|passed| passed + time.to_std().unwrap());
        });
        self.run();
    }

    /// The window gets or loses the focus.
    pub(crate) fn focus(&mut self, focused: bool) {
        let input = self.harness.input_mut();
        input.viewports.entry(input.viewport_id).or_default().focused = Some(focused);
        // Looked at, taken in, written: an answer a frame.
        self.run();
        self.run();
    }

    pub(crate) fn run(&mut self) {
        // The world answers at once, but the core takes answers in with the next frame.
        self.harness.run();
        self.harness.run();
    }

    pub(crate) fn shows(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Whether a button of exactly that label is there.
    pub(crate) fn offers(&self, label: &str) -> bool {
        self.harness.query_all_by_role_and_label(Role::Button, label).next().is_some()
    }

    pub(crate) fn must_show(&self, words: &str) {
        assert!(self.shows(words), "“{words}” is not on the screen");
    }

    pub(crate) fn field<'a>(&'a self, label: &'a str) -> egui_kittest::Node<'a> {
        let inputs = [Role::TextInput, Role::MultilineTextInput];
        let found = inputs
            .iter()
            .flat_map(|role| self.harness.query_all_by_role_and_label(*role, label))
            .next();
        found.unwrap_or_else(|| panic!("no field {label}"))
    }

    /// Keeps a picture under `target/tmp` when `SHOUSUI_PICTURES` is set, to be looked at.
    pub(crate) fn picture(&mut self, name: &str) {
        if std::env::var_os("SHOUSUI_PICTURES").is_some() {
            save(&self.harness.render().unwrap(), name);
        }
    }
}
