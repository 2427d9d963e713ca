//! The client of a row: the sandbox's account, and what the row has other than that.

use closeroom::trtc::{self, RoomId, Trtc};
use closeroom::zego::{self, CloseRoom, Zego};
use closeroom::{CallOptions, Closed, Error};
use closeroom_sandbox::{TrtcAccount, ZegoAccount};
use ureq::Agent;

use crate::row::{Account, Close, Options, Provider, Room, Row};

pub(crate) struct Client {
    sender: Sender,
    agent: Agent,
    /// What nobody may see.
    credentials: Vec<String>,
}

#[derive(Debug)]
enum Sender {
    Zego(Zego),
    Trtc(Trtc),
}

impl Client {
    pub(crate) fn new(row: &Row, endpoint: &str) -> Self {
        let account = &row.account;
        let (sender, secret) = match row.provider {
            Provider::Zego => zego_of(account, endpoint),
            Provider::Trtc => trtc_of(account, endpoint),
        };
        let mut credentials = vec![secret];
        credentials.extend(account.token.clone());
        Self { sender, agent: closeroom_faults::agent(), credentials }
    }

    pub(crate) fn close_room(
        &self,
        room: &Room,
        close: &Close,
        options: &Options,
    ) -> Result<Closed, Error> {
        let options = call_options(options);
        let call = match (&self.sender, room) {
            (Sender::Zego(zego), Room::Text(room)) => {
                let mut close_room = CloseRoom::new(room);
                close_room.custom_reason.clone_from(&close.custom_reason);
                close_room.room_close_callback = close.room_close_callback;
                zego.call(close_room, options)?
            }
            (Sender::Zego(_), Room::Number(_)) => panic!("ZEGOCLOUD has no numeric rooms"),
            (Sender::Trtc(trtc), Room::Text(room)) => {
                trtc.call(RoomId::String(room.clone()), options)?
            }
            (Sender::Trtc(trtc), Room::Number(room)) => {
                trtc.call(RoomId::Number(*room), options)?
            }
        };
        closeroom_faults::close_room(&self.agent, call)
    }

    /// What a log shows of it.
    pub(crate) fn printed(&self) -> String {
        format!("{:?}", self.sender)
    }

    pub(crate) fn credentials(&self) -> &[String] {
        &self.credentials
    }
}

fn zego_of(account: &Account, endpoint: &str) -> (Sender, String) {
    let secret = account.secret.as_deref().unwrap_or(ZegoAccount::PLACEHOLDER_SERVER_SECRET);
    let app_id = account.app_id.unwrap_or(ZegoAccount::PLACEHOLDER_APP_ID);
    let config = zego::Config::new(app_id, secret).with_endpoint(endpoint.parse().unwrap());
    (Sender::Zego(Zego::new(config).unwrap()), secret.to_owned())
}

fn trtc_of(account: &Account, endpoint: &str) -> (Sender, String) {
    let secret = account.secret.as_deref().unwrap_or(TrtcAccount::PLACEHOLDER_SECRET_KEY);
    let secret_id = account.secret_id.as_deref().unwrap_or(TrtcAccount::PLACEHOLDER_SECRET_ID);
    let app_id = account.app_id.map_or(TrtcAccount::PLACEHOLDER_SDK_APP_ID, u64::from);
    let region = account.region.as_deref().unwrap_or("ap-guangzhou");
    let mut config = trtc::Config::new(app_id, secret_id, secret, region)
        .with_endpoint(endpoint.parse().unwrap());
    if let Some(token) = &account.token {
        config = config.with_token(token.as_str());
    }
    if let Some(method) = &account.signature_method {
        config = config.with_signature_method(method.parse().unwrap());
    }
    (Sender::Trtc(Trtc::new(config).unwrap()), secret.to_owned())
}

fn call_options(options: &Options) -> CallOptions {
    let mut made = CallOptions::default().with_timeout_ms(options.timeout_ms);
    if let Some(max_attempts) = options.max_attempts {
        made = made.with_max_attempts(max_attempts);
    }
    if let Some(is_error) = options.already_gone_is_error {
        made = made.with_already_gone_is_error(is_error);
    }
    made
}
