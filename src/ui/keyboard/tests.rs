//! Which events are heard together, and which are nobody's.

use super::*;

fn key(key: Key) -> Event {
    pad(key, None)
}

fn pad(key: Key, physical_key: Option<Key>) -> Event {
    let modifiers = Modifiers::NONE;
    Event::Key { key, physical_key, pressed: true, repeat: false, modifiers }
}

fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

fn commit(text: &str) -> Event {
    Event::Ime(ImeEvent::Commit(text.to_owned()))
}

/// How many events each pass hears.
fn passes(mut events: Vec<Event>) -> Vec<usize> {
    let mut passes = Vec::new();
    while !events.is_empty() {
        let (now, later) = up_to_next_key(events);
        passes.push(now.len());
        events = later;
    }
    passes
}

#[test]
fn one_decisive_key_is_heard_a_pass() {
    for (events, expected) in [
        (vec![text("门"), text("锁"), key(Key::Enter)], vec![2, 1]),
        (vec![key(Key::Enter), text("门")], vec![1, 1]),
        (vec![key(Key::Enter), key(Key::Enter)], vec![1, 1]),
        (vec![key(Key::ArrowDown), key(Key::ArrowDown), key(Key::Enter)], vec![2, 1]),
        (vec![key(Key::A), text("a"), key(Key::Tab), key(Key::B), text("b")], vec![2, 1, 2]),
        (vec![key(Key::F2), text("2"), key(Key::Enter)], vec![1, 1, 1]),
        (vec![text("门"), Event::PointerGone, text("锁")], vec![3]),
    ] {
        assert_eq!(passes(events.clone()), expected, "{events:?}");
    }
}

#[test]
fn the_key_that_goes_on_is_left_out_where_the_cursor_went_by_itself() {
    let (here, there) = (Id::unique("here"), Id::unique("there"));
    let left = |focused, mut events: Vec<Event>| {
        let mut arrived = Some(here);
        without_second_going_on(&mut arrived, Some(focused), &mut events);
        (events.len(), arrived.is_some())
    };
    for (events, expected) in [
        (vec![key(Key::Enter)], (0, false)),
        (vec![key(Key::Tab)], (0, false)),
        (vec![key(Key::ArrowDown)], (1, false)),
        (vec![text("0")], (1, false)),
        (vec![Event::PointerGone], (1, true)),
    ] {
        assert_eq!(left(here, events.clone()), expected, "{events:?}");
    }
    assert_eq!(left(there, vec![key(Key::Enter)]), (1, false));
}

#[test]
fn keys_of_an_input_method_are_nobody_elses() {
    let mut composes = false;
    let mut heard = |events| without_keys_of_composing(events, &mut composes).len();
    assert_eq!(heard(vec![preedit("men"), key(Key::Enter), key(Key::Escape)]), 1);
    assert_eq!(heard(vec![key(Key::ArrowDown)]), 0);
    // The Enter that ended it is no second one.
    assert_eq!(heard(vec![preedit(""), commit("门"), key(Key::Enter), key(Key::Enter)]), 3);
    assert_eq!(heard(vec![key(Key::Enter)]), 1);
    assert_eq!(heard(vec![commit("门"), text("锁"), key(Key::Enter)]), 3);
    assert_eq!(heard(vec![preedit("men"), Event::WindowFocused(false)]), 2);
    assert_eq!(heard(vec![key(Key::Enter)]), 1);
}

#[test]
fn a_number_pad_without_numlock_types_digits() {
    for (sent, on_pad, digit) in [
        (Key::End, Key::Num1, "1"),
        (Key::ArrowDown, Key::Num2, "2"),
        (Key::Num5, Key::Num5, "5"),
        (Key::Home, Key::Num7, "7"),
        (Key::Insert, Key::Num0, "0"),
    ] {
        let heard = with_pad_digits(vec![pad(sent, Some(on_pad))]);
        assert_eq!(heard, [pad(on_pad, Some(on_pad)), text(digit)], "{sent:?}");
    }
    let heard = with_pad_digits(vec![pad(Key::Delete, None)]);
    assert_eq!(heard, [pad(Key::Period, None), text(".")]);
    for events in [
        vec![pad(Key::Delete, Some(Key::Delete))],
        vec![pad(Key::End, Some(Key::End))],
        vec![key(Key::End)],
        vec![pad(Key::Num5, Some(Key::Num5)), text("5")],
        vec![pad(Key::Enter, Some(Key::Enter))],
    ] {
        assert_eq!(with_pad_digits(events.clone()), events);
    }
}
