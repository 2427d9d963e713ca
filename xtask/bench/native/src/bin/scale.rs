//! Whether many requests take as long, each, as few; and whether threads hinder each other.

use std::iter;
use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use closeroom_bench::cpu;
use closeroom_bench::requests::{NUMBERS, Requests, number_name};
use closeroom_bench::tables::{self, Cell, Row, Table};

type Build = fn(&Requests, u64);
const PROVIDERS: [Build; 2] = [Requests::zego, Requests::trtc];

fn main() -> anyhow::Result<()> {
    let cores = thread::available_parallelism()?.get();
    let mut tables = vec![numbers()];
    tables.extend(threads(cores));
    tables::print(tables)
}

fn numbers() -> Table {
    /// How often the largest number is built.
    const ROUNDS: usize = 3;
    /// Small numbers are built as often as makes so many requests of a round.
    const OF_A_ROUND: u64 = 100_000;

    let mut samples = NUMBERS.map(|_| PROVIDERS.map(|_| Vec::new()));
    for _ in 0..ROUNDS {
        for (number, samples) in NUMBERS.into_iter().zip(&mut samples) {
            for _ in 0..OF_A_ROUND.div_ceil(number) {
                for (build, samples) in PROVIDERS.iter().zip(&mut *samples) {
                    samples.push(one_after_the_other(number, *build));
                }
            }
        }
    }
    Table {
        name: "numbers",
        title: "A signed request among so many by one client, one after the other",
        note: "The time that the thread computes: a ratio of 1 says that it stays the same, however \
               many there were.",
        unit: "ns",
        columns: vec!["ZEGOCLOUD", "TRTC TC3"],
        reference: Some(number_name(NUMBERS[0])),
        rows: NUMBERS
            .into_iter()
            .zip(samples)
            .map(|(number, samples)| Row { name: number_name(number), cells: cells(samples) })
            .collect(),
    }
}

/// The time that a request takes among so many by a new client.
fn one_after_the_other(number: u64, build: Build) -> f64 {
    let requests = Requests::new();
    cpu::nanoseconds_each(number, || (0..number).for_each(|index| build(&requests, index)))
}

/// The same turns twice: by the time that the threads compute, and by the clock on the wall.
fn threads(cores: usize) -> [Table; 2] {
    /// Odd, and so is each half with the middle one: quartiles of counts are counts.
    const ROUNDS: usize = 33;

    let shared = Requests::new();
    let clients = [Some(&shared), None];
    // One thread, two, four …, and as many as there are cores.
    let counts = iter::successors(Some(1), |count| Some(count * 2));
    let counts: Vec<usize> = counts.take_while(|count| *count < cores).chain([cores]).collect();

    let mut computed = vec![[const { Vec::new() }; 4]; counts.len()];
    let mut throughput = computed.clone();
    for _ in 0..ROUNDS {
        for (row, count) in counts.iter().enumerate() {
            let turns = clients.iter().flat_map(|client| PROVIDERS.map(|build| (client, build)));
            for (column, (client, build)) in turns.enumerate() {
                let turn = at_once(*count, build, *client);
                computed[row][column].push(turn.nanoseconds_each);
                throughput[row][column].push(turn.in_a_millisecond);
            }
        }
    }

    let table = |name, title, note, unit, samples: Vec<[Vec<f64>; 4]>| Table {
        name,
        title,
        note,
        unit,
        columns: vec![
            "ZEGOCLOUD, one client",
            "TRTC TC3, one client",
            "ZEGOCLOUD, a client each",
            "TRTC TC3, a client each",
        ],
        reference: Some(threads_name(1)),
        rows: iter::zip(&counts, samples)
            .map(|(count, samples)| Row { name: threads_name(*count), cells: cells(samples) })
            .collect(),
    };
    [
        table(
            "threads",
            "A signed request in each of so many threads at once",
            "The time that a thread computes: a ratio of 1 says that threads do not hinder each \
             other. All of them have one client, or each has a client of its own.",
            "ns",
            computed,
        ),
        table(
            "throughput",
            "Signed requests in a millisecond, by so many threads at once",
            "The same turns by the clock on the wall: a ratio as large as the number of threads \
             says that they scale with the cores. What other programs take of the cores is \
             missing from it.",
            "count",
            throughput,
        ),
    ]
}

fn threads_name(count: usize) -> String {
    if count == 1 { "1 thread".to_owned() } else { format!("{count} threads") }
}

struct Turn {
    /// What a request takes of the time that its thread computes, in the mean of the threads.
    nanoseconds_each: f64,
    /// How many requests the threads build together, in whole numbers.
    in_a_millisecond: f64,
}

/// So many threads build at once, by one client or by a new one each.
#[expect(clippy::cast_precision_loss, reason = "all are below 2^53")]
fn at_once(count: usize, build: Build, shared: Option<&Requests>) -> Turn {
    /// How many requests each thread builds.
    const OF_A_THREAD: u64 = 100_000;

    let start_line = Barrier::new(count);
    let work = || {
        let own = shared.is_none().then(Requests::new);
        let requests = shared.or(own.as_ref()).expect("one of them");
        start_line.wait();
        let start = Instant::now();
        let each = cpu::nanoseconds_each(OF_A_THREAD, || {
            (0..OF_A_THREAD).for_each(|index| build(requests, index));
        });
        (start, Instant::now(), each)
    };
    let turns: Vec<(Instant, Instant, f64)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    let start = turns.iter().map(|turn| turn.0).min().expect("a thread");
    let end = turns.iter().map(|turn| turn.1).max().expect("a thread");
    let milliseconds = (end - start).as_secs_f64() * 1e3;
    let count = count as f64;
    Turn {
        nanoseconds_each: turns.iter().map(|turn| turn.2).sum::<f64>() / count,
        in_a_millisecond: (count * OF_A_THREAD as f64 / milliseconds).round(),
    }
}

fn cells<const N: usize>(samples: [Vec<f64>; N]) -> Vec<Cell> {
    samples.map(|samples| Cell { samples }).into()
}
