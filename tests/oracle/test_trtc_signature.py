"""TRTC requests, against the official SDKs.

The same input for both; our bytes before their signers, and theirs before ours.
"""

import dataclasses

import pytest

import cases
import inputs
import trtc
import wire

CASES = 400  # each at two times, for each of the 6 ways to sign
MARKS = {"x-tc-requestclient", "x-tc-traceid"}


@pytest.fixture(scope="module", params=trtc.METHODS, ids="-".join)
def built(request, products):
    """Random input, and the request that every product makes of it."""
    rng = inputs.seeded(request.node.name + "-".join(request.param))
    items = [cases.trtc(rng, *request.param) for _ in range(CASES)]
    # The same client on another day, for which it has no key yet.
    items += [cases.at_another_time(rng, item) for item in items]
    for item, result in zip(items, products.results([item.case for item in items])):
        item.request = wire.built(result)
        item.url = result["url"]
    return items


def signing(item, request):
    """The question what the signature of a request with an item's key must be."""
    config = item.case["config"]
    return trtc.signing(request, config["secretId"], config["secretKey"])


def signs(sdk, items):
    config = items[0].case["config"]
    return trtc.can_sign(sdk, config["signatureMethod"], config["httpMethod"])


def test_the_official_signers_sign_our_bytes_alike(built, sdks):
    """From nothing but the bytes and the key."""
    signings = [signing(item, item.request) for item in built]
    for sdk in sdks:
        if signs(sdk, built):
            for item, expected in zip(built, sdk.trtc_signatures(signings)):
                assert trtc.signature(item.request) == expected, (sdk.name, item.case)


def test_the_official_sdk_says_the_same_and_we_sign_its_bytes_alike(built, sdk, native):
    """The whole SDK, from the model of the request to its connection, on the same input and as it is.

    What it sends says the same, in its own spelling; and for these bytes our signers give its signature.
    """
    answers = sdk.ask("trtc.send", [trtc.wish(item.case, item.request.host) for item in built])
    sent = [wire.sent(answer) for answer in answers]
    ours = native.trtc_signatures([signing(item, theirs) for item, theirs in zip(built, sent)])
    for item, theirs, signature in zip(built, sent, ours):
        assert said(theirs) == said(item.request), item.case
        assert trtc.signature(theirs) == signature, item.case


def said(request):
    """All that a request says but for its signature and the SDKs' marks; what is empty says nothing.

    v1 signs no headers, and the content type of a GET, which some SDKs have, is of nothing.
    """
    is_tc3 = "authorization" in request.headers
    names = {name for name, value in request.headers.items() if is_tc3 and value} - MARKS
    content_type = request.headers.get("content-type") if is_tc3 or request.method == "POST" else None
    says = {name: value for name, value in trtc.parameters(request).items() if value != ""}
    says.pop("Signature", None)
    says.pop("RequestClient", None)
    target = request.target.partition("?")[0]
    return request.method, request.host, target, content_type, names, says


def test_nothing_is_lost_on_the_wire(built):
    for item in built:
        config, room, options = (item.case[name] for name in ("config", "room", "options"))
        assert item.url.partition("?")[0] == item.base, item.case

        says = trtc.parameters(item.request)
        is_tc3 = config["signatureMethod"] == trtc.TC3
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


def test_the_signers_notice_every_change(built, sdks, native):
    """The comparison means something: what is altered is not signed alike, by nobody."""
    signings, originals = [], []
    for item in built[:50]:
        questions = [signing(item, altered) for altered in alterations(item.request)]
        same = signing(item, item.request)
        questions.append(same | {"secretKey": f"{same['secretKey']}0"})
        signings += questions
        originals += [trtc.signature(item.request)] * len(questions)
    for signer in [*(sdk for sdk in sdks if signs(sdk, built)), native]:
        for question, original, other in zip(signings, originals, signer.trtc_signatures(signings)):
            assert other != original, (signer.name, question)


def alterations(request):
    """Requests that say something else than this one."""
    yield dataclasses.replace(request, host="another.example")
    if request.method == "GET":
        yield dataclasses.replace(request, target=request.target.replace("RoomId=", "RoomId=0"))
        yield dataclasses.replace(request, method="POST", target="/", body=request.query)
    elif "RoomId=" in request.body:
        yield dataclasses.replace(request, body=request.body.replace("RoomId=", "RoomId=0"))
    else:
        yield dataclasses.replace(request, body=request.body + " ")
    if "authorization" in request.headers:
        content_type, timestamp = request.headers["content-type"], request.headers["x-tc-timestamp"]
        for change in ({"content-type": f"{content_type}x"}, {"x-tc-timestamp": str(int(timestamp) - 1)}):
            yield dataclasses.replace(request, headers=request.headers | change)
