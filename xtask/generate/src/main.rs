//! Runs the code generators of the bindings as libraries.
//!
//! A generator must be the very version of the crate that it generates for. As a
//! dependency it is pinned in the workspace's `Cargo.toml`, beside that crate, and
//! nobody has a tool to install. It is a crate of its own so that `cargo xtask`
//! stays quick to compile.

mod c_header;
mod glue;
mod short_names;
mod traps;
mod wasm_bindgen;

use clap::Parser;

/// Generates the code that joins a language to the core.
#[derive(Parser)]
#[command(name = "closeroom-generate", version)]
enum Generator {
    CHeader(c_header::Options),
    WasmBindgen(wasm_bindgen::Options),
}

fn main() -> anyhow::Result<()> {
    match Generator::parse() {
        Generator::CHeader(options) => c_header::generate(&options),
        Generator::WasmBindgen(options) => wasm_bindgen::generate(&options),
    }
}
