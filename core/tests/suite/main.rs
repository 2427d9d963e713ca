//! The tests of `closeroom` from outside: what users see, and nothing else.

mod call;
mod clients;
mod contract;
mod secrets;
mod vectors;
