//! How old a callback may be.

/// The time window in which a callback counts as fresh.
///
/// Providers repeat an undelivered callback for about a minute; anyone who
/// recorded one can repeat it for ever. The window bounds that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness(Option<Window>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    now_ms: u64,
    tolerance_ms: u64,
}

impl Freshness {
    /// The default tolerance in seconds, to either side.
    pub const DEFAULT_TOLERANCE_SECONDS: u64 = 600;

    /// Fresh is what was sent at most 10 minutes before or after `now_seconds` (Unix time).
    pub const fn at(now_seconds: u64) -> Self {
        Self(Some(Window {
            now_ms: now_seconds.saturating_mul(1000),
            tolerance_ms: Self::DEFAULT_TOLERANCE_SECONDS * 1000,
        }))
    }

    /// The same moment with another tolerance in seconds, to either side, inclusive.
    #[must_use]
    pub const fn with_tolerance(self, seconds: u64) -> Self {
        match self.0 {
            Some(window) => Self(Some(Window {
                now_ms: window.now_ms,
                tolerance_ms: seconds.saturating_mul(1000),
            })),
            None => self,
        }
    }

    /// No check: old and repeated callbacks pass. Only for callers that keep their own record.
    pub const fn off() -> Self {
        Self(None)
    }

    /// Whether something sent at `sent_ms` (Unix milliseconds) is within the window.
    pub(crate) fn admits(self, sent_ms: u64) -> bool {
        self.0.is_none_or(|window| window.now_ms.abs_diff(sent_ms) <= window.tolerance_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::Freshness;

    #[test]
    fn bounds_are_inclusive_on_both_sides() {
        let window = Freshness::at(10_000);
        assert!(window.admits(10_600_000) && window.admits(9_400_000));
        assert!(!window.admits(10_600_001) && !window.admits(9_399_999));
    }

    #[test]
    fn tolerance_can_be_set_and_switched_off() {
        assert!(!Freshness::at(10_000).with_tolerance(0).admits(10_000_001));
        assert!(Freshness::at(10_000).with_tolerance(u64::MAX).admits(0));
        assert!(Freshness::off().with_tolerance(0).admits(0));
    }
}
