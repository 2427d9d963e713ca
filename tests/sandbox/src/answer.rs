//! What the providers answer, and what a request says about itself.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::provider::{Provider, RoomId};
use crate::wire::WireRequest;
use crate::{trtc, zego};

/// The code of a request that was carried out, in journals and log lines.
pub(crate) const SUCCESS: &str = "success";

/// A provider's answer to one request. The HTTP status is always 200.
#[derive(Debug)]
pub(crate) struct Answer {
    /// [`SUCCESS`] or the provider's error code.
    pub(crate) code: String,
    /// The JSON text.
    pub(crate) body: String,
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.body).into_response()
    }
}

/// What a request says about itself, right or wrong.
#[derive(Debug)]
pub(crate) struct Description {
    pub(crate) action: Option<String>,
    pub(crate) room_id: Option<RoomId>,
    pub(crate) timestamp: Option<String>,
}

impl Provider {
    pub(crate) fn describe(self, request: &WireRequest) -> Description {
        match self {
            Self::Zego => zego::describe(request),
            Self::Trtc => trtc::describe(request),
        }
    }

    /// The answer to a request that was carried out.
    pub(crate) fn success(self) -> Answer {
        match self {
            Self::Zego => zego::success(),
            Self::Trtc => trtc::success(),
        }
    }

    /// The answer with this error code; without a message, the documented
    /// meaning of the code is told.
    pub(crate) fn error(self, code: &str, message: Option<&str>) -> Answer {
        match self {
            Self::Zego => zego::error(code, message),
            Self::Trtc => trtc::error(code, message),
        }
    }
}
