//! Whoever may send a response or a callback must not make it grow in memory.

/// What a parser may hold at once for each byte of its input. An object of one short member takes
/// the most; the README says how the number came about.
const BYTES_PER_BYTE: usize = 64;
/// What it may hold whatever the input: an error with its texts, a request with its headers.
const BYTES: usize = 8 << 10;

/// Does the work, and asserts that it never held more memory than its input allows.
pub(crate) fn bounded<T>(input_bytes: usize, work: impl FnOnce() -> T) -> T {
    let mut done = None;
    let used = allocation_counter::measure(|| done = Some(work()));
    let limit = BYTES + BYTES_PER_BYTE * input_bytes;
    assert!(
        usize::try_from(used.bytes_max).is_ok_and(|bytes| bytes <= limit),
        "{} bytes were held at once for an input of {input_bytes}; the limit is {limit}",
        used.bytes_max,
    );
    done.expect("the work was done")
}
