//! Copies of one workbook put together: what each brings, and what of it cannot be taken.

use super::{Damage, Opened};
use crate::session::{Broken, Session, Watch};

/// What a copy brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Steps that were not here.
    pub steps: usize,
    /// What was changed in it outside the program and is not taken, a sentence a line.
    pub edited: Vec<String>,
}

/// Why nothing can be taken of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    /// Part of it is damaged.
    #[error("文件损坏：{0}，请先修复")]
    Damaged(Damage),
    /// It is another workbook.
    #[error("这不是同一份工作簿的副本，不能合并")]
    Other,
    /// Its history contradicts ours.
    #[error("合不起来：{0}")]
    Broken(Broken),
}

/// Takes into `session` what another copy of its workbook holds, as long as somebody waits for it.
///
/// # Errors
/// When no more of it is wanted. Nothing is taken in then, nor where the copy does not fit.
pub fn join<W: Watch>(
    session: &mut Session,
    theirs: Opened,
    watch: &W,
) -> Result<Result<Brought, Apart>, W::Stop> {
    let Opened { kept, verdict, .. } = theirs;
    if let Some(damage) = verdict.damages.first() {
        return Ok(Err(Apart::Damaged(damage.clone())));
    }
    if kept.workbook != session.workbook() {
        return Ok(Err(Apart::Other));
    }
    let edited = verdict.differences.iter().map(|one| one.words(&kept.doc)).collect();
    let lacking = session.journal().lacking_watched(&kept.journal, watch)?;
    Ok(match session.adopt_watched(lacking, watch)? {
        Ok(adopted) => {
            session.learn_pcs(kept.pcs);
            Ok(Brought { steps: adopted.taken, edited })
        }
        Err(broken) => Err(Apart::Broken(broken)),
    })
}
