//! The C package, as its users get it.

mod behaviour;
mod consumers;
mod cross;
mod examples;
mod find;
mod header;
mod inspection;
mod other_library;
mod package;
mod programs;

pub(super) use behaviour::behaviour;
pub(super) use cross::cross;
pub(super) use examples::examples;
pub(super) use package::package;

/// The programs and projects of imagined users.
const INSTALL: &str = "bindings/c/tests/install";
