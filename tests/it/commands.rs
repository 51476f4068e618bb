//! Jobs without a window: what they print, how they end, and what they leave on the disk.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDateTime;
use shousui::action::{Action, NewRecord};
use shousui::command::choose::{Wanted, requests};
use shousui::command::{self, Context, Ending, Next};
use shousui::file;
use shousui::model::duty::DutyShift;
use shousui::model::id::{Replica, WorkbookId};
use shousui::model::people::PersonField;
use shousui::model::place::SiteField;
use shousui::model::service::Activity;
use shousui::model::watch::{Handover, Log, ZeroReport};
use shousui::model::{Document, RecordId};
use shousui::print::{Of, Request, Shelf, missing_words};
use shousui::session::Session;
use shousui::shell::backups::folder_beside;
use shousui::shell::home::Home;
use shousui::shell::prints::{Made, Press as _, Typesetter};
use shousui::workspace::{Effect, Event, Intent, Printed, Workspace};

use crate::fixture::{act, set, small_mine};
use crate::sample::{doc, last_day, text};
use crate::sim::{Asked, SimDisk};

mod bundle;
mod export;
mod import;
mod mended;
mod numbers;
mod office;
mod rights;
mod rota;
mod unsettled;

/// New Year's Eve at noon, whatever the machine says.
fn noon() -> NaiveDateTime {
    "2027-02-05T12:00:00".parse().unwrap()
}

/// What a job came to.
#[derive(Debug)]
struct Ran {
    next: Next,
    out: String,
    err: String,
}

impl Ran {
    fn is(&self, ending: Ending) -> bool {
        self.next == Next::Over(ending)
    }

    /// The paths it says it wrote.
    fn paths(&self) -> Vec<PathBuf> {
        assert!(self.is(Ending::Done), "{self:?}");
        self.out.lines().map(PathBuf::from).collect()
    }

    /// Its words, when it could not be done.
    fn refused(&self) -> &str {
        assert!(self.is(Ending::Failed), "{self:?}");
        assert_eq!(self.out, "");
        assert!(!self.err.contains("error"), "{}", self.err);
        &self.err
    }
}

