//! The time that each contestant takes.

use closeroom_bench::{questions, sampling, tables};

fn main() -> anyhow::Result<()> {
    tables::print(questions::all().into_iter().map(sampling::time).collect())
}
