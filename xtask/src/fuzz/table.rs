//! The closing table.

use std::fmt;

use super::figures::Figures;

/// How the run of each target went.
#[derive(Default)]
pub(super) struct Table(Vec<(String, Figures)>);

impl Table {
    pub(super) fn add(&mut self, target: &str, figures: Figures) {
        self.0.push((target.to_owned(), figures));
    }

    pub(super) fn is_success(&self) -> bool {
        self.0.iter().all(|(_, figures)| figures.succeeded)
    }
}

/// One row for each target; then, for each that does not hold, what to do.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<20} {:>12} {:>8} {:>7} {:>9} {:>7} {:>7}  result",
            "target", "executions", "exec/s", "edges", "features", "inputs", "peak MB"
        )?;
        for (target, figures) in &self.0 {
            let Figures { executions, per_second, edges, features, inputs, peak_mb, .. } = figures;
            let result = if figures.succeeded { "ok" } else { "FAILED" };
            writeln!(
                f,
                "{target:<20} {executions:>12} {per_second:>8} {edges:>7} {features:>9} {inputs:>7} \
                 {peak_mb:>7}  {result}"
            )?;
        }
        for (target, figures) in self.0.iter().filter(|(_, figures)| !figures.succeeded) {
            writeln!(f, "\n{target} failed; see {}", figures.log.display())?;
            if let Some(crash) = &figures.crash {
                writeln!(f, "  the input: {crash}")?;
                writeln!(f, "  again:     cargo xtask fuzz {target} --input {crash}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Figures, Table};

    #[test]
    fn a_crash_is_followed_by_how_to_have_it_again() {
        let mut table = Table::default();
        let good = Figures { executions: 12, succeeded: true, ..Figures::default() };
        table.add("json", good);
        assert!(table.is_success());
        let bad = Figures { crash: Some("a/crash-1".to_owned()), ..Figures::default() };
        table.add("call", Figures { log: "l/call.log".into(), ..bad });
        assert!(!table.is_success());
        let text = table.to_string();
        let end = "\ncall failed; see l/call.log\n  the input: a/crash-1\n  \
                   again:     cargo xtask fuzz call --input a/crash-1\n";
        assert!(text.ends_with(end), "{text}");
    }
}
