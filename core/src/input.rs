//! Checks that every provider shares, made before anything is signed.

use crate::error::{Error, Provider};
use crate::secret::Secret;
use crate::text::text;

/// 2001-09-09, long before either service existed.
const EARLIEST_TIMESTAMP: u64 = 1_000_000_000;
/// The year 5138; today's milliseconds are beyond it.
const LATEST_TIMESTAMP: u64 = 99_999_999_999;

/// Whether the number is a Unix time in seconds that can be meant.
pub(crate) fn is_unix_seconds(number: u64) -> bool {
    (EARLIEST_TIMESTAMP..=LATEST_TIMESTAMP).contains(&number)
}

/// Names the provider once for a series of checks.
#[derive(Clone, Copy)]
pub(crate) struct Input(pub(crate) Provider);

impl Input {
    /// Refuses a field; `what` goes on after its name.
    pub(crate) fn refuse<T>(self, field: &'static str, what: &str) -> Result<T, Error> {
        Err(Error::invalid_input(self.0, field, what))
    }

    /// Unix seconds, told apart from milliseconds.
    pub(crate) fn unix_seconds(self, field: &'static str, seconds: u64) -> Result<(), Error> {
        if is_unix_seconds(seconds) {
            return Ok(());
        }
        let (what, advice) = if seconds > LATEST_TIMESTAMP {
            (" looks like milliseconds; give Unix seconds", "")
        } else {
            (" is not a current Unix time in seconds", "; check the host's clock")
        };
        let what =
            text![seconds, what, " (", EARLIEST_TIMESTAMP, " to ", LATEST_TIMESTAMP, ")", advice];
        self.refuse(field, &what)
    }

    /// When a request is signed.
    pub(crate) fn timestamp(self, timestamp: u64) -> Result<(), Error> {
        self.unix_seconds("Timestamp", timestamp)
    }

    /// The hex text of 8 random bytes.
    pub(crate) fn nonce(self, nonce: &str) -> Result<(), Error> {
        let is_hex = nonce.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if nonce.len() != 16 || !is_hex {
            return self.refuse(
                "Nonce",
                "must be exactly 16 lower-case hexadecimal characters \
                 (8 random bytes, a new one for every request)",
            );
        }
        Ok(())
    }

    /// A secret of any form; the message never shows it.
    pub(crate) fn secret(self, field: &'static str, secret: &Secret) -> Result<(), Error> {
        self.credential(field, secret.expose())
    }

    /// Text that is copied from a console: not empty, no white space around it.
    pub(crate) fn credential(self, field: &'static str, value: &str) -> Result<(), Error> {
        if value.is_empty() {
            return self.refuse(field, "is empty; copy it from the provider's console");
        }
        // A byte order mark is no white space by Unicode, but comes from files just so.
        // The last by a fold: decoding from behind would be another decoder.
        let ends = [value.chars().next(), value.chars().fold(None, |_, c| Some(c))];
        let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
        if ends.into_iter().flatten().any(is_space) {
            return self.refuse(
                field,
                "begins or ends with white space (often a line break from a file); remove it",
            );
        }
        Ok(())
    }

    /// Text that becomes part of a header: visible ASCII.
    pub(crate) fn header_value(self, field: &'static str, value: &str) -> Result<(), Error> {
        self.credential(field, value)?;
        if !value.bytes().all(|b| b.is_ascii_graphic()) {
            return self.refuse(
                field,
                "may hold visible ASCII characters only (it is sent in an HTTP header)",
            );
        }
        Ok(())
    }

    /// Text with a limit in UTF-8 bytes.
    pub(crate) fn at_most(
        self,
        field: &'static str,
        value: &str,
        limit: usize,
    ) -> Result<(), Error> {
        if value.len() > limit {
            let what =
                text!["is ", value.len(), " bytes long; the limit is ", limit, " bytes of UTF-8"];
            return self.refuse(field, &what);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Input;
    use crate::error::Provider;
    use crate::secret::Secret;
    use std::string::ToString;

    #[test]
    fn a_refused_secret_is_not_shown() {
        for secret in ["hunter2 ", "\thunter2", "hunter2\n"] {
            let error = Input(Provider::Zego)
                .secret("ServerSecret", &Secret::from(secret))
                .expect_err("white space");
            assert!(error.to_string().contains("ServerSecret"));
            assert!(!error.to_string().contains("hunter2"));
        }
    }
}
