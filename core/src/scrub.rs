//! Makes text that came from outside fit for an error message.

use alloc::string::String;

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
            .find_map(|plain| after_secret(text, plain))
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
        27 | 43 => after_any(rest, &["=", "%3D", "%3d", "\\u003d"]),
        _ => None,
    }
}

/// What follows a digit of base64, plain, percent-encoded or escaped for JSON.
fn after_base64_digit(text: &str) -> Option<&str> {
    const SIGNS: &[&str] =
        &["+", "/", "%2B", "%2b", "%2F", "%2f", "\\/", "\\u002B", "\\u002b", "\\u002F", "\\u002f"];
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if c.is_ascii_alphanumeric() => Some(chars.as_str()),
        _ => after_any(text, SIGNS),
    }
}

/// What follows the value that a text begins with; escapes of JSON are part of it.
fn after_value(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = skip(rest, |c| !ends_value(c));
        let escape = || rest.strip_prefix("\\u00")?.get(2..);
        match rest.strip_prefix("\\/").or_else(escape) {
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

/// What follows the prefix that a text has of these.
fn after_any<'a>(text: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix))
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

/// What follows the secret in a text that begins with it: as it is,
/// percent-encoded or escaped for JSON, wholly or in part.
fn after_secret<'a>(text: &'a str, secret: &str) -> Option<&'a str> {
    // A secret may itself hold what looks like an encoding.
    [after_encoded_byte, after_plain_byte].into_iter().find_map(|after_byte| {
        let rest = secret.bytes().try_fold(text.as_bytes(), after_byte)?;
        text.get(text.len() - rest.len()..)
    })
}

fn after_plain_byte(text: &[u8], byte: u8) -> Option<&[u8]> {
    plain(text, byte).or_else(|| encoded(text, byte))
}

fn after_encoded_byte(text: &[u8], byte: u8) -> Option<&[u8]> {
    encoded(text, byte).or_else(|| plain(text, byte))
}

fn plain(text: &[u8], byte: u8) -> Option<&[u8]> {
    text.split_first().filter(|(first, _)| **first == byte).map(|(_, rest)| rest)
}

fn encoded(text: &[u8], byte: u8) -> Option<&[u8]> {
    let is_hex = |high: u8, low: u8| hex_byte(high, low) == Some(byte);
    match text {
        [b'%', high, low, rest @ ..] if is_hex(*high, *low) => Some(rest),
        [b'\\', b'u', b'0', b'0', high, low, rest @ ..] if is_hex(*high, *low) => Some(rest),
        [b'\\', first, rest @ ..] if *first == byte => Some(rest),
        [b'+', rest @ ..] if byte == b' ' => Some(rest),
        _ => None,
    }
}

/// Splits a text that begins with a credential's name, whatever its case,
/// where the value begins.
fn split_credential(text: &str) -> Option<(&str, &str)> {
    let value = CREDENTIAL_NAMES.iter().find_map(|name| {
        let (found, after) = text.split_at_checked(name.len())?;
        if found.eq_ignore_ascii_case(name) { value_after(after) } else { None }
    })?;
    text.split_at_checked(text.len() - value.len())
}

/// The value of a name: after `=` in a URL or form, also once more encoded,
/// or after the colon in JSON.
fn value_after(name: &str) -> Option<&str> {
    after_any(name, &["=", "%3d", "%3D", "&#61;", "&#x3D;", "&#x3d;"]).or_else(|| {
        let closed = skip(name, is_quote);
        let value = skip(closed, char::is_whitespace).strip_prefix(':')?;
        let value = skip(value, char::is_whitespace);
        (closed.len() < name.len()).then(|| skip(value, is_quote))
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

    #[test]
    fn text_is_cut_between_characters() {
        let cut = |text: &str, limit| foreign_text(text, &[], limit);
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("éééé", 8), "éééé");
        assert_eq!(cut("éééé", 7), "éé…");
        assert_eq!(cut("éééé", 6), "é…");
    }
}
