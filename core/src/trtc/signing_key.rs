//! The signing key of a day, derived once.

use alloc::string::String;
use alloc::sync::Arc;

use spin::Mutex;

use super::tc3::{self, SigningKey};
use crate::date;
use crate::secret::Secret;

/// The product's name in the credential scope. A constant, whatever the
/// host: deriving it from the host goes wrong with custom endpoints.
pub(super) const SERVICE: &str = "trtc";

/// What all signatures of a UTC day have in common.
#[derive(Debug)]
pub(super) struct Day {
    number: u64,
    pub(super) credential_scope: String,
    pub(super) signing_key: SigningKey,
}

impl Day {
    fn of(secret_key: &Secret, timestamp: u64) -> Self {
        Self {
            number: date::day_of(timestamp),
            credential_scope: tc3::credential_scope(timestamp, SERVICE),
            signing_key: SigningKey::derive(secret_key, timestamp, SERVICE),
        }
    }
}

/// Remembers the last day that was asked for.
#[derive(Debug, Default)]
pub(super) struct SigningKeyCache(Mutex<Option<Arc<Day>>>);

impl SigningKeyCache {
    /// The day of that moment. Nobody ever waits for the lock, which is held while a reference is
    /// counted, or the key of a new day derived: who finds it taken derives a key of his own.
    pub(super) fn day(&self, secret_key: &Secret, timestamp: u64) -> Arc<Day> {
        let mut slot = self.0.try_lock();
        if let Some(Some(day)) = slot.as_deref()
            && day.number == date::day_of(timestamp)
        {
            return day.clone();
        }
        let day = Arc::new(Day::of(secret_key, timestamp));
        if let Some(slot) = slot.as_deref_mut() {
            *slot = Some(day.clone());
        }
        day
    }

    #[cfg(test)]
    pub(super) fn cached_day(&self) -> Option<u64> {
        self.0.lock().as_ref().map(|day| day.number)
    }
}
