//! Running the tests of a suite and counting them, from the runner's own closing lines.

mod ctest;

use anyhow::Result;

use super::outcome::Outcome;
use crate::cmd::Cmd;

/// A command that is one test: it passes when it succeeds.
pub(crate) fn check(cmd: &Cmd) -> Result<Outcome> {
    let status = cmd.watch()?.status;
    Ok(if status.success() {
        Outcome::success(1)
    } else {
        Outcome::failure(format!("`{cmd}` failed ({status})"))
    })
}

/// A test runner, known by how it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Runner {
    /// `cargo test`: one closing line for each test binary, and one for the doctests.
    Cargo,
    /// `node --test`: one line for each number.
    Node,
    /// `pytest`: one line for all.
    Pytest,
    /// `mvn verify` with Surefire: a line for each module, beside those for its classes.
    Surefire,
    /// Swift Testing: a line for each test, and one for all, which says of failures only that there
    /// are some.
    Swift,
    /// `ctest --verbose`: a line for each test of a program that prints TAP, and one for each
    /// program.
    Ctest,
}

impl Runner {
    /// Runs the command and counts what it ran.
    pub(crate) fn run(self, cmd: &Cmd) -> Result<Outcome> {
        let watched = cmd.watch()?;
        let mut outcome = self.count(&watched.output);
        if !watched.status.success() && outcome.failed == 0 {
            // It did not get as far as failing a test.
            outcome += Outcome::failure(format!("`{cmd}` failed ({})", watched.status));
        }
        Ok(outcome)
    }

    fn count(self, output: &str) -> Outcome {
        match self {
            Self::Cargo => count_cargo(output),
            Self::Node => count_node(output),
            Self::Pytest => count_pytest(output),
            Self::Surefire => count_surefire(output),
            Self::Swift => count_swift(output),
            Self::Ctest => ctest::count(output),
        }
    }
}

fn count_cargo(output: &str) -> Outcome {
    let mut outcome = Outcome::default();
    for numbers in output.lines().filter_map(|line| line.strip_prefix("test result: ")) {
        outcome.passed += number_before(numbers, "passed");
        outcome.failed += number_before(numbers, "failed");
        outcome.skipped += number_before(numbers, "ignored");
    }
    outcome
}

