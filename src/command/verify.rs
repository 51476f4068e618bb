//! `verify`: is the history whole, and does it tell the records as they stand? The result is the
//! short code.

use super::failure::Failure;
use super::line::VerifyOrder;
use super::{Context, Ending, undamaged};
use crate::file;
use crate::session::short_code;

pub(super) fn run(order: &VerifyOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let bytes = context.bytes(&order.path)?;
    let opened = file::examine(&bytes)
        .map_err(|damage| Failure::Unreadable { path: order.path.clone(), damage })?;
    let opened = undamaged(&order.path, opened)?;
    let (entries, code) = (opened.kept.journal.len(), short_code(opened.kept.heads.iter()));
    context.say(&code)?;
    let state = if opened.verdict.waiting == 0 { "历史完整" } else { "历史不完整" };
    context.tell(&format!("{state} 共{entries}次改动 校验码 {code}"))?;
    context.tell_verdict(&opened)?;
    Ok(if opened.verdict.is_settled() { Ending::Done } else { Ending::Findings })
}
