//! How old a callback may be.

use closeroom::Freshness;

use super::error::closeroom_error;

/// A tolerance that suits callbacks that come over a network: 10 minutes to either side.
pub const CLOSEROOM_DEFAULT_TOLERANCE_SECONDS: u64 = 600;
// The generator of the header reads literals only.
const _: () = assert!(CLOSEROOM_DEFAULT_TOLERANCE_SECONDS == Freshness::DEFAULT_TOLERANCE_SECONDS);

/// The largest tolerance, 68 years: what is larger was a negative number.
pub const CLOSEROOM_MAX_TOLERANCE_SECONDS: u64 = 2_147_483_647;

/// In the place of a tolerance: callbacks of any age pass, old and repeated ones too. Not a number
/// that arithmetic comes upon (its bytes are "Any_Age!").
pub const CLOSEROOM_ANY_AGE: u64 = 0x416e_795f_4167_6521;

pub(super) fn freshness(
    now_seconds: u64,
    tolerance_seconds: u64,
) -> Result<Freshness, closeroom_error> {
    match tolerance_seconds {
        CLOSEROOM_ANY_AGE => Ok(Freshness::off()),
        0..=CLOSEROOM_MAX_TOLERANCE_SECONDS => {
            Ok(Freshness::at(now_seconds).with_tolerance(tolerance_seconds))
        }
        _ => Err(closeroom_error::misuse(
            "tolerance_seconds",
            "is beyond 2147483647; was it a negative number? CLOSEROOM_ANY_AGE is what switches \
             the check off",
        )),
    }
}

#[cfg(test)]
mod tests {
    use closeroom::Freshness;

    use super::{CLOSEROOM_ANY_AGE, CLOSEROOM_MAX_TOLERANCE_SECONDS, freshness};

    #[test]
    fn any_age_is_explicit() {
        assert_eq!(freshness(7, CLOSEROOM_ANY_AGE).ok(), Some(Freshness::off()));
        assert_eq!(freshness(7, 0).ok(), Some(Freshness::at(7).with_tolerance(0)));
        assert!(freshness(7, CLOSEROOM_MAX_TOLERANCE_SECONDS).is_ok());
    }

    #[test]
    fn negative_tolerances_are_refused() {
        for tolerance in [-1_i64, -2, -600, i64::MIN] {
            assert!(freshness(7, tolerance.cast_unsigned()).is_err());
        }
        assert!(freshness(7, u64::from((-600_i32).cast_unsigned())).is_err());
    }
}
