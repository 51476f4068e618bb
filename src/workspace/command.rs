//! Everything in the menus: one table of words and keys, so that menus, keys and help agree.

use chrono::NaiveDateTime;

use super::place::Place;
use super::{Dialog, Effect, FindDraft, Intent, ReportDraft, Saving, Tone, Workspace};
use crate::action::Refusal;
use crate::print::Request;

/// A menu item. Has no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Begin a new workbook.
    New,
    /// Open a workbook.
    Open,
    /// Write the workbook now.
    Save,
    /// Go on under another name.
    SaveAs,
    /// Take in copies of the open workbook.
    Merge,
    /// The mine's profile, the season, the terms.
    Profile,
    /// What the program ships and the workbook lacks.
    Editions,
    /// Leave the program.
    Leave,
    /// Take the last act back.
    Undo,
    /// Do it again.
    Redo,
    /// To the prints.
    Print,
    /// Type a sheet back.
    Enter,
    /// Make sheets out.
    Issue,
    /// Write a hazard down.
    Report,
    /// How many hazards, how many left, and whose, ready to be printed.
    Overview,
    /// Fill the rota.
    Fill,
    /// Go on with the rota of an earlier stretch.
    GoOn,
    /// Let somebody come in the place of somebody else.
    Swap,
    /// Something happens: write it down.
    Incident,
    /// Look for a record or a command.
    Find,
    /// Say who sits at the PC.
    SitDown,
    /// Keys and what they do.
    Keys,
    /// Gather what helps whoever is asked for help.
    Diagnose,
    /// About the program.
    About,
    /// To a place on the rail.
    Go(Place),
}

/// A key with Ctrl or one of the function keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Ctrl and a letter or digit.
    Ctrl(char),
    /// A function key.
    F(u8),
}

impl Key {
    /// As shown beside a menu item.
    pub fn word(self) -> String {
        match self {
            Self::Ctrl(sign) => format!("Ctrl+{sign}"),
            Self::F(number) => format!("F{number}"),
        }
    }
}

impl Command {
    /// Every menu item, in the order of the menus.
    pub const ALL: &[Self] = &[
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Merge,
        Self::Profile,
        Self::Editions,
        Self::Leave,
        Self::Undo,
        Self::Redo,
        Self::Issue,
        Self::Enter,
        Self::Report,
        Self::Overview,
        Self::Fill,
        Self::GoOn,
        Self::Swap,
        Self::Incident,
        Self::Find,
        Self::Print,
        Self::Go(Place::Today),
        Self::Go(Place::Team),
        Self::Go(Place::Sites),
        Self::Go(Place::Plan),
        Self::Go(Place::Rota),
        Self::Go(Place::Patrol),
        Self::Go(Place::Hazards),
        Self::Go(Place::Watch),
        Self::Go(Place::Service),
        Self::Go(Place::Papers),
        Self::SitDown,
        Self::Keys,
        Self::Diagnose,
        Self::About,
    ];

    /// The words in the menu.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "新建工作簿…",
            Self::Open => "打开…",
            Self::Save => "保存",
            Self::SaveAs => "另存为…",
            Self::Merge => "合并副本…",
            Self::Profile => "本矿资料",
            Self::Editions => "换用新版内容…",
            Self::Leave => "退出",
            Self::Undo => "撤销",
            Self::Redo => "重做",
            Self::Print => "打印",
            Self::Enter => "录入回单",
            Self::Issue => "出单…",
            Self::Report => "登记隐患…",
            Self::Overview => "隐患情况表",
            Self::Fill => "自动排班…",
            Self::GoOn => "接着上月、上年排…",
            Self::Swap => "换班…",
            Self::Incident => "处置一件事（记录）",
            Self::Find => "查找…",
            Self::SitDown => "操作人…",
            Self::Keys => "按键一览",
            Self::Diagnose => "导出诊断…",
            Self::About => "关于守岁",
            Self::Go(place) => place.word(),
        }
    }

    /// The key that runs it.
    pub fn key(self) -> Option<Key> {
        Some(match self {
            Self::New => Key::Ctrl('N'),
            Self::Open => Key::Ctrl('O'),
            Self::Save => Key::Ctrl('S'),
            Self::Undo => Key::Ctrl('Z'),
            Self::Redo => Key::Ctrl('Y'),
            Self::Print => Key::Ctrl('P'),
            Self::Enter => Key::F(2),
            Self::Issue => Key::F(3),
            Self::Report => Key::F(4),
            Self::Overview => Key::F(7),
            Self::Swap => Key::F(6),
            Self::Incident => Key::F(8),
            Self::Find => Key::Ctrl('K'),
            Self::Keys => Key::F(1),
            Self::Go(place) => return place.digit().map(Key::Ctrl),
            Self::SaveAs
            | Self::Merge
            | Self::Profile
            | Self::Editions
            | Self::Fill
            | Self::GoOn
            | Self::Leave
            | Self::SitDown
            | Self::Diagnose
            | Self::About => return None,
        })
    }
}

