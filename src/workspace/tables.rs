//! Tables on their way in: out of a file that was chosen or dropped, read beside the window, or
//! pasted; and what a person said of their columns, for the next time.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use super::work::name_of;
use super::{Dialog, Doing, Effect, LeftOutDraft, Tone, Workspace};
use crate::action::Action;
use crate::action::paste::learnt::Memory;
use crate::action::paste::{self, Fate, Look, Order, Sheet, What};
use crate::print::Left;

/// Why a file that was dropped on the window is left alone.
pub(super) const BUSY: &str = "请先答完或取消眼前的窗口，再把文件拖进来";

/// What is remembered of tables.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The file that is read, by its ticket, and as what kind of table it was chosen.
    reading: Option<(u64, Option<What>)>,
    /// What was said of the columns of earlier tables.
    memory: Memory,
    /// What of the table taken in last was left out.
    left_out: Option<LeftOutDraft>,
}

impl Workspace {
    /// What this PC remembers of the columns of earlier tables.
    pub fn remember_columns(&mut self, memory: Memory) {
        self.tables.memory = memory;
    }

    /// The table with its columns as a person once said of one with the same headings.
    #[must_use]
    pub fn as_remembered(&self, order: Order, today: NaiveDate) -> Order {
        let look = paste::look(self.document(), &order, today);
        let mut order = order;
        order.hints.columns = self.tables.memory.recall(order.what, &look);
        order
    }

    /// Whether the columns are taken as is remembered, and something is.
    pub fn is_remembered(&self, order: &Order, look: &Look) -> bool {
        let said = &order.hints.columns;
        !said.is_empty() && *said == self.tables.memory.recall(order.what, look)
    }

    /// Another workbook was opened: what was left out of a table for the one before says nothing.
    pub(super) fn forget_left_out(&mut self) {
        self.tables.left_out = None;
    }

    /// What of the table taken in last was left out.
    pub fn left_out_last(&self) -> Option<&LeftOutDraft> {
        self.tables.left_out.as_ref()
    }

    /// Takes a pasted table in, and says afterwards what of it was left out.
    pub(super) fn take_table(&mut self, order: &Order, now: NaiveDateTime) -> Option<Effect> {
        let at = self.workbook_now(now);
        let look = paste::look(self.document(), order, at.date());
        let done = self.act(&Action::Paste(Box::new(order.clone())), now)?;
        let rows = [(Fate::New, "新录入"), (Fate::Changed, "改动"), (Fate::Same, "与册上相同")];
        let rows = rows.map(|(fate, word)| (look.count(fate), word));
        let rows = rows.iter().filter(|(count, _)| 0 < *count);
        let rows: Vec<String> = rows.map(|(count, word)| format!("{word}{count}行")).collect();
        let words = format!("已{}：{}", done.verb, rows.join("，"));
        let sheet = order.source.as_ref().and_then(paste::Source::sheet);
        let notes = sheet.map(|sheet| sheet.notes.clone()).unwrap_or_default();
        let lines = look.left_out_named(order.what).into_iter().chain(notes);
        let lines: Vec<Left> = lines.map(Left::said).collect();
        let left_out = (!lines.is_empty()).then(|| LeftOutDraft {
            done: words.clone(),
            title: "有几处没有录入",
            intro: format!("下面这{}处没有录入；册上有地方写的，请对照原表补上：", lines.len()),
            lines,
        });
        self.tables.left_out.clone_from(&left_out);
        self.dialog = left_out.map(Dialog::LeftOut);
        self.tell(Tone::Good, words);
        let learnt = self.tables.memory.learn(order, &look);
        learnt.then(|| Effect::RememberColumns(self.tables.memory.clone()))
    }

    /// Takes files that were dropped on the window: a table, a text of the plan, or a workbook to be
    /// opened.
    pub(super) fn dropped(&mut self, mut paths: Vec<PathBuf>, now: NaiveDateTime) -> Vec<Effect> {
        let (Some(path), true) = (paths.pop(), paths.is_empty()) else {
            self.tell(Tone::Refused, "请一次只拖一个文件".to_owned());
            return Vec::new();
        };
        let ends = |word: &str| path.extension().is_some_and(|end| end.eq_ignore_ascii_case(word));
        let (is_book, is_text) = (ends("ron"), ends("docx"));
        // Nothing half answered is lost for a file.
        let is_free = !self.is_waiting() && matches!(self.dialog, None | Some(Dialog::Paste(_)));
        if !is_free || (is_book && self.dialog.is_some()) {
            self.tell(Tone::Refused, BUSY.to_owned());
            return Vec::new();
        }
        // With the question for a table in front, it is a table.
        if is_text && self.dialog.is_none() {
            return vec![self.read_returned(path, true, now)];
        }
        if is_book { self.open(path) } else { vec![self.read_table(path, None)] }
    }

    /// Begins to read a table in a file, chosen as such a one.
    pub(super) fn read_table(&mut self, path: PathBuf, what: Option<What>) -> Effect {
        let ticket = self.next_ticket();
        if let Some((earlier, _)) = self.tables.reading.replace((ticket, what)) {
            self.over(earlier);
        }
        self.begin_work(ticket, Doing::ReadTable, name_of(&path));
        Effect::ReadTable { path, ticket }
    }

    /// Puts a table in front that was read from a file, as what it looks like most.
    pub(super) fn table_read(
        &mut self,
        (ticket, path): (u64, &Path),
        sheets: Vec<Sheet>,
        now: NaiveDateTime,
    ) {
        let reading = self.tables.reading.take_if(|(reading, _)| *reading == ticket);
        let (Some((_, what)), true) = (reading, self.over(ticket)) else { return };
        let today = self.workbook_now(now).date();
        let wanted = match &self.dialog {
            Some(Dialog::Paste(order)) => Some(order.what),
            // Something else came up while the file was read.
            Some(_) => return self.tell(Tone::Refused, BUSY.to_owned()),
            None => what,
        };
        let order = Order::of_file(self.document(), (name_of(path), sheets), wanted, today);
        self.dialog = Some(Dialog::Paste(self.as_remembered(order, today)));
    }
}
