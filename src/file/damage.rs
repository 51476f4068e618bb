//! What is wrong with a file, in words, with line, column and field.

use std::fmt;
use std::ops::RangeInclusive;

use super::{FIRST_LINE, word};

/// Where in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in signs, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}行第{}列", self.line, self.column)
    }
}

/// Why a file was not opened, or what of it could not be read. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Nothing in it.
    #[error("文件是空的（0字节）")]
    Empty,
    /// Only zeros: a power cut while some other program copied it.
    #[error("文件内容全是零，多半是拷贝时断电造成")]
    Zeroed,
    /// Larger than any workbook this program ever wrote.
    #[error("文件有{0}MB，超过守岁能打开的1024MB，不像是守岁保存的工作簿")]
    TooLarge(u64),
    /// Of another kind, by its first bytes.
    #[error("这不是守岁的工作簿：{0}")]
    OtherKind(&'static str),
    /// A workbook that another program saved in another encoding.
    #[error("工作簿被别的程序另存过，文字编码成了{0}，守岁读不了")]
    Encoding(&'static str),
    /// No text.
    #[error("{0}起不是文字，可能不是守岁的工作簿，或磁盘损坏")]
    NotText(Place),
    /// Some signs in a workbook of ours are no text.
    #[error("{0}起有读不出的字，多半是磁盘损坏")]
    Spoilt(Place),
    /// Zeros behind a text: a power cut while the system was writing it.
    #[error("{0}起全是零，多半是写盘时断电造成")]
    ZerosFrom(Place),
    /// Some other text.
    #[error("这不是守岁的工作簿（{place}起：{words}）")]
    Foreign {
        /// Where it stops making sense.
        place: Place,
        /// What was wrong.
        words: String,
    },
    /// A workbook of ours that breaks off: copied halfway, or cut by a power failure.
    #[error("工作簿不完整，到{0}就断了")]
    Broken(Place),
    /// Written by a newer program.
    #[error("这个文件由更新的守岁（{program}）保存，本程序打不开")]
    Newer {
        /// The program's version.
        program: String,
    },
    /// A value that cannot be read.
    #[error("{place}{field}读不懂：{words}")]
    Value {
        /// Where.
        place: Place,
        /// Which part and field, in brackets; empty if unknown.
        field: String,
        /// What was wrong.
        words: String,
    },
    /// The header is not what was written.
    #[error("文件头被改动过或已损坏：{0}")]
    Header(&'static str),
    /// A section is not there.
    #[error("“{word}”整部分不见了{}", promised(*count))]
    Missing {
        /// What people call it.
        word: &'static str,
        /// How many records the header promises.
        count: Option<usize>,
    },
    /// A section stands there twice.
    #[error("“{0}”出现了两次")]
    Doubled(&'static str),
    /// A section of no known name.
    #[error("{place}有不认识的部分，可能由别的程序写入")]
    Unknown {
        /// Where.
        place: Place,
    },
    /// Lines of the history are missing, or there are too many.
    #[error("历史应有{promised}次改动，现有{found}次")]
    Lines {
        /// How many the header promises.
        promised: usize,
        /// How many there are.
        found: usize,
    },
    /// A line of the history that cannot be read.
    #[error("历史的第{line}次改动（{place}）读不懂：{words}")]
    Line {
        /// Which line of the history, from 1.
        line: usize,
        /// Where in the file.
        place: Place,
        /// What was wrong.
        words: String,
    },
    /// The journal does not hold together.
    #[error("历史接不上：{0}")]
    Journal(String),
    /// Records are not what was saved, and the history is not whole enough to tell what they were.
    #[error("“{0}”与保存时不同，历史又不完整，无法核对")]
    Unproved(&'static str),
}

fn promised(count: Option<usize>) -> String {
    count.map(|count| format!("（应有{count}条）")).unwrap_or_default()
}

impl Damage {
    /// The same of what is known to be a workbook of ours.
    pub(super) fn of_ours(self) -> Self {
        match self {
            Self::NotText(place) => Self::Spoilt(place),
            other => other,
        }
    }

    /// What to do about a file that was not opened.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "请在装有新版守岁的电脑上打开，或向发来文件的人要一份新程序",
            Self::Foreign { .. } | Self::OtherKind(_) | Self::TooLarge(_) => {
                "请重新选择守岁的工作簿（以 .ron 结尾）"
            }
            Self::Encoding(_) => "请在那个程序里改存为UTF-8编码，或从备份文件夹里打开前一份",
            _ => "请从备份文件夹里打开前一份，并把这份原样留着以便查找原因",
        }
    }
}

/// Where an offset into a text is.
pub(super) fn place_at(text: &str, offset: usize) -> Place {
    end_of(text.get(..offset).unwrap_or(text))
}

/// How far into `text` its piece `part` begins.
pub(super) fn offset_in(text: &str, part: &str) -> usize {
    // Both are slices of one allocation.
    (part.as_ptr().addr()).saturating_sub(text.as_ptr().addr()).min(text.len())
}

/// What the reader said of `part`, which is a piece of `text`, the section of that name.
pub(super) fn at(text: &str, part: &str, name: &str, err: &ron::error::SpannedError) -> Damage {
    let (place, words) = (spot(text, part, err), words(&err.code));
    let begins = place_at(text, offset_in(text, part)).line;
    Damage::Value { place, field: field_at(text, begins..=place.line, name), words }
}

/// What the reader said of a line of the history.
pub(super) fn line(text: &str, part: &str, line: usize, err: &ron::error::SpannedError) -> Damage {
    Damage::Line { line, place: spot(text, part, err), words: words(&err.code) }
}

fn spot(text: &str, part: &str, err: &ron::error::SpannedError) -> Place {
    let start = place_at(text, offset_in(text, part));
    let within = err.span.start;
    if within.line <= 1 {
        Place { line: start.line, column: start.column + within.col.saturating_sub(1) }
    } else {
        Place { line: start.line + within.line - 1, column: within.col }
    }
}

/// What the reader said of a text that may be none of ours.
pub(super) fn foreign(text: &str, err: &ron::error::SpannedError) -> Damage {
    let place = Place { line: err.span.start.line, column: err.span.start.col };
    if text.starts_with(FIRST_LINE.trim_end()) {
        return Damage::Broken(place);
    }
    Damage::Foreign { place, words: words(&err.code) }
}

fn end_of(text: &str) -> Place {
    let line = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Place { line, column }
}

/// The part and the record to which the last of those lines belongs, in brackets. They begin with the
/// part.
fn field_at(text: &str, within: RangeInclusive<usize>, name: &str) -> String {
    let before = within.start().saturating_sub(1);
    let lines: Vec<&str> = text.lines().take(*within.end()).skip(before).collect();
    let record = lines.iter().rev().find_map(|line| {
        let (id, _) = line.trim_start().strip_prefix('"')?.split_once("\": (")?;
        Some(format!("，记录{id}"))
    });
    format!("（{}{}）", word(name), record.unwrap_or_default())
}

/// The reader's words in Chinese, by what they mean to a person.
fn words(error: &ron::Error) -> String {
    use ron::Error as E;
    match error {
        E::Eof => "内容到这里突然断了，文件可能没有存完",
        E::NoSuchStructField { .. } => "有不认识的项目",
        E::MissingStructField { .. } => "缺少一项必填的内容",
        E::DuplicateStructField { .. } => "同一项出现了两次",
        E::NoSuchEnumVariant { .. } => "有不认识的取值",
        E::InvalidValueForType { .. } => "取值不对",
        E::ExpectedString | E::ExpectedStringEnd => "这里应是带引号的文字",
        E::ExpectedBoolean => "这里应是“是”或“否”的取值",
        E::ExpectedInteger | E::IntegerOutOfBounds => "这里应是合适的整数",
        E::ExceededRecursionLimit => "括号套得太深，不像是守岁保存的",
        E::ExpectedComma => "这里缺少逗号",
        E::TrailingCharacters => "末尾有多余的内容",
        E::Utf8Error(_) => "不是合法的文字编码",
        E::Message(words) if !words.is_ascii() => return words.clone(),
        _ => "写法不对",
    }
    .to_owned()
}
