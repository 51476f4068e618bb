//! Who may do what with the new files that jobs write.

use std::path::Path;

use shousui::shell::disk::Rights;

use super::{BOOK, disk, run};

/// A workbook holds telephone numbers: what is made of it is open to nobody whom it is closed to.
#[test]
fn what_is_made_of_a_workbook_is_no_more_open_than_it() {
    const GROUP: u32 = 7;
    for (mode, expected) in [(0o600, 0o600), (0o640, 0o640), (0o664, 0o644)] {
        let disk = disk();
        let table = std::fs::read(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables").join("roster.xlsx"),
        );
        disk.put(Path::new("/册/名册.xlsx"), &table.unwrap());
        disk.put(Path::new("/册/演示二.ron"), crate::sample::text().as_bytes());
        disk.set_rights(Path::new(BOOK), mode, GROUP);
        for (args, written) in [
            (&["merge", BOOK, "/册/演示二.ron", "--out", "/册/合.ron"][..], "/册/合.ron"),
            (&["repair", BOOK, "--out", "/册/修.ron"], "/册/修.ron"),
            (&["import", BOOK, "members", "/册/名册.xlsx", "--out", "/册/入.ron"], "/册/入.ron"),
            (&["export", BOOK, "--out", "/表"], "/表/manifest.json"),
            (&["export", BOOK, "--out", "/表"], "/表/sites.jsonl"),
        ] {
            let before = disk.written().len();
            let ran = run(&disk, args);
            let is_there = disk.image().0.contains_key(Path::new(written));
            assert!(is_there, "{written}: {ran:?}");
            let wanted = Rights { mode: expected, group: GROUP };
            assert_eq!(disk.rights(Path::new(written)), wanted, "{written}");
            for (path, rights) in disk.written().iter().skip(before) {
                assert_eq!(rights.mode & !expected, 0, "{}: {ran:?}", path.display());
            }
        }
    }
}
