//! A table as people read it.

use std::fmt;

use super::measured::{Cell, Table, Unit};
use crate::terminal::{bold, size};

/// The title, one line for each row, and the note. The reference is marked with an asterisk.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", bold(&self.heading()))?;
        let lines = self.lines();
        let widths: Vec<usize> = (0..lines[0].len())
            .map(|at| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or_default())
            .collect();
        for line in &lines {
            let aligned = line.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
                if at == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            let text = aligned.collect::<Vec<_>>().join("  ");
            writeln!(f, "{}", text.trim_end())?;
        }
        if let Some(note) = &self.note {
            writeln!(f, "{note}")?;
        }
        Ok(())
    }
}

impl Table {
    /// The title, with the unit of the times in the table.
    pub(super) fn heading(&self) -> String {
        let unit = match self.unit {
            Unit::Bytes | Unit::Count => "",
            Unit::Ms => ", in ms",
            Unit::Ns => ", in ns",
        };
        format!("{}{unit}", self.title)
    }

    /// The texts of the table, line by line, the names of the columns first.
    pub(super) fn lines(&self) -> Vec<Vec<String>> {
        let mut lines = vec![vec![String::new()]];
        for row in &self.rows {
            let mark = if self.reference.as_ref() == Some(&row.name) { " *" } else { "" };
            lines.push(vec![format!("{}{mark}", row.name)]);
        }
        for (at, name) in self.columns.iter().enumerate() {
            let cells: Vec<Option<&Cell>> =
                self.rows.iter().map(|row| row.cells[at].as_ref()).collect();
            add(&mut lines, name, &cells, |cell| figure(self.unit, cell));
            if let Some(reference) = self.reference(at) {
                add(&mut lines, "ratio", &cells, |cell| {
                    significant(cell.summary().median / reference)
                });
            }
            if cells.iter().flatten().any(|cell| cell.limit.is_some()) {
                add(&mut lines, "limit", &cells, |cell| limit(self.unit, cell));
            }
        }
        lines
    }
}

/// Adds a column of texts.
fn add(
    lines: &mut [Vec<String>],
    name: &str,
    cells: &[Option<&Cell>],
    text: impl Fn(&Cell) -> String,
) {
    let texts = cells.iter().map(|cell| cell.map(&text).unwrap_or_default());
    for (line, text) in lines.iter_mut().zip([name.to_owned()].into_iter().chain(texts)) {
        line.push(text);
    }
}

fn figure(unit: Unit, cell: &Cell) -> String {
    let summary = cell.summary();
    let median = one(unit, summary.median);
    if summary.runs == 1 {
        return median;
    }
    let [lower, upper] =
        [summary.lower_quartile, summary.upper_quartile].map(|value| one(unit, value));
    format!("{median} ({lower} … {upper})")
}

fn limit(unit: Unit, cell: &Cell) -> String {
    let Some(limit) = cell.limit else { return String::new() };
    let excess = cell.summary().median - limit;
    if excess > 0.0 {
        format!("{}, exceeded by {}", one(unit, limit), one(unit, excess))
    } else {
        one(unit, limit)
    }
}

fn one(unit: Unit, value: f64) -> String {
    match unit {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes are counts
        Unit::Bytes => size(value as u64),
        Unit::Count => format!("{value}"),
        Unit::Ms | Unit::Ns => significant(value),
    }
}

/// Three digits, and no more decimals than three.
fn significant(value: f64) -> String {
    // From where on a value is shown with a digit more before the point.
    let decimals = match value.abs() {
        99.95.. => 0,
        9.995.. => 1,
        0.9995.. => 2,
        _ => 3,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::super::measured::Table;
    use super::significant;

    fn table(text: &str) -> String {
        serde_json::from_str::<Table>(text).unwrap().to_string()
    }

    #[test]
    fn times_have_quartiles_and_ratios() {
        let text = table(
            r#"{
                "name": "start", "title": "Start", "note": "A note.", "unit": "ms",
                "columns": ["all", "over bare"], "reference": "theirs",
                "rows": [
                    { "name": "bare", "cells": [{ "samples": [1, 2, 3] }, null] },
                    { "name": "ours", "cells": [{ "samples": [4] }, { "samples": [2] }] },
                    { "name": "theirs", "cells": [{ "samples": [8] }, { "samples": [6] }] }
                ]
            }"#,
        );
        assert_eq!(
            text,
            "\
Start, in ms
                         all  ratio  over bare  ratio
bare      2.00 (1.50 … 2.50)  0.250
ours                    4.00  0.500       2.00  0.333
theirs *                8.00   1.00       6.00   1.00
A note.
"
        );
    }

    #[test]
    fn a_limit_that_is_exceeded_is_seen() {
        let text = table(
            r#"{
                "name": "sizes", "title": "Sizes", "unit": "bytes", "columns": ["gzip"],
                "rows": [
                    { "name": "small", "cells": [{ "samples": [48000], "limit": 60000 }] },
                    { "name": "large", "cells": [{ "samples": [61500], "limit": 60000 }] },
                    { "name": "free", "cells": [{ "samples": [44000000] }] }
                ]
            }"#,
        );
        assert_eq!(
            text,
            "\
Sizes
          gzip                        limit
small  48.0 kB                      60.0 kB
large  61.5 kB  60.0 kB, exceeded by 1.5 kB
free   44.0 MB
"
        );
    }

    #[test]
    fn a_count_is_exact() {
        let text = table(
            r#"{
                "name": "allocations", "title": "Allocations", "unit": "count",
                "columns": ["of a request"],
                "rows": [
                    { "name": "few", "cells": [{ "samples": [6] }] },
                    { "name": "many", "cells": [{ "samples": [12345] }] }
                ]
            }"#,
        );
        assert_eq!(
            text,
            "\
Allocations
      of a request
few              6
many         12345
"
        );
    }

    #[test]
    fn three_digits_are_enough() {
        let shown = [312.4, 31.24, 3.124, 0.3124, 0.03124, -0.222].map(significant);
        assert_eq!(shown, ["312", "31.2", "3.12", "0.312", "0.031", "-0.222"]);
        let rounded_up = [99.96, 9.996, 0.9996].map(significant);
        assert_eq!(rounded_up, ["100", "10.0", "1.00"]);
    }
}
