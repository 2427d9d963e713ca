//! The time that a thread computes. While other programs have the core it stands still, so that
//! a busy machine measures nearly what a quiet one does.

use rustix::time::{ClockId, Timespec, clock_gettime};

/// Nanoseconds that this thread computes for each of so many.
#[expect(clippy::cast_precision_loss, reason = "all are below 2^53")]
pub fn nanoseconds_each(number: u64, work: impl FnOnce()) -> f64 {
    let start = clock_gettime(ClockId::ThreadCPUTime);
    work();
    let Timespec { tv_sec, tv_nsec } = clock_gettime(ClockId::ThreadCPUTime) - start;
    (tv_sec as f64 * 1e9 + tv_nsec as f64) / number as f64
}
