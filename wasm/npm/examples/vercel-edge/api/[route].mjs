// Closes TRTC rooms for callers who know the token, and receives TRTC's callbacks.
import { Trtc } from "closeroom";

export const config = { runtime: "edge" };

const { TRTC_SDK_APP_ID: sdkAppId, TRTC_REGION: region, TRTC_ENDPOINT: endpoint } = process.env;
const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = process.env;
const { TRTC_CALLBACK_KEY: callbackKey, CLOSE_TOKEN } = process.env;
const trtc = new Trtc({ sdkAppId: Number(sdkAppId), secretId, secretKey, region, endpoint });
const STATUS = { invalid_input: 400, invalid_signature: 401, stale: 401, rate_limited: 429 };

export default async function handler(request) {
  const { headers, url } = request;
  try {
    if (new URL(url).pathname === "/api/callback") {
      console.log(trtc.verifyCallback(await request.arrayBuffer(), { headers, callbackKey }));
      return Response.json({ code: 0 }); // or TRTC sends it again
    }
    // The edge runtime has no comparison in constant time; Vercel's documents compare like this.
    if (!CLOSE_TOKEN || headers.get("authorization") !== `Bearer ${CLOSE_TOKEN}`)
      return new Response(null, { status: 401 });
    const body = await request.json().catch(() => null);
    return Response.json(await trtc.closeRoom(body?.roomId));
  } catch (error) {
    console.error(error); // the caller learns the kind alone
    return new Response(error.kind, { status: STATUS[error.kind] ?? 502 });
  }
}
