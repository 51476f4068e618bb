//! The power is cut after every single step that reaches the disk, in every way a file system may
//! lose what was not synced: nothing that a person was told is kept may be missing afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};
use shousui::action::{Action, NewRecord};
use shousui::file;
use shousui::model::id::{EntryId, Replica, SiteId};
use shousui::model::place::{Site, SiteField};
use shousui::model::{Change, RecordId};
use shousui::session::{Entry, Head, Kept, Note, Session};
use shousui::shell::home::Home;
use shousui::shell::journal::LiveJournal;
use shousui::shell::lock::Who;
use shousui::shell::store::Store;
use shousui::workspace::{Event, OpenedFile};

use crate::fixture::{empty, morning};
use crate::sim::{DATA, Data, Image, NAMES, Names, Op, Rng, SimDisk};

pub(crate) fn workbook() -> PathBuf {
    PathBuf::from("/u/望禾.ron")
}

pub(crate) fn who() -> Who {
    Who { name: "柴有田".to_owned(), pc: "DBXX-01".to_owned() }
}

/// A stick, and a PC.
pub(crate) fn two_disks() -> SimDisk {
    SimDisk::with_folders(&["/", "/u", "/pc"])
}

pub(crate) fn store(disk: &SimDisk) -> Store {
    Store::new(disk.shared(), Home::at("/pc/state"), who())
}

/// Opens, or says why not.
pub(crate) fn opened(store: &mut Store, path: &Path) -> (OpenedFile, Option<LiveJournal>) {
    let opening = store.open(path, morning());
    match opening.event {
        Event::Opened(opened) => (*opened, opening.journal),
        other => panic!("{other:?}"),
    }
}

