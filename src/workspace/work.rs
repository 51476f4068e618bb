//! Long work beside the window: what is under way, how far each is, and a way to stop it.
//!
//! Who stops something hears so at once; what comes of it afterwards is refused below, where it is
//! also known whether it was still in time.

use std::path::Path;
use std::time::Duration;

use super::{Dialog, Effect, Tone, Trouble, Workspace};
use crate::session::{Progress, Unit};

/// What is over sooner need not be seen.
const SEEN: Duration = Duration::from_millis(300);

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// A PDF is made.
    Print,
    /// A workbook is opened.
    Open,
    /// A new workbook is written.
    Begin,
    /// Copies are put together with what is open.
    Compare,
    /// What a damaged workbook lacks is looked for.
    Search,
    /// A file with a table in it is read.
    ReadTable,
    /// A text that was edited in Word is read.
    ReadReturned,
    /// An earlier season's workbook is read.
    ReadEarlier,
    /// A rota is filled.
    Fill,
    /// The reasons are looked for why something is missing in it.
    Explain,
    /// Chains of shifts that change hands are looked for.
    Relieve,
}

impl Doing {
    /// The word for it.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Print => "打印",
            Self::Open => "打开",
            Self::Begin => "写新文件",
            Self::Compare => "比对副本",
            Self::Search => "找回内容",
            Self::ReadTable => "读取表格",
            Self::ReadReturned => "读取Word",
            Self::ReadEarlier => "读取往年的工作簿",
            Self::Fill => "自动排班",
            Self::Explain => "查原因",
            Self::Relieve => "找连环调班",
        }
    }

    /// Whether a question in front asked for it.
    pub fn is_asked(self) -> bool {
        matches!(
            self,
            Self::Compare
                | Self::Search
                | Self::Fill
                | Self::Explain
                | Self::ReadEarlier
                | Self::Relieve
        )
    }

    /// What was left as it was, once it is stopped.
    fn left(self) -> &'static str {
        match self {
            Self::Print => "没有生成文件",
            Self::Open => "现在打开着的没有变",
            Self::Compare | Self::Search => "什么也没有改",
            Self::Begin => "没有写成，现在打开着的没有变",
            Self::ReadTable => "没有录入",
            Self::ReadReturned => "没有取回",
            Self::ReadEarlier => "没有计入",
            Self::Fill => "下面是到现在为止排得最好的",
            Self::Explain => "没有查",
            Self::Relieve => "没有找",
        }
    }
}

/// Something under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Tells it apart.
    pub ticket: u64,
    /// What is being done.
    pub doing: Doing,
    /// To what, in words.
    pub words: String,
    /// How far it is.
    pub progress: Progress,
    /// When it was asked for, in time passed since the window began.
    pub since: Duration,
}

impl Work {
    fn shows_at(&self) -> Duration {
        self.since.saturating_add(SEEN)
    }

    /// 正在打开：望禾.ron，已读3MB，共58MB
    pub fn told(&self) -> String {
        let Progress { unit, done, of } = self.progress;
        let far = match unit {
            _ if of <= 1 => String::new(),
            Unit::Papers => format!("，已排{done}份，共{of}份"),
            Unit::Read => bytes("读", done, of),
            Unit::Written => bytes("写", done, of),
            Unit::Understood => bytes("整理", done, of),
            Unit::Steps => format!("，已核对{done}次改动，共{of}次"),
            Unit::Files => format!("，已看{done}个文件，共{of}个"),
            Unit::Percent => format!("，已完成{done}%"),
        };
        format!("正在{}：{}{far}", self.doing.verb(), self.words)
    }
}

/// ，已读3.1MB，共58.4MB; of what is small nothing.
fn bytes(verb: &str, done: usize, of: usize) -> String {
    const TENTH: usize = (1 << 20) / 10;
    let words = |bytes: usize| format!("{}.{}MB", bytes / TENTH / 10, bytes / TENTH % 10);
    if of < TENTH {
        String::new()
    } else {
        format!("，已{verb}{}，共{}", words(done), words(of))
    }
}

