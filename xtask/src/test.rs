//! `cargo xtask test`: every suite, one table, one verdict.

mod checks;
mod outcome;
mod report;
mod runner;
mod suites;

use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::setup;
use crate::terminal::bold;
use crate::workspace::Workspace;

use outcome::Outcome;
use report::Report;
use suites::{SUITES, Suite};

/// Runs the test suites, the cheap ones first, and ends with a table.
///
/// A suite that cannot run, that runs no test or that skips one has failed: what is
/// not wanted is left out by name, with --skip. The last line of the output is
/// "N passed, M failed"; exit code 1 when anything failed.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// The suites to run; all when none is named.
    #[arg(value_name = "SUITE", value_parser = suite_names())]
    suites: Vec<String>,
    /// Leave a suite out; can be repeated.
    #[arg(long, value_name = "SUITE", value_parser = suite_names(), hide_possible_values = true)]
    skip: Vec<String>,
    /// Only list the suites.
    #[arg(long)]
    list: bool,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> ExitCode {
    let wanted: Vec<&Suite> = SUITES.iter().filter(|suite| options.wants(suite.name)).collect();
    if options.list {
        for suite in &wanted {
            println!("{:<14}  {}", suite.name, suite.about);
        }
        return ExitCode::SUCCESS;
    }

    let mut report = Report::default();
    for (number, suite) in (1..).zip(&wanted) {
        let place = format!("[{number}/{}]", wanted.len());
        println!("\n{} {}", bold(&format!("{place} {}:", suite.name)), suite.about);
        let start = Instant::now();
        let outcome = run(workspace, suite);
        report.add(suite.name, outcome, start.elapsed());
    }
    print!("{report}");
    if report.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs one suite; that it could not run is an outcome too.
fn run(workspace: &Workspace, suite: &Suite) -> Outcome {
    setup::ensure(workspace, suite.needs)
        .and_then(|()| (suite.run)(workspace))
        .unwrap_or_else(|error| Outcome::not_run(format!("{error:#}")))
}

impl Options {
    fn wants(&self, suite: &str) -> bool {
        let is_named = |names: &[String]| names.iter().any(|name| name == suite);
        (self.suites.is_empty() || is_named(&self.suites)) && !is_named(&self.skip)
    }
}

fn suite_names() -> PossibleValuesParser {
    SUITES.iter().map(|suite| PossibleValue::new(suite.name).help(suite.about)).into()
}
