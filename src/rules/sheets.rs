//! Rules about sheets: signed blocks have signers, faults become hazards, sheets come back.

use super::{Breach, Check, HazardCase, Remedy, Rule, SheetCase, Weight, unwritten};
use crate::model::checklist::{Depth, Judge};
use crate::model::hazard::State;
use crate::model::id::PersonId;
use crate::model::people::Skill;
use crate::model::sheet::{Mark, ROWS_PER_POINT, Row, Sheet, Verdict};
use crate::model::{Document, Kind};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "S1",
        title: "每处最多九行，每张至少一行",
        source: "巡查单：版式",
        weight: Weight::Law,
        reads: &[],
        check: Check::Sheet(rows_fit),
    },
    Rule {
        code: "S2",
        title: "电工和岗位人员的栏目须有签字人",
        source: "检查表：电工和岗位人员的项目由本人判定、签名",
        weight: Weight::Law,
        reads: &[Kind::Person],
        check: Check::Sheet(signed_by_nobody),
    },
    Rule {
        code: "S3",
        title: "结果记在纸面有的行上",
        source: "巡查单：录入与纸面一致",
        weight: Weight::Law,
        reads: &[],
        check: Check::Sheet(marks_on_rows),
    },
    Rule {
        code: "S4",
        title: "登记过的×指着自己的那条隐患",
        source: "检查表：每个×登记一条隐患",
        weight: Weight::Law,
        reads: &[Kind::Hazard],
        check: Check::Sheet(faults_name_their_hazards),
    },
    Rule {
        code: "S5",
        title: "发出的单子，文字与纸面一致",
        source: "巡查单：打印几次都一样",
        weight: Weight::Law,
        reads: &[Kind::Item],
        check: Check::Sheet(words_as_printed),
    },
    Rule {
        code: "S6",
        title: "隐患记着的那一行，单子上也记着它",
        source: "检查表：每个×登记一条隐患",
        weight: Weight::Law,
        reads: &[Kind::Sheet],
        check: Check::Hazard(row_forgotten),
    },
    Rule {
        code: "S10",
        title: "发出的单子当班收回录入",
        source: "巡查单：当班录入",
        weight: Weight::Due,
        reads: &[],
        check: Check::Sheet(not_back),
    },
    Rule {
        code: "S11",
        title: "×都已登记为隐患",
        source: "检查表：每个×登记一条隐患",
        weight: Weight::Due,
        reads: &[],
        check: Check::Sheet(fault_without_hazard),
    },
    Rule {
        code: "S12",
        title: "写明出发和返回时间、巡查人",
        source: "公安部令第61号第25条",
        weight: Weight::Due,
        reads: &[],
        check: Check::Sheet(heading_incomplete),
    },
    Rule {
        code: "S20",
        title: "空白行是未查，不是合格",
        source: "检查表：空白不等于合格",
        weight: Weight::Hint,
        reads: &[],
        check: Check::Sheet(unchecked_rows),
    },
    Rule {
        code: "S21",
        title: "电工栏由持证电工签字",
        source: "特种作业操作证：电工作业",
        weight: Weight::Hint,
        reads: &[Kind::Person],
        check: Check::Sheet(electrician_uncertified),
    },
];

fn rows_fit(case: SheetCase<'_>) -> Option<Breach> {
    let sheet = case.sheet;
    if sheet.rows().is_empty() {
        return Some(about(sheet, "单子上没有检查内容"));
    }
    let crowded = sheet.depth() == Depth::Patrol
        && sheet.points.iter().any(|point| ROWS_PER_POINT < point.items.len());
    crowded.then(|| about(sheet, format!("每处最多{ROWS_PER_POINT}行")))
}

fn signed_by_nobody(case: SheetCase<'_>) -> Option<Breach> {
    let sheet = case.sheet;
    let rows = sheet.rows();
    let is_known = |by: Option<PersonId>| by.is_some_and(|by| case.doc.persons.get(&by).is_some());
    let is_used = |row: &Row<'_>| match sheet.marks.get(&row.number) {
        Some(Mark::Holds | Mark::Fault { .. }) => true,
        Some(Mark::Absent | Mark::Unchecked) => false,
        None => sheet.is_ticked(row.judge),
    };
    let signed_at = |row: &Row<'_>| match row.judge {
        Judge::PostHolder => sheet.post_signer(row.site),
        judge => sheet.signer(judge),
    };
    [Judge::Electrician, Judge::PostHolder].into_iter().find_map(|judge| {
        let mut rows = rows.iter().filter(|row| row.judge == judge);
        let is_bare = sheet.is_ticked(judge) && !is_known(sheet.signer(judge));
        let lacks = is_bare || rows.any(|row| is_used(row) && !is_known(signed_at(row)));
        lacks.then(|| {
            let whose = match judge {
                Judge::PostHolder if 1 < sheet.post_sites().len() => "各处签字人",
                _ => "签字人",
            };
            about(sheet, format!("{}栏要先写{whose}，空白算未查", judge.word()))
                .mended_by(Remedy::Untick(case.id, judge))
        })
    })
}

