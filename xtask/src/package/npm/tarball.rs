//! What is in the tarball, by the report of `npm pack --json`.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::terminal::size;
use crate::workspace::VERSION;

/// An npm package can be published with files missing and nobody is told: whatever the
/// manifest points to has to be in the tarball, and not empty.
pub(super) fn check(report: &Value, manifest: &Value) -> Result<()> {
    ensure!(
        manifest["version"] == VERSION,
        "package.json has version {}, the workspace {VERSION}",
        manifest["version"]
    );
    let packed: BTreeSet<&str> =
        files(report).filter(|(_, size)| *size > 0).map(|(path, _)| path).collect();
    for field in ["exports", "main", "module", "types", "bin"] {
        for path in strings(&manifest[field]) {
            ensure!(
                packed.contains(path.trim_start_matches("./")),
                "package.json names {path} under {field:?}, but the tarball does not have it"
            );
        }
    }
    Ok(())
}

/// Prints the sizes, in all and of each file.
pub(super) fn show(report: &Value) {
    let total = |field: &str| size(report[field].as_u64().unwrap_or_default());
    println!(
        "{}: {}, unpacked {}",
        report["filename"].as_str().unwrap_or_default(),
        total("size"),
        total("unpackedSize")
    );
    for (path, bytes) in files(report) {
        println!("  {:>9}  {path}", size(bytes));
    }
}

/// Path and size of each file that `npm pack` reports.
fn files(report: &Value) -> impl Iterator<Item = (&str, u64)> {
    let files = report["files"].as_array().into_iter().flatten();
    files.filter_map(|file| Some((file["path"].as_str()?, file["size"].as_u64()?)))
}

/// All the text in a JSON value.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(fields) => fields.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{VERSION, check};

    fn manifest() -> Value {
        json!({
            "version": VERSION,
            "main": "./dist/index.cjs",
            "exports": { ".": { "import": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } } },
        })
    }

    fn report(index_size: u64) -> Value {
        json!({ "files": [
            { "path": "dist/index.cjs", "size": 10 },
            { "path": "dist/index.d.ts", "size": 10 },
            { "path": "dist/index.js", "size": index_size },
        ] })
    }

    #[test]
    fn what_the_manifest_names_is_in_the_tarball() {
        check(&report(10), &manifest()).unwrap();
    }

    #[test]
    fn an_empty_file_is_as_bad_as_none() {
        let error = check(&report(0), &manifest()).unwrap_err().to_string();
        assert!(error.contains("./dist/index.js"), "{error}");
    }

    #[test]
    fn an_empty_tarball_is_refused() {
        check(&json!({ "files": [] }), &manifest()).unwrap_err();
    }

    #[test]
    fn the_version_is_that_of_the_workspace() {
        let manifest = json!({ "version": "9.9.9" });
        let error = check(&report(10), &manifest).unwrap_err().to_string();
        assert!(error.contains("9.9.9"), "{error}");
    }
}
