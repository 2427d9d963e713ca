//! Every case of `tests/vectors`, of both providers.

mod callback;
mod client;
mod file;
mod invalid_input;
mod request;
mod response;
mod signature;

use file::run;

#[test]
fn zego_signature() {
    run::<signature::Zego>("zego/signature.json");
}

#[test]
fn zego_request() {
    run::<request::Case<client::ZegoConfig>>("zego/request.json");
}

#[test]
fn zego_response() {
    run::<response::Zego>("zego/response.json");
}

#[test]
fn zego_callback() {
    run::<callback::zego::Case>("zego/callback.json");
}

#[test]
fn zego_invalid_input() {
    run::<invalid_input::Case<client::ZegoConfig>>("zego/invalid.json");
}

#[test]
fn trtc_signature() {
    run::<signature::Trtc>("trtc/signature.json");
}

#[test]
fn trtc_request() {
    run::<request::Case<client::TrtcConfig>>("trtc/request.json");
}

#[test]
fn trtc_response() {
    run::<response::Trtc>("trtc/response.json");
}

#[test]
fn trtc_callback() {
    run::<callback::trtc::Case>("trtc/callback.json");
}

#[test]
fn trtc_invalid_input() {
    run::<invalid_input::Case<client::TrtcConfig>>("trtc/invalid.json");
}

/// A file that is added has to be run here, too.
#[test]
fn no_file_is_left_out() {
    let of_each = ["callback", "invalid", "request", "response", "signature"];
    // What the official SDKs sent: an input of the generator, whose other files hold it as cases.
    let sdk_captures = ["trtc/sdk.json".to_owned()];
    let known = ["zego", "trtc"]
        .iter()
        .flat_map(|provider| of_each.iter().map(move |kind| format!("{provider}/{kind}.json")));
    let mut known: Vec<_> = known.chain(sdk_captures).collect();
    known.sort();
    assert_eq!(file::all(), known);
}
