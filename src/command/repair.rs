//! `repair`: what can be rescued of a damaged workbook, from itself, this PC's journal, the backups
//! and whatever else is named, into a new file; what cannot is listed. The damaged file is not
//! touched.

use super::failure::Failure;
use super::line::RepairOrder;
use super::merge::free;
use super::{Context, Ending};
use crate::file::{self, Source, name_for, rescue};
use crate::session::Unwatched;
use crate::shell::atomic_write::write_new;
use crate::shell::sources::Place;

pub(super) fn run(order: &RepairOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    free(context, &order.out)?;
    let read = context.workbook(&order.path);
    let mut unread = None;
    let opened = match (read, order.from.first()) {
        (Ok(opened), _) => opened,
        // Nothing of it can be read: what there is comes from the others.
        (Err(Failure::Unreadable { damage, .. }), Some(first)) => {
            unread = Some(damage);
            context.sound(first)?
        }
        (Err(failure), _) => return Err(failure),
    };
    let workbook = opened.kept.workbook;
    let mut sources = Vec::new();
    for path in &order.from {
        let other = context.workbook(path)?;
        if other.kept.workbook != workbook {
            let words = "这不是同一份工作簿的备份或副本，不能用来修复".to_owned();
            return Err(Failure::Apart { path: path.clone(), words });
        }
        sources.push(Source::of(path.display().to_string(), &other));
    }
    let place = Place { disk: context.disk, home: &context.home, path: &order.path, workbook };
    let Ok(gathered) = place.kept_here(&Unwatched);
    let closed = gathered.unread;
    sources.extend(gathered.found.into_iter().map(|found| found.source));
    let rescued = rescue(&opened, &sources, name_for(&opened, &sources, context.now), context.now);
    let text = file::write(&rescued.kept);
    write_new(context.disk, &order.out, text.as_bytes())
        .map_err(|err| Failure::not_written(&order.out, &err))?;
    context.say(&order.out.display().to_string())?;
    let is_read = unread.is_none();
    if let Some(damage) = unread {
        context.tell(&format!("损坏：文件本身没有读出：{damage}；内容全部取自备份或副本"))?;
    }
    for line in opened.verdict.damages.iter().map(ToString::to_string) {
        context.tell(&format!("损坏：{line}"))?;
    }
    for line in &rescued.found {
        context.tell(&format!("找回：{line}"))?;
    }
    if !rescued.restated.is_empty() {
        let count = rescued.restated.len();
        context.tell(&format!("历史里缺的，按文件里完好的记录补记了{count}项，记作“修复”"))?;
    }
    let differences = &opened.verdict.differences;
    for one in differences {
        context.tell(&format!("没有采用：{}", one.words(&opened.kept.doc)))?;
    }
    for line in &rescued.lost {
        context.tell(&format!("没有找回：{line}"))?;
    }
    // What was not looked through may hold what nobody promises any more.
    for (path, why) in &closed {
        let path = path.display();
        context.tell(&format!(
            "没有读出：{path}（{why}），里面可能还有没找回的内容；能读后请再修复一次"
        ))?;
    }
    if !is_read {
        // Nobody knows how far it went.
        let last = rescued.kept.journal.newest_first().next().map(|entry| entry.at);
        let last = last.map(|at| at.format("%Y年%-m月%-d日 %-H:%M").to_string());
        let last = last.unwrap_or_default();
        context.tell(&format!("不能核对：原来的文件读不出，找回的到{last}为止，以后的可能还有"))?;
    }
    let is_all = is_read && rescued.lost.is_empty() && differences.is_empty() && closed.is_empty();
    if is_all {
        context.tell("全部内容都找回了")?;
    }
    Ok(if is_all { Ending::Done } else { Ending::Findings })
}
