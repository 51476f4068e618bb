//! Letters are set in the 仿宋 of the PC where it has one.

use std::path::{Path, PathBuf};

use shousui::print::{Faces, Printed, Request, print_while};
use shousui::shell::disk::RealDisk;
use shousui::shell::faces::among;
use typst::layout::{Frame, FrameItem};

use super::manned::{manned, stays_on_the_page};
use super::stamp;

/// Our own Song, calling itself a 仿宋: of the same length, so that no table moves.
fn fang() -> Vec<u8> {
    let mut font = song();
    let [old, new] = ["Noto Serif SC", "FangSong Test"]
        .map(|name| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>());
    let places: Vec<usize> = font
        .windows(old.len())
        .enumerate()
        .filter(|(_, at)| *at == old)
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        font[at..at + new.len()].copy_from_slice(&new);
    }
    font
}

fn song() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts/serif.ttf")).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test lays out its files itself")]
fn lay(folder: &Path, name: &str, bytes: &[u8]) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}

/// The faces in which a page is set, each with how many signs.
fn families(frame: &Frame, found: &mut std::collections::BTreeMap<String, usize>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => families(&group.frame, found),
            FrameItem::Text(text) => {
                *found.entry(text.font.info().family.clone()).or_default() += text.glyphs.len();
            }
            _ => {}
        }
    }
}

fn body(print: &Printed) -> String {
    let mut found = std::collections::BTreeMap::new();
    for page in print.pages() {
        families(&page.frame, &mut found);
    }
    found.into_iter().max_by_key(|(_, signs)| *signs).unwrap().0
}

#[test]
fn a_letter_is_set_in_what_the_pc_lends_and_the_same_face_gives_the_same_bytes() {
    let (session, _) = manned(1);
    let faces = Faces::of(fang()).unwrap();
    let made = |request: &Request, faces: &Faces| {
        print_while(session.document(), request, &stamp(), faces, &|_| true).unwrap()
    };
    let plan = Request::plan(None);
    let lent = made(&plan, &faces);
    assert_eq!(body(&lent), "FangSong Test");
    stays_on_the_page(&lent);
    let again = made(&plan, &Faces::of(fang()).unwrap());
    assert!(lent.pdf().unwrap() == again.pdf().unwrap());
    assert_eq!(body(&made(&plan, &Faces::default())), "Noto Serif SC");
    // Forms stay as they are.
    assert_ne!(body(&made(&Request::zones(), &faces)), "FangSong Test");
    assert!(plan.has_letters() && !Request::zones().has_letters());
}

#[test]
fn the_face_is_found_by_its_file_and_by_what_it_calls_itself() {
    let home = tempfile::tempdir().unwrap();
    let found = |folders: &[&str]| {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| home.path().join(folder)).collect();
        !among(&RealDisk, &folders).are_missing()
    };
    lay(&home.path().join("none"), "simsun.ttf", &fang());
    lay(&home.path().join("lie"), "simfang.ttf", &song());
    lay(&home.path().join("broken"), "仿宋_GB2312.ttf", b"no font");
    lay(&home.path().join("deep/wps/office"), "FZFSK.TTF", &fang());
    for folder in ["nowhere", "none", "lie", "broken"] {
        assert!(!found(&[folder]), "{folder}");
    }
    assert!(found(&["deep"]) && found(&["nowhere", "broken", "lie", "deep"]));
}
