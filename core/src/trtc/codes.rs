//! TRTC's and Tencent Cloud's error codes.
//!
//! Sources: documents 37088 and 34269 (the actions), 34270 (common codes and
//! the product's). Codes are open text: an unknown one is classified by its
//! family, the part before the first dot.

use crate::code::{CodeInfo, retry_of};
use crate::error::ErrorKind::{
    self, ClockSkew, PermissionDenied, RateLimited, Rejected, RoomNotFound, Unauthorized,
    Unavailable,
};
use crate::read::split_once;
use crate::reply::Class;

/// What is known of a code; `None` for an unknown one.
pub fn lookup(code: &str) -> Option<&'static CodeInfo<&'static str>> {
    ALL.iter().find(|info| info.code == code)
}

/// By the code itself, or by its family.
pub(super) fn classify(code: &str) -> Option<Class> {
    find(code).or_else(|| find(split_once(code, b'.')?.0))
}

fn find(code: &str) -> Option<Class> {
    let mut rows = PACKED;
    while let Some((row, others)) = split_once(rows, b'\n') {
        let mut rest = row.chars();
        let first = rest.next()?;
        if let Some((row_code, meaning)) = split_once(rest.as_str(), b':')
            && row_code == code
        {
            let kind = *ErrorKind::ALL.iter().find(|kind| char::from(letter(**kind)) == first)?;
            return Some(Class { kind, retry: retry_of(kind), meaning });
        }
        rows = others;
    }
    None
}

/// The rows as one text, each `<kind><code>:<meaning>`. The table itself does
/// not ship: its references make it 0.5 kB larger.
const PACKED: &str = match core::str::from_utf8(&packed::<PACKED_BYTES>()) {
    Ok(text) => text,
    Err(_) => panic!("codes and meanings are UTF-8"),
};

const PACKED_BYTES: usize = {
    let mut bytes = 0;
    let mut rows = ALL;
    while let [row, rest @ ..] = rows {
        bytes += row.code.len() + row.meaning.len() + 3;
        rows = rest;
    }
    bytes
};

const fn packed<const BYTES: usize>() -> [u8; BYTES] {
    let mut packed = [0; BYTES];
    let mut free: &mut [u8] = &mut packed;
    let mut rows = ALL;
    while let [row, rest @ ..] = rows {
        free = put(free, &[letter(row.kind)]);
        free = put(free, row.code.as_bytes());
        free = put(free, b":");
        free = put(free, row.meaning.as_bytes());
        free = put(free, b"\n");
        rows = rest;
    }
    packed
}

/// `A` for the first kind, and so on.
const fn letter(kind: ErrorKind) -> u8 {
    b'@' + kind as u8
}

/// Puts bytes at the beginning and gives what is free behind them.
const fn put<'a>(free: &'a mut [u8], bytes: &[u8]) -> &'a mut [u8] {
    let (place, free) = free.split_at_mut(bytes.len());
    place.copy_from_slice(bytes);
    free
}

type Row = CodeInfo<&'static str>;

const fn row(code: &'static str, kind: ErrorKind, meaning: &'static str) -> Row {
    CodeInfo::new(code, kind, meaning)
}

