//! What the core costs in a native program: the same questions for each of the programs in
//! `bin`, which measure time, memory and scale.

pub mod contestant;
pub mod cpu;
pub mod inputs;
pub mod questions;
pub mod requests;
pub mod sampling;
pub mod tables;