fn run(disk: &SimDisk, args: &[&str]) -> Ran {
    let args = std::iter::once("shousui").chain(args.iter().copied()).map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let next = {
        let mut context = Context {
            disk,
            home: Home::at("/pc/state"),
            now: noon(),
            out: &mut out,
            err: &mut err,
        };
        command::run(args, &mut context)
    };
    Ran { next, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// A disk with the sample on it.
fn disk() -> SimDisk {
    let disk = SimDisk::with_folders(&["/", "/册"]);
    disk.put(Path::new(BOOK), text().as_bytes());
    disk
}

const BOOK: &str = "/册/演示.ron";

fn bytes(disk: &SimDisk, path: &Path) -> Vec<u8> {
    disk.image().0.get(path).cloned().flatten().unwrap()
}

fn files(disk: &SimDisk) -> BTreeSet<PathBuf> {
    let image = disk.image();
    image.0.iter().filter(|(_, bytes)| bytes.is_some()).map(|(path, _)| path.clone()).collect()
}

#[test]
fn without_a_job_the_window_opens() {
    let disk = SimDisk::with_folders(&["/", "/册"]);
    assert_eq!(run(&disk, &[]).next, Next::Window(None, None));
    let named = Next::Window(Some(PathBuf::from("值守.ron")), None);
    assert_eq!(run(&disk, &["值守.ron"]).next, named);
}

#[test]
fn demo_writes_the_same_file_twice_and_never_over_another() {
    let disk = SimDisk::with_folders(&["/", "/册"]);
    for path in ["/册/一.ron", "/册/二.ron"] {
        assert_eq!(run(&disk, &["demo", path]).paths(), [PathBuf::from(path)]);
    }
    let first = bytes(&disk, Path::new("/册/一.ron"));
    assert!(first == bytes(&disk, Path::new("/册/二.ron")), "other bytes");
    assert!(first == text().as_bytes(), "the plan of the defaults");

    let taken = run(&disk, &["demo", "/册/一.ron", "--seed", "3"]);
    assert!(taken.refused().contains("已经有这个文件"), "{taken:?}");
    assert!(first == bytes(&disk, Path::new("/册/一.ron")));
    run(&disk, &["demo", "/册/一.ron", "--seed", "3", "--force"]).paths();
    assert!(first != bytes(&disk, Path::new("/册/一.ron")));

    let mut real = Session::new(WorkbookId(Replica::from_bits(5)), Replica::from_bits(6));
    let real = file::write(&real.snapshot());
    disk.put(Path::new("/册/值守.ron"), real.as_bytes());
    let refused = run(&disk, &["demo", "/册/值守.ron", "--force"]);
    assert!(refused.refused().contains("不是演示工作簿"), "{refused:?}");
    assert_eq!(bytes(&disk, Path::new("/册/值守.ron")), real.as_bytes());

    let nowhere = run(&disk, &["demo", "/没有/三.ron"]);
    assert!(nowhere.refused().contains("文件夹不存在"), "{nowhere:?}");
    assert_eq!(files(&disk).len(), 3);
    for (wrong, words) in [
        (["demo", "/册/三.ron", "--scale", "0"], "倍数应在1到60之间"),
        (["demo", "/册/三.ron", "--scale", "半"], "请写整数"),
        (["demo", "/册/三.ron", "--year", "2100"], "1958到2056之间"),
    ] {
        assert!(run(&disk, &wrong).refused().contains(words), "{wrong:?}");
    }
}

#[test]
fn check_lists_findings_by_weight() {
    let disk = disk();
    let last = run(&disk, &["check", BOOK, "--today", "2027-02-20"]);
    assert!(last.is(Ending::Findings), "{last:?}");
    assert!(last.out.starts_with("望禾煤矿 2027春节\n截至2027年2月20日（周六"), "{}", last.out);
    assert!(last.out.contains("记录不真实或自相矛盾 0条"), "{}", last.out);
    assert!(last.out.contains("要办的 0条"), "{}", last.out);
    assert!(last.out.contains("提示 12条\n  S20 XC-2027-"), "{}", last.out);
    assert!(last.out.contains("行未查〔检查表：空白不等于合格〕"), "{}", last.out);
    assert_eq!(last.err, "");

    let eve = run(&disk, &["check", BOOK, "--today", "2027-02-05"]);
    assert!(eve.out.contains("预案体检 还没有着落的1条\n  K3 "), "{}", eve.out);
    assert!(eve.out.contains("    现场记录：2月8日至12日全天只有景霁月一人"), "{}", eve.out);

    let late = run(&disk, &["check", BOOK, "--today", "2027-03-05"]);
    // After the season nobody looks at its hours; that is said.
    let hours = "卡上的岗位每个钟点都有人";
    assert!(late.out.contains("预案体检 还没有着落的0条\n  没有核对的"), "{}", late.out);
    assert!(late.out.contains(hours) && !eve.out.contains(hours), "{}", late.out);
    assert!(late.out.contains("要办的 2条\n  H10 YH-2027-"), "{}", late.out);
    // Without a day it is the machine's.
    assert!(run(&disk, &["check", BOOK]).out.contains("截至2027年2月5日（周五 腊月廿九 除夕）"));

    let mut empty = Session::new(WorkbookId(Replica::from_bits(5)), Replica::from_bits(6));
    disk.put(Path::new("/册/空.ron"), file::write(&empty.snapshot()).as_bytes());
    assert!(run(&disk, &["check", "/册/空.ron"]).is(Ending::Done));

    let edited = text().replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1);
    disk.put(Path::new("/册/改.ron"), edited.as_bytes());
    let edited = run(&disk, &["check", "/册/改.ron"]);
    assert!(edited.out.contains("在程序以外改过1处"), "{}", edited.out);
}

/// What a file says counts for every command alike: a limit edited by hand is overdue here as it is
/// on the brief of the day.
#[test]
fn check_judges_an_edited_file_as_it_stands() {
    let disk = disk();
    let limit = "due: Some(\"2027-02-25\")";
    assert_eq!(text().matches(limit).count(), 1);
    let edited = text().replacen(limit, "due: Some(\"2027-02-10\")", 1);
    disk.put(Path::new("/册/改.ron"), edited.as_bytes());
    let ran = run(&disk, &["check", "/册/改.ron", "--today", "2027-02-20"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    assert!(ran.out.contains("要办的 1条"), "{}", ran.out);
    assert!(ran.out.contains("已超期10天") && ran.out.contains("在程序以外改过1处"), "{}", ran.out);
}

#[test]
fn check_as_json_keeps_its_names() {
    let ran = run(&disk(), &["check", BOOK, "--today", "2027-03-05", "--json"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let keys: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "as_of",
        "checkup",
        "checkup_left_out",
        "clashes",
        "code",
        "contested",
        "counts",
        "file",
        "findings",
        "path",
        "workbook",
    ];
    assert_eq!(keys.iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    assert_eq!(report["as_of"], "2027-03-05");
    let counts = serde_json::json!({ "law": 0, "due": 2, "hint": 12, "clash": 0, "checkup": 0 });
    assert_eq!(report["counts"], counts);
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 14);
    for name in ["code", "weight", "title", "about", "words", "source"] {
        assert!(findings.iter().all(|one| one[name].as_str().is_some_and(|w| !w.is_empty())));
    }
    assert_eq!((&findings[0]["code"], &findings[0]["weight"]), (&"H10".into(), &"due".into()));
}

#[test]
fn verify_tells_the_code_or_what_is_wrong_and_where() {
    let disk = disk();
    let ran = run(&disk, &["verify", BOOK]);
    assert!(ran.is(Ending::Done), "{ran:?}");
    let code = file::verify(text().as_bytes()).unwrap().code;
    assert_eq!(ran.out, format!("{code}\n"));
    assert!(ran.err.starts_with("历史完整 共4"), "{}", ran.err);

    let bad = text().replacen("name: \"3号公寓\"", "name: 3号公寓", 1);
    let line = bad.lines().position(|line| line.contains("name: 3号公寓")).unwrap() + 1;
    disk.put(Path::new("/册/坏.ron"), bad.as_bytes());
    for job in ["verify", "check"] {
        let ran = run(&disk, &[job, "/册/坏.ron"]);
        let words = ran.refused();
        assert!(
            words.contains(&format!("第{line}行第")) && words.contains("（场所，记录"),
            "{words}"
        );
        assert!(words.contains("文件没有动") && words.contains("路径：/册/坏.ron"), "{words}");
    }
    assert_eq!(bytes(&disk, Path::new("/册/坏.ron")), bad.as_bytes());

    // Of a file that is cut off nobody says that its records are as they were.
    let cut =
        text().get(..200_000).or_else(|| text().get(..200_001)).or_else(|| text().get(..200_002));
    disk.put(Path::new("/册/断.ron"), cut.unwrap().as_bytes());
    let ran = run(&disk, &["verify", "/册/断.ron"]);
    assert!(!ran.refused().contains("记录没有变"), "{ran:?}");

    let forged = text().replacen("Note(\"4层，住87人\")", "Note(\"4层，住86人\")", 1);
    assert_ne!(forged, text());
    disk.put(Path::new("/册/伪.ron"), forged.as_bytes());
    assert!(run(&disk, &["verify", "/册/伪.ron"]).refused().contains("历史"));

    let edited = text().replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1);
    disk.put(Path::new("/册/改.ron"), edited.as_bytes());
    let edited = run(&disk, &["verify", "/册/改.ron"]);
    assert!(edited.is(Ending::Findings), "{edited:?}");
    assert!(edited.err.contains("文件里是“三号公寓”"), "{}", edited.err);

    // Paper made of it says so and bears no code.
    let printed = run(&disk, &["print", "/册/改.ron", "zones", "--out", "/册/纸"]);
    assert!(printed.is(Ending::Findings), "{printed:?}");
    assert!(printed.err.contains("没有印校验码"), "{}", printed.err);
    assert!(run(&disk, &["verify", "/册/没有.ron"]).refused().contains("没有这个文件"));
}

/// A repair does not say that all was found when it could not look everywhere.
#[test]
fn a_repair_says_what_it_could_not_look_through() {
    let bad = text().replacen("name: \"3号公寓\"", "name: 3号公寓", 1);
    let workbook = file::read(text().as_bytes()).unwrap().kept.workbook;
    let home = Home::at("/pc/state");
    let journal = format!(".{workbook}-{}.1.journal", Replica::from_bits(1));
    let journal = home.journals().join(journal);
    let places = [
        journal.clone(),
        home.journals(),
        home.backups(workbook),
        folder_beside(Path::new("/册/坏.ron")),
        PathBuf::from("/册"),
    ];
    let mended = |closed: Option<PathBuf>| {
        let disk = SimDisk::with_folders(&["/", "/册", "/pc", "/pc/state", "/pc/state/journals"]);
        disk.put(Path::new("/册/坏.ron"), bad.as_bytes());
        disk.put(&journal, b"");
        disk.fail(move |asked, path| {
            let is_closed =
                matches!(asked, Asked::Read | Asked::List) && Some(path) == closed.as_deref();
            is_closed.then_some(io::ErrorKind::PermissionDenied)
        });
        run(&disk, &["repair", "/册/坏.ron", "--out", "/册/好.ron"])
    };
    let whole = mended(None);
    assert!(whole.is(Ending::Done) && whole.err.contains("全部内容都找回了"), "{whole:?}");
    for place in places {
        let ran = mended(Some(place.clone()));
        assert!(ran.is(Ending::Findings), "{}: {ran:?}", place.display());
        assert!(ran.err.contains(&format!("没有读出：{}（", place.display())), "{}", ran.err);
        assert!(!ran.err.contains("全部内容都找回了"), "{}", ran.err);
    }
}

#[test]
fn print_writes_one_path_a_line() {
    let disk = disk();
    let ran = run(&disk, &["print", BOOK, "sheets", "--out", "/册/单/今天"]);
    let paths = ran.paths();
    assert_eq!(paths.len(), 1, "{ran:?}");
    let name = paths[0].file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("2027春节_巡查单_"), "{name}");
    assert!(bytes(&disk, &paths[0]).starts_with(b"%PDF"));
    // The same print again is the same file; nothing piles up.
    assert_eq!(run(&disk, &["print", BOOK, "sheets", "--out", "/册/单/今天"]).paths(), paths);

    let day = ["--out", "/册/单", "--day", "2027-02-02"];
    let job = [&["print", BOOK, "transfer", "ledger"][..], &day].concat();
    let paths = run(&disk, &job).paths();
    let of_day = doc()
        .transfers
        .iter()
        .filter(|(_, slip)| slip.at.is_some_and(|at| at.date() == "2027-02-02".parse().unwrap()));
    assert_eq!(paths.len(), 1 + of_day.count());

    // What was signed on paper is never written over.
    let there = paths.last().unwrap();
    disk.put(there, b"signed");
    let again = run(&disk, &job).paths();
    assert_eq!(bytes(&disk, there), b"signed");
    assert!(again.last().unwrap().to_string_lossy().ends_with("(2).pdf"));
    // What was printed is remembered by the window alone: nobody asked for another workbook.
    assert_eq!(bytes(&disk, Path::new(BOOK)), text().as_bytes());
}

#[test]
fn the_command_and_the_window_say_the_same_of_signs_that_print_as_boxes() {
    let (mut session, _) = shousui::sample::practice().unwrap();
    let someone = {
        let mut people = session.document().persons.iter();
        *people.find(|(_, one)| one.membership.is_some()).unwrap().0
    };
    act(&mut session, set((someone, PersonField::Name("王\u{2BC20}明".to_owned()))));
    let disk = SimDisk::with_folders(&["/", "/册"]);
    disk.put(Path::new(BOOK), file::write(&session.snapshot()).as_bytes());
    let ran = run(&disk, &["print", BOOK, "roster", "--out", "/册/单"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");

    let mut workspace = Workspace::new(session);
    let print = Intent::Print(Request::roster(false));
    let order = workspace.handle(print, noon()).into_iter().find_map(|effect| match effect {
        Effect::Print(order) => Some(order),
        _ => None,
    });
    let order = order.unwrap();
    let Made { pages, missing, printouts, .. } =
        Typesetter::default().make(&order, &|_| true).unwrap().unwrap();
    let (ticket, workbook, kind) = (order.ticket, order.workbook, order.kind);
    let done = Printed { path: "/册/单.pdf".into(), kind, pages, missing, workbook, printouts };
    workspace.receive(Event::Printed { ticket, done }, noon());
    workspace.receive(Event::NotShown("/册/单.pdf".into()), noon());
    let notice = &workspace.notices().last().unwrap().words;
    let words = missing_words("\u{2BC20}");
    assert!(notice.contains(&words) && ran.err.contains(&words), "{notice} {}", ran.err);
}

#[test]
fn print_makes_pictures_page_by_page() {
    let disk = disk();
    let paths = run(
        &disk,
        &["print", BOOK, "sheet", "--number", "0021", "--out", "/册", "--format", "png"],
    )
    .paths();
    assert!(paths[0].to_string_lossy().ends_with("_第1页.png"), "{paths:?}");
    let picture = image::load_from_memory(&bytes(&disk, &paths[0])).unwrap();
    assert!(1_000 < picture.width() && picture.width() < picture.height());
}

#[test]
fn what_is_not_there_is_answered_by_what_is() {
    let disk = disk();
    let before = files(&disk);
    let out = ["--out", "/册/单"];
    for (job, words) in [
        (&["sheets", "--day", "2027-03-01"][..], "有的日子在2027-01-30到2027-02-20之间，共22天"),
        (
            &["sheets", "--day", "2027-02-05", "--site", "办公楼"],
            "2027-02-05没有办公楼的巡查单和检查单，有的日子是2027-02-04",
        ),
        (&["transfer", "--site", "油脂库"], "油脂库的隐患移交单，一张也没有"),
        (&["sheet"], "请写单号，例如 --number XC-2027-0213"),
        (&["sheet", "--number", "999"], "没有单号“999”的巡查单，现有XC-2027-0001到XC-2027-0263"),
        (&["sheet", "--number", "00"], "对得上XC-2027-0100、XC-2027-0200，请写全"),
        (&["transfer", "--day", "2027-02-05"], "有的日子在2027-01-30到2027-02-18之间"),
        (&["ledger", "--site", "9号公寓"], "没有场所“9号公寓”，现有：1号公寓、2号公寓"),
        (&["sheets", "--site", "充电棚"], "对得上充电棚A区、充电棚B区、充电棚C区，请写全"),
        (&["海报"], "没有“海报”，可用：sheets、roster、pledges、"),
        (&["ledger", "--format", "wps"], "没有“wps”，可用：pdf、docx、xlsx、txt、png"),
        (&["ledger", "--day", "明天"], "日期写成 2027-02-05 这样"),
    ] {
        let ran = run(&disk, &[&["print", BOOK][..], job, &out].concat());
        assert!(ran.refused().contains(words), "{job:?}: {}", ran.err);
    }
    let missing = run(&disk, &["print", "/册/没有.ron", "ledger", "--out", "/册"]);
    assert!(missing.refused().contains("没有这个文件"));
    assert!(run(&disk, &["print", BOOK, "ledger"]).refused().contains("缺少--out <文件夹>"));
    assert!(run(&disk, &["print", BOOK, "--out", "/册"]).refused().contains("缺少<内容>"));
    assert!(run(&disk, &["check", BOOK, "--tody", "x"]).refused().contains("是不是“--today”"));
    assert!(run(&disk, &["check", BOOK, "--today"]).refused().contains("缺少内容"));
    assert!(run(&disk, &["check"]).refused().contains("缺少<文件>"));
    let unknown = run(&disk, &["海报", BOOK]);
    assert!(
        unknown.refused().contains("没有“海报”这个命令，可用：demo、check、print、export、verify")
    );
    assert_eq!(files(&disk), before);
}

#[test]
fn a_print_that_cannot_be_written_leaves_nothing_behind() {
    let disk = disk();
    let before = files(&disk);
    let written = std::sync::atomic::AtomicUsize::new(0);
    disk.fail(move |asked, _| {
        let full = asked == Asked::Create
            && 2 <= written.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        full.then_some(io::ErrorKind::StorageFull)
    });
    let job = ["print", BOOK, "transfer", "ledger", "--day", "2027-02-02", "--out", "/册/单"];
    let ran = run(&disk, &job);
    assert!(ran.refused().contains("磁盘已满"), "{ran:?}");
    assert_eq!(files(&disk), before);
}

#[test]
fn a_closed_pipe_ends_a_job_without_noise() {
    struct Closed;
    impl io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let disk = disk();
    let mut err = Vec::new();
    let mut context = Context {
        disk: &disk,
        home: Home::at("/pc/state"),
        now: noon(),
        out: &mut Closed,
        err: &mut err,
    };
    let next = command::run(["shousui", "verify", BOOK].map(OsString::from), &mut context);
    assert_eq!(next, Next::Over(Ending::Failed));
    assert!(err.is_empty());
}

#[test]
fn help_is_in_chinese() {
    let disk = SimDisk::with_folders(&["/", "/册"]);
    for job in [&[][..], &["demo"], &["check"], &["print"], &["verify"]] {
        let ran = run(&disk, &[job, &["--help"]].concat());
        assert!(ran.is(Ending::Done), "{ran:?}");
        assert!(ran.out.contains("用法：shousui") && ran.out.contains("选项"), "{}", ran.out);
        for foreign in
            ["Usage", "Options", "Arguments", "Commands", "Print help", "default", "[poss"]
        {
            assert!(!ran.out.contains(foreign), "{foreign} in {}", ran.out);
        }
    }
    let version = run(&disk, &["--version"]);
    assert_eq!(version.out, format!("shousui {}\n", env!("CARGO_PKG_VERSION")));
}

fn wanted(what: &[&str]) -> Wanted {
    Wanted { what: what.iter().map(|word| (*word).to_owned()).collect(), ..Wanted::default() }
}

/// A small season with papers of the watch, publicity and service.
fn season() -> Session {
    let (mut session, names) = small_mine(1);
    let eve = noon().date();
    for day in [eve, eve.succ_opt().unwrap()] {
        let records = [
            NewRecord::Log(Log { day: Some(day), shift: Some(DutyShift::Night), ..Log::default() }),
            NewRecord::Log(Log { day: Some(day), shift: Some(DutyShift::Day), ..Log::default() }),
            NewRecord::Handover(Handover { day: Some(day), ..Handover::default() }),
            NewRecord::ZeroReport(ZeroReport { day: Some(day), ..ZeroReport::default() }),
            NewRecord::ZeroReport(ZeroReport { day: Some(day), ..ZeroReport::default() }),
        ];
        for record in records {
            act(&mut session, Action::Add(record));
        }
    }
    let lesson = Activity {
        title: "公寓用电安全入户".to_owned(),
        day: Some(eve),
        invited: names.people,
        ..Activity::default()
    };
    let undated = Activity { title: "待定".to_owned(), ..Activity::default() };
    for activity in [lesson, undated] {
        act(&mut session, Action::Add(NewRecord::Activity(activity)));
    }
    session
}

#[test]
fn papers_of_watch_publicity_and_service_are_chosen_by_day() {
    let session = season();
    let (doc, eve) = (session.document(), noon().date());
    let next = eve.succ_opt().unwrap();
    let ask = |what: &str, day| requests(doc, &Wanted { day, ..wanted(&[what]) }, eve);
    let chosen = |what: &str, day| ask(what, day).unwrap();

    let shifts: Vec<_> = chosen("log", None)
        .iter()
        .map(|request| match request.of.record() {
            Some(RecordId::Log(id)) => doc.logs.get(id).map(|log| (log.day, log.shift)).unwrap(),
            other => panic!("{other:?}"),
        })
        .collect();
    let (day, night) = (Some(DutyShift::Day), Some(DutyShift::Night));
    let expected = [(Some(eve), day), (Some(eve), night), (Some(next), day), (Some(next), night)];
    assert_eq!(shifts, expected, "in the order of time");
    assert_eq!(chosen("log", Some(next)).len(), 2);
    assert_eq!(chosen("handover", Some(eve)).len(), 1);
    let both = [Request::zero_reports(eve), Request::zero_reports(next)];
    assert_eq!(chosen("zero", None), both, "a form a day, however many reports");
    assert_eq!(chosen("publicity", None).len(), 3, "the list and two records");
    assert_eq!(chosen("publicity", Some(eve)).len(), 1);
    assert_eq!(chosen("signin", Some(eve)).len(), 1);
    assert_eq!(chosen("brief", None), [Request::brief(eve)]);
    assert_eq!(chosen("brief", Some(next)), [Request::brief(next)]);
    let words = ask("log", next.succ_opt()).unwrap_err().to_string();
    assert!(words.contains("没有值班日志，有的日子是2027-02-05、2027-02-06"), "{words}");

    let all = chosen("all", Some(next));
    let there = [Request::zero_reports(next), Request::brief(next)];
    assert!(there.iter().all(|one| all.contains(one)), "{all:?}");
    assert!(!all.contains(&Request::services()) && !all.contains(&Request::summary()), "{all:?}");
    let all = chosen("all", None);
    assert!(all.contains(&Request::summary()) && !all.contains(&Request::spot_checks()), "{all:?}");
    // Zones, who answers for their sites, their plates; logs, handovers, zero reports, briefs of two days; two activities with their
    // sheets, and the list; the summary.
    assert_eq!(all.len(), 3 + 4 + 2 + 2 + 2 + 2 * 2 + 1 + 1);
    let nothing = small_mine(2).0;
    let all = requests(nothing.document(), &wanted(&["all"]), eve);
    let standing = [Request::zones(), Request::answers(false), Request::plates(false)];
    assert_eq!(all.unwrap(), standing, "nothing of the watch, and no empty list");
}

#[test]
fn papers_of_the_watch_land_in_the_folders_of_the_season() {
    let disk = SimDisk::with_folders(&["/", "/册"]);
    let mut session = season();
    disk.put(Path::new(BOOK), file::write(&session.snapshot()).as_bytes());
    let what = [
        "log",
        "handover",
        "zero",
        "checks",
        "publicity",
        "signin",
        "services",
        "brief",
        "summary",
    ];
    let job = [&["print", BOOK][..], &what, &["--out", "/册/单", "--day", "2027-02-05"]].concat();
    let folders: Vec<String> = run(&disk, &job)
        .paths()
        .iter()
        .map(|path| path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let watch = ["09值守"; 5];
    assert_eq!(folders[..5], watch, "two logs, a handover, the zero reports, the spot checks");
    assert_eq!(folders[5..], ["07宣传", "07宣传", "08帮扶", "10总结", "10总结"]);
}

/// How many sheets and slips, and whether the ledger.
fn counted(requests: &[Request]) -> (usize, usize, usize) {
    requests.iter().fold((0, 0, 0), |(sheets, slips, ledgers), request| match request.paper.word {
        "sheets" => (sheets + request.of.records().len(), slips, ledgers),
        "transfer" => (sheets, slips + 1, ledgers),
        "ledger" => (sheets, slips, ledgers + 1),
        _ => (sheets, slips, ledgers),
    })
}

#[test]
fn prints_are_chosen_by_day_site_and_number() {
    let chosen = |wanted: &Wanted| requests(doc(), wanted, noon().date()).unwrap();
    // New Year's Eve has an extra round, and one inspection.
    assert_eq!(counted(&chosen(&wanted(&["sheets"]))), (13, 0, 0));
    assert_eq!(counted(&chosen(&wanted(&["all"]))), (263, 32, 1));
    let last = Some(last_day());
    // No hazard was found on it, so there is no part of the ledger.
    assert_eq!(counted(&chosen(&Wanted { day: last, ..wanted(&["all"]) })), (12, 0, 0));
    let site = Some("3号公寓".to_owned());
    let here = chosen(&Wanted { site, ..wanted(&["sheets", "sheets"]) });
    assert_eq!(counted(&here), (4, 0, 0), "one route leads there, and each print is made once");

    let by = |what: &str, numbers: &[&str]| {
        let numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
        chosen(&Wanted { numbers, ..wanted(&[what]) })
    };
    let numbered = |requests: &[Request]| -> Vec<String> {
        requests
            .iter()
            .map(|request| match &request.of.records()[0] {
                RecordId::Sheet(id) => doc().sheets.get(id).unwrap().number.clone(),
                RecordId::Transfer(id) => doc().transfers.get(id).unwrap().number.clone(),
                _ => None,
            })
            .map(|number| number.unwrap().to_string())
            .collect()
    };
    let sheets = numbered(&by("sheet", &["XC-2027-0021", "xc-2027-0210", "013"]));
    assert_eq!(sheets, ["XC-2027-0021", "XC-2027-0210", "XC-2027-0013"]);
    assert_eq!(
        numbered(&by("transfer", &["YJ-2027-0003", "32"])),
        ["YJ-2027-0003", "YJ-2027-0032"]
    );
    // 21 stands at the end of 0021 and 0121, and is the count of one of them.
    assert_eq!(numbered(&by("sheet", &["21"])), ["XC-2027-0021"]);
}

#[test]
fn papers_of_team_plan_and_rota_are_chosen_by_their_words() {
    let chosen = |wanted: &Wanted| requests(doc(), wanted, noon().date()).unwrap();
    let one = |what: &str| match chosen(&wanted(&[what])).as_slice() {
        [request] => request.clone(),
        other => panic!("{what:?}: {other:?}"),
    };
    let version = shousui::rules::outline::newest_version(doc()).unwrap().0;
    assert_eq!(one("plan"), Request::plan(Some(version)), "it still reads as approved");
    assert_eq!(one("cards").of.records().len(), 20);
    assert_eq!(
        chosen(&wanted(&["phones"])),
        [Request::phones(), Request::phones_to_fold()],
        "for the wall and for the pocket"
    );
    assert_eq!(one("roster"), Request::roster(false));
    let masked = Wanted { masked: true, ..wanted(&["roster"]) };
    assert_eq!(chosen(&masked), [Request::roster(true)]);
    assert_eq!((one("pledges"), one("zones")), (Request::pledges(), Request::zones()));
    let day = |text: &str| text.parse().unwrap();
    let season = Request::rota(day("2027-01-30"), day("2027-02-20"), true);
    assert_eq!(one("rota"), season);
    let week = Wanted { day: Some(day("2027-02-05")), ..wanted(&["rota"]) };
    let of_week = Request::rota(day("2027-02-05"), day("2027-02-11"), false);
    assert_eq!(chosen(&week), std::slice::from_ref(&of_week));

    let all = chosen(&wanted(&["all"]));
    for request in [Request::phones(), Request::pledges(), season] {
        assert!(all.contains(&request), "{request:?}");
    }
    // The set of a morning holds what is of that day.
    let of_day = chosen(&Wanted { day: Some(day("2027-02-05")), ..wanted(&["all"]) });
    assert!(of_day.contains(&of_week) && !of_day.contains(&Request::pledges()), "{of_day:?}");
    let site = Some("3号公寓".to_owned());
    let of_site = chosen(&Wanted { site, ..wanted(&["all"]) });
    let shelves = [Shelf::Patrol, Shelf::Hazards];
    assert!(of_site.iter().all(|one| shelves.contains(&one.paper.shelf)), "{of_site:?}");
    let of_day = chosen(&Wanted { day: Some(day("2026-10-01")), ..wanted(&["all"]) });
    assert!(!of_day.iter().any(|one| one.paper.word == "brief"), "nothing happened: {of_day:?}");
    let unknown = requests(doc(), &wanted(&["ledgers"]), noon().date()).unwrap_err();
    assert_eq!(unknown.to_string(), "没有“ledgers”这种材料");
}

#[test]
fn papers_that_are_not_there_yet_say_what_is_missing() {
    let nothing = Document::default();
    for (what, words) in [
        ("plan", "还没有写方案，也没有选用处置卡"),
        ("cards", "还没有选用处置卡"),
        ("phones", "电话表还没有一个号码"),
        ("roster", "名册上还没有队员"),
        ("pledges", "名册上还没有队员"),
        ("zones", "还没有划分责任区"),
        ("rota", "还没有排班"),
    ] {
        let missing = requests(&nothing, &wanted(&[what]), noon().date()).unwrap_err();
        assert_eq!(missing.to_string(), words);
    }
    let all = requests(&nothing, &wanted(&["all"]), noon().date()).unwrap_err();
    assert_eq!(all.to_string(), "还没有可以打印的内容");
    // Lists and reports asked for by their words come as forms for the pen.
    let blank = |request| Request { of: Of::Blank, ..request };
    for (what, request) in [
        ("ledger", Request::ledger()),
        ("checks", blank(Request::spot_checks())),
        ("publicity", blank(Request::activities())),
        ("services", blank(Request::services())),
        ("brief", Request::brief(noon().date())),
        ("summary", Request::summary()),
    ] {
        assert_eq!(requests(&nothing, &wanted(&[what]), noon().date()), Ok(vec![request]));
    }
    let far = Wanted { day: Some("2027-06-01".parse().unwrap()), ..wanted(&["rota"]) };
    let missing = requests(doc(), &far, noon().date()).unwrap_err().to_string();
    assert!(
        missing.contains("2027-06-01起的一周没有值班安排表，有的日子在2027-01-30到"),
        "{missing}"
    );
}

#[test]
fn a_masked_roster_has_no_number_in_full() {
    let disk = disk();
    let job = ["print", BOOK, "roster", "rota", "--masked", "--day", "2027-02-05", "--out", "/册"];
    let paths = run(&disk, &job).paths();
    let names: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    assert!(names[0].starts_with("/册/03名册/2027春节_队员名册_"), "{names:?}");
    assert!(names[0].ends_with("_张贴版_隐号.pdf"), "{names:?}");
    assert!(names[1].ends_with("_0205至0211_隐号.pdf"), "{names:?}");
    assert!(names[1].starts_with("/册/04排班/2027春节_值班安排表_"), "{names:?}");

    // A file's name is read by more people than the file.
    let mut session = Session::open(crate::sample::kept().clone(), Replica::from_bits(9));
    let site = *session.document().sites.iter().next().unwrap().0;
    act(&mut session, set((site, SiteField::Name("岗亭13900006621".to_owned()))));
    disk.put(Path::new(BOOK), file::write(&session.snapshot()).as_bytes());
    let job = ["print", BOOK, "site", "--site", "岗亭13900006621", "--masked", "--out", "/册"];
    let paths = run(&disk, &job).paths();
    let name = paths[0].to_string_lossy();
    assert!(paths.len() == 1 && name.contains("岗亭139xxxx6621"), "{name}");
}

#[test]
fn the_program_itself_ends_with_the_job_s_code() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("演示.ron");
    let program = |args: &[&std::ffi::OsStr]| {
        let ran = Command::new(env!("CARGO_BIN_EXE_shousui")).args(args).output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stdout).unwrap())
    };
    let path = path.as_os_str();
    let (code, out) = program(&["demo".as_ref(), path]);
    assert_eq!((code, out.trim_end()), (Some(0), path.to_str().unwrap()));
    assert_eq!(program(&["verify".as_ref(), path]).0, Some(0));
    let (code, out) = program(&["check".as_ref(), path, "--today".as_ref(), "2027-02-20".as_ref()]);
    assert_eq!(code, Some(1), "{out}");
    assert_eq!(program(&["demo".as_ref(), path]), (Some(2), String::new()));
}
