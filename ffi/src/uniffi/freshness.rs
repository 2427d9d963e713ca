//! How old a callback may be.

use closeroom::Freshness;

/// How old a callback may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CoreFreshness {
    /// Of any age.
    Off,
    /// Sent about now.
    Within {
        /// Now, in Unix seconds.
        now_seconds: u64,
        /// How far from now, to either side; the core's own tolerance when unset.
        tolerance_seconds: Option<u64>,
    },
}

impl From<CoreFreshness> for Freshness {
    fn from(freshness: CoreFreshness) -> Self {
        match freshness {
            CoreFreshness::Off => Self::off(),
            CoreFreshness::Within { now_seconds, tolerance_seconds: None } => Self::at(now_seconds),
            CoreFreshness::Within { now_seconds, tolerance_seconds: Some(seconds) } => {
                Self::at(now_seconds).with_tolerance(seconds)
            }
        }
    }
}
