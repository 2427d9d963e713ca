//! The questions. Each is put to the core, to what it cannot go below, and to others that do
//! the same work. Who signs the same request has to give the same header, or the program stops.

mod blocks;
mod build_trtc_tc3;
mod build_trtc_v1;
mod build_zego;
mod explain;
mod parse;
mod verify_trtc;
mod verify_zego;

use crate::contestant::Question;

/// All of them.
pub fn all() -> Vec<Question> {
    vec![
        build_zego::question(),
        build_trtc_tc3::question(),
        build_trtc_v1::hmac_sha256(),
        build_trtc_v1::hmac_sha1(),
        explain::question(),
        parse::zego(),
        parse::trtc(),
        verify_zego::question(),
        verify_trtc::question(),
    ]
}
