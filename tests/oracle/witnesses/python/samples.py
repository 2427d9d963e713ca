"""The algorithms of the providers' documents, by the steps and functions of their Python samples.

ZEGOCLOUD, "Signing the request": Python. "Verify the callback": by its PHP sample, there is none in Python.
TRTC, "Verify Signature Example" (54912): Python.
"""

import base64
import hashlib
import hmac


def zego_signature(appId, nonce, serverSecret, timestamp):
    text = str(appId) + nonce + serverSecret + str(timestamp)
    return hashlib.md5(text.encode("utf8")).hexdigest()


def zego_callback(callbackSecret, timestamp, nonce):
    text = "".join(sorted([callbackSecret, str(timestamp), nonce]))
    return hashlib.sha1(text.encode()).hexdigest()


def trtc_callback(key, body):
    digest = hmac.new(key.encode(), base64.b64decode(body), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
