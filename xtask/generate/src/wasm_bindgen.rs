//! wasm-bindgen: the JavaScript glue and the TypeScript declarations of a module.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;
use wasm_bindgen_cli_support::Bindgen;

use crate::short_names::ShortNames;
use crate::{glue, traps};

/// JavaScript glue, TypeScript declarations and the trimmed module, from a compiled `.wasm`.
#[derive(Args)]
pub(crate) struct Options {
    /// The module as cargo built it.
    input: PathBuf,
    /// The folder to write to; made when it is missing.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Writes `core.js`, `core.d.ts` and `core_bg.wasm`.
///
/// The glue is that for `--target web`, without the part that loads: the caller hands it
/// the instance. It does not look for the `.wasm` by itself (a `new URL('core_bg.wasm',
/// import.meta.url)` would make bundlers emit a second copy). The module keeps the names of
/// its functions, which `wasm-opt` removes.
pub(crate) fn generate(options: &Options) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(&options.input)
        .out_name("core")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not read {}", options.input.display()))?;
    traps::set(output.wasm_mut())?;
    let names = ShortNames::give(output.wasm_mut());
    output.emit(&options.out)?;
    rewrite(&options.out.join("core.js"), |script| glue::as_function(&names.apply(script)?))?;
    rewrite(&options.out.join("core.d.ts"), glue::declarations)
}

fn rewrite(file: &Path, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let text =
        change(&text).with_context(|| format!("what wasm-bindgen wrote to {}", file.display()))?;
    Ok(fs::write(file, text)?)
}
