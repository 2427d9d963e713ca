//! The rules of TRTC's `DismissRoomByStrRoomId` and `DismissRoom`.

use closeroom_sandbox::Secret;
use serde_json::{Value, json};

use crate::support::http::Request;
use crate::support::trtc::{
    BY_NUMBER, BY_STRING, FORM, SDK_APP_ID, SECRET_KEY, Tc3, V1, body, get, numeric_body, post,
    query, v1,
};
use crate::support::{Server, now};

const SUCCESS: &str = "success";
const GONE: &str = "FailedOperation.RoomNotExist";

fn code_of(server: &Server, request: &Request) -> String {
    let reply = server.send(request);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let answer = reply.json();
    assert_eq!(answer.as_object().unwrap().len(), 1, "{answer}");
    let response = &answer["Response"];
    assert_eq!(response["RequestId"].as_str().unwrap().len(), 36);
    let members = response.as_object().unwrap().len();
    match &response["Error"] {
        Value::Null => {
            assert_eq!(members, 1, "{answer}");
            SUCCESS.to_owned()
        }
        error => {
            assert_eq!(members, 2, "{answer}");
            assert!(error["Message"].is_string(), "{answer}");
            error["Code"].as_str().unwrap().to_owned()
        }
    }
}

fn tc3(server: &Server, call: &Tc3) -> String {
    code_of(server, &call.request(server.address))
}

fn code_v1(server: &Server, call: &V1) -> String {
    code_of(server, &call.request(server.address))
}

#[test]
fn dismisses_by_every_way_of_signing() {
    let server = Server::start();
    let address = server.address;
    let sha256 = |call: V1| call.set("SignatureMethod", "HmacSHA256");
    let sha1 = |call: V1| call.set("SignatureMethod", "HmacSHA1");
    let room = "Aa0 !#$%&()+-:;<=.>?@[]^_{}|~, 七";
    let by_text = [
        post(BY_STRING, body(room)).request(address),
        get(BY_STRING, query(room)).request(address),
        v1("GET", BY_STRING, room).request(address),
        v1("POST", BY_STRING, room).request(address),
        sha256(v1("GET", BY_STRING, room)).request(address),
        sha256(v1("POST", BY_STRING, room)).request(address),
        sha1(v1("GET", BY_STRING, room)).request(address),
        sha1(v1("POST", BY_STRING, room)).request(address),
    ];
    for request in by_text {
        server.open("trtc", room);
        assert_eq!(code_of(&server, &request), SUCCESS, "{request:?}");
        assert!(!server.is_open("trtc", room));
        // The same bytes again: v1 has a nonce, TC3 has none.
        let again = code_of(&server, &request);
        let tc3 = request.headers.iter().any(|(name, _)| name == "X-TC-Action");
        assert_eq!(again, if tc3 { GONE } else { "AuthFailure.SignatureFailure" });
    }

    for number in [0, 4_294_967_294, u64::MAX] {
        let text = number.to_string();
        let by_number = [
            post(BY_NUMBER, numeric_body(number)).request(address),
            get(BY_NUMBER, query(&text)).request(address),
            v1("GET", BY_NUMBER, &text).request(address),
            v1("POST", BY_NUMBER, &text).request(address),
        ];
        for request in by_number {
            server.open("trtc", number);
            assert_eq!(code_of(&server, &request), SUCCESS, "{request:?}");
        }
    }
}

#[test]
fn the_number_and_the_text_are_two_rooms() {
    let server = Server::start();
    server.open("trtc", 123);
    assert_eq!(tc3(&server, &post(BY_STRING, body("123"))), GONE);
    assert_eq!(tc3(&server, &get(BY_STRING, query("123"))), GONE);
    assert_eq!(code_v1(&server, &v1("GET", BY_STRING, "123")), GONE);
    assert!(server.is_open("trtc", 123));

    server.open("trtc", "123");
    assert_eq!(tc3(&server, &post(BY_NUMBER, numeric_body(123))), SUCCESS);
    assert!(server.is_open("trtc", "123"));
}

