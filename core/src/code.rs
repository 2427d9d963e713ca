//! What is known of a provider's own result codes.

use crate::error::ErrorKind;

/// Whether a call that failed so may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// The same call would fail again.
    Never,
    /// Ambiguous: worth one more try, not a series.
    Once,
    /// Transient: repeat with backoff.
    Backoff,
}

/// Where a retry class comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Basis {
    /// The provider's documentation says so.
    Documented,
    /// Concluded from the code's meaning; no document says so.
    Inferred,
}

/// One row of a provider's code table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeInfo<Code> {
    /// The code as the provider writes it.
    pub code: Code,
    /// What it means and, where documented, what to do about it.
    pub meaning: &'static str,
    /// The kind of error it becomes.
    pub kind: ErrorKind,
    /// Whether the call may be repeated.
    pub retry: Retry,
    /// Where `retry` comes from.
    pub retry_basis: Basis,
}

impl<Code> CodeInfo<Code> {
    /// A row whose retry class follows from its kind, which no document states.
    pub(crate) const fn new(code: Code, kind: ErrorKind, meaning: &'static str) -> Self {
        Self { code, meaning, kind, retry: retry_of(kind), retry_basis: Basis::Inferred }
    }

    /// The row, with a retry class that the provider documents.
    pub(crate) const fn documented(mut self) -> Self {
        self.retry_basis = Basis::Documented;
        self
    }

    /// The row, to be repeated once at the most.
    pub(crate) const fn once(mut self) -> Self {
        self.retry = Retry::Once;
        self
    }
}

/// The retry class of a kind of provider error, where nothing more is known.
pub(crate) const fn retry_of(kind: ErrorKind) -> Retry {
    match kind {
        ErrorKind::RateLimited | ErrorKind::Unavailable => Retry::Backoff,
        _ => Retry::Never,
    }
}
