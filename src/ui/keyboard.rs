//! The keyboard and the writing cursor: one rule for every screen.
//!
//! Before anybody hears them, events are put in order: one decisive key a pass, so that Enter is
//! judged with all that was typed before it, however slow the PC; no key while an input method is
//! composing; digits and point from a number pad without `NumLock`. After each pass the writing cursor is
//! looked after: it goes on to the next field, is not lost, and comes into sight.

use eframe::egui::{
    Context, Event, FocusDirection, Id, ImeEvent, Key, LayerId, Memory, Modifiers, Plugin,
    RawInput, Response, Ui, accesskit,
};

use super::look;

/// A field that was painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Field {
    id: Id,
    layer: LayerId,
}

/// What is remembered of keys and fields from pass to pass.
#[derive(Debug, Default)]
struct Keyboard {
    /// Events that wait for the next pass.
    later: Vec<Event>,
    /// They wait for longer: what a key brought up has to be painted first.
    waits: bool,
    /// Whether an input method is composing after all events that came in so far.
    composes: bool,
    /// Whether one was composing at any time in this pass.
    composing: bool,
    /// The fields of the pass before, in the order of painting.
    fields: Vec<Field>,
    /// The fields of this pass so far.
    painted: Vec<Field>,
    /// The field that has the cursor and was painted with it.
    entered: Option<Id>,
    /// The field that is done with: the cursor goes on from there.
    done: Option<Id>,
    /// Where the cursor is sent.
    sent: Option<Id>,
    /// Where it went by itself: the key that sends it on is not to be pressed any more.
    arrived: Option<Id>,
    /// Who had the cursor at the end of the pass before.
    focused: Option<Id>,
    /// The field that had it last, and its place among the others.
    last: Option<(Id, usize)>,
    /// Who got the cursor by a key and may be out of sight.
    unseen: Option<Id>,
}

/// Sets the rule up. To be called once.
pub(super) fn install(ctx: &Context) {
    ctx.add_plugin(Keyboard::default());
}

/// Whether an input method was composing at any time in this pass.
pub(super) fn is_composing(ctx: &Context) -> bool {
    ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.composing).unwrap_or_default()
}

/// Says that a field was painted; the cursor goes from field to field in that order.
pub(super) fn painted(response: &Response) {
    let field = Field { id: response.id, layer: response.layer_id };
    response.ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.painted.push(field));
}

/// Says that a field was painted, with the cursor or without.
pub(super) fn enter(response: &Response) {
    let (id, has_focus) = (response.id, response.has_focus());
    response.ctx.with_plugin(|keyboard: &mut Keyboard| {
        if has_focus {
            keyboard.entered = Some(id);
        } else if keyboard.entered == Some(id) {
            keyboard.entered = None;
        }
    });
}

/// Whether a field had the cursor when it was painted last.
pub(super) fn is_entered(ctx: &Context, id: Id) -> bool {
    ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.entered == Some(id)).unwrap_or_default()
}

/// Whether that key was pressed in that field in this pass. The field may have given the cursor
/// away over it.
pub(super) fn pressed_in(ctx: &Context, id: Id, key: Key) -> bool {
    ctx.memory(|memory| memory.had_focus_last_frame(id))
        && ctx.input(|input| input.key_pressed(key))
}

/// A field is done with: unless somebody else asks for the cursor, the next field gets it.
pub(super) fn go_on(ctx: &Context, id: Id) {
    ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.done = Some(id));
}

/// Whether that field is done with in this pass. Whoever asks sends the cursor on instead.
pub(super) fn take_done(ctx: &Context, id: Id) -> bool {
    let take = |keyboard: &mut Keyboard| keyboard.done.take_if(|done| *done == id).is_some();
    ctx.with_plugin(take).unwrap_or_default()
}

/// The field that was painted last.
pub(super) fn newest(ctx: &Context) -> Option<Id> {
    ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.painted.last().map(|field| field.id))
        .flatten()
}

/// The field keeps the cursor, and that its place among the signs.
pub(super) fn stay(ctx: &Context, id: Id) {
    ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.entered = Some(id));
    ctx.memory_mut(|memory| memory.request_focus(id));
}

/// Sends the cursor somewhere, from the next pass on: who got it at once would also hear the key
/// that sent it there.
pub(super) fn go_to(ctx: &Context, id: Id) {
    ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.sent = Some(id));
}

