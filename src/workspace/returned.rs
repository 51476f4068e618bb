//! What was edited in Word on its way back into the plan: read beside the window, asked of chapter
//! by chapter with both sides in view, taken over one step a piece.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::tables::BUSY;
use super::work::name_of;
use super::{
    Dialog, Doing, Effect, LeftOutDraft, Line, Matter, Side, Sides, Tone, Trouble, Workspace,
};
use crate::action::Action;
use crate::print::{Left, Piece, Returned};

/// What the sides are called.
const OURS: &str = "工作簿里";
const THEIRS: &str = "Word里";

/// The text that is read, by its ticket, and whether it was dropped: then it may be a table.
#[derive(Debug, Default)]
pub(super) struct Returning(Option<(u64, bool)>);

impl Workspace {
    /// Begins to read a text of the plan that was edited in Word.
    pub(super) fn read_returned(
        &mut self,
        path: PathBuf,
        is_dropped: bool,
        now: NaiveDateTime,
    ) -> Effect {
        let ticket = self.next_ticket();
        if let Some((earlier, _)) = self.returning.0.replace((ticket, is_dropped)) {
            self.over(earlier);
        }
        self.begin_work(ticket, Doing::ReadReturned, name_of(&path));
        let (doc, at) = (Box::new(self.document().clone()), self.workbook_now(now));
        Effect::ReadReturned { path, ticket, doc, at }
    }

    /// Asks what of it is taken over; what was dropped and is no text of the plan may be a table.
    pub(super) fn returned_read(
        &mut self,
        (ticket, path): (u64, &Path),
        returned: Option<Box<Returned>>,
    ) -> Vec<Effect> {
        let reading = self.returning.0.take_if(|(reading, _)| *reading == ticket);
        let (Some((_, is_dropped)), true) = (reading, self.over(ticket)) else {
            return Vec::new();
        };
        let Some(returned) = returned else {
            if is_dropped {
                return vec![self.read_table(path.to_owned(), None)];
            }
            self.put_in_front(Dialog::Trouble(no_plan(path)));
            return Vec::new();
        };
        if self.dialog.is_some() {
            // Something else came up while the file was read.
            self.tell(Tone::Refused, BUSY.to_owned());
            return Vec::new();
        }
        let Returned { pieces, left, same } = *returned;
        let left: Arc<[Left]> = left.into();
        if pieces.is_empty() {
            let done =
                format!("“{}”里的方案正文与工作簿一样（{same}章），没有要取回的", name_of(path));
            self.left_in_word(done, &left);
            return Vec::new();
        }
        let lines = pieces.into_iter().map(line).collect();
        self.dialog = Some(Dialog::Sides(Sides { left, ..Sides::new(Matter::Returned, lines) }));
        Vec::new()
    }

    /// Takes over what was chosen, a step each; what changed since it was read is left alone.
    pub(super) fn take_returned(&mut self, sides: &Sides, now: NaiveDateTime) {
        if sides.decided() == 0 {
            self.tell(Tone::Refused, "还没有选：先按 1 或 2 选一边".to_owned());
            return;
        }
        let (mut taken, mut gone) = (Vec::new(), Vec::new());
        for (line, of) in sides.lines.iter().zip(&sides.taken) {
            let ([ours, theirs], Some(1)) = (line.sides.as_slice(), of) else { continue };
            if self.document().read(&line.cell) != ours.value {
                gone.push(line.label.clone());
            } else if self.act(&Action::Set(theirs.value.clone()), now).is_some() {
                self.session.seal();
                taken.push(line.label.clone());
            }
        }
        self.dialog = None;
        let done = match taken.as_slice() {
            [] => "没有从Word取回什么，工作簿没有变".to_owned(),
            taken => {
                format!("已从Word取回{}处，一处一步，可以撤销：{}", taken.len(), taken.join("、"))
            }
        };
        self.left_in_word(done, &sides.left);
        if !gone.is_empty() {
            let words = format!("{}这期间又改过，没有取回，请重新取一遍", gone.join("、"));
            self.tell(Tone::Refused, words);
        }
    }

    /// Says what was done, and lists what was left in Word.
    fn left_in_word(&mut self, done: String, left: &[Left]) {
        self.tell(Tone::Good, done.clone());
        self.dialog = (!left.is_empty()).then(|| {
            Dialog::LeftOut(LeftOutDraft {
                done,
                title: "Word里有几处没有采用",
                intro: format!("下面这{}处没有采用，请看一遍：", left.len()),
                lines: left.to_vec(),
            })
        });
    }
}

fn no_plan(path: &Path) -> Trouble {
    Trouble {
        what: format!("“{}”里没有认出方案的章节", name_of(path)),
        records: "工作簿没有变。".to_owned(),
        advice: "请选从这里存成Word、改过的方案；各章标题要照原样单独一段，例如“三、风险特点”。"
            .to_owned(),
        path: Some(path.to_owned()),
    }
}

fn line(piece: Piece) -> Line {
    let Piece { was, now, title, sides: [ours, theirs], amount, remark, .. } = piece;
    let side = |value, words, place: &str, writer| Side {
        value,
        words,
        place: place.to_owned(),
        writer,
        at: None,
        is_shown: false,
    };
    Line {
        cell: was.cell(),
        about: "方案".to_owned(),
        label: format!("“{title}”"),
        remark,
        sides: vec![side(was, ours, OURS, String::new()), side(now, theirs, THEIRS, amount)],
    }
}
