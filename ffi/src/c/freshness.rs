//! How old a callback may be.

use closeroom::Freshness;

/// The window that suits callbacks that come over a network: 10 minutes to either side.
pub const CLOSEROOM_DEFAULT_TOLERANCE_SECONDS: u64 = 600;
// The generator of the header reads literals only.
const _: () = assert!(CLOSEROOM_DEFAULT_TOLERANCE_SECONDS == Freshness::DEFAULT_TOLERANCE_SECONDS);

/// As a tolerance: callbacks of any age pass, old and repeated ones too.
pub const CLOSEROOM_ANY_AGE: u64 = u64::MAX;

pub(super) fn freshness(now_seconds: u64, tolerance_seconds: u64) -> Freshness {
    if tolerance_seconds == CLOSEROOM_ANY_AGE {
        Freshness::off()
    } else {
        Freshness::at(now_seconds).with_tolerance(tolerance_seconds)
    }
}

#[cfg(test)]
mod tests {
    use closeroom::Freshness;

    use super::{CLOSEROOM_ANY_AGE, freshness};

    #[test]
    fn any_age_is_explicit() {
        assert_eq!(freshness(7, CLOSEROOM_ANY_AGE), Freshness::off());
        assert_eq!(freshness(7, 0), Freshness::at(7).with_tolerance(0));
    }
}
