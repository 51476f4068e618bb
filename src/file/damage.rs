//! What is wrong with a file, in words, with line, column and field.

use std::fmt;

use super::FIRST_LINE;

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

/// Why a file was not opened. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Nothing in it.
    #[error("文件是空的（0字节），没有打开；请从备份恢复")]
    Empty,
    /// Only zeros: a power cut while some other program copied it.
    #[error("文件内容全是零，多半是拷贝时断电造成；请从备份恢复")]
    Zeroed,
    /// No text.
    #[error("{0}起不是文字，可能不是守岁的工作簿，或磁盘损坏")]
    NotText(Place),
    /// Some other text.
    #[error("这不是守岁的工作簿（{place}：{words}）")]
    Foreign {
        /// Where it stops making sense.
        place: Place,
        /// What was wrong.
        words: String,
    },
    /// A workbook of ours that breaks off: copied halfway, or cut by a power failure.
    #[error("工作簿不完整，到{place}就读不下去了（{words}）；请从备份恢复")]
    Broken {
        /// Where it stops making sense.
        place: Place,
        /// What was wrong.
        words: String,
    },
    /// Written by a newer program.
    #[error("这个文件由更新的守岁（{program}）保存，本程序打不开；请用新程序打开，文件没有动")]
    Newer {
        /// The program's version.
        program: String,
    },
    /// A value that cannot be read.
    #[error("{place}{field}读不懂：{words}")]
    Value {
        /// Where.
        place: Place,
        /// Which field, in brackets; empty if unknown.
        field: String,
        /// What was wrong.
        words: String,
    },
    /// The journal does not hold together.
    #[error("历史记录不完整：{0}")]
    Journal(String),
}

/// Bytes that are no UTF-8 from `offset` on.
pub(super) fn not_text(bytes: &[u8], offset: usize) -> Damage {
    let before = bytes.get(..offset).unwrap_or_default();
    let text = String::from_utf8_lossy(before);
    Damage::NotText(end_of(&text))
}

/// What the reader said of `part`, which is a piece of `text`.
pub(super) fn at(text: &str, part: &str, err: &ron::error::SpannedError) -> Damage {
    // Both are slices of one allocation, or the part was copied line by line and is found again.
    let offset = text.find(part).unwrap_or_default();
    let start = end_of(text.get(..offset).unwrap_or_default());
    let within = err.span.start;
    let place = if within.line <= 1 {
        Place { line: start.line, column: start.column + within.col.saturating_sub(1) }
    } else {
        Place { line: start.line + within.line - 1, column: within.col }
    };
    let field = field_at(text, place).map(|name| format!("（{name}）")).unwrap_or_default();
    Damage::Value { place, field, words: words(&err.code) }
}

/// A section this program does not know.
pub(super) fn unknown_section(text: &str, value: &str, name: &str) -> Damage {
    let offset = text.find(value).unwrap_or_default();
    let place = end_of(text.get(..offset).unwrap_or_default());
    let field = format!("（{name}）");
    Damage::Value {
        place, field, words: "不认识的部分，可能由别的程序写入".to_owned()
    }
}

/// What the reader said of a text that may be none of ours.
pub(super) fn foreign(text: &str, err: &ron::error::SpannedError) -> Damage {
    let place = Place { line: err.span.start.line, column: err.span.start.col };
    let words = words(&err.code);
    if text.starts_with(FIRST_LINE.trim_end()) {
        Damage::Broken { place, words }
    } else {
        Damage::Foreign { place, words }
    }
}

fn end_of(text: &str) -> Place {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Place { line, column }
}

/// The name of the field on that line, or the nearest above it.
fn field_at(text: &str, place: Place) -> Option<&str> {
    let lines: Vec<&str> = text.lines().take(place.line).collect();
    lines.iter().rev().find_map(|line| {
        let (name, _) = line.trim_start().split_once(':')?;
        let plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
        (!name.is_empty() && name.chars().all(plain)).then_some(name)
    })
}

/// The reader's words in Chinese, by what they mean to a person.
fn words(error: &ron::Error) -> String {
    use ron::Error as E;
    match error {
        E::Eof => "内容到这里突然断了，文件可能没有存完".to_owned(),
        E::NoSuchStructField { found, .. } => format!("不认识的字段“{found}”"),
        E::MissingStructField { field, .. } => format!("缺少字段“{field}”"),
        E::DuplicateStructField { field, .. } => format!("字段“{field}”出现了两次"),
        E::NoSuchEnumVariant { found, .. } => format!("不认识的取值“{found}”"),
        E::InvalidValueForType { found, .. } => format!("取值不对：{found}"),
        E::ExpectedString | E::ExpectedStringEnd => "这里应是带引号的文字".to_owned(),
        E::ExpectedBoolean => "这里应是 true 或 false".to_owned(),
        E::ExpectedInteger | E::IntegerOutOfBounds => "这里应是整数".to_owned(),
        E::ExpectedComma => "这里缺少逗号".to_owned(),
        E::TrailingCharacters => "末尾有多余的内容".to_owned(),
        E::Utf8Error(_) => "不是合法的文字编码".to_owned(),
        E::Message(words) => words.clone(),
        other => format!("写法不对（{other}）"),
    }
}
