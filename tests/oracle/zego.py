"""ZEGOCLOUD's requests: how they are refused."""

import re

VALID_FOR_SECONDS = 600


def refusal(witnesses, request, secrets, now, seen):
    """The code with which the service would answer a request. All witnesses must agree.

    `seen` gathers the nonces. That the service remembers them is not documented;
    that every request has its own is.
    """
    says = dict(request.form)
    app_id, nonce, timestamp = int(says["AppId"]), says["SignatureNonce"], int(says["Timestamp"])
    if abs(timestamp - now) > VALID_FOR_SECONDS:
        return 100000004
    is_new = nonce not in seen
    seen.add(nonce)
    question = signing(app_id, nonce, secrets[str(app_id)], timestamp)
    expected = {witness.say("zego.sign", **question) for witness in witnesses}
    assert len(expected) == 1, f"the witnesses do not agree: {expected}"
    is_signed = {says["Signature"]} == expected and says["SignatureVersion"] == "2.0"
    is_good = is_signed and is_new and re.fullmatch("[0-9a-f]{16}", nonce)
    return 0 if is_good else 100000005


def signing(app_id, nonce, server_secret, timestamp):
    """The question what the signature of these values must be."""
    return {"appId": app_id, "nonce": nonce, "serverSecret": server_secret, "timestamp": timestamp}
