//! The rules of a `CloseRoom` request.

use axum::http::Method;

use super::code::{self, Refusal};
use crate::config::ZegoAccount;
use crate::hash;
use crate::params::{Params, ParamsError, decimal};
use crate::provider::{Provider, RoomId, RoomKey};
use crate::rooms::Room;
use crate::state::State;
use crate::wire::WireRequest;

const ACTION: &str = "CloseRoom";
const REQUESTS_PER_SECOND: usize = 1;
const MAX_SKEW_SECONDS: u64 = 600;
const MAX_ROOM_ID_BYTES: usize = 128;
const MAX_CUSTOM_REASON_BYTES: usize = 256;

/// A room that has just been closed.
#[derive(Debug)]
pub(super) struct ClosedRoom {
    pub(super) room: Room,
    /// Whether `room_close` was asked for.
    pub(super) room_close_callback: bool,
}

/// Checks the request by all rules and takes the room away.
pub(super) fn close_room(
    account: &ZegoAccount,
    state: &mut State,
    request: &WireRequest,
) -> Result<ClosedRoom, Refusal> {
    let query = read_query(request)?;
    let common = Common::read(&query)?;
    common.check(account, state)?;

    let room = room_key(&query)?;
    custom_reason(&query)?;
    let room_close_callback = room_close_callback(&query)?;

    if !state.admit(ACTION, REQUESTS_PER_SECOND) {
        return Err(Refusal::new(code::APP_QPS_TOO_HIGH));
    }
    let gone = state.settings.zego_room_gone_code;
    let room = state.rooms.close(&room).ok_or_else(|| Refusal::new(gone.into()))?;
    Ok(ClosedRoom { room, room_close_callback })
}

fn read_query(request: &WireRequest) -> Result<Params, Refusal> {
    if request.method != Method::GET {
        return Err(Refusal::because(
            code::ACTION_UNSUPPORTED,
            "CloseRoom is documented for GET only",
        ));
    }
    Params::decode(request.query.as_bytes()).map_err(|error| {
        let code = match error {
            ParamsError::NoEqualsSign | ParamsError::BadEncoding => code::DECODING_FAILED,
            ParamsError::Repeated(_) => code::INPUT_ERROR,
        };
        Refusal::because(code, error.to_string())
    })
}

/// The common parameters, present and of their form.
#[derive(Debug)]
struct Common<'a> {
    /// As sent: the very text that is signed.
    app_id: &'a str,
    app_id_number: u32,
    signature: &'a str,
    nonce: &'a str,
    timestamp: &'a str,
    timestamp_seconds: i64,
    is_test: Option<&'a str>,
}

impl<'a> Common<'a> {
    /// Reads them in the order of the documented table.
    fn read(query: &'a Params) -> Result<Self, Refusal> {
        let filled = |name| query.get(name).filter(|value| !value.is_empty());
        let required = |name, code| filled(name).ok_or_else(|| Refusal::new(code));

        let action = required("Action", code::ACTION_EMPTY)?;
        if action != ACTION {
            let saw = format!("the sandbox knows {ACTION} only");
            return Err(Refusal::because(code::ACTION_UNSUPPORTED, saw));
        }
        let app_id = required("AppId", code::APP_ID_FORMAT)?;
        let app_id_number = decimal(app_id).ok_or_else(|| Refusal::new(code::APP_ID_FORMAT))?;
        let signature = required("Signature", code::SIGNATURE_EMPTY)?;
        let nonce = required("SignatureNonce", code::NONCE_EMPTY)?;
        if required("SignatureVersion", code::VERSION_EMPTY)? != "2.0" {
            return Err(Refusal::new(code::VERSION_UNSUPPORTED));
        }
        let timestamp = required("Timestamp", code::TIMESTAMP_EMPTY)?;
        let timestamp_seconds =
            decimal(timestamp).ok_or_else(|| Refusal::new(code::TIMESTAMP_FORMAT))?;
        Ok(Self {
            app_id,
            app_id_number,
            signature,
            nonce,
            timestamp,
            timestamp_seconds,
            is_test: query.get("IsTest"),
        })
    }

