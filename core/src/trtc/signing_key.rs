//! The signing key of a day, derived once.

use spin::Mutex;

use super::tc3::SigningKey;
use crate::date;
use crate::secret::Secret;

/// The product's name in the credential scope. A constant, whatever the
/// host: deriving it from the host goes wrong with custom endpoints.
pub(super) const SERVICE: &str = "trtc";

/// Remembers the key of the last day that was asked for.
#[derive(Debug, Default)]
pub(super) struct SigningKeyCache(Mutex<Option<(u64, SigningKey)>>);

impl SigningKeyCache {
    /// The key of that moment. Nobody ever waits for the lock: who finds it
    /// taken derives a key of his own, which costs three HMACs.
    pub(super) fn get(&self, secret_key: &Secret, timestamp: u64) -> SigningKey {
        let day = date::day_of(timestamp);
        let mut slot = self.0.try_lock();
        if let Some(Some((cached_day, key))) = slot.as_deref()
            && *cached_day == day
        {
            return key.clone();
        }
        let key = SigningKey::derive(secret_key, timestamp, SERVICE);
        if let Some(slot) = slot.as_deref_mut() {
            *slot = Some((day, key.clone()));
        }
        key
    }

    #[cfg(test)]
    pub(super) fn cached_day(&self) -> Option<u64> {
        self.0.lock().as_ref().map(|(day, _)| *day)
    }
}