/// A field is full, and the cursor goes on by itself. Whoever presses Enter or Tab all the same
/// means that going on, not the next; what was typed beyond the field belongs where it goes.
pub(super) fn go_by_itself(ctx: &Context, id: Id, rest: &str) {
    ctx.with_plugin(|keyboard: &mut Keyboard| {
        (keyboard.sent, keyboard.arrived) = (Some(id), Some(id));
        if !rest.is_empty() {
            keyboard.later.insert(0, Event::Text(rest.to_owned()));
        }
    });
    ctx.request_repaint();
}

/// What is asked has no cursor yet: what was typed already waits for it.
pub(super) fn wait(ctx: &Context) {
    ctx.with_plugin(|keyboard: &mut Keyboard| keyboard.waits = true);
    ctx.request_repaint();
}

/// Whether the cursor is in a field, and not in a button or nowhere.
pub(super) fn is_in_field(ctx: &Context) -> bool {
    let focused = ctx.memory(Memory::focused);
    let is_field = |keyboard: &mut Keyboard| {
        let mut all = keyboard.fields.iter().chain(&keyboard.painted);
        all.any(|field| Some(field.id) == focused)
    };
    ctx.with_plugin(is_field).unwrap_or_default()
}

/// Whether that field was painted in this pass.
pub(super) fn is_painted(ctx: &Context, id: Id) -> bool {
    let is_there = |keyboard: &mut Keyboard| keyboard.painted.iter().any(|field| field.id == id);
    ctx.with_plugin(is_there).unwrap_or_default()
}

/// Whether that field was painted in the pass before.
pub(super) fn was_painted(ctx: &Context, id: Id) -> bool {
    let was_there = |keyboard: &mut Keyboard| keyboard.fields.iter().any(|field| field.id == id);
    ctx.with_plugin(was_there).unwrap_or_default()
}

/// Whether a field of that layer, painted in this pass, has the cursor.
pub(super) fn is_in_layer(ctx: &Context, layer: LayerId) -> bool {
    let focused = ctx.memory(Memory::focused);
    let is_there = |keyboard: &mut Keyboard| {
        let mut painted = keyboard.painted.iter();
        painted.any(|field| field.layer == layer && Some(field.id) == focused)
    };
    ctx.with_plugin(is_there).unwrap_or_default()
}

/// The first field that was painted in that layer in this pass.
pub(super) fn first_of(ctx: &Context, layer: LayerId) -> Option<Id> {
    let first = |keyboard: &mut Keyboard| {
        keyboard.painted.iter().find(|field| field.layer == layer).map(|field| field.id)
    };
    ctx.with_plugin(first).flatten()
}

/// Another place is shown: where the cursor was counts no more.
pub(super) fn forget_place(ctx: &Context) {
    ctx.with_plugin(|keyboard: &mut Keyboard| {
        (keyboard.last, keyboard.unseen) = (None, None);
        (keyboard.done, keyboard.sent, keyboard.arrived) = (None, None, None);
    });
}

impl Keyboard {
    /// The field after one, in the same layer; the last one keeps the cursor.
    fn next(&self, id: Id) -> Option<Id> {
        let place = self.painted.iter().position(|field| field.id == id)?;
        let layer = self.painted.get(place)?.layer;
        let mut later = self.painted.iter().skip(place + 1);
        let next = later.find(|field| field.layer == layer && field.id != id);
        Some(next.map_or(id, |field| field.id))
    }

    /// Where Tab begins while nobody has the cursor: the field that had it last, from which the
    /// key goes on (`true`), or what stands in its place now; else the first field.
    fn beginning(&self) -> Option<(Id, bool)> {
        let layer = self.fields.last()?.layer;
        let stands = |place: usize| self.fields.get(place).filter(|field| field.layer == layer);
        match self.last {
            Some((id, _)) if self.fields.iter().any(|field| field.id == id) => Some((id, true)),
            Some((_, place)) if stands(place).is_some() => {
                stands(place).map(|field| (field.id, false))
            }
            _ => {
                let first = self.fields.iter().find(|field| field.layer == layer)?;
                Some((first.id, false))
            }
        }
    }
}

