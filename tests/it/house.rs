//! The house rules that no lint knows: who may use whom, who may touch a file, how files look.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, and how many of the layers before it it may use.
const LAYERS: [(&str, usize); 15] = [
    // Numbers only, so it stands before what they are numbers of.
    ("rostering", 0),
    ("model", 0),
    ("rules", 2),
    ("action", 3),
    ("session", 4),
    ("file", 5),
    // Knows what a sheet of words is, and nothing of workbooks of ours.
    ("office", 5),
    // Reads the plan again that comes back from Word.
    ("print", 7),
    ("workspace", 8),
    // Made through the same door as everything else, and known to nobody but those on top.
    ("sample", 5),
    ("shell", 9),
    // Not `shell`: a view never touches a file.
    ("ui", 9),
    ("command", 12),
    ("app", 13),
    ("main", 14),
];

/// A file longer than this has more than one topic.
const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sources in a folder, with their text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // What the fuzz targets were built to, at a desk.
                if !path.ends_with("target") {
                    walk(&path, found);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    assert!(!found.is_empty());
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The layer a source belongs to.
fn layer(path: &Path) -> String {
    let inner = path.strip_prefix(root().join("src")).unwrap();
    let first = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

/// What a line uses out of this crate: the words after `crate::` and, outside it, `shousui::`.
fn used(line: &str) -> Vec<String> {
    ["crate::", "shousui::"]
        .iter()
        .flat_map(|root| line.split(root).skip(1))
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list.split(',').map(str::trim).collect::<Vec<_>>(),
            None => vec![rest],
        })
        .map(|used| {
            used.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect()
        })
        .collect()
}

