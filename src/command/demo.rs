//! `demo`: writes the sample mine. Never writes over anything but an earlier sample.

use std::io;

use super::failure::Failure;
use super::line::DemoOrder;
use super::{Context, Ending};
use crate::file;
use crate::sample::{self, Plan};
use crate::shell::atomic_write::write_over;

pub(super) fn run(order: &DemoOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    may_write(order, context)?;
    let DemoOrder { scale, seed, year, .. } = *order;
    let mut session = sample::build(Plan { scale, seed, year, until: None })?;
    let text = file::write(&session.snapshot());
    let access = write_over(context.disk, &order.path, text.as_bytes(), None)
        .map_err(|err| Failure::not_written(&order.path, &err))?;
    context.say(&order.path.display().to_string())?;
    context.tell_access(access)?;
    let doc = session.document();
    context.tell(&format!(
        "{}个场所 {}张单子 {}条隐患 历史{}次改动 校验码 {}",
        doc.sites.len(),
        doc.sheets.len(),
        doc.hazards.len(),
        session.journal().len(),
        session.code()
    ))?;
    Ok(Ending::Done)
}

/// Whether the place is free, or holds a sample that may be written over.
fn may_write(order: &DemoOrder, context: &Context<'_>) -> Result<(), Failure> {
    let taken = |why| Err(Failure::Taken { path: order.path.clone(), why });
    match context.disk.read(&order.path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(err) => Err(Failure::not_looked_at(&order.path, &err)),
        Ok(_) if !order.force => taken("已经有这个文件；要覆盖原有的演示工作簿请加 --force"),
        Ok(bytes) => match file::read(&bytes) {
            Ok(opened) if opened.kept.doc.profile().demo => Ok(()),
            Ok(_) | Err(_) => taken("这个文件不是演示工作簿，不覆盖；请换一个文件名"),
        },
    }
}
