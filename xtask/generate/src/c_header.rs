//! cbindgen: the header of the C library.
//!
//! Each module of the C API becomes a section of the header, its types beside their functions,
//! as one who reads the header wants them; in one go, cbindgen puts all types before all functions.
//! `ffi/closeroom.h.in` is what stands around the sections.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, ensure};
use cbindgen::{Builder, Config};
use clap::Args;

/// The header of the C library, from the sources of the C API.
#[derive(Args)]
pub(crate) struct Options {
    /// Changes nothing, and fails when the committed header is another.
    #[arg(long)]
    check: bool,
}

/// The crate with the C API, seen from the folder of this one.
const FFI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ffi");

/// The modules and the titles of their sections. C wants a type declared before it is used.
const SECTIONS: &[(&str, &str)] = &[
    ("text", "Texts"),
    ("optional", "Optional numbers"),
    ("result", "Results"),
    ("error", "Errors"),
    ("request", "Signed requests"),
    ("explained", "How a signature came about"),
    ("response", "Responses"),
    ("closed", "Success"),
    ("call_options", "How a call is carried out"),
    ("call", "Calls"),
    ("freshness", "How old a callback may be"),
    ("zego/options", "ZEGOCLOUD: what is optional of a client"),
    ("zego/close_options", "ZEGOCLOUD: what is optional of closing a room"),
    ("zego/client", "ZEGOCLOUD: clients"),
    ("zego/callback", "ZEGOCLOUD: callbacks"),
    ("trtc/options", "TRTC: what is optional of a client"),
    ("trtc/client", "TRTC: clients"),
    ("trtc/callback", "TRTC: callbacks"),
    ("random", "Randomness"),
    ("version", "Version"),
];

/// The longest line of what is written here; cbindgen has its own idea of declarations.
const LINE: usize = 100;

/// Writes `include/closeroom.h`, or compares it.
pub(crate) fn generate(options: &Options) -> Result<()> {
    let file = Path::new(FFI).join("include/closeroom.h");
    let header = header()?;
    if !options.check {
        return Ok(fs::write(file, header)?);
    }
    ensure!(
        fs::read_to_string(&file)? == header,
        "ffi/include/closeroom.h is not what the sources give; \
         run `cargo run -p closeroom-generate -- c-header` and commit it"
    );
    Ok(())
}

fn header() -> Result<String> {
    let ffi = Path::new(FFI);
    let config = Config::from_file(ffi.join("cbindgen.toml")).map_err(|error| anyhow!(error))?;
    let sections = SECTIONS
        .iter()
        .map(|(module, title)| section(module, title, &config))
        .collect::<Result<Vec<_>>>()?;
    let template = fs::read_to_string(ffi.join("closeroom.h.in"))?;
    Ok(template
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@MAJOR@", env!("CARGO_PKG_VERSION_MAJOR"))
        .replace("@MINOR@", env!("CARGO_PKG_VERSION_MINOR"))
        .replace("@PATCH@", env!("CARGO_PKG_VERSION_PATCH"))
        .replace("@SECTIONS@", sections.join("\n\n").trim()))
}

fn section(module: &str, title: &str, config: &Config) -> Result<String> {
    let sources = Path::new(FFI).join("src/c");
    let mut written = Vec::new();
    Builder::new()
        .with_config(config.clone())
        .with_src(sources.join("out.rs")) // which is seen through
        .with_src(sources.join(module).with_extension("rs"))
        .generate()
        .with_context(|| format!("cbindgen could not read {module}"))?
        .write(&mut written);
    let text = tidy(&String::from_utf8(written)?)
        .with_context(|| format!("what cbindgen wrote of {module}"))?;
    let rule = "-".repeat(LINE - "/*   */".len() - title.len());
    Ok(format!("/* {title} {rule} */\n\n{text}"))
}

/// One section without the Rust type that stands for the place of a new object
/// (`Out_closeroom_error *` is `closeroom_error **`), with its named numbers as what they are,
/// and with comments of one line on one line.
fn tidy(written: &str) -> Result<String> {
    let is_place = |line: &&str| line.starts_with("typedef ") && line.contains(" *Out_");
    let mut text = String::new();
    for line in written.lines().filter(|line| !is_place(line)) {
        if line.is_empty() && text.ends_with("\n\n") {
            continue;
        }
        match line.split_once("Out_") {
            Some((before, rest)) => text += &(before.to_owned() + &rest.replacen(" *", " **", 1)),
            None => text += line,
        }
        text.push('\n');
    }
    Ok(short_comments(structures(&numbers(&text)?)?.trim()))
}

/// Named numbers as a type of 32 bits and its constants, whatever the language and the compiler's
/// options: an enum of C has no certain width.
fn numbers(text: &str) -> Result<String> {
    /// The last line of what cbindgen writes of an enum's type.
    const END: &str = "#endif // __STDC_VERSION__ >= 202311L\n";
    let mut parts = text.split("\nenum ");
    let mut tidy = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let pieces = part.split_once('\n').and_then(|(name, rest)| {
            let (constants, rest) = rest.split_once(" {\n")?.1.split_once("};\n")?;
            Some((name, constants, rest.split_once(END)?.1))
        });
        let (name, constants, rest) = pieces.context("cbindgen writes enums otherwise by now")?;
        tidy.extend(["\ntypedef uint32_t ", name, ";\nenum {\n", constants, "};\n", rest]);
    }
    Ok(tidy)
}

/// Structures with a name of their own, by which they can be declared without being defined.
fn structures(text: &str) -> Result<String> {
    let mut parts = text.split("typedef struct {");
    let mut tidy = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once("\n} ").context("a structure without an end")?;
        let (name, _) = rest.split_once(';').context("a structure without a name")?;
        tidy.extend(["typedef struct ", name, " {", part]);
    }
    Ok(tidy)
}

/// Comments of one line, on one line where that is short enough.
fn short_comments(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut short = Vec::new();
    let mut rest = lines.as_slice();
    while let [line, after @ ..] = rest {
        rest = after;
        if let [comment, end, after @ ..] = rest
            && line.trim_start() == "/**"
            && end.trim_start() == "*/"
            && let Some((indent, comment)) = comment.split_once(" * ")
            && indent.len() + comment.len() <= LINE - "/**  */".len()
        {
            short.push(format!("{indent}/** {comment} */"));
            rest = after;
        } else {
            short.push((*line).to_owned());
        }
    }
    short.join("\n")
}
