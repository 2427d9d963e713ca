//! A request with the steps of its signature.

use closeroom::trtc::RoomId;

use crate::contestant::{Contestant, Question};
use crate::inputs::{NONCE, ROOM, TIMESTAMP, close_room, trtc, trtc_config, unknown, zego};

pub(super) fn question() -> Question {
    let (zego, close_room) = (zego(), close_room());
    let trtc = trtc(trtc_config());
    let room_id = RoomId::from(ROOM);
    Question {
        name: "explain",
        title: "A signed request with the steps of its signature",
        note: "For people who look for a mistake; speed is no aim.",
        contestants: vec![
            Contestant::new("closeroom, ZEGOCLOUD", move || {
                zego.explain(unknown(&close_room), unknown(TIMESTAMP), unknown(NONCE))
                    .expect("built")
            }),
            Contestant::new("closeroom, TRTC TC3", move || {
                trtc.explain(unknown(&room_id), unknown(TIMESTAMP), unknown(NONCE)).expect("built")
            }),
        ],
    }
}
