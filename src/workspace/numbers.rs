//! Finding the sheet that somebody holds in the hand by the number on it.

use super::{ChooseDraft, Dialog, Entering, Place, Tone, Workspace};
use crate::model::id::SheetId;
use crate::model::number::Number;

impl Workspace {
    /// Opens the sheet whose number ends with those digits for typing back. Where several papers
    /// have that number on them, also from before one got another, the person says which.
    pub(super) fn enter_number(&mut self, digits: &str) {
        let digits = digits.trim();
        let tail = digits.rsplit(['-', '－', '—']).next().unwrap_or_default();
        let Ok(wanted) = tail.parse::<u32>() else {
            let words = format!("“{digits}”不是单号，请输入单号的后几位数字");
            return self.tell(Tone::Refused, words);
        };
        let Some((number, sheets)) = self.on_paper(digits, tail, wanted) else {
            let void =
                self.document().numbers.iter().any(|(number, numbered)| {
                    number.seq == wanted && numbered.void_reason().is_some()
                });
            let why = if void { "这个单号已作废" } else { "没有这个单号" };
            return self.tell(Tone::Refused, format!("{tail}：{why}"));
        };
        match sheets.as_slice() {
            [sheet] => {
                self.picked.entering = Some(Entering { sheet: *sheet, confirming: None });
                self.place = Place::Patrol;
            }
            _ => self.dialog = Some(Dialog::Choose(ChooseDraft { number, sheets, at: 0 })),
        }
    }

    /// The number that is meant, and the sheets on whose paper it stands: those that bear it, then
    /// those that bore it before.
    fn on_paper(&self, digits: &str, tail: &str, wanted: u32) -> Option<(Number, Vec<SheetId>)> {
        let modulus = 10_u32.saturating_pow(u32::try_from(tail.len()).unwrap_or(9));
        let whole: Option<Number> = digits.to_uppercase().parse().ok();
        let fits = |number: &Number| match &whole {
            Some(whole) => number == whole,
            None => number.seq == wanted || number.seq % modulus == wanted,
        };
        let all = || self.document().sheets.iter();
        let bearing = all().filter_map(|(_, sheet)| sheet.number.as_ref());
        let bore = all().flat_map(|(_, sheet)| &sheet.former);
        // The exact number first, then the newest with those last digits.
        let meant = bearing
            .chain(bore)
            .filter(|number| fits(number))
            .max_by_key(|number| (number.seq == wanted, *number))?
            .clone();
        let bearing = all().filter(|(_, sheet)| sheet.number.as_ref() == Some(&meant));
        let bore = all().filter(|(_, sheet)| sheet.former.contains(&meant));
        let mut sheets: Vec<SheetId> = Vec::new();
        for (id, _) in bearing.chain(bore) {
            if !sheets.contains(id) {
                sheets.push(*id);
            }
        }
        Some((meant, sheets))
    }
}
