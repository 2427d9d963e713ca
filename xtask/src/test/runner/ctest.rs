//! What `ctest --verbose` prints: the output of every program, then how it ended.
//!
//! A program that prints TAP is as many tests as its plan says, and any other one is one test.

use std::collections::HashMap;

use crate::test::outcome::Outcome;

/// The TAP that a program has printed.
#[derive(Default)]
struct Tap {
    planned: usize,
    passed: usize,
    failed: usize,
    skipped: usize,
}

/// The line that says how a program ended.
struct End<'a> {
    number: &'a str,
    name: &'a str,
    verdict: &'a str,
}

pub(super) fn count(output: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let mut printed: HashMap<&str, Tap> = HashMap::new();
    for line in output.lines() {
        if let Some(end) = End::read(line) {
            let tap = printed.remove(end.number).unwrap_or_default();
            outcome += end.outcome(&tap);
        } else if let Some((number, line)) = line.split_once(": ") {
            printed.entry(number).or_default().add(line);
        }
    }
    outcome
}

impl Tap {
    fn add(&mut self, line: &str) {
        if let Some(planned) = line.strip_prefix("1..") {
            self.planned = planned.parse().unwrap_or_default();
        } else if line.starts_with("not ok ") {
            self.failed += 1;
        } else if line.starts_with("ok ") {
            let is_skipped = line.contains("# SKIP");
            self.skipped += usize::from(is_skipped);
            self.passed += usize::from(!is_skipped);
        }
    }

    fn count(&self) -> usize {
        self.passed + self.failed + self.skipped
    }
}

impl<'a> End<'a> {
    /// Reads ` 3/24 Test  #7: name ......   Passed    0.01 sec`.
    fn read(line: &'a str) -> Option<Self> {
        let (progress, test) = line.split_once(" Test ")?;
        progress.trim_start().split_once('/')?.0.parse::<usize>().ok()?;
        let (number, end) = test.trim_start().strip_prefix('#')?.split_once(": ")?;
        let (name, end) = end.split_once(' ')?;
        let verdict = end.trim_start_matches(['.', ' ', '*']);
        let verdict = verdict.split("  ").next().unwrap_or_default();
        Some(Self { number, name, verdict })
    }

    fn outcome(&self, tap: &Tap) -> Outcome {
        let mut outcome = Outcome {
            passed: tap.passed,
            failed: tap.failed,
            skipped: tap.skipped,
            notes: Vec::new(),
        };
        let is_success = self.verdict == "Passed";
        if self.verdict.starts_with("Not Run") || self.verdict == "Skipped" {
            outcome.skipped += 1;
            outcome.notes.push(format!("{}: {}", self.name, self.verdict));
        } else if tap.count() < tap.planned {
            let missing = tap.planned - tap.count();
            outcome.failed += missing;
            let how = self.verdict;
            outcome.notes.push(format!("{}: {missing} tests did not run ({how})", self.name));
        } else if !is_success && tap.failed == 0 {
            outcome += Outcome::failure(format!("{}: {}", self.name, self.verdict));
        } else if is_success && tap.count() == 0 {
            outcome.passed += 1;
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, count};

    /// As recorded with CMake 3.25 and cmocka 1.1.5; the lines that say what is run are left out.
    const CTEST: &str = "\
test 1
      Start  1: tap

1: Test command: /tests/tap \"1..3
ok 1 - a\"
1: Test timeout computed to be: 10000000
1: 1..3
1: ok 1 - one
1: not ok 2 - two
1: # tests/two.c:10: error: Failure!
1: ok 3 - three # SKIP
1: # not ok - tap
 1/10 Test  #1: tap ..............................***Failed    0.00 sec
test 2
      Start  2: silent

 2/10 Test  #2: silent ...........................   Passed    0.00 sec
 3/10 Test  #3: silent.bad .......................***Failed    0.00 sec
4: 1..2
4: ok 1 - one
 4/10 Test  #4: crash ............................***Exception: SegFault  0.00 sec
5: 1..2
5: ok 1 - one
 5/10 Test  #5: too.few ..........................   Passed    0.00 sec
6: 1..1
6: ok 1 - one
6: ==9== Invalid read of size 8
 6/10 Test  #6: all.valgrind .....................***Failed    0.00 sec
 7/10 Test  #7: gone .............................***Not Run   0.00 sec
 8/10 Test  #8: skipped ..........................***Skipped   0.00 sec
 9/10 Test  #9: slow .............................***Timeout   1.00 sec
10: 1..2
10: ok 1 - 1/10 Test #1: a name like any other
10: ok 2 - two
10/10 Test #10: good .............................   Passed    0.00 sec

33% tests passed, 6 tests failed out of 9
";

    #[test]
    fn every_test_of_every_program_counts() {
        let expected = Outcome {
            // Of tap, silent, crash, too.few, all.valgrind and good.
            passed: 1 + 1 + 1 + 1 + 1 + 2,
            // Of tap, silent.bad, crash, too.few, all.valgrind and slow.
            failed: 6,
            // Of tap, gone and skipped.
            skipped: 3,
            notes: vec![
                "silent.bad: Failed".to_owned(),
                "crash: 1 tests did not run (Exception: SegFault)".to_owned(),
                "too.few: 1 tests did not run (Passed)".to_owned(),
                "all.valgrind: Failed".to_owned(),
                "gone: Not Run".to_owned(),
                "skipped: Skipped".to_owned(),
                "slow: Timeout".to_owned(),
            ],
        };
        assert_eq!(count(CTEST), expected);
    }

    #[test]
    fn output_without_an_end_counts_nothing() {
        assert_eq!(count("No tests were found!!!"), Outcome::default());
    }
}
