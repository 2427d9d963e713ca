//! The core for native hosts: conversions only, nothing is decided here.
//!
//! `c` is the C API, from which `include/closeroom.h` is generated.

#![deny(clippy::undocumented_unsafe_blocks, unsafe_op_in_unsafe_fn)]

mod c;
