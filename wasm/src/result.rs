//! What the core returns, on its way to become JavaScript objects.

use closeroom::{Closed, Explained, Status, put_integer, put_json_string};
use wasm_bindgen::JsValue;

use crate::request;

/// An object as JSON text: one string crosses the boundary faster than one member after
/// another, and what JavaScript has to make an object of it is native. What is `None` is
/// left out.
pub(crate) struct Members(String);

#[expect(clippy::ref_option, reason = "a member of a struct, where it is: less code at every call")]
impl Members {
    pub(crate) fn new() -> Self {
        let mut json = String::with_capacity(512);
        json.push('{');
        Self(json)
    }

    pub(crate) fn end(mut self) -> JsValue {
        self.0.push('}');
        JsValue::from_str(&self.0)
    }

    /// With a callback's body behind it, in a line of its own: JSON would escape every quote.
    pub(crate) fn end_before(mut self, raw: &str) -> JsValue {
        self.0.push_str("}\n");
        self.0.push_str(raw);
        JsValue::from_str(&self.0)
    }

    fn name(&mut self, name: &str) {
        self.0.push_str(if self.0.len() > 1 { ",\"" } else { "\"" });
        self.0.push_str(name);
        self.0.push_str("\":");
    }

    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        put_json_string(&mut self.0, text);
    }

    pub(crate) fn maybe_text(&mut self, name: &str, text: &Option<String>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    pub(crate) fn flag(&mut self, name: &str, flag: bool) {
        self.name(name);
        self.0.push_str(if flag { "true" } else { "false" });
    }

    /// A time or a counter, which JavaScript reads exactly up to 2⁵³, in milliseconds the
    /// year 287396; beyond that it is neither.
    pub(crate) fn number(&mut self, name: &str, value: u64) {
        self.name(name);
        put_integer(&mut self.0, value);
    }

    pub(crate) fn maybe_number(&mut self, name: &str, value: &Option<u64>) {
        if let Some(value) = value {
            self.number(name, *value);
        }
    }

    pub(crate) fn maybe_code(&mut self, name: &str, code: &Option<u32>) {
        if let Some(code) = code {
            self.number(name, (*code).into());
        }
    }

    /// Decimal text: a JavaScript number would round it.
    pub(crate) fn id(&mut self, name: &str, id: u64) {
        let mut text = String::with_capacity(20);
        put_integer(&mut text, id);
        self.text(name, &text);
    }

    pub(crate) fn maybe_id(&mut self, name: &str, id: &Option<u64>) {
        if let Some(id) = id {
            self.id(name, *id);
        }
    }
}

pub(crate) fn closed(closed: &Closed) -> JsValue {
    let mut members = Members::new();
    members.text(
        "status",
        match closed.status {
            Status::AlreadyGone => "alreadyGone",
            status => status.as_str(),
        },
    );
    members.text("requestId", &closed.request_id);
    members.number("attempts", closed.attempts.into());
    members.end()
}

/// The request packed, and the steps of its signature.
pub(crate) fn explained(explained: &Explained) -> JsValue {
    let mut members = Members::new();
    members.text("request", &request::pack(&explained.request));
    for step in &explained.steps {
        members.text(step.name, &step.value);
    }
    members.end()
}
