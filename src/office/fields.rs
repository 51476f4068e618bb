//! Ticks and choices of a form as Word keeps them: fields of old forms, and signs of fonts of pictures.

use quick_xml::events::BytesStart;

use super::markup::{attribute, is_on};

/// A field of an old form while it is read.
#[derive(Debug)]
pub(super) enum Choice {
    /// A box to be ticked: as it is at first, and as somebody left it.
    Tick { at_first: bool, left: Option<bool> },
    /// A list of which one is chosen, the first at first.
    List { entries: Vec<String>, chosen: usize },
}

impl Choice {
    pub(super) fn tick() -> Self {
        Self::Tick { at_first: false, left: None }
    }

    pub(super) fn list() -> Self {
        Self::List { entries: Vec::new(), chosen: 0 }
    }

    /// Takes in what an element within it says.
    pub(super) fn take(&mut self, name: &str, element: &BytesStart<'_>) {
        match (self, name) {
            (Self::Tick { at_first, .. }, "default") => *at_first = is_on(element),
            (Self::Tick { left, .. }, "checked") => *left = Some(is_on(element)),
            (Self::List { chosen, .. }, "default" | "result") => {
                let value = attribute(element, "val");
                *chosen = value.and_then(|value| value.parse().ok()).unwrap_or_default();
            }
            (Self::List { entries, .. }, "listEntry") if entries.len() < MOST => {
                entries.push(attribute(element, "val").unwrap_or_default());
            }
            _ => {}
        }
    }

    /// What is seen of it.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Tick { at_first, left } => {
                let sign = if left.unwrap_or(*at_first) { "\u{2611}" } else { "\u{2610}" };
                sign.to_owned()
            }
            Self::List { entries, chosen } => entries.get(*chosen).cloned().unwrap_or_default(),
        }
    }
}

/// A field of Word while it is read: what it is made of, and whether what is seen of it follows.
#[derive(Debug, Default)]
pub(super) struct Code {
    words: String,
    has_result: bool,
    /// Whether words of it are read.
    pub(super) is_read: bool,
}

impl Code {
    /// More of what the field is made of, no more than one has that is seen.
    pub(super) fn take(&mut self, words: &str) {
        if self.words.len() < LONGEST {
            self.words.push_str(words);
        }
    }

    /// Takes in where a field begins and ends; what is seen of one that Word draws itself.
    pub(super) fn mark(&mut self, element: &BytesStart<'_>) -> Option<String> {
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") => *self = Self::default(),
            Some("separate") => self.has_result = true,
            Some("end") => {
                let code = std::mem::take(self);
                return enclosed(&code.words).filter(|_| !code.has_result);
            }
            _ => {}
        }
        None
    }
}

/// Fields that are drawn are short.
const LONGEST: usize = 200;

/// A number in a ring, as Word makes it of both: `eq \o\ac(○,12)` is （12）.
fn enclosed(code: &str) -> Option<String> {
    let code = code.trim();
    let is_drawn = code.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("eq"));
    let (front, inner) = code.split_once('(').filter(|_| is_drawn)?;
    let (_, number) = inner.split_once([',', '，', ';'])?;
    // The number may be set higher: \s\up 2(12).
    let number = number.rsplit('(').next().unwrap_or(number);
    let number = number.trim_end_matches([')', ' ']).trim();
    let is_number = !number.is_empty() && number.chars().all(char::is_alphanumeric);
    (is_number && front.to_ascii_lowercase().contains("\\o")).then(|| format!("（{number}）"))
}

/// A list of Word has at most so many entries.
const MOST: usize = 25;

/// The sign a font of pictures has there, as letters have it; none where nobody knows.
pub(super) fn symbol(element: &BytesStart<'_>) -> Option<&'static str> {
    let font = attribute(element, "font").unwrap_or_default();
    let code = attribute(element, "char")?;
    // Word writes codes of such fonts with F0 before them, others without.
    let code = u32::from_str_radix(&code, 16).ok()? & 0xFF;
    match (font.as_str(), code) {
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52) => Some("\u{2611}"),
        ("Wingdings", 0xFD) | ("Wingdings 2", 0x51 | 0x53 | 0x54) => Some("\u{2612}"),
        ("Wingdings", 0x6F | 0xA8 | 0x71 | 0x72) | ("Wingdings 2", 0x2A | 0xA3) => Some("\u{2610}"),
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) => Some("\u{221A}"),
        ("Wingdings", 0xFB) | ("Wingdings 2", 0x4F) => Some("\u{00D7}"),
        _ => None,
    }
}