impl Plugin for Keyboard {
    fn debug_name(&self) -> &'static str {
        "keyboard"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if ctx.memory(Memory::focused).is_none() {
            self.composes = false;
        }
        let before = self.composes && self.later.is_empty();
        let mut events = std::mem::take(&mut self.later);
        let heard = with_pad_digits(std::mem::take(&mut input.events));
        events.extend(without_keys_of_composing(heard, &mut self.composes));
        (input.events, self.later) = if std::mem::take(&mut self.waits) {
            (Vec::new(), events)
        } else {
            up_to_next_key(events)
        };
        let focused = ctx.memory(Memory::focused);
        without_second_going_on(&mut self.arrived, focused, &mut input.events);
        // What a key brings up shows in the next pass, and only then is the place to type.
        let decides = |event: &Event| !matches!(Kind::of(event), Kind::Other | Kind::Typing);
        self.waits = !self.later.is_empty() && input.events.iter().any(decides);
        let composes = |event: &Event| matches!(event, Event::Ime(_));
        self.composing = before || input.events.iter().any(composes);
        if let Some(id) = self.unseen.take() {
            input.events.push(Event::AccessKitActionRequest(accesskit::ActionRequest {
                action: accesskit::Action::ScrollIntoView,
                target_tree: accesskit::TreeId::ROOT,
                target_node: id.accesskit_id(),
                data: None,
            }));
        }
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        self.painted.clear();
        if !self.later.is_empty() {
            ctx.request_repaint();
        }
        let lost = ctx.memory(Memory::focused).is_none();
        if lost
            && ctx.input(|input| input.key_pressed(Key::Tab))
            && let Some((id, goes_on)) = self.beginning()
        {
            ctx.memory_mut(|memory| {
                memory.request_focus(id);
                if !goes_on {
                    memory.move_focus(FocusDirection::None);
                }
            });
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        let done = self.done.take().filter(|_| ctx.memory(Memory::focused).is_none());
        let next = done.and_then(|done| self.next(done));
        if let Some(next) = self.sent.take().or(next) {
            ctx.memory_mut(|memory| memory.request_focus(next));
            ctx.request_repaint();
        }
        let focused = ctx.memory(Memory::focused);
        if focused != self.focused {
            let by_hand =
                ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
            self.unseen = focused.filter(|_| !by_hand);
            self.focused = focused;
        }
        self.unseen = self.unseen.filter(|id| !is_seen(ctx, *id));
        if self.unseen.is_some() {
            ctx.request_repaint();
        }
        self.fields = std::mem::take(&mut self.painted);
        let place = self.fields.iter().position(|field| Some(field.id) == focused);
        self.last = focused.zip(place).or(self.last);
    }
}

/// Whether enough of a thing is in sight to be written in.
fn is_seen(ctx: &Context, id: Id) -> bool {
    // What has no place yet was made in this pass.
    let Some(response) = ctx.read_response(id) else { return false };
    let (whole, seen) = (response.rect, response.interact_rect);
    let enough = whole.height().min(2.0 * look::CONTROL) - 1.0;
    !whole.is_positive() || (enough <= seen.height() && whole.width() / 2.0 <= seen.width())
}

/// What an event is to the order of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Something is written or taken back.
    Typing,
    /// A key that decides something about what was written.
    Decisive(Key, Modifiers),
    /// The pointer decides something.
    Press,
    Other,
}

impl Kind {
    fn of(event: &Event) -> Self {
        match event {
            Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => Self::Typing,
            Event::PointerButton { pressed: true, .. } => Self::Press,
            Event::Key { key, pressed: true, modifiers, .. } => {
                let chord = modifiers.command || modifiers.ctrl || modifiers.alt;
                if chord || is_decisive(*key) {
                    Self::Decisive(*key, *modifiers)
                } else {
                    Self::Typing
                }
            }
            _ => Self::Other,
        }
    }

    /// Whether keys held down come so often that a slow PC may take several as one.
    fn repeats(self) -> bool {
        matches!(self, Self::Decisive(key, _) if is_of_place(key))
    }
}

/// Keys that only move something.
fn is_of_place(key: Key) -> bool {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Home, Insert, PageDown, PageUp};
    matches!(
        key,
        ArrowDown | ArrowLeft | ArrowRight | ArrowUp | End | Home | Insert | PageDown | PageUp
    )
}

