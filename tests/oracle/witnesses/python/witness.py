"""Answers each line of JSON with one, by Tencent's official Python SDK and the documents' samples."""

import json
import sys
import traceback

import samples
import tencent

OPERATIONS = {
    "trtc.sign": tencent.sign,
    "trtc.send": tencent.send,
    "trtc.callback": samples.trtc_callback,
    "zego.sign": samples.zego_signature,
    "zego.callback": samples.zego_callback,
}

for line in sys.stdin:
    given = json.loads(line)
    try:
        answer = {"result": OPERATIONS[given.pop("op")](**given)}
    except Exception:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
