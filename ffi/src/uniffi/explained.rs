//! How a signature came about.

use closeroom::Explained;

use super::request::CoreRequest;

/// A built request, and how its signature came about.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreExplained {
    /// The request.
    pub request: CoreRequest,
    /// The intermediate values, in the order in which they are computed, secrets masked.
    pub steps: Vec<CoreExplainStep>,
}

/// One intermediate value of a signature.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreExplainStep {
    /// What is computed, in `snake_case`.
    pub name: String,
    /// What came out.
    pub value: String,
}

impl From<Explained> for CoreExplained {
    fn from(explained: Explained) -> Self {
        let steps = explained
            .steps
            .into_iter()
            .map(|step| CoreExplainStep { name: step.name.to_owned(), value: step.value });
        Self { request: explained.request.into(), steps: steps.collect() }
    }
}
