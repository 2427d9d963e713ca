// Closes TRTC rooms for callers who know the token, and receives TRTC's callbacks.
import { timingSafeEqual } from "node:crypto";
import { Trtc } from "closeroom";

const { TRTC_SDK_APP_ID: sdkAppId, TRTC_REGION: region, TRTC_ENDPOINT: endpoint } = Bun.env;
const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = Bun.env;
const { TRTC_CALLBACK_KEY: callbackKey, CLOSE_TOKEN } = Bun.env;
const trtc = new Trtc({ sdkAppId: Number(sdkAppId), secretId, secretKey, region, endpoint });
const token = Buffer.from(`Bearer ${CLOSE_TOKEN}`);
const STATUS = { invalid_input: 400, invalid_signature: 401, stale: 401, rate_limited: 429 };

export default {
  async fetch(request) {
    const { headers, url } = request;
    if (new URL(url).pathname === "/callback") {
      console.log(trtc.verifyCallback(await request.bytes(), { headers, callbackKey }));
      return Response.json({ code: 0 }); // or TRTC sends it again
    }
    const given = Buffer.from(headers.get("authorization") ?? "");
    if (!CLOSE_TOKEN || given.length !== token.length || !timingSafeEqual(given, token))
      return new Response(null, { status: 401 });
    const body = await request.json().catch(() => null);
    return Response.json(await trtc.closeRoom(body?.roomId));
  },
  error(error) {
    console.error(error); // the caller learns the kind alone
    return new Response(error.kind, { status: STATUS[error.kind] ?? 502 });
  },
};
