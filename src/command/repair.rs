//! `repair`: what can be rescued of a damaged workbook, from itself, this PC's journal, the backups
//! and whatever else is named, into a new file; what cannot is listed. The damaged file is not
//! touched.

use std::path::Path;
use std::sync::Arc;

use super::failure::Failure;
use super::line::RepairOrder;
use super::merge::free;
use super::{Context, Ending};
use crate::file::{self, Opened, Source, rescue};
use crate::model::id::{Replica, WorkbookId};
use crate::shell::atomic_write::write_new;
use crate::shell::journal::Unread;
use crate::shell::{backups, journal, refused};

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
    let (kept, closed) = kept_here(context, &order.path, workbook);
    sources.extend(kept);
    let fresh = fresh(&opened, workbook);
    let rescued = rescue(&opened, &sources, fresh, context.now);
    let text = file::write(&rescued.kept);
    write_new(context.disk, &order.out, text.as_bytes())
        .map_err(|err| Failure::not_written(&order.out, &err))?;
    context.say(&order.out.display().to_string())?;
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
    for (path, err) in &closed {
        let (path, why) = (path.display(), refused::words(err));
        context.tell(&format!(
            "没有读出：{path}（{why}），里面可能还有没找回的内容；能读后请再修复一次"
        ))?;
    }
    let is_all = rescued.lost.is_empty() && differences.is_empty() && closed.is_empty();
    if is_all {
        context.tell("全部内容都找回了")?;
    }
    Ok(if is_all { Ending::Done } else { Ending::Findings })
}

/// What this PC's journal and the backups hold, and what of them could not be read.
fn kept_here(
    context: &Context<'_>,
    path: &Path,
    workbook: WorkbookId,
) -> (Vec<Source>, Vec<Unread>) {
    let mut sources = Vec::new();
    let (entries, mut unread) =
        journal::all_steps(context.disk, &context.home.journals(), path, workbook);
    if !entries.is_empty() {
        let entries = entries.into_iter().map(Arc::new).collect();
        sources
            .push(Source { name: "本机记录".to_owned(), entries, heads: Default::default() });
    }
    for folder in [backups::folder_beside(path), context.home.backups(workbook)] {
        let listed = backups::list(context.disk, &folder, path).unwrap_or_else(|err| {
            unread.push((folder, err));
            Vec::new()
        });
        for path in listed.into_iter().rev().map(|backup| backup.path) {
            match context.disk.read(&path) {
                Err(err) => unread.push((path, err)),
                // A backup that is damaged itself proves nothing.
                Ok(bytes) => {
                    let opened = file::read(&bytes).ok();
                    let own = opened.filter(|opened| opened.kept.workbook == workbook);
                    let name = format!("备份 {}", path.display());
                    sources.extend(own.map(|opened| Source::of(name, &opened)));
                }
            }
        }
    }
    (sources, unread)
}

/// A name for what is written anew, the same for the same damaged file.
fn fresh(opened: &Opened, workbook: WorkbookId) -> Replica {
    let heads: Vec<String> =
        opened.kept.heads.values().map(|head| head.digest.to_string()).collect();
    let hash = blake3::hash(format!("修复 {workbook} {}", heads.concat()).as_bytes());
    let bits = hash.as_bytes().iter().take(8);
    Replica::from_bits(bits.fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte)))
}
