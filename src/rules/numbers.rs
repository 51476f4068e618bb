//! Rules about printed numbers: one bearer each, none missing.

use super::{Breach, Check, Rule, Weight};
use crate::model::number::{Number, Numbered, Use};
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "N1",
        title: "一个单号只属于一张单据",
        source: "单号连续，作废留号",
        weight: Weight::Law,
        reads: &[Kind::Sheet, Kind::Hazard, Kind::Transfer],
        check: Check::Number(one_bearer),
    },
    Rule {
        code: "N2",
        title: "单据上的单号都在单号簿里",
        source: "单号连续，作废留号",
        weight: Weight::Law,
        reads: &[Kind::Number],
        check: Check::Record(number_is_ours),
    },
    Rule {
        code: "N3",
        title: "单号不缺号",
        source: "单号连续，作废留号",
        weight: Weight::Law,
        reads: &[Kind::Number],
        check: Check::Number(gap_before),
    },
];

/// The number printed on a record, if records of its kind bear one.
pub(crate) fn number_on(doc: &Document, record: &RecordId) -> Option<Number> {
    match record {
        RecordId::Sheet(id) => doc.sheets.get(id)?.number.clone(),
        RecordId::Hazard(id) => doc.hazards.get(id)?.number.clone(),
        RecordId::Transfer(id) => doc.transfers.get(id)?.number.clone(),
        _ => None,
    }
}

fn one_bearer(doc: &Document, number: &Number, numbered: &Numbered) -> Option<Breach> {
    let Some(Use::Borne(bearer)) = &numbered.used else { return None };
    (number_on(doc, bearer).as_ref() != Some(number))
        .then(|| format!("单号{number}：簿上有、单据上没有").into())
}

fn number_is_ours(doc: &Document, record: &RecordId) -> Option<Breach> {
    let number = number_on(doc, record)?;
    let used = doc.numbers.get(&number).and_then(|numbered| numbered.used.as_ref());
    (used != Some(&Use::Borne(record.clone())))
        .then(|| format!("单号{number}：不属于这张单据，请核实是否重号").into())
}

fn gap_before(doc: &Document, number: &Number, _numbered: &Numbered) -> Option<Breach> {
    let before = doc.numbers.before(number).map(|(known, _)| known);
    let last = before.filter(|known| known.series == number.series).map_or(0, |known| known.seq);
    (last + 1 < number.seq).then(|| {
        let missing = number.seq - last - 1;
        format!("单号{number}之前缺{missing}个号").into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::number::NumberField;

    /// A book of these numbers and nothing else.
    fn book(numbers: &[&str]) -> Document {
        let mut doc = Document::default();
        for number in numbers {
            let number: Number = number.parse().unwrap();
            let used = Use::Void { bearer: None, why: "试填".to_owned() };
            doc.apply((number.clone(), NumberField::Kept(true)).into());
            doc.apply((number, NumberField::Used(Some(used))).into());
        }
        doc
    }

    #[test]
    fn a_missing_number_is_found_in_its_own_series_only() {
        let table: [(&[&str], &[&str]); 4] = [
            (&["XC-2027-0001", "XC-2027-0002", "YH-2027-0001"], &[]),
            (&["XC-2027-0001", "XC-2027-0004"], &["单号XC-2027-0004之前缺2个号"]),
            (&["XC-2027-0002"], &["单号XC-2027-0002之前缺1个号"]),
            (
                &["XC-2026-0001", "XC-2027-B0001", "XC-2027-B0003", "XC-2028-0001"],
                &["单号XC-2027-B0003之前缺1个号"],
            ),
        ];
        for (numbers, expected) in table {
            let doc = book(numbers);
            let found: Vec<String> = doc
                .numbers
                .iter()
                .filter_map(|(number, numbered)| gap_before(&doc, number, numbered))
                .map(|breach| breach.words)
                .collect();
            assert_eq!(found, expected, "{numbers:?}");
        }
    }
}
