//! Success.

use closeroom::{Closed, Status};

use super::boundary::infallible;
use super::error::closeroom_error;
use super::out::Out;
use super::text::{Text, closeroom_str, lend};

/// The room is closed.
///
/// Ownership: the caller's; free it with closeroom_closed_free(). Threads: never changes, so any
/// number of threads may read it at once.
pub struct closeroom_closed {
    status: closeroom_status,
    request_id: Text,
    attempts: u32,
}

/// How the room came to be closed.
#[repr(u32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum closeroom_status {
    /// Asked of NULL.
    #[default]
    None = 0,
    /// This call closed it.
    Closed = 1,
    /// It was gone when it was asked for: closed before, or never opened.
    AlreadyGone = 2,
}

impl From<Closed> for closeroom_closed {
    fn from(closed: Closed) -> Self {
        Self {
            status: match closed.status {
                Status::Closed => closeroom_status::Closed,
                Status::AlreadyGone => closeroom_status::AlreadyGone,
                _ => unreachable!("a status that core has and C has not"),
            },
            request_id: closed.request_id.into(),
            attempts: closed.attempts,
        }
    }
}

/// Hands what comes of it to a caller who may not want to know the details.
pub(super) fn deliver(
    closed_out: Option<&mut Out<closeroom_closed>>,
    outcome: impl FnOnce() -> Result<Closed, closeroom_error>,
) -> Result<(), closeroom_error> {
    let Some(closed_out) = closed_out else { return outcome().map(drop) };
    closed_out.set(None);
    closed_out.set(Some(outcome()?.into()));
    Ok(())
}

/// How the room came to be closed.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_closed_status(closed: Option<&closeroom_closed>) -> closeroom_status {
    infallible(|| closed.map(|closed| closed.status).unwrap_or_default())
}

/// The provider's request id; empty when it sent none.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_closed_request_id(closed: Option<&closeroom_closed>) -> closeroom_str {
    infallible(|| lend(closed.map(|closed| &closed.request_id)))
}

/// How many requests were sent, the successful one included.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_closed_attempts(closed: Option<&closeroom_closed>) -> u32 {
    infallible(|| closed.map(|closed| closed.attempts).unwrap_or_default())
}

/// Frees it. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_closed_free(closed: Option<Box<closeroom_closed>>) {
    infallible(|| drop(closed));
}
