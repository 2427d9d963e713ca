//! `cargo xtask fuzz`: looks for inputs for which something does not hold.

mod corpus;
mod figures;
mod program;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use anyhow::{Result, bail, ensure};
use clap::Args;

use crate::setup::{self, Need, needs};
use crate::terminal::bold;
use crate::workspace::Workspace;

pub(crate) use figures::Figures;
pub(crate) use program::{Budget, Sanitizer, build, run, targets};
use table::Table;

/// What compiles the targets and runs them.
pub(crate) const NEEDS: &[Need] =
    &[needs::C_COMPILER, needs::PYTHON, needs::PYTHON_VENV, needs::FUZZ_PACKAGES];

/// Feeds the fuzz targets with ever new inputs, and ends with a table.
///
/// What is found goes on with in the next run: inputs that reach something new are kept in
/// the folder `fuzz/corpus` of cargo's build folder. --minimise takes the fewest of them
/// that reach as much into the repository. An input for which a target does not hold makes
/// the command fail; it says where the input is, and how to run it again.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// The targets; all when none is named.
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
    /// How long to look, for each target.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    minutes: u64,
    /// How many targets to run at the same time.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    jobs: u8,
    /// Run one target with this input alone.
    #[arg(long, value_name = "FILE", conflicts_with = "minimise")]
    input: Option<PathBuf>,
    /// Do not look: keep the fewest inputs that reach as much, in tests/fuzz/corpus.
    #[arg(long)]
    minimise: bool,
    /// Watch memory as well. Needs Rust's nightly toolchain; the core has no unsafe code.
    #[arg(long, value_enum, default_value_t)]
    sanitizer: Sanitizer,
    /// Only list the targets.
    #[arg(long)]
    list: bool,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let all = targets()?;
    if options.list {
        for target in &all {
            println!("{target}");
        }
        return Ok(ExitCode::SUCCESS);
    }
    for target in &options.targets {
        ensure!(all.contains(target), "there is no target {target}; see --list");
    }
    setup::ensure(workspace, NEEDS)?;
    let wanted = if options.targets.is_empty() { all } else { options.targets.clone() };
    if let Some(input) = &options.input {
        let [target] = &*wanted else { bail!("name the one target that takes the input") };
        program::reproduce(workspace, options.sanitizer, target, input)?;
        return Ok(ExitCode::SUCCESS);
    }
    build(workspace, options.sanitizer)?;
    if options.minimise {
        for target in &wanted {
            corpus::minimise(workspace, options.sanitizer, target)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    look(workspace, options, &wanted)
}

/// Runs the targets, so many at a time.
fn look(workspace: &Workspace, options: &Options, targets: &[String]) -> Result<ExitCode> {
    println!("\n{} {}", bold("Minutes for each target:"), options.minutes);
    let one = |target: &String| {
        let found = corpus::found(workspace, target);
        let budget = Budget::Minutes(options.minutes);
        let figures = run(workspace, options.sanitizer, target, &found, budget);
        println!("{target}: done");
        figures
    };
    let mut table = Table::default();
    for group in targets.chunks(options.jobs.into()) {
        let figures: Vec<Result<Figures>> = thread::scope(|scope| {
            let running: Vec<_> =
                group.iter().map(|target| scope.spawn(move || one(target))).collect();
            running.into_iter().map(|run| run.join().expect("does not panic")).collect()
        });
        for (target, figures) in group.iter().zip(figures) {
            table.add(target, figures?);
        }
    }
    print!("\n{table}");
    Ok(if table.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
