//! Every row of the fault matrix is a test, and its name is `provider/name`.

mod check;
mod client;
mod row;
mod sandbox;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use crate::client::Client;
use crate::row::{Matrix, Row};
use crate::sandbox::Sandbox;

/// Most of a row's time is waiting.
const SIDE_BY_SIDE: usize = 24;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(SIDE_BY_SIDE);
    let Matrix { rows, .. } = row::read();
    let trials = rows.into_iter().map(trial).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(row: Row) -> Trial {
    Trial::test(row.title(), move || {
        play(&row);
        Ok(())
    })
}

fn play(row: &Row) {
    let sandbox = Sandbox::start(&row.sandbox);
    if row.open {
        sandbox.open(row.provider, &row.room);
    }
    if let Some(settings) = &row.settings {
        sandbox.put("settings", settings);
    }
    for fault in &row.faults {
        sandbox.post("faults", fault);
    }
    let endpoint = if row.listening { sandbox.url() } else { sandbox.door() };
    let client = Client::new(row, &endpoint);
    check::first(row, &sandbox, &client);

    if !row.listening {
        sandbox.open_door();
    }
    sandbox.reset();
    check::next(row, &sandbox, &client);
}
