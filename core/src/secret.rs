//! Text that must not be seen.

use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

/// A secret: wiped from memory on drop, printed as `[redacted]`.
///
/// Holds a ServerSecret, a SecretKey, a session token or a callback key. Only
/// the copy inside is wiped; the text it was made from is the caller's
/// (a `String` is moved in without a copy).
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

/// What stands in the place of a secret wherever one could be seen.
pub(crate) const REDACTED: &str = "[redacted]";

impl Secret {
    /// The secret itself. Named so that every use stands out in a review.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(String::from(text)))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use std::format;

    #[test]
    fn prints_nothing_of_itself() {
        assert_eq!(format!("{:?}", Secret::from("hunter2")), "[redacted]");
        assert_eq!(format!("{:#?}", Some(Secret::from("hunter2"))), "Some(\n    [redacted],\n)");
    }
}
