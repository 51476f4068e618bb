//! What the fuzzer's bytes mean: a few edits of something sound. A workbook is far too long to be
//! guessed sign by sign; where to cut it and what to put there is not.

use chrono::NaiveDateTime;
use shousui::file::{Header, Promise};
use shousui::model::id::{EntryId, Replica};
use shousui::session::{Digest, Entry};

/// Bytes that are used up from the front; zeros where there are no more.
pub(crate) struct Script<'a>(&'a [u8]);

/// Signs and words that a reader may stumble over.
const WORDS: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\\",
    ",",
    ":",
    "\n",
    "\r\n",
    "\t",
    "\u{feff}",
    "\0",
    "\u{2028}",
    "None",
    "Some(",
    "/*",
    "//",
    "r#\"",
    "#![enable(implicit_some)]\n",
    "\\u{10FFFF}",
    "\\n",
    "'",
    "-",
    "0",
    "1e308",
    "NaN",
    "0x",
    "    header: (",
    "    journal: [",
    "    hazards: {",
    "    foreign: {},\n",
    "守",
    "\u{202e}",
    "9999-12-31",
    "+262142-12-31",
    "-262143-01-01",
    "24:00:00",
];
/// Numbers at the ends of what a type holds, or of what is believed.
const NUMBERS: [&str; 16] = [
    "0",
    "-1",
    "1",
    "127",
    "128",
    "255",
    "256",
    "9999",
    "65535",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
];
/// Most edits of one script.
const MOST: usize = 24;

impl<'a> Script<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let bytes = [self.byte(), self.byte(), self.byte()];
        let number = bytes.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
        if end == 0 { 0 } else { number % end }
    }

    /// A short stretch of something so long.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = 1_usize << (self.byte() % 17);
        start..(start + 1 + usize::from(self.byte()) % most + most / 2).min(length).max(start)
    }

    fn word(&mut self) -> &'static str {
        WORDS[usize::from(self.byte()) % WORDS.len()]
    }

    fn number(&mut self) -> &'static str {
        NUMBERS[usize::from(self.byte()) % NUMBERS.len()]
    }

    /// Whether there is another edit; `left` counts down.
    fn goes_on(&self, left: &mut usize) -> bool {
        *left = left.saturating_sub(1);
        !self.is_over() && 0 < *left
    }
}

/// The bytes after the edits that come next in the script, up to an edit of number 0.
pub(crate) fn edited(base: &[u8], script: &mut Script<'_>) -> Vec<u8> {
    let (mut bytes, mut left) = (base.to_vec(), MOST);
    while script.goes_on(&mut left) {
        let kind = script.byte() % 16;
        match kind {
            0 => break,
            1..=9 => edit_bytes(&mut bytes, kind, script),
            _ => edit_lines(&mut bytes, kind, script),
        }
    }
    bytes
}

