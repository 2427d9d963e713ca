//! The task runner of the repository: every task a person runs, in one place.
//!
//! `cargo xtask --help` lists the commands. Each is a module of its own; what they
//! share is [`cmd`] (running other programs), [`workspace`] (where things are),
//! [`setup`] (what a task needs on the machine) and [`sandbox`].

mod api;
mod bench;
mod cargo;
mod cmd;
mod coverage;
mod demo;
mod folder;
mod fuzz;
mod mutants;
mod package;
mod sandbox;
mod setup;
mod stamp;
mod swift;
mod terminal;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::terminal::bold;
use crate::workspace::Workspace;

/// The tasks of the closeroom repository.
///
/// Every command installs what it needs and says so. It prints each program that
/// it runs as a line for a shell at the root of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", verbatim_doc_comment)]
#[command(after_help = "New here? `cargo xtask demo` shows what the project does, \
                        `cargo xtask test` proves it.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Setup(setup::Options),
    Demo(demo::Options),
    Test(test::Options),
    Package(package::Options),
    Bench(bench::Options),
    Api(api::Options),
    Fuzz(fuzz::Options),
    Coverage(coverage::Options),
    Mutants(mutants::Options),
}

fn main() -> ExitCode {
    match perform(&Cli::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{} {error:#}", bold("error:"));
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::enter()?;
    match task {
        Task::Setup(options) => setup::perform(&workspace, options),
        Task::Demo(options) => demo::perform(&workspace, options),
        Task::Test(options) => Ok(test::perform(&workspace, options)),
        Task::Package(options) => package::perform(&workspace, options),
        Task::Bench(options) => bench::perform(&workspace, options),
        Task::Api(options) => api::perform(&workspace, options),
        Task::Fuzz(options) => fuzz::perform(&workspace, options),
        Task::Coverage(options) => coverage::perform(&workspace, options),
        Task::Mutants(options) => mutants::perform(&workspace, options),
    }
}
