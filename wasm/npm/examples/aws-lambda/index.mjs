// Closes TRTC rooms for callers who know the token, and receives TRTC's callbacks.
import { timingSafeEqual } from "node:crypto";
import { Trtc } from "closeroom";

const { TRTC_SDK_APP_ID: sdkAppId, TRTC_REGION: region, TRTC_ENDPOINT: endpoint } = process.env;
const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = process.env;
const { TRTC_CALLBACK_KEY: callbackKey, CLOSE_TOKEN } = process.env;
const trtc = new Trtc({ sdkAppId: Number(sdkAppId), secretId, secretKey, region, endpoint });
const token = Buffer.from(`Bearer ${CLOSE_TOKEN}`);
const STATUS = { invalid_input: 400, invalid_signature: 401, stale: 401, rate_limited: 429 };

export async function handler({ routeKey, headers, body = "", isBase64Encoded }) {
  const raw = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  try {
    if (routeKey === "POST /callback") {
      console.log(trtc.verifyCallback(raw, { headers, callbackKey }));
      return { code: 0 }; // or TRTC sends it again
    }
    const given = Buffer.from(headers.authorization ?? "");
    if (!CLOSE_TOKEN || given.length !== token.length || !timingSafeEqual(given, token))
      return { statusCode: 401 };
    const input = await new Response(raw).json().catch(() => null);
    // Less than the function's own time limit, which is 3 seconds by default.
    return await trtc.closeRoom(input?.roomId, { timeoutMs: 2500 });
  } catch (error) {
    console.error(error); // the caller learns the kind alone
    return { statusCode: STATUS[error.kind] ?? 502, body: error.kind };
  }
}
