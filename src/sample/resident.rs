//! The register of those who stay, pasted out of the logistics office's table. Decides nothing.

use super::Trouble;
use super::builder::Builder;
use super::material::resident::ResidentLine;
use super::shift::Shift;
use crate::action::Action;
use crate::action::paste::{Order, What};

/// Everybody of the material, with the days of that season.
///
/// # Errors
/// When the rules refuse it.
pub(super) fn register(
    builder: &mut Builder<'_>,
    lines: &[ResidentLine],
    shift: &Shift,
) -> Result<(), Trouble> {
    let heads = "楼栋\t房间\t姓名\t人员类别\t单位\t电话\t入住日期\t离矿日期\t需协助\t备注";
    let rows = lines.iter().map(|line| {
        let ResidentLine { building, room, name, unit, phone, note, .. } = line;
        let (kind, helped) = (line.kind.word(), if line.helped { "是" } else { "" });
        let (from, to) = (shift.day(line.from), shift.day(line.to));
        let cells: [&dyn std::fmt::Display; 10] =
            [building, room, name, &kind, unit, phone, &from, &to, &helped, note];
        cells.map(ToString::to_string).join("\t")
    });
    let text = std::iter::once(heads.to_owned()).chain(rows).collect::<Vec<_>>().join("\n");
    let order = Order { text, ..Order::new(What::Residents) };
    builder.act(&Action::Paste(Box::new(order))).map(drop)
}
