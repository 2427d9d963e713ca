//! How time is sampled.

use std::time::{Duration, Instant};

use crate::contestant::{Contestant, Question};
use crate::tables::{Cell, Row, Table};

/// How often everyone has a turn.
const ROUNDS: usize = 301;
/// How long a turn takes at least: short enough that most turns end before the system gives
/// the core to another program, long enough for the clock.
const TURN: Duration = Duration::from_micros(50);

/// Times all contestants, who take turns, in one order and then in the other: what slows the
/// machine down for a while slows down all of them, and none always follows the same.
pub fn time(question: Question) -> Table {
    let Question { name, title, note, contestants } = question;
    let batches: Vec<u64> = contestants.iter().map(batch).collect();
    let mut samples = vec![Vec::with_capacity(ROUNDS); contestants.len()];
    for round in 0..ROUNDS {
        for turn in 0..contestants.len() {
            let at = if round % 2 == 0 { turn } else { contestants.len() - 1 - turn };
            samples[at].push(nanoseconds_each(&contestants[at], batches[at]));
        }
    }
    let rows = contestants.iter().zip(samples).map(|(contestant, samples)| Row {
        name: contestant.name.to_owned(),
        cells: vec![Cell { samples }],
    });
    Table {
        name,
        title,
        note,
        unit: "ns",
        columns: vec!["each"],
        reference: contestants.first().map(|contestant| contestant.name.to_owned()),
        rows: rows.collect(),
    }
}

/// How often a contestant does the work in one turn, found by one that is warm.
fn batch(contestant: &Contestant) -> u64 {
    contestant.run(1000);
    let mut times = 1;
    loop {
        let start = Instant::now();
        contestant.run(times);
        if start.elapsed() >= TURN {
            return times;
        }
        times *= 2;
    }
}

#[expect(clippy::cast_precision_loss, reason = "both are below 2^53")]
fn nanoseconds_each(contestant: &Contestant, times: u64) -> f64 {
    let start = Instant::now();
    contestant.run(times);
    start.elapsed().as_nanos() as f64 / times as f64
}
