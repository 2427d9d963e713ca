// Closes ZEGOCLOUD rooms for callers who know the token, and receives ZEGOCLOUD's callbacks.
import { CloseRoomError, Zego } from "closeroom";

let zego; // one for the isolate: the calls of one client keep the rate limit together

export default {
  async fetch(request, env) {
    zego ??= new Zego({
      appId: Number(env.ZEGO_APP_ID),
      serverSecret: env.ZEGO_SERVER_SECRET,
      endpoint: env.ZEGO_ENDPOINT,
    });
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname === "/close") return close(request, env);
    if (request.method === "POST" && pathname === "/callback") return callback(request, env);
    return new Response(null, { status: 404 });
  },
};

async function close(request, env) {
  if (!(await isAllowed(request, env))) return new Response(null, { status: 401 });
  const body = await request.json().catch(() => null);
  try {
    return Response.json(await zego.closeRoom(body?.roomId, { roomCloseCallback: true }));
  } catch (error) {
    const status = { invalid_input: 400, rate_limited: 429, deadline_exceeded: 504 };
    return refusal(error, status[error.kind] ?? 502);
  }
}

/** Any 2xx acknowledges; after anything else ZEGOCLOUD sends the callback again. */
async function callback(request, env) {
  try {
    const options = { callbackSecret: env.ZEGO_CALLBACK_SECRET };
    const { event, roomId } = zego.verifyCallback(await request.arrayBuffer(), options);
    console.log(event, roomId);
    return new Response();
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
async function isAllowed(request, env) {
  const token = request.headers.get("authorization")?.match(/^Bearer (.+)$/i)?.[1];
  if (!token) return false;
  const [given, expected] = await Promise.all([token, env.CLOSE_TOKEN].map(sha256));
  return crypto.subtle.timingSafeEqual(given, expected);
}

function sha256(text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
