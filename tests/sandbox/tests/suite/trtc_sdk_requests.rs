//! Requests signed by Tencent's official SDKs, sent byte for byte at the time
//! they were signed for.

use closeroom_sandbox::{ClockOffset, Secret};
use serde::Deserialize;
use serde_json::Value;

use crate::support::http::Request;
use crate::support::{Server, now};

const FILE: &str = include_str!("../data/trtc-sdk-requests.json");

#[derive(Debug, Deserialize)]
struct File {
    requests: Vec<Signed>,
}

#[derive(Debug, Deserialize)]
struct Signed {
    name: String,
    token: Option<String>,
    timestamp: i64,
    room: Value,
    method: String,
    host: String,
    query: String,
    headers: serde_json::Map<String, Value>,
    body: String,
}

impl Signed {
    fn server(&self) -> Server {
        Server::start_with(|config| {
            let offset = ClockOffset::try_from(self.timestamp - now()).unwrap();
            config.settings.clock_offset_seconds = offset;
            config.trtc.token = self.token.clone().map(Secret::new);
        })
    }

    fn request(&self) -> Request {
        let start = Request::new(&self.method, &format!("/?{}", self.query))
            .header("Host", &self.host)
            .body(&self.body);
        self.headers
            .iter()
            .fold(start, |request, (name, value)| request.header(name, value.as_str().unwrap()))
    }
}

#[test]
fn are_accepted_as_they_are_and_no_other_way() {
    let file: File = serde_json::from_str(FILE).unwrap();
    assert_eq!(file.requests.len(), 28);
    for signed in &file.requests {
        let server = signed.server();
        server.open("trtc", signed.room.clone());

        let mut elsewhere = signed.request();
        for (name, value) in &mut elsewhere.headers {
            if name == "Host" {
                value.insert(0, 'x');
            }
        }
        let answer = server.send(&elsewhere).json();
        let code = &answer["Response"]["Error"]["Code"];
        assert_eq!(code, "AuthFailure.SignatureFailure", "{}", signed.name);

        let answer = server.send(&signed.request()).json();
        assert!(answer["Response"]["Error"].is_null(), "{}: {answer}", signed.name);
        assert!(!server.is_open("trtc", signed.room.clone()), "{}", signed.name);
    }
}