/// A file as people call it.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Workspace {
    /// Work under way, the oldest first.
    pub fn at_work(&self) -> &[Work] {
        &self.work
    }

    /// That which takes long enough that a person should see how far it is.
    pub fn slow_work(&self) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(|work| work.shows_at() <= self.passed)
    }

    /// When the next of it begins to show.
    pub(super) fn work_shows(&self) -> Option<Duration> {
        self.work.iter().map(Work::shows_at).filter(|at| self.passed < *at).min()
    }

    pub(super) fn next_ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// Something is under way from now on.
    pub(super) fn begin_work(&mut self, ticket: u64, doing: Doing, words: String) {
        let (progress, since) = (Progress::default(), self.passed);
        self.work.push(Work { ticket, doing, words, progress, since });
    }

    /// How far it is.
    pub(super) fn went_on(&mut self, ticket: u64, progress: Progress) {
        if let Some(work) = self.work.iter_mut().find(|work| work.ticket == ticket) {
            work.progress = progress;
        }
    }

    /// Nobody wants it any more. Whether it was still in time is known below.
    pub(super) fn stop(&self, ticket: u64) -> Option<Effect> {
        self.work.iter().any(|work| work.ticket == ticket).then_some(Effect::Stop(ticket))
    }

    /// It was stopped in time, and nothing comes of it.
    pub(super) fn stopped(&mut self, ticket: u64) {
        let Some(index) = self.work.iter().position(|work| work.ticket == ticket) else { return };
        let Work { doing, words, .. } = self.work.remove(index);
        match doing {
            Doing::Print | Doing::ReadTable | Doing::ReadReturned | Doing::ReadEarlier => {}
            Doing::Explain if self.explains(ticket) => self.leave_unexplained(ticket),
            // What is best so far is on its way, unless something else was asked for meanwhile.
            Doing::Fill if self.fills(ticket) => {}
            Doing::Relieve if self.relieves(ticket) => {}
            Doing::Explain | Doing::Fill | Doing::Relieve => return,
            Doing::Compare | Doing::Search => {
                // Given up by the program, since something else was chosen meanwhile.
                if !self.give_question_up(ticket) {
                    return;
                }
            }
            Doing::Open | Doing::Begin => {
                let is_opening = self.opening_work().next().is_some();
                self.file.opening = is_opening;
            }
        }
        self.tell(Tone::Good, format!("已停止{}：{words}，{}", doing.verb(), doing.left()));
    }

    /// The workbooks on their way.
    pub(super) fn opening_work(&self) -> impl Iterator<Item = u64> {
        let opening = |work: &&Work| matches!(work.doing, Doing::Open | Doing::Begin);
        self.work.iter().filter(opening).map(|work| work.ticket)
    }

    /// It is over. Whether it was still wanted.
    pub(super) fn over(&mut self, ticket: u64) -> bool {
        let before = self.work.len();
        self.work.retain(|work| work.ticket != ticket);
        self.work.len() < before
    }

    /// It could not be done: what was asked is over, and why is said.
    pub(super) fn failed(&mut self, ticket: u64, trouble: Trouble) {
        let mut of_ticket = self.work.iter().filter(|work| work.ticket == ticket);
        // Nobody waits for a print: whoever asked for it types on meanwhile.
        let is_print = of_ticket.any(|work| matches!(work.doing, Doing::Print));
        if !self.over(ticket) {
            return;
        }
        let _given_up = self.give_question_up(ticket);
        if is_print {
            self.ask_later(Dialog::Trouble(trouble));
        } else {
            self.put_in_front(Dialog::Trouble(trouble));
        }
    }

    /// Takes the question away that waits for that work and would wait for ever; whether there was one.
    fn give_question_up(&mut self, ticket: u64) -> bool {
        if self.gives_up_filling(ticket) {
            // Its question is gone with it.
        } else if self.is_search(ticket) {
            self.drop_questions(|dialog| matches!(dialog, Dialog::Repair(_)));
        } else if self.is_comparing(ticket) {
            self.drop_questions(|dialog| matches!(dialog, Dialog::Merge(_)));
        } else {
            return false;
        }
        self.bring_next_in_front();
        true
    }

    /// The workbook that was on its way first has come, or does not come: they come one after another.
    pub(super) fn over_opening(&mut self) {
        let (first, next) = {
            let mut opening = self.opening_work();
            (opening.next(), opening.next())
        };
        if let Some(first) = first {
            self.over(first);
        }
        self.file.opening = next.is_some();
    }
}
