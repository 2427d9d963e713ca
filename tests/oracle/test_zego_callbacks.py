"""ZEGOCLOUD's callbacks, signed by its documents' formula in every language.

They are verified and read in full, and refused when altered.
"""

import json
from types import SimpleNamespace
from urllib.parse import quote, quote_plus, urlencode

import pytest

import cases
import inputs

TOLERANCE = 600

# What may be in a field, by what the package makes of it.
TEXT, ID, SMALL, NUMBER = "text", 2**64 - 1, 2**32 - 1, 2**53 - 1

# The fields on the wire, and what the package calls them.
EVENTS = {
    "room_close": {
        "room_id": ("roomId", TEXT),
        "room_session_id": ("roomSessionId", ID),
        "close_reason": ("closeReason", SMALL),
        "room_close_time": ("roomCloseTime", NUMBER),
    },
    "room_logout": {
        "room_id": ("roomId", TEXT),
        "room_seq": ("roomSeq", ID),
        "user_account": ("userAccount", TEXT),
        "user_nickname": ("userNickname", TEXT),
        "session_id": ("sessionId", TEXT),
        "login_time": ("loginTime", NUMBER),
        "logout_time": ("logoutTime", NUMBER),
        "reason": ("reason", SMALL),
        "user_role": ("userRole", SMALL),
        "user_update_seq": ("userUpdateSeq", NUMBER),
    },
    "stream_close": {
        "room_id": ("roomId", TEXT),
        "room_session_id": ("roomSessionId", ID),
        "user_id": ("userId", TEXT),
        "user_name": ("userName", TEXT),
        "channel_id": ("channelId", TEXT),
        "type": ("type", SMALL),
        "stream_alias": ("streamAlias", TEXT),
        "stream_id": ("streamId", TEXT),
        "stream_sid": ("streamSid", TEXT),
        "stream_seq": ("streamSeq", ID),
        "third_define_data": ("thirdDefineData", TEXT),
        "create_time_ms": ("createTimeMs", NUMBER),
        "destroy_timemillis": ("destroyTimeMs", NUMBER),
    },
    "room_create": {},  # one that the package does not know
}
REQUIRED = {"room_id", "user_account"}


def event_of(rng, name, witness):
    """The signed fields of an event, and what verifying it gives."""
    timestamp, app_id = inputs.timestamp(rng), inputs.integer(rng, 2**32 - 1)
    digits, characters = inputs.of(rng, "0123456789", 1, 19), inputs.of(rng, inputs.VISIBLE, 1, 32)
    nonce = rng.choice([digits, characters, inputs.integer(rng, 2**63)])
    secret = inputs.secret(rng)
    signed = {"callbackSecret": secret, "timestamp": timestamp, "nonce": str(nonce)}
    fields = {
        "event": name,
        "appid": number_or_text(rng, app_id),
        "timestamp": number_or_text(rng, timestamp),
        "nonce": nonce,
        "signature": witness.say("zego.callback", **signed),
        "id_name": inputs.text(rng, 20),  # one that no document lists
    }
    expected = {"event": name, "appId": app_id, "timestamp": timestamp, "nonce": str(nonce)}
    if not EVENTS[name]:
        expected |= {"event": "other", "name": name}
    for field, (member, kind) in EVENTS[name].items():
        if field not in REQUIRED and rng.random() < 0.1:
            continue
        if kind == TEXT:
            fields[field] = expected[member] = inputs.text(rng, 120)
        else:
            value = inputs.integer(rng, kind)
            fields[field] = number_or_text(rng, value)
            expected[member] = str(value) if kind == ID else value
    return SimpleNamespace(fields=fields, secret=secret, sent=timestamp, expected=expected)


def number_or_text(rng, number):
    """Events and editions of the documents differ in this."""
    return rng.choice([number, str(number)])


def body_of(rng, fields):
    """The body in one of the documents' forms, and its text once decoded."""
    shape = rng.choice([{}, {"ensure_ascii": False, "separators": (",", ":")}, {"indent": "\t"}])
    text = json.dumps(fields, **shape)
    form = urlencode(fields, quote_via=rng.choice([quote, quote_plus]))
    percent_encoded = rng.choice([quote, quote_plus])(text, safe="")
    return rng.choice([(text, text), (percent_encoded, text), (form, form)])


def callback(rng, body, secret, now):
    options = {"callbackSecret": secret, "now": now, "toleranceSeconds": TOLERANCE}
    return cases.callback(rng, "zego", body.encode(), options)


@pytest.mark.parametrize("name", EVENTS)
def test_signed_callbacks_verify_in_every_form(products, rng, name, witness):
    callbacks, expectations = [], []
    for _ in range(200):
        event = event_of(rng, name, witness)
        body, text = body_of(rng, event.fields)
        away = rng.choice([0, TOLERANCE, -TOLERANCE, rng.randint(-TOLERANCE, TOLERANCE)])
        callbacks.append(callback(rng, body, event.secret, event.sent + away))
        expectations.append(event.expected | {"raw": text})
    for case, expected, result in zip(callbacks, expectations, products.results(callbacks)):
        assert result == expected, case


def test_altered_callbacks_are_refused(products, rng, witness):
    callbacks = []
    for _ in range(200):
        event = event_of(rng, rng.choice(list(EVENTS)), witness)
        signature, nonce = event.fields["signature"], str(event.fields["nonce"])
        changes = [
            {"signature": inputs.replaced(rng, signature, "0123456789abcdef")},
            {"signature": signature.upper()},  # not what the documents show
            {"signature": f"{signature}0"},
            {"signature": signature[:-1]},
            {"signature": ""},
            {"timestamp": str(event.sent + 1)},
            {"nonce": inputs.replaced(rng, nonce, inputs.LETTERS_DIGITS)},
        ]
        for change in changes:
            body, _ = body_of(rng, event.fields | change)
            callbacks.append(callback(rng, body, event.secret, event.sent))
        body, _ = body_of(rng, event.fields)
        callbacks.append(callback(rng, body, f"{event.secret}x", event.sent))
    products.refuses(callbacks, kind="invalid_signature")


def test_old_callbacks_are_refused(products, rng, witness):
    callbacks = []
    for _ in range(200):
        event = event_of(rng, rng.choice(list(EVENTS)), witness)
        body, _ = body_of(rng, event.fields)
        now = inputs.time_away(rng, event.sent, TOLERANCE)
        callbacks.append(callback(rng, body, event.secret, now))
    products.refuses(callbacks, kind="stale")
