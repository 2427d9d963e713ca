//! The rules of the two actions, whichever way they are signed.

use axum::http::Method;

use super::code::{self, Refusal};
use super::common::{Action, Common};
use super::parameters::Parameters;
use super::{tc3, v1};
use crate::answer::Description;
use crate::config::TrtcAccount;
use crate::params::Params;
use crate::rooms::Room;
use crate::state::State;
use crate::wire::WireRequest;

const REQUESTS_PER_SECOND: usize = 20;
const MAX_GET_BYTES: usize = 32 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Checks the request by all rules and takes the room away.
pub(super) fn dismiss_room(
    account: &TrtcAccount,
    state: &mut State,
    request: &WireRequest,
) -> Result<Room, Refusal> {
    check_method_and_size(request)?;
    let (action, parameters) = if is_tc3(request) {
        let common = tc3::common(request)?;
        tc3::authenticate(account, request, &common, state.now_seconds())?;
        check_common(account, state, &common)?;
        (common.action, tc3_parameters(request)?)
    } else {
        check_post(request, FORM)?;
        let params = v1::parameters(request)?;
        let common = v1::common(&params)?;
        v1::authenticate(account, state, request, &params, &common)?;
        check_common(account, state, &common)?;
        let parameters = Parameters::from_params(&params, &v1::PROTOCOL_PARAMETERS);
        (common.action, parameters)
    };

    let room = parameters.room(account, action)?;
    if !state.admit(action.name(), REQUESTS_PER_SECOND) {
        return Err(Refusal::new(code::REQUEST_LIMIT_EXCEEDED));
    }
    state.rooms.close(&room).ok_or_else(|| Refusal::new(code::ROOM_NOT_EXIST))
}

/// What the request says about itself.
pub(super) fn describe(request: &WireRequest) -> Description {
    let form = request.form_params();
    let query = request.query_params();
    let common = |name: &str| {
        let sent = if is_tc3(request) {
            request.header_text(&format!("X-TC-{name}"))
        } else {
            query.get(name).or_else(|| form.get(name))
        };
        sent.map(str::to_owned)
    };
    let action = common("Action");
    let body = serde_json::from_slice(request.body()).map(Parameters::from_json);
    let room_id = [
        Parameters::from_params(&query, &[]),
        Parameters::from_params(&form, &[]),
        body.unwrap_or_default(),
    ]
    .iter()
    .find_map(|parameters| parameters.get("RoomId"))
    .and_then(|given| {
        let action = action.as_deref().and_then(Action::named);
        action.and_then(|action| given.room_id(action)).or_else(|| given.untyped_room_id())
    });
    Description { timestamp: common("Timestamp"), action, room_id }
}

/// TC3 carries its common parameters in headers, v1 among the others.
fn is_tc3(request: &WireRequest) -> bool {
    request.header("Authorization").is_some() || request.header("X-TC-Action").is_some()
}

fn check_method_and_size(request: &WireRequest) -> Result<(), Refusal> {
    let too_large = |saw: &str| Err(Refusal::because(code::REQUEST_SIZE_LIMIT_EXCEEDED, saw));
    match request.method {
        _ if request.body.is_none() => too_large("a POST has at most 10 MB"),
        Method::GET if request.query.len() > MAX_GET_BYTES => too_large("a GET has at most 32 KB"),
        Method::GET | Method::POST => Ok(()),
        _ => Err(Refusal::because(code::UNSUPPORTED_PROTOCOL, "the methods are GET and POST")),
    }
}

fn check_common(account: &TrtcAccount, state: &State, common: &Common<'_>) -> Result<(), Refusal> {
    common.check_token(account, state.settings.trtc_token_expired)?;
    common.check_region()
}

/// A POST says what its body is, and has its parameters there.
fn check_post(request: &WireRequest, content_type: &str) -> Result<(), Refusal> {
    if request.method != Method::POST {
        return Ok(());
    }
    check_content_type(request, content_type)?;
    match request.query_params().iter().next() {
        Some((name, _)) => {
            let saw = format!("`{name}` in the query of a POST");
            Err(Refusal::because(code::UNKNOWN_PARAMETER, saw))
        }
        None => Ok(()),
    }
}

fn check_content_type(request: &WireRequest, expected: &str) -> Result<(), Refusal> {
    if request.media_type() == expected {
        return Ok(());
    }
    let saw = format!("`Content-Type` must be {expected}");
    Err(Refusal::because(code::INVALID_PARAMETER, saw))
}

fn tc3_parameters(request: &WireRequest) -> Result<Parameters, Refusal> {
    if request.method == Method::GET {
        check_content_type(request, FORM)?;
        return Params::decode(request.query.as_bytes())
            .map(|query| Parameters::from_params(&query, &[]))
            .map_err(|error| Refusal::because(code::URL_PARAMS_ERROR, error.to_string()));
    }
    check_post(request, JSON)?;
    serde_json::from_slice(request.body())
        .map(Parameters::from_json)
        .map_err(|_| Refusal::because(code::BODY_PARAMS_ERROR, "the body is no JSON object"))
}
