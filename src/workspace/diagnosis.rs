//! What helps whoever is asked for help: what lies open, in counts.

use super::{Effect, Workspace};

impl Workspace {
    /// What would be handed over to whoever is asked for help.
    pub fn diagnose(&mut self) -> Effect {
        Effect::Diagnose { figures: self.figures() }
    }

    /// What lies open, in counts: for whoever is asked for help, who need know nothing else of it.
    fn figures(&mut self) -> String {
        let steps = self.session.snapshot().journal.len();
        let doc = self.document();
        format!(
            "打开的工作簿：场所{}、单子{}、隐患{}、人员{}、值班{}格，历史{}次改动，{}",
            doc.sites.len(),
            doc.sheets.len(),
            doc.hazards.len(),
            doc.persons.len(),
            doc.duties.len(),
            steps,
            match () {
                () if self.is_practice() => "练习簿",
                () if self.file.locked.is_some() => "只读",
                () if self.is_written() => "已写入文件",
                () => "还没写进文件",
            },
        )
    }
}
