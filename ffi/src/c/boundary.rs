//! Where panics end.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::error::closeroom_error;
use super::out::Out;
use super::result::closeroom_result;

/// Runs the body of a function that can fail and reports how it went, a panic included.
///
/// What a panic leaves half done is not looked at again here; the header tells the caller to
/// free the objects concerned.
pub(super) fn fallible(
    error: Option<&mut Out<closeroom_error>>,
    body: impl FnOnce() -> Result<(), closeroom_error>,
) -> closeroom_result {
    let outcome = catch_unwind(AssertUnwindSafe(body))
        .unwrap_or_else(|_| Err(closeroom_error::internal("a bug in closeroom: it panicked")));
    let (result, details) = match outcome {
        Ok(()) => (closeroom_result::Ok, None),
        Err(details) => (details.result(), Some(details)),
    };
    if let Some(error) = error {
        error.set(details);
    }
    result
}

/// Runs the body of a function that cannot fail.
pub(super) fn infallible<T: Default>(body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{fallible, infallible};
    use crate::c::error::closeroom_error;
    use crate::c::out::Out;
    use crate::c::result::closeroom_result;

    #[test]
    fn a_panic_becomes_a_result_with_details() {
        let mut error = Out::<closeroom_error>::default();
        let result = fallible(Some(&mut error), || panic!("a bug, for the test"));
        assert_eq!(result, closeroom_result::Internal);
        assert_eq!(error.take().unwrap().result(), closeroom_result::Internal);
        assert_eq!(fallible(None, || panic!("again")), closeroom_result::Internal);
    }

    #[test]
    fn success_clears_the_place_for_the_error() {
        let mut error = Out::default();
        assert_eq!(fallible(Some(&mut error), || Ok(())), closeroom_result::Ok);
        assert!(error.take().is_none());
    }

    #[test]
    fn a_panic_without_a_result_gives_the_default() {
        assert_eq!(infallible::<u64>(|| panic!("a bug, for the test")), 0);
    }
}
