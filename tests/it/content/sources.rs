//! What the content rests on: one list, `assets/sources/sources.ron`.

use serde::Deserialize;

use super::{cards, items, read};

#[derive(Debug, Deserialize)]
struct Source {
    name: String,
    title: String,
    number: String,
    since: String,
    seen: Seen,
    replaces: String,
    remark: String,
}

/// How far somebody has looked a source up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Seen {
    Text,
    Title,
    Memory,
    Own,
}

fn sources() -> Vec<Source> {
    read(include_str!("../../../assets/sources/sources.ron"))
}

/// What is left of a citation behind the source it begins with, and whether an article was named.
fn behind<'a>(cited: &'a str, sources: &'a [Source]) -> Option<(&'a Source, &'a str)> {
    let known = sources.iter().filter(|source| cited.starts_with(&source.name));
    let source = known.max_by_key(|source| source.name.len())?;
    cited.strip_prefix(&source.name).map(|rest| (source, rest))
}

/// Everything a citation names: sources, each with whether an article of it is named.
fn named<'a>(cited: &'a str, sources: &'a [Source]) -> Result<Vec<(&'a Source, bool)>, String> {
    let mut found: Vec<(&Source, bool)> = Vec::new();
    let mut rest = cited;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('、').or_else(|| rest.strip_prefix('至')) {
            rest = after;
        } else if rest.starts_with('（') {
            rest = rest.split_once('）').ok_or(cited)?.1;
        } else if rest.starts_with('第') || rest.starts_with("附录") {
            found.last_mut().ok_or(cited)?.1 = true;
            rest = match rest.split_once('条') {
                Some((article, after)) if !article.contains('、') => after,
                _ => rest.strip_prefix("附录C").ok_or(cited)?,
            };
        } else if let Some((source, after)) = behind(rest, sources) {
            found.push((source, false));
            // The mine's own papers are called as the mine calls them.
            rest = if source.seen == Seen::Own { "" } else { after };
        } else {
            return Err(format!("{cited}: {rest}"));
        }
    }
    Ok(found)
}

fn bases() -> Vec<(String, String)> {
    let items = items().into_iter().map(|item| (item.code.clone(), item.basis));
    let cards = cards().into_iter().map(|card| (card.code.clone(), card.basis));
    let all = items.chain(cards);
    all.flat_map(|(code, basis)| {
        let parts: Vec<String> = basis.split('；').map(str::to_owned).collect();
        parts.into_iter().map(move |part| (code.clone(), part))
    })
    .collect()
}

#[test]
fn every_basis_names_a_source_of_the_list() {
    let sources = sources();
    let mut wrong = Vec::new();
    let mut used = std::collections::BTreeSet::new();
    for (code, cited) in bases() {
        match named(&cited, &sources) {
            Err(what) => wrong.push(format!("{code}: {what}")),
            Ok(found) => used.extend(found.iter().map(|(source, _)| source.name.clone())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // What the list has and nothing rests on says why it is there.
    let idle = sources.iter().filter(|source| !used.contains(&source.name));
    for source in idle {
        let said =
            source.remark.contains("没有引用") || source.name == "生产安全事故应急预案管理办法";
        assert!(said, "nothing rests on {}", source.name);
    }
    assert!(named("食品法第3条", &sources).is_err());
}

#[test]
fn an_article_is_printed_only_of_a_text_somebody_read_or_knows() {
    // Numbers of articles of these were not compared with the text in force.
    for (code, cited) in bases() {
        let sources = sources();
        for (source, article) in named(&cited, &sources).unwrap() {
            let unseen = source.remark.contains("不印条号") || source.remark.contains("不印项数");
            assert!(!(article && unseen), "{code}: {cited}");
        }
    }
}

#[test]
fn what_was_replaced_is_cited_nowhere() {
    let sources = sources();
    for source in sources.iter().filter(|source| !source.replaces.is_empty()) {
        for old in source.replaces.split('、') {
            assert!(
                bases().iter().all(|(_, cited)| cited != old),
                "{old} gave way to {}",
                source.name
            );
        }
    }
    let code = |name: &str| sources.iter().find(|source| source.name == name).unwrap();
    for (name, since) in [
        ("煤矿安全规程（2025）", "2026-02-01"),
        ("煤矿重大事故隐患判定标准", "2026-07-01"),
        ("GB 2894-2025", "2026-03-01"),
        ("GB 9448-2025", "2026-08-01"),
        ("TSG 08-2026", "2026-05-01"),
        ("危险化学品安全法", "2026-05-01"),
        ("GB 46768-2025", "2026-05-01"),
        ("GB 3608-2025", "2026-05-01"),
        ("集中用餐单位落实食品安全主体责任监督管理规定", "2025-04-15"),
        ("GB 17761-2024", "2025-09-01"),
    ] {
        assert_eq!(code(name).since, since, "{name}");
    }
    // Spellings that were superseded.
    for old in ["GB 2894（", "GB 9448（", "TSG 08（", "GB 17761、"] {
        assert!(bases().iter().all(|(_, cited)| !cited.starts_with(old)), "{old}");
    }
}

#[test]
fn the_list_is_filled() {
    let sources = sources();
    for source in &sources {
        assert!(!source.name.is_empty() && !source.title.is_empty(), "{source:?}");
        assert!(
            source.since.is_empty() || source.since.parse::<chrono::NaiveDate>().is_ok(),
            "{source:?}"
        );
        assert!(source.number.is_empty() || source.seen != Seen::Own, "{source:?}");
        let same = sources.iter().filter(|other| other.name == source.name).count();
        assert_eq!(same, 1, "{}", source.name);
    }
    let seen = |seen| sources.iter().filter(|source| source.seen == seen).count();
    assert!(10 <= seen(Seen::Text) && 10 <= seen(Seen::Title) && 10 <= seen(Seen::Memory));
}
