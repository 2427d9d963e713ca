//! The pace that a provider's rate limit allows, over all calls of one client.

use spin::Mutex;

/// Hands out the times at which requests may be sent, in the order of asking.
///
/// Both providers count requests per second; slots are spaced evenly, since
/// how their windows lie is not documented.
#[derive(Debug)]
pub(crate) struct Pace {
    interval_ms: u64,
    slots: Mutex<Slots>,
}

/// A clock that is further back than this has been set, and the slots start
/// afresh; less is the order in which threads come to ask.
const CLOCK_STEP_MS: u64 = 1000;

#[derive(Debug, Default)]
struct Slots {
    next_ms: u64,
    /// When somebody last asked.
    asked_ms: u64,
}

impl Pace {
    pub(crate) fn new(interval_ms: u64) -> Self {
        Self { interval_ms, slots: Mutex::default() }
    }

    /// The time between two slots.
    pub(crate) fn interval_ms(&self) -> u64 {
        self.interval_ms
    }

    /// Takes the next free slot, from `now_ms` on. One that is not before
    /// `deadline_ms` is not taken: `Err` says when it would have been.
    pub(crate) fn take(&self, now_ms: u64, deadline_ms: u64) -> Result<u64, u64> {
        let mut slots = self.slots.lock();
        if slots.asked_ms.saturating_sub(now_ms) > CLOCK_STEP_MS {
            slots.next_ms = now_ms;
        }
        slots.asked_ms = now_ms;

        let slot = slots.next_ms.max(now_ms);
        if slot >= deadline_ms {
            return Err(slot);
        }
        slots.next_ms = slot.saturating_add(self.interval_ms);
        Ok(slot)
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;

    #[test]
    fn slots_are_spaced_in_the_order_of_asking() {
        let pace = Pace::new(1000);
        assert_eq!(pace.take(5_000, u64::MAX), Ok(5_000));
        assert_eq!(pace.take(5_000, u64::MAX), Ok(6_000));
        assert_eq!(pace.take(5_400, u64::MAX), Ok(7_000));
        assert_eq!(pace.take(9_000, u64::MAX), Ok(9_000));
    }

    #[test]
    fn a_slot_that_comes_too_late_is_left_to_others() {
        let pace = Pace::new(1000);
        assert_eq!(pace.take(5_000, 6_000), Ok(5_000));
        assert_eq!(pace.take(5_000, 6_000), Err(6_000));
        assert_eq!(pace.take(5_000, 6_001), Ok(6_000));
    }

    #[test]
    fn a_clock_that_steps_back_does_not_lock_anybody_out() {
        let pace = Pace::new(1000);
        assert_eq!(pace.take(3_600_000, u64::MAX), Ok(3_600_000));
        assert_eq!(pace.take(5_000, u64::MAX), Ok(5_000));
        assert_eq!(pace.take(4_990, u64::MAX), Ok(6_000), "another thread, a little late");
    }
}
