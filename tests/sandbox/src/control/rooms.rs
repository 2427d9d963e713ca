//! Rooms, opened and listed by tests.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Json;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{ControlError, JsonBody, listing};
use crate::app::App;
use crate::provider::{Provider, RoomId, RoomKey};
use crate::rooms::Room;

/// A room as tests see it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoomView {
    provider: Provider,
    room_id: RoomId,
    #[serde(default)]
    users: Vec<String>,
    #[serde(default)]
    streams: Vec<String>,
}

impl From<&Room> for RoomView {
    fn from(room: &Room) -> Self {
        Self {
            provider: room.key.provider(),
            room_id: room.key.id().clone(),
            users: room.users.clone(),
            streams: room.streams.clone(),
        }
    }
}

pub(super) async fn list(State(app): State<Arc<App>>) -> Json<Value> {
    listing(app.state().rooms.iter().map(RoomView::from))
}

pub(super) async fn open(
    State(app): State<Arc<App>>,
    JsonBody(view): JsonBody<RoomView>,
) -> Result<(StatusCode, Json<RoomView>), ControlError> {
    let key = RoomKey::new(view.provider, view.room_id.clone())
        .map_err(|error| ControlError::invalid(format!("room_id: {error}")))?;
    let room = Room::new(key, view.users.clone(), view.streams.clone());
    app.state().rooms.open(room);
    Ok((StatusCode::CREATED, Json(view)))
}
