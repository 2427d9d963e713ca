//! Makes text that came from outside fit for an error message.

use alloc::string::String;

use crate::json::escape_at;
use crate::read::hex_byte;
use crate::secret::{REDACTED, Secret};

/// Names of what is a credential for as long as a signature is valid.
const CREDENTIAL_NAMES: [&str; 2] = ["signature", "token"];

/// A shorter secret would be found in ids by chance.
const SHORTEST_SECRET_IN_ID: usize = 8;

/// The text with the values of `Signature` and `Token` parameters masked.
pub(crate) fn credential_parameters(text: &str) -> String {
    foreign_id(text, &[], usize::MAX)
}

/// At most `limit` bytes of the text, without any of the secrets, credential
/// parameters, what is shaped like a signature, or control characters. It
/// ends with `…` where it was cut.
pub(crate) fn foreign_text(text: &str, secrets: &[&Secret], limit: usize) -> String {
    Mask { secrets, is_id: false }.apply(text, limit)
}

/// The same for an id, which may well be shaped like a signature.
pub(crate) fn foreign_id(id: &str, secrets: &[&Secret], limit: usize) -> String {
    Mask { secrets, is_id: true }.apply(id, limit)
}

/// The character, or a space in the place of a control character.
pub(crate) fn printable(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// What is to be masked in a text.
struct Mask<'a> {
    secrets: &'a [&'a Secret],
    is_id: bool,
}

impl Mask<'_> {
    fn apply(&self, text: &str, limit: usize) -> String {
        let mut out = String::with_capacity(limit.min(text.len()));
        let mut rest = text;
        while out.len() <= limit {
            if let Some((before, after)) = self.find(rest) {
                out.push_str(before);
                out.push_str(REDACTED);
                rest = after;
            } else {
                let mut chars = rest.chars();
                let Some(c) = chars.next() else { break };
                out.push(printable(c));
                rest = chars.as_str();
            }
        }
        cut(out, limit)
    }

    /// What is to be masked at the beginning of a text: what stays in front
    /// of it, and what follows it.
    fn find<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        if let Some(after) = self.after_secret(text) {
            return Some(("", after));
        }
        if let Some((name, value)) = split_credential(text) {
            return Some((name, self.after_secret(value).unwrap_or_else(|| after_value(value))));
        }
        let after = if self.is_id { None } else { after_signature(text) };
        Some(("", after?))
    }

    /// What follows one of the secrets in a text that begins with it.
    fn after_secret<'t>(&self, text: &'t str) -> Option<&'t str> {
        let plain = self.secrets.iter().map(|secret| secret.expose());
        plain
            .filter(|plain| !self.is_id || plain.len() >= SHORTEST_SECRET_IN_ID)
            .find_map(|plain| after_spelled(text, plain))
    }
}

/// What follows a signature that a text begins with, by its shape: 32 or
/// more hexadecimal digits (ZEGO, TC3), or a SHA-1 or SHA-256 in base64 (v1).
fn after_signature(text: &str) -> Option<&str> {
    let after_hex = skip(text, |c| c.is_ascii_hexdigit());
    if text.len() - after_hex.len() >= 32 {
        return Some(after_hex);
    }
    // No further than the longest signature: the next character will be asked again.
    let mut rest = text;
    let mut run = 0;
    while run < 44
        && let Some(after) = after_base64_digit(rest)
    {
        rest = after;
        run += 1;
    }
    match run {
        27 | 43 => after_spelled(rest, "="),
        _ => None,
    }
}

/// What follows a digit of base64, plain, percent-encoded or escaped for JSON.
fn after_base64_digit(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if c.is_ascii_alphanumeric() => Some(chars.as_str()),
        _ => after_spelled(text, "+").or_else(|| after_spelled(text, "/")),
    }
}

/// What follows the value that a text begins with; escapes of JSON are part of it.
fn after_value(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = skip(rest, |c| !ends_value(c));
        match after_any(rest, &["\\/", "\\u00"]) {
            Some(after) => rest = after,
            None => return rest,
        }
    }
}

