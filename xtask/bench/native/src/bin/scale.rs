//! Whether many requests take as long, each, as few; and whether threads hinder each other.

use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use closeroom_bench::requests::{NUMBERS, Requests, number_name};
use closeroom_bench::tables::{self, Cell, Row, Table};

/// How often everything is measured.
const ROUNDS: usize = 5;
/// How many requests each thread builds.
const OF_A_THREAD: u64 = 500_000;

type Build = fn(&Requests, u64);
const PROVIDERS: [Build; 2] = [Requests::zego, Requests::trtc];

fn main() -> anyhow::Result<()> {
    tables::print(vec![numbers(), threads()?])
}

fn numbers() -> Table {
    let requests = Requests::new();
    let each = |number: u64, build: Build| {
        nanoseconds(number, || (0..number).for_each(|index| build(&requests, index)))
    };
    let row = |number: u64| Row {
        name: number_name(number),
        cells: rounds(&PROVIDERS.map(|build| move || each(number, build))),
    };
    Table {
        name: "numbers",
        title: "A signed request among so many, built one after the other",
        note: "As memory-at-scale for memory.",
        unit: "ns",
        columns: vec!["ZEGOCLOUD", "TRTC TC3"],
        reference: Some(number_name(NUMBERS[0])),
        rows: NUMBERS.into_iter().map(row).collect(),
    }
}

fn threads() -> anyhow::Result<Table> {
    let shared = Requests::new();
    let cores = thread::available_parallelism()?.get();
    let row = |count: usize| {
        let of_each = PROVIDERS.map(|build| (build, true));
        let of_all = PROVIDERS.map(|build| (build, false));
        let measurements: Vec<_> = of_all
            .into_iter()
            .chain(of_each)
            .map(|(build, apart)| {
                let shared = &shared;
                move || at_once(count, build, shared, apart)
            })
            .collect();
        let name = if count == 1 { "1 thread".to_owned() } else { format!("{count} threads") };
        Row { name, cells: rounds(&measurements) }
    };
    Ok(Table {
        name: "threads",
        title: "A signed request in each of so many threads",
        note: "The time of one thread: as long as it does not grow, throughput grows with the \
               threads. All of them have one client, or each has a client of its own.",
        unit: "ns",
        columns: vec![
            "ZEGOCLOUD, one client",
            "TRTC TC3, one client",
            "ZEGOCLOUD, a client each",
            "TRTC TC3, a client each",
        ],
        reference: Some("1 thread".to_owned()),
        rows: (1..=cores).map(row).collect(),
    })
}

/// The time that a request takes in one of so many threads that build at once.
fn at_once(count: usize, build: Build, shared: &Requests, apart: bool) -> f64 {
    let start_line = Barrier::new(count);
    let work = || {
        let own;
        let requests = if apart {
            own = Requests::new();
            &own
        } else {
            shared
        };
        start_line.wait();
        nanoseconds(OF_A_THREAD, || (0..OF_A_THREAD).for_each(|index| build(requests, index)))
    };
    let times: Vec<f64> = thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    #[expect(clippy::cast_precision_loss, reason = "few")]
    let count = count as f64;
    times.iter().sum::<f64>() / count
}

/// All measurements, in turns.
fn rounds(measurements: &[impl Fn() -> f64]) -> Vec<Cell> {
    let mut samples = vec![Vec::new(); measurements.len()];
    for _ in 0..ROUNDS {
        for (measure, samples) in measurements.iter().zip(&mut samples) {
            samples.push(measure());
        }
    }
    samples.into_iter().map(|samples| Cell { samples }).collect()
}

/// Nanoseconds for each of so many.
#[expect(clippy::cast_precision_loss, reason = "both are below 2^53")]
fn nanoseconds(number: u64, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_nanos() as f64 / number as f64
}
