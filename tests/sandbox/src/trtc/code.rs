//! TRTC's error codes: those that the two actions list, and the common ones of
//! the API gateway.

use std::fmt;

pub(super) const INVALID_AUTHORIZATION: &str = "AuthFailure.InvalidAuthorization";
pub(super) const SECRET_ID_NOT_FOUND: &str = "AuthFailure.SecretIdNotFound";
pub(super) const SIGNATURE_EXPIRE: &str = "AuthFailure.SignatureExpire";
pub(super) const SIGNATURE_FAILURE: &str = "AuthFailure.SignatureFailure";
pub(super) const TOKEN_FAILURE: &str = "AuthFailure.TokenFailure";
pub(super) const ROOM_NOT_EXIST: &str = "FailedOperation.RoomNotExist";
pub(super) const INVALID_ACTION: &str = "InvalidAction";
pub(super) const INVALID_PARAMETER: &str = "InvalidParameter";
pub(super) const BODY_PARAMS_ERROR: &str = "InvalidParameter.BodyParamsError";
pub(super) const URL_PARAMS_ERROR: &str = "InvalidParameter.UrlParamsError";
pub(super) const INVALID_ROOM_ID: &str = "InvalidParameter.RoomId";
pub(super) const INVALID_SDK_APP_ID: &str = "InvalidParameter.SdkAppId";
pub(super) const INVALID_PARAMETER_VALUE: &str = "InvalidParameterValue";
pub(super) const INVALID_ROOM_ID_VALUE: &str = "InvalidParameterValue.RoomId";
pub(super) const MISSING_PARAMETER: &str = "MissingParameter";
pub(super) const MISSING_ROOM_ID: &str = "MissingParameter.RoomId";
pub(super) const MISSING_SDK_APP_ID: &str = "MissingParameter.SdkAppId";
pub(super) const NO_SUCH_VERSION: &str = "NoSuchVersion";
pub(super) const REQUEST_LIMIT_EXCEEDED: &str = "RequestLimitExceeded";
pub(super) const REQUEST_SIZE_LIMIT_EXCEEDED: &str = "RequestSizeLimitExceeded";
pub(super) const FOREIGN_SDK_APP_ID: &str = "UnauthorizedOperation.SdkAppId";
pub(super) const UNKNOWN_PARAMETER: &str = "UnknownParameter";
pub(super) const UNSUPPORTED_PROTOCOL: &str = "UnsupportedProtocol";
pub(super) const UNSUPPORTED_REGION: &str = "UnsupportedRegion";

/// The documented meaning of a code.
pub(super) fn meaning(code: &str) -> &'static str {
    match code {
        "ActionOffline" => "The API is offline.",
        INVALID_AUTHORIZATION => "The `Authorization` header does not follow the signature rules.",
        "AuthFailure.InvalidSecretId" => "The key is not an API key.",
        "AuthFailure.MFAFailure" => "Multi-factor authentication failed.",
        SECRET_ID_NOT_FOUND => "The SecretId does not exist.",
        SIGNATURE_EXPIRE => "The signature has expired.",
        SIGNATURE_FAILURE => "The signature does not match.",
        TOKEN_FAILURE => "The token does not match.",
        "AuthFailure.UnauthorizedOperation" => "The request is not authorized.",
        "DryRunOperation" => "The request would have succeeded; it was a dry run.",
        "FailedOperation" => "The operation failed.",
        ROOM_NOT_EXIST => "The room does not exist.",
        "InternalError" => "Internal error.",
        "InternalError.GetRoomCacheIpError" => "Failed to query the room.",
        "InternalError.GetRoomFromCacheError" => "Failed to get room information.",
        INVALID_ACTION => "The API does not exist.",
        INVALID_PARAMETER => "A parameter is wrong.",
        BODY_PARAMS_ERROR => "The parameters in the body cannot be read.",
        URL_PARAMS_ERROR => "The parameters in the URL cannot be read.",
        INVALID_ROOM_ID => "RoomId is incorrect.",
        INVALID_SDK_APP_ID => "SdkAppId is incorrect.",
        INVALID_PARAMETER_VALUE => "A parameter's value is wrong.",
        INVALID_ROOM_ID_VALUE => "Invalid RoomId.",
        "IpInBlacklist" => "The IP address is on the denylist.",
        "IpNotInWhitelist" => "The IP address is not on the allowlist.",
        "LimitExceeded" => "The quota is used up.",
        MISSING_PARAMETER => "The request is missing a required parameter.",
        MISSING_ROOM_ID => "RoomId is missing.",
        MISSING_SDK_APP_ID => "SdkAppId is missing.",
        "NoSuchProduct" => "The product does not exist.",
        NO_SUCH_VERSION => "The API version does not exist.",
        REQUEST_LIMIT_EXCEEDED => "The request rate is too high.",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded"
        | "RequestLimitExceeded.UinLimitExceeded" => "The account's request rate is too high.",
        "RequestLimitExceeded.IPLimitExceeded" => "The IP address's request rate is too high.",
        REQUEST_SIZE_LIMIT_EXCEEDED => "The request is too large.",
        "ResourceInUse" => "The resource is in use.",
        "ResourceInsufficient" => "Resources are insufficient.",
        "ResourceNotFound" => "The resource does not exist.",
        "ResourceUnavailable" => "The resource is not available.",
        "ResponseSizeLimitExceeded" => "The response would be too large.",
        "ServiceUnavailable" => "The service is not available.",
        "UnauthorizedOperation" => "The operation is not authorized.",
        FOREIGN_SDK_APP_ID => "No permission to manipulate this SdkAppId.",
        UNKNOWN_PARAMETER => "A parameter is not defined.",
        "UnsupportedOperation" => "The operation is not supported.",
        UNSUPPORTED_PROTOCOL => "The HTTP method or protocol is not supported.",
        UNSUPPORTED_REGION => "The API does not support this region.",
        _ => "The request failed.",
    }
}

/// A request that a rule forbids. Shown, it is the answer's message: the
/// code's meaning, and in parentheses what the sandbox saw.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: &'static str,
    saw: Option<String>,
}

impl Refusal {
    pub(super) fn new(code: &'static str) -> Self {
        Self { code, saw: None }
    }

    pub(super) fn because(code: &'static str, saw: impl Into<String>) -> Self {
        Self { code, saw: Some(saw.into()) }
    }

    /// A common parameter that is not there.
    pub(super) fn missing(name: &str) -> Self {
        Self::because(MISSING_PARAMETER, format!("`{name}`"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(meaning(self.code))?;
        match &self.saw {
            Some(saw) => write!(f, " ({saw})"),
            None => Ok(()),
        }
    }
}
