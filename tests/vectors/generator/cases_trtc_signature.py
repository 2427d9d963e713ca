"""trtc/signature.json: the algorithms alone, for header sets and bodies our builder would not make itself."""

from generator import sdk, trtc
from generator.cases import case, document, same

V3_ZH = 'cloud.tencent.com/document/api/213/30654, "Signature v3" (Chinese, current edition)'
V3_EARLIER = 'cloud.tencent.com/document/api/213/30654, "Signature v3" (earlier edition)'
V3_INTL_OLDER = 'tencentcloud.com/document/api/647, "Signature v3" (international, older edition)'
V3_INTL = 'tencentcloud.com/document/api/647, "Signature v3" (international, current edition)'
V1 = 'tencentcloud.com/document/api/647, "Signature"'
API_2 = 'cloud.tencent.com/document/product/215/1693, "Signature" of API 2.0'
NODE_TEST = "tencentcloud-sdk-nodejs 4.1.299, test/common/sign.test.ts"

STARS = "*" * 32
KEY_EXAMPLE = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
ID_EXAMPLE = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
KEY_MASKED = "Gu5t9xGARNpq86cd98joQYCN3*******"
ID_MASKED = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******"

# The six-character escapes are literal ASCII in the document's body.
PAYLOAD_ZH = r'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
PAYLOAD_EN = r'{"Limit": 1, "Filters": [{"Values": ["unnamed"], "Name": "instance-name"}]}'
HASH_ZH = "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064"
HASH_EN = "99d58dfbc6745f6747f36bfca17dee5e6881dc0428a0a36f96199342bc5b4907"
HASH_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

JSON_UTF8 = "application/json; charset=utf-8"
CVM = "cvm.tencentcloudapi.com"
TWO_HEADERS = [["content-type", JSON_UTF8], ["host", CVM]]
THREE_HEADERS = [*TWO_HEADERS, ["x-tc-action", "describeinstances"]]


def build(captures):
    return document(
        "trtc",
        "signature",
        [
            *published_v3(),
            *node_unit_tests(),
            *published_v1(),
            *computed(),
            *from_sdks(captures),
        ],
    )


def signed(name, given, source, note=None, published=None, keys=None):
    """One case. `published` maps step names to printed values, `keys` likewise the derived keys."""
    result = trtc.sign(given)
    values = {step["name"]: step["value"] for step in result["steps"]}
    for step, value in (published or {}).items():
        same(f"{name}: {step}", value, values[step])
    members = {"input": given, "steps": result["steps"]}
    if "authorization" in result:
        members["authorization"] = result["authorization"]
    if keys:
        members["derivedKeys"] = same(f"{name}: derived keys", keys, result["derivedKeys"])
    return case(name, source, note, **members)


def v3(secret_id, secret_key, headers, payload, method="POST", query="", timestamp=1551113065, service="cvm"):
    return {
        "algorithm": trtc.TC3,
        "secretId": secret_id,
        "secretKey": secret_key,
        "service": service,
        "timestamp": timestamp,
        "method": method,
        "query": query,
        "headers": headers,
        "payload": payload,
    }


