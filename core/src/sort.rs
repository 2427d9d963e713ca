//! Sorting a handful of values.

use alloc::vec::Vec;

/// Sorts a few values, equal ones in the order in which they came.
///
/// The standard library's sorts are made for many: 3 kB of WebAssembly.
pub(crate) fn by_insertion<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut sorted = Vec::with_capacity(12);
    for value in values {
        let at = sorted.iter().filter(|other| **other <= value).count();
        sorted.insert(at, value);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::by_insertion;
    use proptest::prelude::*;
    use std::vec::Vec;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(values: Vec<u8>) {
            let mut expected = values.clone();
            expected.sort_unstable();
            prop_assert_eq!(by_insertion(values), expected);
        }
    }
}
