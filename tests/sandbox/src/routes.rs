//! What is served where.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use tokio::time;

use crate::app::App;
use crate::control::{self, ControlError};
use crate::fault::{Fault, PlannedFault};
use crate::provider::Provider;
use crate::watch::Watch;
use crate::wire::WireRequest;

/// Both providers at `/`, the control API below `/_sandbox/`.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", any(provider))
        .nest("/_sandbox", control::routes())
        .fallback(nothing_here)
        .method_not_allowed_fallback(wrong_method)
        .with_state(app)
}

async fn nothing_here() -> ControlError {
    ControlError::not_found("both providers are at `/`, the control API is below `/_sandbox/`")
}

async fn wrong_method() -> ControlError {
    ControlError::wrong_method("this part of the control API does not take this method")
}

/// Answers a provider request, or does to it what the next fault says.
async fn provider(State(app): State<Arc<App>>, request: Request) -> Response {
    let request = WireRequest::read(request).await;
    let provider = Provider::of(&request);
    match app.strike(provider) {
        None => {
            let (record, answer) = app.answer(provider, &request);
            Watch::new(&app, record).over(answer.into_response())
        }
        Some(planned) => struck(&app, provider, &request, planned).await,
    }
}

async fn struck(
    app: &Arc<App>,
    provider: Provider,
    request: &WireRequest,
    planned: PlannedFault,
) -> Response {
    let PlannedFault { fault, after_close, .. } = planned;
    let record = app.record_struck(provider, request, &fault);
    let watch = Watch::new(app, record);
    let carry_out = || {
        let answer = app.carry_out(provider, request);
        app.carried_out(record, &answer);
        answer
    };
    if let (Fault::Delay { ms }, false) = (&fault, after_close) {
        time::sleep(Duration::from_millis(*ms)).await;
        return watch.over(carry_out().into_response());
    }
    if let Fault::Replay {} = fault {
        // The answer to the first is the one that is lost.
        carry_out();
    }
    let answer =
        if after_close || fault.keeps_the_answer() { carry_out() } else { provider.success() };
    watch.over(fault.spoil(provider, request, answer).await)
}
