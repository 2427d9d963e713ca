//! How many requests a second an action takes.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(1);

/// Sliding windows of one second, one for each action. Only admitted requests
/// count.
#[derive(Debug, Default)]
pub(crate) struct RateWindows(HashMap<&'static str, VecDeque<Instant>>);

impl RateWindows {
    /// Whether `action` takes one more request now.
    pub(crate) fn admit(&mut self, action: &'static str, per_second: usize, now: Instant) -> bool {
        let admitted = self.0.entry(action).or_default();
        while admitted.front().is_some_and(|earlier| now.duration_since(*earlier) >= WINDOW) {
            admitted.pop_front();
        }
        let admit = admitted.len() < per_second;
        if admit {
            admitted.push_back(now);
        }
        admit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides_and_refusals_do_not_count() {
        let mut windows = RateWindows::default();
        let start = Instant::now();
        let mut at = |ms| windows.admit("Action", 2, start + Duration::from_millis(ms));
        assert!(at(0));
        assert!(at(600));
        assert!(!at(999));
        assert!(at(1000));
        assert!(!at(1599));
        assert!(at(1600));
    }

    #[test]
    fn actions_do_not_share_a_window() {
        let mut windows = RateWindows::default();
        let now = Instant::now();
        assert!(windows.admit("A", 1, now));
        assert!(windows.admit("B", 1, now));
        assert!(!windows.admit("A", 1, now));
    }
}
