"""zego/signature.json: signature 2.0 alone."""

from generator import zego
from generator.cases import case, document, same

DOCUMENT = 'zegocloud.com/docs, "Signature mechanism" (Go sample, English and Chinese)'

APP_ID = 12345
NONCE = "4fd24687296dd9f3"
SECRET = "9193cc662a4c0ec135ec71fb57194b38"
TIMESTAMP = 1615186943
SIGNATURE = "43e5cfcca828314675f91b001390566a"


def build():
    return document(
        "zego",
        "signature",
        [
            signed(
                "document",
                APP_ID,
                NONCE,
                SECRET,
                TIMESTAMP,
                SIGNATURE,
                source=DOCUMENT,
            ),
            case(
                "not-secret-before-nonce",
                source=DOCUMENT,
                note="mustNotBe is md5(AppId + ServerSecret + SignatureNonce + Timestamp): the order matters",
                input=values(APP_ID, NONCE, SECRET, TIMESTAMP),
                signature=SIGNATURE,
                mustNotBe=same(
                    "AppId, ServerSecret, SignatureNonce, Timestamp",
                    "baa6123b85a70b671d0eb7bcc36b368f",
                    zego.signature(APP_ID, SECRET, NONCE, TIMESTAMP),
                ),
            ),
            signed(
                "nonce-zeros",
                1234567890,
                "0000000000000000",
                SECRET,
                1234567890,
                "6f9a3ebb65a9576af15175753ff968ee",
            ),
            signed(
                "nonce-of-14-digits",
                1234567890,
                "15215528852396",
                SECRET,
                1234567890,
                "fd073df96353db811d9c650aa3fd93d8",
                note="the nonce of the documents' example URLs, which has 14 digits where the text asks for 16: "
                "the algorithm does not care",
            ),
            signed(
                "nonce-upper-case",
                APP_ID,
                NONCE.upper(),
                SECRET,
                TIMESTAMP,
                "705dfbb32d6587107ec6abefef75232e",
                note="the nonce is signed as it is sent: upper case gives another signature",
            ),
            signed(
                "timestamp-in-milliseconds",
                APP_ID,
                NONCE,
                SECRET,
                TIMESTAMP * 1000,
                "39c328f74697fe294c4f38d0c72d400f",
                note="what a clock in milliseconds would sign; the builder refuses it",
            ),
            signed("app-id-1", 1, NONCE, SECRET, TIMESTAMP),
            signed("app-id-uint32-max", 4294967295, NONCE, SECRET, TIMESTAMP),
            signed("nonce-all-f", APP_ID, "ffffffffffffffff", SECRET, TIMESTAMP),
            signed("timestamp-last", APP_ID, NONCE, SECRET, 99999999999),
            signed("secret-of-1-character", APP_ID, NONCE, "s", TIMESTAMP),
            signed("secret-unicode", APP_ID, NONCE, "sécret-密钥-🔑", TIMESTAMP, note="UTF-8 bytes are hashed"),
            signed("secret-decomposed-unicode", APP_ID, NONCE, "se\u0301cret", TIMESTAMP, note="no normalisation"),
            signed("secret-with-inner-space", APP_ID, NONCE, "two words", TIMESTAMP),
            signed(
                "text-longer-than-one-md5-block",
                APP_ID,
                NONCE,
                "0123456789abcdef" * 8,
                TIMESTAMP,
            ),
            signed(
                "text-of-55-bytes",
                APP_ID,
                NONCE,
                "s" * 24,
                TIMESTAMP,
                note="the longest text whose md5 padding fits one block",
            ),
            signed(
                "text-of-56-bytes",
                APP_ID,
                NONCE,
                "s" * 25,
                TIMESTAMP,
                note="the shortest text whose md5 padding needs a second block",
            ),
        ],
    )


def values(app_id, nonce, secret, timestamp):
    return {"appId": app_id, "nonce": nonce, "serverSecret": secret, "timestamp": timestamp}


def signed(name, app_id, nonce, secret, timestamp, expected=None, source="computed", note=None):
    signature = zego.signature(app_id, nonce, secret, timestamp)
    if expected:
        same(name, expected, signature)
    return case(name, source, note, input=values(app_id, nonce, secret, timestamp), signature=signature)
