//! Percent-encoded parameter lists: a query string or a form body.

use std::fmt;
use std::str::FromStr;

/// Decoded parameters in the order they were sent.
#[derive(Debug, Default)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    /// Decodes every parameter once. A `+` becomes a space: the official
    /// samples of both providers send it so (clients after RFC 3986 never do).
    pub(crate) fn decode(raw: &[u8]) -> Result<Self, ParamsError> {
        let mut params = Self::default();
        for part in parts(raw) {
            let (name, value) = decode_part(part)?;
            if params.get(&name).is_some() {
                return Err(ParamsError::Repeated(name));
            }
            params.0.push((name, value));
        }
        Ok(params)
    }

    /// What can be decoded, for telling whose request it is and for the
    /// journal.
    pub(crate) fn lenient(raw: &[u8]) -> Self {
        Self(parts(raw).filter_map(|part| decode_part(part).ok()).collect())
    }

    /// The value of a parameter, empty or not.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Why a parameter list cannot be read. Values are never shown: they may be
/// credentials.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ParamsError {
    NoEqualsSign,
    BadEncoding,
    Repeated(String),
}

impl fmt::Display for ParamsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEqualsSign => f.write_str("a parameter has no `=` between name and value"),
            Self::BadEncoding => f.write_str("a parameter is not percent-encoded UTF-8"),
            Self::Repeated(name) => write!(f, "the parameter `{name}` is sent more than once"),
        }
    }
}

/// Encodes everything but the unreserved characters of RFC 3986.
pub(crate) fn percent_encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(hex_digit(byte >> 4));
            encoded.push(hex_digit(byte & 0xf));
        }
        encoded
    })
}

/// Whether any escape is spelt with lower-case hex digits, as in `%2f`.
pub(crate) fn has_lower_case_escape(raw: &[u8]) -> bool {
    raw.windows(3).any(|window| {
        window[0] == b'%' && window[1..].iter().any(|digit| matches!(digit, b'a'..=b'f'))
    })
}

/// A number written in decimal digits alone.
pub(crate) fn decimal<T: FromStr>(text: &str) -> Option<T> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn parts(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    raw.split(|byte| *byte == b'&').filter(|part| !part.is_empty())
}

fn decode_part(part: &[u8]) -> Result<(String, String), ParamsError> {
    let middle = part.iter().position(|byte| *byte == b'=').ok_or(ParamsError::NoEqualsSign)?;
    let decode = |raw| percent_decode(raw).ok_or(ParamsError::BadEncoding);
    Ok((decode(&part[..middle])?, decode(&part[middle + 1..])?))
}

fn percent_decode(raw: &[u8]) -> Option<String> {
    let mut decoded = Vec::with_capacity(raw.len());
    let mut bytes = raw.iter();
    while let Some(&byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex_value(*bytes.next()?)? << 4 | hex_value(*bytes.next()?)?,
            plain => plain,
        });
    }
    String::from_utf8(decoded).ok()
}

fn hex_digit(value: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(value)])
}

fn hex_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_like_the_published_examples() {
        // ZEGO's KickoutUser example: the reason, percent-encoded once.
        assert_eq!(
            percent_encode("踢出用户-原因"),
            "%E8%B8%A2%E5%87%BA%E7%94%A8%E6%88%B7-%E5%8E%9F%E5%9B%A0"
        );
        assert_eq!(percent_encode("it's (ok)*~!"), "it%27s%20%28ok%29%2A~%21");
    }

    #[test]
    fn decodes_once() {
        let params = Params::decode(b"a=%2525&b=x%20y+z&c=").unwrap();
        assert_eq!(params.get("a"), Some("%25"));
        assert_eq!(params.get("b"), Some("x y z"));
        assert_eq!(params.get("c"), Some(""));
        assert_eq!(params.get("d"), None);
    }

    #[test]
    fn refuses_what_is_not_a_parameter_list() {
        let error = |raw: &[u8]| Params::decode(raw).unwrap_err();
        assert_eq!(error(b"a"), ParamsError::NoEqualsSign);
        assert_eq!(error(b"a=%2"), ParamsError::BadEncoding);
        assert_eq!(error(b"a=%GG"), ParamsError::BadEncoding);
        assert_eq!(error(b"a=%FF"), ParamsError::BadEncoding);
        assert_eq!(error(b"a=1&a=1"), ParamsError::Repeated("a".to_owned()));
    }

    #[test]
    fn finds_lower_case_escapes_only() {
        assert!(has_lower_case_escape(b"a=%2f"));
        assert!(!has_lower_case_escape(b"a=%2Fff%41"));
    }
}
