//! Makes text that came from outside fit for an error message.

use alloc::string::String;

use crate::secret::{REDACTED, Secret};

/// Names of what is a credential for as long as a signature is valid.
const CREDENTIAL_NAMES: [&str; 2] = ["signature", "token"];

/// The text with the values of `Signature` and `Token` parameters masked.
pub(crate) fn credential_parameters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, mark, after)) = split_at_mark(rest) {
        out.push_str(before);
        out.push_str(mark);
        out.push_str(REDACTED);
        rest = after.trim_start_matches(|c: char| !ends_value(c));
    }
    out.push_str(rest);
    out
}

/// The text without any of the secrets, credential parameters or control characters.
pub(crate) fn foreign_text(text: &str, secrets: &[&Secret]) -> String {
    let mut clean = String::from(text);
    for secret in secrets {
        clean = without(secret.expose(), &clean);
    }
    credential_parameters(&clean).replace(|c: char| c.is_control(), " ")
}

/// At most `limit` bytes of the text, cut between characters, with `…` where it was cut.
pub(crate) fn excerpt(mut text: String, limit: usize) -> String {
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

/// The text without that secret: as it is, percent-encoded or escaped for JSON, wholly or in part.
fn without(secret: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = after_secret(rest, secret) {
            out.push_str(REDACTED);
            rest = after;
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// What follows the secret in a text that begins with it.
fn after_secret<'a>(text: &'a str, secret: &str) -> Option<&'a str> {
    text.strip_prefix(secret).or_else(|| {
        let rest = secret.bytes().try_fold(text.as_bytes(), after_byte)?;
        text.get(text.len() - rest.len()..)
    })
}

/// What follows that byte in a text that begins with a spelling of it.
fn after_byte(text: &[u8], byte: u8) -> Option<&[u8]> {
    let is_hex = |high: u8, low: u8| {
        let digit = |digit: u8| char::from(digit).to_digit(16);
        digit(high).zip(digit(low)).is_some_and(|(high, low)| high << 4 | low == u32::from(byte))
    };
    match text {
        [b'%', high, low, rest @ ..] if is_hex(*high, *low) => Some(rest),
        [b'\\', b'u', b'0', b'0', high, low, rest @ ..] if is_hex(*high, *low) => Some(rest),
        [b'\\', first, rest @ ..] | [first, rest @ ..] if *first == byte => Some(rest),
        _ => None,
    }
}

/// Splits at the first name of a credential that has a value: what comes
/// before it, the name and all up to the value, the value and what follows.
fn split_at_mark(text: &str) -> Option<(&str, &str, &str)> {
    text.char_indices().find_map(|(at, _)| {
        let (before, from) = text.split_at_checked(at)?;
        let value = CREDENTIAL_NAMES.iter().find_map(|name| {
            let (found, after) = from.split_at_checked(name.len())?;
            if found.eq_ignore_ascii_case(name) { value_after(after) } else { None }
        })?;
        Some((before, from.get(..from.len() - value.len())?, value))
    })
}

/// The value of a name: after `=` in a URL or form, also once more encoded,
/// or after the colon in JSON.
fn value_after(name: &str) -> Option<&str> {
    let assigned = ["=", "%3d", "%3D"].iter().find_map(|sign| name.strip_prefix(sign));
    assigned.or_else(|| {
        let quote = |c| matches!(c, '"' | '\'' | '\\');
        let closed = name.trim_start_matches(quote);
        let value = closed.trim_start().strip_prefix(':')?.trim_start();
        (closed.len() < name.len()).then(|| value.trim_start_matches(quote))
    })
}

fn ends_value(c: char) -> bool {
    c.is_whitespace() || matches!(c, '&' | ',' | ';' | '"' | '\'' | '<' | '>' | '\\')
}

#[cfg(test)]
mod tests {
    use super::{credential_parameters, excerpt, foreign_text};
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
    fn masks_secrets_plain_and_encoded_and_control_characters() {
        let secret = Secret::from("s3+/cret");
        assert_eq!(
            foreign_text("a s3+/cret\r\n\u{1b}[31mb s3%2B%2Fcret", &[&secret]),
            "a [redacted]   [31mb [redacted]"
        );
        for text in ["s3%2b%2fcret", "%733+%2Fcret", r"s3+\/cret", r"s3\u002B/cret"] {
            assert_eq!(foreign_text(text, &[&secret]), "[redacted]", "{text}");
        }
        for secret in ["%25x", "é%", "\\\"", "a"] {
            assert_eq!(foreign_text(secret, &[&Secret::from(secret)]), "[redacted]");
            let encoded = crate::encode::percent_encoded(secret);
            assert_eq!(foreign_text(&encoded, &[&Secret::from(secret)]), "[redacted]");
        }
    }

    #[test]
    fn excerpts_are_cut_between_characters() {
        assert_eq!(excerpt("short".into(), 5), "short");
        assert_eq!(excerpt("éééé".into(), 8), "éééé");
        assert_eq!(excerpt("éééé".into(), 7), "éé…");
        assert_eq!(excerpt("éééé".into(), 6), "é…");
    }
}
