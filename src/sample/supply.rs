//! What the team has at hand, pasted out of the security office's table. Decides nothing.

use chrono::NaiveDate;

use super::Trouble;
use super::builder::Builder;
use super::material::supply::SupplyLine;
use super::shift::Shift;
use crate::action::Action;
use crate::action::paste::{Order, What};

/// Everything of the material, with the days of that season.
///
/// # Errors
/// When the rules refuse it.
pub(super) fn register(
    builder: &mut Builder<'_>,
    lines: &[SupplyLine],
    shift: &Shift,
) -> Result<(), Trouble> {
    let heads = "名称\t编号\t型号规格\t数量\t存放地点\t保管人\t有效期至\t上次检查\t下次检查\t状态\t处置卡\t备注";
    let day =
        |day: Option<NaiveDate>| day.map(|day| shift.day(day).to_string()).unwrap_or_default();
    let rows = lines.iter().map(|line| {
        let SupplyLine { name, code, model, amount, place, keeper, cards, note, .. } = line;
        // What stands on a label ends with its month.
        let until = line.until.map(|day| shift.years(day).to_string()).unwrap_or_default();
        let (checked, next) = (day(line.checked), day(line.next));
        let cells = [
            name, code, model, amount, place, keeper, &until, &checked, &next, "完好", cards, note,
        ];
        cells.join("\t")
    });
    let text = std::iter::once(heads.to_owned()).chain(rows).collect::<Vec<_>>().join("\n");
    let order = Order { text, ..Order::new(What::Supplies) };
    builder.act(&Action::Paste(Box::new(order))).map(drop)
}
