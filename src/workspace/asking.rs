//! Asking for a path: by the system's own dialog, or by typing it in the window, where no dialog
//! can come or a person prefers that. Whichever is answered first counts.

use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};

use chrono::NaiveDateTime;

use super::{Dialog, Effect, NewFrom, PrintOrder, Saving, Tone, Workspace};
use crate::action::Refusal;
use crate::action::paste::What;
use crate::print::{self, FileKind, Request, Stamp};

/// What a path is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// A workbook to open.
    Open,
    /// A copy or backup of the open workbook, to take something from.
    Copy,
    /// A new workbook.
    New,
    /// The open workbook under another name.
    SaveAs,
    /// A print, as a file of that kind.
    Print(FileKind),
    /// What helps whoever is asked for help.
    Text,
    /// A table to take in.
    Table,
    /// A text that was edited in Word.
    Returned,
    /// An earlier season's workbook, of which only the rota counts.
    Earlier,
}

/// How the names of files end that tables are read from.
const TABLES: [&str; 13] =
    ["xlsx", "xls", "et", "xlsm", "ett", "ods", "csv", "txt", "tsv", "docx", "html", "htm", "xml"];

impl Want {
    /// Everything a path is wanted for.
    pub const ALL: [Self; 13] = [
        Self::Open,
        Self::Copy,
        Self::New,
        Self::SaveAs,
        Self::Print(FileKind::Pdf),
        Self::Print(FileKind::Excel),
        Self::Print(FileKind::Word),
        Self::Print(FileKind::Text),
        Self::Print(FileKind::Png),
        Self::Text,
        Self::Table,
        Self::Returned,
        Self::Earlier,
    ];

    /// What stands above the question.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "打开工作簿",
            Self::Copy => "选副本或备份",
            Self::New => "新建工作簿",
            Self::SaveAs => "另存为",
            Self::Print(FileKind::Pdf) => "导出PDF",
            Self::Print(FileKind::Excel) => "存成Excel表格",
            Self::Print(FileKind::Word) => "存成Word文档",
            Self::Print(FileKind::Text) => "存成文字",
            Self::Print(FileKind::Png) => "存成图片",
            Self::Text => "导出诊断",
            Self::Table => "选表格文件",
            Self::Returned => "选改过的Word文档",
            Self::Earlier => "选往年的工作簿",
        }
    }

    /// What such files are called.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Open | Self::Copy | Self::New | Self::SaveAs | Self::Earlier => "守岁工作簿",
            Self::Print(kind) => kind.words(),
            Self::Returned => FileKind::Word.words(),
            Self::Text => "文本文件",
            Self::Table => "表格和Word文件",
        }
    }

    /// How their names end, the usual way first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Open | Self::Copy | Self::New | Self::SaveAs | Self::Earlier => &["ron"],
            Self::Print(FileKind::Pdf) => &["pdf"],
            Self::Print(FileKind::Excel) => &["xlsx"],
            Self::Print(FileKind::Word) | Self::Returned => &["docx"],
            Self::Print(FileKind::Png) => &["png"],
            Self::Print(FileKind::Text) | Self::Text => &["txt"],
            Self::Table => &TABLES,
        }
    }

    /// How their names usually end.
    pub fn ending(self) -> &'static str {
        self.endings().first().unwrap_or(&"")
    }

    /// Whether the file must not be there yet.
    pub fn is_new(self) -> bool {
        let is_there = matches!(self, Self::Open | Self::Copy | Self::Table);
        !is_there && !matches!(self, Self::Returned | Self::Earlier)
    }
}

/// What is done with the path.
#[derive(Clone, Debug)]
pub(super) enum Then {
    Open,
    AddCopy,
    Save(Saving),
    Print(Request, FileKind),
    Keep(String),
    /// Words for a chat.
    Chat(String),
    Table(What),
    Returned,
    Earlier,
}

impl Then {
    fn want(&self) -> Want {
        match self {
            Self::Open => Want::Open,
            Self::AddCopy => Want::Copy,
            Self::Save(Saving::New { .. }) => Want::New,
            Self::Save(Saving::As | Saving::Repaired) => Want::SaveAs,
            Self::Print(_, kind) => Want::Print(*kind),
            Self::Keep(_) => Want::Text,
            Self::Chat(_) => Want::Print(FileKind::Text),
            Self::Table(_) => Want::Table,
            Self::Returned => Want::Returned,
            Self::Earlier => Want::Earlier,
        }
    }
}

