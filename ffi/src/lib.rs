//! The core for native hosts: conversions only, nothing is decided here.
//!
//! `c` is the C API, from which `include/closeroom.h` is generated. `uniffi` is what the packages
//! for Kotlin and Swift call. Each is a feature, and ships in a library of its own.

#![deny(clippy::undocumented_unsafe_blocks, unsafe_op_in_unsafe_fn)]

#[cfg(not(panic = "unwind"))]
compile_error!("built with panic=abort, a bug would end the program that uses the library");

#[cfg(feature = "c")]
mod c;
#[cfg(feature = "uniffi")]
mod uniffi;

#[cfg(feature = "uniffi")]
::uniffi::setup_scaffolding!();