#[test]
fn any_headers_may_be_signed_if_these_two_are() {
    let server = Server::start();
    let with = |signed_headers| Tc3 { signed_headers, ..post(BY_STRING, body("r1")) };
    // The current Chinese document signs the action, its value in lower case.
    for signed in
        ["content-type;host;x-tc-action", "content-type;host;x-tc-action;x-tc-region;x-tc-version"]
    {
        assert_eq!(tc3(&server, &with(signed)), GONE, "{signed}");
    }
    for unsigned in [
        "host",
        "content-type",
        "",
        "host;content-type",
        "content-type;host;x-not-sent",
        "content-type;content-type;host",
    ] {
        let expected = "AuthFailure.InvalidAuthorization";
        assert_eq!(tc3(&server, &with(unsigned)), expected, "{unsigned}");
    }
}

#[test]
fn the_content_type_is_signed_as_sent() {
    let server = Server::start();
    let call =
        Tc3 { content_type: "application/json; charset=utf-8", ..post(BY_STRING, body("r1")) };
    assert_eq!(tc3(&server, &call), GONE);

    // What an HTTP stack does that appends a charset after the signing.
    let mut request = post(BY_STRING, body("r1")).request(server.address);
    let mut headers = request.headers.iter_mut();
    let (_, value) = headers.find(|(name, _)| name == "Content-Type").unwrap();
    value.push_str("; charset=utf-8");
    assert_eq!(code_of(&server, &request), "AuthFailure.SignatureFailure");
}

#[test]
fn every_signed_byte_counts() {
    let server = Server::start();
    let good = post(BY_STRING, body("r1")).request(server.address);
    let change = |change: &dyn Fn(&mut Request)| {
        let mut request = good.clone();
        change(&mut request);
        code_of(&server, &request)
    };
    let failure = "AuthFailure.SignatureFailure";
    assert_eq!(change(&|request| request.body.push(' ')), failure);
    assert_eq!(change(&|request| request.target.push_str("?a=b")), failure);
    let host = |request: &mut Request| {
        let mut headers = request.headers.iter_mut();
        let (_, value) = headers.find(|(name, _)| name == "Host").unwrap();
        "127.0.0.1".clone_into(value);
    };
    assert_eq!(change(&host), failure, "the port is part of the host");
    assert_eq!(code_of(&server, &good), GONE);
}

#[test]
fn refuses_each_wrong_tc3_header_by_its_code() {
    let server = Server::start();
    let call = || post(BY_STRING, body("r1"));
    let scope = "20190225/trtc/tc3_request";
    let hex = "0".repeat(64);
    let authorization = |text: &str| call().header("Authorization", text);
    let cases = [
        ("no version", call().without("X-TC-Version"), "MissingParameter"),
        ("no region", call().without("X-TC-Region"), "MissingParameter"),
        ("other action", call().header("X-TC-Action", "RemoveUser"), "InvalidAction"),
        ("other version", call().header("X-TC-Version", "2017-03-12"), "NoSuchVersion"),
        ("other region", call().header("X-TC-Region", "eu-frankfurt"), "UnsupportedRegion"),
        ("empty region", call().header("X-TC-Region", ""), "InvalidParameterValue"),
        ("text time", call().header("X-TC-Timestamp", "now"), "InvalidParameterValue"),
        ("a token", call().header("X-TC-Token", "t"), "AuthFailure.TokenFailure"),
        (
            "other algorithm",
            authorization(&format!("AWS4-HMAC-SHA256 Credential=ID/{scope}")),
            "AuthFailure.InvalidAuthorization",
        ),
        (
            "no space after the comma",
            authorization(&format!(
                "TC3-HMAC-SHA256 Credential=ID/{scope},SignedHeaders=content-type;host,Signature={hex}"
            )),
            "AuthFailure.InvalidAuthorization",
        ),
        (
            "short signature",
            authorization(&format!(
                "TC3-HMAC-SHA256 Credential=ID/{scope}, SignedHeaders=content-type;host, Signature=0"
            )),
            "AuthFailure.InvalidAuthorization",
        ),
        (
            "short scope",
            authorization(&format!(
                "TC3-HMAC-SHA256 Credential=ID/tc3_request, SignedHeaders=content-type;host, Signature={hex}"
            )),
            "AuthFailure.InvalidAuthorization",
        ),
    ];
    for (case, call, expected) in cases {
        assert_eq!(tc3(&server, &call), expected, "{case}");
    }
    let mut request = call().request(server.address);
    request.headers.retain(|(name, _)| name != "Authorization");
    assert_eq!(code_of(&server, &request), "AuthFailure.InvalidAuthorization");
    request.headers.retain(|(name, _)| name != "X-TC-Timestamp");
    assert_eq!(code_of(&server, &request), "MissingParameter");
    let unnamed = call().without("X-TC-Action").request(server.address);
    assert_eq!(code_of(&server, &unnamed), "MissingParameter");
}

