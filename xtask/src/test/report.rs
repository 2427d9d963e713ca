//! The closing table.

use std::fmt;
use std::time::Duration;

use super::outcome::Outcome;

/// What became of each suite.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

struct Row {
    suite: &'static str,
    outcome: Outcome,
    time: Duration,
}

impl Report {
    pub(crate) fn add(&mut self, suite: &'static str, outcome: Outcome, time: Duration) {
        self.rows.push(Row { suite, outcome, time });
    }

    /// At least one suite ran, and none failed.
    pub(crate) fn is_success(&self) -> bool {
        !self.rows.is_empty() && self.failures() == 0
    }

    fn failures(&self) -> usize {
        self.rows.iter().map(|row| row.outcome.failures()).sum()
    }

    fn passed(&self) -> usize {
        self.rows.iter().map(|row| row.outcome.passed).sum()
    }
}

/// One row for each suite, the notes of those that failed, and the verdict on a line of
/// its own.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nsuite           tests      time  result")?;
        for row in &self.rows {
            let tests = row.outcome.passed + row.outcome.failed;
            let seconds = row.time.as_secs_f64();
            let verdict = verdict(&row.outcome);
            writeln!(f, "{:<14}  {tests:>5}  {seconds:>7.1}s  {verdict}", row.suite)?;
        }
        for row in &self.rows {
            for note in &row.outcome.notes {
                writeln!(f, "\n{}: {note}", row.suite)?;
            }
        }
        writeln!(f, "\n{} passed, {} failed", self.passed(), self.failures())
    }
}

fn verdict(outcome: &Outcome) -> String {
    if outcome.failures() == 0 {
        return "ok".to_owned();
    }
    let mut reasons = Vec::new();
    if outcome.failed > 0 {
        reasons.push(format!("{} failed", outcome.failed));
    }
    if outcome.skipped > 0 {
        reasons.push(format!("{} skipped", outcome.skipped));
    }
    if reasons.is_empty() {
        reasons.push("ran no test".to_owned());
    }
    format!("FAILED: {}", reasons.join(", "))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Outcome, Report};

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_table_ends_with_one_plain_line() {
        let mut report = Report::default();
        report.add("core", Outcome::success(12), SECOND);
        report.add("npm", Outcome::not_run("npm is missing".to_owned()), SECOND);
        report.add("oracle", Outcome::default(), SECOND);
        assert!(!report.is_success());
        assert_eq!(
            report.to_string(),
            "
suite           tests      time  result
core               12      1.0s  ok
npm                 0      1.0s  FAILED: ran no test
oracle              0      1.0s  FAILED: ran no test

npm: npm is missing

12 passed, 2 failed
"
        );
    }

    #[test]
    fn skipped_tests_are_in_the_table_and_fail() {
        let mut report = Report::default();
        let outcome = Outcome { skipped: 3, ..Outcome::success(1) };
        report.add("core", outcome, SECOND);
        assert!(!report.is_success());
        assert!(report.to_string().contains("FAILED: 3 skipped"));
    }

    #[test]
    fn nothing_at_all_is_no_success() {
        assert!(!Report::default().is_success());
    }
}
