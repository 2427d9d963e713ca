"""The algorithms of ZEGOCLOUD's documents, as their Python and PHP samples have them."""

import hashlib
import re

VALID_FOR_SECONDS = 600


def signature(app_id, nonce, server_secret, timestamp):
    """md5(AppId + SignatureNonce + ServerSecret + Timestamp), in hex."""
    text = str(app_id) + nonce + server_secret + str(timestamp)
    return hashlib.md5(text.encode()).hexdigest()


def callback_signature(callback_secret, timestamp, nonce):
    """sha1 of the three, sorted as texts and joined, in hex."""
    text = "".join(sorted([callback_secret, str(timestamp), str(nonce)]))
    return hashlib.sha1(text.encode()).hexdigest()


def refusal(request, secrets, now, seen):
    """The code with which the service would answer a request.

    `seen` gathers the nonces. That the service remembers them is not documented;
    that every request has its own is.
    """
    says = dict(request.form)
    app_id, nonce, timestamp = says["AppId"], says["SignatureNonce"], says["Timestamp"]
    if abs(int(timestamp) - now) > VALID_FOR_SECONDS:
        return 100000004
    is_new = nonce not in seen
    seen.add(nonce)
    expected = signature(app_id, nonce, secrets[app_id], timestamp)
    is_signed = says["Signature"] == expected and says["SignatureVersion"] == "2.0"
    is_good = is_signed and is_new and re.fullmatch("[0-9a-f]{16}", nonce)
    return 0 if is_good else 100000005