#[test]
fn every_layer_uses_only_the_layers_before_it() {
    let mut breaches = Vec::new();
    for (path, text) in sources("src") {
        let layer = layer(&path);
        if layer == "lib" {
            continue;
        }
        let Some((_, before)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            breaches.push(format!("{}: no layer is called {layer}", shown(&path)));
            continue;
        };
        let allowed = &LAYERS[..*before];
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in used(line) {
                let is_layer = LAYERS.iter().any(|(name, _)| *name == used);
                let is_allowed = used == layer || allowed.iter().any(|(name, _)| *name == used);
                if is_layer && !is_allowed {
                    breaches.push(format!("{}:{}: {layer} uses {used}", shown(&path), number + 1));
                }
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

/// Sources that read what people wrote, on paper, in a file or into a field. All others make
/// sentences, and whoever makes a sentence hands on what it is made of too.
const READERS: [&str; 23] = [
    "src/action/paste/",
    "src/command/choose/numbers.rs",
    "src/model/people.rs",
    "src/model/value",
    "src/office/",
    "src/print/boards.rs",
    "src/print/cards.rs",
    "src/print/excel/cells.rs",
    "src/print/handover.rs",
    "src/print/head.rs",
    "src/print/plan.rs",
    "src/print/plan/prose.rs",
    "src/print/returned/",
    "src/print/text.rs",
    "src/rules/cited.rs",
    "src/rules/dangers.rs",
    "src/rules/incidents/limits.rs",
    "src/rules/money.rs",
    "src/sample/shift.rs",
    "src/shell/store/copies.rs",
    "src/ui/widgets/half.rs",
    "src/ui/widgets/number.rs",
    "src/workspace/numbers.rs",
];

/// Whether a line looks for Chinese words, or signs of full width, in a text.
fn takes_apart(line: &str) -> bool {
    let verbs = [
        "split(",
        "split_once(",
        "rsplit(",
        "rsplit_once(",
        "splitn(",
        "strip_prefix(",
        "strip_suffix(",
        "starts_with(",
        "ends_with(",
        "contains(",
        "find(",
        "rfind(",
        "replace(",
    ];
    verbs.iter().any(|verb| {
        line.split(&format!(".{verb}")).skip(1).any(|rest| {
            let sought = rest.split(')').next().unwrap_or_default();
            sought.contains(['"', '\'']) && !sought.is_ascii()
        })
    })
}

#[test]
fn no_sentence_of_ours_is_taken_apart_again() {
    let mut found = Vec::new();
    let mut reading = std::collections::BTreeSet::new();
    for (path, text) in sources("src") {
        let path = shown(&path);
        // A file of tests is one whole; else tests stand at the end.
        let mark = if text.contains("#[cfg(test)]") { "#[cfg(test)]" } else { "#[test]" };
        let code = text.split(mark).next().unwrap_or_default();
        let lines = code.lines().enumerate();
        let lines = lines.filter(|(_, line)| !line.contains("assert") && takes_apart(line));
        for (number, line) in lines {
            match READERS.iter().find(|reader| path.starts_with(**reader)) {
                Some(reader) => drop(reading.insert(*reader)),
                None => found.push(format!("{path}:{}: {}", number + 1, line.trim())),
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
    let idle: Vec<&&str> = READERS.iter().filter(|one| !reading.contains(**one)).collect();
    assert_eq!(idle, Vec::<&&str>::new(), "read nothing any more");
    for apart in
        ["words.split_once('：')", "words.contains(\"没有录入（\")", "x.starts_with(\"登记\")"]
    {
        assert!(takes_apart(apart), "{apart}");
    }
    assert!(!takes_apart("found.contains(&person)") && !takes_apart("format!(\"没有（\")"));
}

/// The titles of `sources.md`: those of laws, and all.
fn titles() -> (Vec<String>, Vec<String>) {
    let text = fs::read_to_string(root().join("assets/sources/sources.md")).unwrap();
    let of = |part: &str| -> Vec<String> {
        part.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_owned).collect()
    };
    let laws = text.split("## 制度和惯例").next().unwrap();
    (of(laws), of(&text))
}

/// Whether a stranger can follow that source: a law of the list with its paragraph, or a title.
fn can_be_followed(source: &str, laws: &[String], all: &[String]) -> bool {
    let (named, _) = source.split_once('：').unwrap_or((source, ""));
    match laws.iter().find_map(|law| named.strip_prefix(law.as_str())) {
        Some(paragraph) => {
            let number = paragraph.strip_prefix('第').and_then(|rest| rest.strip_suffix('条'));
            number.is_some_and(|number| number.parse::<u16>().is_ok())
        }
        None => all.iter().any(|title| title == named),
    }
}

#[test]
fn the_source_of_every_rule_can_be_followed() {
    let (laws, all) = titles();
    let mut lost = Vec::new();
    let asked = shousui::rules::clash_rules().chain(shousui::rules::checkup_rules());
    for rule in shousui::rules::rules().chain(asked) {
        let mut parts = rule.source.split('；');
        if !parts.all(|source| can_be_followed(source, &laws, &all)) {
            lost.push(format!("{}: {}", rule.code, rule.source));
        }
    }
    assert_eq!(lost, Vec::<String>::new());
    for (source, expected) in [
        ("公安部令第61号第32条：确定整改的期限", true),
        ("公安部令第61号", false),
        ("公安部令第61号第几条", false),
        ("两人制：看纸面姓名", true),
        ("老规矩", false),
    ] {
        assert_eq!(can_be_followed(source, &laws, &all), expected, "{source}");
    }
}

#[test]
fn no_comment_names_a_source_that_is_not_there() {
    let (_, all) = titles();
    let mut lost = Vec::new();
    let mut named = 0;
    let all_sources = sources("src").into_iter().chain(sources("tests"));
    for (path, text) in all_sources.filter(|(path, _)| !path.ends_with("house.rs")) {
        for rest in text.split("`sources.md` ").skip(1) {
            let is_title = |sign: &char| !sign.is_ascii_punctuation() || *sign == '/';
            let title: String = rest.chars().take_while(is_title).collect();
            let title = title.split(['\n', '，', '）']).next().unwrap_or_default().trim();
            named += 1;
            if !title.starts_with(|sign: char| sign.is_ascii_lowercase())
                && !all.iter().any(|known| known == title)
            {
                lost.push(format!("{}: {title}", shown(&path)));
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
    assert!(40 < named, "{named}");
}

#[test]
fn only_the_shell_touches_files_threads_and_dialogs() {
    let banned = ["std::fs", "fs::", "std::thread", "rfd::", "std::net", "std::process::Command"];
    let mut breaches = Vec::new();
    for (path, text) in sources("src") {
        if layer(&path) == "shell" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let bare = |word: &&&str| {
                // `xfs::` is no `fs::`.
                let at = code.find(**word).filter(|at| {
                    let before = code[..*at].chars().next_back();
                    !before.is_some_and(|sign| sign.is_alphanumeric() || sign == '_')
                });
                at.is_some()
            };
            for word in banned.iter().filter(bare) {
                breaches.push(format!("{}:{}: {word}", shown(&path), number + 1));
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

#[test]
fn only_the_disk_touches_files_within_the_shell() {
    let touching: Vec<String> = sources("src/shell")
        .iter()
        .filter(|(_, text)| text.contains("std::fs") || text.contains(" fs::"))
        .map(|(path, _)| shown(path))
        .collect();
    assert_eq!(touching, ["src/shell/disk.rs"]);
}

#[test]
fn no_source_grows_beyond_one_topic() {
    let long: Vec<String> = sources("src")
        .iter()
        .map(|(path, text)| (shown(path), text.lines().count()))
        .filter(|(_, lines)| MOST_LINES < *lines)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = sources("src")
        .iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| shown(path))
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn whatever_is_left_to_do_names_who_does_it() {
    // Written apart, so that this file does not find itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
    let mut bare = Vec::new();
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        for (number, line) in text.lines().enumerate() {
            let is_bare = |mark: &&str| line.contains(*mark) && !line.contains(&format!("{mark}("));
            if marks.iter().any(is_bare) {
                bare.push(format!("{}:{}", shown(&path), number + 1));
            }
        }
    }
    assert_eq!(bare, Vec::<String>::new());
}

/// One use of everything `.clippy.toml` bans. Should a ban go dead, because a path no longer
/// names anything, its expectation is unfulfilled and clippy says so here.
#[cfg(clippy)]
mod probes {
    use std::path::Path;

    use eframe::egui;

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _local() -> chrono::DateTime<chrono::Local> {
        chrono::Local::now()
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _utc() -> chrono::DateTime<chrono::Utc> {
        chrono::Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _system() -> std::time::SystemTime {
        std::time::SystemTime::now()
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _write(path: &Path) -> std::io::Result<()> {
        std::fs::write(path, "")
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _rename(path: &Path) -> std::io::Result<()> {
        std::fs::rename(path, path)
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _create(path: &Path) -> std::io::Result<std::fs::File> {
        std::fs::File::create(path)
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _spawn() -> std::thread::JoinHandle<()> {
        std::thread::spawn(|| {})
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _builder() -> std::io::Result<std::thread::JoinHandle<()>> {
        std::thread::Builder::new().spawn(|| {})
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _colour() -> egui::Color32 {
        egui::Color32::from_rgb(1, 2, 3)
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _row(body: &mut egui_extras::TableBody<'_>) {
        body.row(24.0, |_row| {});
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _radio(ui: &mut egui::Ui, value: &mut u8) -> egui::Response {
        ui.radio_value(value, 1, "")
    }

    #[expect(clippy::disallowed_methods, reason = "probe")]
    fn _tick(ui: &mut egui::Ui, value: &mut bool) -> egui::Response {
        ui.checkbox(value, "")
    }
}
