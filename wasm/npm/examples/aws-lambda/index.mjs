// Behind an API Gateway HTTP API: closes TRTC rooms for callers who know the token, and receives
// TRTC's callbacks.
import { hash, timingSafeEqual } from "node:crypto";
import { CloseRoomError, Trtc } from "closeroom";

/** One for the process: the calls of one client keep the rate limit together. */
const trtc = new Trtc({
  sdkAppId: BigInt(process.env.TRTC_SDK_APP_ID),
  secretId: process.env.TENCENTCLOUD_SECRET_ID,
  secretKey: process.env.TENCENTCLOUD_SECRET_KEY,
  region: process.env.TRTC_REGION,
  endpoint: process.env.TRTC_ENDPOINT,
});

export async function handler(event, context) {
  // API Gateway hands some bodies over as base64; callbacks are signed over the raw bytes.
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (event.routeKey === "POST /close") return close(event, body, context);
  if (event.routeKey === "POST /callback") return callback(event, body);
  return { statusCode: 404 };
}

async function close(event, body, context) {
  if (!isAllowed(event.headers.authorization)) return { statusCode: 401 };
  // The function's own time is 3 seconds unless set, and ends without an answer.
  const timeoutMs = Math.min(10_000, context.getRemainingTimeInMillis() - 500);
  try {
    return answer(200, await trtc.closeRoom(parsed(body)?.roomId, { timeoutMs }));
  } catch (error) {
    const status = { invalid_input: 400, rate_limited: 429, deadline_exceeded: 504 };
    return refusal(error, status[error.kind] ?? 502);
  }
}

/** After anything but a 200, TRTC sends the callback again. */
function callback({ headers }, body) {
  try {
    const options = { headers, callbackKey: process.env.TRTC_CALLBACK_KEY };
    const { event, roomId } = trtc.verifyCallback(body, options);
    console.log(event, roomId);
    return answer(200, { code: 0 });
  } catch (error) {
    return refusal(error, error.kind === "invalid_input" ? 500 : 400);
  }
}

function answer(statusCode, value) {
  return {
    statusCode,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
  };
}

/** The caller learns the kind; what the message says of the account is for the log. */
function refusal(error, statusCode) {
  if (!(error instanceof CloseRoomError)) throw error;
  console.error(error.message);
  return answer(statusCode, { kind: error.kind });
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Hashes have one length, as `timingSafeEqual` wants. */
function isAllowed(authorization) {
  const token = authorization?.match(/^Bearer (.+)$/i)?.[1];
  return Boolean(token) && timingSafeEqual(sha256(token), sha256(process.env.CLOSE_TOKEN));
}

function sha256(text) {
  return hash("sha256", text, "buffer");
}
