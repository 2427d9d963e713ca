//! Nonces that were used already.

use std::collections::HashMap;

/// Nonces, each with the second until which a request bearing it could pass
/// the clock check.
#[derive(Debug, Default)]
pub(crate) struct SeenNonces {
    valid_until: HashMap<String, i64>,
    next_purge: i64,
}

impl SeenNonces {
    const PURGE_EVERY_SECONDS: i64 = 60;

    /// Remembers the nonce; false if it was remembered already.
    pub(crate) fn first_use(&mut self, nonce: String, valid_until: i64, now: i64) -> bool {
        if now >= self.next_purge {
            self.valid_until.retain(|_, until| *until >= now);
            self.next_purge = now + Self::PURGE_EVERY_SECONDS;
        }
        let earlier = self.valid_until.insert(nonce, valid_until);
        earlier.is_none_or(|until| until < now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_good_once_until_it_expires() {
        let mut seen = SeenNonces::default();
        assert!(seen.first_use("a".to_owned(), 700, 100));
        assert!(seen.first_use("b".to_owned(), 700, 100));
        assert!(!seen.first_use("a".to_owned(), 700, 130));
        assert!(!seen.first_use("a".to_owned(), 700, 700));
        assert!(seen.first_use("a".to_owned(), 1301, 701));
    }
}
