//! Settings, changed and shown while the sandbox runs.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Json;
use serde::{Deserialize, Deserializer};

use super::json::JsonBody;
use crate::app::App;
use crate::clock::ClockOffset;
use crate::settings::{CallbackUrl, RoomGoneCode, Settings, ZegoCallbackForm};

/// New values for some of the settings.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SettingsChange {
    callback_url: Change<Option<CallbackUrl>>,
    rate_limits: Change<bool>,
    clock_offset_seconds: Change<ClockOffset>,
    zego_room_gone_code: Change<RoomGoneCode>,
    zego_callback_form: Change<ZegoCallbackForm>,
    trtc_token_expired: Change<bool>,
}

/// A value that is sent, be it null, or none.
#[derive(Debug, Default)]
enum Change<T> {
    #[default]
    Keep,
    To(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::To)
    }
}

impl<T> Change<T> {
    fn apply(self, setting: &mut T) {
        if let Self::To(value) = self {
            *setting = value;
        }
    }
}

pub(super) async fn show(State(app): State<Arc<App>>) -> Json<Settings> {
    Json(app.state().settings.clone())
}

pub(super) async fn change(
    State(app): State<Arc<App>>,
    JsonBody(change): JsonBody<SettingsChange>,
) -> Json<Settings> {
    let settings = &mut app.state().settings;
    change.callback_url.apply(&mut settings.callback_url);
    change.rate_limits.apply(&mut settings.rate_limits);
    change.clock_offset_seconds.apply(&mut settings.clock_offset_seconds);
    change.zego_room_gone_code.apply(&mut settings.zego_room_gone_code);
    change.zego_callback_form.apply(&mut settings.zego_callback_form);
    change.trtc_token_expired.apply(&mut settings.trtc_token_expired);
    Json(settings.clone())
}