#[test]
fn refuses_the_wrong_signer() {
    let server = Server::start();
    let call = || post(BY_STRING, body("r1"));
    let cases = [
        (Tc3 { secret_id: "AKIDother", ..call() }, "AuthFailure.SecretIdNotFound"),
        (Tc3 { secret_key: "other", ..call() }, "AuthFailure.SignatureFailure"),
        (Tc3 { service: "cvm", ..call() }, "AuthFailure.SignatureFailure"),
        (Tc3 { date: Some("2019-02-25"), ..call() }, "AuthFailure.SignatureFailure"),
    ];
    for (call, expected) in cases {
        assert_eq!(tc3(&server, &call), expected, "{call:?}");
    }
}

#[test]
fn allows_a_clock_that_is_five_minutes_off() {
    let server = Server::start();
    let expired = "AuthFailure.SignatureExpire";
    for (seconds, expected) in [(-302, expired), (-298, GONE), (298, GONE), (302, expired)] {
        let timestamp = now() + seconds;
        let call = Tc3 { timestamp, ..post(BY_STRING, body("r1")) };
        assert_eq!(tc3(&server, &call), expected, "{seconds}");
        let call = v1("GET", BY_STRING, "r1").set("Timestamp", &timestamp.to_string());
        assert_eq!(code_v1(&server, &call), expected, "{seconds}");
    }
}

#[test]
fn a_temporary_key_needs_its_token() {
    let server = Server::start_with(|config| {
        config.trtc.token = Some(Secret::new("tok/EXAMPLE+abc==_0123"));
        config.settings.rate_limits = false;
    });
    let call = || post(BY_STRING, body("r1"));
    let failure = "AuthFailure.TokenFailure";
    let right = "tok/EXAMPLE+abc==_0123";
    assert_eq!(tc3(&server, &call()), failure);
    assert_eq!(tc3(&server, &call().header("X-TC-Token", "other")), failure);
    assert_eq!(tc3(&server, &call().header("X-TC-Token", right)), GONE);
    server.settings(&json!({ "trtc_token_expired": true }));
    assert_eq!(tc3(&server, &call().header("X-TC-Token", right)), failure);
    server.settings(&json!({ "trtc_token_expired": false }));
    let call = || v1("GET", BY_STRING, "r1");
    assert_eq!(code_v1(&server, &call()), failure);
    assert_eq!(code_v1(&server, &call().set("Token", right)), GONE);
}

#[test]
fn refuses_each_wrong_v1_parameter_by_its_code() {
    let server = Server::start();
    let call = || v1("GET", BY_STRING, "r1");
    let cases = [
        ("no action", call().without("Action"), "MissingParameter"),
        ("no version", call().without("Version"), "MissingParameter"),
        ("no region", call().without("Region"), "MissingParameter"),
        ("no time", call().without("Timestamp"), "MissingParameter"),
        ("no nonce", call().without("Nonce"), "MissingParameter"),
        ("no SecretId", call().without("SecretId"), "MissingParameter"),
        ("other action", call().set("Action", "RemoveUser"), "InvalidAction"),
        ("other version", call().set("Version", "1"), "NoSuchVersion"),
        ("other region", call().set("Region", "mars"), "UnsupportedRegion"),
        ("empty region", call().set("Region", ""), "InvalidParameterValue"),
        ("nonce is text", call().set("Nonce", "a"), "InvalidParameterValue"),
        ("other id", call().set("SecretId", "ID"), "AuthFailure.SecretIdNotFound"),
        ("bad signature", call().signature("AAAA"), "AuthFailure.SignatureFailure"),
        ("other key", V1 { secret_key: "other", ..call() }, "AuthFailure.SignatureFailure"),
        ("unknown", call().set("Color", "red"), "UnknownParameter"),
        ("no SdkAppId", call().without("SdkAppId"), "MissingParameter.SdkAppId"),
        ("no RoomId", call().without("RoomId"), "MissingParameter.RoomId"),
        ("language", call().set("Language", "en-US").set("RequestClient", "X"), GONE),
    ];
    for (case, call, expected) in cases {
        assert_eq!(code_v1(&server, &call), expected, "{case}");
    }
}

