//! Makes text that came from outside fit for an error message.

use alloc::string::String;

use crate::encode;
use crate::secret::{REDACTED, Secret};

/// Marks that are followed by a signature or a token: in URLs, forms, the
/// `Authorization` header, and in pages that echo them once more encoded.
const CREDENTIAL_MARKS: [&str; 4] = ["signature=", "signature%3d", "token=", "token%3d"];

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
        let plain = secret.expose();
        clean = clean.replace(plain, REDACTED);
        clean = clean.replace(&encode::percent_encoded(plain), REDACTED);
    }
    credential_parameters(&clean).replace(|c: char| c.is_control(), " ")
}

/// At most `limit` bytes of the text, cut between characters, with `…` where it was cut.
pub(crate) fn excerpt(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(limit.min(text.len()));
    for c in text.chars() {
        if out.len() + c.len_utf8() > limit {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

/// Splits at the first mark, whatever its case: what comes before it, the mark, what comes after.
fn split_at_mark(text: &str) -> Option<(&str, &str, &str)> {
    text.char_indices().find_map(|(at, _)| {
        let (before, from) = text.split_at_checked(at)?;
        CREDENTIAL_MARKS.iter().find_map(|mark| {
            let (found, after) = from.split_at_checked(mark.len())?;
            found.eq_ignore_ascii_case(mark).then_some((before, found, after))
        })
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
            ("é Signature=ü", "é Signature=[redacted]"),
            ("", ""),
        ] {
            assert_eq!(credential_parameters(text), expected);
        }
    }

    #[test]
    fn masks_secrets_plain_and_encoded_and_control_characters() {
        let secret = Secret::from("s3+cret");
        assert_eq!(
            foreign_text("a s3+cret\r\n\u{1b}[31mb s3%2Bcret", &[&secret]),
            "a [redacted]   [31mb [redacted]"
        );
    }

    #[test]
    fn excerpts_are_cut_between_characters() {
        assert_eq!(excerpt("short", 200), "short");
        assert_eq!(excerpt("ééé", 5), "éé…");
    }
}
