"""Random cases for the products."""

import base64
import string
from types import SimpleNamespace

import inputs

TRTC_ROOM = inputs.LETTERS_DIGITS + " !#$%&()+-:;<=.>?@[]^_{}|~,"
TRTC_HOSTS = {
    "china": "trtc.tencentcloudapi.com",
    "intl": "trtc.intl.tencentcloudapi.com",
    "ap-tokyo": "trtc.ap-tokyo.tencentcloudapi.com",
    "eu-frankfurt": "trtc.eu-frankfurt.tencentcloudapi.com",
    "na-ashburn": "trtc.na-ashburn.tencentcloudapi.com",
}
ZEGO_HOSTS = {
    "unified": "rtc-api.zego.im",
    **{name: f"rtc-api-{name}.zego.im" for name in ("sha", "hkg", "fra", "lax", "bom", "sgp")},
}


def trtc(rng, signature_method, http_method):
    """A request to be built, and the base URL that it must have."""
    place, base = endpoint(rng, TRTC_HOSTS)
    room, is_documented = trtc_room(rng)
    config = given(
        sdkAppId=str(inputs.integer(rng, 2**64 - 1)),
        secretId=rng.choice([f"AKID{letters(rng, 32)}", visible(rng, 80)]),
        secretKey=inputs.secret(rng),
        token=rng.choice([None, letters(rng, 500), visible(rng, 100)]),
        region=rng.choice(["ap-guangzhou", "ap-beijing", "ap-singapore", visible(rng, 30)]),
        language=rng.choice([None, "zh-CN", "en-US"]),
        endpoint=place,
        signatureMethod=signature_method,
        httpMethod=http_method,
        allowAnyRoomId=rng.choice([None, False]) if is_documented else True,
    )
    case = {"op": "build", "provider": "trtc", "config": config, "room": room, "options": signing(rng)}
    return SimpleNamespace(case=case, base=base)


def trtc_room(rng):
    """A room, and whether it is within the documented limits."""
    return rng.choice(
        [
            ({"string": inputs.of(rng, TRTC_ROOM, 1, 64)}, True),
            ({"string": str(rng.randint(1, 2**32))}, True),
            ({"string": inputs.text(rng, 100)}, False),
            ({"number": str(inputs.integer(rng, 2**32 - 2))}, True),
            ({"number": str(inputs.integer(rng, 2**64 - 1))}, False),
        ]
    )


def zego(rng):
    """A request to be built, and the base URL that it must have."""
    place, base = endpoint(rng, ZEGO_HOSTS)
    config = given(
        appId=inputs.integer(rng, 2**32 - 1),
        serverSecret=inputs.secret(rng),
        endpoint=place,
        isTest=rng.choice([None, True, False]),
    )
    options = given(
        customReason=rng.choice([None, "", inputs.text(rng, 256)]),
        roomCloseCallback=rng.choice([None, True, False]),
        **signing(rng),
    )
    room = {"string": inputs.text(rng, 128)}
    case = {"op": "build", "provider": "zego", "config": config, "room": room, "options": options}
    return SimpleNamespace(case=case, base=base)


def at_another_time(rng, item):
    """The same, of the same client."""
    options = item.case["options"] | signing(rng)
    return SimpleNamespace(case=item.case | {"options": options}, base=item.base)


def callback(rng, provider, body, options):
    """A callback to be verified, its body of one of the types that the package takes."""
    unused = {
        "zego": {"appId": 1, "serverSecret": "unused"},
        "trtc": {"sdkAppId": "1", "secretId": "unused", "secretKey": "unused", "region": "unused"},
    }
    return {
        "op": "verify",
        "provider": provider,
        "config": unused[provider],
        "form": rng.choice(["string", "Uint8Array", "ArrayBuffer"]),
        "body": base64.b64encode(body).decode(),
        "options": options,
    }


def endpoint(rng, known):
    """What to give as the endpoint, None for nothing, and the base URL that this means."""
    host = f"{inputs.of(rng, string.ascii_lowercase, 1, 12)}.example"
    port = rng.randint(1024, 65_535)
    default = next(iter(known.values()))
    name = rng.choice(list(known))
    return rng.choice(
        [
            (None, f"https://{default}/"),
            (name, f"https://{known[name]}/"),
            (host, f"https://{host}/"),
            (f"https://{host.title()}:443/", f"https://{host}/"),
            (f"{host}:{port}", f"https://{host}:{port}/"),
            (f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/"),
            (f"http://localhost:{port}/", f"http://localhost:{port}/"),
            (f"http://[::1]:{port}", f"http://[::1]:{port}/"),
        ]
    )


def signing(rng):
    return {"timestamp": inputs.timestamp(rng), "nonce": inputs.nonce(rng)}


def given(**values):
    """Only what is set."""
    return {name: value for name, value in values.items() if value is not None}


def letters(rng, longest):
    return inputs.of(rng, inputs.LETTERS_DIGITS, 1, longest)


def visible(rng, longest):
    return inputs.of(rng, inputs.VISIBLE, 1, longest)