/// What follows the characters of that kind that a text begins with.
fn skip(text: &str, of_kind: fn(char) -> bool) -> &str {
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        if !chars.next().is_some_and(of_kind) {
            return rest;
        }
    }
}

/// At most `limit` bytes of the text, cut between characters.
fn cut(mut text: String, limit: usize) -> String {
    const CUT: char = '…';
    if text.len() > limit {
        let mut end = limit.saturating_sub(CUT.len_utf8());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push(CUT);
    }
    text
}

/// What follows the plain text in one that begins with it, each character in
/// any of its spellings.
fn after_spelled<'t>(text: &'t str, plain: &str) -> Option<&'t str> {
    let first = text.as_bytes().first()?;
    if !matches!(first, b'%' | b'\\' | b'+') && plain.as_bytes().first() != Some(first) {
        return None;
    }
    // What itself looks like an encoding can be read in several ways. Bit n is a reading that
    // has come n bytes further than the shortest. One that is 64 bytes ahead of it is given up;
    // it takes as many backslashes to get there.
    let mut rest = text;
    let mut readings = 1_u64;
    let mut chars = plain.chars();
    loop {
        let plain = chars.as_str();
        let Some(c) = chars.next() else { break };
        let plain = plain.as_bytes().get(..plain.len() - chars.as_str().len())?;
        let mut longer = 0;
        while readings != 0 {
            let ahead = readings.trailing_zeros();
            longer |= lengths(from(rest, ahead)?, c, plain) << ahead;
            readings &= readings - 1;
        }
        let shortest = longer.trailing_zeros();
        // There is none where that is all 64 bits.
        readings = longer.checked_shr(shortest)?;
        rest = from(rest, shortest)?;
    }
    // The longest: nothing of an encoding is to be left.
    from(rest, readings.checked_ilog2()?)
}

fn from(text: &str, at: u32) -> Option<&str> {
    text.get(usize::try_from(at).ok()?..)
}

/// The lengths of that character, whose UTF-8 is `plain`, at the beginning of
/// a text: bit n stands for a spelling of n bytes. It is plain, percent-encoded,
/// a form's `+` for a space, or escaped for JSON.
///
/// Apart, as it is smaller so.
#[inline(never)]
fn lengths(text: &str, c: char, plain: &[u8]) -> u64 {
    let bytes = text.as_bytes();
    let mut lengths = 0;
    if plain.iter().copied().try_fold(bytes, after_percent_encoded).is_some() {
        lengths |= 1 << (3 * plain.len());
    }
    if c == ' ' && bytes.starts_with(b"+") {
        lengths |= 1 << 1;
    }
    // With the backslashes of JSON within JSON: three stand before a quotation mark.
    for at in 0..4 {
        let Some(rest) = bytes.get(at..) else { break };
        if rest.starts_with(plain) {
            lengths |= 1 << (at + plain.len());
        }
        if !rest.starts_with(b"\\") {
            break;
        }
        if let Some((escaped, end)) = escape_at(text, at + 1)
            && escaped == c
        {
            lengths |= 1 << end;
        }
    }
    lengths
}

fn after_percent_encoded(text: &[u8], byte: u8) -> Option<&[u8]> {
    match text {
        [b'%', high, low, rest @ ..] if hex_byte(*high, *low) == Some(byte) => Some(rest),
        _ => None,
    }
}

/// Splits a text that begins with a credential's name, whatever its case,
/// where the value begins.
fn split_credential(text: &str) -> Option<(&str, &str)> {
    let value = value_after(after_any(text, &CREDENTIAL_NAMES)?)?;
    text.split_at_checked(text.len() - value.len())
}

/// The value of a name: after `=` in a URL or form, also once more encoded,
/// or after the colon in JSON.
fn value_after(name: &str) -> Option<&str> {
    let after_equals = after_spelled(name, "=");
    after_equals.or_else(|| after_any(name, &["&#61;", "&#x3d;"])).or_else(|| {
        let closed = skip(name, is_quote);
        let value = skip(closed, char::is_whitespace).strip_prefix(':')?;
        let value = skip(value, char::is_whitespace);
        (closed.len() < name.len()).then(|| skip(value, is_quote))
    })
}