/// A path that is asked for.
#[derive(Debug)]
pub(super) struct Asking {
    /// Tells the answer apart from those to earlier questions.
    ticket: u64,
    then: Then,
    /// A file name to begin with.
    suggested: String,
    /// The folder to begin in, once it is known.
    folder: Option<PathBuf>,
    /// It is being typed in the window.
    is_typed: bool,
}

/// A path as far as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathDraft {
    /// What for.
    pub want: Want,
    /// What was typed.
    pub path: String,
    /// Which of what lies in the folder is lit.
    pub at: Option<usize>,
}

/// What lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// What lies there, folders first; or why that is not known.
    pub names: Result<Vec<Lying>, String>,
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lying {
    /// Its name.
    pub name: String,
    /// Whether it is a folder itself.
    pub is_folder: bool,
}

/// What became of a path that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It can be used, as it is written here.
    Fits(PathBuf),
    /// It is a folder.
    IsFolder(PathBuf),
    /// It cannot: why, in words.
    Refused(String),
}

impl PathDraft {
    /// The folder that what was typed lies in, seen from `base`.
    pub fn folder(&self, base: &Path) -> PathBuf {
        let typed = typed(&self.path);
        let folder = match typed.rfind(is_separator) {
            Some(at) => typed.get(..=at).unwrap_or_default(),
            None => "",
        };
        whole(folder, base)
    }

    /// The last piece of what was typed.
    pub fn name(&self) -> &str {
        typed(&self.path).rsplit(is_separator).next().unwrap_or_default()
    }
}

/// A path as a person may have copied it: in quotation marks, with spaces round it.
fn typed(text: &str) -> &str {
    text.trim().trim_matches(['"', '“', '”', '\'']).trim()
}

/// What was typed, seen from `base`. What begins with `~` the world outside knows.
fn whole(typed: &str, base: &Path) -> PathBuf {
    if typed.starts_with('~') { PathBuf::from(typed) } else { base.join(typed) }
}

/// A folder as it is written, with the sign behind it that says so.
pub fn folder_words(folder: &Path) -> String {
    let words = folder.display().to_string();
    if words.ends_with(is_separator) { words } else { format!("{words}{MAIN_SEPARATOR}") }
}

impl Workspace {
    /// Whether a path is asked for; nothing else may be asked until that is answered.
    pub fn is_waiting(&self) -> bool {
        self.asking.is_some()
    }

    /// Whether a dialog of the system is out, and the path might as well be typed here.
    pub fn can_type_path(&self) -> bool {
        let is_known = self.asking.as_ref().is_some_and(|asking| asking.folder.is_some());
        is_known && !matches!(self.dialog, Some(Dialog::Path(_)))
    }

    /// What lies in the folder of the path that is typed, as far as it is known.
    pub fn folder(&self) -> Option<&Folder> {
        self.folder.as_ref()
    }

    /// The folder a typed path begins in.
    pub fn begins_in(&self) -> &Path {
        let folder = self.asking.as_ref().and_then(|asking| asking.folder.as_deref());
        folder.unwrap_or_else(|| Path::new(""))
    }

    pub(super) fn ask_what(&mut self) -> Option<Effect> {
        self.ask_path(Then::Open, String::new())
    }

    pub(super) fn ask_copy(&mut self) -> Option<Effect> {
        self.ask_path(Then::AddCopy, String::new())
    }

    /// Asks which file such a table is in.
    pub(super) fn ask_table(&mut self, what: What) -> Option<Effect> {
        self.ask_path(Then::Table(what), String::new())
    }

    /// Asks which text of the plan came back.
    pub(super) fn ask_returned(&mut self) -> Option<Effect> {
        self.ask_path(Then::Returned, String::new())
    }

    /// Asks for an earlier season's workbook.
    pub(super) fn ask_earlier(&mut self) -> Option<Effect> {
        self.ask_path(Then::Earlier, String::new())
    }

