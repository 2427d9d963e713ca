//! The two kinds of TRTC rooms.

use alloc::string::String;

use super::INPUT;
use crate::encode::upper_hex_digit;
use crate::error::Error;
use crate::text::text;

/// Client SDKs' limit for string room ids (`TRTCParams.strRoomId`).
const TEXT_BYTES: usize = 64;
/// Client SDKs' characters for string room ids, next to letters and digits.
const PUNCTUATION: &str = "!#$%&()+-:;<=.>?@[]^_{}|~,";
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
        let what = match self {
            Self::String(text) if text.is_empty() => {
                let what = "is empty; give the id of the room to close (1 to 64 bytes)";
                return INPUT.refuse("RoomId", what);
            }
            _ if allow_any => return Ok(()),
            Self::String(text) if text.len() > TEXT_BYTES => {
                text!["is ", text.len(), " bytes long; the limit is 64 bytes"]
            }
            Self::String(text) => match text.chars().find(|c| !is_documented(*c)) {
                None => return Ok(()),
                Some(c) => text![
                    "holds the character ",
                    shown(c),
                    "; documented are letters, digits, space and ",
                    PUNCTUATION,
                ],
            },
            Self::Number(1..=LARGEST_NUMBER) => return Ok(()),
            Self::Number(number) => {
                text![*number, " is out of range; numeric rooms are 1 to 4294967294"]
            }
        };
        INPUT.refuse("RoomId", &text![what, " (unless any room id is allowed by configuration)"])
    }
}

/// The character itself only where it is visible and can do no harm; else its code, as U+0000A0.
fn shown(c: char) -> String {
    if c.is_ascii_graphic() {
        return text!["'", c, "'"];
    }
    let digit = |at| upper_hex_digit(u32::from(c) >> (4 * at));
    text!["U+", digit(5), digit(4), digit(3), digit(2), digit(1), digit(0)]
}

fn is_documented(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == ' ' || PUNCTUATION.chars().any(|documented| documented == c)
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
