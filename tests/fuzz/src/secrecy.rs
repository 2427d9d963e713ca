//! What no text may show.

/// Asserts that the text shows none of these: the secrets of whoever wrote it, and signatures. It
/// may well show those of others, which came from outside and mean nothing there.
pub(crate) fn assert_hidden<'a>(shown: &str, credentials: impl IntoIterator<Item = &'a str>) {
    for secret in credentials {
        assert!(!shown.contains(secret), "{secret:?} is shown: {shown}");
    }
}
