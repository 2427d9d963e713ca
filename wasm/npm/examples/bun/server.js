// Closes TRTC rooms for callers who know the token, and receives TRTC's callbacks.
import { hash, timingSafeEqual } from "node:crypto";
import { CloseRoomError, Trtc } from "closeroom";

/** One for the process: the calls of one client keep the rate limit together. */
const trtc = new Trtc({
  sdkAppId: BigInt(Bun.env.TRTC_SDK_APP_ID),
  secretId: Bun.env.TENCENTCLOUD_SECRET_ID,
  secretKey: Bun.env.TENCENTCLOUD_SECRET_KEY,
  region: Bun.env.TRTC_REGION,
  endpoint: Bun.env.TRTC_ENDPOINT,
});

const server = Bun.serve({
  development: false, // or an unexpected error is answered with a page about it
  routes: { "/close": { POST: close }, "/callback": { POST: callback } },
});
console.log(`listening on ${server.url}`);

async function close(request) {
  if (!isAllowed(request)) return new Response(null, { status: 401 });
  const body = await request.json().catch(() => null);
  try {
    return Response.json(await trtc.closeRoom(body?.roomId));
  } catch (error) {
    const status = { invalid_input: 400, rate_limited: 429, deadline_exceeded: 504 };
    return refusal(error, status[error.kind] ?? 502);
  }
}

/** After anything but a 200, TRTC sends the callback again. */
async function callback(request) {
  const body = await request.bytes(); // raw: the signature is over these bytes
  try {
    const { headers } = request;
    const options = { headers, callbackKey: Bun.env.TRTC_CALLBACK_KEY };
    const { event, roomId } = trtc.verifyCallback(body, options);
    console.log(event, roomId);
    return Response.json({ code: 0 });
  } catch (error) {
    return refusal(error, error.kind === "invalid_input" ? 500 : 400);
  }
}

/** The caller learns the kind; what the message says of the account is for the log. */
function refusal(error, status) {
  if (!(error instanceof CloseRoomError)) throw error;
  console.error(error.message);
  return Response.json({ kind: error.kind }, { status });
}

/** Hashes have one length, as `timingSafeEqual` wants. */
function isAllowed(request) {
  const token = request.headers.get("authorization")?.match(/^Bearer (.+)$/i)?.[1];
  return Boolean(token) && timingSafeEqual(sha256(token), sha256(Bun.env.CLOSE_TOKEN));
}

function sha256(text) {
  return hash("sha256", text, "buffer");
}
