//! How a signature came about.

use closeroom::Explained;

use super::boundary::infallible;
use super::request::closeroom_request;
use super::text::{Text, closeroom_str, lend};

/// A built request and the intermediate values of its signature, to compare with other
/// implementations when a provider says that a signature is wrong.
///
/// Secrets are masked as `[redacted]`, but the signature itself is not: do not log it while it is
/// valid.
///
/// Ownership: the caller's; free it with closeroom_explained_free(). Threads: never changes, so
/// any number of threads may read it at once.
pub struct closeroom_explained {
    request: closeroom_request,
    steps: Vec<Step>,
}

struct Step {
    name: Text,
    value: Text,
}

impl From<Explained> for closeroom_explained {
    fn from(explained: Explained) -> Self {
        let steps = explained.steps.into_iter();
        Self {
            request: explained.request.into(),
            steps: steps
                .map(|step| Step { name: step.name.into(), value: step.value.into() })
                .collect(),
        }
    }
}

/// The request, exactly as the build function gives it for the same arguments. It belongs to the
/// explained object: do not free it.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_explained_request(
    explained: Option<&closeroom_explained>,
) -> Option<&closeroom_request> {
    infallible(|| explained.map(|explained| &explained.request))
}

/// How many steps there are.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_explained_step_count(explained: Option<&closeroom_explained>) -> usize {
    infallible(|| explained.map(|explained| explained.steps.len()).unwrap_or_default())
}

/// The name of the step of that index, counted from 0 in the order of computation; no text beyond
/// the last.
///
/// ZEGOCLOUD and TRTC v1: `string_to_sign`, `signature`. TRTC TC3: `hashed_payload`,
/// `canonical_request`, `hashed_canonical_request`, `credential_scope`, `string_to_sign`,
/// `signature`.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_explained_step_name(
    explained: Option<&closeroom_explained>,
    index: usize,
) -> closeroom_str {
    infallible(|| lend(explained.and_then(|explained| explained.steps.get(index)).map(|s| &s.name)))
}

/// The value of the step of that index; no text beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_explained_step_value(
    explained: Option<&closeroom_explained>,
    index: usize,
) -> closeroom_str {
    infallible(|| {
        lend(explained.and_then(|explained| explained.steps.get(index)).map(|s| &s.value))
    })
}

/// Frees it, its request included, and wipes it. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_explained_free(explained: Option<Box<closeroom_explained>>) {
    infallible(|| drop(explained));
}