#[test]
fn v1_wants_upper_case_escapes_and_readable_parameters() {
    let server = Server::start();
    let get = |change: &dyn Fn(String) -> String| {
        let encoded = v1("GET", BY_STRING, "é").encoded(server.address);
        code_of(&server, &Request::new("GET", &format!("/?{}", change(encoded))))
    };
    assert_eq!(get(&|query| query), GONE);
    let lower = |query: String| query.replace("%C3%A9", "%c3%a9");
    assert_eq!(get(&lower), "AuthFailure.SignatureFailure");
    let url_params = "InvalidParameter.UrlParamsError";
    assert_eq!(get(&|query| query.replace("%C3%A9", "%C3")), url_params);
    assert_eq!(get(&|query| query + "&Region=ap-beijing"), url_params);

    let post = v1("POST", BY_STRING, "r1").encoded(server.address) + "&x";
    let request = Request::new("POST", "/").header("Content-Type", FORM).body(&post);
    assert_eq!(code_of(&server, &request), "InvalidParameter.BodyParamsError");
}

#[test]
fn a_v1_nonce_is_good_once_for_its_timestamp() {
    let server = Server::start();
    let call = v1("GET", BY_STRING, "r1").set("Nonce", "11886");
    assert_eq!(code_v1(&server, &call), GONE);
    assert_eq!(code_v1(&server, &call), "AuthFailure.SignatureFailure");
    let later = call.set("Timestamp", &(now() + 9).to_string());
    assert_eq!(code_v1(&server, &later), GONE);
}

#[test]
fn refuses_each_wrong_parameter_of_the_action_by_its_code() {
    let server = Server::start();
    let id = SDK_APP_ID;
    let json_cases = [
        (BY_STRING, json!({"SdkAppId": id}), "MissingParameter.RoomId"),
        (BY_STRING, json!({"SdkAppId": id, "RoomId": null}), "MissingParameter.RoomId"),
        (BY_STRING, json!({"RoomId": "r1"}), "MissingParameter.SdkAppId"),
        (BY_STRING, json!({"SdkAppId": "1400000001", "RoomId": "r1"}), "InvalidParameter.SdkAppId"),
        (BY_STRING, json!({"SdkAppId": 7, "RoomId": "r1"}), "UnauthorizedOperation.SdkAppId"),
        (BY_STRING, json!({"SdkAppId": id, "RoomId": 123}), "InvalidParameter.RoomId"),
        (BY_STRING, json!({"SdkAppId": id, "RoomId": ""}), "InvalidParameterValue.RoomId"),
        (BY_STRING, json!({"SdkAppId": id, "RoomId": "r1", "X": 1}), "UnknownParameter"),
        (BY_STRING, json!({"SdkAppId": id, "roomId": "r1"}), "UnknownParameter"),
        (BY_NUMBER, json!({"SdkAppId": id, "RoomId": "r1"}), "InvalidParameter.RoomId"),
        (BY_NUMBER, json!({"SdkAppId": id, "RoomId": "123"}), "InvalidParameter.RoomId"),
        (BY_NUMBER, json!({"SdkAppId": id, "RoomId": -1}), "InvalidParameter.RoomId"),
        (BY_NUMBER, json!({"SdkAppId": id, "RoomId": 1.5}), "InvalidParameter.RoomId"),
        (BY_STRING, json!(["r1"]), "InvalidParameter.BodyParamsError"),
    ];
    for (action, body, expected) in json_cases {
        let call = post(action, body.to_string());
        assert_eq!(tc3(&server, &call), expected, "{action} {body}");
    }
    let query_cases = [
        (BY_STRING, format!("SdkAppId={id}"), "MissingParameter.RoomId"),
        (BY_STRING, format!("SdkAppId={id}&RoomId="), "InvalidParameterValue.RoomId"),
        (BY_STRING, "SdkAppId=x&RoomId=r1".to_owned(), "InvalidParameter.SdkAppId"),
        (BY_NUMBER, format!("SdkAppId={id}&RoomId=r1"), "InvalidParameter.RoomId"),
        (
            BY_NUMBER,
            format!("SdkAppId={id}&RoomId=18446744073709551616"),
            "InvalidParameter.RoomId",
        ),
        (BY_STRING, format!("SdkAppId={id}&RoomId=r1&Action=x"), "UnknownParameter"),
        (BY_STRING, format!("SdkAppId={id}&RoomId=%zz"), "InvalidParameter.UrlParamsError"),
    ];
    for (action, query, expected) in query_cases {
        let call = get(action, query.clone());
        assert_eq!(tc3(&server, &call), expected, "{action} {query}");
    }
}

