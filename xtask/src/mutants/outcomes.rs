//! What became of the mutants, from the file that cargo-mutants writes.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;

/// By file.
#[derive(Debug, Default)]
pub(super) struct Outcomes(BTreeMap<String, Counts>);

#[derive(Debug, Default)]
struct Counts {
    caught: usize,
    /// A test did not end: caught as well.
    timeout: usize,
    /// Did not compile.
    unviable: usize,
    survivors: Vec<String>,
}

#[derive(Deserialize)]
struct Report {
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    scenario: Scenario,
    summary: String,
}

#[derive(Deserialize)]
enum Scenario {
    /// The unchanged crate.
    Baseline,
    Mutant {
        name: String,
        file: String,
    },
}

impl Outcomes {
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let report: Report = serde_json::from_str(text)?;
        let mut outcomes = Self::default();
        for Outcome { scenario, summary } in report.outcomes {
            let Scenario::Mutant { name, file } = scenario else {
                ensure!(summary == "Success", "the tests fail without any mutant: {summary}");
                continue;
            };
            let counts = outcomes.0.entry(file).or_default();
            match summary.as_str() {
                "CaughtMutant" => counts.caught += 1,
                "Timeout" => counts.timeout += 1,
                "Unviable" => counts.unviable += 1,
                "MissedMutant" => counts.survivors.push(name),
                other => bail!("{name}: {other}"),
            }
        }
        ensure!(outcomes.total().viable() > 0, "no mutant was tested");
        Ok(outcomes)
    }

    /// Those that no test noticed, as cargo-mutants names them.
    pub(super) fn survivors(&self) -> impl Iterator<Item = &String> {
        self.0.values().flat_map(|counts| &counts.survivors)
    }

    /// How many of a hundred that compile no test noticed.
    pub(super) fn percent_surviving(&self) -> f64 {
        self.total().percent_surviving()
    }

    fn total(&self) -> Counts {
        let mut total = Counts::default();
        for counts in self.0.values() {
            total.caught += counts.caught;
            total.timeout += counts.timeout;
            total.unviable += counts.unviable;
            total.survivors.extend_from_slice(&counts.survivors);
        }
        total
    }
}

impl Counts {
    fn viable(&self) -> usize {
        self.caught + self.timeout + self.survivors.len()
    }

    #[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 mutants")]
    fn percent_surviving(&self) -> f64 {
        100.0 * self.survivors.len() as f64 / self.viable().max(1) as f64
    }
}

/// A line for each file, and one for all.
impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<30}  caught  timeout  survived  unviable  surviving", "file")?;
        let total = ("all".to_owned(), self.total());
        let lines = self.0.iter().chain([(&total.0, &total.1)]);
        for (name, counts) in lines {
            writeln!(
                f,
                "{name:<30}  {:>6}  {:>7}  {:>8}  {:>8}  {:>7.1} %",
                counts.caught,
                counts.timeout,
                counts.survivors.len(),
                counts.unviable,
                counts.percent_surviving(),
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Outcomes;

    fn report(baseline: &str, summaries: &[&str]) -> String {
        let mutant = |summary: &&str| {
            format!(
                r#"{{"scenario":{{"Mutant":{{"name":"{summary}","file":"a.rs"}}}},"summary":"{summary}"}}"#
            )
        };
        let mutants: Vec<String> = summaries.iter().map(mutant).collect();
        format!(
            r#"{{"outcomes":[{{"scenario":"Baseline","summary":"{baseline}"}},{}]}}"#,
            mutants.join(",")
        )
    }

    #[test]
    fn survivors_are_counted_among_what_compiles() {
        let report = report("Success", &["CaughtMutant", "Timeout", "Unviable", "MissedMutant"]);
        let outcomes = Outcomes::parse(&report).unwrap();
        assert!((outcomes.percent_surviving() - 100.0 / 3.0).abs() < 1e-9);
        assert_eq!(outcomes.survivors().collect::<Vec<_>>(), ["MissedMutant"]);
    }

    #[test]
    fn a_run_that_proves_nothing_is_an_error() {
        assert!(Outcomes::parse(&report("Failure", &["CaughtMutant"])).is_err());
        assert!(Outcomes::parse(&report("Success", &["Unviable"])).is_err());
        assert!(Outcomes::parse(&report("Success", &["CaughtMutant", "Failure"])).is_err());
    }
}
