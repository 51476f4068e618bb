//! The runner as the window sees them: effects in, events out, nothing blocks, nothing is left
//! without an answer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use shousui::action::{Action, NewRecord};
use shousui::file;
use shousui::model::Document;
use shousui::model::id::Replica;
use shousui::model::place::{Site, SiteField};
use shousui::print::{FileKind, PageSize, Progress, Request, Stamp};
use shousui::session::{Head, Session, Stopped, Unit};
use shousui::shell::disk::RealDisk;
use shousui::shell::home::Home;
use shousui::shell::prints::{Leaves, Made, Press, Waiting};
use shousui::shell::{Parts, Runner};
use shousui::workspace::{Effect, Event, OpenedFile, Picture, PrintOrder};

use crate::fixture::{day, empty, morning};
use crate::power::who;

/// A press that fails in every way: it breaks down, and it says why not.
pub(crate) struct NoPress;

impl Press for NoPress {
    fn leaf(&self, _order: &PrintOrder) -> Box<dyn Leaves> {
        Box::new(NoLeaves)
    }

    fn make(&self, order: &PrintOrder, _: Waiting<'_>) -> Result<Result<Made, String>, Stopped> {
        panic!("the press broke down at order {}", order.ticket)
    }
}

struct NoLeaves;

impl Leaves for NoLeaves {
    fn advance(&mut self) -> Result<bool, String> {
        Err("没有排成版".to_owned())
    }

    fn sizes(&self) -> &[PageSize] {
        &[]
    }

    fn picture(&mut self, _page: usize, _scale: f64) -> Result<Option<Picture>, String> {
        Ok(None)
    }
}

pub(crate) fn parts(folder: &Path) -> Parts {
    Parts {
        disk: Arc::new(RealDisk),
        home: Home::at(folder.join("state")),
        who: who(),
        press: Arc::new(NoPress),
        prints: folder.join("prints"),
        clock: morning,
    }
}

/// What the runner says next, but for how far it is: that is told as often as the machine is slow.
pub(crate) fn heard(runner: &Runner) -> Option<Event> {
    loop {
        match runner.wait(Duration::from_secs(20))? {
            Event::Progress { .. } => {}
            event => return Some(event),
        }
    }
}

/// Runner in a folder of their own, and how often they woke the window.
struct Office {
    folder: tempfile::TempDir,
    runner: Runner,
    woken: Arc<AtomicUsize>,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let woken = Arc::new(AtomicUsize::new(0));
        let counts = Arc::clone(&woken);
        let wake = move || {
            counts.fetch_add(1, Ordering::SeqCst);
        };
        let runner = Runner::new(parts(folder.path()), Arc::new(wake)).unwrap();
        Self { folder, runner, woken }
    }

    fn workbook(&self) -> PathBuf {
        self.folder.path().join("望禾.ron")
    }

    fn next(&self) -> Event {
        heard(&self.runner).unwrap()
    }

    fn begun(&self) -> (OpenedFile, Session) {
        let path = self.workbook();
        self.runner.run(Effect::Begin { path: path.clone(), kept: empty(1).snapshot(), ticket: 0 });
        assert!(matches!(self.next(), Event::Begun(_)));
        self.runner.run(Effect::Open { path, ticket: 0 });
        let Event::Opened(opened) = self.next() else { panic!() };
        let session = Session::open(opened.kept.clone(), opened.replica);
        (*opened, session)
    }
}

pub(crate) fn add(session: &mut Session, name: &str) {
    let site = Site { name: name.to_owned(), ..Site::default() };
    session.perform(&Action::Add(NewRecord::Site(site)), morning()).unwrap();
}

fn order() -> PrintOrder {
    PrintOrder {
        doc: Box::new(Document::default()),
        request: Request::ledger(),
        kind: FileKind::Pdf,
        stamp: Stamp { code: "7F3A-91".to_owned(), now: morning(), both_sides: false },
        workbook: Default::default(),
        ticket: 7,
    }
}

