"""TRTC's requests: how they are read, put before the official SDKs, and refused."""

import json

TC3 = "TC3-HMAC-SHA256"
METHODS = [(sign, http) for sign in (TC3, "HmacSHA256", "HmacSHA1") for http in ("POST", "GET")]
VALID_FOR_SECONDS = 300


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


def signature(request):
    """The header Authorization, or v1's parameter Signature."""
    return request.headers.get("authorization") or dict(request.form)["Signature"]


def signing(request, secret_id, secret_key):
    """The question what the signature of these bytes must be."""
    is_tc3 = "authorization" in request.headers
    return {
        "method": request.method,
        "host": request.host,
        "target": request.target,
        "headers": request.headers,
        "body": request.body,
        "signatureMethod": TC3 if is_tc3 else dict(request.form)["SignatureMethod"],
        "secretId": secret_id,
        "secretKey": secret_key,
    }


def can_sign(sdk, signature_method, http_method):
    """Whether the SDK's signer takes bytes: Go's TC3 spells the query of a GET itself."""
    return (sdk.name, signature_method, http_method) != ("go", TC3, "GET")


def wish(case, host):
    """The question what an SDK sends for the input of a case."""
    nonce = str(int(case["options"]["nonce"], 16) % 2**63)
    options = case["options"] | {"nonce": nonce}
    return {"host": host, "config": case["config"], "room": case["room"], "options": options}


def refusal(sdks, request, keys, now):
    """Why the service would refuse a request, as a code; None when it would not. All SDKs must agree."""
    says = parameters(request)
    if abs(int(says["Timestamp"]) - now) > VALID_FOR_SECONDS:
        return "AuthFailure.SignatureExpire"
    claimed = signature(request)
    secret_id = says.get("SecretId") or claimed.partition("Credential=")[2].partition("/")[0]
    question = signing(request, secret_id, keys.get(secret_id, "?"))
    able = [sdk for sdk in sdks if can_sign(sdk, question["signatureMethod"], request.method)]
    expected = {sdk.say("trtc.sign", **question) for sdk in able}
    assert len(expected) == 1, f"the SDKs do not agree: {expected}"
    return None if expected == {claimed} else "AuthFailure.SignatureFailure"
