//! The APIs that `ffi` offers. Each ships in a library of its own.

/// One of them.
#[derive(Debug)]
pub(crate) struct Api {
    /// The feature that compiles it.
    pub(crate) feature: &'static str,
    /// How the names of its functions begin. All that is global in its library begins so.
    pub(crate) prefixes: &'static [&'static str],
}

impl Api {
    /// For C, behind `ffi/include/closeroom.h`.
    pub(crate) const C: Self = Self { feature: "c", prefixes: &["closeroom_"] };

    /// For Kotlin and Swift, by uniffi, which puts the name of the crate into its names.
    pub(crate) const UNIFFI: Self =
        Self { feature: "uniffi", prefixes: &["uniffi_closeroom_ffi_", "ffi_closeroom_ffi_"] };

    /// Whether a function of that name is one of its own.
    pub(crate) fn has(&self, function: &str) -> bool {
        self.prefixes.iter().any(|prefix| function.starts_with(prefix))
    }

    /// Its functions, as linkers and their kin take patterns.
    pub(super) fn patterns(&self) -> impl Iterator<Item = String> {
        self.prefixes.iter().map(|prefix| format!("{prefix}*"))
    }
}
