//! The sandbox must not share code with what it checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What every package of the lock file depends on: normal, build and
/// development dependencies for every platform alike.
fn resolved_graph() -> BTreeMap<String, Vec<String>> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    let mut graph = BTreeMap::<String, Vec<String>>::new();
    for package in lock.split("[[package]]").skip(1) {
        let quoted = |line: &str| line.split('"').nth(1).map(str::to_owned);
        let mut lines = package.lines();
        let name = lines.find_map(|line| line.strip_prefix("name = ").and_then(|_| quoted(line)));
        let dependencies = lines
            .skip_while(|line| *line != "dependencies = [")
            .skip(1)
            .take_while(|line| *line != "]")
            // `"name"`, or `"name version"` where there are several.
            .filter_map(quoted)
            .map(|dependency| dependency.split(' ').next().unwrap().to_owned());
        graph.entry(name.unwrap()).or_default().extend(dependencies);
    }
    graph
}

#[test]
fn does_not_depend_on_the_library_it_checks() {
    let graph = resolved_graph();
    let mut reached = BTreeSet::new();
    let mut next = vec!["closeroom-sandbox"];
    while let Some(package) = next.pop() {
        if reached.insert(package) {
            next.extend(graph[package].iter().map(String::as_str));
        }
    }
    // The walk has really walked.
    for package in ["axum", "hyper", "serde_core", "typenum"] {
        assert!(reached.contains(package), "{package}");
    }
    let ours: Vec<_> = reached.iter().filter(|name| name.starts_with("closeroom")).collect();
    assert_eq!(ours, [&"closeroom-sandbox"]);
}
