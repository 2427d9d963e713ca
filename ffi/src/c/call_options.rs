//! How a call is carried out.

use closeroom::CallOptions;

use super::boundary::{fallible, infallible};
use super::error::closeroom_error;
use super::out::{Out, given};
use super::result::closeroom_result;

const MAX_TIMEOUT_MS: u64 = 2_147_483_647;
const MAX_RESPONSE_BYTES: usize = 2_147_483_647;

/// How a call is carried out: attempts, time, limits. Pass NULL instead for the defaults.
///
/// What is out of range is refused when a call is made with it.
///
/// Ownership: the caller's; free it with closeroom_call_options_free(). Calls copy what they
/// need: it can be changed, used again or freed at once. Threads: one at a time.
#[derive(Default)]
pub struct closeroom_call_options(CallOptions);

/// The options for a call; the defaults for NULL. Refused is what core takes and nobody means.
pub(super) fn to_core(
    options: Option<&closeroom_call_options>,
) -> Result<CallOptions, closeroom_error> {
    let options = options.map(|options| options.0.clone()).unwrap_or_default();
    if options.timeout_ms > MAX_TIMEOUT_MS {
        let what = "is beyond 2147483647 milliseconds; was it a negative number?";
        return Err(closeroom_error::misuse("Timeout", what));
    }
    if !(1..=MAX_RESPONSE_BYTES).contains(&options.max_response_bytes) {
        let what = "must be 1 to 2147483647 bytes; was it a negative number?";
        return Err(closeroom_error::misuse("MaxResponseBytes", what));
    }
    Ok(options)
}

fn set(
    options: Option<&mut closeroom_call_options>,
    error: Option<&mut Out<closeroom_error>>,
    set: impl FnOnce(&mut CallOptions),
) -> closeroom_result {
    fallible(error, || {
        set(&mut given("options", options)?.0);
        Ok(())
    })
}

/// Makes the default options.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_options_new() -> Option<Box<closeroom_call_options>> {
    infallible(|| Some(Box::default()))
}

/// How many requests may be sent in all, at least 1. Default 3.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_options_set_max_attempts(
    options: Option<&mut closeroom_call_options>,
    max_attempts: u32,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    set(options, error, |options| options.max_attempts = max_attempts)
}

/// The time for the whole call in milliseconds, waits included: 1 to 2147483647. Default 10 000.
///
/// Keep it short: a room that is created again under the same id would be closed by a late retry.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_options_set_timeout_ms(
    options: Option<&mut closeroom_call_options>,
    timeout_ms: u64,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    set(options, error, |options| options.timeout_ms = timeout_ms)
}

/// The largest response body that is read, in bytes: 1 to 2147483647. Default 1 048 576 (1 MiB).
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_options_set_max_response_bytes(
    options: Option<&mut closeroom_call_options>,
    max_response_bytes: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    set(options, error, |options| options.max_response_bytes = max_response_bytes)
}

/// Whether a room that is gone already is an error (CLOSEROOM_RESULT_ROOM_NOT_FOUND) instead of
/// CLOSEROOM_STATUS_ALREADY_GONE. Default false: closing a closed room is what was asked for.
///
/// A room that is gone after an attempt whose outcome is unknown counts as success all the same:
/// that attempt may well have closed it.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_options_set_already_gone_is_error(
    options: Option<&mut closeroom_call_options>,
    already_gone_is_error: bool,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    set(options, error, |options| options.already_gone_is_error = already_gone_is_error)
}

/// Whether the calls of one client take turns, so that they keep the provider's rate limit
/// together. Default true.
///
/// The turns are 1.1 s apart at ZEGOCLOUD and 55 ms at TRTC. A call whose turn would come after
/// its deadline ends at once with CLOSEROOM_RESULT_RATE_LIMITED.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_options_set_paced(
    options: Option<&mut closeroom_call_options>,
    paced: bool,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    set(options, error, |options| options.paced = paced)
}

/// Frees the options. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_options_free(options: Option<Box<closeroom_call_options>>) {
    infallible(|| drop(options));
}

#[cfg(test)]
mod tests {
    use closeroom::CallOptions;

    use super::{closeroom_call_options, to_core};

    fn refused(options: CallOptions) -> String {
        to_core(Some(&closeroom_call_options(options))).expect_err("out of range").to_string()
    }

    #[test]
    fn null_stands_for_the_defaults() {
        assert_eq!(to_core(None).ok(), Some(CallOptions::default()));
    }

    #[test]
    fn negative_numbers_and_no_body_at_all_are_refused() {
        let default = CallOptions::default;
        for timeout_ms in [u64::MAX, u64::MAX - 599, 2_147_483_648] {
            let error = refused(default().with_timeout_ms(timeout_ms));
            assert!(error.starts_with("Timeout is beyond 2147483647 milliseconds"), "{error}");
        }
        for bytes in [0, usize::MAX, 2_147_483_648] {
            let error = refused(default().with_max_response_bytes(bytes));
            assert!(error.starts_with("MaxResponseBytes must be 1 to 2147483647"), "{error}");
        }
        let largest =
            default().with_timeout_ms(2_147_483_647).with_max_response_bytes(2_147_483_647);
        assert_eq!(to_core(Some(&closeroom_call_options(largest.clone()))).ok(), Some(largest));
    }
}
