//! The styles of paragraphs: what each is called, which heading it makes, whose list it is of.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::lists::short;
use crate::office::markup::{attribute, count, events};

/// So many styles rest on one another.
const MOST_BASES: usize = 12;

/// A style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Its name in small letters.
    pub(super) name: String,
    /// Which heading, from 1.
    pub(super) level: Option<u8>,
    /// The list, and the level in it.
    pub(super) list: Option<(u32, Option<u32>)>,
    base: String,
}

/// All of them by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    usual: Style,
}

impl Styles {
    pub(super) fn read(part: &str) -> Self {
        let mut styles = Self::default();
        let mut at: Option<(String, bool, Style)> = None;
        // Without them every paragraph is an ordinary one.
        let _read = events(part, |event| {
            match event {
                Event::Start(element) if element.local_name().as_ref() == "style" => {
                    let is_of_paragraphs =
                        attribute(&element, "type").as_deref() == Some("paragraph");
                    let id = attribute(&element, "styleId").filter(|_| is_of_paragraphs);
                    let is_usual = attribute(&element, "default").is_some_and(|on| on != "0");
                    at = id.map(|id| (id, is_usual, Style::default()));
                }
                Event::Start(element) | Event::Empty(element) => {
                    if let Some((_, _, style)) = &mut at {
                        let value = || attribute(&element, "val");
                        match element.local_name().as_ref() {
                            "name" => {
                                style.name = short(&value().unwrap_or_default()).to_lowercase();
                            }
                            "basedOn" => style.base = short(&value().unwrap_or_default()),
                            "outlineLvl" => style.level = outline(count(&element, "val")),
                            "numId" => {
                                let level = style.list.and_then(|(_, level)| level);
                                style.list = count(&element, "val").map(|list| (list, level));
                            }
                            "ilvl" => {
                                let list = style.list.map_or(0, |(list, _)| list);
                                style.list = Some((list, count(&element, "val")));
                            }
                            _ => {}
                        }
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "style" => {
                    if let Some((id, is_usual, style)) = at.take() {
                        if is_usual {
                            styles.usual = style.clone();
                        }
                        styles.by_id.insert(id, style);
                    }
                }
                _ => {}
            }
            true
        });
        styles
    }

    /// The style of that id with what it has of those it rests on.
    pub(super) fn find(&self, id: &str) -> Style {
        let Some(own) = self.by_id.get(id) else { return self.usual.clone() };
        let mut style = own.clone();
        let mut base = own.base.as_str();
        for _ in 0..MOST_BASES {
            let Some(below) = self.by_id.get(base) else { break };
            style.level = style.level.or(below.level);
            style.list = style.list.or(below.list);
            base = &below.base;
        }
        // Programs that say nothing of the outline say it by the name.
        style.level = style.level.or_else(|| {
            let number =
                ["heading ", "标题 "].iter().find_map(|head| style.name.strip_prefix(head));
            number?.trim().parse().ok()
        });
        style
    }
}

/// Levels are counted from 0, and 9 is none.
fn outline(level: Option<u32>) -> Option<u8> {
    let level = level.and_then(|level| u8::try_from(level).ok())?;
    (level < 9).then_some(level + 1)
}
