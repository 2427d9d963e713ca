//! uniffi: the Kotlin and Swift code that calls the library of `ffi`.
//!
//! The generator must be the very version of the crate `uniffi`. As a dependency it is pinned beside
//! that in the workspace's `Cargo.toml`, and nobody has a tool to install. It takes longer to compile
//! than all other generators together: hence a crate of its own.

use std::fs;

use anyhow::{Context as _, Result};
use camino::Utf8PathBuf;
use clap::{Parser, ValueEnum};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

/// Where the generator puts Kotlin code, by the package that `ffi/uniffi.toml` names.
const KOTLIN_FILE: &str = "dev/closeroom/core/closeroom_ffi.kt";

/// The plumbing of a language, from what the library says of its exports: Kotlin in the folders of
/// its package, Swift beside its C header.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// For which language.
    #[arg(value_enum)]
    language: Language,
    /// The library of `ffi`, built with its feature `uniffi`.
    library: Utf8PathBuf,
    /// The folder to write to; made when it is missing.
    #[arg(long, value_name = "DIR")]
    out: Utf8PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Kotlin,
    Swift,
}

fn main() -> Result<()> {
    let options = Options::parse();
    generate(GenerateOptions {
        languages: vec![match options.language {
            Language::Kotlin => TargetLanguage::Kotlin,
            Language::Swift => TargetLanguage::Swift,
        }],
        source: options.library.clone(),
        out_dir: options.out.clone(),
        ..GenerateOptions::default()
    })?;
    if options.language == Language::Kotlin {
        let file = options.out.join(KOTLIN_FILE);
        let text = fs::read_to_string(&file).with_context(|| format!("no {file}"))?;
        fs::write(file, internal(&text))?;
    }
    Ok(())
}

/// Kotlin code in which all that a file declares is for its own module alone. In Swift that is a
/// matter of modules; in Kotlin the generator makes everything public, and has no option for it.
fn internal(text: &str) -> String {
    const DECLARATIONS: [&str; 14] = [
        "abstract ",
        "class ",
        "const ",
        "data ",
        "enum ",
        "fun ",
        "inline ",
        "interface ",
        "object ",
        "open ",
        "sealed ",
        "typealias ",
        "val ",
        "var ",
    ];
    let mut internal = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        let declaration = line.strip_prefix("public ").unwrap_or(line);
        // The only declarations that are indented, and stand behind their annotation.
        let function = line.trim_start().starts_with("@Throws(").then(|| line.split_once(") fun "));
        if let Some((annotation, function)) = function.flatten() {
            internal.extend([annotation, ") internal fun ", function]);
        } else if DECLARATIONS.iter().any(|start| declaration.starts_with(start)) {
            internal.extend(["internal ", declaration]);
        } else {
            internal.push_str(line);
        }
        internal.push('\n');
    }
    internal
}

#[cfg(test)]
mod tests {
    use super::internal;

    #[test]
    fn what_a_file_declares_becomes_internal() {
        let text = "\
package a

@Suppress(\"x\")
public interface A {
    fun b(): Int
}
data class C(
    val d: Int
)
internal object E
private fun f() {}
    @Throws(G::class) fun h(): Int {
    }
";
        let expected = "\
package a

@Suppress(\"x\")
internal interface A {
    fun b(): Int
}
internal data class C(
    val d: Int
)
internal object E
private fun f() {}
    @Throws(G::class) internal fun h(): Int {
    }
";
        assert_eq!(internal(text), expected);
    }
}
