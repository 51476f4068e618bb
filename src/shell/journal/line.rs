//! A line of a live journal: kind, digest of the rest, text.

use crate::session::Digest;

/// Signs of the digest that stand in a line: enough to tell a torn line from a whole one.
const DIGEST_LEN: usize = 8;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The first line of a file: workbook, replica, and the last entry before it.
    Begin,
    /// The open step as it stands.
    Pending,
    /// A sealed entry.
    Sealed,
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line with its line break. No text holds one: RON escapes them.
    pub(super) fn write(&self) -> String {
        let Self { kind, text } = self;
        let sign = match kind {
            Kind::Begin => 'J',
            Kind::Pending => 'S',
            Kind::Sealed => 'E',
        };
        format!("{sign} {} {text}\n", digest(sign, text))
    }

    /// Reads a line; `None` if it is torn or was never one.
    pub(super) fn read(line: &'a [u8]) -> Option<Self> {
        let line = str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
        let (sign, rest) = line.split_once(' ')?;
        let (told, text) = rest.split_once(' ')?;
        let (sign, kind) = match sign {
            "J" => ('J', Kind::Begin),
            "S" => ('S', Kind::Pending),
            "E" => ('E', Kind::Sealed),
            _ => return None,
        };
        (told == digest(sign, text)).then_some(Self { kind, text })
    }
}

fn digest(sign: char, text: &str) -> String {
    let whole = Digest::of(format!("{sign} {text}").as_bytes()).to_string();
    whole.chars().take(DIGEST_LEN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_or_changed_anywhere_is_no_line() {
        let line = Line { kind: Kind::Sealed, text: "(verb:\"记下\")" };
        let written = line.write();
        assert_eq!(Line::read(written.as_bytes()), Some(line));
        for cut in 0..written.len() {
            assert_eq!(Line::read(&written.as_bytes()[..cut]), None, "{cut}");
            let mut zeroed = written.clone().into_bytes();
            zeroed[cut] = 0;
            assert_eq!(Line::read(&zeroed), None, "{cut}");
        }
    }
}
