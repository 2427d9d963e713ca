//! The header of the C library.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FFI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ffi");

#[test]
fn the_committed_header_is_that_of_the_sources() {
    let check = Command::new(env!("CARGO_BIN_EXE_closeroom-generate"))
        .args(["c-header", "--check"])
        .output()
        .unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

#[test]
fn the_header_declares_what_is_exported_and_nothing_else() {
    let header = fs::read_to_string(Path::new(FFI).join("include/closeroom.h")).unwrap();
    let mut exported = BTreeSet::new();
    for file in sources(&Path::new(FFI).join("src/c")) {
        let source = fs::read_to_string(file).unwrap();
        for function in source.split("#[unsafe(no_mangle)]").skip(1) {
            let name = function.split_once("fn ").unwrap().1.split_once('(').unwrap().0;
            exported.insert(name.to_owned());
        }
    }
    assert_eq!(declared(&header), exported);
}

/// The functions that a header declares: what stands before a parenthesis, outside of comments.
fn declared(header: &str) -> BTreeSet<String> {
    let code: String = header
        .split("/*")
        .map(|part| part.split_once("*/").map_or(part, |(_, code)| code))
        .collect();
    let words = code.split('(').filter_map(|before| before.split([' ', '*', '\n']).next_back());
    words.filter(|word| word.starts_with("closeroom_")).map(String::from).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}
