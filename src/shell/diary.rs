//! The program's own log: what it did, how long it took, what the system refused.
//!
//! For whoever is asked for help. One file a day in the state folder, the last seven kept. Holds
//! no names, telephones or paths of anybody: messages are counts, codes and times, and whatever
//! slips in is blotted out on its way ([`blot`]). Without a folder to write in there is none.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;
use tracing::{Metadata, Subscriber};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt as written};

use super::atomic_write::ensure_folder;
use super::clock;
use super::disk::RealDisk;
use super::home::Home;

/// How many days are kept.
const DAYS: usize = 7;
/// So many figures in a row may be a telephone.
const OWN_FIGURES: usize = 7;
/// Stands for a sign that was blotted out.
const BLOT: &str = "?";

/// Begins to write the log of this run. Does nothing where there is no folder for it.
pub fn begin(home: &Home) {
    let folder = home.logs();
    // The appender would complain on standard error of a folder that is not there yet.
    if ensure_folder(&RealDisk, &folder).is_err() {
        return;
    }
    if let Ok(files) = files(&folder) {
        // Only a second call fails, and the first one's log goes on.
        let _begun = tracing_subscriber::registry().with(layer(files)).try_init();
    }
}

fn files(folder: &Path) -> Result<RollingFileAppender, tracing_appender::rolling::InitError> {
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("shousui")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
}

fn layer<S>(files: impl Write + Send + 'static) -> impl tracing_subscriber::Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    written::layer()
        .with_ansi(false)
        .with_timer(OfficeTime)
        .with_writer(Mutex::new(Blotted(files)))
        .with_filter(filter_fn(is_wanted))
}

/// What we say ourselves, and what others complain of.
fn is_wanted(of: &Metadata<'_>) -> bool {
    let least =
        if of.target().starts_with("shousui") { LevelFilter::INFO } else { LevelFilter::WARN };
    *of.level() <= least
}

/// The PC's clock, UTC+8.
struct OfficeTime;

impl FormatTime for OfficeTime {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        write!(writer, "{}", clock::now().format("%Y-%m-%d %H:%M:%S%.3f"))
    }
}

/// Blots out whatever is written through it.
struct Blotted<W>(W);

impl<W: Write> Write for Blotted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(blot(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The same text without anything that could be a name or a telephone: signs outside ASCII, and
/// figures in a row, with or without hyphens, as many as a telephone has.
pub fn blot(text: &str) -> String {
    let mut blotted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let kind = Kind::of(sign);
        let end = rest.find(|other| Kind::of(other) != kind).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        blotted.push_str(if kind.is_own(run) { BLOT } else { run });
        rest = after;
    }
    blotted
}

/// What runs of signs are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Figures,
    Ascii,
    Other,
}

impl Kind {
    fn of(sign: char) -> Self {
        match sign {
            '0'..='9' | '-' => Self::Figures,
            _ if sign.is_ascii() => Self::Ascii,
            _ => Self::Other,
        }
    }

    /// Whether a run may belong to somebody.
    fn is_own(self, run: &str) -> bool {
        let figures = run.bytes().filter(u8::is_ascii_digit).count();
        match self {
            // 2027-02-05 has eight.
            Self::Figures if run.contains('-') => 8 < figures,
            Self::Figures => OWN_FIGURES <= figures,
            Self::Ascii => false,
            Self::Other => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// Something to write to that a test can look into.
    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn no_name_and_no_telephone_reaches_the_log() {
        let paper = Paper::default();
        let subscriber = tracing_subscriber::registry().with(layer(paper.clone()));
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!("saved for 亢宝庆 13800000001 in 12 ms, os error 28");
            tracing::debug!("not wanted");
        });
        let text = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("saved for ? ? in 12 ms, os error 28"), "{text}");
        assert!(!text.contains("not wanted"), "{text}");
    }

    #[test]
    fn short_figures_and_english_stay() {
        for (said, kept) in [
            ("took 123456 ms", "took 123456 ms"),
            ("1234567", "?"),
            ("张三李四 x 王五", "? x ?"),
            ("138-0000-0001", "?"),
            ("2027-02-05 08:00:00.123", "2027-02-05 08:00:00.123"),
            ("", ""),
        ] {
            assert_eq!(blot(said), kept, "{said}");
        }
    }
}
