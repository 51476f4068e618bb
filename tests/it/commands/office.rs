//! Papers as files of office programs.

use super::{BOOK, disk, run};
use shousui::command::Ending;

#[test]
fn registers_are_written_as_workbooks_and_what_is_none_is_said() {
    let disk = disk();
    let print = |what: &[&str]| {
        run(&disk, &[&["print", BOOK][..], what, &["--format", "xlsx", "--out", "/册/单"]].concat())
    };
    let ran = print(&["roster", "services"]);
    let paths = ran.paths();
    assert_eq!(paths.len(), 2, "{paths:?}");
    assert!(paths.iter().all(|path| path.extension().is_some_and(|one| one == "xlsx")));
    assert_eq!(print(&["roster", "services"]).paths(), paths, "the same again is the same file");

    // Of everything, what has tables is meant; a paper that was asked for by name is missed.
    let all = print(&["all"]);
    assert!(all.is(Ending::Done), "{all:?}");
    assert!(
        all.err.contains("不能存成Excel表格，没有写：") && all.err.contains("方案"),
        "{}",
        all.err
    );
    assert!(print(&["plan", "roster"]).is(Ending::Findings));
    let none = print(&["plan"]);
    assert!(none.is(Ending::Failed));
    assert!(none.err.contains("方案不能存成Excel表格"), "{}", none.err);
}
