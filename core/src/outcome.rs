//! What a close request achieved.

use alloc::string::String;
use core::fmt;

/// How the room came to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// This call closed it.
    Closed,
    /// It was gone when asked for: closed before, or never opened.
    AlreadyGone,
}

impl Status {
    /// The status in `snake_case`, as the contract spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::AlreadyGone => "already_gone",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The room is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Closed {
    /// Whether this call closed the room.
    pub status: Status,
    /// The provider's request id; empty when it sent none.
    pub request_id: String,
    /// How many requests were sent, this answer's included.
    pub attempts: u32,
}
