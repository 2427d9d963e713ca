"""The official Tencent SDK as a witness.

Two ways to ask it: what must the signature of this request be, given its bytes
(`refusal`, `authorization`, `signature_v1`); and what would you send yourself
(`sdk_request`). Everything that is hashed or joined here is so by the SDK's code.
"""

import base64
import hashlib
import hmac
import json
from contextlib import contextmanager
from datetime import datetime, timezone
from types import SimpleNamespace
from unittest import mock
from urllib.parse import quote, urlencode

from tencentcloud.common import abstract_client
from tencentcloud.common.credential import Credential
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.common.sign import Sign
from tencentcloud.trtc.v20190722 import models
from tencentcloud.trtc.v20190722.trtc_client import TrtcClient

from wire import Request, lower

TC3 = "TC3-HMAC-SHA256"
METHODS = [(sign, http) for sign in (TC3, "HmacSHA256", "HmacSHA1") for http in ("POST", "GET")]
VALID_FOR_SECONDS = 300
ANY = Credential("id", "key")


def parameters(request):
    """What a request says, as the names and values of the API's documents.

    Values are text, but for those of a JSON body. v1's Signature is among them.
    """
    if "authorization" not in request.headers:
        return dict(request.form)
    names = {"action", "version", "timestamp", "region", "token", "language"}
    common = {name: request.headers.get(f"x-tc-{name}") for name in names}
    business = json.loads(request.body) if request.method == "POST" else dict(request.form)
    return {name.title(): text for name, text in common.items() if text is not None} | business


def refusal(request, keys, now):
    """Why the service would refuse a request, as a code; None when it would not."""
    says = parameters(request)
    if abs(int(says["Timestamp"]) - now) > VALID_FOR_SECONDS:
        return "AuthFailure.SignatureExpire"
    claimed = request.headers.get("authorization")
    if claimed is not None:
        secret_id = claimed.partition("Credential=")[2].partition("/")[0]
        expected = authorization(request, secret_id, keys.get(secret_id, "?"))
    else:
        claimed = says["Signature"]
        expected = signature_v1(request, keys.get(says["SecretId"], "?"))
    return None if claimed == expected else "AuthFailure.SignatureFailure"


def authorization(request, secret_id, secret_key):
    """The header Authorization that the SDK's TC3 signer gives for these bytes."""
    timestamp = request.headers["x-tc-timestamp"]
    date = datetime.fromtimestamp(int(timestamp), timezone.utc).strftime("%Y-%m-%d")
    signed = RequestInternal(
        host=request.host,
        method=request.method,
        uri=request.target.partition("?")[0],
        header={
            "Content-Type": request.headers["content-type"],
            "Host": request.host,
            "X-TC-Timestamp": timestamp,
        },
        data=request.query if request.method == "GET" else request.body,
    )
    client = TrtcClient(ANY, "")
    signature = client._get_tc3_signature(None, signed, date, client._service, secret_key)
    scope = f"{date}/{client._service}/tc3_request"
    return f"{TC3} Credential={secret_id}/{scope}, SignedHeaders=content-type;host, Signature={signature}"


def signature_v1(request, secret_key):
    """The parameter Signature that the SDK's v1 signer gives for the others."""
    signed = dict(request.form)
    del signed["Signature"]
    http = HttpProfile(endpoint=request.host, reqMethod=request.method)
    text = TrtcClient(ANY, "", ClientProfile(httpProfile=http))._format_sign_string(signed)
    return Sign.sign(secret_key, text, signed.get("SignatureMethod", "HmacSHA1"))


def sdk_request(case, host):
    """The request that the SDK sends for a case, in our spelling of JSON and percent-encoding."""
    config, room = case["config"], case["room"]
    http = HttpProfile(endpoint=host, reqMethod=config["httpMethod"])
    profile = ClientProfile(signMethod=config["signatureMethod"], httpProfile=http)
    profile.language = config.get("language")
    credential = Credential(config["secretId"], config["secretKey"], config.get("token"))
    client = PlainClient(credential, config["region"], profile)
    client.request = Recorder()

    by_text = "string" in room
    kind = models.DismissRoomByStrRoomIdRequest if by_text else models.DismissRoomRequest
    call = client.DismissRoomByStrRoomId if by_text else client.DismissRoom
    wish = kind()
    wish.SdkAppId = int(config["sdkAppId"])
    wish.RoomId = room["string"] if by_text else int(room["number"])
    with spelled_alike(case["options"]):
        call(wish)
    return client.request.sent()


class PlainClient(TrtcClient):
    """Without the SDK's mark, which is a signed parameter in v1."""

    def _format_sign_string(self, params, options=None):
        del params["RequestClient"]
        return super()._format_sign_string(params, options)


class Recorder:
    """Takes the place of the SDK's HTTP connection."""

    def send_request(self, request):
        self.request = request
        content = b'{"Response":{"RequestId":"none"}}'
        return SimpleNamespace(status_code=200, headers={}, content=content)

    def sent(self):
        request = self.request
        is_get = request.method == "GET"
        headers = lower(request.header)
        for mark in ("x-tc-requestclient", "x-tc-traceid"):
            headers.pop(mark, None)
        host = headers.pop("host", request.host)
        target = f"{request.uri}?{request.data}" if is_get else request.uri
        return Request(request.method, host, target, headers, b"" if is_get else request.data.encode())


@contextmanager
def spelled_alike(options):
    """Time and nonce fixed; compact UTF-8 JSON, and %20 for a space."""
    nonce = int(options["nonce"], 16) & (2**63 - 1)
    with mock.patch.multiple(
        abstract_client,
        time=SimpleNamespace(time=lambda: options["timestamp"]),
        random=SimpleNamespace(randint=lambda low, high: nonce),
        json=SimpleNamespace(dumps=compact, loads=json.loads),
        urlencode=lambda params: urlencode(params, quote_via=quote, safe=""),
    ):
        yield


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def callback_sign(key, body):
    """The header Sign of a callback, by the formula of the documents."""
    return base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()
