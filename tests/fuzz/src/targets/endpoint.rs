//! Endpoints: what a user may write for where requests go.

use closeroom::zego::CloseRoom;
use closeroom::{Error, ErrorKind, trtc, zego};
use url::{Host, Url};

use crate::accounts::{self, NONCE, NOW};
use crate::memory::bounded;
use crate::wire::host;

/// What passes is what a client of the URL standard will send to, unchanged; and what is signed.
pub fn endpoint(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let zego = bounded(data.len(), || text.parse::<zego::Endpoint>());
    let trtc = bounded(data.len(), || text.parse::<trtc::Endpoint>());
    if is_plain(&text) {
        assert!(zego.is_ok() && trtc.is_ok(), "{text} is refused");
    }
    match zego {
        Ok(endpoint) => for_zego(endpoint),
        Err(error) => refused(&error),
    }
    match trtc {
        Ok(endpoint) => for_trtc(endpoint),
        Err(error) => refused(&error),
    }
}

fn refused(error: &Error) {
    assert_eq!((error.kind(), error.field()), (ErrorKind::InvalidInput, Some("Endpoint")));
}

/// A host name that nothing can be said against.
fn is_plain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphabetic())
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(is_label)
}

fn for_zego(endpoint: zego::Endpoint) {
    let zego = zego::Zego::new(accounts::zego_config().with_endpoint(endpoint)).expect("valid");
    let request = zego.build(&CloseRoom::new("room"), NOW, NONCE).expect("valid");
    let _ = sent(&request.url);
}

fn for_trtc(endpoint: trtc::Endpoint) {
    let trtc = trtc::Trtc::new(accounts::trtc_config().with_endpoint(endpoint)).expect("valid");
    let explained = trtc.explain(&trtc::RoomId::Number(1), NOW, NONCE).expect("valid");
    if let Some(url) = sent(&explained.request.url) {
        let signed = &explained.steps.iter().find(|step| step.name == "canonical_request");
        let signed = &signed.expect("the step").value;
        assert!(signed.contains(&format!("\nhost:{}\n", host(&url))), "{url}: {signed}");
    }
}

/// The URL as a client has it, unless it refuses it for its punycode, which is not decoded here.
fn sent(text: &str) -> Option<Url> {
    let Ok(url) = Url::parse(text) else {
        assert!(text.contains("xn--"), "a client refuses {text}");
        return None;
    };
    assert_eq!(url.as_str(), text, "a client would send another URL");
    assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
    assert_eq!(url.path(), "/");
    let is_loopback = match url.host().expect("a host") {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    assert!(url.scheme() == "https" || is_loopback, "{text}");
    Some(url)
}
