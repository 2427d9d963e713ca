"""TRTC's callbacks, signed by its documents' formula in every language.

They are verified and read in full, and refused when altered.
"""

import base64
import json
import string
from types import SimpleNamespace

import cases
import inputs

TOLERANCE = 600
BASE64 = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"

EVENTS = {
    (1, 101): "create_room",
    (1, 102): "dismiss_room",
    (1, 103): "enter_room",
    (1, 104): "exit_room",
    (1, 105): "change_role",
    (2, 201): "start_video",
    (2, 202): "stop_video",
    (2, 203): "start_audio",
    (2, 204): "stop_audio",
    (2, 205): "start_assist",
    (2, 206): "stop_assist",
    (1, 206): "other",
    (3, 301): "other",
    (14, 901): "other",
}


def event_of(rng, witness):
    """A signed body as Tencent might write it, and what verifying it gives."""
    group, kind = rng.choice(list(EVENTS))
    event = EVENTS[group, kind]
    sent_ms = inputs.timestamp(rng) * 1000 + rng.randint(0, 999)
    rooms = [inputs.text(rng, 64), str(rng.randint(1, 2**32)), inputs.integer(rng, 2**64 - 1)]
    optional = {
        "EventTs": sent_ms // 1000,
        "EventMsTs": sent_ms,
        "UserId": inputs.text(rng, 60),
        "Role": rng.choice([20, 21]),
        "TerminalType": rng.choice([1, 2, 3, 4, 100]),
        "UserType": rng.choice([1, 2, 3]),
        "Reason": rng.randint(0, 5),
    }
    info = {"RoomId": rng.choice(rooms)}
    info |= {name: value for name, value in optional.items() if rng.random() < 0.8}
    common = {"EventGroupId": group, "EventType": kind, "CallbackTs": sent_ms}
    body = body_of(rng, common | {"EventInfo": info | {"Unlisted": [1.5, None, {}]}})
    key = rng.choice([cases.letters(rng, 32), inputs.secret(rng)])

    known = common if event == "other" else common | info
    expected = {name[0].lower() + name[1:]: value for name, value in known.items()}
    expected |= {"event": event, "raw": body.decode()}
    sign = witness.say("trtc.callback", key=key, body=base64.b64encode(body).decode())
    return SimpleNamespace(body=body, key=key, sign=sign, sent=sent_ms // 1000, expected=expected)


def body_of(rng, fields):
    """As in the documents' samples, indented by tabs; or in another spelling."""
    like_the_samples = {"indent": "\t", "separators": (",", ":\t"), "ensure_ascii": False}
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    return json.dumps(fields, **rng.choice([like_the_samples, compact, {}])).encode()


def callback(rng, event, *, body=None, sign=None, key=None, away=0):
    headers = {"Content-Type": "application/json", "SdkAppId": "1400000001"}
    headers[rng.choice(["Sign", "sign", "SIGN"])] = event.sign if sign is None else sign
    options = {
        "headers": rng.choice([headers, list(headers.items())]),
        "callbackKey": key or event.key,
        "now": event.sent + away,
        "toleranceSeconds": TOLERANCE,
    }
    return cases.callback(rng, "trtc", event.body if body is None else body, options)


def test_signed_callbacks_verify(products, rng, witness):
    callbacks, expectations = [], []
    for _ in range(1000):
        event = event_of(rng, witness)
        # It was sent up to a second later than `sent` says.
        away = rng.choice([0, TOLERANCE, 1 - TOLERANCE, rng.randint(1 - TOLERANCE, TOLERANCE)])
        callbacks.append(callback(rng, event, away=away))
        expectations.append(event.expected)
    for case, expected, result in zip(callbacks, expectations, products.results(callbacks)):
        assert result == expected, case


def test_altered_callbacks_are_refused(products, rng, witness):
    callbacks = []
    for _ in range(150):
        event = event_of(rng, witness)
        body, sign = event.body, event.sign
        flipped = bytearray(body)
        flipped[rng.randrange(len(body))] ^= 1 << rng.randrange(8)
        for altered in (bytes(flipped), body + b" ", body + b"\n", b" " + body, body[:-1], b""):
            callbacks.append(callback(rng, event, body=altered))
        wrong_signs = [
            inputs.replaced(rng, sign[:43], BASE64) + "=",
            f"{sign[:42]}{BASE64[BASE64.index(sign[42]) + 1]}=",  # the same bytes in another spelling
            sign.rstrip("="),
            f"{sign}=",
            "",
        ]
        for wrong in wrong_signs:
            callbacks.append(callback(rng, event, sign=wrong))
        callbacks.append(callback(rng, event, key=f"{event.key}x"))
    products.refuses(callbacks, kind="invalid_signature")


def test_unsigned_callbacks_are_refused(products, rng, witness):
    callbacks = [callback(rng, event_of(rng, witness)) for _ in range(50)]
    for case in callbacks:
        case["options"]["headers"] = {"Content-Type": "application/json"}
    products.refuses(callbacks, kind="invalid_signature")


def test_old_callbacks_are_refused(products, rng, witness):
    callbacks = []
    for _ in range(300):
        event = event_of(rng, witness)
        away = inputs.time_away(rng, event.sent, TOLERANCE) - event.sent
        callbacks.append(callback(rng, event, away=away))
    products.refuses(callbacks, kind="stale")
