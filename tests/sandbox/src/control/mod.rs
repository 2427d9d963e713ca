//! The control API: what tests tell the sandbox, and what it tells them.

mod json;
mod rooms;
mod settings;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Json;
use axum::routing::{get, post};
use serde_json::Value;

use crate::app::App;
use crate::door::DoorState;
use crate::fault::PlannedFault;
use json::{JsonBody, listing};

pub(crate) use json::ControlError;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/rooms", get(rooms::list).post(rooms::open))
        .route("/requests", get(requests))
        .route("/callbacks", get(callbacks))
        .route("/settings", get(settings::show).put(settings::change))
        .route("/faults", post(plan_fault))
        .route("/door", get(door).post(open_door))
        .route("/reset", post(reset))
}

async fn requests(State(app): State<Arc<App>>) -> Json<Value> {
    listing(app.state().requests.entries())
}

async fn callbacks(State(app): State<Arc<App>>) -> Json<Value> {
    listing(app.state().callbacks.entries())
}

async fn plan_fault(
    State(app): State<Arc<App>>,
    JsonBody(fault): JsonBody<PlannedFault>,
) -> Result<(StatusCode, Json<PlannedFault>), ControlError> {
    let fault = fault.checked().map_err(ControlError::invalid)?;
    app.state().faults.plan(fault.clone());
    Ok((StatusCode::CREATED, Json(fault)))
}

async fn door(State(app): State<Arc<App>>) -> Json<DoorState> {
    Json(app.door.state())
}

async fn open_door(State(app): State<Arc<App>>) -> Result<Json<DoorState>, ControlError> {
    app.door.open().map_err(|error| ControlError::failed(format!("it stays shut: {error}")))?;
    Ok(Json(app.door.state()))
}

async fn reset(State(app): State<Arc<App>>) -> StatusCode {
    app.reset();
    StatusCode::NO_CONTENT
}
