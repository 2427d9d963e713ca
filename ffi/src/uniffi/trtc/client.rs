//! Clients of TRTC.

use std::sync::Arc;

use closeroom::Secret;
use closeroom::trtc::{Config, Trtc, parse_http_method};

use super::room_id::CoreTrtcRoomId;
use crate::uniffi::call::{CoreCall, CoreCallOptions};
use crate::uniffi::closed::CoreClosed;
use crate::uniffi::error::CoreError;
use crate::uniffi::explained::CoreExplained;
use crate::uniffi::request::CoreRequest;
use crate::uniffi::response::CoreResponse;

/// What is not secret of a TRTC client; names are in Tencent's spelling, and what is unset is as
/// the core has it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreTrtcOptions {
    /// The application's SDKAppID.
    pub sdk_app_id: u64,
    /// The API key's SecretId.
    pub secret_id: String,
    /// The region whose rooms they are.
    pub region: String,
    /// The host to call.
    pub endpoint: Option<String>,
    /// How requests are signed.
    pub signature_method: Option<String>,
    /// `POST` or `GET`.
    pub http_method: Option<String>,
    /// The language of the provider's error messages.
    pub language: Option<String>,
    /// Whether any room id passes.
    pub allow_any_room_id: bool,
}

/// An application whose rooms can be closed.
#[derive(Debug, uniffi::Object)]
pub struct CoreTrtc(Trtc);

#[uniffi::export]
impl CoreTrtc {
    /// A client with a long-term key. Secrets are arguments of their own, since uniffi copies the
    /// members of a record, and wipes no copy.
    #[uniffi::constructor]
    pub fn new(options: CoreTrtcOptions, secret_key: String) -> Result<Self, CoreError> {
        client(options, secret_key.into(), None)
    }

    /// A client with temporary credentials.
    #[uniffi::constructor]
    pub fn with_token(
        options: CoreTrtcOptions,
        secret_key: String,
        token: String,
    ) -> Result<Self, CoreError> {
        client(options, secret_key.into(), Some(token.into()))
    }

    /// Builds a signed request.
    pub fn build(
        &self,
        room: CoreTrtcRoomId,
        timestamp: u64,
        nonce: &str,
    ) -> Result<CoreRequest, CoreError> {
        Ok(self.0.build(&room.into(), timestamp, nonce)?.into())
    }

    /// Builds a signed request, and shows how.
    pub fn explain(
        &self,
        room: CoreTrtcRoomId,
        timestamp: u64,
        nonce: &str,
    ) -> Result<CoreExplained, CoreError> {
        Ok(self.0.explain(&room.into(), timestamp, nonce)?.into())
    }

    /// Reads the response to a built request.
    pub fn parse(&self, response: CoreResponse) -> Result<CoreClosed, CoreError> {
        Ok(self.0.parse(&response.into())?.into())
    }

    /// Starts a call that closes the room.
    pub fn call(
        &self,
        room: CoreTrtcRoomId,
        options: CoreCallOptions,
    ) -> Result<Arc<CoreCall>, CoreError> {
        Ok(Arc::new(self.0.call(room.into(), options.into())?.into()))
    }
}

fn client(
    options: CoreTrtcOptions,
    secret_key: Secret,
    token: Option<Secret>,
) -> Result<CoreTrtc, CoreError> {
    let mut config = Config::new(options.sdk_app_id, options.secret_id, secret_key, options.region);
    config.token = token;
    if let Some(endpoint) = options.endpoint {
        config.endpoint = endpoint.parse()?;
    }
    if let Some(method) = options.signature_method {
        config.signature_method = method.parse()?;
    }
    if let Some(method) = options.http_method {
        config.http_method = parse_http_method(&method)?;
    }
    if let Some(language) = options.language {
        config.language = Some(language.parse()?);
    }
    config.allow_any_room_id = options.allow_any_room_id;
    Ok(CoreTrtc(Trtc::new(config)?))
}
