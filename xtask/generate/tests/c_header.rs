//! The header of the C library.

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
fn the_header_declares_every_exported_function() {
    let header = fs::read_to_string(Path::new(FFI).join("include/closeroom.h")).unwrap();
    let mut functions = 0;
    for file in sources(&Path::new(FFI).join("src/c")) {
        let source = fs::read_to_string(file).unwrap();
        for exported in source.split("#[unsafe(no_mangle)]").skip(1) {
            let name = exported.split_once("fn ").unwrap().1.split_once(['(', '<']).unwrap().0;
            assert!(header.contains(&format!("{name}(")), "{name}");
            functions += 1;
        }
    }
    assert!(functions > 80, "{functions}");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}
