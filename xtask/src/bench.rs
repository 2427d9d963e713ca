//! `cargo xtask bench`: what the project costs, beside what there is already.

mod bindings;
mod javascript;
mod machine;
mod markdown;
mod measured;
pub(crate) mod native;
mod results;
mod statistics;
mod table;
mod topics;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::setup;
use crate::terminal::bold;
use crate::workspace::Workspace;

use machine::Machine;
use measured::Measured;
use results::Results;
use topics::{TOPICS, Topic};

/// Measures, and shows a table for each question.
///
/// A cell is a median, with the quartiles behind it when it was measured more than once;
/// a ratio is that to the row marked with *. No figure makes the command fail. The same
/// as JSON goes to the folder `bench` of cargo's build folder (target/bench/results.json).
/// In file and page, topics that are not measured stay as they are.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// The topics to measure; all when none is named.
    #[arg(value_name = "TOPIC", value_parser = topic_names())]
    topics: Vec<String>,
    /// Write the JSON to this file instead, relative to the root of the repository.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Put the tables into this page as well, in Markdown, between its marks.
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Only list the topics.
    #[arg(long)]
    list: bool,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let wanted: Vec<&Topic> = TOPICS.iter().filter(|topic| options.wants(topic.name)).collect();
    if options.list {
        for topic in &wanted {
            println!("{:<13}  {}", topic.name, topic.about);
        }
        return Ok(ExitCode::SUCCESS);
    }

    let machine = Machine::here()?;
    let file =
        options.json.clone().unwrap_or_else(|| workspace.target("bench").join("results.json"));
    let mut results = Results::open(file.clone())?;
    // A topic that fails, or a run that is stopped, takes no other topic with it: they may have
    // taken minutes.
    let mut tables = Vec::new();
    let mut failures = Vec::new();
    for (number, topic) in (1..).zip(&wanted) {
        let place = format!("[{number}/{}]", wanted.len());
        println!("\n{} {}", bold(&format!("{place} {}:", topic.name)), topic.about);
        let mut keep = |measured: &Measured| -> Result<()> {
            let taken = machine.taken(measured)?;
            results.write(topic.name, &taken, measured)?;
            let Some(page) = &options.markdown else { return Ok(()) };
            markdown::fill(page, topic.name, &taken, measured)
        };
        match run(workspace, topic).and_then(|measured| keep(&measured).map(|()| measured)) {
            Ok(measured) => tables.extend(measured.tables),
            Err(error) => failures.push(format!("{}: {error:#}", topic.name)),
        }
    }

    for table in &tables {
        print!("\n{table}");
    }
    println!("\nAs JSON: {}", file.display());
    if let Some(page) = &options.markdown {
        println!("As a page: {}", page.display());
    }
    for failure in &failures {
        println!("\n{} {failure}", bold("FAILED:"));
    }
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run(workspace: &Workspace, topic: &Topic) -> Result<Measured> {
    setup::ensure(workspace, topic.needs)?;
    let measured = (topic.run)(workspace)?;
    measured.check()?;
    Ok(measured)
}

impl Options {
    fn wants(&self, topic: &str) -> bool {
        self.topics.is_empty() || self.topics.iter().any(|name| name == topic)
    }
}

fn topic_names() -> PossibleValuesParser {
    TOPICS.iter().map(|topic| PossibleValue::new(topic.name).help(topic.about)).into()
}
