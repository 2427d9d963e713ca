"""The official SDK: everything that is hashed or joined here is so by its code."""

from datetime import datetime, timezone
from types import SimpleNamespace
from unittest import mock
from urllib.parse import parse_qsl

from tencentcloud.common import abstract_client
from tencentcloud.common.credential import Credential
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.common.sign import Sign
from tencentcloud.trtc.v20190722 import models
from tencentcloud.trtc.v20190722.trtc_client import TrtcClient

TC3 = "TC3-HMAC-SHA256"
ANY = Credential("id", "key")


def sign(signatureMethod, secretId, secretKey, **request):
    """What the header Authorization, or v1's parameter Signature, of these bytes must be."""
    if signatureMethod == TC3:
        return authorization(SimpleNamespace(**request), secretId, secretKey)
    return signature_v1(SimpleNamespace(**request), secretKey)


def authorization(request, secret_id, secret_key):
    timestamp = request.headers["x-tc-timestamp"]
    date = datetime.fromtimestamp(int(timestamp), timezone.utc).strftime("%Y-%m-%d")
    path, _, query = request.target.partition("?")
    signed = RequestInternal(
        host=request.host,
        method=request.method,
        uri=path,
        header={
            "Content-Type": request.headers["content-type"],
            "Host": request.host,
            "X-TC-Timestamp": timestamp,
        },
        data=query if request.method == "GET" else request.body.encode(),
    )
    client = TrtcClient(ANY, "")
    signature = client._get_tc3_signature(None, signed, date, client._service, secret_key)
    scope = f"{date}/{client._service}/tc3_request"
    return f"{TC3} Credential={secret_id}/{scope}, SignedHeaders=content-type;host, Signature={signature}"


def signature_v1(request, secret_key):
    form = request.body if request.method == "POST" else request.target.partition("?")[2]
    signed = dict(parse_qsl(form))
    del signed["Signature"]
    http = HttpProfile(endpoint=request.host, reqMethod=request.method)
    text = TrtcClient(ANY, "", ClientProfile(httpProfile=http))._format_sign_string(signed)
    return Sign.sign(secret_key, text, signed["SignatureMethod"])


def send(host, config, room, options):
    """What the whole SDK sends, from the model of the request to what it hands to its connection."""
    http = HttpProfile(endpoint=host, reqMethod=config["httpMethod"])
    profile = ClientProfile(signMethod=config["signatureMethod"], httpProfile=http)
    profile.language = config.get("language")
    credential = Credential(config["secretId"], config["secretKey"], config.get("token"))
    client = TrtcClient(credential, config["region"], profile)
    client.request = Recorder()

    by_text = "string" in room
    kind = models.DismissRoomByStrRoomIdRequest if by_text else models.DismissRoomRequest
    call = client.DismissRoomByStrRoomId if by_text else client.DismissRoom
    wish = kind()
    wish.SdkAppId = int(config["sdkAppId"])
    wish.RoomId = room["string"] if by_text else int(room["number"])
    fixed = {
        "time": SimpleNamespace(time=lambda: options["timestamp"]),
        "random": SimpleNamespace(randint=lambda low, high: int(options["nonce"])),
    }
    with mock.patch.multiple(abstract_client, **fixed):
        call(wish)
    return client.request.sent


class Recorder:
    """Takes the place of the SDK's HTTP connection."""

    def send_request(self, request):
        is_get = request.method == "GET"
        headers = {name: str(value) for name, value in request.header.items() if name != "Host"}
        self.sent = {
            "method": request.method,
            "host": request.header.get("Host", request.host),
            "target": f"{request.uri}?{request.data}" if is_get else request.uri,
            "headers": headers,
            "body": "" if is_get else request.data,
        }
        return SimpleNamespace(status_code=200, headers={}, content=b'{"Response":{"RequestId":"none"}}')
