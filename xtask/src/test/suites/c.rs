//! The C package, as its users get it.

mod consumers;
mod cross;
mod find;
mod header;
mod inspection;
mod library;
mod other_library;
mod package;
mod programs;

pub(super) use cross::cross;
pub(super) use package::package;

/// The programs and projects of imagined users.
const INSTALL: &str = "bindings/c/tests/install";