def published_v3():
    asterisks = "the asterisks are part of the key: the page masks it and computes with the mask"
    canonical_three = "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84"
    canonical_two = "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"
    return [
        signed(
            "tc3-document-zh",
            v3(f"AKID{STARS}", STARS, THREE_HEADERS, PAYLOAD_ZH),
            V3_ZH,
            asterisks,
            {
                "hashed_payload": HASH_ZH,
                "hashed_canonical_request": canonical_three,
                "signature": "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
            },
            {
                "secretDate": "da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0",
                "secretService": "8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f",
                "secretSigning": "b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af",
            },
        ),
        signed(
            "tc3-document-earlier",
            v3(ID_MASKED, KEY_MASKED, THREE_HEADERS, PAYLOAD_ZH),
            V3_EARLIER,
            asterisks,
            {
                "hashed_payload": HASH_ZH,
                "hashed_canonical_request": canonical_three,
                "signature": "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3",
            },
        ),
        signed(
            "tc3-document-earlier-two-headers",
            v3(ID_MASKED, KEY_MASKED, TWO_HEADERS, PAYLOAD_ZH),
            V3_EARLIER,
            asterisks,
            {
                "hashed_payload": HASH_ZH,
                "hashed_canonical_request": canonical_two,
                "signature": "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c",
            },
        ),
        signed(
            "tc3-document-intl-older",
            v3(ID_EXAMPLE, KEY_EXAMPLE, TWO_HEADERS, PAYLOAD_ZH),
            V3_INTL_OLDER,
            None,
            {
                "hashed_payload": HASH_ZH,
                "hashed_canonical_request": canonical_two,
                "signature": "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
            },
        ),
        signed(
            "tc3-document-intl",
            v3(f"AKID{STARS}", STARS, TWO_HEADERS, PAYLOAD_EN),
            V3_INTL,
            asterisks,
            {
                "hashed_payload": HASH_EN,
                "hashed_canonical_request": "2815843035062fffda5fd6f2a44ea8a34818b0dc46f024b8b3786976a3adda7a",
                "signature": "a7b8551448762bd123d6f79e81815e31a92013640a6cef36a08ad4b292a4d2f2",
            },
        ),
        signed(
            "tc3-document-get",
            v3(
                ID_EXAMPLE,
                KEY_EXAMPLE,
                [["content-type", trtc.FORM], ["host", CVM]],
                "",
                method="GET",
                query="Limit=10&Offset=0",
                timestamp=1539084154,
            ),
            V3_INTL_OLDER,
            "the page prints another host (cvm.api.tencentyun.com) in the canonical request; "
            "its hash and its signature are those of this one",
            {
                "hashed_payload": HASH_EMPTY,
                "hashed_canonical_request": "91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7",
                "credential_scope": "2018-10-09/cvm/tc3_request",
                "signature": "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474",
            },
        ),
    ]


def node_unit_tests():
    payload = '{"Action":"DescribeInstances","Version":"2017-03-12"}'
    given = {"payload": payload, "timestamp": 1640995200}
    test_id, test_key = "test-secret-id", "test-secret-key"
    return [
        signed(
            "tc3-node-test-post",
            v3(test_id, test_key, [["content-type", trtc.JSON], ["host", CVM]], **given),
            NODE_TEST,
            None,
            {"signature": "96473b50fe407833672a5d6d067238d88bb44c8abcc39ef83baa3132afbfadd3"},
        ),
        signed(
            "tc3-node-test-get",
            v3(test_id, test_key, [["content-type", trtc.FORM], ["host", CVM]], method="GET", **given),
            NODE_TEST,
            "the test hashes a payload although the method is GET, which no real GET does",
            {"signature": "39ce411ac32014b7d814118b33f82d3445be566f67e1f4b369ccdc3791ce9a13"},
        ),
        signed(
            "v1-sha1-node-test-string",
            {"algorithm": "HmacSHA1", "secretKey": test_key, "stringToSign": "test-sign-string"},
            NODE_TEST,
            None,
            {"signature": "XjwGF9U5zdo93uMrX2b1ZDwoFOo="},
        ),
        signed(
            "v1-sha256-node-test-string",
            {"algorithm": "HmacSHA256", "secretKey": test_key, "stringToSign": "test-sign-string"},
            NODE_TEST,
            None,
            {"signature": "6c+oFbRDL8wKcVPPwa4KtGMOzMuJTQDwV+8tMMPf7oM="},
        ),
    ]


def v1(secret_id, secret_key, algorithm="HmacSHA1", method="GET", host=CVM, params=None):
    return {
        "algorithm": algorithm,
        "secretKey": secret_key,
        "method": method,
        "host": host,
        "params": params
        or [
            ["Action", "DescribeInstances"],
            ["InstanceIds.0", "ins-09dx96dg"],
            ["Limit", "20"],
            ["Nonce", "11886"],
            ["Offset", "0"],
            ["Region", "ap-guangzhou"],
            ["SecretId", secret_id],
            ["Timestamp", "1465185768"],
            ["Version", "2017-03-12"],
        ],
    }


def published_v1():
    def string_to_sign(secret_id):
        return (
            "GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886"
            f"&Offset=0&Region=ap-guangzhou&SecretId={secret_id}&Timestamp=1465185768&Version=2017-03-12"
        )

    def page(name, secret_id, secret_key, signature, note=None):
        published = {"string_to_sign": string_to_sign(secret_id), "signature": signature}
        return signed(name, v1(secret_id, secret_key), V1, note, published)

    def api_2(name, algorithm, signature):
        text = (
            "GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886"
            "&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA"
            f"&SignatureMethod={algorithm}&Timestamp=1465185768"
        )
        given = {"algorithm": algorithm, "secretKey": "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA", "stringToSign": text}
        note = "API 2.0 signs another path, so only the last step is taken from it; keys as printed on the page"
        return signed(name, given, API_2, note, {"signature": signature})

    return [
        page("v1-document-example-key", ID_EXAMPLE, KEY_EXAMPLE, "EliP9YW3pW28FpsEdkXt/+WcGeI="),
        page("v1-document-masked-key", ID_MASKED, KEY_MASKED, "zmmjn35mikh6pM3V7sUEuX4wyYM="),
        page(
            "v1-document-asterisks",
            f"AKID{STARS}",
            STARS,
            "7RAM2xfNMO9EiVTNmPg06MRnCvQ=",
            "one edition of the page prints these keys beside the signature of v1-document-example-key",
        ),
        api_2("v1-sha1-api-2", "HmacSHA1", "nPVnY6njQmwQ8ciqbPl5Qe+Oru4="),
        api_2("v1-sha256-api-2", "HmacSHA256", "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s="),
    ]


