//! ZEGOCLOUD's return codes for room APIs.
//!
//! Source: "Return codes" (common codes and room signalling codes, global and
//! Chinese edition alike, 2026), and three codes of older editions, marked
//! so. Codes below 1000 have other meanings in other API groups.

use crate::code::CodeInfo;
use crate::error::ErrorKind::{
    ClockSkew, PermissionDenied, RateLimited, Rejected, RoomNotFound, Unauthorized, Unavailable,
};

/// What is known of a code; `None` for an unknown one.
pub fn lookup(code: i64) -> Option<&'static CodeInfo<i64>> {
    ALL.iter().find(|info| info.code == code)
}

/// Every documented code but 0 (success).
pub const ALL: &[CodeInfo<i64>] = &[
    // Common codes, from the gateway.
    CodeInfo::new(100_000_000, Rejected, "Host header is wrong; check the endpoint"),
    CodeInfo::new(100_000_001, Rejected, "AppId has a wrong format"),
    CodeInfo::new(100_000_002, Rejected, "Timestamp is empty"),
    CodeInfo::new(100_000_003, Rejected, "Timestamp has a wrong format"),
    // One more try, with the clock corrected, is the call machine's rule.
    CodeInfo::new(100_000_004, ClockSkew, "signature expired; check the host's clock"),
    CodeInfo::new(100_000_005, Unauthorized, "signature is wrong; check AppId and ServerSecret"),
    CodeInfo::new(100_000_006, Rejected, "Action is empty"),
    CodeInfo::new(100_000_007, Rejected, "Action is not supported"),
    CodeInfo::new(100_000_008, Unauthorized, "SignatureNonce is empty"),
    CodeInfo::new(100_000_009, Unauthorized, "Signature is empty"),
    CodeInfo::new(100_000_010, Unauthorized, "no ServerSecret found; check AppId"),
    CodeInfo::new(100_000_011, Unauthorized, "no App configuration found; check AppId"),
    CodeInfo::new(100_000_012, Rejected, "request body could not be read (older edition)"),
    CodeInfo::new(100_000_013, Unauthorized, "SignatureVersion is empty"),
    CodeInfo::new(100_000_014, Unauthorized, "SignatureVersion is not supported"),
    CodeInfo::new(100_000_015, Unavailable, "internal error of the gateway").once(),
    CodeInfo::new(100_000_016, PermissionDenied, "App has no production environment; check IsTest"),
    CodeInfo::new(100_000_017, PermissionDenied, "App has not enabled this service"),
    // Room signalling codes.
    // The 2022 edition adds "possibly server busy, please retry"; today's says "contact support".
    CodeInfo::new(1, Unavailable, "request failed").once(),
    CodeInfo::new(2, Rejected, "a parameter is wrong"),
    CodeInfo::new(3, Rejected, "a parameter is too long"),
    CodeInfo::new(4, Rejected, "unknown CDN type (older edition)"),
    CodeInfo::new(7, RateLimited, "too many requests per second (older edition)"),
    CodeInfo::new(8, Rejected, "decoding failed"),
    CodeInfo::new(9, PermissionDenied, "no permission for this API"),
    CodeInfo::new(104, RoomNotFound, "room does not exist"),
    CodeInfo::new(105, Rejected, "user does not exist"),
    CodeInfo::new(121, Unavailable, "saving the broadcast message failed"),
    CodeInfo::new(122, Unavailable, "making a message id failed").documented(),
    CodeInfo::new(123, Unavailable, "setting the stream's information failed").documented(),
    CodeInfo::new(124, Unavailable, "deleting the stream's information failed").documented(),
    CodeInfo::new(138, Unavailable, "the stream's information is missing").documented(),
    CodeInfo::new(151, Unavailable, "sending the broadcast message failed").documented(),
    CodeInfo::new(154, Unavailable, "reading the list failed").documented(),
    CodeInfo::new(206, RateLimited, "too many requests per second for this App"),
    CodeInfo::new(207, RateLimited, "too many requests per second for this room"),
    CodeInfo::new(1008, Rejected, "MessageContent is empty"),
    CodeInfo::new(1012, Rejected, "several users operate one stream"),
    // Listed on the CloseRoom page only. Older editions: "room status does
    // not match, try again later".
    CodeInfo::new(5018, RoomNotFound, "room has been destroyed or does not exist"),
    CodeInfo::new(5024, RoomNotFound, "room does not exist"),
    CodeInfo::new(5201, Unavailable, "encoding the message failed").documented(),
    CodeInfo::new(5202, Unavailable, "making a message id failed").documented(),
    CodeInfo::new(50_001, RoomNotFound, "room does not exist"),
    CodeInfo::new(50_003, Rejected, "the user is not online"),
    CodeInfo::new(50_011, Rejected, "too many users in one request"),
    CodeInfo::new(50_012, Rejected, "the message is too long"),
    CodeInfo::new(50_013, Unavailable, "sending the custom message failed").documented(),
    CodeInfo::new(50_123, Rejected, "too many ban rules"),
    CodeInfo::new(50_124, Rejected, "the ban rule does not exist"),
];

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn no_code_stands_twice() {
        for (index, info) in ALL.iter().enumerate() {
            assert!(ALL[..index].iter().all(|other| other.code != info.code), "{}", info.code);
        }
    }
}
