//! The code tables are those of the documents, whole and with nothing else.

use std::collections::BTreeSet;

use closeroom::ErrorKind::{
    ClockSkew, PermissionDenied, RateLimited, RoomNotFound, Unauthorized, Unavailable,
};
use closeroom::{Basis, ErrorKind, Retry, trtc, zego};

/// "Return codes", gateway: 100000000 to 100000017.
const ZEGO_GATEWAY: std::ops::RangeInclusive<i64> = 100_000_000..=100_000_017;

/// "Return codes", room signalling; 5018 is on the `CloseRoom` page alone,
/// 4 and 7 in older editions.
const ZEGO_ROOM: [i64; 31] = [
    1, 2, 3, 4, 7, 8, 9, 104, 105, 121, 122, 123, 124, 138, 151, 154, 206, 207, 1008, 1012, 5018,
    5024, 5201, 5202, 50_001, 50_003, 50_011, 50_012, 50_013, 50_123, 50_124,
];

const TRTC_ACTIONS: [&str; 10] = [
    "FailedOperation.RoomNotExist",
    "InternalError",
    "InternalError.GetRoomCacheIpError",
    "InternalError.GetRoomFromCacheError",
    "InvalidParameter.RoomId",
    "InvalidParameter.SdkAppId",
    "InvalidParameterValue.RoomId",
    "MissingParameter.RoomId",
    "MissingParameter.SdkAppId",
    "UnauthorizedOperation.SdkAppId",
];

const TRTC_PRODUCT: [&str; 18] = [
    "AuthFailure",
    "AuthFailure.UnRealNameAuthenticated",
    "AuthFailure.UnsupportedOperation",
    "FailedOperation.NotAllowed",
    "FailedOperation.SdkAppIdNotExist",
    "FailedOperation.SdkAppIdNotUnderAppId",
    "InternalError.HttpParaseFalied",
    "InternalError.HttpParseFailed",
    "InternalError.InterfaceErr",
    "InternalError.InternalError",
    "InternalError.MethodErr",
    "InvalidParameter.BodyParamsError",
    "InvalidParameter.OutOfRange",
    "InvalidParameter.SdkAppid",
    "InvalidParameter.StrRoomId",
    "InvalidParameter.UrlParamsError",
    "MissingParameter.Region",
    "ResourceInsufficient.RequestRejection",
];

/// But for `InternalError`, which the actions have, too.
const TRTC_COMMON: [&str; 37] = [
    "ActionOffline",
    "AuthFailure.InvalidAuthorization",
    "AuthFailure.InvalidSecretId",
    "AuthFailure.MFAFailure",
    "AuthFailure.SecretIdNotFound",
    "AuthFailure.SignatureExpire",
    "AuthFailure.SignatureFailure",
    "AuthFailure.TokenFailure",
    "AuthFailure.UnauthorizedOperation",
    "DryRunOperation",
    "FailedOperation",
    "InvalidAction",
    "InvalidParameter",
    "InvalidParameterValue",
    "InvalidRequest",
    "IpInBlacklist",
    "IpNotInWhitelist",
    "LimitExceeded",
    "MissingParameter",
    "NoSuchProduct",
    "NoSuchVersion",
    "RequestLimitExceeded",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
    "RequestLimitExceeded.IPLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
    "RequestSizeLimitExceeded",
    "ResourceInUse",
    "ResourceInsufficient",
    "ResourceNotFound",
    "ResourceUnavailable",
    "ResponseSizeLimitExceeded",
    "ServiceUnavailable",
    "UnauthorizedOperation",
    "UnknownParameter",
    "UnsupportedOperation",
    "UnsupportedProtocol",
    "UnsupportedRegion",
];

#[test]
fn zegos_table_is_complete() {
    let documented: BTreeSet<_> = ZEGO_GATEWAY.chain(ZEGO_ROOM).collect();
    let ours: BTreeSet<_> = zego::codes::ALL.iter().map(|info| info.code).collect();
    assert_eq!(ours, documented);
    assert_eq!(zego::codes::ALL.len(), documented.len());
}