def computed():
    """What neither the documents nor the SDKs show, and an implementation may get wrong."""
    unsorted = [
        ["Version", "2019-07-22"],
        ["a", "lower case sorts after upper case"],
        ["Nonce", "1"],
        ["Region", ""],
        ["Filters.1.Name", "1"],
        ["Filters.10.Name", "10"],
        ["Filters.2.Name", "2"],
        ["Action", "Describe & raw=100% +/?#"],
    ]
    lines = "line one\nline two\n"
    return [
        signed(
            "v1-names-in-ascii-order",
            v1("", KEY_EXAMPLE, "HmacSHA256", params=unsorted),
            "computed",
            "sorted by bytes, not by number or by alphabet; values raw; an empty value keeps its =",
        ),
        signed(
            "v1-key-longer-than-a-block",
            {"algorithm": "HmacSHA1", "secretKey": "k" * 65, "stringToSign": "text"},
            "computed",
            "a key of more than 64 bytes is hashed first",
        ),
        signed(
            "v1-sha256-key-longer-than-a-block",
            {"algorithm": "HmacSHA256", "secretKey": "k" * 65, "stringToSign": "text"},
            "computed",
            "a key of more than 64 bytes is hashed first",
        ),
        signed(
            "v1-unicode",
            {"algorithm": "HmacSHA256", "secretKey": KEY_EXAMPLE, "stringToSign": "GET房间🚀"},
            "computed",
            "UTF-8",
        ),
        signed(
            "tc3-key-longer-than-a-block",
            v3(ID_EXAMPLE, "k" * 100, TWO_HEADERS, "{}", service="trtc"),
            "computed",
            "TC3 is prepended before the key is hashed",
        ),
        signed(
            "tc3-payload-of-several-blocks",
            v3(ID_EXAMPLE, KEY_EXAMPLE, TWO_HEADERS, "0123456789abcdef" * 16 + lines, service="trtc"),
            "computed",
        ),
        signed(
            "tc3-payload-unicode",
            v3(ID_EXAMPLE, KEY_EXAMPLE, TWO_HEADERS, '{"RoomId":"会议室-七 🚀"}', service="trtc"),
            "computed",
            "UTF-8",
        ),
        signed(
            "tc3-host-with-port",
            v3(
                ID_EXAMPLE, KEY_EXAMPLE, [["content-type", trtc.JSON], ["host", "localhost:8787"]], "{}", service="trtc"
            ),
            "computed",
        ),
        signed(
            "tc3-epoch",
            v3(ID_EXAMPLE, KEY_EXAMPLE, TWO_HEADERS, "{}", timestamp=0, service="trtc"),
            "computed",
            "the date of second 0",
        ),
        signed(
            "tc3-leap-day-of-a-century",
            v3(ID_EXAMPLE, KEY_EXAMPLE, TWO_HEADERS, "{}", timestamp=951782400, service="trtc"),
            "computed",
            "2000-02-29: divisible by 400",
        ),
        signed(
            "tc3-no-leap-day-of-a-century",
            v3(ID_EXAMPLE, KEY_EXAMPLE, TWO_HEADERS, "{}", timestamp=4107542400, service="trtc"),
            "computed",
            "2100-03-01, the day after 2100-02-28",
        ),
    ]


def from_sdks(captures):
    cases = []
    for entry in captures["cases"]:
        for language in sdk.LANGUAGES:
            capture = entry[language]
            algorithm, _, rest = entry["name"].partition("-")
            cases.append(
                signed(
                    f"{algorithm}-sdk-{language}-{rest}",
                    sdk.signature_input(entry["input"], capture),
                    capture["sdk"],
                    f"from the wire bytes of {entry['name']} in sdk.json",
                )
            )
    return cases