/// What the person at the window does.
#[derive(Clone, Copy, Debug)]
enum Do {
    /// Types into a site's note, letter by letter.
    Type(usize, &'static str),
    /// Types something and takes every letter of it back.
    TypeAndRub(usize, &'static str),
    /// Leaves the field.
    Leave,
    /// Puts a site on the books.
    Add(&'static str),
    Undo,
    /// The journal's thread syncs.
    Sync,
    Save,
    /// Somebody types on while the file is being written.
    SaveWhileTyping(usize, &'static str),
    /// Closes properly and opens again.
    Reopen,
    /// The program is killed, the power stays on.
    Kill,
    /// Time passes.
    Wait,
}

const SCRIPT: &[Do] = &[
    Do::Add("3号公寓"),
    Do::Add("职工食堂"),
    Do::Sync,
    Do::Type(0, "住87人"),
    Do::Sync,
    Do::Type(1, "灶间"),
    Do::Save,
    Do::Type(1, "灶间已"),
    Do::Kill,
    Do::Sync,
    Do::Type(0, "住86人，3人回家"),
    Do::Sync,
    Do::Undo,
    Do::TypeAndRub(1, "断"),
    Do::Leave,
    Do::Sync,
    Do::Wait,
    Do::SaveWhileTyping(1, "灶间已断电"),
    Do::Type(0, "住8"),
    Do::Leave,
    Do::Reopen,
    Do::Type(1, "断电"),
    Do::Sync,
    Do::Add("充电棚B区"),
    Do::Sync,
    Do::Wait,
    Do::SaveWhileTyping(0, "住9"),
    Do::Save,
    Do::Type(2, "限充12车"),
    Do::Sync,
    Do::Kill,
    Do::Undo,
    Do::Save,
];

/// What a person was told.
#[derive(Clone, Debug)]
enum Told {
    /// There is a workbook now.
    Begun,
    /// So many of all notes are kept.
    Noted(usize),
    /// The file holds everything up to these.
    Saved(BTreeMap<Replica, Head>),
}

/// A sitting on a disk that remembers.
struct Sitting {
    disk: SimDisk,
    store: Store,
    journal: LiveJournal,
    session: Session,
    now: NaiveDateTime,
    /// Every note ever sent.
    notes: Vec<Note>,
    told: Vec<Told>,
    /// Notes of earlier sittings.
    before: usize,
}

/// Small enough that the script turns the journal over.
const LIMIT: u64 = 1500;

impl Sitting {
    fn begin(disk: SimDisk) -> Self {
        let mut session = empty(1);
        let mut store = store(&disk);
        let begun = store.begin(&workbook(), &session.snapshot());
        assert!(matches!(begun, Event::Begun(_)), "{begun:?}");
        disk.tell();
        let (opened, journal) = opened(&mut store, &workbook());
        let mut sitting = Self {
            disk,
            store,
            journal: journal.unwrap(),
            session: Session::open(opened.kept, opened.replica),
            now: morning(),
            notes: Vec::new(),
            told: vec![Told::Begun],
            before: 0,
        };
        sitting.journal.sync().unwrap();
        sitting
    }

    fn tell(&mut self, told: Told) {
        self.disk.tell();
        self.told.push(told);
    }

    fn site(&self, n: usize) -> SiteId {
        self.session.document().sites.iter().map(|(id, _)| *id).nth(n).unwrap()
    }

    fn set_note(&mut self, site: SiteId, words: &str) {
        let action = Action::Set((site, SiteField::Note(words.to_owned())).into());
        self.session.perform(&action, self.now).unwrap();
        self.send_notes();
    }

    fn type_words(&mut self, n: usize, words: &str) {
        let site = self.site(n);
        for end in words.char_indices().map(|(at, sign)| at + sign.len_utf8()) {
            self.set_note(site, &words[..end]);
        }
    }

    fn send_notes(&mut self) {
        let notes = self.session.take_notes();
        self.journal.append(&notes).unwrap();
        self.notes.extend(notes);
    }

    fn sync(&mut self) {
        let count = self.journal.sync().unwrap();
        let count = self.before + usize::try_from(count).unwrap();
        assert_eq!(count, self.notes.len());
        self.tell(Told::Noted(count));
    }

    fn save(&mut self) {
        let kept = self.session.snapshot();
        self.send_notes();
        self.sync();
        self.write(&kept);
    }

    fn write(&mut self, kept: &Kept) {
        let printed = self.session.printed();
        let saving = self.store.save(&workbook(), kept, &printed, true, self.now);
        let Event::Saved { heads, .. } = saving.event else { panic!("{:?}", saving.event) };
        assert!(saving.cautions.is_empty());
        self.tell(Told::Saved(heads.clone()));
        assert_eq!(self.store.follow_up(self.now), vec![]);
        self.journal.turn(&heads, LIMIT).unwrap();
    }

    fn reopen(mut self) -> Self {
        self.store.release();
        let Self { disk, store: old, journal, session, now, notes, told, .. } = self;
        let replica = session.replica();
        drop((old, journal, session));
        let mut store = store(&disk);
        let (opened, journal) = opened(&mut store, &workbook());
        assert_eq!(opened.replica, replica, "the same PC goes on under the same name");
        assert!(opened.offered.is_empty());
        let mut session = Session::open(opened.kept, opened.replica);
        session.adopt(opened.recovered).unwrap();
        let mut journal = journal.unwrap();
        journal.sync().unwrap();
        Self { before: notes.len(), disk, store, journal, session, now, notes, told }
    }

    fn act(mut self, what: Do) -> Self {
        match what {
            Do::Type(n, words) => self.type_words(n, words),
            Do::SaveWhileTyping(n, words) => {
                let kept = self.session.snapshot();
                self.send_notes();
                self.sync();
                self.type_words(n, words);
                self.sync();
                self.write(&kept);
            }
            Do::TypeAndRub(n, words) => {
                let site = self.site(n);
                let was = self.session.document().sites.get(&site).unwrap().note.clone();
                self.set_note(site, &format!("{was}{words}"));
                self.set_note(site, &was);
            }
            Do::Leave => self.session.seal(),
            Do::Add(name) => {
                let site = Site { name: name.to_owned(), ..Site::default() };
                let done = self.session.perform(&Action::Add(NewRecord::Site(site)), self.now);
                assert!(matches!(done.unwrap().made.first(), Some(RecordId::Site(_))));
            }
            Do::Undo => assert!(self.session.undo(self.now).unwrap().is_some()),
            Do::Sync => {
                self.send_notes();
                self.sync();
            }
            Do::Save => self.save(),
            Do::Reopen => {
                self.save();
                return self.reopen();
            }
            Do::Kill => {
                self.send_notes();
                return self.reopen();
            }
            Do::Wait => self.now += Duration::minutes(11),
        }
        self.send_notes();
        self
    }
}

/// What is there after a power cut.
struct Left {
    lines: BTreeSet<String>,
    heads: BTreeMap<Replica, Head>,
}

/// Opens what a power cut left, as the program would, and perhaps goes on working with it.
fn left_by(disk: &SimDisk, goes_on: bool) -> Result<Left, String> {
    let mut store = store(disk);
    let opening = store.open(&workbook(), morning());
    let opened = match opening.event {
        Event::Opened(opened) => *opened,
        Event::NotOpened(trouble) | Event::Unread(trouble) => return Err(trouble.what),
        other => panic!("{other:?}"),
    };
    assert_eq!(opened.offered, vec![], "nobody else wrote this file");
    assert_eq!(opened.locked, None);
    let lines = opened.kept.journal.entries().iter().map(|entry| entry.line()).collect();
    let heads = opened.written.clone();
    if !goes_on {
        return Ok(Left { lines, heads });
    }

    // The person goes on: types, the journal keeps it, the file is written and holds together.
    let mut session = Session::open(opened.kept, opened.replica);
    let adopted = session.adopt(opened.recovered).map_err(|broken| broken.to_string())?;
    assert_eq!(adopted.waiting, 0);
    let action =
        Action::Add(NewRecord::Site(Site { name: "新点".to_owned(), ..Site::default() }));
    session.perform(&action, morning()).map_err(|refusal| refusal.to_string())?;
    let mut journal = opening.journal.unwrap();
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
    let mut platter = disk.platter();
    disk.log().iter().for_each(|op| platter.follow(op));
    let once_more = SimDisk::of(&platter.cut(Data::Dropped, Names::Undone, 1));
    let (after, _) = self::opened(&mut self::store(&once_more), &workbook());
    let newest = session.journal().newest_first().next().unwrap();
    assert!(after.recovered.contains(&newest), "kept after the first power cut: {newest:?}");

    let saving = store.save(&workbook(), &session.snapshot(), &BTreeMap::new(), true, morning());
    assert!(matches!(saving.event, Event::Saved { .. }), "{:?}", saving.event);
    let bytes = disk.image().0[&workbook()].clone().unwrap();
    file::verify(&bytes).map_err(|damage| damage.to_string())?;
    Ok(Left { lines, heads })
}

fn is_idle(text: &str) -> bool {
    Entry::read(text).unwrap().changes.iter().all(Change::is_idle)
}

fn text(note: &Note) -> &str {
    let (Note::Pending(text) | Note::Sealed(text)) = note;
    text
}

/// What is missing of what a person was told.
fn missing(left: &Result<Left, String>, told: &[Told], notes: &[Note]) -> Option<String> {
    let begun = told.iter().any(|told| matches!(told, Told::Begun));
    let left = match left {
        Ok(left) => left,
        Err(words) => return begun.then(|| format!("not opened: {words}")),
    };
    let noted = told.iter().filter_map(|told| match told {
        Told::Noted(count) => Some(*count),
        _ => None,
    });
    let noted = &notes[..noted.max().unwrap_or_default()];
    let mut open: Option<EntryId> = None;
    for note in noted {
        match note {
            Note::Sealed(line) if !left.lines.contains(line) => return Some(line.clone()),
            Note::Sealed(_) => open = None,
            Note::Pending(line) => open = Entry::named(line),
        }
    }
    if let Some(id) = open {
        // That restatement, or a later one of the same step.
        let last = noted.len() - 1;
        let mut later =
            notes[last..].iter().map(text).filter(|line| Entry::named(line) == Some(id));
        if !later.clone().any(|line| left.lines.contains(line) || is_idle(line)) {
            return later.next().map(str::to_owned);
        }
    }
    let saved = told.iter().rev().find_map(|told| match told {
        Told::Saved(heads) => Some(heads),
        _ => None,
    });
    let lacks = |(replica, head): &(&Replica, &Head)| {
        left.heads.get(replica).is_none_or(|left| left.number < head.number)
    };
    let lacking = saved.into_iter().flatten().find(lacks);
    lacking.map(|(replica, head)| format!("not in the file: {replica}-{}", head.number))
}

/// What became of all the power cuts of one sitting.
#[derive(Default)]
struct Cuts {
    cut: usize,
    images: BTreeMap<u64, (Image, Vec<usize>)>,
}

impl Cuts {
    /// Cuts the power after every step, in every way.
    fn of(disk: &SimDisk) -> Self {
        let mut cuts = Self::default();
        let mut told = 0;
        let mut platter = disk.platter();
        for (count, op) in disk.log().iter().enumerate() {
            platter.follow(op);
            told += usize::from(matches!(op, Op::Told));
            for (seed, (data, names)) in
                DATA.iter().flat_map(|data| NAMES.map(|names| (*data, names))).enumerate()
            {
                let seed = u64::try_from(count * 64 + seed).unwrap().wrapping_mul(0x9E37_79B9);
                cuts.add(platter.cut(data, names, seed), told);
            }
        }
        cuts
    }

    fn add(&mut self, image: Image, told: usize) {
        self.cut += 1;
        let mut hasher = DefaultHasher::new();
        image.hash(&mut hasher);
        let entry = self.images.entry(hasher.finish()).or_insert_with(|| (image, Vec::new()));
        if entry.1.last() != Some(&told) {
            entry.1.push(told);
        }
    }
}

fn check(left: &Result<Left, String>, sitting: &Sitting, after: &[usize], image: &Image) {
    for told in after {
        if let Some(line) = missing(left, &sitting.told[..*told], &sitting.notes) {
            panic!("told {told} things, now missing: {line}\n{image:?}");
        }
    }
}

/// Of so many different disks one is looked at; `SHOUSUI_POWER=all` looks at all.
fn stride() -> usize {
    if std::env::var("SHOUSUI_POWER").is_ok_and(|told| told == "all") { 1 } else { 3 }
}

/// Runs a script, cuts the power everywhere, and cuts it once more while the program recovers.
/// Says how many cuts, how many different disks were looked at, and how many cuts while recovering.
fn survive(script: &[Do]) -> (usize, usize, usize) {
    let disk = two_disks();
    let sitting =
        script.iter().fold(Sitting::begin(disk.clone()), |sitting, what| sitting.act(*what));
    let cuts = Cuts::of(&disk);
    let (mut tried, mut again) = (0, 0);
    // By their digests, so that those looked at are spread over the whole sitting.
    for (place, (image, after)) in cuts.images.values().enumerate().step_by(stride()) {
        tried += 1;
        let second = SimDisk::of(image);
        let cut_again = place % (60 * stride()) == 0;
        let left = left_by(&second, cut_again || tried % 3 == 0);
        check(&left, &sitting, after, image);
        if cut_again && left.is_ok() {
            let mut platter = second.platter();
            for (count, op) in second.log().iter().enumerate() {
                platter.follow(op);
                for (data, names) in [
                    (Data::Dropped, Names::Undone),
                    (Data::Torn, Names::Kept),
                    (Data::Zeroed, Names::Some),
                ] {
                    again += 1;
                    let image = platter.cut(data, names, u64::try_from(count).unwrap());
                    check(&left_by(&SimDisk::of(&image), false), &sitting, after, &image);
                }
            }
        }
    }
    (cuts.cut, tried, again)
}

#[test]
fn the_power_may_go_at_any_moment() {
    let (cut, different, again) = survive(SCRIPT);
    println!("{cut} power cuts, {different} different disks, {again} cuts while recovering");
    assert!(5_000 < cut);
    assert!(500 < different);
}

#[test]
fn the_power_may_go_at_any_moment_of_any_sitting() {
    let mut rng = Rng(0x5348_4F55_5355_4921);
    let mut all = (0, 0, 0);
    for _ in 0..4 {
        let mut script = vec![Do::Add("甲点"), Do::Add("乙点")];
        for _ in 0..14 {
            let what = match rng.below(12) {
                0..=2 => Do::Type(rng.below(2), "已查，灯坏"),
                3 => Do::TypeAndRub(rng.below(2), "误"),
                4 => Do::Leave,
                5 => Do::Add("丙点"),
                6 | 7 => Do::Sync,
                8 => [Do::Save, Do::SaveWhileTyping(1, "查")][rng.below(2)],
                9 => Do::Reopen,
                10 => Do::Kill,
                _ => Do::Wait,
            };
            script.push(what);
        }
        let (cut, different, again) = survive(&script);
        all = (all.0 + cut, all.1 + different, all.2 + again);
    }
    println!("{} power cuts, {} different disks, {} while recovering", all.0, all.1, all.2);
}

/// A workbook on a disk, saved, with one site, and its session.
pub(crate) fn desk(disk: &SimDisk) -> (Store, LiveJournal, Session) {
    let mut store = store(disk);
    let mut session = empty(1);
    let site = Site { name: "3号公寓".to_owned(), ..Site::default() };
    session.perform(&Action::Add(NewRecord::Site(site)), morning()).unwrap();
    let kept: Kept = session.snapshot();
    assert!(matches!(store.begin(&workbook(), &kept), Event::Begun(_)));
    let (opened, journal) = opened(&mut store, &workbook());
    let mut journal = journal.unwrap();
    journal.sync().unwrap();
    (store, journal, Session::open(opened.kept, opened.replica))
}
