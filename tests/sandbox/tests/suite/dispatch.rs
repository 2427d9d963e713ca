//! Whose request it is, told by its shape.

use crate::support::Server;
use crate::support::http::Request;

fn provider(server: &Server, request: &Request) -> String {
    server.send(request);
    let record = server.last_request();
    record["provider"].as_str().unwrap().to_owned()
}

#[test]
fn one_port_serves_both_providers() {
    let server = Server::start();
    let get = |target: &str| Request::new("GET", target);
    let form = |content_type, body| {
        Request::new("POST", "/").header("Content-Type", content_type).body(body)
    };
    let form_type = "application/x-www-form-urlencoded";
    let trtc = [
        get("/").header("X-TC-Action", "DismissRoom"),
        get("/").header("x-tc-action", ""),
        get("/").header("Authorization", "TC3-HMAC-SHA256 Credential="),
        get("/?SecretId=x"),
        get("/?a=%zz&SdkAppId="),
        form(form_type, "SecretId=x"),
        form("application/x-www-form-urlencoded; charset=UTF-8", "SdkAppId=1"),
    ];
    for request in trtc {
        assert_eq!(provider(&server, &request), "trtc", "{request:?}");
    }
    let zego = [
        get("/"),
        get("/?"),
        get("/?Action=CloseRoom&AppId=1&RoomId=SecretId"),
        get("/").header("Authorization", "Bearer x"),
        form(form_type, "AppId=1"),
        form("application/json", "{\"SdkAppId\":1}"),
    ];
    for request in zego {
        assert_eq!(provider(&server, &request), "zego", "{request:?}");
    }
}

#[test]
fn other_paths_are_nobodys() {
    let server = Server::start();
    for path in ["/v2/index.php", "/_sandbox", "/_sandbox/nothing", "/favicon.ico"] {
        let reply = server.send(&Request::new("GET", path));
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.json()["error"].is_string());
    }
    assert_eq!(server.get("/requests").as_array().unwrap().len(), 0);
}
