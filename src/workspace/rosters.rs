//! Answers that take a pasted table in, write the same down of several people, fill a stretch of
//! the rota, or take what the program ships.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Dialog, EditionsDraft, Effect, LeftOutDraft, RegisterDraft, Tone, TurnsDraft, Workspace,
};
use crate::action::editions::Offered;
use crate::action::paste::{self, Fate, Order, What};
use crate::action::turns::{Turns, turns};
use crate::action::{Action, Refusal, TeamAction};
use crate::model::duty::DutyShift;
use crate::model::id::{PersonId, PostId};

/// Why a file that was dropped on the window is left alone.
const BUSY: &str = "请先答完或取消眼前的窗口，再把文件拖进来";

impl Workspace {
    /// Takes a pasted table in, and says afterwards what of it was left out.
    pub(super) fn take_table(&mut self, order: Order, now: NaiveDateTime) {
        let at = self.workbook_now(now);
        let look = paste::look(self.document(), &order, at.date());
        let Some(done) = self.act(&Action::Paste(Box::new(order)), now) else { return };
        let rows = [(Fate::New, "新录入"), (Fate::Changed, "改动"), (Fate::Same, "与册上相同")];
        let rows = rows.map(|(fate, word)| (look.count(fate), word));
        let rows = rows.iter().filter(|(count, _)| 0 < *count);
        let rows: Vec<String> = rows.map(|(count, word)| format!("{word}{count}行")).collect();
        let words = format!("已{}：{}", done.verb, rows.join("，"));
        let lines = look.left_out();
        self.dialog = (!lines.is_empty())
            .then(|| Dialog::LeftOut(LeftOutDraft { done: words.clone(), lines }));
        self.tell(Tone::Good, words);
    }

    /// Takes files that were dropped on the window: a table, or a workbook to be opened.
    pub(super) fn dropped(&mut self, mut paths: Vec<PathBuf>) -> Vec<Effect> {
        let (Some(path), true) = (paths.pop(), paths.is_empty()) else {
            self.tell(Tone::Refused, "请一次只拖一个文件".to_owned());
            return Vec::new();
        };
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let refused = match ending.as_deref().unwrap_or_default() {
            // Nothing half answered is lost for a file.
            _ if self.is_waiting() || !matches!(self.dialog, None | Some(Dialog::Paste(_))) => BUSY,
            "ron" if self.dialog.is_none() => return self.open(path),
            "ron" => BUSY,
            "txt" | "csv" | "tsv" => return vec![Effect::ReadTable(path)],
            "xlsx" | "xls" | "xlsm" | "et" | "ett" | "ods" => {
                "WPS表格文件请在WPS里打开，选中要录入的行复制，再点“从表格粘贴…”；也可以另存为 .csv 再拖进来"
            }
            _ => "拖进来的文件只认 .txt、.csv（录入表格）和 .ron（打开工作簿）",
        };
        self.tell(Tone::Refused, refused.to_owned());
        Vec::new()
    }

    /// Puts a table in front that was read from a file, as what it looks like most.
    pub(super) fn table_read(&mut self, text: String, now: NaiveDateTime) {
        let today = self.workbook_now(now).date();
        let order = match &self.dialog {
            Some(Dialog::Paste(order)) => order.of_text(text),
            // Something else came up while the file was read.
            Some(_) => return self.tell(Tone::Refused, BUSY.to_owned()),
            None => {
                let what = paste::guess(self.document(), &text, today);
                Order { text, ..Order::new(what.unwrap_or(What::Members)) }
            }
        };
        self.dialog = Some(Dialog::Paste(order));
    }

    /// The same is written down of everybody in the draft.
    pub(super) fn register(&mut self, draft: &RegisterDraft, now: NaiveDateTime) -> bool {
        if draft.people.is_empty() {
            self.refuse(&Refusal::Missing("人员"));
            return false;
        }
        let RegisterDraft { what, day, people } = draft.clone();
        let done = self.act(&Action::Team(TeamAction::Register { what, day, people }), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}", done.verb));
        }
        done.is_some()
    }

    /// The people of the draft take turns.
    pub(super) fn take_turns(&mut self, draft: &TurnsDraft, now: NaiveDateTime) -> bool {
        if draft.people.is_empty() {
            self.refuse(&Refusal::Missing("轮流的人"));
            return false;
        }
        let days = turns(self.document(), &Turns::from(draft));
        self.fill((draft.post, draft.shift), days, now)
    }

    /// Asks which of what the program ships and the workbook lacks is to be taken.
    pub(super) fn ask_about_editions(&mut self) {
        let doc = self.document();
        let offered = Offered::of(doc);
        if offered.is_empty() {
            return self
                .tell(Tone::Good, "检查项、处置卡、电话表已经是新版，没有要换的".to_owned());
        }
        let wanted = offered.proposed(doc);
        self.dialog = Some(Dialog::Editions(EditionsDraft { offered, wanted }));
    }

    /// Takes what the draft wants.
    pub(super) fn take_editions(&mut self, draft: EditionsDraft, now: NaiveDateTime) -> bool {
        let done = self.act(&Action::TakeEditions(draft.wanted), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}；旧单子不变，可以撤销", done.verb));
        }
        done.is_some()
    }

    /// Fills cells of one post and shows the first.
    fn fill(
        &mut self,
        (post, shift): (PostId, DutyShift),
        days: Vec<(NaiveDate, Vec<PersonId>)>,
        now: NaiveDateTime,
    ) -> bool {
        let done = self.act(&Action::Team(TeamAction::CopyRota { post, shift, days }), now);
        if let Some(done) = &done {
            self.tell(Tone::Good, format!("已{}", done.verb));
        }
        done.is_some()
    }
}

impl From<&TurnsDraft> for Turns {
    fn from(draft: &TurnsDraft) -> Self {
        Self {
            post: draft.post,
            shift: draft.shift,
            people: draft.people.clone(),
            from: draft.from,
            to: draft.to,
            pass_over: draft.pass_over,
        }
    }
}
