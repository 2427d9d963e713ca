//! Calendar dates of Unix times, and the HTTP `Date` header.

use alloc::string::String;

use crate::encode::put_integer;

const SECONDS_PER_DAY: u64 = 86_400;

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
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_weekday, rest) = text.split_once(',')?;
    let mut words = rest.strip_prefix(' ')?.split(' ');
    let day = digits(words.next()?, 2)?;
    let month_name = words.next()?;
    let month = 1 + u64::try_from(MONTHS.iter().position(|name| *name == month_name)?).ok()?;
    let year = digits(words.next()?, 4)?;
    let mut clock = words.next()?.split(':');
    let hour = digits(clock.next()?, 2)?;
    let minute = digits(clock.next()?, 2)?;
    let second = digits(clock.next()?, 2)?;
    let ends = clock.next().is_none() && words.next() == Some("GMT") && words.next().is_none();

    let days = days_from_civil(year, month, day)?;
    // Second 60 is a leap second.
    let in_range = hour < 24 && minute < 60 && second <= 60;
    (ends && in_range).then(|| days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second)
}

fn digits(text: &str, count: usize) -> Option<u64> {
    let well_formed = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed { text.parse().ok() } else { None }
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
    use super::{days_from_civil, parse_http_date, utc_date};

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
