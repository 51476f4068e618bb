//! `repair`: what can be rescued of a damaged workbook, from itself, this PC's journal, the backups,
//! copies beside it and whatever else is named, into a new file; what cannot is listed. The damaged
//! file is not touched. The same job as behind 修复… in the window.

use std::collections::BTreeSet;

use super::failure::Failure;
use super::line::RepairOrder;
use super::merge::free;
use super::{Context, Ending};
use crate::file::{unsettled, unsettled_lines};
use crate::session::Unwatched;
use crate::shell::rescue::{Mended, Order, Unmended, mend};

pub(super) fn run(order: &RepairOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    free(context, &order.out)?;
    for path in &order.from {
        // What was named and cannot be looked into is no repair from it.
        context.workbook(path)?;
    }
    let (path, more, without, at) = (&*order.path, &*order.from, &BTreeSet::new(), context.now);
    let asked = Order { path, more, without, at };
    let Ok(mended) = mend((context.disk, &context.home), asked, &Unwatched);
    let Mended { opened, damage, rescued, unread, foreign, .. } =
        mended.map_err(|unmended| match unmended {
            Unmended::NotRead(err) => Failure::not_read(path, &err),
            Unmended::NoCopy(damage) => Failure::Unreadable { path: path.to_owned(), damage },
        })?;
    if let Some(path) = foreign.into_iter().next() {
        let words = "这不是同一份工作簿的备份或副本，不能用来修复".to_owned();
        return Err(Failure::Apart { path, words });
    }
    context.write_new(&order.out, &rescued.kept, &order.path)?;
    context.say(&order.out.display().to_string())?;
    let is_read = damage.is_none();
    if let Some(damage) = damage {
        context
            .tell(&format!("损坏：文件本身没有读出：{damage}；内容全部取自本机记录、备份和副本"))?;
    }
    for line in opened.verdict.damages.iter().map(ToString::to_string) {
        context.tell(&format!("损坏：{line}"))?;
    }
    for line in &rescued.found {
        context.tell(&format!("找回：{line}"))?;
    }
    if !rescued.restated.is_empty() {
        let count = rescued.restated.len();
        context.tell(&format!("历史里缺的，按文件里的记录补记了{count}项，记作“修复”"))?;
    }
    let differences = &opened.verdict.differences;
    for one in differences {
        context.tell(&format!("没有采用：{}", one.words(&opened.kept.doc)))?;
    }
    for line in &rescued.lost {
        context.tell(&format!("没有找回：{line}"))?;
    }
    // What was not looked through may hold what nobody promises any more.
    for (path, why) in &unread {
        let path = path.display();
        context.tell(&format!(
            "没有读出：{path}（{why}），里面可能还有没找回的内容；能读后请再修复一次"
        ))?;
    }
    let is_all = is_read && rescued.lost.is_empty() && differences.is_empty() && unread.is_empty();
    if is_all {
        context.tell("全部内容都找回了")?;
    }
    let contested = unsettled(&rescued.kept.contested);
    for line in unsettled_lines(&contested, &rescued.kept.doc) {
        context.tell(&line)?;
    }
    let is_done = is_all && contested.is_empty();
    Ok(if is_done { Ending::Done } else { Ending::Findings })
}
