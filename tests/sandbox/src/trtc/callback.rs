//! TRTC's event callbacks about a dismissed room.

use serde_json::json;

use crate::callback::Callback;
use crate::config::TrtcAccount;
use crate::hash;
use crate::provider::RoomId;
use crate::rooms::Room;

/// Event 104 (exit) for every user, then 102 (dismissal). Streams cause none:
/// on exit TRTC sends 104 alone.
pub(super) fn of_dismissed_room(account: &TrtcAccount, now_ms: i64, room: &Room) -> Vec<Callback> {
    let callback = |event: &'static str, event_info: &[(&str, String)]| {
        let body = body(event, now_ms, event_info);
        Callback {
            room: room.key.clone(),
            event,
            headers: vec![
                ("Content-Type", "application/json".to_owned()),
                ("Sign", sign(account.callback_key.text(), body.as_bytes())),
                ("SdkAppId", account.sdk_app_id.to_string()),
            ],
            body,
        }
    };
    let about_room = [
        ("RoomId", json_room_id(room.key.id())),
        ("EventTs", now_ms.div_euclid(1000).to_string()),
        ("EventMsTs", now_ms.to_string()),
    ];

    let exits = room.users.iter().map(|user| {
        let about_user = [
            ("UserId", json!(user).to_string()),
            ("Role", "20".to_owned()),
            ("Reason", "3".to_owned()),
        ];
        callback("104", &[about_room.as_slice(), &about_user].concat())
    });
    let dismissal = callback("102", &about_room);
    exits.chain([dismissal]).collect()
}

/// The `Sign` header: over the very bytes of the body.
pub(crate) fn sign(callback_key: &str, body: &[u8]) -> String {
    hash::base64(&hash::hmac_sha256(callback_key.as_bytes(), body))
}

/// JSON indented by tabs, as in the published samples.
fn body(event: &str, now_ms: i64, event_info: &[(&str, String)]) -> String {
    let event = [
        ("EventGroupId", "1".to_owned()),
        ("EventType", event.to_owned()),
        ("CallbackTs", now_ms.to_string()),
        ("EventInfo", tab_indented(event_info, 2)),
    ];
    tab_indented(&event, 1)
}

fn tab_indented(members: &[(&str, String)], depth: usize) -> String {
    let indent = "\t".repeat(depth);
    let lines: Vec<_> =
        members.iter().map(|(name, value)| format!("{indent}\"{name}\":\t{value}")).collect();
    format!("{{\n{}\n{}}}", lines.join(",\n"), "\t".repeat(depth - 1))
}

fn json_room_id(id: &RoomId) -> String {
    json!(id).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The event 204 of TRTC's "Verify Signature Example" page.
    const PUBLISHED: &str = "{\n\t\"EventGroupId\":\t2,\n\t\"EventType\":\t204,\n\t\"CallbackTs\":\t1664209748188,\n\t\"EventInfo\":\t{\n\t\t\"RoomId\":\t8489,\n\t\t\"EventTs\":\t1664209748,\n\t\t\"EventMsTs\":\t1664209748180,\n\t\t\"UserId\":\t\"user_85034614\",\n\t\t\"Reason\":\t0\n\t}\n}";

    #[test]
    fn reproduces_the_published_signature() {
        assert_eq!(
            sign("123654", PUBLISHED.as_bytes()),
            "kkoFeO3Oh2ZHnjtg8tEAQhtXK16/KI05W3BQff8IvGA="
        );
    }

    #[test]
    fn spells_json_like_the_published_sample() {
        let event_info = [
            ("RoomId", json_room_id(&RoomId::Number(8489))),
            ("EventTs", "1664209748".to_owned()),
            ("EventMsTs", "1664209748180".to_owned()),
            ("UserId", json!("user_85034614").to_string()),
            ("Reason", "0".to_owned()),
        ];
        let ours = body("204", 1_664_209_748_188, &event_info);
        // The sandbox sends events of group 1 only.
        let group_1 = PUBLISHED.replacen("\"EventGroupId\":\t2", "\"EventGroupId\":\t1", 1);
        assert_eq!(ours, group_1);
    }
}