    pub(super) fn ask_where(&mut self, then: Saving) -> Option<Effect> {
        let profile = self.document().profile();
        let year = match then {
            Saving::New { year, .. } => year,
            Saving::As => self.document().current_season().year,
            Saving::Repaired => {
                let path = self.repair_draft().map(|draft| draft.path.clone()).unwrap_or_default();
                let stem = path.file_stem().unwrap_or_default();
                let suggested = format!("{}_修复.ron", stem.to_string_lossy());
                return self.ask_path(Then::Save(then), suggested);
            }
        };
        let unnamed = matches!(then, Saving::New { from: NewFrom::Nothing, .. });
        let name = if profile.name.is_empty() || unnamed {
            "巡查工作簿".to_owned()
        } else {
            profile.name
        };
        let suggested = match year {
            1.. => format!("{name}_{year}春节.ron"),
            _ => format!("{name}.ron"),
        };
        self.ask_path(Then::Save(then), suggested)
    }

    pub(super) fn ask_where_to_print(
        &mut self,
        request: Request,
        kind: FileKind,
        at: NaiveDateTime,
    ) -> Option<Effect> {
        let stamp = Stamp { code: String::new(), now: at, both_sides: false };
        let stem = print::file_stem(self.document(), &request, &stamp);
        self.ask_path(Then::Print(request, kind), format!("{stem}.{}", kind.ending()))
    }

    /// Asks where words for a chat go as a file of that name.
    pub(super) fn ask_where_to_chat(&mut self, (name, text): (&str, String)) -> Option<Effect> {
        let is_fine = |sign: &char| !"/\\:*?\"<>|".contains(*sign) && !sign.is_control();
        let name: String = name.chars().filter(is_fine).collect();
        self.ask_path(Then::Chat(text), format!("{}.txt", name.trim()))
    }

    pub(super) fn ask_where_to_keep(&mut self, text: String) -> Option<Effect> {
        self.ask_path(Then::Keep(text), "守岁诊断.txt".to_owned())
    }

    fn ask_path(&mut self, then: Then, suggested: String) -> Option<Effect> {
        if self.asking.is_some() {
            return None;
        }
        let (ticket, want) = (self.next_ticket(), then.want());
        let damaged = self.repair_draft().map(|draft| draft.path.clone());
        let path = damaged.or_else(|| self.file.path.clone()).or_else(|| self.missing());
        let folder = path.as_deref().and_then(Path::parent).map(Path::to_owned);
        let asked = suggested.clone();
        let asking = Asking { ticket, then, suggested: asked, folder: None, is_typed: false };
        self.asking = Some(asking);
        Some(Effect::AskPath { ticket, want, suggested, folder })
    }

    /// It was found out where a path begins, and whether a dialog of the system comes.
    pub(super) fn asking_there(&mut self, ticket: u64, folder: PathBuf, has_dialog: bool) {
        let Some(asking) = self.asking.as_mut().filter(|asking| asking.ticket == ticket) else {
            return;
        };
        asking.folder = Some(folder);
        if !has_dialog {
            self.type_path();
        }
    }

    /// The path is typed in the window.
    pub(super) fn type_path(&mut self) {
        if !self.can_type_path() {
            return;
        }
        let folder = folder_words(self.begins_in());
        let Some(asking) = &mut self.asking else { return };
        asking.is_typed = true;
        let path = format!("{folder}{}", asking.suggested);
        let draft = PathDraft { want: asking.then.want(), path, at: None };
        self.folder = None;
        self.put_in_front(Dialog::Path(draft));
    }

    /// What lies in the folder of what is typed is asked for whenever that is another one.
    pub(super) fn look_into_when_stale(&mut self) -> Option<Effect> {
        let Some(Dialog::Path(draft)) = &self.dialog else {
            self.looked_into = None;
            return None;
        };
        let (folder, want) = (draft.folder(self.begins_in()), draft.want);
        if self.looked_into.as_ref() == Some(&folder) {
            return None;
        }
        self.looked_into = Some(folder.clone());
        Some(Effect::LookInto { folder, want })
    }

    pub(super) fn folder_seen(&mut self, folder: Folder) {
        if self.looked_into.as_ref() == Some(&folder.path) {
            self.folder = Some(folder);
        }
    }

