//! Time, read from the machine's clock and moved by the clock offset.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// By how many seconds the sandbox's clock is off. Within about 31 years, so
/// that every published example's time can be visited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct ClockOffset(i64);

impl ClockOffset {
    /// The largest offset in either direction.
    pub const MAX_SECONDS: i64 = 1_000_000_000;

    /// The sandbox's time in milliseconds since 1970.
    pub(crate) fn now_ms(self) -> i64 {
        unix_ms() + self.0 * 1000
    }
}

impl TryFrom<i64> for ClockOffset {
    type Error = ClockOffsetOutOfRange;

    fn try_from(seconds: i64) -> Result<Self, Self::Error> {
        if (-Self::MAX_SECONDS..=Self::MAX_SECONDS).contains(&seconds) {
            Ok(Self(seconds))
        } else {
            Err(ClockOffsetOutOfRange)
        }
    }
}

impl From<ClockOffset> for i64 {
    fn from(offset: ClockOffset) -> Self {
        offset.0
    }
}

impl FromStr for ClockOffset {
    type Err = ClockOffsetOutOfRange;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seconds: i64 = text.parse().map_err(|_| ClockOffsetOutOfRange)?;
        seconds.try_into()
    }
}

/// A clock offset that is not a whole number of seconds within the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockOffsetOutOfRange;

impl fmt::Display for ClockOffsetOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let max = ClockOffset::MAX_SECONDS;
        write!(f, "the clock offset is a number of seconds from -{max} to {max}")
    }
}

impl std::error::Error for ClockOffsetOutOfRange {}

/// The machine's own time in milliseconds since 1970.
pub(crate) fn unix_ms() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}

/// The value of a `Date` header.
pub(crate) fn http_date(ms: i64) -> String {
    let since_1970 = Duration::from_millis(u64::try_from(ms).unwrap_or_default());
    httpdate::fmt_http_date(UNIX_EPOCH + since_1970)
}

/// The UTC date of a Unix second as `YYYY-MM-DD`.
pub(crate) fn utc_date(unix_seconds: i64) -> String {
    // Days are counted from 0000-03-01, so that a leap day ends its year; an
    // era is the 400 years after which the calendar repeats.
    let days = unix_seconds.div_euclid(86_400) + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_based_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_based_month + 2) / 5 + 1;
    let month = (march_based_month + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_utc() {
        // TRTC's published pair: 00:44:25 in UTC+8 of the 26th.
        assert_eq!(utc_date(1_551_113_065), "2019-02-25");
        assert_eq!(utc_date(1_551_139_199), "2019-02-25");
        assert_eq!(utc_date(1_551_139_200), "2019-02-26");
        assert_eq!(utc_date(0), "1970-01-01");
        assert_eq!(utc_date(951_782_400), "2000-02-29");
        assert_eq!(utc_date(4_107_542_400), "2100-03-01");
        assert_eq!(utc_date(1_798_761_599), "2026-12-31");
    }

    #[test]
    fn formats_the_date_header() {
        assert_eq!(http_date(784_111_777_999), "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    #[test]
    fn offsets_are_bounded() {
        assert_eq!("-7200".parse(), Ok(ClockOffset(-7200)));
        assert_eq!("1000000001".parse::<ClockOffset>(), Err(ClockOffsetOutOfRange));
        assert_eq!("soon".parse::<ClockOffset>(), Err(ClockOffsetOutOfRange));
    }
}
