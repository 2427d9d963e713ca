//! The inputs that are kept: every target holds for them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use closeroom_fuzz::{seeds, targets};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// By target and name.
type Files = BTreeMap<(String, String), Vec<u8>>;

/// Every file of the folder's folders.
fn read(name: &str) -> Files {
    let file_name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let entries = |path: &Path| {
        let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    let targets = entries(&folder(name)).into_iter();
    let files = targets.flat_map(|target| {
        let names = entries(&target).into_iter();
        names.map(move |file| {
            let bytes = fs::read(&file).unwrap();
            ((file_name(&target), file_name(&file)), bytes)
        })
    });
    files.collect()
}

#[test]
fn the_seeds_are_those_that_are_generated() {
    let generated = seeds::all();
    let generated: Files = generated
        .into_iter()
        .map(|((target, name), seed)| ((target.to_owned(), name), seed))
        .collect();
    assert!(read("seeds") == generated, "run: cargo run -p closeroom-fuzz --example write-seeds");
}

#[test]
fn every_target_has_seeds_and_every_input_a_target() {
    let names: BTreeSet<&str> = targets::ALL.iter().map(|(name, _)| *name).collect();
    let [seeds, corpus] = ["seeds", "corpus"].map(read);
    let folders = |files: &Files| -> BTreeSet<String> {
        files.keys().map(|(target, _)| target.clone()).collect()
    };
    assert!(folders(&seeds).iter().eq(&names));
    assert!(folders(&corpus).iter().all(|target| names.contains(&**target)));
}

/// As cargo-fuzz knows them: by the manifest.
#[test]
fn every_target_is_a_program() {
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for (name, _) in targets::ALL {
        let lines = format!("[[bin]]\nname = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"\n");
        assert!(manifest.contains(&lines), "{name}");
        let program = fs::read_to_string(folder(&format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("closeroom_fuzz::targets::{name}(data)")), "{name}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), targets::ALL.len());
}

#[test]
fn the_repository_keeps_little() {
    let bytes: usize = ["seeds", "corpus"].map(read).iter().flatten().map(|(_, f)| f.len()).sum();
    assert!(bytes < 1_000_000, "{bytes} bytes; minimise: cargo xtask fuzz --minimise");
}

/// One test for each target, so that they run side by side.
macro_rules! holds_for_all {
    ($($target:ident)*) => {$(
        #[test]
        fn $target() {
            holds(stringify!($target));
        }
    )*};
}

fn holds(name: &str) {
    let (_, target) = targets::ALL.iter().find(|(other, _)| *other == name).unwrap();
    for kept in ["seeds", "corpus"] {
        let files = read(kept);
        let own = files.iter().filter(|((of, _), _)| of == name);
        for ((_, file), bytes) in own {
            // Shown when it fails: it is the last.
            println!("tests/fuzz/{kept}/{name}/{file}");
            target(bytes);
        }
    }
}

holds_for_all! {
    call call_misuse endpoint form_decoding http_date json redaction trtc_callback trtc_request
    trtc_response turns zego_callback zego_callback_forms zego_request zego_response
}