/// What follows the prefix that a text has of these, whatever its case.
fn after_any<'t>(text: &'t str, prefixes: &[&str]) -> Option<&'t str> {
    prefixes.iter().find_map(|prefix| {
        let (found, after) = text.split_at_checked(prefix.len())?;
        found.eq_ignore_ascii_case(prefix).then_some(after)
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\\')
}

fn ends_value(c: char) -> bool {
    c.is_whitespace() || matches!(c, '&' | ',' | ';' | '"' | '\'' | '<' | '>' | '\\')
}

#[cfg(test)]
mod tests {
    use super::{credential_parameters, foreign_id, foreign_text};
    use crate::encode::percent_encoded;
    use crate::secret::Secret;
    use proptest::prelude::*;
    use std::format;
    use std::string::{String, ToString};

    #[test]
    fn masks_signatures_wherever_they_stand() {
        for (text, expected) in [
            ("https://h/?a=1&Signature=c0ffee&b=2", "https://h/?a=1&Signature=[redacted]&b=2"),
            ("Signature=c0ffee", "Signature=[redacted]"),
            ("<a href=\"/?signature=c0ffee\">", "<a href=\"/?signature=[redacted]\">"),
            ("u=%3FSignature%3Dc0ffee%26x", "u=%3FSignature%3D[redacted]"),
            ("SignatureNonce=1&SignatureVersion=2.0", "SignatureNonce=1&SignatureVersion=2.0"),
            ("Signature=a, Token=b; c", "Signature=[redacted], Token=[redacted]; c"),
            (r#"{"Signature" : "a", "b":1}"#, r#"{"Signature" : "[redacted]", "b":1}"#),
            (r#"{\"token\":\"a\",\"b\":1}"#, r#"{\"token\":\"[redacted]\",\"b\":1}"#),
            ("signature: wrong; no token", "signature: wrong; no token"),
            ("é Signature=ü", "é Signature=[redacted]"),
            ("", ""),
        ] {
            assert_eq!(credential_parameters(text), expected);
        }
    }

    #[test]
    fn masks_what_is_shaped_like_a_signature() {
        let md5 = "43e5cfcca828314675f91b001390566a";
        let sha1 = "EliP9YW3pW28FpsEdkXt/+WcGeI=";
        let sha256 = "6c+oFbRDL8wKcVPPwa4KtGMOzMuJTQDwV+8tMMPf7oM=";
        for signature in [md5, &md5.repeat(2), &md5.to_uppercase(), sha1, sha256] {
            for (before, after) in [("", ""), ("wrong: ", " (x)"), ("<b>", "</b>"), ("[\"", "\"]")]
            {
                let text = [before, signature, after].concat();
                let expected = [before, "[redacted]", after].concat();
                assert_eq!(foreign_text(&text, &[], 500), expected);
            }
        }
        for echo in [
            r#"{"Signature":"EliP9YW3pW28FpsEdkXt\/+WcGeI="}"#,
            r"bad sig EliP9YW3pW28FpsEdkXt\/+WcGeI=",
            "bad sig EliP9YW3pW28FpsEdkXt%2F%2BWcGeI%3D",
            "<p>/?Signature&#61;EliP9YW3pW28FpsEdkXt%2F%2BWcGeI%3D&amp;x",
        ] {
            let shown = foreign_text(echo, &[], 500);
            assert!(!shown.contains("EliP9") && !shown.contains("WcGeI"), "{shown}");
        }
        for id in ["eac6b301-a322-493a-8e36-83b295459397", "343649807833778782", "0123456789abcdef"]
        {
            assert_eq!(foreign_text(id, &[], 500), id);
        }
        assert_eq!(foreign_id(md5, &[], 500), md5);
    }

    #[test]
    fn ids_keep_what_is_a_short_secret_by_chance() {
        let secrets = [&Secret::from("1"), &Secret::from("a long one")];
        assert_eq!(foreign_id("2137 a long one", &secrets, 500), "2137 [redacted]");
    }

    #[test]
    fn masks_secrets_plain_and_encoded_and_control_characters() {
        let without = |secret: &str, text: &str| foreign_text(text, &[&Secret::from(secret)], 500);
        assert_eq!(
            without("s3+/cret", "a s3+/cret\r\n\u{1b}[31mb s3%2B%2Fcret"),
            "a [redacted]   [31mb [redacted]"
        );
        for text in [r"é\\b", r"\u00e9\\b", r"%C3%a9\b", r"\\u00e9\\\\b", r"%c3%A9\u005cb"] {
            assert_eq!(without(r"é\b", text), "[redacted]", "{text}");
        }
        for text in ["s3%2b%2fcret", "%733+%2Fcret", r"s3+\/cret", r"s3\u002B/cret"] {
            assert_eq!(without("s3+/cret", text), "[redacted]", "{text}");
        }
        for secret in ["%25x", "é%", "\\\"", "a", "two words"] {
            assert_eq!(without(secret, secret), "[redacted]");
            assert_eq!(without(secret, &percent_encoded(secret)), "[redacted]");
        }
        assert_eq!(without("two words", "two+words"), "[redacted]");
        assert_eq!(without("a&b,c", "Token=a&b,c&d=e"), "Token=[redacted]&d=e");
    }

    proptest! {
        /// Also one that looks like an encoding itself.
        #[test]
        fn masks_secrets_in_any_mix_of_spellings(
            secret in "[\\\\%+/\"u0-25cdD\n aéü房🔑]{1,24}",
            choices in prop::collection::vec(0..8_u8, 24),
        ) {
            let spelled: String = secret.chars().zip(choices).map(|(c, n)| spelling(c, n)).collect();
            let shown = foreign_text(&spelled, &[&Secret::from(&*secret)], 500);
            prop_assert_eq!(shown, "[redacted]", "{} as {}", secret, spelled);
        }
    }

    /// One of the ways in which the web writes a character.
    fn spelling(c: char, choice: u8) -> String {
        let percent = |byte: u8| format!("%{byte:02x}");
        let json = serde_json::Value::from(String::from(c)).to_string();
        let json = json[1..json.len() - 1].to_string();
        match choice {
            0 => c.to_string().bytes().map(percent).collect(),
            1 => c.to_string().bytes().map(percent).collect::<String>().to_uppercase(),
            2 => c.encode_utf16(&mut [0; 2]).iter().fold(String::new(), |text, unit| {
                format!("{text}\\u{unit:04x}") // a surrogate pair is two
            }),
            3 => json,
            4 => json.replace('\\', "\\\\").replace('"', "\\\""),
            5 if c == ' ' => "+".to_string(),
            6 if c == '/' => "\\/".to_string(),
            _ => c.to_string(),
        }
    }

    #[test]
    fn what_only_resembles_a_secret_stays() {
        for (secret, text) in [
            ("s3+/cret", "s3%2C/cret"),
            ("s3+/cret", r"s3\u002C/cret"),
            ("s3+/cret", r"s3+\-cret"),
            ("abcd", "ab+d"),
        ] {
            assert_eq!(foreign_text(text, &[&Secret::from(secret)], 500), text);
        }
    }

    /// A backslash is one of the secret's, or stands before one: 2^60 ways to read them.
    #[test]
    fn the_number_of_readings_is_bounded() {
        let backslashes = "\\".repeat(500);
        let secret = Secret::from(["\\".repeat(60).as_str(), "x"].concat());
        assert_eq!(foreign_text(&backslashes, &[&secret], 5_000), backslashes);
        let shown = foreign_text(&[&backslashes, "x"].concat(), &[&secret], 5_000);
        assert!(shown.ends_with("\\[redacted]"), "{shown}");
    }

    #[test]
    fn text_is_cut_between_characters() {
        let cut = |text: &str, limit| foreign_text(text, &[], limit);
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("éééé", 8), "éééé");
        assert_eq!(cut("éééé", 7), "éé…");
        assert_eq!(cut("éééé", 6), "é…");
    }
}
