//! How often a call allocates, counted: a request takes what it consists of, and nothing beside.
//!
//! A program of its own: what counts allocations takes the place of the allocator.

use std::borrow::Cow;

use closeroom::trtc::{self, RoomId, SignatureMethod, Trtc};
use closeroom::zego::{self, CloseRoom, Zego};
use closeroom::{Freshness, HttpRequest, HttpResponse, Method, Secret};

const TIMESTAMP: u64 = 1_795_826_000;
const NONCE: &str = "4fd24687296dd9f3";

/// Of one call.
#[derive(Debug, PartialEq, Eq)]
struct Allocations {
    /// A buffer that grows counts every time.
    all: u64,
    /// How many of them the result holds.
    held: u64,
}

fn counted<T>(work: impl FnOnce() -> T) -> (Allocations, T) {
    let mut done = None;
    let counts = allocation_counter::measure(|| done = Some(work()));
    let held = u64::try_from(counts.count_current).expect("nothing older was freed");
    (Allocations { all: counts.count_total, held }, done.expect("the work was done"))
}

/// Of how many parts a request consists that are allocated.
fn parts(request: &HttpRequest) -> u64 {
    let headers = request.headers.iter();
    let values = headers.filter(|header| matches!(header.value, Cow::Owned(_))).count() as u64;
    let is_list = u64::from(request.headers.capacity() > 0);
    let is_body = u64::from(request.body.is_some());
    is_list + values + is_body + 1 // the URL
}

fn zego() -> Zego {
    Zego::new(zego::Config::new(12345, "9193cc662a4c0ec135ec71fb57194b38")).expect("valid")
}

fn trtc(signature_method: SignatureMethod, http_method: Method, token: Option<&str>) -> Trtc {
    let key = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    let mut config = trtc::Config::new(1_400_000_001, "AKIDEXAMPLE", key, "ap-guangzhou")
        .with_signature_method(signature_method)
        .with_http_method(http_method);
    config.token = token.map(Secret::from);
    Trtc::new(config).expect("valid")
}

/// What the requests of a client allocate that has signed one before.
fn of_request(trtc: &Trtc, room_id: &RoomId) -> (Allocations, u64) {
    let build = || trtc.build(room_id, TIMESTAMP, NONCE).expect("built");
    build();
    let (allocations, request) = counted(build);
    (allocations, parts(&request))
}

#[test]
fn a_request_to_zego_is_one_string() {
    let zego = zego();
    let long = CloseRoom::new("ü".repeat(64)).with_custom_reason("ü".repeat(128));
    for close_room in [
        CloseRoom::new("room-1234"),
        CloseRoom::new("room-1234").with_custom_reason("session ended"),
        long.with_room_close_callback(true),
    ] {
        let (allocations, request) =
            counted(|| zego.build(&close_room, TIMESTAMP, NONCE).expect("built"));
        // The URL.
        assert_eq!(allocations, Allocations { all: 1, held: 1 }, "{close_room:?}");
        assert_eq!(parts(&request), 1);
    }
}

#[test]
fn a_tc3_request_takes_what_it_consists_of() {
    let short = RoomId::from("room-1234");
    // By GET every character of it is escaped.
    let long = RoomId::from("&".repeat(64));
    let of = |http_method, token, room_id| {
        of_request(&trtc(SignatureMethod::Tc3HmacSha256, http_method, token), room_id)
    };
    for room_id in [&short, &long, &RoomId::Number(1234)] {
        // URL, body, the list of the headers; Authorization, X-TC-Timestamp, X-TC-Region.
        assert_eq!(of(Method::Post, None, room_id), (Allocations { all: 6, held: 6 }, 6));
        // X-TC-Token as well.
        assert_eq!(of(Method::Post, Some("token"), room_id), (Allocations { all: 7, held: 7 }, 7));
    }
    // By GET the parameters, which are hashed first, are copied into the URL.
    assert_eq!(of(Method::Get, None, &short), (Allocations { all: 6, held: 5 }, 5));
    // And they grow once.
    assert_eq!(of(Method::Get, None, &long), (Allocations { all: 7, held: 5 }, 5));
}

#[test]
fn the_first_tc3_request_of_a_day_makes_what_is_kept() {
    let trtc = trtc(SignatureMethod::Tc3HmacSha256, Method::Post, None);
    let room_id = RoomId::from("room-1234");
    let of = |timestamp| counted(|| trtc.build(&room_id, timestamp, NONCE).expect("built")).0;
    // The day that is kept, and its credential scope, which begins with the date and grows twice;
    // the date and the first key, which the signing key is derived from.
    let first = Allocations { all: 6 + 6, held: 6 + 2 };
    assert_eq!(of(TIMESTAMP), first);
    let next = Allocations { all: 6, held: 6 };
    assert_eq!(of(TIMESTAMP + 1), next);
    // Another day takes the place of the one before.
    let another = Allocations { all: 6 + 6, held: 6 };
    assert_eq!(of(TIMESTAMP + 86_400), another);
    assert_eq!(of(TIMESTAMP + 86_400), next);
}

