//! Calendar dates of Unix times, and the HTTP `Date` header.

use alloc::string::String;

use crate::encode::put_integer;

const SECONDS_PER_DAY: u64 = 86_400;

/// Seconds in milliseconds, or the largest number where those are too many.
///
/// As `saturating_mul`, which multiplies to 128 bits.
pub(crate) fn milliseconds(seconds: u64) -> u64 {
    if seconds > u64::MAX / 1000 { u64::MAX } else { seconds * 1000 }
}

/// The number of the UTC day that holds a Unix second.
pub(crate) const fn day_of(timestamp: u64) -> u64 {
    timestamp / SECONDS_PER_DAY
}

/// The UTC date of a Unix second as `YYYY-MM-DD`.
pub(crate) fn utc_date(timestamp: u64) -> String {
    let (year, month, day) = civil_from_days(day_of(timestamp));
    let mut date = String::with_capacity(10);
    for (number, separator) in [(year, ""), (month, "-"), (day, "-")] {
        date.push_str(separator);
        if number < 10 {
            date.push('0');
        }
        put_integer(&mut date, number);
    }
    date
}

/// The Unix second of an HTTP `Date` in its one current form, `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// The obsolete forms of RFC 9110 §5.6.7 are not read: a clock is corrected
/// by what today's servers send, or not at all.
pub(crate) fn parse_http_date(text: &str) -> Option<u64> {
    // Digits stand for those of day, year, hour, minute and second; `*` for any byte.
    const FORM: &[u8] = b"***, 00 *** 1111 22:33:44 GMT";
    if text.len() != FORM.len() {
        return None;
    }
    let mut numbers = [0; 5];
    for (form, byte) in FORM.iter().zip(text.bytes()) {
        if let Some(number) = numbers.get_mut(usize::from(form.wrapping_sub(b'0'))) {
            *number = *number * 10 + u64::from(char::from(byte).to_digit(10)?);
        } else if *form != b'*' && *form != byte {
            return None;
        }
    }
    let [day, year, hour, minute, second] = numbers;
    let days = days_from_civil(year, month(text.as_bytes().get(8..11)?)?, day)?;
    // Second 60 is a leap second.
    let in_range = hour < 24 && minute < 60 && second <= 60;
    in_range.then(|| days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second)
}

/// The number of the month of that short name.
fn month(name: &[u8]) -> Option<u64> {
    let (names, _) = b"JanFebMarAprMayJunJulAugSepOctNovDec".as_chunks::<3>();
    names.iter().zip(1..).find(|(other, _)| other.as_slice() == name).map(|(_, month)| month)
}

/// Year, month and day of a day counted from 1970-01-01, by the proleptic
/// Gregorian calendar (Howard Hinnant's `civil_from_days`, years from March).
fn civil_from_days(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468; // from 0000-03-01
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

/// The inverse of [`civil_from_days`]; `None` before 1970 and for days that no month has.
fn days_from_civil(year: u64, month: u64, day: u64) -> Option<u64> {
    let years_from_march = year.checked_sub(u64::from(month <= 2))?;
    let era = years_from_march / 400;
    let year_of_era = years_from_march % 400;
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day.checked_sub(1)?;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = (era * 146_097 + day_of_era).checked_sub(719_468)?;
    (civil_from_days(days) == (year, month, day)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::{days_from_civil, milliseconds, parse_http_date, utc_date};
    use proptest::prelude::*;
    use std::time::{Duration, SystemTime};

    proptest! {
        #[test]
        fn http_dates_are_those_of_httpdate(seconds in 0..253_402_300_800u64) {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            let text = httpdate::fmt_http_date(time);
            prop_assert_eq!(parse_http_date(&text), Some(seconds), "{}", text);
        }

        #[test]
        fn milliseconds_saturate(seconds: u64, shift in 0..64u32) {
            let seconds = seconds >> shift;
            prop_assert_eq!(milliseconds(seconds), seconds.saturating_mul(1000));
        }
    }

    #[test]
    fn milliseconds_are_exact_as_long_as_they_fit() {
        let last = u64::MAX / 1000;
        assert_eq!(milliseconds(last), last * 1000);
        assert_eq!(milliseconds(last + 1), u64::MAX);
    }

    #[test]
    fn dates_at_the_edges_of_days_months_and_years() {
        for (timestamp, date) in [
            (0, "1970-01-01"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (1_551_113_065, "2019-02-25"), // the providers' own example
            (1_709_164_799, "2024-02-28"),
            (1_709_251_199, "2024-02-29"),
            (1_735_689_599, "2024-12-31"),
            (1_735_689_600, "2025-01-01"),
            (4_107_542_400, "2100-03-01"), // 2100 is no leap year
            (99_999_999_999, "5138-11-16"),
        ] {
            assert_eq!(utc_date(timestamp), date);
        }
    }

    #[test]
    fn reads_the_current_form_of_http_dates() {
        assert_eq!(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(parse_http_date("Thu, 29 Feb 2024 23:59:59 GMT"), Some(1_709_251_199));
    }

    #[test]
    fn refuses_what_is_not_a_date() {
        for text in [
            "",
            "Sunday, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 GMT ",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 06 Nov 1994 08:49:61 GMT",
            "Sun, 06 Nov 1994 08:49:37:00 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 29 Feb 0000 08:49:37 GMT",
        ] {
            assert_eq!(parse_http_date(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_is_its_own_inverse() {
        for day in 0..146_097 * 2 {
            let (year, month, of_month) = super::civil_from_days(day);
            assert_eq!(days_from_civil(year, month, of_month), Some(day));
        }
    }
}
