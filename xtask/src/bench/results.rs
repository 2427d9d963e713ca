//! The figures as JSON, to compare one day with another.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use super::machine::Taken;
use super::measured::{Cell, Measured, Table};
use super::statistics::Summary;

/// A file of figures. Topics that are not measured again stay as they are.
pub(super) struct Results {
    file: PathBuf,
    topics: Map<String, Value>,
}

impl Results {
    /// With what the file holds of earlier runs, if there is one.
    pub(super) fn open(file: PathBuf) -> Result<Self> {
        let topics = match fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text)
                .with_context(|| format!("{} holds no figures: remove it", file.display()))?,
            Err(error) if error.kind() == ErrorKind::NotFound => Map::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", file.display()));
            }
        };
        Ok(Self { file, topics })
    }

    /// Writes the file with the figures of that topic.
    pub(super) fn write(&mut self, topic: &str, taken: &Taken, measured: &Measured) -> Result<()> {
        let tables: Map<_, _> =
            measured.tables.iter().map(|table| (table.name.clone(), describe(table))).collect();
        self.topics.insert(topic.to_owned(), json!({ "taken": taken, "tables": tables }));

        let Self { file, topics } = self;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let text = serde_json::to_string_pretty(topics)?;
        fs::write(&*file, text + "\n").with_context(|| format!("cannot write {}", file.display()))
    }
}

fn describe(table: &Table) -> Value {
    let rows: Map<String, Value> = table
        .rows
        .iter()
        .map(|row| {
            let columns = table.columns.iter().enumerate();
            let figures = columns
                .map(|(at, column)| (column.clone(), figure(table, row.cells[at].as_ref(), at)));
            (row.name.clone(), figures.collect())
        })
        .collect();
    json!({ "title": table.title, "unit": table.unit, "reference": table.reference, "rows": rows })
}

/// Null where there is nothing to measure.
fn figure(table: &Table, cell: Option<&Cell>, column: usize) -> Value {
    let Some(cell) = cell else { return Value::Null };
    let Summary { median, lower_quartile, upper_quartile, runs } = cell.summary();
    json!({
        "median": median,
        "lower_quartile": lower_quartile,
        "upper_quartile": upper_quartile,
        "runs": runs,
        "ratio": table.reference(column).map(|reference| median / reference),
        "limit": cell.limit,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::describe;

    #[test]
    fn a_figure_stands_under_its_row_and_its_column() {
        let table = serde_json::from_value(json!({
            "name": "start", "title": "Start", "unit": "ms",
            "columns": ["all", "over bare"], "reference": "theirs",
            "rows": [
                { "name": "ours", "cells": [{ "samples": [4, 2, 3] }, null] },
                { "name": "theirs", "cells": [{ "samples": [6], "limit": 5 }, null] },
            ],
        }));
        let rows = &describe(&table.unwrap())["rows"];
        assert_eq!(
            rows["ours"],
            json!({
                "all": {
                    "median": 3.0, "lower_quartile": 2.5, "upper_quartile": 3.5, "runs": 3,
                    "ratio": 0.5, "limit": null,
                },
                "over bare": null,
            })
        );
        assert_eq!(rows["theirs"]["all"]["ratio"], 1.0);
        assert_eq!(rows["theirs"]["all"]["limit"], 5.0);
    }
}
