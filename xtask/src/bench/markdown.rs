//! The tables as Markdown, in a page that is otherwise written by hand.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::machine::{Machine, Taken};
use super::measured::{Measured, Table};

/// Puts the tables of a topic between the page's marks of that topic, beneath what they were
/// taken on. The other topics stay as they are.
pub(super) fn fill(page: &Path, topic: &str, taken: &Taken, measured: &Measured) -> Result<()> {
    let text =
        fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))?;
    let tables: String = measured.tables.iter().map(markdown).collect();
    let text = between(&text, topic, &format!("{}\n\n{tables}", taken_on(taken)))?;
    fs::write(page, text).with_context(|| format!("cannot write {}", page.display()))
}

/// The text with something else between its marks of that name.
fn between(text: &str, name: &str, new: &str) -> Result<String> {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) =
        text.split_once(&start).with_context(|| format!("the page has no {start}"))?;
    let (old, after) = rest.split_once(&end).with_context(|| format!("the page has no {end}"))?;
    ensure!(!old.contains("<!-- "), "the page's marks of {name} enclose others");
    Ok(format!("{before}{start}\n{}\n\n{end}{after}", new.trim()))
}

fn taken_on(taken: &Taken) -> String {
    let Taken { date, machine: Machine { processor, cores, os, arch, versions } } = taken;
    let versions: Vec<_> =
        versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
    let versions = versions.join(", ");
    format!("*Taken on {date}: {processor}, {cores} cores, {os} on {arch}; {versions}.*")
}

fn markdown(table: &Table) -> String {
    let mut text = format!("### {}\n\n", table.heading());
    let lines = table.lines();
    for (number, line) in lines.iter().enumerate() {
        let cells: Vec<_> = line.iter().map(|cell| cell.replace('|', "\\|")).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
        if number == 0 {
            let _ = writeln!(text, "|---|{}", "---:|".repeat(cells.len() - 1));
        }
    }
    if let Some(note) = &table.note {
        let _ = write!(text, "\n{note}\n");
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::{between, markdown};

    #[test]
    fn a_table_is_markdown() {
        let table = serde_json::from_str(
            r#"{
                "name": "start", "title": "Start", "note": "A note.", "unit": "ms",
                "columns": ["all"], "reference": "theirs",
                "rows": [
                    { "name": "ours", "cells": [{ "samples": [4] }] },
                    { "name": "theirs", "cells": [{ "samples": [8] }] }
                ]
            }"#,
        );
        assert_eq!(
            markdown(&table.unwrap()),
            "\
### Start, in ms

|  | all | ratio |
|---|---:|---:|
| ours | 4.00 | 0.500 |
| theirs * | 8.00 | 1.00 |

A note.

"
        );
    }

    #[test]
    fn what_is_between_the_marks_is_replaced() {
        let page = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n";
        let page = between(page, "x", "new\n").unwrap();
        assert_eq!(page, "a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n");
        assert_eq!(between(&page, "x", "new\n").unwrap(), page);
    }

    #[test]
    fn a_page_without_the_marks_is_refused() {
        between("a\n", "x", "new").unwrap_err();
        between("<!-- x -->\n", "x", "new").unwrap_err();
        between("<!-- x -->\n<!-- y -->\n<!-- /x -->\n", "x", "new").unwrap_err();
    }
}