fn marks_on_rows(case: SheetCase<'_>) -> Option<Breach> {
    let rows = case.sheet.rows();
    let stray =
        case.sheet.marks.keys().find(|number| !rows.iter().any(|row| row.number == **number))?;
    Some(about(case.sheet, format!("纸面上没有第{stray}行")))
}

fn faults_name_their_hazards(case: SheetCase<'_>) -> Option<Breach> {
    let SheetCase { doc, id, sheet, .. } = case;
    let astray = sheet.marks.iter().find_map(|(number, mark)| match mark {
        Mark::Fault { hazard: Some(hazard), .. } => {
            let found = doc.hazards.get(hazard).and_then(|hazard| hazard.found);
            (found.map(|on| (on.sheet, on.row)) != Some((id, *number))).then_some(number)
        }
        _ => None,
    });
    astray.map(|number| about(sheet, format!("第{number}行的隐患对不上")))
}

fn row_forgotten(case: HazardCase<'_>) -> Option<Breach> {
    let HazardCase { doc, id, hazard, .. } = case;
    let on = hazard.found.filter(|_| hazard.state() != State::Void)?;
    let number = hazard.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let Some(sheet) = doc.sheets.get(&on.sheet) else {
        return Some(Breach::of(number, "登记它的单子已作废，请先作废隐患"));
    };
    let known = match sheet.marks.get(&on.row) {
        Some(Mark::Fault { hazard, .. }) => *hazard == Some(id),
        _ => false,
    };
    (!known).then(|| {
        // It is told of the hazard, so it must say of which sheet it speaks.
        let (sheet, row) = (name(sheet), on.row);
        format!("{sheet}：第{row}行已登记隐患{number}，改结果前请先作废该隐患").into()
    })
}

fn words_as_printed(case: SheetCase<'_>) -> Option<Breach> {
    let sheet = case.sheet;
    (!sheet.printed_words.is_empty() && sheet.printed_words != words_digest(case.doc, sheet))
        .then(|| about(sheet, "检查项的文字与发出的纸面不同"))
}

/// A short digest of the words on a sheet's rows.
///
/// Sixteen hexadecimal signs: enough to notice a change, too few to be called a signature.
pub fn words_digest(doc: &Document, sheet: &Sheet) -> String {
    let mut digest = blake3::Hasher::new();
    for row in sheet.rows() {
        if let Some(item) = doc.items.find(row.item) {
            let words = if sheet.depth() == Depth::Patrol { &item.brief } else { &item.words };
            digest.update(row.item.base.as_bytes()).update(words.as_bytes()).update(&[0]);
        }
    }
    digest.finalize().to_hex().chars().take(16).collect()
}

fn not_back(case: SheetCase<'_>) -> Option<Breach> {
    let sheet = case.sheet;
    let days = (case.today - sheet.day?).num_days();
    (sheet.entered.is_none() && 0 < days).then(|| about(sheet, format!("{days}天前的单子还没录入")))
}

fn fault_without_hazard(case: SheetCase<'_>) -> Option<Breach> {
    let (number, _) = case
        .sheet
        .marks
        .iter()
        .find(|(_, mark)| matches!(mark, Mark::Fault { hazard: None, .. }))?;
    let breach = about(case.sheet, format!("第{number}行打了×，还没登记隐患"));
    Some(breach.mended_by(Remedy::ReportFault(case.id, *number)))
}

fn heading_incomplete(case: SheetCase<'_>) -> Option<Breach> {
    let sheet = case.sheet;
    sheet.entered?;
    let words = unwritten([
        (sheet.left.is_none(), "出发时间"),
        (sheet.back.is_none(), "返回时间"),
        (sheet.walkers.is_empty(), "巡查人"),
    ])?;
    Some(about(sheet, words))
}

fn unchecked_rows(case: SheetCase<'_>) -> Option<Breach> {
    let sheet = case.sheet;
    sheet.entered?;
    let count = sheet.rows().iter().filter(|row| sheet.verdict(row) == Verdict::Unchecked).count();
    (0 < count).then(|| about(sheet, format!("{count}行未查")))
}

fn electrician_uncertified(case: SheetCase<'_>) -> Option<Breach> {
    let sheet = case.sheet;
    let person = case.doc.persons.get(&sheet.electrician?)?;
    let day = sheet.day?;
    (!person.is_certified(Skill::Electrician, day))
        .then(|| about(sheet, format!("{}在册没有当日有效的电工证", person.name)))
}

/// What people call the sheet: its number, or its title before it has one.
fn name(sheet: &Sheet) -> String {
    match &sheet.number {
        Some(number) => number.to_string(),
        None => sheet.title.clone(),
    }
}

/// What is wrong with the sheet.
fn about(sheet: &Sheet, words: impl Into<String>) -> Breach {
    Breach::of(name(sheet), words)
}
