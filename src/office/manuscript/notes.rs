//! What was remarked in a document, its notes, and what programs say of it beside its text.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::office::markup::{attribute, events};

/// Remarks and notes by their names.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) comments: BTreeMap<String, String>,
    pub(super) footnotes: BTreeMap<String, String>,
    pub(super) endnotes: BTreeMap<String, String>,
}

/// The notes of a part, with who made them where that is said.
pub(super) fn read(part: &str, kind: &str) -> BTreeMap<String, String> {
    let mut notes = BTreeMap::new();
    let (mut id, mut words, mut author, mut in_text) = (None, String::new(), String::new(), false);
    // What cannot be read of them is not missed: that there is one, the text says.
    let _read = events(part, |event| {
        match event {
            Event::Start(element) if element.local_name().as_ref() == kind => {
                id = attribute(&element, "id");
                author = attribute(&element, "author").unwrap_or_default();
                words.clear();
            }
            Event::Start(element) => in_text = element.local_name().as_ref() == "t",
            Event::Text(text) if in_text => words.push_str(&text.xml10_content()),
            Event::End(element) if element.local_name().as_ref() == kind => {
                let words = words.trim();
                let note = if author.is_empty() {
                    words.to_owned()
                } else {
                    format!("{author}：{words}")
                };
                notes.extend(id.take().map(|id| (id, note)));
            }
            Event::End(element) if element.local_name().as_ref() == "t" => in_text = false,
            _ => {}
        }
        true
    });
    notes
}

/// The words of the property of that name.
pub(super) fn property(part: &str, name: &str) -> Option<String> {
    let (mut is_it, mut found) = (false, None);
    let _read = events(part, |event| {
        match event {
            Event::Start(element) if element.local_name().as_ref() == "property" => {
                is_it = attribute(&element, "name").as_deref() == Some(name);
            }
            Event::Text(text) if is_it => {
                found.get_or_insert_with(String::new).push_str(&text.xml10_content());
            }
            Event::End(element) if element.local_name().as_ref() == "property" => is_it = false,
            _ => {}
        }
        true
    });
    found.map(|words: String| words.trim().to_owned()).filter(|words| !words.is_empty())
}
