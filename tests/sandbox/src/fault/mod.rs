//! Faults: answers that go wrong on demand.

mod echo;
mod spoil;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::provider::Provider;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Fault {
    /// Waits, then answers normally.
    Delay { ms: u64 },
    /// Never answers.
    Hang {},
    /// Closes the connection without an answer.
    Drop {},
    /// Closes the connection within the body.
    DropMidBody {},
    /// An HTTP error status, which no provider documents.
    Status {
        status: u16,
        #[serde(skip_serializing_if = "Option::is_none")]
        retry_after: Option<u64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        body: Option<String>,
    },
    /// A page for people.
    Html {},
    /// The first half of the JSON text, as if it were all.
    TruncatedJson {},
    /// No body.
    EmptyBody {},
    /// The normal answer, padded with spaces.
    BigBody { bytes: usize },
    /// A body that does not end, at once of that size.
    EndlessBody {
        #[serde(default)]
        bytes: usize,
    },
    /// The normal answer's head at once, its body later.
    SlowBody { ms: u64 },
    /// The normal answer, called HTML.
    WrongContentType {},
    /// An error answer of the provider.
    Code {
        code: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// All of the request, sent back.
    Echo { place: echo::Place },
    /// Sends the client elsewhere.
    Redirect { location: String },
    /// The normal answer without a `Date` header.
    NoDate {},
    /// The request comes twice; the client gets the normal answer to the second.
    Replay {},
}

impl Fault {
    const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

    /// The name under which the fault is asked for.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Delay { .. } => "delay",
            Self::Hang {} => "hang",
            Self::Drop {} => "drop",
            Self::DropMidBody {} => "drop_mid_body",
            Self::Status { .. } => "status",
            Self::Html {} => "html",
            Self::TruncatedJson {} => "truncated_json",
            Self::EmptyBody {} => "empty_body",
            Self::BigBody { .. } => "big_body",
            Self::EndlessBody { .. } => "endless_body",
            Self::SlowBody { .. } => "slow_body",
            Self::WrongContentType {} => "wrong_content_type",
            Self::Code { .. } => "code",
            Self::Echo { .. } => "echo",
            Self::Redirect { .. } => "redirect",
            Self::NoDate {} => "no_date",
            Self::Replay {} => "replay",
        }
    }

    /// Whether the client still gets the provider's own answer, which then has
    /// to be true: the request is carried out.
    pub(crate) fn keeps_the_answer(&self) -> bool {
        matches!(
            self,
            Self::Delay { .. }
                | Self::BigBody { .. }
                | Self::SlowBody { .. }
                | Self::WrongContentType {}
                | Self::NoDate {}
                | Self::Replay {}
        )
    }

    /// The HTTP status that the client sees, if it sees one.
    pub(crate) fn http_status(&self) -> Option<u16> {
        match self {
            Self::Hang {} | Self::Drop {} => None,
            Self::Status { status, .. } => Some(*status),
            Self::Echo { place } => Some(place.http_status()),
            Self::Redirect { .. } => Some(307),
            _ => Some(200),
        }
    }

    /// Checks what the types do not; an error names the field.
    fn check(&self) -> Result<(), String> {
        match self {
            Self::Status { status, .. } if !(200..=599).contains(status) => {
                Err("fault.status: expected a number from 200 to 599".to_owned())
            }
            Self::BigBody { bytes } | Self::EndlessBody { bytes }
                if *bytes > Self::MAX_BODY_BYTES =>
            {
                let max = Self::MAX_BODY_BYTES;
                Err(format!("fault.bytes: expected at most {max}"))
            }
            Self::Redirect { location }
                if !location.bytes().all(|byte| byte.is_ascii_graphic()) =>
            {
                Err("fault.location: expected a URL in printable ASCII".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// The only provider that can give this answer, if it is but one.
    fn provider(&self) -> Option<Provider> {
        match self {
            Self::Code { code, .. } if code.parse::<u32>().is_ok() => Some(Provider::Zego),
            Self::Code { .. } => Some(Provider::Trtc),
            _ => None,
        }
    }
}

/// A fault and whom it is to strike.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlannedFault {
    /// Both providers if unset.
    provider: Option<Provider>,
    pub(crate) fault: Fault,
    /// How many requests it still strikes.
    #[serde(default = "once")]
    times: u32,
    /// Whether the request is carried out before its answer is spoilt.
    #[serde(default)]
    pub(crate) after_close: bool,
}

fn once() -> u32 {
    1
}

impl PlannedFault {
    /// Refuses what could never strike; an error names the field.
    pub(crate) fn checked(mut self) -> Result<Self, String> {
        if self.times == 0 {
            return Err("times: expected at least 1".to_owned());
        }
        self.fault.check()?;
        match (self.provider, self.fault.provider()) {
            (Some(asked), Some(able)) if asked != able => {
                Err(format!("fault.code: this is no code of {asked}"))
            }
            (asked, able) => {
                self.provider = asked.or(able);
                Ok(self)
            }
        }
    }
}

/// The faults to come, first planned, first to strike.
#[derive(Debug, Default)]
pub(crate) struct FaultQueue(VecDeque<PlannedFault>);

impl FaultQueue {
    pub(crate) fn plan(&mut self, fault: PlannedFault) {
        self.0.push_back(fault);
    }

    /// The fault that strikes the next request to `provider`.
    pub(crate) fn strike(&mut self, provider: Provider) -> Option<PlannedFault> {
        let index =
            self.0.iter().position(|planned| planned.provider.is_none_or(|it| it == provider))?;
        self.0[index].times -= 1;
        if self.0[index].times == 0 { self.0.remove(index) } else { self.0.get(index).cloned() }
    }
}
