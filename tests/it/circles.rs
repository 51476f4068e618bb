//! Modules of one layer use each other in rings only where this file says why.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Modules that cannot do without each other, by their names and the reason.
const RINGS: &[(&str, &str)] = &[
    (
        "model::checklist model::document model::duty model::gathering model::hazard \
         model::incident model::measure model::mine model::number model::people model::place model::plan \
         model::printout model::record model::resident model::rota model::service model::shape \
         model::sheet model::steward model::supply model::swap model::transfer model::value model::value::parts \
         model::watch",
        "a record names others, the list of all tables names each record, and a type says what it is",
    ),
    (
        "action::paste::certificates action::paste::desk action::paste::fields action::paste::members action::paste::places \
         action::paste::residents action::paste::supplies",
        "a table is a list of fields, and a field of one kind makes records of another",
    ),
    ("action::paste::rota action::paste::senses", "columns of a rota are read by its slots"),
    (
        "print::data print::ledger print::paper print::transfer",
        "a paper says what it is laid out with, and the layout is one of all",
    ),
    (
        "print::plan::annex print::plan::filed print::plan::parts",
        "what is filed with a plan is an annex or a part of it, and a part is printed as annexes are",
    ),
    (
        "rules::outline rules::stages",
        "what still keeps a plan from approval is whose signature is older than its words",
    ),
    ("rules::pinyin rules::surnames", "the letters of a name begin with those of its family name"),
    ("sample::agenda sample::log sample::watch", "what is made up of one shift is told in another"),
    ("shell::atomic_write shell::names", "a name of its own is found by writing it"),
    ("shell::runner shell::signals", "a signal ends what the runner runs"),
    ("ui::patrol::entry ui::patrol::grid", "the rows of a sheet and the fields round them"),
    ("ui::team::people ui::team::person", "the list of people and one of them"),
    ("ui::widgets::half ui::widgets::text", "a text that is half a value"),
];

type Module = Vec<String>;

/// Every module with its code, without comments and tests.
fn modules() -> BTreeMap<Module, String> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<Module, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, found);
                continue;
            }
            let inner = path.strip_prefix(root).unwrap().with_extension("");
            let module = inner.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let code = code.lines().map(|line| line.split("//").next().unwrap());
            found.insert(module, code.collect::<Vec<_>>().join("\n"));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    walk(&root, &root, &mut found);
    found
}

/// The paths of a tree of names: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn spread(tree: &str, before: &[String], paths: &mut Vec<Module>) {
    let parts = |text: &str| -> Module {
        let text = text.split(" as ").next().unwrap();
        text.split("::").map(|part| part.trim().to_owned()).filter(|one| !one.is_empty()).collect()
    };
    let Some((head, rest)) = tree.split_once('{') else {
        paths.push([before.to_vec(), parts(tree)].concat());
        return;
    };
    let head = [before.to_vec(), parts(head)].concat();
    let (mut depth, mut start) = (1, 0);
    for (at, sign) in rest.char_indices() {
        depth += i32::from(sign == '{') - i32::from(sign == '}');
        if (sign == ',' && depth == 1) || (sign == '}' && depth == 0) {
            spread(&rest[start..at], &head, paths);
            start = at + 1;
        }
    }
}

/// What a module uses, from the root of the crate.
fn used(module: &Module, code: &str) -> Vec<Module> {
    let mut paths = Vec::new();
    for piece in code.split("use ").skip(1) {
        spread(piece.split(';').next().unwrap(), &[], &mut paths);
    }
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let is_path = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
            let path: String = code[at..].chars().take_while(|sign| is_path(*sign)).collect();
            spread(&path, &[], &mut paths);
        }
    }
    let from_root = |path: Module| -> Option<Module> {
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" | "self" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                let rest = path.iter().filter(|part| *part != "super" && *part != "self").cloned();
                let here = module.get(..module.len().checked_sub(up)?)?.to_vec();
                Some([here, rest.collect()].concat())
            }
            _ => None,
        }
    };
    paths.into_iter().filter_map(from_root).collect()
}

/// Rings of modules of one layer; a module and those within it are no ring.
fn rings() -> BTreeSet<String> {
    let known = modules();
    let mut edges: BTreeMap<&Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, code) in &known {
        let mut to = BTreeSet::new();
        for mut path in used(module, code) {
            while !path.is_empty() && !known.contains_key(&path) {
                path.pop();
            }
            let is_kin = path.starts_with(module) || module.starts_with(&path);
            if !is_kin && path.first() == module.first() {
                to.insert(path);
            }
        }
        edges.insert(module, to);
    }
    let reach = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut todo: Vec<&Module> = edges[from].iter().collect();
        while let Some(one) = todo.pop() {
            if seen.insert(one.clone()) {
                todo.extend(&edges[one]);
            }
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<Module>> =
        known.keys().map(|module| (module, reach(module))).collect();
    let ring = |(module, seen): (&&Module, &BTreeSet<Module>)| {
        let others = seen.iter().filter(|other| reached[other].contains(*module));
        let names: Vec<String> = others.map(|one| one.join("::")).collect();
        (!names.is_empty()).then(|| names.join(" "))
    };
    reached.iter().filter_map(ring).collect()
}

#[test]
fn modules_use_each_other_in_rings_only_where_it_is_said() {
    let named: BTreeSet<String> = RINGS
        .iter()
        .map(|(names, why)| {
            assert!(!why.is_empty());
            names.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(rings(), named);
}
