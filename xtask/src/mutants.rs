//! `cargo xtask mutants`: whether the tests of the core notice when it is changed.

mod explained;
mod outcomes;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use crate::cmd::Cmd;
use crate::setup::{self, cargo_command, needs};
use crate::terminal::bold;
use crate::workspace::Workspace;

use explained::Explained;
use outcomes::Outcomes;

/// How many of a hundred mutants may survive.
const LIMIT_PERCENT: f64 = 3.0;

/// Changes the core in one place after the other, and tells which changes no test notices.
///
/// A mutant is caught when a test of the crate closeroom fails, or does not end; what does
/// not compile does not count. The command fails when more than 3 % survive, or one that
/// core/mutants.md does not explain, or, when all are tried, one that it explains is caught.
/// All of them take an hour or so: the first build is shared, and then each is compiled and
/// tested alone, two to four seconds on an idle machine.
/// How it is done is in .cargo/mutants.toml; the logs go to target/mutants.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Only those of this file, such as core/src/json.rs; can be repeated.
    #[arg(long, value_name = "FILE")]
    file: Vec<String>,
    /// Only the k-th of n parts, counted from 0, such as 0/4.
    #[arg(long, value_name = "K/N")]
    shard: Option<String>,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    for file in &options.file {
        ensure!(
            Path::new(file).is_file(),
            "there is no {file}; give a file such as core/src/json.rs"
        );
    }
    setup::ensure(workspace, &[needs::CARGO_MUTANTS])?;
    let place = workspace.target("mutants");
    let mut cmd = Cmd::new(cargo_command(workspace, "mutants"))
        .args(["mutants", "--package", "closeroom", "--no-shuffle", "--output"])
        .arg(&place)
        // The dependencies are compiled once, and not in each run.
        .env("CARGO_TARGET_DIR", place.join("build"));
    for file in &options.file {
        cmd = cmd.args(["--file", file]);
    }
    if let Some(shard) = &options.shard {
        cmd = cmd.args(["--shard", shard]);
    }
    let status = cmd.watch()?.status;
    let outcomes = Outcomes::read(&place.join("mutants.out/outcomes.json"))
        .with_context(|| format!("`{cmd}` ended early ({status})"))?;
    let explained = Explained::read(Path::new("core/mutants.md"))?;

    print!("\n{outcomes}");
    let unexplained: Vec<&String> =
        outcomes.survivors().filter(|mutant| !explained.has(mutant)).collect();
    for mutant in &unexplained {
        println!("{} {mutant}", bold("not explained in core/mutants.md:"));
    }
    let all_were_tried = options.file.is_empty() && options.shard.is_none();
    let outdated: Vec<&String> =
        if all_were_tried { explained.beyond(outcomes.survivors()).collect() } else { Vec::new() };
    for mutant in &outdated {
        println!("{} {mutant}", bold("survives no more; take it out of core/mutants.md:"));
    }
    let is_good = unexplained.is_empty()
        && outdated.is_empty()
        && outcomes.percent_surviving() <= LIMIT_PERCENT;
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