    fn check(&self, account: &ZegoAccount, state: &mut State) -> Result<(), Refusal> {
        if self.app_id_number != account.app_id {
            let saw = "the sandbox was started with another AppId";
            return Err(Refusal::because(code::NO_SERVER_SECRET, saw));
        }
        let now = state.now_seconds();
        if self.timestamp_seconds.abs_diff(now) > MAX_SKEW_SECONDS {
            let saw = format!(
                "Timestamp {} and the sandbox's clock {now} are more than {MAX_SKEW_SECONDS} s apart",
                self.timestamp
            );
            return Err(Refusal::because(code::SIGNATURE_EXPIRED, saw));
        }
        let secret = account.server_secret.text();
        if self.signature != signature(self.app_id, self.nonce, secret, self.timestamp) {
            return Err(Refusal::new(code::SIGNATURE_ERROR));
        }
        let valid_until = self.timestamp_seconds + MAX_SKEW_SECONDS.cast_signed();
        let nonce = self.nonce.to_owned();
        if !state.zego_nonces.first_use(nonce, valid_until, now) {
            let saw = "SignatureNonce was used before";
            return Err(Refusal::because(code::SIGNATURE_ERROR, saw));
        }
        match self.is_test.map(str::to_ascii_lowercase).as_deref() {
            None | Some("true" | "false") => Ok(()),
            Some(_) => {
                Err(Refusal::because(code::NOT_FOR_PRODUCTION, "IsTest is neither true nor false"))
            }
        }
    }
}

/// The request signature, version 2.0.
fn signature(app_id: &str, nonce: &str, server_secret: &str, timestamp: &str) -> String {
    hash::md5_hex(&[app_id, nonce, server_secret, timestamp].concat())
}

fn room_key(query: &Params) -> Result<RoomKey, Refusal> {
    let id = query.get("RoomId").unwrap_or_default();
    if id.len() > MAX_ROOM_ID_BYTES {
        let saw = format!("RoomId has {} bytes of {MAX_ROOM_ID_BYTES}", id.len());
        return Err(Refusal::because(code::INPUT_TOO_LONG, saw));
    }
    RoomKey::new(Provider::Zego, RoomId::Text(id.to_owned()))
        .map_err(|_| Refusal::because(code::INPUT_ERROR, "RoomId is empty"))
}

fn custom_reason(query: &Params) -> Result<(), Refusal> {
    let bytes = query.get("CustomReason").unwrap_or_default().len();
    if bytes > MAX_CUSTOM_REASON_BYTES {
        let saw = format!("CustomReason has {bytes} bytes of {MAX_CUSTOM_REASON_BYTES}");
        return Err(Refusal::because(code::INPUT_TOO_LONG, saw));
    }
    Ok(())
}

fn room_close_callback(query: &Params) -> Result<bool, Refusal> {
    match query.get("RoomCloseCallback") {
        Some("true") => Ok(true),
        None | Some("false") => Ok(false),
        Some(_) => {
            Err(Refusal::because(code::INPUT_ERROR, "RoomCloseCallback is neither true nor false"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reproduces_the_published_signature() {
        let secret = "9193cc662a4c0ec135ec71fb57194b38";
        assert_eq!(
            signature("12345", "4fd24687296dd9f3", secret, "1615186943"),
            "43e5cfcca828314675f91b001390566a"
        );
    }

    #[test]
    fn the_nonce_is_signed_as_sent_and_in_its_place() {
        let secret = "9193cc662a4c0ec135ec71fb57194b38";
        let published = "43e5cfcca828314675f91b001390566a";
        let upper_case = signature("12345", "4FD24687296DD9F3", secret, "1615186943");
        assert_eq!(upper_case, "705dfbb32d6587107ec6abefef75232e");
        assert_ne!(upper_case, published);
        let swapped = signature("12345", secret, "4fd24687296dd9f3", "1615186943");
        assert_eq!(swapped, "baa6123b85a70b671d0eb7bcc36b368f");
    }
}
