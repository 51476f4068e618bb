//! `verify`: is the history whole, and does it tell the records as they stand? The result is the
//! short code.

use super::failure::Failure;
use super::line::VerifyOrder;
use super::{Desk, Ending};
use crate::file::{self, Verified};

pub(super) fn run(order: &VerifyOrder, desk: &mut Desk<'_>) -> Result<Ending, Failure> {
    let bytes = desk.bytes(&order.path)?;
    let Verified { entries, code, edited } = file::verify(&bytes)
        .map_err(|damage| Failure::Damaged { path: order.path.clone(), damage })?;
    desk.say(&code)?;
    desk.tell(&format!("历史完整 共{entries}步 校验码 {code}"))?;
    if edited.is_empty() {
        return Ok(Ending::Done);
    }
    desk.tell(&format!("在程序以外改过的部分：{}", edited.join("、")))?;
    Ok(Ending::Findings)
}
