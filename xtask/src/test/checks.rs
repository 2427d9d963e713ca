//! Checks that this program makes itself; each of them is a test.

use anyhow::Result;

use super::outcome::Outcome;

/// What became of the checks so far.
pub(crate) struct Checks {
    subject: String,
    outcome: Outcome,
}

impl Checks {
    /// None yet. The subject is named with each of them.
    pub(crate) fn of(subject: &str) -> Self {
        Self { subject: subject.to_owned(), outcome: Outcome::default() }
    }

    /// Makes one. It passes unless it ends with an error, and the others go on in any case.
    pub(crate) fn check(&mut self, name: &str, check: impl FnOnce() -> Result<()>) {
        let name = format!("{}: {name}", self.subject);
        self.outcome += match check() {
            Ok(()) => {
                println!("ok: {name}");
                Outcome::success(1)
            }
            Err(error) => {
                println!("FAILED: {name}: {error:#}");
                Outcome::failure(format!("{name}: {error:#}"))
            }
        };
    }

    pub(crate) fn outcome(self) -> Outcome {
        self.outcome
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::Checks;

    #[test]
    fn a_check_that_fails_does_not_end_the_others() {
        let mut checks = Checks::of("it");
        checks.check("good", || Ok(()));
        checks.check("bad", || bail!("no"));
        checks.check("good too", || Ok(()));
        let outcome = checks.outcome();
        assert_eq!((outcome.passed, outcome.failed), (2, 1));
        assert_eq!(outcome.notes, ["it: bad: no"]);
    }
}
