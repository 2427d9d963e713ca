//! Arguments that every request has, right more often than chance would have them; and what holds
//! for every request of some input.

use std::fmt::Debug;

use arbitrary::Arbitrary;
use closeroom::{Error, ErrorKind, HttpRequest};

use crate::memory::bounded;

#[derive(Arbitrary, Debug)]
pub(super) enum Time {
    /// Of these years.
    Today(u32),
    Any(u64),
}

impl Time {
    pub(super) fn seconds(&self) -> u64 {
        match self {
            Self::Today(after) => 1_500_000_000 + u64::from(after % (1 << 30)),
            Self::Any(seconds) => *seconds,
        }
    }

    /// Whether it can be meant as Unix seconds, by the documentation of the core.
    pub(super) fn is_sane(&self) -> bool {
        (1_000_000_000..=99_999_999_999).contains(&self.seconds())
    }
}

#[derive(Arbitrary, Debug)]
pub(super) enum Nonce<'a> {
    Random(u64),
    Any(&'a str),
}

impl Nonce<'_> {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Random(number) => format!("{number:016x}"),
            Self::Any(text) => (*text).to_owned(),
        }
    }

    pub(super) fn is_right(&self) -> bool {
        let text = self.text();
        text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    }
}

/// Whether it is not empty and has no white space, or byte order mark, around it.
pub(super) fn is_secret(text: &str) -> bool {
    let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
    !text.is_empty() && text.trim_matches(is_space).len() == text.len()
}

/// Whether it can also be sent in a header.
pub(super) fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The request that is built of an input, which then breaks no rule. What is not built breaks the
/// one that the error names.
pub(super) fn built(
    input: &impl Debug,
    bytes: usize,
    broken_rule: Option<&str>,
    build: impl FnOnce() -> Result<HttpRequest, Error>,
) -> Option<HttpRequest> {
    match bounded(bytes, build) {
        Ok(request) => {
            assert_eq!(broken_rule, None, "{input:?}");
            Some(request)
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert_eq!(error.field(), broken_rule, "{input:?}");
            assert!(error.message().len() < 300, "{error}");
            None
        }
    }
}
