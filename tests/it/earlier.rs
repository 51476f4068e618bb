//! Earlier workbooks whose rota counts: each once, none of the open season, and a rota that was filled
//! is offered only with those it was made with.

use std::path::PathBuf;

use shousui::action::filling::{NotEarlier, Yearbook, counts};
use shousui::model::id::WorkbookId;
use shousui::model::mine::{Only, SeasonField};
use shousui::session::Session;
use shousui::workspace::{Command, Dialog, Effect, Event, FillDraft, Intent, Workspace};

use crate::filling::enough;
use crate::fixture::{act, morning, replica, set};

fn of(workbook: u64, year: i32) -> Yearbook {
    Yearbook { workbook: WorkbookId(replica(workbook)), year }
}

/// The same mine some years before.
pub(crate) fn in_year(year: i32) -> Session {
    let mut session = enough(4);
    act(&mut session, set((Only, SeasonField::Year(year))));
    session
}

#[test]
fn a_workbook_counts_once_and_only_for_a_season_before() {
    let here = of(1, 2027);
    let known = [of(2, 2026), of(3, 2025)];
    for (there, expected) in [
        (of(1, 2027), Err(NotEarlier::Open)),
        (of(2, 2026), Err(NotEarlier::Counted)),
        (of(4, 2027), Err(NotEarlier::Later(2027))),
        (of(4, 2028), Err(NotEarlier::Later(2028))),
        // The workbook of one year may have become that of the next.
        (of(1, 2026), Ok(())),
        (of(2, 2025), Ok(())),
        (of(4, 2026), Ok(())),
    ] {
        assert_eq!(counts(there, here, &known), expected, "{there:?}");
    }
}

/// Lets the person choose an earlier workbook, which is that.
fn read(workspace: &mut Workspace, name: &str, there: Yearbook) {
    let asked = workspace.handle(Intent::ChooseEarlier, morning());
    let ticket = asked.iter().find_map(|effect| match effect {
        Effect::AskPath { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let path = Some(PathBuf::from(name));
    let chosen = Event::Chosen { ticket: ticket.unwrap(), path };
    let reads = workspace.receive(chosen, morning());
    let reads = reads.into_iter().find_map(|effect| match effect {
        Effect::ReadEarlier { path, ticket } => Some((path, ticket)),
        _ => None,
    });
    let (path, ticket) = reads.unwrap();
    let doc = Box::new(in_year(there.year).document().clone());
    let workbook = there.workbook;
    workspace.receive(Event::EarlierRead { ticket, path, workbook, doc }, morning());
}

fn draft(workspace: &Workspace) -> FillDraft {
    match workspace.dialog() {
        Some(Dialog::Fill(draft)) => draft.clone(),
        other => panic!("{other:?}"),
    }
}

fn fills(workspace: &mut Workspace) {
    let effects = workspace.tick(morning(), std::time::Duration::ZERO, false);
    let fills = effects.into_iter().find_map(|effect| match effect {
        Effect::Fill { ticket, filling } => Some((ticket, filling)),
        _ => None,
    });
    let (ticket, filling) = fills.unwrap();
    let filled = Box::new(filling.in_short().solved(|_, _| true).unwrap());
    workspace.receive(Event::Filled { ticket, filled }, morning());
}

#[test]
fn a_rota_is_offered_only_with_the_earlier_workbooks_it_was_made_with() {
    let mut workspace = Workspace::new(enough(4));
    workspace.handle(Intent::Run(Command::Fill), morning());
    read(&mut workspace, "/去年.ron", of(2, 2026));
    workspace.handle(Intent::Answer, morning());
    fills(&mut workspace);
    assert!(workspace.filled(&draft(&workspace)).is_some());
    // One goes, another comes: as many as before.
    let state = workspace.earlier_state();
    workspace.handle(Intent::LeaveEarlier("/去年.ron".into()), morning());
    read(&mut workspace, "/前年.ron", of(3, 2025));
    assert_eq!(workspace.earlier().len(), 1);
    assert_ne!(workspace.earlier_state(), state);
    assert!(workspace.filled(&draft(&workspace)).is_none(), "it was made with the other one");
    fills(&mut workspace);
    assert!(workspace.filled(&draft(&workspace)).is_some());
}

#[test]
fn what_does_not_count_is_refused_aloud() {
    let mut workspace = Workspace::new(enough(4));
    let workbook = workspace.session().workbook();
    workspace.handle(Intent::Run(Command::Fill), morning());
    for (name, there, words) in [
        ("/去年.ron", of(2, 2026), ""),
        ("/去年的副本.ron", of(2, 2026), "去年的副本.ron已经在列"),
        ("/本矿.ron", Yearbook { workbook, year: 2027 }, "本矿.ron就是要排班的这一份"),
        ("/河西.ron", of(4, 2027), "河西.ron是2027年的，不是往年的工作簿"),
    ] {
        read(&mut workspace, name, there);
        let told = workspace.notices().last().map(|one| one.words.clone()).unwrap_or_default();
        assert!(told.contains(words), "{name}: {told}");
    }
    assert_eq!(workspace.earlier().len(), 1);
}
