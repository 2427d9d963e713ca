//! Checks that this program makes itself; each of them is a test.

use anyhow::Result;

use super::outcome::Outcome;

/// What became of the checks so far.
#[derive(Default)]
pub(crate) struct Checks {
    outcome: Outcome,
}

impl Checks {
    /// Makes one. It passes unless it ends with an error, and the others go on in any case.
    pub(crate) fn check(&mut self, name: &str, check: impl FnOnce() -> Result<()>) {
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
        let mut checks = Checks::default();
        checks.check("good", || Ok(()));
        checks.check("bad", || bail!("no"));
        checks.check("good too", || Ok(()));
        let outcome = checks.outcome();
        assert_eq!((outcome.passed, outcome.failed), (2, 1));
        assert_eq!(outcome.notes, ["bad: no"]);
    }
}
