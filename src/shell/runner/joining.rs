//! Work on many files that changes none of them, each on a thread of its own for as long as it
//! takes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tickets::{Teller, Tickets};
use super::{Answers, Runner, beside};
use crate::file::{self, Opened, Unread, join};
use crate::session::{Progress, Session, Stopped, Unit, Watch};
use crate::shell::disk::{Disk, read_watched};
use crate::shell::trouble;
use crate::workspace::{Event, Joined, Outcome};

impl Runner {
    /// Puts a copy of what is open together with those files.
    pub(super) fn join(&self, ticket: u64, session: Box<Session>, paths: Vec<PathBuf>) {
        self.aside(ticket, "合并副本", move |disk, watch| {
            let joined = joined(disk, *session, paths, watch)?;
            Ok(Event::Joined { ticket, joined: Box::new(joined) })
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
            // The work is over for the window then, and the reason is said.
            let failed = |trouble| {
                says.say(Event::Stopped { ticket });
                Event::Caution(trouble)
            };
            says.guard(what, failed, || done(&says, &tickets, ticket, |watch| work(&*disk, watch)));
        });
        if begun.is_err() {
            self.answers.say(Event::Stopped { ticket });
            self.answers.say(Event::Caution(trouble::broke_down(what)));
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

/// A workbook, or why it cannot be read, in words.
fn opened<W: Watch>(
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
