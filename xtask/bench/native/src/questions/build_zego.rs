//! A CloseRoom request to ZEGOCLOUD.

use md5::{Digest, Md5};

use super::blocks;
use crate::contestant::{Contestant, Question};
use crate::inputs::{APP_ID, NONCE, SERVER_SECRET, TIMESTAMP, close_room, unknown, zego};

pub(super) fn question() -> Question {
    let signed = format!("{APP_ID}{NONCE}{SERVER_SECRET}{TIMESTAMP}");
    let count = blocks::of(signed.len());
    let (zego, close_room) = (zego(), close_room());
    Question {
        name: "build-zego",
        title: "A signed request to ZEGOCLOUD",
        note: "The floor is MD5's bare compressions of the blocks of the string to sign.",
        contestants: vec![
            Contestant::new("floor", move || blocks::md5(count)),
            Contestant::new("MD5 of the ready string", move || {
                Md5::digest(unknown(signed.as_bytes()))
            }),
            Contestant::new("closeroom", move || {
                zego.build(unknown(&close_room), unknown(TIMESTAMP), unknown(NONCE)).expect("built")
            }),
        ],
    }
}
