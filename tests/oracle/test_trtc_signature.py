"""TRTC requests, against the official SDK: the same input, and our bytes before its signer."""

import dataclasses

import pytest

import cases
import inputs
import tencent
import wire

CASES = 400  # each at two times, for each of the 6 ways to sign


@pytest.fixture(scope="module", params=tencent.METHODS, ids="-".join)
def built(request, product):
    """Random input, and the request that the product makes of it."""
    rng = inputs.seeded(request.node.name + "-".join(request.param))
    items = [cases.trtc(rng, *request.param) for _ in range(CASES)]
    # The same client on another day, for which it has no key yet.
    items += [cases.at_another_time(rng, item) for item in items]
    for item, result in zip(items, product.results([item.case for item in items])):
        item.request = wire.built(result)
        item.url = result["url"]
    return items


def signature(request):
    return request.headers.get("authorization") or dict(request.form)["Signature"]


def official_signature(request, config):
    """By the SDK's signer, from nothing but the bytes and the key."""
    if config["signatureMethod"] == tencent.TC3:
        return tencent.authorization(request, config["secretId"], config["secretKey"])
    return tencent.signature_v1(request, config["secretKey"])


def test_the_official_signer_signs_our_bytes_alike(built):
    for item in built:
        expected = official_signature(item.request, item.case["config"])
        assert signature(item.request) == expected, item.case


def test_the_official_sdk_builds_the_same_request(built):
    """The whole SDK, from the model of the request to its connection, on the same input.

    TC3: the same bytes, but for the SDK's own marks. v1: the same parameters, of which
    any order is valid; the SDK also labels a GET with a content type.
    """
    for item in built:
        ours, theirs = item.request, tencent.sdk_request(item.case, item.request.host)
        if item.case["config"]["signatureMethod"] == tencent.TC3:
            assert ours == theirs, item.case
        else:
            assert sorted(ours.form) == sorted(theirs.form), item.case
            assert (ours.method, ours.host) == (theirs.method, theirs.host)
            expected = theirs.headers if ours.method == "POST" else {}
            assert ours.headers == expected


def test_nothing_is_lost_on_the_wire(built):
    for item in built:
        config, room, options = (item.case[name] for name in ("config", "room", "options"))
        assert item.url.partition("?")[0] == item.base, item.case

        says = tencent.parameters(item.request)
        is_tc3 = config["signatureMethod"] == tencent.TC3
        is_json = is_tc3 and config["httpMethod"] == "POST"
        number = int if is_json else str
        expected = cases.given(
            Action="DismissRoomByStrRoomId" if "string" in room else "DismissRoom",
            Version="2019-07-22",
            Region=config["region"],
            Timestamp=str(options["timestamp"]),
            Token=config.get("token"),
            Language=config.get("language"),
            SdkAppId=number(config["sdkAppId"]),
            RoomId=room["string"] if "string" in room else number(room["number"]),
        )
        if not is_tc3:
            expected |= {
                "Nonce": str(int(options["nonce"], 16) % 2**63),
                "SecretId": config["secretId"],
                "SignatureMethod": config["signatureMethod"],
                "Signature": says["Signature"],
            }
        assert says == expected, item.case


def test_the_signer_notices_every_change(built):
    """The comparison means something: what is altered is not signed alike."""
    for item in built[:50]:
        request, config = item.request, item.case["config"]
        for altered in alterations(request):
            assert official_signature(altered, config) != signature(request), item.case
        other = {**config, "secretKey": config["secretKey"] + "0"}
        assert official_signature(request, other) != signature(request), item.case


def alterations(request):
    """Requests that say something else than this one."""
    yield dataclasses.replace(request, host=f"{request.host}0")
    if request.method == "GET":
        yield dataclasses.replace(request, target=request.target.replace("RoomId=", "RoomId=0"))
        yield dataclasses.replace(request, method="POST", target="/", body=request.query.encode())
    elif b"RoomId=" in request.body:
        yield dataclasses.replace(request, body=request.body.replace(b"RoomId=", b"RoomId=0"))
    else:
        yield dataclasses.replace(request, body=request.body + b" ")
    if "authorization" in request.headers:
        content_type, timestamp = request.headers["content-type"], request.headers["x-tc-timestamp"]
        for change in ({"content-type": f"{content_type}x"}, {"x-tc-timestamp": str(int(timestamp) - 1)}):
            yield dataclasses.replace(request, headers=request.headers | change)