#[test]
fn a_v1_request_takes_what_it_is_signed_by_as_well() {
    for signature_method in [SignatureMethod::HmacSha256, SignatureMethod::HmacSha1] {
        for token in [None, Some("token")] {
            let of = |http_method, room_id: &RoomId| {
                of_request(&trtc(signature_method, http_method, token), room_id)
            };
            // Nonce, SdkAppId and timestamp as texts, the list of the parameters, the string to
            // sign, the signature; the parameters as a form, and the URL that takes them in.
            let room_id = RoomId::from("room-1234");
            assert_eq!(of(Method::Get, &room_id), (Allocations { all: 8, held: 1 }, 1));
            // By POST the form is the body, and there is a list of one header.
            assert_eq!(of(Method::Post, &room_id), (Allocations { all: 9, held: 3 }, 3));
            // A number becomes a text, too.
            let room_id = RoomId::Number(1234);
            assert_eq!(of(Method::Get, &room_id), (Allocations { all: 9, held: 1 }, 1));
            assert_eq!(of(Method::Post, &room_id), (Allocations { all: 10, held: 3 }, 3));
        }
    }
}

#[test]
fn a_success_is_read_by_its_objects() {
    let zego = zego();
    let body = r#"{"Code":0,"Message":"success","RequestId":"8472822922399341504"}"#;
    let response = HttpResponse::new(200, body);
    let (allocations, _closed) = counted(|| zego.parse(&response).expect("closed"));
    // The members of the object; the request id, which is passed on.
    assert_eq!(allocations, Allocations { all: 2, held: 1 });

    let trtc = trtc(SignatureMethod::Tc3HmacSha256, Method::Post, None);
    let body = r#"{"Response":{"RequestId":"3c140219-cfe9-470e-b241-907877d6fb03"}}"#;
    let response = HttpResponse::new(200, body);
    let (allocations, _closed) = counted(|| trtc.parse(&response).expect("closed"));
    // An object more.
    assert_eq!(allocations, Allocations { all: 3, held: 1 });
}

/// The documents' example, as in the vectors.
const ZEGO_CALLBACK: &str = r#"{"event":"room_close","appid":1,"timestamp":1499676989,"nonce":"350176","signature":"0a36e8e590a2298fb9d9b3ab0c94e82775b8cde2","room_id":"rid_1242649","room_session_id":858012925204410400,"close_reason":1,"room_close_time":"1499676989909"}"#;

#[test]
fn a_callback_of_zego_is_copied_and_read_by_its_object() {
    let secret = Secret::from("secret");
    let verify =
        || zego::verify_callback(ZEGO_CALLBACK.as_bytes(), &secret, Freshness::at(1_499_676_989));
    let (allocations, _callback) = counted(|| verify().expect("genuine"));
    // The body as Unicode, and as JSON; room for 4, 8 and 16 members, of which there are 9.
    // With the second they hold: nonce, signature, room id.
    assert_eq!(allocations, Allocations { all: 8, held: 4 });
}

/// The documents' example, as in the vectors.
const TRTC_CALLBACK: &str = "{\n\t\"EventGroupId\":\t2,\n\t\"EventType\":\t204,\n\t\"CallbackTs\":\t1664209748188,\n\t\"EventInfo\":\t{\n\t\t\"RoomId\":\t8489,\n\t\t\"EventTs\":\t1664209748,\n\t\t\"EventMsTs\":\t1664209748180,\n\t\t\"UserId\":\t\"user_85034614\",\n\t\t\"Reason\":\t0\n\t}\n}";
const TRTC_CALLBACK_SIGN: &str = "kkoFeO3Oh2ZHnjtg8tEAQhtXK16/KI05W3BQff8IvGA=";

#[test]
fn a_callback_of_trtc_is_copied_and_read_by_its_objects() {
    let key = Secret::from("123654");
    let verify = || {
        let headers = [("Sign", TRTC_CALLBACK_SIGN)];
        let freshness = Freshness::at(1_664_209_748);
        trtc::verify_callback(TRTC_CALLBACK.as_bytes(), headers, &key, freshness)
    };
    let (allocations, _callback) = counted(|| verify().expect("genuine"));
    // The signature that is expected; room for 4 members of the body, for 4 and 8 of the event.
    // Held: the body, and the user's id.
    assert_eq!(allocations, Allocations { all: 6, held: 2 });
}
