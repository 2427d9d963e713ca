//! A library of Rust code beside closeroom, which panics and catches it.

use std::panic::catch_unwind;

/// Whether the panic was caught.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_test_catches_a_panic() -> bool {
    catch_unwind(|| panic!("not an error: this is the panic of the test")).is_err()
}
