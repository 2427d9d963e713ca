//! Whose rooms, where, and how requests are signed.

use alloc::string::String;
use core::str::FromStr;

use super::{Endpoint, INPUT};
use crate::error::Error;
use crate::http::Method;
use crate::secret::Secret;

/// How requests are signed (`SignatureMethod`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureMethod {
    /// Signature v3, which Tencent recommends. The default.
    #[default]
    Tc3HmacSha256,
    /// Signature v1 with SHA-256.
    HmacSha256,
    /// Signature v1 with SHA-1, as the API pages' examples use it.
    HmacSha1,
}

impl SignatureMethod {
    /// The method as Tencent spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tc3HmacSha256 => "TC3-HMAC-SHA256",
            Self::HmacSha256 => "HmacSHA256",
            Self::HmacSha1 => "HmacSHA1",
        }
    }
}

impl FromStr for SignatureMethod {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let all = [Self::Tc3HmacSha256, Self::HmacSha256, Self::HmacSha1];
        all.into_iter().find(|method| method.as_str() == text).map_or_else(
            || {
                INPUT.refuse(
                    "SignatureMethod",
                    "is unknown; use TC3-HMAC-SHA256, HmacSHA256 or HmacSHA1",
                )
            },
            Ok,
        )
    }
}

/// The method of that name, in upper case.
pub fn parse_http_method(name: &str) -> Result<Method, Error> {
    match name {
        "GET" => Ok(Method::Get),
        "POST" => Ok(Method::Post),
        _ => INPUT.refuse("HttpMethod", "is unknown; use POST or GET"),
    }
}

/// The language of the provider's error messages; only some APIs heed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// `zh-CN`
    ZhCn,
    /// `en-US`
    EnUs,
}

impl Language {
    /// The language as Tencent spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::EnUs => "en-US",
        }
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "zh-CN" => Ok(Self::ZhCn),
            "en-US" => Ok(Self::EnUs),
            _ => INPUT.refuse("Language", "is unknown; use zh-CN or en-US"),
        }
    }
}

/// Whose rooms, where, and how requests are signed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The application's SDKAppID, 1 to 2⁶⁴-1.
    pub sdk_app_id: u64,
    /// The API key's SecretId. Not secret, but visible ASCII.
    pub secret_id: String,
    /// The API key's SecretKey.
    pub secret_key: Secret,
    /// The session token of temporary credentials; never with long-term ones.
    pub token: Option<Secret>,
    /// The region whose rooms they are; required, open text, see [`region`](super::region).
    pub region: String,
    /// The host to call. Default [`Endpoint::CHINA`].
    pub endpoint: Endpoint,
    /// Default [`SignatureMethod::Tc3HmacSha256`].
    pub signature_method: SignatureMethod,
    /// Default [`Method::Post`].
    pub http_method: Method,
    /// The language of error messages; left out when unset.
    pub language: Option<Language>,
    /// Lifts the check of room ids to "not empty" and the full 64 bits.
    /// The check follows the client SDKs; the server's rule is not documented.
    pub allow_any_room_id: bool,
}

impl Config {
    /// Long-term credentials, TC3 by POST, the China endpoint.
    pub fn new(
        sdk_app_id: u64,
        secret_id: impl Into<String>,
        secret_key: impl Into<Secret>,
        region: impl Into<String>,
    ) -> Self {
        Self {
            sdk_app_id,
            secret_id: secret_id.into(),
            secret_key: secret_key.into(),
            token: None,
            region: region.into(),
            endpoint: Endpoint::default(),
            signature_method: SignatureMethod::default(),
            http_method: Method::default(),
            language: None,
            allow_any_room_id: false,
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.sdk_app_id == 0 {
            return INPUT.refuse(
                "SdkAppId",
                "is 0; it must be 1 to 18446744073709551615 (see the TRTC console)",
            );
        }
        INPUT.header_value("SecretId", &self.secret_id)?;
        INPUT.secret("SecretKey", &self.secret_key)?;
        if let Some(token) = &self.token {
            INPUT.header_value("Token", token.expose())?;
        }
        if self.region.is_empty() {
            return INPUT.refuse("Region", "is empty; both actions need one, such as ap-guangzhou");
        }
        INPUT.header_value("Region", &self.region)
    }

    /// What must never be seen; without a token the key twice.
    pub(super) fn secrets(&self) -> [&Secret; 2] {
        [&self.secret_key, self.token.as_ref().unwrap_or(&self.secret_key)]
    }

    /// With the session token of temporary credentials.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// With that host.
    #[must_use]
    pub fn with_endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = endpoint;
        self
    }

    /// With that signature.
    #[must_use]
    pub fn with_signature_method(mut self, signature_method: SignatureMethod) -> Self {
        self.signature_method = signature_method;
        self
    }

    /// With that HTTP method.
    #[must_use]
    pub fn with_http_method(mut self, http_method: Method) -> Self {
        self.http_method = http_method;
        self
    }

    /// With error messages in that language.
    #[must_use]
    pub fn with_language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// With the check of room ids lifted, or not.
    #[must_use]
    pub fn with_allow_any_room_id(mut self, allow_any_room_id: bool) -> Self {
        self.allow_any_room_id = allow_any_room_id;
        self
    }
}
