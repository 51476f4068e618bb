//! Work on many files that changes none of them, each on a thread of its own for as long as it
//! takes.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::tickets::{Teller, Tickets};
use super::{Answers, Runner, beside};
use crate::file::{self, Opened, Rescued, Unread, join};
use crate::session::{Progress, Session, Stopped, Unit, Watch};
use crate::shell::disk::{Disk, read_watched};
use crate::shell::home::Home;
use crate::shell::rescue::{Mended, Order, Unmended, mend};
use crate::shell::trouble;
use crate::workspace::{Event, Joined, Offer, Outcome, Repair, Trouble};

impl Runner {
    /// Puts a copy of what is open together with those files.
    pub(super) fn join(&self, ticket: u64, session: Box<Session>, paths: Vec<PathBuf>) {
        self.aside(ticket, "合并副本", move |disk, watch| {
            let joined = joined(disk, *session, paths, watch)?;
            Ok(Event::Joined { ticket, joined: Box::new(joined) })
        });
    }

    /// Puts a damaged workbook together again, from what can be found without those of that name.
    pub(super) fn rescue(
        &self,
        ticket: u64,
        path: PathBuf,
        (more, without): (Vec<PathBuf>, BTreeSet<String>),
        at: NaiveDateTime,
    ) {
        let home = self.home.clone();
        self.aside(ticket, "修复", move |disk, watch| {
            let rescued = rescued((disk, &home), &path, (more, &without), at, watch)?;
            Ok(match rescued {
                Ok(repair) => Event::Rescued { ticket, repair: Box::new(repair) },
                Err(trouble) => Event::Failed { ticket, trouble },
            })
        });
    }

    /// Does such work; its answer is not said where nobody waits for it any more.
    pub(super) fn aside(
        &self,
        ticket: u64,
        what: &'static str,
        work: impl FnOnce(&dyn Disk, &Teller<'_>) -> Result<Event, Stopped> + Send + 'static,
    ) {
        let (says, disk, tickets) =
            (self.answers.clone(), Arc::clone(&self.disk), self.tickets.clone());
        let begun = beside("shousui-aside", move || {
            let failed = |trouble| Event::Failed { ticket, trouble };
            says.guard(what, failed, || done(&says, &tickets, ticket, |watch| work(&*disk, watch)));
        });
        if begun.is_err() {
            let trouble = trouble::broke_down(what);
            self.answers.say(Event::Failed { ticket, trouble });
        }
    }
}

fn done(
    says: &Answers,
    tickets: &Tickets,
    ticket: u64,
    work: impl FnOnce(&Teller<'_>) -> Result<Event, Stopped>,
) {
    let watch = Teller::new(says, tickets, ticket);
    if let Ok(event) = work(&watch)
        && watch.commit().is_ok()
    {
        says.say(event);
    }
}

fn joined<W: Watch>(
    disk: &dyn Disk,
    mut session: Session,
    paths: Vec<PathBuf>,
    watch: &W,
) -> Result<Joined, W::Stop> {
    let base = session.heads().clone();
    let of = paths.len();
    let mut outcomes: Vec<(PathBuf, Outcome)> = Vec::new();
    for (done, path) in paths.into_iter().enumerate() {
        watch.on(Progress::new(Unit::Files, done, of))?;
        let outcome = match opened(disk, &path, watch)? {
            Ok(theirs) => join(&mut session, theirs, watch)?.map_err(|apart| apart.to_string()),
            Err(why) => Err(why),
        };
        outcomes.push((path, outcome));
    }
    Ok(Joined { session, base, outcomes })
}

fn rescued<W: Watch>(
    ground: (&dyn Disk, &Home),
    path: &Path,
    (more, without): (Vec<PathBuf>, &BTreeSet<String>),
    at: NaiveDateTime,
    watch: &W,
) -> Result<Result<Repair, Trouble>, W::Stop> {
    let order = Order { path, more: &more, without, at };
    let mended = match mend(ground, order, watch)? {
        Ok(mended) => mended,
        Err(Unmended::NotRead(err)) => return Ok(Err(trouble::not_read(path, &err))),
        Err(Unmended::NoCopy(damage)) => {
            // Another one that is chosen by hand may say which workbook it was.
            let unread = more.iter().map(|path| format!("{}（读不出）", path.display()));
            let (damage, unread) = (Some(damage.to_string()), unread.collect());
            return Ok(Ok(Repair { damage, unread, ..Repair::default() }));
        }
    };
    let Mended { opened, damage, rescued, offers, unread, foreign } = mended;
    let Rescued { kept, found, lost, restated } = rescued;
    let edited = opened.verdict.differences.iter().map(|one| one.words(&opened.kept.doc));
    let unread = unread.into_iter().map(|(path, why)| format!("{}（{why}）", path.display()));
    let offer = |(name, at, steps)| Offer { name, at, steps };
    Ok(Ok(Repair {
        kept: Some(kept),
        damage: damage.map(|damage| damage.to_string()),
        offers: offers.into_iter().map(offer).collect(),
        found,
        restated: restated.len(),
        lost,
        edited: edited.collect(),
        unread: unread.collect(),
        foreign: foreign.iter().map(|path| path.display().to_string()).collect(),
    }))
}

/// A workbook, or why it cannot be read, in words.
pub(super) fn opened<W: Watch>(
    disk: &dyn Disk,
    path: &Path,
    watch: &W,
) -> Result<Result<Opened, String>, W::Stop> {
    let bytes: io::Result<Vec<u8>> = read_watched(disk, path, watch)?;
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(err) => return Ok(Err(trouble::cause(&err).0)),
    };
    match file::read_watched(&bytes, watch) {
        Ok(opened) => Ok(Ok(opened)),
        Err(Unread::Damage(damage)) => Ok(Err(damage.to_string())),
        Err(Unread::Stopped(stop)) => Err(stop),
    }
}
