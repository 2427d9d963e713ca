//! The two kinds of TRTC rooms.

use alloc::format;
use alloc::string::String;

use super::INPUT;
use crate::error::Error;

/// Client SDKs' limit for string room ids (`TRTCParams.strRoomId`).
const TEXT_BYTES: usize = 64;
/// Client SDKs' characters for string room ids, next to letters and digits.
const PUNCTUATION: &[u8] = b" !#$%&()+-:;<=.>?@[]^_{}|~,";
/// Client SDKs' largest numeric room id (`TRTCParams.roomId`).
const LARGEST_NUMBER: u64 = 4_294_967_294;

/// A room, by string or by number. `"123"` and `123` are different rooms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RoomId {
    /// A string room, closed by `DismissRoomByStrRoomId`. 1 to 64 bytes of
    /// letters, digits, space and ``!#$%&()+-:;<=.>?@[]^_{}|~,``.
    String(String),
    /// A numeric room, closed by `DismissRoom`. 1 to 4294967294.
    Number(u64),
}

impl RoomId {
    /// The documents give these limits for the client SDKs; what the server
    /// accepts is not documented, hence the opt-out.
    pub(super) fn check(&self, allow_any: bool) -> Result<(), Error> {
        const OPT_OUT: &str = "unless any room id is allowed by configuration";
        match self {
            Self::String(text) if text.is_empty() => {
                INPUT.refuse("RoomId", "is empty; give the id of the room to close (1 to 64 bytes)")
            }
            _ if allow_any => Ok(()),
            Self::String(text) if text.len() > TEXT_BYTES => INPUT.refuse("RoomId", &format!(
                "is {} bytes long; the limit is {TEXT_BYTES} bytes ({OPT_OUT})",
                text.len()
            )),
            Self::String(text) => match text.chars().find(|c| !is_documented(*c)) {
                None => Ok(()),
                Some(c) => INPUT.refuse("RoomId", &format!(
                    "holds the character {c:?}; documented are letters, digits, space and {} ({OPT_OUT})",
                    core::str::from_utf8(PUNCTUATION).unwrap_or_default().trim(),
                )),
            },
            Self::Number(1..=LARGEST_NUMBER) => Ok(()),
            Self::Number(number) => INPUT.refuse("RoomId", &format!(
                "{number} is out of range; numeric rooms are 1 to {LARGEST_NUMBER} ({OPT_OUT})"
            )),
        }
    }
}

fn is_documented(c: char) -> bool {
    c.is_ascii_alphanumeric() || u8::try_from(c).is_ok_and(|byte| PUNCTUATION.contains(&byte))
}

impl From<&str> for RoomId {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for RoomId {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<u64> for RoomId {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}
