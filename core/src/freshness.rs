//! How old a callback may be.

use crate::date::milliseconds;
use crate::error::Error;
use crate::input::Input;

/// The time window in which a callback counts as fresh.
///
/// Providers repeat an undelivered callback for about a minute; anyone who
/// recorded one can repeat it for ever. The window bounds that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness(Option<Window>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    now_seconds: u64,
    tolerance_seconds: u64,
}

impl Freshness {
    /// The default tolerance in seconds, to either side.
    pub const DEFAULT_TOLERANCE_SECONDS: u64 = 600;

    /// Fresh is what was sent at most 10 minutes before or after `now_seconds` (Unix time).
    pub const fn at(now_seconds: u64) -> Self {
        Self(Some(Window { now_seconds, tolerance_seconds: Self::DEFAULT_TOLERANCE_SECONDS }))
    }

    /// The same moment with another tolerance in seconds, to either side, inclusive.
    #[must_use]
    pub const fn with_tolerance(self, seconds: u64) -> Self {
        match self.0 {
            Some(window) => Self(Some(Window { tolerance_seconds: seconds, ..window })),
            None => self,
        }
    }

    /// No check: old and repeated callbacks pass. Only for callers that keep their own record.
    pub const fn off() -> Self {
        Self(None)
    }

    /// Whether something sent at `sent_ms` (Unix milliseconds) is within the
    /// window. A "now" that is no Unix second is refused.
    pub(crate) fn admits(self, input: Input, sent_ms: u64) -> Result<bool, Error> {
        let Some(window) = self.0 else { return Ok(true) };
        input.unix_seconds("Now", window.now_seconds)?;
        let distance_ms = milliseconds(window.now_seconds).abs_diff(sent_ms);
        Ok(distance_ms.div_ceil(1000) <= window.tolerance_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::Freshness;
    use crate::error::{Error, Provider};
    use crate::input::Input;

    const NOW: u64 = 1_700_000_000;

    fn admits(freshness: Freshness, sent_ms: u64) -> Result<bool, Error> {
        freshness.admits(Input(Provider::Zego), sent_ms)
    }

    #[test]
    fn bounds_are_inclusive_on_both_sides() {
        let window = Freshness::at(NOW);
        assert_eq!(admits(window, NOW * 1000 + 600_000), Ok(true));
        assert_eq!(admits(window, NOW * 1000 - 600_000), Ok(true));
        assert_eq!(admits(window, NOW * 1000 + 600_001), Ok(false));
        assert_eq!(admits(window, NOW * 1000 - 600_001), Ok(false));
    }

    #[test]
    fn tolerance_can_be_set_and_switched_off() {
        assert_eq!(admits(Freshness::at(NOW).with_tolerance(0), NOW * 1000 + 1), Ok(false));
        assert_eq!(admits(Freshness::at(NOW).with_tolerance(u64::MAX), 0), Ok(true));
        assert_eq!(admits(Freshness::off().with_tolerance(0), 0), Ok(true));
    }

    #[test]
    fn now_in_milliseconds_is_refused() {
        let error = admits(Freshness::at(NOW * 1000), NOW * 1000).expect_err("milliseconds");
        assert!(error.message().contains("milliseconds"), "{error}");
    }
}
