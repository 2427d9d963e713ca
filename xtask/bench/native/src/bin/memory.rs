//! What each contestant allocates, and that many requests need no more memory than few.

use allocation_counter::{AllocationInfo, measure};
use closeroom_bench::contestant::{Contestant, Question};
use closeroom_bench::questions;
use closeroom_bench::requests::{NUMBERS, Requests, number_name};
use closeroom_bench::tables::{self, Cell, Row, Table};

fn main() -> anyhow::Result<()> {
    let allocations: Vec<(String, AllocationInfo)> =
        questions::all().iter().flat_map(allocations).collect();
    let table = |name, title, note, unit, columns, cells: fn(&AllocationInfo) -> Vec<Cell>| Table {
        name,
        title,
        note,
        unit,
        columns,
        reference: None,
        rows: allocations
            .iter()
            .map(|(name, info)| Row { name: name.clone(), cells: cells(info) })
            .collect(),
    };
    tables::print(vec![
        table(
            "allocations",
            "Allocations for one call",
            "What the call returns included. A buffer that grows counts every time.",
            "count",
            vec!["allocations"],
            |info| vec![Cell::exact(info.count_total)],
        ),
        table(
            "allocated",
            "Bytes that are allocated for one call",
            "All that a call asks for, and the most of it that it holds at a time.",
            "bytes",
            vec!["in all", "at a time"],
            |info| vec![Cell::exact(info.bytes_total), Cell::exact(info.bytes_max)],
        ),
        at_scale(),
    ])
}

/// Those of the second call: a first one may allocate what is kept.
fn allocations(question: &Question) -> Vec<(String, AllocationInfo)> {
    let allocate = |contestant: &Contestant| {
        contestant.run(1);
        let info = measure(|| contestant.run(1));
        (format!("{}: {}", question.name, contestant.name), info)
    };
    question.contestants.iter().map(allocate).filter(|(_, info)| info.count_total > 0).collect()
}

fn at_scale() -> Table {
    let requests = Requests::new();
    let most = |number, build: fn(&Requests, u64)| {
        Cell::exact(measure(|| (0..number).for_each(|index| build(&requests, index))).bytes_max)
    };
    let row = |number: u64| Row {
        name: number_name(number),
        cells: vec![most(number, Requests::zego), most(number, Requests::trtc)],
    };
    Table {
        name: "memory-at-scale",
        title: "Memory while so many requests are built, one after the other",
        note: "The most that was allocated at a time, beside the client.",
        unit: "bytes",
        columns: vec!["ZEGOCLOUD", "TRTC TC3"],
        reference: None,
        rows: NUMBERS.into_iter().map(row).collect(),
    }
}
