//! The parameters of the two actions: `SdkAppId` and `RoomId`.

use serde_json::{Map, Value};

use super::code::{self, Refusal};
use super::common::Action;
use crate::config::TrtcAccount;
use crate::params::{Params, decimal};
use crate::provider::{Provider, RoomId, RoomKey};

/// A parameter's value: JSON has types, a query or form has text only.
#[derive(Clone, Debug)]
pub(super) enum Given {
    Json(Value),
    Text(String),
}

impl Given {
    fn number(&self) -> Option<u64> {
        match self {
            Self::Json(value) => value.as_u64(),
            Self::Text(text) => decimal(text),
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Json(value) => value.as_str(),
            Self::Text(text) => Some(text),
        }
    }

    /// The room id as the action understands it.
    pub(super) fn room_id(&self, action: Action) -> Option<RoomId> {
        match action {
            Action::DismissRoom => self.number().map(RoomId::Number),
            Action::DismissRoomByStrRoomId => self.text().map(|text| RoomId::Text(text.to_owned())),
        }
    }

    /// The room id by the value's own type.
    pub(super) fn untyped_room_id(&self) -> Option<RoomId> {
        match self {
            Self::Json(Value::Number(number)) => number.as_u64().map(RoomId::Number),
            other => other.text().map(|text| RoomId::Text(text.to_owned())),
        }
    }
}

/// The parameters that belong to the action.
#[derive(Debug, Default)]
pub(super) struct Parameters(Vec<(String, Given)>);

impl Parameters {
    /// A JSON body's members; a null counts as not sent.
    pub(super) fn from_json(members: Map<String, Value>) -> Self {
        let sent = members.into_iter().filter(|(_, value)| !value.is_null());
        Self(sent.map(|(name, value)| (name, Given::Json(value))).collect())
    }

    /// Query or form parameters without those that belong to the protocol.
    pub(super) fn from_params(params: &Params, protocol: &[&str]) -> Self {
        let own = params.iter().filter(|(name, _)| !protocol.contains(name));
        Self(own.map(|(name, value)| (name.to_owned(), Given::Text(value.to_owned()))).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&Given> {
        self.0.iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The room that is to be dismissed.
    pub(super) fn room(&self, account: &TrtcAccount, action: Action) -> Result<RoomKey, Refusal> {
        if let Some((name, _)) =
            self.0.iter().find(|(name, _)| !matches!(name.as_str(), "SdkAppId" | "RoomId"))
        {
            let saw = format!("`{name}`");
            return Err(Refusal::because(code::UNKNOWN_PARAMETER, saw));
        }
        let missing = |code| move || Refusal::new(code);
        let sdk_app_id = self
            .get("SdkAppId")
            .ok_or_else(missing(code::MISSING_SDK_APP_ID))?
            .number()
            .ok_or_else(|| Refusal::new(code::INVALID_SDK_APP_ID))?;
        let room_id = self
            .get("RoomId")
            .ok_or_else(missing(code::MISSING_ROOM_ID))?
            .room_id(action)
            .ok_or_else(|| wrong_room_type(action))?;
        if sdk_app_id != account.sdk_app_id {
            return Err(Refusal::new(code::FOREIGN_SDK_APP_ID));
        }
        RoomKey::new(Provider::Trtc, room_id)
            .map_err(|error| Refusal::because(code::INVALID_ROOM_ID_VALUE, error.to_string()))
    }
}

fn wrong_room_type(action: Action) -> Refusal {
    let saw = match action {
        Action::DismissRoom => "DismissRoom takes an integer that fits 64 bits",
        Action::DismissRoomByStrRoomId => "DismissRoomByStrRoomId takes a string",
    };
    Refusal::because(code::INVALID_ROOM_ID, saw)
}