    /// The path was typed: the world outside looks whether it can be used.
    pub(super) fn try_path(&mut self, draft: &PathDraft) -> Option<Effect> {
        let ticket = self.asking.as_ref()?.ticket;
        if draft.name().is_empty() {
            self.refuse(&Refusal::Missing("文件名"));
            return None;
        }
        let path = whole(typed(&draft.path), self.begins_in());
        Some(Effect::TryPath { ticket, path, want: draft.want })
    }

    pub(super) fn tried(&mut self, ticket: u64, tried: Tried, now: NaiveDateTime) -> Vec<Effect> {
        let is_asked = self.asking.as_ref().is_some_and(|asking| asking.ticket == ticket);
        let Some(Dialog::Path(draft)) = self.dialog.as_mut().filter(|_| is_asked) else {
            return Vec::new();
        };
        match tried {
            Tried::Fits(path) => return self.chosen(ticket, Some(path), now),
            Tried::IsFolder(folder) => {
                let words = format!("“{}”是文件夹，请再写上文件名", folder.display());
                (draft.path, draft.at) = (folder_words(&folder), None);
                self.tell(Tone::Refused, words);
            }
            Tried::Refused(words) => self.tell(Tone::Refused, words),
        }
        Vec::new()
    }

    /// A path was chosen, or none after all.
    pub(super) fn chosen(
        &mut self,
        ticket: u64,
        path: Option<PathBuf>,
        now: NaiveDateTime,
    ) -> Vec<Effect> {
        let is_typed = matches!(self.dialog, Some(Dialog::Path(_)));
        // Whoever types has waved the system's dialog away to do so.
        let counts = |asking: &mut Asking| asking.ticket == ticket && (path.is_some() || !is_typed);
        let Some(asking) = self.asking.take_if(counts) else { return Vec::new() };
        self.drop_questions(|dialog| matches!(dialog, Dialog::Path(_)));
        let effects = match (path, asking.then) {
            (None, _) => Vec::new(),
            (Some(path), Then::Open) => self.open(path),
            (Some(path), Then::AddCopy) => {
                self.add_copy(path);
                Vec::new()
            }
            (Some(path), Then::Save(then)) => self.save_at(path, then, now),
            (Some(path), Then::Print(request, kind)) => {
                let at = self.workbook_now(now);
                let order = self.begin_print(request, at);
                vec![Effect::PrintTo(PrintOrder { kind, ..order }, path)]
            }
            (Some(path), Then::Keep(text) | Then::Chat(text)) => vec![Effect::Keep { text, path }],
            (Some(path), Then::Earlier) => vec![self.read_earlier(path)],
            (Some(path), Then::Table(what)) => vec![self.read_table(path, Some(what))],
            (Some(path), Then::Returned) => vec![self.read_returned(path, false, now)],
        };
        self.bring_next_in_front();
        effects
    }

    /// Another workbook was opened: a path that was wanted for the one before is wanted no more. One
    /// that is being chosen in a dialog of the system for a file to open counts still.
    pub(super) fn give_up_asking_of_another(&mut self) {
        let is_out = |then: &Then| matches!(then, Then::Open | Then::Keep(_) | Then::Chat(_));
        if let Some(asking) = self.asking.take_if(|asking| asking.is_typed || !is_out(&asking.then))
            && !asking.is_typed
        {
            let words = "这期间打开了另一份工作簿，刚才要选的位置作废，请再操作一次";
            self.tell(Tone::Refused, words.to_owned());
        }
    }

    /// The person who was typing a path wants none.
    pub(super) fn give_path_up(&mut self) {
        if matches!(self.dialog, Some(Dialog::Path(_))) {
            self.asking = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_lies_in_a_folder() {
        let base = Path::new("/册");
        let seen = |path: &str| {
            let draft = PathDraft { want: Want::Open, path: path.to_owned(), at: None };
            (draft.folder(base), draft.name().to_owned())
        };
        for (path, folder, name) in [
            ("望禾.ron", "/册", "望禾.ron"),
            ("", "/册", ""),
            ("去年/望禾.ron", "/册/去年/", "望禾.ron"),
            (" “/媒体/U盘/望禾.ron” ", "/媒体/U盘/", "望禾.ron"),
            ("\"/媒体/U盘/\"", "/媒体/U盘/", ""),
            ("~/望禾.ron", "~/", "望禾.ron"),
        ] {
            assert_eq!(seen(path), (PathBuf::from(folder), name.to_owned()), "{path}");
        }
    }
}