impl Workspace {
    /// Does what a menu item says.
    pub(super) fn run(&mut self, command: Command, now: NaiveDateTime) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.is_out_of_place(command) {
            return effects;
        }
        match command {
            Command::New => self.dialog = Some(self.new_season_draft(now)),
            Command::Open => effects.extend(self.ask_what()),
            Command::Save => effects.extend(self.save_now()),
            Command::SaveAs if self.is_damaged("另存") => {}
            Command::SaveAs => effects.extend(self.ask_where(Saving::As)),
            Command::Merge => self.ask_what_to_merge(),
            Command::Leave => effects.extend(self.leave()),
            Command::Undo | Command::Redo if self.is_closed() => {}
            Command::Undo => {
                let at = self.workbook_now(now);
                let done = self.session.undo(at);
                self.turned("已撤销", done);
            }
            Command::Redo => {
                let at = self.workbook_now(now);
                let done = self.session.redo(at);
                self.turned("已重做", done);
            }
            Command::Profile => self.go(Place::Profile, now, &mut effects),
            Command::Editions => self.ask_about_editions(),
            Command::Print => match self.picked.paper.clone() {
                // In 材料, the paper on the screen is what is to be printed.
                Some(request) if self.place == Place::Papers => {
                    return self.handle(Intent::Print(request), now);
                }
                None if self.place == Place::Papers => {
                    self.tell(Tone::Refused, "先在左边选一种材料，再打印".to_owned());
                }
                _ => self.go(Place::Papers, now, &mut effects),
            },
            Command::Enter => {
                self.picked.entering = None;
                self.go(Place::Patrol, now, &mut effects);
            }
            Command::Issue => self.dialog = Some(self.issue_draft(now)),
            Command::Report => self.dialog = Some(Dialog::Report(ReportDraft::default())),
            Command::Overview => {
                return self.handle(Intent::Preview(Request::overview()), now);
            }
            Command::Fill => self.ask_to_fill(now),
            Command::Incident => self.go_to_incident(now, &mut effects),
            Command::GoOn => self.ask_to_go_on(now),
            Command::Swap => self.dialog = Some(self.swap_draft(now)),
            Command::Find => self.dialog = Some(Dialog::Find(FindDraft::default())),
            Command::SitDown => self.dialog = Some(Dialog::SitDown),
            Command::Keys => self.dialog = Some(Dialog::Keys),
            Command::Diagnose => effects.push(self.diagnose()),
            Command::About => self.dialog = Some(Dialog::About),
            Command::Go(place) => self.go(place, now, &mut effects),
        }
        effects
    }

    fn turned(&mut self, verb: &str, done: Result<Option<String>, Refusal>) {
        match done {
            Ok(Some(words)) => self.tell(Tone::Good, format!("{verb}：{words}")),
            Ok(None) => self.tell(Tone::Refused, "没有可撤销或重做的步骤".to_owned()),
            Err(refusal) => self.refuse(&refusal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key_and_all_have_words() {
        let mut keys = Vec::new();
        for command in Command::ALL {
            assert!(!command.word().is_empty());
            if let Some(key) = command.key() {
                assert!(!keys.contains(&key), "{}", key.word());
                keys.push(key);
            }
        }
    }
}
