//! The thread that prints. Of several previews in a row only the last is made.
//!
//! Lays nothing out: that is what the [`prints::Press`] is for.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use super::{Answers, Parts, beside, shown};
use crate::shell::atomic_write::write_whole;
use crate::shell::prints::{self, Pdf};
use crate::shell::{refused, trouble};
use crate::workspace::{Event, PrintOrder, Trouble};

/// What the printing thread is told.
pub(super) enum Printing {
    /// Pages for the preview.
    Preview(PrintOrder),
    /// A PDF where prints go.
    Print(PrintOrder),
    /// A PDF at that place.
    PrintTo(PrintOrder, PathBuf),
}

/// Prints until nobody asks any more.
pub(super) fn run(orders: &Receiver<Printing>, answers: &Answers, parts: &Parts) {
    let mut waiting: VecDeque<Printing> = VecDeque::new();
    while let Some(order) = waiting.pop_front().or_else(|| orders.recv().ok()) {
        waiting.extend(orders.try_iter());
        match order {
            Printing::Preview(order) => {
                if matches!(waiting.front(), Some(Printing::Preview(_))) {
                    continue;
                }
                let ticket = order.ticket;
                let failed = |trouble| Event::Previewed { ticket, pages: Err(trouble) };
                answers.guard("排版", failed, || {
                    let pages = parts.press.pictures(&order);
                    let pages = pages.map_err(|words| no_pages(words, None));
                    answers.say(Event::Previewed { ticket, pages });
                });
            }
            Printing::Print(order) => answers.guard("打印", Event::NotPrinted, || {
                print(answers, parts, &order, None);
            }),
            Printing::PrintTo(order, path) => answers.guard("打印", Event::NotPrinted, || {
                print(answers, parts, &order, Some(&path));
            }),
        }
    }
}

/// A name for a print to begin with.
pub(super) fn suggested(order: &PrintOrder) -> String {
    let day = order.stamp.now.format("%Y%m%d");
    format!("守岁打印_{day}.pdf")
}

fn print(answers: &Answers, parts: &Parts, order: &PrintOrder, to: Option<&Path>) {
    let Pdf { folder, stem, pages, bytes } = match parts.press.pdf(order) {
        Ok(pdf) => pdf,
        Err(words) => return answers.say(Event::NotPrinted(no_pages(words, to))),
    };
    let folder = parts.prints.join(folder);
    let put = match to {
        Some(path) => write_whole(&*parts.disk, path, &bytes).map(|()| path.to_owned()),
        None => prints::put_pdf(&*parts.disk, &folder, &stem, &bytes),
    };
    match put {
        Ok(path) => {
            answers.say(Event::Printed { path: path.clone(), pages });
            if to.is_none() {
                show(answers, path);
            }
        }
        Err(err) => {
            let why = refused::words(&err);
            let what = format!("没有生成PDF：{why}");
            let advice = if refused::is_name(&err) {
                "请用“导出PDF”换一个短些的名字再试"
            } else {
                "请用“导出PDF”换一个文件夹再试"
            };
            let place = to.unwrap_or(&folder);
            answers.say(Event::NotPrinted(trouble::not_printed(what, advice, shown(place))));
        }
    }
}

fn no_pages(words: String, path: Option<&Path>) -> Trouble {
    trouble::not_printed(words, "请查看要打印的内容后再试", path)
}

/// Nothing opens the print. The words name its place themselves: they may be all that is shown.
fn not_shown(path: &Path) -> Trouble {
    let what = format!("没有找到能打开PDF的程序，打印件存放在 {}", path.display());
    trouble::beside_the_records(what, "请在文件夹里找到它打开，或拷到别的电脑打印", path)
}

/// Runner a print to the system's viewer, which may take its time.
fn show(answers: &Answers, path: PathBuf) {
    let says = answers.clone();
    let place = path.clone();
    let started = beside("shousui-viewer", move || {
        if prints::show(&path).is_err() {
            says.say(Event::Caution(not_shown(&path)));
        }
    });
    if started.is_err() {
        answers.say(Event::Caution(not_shown(&place)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_that_nothing_opens_can_be_found() {
        let path = Path::new("打印件/2027春节/2027春节_隐患台账.pdf");
        assert!(not_shown(path).what.contains("打印件/2027春节/2027春节_隐患台账.pdf"));
    }
}
