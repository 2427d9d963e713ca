//! What a topic measured, as its program prints it in JSON. Programs in any language only
//! take samples; statistics, ratios and typography are here.
//!
//! ```json
//! {
//!   "versions": { "node": "20.20.2" },
//!   "tables": [{
//!     "name": "first-request",
//!     "title": "From the start of the process to the first signed request",
//!     "note": "Each run is compared with the bare run of its round.",
//!     "unit": "ms",
//!     "columns": ["since the start", "over bare Node"],
//!     "reference": "official SDK",
//!     "rows": [
//!       { "name": "bare Node", "cells": [{ "samples": [24.1, 23.8] }, null] },
//!       { "name": "official SDK", "cells": [{ "samples": [92.5] }, { "samples": [67.1], "limit": 70 }] }
//!     ]
//!   }]
//! }
//! ```
//!
//! `note`, `reference` and `limit` may be absent. Names stay the same from run to run and
//! from machine to machine: versions have a place of their own.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

use super::statistics::Summary;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measured {
    /// Of everything but closeroom that the figures depend on.
    pub(super) versions: BTreeMap<String, String>,
    pub(super) tables: Vec<Table>,
}

/// Figures that answer one question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// For programs.
    pub(super) name: String,
    /// For people.
    pub(super) title: String,
    pub(super) note: Option<String>,
    pub(super) unit: Unit,
    pub(super) columns: Vec<String>,
    /// The name of the row that the others are compared with.
    pub(super) reference: Option<String>,
    pub(super) rows: Vec<Row>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    Bytes,
    /// How many of something, or how many times.
    Count,
    Ms,
    Ns,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) name: String,
    /// One for each column; none where there is nothing to measure.
    pub(super) cells: Vec<Option<Cell>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cell {
    /// What each run gave; a single one for what is exact.
    pub(super) samples: Vec<f64>,
    /// What it should not exceed.
    pub(super) limit: Option<f64>,
}

impl Measured {
    /// Refuses what is no table.
    pub(super) fn check(&self) -> Result<()> {
        self.tables.iter().try_for_each(Table::check)
    }
}

impl Table {
    /// What a figure of that column has to be divided by.
    pub(super) fn reference(&self, column: usize) -> Option<f64> {
        let name = self.reference.as_ref()?;
        let row = self.rows.iter().find(|row| row.name == *name)?;
        Some(row.cells[column].as_ref()?.summary().median)
    }

    fn check(&self) -> Result<()> {
        let name = &self.name;
        if let Some(reference) = &self.reference {
            let is_there = self.rows.iter().any(|row| row.name == *reference);
            ensure!(is_there, "table {name}: no row is named {reference:?}");
        }
        for row in &self.rows {
            let is_full = row.cells.len() == self.columns.len();
            ensure!(is_full, "table {name}, row {:?}: not one cell for each column", row.name);
            let is_measured = row.cells.iter().flatten().all(|cell| !cell.samples.is_empty());
            ensure!(is_measured, "table {name}, row {:?}: a cell without samples", row.name);
        }
        Ok(())
    }
}

impl Cell {
    pub(super) fn summary(&self) -> Summary {
        Summary::of(&self.samples)
    }
}

#[cfg(test)]
mod tests {
    use super::Measured;

    fn check(rows: &str) -> anyhow::Result<()> {
        let table = format!(
            r#"{{ "name": "t", "title": "T", "unit": "ms", "columns": ["a"],
                  "reference": "one", "rows": {rows} }}"#
        );
        let text = format!(r#"{{ "versions": {{}}, "tables": [{table}] }}"#);
        serde_json::from_str::<Measured>(&text)?.check()
    }

    #[test]
    fn a_table_is_accepted() {
        check(r#"[{ "name": "one", "cells": [{ "samples": [1] }] }]"#).unwrap();
        check(r#"[{ "name": "one", "cells": [null] }]"#).unwrap();
    }

    #[test]
    fn what_is_no_table_is_refused() {
        check("[]").unwrap_err();
        check(r#"[{ "name": "two", "cells": [null] }]"#).unwrap_err();
        check(r#"[{ "name": "one", "cells": [] }]"#).unwrap_err();
        check(r#"[{ "name": "one", "cells": [{ "samples": [] }] }]"#).unwrap_err();
        check(r#"[{ "name": "one", "cells": [{ "samples": [null] }] }]"#).unwrap_err();
    }
}
