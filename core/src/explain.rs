//! The intermediate values of a signature.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::http::HttpRequest;
use crate::secret::REDACTED;

/// A built request and how its signature came about, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explained {
    /// The request, exactly as `build` returns it for the same arguments.
    pub request: HttpRequest,
    /// The intermediate values, in the order in which they are computed, secrets masked.
    pub steps: Vec<ExplainStep>,
}

/// One intermediate value of a signature. `Debug` masks the signature itself.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplainStep {
    /// The field's term for it in `snake_case`: `canonical_request`, `string_to_sign`, `credential_scope`, …
    pub name: &'static str,
    /// The value, with `[redacted]` in the place of secrets.
    pub value: String,
}

/// Where the steps of a signature go, when they are asked for.
pub(crate) type Steps<'a> = Option<&'a mut Vec<ExplainStep>>;

impl ExplainStep {
    pub(crate) fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into() }
    }
}

impl fmt::Debug for ExplainStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.name == "signature" { REDACTED } else { &self.value };
        f.debug_struct("ExplainStep").field("name", &self.name).field("value", &value).finish()
    }
}