/// The number that stands before a word, as in `3 passed; 1 failed, 2 skipped`.
fn number_before(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text.split([' ', ';', ',']).filter(|word| !word.is_empty()).collect();
    let pair = words.windows(2).find(|pair| pair[1] == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or_default()
}

fn count_node(output: &str) -> Outcome {
    let number = |name: &str| -> usize {
        let mut lines = output.lines();
        let number = lines.find_map(|line| line.strip_prefix("ℹ ")?.strip_prefix(name));
        number.and_then(|number| number.trim().parse().ok()).unwrap_or_default()
    };
    Outcome {
        passed: number("pass "),
        failed: number("fail ") + number("cancelled "),
        skipped: number("skipped ") + number("todo "),
        notes: Vec::new(),
    }
}

fn count_pytest(output: &str) -> Outcome {
    let summary = output.lines().last().unwrap_or_default();
    let number = |word| number_before(summary, word);
    Outcome {
        passed: number("passed"),
        failed: number("failed") + number("error") + number("errors"),
        skipped: number("skipped") + number("xfailed") + number("xpassed") + number("deselected"),
        notes: Vec::new(),
    }
}

/// `[INFO] Tests run: 7, Failures: 1, Errors: 0, Skipped: 1`
fn count_surefire(output: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let lines = output.lines().filter_map(|line| line.split_once("] Tests run: "));
    for (_, numbers) in lines.filter(|(_, numbers)| !numbers.contains("Time elapsed")) {
        let numbers = format!("Run: {numbers}");
        let number = |name| number_after(&numbers, name);
        let (failed, skipped) = (number("Failures:") + number("Errors:"), number("Skipped:"));
        outcome.failed += failed;
        outcome.skipped += skipped;
        outcome.passed += number("Run:").saturating_sub(failed + skipped);
    }
    outcome
}

fn number_after(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let pair = words.windows(2).find(|pair| pair[0] == word);
    pair.and_then(|pair| pair[1].parse().ok()).unwrap_or_default()
}

/// `✔ Test run with 7 tests passed after 0.5 seconds.`, and `✘ Test name() failed after 0.1 seconds
/// with 1 issue.` for each that does not.
fn count_swift(output: &str) -> Outcome {
    let all = output.lines().find_map(|line| line.split_once(" Test run with ")?.1.into());
    let Some(all) = all else { return Outcome::default() };
    let run = number_before(all, "tests") + number_before(all, "test");
    let count = |mark: &str, word: &str| {
        let tests =
            output.lines().filter_map(|line| line.strip_prefix(mark)?.strip_prefix(" Test "));
        tests.filter(|test| !test.starts_with("run ") && test.contains(word)).count()
    };
    let (failed, skipped) = (count("✘", " failed after "), count("➜", " skipped"));
    Outcome { passed: run.saturating_sub(failed + skipped), failed, skipped, notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Runner, check};
    use crate::cmd::Cmd;

    /// As recorded with Rust 1.95; the last line is that of merged doctests.
    const CARGO: &str = "\
running 2 tests
test date::tests::a_leap_day ... ok
test date::tests::the_epoch ... FAILED

failures:

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

   Doc-tests closeroom

running 3 tests
test core/src/lib.rs - (line 14) ... ok
test core/src/lib.rs - (line 40) ... ignored
test core/src/zego.rs - zego::Zego (line 9) ... ok

test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.21s

all doctests ran in 0.45s; merged doctests compilation took 0.24s
";

    /// As recorded with Node 20.
    const NODE: &str = "\
✔ one (0.765492ms)
﹣ two (0.092938ms) # SKIP
✔ three (0.070615ms) # TODO
▶ group
  ✔ in (0.115142ms)
✔ group (0.345035ms)
✖ bad (0.81755ms)
ℹ tests 7
ℹ suites 1
ℹ pass 4
ℹ fail 1
ℹ cancelled 0
ℹ skipped 1
ℹ todo 1
ℹ duration_ms 158.08937

✖ failing tests:
";

    #[test]
    fn cargo_test_counts_over_all_binaries() {
        let expected = Outcome { passed: 3, failed: 1, skipped: 1, notes: vec![] };
        assert_eq!(Runner::Cargo.count(CARGO), expected);
    }

    #[test]
    fn node_test_counts_from_its_summary() {
        let expected = Outcome { passed: 4, failed: 1, skipped: 2, notes: vec![] };
        assert_eq!(Runner::Node.count(NODE), expected);
    }

    #[test]
    fn pytest_counts_from_its_last_line() {
        let output = "\
tests/oracle/test_build.py .F.s                                          [100%]
=========================== short test summary info ============================
FAILED tests/oracle/test_build.py::test_bad - assert 1 == 2
============ 1 failed, 2 passed, 1 skipped, 2 errors in 75.12s (0:01:15) ============
";
        let expected = Outcome { passed: 2, failed: 3, skipped: 1, notes: vec![] };
        assert_eq!(Runner::Pytest.count(output), expected);
    }

    #[test]
    fn surefire_counts_by_module() {
        let output = "\
[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.4 s -- in a.OneTest
[ERROR] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.4 s <<< FAILURE! -- in a.B
[ERROR] Tests run: 7, Failures: 1, Errors: 1, Skipped: 0
[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s -- in b.TwoTest
[WARNING] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1
";
        let expected = Outcome { passed: 7, failed: 2, skipped: 1, notes: vec![] };
        assert_eq!(Runner::Surefire.count(output), expected);
    }

    #[test]
    fn swift_counts_the_tests_that_failed() {
        let output = "\
◇ Test run started.
✔ Test one() passed after 0.001 seconds.
✘ Test mayHang(_:) recorded an issue at A.swift:3:5: Expectation failed
✘ Test mayHang(_:) failed after 0.002 seconds with 2 issues.
➜ Test three() skipped.
✘ Suite A failed after 0.003 seconds with 2 issues.
✘ Test run with 3 tests failed after 0.003 seconds with 2 issues.
";
        let expected = Outcome { passed: 1, failed: 1, skipped: 1, notes: vec![] };
        assert_eq!(Runner::Swift.count(output), expected);
        let one = "✔ Test run with 1 test passed after 0.001 seconds.";
        assert_eq!(Runner::Swift.count(one), Outcome::success(1));
    }

    #[test]
    fn output_without_a_summary_counts_nothing() {
        assert_eq!(Runner::Cargo.count("error: could not compile"), Outcome::default());
        assert_eq!(Runner::Node.count("SyntaxError"), Outcome::default());
    }

    #[test]
    fn a_runner_that_breaks_off_has_failed() {
        let cmd = Cmd::new("sh").args(["-c", "exit 101"]);
        let outcome = Runner::Cargo.run(&cmd).unwrap();
        assert_eq!(outcome.failed, 1);
        assert_eq!(outcome.notes, ["`sh -c 'exit 101'` failed (exit status: 101)"]);
    }

    #[test]
    fn a_check_is_one_test() {
        assert_eq!(check(&Cmd::new("true")).unwrap(), Outcome::success(1));
        assert_eq!(check(&Cmd::new("false")).unwrap().failed, 1);
    }
}
