//! A sandbox of a row's own, told what to do over its control API as in every other language.

use std::thread;
use std::time::{Duration, Instant};

use closeroom_sandbox::{Config, Secret, Settings};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use ureq::Agent;

use crate::row::{Provider, Room};

/// Beyond this, what should come to an end hangs.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Sandbox {
    running: closeroom_sandbox::Sandbox,
    agent: Agent,
    /// What it runs on; ends last.
    _runtime: Runtime,
}

impl Sandbox {
    /// The arguments are those of the program.
    pub(crate) fn start(arguments: &[String]) -> Self {
        let mut config = Config {
            settings: Settings { rate_limits: false, ..Settings::default() },
            ..Config::default()
        };
        match arguments {
            [] => {}
            [option, token] if option == "--trtc-token" => {
                config.trtc.token = Some(Secret::new(token));
            }
            others => panic!("the sandbox is not started with {others:?} here"),
        }
        let runtime = Runtime::new().unwrap();
        let running = runtime.block_on(closeroom_sandbox::Sandbox::start(config)).unwrap();
        Self { running, agent: closeroom_faults::agent(), _runtime: runtime }
    }

    pub(crate) fn url(&self) -> String {
        self.running.url()
    }

    /// Where nothing listens yet.
    pub(crate) fn door(&self) -> String {
        self.get("door")["url"].as_str().unwrap().to_owned()
    }

    pub(crate) fn open_door(&self) {
        self.call("door");
    }

    pub(crate) fn open(&self, provider: Provider, room: &Room) {
        self.post("rooms", &json!({ "provider": provider, "room_id": room }));
    }

    pub(crate) fn rooms(&self) -> Value {
        self.get("rooms")
    }

    /// The requests, once all of them have been answered, or been given up.
    pub(crate) fn requests(&self) -> Vec<Value> {
        let end = Instant::now() + PATIENCE;
        loop {
            let Value::Array(requests) = self.get("requests") else { panic!("no list") };
            if requests.iter().all(|request| !request["answer"].is_null()) {
                return requests;
            }
            assert!(Instant::now() < end, "a request is still under way: {requests:?}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn reset(&self) {
        self.call("reset");
    }

    fn get(&self, path: &str) -> Value {
        let mut answer = self.agent.get(self.address(path)).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    fn call(&self, path: &str) {
        let answer = self.agent.post(self.address(path)).send_empty().unwrap();
        assert!(answer.status().is_success(), "{path}: {answer:?}");
    }

    pub(crate) fn post(&self, path: &str, body: &impl Serialize) {
        let body = serde_json::to_string(body).unwrap();
        let answer = self.agent.post(self.address(path)).send(body).unwrap();
        assert!(answer.status().is_success(), "{path}: {answer:?}");
    }

    pub(crate) fn put(&self, path: &str, body: &impl Serialize) {
        let body = serde_json::to_string(body).unwrap();
        let answer = self.agent.put(self.address(path)).send(body).unwrap();
        assert!(answer.status().is_success(), "{path}: {answer:?}");
    }

    fn address(&self, path: &str) -> String {
        format!("{}/_sandbox/{path}", self.url())
    }
}