#[test]
fn what_is_typed_is_kept_within_a_moment_and_one_sync_covers_many() {
    let office = Office::new();
    let (_, mut session) = office.begun();
    add(&mut session, "3号公寓");
    let site = *session.document().sites.iter().next().unwrap().0;
    let began = Instant::now();
    let mut sent = 0;
    for number in 0..20 {
        let put = SiteField::Note(format!("第{number}条"));
        session.perform(&Action::Set((site, put).into()), morning()).unwrap();
        let notes = session.take_notes();
        sent += notes.len();
        office.runner.run(Effect::Note(notes));
    }
    let mut answers = 0;
    loop {
        let Event::Noted { count } = office.next() else { panic!() };
        answers += 1;
        if usize::try_from(count).unwrap() == sent {
            break;
        }
    }
    println!("{sent} notes kept after {} ms, {answers} syncs", began.elapsed().as_millis());
    assert!(answers <= 10);
    // The window is woken right after an event is there for it.
    let waited = Instant::now();
    while office.woken.load(Ordering::SeqCst) < 2 + answers {
        assert!(waited.elapsed() < Duration::from_secs(20), "an event that wakes nobody");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn saves_in_a_row_are_one_and_the_last_one_counts() {
    let office = Office::new();
    let (_, mut session) = office.begun();
    let path = office.workbook();
    for number in 0..12 {
        add(&mut session, &format!("第{number}点"));
        office.runner.run(Effect::Note(session.take_notes()));
        let kept = session.snapshot();
        office.runner.run(Effect::Save { path: path.clone(), kept, printed: BTreeMap::new() });
    }
    let mut saves = 0;
    loop {
        match office.next() {
            Event::Saved { heads, .. } => {
                saves += 1;
                if heads == *session.heads() {
                    break;
                }
            }
            Event::Noted { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(saves < 12, "{saves}");
    drop(office.runner);
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(file::verify(&bytes).unwrap().entries, 12);
}

#[test]
fn a_save_waits_for_the_notes_of_what_it_writes() {
    let office = Office::new();
    let (_, mut session) = office.begun();
    let path = office.workbook();
    for number in 0..20 {
        add(&mut session, &format!("第{number}点"));
        let kept = session.snapshot();
        // The window may hand the workbook in before its notes.
        office.runner.run(Effect::Save { path: path.clone(), kept, printed: BTreeMap::new() });
        office.runner.run(Effect::Note(session.take_notes()));
        let mut noted = 0;
        loop {
            match office.next() {
                Event::Noted { count } => noted = count,
                Event::Saved { .. } => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(noted, number + 1, "written before it was noted");
    }
}

#[test]
fn dropping_the_hands_finishes_what_is_under_way() {
    let office = Office::new();
    let (_, mut session) = office.begun();
    add(&mut session, "3号公寓");
    office.runner.run(Effect::Note(session.take_notes()));
    let kept = session.snapshot();
    office.runner.run(Effect::Save { path: office.workbook(), kept, printed: BTreeMap::new() });
    add(&mut session, "职工食堂");
    office.runner.run(Effect::Note(session.take_notes()));
    let Office { folder, runner, .. } = office;
    drop(runner);
    let runner = Runner::new(parts(folder.path()), Arc::new(|| {})).unwrap();
    runner.run(Effect::Open { path: folder.path().join("望禾.ron"), ticket: 0 });
    let Some(Event::Opened(opened)) = heard(&runner) else { panic!() };
    assert_eq!(opened.recovered.len(), 1);
    assert_eq!(opened.locked, None);
    // It is taken in before the window hears of it, which has nothing left to work out.
    let sites = opened.kept.doc.sites.iter().map(|(_, site)| site.name.as_str());
    assert_eq!(sites.collect::<Vec<_>>(), ["3号公寓", "职工食堂"]);
    let number =
        |heads: &BTreeMap<Replica, Head>| heads.values().map(|head| head.number).sum::<u32>();
    assert_eq!((number(&opened.written), number(&opened.kept.heads)), (1, 2));
    assert_eq!(opened.kept.journal.len(), 2);
}

#[test]
fn opening_another_workbook_keeps_late_notes_of_the_first() {
    let office = Office::new();
    let (_, mut session) = office.begun();
    let other = office.folder.path().join("另一份.ron");
    let mut blank = Session::new(
        shousui::model::id::WorkbookId(crate::fixture::replica(9)),
        crate::fixture::replica(9),
    );
    office.runner.run(Effect::Begin { path: other.clone(), kept: blank.snapshot(), ticket: 0 });
    assert!(matches!(office.next(), Event::Begun(_)));
    office.runner.run(Effect::Open { path: other, ticket: 0 });
    let Event::Opened(_) = office.next() else { panic!() };
    // The window had not yet heard of it when this was typed.
    add(&mut session, "3号公寓");
    office.runner.run(Effect::Note(session.take_notes()));
    let path = office.workbook();
    let Office { folder, runner, .. } = office;
    drop(runner);
    let runner = Runner::new(parts(folder.path()), Arc::new(|| {})).unwrap();
    runner.run(Effect::Open { path, ticket: 0 });
    let Some(Event::Opened(opened)) = heard(&runner) else { panic!() };
    assert_eq!(opened.recovered.len(), 1);
}

#[test]
fn a_workbook_that_cannot_be_opened_leaves_the_first_one_open() {
    let office = Office::new();
    let (_, mut session) = office.begun();
    office.runner.run(Effect::Open { path: office.folder.path().join("没有.ron"), ticket: 0 });
    let Event::NotOpened(_) = office.next() else { panic!() };
    add(&mut session, "3号公寓");
    office.runner.run(Effect::Note(session.take_notes()));
    assert!(matches!(office.next(), Event::Noted { count: 1 }));
}

#[test]
fn work_that_breaks_down_is_answered() {
    let office = Office::new();
    office.runner.run(Effect::Print(order()));
    let Event::Failed { ticket: 7, trouble } = office.next() else { panic!() };
    assert!(trouble.what.contains("内部错误"), "{trouble:?}");
    office.runner.run(Effect::Preview(order()));
    let Event::Previewed { ticket: 7, pages: Err(trouble), .. } = office.next() else { panic!() };
    assert!(trouble.what.contains("没有排成版"));
    // The thread goes on.
    office.runner.run(Effect::Print(order()));
    assert!(matches!(office.next(), Event::Failed { .. }));
    let mut session = empty(1);
    add(&mut session, "3号公寓");
    office.runner.run(Effect::Note(session.take_notes()));
    let Event::NotNoted(trouble) = office.next() else { panic!() };
    assert!(trouble.what.contains("没有打开的工作簿"));
    let kept = session.snapshot();
    office.runner.run(Effect::Save { path: office.workbook(), kept, printed: BTreeMap::new() });
    assert!(matches!(office.next(), Event::NotSaved(_)));
}

#[test]
fn the_document_is_checked_beside_the_window() {
    let office = Office::new();
    let doc = crate::fixture::small_mine(1).0.document().clone();
    let revision = doc.revision();
    office.runner.run(Effect::Review { doc: Box::new(doc), today: day() });
    let Event::Reviewed { revision: checked, today, .. } = office.next() else { panic!() };
    assert_eq!((checked, today), (revision, day()));
}

#[test]
fn a_print_takes_no_other_prints_place() {
    use shousui::shell::prints::put_pdf;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("05巡查");
    let put = |bytes: &[u8]| put_pdf(&RealDisk, &folder, "巡查单_0213", bytes).unwrap();
    let first = put(b"one");
    assert_eq!(put(b"one"), first);
    assert_eq!(put(b"two"), folder.join("巡查单_0213(2).pdf"));
    assert_eq!(std::fs::read(first).unwrap(), b"one");
}

/// Counts pages as long as nobody says stop, one every some milliseconds.
struct Endless;

impl Press for Endless {
    fn leaf(&self, _order: &PrintOrder) -> Box<dyn Leaves> {
        Box::new(Leafing(Vec::new()))
    }

    fn make(&self, _: &PrintOrder, watch: Waiting<'_>) -> Result<Result<Made, String>, Stopped> {
        loop {
            watch.on(Progress::new(Unit::Papers, 1, 1000))?;
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

struct Leafing(Vec<PageSize>);

impl Leaves for Leafing {
    fn advance(&mut self) -> Result<bool, String> {
        std::thread::sleep(Duration::from_millis(5));
        self.0.push(PageSize { width: 1.0, height: 1.0 });
        Ok(true)
    }

    fn sizes(&self) -> &[PageSize] {
        &self.0
    }

    fn picture(&mut self, page: usize, _scale: f64) -> Result<Option<Picture>, String> {
        Ok(Some(Picture { width: page, height: 1, rgba: Arc::default() }))
    }
}

#[test]
fn a_preview_and_a_print_stop_within_a_tenth_of_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let parts = Parts { press: Arc::new(Endless), ..parts(folder.path()) };
    let runner = Runner::new(parts, Arc::new(|| {})).unwrap();
    let next = || runner.wait(Duration::from_secs(5)).unwrap();
    let soon = Duration::from_millis(100);

    runner.run(Effect::Preview(PrintOrder { ticket: 1, ..order() }));
    runner.run(Effect::Picture { ticket: 1, pages: 2..4, pixels_per_point: 1.0 });
    let mut pictured = Vec::new();
    while pictured.len() < 2 {
        if let Event::Pictured { ticket: 1, page, .. } = next() {
            pictured.push(page);
        }
    }
    assert_eq!(pictured, [2, 3], "only what is in sight, as soon as it is known");
    let asked = Instant::now();
    runner.run(Effect::Preview(PrintOrder { ticket: 2, ..order() }));
    while !matches!(next(), Event::Previewed { ticket: 2, .. }) {}
    assert!(asked.elapsed() < soon, "{:?}", asked.elapsed());

    runner.run(Effect::PutAway);
    runner.run(Effect::Print(PrintOrder { ticket: 3, ..order() }));
    while !matches!(next(), Event::Progress { ticket: 3, progress } if progress.of == 1000) {}
    let asked = Instant::now();
    runner.run(Effect::Stop(3));
    while !matches!(next(), Event::Stopped { ticket: 3 }) {}
    assert!(asked.elapsed() < soon, "{:?}", asked.elapsed());
    // The thread is free again, and of what was stopped nothing more is said.
    runner.run(Effect::Print(PrintOrder { ticket: 4, ..order() }));
    let is_of = |wanted| move |event: &Event| matches!(event, Event::Progress { ticket, .. } | Event::Failed { ticket, .. } | Event::Printed { ticket, .. } if *ticket == wanted);
    let mut heard = vec![next()];
    while !heard.iter().any(is_of(4)) {
        heard.push(next());
    }
    assert!(!heard.iter().any(is_of(3)), "{heard:?}");
    assert!(!heard.iter().any(|event| matches!(event, Event::Previewed { .. })));
    runner.run(Effect::Stop(4));
}
