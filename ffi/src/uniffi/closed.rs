//! Success.

use closeroom::{Closed, Status};

/// The room is closed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreClosed {
    /// Whether it was gone when asked for.
    pub already_gone: bool,
    /// The provider's request id; empty when it sent none.
    pub request_id: String,
    /// How many requests were sent.
    pub attempts: u32,
}

impl From<Closed> for CoreClosed {
    fn from(closed: Closed) -> Self {
        Self {
            already_gone: closed.status == Status::AlreadyGone,
            request_id: closed.request_id,
            attempts: closed.attempts,
        }
    }
}
