//! What the callbacks of all providers have in common.

use alloc::string::String;

use crate::error::{Error, ErrorKind, Provider};
use crate::json::{Object, Value};
use crate::read::whole_number;
use crate::text::text;

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

    /// Sent outside the allowed window, at this time in this unit.
    pub(crate) fn stale(self, sent: u64, unit: &str) -> Error {
        let what = text![
            "sent at Unix ",
            unit,
            " ",
            sent,
            ", outside the allowed window; a late repetition, a replay, or a wrong clock here",
        ];
        self.error(ErrorKind::Stale, &what)
    }

    fn error(self, kind: ErrorKind, what: &str) -> Error {
        Error::new(kind, self.0, text![self.0.as_str(), " callback: ", what])
    }
}

/// The fields of an event. Providers send numbers as strings and the other
/// way round. An optional field that cannot be read counts as not sent: the
/// body is kept as a whole beside the fields, and an odd field is no reason
/// to refuse an event that is genuine.
#[derive(Clone, Copy)]
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

    /// Reads a field that need not be there.
    pub(crate) fn read<T: FromText>(&self, name: &str, into: &mut Option<T>) {
        *into = self.text(name).and_then(T::from_text);
    }

    /// A field that has to be there.
    pub(crate) fn required<T: FromText>(&self, name: &str) -> Result<T, Error> {
        let value = self.text(name).and_then(T::from_text);
        value.ok_or_else(|| self.missing(name, T::OR_ELSE))
    }

    /// The text of a field that has to be there.
    pub(crate) fn present(&self, name: &str) -> Result<&'a str, Error> {
        self.text(name).ok_or_else(|| self.missing(name, ""))
    }

    /// Copies the text of a field, if it is there, into an empty one.
    pub(crate) fn copy(&self, name: &str, into: &mut String) {
        into.push_str(self.text(name).unwrap_or_default());
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        self.object.text(name)
    }

    fn missing(&self, name: &str, or_else: &str) -> Error {
        self.refusals.unexpected(&text![name, " is missing", or_else])
    }
}

/// What a field can hold.
pub(crate) trait FromText: Sized {
    /// What else may be wrong with a field that counts as missing.
    const OR_ELSE: &str;

    fn from_text(text: &str) -> Option<Self>;
}

impl FromText for String {
    const OR_ELSE: &str = "";

    fn from_text(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

impl FromText for u64 {
    const OR_ELSE: &str = ", or is no whole number in its range";

    fn from_text(text: &str) -> Option<Self> {
        whole_number(text)
    }
}

impl FromText for u32 {
    const OR_ELSE: &str = u64::OR_ELSE;

    fn from_text(text: &str) -> Option<Self> {
        u64::from_text(text)?.try_into().ok()
    }
}
