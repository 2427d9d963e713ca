//! The call machine, step by step with an artificial clock.

mod attempts;
mod cancelling;
mod clock_correction;
mod deadline;
mod host;
mod options;
mod outcomes;
mod random;
mod rate_limits;
mod start;
mod turns;

use host::{Host, options};
