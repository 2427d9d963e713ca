//! Carries out cases with the crate, compiled for this machine: one JSON object a line in,
//! one a line out, in any order. The protocol is that of `../npm.mjs`; `sign` is this
//! product's alone, since the npm package has no bare signer.

mod callback;
mod client;
mod operation;
mod sign;

use std::io;
use std::sync::Mutex;
use std::thread;

use closeroom::Error;
use serde_json::{Value, json};

use client::Clients;

/// So many calls over HTTP are in flight at a time.
const WORKERS: usize = 16;

fn main() -> io::Result<()> {
    let input = io::read_to_string(io::stdin())?;
    let lines = Mutex::new(input.lines());
    let clients = Clients::default();
    let next = || lines.lock().unwrap().next();
    let work = || {
        while let Some(line) = next() {
            println!("{}", answer(&clients, line));
        }
    };
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(work);
        }
    });
    Ok(())
}

fn answer(clients: &Clients, line: &str) -> Value {
    let case: Value = serde_json::from_str(line).expect("a line is JSON");
    let id = case["id"].clone();
    match operation::carry_out(clients, case) {
        Ok(result) => json!({ "id": id, "result": result }),
        Err(error) => json!({ "id": id, "error": fields(&error) }),
    }
}

/// An error as JavaScript shows it.
fn fields(error: &anyhow::Error) -> Value {
    let Some(error) = error.downcast_ref::<Error>() else {
        return json!({ "kind": "bug", "message": format!("{error:#}") });
    };
    set(json!({
        "name": "CloseRoomError",
        "kind": error.kind().as_str(),
        "provider": error.provider().as_str(),
        "field": error.field(),
        "providerCode": error.provider_code(),
        "message": error.message(),
        "requestId": error.request_id(),
        "httpStatus": error.http_status(),
        "retryable": error.retryable(),
        "retryAfterMs": error.retry_after_ms(),
    }))
}

/// Only what is set.
fn set(mut object: Value) -> Value {
    if let Value::Object(members) = &mut object {
        members.retain(|_, value| !value.is_null());
    }
    object
}
