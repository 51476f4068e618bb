//! The console starter (`shousui.com` on Windows) beside a program that does as it is told.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A folder with the starter and, beside it, a program that runs this script.
fn beside(script: &str) -> (TempDir, Command) {
    let folder = tempfile::tempdir().unwrap();
    // Written by a process of its own: were they open here, a test that starts a program at that
    // moment would hold them open too, and nothing open for writing can be started.
    let made = Command::new("sh")
        .args(["-ec", r#"cp "$1" "$2/shousui-console"; printf '#!/bin/sh\n%s\n' "$3" >"$2/shousui"; chmod 755 "$2/shousui""#])
        .args(["sh", env!("CARGO_BIN_EXE_shousui-console")])
        .arg(folder.path())
        .arg(script)
        .status();
    assert!(made.unwrap().success());
    let mut command = Command::new(folder.path().join("shousui-console"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    (folder, command)
}

/// What is said, what is complained of and how it ended are passed on.
#[test]
fn starter_says_what_the_program_says() {
    let (_folder, mut command) = beside(r#"echo "做好了：$1"; echo 提醒 >&2; exit 7"#);
    let output = command.arg("表 一.ron").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "做好了：表 一.ron\n");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "提醒\n");
    assert_eq!(output.status.code(), Some(7));
}

/// A viewer that the program started lives on and holds both pipes: the console is free as soon as
/// the program itself has ended.
#[test]
fn starter_ends_with_the_program_and_not_with_what_that_started() {
    let (_folder, mut command) = beside("sleep 60 & echo $!; exit 1");
    let began = Instant::now();
    let mut child = command.spawn().unwrap();
    let code = child.wait().unwrap().code();
    let lasted = began.elapsed();
    // The end of this pipe is still far; the number of the sleeper is in it.
    let mut told = [0; 20];
    let length = child.stdout.take().unwrap().read(&mut told).unwrap();
    let sleeper = std::str::from_utf8(&told[..length]).unwrap().trim();
    Command::new("kill").arg(sleeper).status().unwrap();
    assert_eq!(code, Some(1));
    assert!(lasted < Duration::from_secs(50), "waited for the sleeper: {lasted:?}");
}

/// Whoever reads slowly, as `more` does, gets everything.
#[test]
fn starter_waits_for_a_slow_reader() {
    let (_folder, mut command) =
        beside("i=0; while [ $i -lt 5000 ]; do echo 第$i行的内容和别的行一样长; i=$((i+1)); done");
    let mut child = command.spawn().unwrap();
    thread::sleep(Duration::from_millis(1500));
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(said.lines().count(), 5000);
}