/// Every documented code.
pub const ALL: &[Row] = &[
    // The two actions.
    row("FailedOperation.RoomNotExist", RoomNotFound, "room does not exist"),
    row("InternalError", Unavailable, "internal error"),
    row("InternalError.GetRoomCacheIpError", Unavailable, "querying the room failed"),
    row(
        "InternalError.GetRoomFromCacheError",
        Unavailable,
        "reading the room's information failed",
    ),
    row("InvalidParameter.RoomId", Rejected, "RoomId is wrong"),
    row("InvalidParameter.SdkAppId", Rejected, "SdkAppId is wrong"),
    row("InvalidParameterValue.RoomId", Rejected, "RoomId has an invalid value"),
    row("MissingParameter.RoomId", Rejected, "RoomId is missing"),
    row("MissingParameter.SdkAppId", Rejected, "SdkAppId is missing"),
    row("UnauthorizedOperation.SdkAppId", PermissionDenied, "no permission for this SdkAppId"),
    // The product.
    row("AuthFailure", Unauthorized, "authentication failed"),
    row(
        "AuthFailure.UnRealNameAuthenticated",
        PermissionDenied,
        "account has not passed identity verification",
    ),
    row(
        "AuthFailure.UnsupportedOperation",
        PermissionDenied,
        "operation is not supported for this account",
    ),
    row("FailedOperation.NotAllowed", PermissionDenied, "operation is not allowed"),
    row("FailedOperation.SdkAppIdNotExist", Rejected, "SdkAppId does not exist"),
    row(
        "FailedOperation.SdkAppIdNotUnderAppId",
        PermissionDenied,
        "SdkAppId belongs to another account",
    ),
    row(
        "InternalError.HttpParaseFalied",
        Unavailable,
        "internal error (request could not be parsed)",
    ),
    row(
        "InternalError.HttpParseFailed",
        Unavailable,
        "internal error (request could not be parsed)",
    ),
    row("InternalError.InterfaceErr", Unavailable, "internal error (interface)"),
    row("InternalError.InternalError", Unavailable, "internal error").documented(),
    row("InternalError.MethodErr", Unavailable, "internal error (method)"),
    row("InvalidParameter.BodyParamsError", Rejected, "a body parameter is wrong"),
    row("InvalidParameter.OutOfRange", Rejected, "a parameter is out of range"),
    row("InvalidParameter.SdkAppid", Rejected, "SdkAppId is wrong"),
    row("InvalidParameter.StrRoomId", Rejected, "the string RoomId is wrong"),
    row("InvalidParameter.UrlParamsError", Rejected, "a URL parameter is wrong"),
    row("MissingParameter.Region", Rejected, "Region is missing"),
    row(
        "ResourceInsufficient.RequestRejection",
        Unavailable,
        "request was turned down for lack of resources",
    ),
    // Common to all Tencent Cloud APIs.
    row("ActionOffline", Rejected, "API has been taken offline"),
    row("AuthFailure.InvalidAuthorization", Unauthorized, "Authorization header is malformed"),
    row(
        "AuthFailure.InvalidSecretId",
        Unauthorized,
        "SecretId is not of the right kind; check the API key",
    ),
    row("AuthFailure.MFAFailure", Unauthorized, "multi-factor authentication failed"),
    row(
        "AuthFailure.SecretIdNotFound",
        Unauthorized,
        "SecretId does not exist; check that the API key is active",
    ),
    // One more try, with the clock corrected, is the call machine's rule.
    row("AuthFailure.SignatureExpire", ClockSkew, "signature expired; check the host's clock"),
    row(
        "AuthFailure.SignatureFailure",
        Unauthorized,
        "signature is wrong; check SecretId and SecretKey",
    ),
    row("AuthFailure.TokenFailure", Unauthorized, "token is wrong or has expired"),
    row(
        "AuthFailure.UnauthorizedOperation",
        PermissionDenied,
        "no permission; check the sub-account's policy",
    ),
    row("DryRunOperation", Rejected, "only a dry run was requested"),
    row("FailedOperation", Rejected, "operation failed"),
    row("InvalidAction", Rejected, "API does not exist"),
    row("InvalidParameter", Rejected, "a parameter is wrong"),
    row("InvalidParameterValue", Rejected, "a parameter has an invalid value"),
    row("InvalidRequest", Rejected, "request body has a wrong format"),
    row("IpInBlacklist", PermissionDenied, "IP address is on the block list"),
    row("IpNotInWhitelist", PermissionDenied, "IP address is not on the allow list"),
    row("LimitExceeded", Rejected, "quota is used up"),
    row("MissingParameter", Rejected, "a parameter is missing"),
    row("NoSuchProduct", Rejected, "product does not exist; check the endpoint"),
    row("NoSuchVersion", Rejected, "API version does not exist"),
    row("RequestLimitExceeded", RateLimited, "too many requests per second").documented(),
    row(
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
        RateLimited,
        "too many requests of this account",
    ),
    row(
        "RequestLimitExceeded.IPLimitExceeded",
        RateLimited,
        "too many requests from this IP address",
    ),
    row("RequestLimitExceeded.UinLimitExceeded", RateLimited, "too many requests of this account"),
    row("RequestSizeLimitExceeded", Rejected, "request is too large"),
    row("ResourceInUse", Rejected, "resource is in use"),
    row("ResourceInsufficient", Unavailable, "not enough resources"),
    row("ResourceNotFound", Rejected, "resource does not exist"),
    row("ResourceUnavailable", Unavailable, "resource is unavailable"),
    row("ResponseSizeLimitExceeded", Rejected, "response is too large"),
    row("ServiceUnavailable", Unavailable, "service is temporarily unavailable"),
    row("UnauthorizedOperation", PermissionDenied, "no permission for this operation"),
    row("UnknownParameter", Rejected, "a parameter is not known to the API"),
    row("UnsupportedOperation", Rejected, "operation is not supported"),
    row("UnsupportedProtocol", Rejected, "protocol is not supported; use GET or POST over https"),
    row("UnsupportedRegion", Rejected, "region is not supported; see the documented ones"),
];

#[cfg(test)]
mod tests {
    use super::{ALL, classify};
    use crate::error::ErrorKind;

    #[test]
    fn no_code_stands_twice() {
        for (index, info) in ALL.iter().enumerate() {
            assert!(ALL[..index].iter().all(|other| other.code != info.code), "{}", info.code);
        }
    }

    #[test]
    fn a_code_is_classified_as_its_row_says() {
        for info in ALL {
            assert!(!info.code.contains([':', '\n']) && !info.meaning.contains([':', '\n']));
            let class = classify(info.code).expect(info.code);
            assert_eq!(
                (class.kind, class.retry, class.meaning),
                (info.kind, info.retry, info.meaning),
            );
        }
    }

    #[test]
    fn an_unknown_code_is_classified_by_its_family() {
        let kind = |code| classify(code).map(|class| class.kind);
        assert_eq!(kind(""), None);
        assert_eq!(kind("."), None);
        assert_eq!(kind("InternalError.New"), Some(ErrorKind::Unavailable));
        assert_eq!(kind("AuthFailure.New.Newer"), Some(ErrorKind::Unauthorized));
        assert_eq!(kind("Weird"), None);
        assert_eq!(kind("Weird.Odd"), None);
    }
}
