import Foundation

/// The host's clock, in Unix milliseconds.
func nowMs() -> UInt64 {
    UInt64(max(0, Date().timeIntervalSince1970 * 1000))
}

/// Until the time is up, or the task is cancelled. What is no time is none.
func sleep(seconds: TimeInterval) async {
    await sleep(ms: UInt64(exactly: (max(0, seconds) * 1000).rounded()) ?? .max)
}

/// Until the time is up, or the task is cancelled.
func sleep(ms: UInt64) async {
    // A year: in nanoseconds more would not go into what the runtime adds up.
    let ms = min(ms, 365 * 24 * 60 * 60 * 1000)
    try? await Task.sleep(nanoseconds: ms * 1_000_000)
}
