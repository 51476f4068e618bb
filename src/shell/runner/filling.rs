//! Filling a rota, on a thread of its own for as long as it takes. Who stops it gets the best so far.

use std::path::{Path, PathBuf};

use super::joining::opened;
use super::tickets::Teller;
use super::{Runner, beside};
use crate::action::filling::{Filled, Filling};
use crate::rostering::Unmet;
use crate::rules::duty::relief::Turn;
use crate::session::{Progress, Unit, Watch};
use crate::shell::disk::Disk;
use crate::shell::trouble;
use crate::workspace::{Event, Trouble};

impl Runner {
    pub(super) fn fill(&self, ticket: u64, filling: Box<Filling>) {
        let (says, tickets) = (self.answers.clone(), self.tickets.clone());
        let begun = beside("shousui-rota", move || {
            let failed = |trouble| Event::Failed { ticket, trouble };
            says.guard("自动排班", failed, || {
                let teller = Teller::new(&says, &tickets, ticket);
                let filled = filling.solved(|done, of| {
                    teller.on(Progress::new(Unit::Percent, percent(done, of), 100)).is_ok()
                });
                match filled {
                    Ok(filled) => says.say(Event::Filled { ticket, filled: Box::new(filled) }),
                    Err(_) => says.say(failed(trouble::broke_down("自动排班"))),
                }
            });
        });
        if begun.is_err() {
            let trouble = trouble::broke_down("自动排班");
            self.answers.say(Event::Failed { ticket, trouble });
        }
    }

    pub(super) fn explain(&self, ticket: u64, filled: Box<Filled>, unmet: Unmet) {
        self.aside(ticket, "查原因", move |_, watch| {
            let goes_on = || watch.on(Progress::new(Unit::Percent, 0, 0));
            let missing = filled.explained(&unmet, &mut || goes_on().is_ok()).map(Box::new);
            goes_on()?;
            Ok(Event::Explained { ticket, missing })
        });
    }

    pub(super) fn relieve(&self, ticket: u64, turn: Box<Turn>) {
        self.aside(ticket, "找连环调班", move |_, watch| {
            let goes_on = || watch.on(Progress::new(Unit::Percent, 0, 0));
            let chains = turn.chains(&mut || goes_on().is_ok());
            // Of a search that was stopped nothing is shown: the best may be missing.
            goes_on()?;
            Ok(Event::Relieved { ticket, chains })
        });
    }
}

fn percent(done: u64, of: u64) -> usize {
    let percent = done.saturating_mul(100) / of.max(1);
    usize::try_from(percent).unwrap_or(100).min(100)
}

/// Reads an earlier season's workbook.
pub(super) fn earlier<W: Watch>(
    disk: &dyn Disk,
    (ticket, path): (u64, PathBuf),
    watch: &W,
) -> Result<Event, W::Stop> {
    Ok(match opened(disk, &path, watch)? {
        Ok(opened) if opened.verdict.is_damaged() => {
            Event::Failed { ticket, trouble: not_counted(&path, "文件有损坏") }
        }
        Ok(opened) => {
            let (workbook, doc) = (opened.kept.workbook, Box::new(opened.kept.doc));
            Event::EarlierRead { ticket, path, workbook, doc }
        }
        Err(why) => Event::Failed { ticket, trouble: not_counted(&path, &why) },
    })
}

fn not_counted(path: &Path, why: &str) -> Trouble {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    trouble::beside_the_records(
        format!("没有计入“{name}”：{why}"),
        "请另选往年的工作簿；文件有损坏的，先打开它修复",
        path,
    )
}
