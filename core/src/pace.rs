//! The pace that a provider's rate limit allows, over all calls of one client.

use alloc::vec::Vec;

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

/// In Unix milliseconds.
#[derive(Debug, Default)]
struct Slots {
    next: u64,
    /// Slots before `next` that were given back, in any order.
    freed: Vec<u64>,
    /// When somebody last asked.
    asked: u64,
}

impl Slots {
    /// Forgets a slot that was given back, and all before that time; whether there were any.
    fn forget(&mut self, slot_ms: u64, now_ms: u64) -> bool {
        let before = self.freed.len();
        self.freed.retain(|freed| *freed != slot_ms && *freed >= now_ms);
        self.freed.len() < before
    }
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
        if slots.asked.saturating_sub(now_ms) > CLOCK_STEP_MS {
            slots.next = now_ms;
            slots.freed.clear();
        }
        slots.asked = now_ms;

        let freed = slots.freed.iter().copied().filter(|freed| *freed >= now_ms).min();
        let slot = freed.unwrap_or(slots.next.max(now_ms));
        if slot >= deadline_ms {
            return Err(slot);
        }
        if freed.is_none() {
            slots.next = slot.saturating_add(self.interval_ms);
        }
        slots.forget(slot, now_ms);
        Ok(slot)
    }

    /// Takes back a slot that nobody will use.
    pub(crate) fn give_back(&self, slot_ms: u64) {
        let mut slots = self.slots.lock();
        if slot_ms >= slots.next {
            return;
        }
        slots.freed.push(slot_ms);
        while let Some(last) = slots.next.checked_sub(self.interval_ms)
            && slots.forget(last, 0)
        {
            slots.next = last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::vec::Vec;

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
    fn a_slot_that_is_given_back_goes_to_the_next_who_asks() {
        let pace = Pace::new(1000);
        let slots: Vec<u64> = (0..4).filter_map(|_| pace.take(5_000, u64::MAX).ok()).collect();
        assert_eq!(slots, [5_000, 6_000, 7_000, 8_000]);
        pace.give_back(6_000);
        assert_eq!(pace.take(5_100, u64::MAX), Ok(6_000));
        pace.give_back(7_000);
        pace.give_back(8_000);
        assert_eq!(pace.take(5_200, 7_001), Ok(7_000));
        assert_eq!(pace.take(5_200, u64::MAX), Ok(8_000));
        pace.give_back(8_000);
        assert_eq!(pace.take(8_500, u64::MAX), Ok(8_500), "a slot of the past is gone");
    }

    #[test]
    fn a_second_back_is_the_order_of_threads_and_more_is_a_clock_that_was_set() {
        let pace = Pace::new(1000);
        assert_eq!(pace.take(9_000, u64::MAX), Ok(9_000));
        assert_eq!(pace.take(8_000, u64::MAX), Ok(10_000));
        assert_eq!(pace.take(6_999, u64::MAX), Ok(6_999));
    }

    #[test]
    fn a_clock_that_steps_back_does_not_lock_anybody_out() {
        let pace = Pace::new(1000);
        assert_eq!(pace.take(3_600_000, u64::MAX), Ok(3_600_000));
        assert_eq!(pace.take(5_000, u64::MAX), Ok(5_000));
        assert_eq!(pace.take(4_990, u64::MAX), Ok(6_000), "another thread, a little late");
    }
}