fn is_decisive(key: Key) -> bool {
    let is_function = key.name().starts_with('F') && 1 < key.name().len();
    is_function || is_of_place(key) || matches!(key, Key::Enter | Key::Tab | Key::Escape)
}

/// Parts events into those of this pass and those that wait: what was typed before a decisive key
/// is heard a pass before it, what was typed behind it a pass later.
fn up_to_next_key(mut events: Vec<Event>) -> (Vec<Event>, Vec<Event>) {
    let mut heard = Kind::Other;
    let is_next = |event: &Event| {
        let kind = Kind::of(event);
        match (heard, kind) {
            (_, Kind::Other) => return false,
            (Kind::Other, _) | (Kind::Typing, Kind::Typing) => {}
            _ if heard == kind && kind.repeats() => {}
            _ => return true,
        }
        heard = kind;
        false
    };
    let cut = events.iter().position(is_next).unwrap_or(events.len());
    let later = events.split_off(cut);
    (events, later)
}

/// Leaves out the key that sends the cursor on where it has just gone on by itself.
fn without_second_going_on(arrived: &mut Option<Id>, focused: Option<Id>, events: &mut Vec<Event>) {
    let first = events.iter().map(Kind::of).find(|kind| *kind != Kind::Other);
    let (Some(first), Some(_)) = (first, *arrived) else { return };
    let is_here = arrived.take() == focused;
    if is_here
        && matches!(first, Kind::Decisive(Key::Enter | Key::Tab, held) if held == Modifiers::NONE)
    {
        events.retain(|event| Kind::of(event) != first);
    }
}

/// Leaves out keys that belong to an input method: those pressed while it composes, and the one
/// that ended its composing.
fn without_keys_of_composing(events: Vec<Event>, composes: &mut bool) -> Vec<Event> {
    let mut ended = false;
    let hears = |event: &Event| {
        match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => {
                (ended, *composes) = (*composes && text.is_empty(), !text.is_empty());
            }
            Event::Ime(ImeEvent::Commit(_)) => (ended, *composes) = (*composes || ended, false),
            Event::WindowFocused(false) | Event::PointerButton { pressed: true, .. } => {
                *composes = false;
            }
            Event::Key { pressed: true, .. } if *composes => return false,
            Event::Key { key, pressed: true, .. } if is_decisive(*key) => {
                return !std::mem::take(&mut ended);
            }
            Event::Text(_) => ended = false,
            _ => {}
        }
        true
    };
    events.into_iter().filter(hears).collect()
}

/// Makes digits and a point of what a number pad without `NumLock` sends in their place.
fn with_pad_digits(events: Vec<Event>) -> Vec<Event> {
    let mut heard = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let Some((digit, text)) = pad_digit(&event, events.peek()) else {
            heard.push(event);
            continue;
        };
        if let Event::Key { physical_key, pressed, repeat, modifiers, .. } = event {
            heard.push(Event::Key { key: digit, physical_key, pressed, repeat, modifiers });
            if pressed {
                heard.push(Event::Text(text.to_owned()));
            }
        }
    }
    heard
}

/// What stands on the pad key that sent something else.
fn pad_digit(event: &Event, next: Option<&Event>) -> Option<(Key, &'static str)> {
    let Event::Key { key, physical_key, modifiers, .. } = event else { return None };
    let Some(physical) = physical_key else {
        // egui knows no name for the pad's point; the Delete of its own has one.
        let is_point = *key == Key::Delete && !modifiers.any();
        return is_point.then_some((Key::Period, "."));
    };
    let (digit, text) = match physical {
        Key::Num0 => (Key::Num0, "0"),
        Key::Num1 => (Key::Num1, "1"),
        Key::Num2 => (Key::Num2, "2"),
        Key::Num3 => (Key::Num3, "3"),
        Key::Num4 => (Key::Num4, "4"),
        Key::Num5 => (Key::Num5, "5"),
        Key::Num6 => (Key::Num6, "6"),
        Key::Num7 => (Key::Num7, "7"),
        Key::Num8 => (Key::Num8, "8"),
        Key::Num9 => (Key::Num9, "9"),
        _ => return None,
    };
    // The key in the middle sends no other key then, and no text.
    let silent = *key == Key::Num5 && !matches!(next, Some(Event::Text(_)));
    (!modifiers.any() && (is_of_place(*key) || silent)).then_some((digit, text))
}

#[cfg(test)]
mod tests {
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
}
