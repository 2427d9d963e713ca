//! Responses, and whatever stands between us and the provider, may echo the request.

use closeroom::{Error, ErrorKind, HttpResponse, Step, TransportFailure, trtc, zego};

use super::sensitive::{Client, Hidden, NOW, SECRET_KEY, SERVER_SECRET, TOKEN, spellings};

/// Everything that can be had of an error.
fn all_of(error: &Error) -> String {
    format!(
        "{error} {error:?} {error:#?} {} {:?} {:?}",
        error.message(),
        error.provider_code(),
        error.request_id()
    )
}

/// What a careless server might say: the request, in parts or whole, as it
/// is, in JSON, or encoded once more.
fn echoes(client: &Client) -> Vec<String> {
    let request = client.build();
    let headers = request.headers.iter().map(|h| format!("{}: {}", h.name, h.value));
    let texts: Vec<String> = headers.chain([request.url]).chain(request.body).collect();
    let encoded = texts.iter().flat_map(|text| spellings(text)).collect();
    let mut texts = [texts, encoded].concat();
    for secret in client.secrets() {
        texts.extend(spellings(secret));
    }
    for name in ["Signature", "signature", "X-Signature"] {
        let signature = client.signature();
        texts.push(serde_json::json!({ name: signature }).to_string());
        texts.push(format!("{{ \"{name}\" : '{signature}' }}"));
        texts.push(format!("{name}={signature}"));
    }
    texts.sort();
    texts.dedup();
    texts
}

fn bodies(echo: &str) -> Vec<String> {
    let json = serde_json::Value::from(echo);
    vec![
        echo.to_owned(),
        format!("<html><body>Bad request: {echo}</body></html>"),
        serde_json::json!({ "error": echo }).to_string(),
        serde_json::json!({ "Code": 2, "Message": json, "RequestId": json }).to_string(),
        serde_json::json!({ "Code": json, "Message": json }).to_string(),
        serde_json::json!({ "Response": { "RequestId": "1", "Error": {
            "Code": "InternalError", "Message": json } } })
        .to_string(),
        serde_json::json!({ "Response": { "RequestId": json, "Error": {
            "Code": json, "Message": "text" } } })
        .to_string(),
        serde_json::json!({ "code": 4000, "codeDesc": json, "message": json }).to_string(),
    ]
}

#[test]
fn no_error_of_a_response_repeats_an_echo() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        for echo in echoes(&client) {
            for body in bodies(&echo) {
                for status in [200, 400] {
                    if let Err(error) = client.parse(&HttpResponse::new(status, body.as_str())) {
                        hidden.assert_not_in(&all_of(&error));
                    }
                }
            }
        }
    }
}

#[test]
fn no_error_of_the_transport_repeats_the_request() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        for echo in echoes(&client) {
            let cause = format!("error sending request for url ({echo}): connection refused");
            let error = failure(&client, &cause);
            assert_eq!(error.kind(), ErrorKind::Transport);
            hidden.assert_not_in(&all_of(&error));
        }
    }
}

/// The error of a call of which each attempt fails so.
fn failure(client: &Client, cause: &str) -> Error {
    let mut call = client.call();
    for now_ms in (NOW * 1000..).step_by(1000) {
        match call.next(now_ms, [7; 16]) {
            Step::Send(_) => call.failed(now_ms, TransportFailure::Other(cause.to_owned())),
            Step::Wait(_) => {}
            Step::Done(result) => return result.expect_err("no response came"),
        }
    }
    unreachable!("time goes on for ever")
}

#[test]
fn what_a_client_says_is_kept_short_and_harmless() {
    for client in Client::all() {
        let error = failure(&client, &format!("\u{1b}[31m\r\n{}", "é".repeat(10_000)));
        assert!(error.message().len() < 700, "{error}");
        assert!(!error.message().contains(char::is_control), "{error:?}");
    }
}

#[test]
fn what_a_server_says_is_kept_short_and_harmless() {
    for client in Client::all() {
        let long = format!("\u{1b}[31m\r\n{}", "é".repeat(100_000));
        for body in bodies(&long) {
            for status in [200, 400, 503] {
                let Err(error) = client.parse(&HttpResponse::new(status, body.as_str())) else {
                    continue;
                };
                let shown = error.message();
                assert!(!shown.contains(char::is_control), "{shown:?}");
                assert!(shown.len() < 1000, "{} bytes: {shown}", shown.len());
                let id = error.request_id().unwrap_or_default();
                let code = error.provider_code().unwrap_or_default();
                assert!(id.len() <= 200 && code.len() <= 200, "{error:?}");
            }
        }
    }
}

#[test]
fn an_excerpt_has_at_most_200_bytes() {
    for client in Client::all() {
        for length in [0, 1, 66, 67, 99, 100, 101, 199, 200, 201, 100_000] {
            for unit in ["x", "é", "房", "🚀"] {
                let body = unit.repeat(length);
                let error = client.parse(&HttpResponse::new(200, body.as_str())).expect_err("text");
                let (_, quoted) = error.message().split_once('"').expect("an excerpt");
                let excerpt = quoted.strip_suffix('"').expect("its end");
                assert!(excerpt.len() <= 200, "{} bytes", excerpt.len());
                let whole = body.len() <= 200;
                assert_eq!(excerpt == body, whole, "{excerpt}");
                assert_eq!(excerpt.ends_with('…'), !whole, "{excerpt}");
            }
        }
    }
}

#[test]
fn a_refused_secret_is_not_repeated() {
    for space in [" ", "\n", "\r\n", "\t", "\u{a0}", "\u{3000}"] {
        for refused in [format!("{SERVER_SECRET}{space}"), format!("{space}{SERVER_SECRET}")] {
            let error = zego::Zego::new(zego::Config::new(1, refused)).expect_err("white space");
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            Hidden::text(SERVER_SECRET).assert_not_in(&all_of(&error));
        }
        for refused in [format!("{SECRET_KEY}{space}"), format!("{space}{SECRET_KEY}")] {
            let config = trtc::Config::new(1, "id", refused, "ap-guangzhou");
            let error = trtc::Trtc::new(config).expect_err("white space");
            Hidden::text(SECRET_KEY).assert_not_in(&all_of(&error));
        }
        for refused in [format!("{TOKEN}{space}"), format!("a{space}{TOKEN}")] {
            let mut config = trtc::Config::new(1, "id", "key", "ap-guangzhou");
            config.token = Some(refused.into());
            let error = trtc::Trtc::new(config).expect_err("white space");
            Hidden::text(TOKEN).assert_not_in(&all_of(&error));
        }
    }
}
