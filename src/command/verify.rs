//! `verify`: is the history whole, and does it tell the records as they stand? The result is the
//! short code.

use super::failure::Failure;
use super::line::VerifyOrder;
use super::{Desk, Ending, undamaged};
use crate::file;
use crate::session::short_code;

pub(super) fn run(order: &VerifyOrder, desk: &mut Desk<'_>) -> Result<Ending, Failure> {
    let bytes = desk.bytes(&order.path)?;
    let opened = file::examine(&bytes)
        .map_err(|damage| Failure::Unreadable { path: order.path.clone(), damage })?;
    let opened = undamaged(&order.path, opened)?;
    let (entries, code) = (opened.kept.journal.len(), short_code(opened.kept.heads.iter()));
    desk.say(&code)?;
    desk.tell(&format!("历史完整 共{entries}步 校验码 {code}"))?;
    desk.tell_verdict(&opened)?;
    let is_settled = !opened.verdict.is_edited() && opened.verdict.waiting == 0;
    Ok(if is_settled { Ending::Done } else { Ending::Findings })
}
