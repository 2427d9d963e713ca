//! Reads a vector file, runs its cases, and tells of all failures at once.

use std::collections::HashSet;
use std::fmt::{Debug, Write};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// One case, of which every member is looked at: implementations deny unknown ones.
pub(crate) trait Case: DeserializeOwned {
    const PROVIDER: &str;
    const KIND: &str;

    fn name(&self) -> &str;
    fn check(&self, expect: &mut Expect);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<C> {
    schema: u32,
    provider: String,
    kind: String,
    cases: Vec<C>,
}

/// Collects what is not as expected.
#[derive(Default)]
pub(crate) struct Expect {
    mismatches: String,
}

impl Expect {
    #[expect(clippy::needless_pass_by_value, reason = "values and references alike")]
    pub(crate) fn equal<T: PartialEq<U> + Debug, U: Debug>(
        &mut self,
        what: &str,
        actual: T,
        expected: U,
    ) {
        if actual != expected {
            self.fail(&format!("{what}\n    actual   {actual:?}\n    expected {expected:?}"));
        }
    }

    pub(crate) fn that(&mut self, condition: bool, complaint: impl FnOnce() -> String) {
        if !condition {
            self.fail(&complaint());
        }
    }

    pub(crate) fn fail(&mut self, complaint: &str) {
        let _ = writeln!(self.mismatches, "  {complaint}");
    }
}

/// Runs every case of the file.
pub(crate) fn run<C: Case>(path: &str) {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let file: File<C> = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
    assert_eq!((file.schema, &*file.provider, &*file.kind), (1, C::PROVIDER, C::KIND), "{path}");
    assert!(!file.cases.is_empty(), "{path} has no cases");

    let mut names = HashSet::new();
    let mut failures = String::new();
    for case in &file.cases {
        let mut expect = Expect::default();
        expect.that(names.insert(case.name()), || "the name stands twice".to_owned());
        case.check(&mut expect);
        if !expect.mismatches.is_empty() {
            let _ = writeln!(failures, "{}\n{}", case.name(), expect.mismatches);
        }
    }
    println!("{path}: {} cases", file.cases.len());
    assert!(failures.is_empty(), "{path}\n\n{failures}");
}

/// Every JSON file of both providers, as `provider/name.json`, sorted.
pub(crate) fn all() -> Vec<String> {
    let mut paths = Vec::new();
    for provider in ["zego", "trtc"] {
        for entry in fs::read_dir(root().join(provider)).expect(provider) {
            let name = entry.expect(provider).file_name();
            paths.push(format!("{provider}/{}", name.to_string_lossy()));
        }
    }
    paths.sort();
    paths
}

/// The crate may be reached through a link, so its real folder is asked for its neighbour.
fn root() -> PathBuf {
    let manifest_dir = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).expect("this crate");
    manifest_dir.join("../tests/vectors")
}