fn edit_bytes(bytes: &mut Vec<u8>, kind: u8, script: &mut Script<'_>) {
    let length = bytes.len();
    match kind {
        1 => {
            let at = script.below(length);
            let bit = script.byte() % 8;
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        2 => {
            let at = script.below(length);
            let new = script.byte();
            if let Some(byte) = bytes.get_mut(at) {
                *byte = new;
            }
        }
        3 => drop(bytes.drain(script.stretch(length))),
        4 => {
            let block = bytes[script.stretch(length)].to_vec();
            let at = script.below(length + 1);
            bytes.splice(at..at, block);
        }
        5 => bytes.truncate(script.below(length + 1)),
        6 => bytes[script.stretch(length)].fill(0),
        7 => {
            let (at, word) = (script.below(length + 1), script.word());
            // Deep nesting is one word many times.
            let times = if script.byte() % 8 == 7 { script.below(4000) } else { 1 };
            bytes.splice(at..at, word.repeat(times).into_bytes());
        }
        // The next number after some place.
        8 => {
            let from = script.below(length + 1);
            let digits = |at: &usize| bytes[*at].is_ascii_digit();
            if let Some(start) = (from..length).find(digits) {
                let end = (start..length).find(|at| !digits(at)).unwrap_or(length);
                bytes.splice(start..end, script.number().bytes());
            }
        }
        // The next text after some place.
        _ => {
            let from = script.below(length + 1);
            let quote = |at: &usize| bytes[*at] == b'"';
            let start = (from..length).find(quote).map_or(length, |at| at + 1);
            if let Some(end) = (start..length).find(quote) {
                bytes.splice(start..end, script.word().bytes());
            }
        }
    }
}

fn edit_lines(bytes: &mut Vec<u8>, kind: u8, script: &mut Script<'_>) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (script.below(lines.len()), script.below(lines.len()));
    match kind {
        10 => drop(lines.remove(one)),
        11 => lines.insert(other, lines[one]),
        12 => lines.swap(one, other),
        13 => drop(lines.drain(one.min(other)..one.max(other))),
        14 => {
            let block = lines[one.min(other)..one.max(other)].to_vec();
            lines.extend(block);
        }
        _ => {
            let text = lines.concat();
            let mut windows = Vec::new();
            for byte in text {
                windows.extend((byte == b'\n').then_some(b'\r'));
                windows.push(byte);
            }
            *bytes = windows;
            return;
        }
    }
    *bytes = lines.concat();
}

/// Makes the header promise just what stands in the file, as somebody could who knows the format:
/// what lies behind digests is reached only so. As it is where there is no header to be read.
pub(crate) fn sealed(bytes: &[u8]) -> Vec<u8> {
    let changed = || -> Option<Vec<u8>> {
        let text = str::from_utf8(bytes).ok()?;
        let mut header = shousui::file::peek(bytes).ok()?;
        let named = |line: &str| {
            let name = line.strip_prefix("    ")?.split_once(": ")?.0;
            let is_name = name.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_');
            (is_name && !name.is_empty()).then(|| name.to_owned())
        };
        let mut starts: Vec<(String, usize)> = Vec::new();
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            starts.extend(named(line).map(|name| (name, offset)));
            offset += line.len();
        }
        let (_, start) = starts.iter().find(|(name, _)| name == "header")?;
        let body = starts.iter().position(|(name, _)| name != "header")?;
        for place in body..starts.len() {
            let (name, start) = &starts[place];
            let end = starts.get(place + 1).map_or_else(|| text.rfind(')'), |it| Some(it.1))?;
            let value = text.get(start + 4 + name.len() + 2..end)?.trim_end();
            let value = value.strip_suffix(',').unwrap_or(value);
            if let Some(promise) = header.sections.get_mut(name) {
                let mut count = promise.count;
                if name == "journal" {
                    count = value.lines().filter(|line| !matches!(*line, "[" | "    ]")).count();
                }
                *promise = Promise { count, digest: Digest::of(value.as_bytes()) };
            }
        }
        header.guard = None;
        header.guard = Some(Digest::of(pretty(&header).as_bytes()));
        let head = format!("    header: {},\n", pretty(&header).replace('\n', "\n    "));
        let (before, after) = (text.get(..*start)?, text.get(starts[body].1..)?);
        Some([before, &head, after].concat().into_bytes())
    };
    changed().unwrap_or_else(|| bytes.to_vec())
}

/// A header as the program lays it out. That it is the same is found out by [`crate::base`].
fn pretty(header: &Header) -> String {
    let config = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(3)
        .compact_arrays(true)
        .separate_tuple_members(false);
    ron::ser::to_string_pretty(header, config).unwrap()
}

/// A history that somebody made up from this one.
pub(crate) fn forged(entries: &[Entry], script: &mut Script<'_>) -> Vec<Entry> {
    let (mut entries, mut left) = (entries.to_vec(), MOST);
    while script.goes_on(&mut left) && !entries.is_empty() {
        let kind = script.byte() % 12;
        let place = script.below(entries.len());
        match kind {
            0 => break,
            1 => entries[place].lamport = script.number().parse().unwrap_or(u64::MAX - 1),
            2 => {
                let far = [NaiveDateTime::MIN, NaiveDateTime::MAX, NaiveDateTime::default()];
                entries[place].at = far[usize::from(script.byte()) % far.len()];
            }
            3 => drop(entries.remove(place)),
            4 => {
                let other = script.below(entries.len());
                entries.swap(place, other);
            }
            5 => {
                let seen = entries[script.below(entries.len())].id;
                entries[place].after.push(seen);
            }
            6 => {
                let (replica, number) = (script.byte() % 4, script.byte());
                let replica = Replica::from_bits(u64::from(replica));
                entries[place].after.push(EntryId { replica, number: number.into() });
            }
            7 => entries[place].id.number = script.number().parse().unwrap_or(u32::MAX),
            8 => {
                let mut twin = entries[place].clone();
                twin.verb.push('副');
                let at = script.below(entries.len());
                entries.insert(at, twin);
            }
            9 => {
                let from: Vec<Entry> = entries.split_off(place);
                entries.extend(shousui::session::moved(&from));
            }
            _ => {
                let line = edited(entries[place].line().as_bytes(), script);
                let read = String::from_utf8(line).ok().and_then(|line| Entry::read(&line).ok());
                if let Some(read) = read {
                    entries[place] = read;
                }
            }
        }
    }
    if script.byte() % 4 != 3 {
        link(&mut entries);
    }
    entries
}

/// Lets each entry follow the one before it of the same replica.
fn link(entries: &mut [Entry]) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|place| entries[*place].id);
    let mut last: Option<(Replica, Digest)> = None;
    for place in order {
        let entry = &mut entries[place];
        let before = last.filter(|(replica, _)| *replica == entry.id.replica);
        entry.prev = before.map_or_else(Digest::nothing, |(_, digest)| digest);
        last = Some((entry.id.replica, entry.digest()));
    }
}
