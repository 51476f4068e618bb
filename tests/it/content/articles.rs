//! Numbers of articles of 煤矿安全规程（2025）: where the text was compared they are printed, and
//! nowhere else.

use super::{cards, items};

/// Articles, and what may cite them. Of the full text, by a copy; `assets/sources/sources.ron` tells which.
const TABLE: &[(&str, &[&str])] = &[
    ("第5条、第10条", &["JK08"]),
    ("第155条（井下煤仓，参照）", &["XM15"]),
    ("第158条", &["JK10"]),
    ("第177条", &["JK14"]),
    ("第177条、第179条", &["JK11"]),
    ("第179条", &["JK13"]),
    ("第180条", &["E05"]),
    ("第180条、第771条", &["E16"]),
    ("第203条", &["CC01", "CC02", "CC04", "CC05", "CC14", "WF06"]),
    ("第203条（抽采泵站，参照）", &["WF01"]),
    ("第203条、第205条", &["CC07", "WF05", "E18"]),
    ("第203条、第491条", &["CC03"]),
    ("第203条、第536条、第537条、第541条", &["CC06"]),
    ("第205条", &["CC13"]),
    ("第244条", &["YZ01", "CK07", "CD01", "TS03", "TS05", "TD02", "TD03"]),
    ("第245条", &["F20", "JK07", "XM06", "BF05", "CK04"]),
    ("第246条、第248条", &["JK06"]),
    ("第247条", &["XF05"]),
    ("第247条、第248条", &["F15"]),
    ("第248条", &["XF06"]),
    ("第250条、第255条", &["JK02"]),
    ("第255条", &["LJ02"]),
    ("第255条、第260条", &["LJ01", "LJ05"]),
    ("第256条", &["JK12", "DC01", "DC07"]),
    ("第257条", &["JK01", "JK09", "GL12"]),
    ("第258条", &["JK03", "JK04", "JK05", "LJ03"]),
    ("第259条", &["KD01", "KD02", "KD03", "KD04"]),
    ("第260条", &["ZT01", "LJ09"]),
    ("第261条", &["ZT03"]),
    ("第363条", &["BP03", "BP09"]),
    ("第366条", &["BP07"]),
    ("第428条", &["JK15"]),
    ("第459条、第466条", &["TS04"]),
    ("第467条至第470条", &["KY02", "KY03", "KY04"]),
    ("第471条", &["ZT02", "QJ2", "QJ3", "LJ07", "BG06"]),
    ("第472条", &["QT1"]),
    ("第474条、第527条", &["DD01"]),
    ("第521条至第523条（井下规定，地面参照）", &["TD01", "TD05", "TD06"]),
    ("第536条、第537条", &["XM05", "XM09", "XM13"]),
    ("第546条", &["BD07", "DD04", "KY06"]),
    ("第546条、第548条", &["TS06"]),
    ("第769条", &["E14"]),
];

const RULES: &str = "煤矿安全规程";

#[test]
fn articles_of_the_rules_stand_where_the_table_has_them_and_nowhere_else() {
    let items = items().into_iter().map(|item| (item.base().to_owned(), item.basis));
    let cards = cards().into_iter().map(|card| (card.code, card.basis));
    let cited: Vec<(String, String)> = items
        .chain(cards)
        .flat_map(|(code, basis)| {
            let parts: Vec<String> = basis.split('；').map(str::to_owned).collect();
            parts.into_iter().map(move |part| (code.clone(), part))
        })
        .filter(|(_, part)| part.contains(RULES))
        .collect();
    let allowed = || {
        let codes = |(articles, codes): &(&'static str, &'static [&'static str])| {
            let articles = *articles;
            codes.iter().map(move |code| (*code, format!("{RULES}（2025）{articles}")))
        };
        TABLE.iter().flat_map(codes)
    };
    let unsure: Vec<_> = cited
        .iter()
        .filter(|(code, part)| !allowed().any(|(one, words)| one == code && words == *part))
        .collect();
    assert!(unsure.is_empty(), "not by the table: {unsure:?}");
    for (code, words) in allowed() {
        assert!(cited.iter().any(|(one, part)| one == code && *part == words), "{code}: {words}");
    }
}
