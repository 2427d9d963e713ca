//! The C package, as its users get it.

mod consumers;
mod find;
mod header;
mod inspection;
mod library;
mod package;
mod two_libraries;

pub(super) use package::package;

/// The programs and projects of imagined users.
const INSTALL: &str = "bindings/c/tests/install";
