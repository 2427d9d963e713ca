//! The intermediate values of a signature.

use alloc::string::String;
use alloc::vec::Vec;

use crate::http::HttpRequest;

/// A built request and how its signature came about, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explained {
    /// The request, exactly as `build` returns it for the same arguments.
    pub request: HttpRequest,
    /// The intermediate values, in the order in which they are computed, secrets masked.
    pub steps: Vec<ExplainStep>,
}

/// One intermediate value of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplainStep {
    /// The field's term for it in `snake_case`: `canonical_request`, `string_to_sign`, `credential_scope`, …
    pub name: &'static str,
    /// The value, with `[redacted]` in the place of secrets.
    pub value: String,
}

impl ExplainStep {
    pub(crate) fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into() }
    }
}
