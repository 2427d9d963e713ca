//! Seeds for the smallest formats.

use super::Seeds;

pub(super) fn add(seeds: &mut Seeds) {
    for (target, texts) in [("http_date", DATES), ("json", VALUES)] {
        for (number, text) in (1..).zip(texts) {
            seeds.insert((target, format!("text-{number:02}")), (*text).into());
        }
    }
    for (number, text) in (1..).zip(TEXTS) {
        // First the choices of a spelling, then the text to be spelled.
        let choices = [0, 1, 2, 3].map(|at: u8| (at + number) % 4).repeat(4);
        let seed = [&choices, text.as_bytes()].concat();
        seeds.insert(("form_decoding", format!("text-{number:02}")), seed);
    }
}

/// The three forms of RFC 9110, and what is almost one.
const DATES: &[&str] = &[
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "Tue, 14 Nov 2023 22:13:20 GMT",
    " Tue, 14 Nov 2023 22:13:20 GMT\t",
    "Thu, 29 Feb 2024 23:59:59 GMT",
    "Wed, 29 Feb 2023 23:59:59 GMT",
    "Sat, 31 Dec 2016 23:59:60 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Sun, 09 Sep 2001 01:46:40 GMT",
    "Wed, 16 Nov 5138 09:46:39 GMT",
    "Tue, 14 Nov 2023 22:13:20 UTC",
];

/// JSON values, valid and not, and what ends the value to go on with another.
const VALUES: &[&str] = &[
    r#""user-1""#,
    r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude80""#,
    r#""\ud83d""#,
    r#""\ud83d\u0041""#,
    "18446744073709551615",
    "-1.5e+3",
    "1e999",
    "01",
    "true",
    "null",
    r#"[[],[{}],{"a":[1,"2",null]}]"#,
    r#"{"a":{"b":{"c":{}}}}"#,
    r#""a","UserId":"b""#,
    r#"1}},{"a":{"b":2"#,
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    "\"\u{7f}é\u{2028}🚀\"",
    " \t\r\n1 ",
];

const TEXTS: &[&str] =
    &["room-1", "a b+c&d=e/%", "%41%zz%", "é🚀\u{2028}", "{\"a\":\"%7B\"}", "\0\t\r\n\u{7f}", "+"];
