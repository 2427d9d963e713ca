//! What became of a suite.

use std::ops::AddAssign;

/// How many tests a suite ran, and what there is to say about those that did not pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
    /// Why, for each failure that has no test's name in the output above.
    pub(crate) notes: Vec<String>,
}

impl Outcome {
    /// That many tests, all passed.
    pub(crate) fn success(passed: usize) -> Self {
        Self { passed, ..Self::default() }
    }

    /// One test that failed, or something that counts as one.
    pub(crate) fn failure(note: String) -> Self {
        Self { failed: 1, notes: vec![note], ..Self::default() }
    }

    /// No test at all, and why.
    pub(crate) fn not_run(note: String) -> Self {
        Self { notes: vec![note], ..Self::default() }
    }

    /// A test that is skipped and a suite that has none prove nothing: they fail.
    pub(crate) fn failures(&self) -> usize {
        let is_empty = self.passed + self.failed + self.skipped == 0;
        self.failed + self.skipped + usize::from(is_empty)
    }
}

impl AddAssign for Outcome {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.notes.extend(other.notes);
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn a_suite_without_tests_fails() {
        assert_eq!(Outcome::default().failures(), 1);
    }

    #[test]
    fn a_skipped_test_fails() {
        let outcome = Outcome { skipped: 2, ..Outcome::success(5) };
        assert_eq!(outcome.failures(), 2);
    }

    #[test]
    fn all_passed_is_no_failure() {
        assert_eq!(Outcome::success(5).failures(), 0);
    }
}
