//! A client for each configuration, which serves all of its cases, as a user's does.

use std::collections::HashMap;
use std::sync::Mutex;

use anyhow::Result;
use closeroom::trtc::{self, Trtc, parse_http_method};
use closeroom::zego::{self, Zego};
use closeroom::{Error, Secret};
use serde::Deserialize;
use serde_json::Value;

#[derive(Clone)]
pub(crate) enum Client {
    Zego(Zego),
    Trtc(Trtc),
}

#[derive(Default)]
pub(crate) struct Clients(Mutex<HashMap<String, Client>>);

impl Clients {
    pub(crate) fn of(&self, provider: &str, config: &Value) -> Result<Client> {
        let key = format!("{provider} {config}");
        let mut clients = self.0.lock().unwrap();
        if let Some(client) = clients.get(&key) {
            return Ok(client.clone());
        }
        let client = match provider {
            "zego" => Client::Zego(ZegoConfig::deserialize(config)?.open()?),
            _ => Client::Trtc(TrtcConfig::deserialize(config)?.open()?),
        };
        clients.insert(key, client.clone());
        Ok(client)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ZegoConfig {
    app_id: u64,
    server_secret: String,
    endpoint: Option<String>,
    is_test: Option<bool>,
}

impl ZegoConfig {
    fn open(self) -> Result<Zego, Error> {
        let mut config = zego::Config::new(zego::app_id(self.app_id)?, self.server_secret);
        if let Some(endpoint) = self.endpoint {
            config.endpoint = endpoint.parse()?;
        }
        config.is_test = self.is_test;
        Zego::new(config)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct TrtcConfig {
    sdk_app_id: String,
    secret_id: String,
    secret_key: String,
    token: Option<String>,
    region: String,
    language: Option<String>,
    endpoint: Option<String>,
    signature_method: String,
    http_method: String,
    allow_any_room_id: Option<bool>,
}

impl TrtcConfig {
    fn open(self) -> Result<Trtc> {
        let sdk_app_id = self.sdk_app_id.parse()?;
        let mut config =
            trtc::Config::new(sdk_app_id, self.secret_id, self.secret_key, self.region);
        config.token = self.token.map(Secret::from);
        if let Some(endpoint) = self.endpoint {
            config.endpoint = endpoint.parse()?;
        }
        config.signature_method = self.signature_method.parse()?;
        config.http_method = parse_http_method(&self.http_method)?;
        config.language = self.language.map(|language| language.parse()).transpose()?;
        config.allow_any_room_id = self.allow_any_room_id.unwrap_or(false);
        Ok(Trtc::new(config)?)
    }
}