#[test]
fn each_way_has_its_method_and_content_type() {
    let server = Server::start();
    let wrong_type = "InvalidParameter";
    let call = Tc3 { content_type: FORM, ..post(BY_STRING, body("r1")) };
    assert_eq!(tc3(&server, &call), wrong_type);
    let call = Tc3 { content_type: "application/json", ..get(BY_STRING, query("r1")) };
    assert_eq!(tc3(&server, &call), wrong_type);
    let call = Tc3 { method: "PUT", ..post(BY_STRING, body("r1")) };
    assert_eq!(tc3(&server, &call), "UnsupportedProtocol");
    // The common parameters of v1 in the query of a POST.
    let encoded = v1("POST", BY_STRING, "r1").encoded(server.address);
    let request = Request::new("POST", &format!("/?{encoded}")).body("{}");
    assert_eq!(code_of(&server, &request), wrong_type);
    let mixed = v1("POST", BY_STRING, "r1").request(server.address);
    let mixed = Request { target: "/?Action=x".to_owned(), ..mixed };
    assert_eq!(code_of(&server, &mixed), "UnknownParameter");
}

#[test]
fn refuses_what_is_too_large() {
    let server = Server::start();
    let too_large = "RequestSizeLimitExceeded";
    let long = "x".repeat(33 * 1024);
    assert_eq!(tc3(&server, &get(BY_STRING, query(&long))), too_large);
    let huge = "x".repeat(10 * 1024 * 1024);
    assert_eq!(tc3(&server, &post(BY_STRING, body(&huge))), too_large);
    let call = v1("POST", BY_STRING, &huge[..1024 * 1024]);
    assert_eq!(code_v1(&server, &call), "AuthFailure.SignatureFailure");
    let call = post(BY_STRING, body(&huge[..2 * 1024 * 1024]));
    assert_eq!(tc3(&server, &call), GONE);
}

#[test]
fn takes_twenty_requests_a_second_for_each_action() {
    let server = Server::start_with(|_| {});
    let codes: Vec<_> = (0..100)
        .map(|_| tc3(&server, &post(BY_STRING, body("r1"))))
        .take_while(|code| code != "RequestLimitExceeded")
        .collect();
    assert!((20..100).contains(&codes.len()), "{}", codes.len());
    assert_eq!(tc3(&server, &post(BY_NUMBER, numeric_body(1))), GONE);
}

#[test]
fn messages_say_what_the_sandbox_saw_but_no_secret() {
    let server = Server::start();
    let call = || post(BY_STRING, body("r1"));
    let cases = [
        (Tc3 { secret_key: "other", ..call() }, "the canonical request received hashes to"),
        (Tc3 { date: Some("2019-02-25"), ..call() }, "the credential's date is not 20"),
        (Tc3 { service: "cvm", ..call() }, "the credential's service is not trtc"),
    ];
    for (call, says) in cases {
        let reply = server.send(&call.request(server.address));
        let answer = reply.json();
        let message = answer["Response"]["Error"]["Message"].as_str().unwrap();
        assert!(message.contains(says), "{message}");
        assert!(!message.contains(SECRET_KEY));
    }
}
