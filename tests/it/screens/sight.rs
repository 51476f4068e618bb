//! What is in front as a person sees it: whatever has words stands within the window and within what
//! clips it, is not cut, and lies on nothing that stands beside it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use eframe::egui::accesskit::{NodeId, Role};
use eframe::egui::epaint::TextShape;
use eframe::egui::{Id, Rect, Shape};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use shousui::workspace::{Dialog, Place};

use super::Person;

/// Every word of ours that stands as it is in the sources.
static OURS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    fn read(folder: &Path, words: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, words);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(path).unwrap();
                words.extend(text.split('"').map(str::to_owned));
            }
        }
    }
    let mut words = BTreeSet::new();
    for folder in ["src/ui", "src/workspace"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut words);
    }
    words
});

/// Whether words are ours: without the sign before them and the count behind them.
fn is_ours(text: &str) -> bool {
    let bare = text.trim_start_matches(['✓', '△', '！', ' ']);
    let bare = bare.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
    2 <= bare.chars().count() && OURS.contains(bare)
}

fn texts<'a>(shape: &'a Shape, found: &mut Vec<&'a TextShape>) {
    match shape {
        Shape::Text(text) => found.push(text),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
        _ => {}
    }
}

/// What is wrong with the picture in front.
pub(super) fn faults(person: &Person) -> BTreeSet<String> {
    let window = person.harness.ctx.content_rect();
    let sideways = is_sideways(person);
    let mut faults = standing_wrong(person, window, sideways);
    let mut bars: Vec<(String, Rect)> = Vec::new();
    for clipped in &person.harness.output().shapes {
        let mut found = Vec::new();
        texts(&clipped.shape, &mut found);
        for text in found {
            let clip = clipped.clip_rect.intersect(window);
            let rect = text.galley.rect.translate(text.pos.to_vec2());
            let seen = rect.intersect(clip);
            if seen.width() <= 0.0 || seen.height() <= 0.0 || text.galley.text().is_empty() {
                continue;
            }
            let words = text.galley.text();
            let rows = &text.galley.rows;
            let most = rows.iter().map(|row| row.char_count_excluding_newline().0).max();
            if 3 <= rows.len() && most.is_some_and(|most| most <= 2) {
                faults.insert(format!("{words}: one sign a line"));
            }
            if text.galley.elided && is_ours(words) {
                faults.insert(format!("{words}: cut by …"));
            }
            let cut = rect.left() < clip.left() - 2.0 || clip.right() + 2.0 < rect.right();
            if cut && !sideways && is_ours(words) {
                faults.insert(format!("{words}: cut at {rect:?} by {clip:?}"));
            }
            if window.right() + 1.0 < rect.right() && window.right() - 2.0 < clip.right() {
                faults.insert(format!("{words}: leaves the window at {rect:?}"));
            }
            let is_bar = person.harness.state().workspace().dialog().is_none();
            if is_bar && (rect.bottom() < 52.0 || window.bottom() - 32.0 < rect.top()) {
                bars.push((words.to_owned(), rect.intersect(clip)));
            }
        }
    }
    let roles = [Role::Button, Role::TextInput, Role::CheckBox, Role::ComboBox];
    for node in roles.iter().flat_map(|role| person.harness.query_all_by_role(*role)) {
        let rect = node.rect();
        if !sideways && (rect.left() < -1.0 || window.right() + 1.0 < rect.right()) {
            let label = node.accesskit_node().label().unwrap_or_default();
            faults.insert(format!("{label}: leaves the window at {rect:?}"));
        }
    }
    for (place, (words, rect)) in bars.iter().enumerate() {
        for (others, other) in bars.iter().skip(place + 1) {
            let both = rect.intersect(*other);
            if 2.0 < both.width() && 2.0 < both.height() {
                faults.insert(format!("{words} and {others} lie on each other"));
            }
        }
    }
    faults
}

/// Whether a table in front is wider than the window and scrolls sideways.
fn is_sideways(person: &Person) -> bool {
    let workspace = person.workspace();
    workspace.place() == Place::Rota || matches!(workspace.dialog(), Some(Dialog::Paste(_)))
}

/// Something with words.
struct Standing {
    words: String,
    /// Where it stands.
    rect: Rect,
    /// What of it is in sight.
    seen: Rect,
}

/// What has words and is no part of something else with words.
const ROLES: [Role; 8] = [
    Role::Label,
    Role::Button,
    Role::Link,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::TextInput,
    Role::MultilineTextInput,
];

/// Everything with words of which something is in sight, by what it stands in.
fn standing(person: &Person) -> BTreeMap<u64, Vec<Standing>> {
    let of_role = By::new().predicate(|node| ROLES.contains(&node.role()));
    let words = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        let words = node.label().filter(|_| node.role() != Role::Label).or_else(|| node.value());
        (node.locate().0, words.unwrap_or_default())
    };
    let words: HashMap<NodeId, String> =
        person.harness.query_all(of_role.include_labels()).map(words).collect();
    let mut standing: BTreeMap<u64, Vec<Standing>> = BTreeMap::new();
    person.harness.ctx.viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.layers().flat_map(|(_, widgets)| widgets);
        for widget in widgets.filter(|widget| widget.visible && widget.id != Id::NULL) {
            let (rect, seen) = (widget.rect, widget.interact_rect);
            let words = words.get(&widget.id.accesskit_id()).filter(|words| !words.is_empty());
            if let Some(words) = words.filter(|_| 0.0 < seen.width() && 0.0 < seen.height()) {
                let one = Standing { words: words.clone(), rect, seen };
                standing.entry(widget.parent_id.value()).or_default().push(one);
            }
        }
    });
    standing
}

/// What stands outside of the window or of what clips it, or on its neighbour.
fn standing_wrong(person: &Person, window: Rect, sideways: bool) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    for all in standing(person).values() {
        for (place, Standing { words, rect, seen }) in all.iter().enumerate() {
            if !sideways && (rect.left() < seen.left() - 2.0 || seen.right() + 2.0 < rect.right()) {
                faults.insert(format!("{words}: of {rect:?} only {seen:?} is seen"));
            }
            // What is cut by the window itself is no part of anything that scrolls.
            let is_cut = window.bottom() + 1.0 < rect.bottom() || rect.top() < window.top() - 1.0;
            if is_cut && (window.bottom() - 1.0 < seen.bottom() || seen.top() < window.top() + 1.0)
            {
                faults.insert(format!("{words}: leaves the window at {rect:?}"));
            }
            for other in all.iter().skip(place + 1) {
                let both = seen.intersect(other.seen);
                if 2.0 < both.width() && 2.0 < both.height() {
                    faults.insert(format!(
                        "{words} and {} lie on each other: {rect:?} {:?}",
                        other.words, other.rect
                    ));
                }
            }
        }
    }
    faults
}
