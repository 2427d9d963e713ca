//! Large bodies that are made to cost much: the targets assert how much memory they may take.

use closeroom_fuzz::targets;

/// So many bytes of a part, again and again.
fn repeated(part: &str) -> String {
    part.repeat((16 << 10) / part.len())
}

/// JSON bodies within which one kind of thing never ends.
fn bodies() -> Vec<String> {
    let within = |before: &str, part: &str, after: &str| [before, &repeated(part), after].concat();
    vec![
        repeated("["),
        repeated(r#"{"a":"#),
        within("{\"a\":[", "{},", "1]}"),
        within("{\"a\":[", "{\"\":0},", "1]}"),
        within("{", "\"\":0,", "\"a\":0}"),
        within("{\"a\":\"", "\\u0000", "\"}"),
        within("{\"a\":\"", "\\ud83d", "\"}"),
        within("{\"Message\":\"", "Signature=1 ", "\",\"Code\":1}"),
        within("{\"Code\":", "1", "}"),
        within("{\"RequestId\":\"", "token:", "\",\"Code\":\"0\"}"),
        objects_of_objects(),
        repeated("Signature\"\\ "),
        repeated("token"),
        repeated("\u{0}"),
        repeated("a=1&"),
        repeated("&"),
        repeated("=%41"),
        ["%7B", &repeated("%22")].concat(),
    ]
}

/// Objects of one member, which take the most memory for their text: as deep as they may be, and
/// as many.
fn objects_of_objects() -> String {
    let deep = format!("{}0{}", "{\"\":".repeat(30), "}".repeat(30));
    format!("{{{}}}", vec![format!("\"\":{deep}"); 250].join(","))
}

#[test]
fn responses() {
    for body in bodies() {
        let message = format!("200\nRetry-After: 1\n\n{body}");
        targets::zego_response(message.as_bytes());
        targets::trtc_response(message.as_bytes());
    }
}

#[test]
fn callbacks() {
    for body in bodies() {
        targets::zego_callback(body.as_bytes());
        targets::trtc_callback(format!("POST\nSign: x\n\n{body}").as_bytes());
        targets::json(body.as_bytes());
    }
}

#[test]
fn endpoints() {
    for text in [repeated("a."), repeated("1."), repeated("-"), repeated("https://")] {
        targets::endpoint(text.as_bytes());
    }
}
