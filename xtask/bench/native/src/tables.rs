//! What a program prints: the samples, in the form that `xtask/src/bench/measured.rs` reads.

use std::collections::BTreeMap;

use serde::Serialize;

/// All that one program has measured.
#[derive(Serialize)]
pub struct Measured {
    versions: BTreeMap<&'static str, &'static str>,
    tables: Vec<Table>,
}

/// The answers to one question.
#[derive(Serialize)]
pub struct Table {
    /// For programs.
    pub name: &'static str,
    /// For people.
    pub title: &'static str,
    /// What to know about the rows.
    pub note: &'static str,
    /// `ns`, `count` or `bytes`.
    pub unit: &'static str,
    /// The heads of the columns.
    pub columns: Vec<&'static str>,
    /// The row that the others are compared with.
    pub reference: Option<String>,
    /// One for each contestant.
    pub rows: Vec<Row>,
}

/// A line of a table.
#[derive(Serialize)]
pub struct Row {
    /// What it is about.
    pub name: String,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// A figure.
#[derive(Serialize)]
pub struct Cell {
    /// What each run gave; a single one for what is exact.
    pub samples: Vec<f64>,
}

impl Cell {
    /// A figure that is the same in every run.
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    pub fn exact(count: u64) -> Self {
        Self { samples: vec![count as f64] }
    }
}

/// Prints the tables, with the versions of what the core was measured by.
pub fn print(tables: Vec<Table>) -> anyhow::Result<()> {
    let measured = Measured { versions: versions(), tables };
    serde_json::to_writer(std::io::stdout().lock(), &measured)?;
    Ok(())
}

/// The versions of the crates beside the core.
fn versions() -> BTreeMap<&'static str, &'static str> {
    const LOCKED: &str = include_str!("../Cargo.lock");
    let crates = ["aws-sigv4", "md-5", "serde_json", "tencentcloud-sign-sdk"];
    crates.into_iter().filter_map(|name| Some((name, version_in(LOCKED, name)?))).collect()
}

/// The version that a `Cargo.lock` has of a crate.
fn version_in<'a>(locked: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = locked.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    after.split('"').next()
}
