//! Seeds out of `tests/vectors`, signed for the placeholder accounts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use closeroom_sandbox::signatures;
use serde_json::Value;

use super::Seeds;
use crate::accounts::{CALLBACK_KEY, CALLBACK_SECRET};
use crate::reference;

/// So many of the cases of one file become seeds, evenly spread: they come in groups of one kind.
const SEEDS: usize = 40;

pub(super) fn add(seeds: &mut Seeds) {
    for (file, target) in [("zego/response", "zego_response"), ("trtc/response", "trtc_response")] {
        for case in cases(file) {
            seeds.insert((target, name(&case)), response(&case["response"]));
        }
    }
    for case in cases("zego/callback") {
        let body = zego_callback(&case);
        if reference::object(body.as_bytes()).is_some() {
            seeds.insert(("zego_callback_forms", name(&case)), body.clone().into());
        }
        seeds.insert(("zego_callback", name(&case)), body.into());
    }
    for case in cases("trtc/callback") {
        seeds.insert(("trtc_callback", name(&case)), trtc_callback(&case));
    }
    let files = ["zego/request", "zego/invalid", "trtc/request", "trtc/invalid"];
    let all: BTreeSet<String> =
        files.into_iter().flat_map(read).map(|case| text(&case["config"]["endpoint"])).collect();
    for (number, endpoint) in (1..).zip(&all) {
        seeds.insert(("endpoint", format!("text-{number:02}")), endpoint.clone().into());
    }
}

fn cases(file: &str) -> Vec<Value> {
    let all = read(file);
    let step = all.len().div_ceil(SEEDS);
    all.into_iter().step_by(step).collect()
}

fn read(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../vectors/{file}.json"));
    let text = fs::read_to_string(path).expect("the vectors");
    let mut vectors: Value = serde_json::from_str(&text).expect("JSON");
    vectors["cases"].as_array_mut().map(std::mem::take).expect("cases")
}

fn name(case: &Value) -> String {
    text(&case["name"])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn response(response: &Value) -> Vec<u8> {
    message(&response["status"].to_string(), &response["headers"], &text(&response["body"]))
}

/// The body, with the signature of the placeholder account where it had the right one.
fn zego_callback(case: &Value) -> String {
    let body = text(&case["body"]);
    let said = &case["expect"]["ok"];
    let (timestamp, nonce) = (said["timestamp"].to_string(), text(&said["nonce"]));
    let sign = |secret: &str| signatures::zego_callback(secret, &timestamp, &nonce);
    body.replace(&sign(&text(&case["callbackSecret"])), &sign(CALLBACK_SECRET))
}

/// The same with the header `Sign`.
fn trtc_callback(case: &Value) -> Vec<u8> {
    let body = text(&case["body"]);
    let mut headers = case["headers"].clone();
    let was_right = signatures::trtc_callback(&text(&case["callbackKey"]), body.as_bytes());
    for (_, value) in headers.as_object_mut().into_iter().flatten() {
        if *value == *was_right {
            *value = signatures::trtc_callback(CALLBACK_KEY, body.as_bytes()).into();
        }
    }
    message("POST", &headers, &body)
}

fn message(first_line: &str, headers: &Value, body: &str) -> Vec<u8> {
    let headers = headers.as_object().into_iter().flatten();
    let lines = headers.map(|(name, value)| format!("{name}: {}\n", text(value)));
    format!("{first_line}\n{}\n{body}", lines.collect::<String>()).into()
}
