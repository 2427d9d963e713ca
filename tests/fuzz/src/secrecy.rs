//! What no text may show.

use crate::accounts::{CALLBACK_SECRET, SECRET_KEY, SERVER_SECRET, TOKEN};

/// Secrets that are long enough not to be somewhere by chance.
const SECRETS: [&str; 4] = [SERVER_SECRET, SECRET_KEY, TOKEN, CALLBACK_SECRET];

/// Asserts that the text shows none of the placeholder secrets, and none of these credentials.
pub(crate) fn assert_hidden<'a>(shown: &str, credentials: impl IntoIterator<Item = &'a str>) {
    for secret in SECRETS.into_iter().chain(credentials) {
        assert!(!shown.contains(secret), "{secret:?} is shown: {shown}");
    }
}
