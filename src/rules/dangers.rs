//! Steps of response cards near something that kills: who may do them, and that nobody of the team is
//! sent into it.
//!
//! The words of a card are the mine's; what is near and who does it are typed beside.

use super::{Breach, Check, Rule, Weight};
use crate::model::plan::CardStep;
use crate::model::{Document, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "P6",
        title: "处置卡不叫队员进危险的地方",
        source: "应急处置卡：不进入怀疑有一氧化碳或者烟的地方",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(sent_in),
    },
    Rule {
        code: "P7",
        title: "处置卡近处有危险的步骤写明由谁做",
        source: "应急处置卡：写清岗位、处置程序",
        weight: Weight::Hint,
        reads: &[],
        check: Check::Record(unsaid),
    },
];

/// Words of going in, down or onto.
const IN: [&str; 22] = [
    "进入",
    "进去",
    "进屋",
    "进站",
    "进库",
    "进烟",
    "进火",
    "进洞",
    "下井",
    "下去",
    "下池",
    "下沟",
    "下坑",
    "入仓",
    "上屋面",
    "上冰面",
    "上煤堆",
    "上矸石山",
    "冲进",
    "钻进",
    "爬进",
    "爬上",
];

/// Words that forbid it, or tell of others.
const NOT: [&str; 11] =
    ["不", "没有", "禁", "未", "勿", "无", "别", "防止", "控制", "核对", "需要"];

/// Who goes in instead.
const OTHERS: [&str; 4] = ["救护队", "消防队", "专业", "维保"];

/// The first clause of a step by which somebody of the team goes into what is near.
fn goes_in(step: &CardStep) -> Option<&str> {
    let is_of_team = step.by.is_none_or(|by| by.is_of_team());
    if !is_of_team || step.near.is_empty() {
        return None;
    }
    let clauses = step.what.split(['，', '；', '。', '：', '\n', ',', ';', '！', '？']);
    let says = |clause: &&str, words: &[&str]| words.iter().any(|word| clause.contains(word));
    clauses
        .into_iter()
        .find(|clause| says(clause, &IN) && !says(clause, &NOT) && !says(clause, &OTHERS))
}

fn about(doc: &Document, record: &RecordId, words: String) -> Option<Breach> {
    let RecordId::Card(code) = record else { return None };
    Some(Breach::of(format!("{code} {}", doc.cards.get(code)?.title), words))
}

fn steps<'a>(doc: &'a Document, record: &RecordId) -> impl Iterator<Item = (usize, &'a CardStep)> {
    let card = match record {
        RecordId::Card(code) => doc.cards.get(code),
        _ => None,
    };
    let steps = card.into_iter().flat_map(|card| card.steps.values());
    (1..).zip(steps).filter(|(_, step)| !step.is_blank())
}

fn sent_in(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (place, step, clause) =
        steps(doc, record).find_map(|(place, step)| Some((place, step, goes_in(step)?)))?;
    let near: Vec<&str> = step.near.iter().map(|danger| danger.word()).collect();
    let near = near.join("、");
    let words =
        format!("第{place}步近处有{near}，却叫{}“{clause}”，请改由专业人员做", step.who.trim());
    about(doc, record, words)
}

fn unsaid(doc: &Document, record: &RecordId) -> Option<Breach> {
    let is_unsaid = |(_, step): &(usize, &CardStep)| step.by.is_none() && !step.near.is_empty();
    let places: Vec<String> =
        steps(doc, record).filter(is_unsaid).map(|(place, _)| place.to_string()).collect();
    let words = format!("第{}步近处有危险，还没写由谁做", places.join("、"));
    (!places.is_empty()).then(|| about(doc, record, words)).flatten()
}
