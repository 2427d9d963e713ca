//! What a row says comes of its calls, and whether it did.

use std::time::Instant;

use closeroom::{Closed, Error};
use serde_json::{Value, json};

use crate::client::Client;
use crate::row::{Close, Expect, Options, Room, Row};
use crate::sandbox::Sandbox;

/// The call that meets what the row has prepared.
pub(crate) fn first(row: &Row, sandbox: &Sandbox, client: &Client) {
    let begun = Instant::now();
    let result = client.close_room(&row.room, &row.close, &row.options);
    let ms = begun.elapsed().as_millis();
    let expect = &row.expect;
    assert!(ms >= u128::from(expect.least_ms), "it took {ms} ms only");
    outcome(&result, &expect.outcome, row, client);
    match &result {
        Ok(closed) => assert_eq!(Some(closed.attempts), expect.attempts),
        Err(error) => details(error, expect),
    }
    requests(&sandbox.requests(), row);
    let rooms = sandbox.rooms();
    assert_eq!(rooms != json!([]), expect.open, "{rooms}");
}

/// A call that meets nothing, by the same client.
pub(crate) fn next(row: &Row, sandbox: &Sandbox, client: &Client) {
    let room = Room::Text("next".to_owned());
    sandbox.open(row.provider, &room);
    let options = Options { timeout_ms: 60_000, max_attempts: None, already_gone_is_error: None };
    let result = client.close_room(&room, &Close::default(), &options);
    outcome(&result, &row.next.outcome, row, client);
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert_eq!(sandbox.rooms() == json!([]), result.is_ok());
}

fn outcome(result: &Result<Closed, Error>, expected: &str, row: &Row, client: &Client) {
    let outcome = match result {
        Ok(closed) => closed.status.as_str(),
        Err(error) => error.kind().as_str(),
    };
    assert_eq!(outcome, expected, "{result:?}");
    let request_id = match result {
        Ok(closed) => Some(&*closed.request_id),
        Err(error) => error.provider_code().map(|_| error.request_id().unwrap_or_default()),
    };
    assert!(request_id.is_none_or(|id| id.len() >= 8), "{result:?}");
    if let Err(error) = result {
        assert_eq!(error.provider().as_str(), row.provider.as_str());
        no_credential(&format!("{error}\n{error:?}\n{}", client.printed()), client);
    }
}

fn details(error: &Error, expect: &Expect) {
    assert_eq!(Some(error.retryable()), expect.retryable, "{error:?}");
    assert_eq!(error.http_status(), expect.http_status, "{error:?}");
    assert_eq!(error.provider_code(), expect.provider_code.as_deref(), "{error:?}");
    assert_eq!(error.retry_after_ms(), expect.retry_after_ms, "{error:?}");
    if let Some(part) = &expect.message {
        assert!(error.message().contains(part), "{error:?}");
    }
}

fn requests(seen: &[Value], row: &Row) {
    let expect = &row.expect;
    assert_eq!(seen.len(), expect.requests.len(), "{seen:?}");
    for (seen, expected) in seen.iter().zip(&expect.requests) {
        assert_eq!(seen["provider"], json!(row.provider), "{seen}");
        assert_eq!(seen["room_id"], json!(row.room), "{seen}");
        assert_eq!(seen["code"], json!(expected.code), "{seen}");
        if let Some(answer) = &expected.answer {
            assert_eq!(seen["answer"], json!(answer), "{seen}");
        }
    }
    if let Some(expected) = expect.corrected_seconds {
        let timestamps: Vec<i64> = seen
            .iter()
            .map(|request| request["timestamp"].as_str().unwrap().parse().unwrap())
            .collect();
        let [first, second] = timestamps[..] else { panic!("{seen:?}") };
        assert!((second - first - expected).abs() < 60, "{seen:?}");
    }
}

/// Neither a secret, nor a token, nor a signature: neither where one stands, nor anything that
/// looks like one, in hexadecimal or base64.
fn no_credential(text: &str, client: &Client) {
    let text = text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    for credential in client.credentials() {
        assert!(!text.contains(credential), "{text}");
    }
    let masked = |(at, name): (usize, &str)| text[at + name.len()..].starts_with("[redacted]");
    assert!(text.match_indices("Signature=").all(masked), "{text}");

    let mut runs = text.split(|character: char| !character.is_ascii_hexdigit());
    assert!(runs.all(|run| run.len() < 32), "{text}");

    let is_digit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    for (at, _) in text.match_indices('=') {
        let before = &text[..at];
        let digits = before.len() - before.trim_end_matches(is_digit).len();
        assert!(digits < 27, "{text}");
    }
}
