//! What all tests need.

pub(crate) mod hash;
pub(crate) mod http;
pub(crate) mod receiver;
pub(crate) mod trtc;
pub(crate) mod zego;

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use closeroom_sandbox::{Config, Sandbox};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use http::{Reply, Request};

/// A sandbox with a runtime of its own.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    // Dropped before the runtime that it needs.
    _sandbox: Sandbox,
    _runtime: Runtime,
}

impl Server {
    /// Without rate limits, which few tests want.
    pub(crate) fn start() -> Self {
        Self::start_with(|config| config.settings.rate_limits = false)
    }

    pub(crate) fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::default();
        change(&mut config);
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let sandbox = runtime.block_on(Sandbox::start(config)).unwrap();
        let address = sandbox.url().trim_start_matches("http://").parse().unwrap();
        Self { address, _sandbox: sandbox, _runtime: runtime }
    }

    pub(crate) fn send(&self, request: &Request) -> Reply {
        http::send(self.address, request).expect("an answer")
    }

    /// Sends a request to the control API.
    pub(crate) fn control(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let request = Request::new(method, &format!("/_sandbox{path}")).body(body);
        let reply = self.send(&request);
        let body = if reply.body.is_empty() { Value::Null } else { reply.json() };
        (reply.status, body)
    }

    pub(crate) fn get(&self, path: &str) -> Value {
        let (status, body) = self.control("GET", path, "");
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    pub(crate) fn settings(&self, change: &Value) {
        let (status, body) = self.control("PUT", "/settings", &change.to_string());
        assert_eq!(status, 200, "{body}");
    }

    pub(crate) fn open(&self, provider: &str, room_id: impl Into<Value>) {
        self.open_with(provider, room_id, &[], &[]);
    }

    pub(crate) fn open_with(
        &self,
        provider: &str,
        room_id: impl Into<Value>,
        users: &[&str],
        streams: &[&str],
    ) {
        let room = json!({
            "provider": provider,
            "room_id": room_id.into(),
            "users": users,
            "streams": streams,
        });
        let (status, body) = self.control("POST", "/rooms", &room.to_string());
        assert_eq!(status, 201, "{body}");
    }

    pub(crate) fn is_open(&self, provider: &str, room_id: impl Into<Value>) -> bool {
        let room_id = room_id.into();
        let rooms = self.get("/rooms");
        let mut rooms = rooms.as_array().unwrap().iter();
        rooms.any(|room| room["provider"] == provider && room["room_id"] == room_id)
    }

    /// Plans a fault for the next request.
    pub(crate) fn plan(&self, fault: &Value) {
        self.plan_all(&json!({ "fault": fault }));
    }

    /// Plans a fault for the next request, which is carried out first.
    pub(crate) fn plan_after_close(&self, fault: &Value) {
        self.plan_all(&json!({ "fault": fault, "after_close": true }));
    }

    pub(crate) fn plan_all(&self, plan: &Value) {
        let (status, body) = self.control("POST", "/faults", &plan.to_string());
        assert_eq!(status, 201, "{body}");
    }

    /// The journal's last request.
    pub(crate) fn last_request(&self) -> Value {
        let requests = self.get("/requests");
        requests.as_array().unwrap().last().unwrap().clone()
    }

    /// The journal of callbacks, once it has `count` entries and all of them
    /// have been answered or given up.
    pub(crate) fn settled_callbacks(&self, count: usize) -> Vec<Value> {
        let deadline = SystemTime::now() + Duration::from_secs(10);
        loop {
            let callbacks = self.get("/callbacks");
            let callbacks = callbacks.as_array().unwrap();
            let settled =
                callbacks.iter().filter(|it| !it["status"].is_null() || !it["error"].is_null());
            if callbacks.len() == count && settled.count() == count {
                return callbacks.clone();
            }
            assert!(SystemTime::now() < deadline, "{callbacks:?}");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// The machine's time in Unix seconds.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}
