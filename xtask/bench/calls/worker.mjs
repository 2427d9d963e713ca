// A worker that calls a candidate as often as it is asked to.

import { Buffer } from "node:buffer";
import crypto from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import { Trtc, Zego } from "closeroom";
import Sign from "tencentcloud-sdk-nodejs/tencentcloud/common/sign.js";
import { repeat, tables } from "./candidates.mjs";

globalThis.Buffer ??= Buffer;
let made;

export default {
  async fetch(request) {
    // Outside of a request there is no randomness.
    made ??= tables({ Zego, Trtc, Sign: Sign.default, AwsV4Signer, crypto });
    const { searchParams } = new URL(request.url);
    const { rows } = made.find(({ name }) => name === searchParams.get("table"));
    await repeat(rows[searchParams.get("row")], Number(searchParams.get("count")));
    return new Response("done");
  },
};
