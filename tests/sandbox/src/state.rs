//! Everything that changes while the sandbox runs.

use std::mem;
use std::time::Instant;

use crate::config::Config;
use crate::fault::FaultQueue;
use crate::journal::{CallbackRecord, Journal, RequestRecord};
use crate::rate::RateWindows;
use crate::replay::SeenNonces;
use crate::rooms::Rooms;
use crate::settings::Settings;

/// Settings, rooms, journals, and what the rules have to remember.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) rooms: Rooms,
    pub(crate) faults: FaultQueue,
    pub(crate) requests: Journal<RequestRecord>,
    pub(crate) callbacks: Journal<CallbackRecord>,
    pub(crate) zego_nonces: SeenNonces,
    pub(crate) trtc_nonces: SeenNonces,
    rate_windows: RateWindows,
    /// The moment at which the clock stands; none where it goes by the machine's.
    stands_at_ms: Option<i64>,
}

impl State {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            settings: config.settings.clone(),
            rooms: config.rooms.iter().cloned().collect(),
            faults: FaultQueue::default(),
            requests: Journal::default(),
            callbacks: Journal::default(),
            zego_nonces: SeenNonces::default(),
            trtc_nonces: SeenNonces::default(),
            rate_windows: RateWindows::default(),
            stands_at_ms: None,
        }
    }

    /// With a clock that stands.
    pub(crate) fn at(mut self, now_ms: i64) -> Self {
        self.stands_at_ms = Some(now_ms);
        self
    }

    /// Back to how the sandbox was started.
    pub(crate) fn reset(&mut self, config: &Config) {
        let earlier = mem::replace(self, Self::new(config));
        self.requests = earlier.requests.cleared();
        self.callbacks = earlier.callbacks.cleared();
    }

    /// The sandbox's time in milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> i64 {
        self.stands_at_ms.unwrap_or_else(|| self.settings.clock_offset_seconds.now_ms())
    }

    pub(crate) fn now_seconds(&self) -> i64 {
        self.now_ms().div_euclid(1000)
    }

    /// Whether `action` takes one more request in this second.
    pub(crate) fn admit(&mut self, action: &'static str, per_second: usize) -> bool {
        !self.settings.rate_limits || self.rate_windows.admit(action, per_second, Instant::now())
    }
}
