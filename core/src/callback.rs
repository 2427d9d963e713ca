//! What the callbacks of all providers have in common.

use alloc::format;
use alloc::string::String;
use core::str::FromStr;

use crate::error::{Error, ErrorKind, Provider};
use crate::json::{Object, Value};

/// Names the provider once for the errors of its callbacks.
#[derive(Clone, Copy)]
pub(crate) struct Refusals(pub(crate) Provider);

impl Refusals {
    /// The signature does not verify, or there is none.
    pub(crate) fn invalid_signature(self, what: &str) -> Error {
        self.error(ErrorKind::InvalidSignature, what)
    }

    /// The body is not what the provider documents.
    pub(crate) fn unexpected(self, what: &str) -> Error {
        self.error(ErrorKind::UnexpectedResponse, what)
    }

    pub(crate) fn missing(self, name: &str) -> Error {
        self.unexpected(&format!("{name} is missing, or is no whole number in its range"))
    }

    /// Sent outside the allowed window, at this time in this unit.
    pub(crate) fn stale(self, sent: u64, unit: &str) -> Error {
        let what = format!(
            "sent at Unix {unit} {sent}, outside the allowed window; \
             a late repetition, a replay, or a wrong clock here"
        );
        self.error(ErrorKind::Stale, &what)
    }

    fn error(self, kind: ErrorKind, what: &str) -> Error {
        Error::new(kind, self.0, format!("{} callback: {what}", self.0))
    }
}

/// The fields of an event. Providers send numbers as strings and the other
/// way round. An optional field that cannot be read counts as not sent: the
/// body is kept as a whole beside the fields, and an odd field is no reason
/// to refuse an event that is genuine.
pub(crate) struct Fields<'a> {
    object: &'a Object<'a>,
    refusals: Refusals,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(object: &'a Object<'a>, refusals: Refusals) -> Self {
        Self { object, refusals }
    }

    pub(crate) fn value(&self, name: &str) -> Option<&'a Value<'a>> {
        self.object.get(name)
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.object.text(name).map(String::from)
    }

    pub(crate) fn number<N: FromStr>(&self, name: &str) -> Option<N> {
        self.object.text(name)?.parse().ok()
    }

    pub(crate) fn required_text(&self, name: &str) -> Result<String, Error> {
        self.text(name).ok_or_else(|| self.refusals.unexpected(&format!("{name} is missing")))
    }

    pub(crate) fn required_number<N: FromStr>(&self, name: &str) -> Result<N, Error> {
        self.number(name).ok_or_else(|| self.refusals.missing(name))
    }
}
