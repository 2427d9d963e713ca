//! What is promised by name and number.

mod codes;
mod names;
mod settings;
mod threads;
