//! A list of short sentences, typed a line each.

use eframe::egui;

use super::{Fields, Text, bare_ui, labelled_ui};

/// The sentences in a text, a line each; blank lines are none.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A labelled list, a line each. Returns the new list on every committed key.
///
/// The list holds no blank line, so while somebody is about to begin one the field keeps the text
/// with its blank end.
pub(in crate::ui) fn lines_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (label, hint): (&str, &str),
    value: &[String],
) -> Option<Vec<String>> {
    let id = ui.scope_id().with(("lines", label));
    let shown = match fields.blank.get(&id).filter(|raw| lines(raw) == value) {
        Some(raw) => raw.clone(),
        None => value.join("\n"),
    };
    let typed = labelled_ui(ui, label, |ui, name| {
        bare_ui(ui, fields, id, name, Text::lines(label, &shown).hint(hint))
    });
    if !ui.memory(|memory| memory.has_focus(id)) {
        fields.blank.remove(&id);
    }
    let typed = typed?;
    let list = lines(&typed);
    fields.blank.insert(id, typed);
    (list != value).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_no_blank_lines() {
        assert_eq!(lines(" 未断电就用水\n\n乘电梯 \n"), ["未断电就用水", "乘电梯"]);
        assert!(lines(" \n\n").is_empty());
    }
}
