//! ZEGO requests, signed as the documents say.

use std::sync::atomic::{AtomicU64, Ordering};

use super::hash;
use super::http::Request;
use super::now;

pub(crate) const APP_ID: &str = "1234567890";
pub(crate) const SERVER_SECRET: &str = "9193cc662a4c0ec135ec71fb57194b38";
pub(crate) const CALLBACK_SECRET: &str = "zegocallbacksecret";

/// A `CloseRoom` request; right unless a test makes it wrong.
#[derive(Clone, Debug)]
pub(crate) struct CloseRoom {
    pub(crate) app_id: String,
    pub(crate) nonce: String,
    pub(crate) timestamp: String,
    changes: Vec<(String, Option<String>)>,
    business: String,
}

pub(crate) fn close_room(room_id: &str) -> CloseRoom {
    static NONCE: AtomicU64 = AtomicU64::new(1);
    CloseRoom {
        app_id: APP_ID.to_owned(),
        nonce: format!("{:016x}", NONCE.fetch_add(1, Ordering::Relaxed)),
        timestamp: now().to_string(),
        changes: Vec::new(),
        business: format!("RoomId={}", hash::percent_encode(room_id)),
    }
}

impl CloseRoom {
    /// Adds a parameter, or replaces one after the request was signed.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.changes.push((name.to_owned(), Some(value.to_owned())));
        self
    }

    /// Leaves a parameter out after the request was signed.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.changes.push((name.to_owned(), None));
        self
    }

    pub(crate) fn app_id(mut self, app_id: &str) -> Self {
        app_id.clone_into(&mut self.app_id);
        self
    }

    pub(crate) fn nonce(mut self, nonce: &str) -> Self {
        nonce.clone_into(&mut self.nonce);
        self
    }

    pub(crate) fn timestamp(mut self, timestamp: &impl ToString) -> Self {
        self.timestamp = timestamp.to_string();
        self
    }

    /// Replaces the business parameters by a query that is encoded already.
    pub(crate) fn business(mut self, query: &str) -> Self {
        query.clone_into(&mut self.business);
        self
    }

    pub(crate) fn query(&self) -> String {
        let text = format!("{}{}{SERVER_SECRET}{}", self.app_id, self.nonce, self.timestamp);
        let signature = hash::md5_hex(&text);
        let mut params = vec![
            ("Action", "CloseRoom"),
            ("AppId", &self.app_id),
            ("SignatureNonce", &self.nonce),
            ("Timestamp", &self.timestamp),
            ("Signature", &signature),
            ("SignatureVersion", "2.0"),
        ];
        for (name, value) in &self.changes {
            params.retain(|(known, _)| known != name);
            params.extend(value.as_ref().map(|value| (&**name, &**value)));
        }
        let mut query: Vec<_> = params
            .iter()
            .map(|(name, value)| format!("{name}={}", hash::percent_encode(value)))
            .collect();
        query.push(self.business.clone());
        query.join("&")
    }

    pub(crate) fn request(&self) -> Request {
        Request::new("GET", &format!("/?{}", self.query()))
    }
}
