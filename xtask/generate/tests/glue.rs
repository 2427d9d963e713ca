//! What the glue must be like, whatever module it is for.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The smallest module there is: magic number and version.
const EMPTY_MODULE: &[u8] = b"\0asm\x01\0\0\0";

#[test]
fn the_glue_leaves_loading_the_module_to_the_caller() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let module = folder.join("empty.wasm");
    let out = folder.join("glue");
    fs::write(&module, EMPTY_MODULE).unwrap();

    let status = Command::new(env!("CARGO_BIN_EXE_closeroom-generate"))
        .arg("wasm-bindgen")
        .arg(&module)
        .arg("--out")
        .arg(&out)
        .status()
        .unwrap();

    assert!(status.success());
    assert!(out.join("core_bg.wasm").exists());
    assert!(out.join("core.d.ts").exists());
    let glue = fs::read_to_string(out.join("core.js")).unwrap();
    assert!(glue.starts_with("export function makeGlue(instantiate) {\n"));
    assert_eq!(glue.matches("export ").count(), 1);
    assert!(!glue.contains("import.meta"));
    assert!(!glue.contains("WebAssembly."));
    let types = fs::read_to_string(out.join("core.d.ts")).unwrap();
    assert!(types.contains("export function makeGlue("));
    assert!(!types.contains("initSync"));
}
