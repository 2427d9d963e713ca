//! What the call machine needs of a provider.

use alloc::string::String;
use core::fmt;

use crate::error::{Error, Provider};
use crate::http::{HttpRequest, HttpResponse};
use crate::outcome::Closed;
use crate::pace::Pace;

/// One close-room operation, checked and ready to be signed any number of times.
///
/// Every provider implements it; nothing else of a provider is known to the
/// call machine.
pub(crate) trait Operation: Send + Sync {
    /// Whose operation it is.
    fn provider(&self) -> Provider;

    /// The pace of the client that it belongs to.
    fn pace(&self) -> &Pace;

    /// Builds a request that is signed for that moment.
    fn build(&self, timestamp: u64, nonce: &str) -> Result<HttpRequest, Error>;

    /// Reads the response to it.
    fn parse(&self, response: &HttpResponse) -> Result<Closed, Error>;

    /// At most `limit` bytes of text from outside, without this operation's secrets and any signature.
    fn scrub(&self, text: &str, limit: usize) -> String;
}

/// By its provider alone: room, credentials and client are not for a log.
impl fmt::Debug for dyn Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operation").field(&self.provider()).finish()
    }
}
