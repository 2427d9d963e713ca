//! Clients of ZEGOCLOUD.

use std::sync::Arc;

use closeroom::Secret;
use closeroom::zego::{self, CloseRoom, Config, Zego};

use crate::uniffi::call::{CoreCall, CoreCallOptions};
use crate::uniffi::closed::CoreClosed;
use crate::uniffi::error::CoreError;
use crate::uniffi::explained::CoreExplained;
use crate::uniffi::request::CoreRequest;
use crate::uniffi::response::CoreResponse;

/// What is not secret of a ZEGOCLOUD client.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreZegoOptions {
    /// The project's AppID.
    pub app_id: u64,
    /// The access point; the core's own when unset.
    pub endpoint: Option<String>,
    /// `IsTest`.
    pub is_test: Option<bool>,
}

/// The room to close, and how.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreZegoCloseRoom {
    /// `RoomId`.
    pub room_id: String,
    /// `CustomReason`.
    pub custom_reason: Option<String>,
    /// `RoomCloseCallback`.
    pub room_close_callback: Option<bool>,
}

impl From<CoreZegoCloseRoom> for CloseRoom {
    fn from(room: CoreZegoCloseRoom) -> Self {
        let mut core = Self::new(room.room_id);
        core.custom_reason = room.custom_reason;
        core.room_close_callback = room.room_close_callback;
        core
    }
}

/// A ZEGOCLOUD project whose rooms can be closed.
#[derive(Debug, uniffi::Object)]
pub struct CoreZego(Zego);

#[uniffi::export]
impl CoreZego {
    /// A client with these credentials. The secret is an argument of its own, since uniffi copies
    /// the members of a record, and wipes no copy.
    #[uniffi::constructor]
    pub fn new(options: CoreZegoOptions, server_secret: String) -> Result<Self, CoreError> {
        let server_secret = Secret::from(server_secret); // wiped from here on
        let mut config = Config::new(zego::app_id(options.app_id)?, server_secret);
        if let Some(endpoint) = options.endpoint {
            config.endpoint = endpoint.parse()?;
        }
        config.is_test = options.is_test;
        Ok(Self(Zego::new(config)?))
    }

    /// Builds a signed request.
    pub fn build(
        &self,
        room: CoreZegoCloseRoom,
        timestamp: u64,
        nonce: &str,
    ) -> Result<CoreRequest, CoreError> {
        Ok(self.0.build(&room.into(), timestamp, nonce)?.into())
    }

    /// Builds a signed request, and shows how.
    pub fn explain(
        &self,
        room: CoreZegoCloseRoom,
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
        room: CoreZegoCloseRoom,
        options: CoreCallOptions,
    ) -> Result<Arc<CoreCall>, CoreError> {
        Ok(Arc::new(self.0.call(room.into(), options.into())?.into()))
    }
}