#[test]
fn trtcs_table_is_complete() {
    let documented: BTreeSet<_> =
        TRTC_ACTIONS.into_iter().chain(TRTC_PRODUCT).chain(TRTC_COMMON).collect();
    assert_eq!(documented.len(), TRTC_ACTIONS.len() + TRTC_PRODUCT.len() + TRTC_COMMON.len());
    let ours: BTreeSet<_> = trtc::codes::ALL.iter().map(|info| info.code).collect();
    assert_eq!(ours, documented);
    assert_eq!(trtc::codes::ALL.len(), documented.len());
}

#[test]
fn every_row_says_what_its_code_means_and_what_to_do() {
    let zego = zego::codes::ALL.iter();
    let zego = zego.map(|i| (i.code.to_string(), i.meaning, i.kind, i.retry, i.retry_basis));
    let trtc = trtc::codes::ALL.iter();
    let trtc = trtc.map(|i| (i.code.to_owned(), i.meaning, i.kind, i.retry, i.retry_basis));
    for (code, meaning, kind, retry, basis) in zego.chain(trtc) {
        assert!(meaning.len() > 5 && meaning == meaning.trim(), "{code}: {meaning:?}");
        let transient = matches!(kind, RateLimited | Unavailable);
        assert_eq!(retry != Retry::Never, transient, "{code}");
        assert!(basis == Basis::Inferred || transient, "{code}: no page says not to retry");
    }
}

#[test]
fn tables_can_be_looked_into() {
    for info in zego::codes::ALL {
        assert_eq!(zego::codes::lookup(info.code), Some(info));
    }
    for info in trtc::codes::ALL {
        assert_eq!(trtc::codes::lookup(info.code), Some(info));
    }
    for code in [0, -1, 5, 103, 100_000_018, i64::MAX, i64::MIN] {
        assert_eq!(zego::codes::lookup(code), None, "{code}");
    }
    for code in ["", "Weird", "AuthFailure.", "internalerror", "InternalError.New"] {
        assert_eq!(trtc::codes::lookup(code), None, "{code}");
    }
}

#[test]
fn zego_codes_are_of_the_kind_that_the_contract_says() {
    let of = |kind: ErrorKind| {
        let rows = zego::codes::ALL.iter().filter(move |info| info.kind == kind);
        rows.map(|info| info.code).collect::<Vec<_>>()
    };
    assert_eq!(of(RoomNotFound), [104, 5018, 5024, 50_001]);
    assert_eq!(of(ClockSkew), [100_000_004]);
    assert_eq!(of(RateLimited), [7, 206, 207]);
    assert_eq!(of(PermissionDenied), [100_000_016, 100_000_017, 9]);
    let once = zego::codes::ALL.iter().filter(|info| info.retry == Retry::Once);
    assert_eq!(once.map(|info| info.code).collect::<Vec<_>>(), [100_000_015, 1]);
    for code in [100_000_005, 100_000_010] {
        assert_eq!(zego::codes::lookup(code).expect("known").kind, Unauthorized);
    }
}

#[test]
fn trtc_codes_are_of_the_kind_that_the_contract_says() {
    let of = |kind: ErrorKind| {
        let rows = trtc::codes::ALL.iter().filter(move |info| info.kind == kind);
        rows.map(|info| info.code).collect::<BTreeSet<_>>()
    };
    assert_eq!(of(RoomNotFound), BTreeSet::from(["FailedOperation.RoomNotExist"]));
    assert_eq!(of(ClockSkew), BTreeSet::from(["AuthFailure.SignatureExpire"]));
    for code in of(RateLimited) {
        assert!(code.starts_with("RequestLimitExceeded"), "{code}");
    }
    assert_eq!(of(RateLimited).len(), 4);
    for code in of(Unauthorized) {
        assert!(code.starts_with("AuthFailure"), "{code}");
    }
    for code in ["UnauthorizedOperation", "IpInBlacklist", "IpNotInWhitelist"] {
        assert!(of(PermissionDenied).contains(code), "{code}");
    }
}
