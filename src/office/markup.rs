//! Parts of XML files: their elements, attributes and words, as far as they can be read.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{Refused, Unread};
use crate::session::{Progress, Unit, Watch};

/// Looks at every element of a part.
pub(super) fn starts(words: &str, mut look: impl FnMut(&BytesStart<'_>)) {
    // What cannot be read of a part that says nothing of the cells is not missed.
    let _read = events(words, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            look(&element);
        }
        true
    });
}

/// Goes through a part until its end, or until `look` wants no more. An empty element comes as one.
///
/// # Errors
/// Where it is no XML.
pub(super) fn events(words: &str, mut look: impl FnMut(Event<'_>) -> bool) -> Result<(), Refused> {
    let mut reader = Reader::from_str(words);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => {
                if !look(event) {
                    return Ok(());
                }
            }
            Err(_broken) => return Err(Refused::Broken),
        }
    }
}

/// After so many elements whoever waits may want no more of them.
const OFTEN: usize = 4_000;

/// The same of a part that may be long, until nobody wants it any more.
///
/// # Errors
/// Where it is no XML, or was stopped.
pub(super) fn watched<W: Watch>(
    words: &str,
    watch: &W,
    mut look: impl FnMut(Event<'_>) -> bool,
) -> Result<(), Unread<W::Stop>> {
    let (mut seen, mut stop) = (0_usize, None);
    events(words, |event| {
        seen += 1;
        if seen.is_multiple_of(OFTEN) {
            stop = watch.on(Progress::new(Unit::Understood, 0, 0)).err();
        }
        look(event) && stop.is_none()
    })?;
    stop.map_or(Ok(()), |stop| Err(Unread::Stopped(stop)))
}

/// Whether a setting is on: one without a value is.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    let value = attribute(element, "val");
    !value.is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// The words of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut all = element.attributes();
    let mut attributes = all.with_checks(false).flatten();
    let attribute = attributes.find(|one| one.key.local_name().as_ref() == key)?;
    let value = attribute.value;
    Some(match quick_xml::escape::unescape(&value) {
        Ok(words) => words.into_owned(),
        Err(_odd) => value.into_owned(),
    })
}

/// A number in an attribute.
pub(super) fn count(element: &BytesStart<'_>, key: &str) -> Option<u32> {
    attribute(element, key)?.parse().ok()
}

/// The sign an entity stands for.
pub(super) fn sign(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(sign)) = entity.resolve_char_ref() {
        return Some(sign);
    }
    let name = entity.xml10_content();
    let resolved = quick_xml::escape::resolve_predefined_entity(&name)?;
    resolved.chars().next()
}
