//! The common parameters, which are headers in TC3 and parameters in v1.

use super::code::{self, Refusal};
use crate::config::TrtcAccount;
use crate::params::decimal;
use crate::secret::Secret;

const VERSION: &str = "2019-07-22";
const MAX_SKEW_SECONDS: u64 = 300;

/// The regions that one or the other of the documents lists.
const REGIONS: [&str; 4] = ["ap-beijing", "ap-guangzhou", "ap-singapore", "ap-mumbai"];

/// What the request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Rooms named by text.
    DismissRoomByStrRoomId,
    /// Numeric rooms.
    DismissRoom,
}

impl Action {
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::DismissRoomByStrRoomId, Self::DismissRoom]
            .into_iter()
            .find(|action| action.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::DismissRoomByStrRoomId => "DismissRoomByStrRoomId",
            Self::DismissRoom => "DismissRoom",
        }
    }
}

/// The common parameters, present and of their form.
#[derive(Debug)]
pub(super) struct Common<'a> {
    pub(super) action: Action,
    /// As sent: the very text that is signed.
    pub(super) timestamp: &'a str,
    pub(super) timestamp_seconds: i64,
    region: &'a str,
    token: Option<&'a str>,
}

impl<'a> Common<'a> {
    pub(super) fn read(lookup: impl Fn(&str) -> Option<&'a str>) -> Result<Self, Refusal> {
        let required = |name| lookup(name).ok_or_else(|| Refusal::missing(name));
        let action = required("Action")?;
        let version = required("Version")?;
        let timestamp = required("Timestamp")?;
        let region = required("Region")?;

        let action = Action::named(action).ok_or_else(|| {
            let saw = "the sandbox knows DismissRoomByStrRoomId and DismissRoom";
            Refusal::because(code::INVALID_ACTION, saw)
        })?;
        if version != VERSION {
            let saw = format!("`Version` is {VERSION}");
            return Err(Refusal::because(code::NO_SUCH_VERSION, saw));
        }
        let timestamp_seconds = decimal(timestamp).ok_or_else(|| {
            let saw = "`Timestamp` is a number of seconds";
            Refusal::because(code::INVALID_PARAMETER_VALUE, saw)
        })?;
        Ok(Self { action, timestamp, timestamp_seconds, region, token: lookup("Token") })
    }

    pub(super) fn check_clock(&self, now: i64) -> Result<(), Refusal> {
        if self.timestamp_seconds.abs_diff(now) > MAX_SKEW_SECONDS {
            let saw = format!(
                "`Timestamp` {} and the sandbox's clock {now} are more than {MAX_SKEW_SECONDS} s apart",
                self.timestamp
            );
            return Err(Refusal::because(code::SIGNATURE_EXPIRE, saw));
        }
        Ok(())
    }

    /// Until when a request with this timestamp passes the clock check.
    pub(super) fn valid_until(&self) -> i64 {
        self.timestamp_seconds + MAX_SKEW_SECONDS.cast_signed()
    }

    pub(super) fn check_token(&self, account: &TrtcAccount, expired: bool) -> Result<(), Refusal> {
        // An empty token is none, on either side.
        let sent = self.token.filter(|token| !token.is_empty());
        let expected = account.token.as_ref().map(Secret::text);
        match (sent, expected.filter(|token| !token.is_empty())) {
            (Some(sent), Some(expected)) if sent == expected && expired => {
                Err(Refusal::because(code::TOKEN_FAILURE, "it has expired"))
            }
            (sent, expected) if sent == expected => Ok(()),
            (None, _) => Err(Refusal::because(code::TOKEN_FAILURE, "no `Token`")),
            (_, None) => {
                let saw = "a `Token` with a long-term key";
                Err(Refusal::because(code::TOKEN_FAILURE, saw))
            }
            _ => Err(Refusal::new(code::TOKEN_FAILURE)),
        }
    }

    pub(super) fn check_region(&self) -> Result<(), Refusal> {
        if self.region.is_empty() {
            let saw = "`Region` is empty";
            return Err(Refusal::because(code::INVALID_PARAMETER_VALUE, saw));
        }
        if !REGIONS.contains(&self.region) {
            let saw = format!("documented are {}", REGIONS.join(", "));
            return Err(Refusal::because(code::UNSUPPORTED_REGION, saw));
        }
        Ok(())
    }
}

pub(super) fn check_secret_id(account: &TrtcAccount, secret_id: &str) -> Result<(), Refusal> {
    if secret_id == account.secret_id {
        Ok(())
    } else {
        Err(Refusal::new(code::SECRET_ID_NOT_FOUND))
    }
}
