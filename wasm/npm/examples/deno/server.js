// Closes ZEGOCLOUD rooms for callers who know the token, and receives ZEGOCLOUD's callbacks.
import { hash, timingSafeEqual } from "node:crypto";
import { CloseRoomError, Zego } from "closeroom";

/** One for the process: the calls of one client keep the rate limit together. */
const zego = new Zego({
  appId: Number(Deno.env.get("ZEGO_APP_ID")),
  serverSecret: Deno.env.get("ZEGO_SERVER_SECRET"),
  endpoint: Deno.env.get("ZEGO_ENDPOINT"),
});

Deno.serve({ port: Number(Deno.env.get("PORT") ?? 8000) }, (request) => {
  const { pathname } = new URL(request.url);
  if (request.method === "POST" && pathname === "/close") return close(request);
  if (request.method === "POST" && pathname === "/callback") return callback(request);
  return new Response(null, { status: 404 });
});

async function close(request) {
  if (!isAllowed(request)) return new Response(null, { status: 401 });
  const body = await request.json().catch(() => null);
  try {
    return Response.json(await zego.closeRoom(body?.roomId, { roomCloseCallback: true }));
  } catch (error) {
    const status = { invalid_input: 400, rate_limited: 429, deadline_exceeded: 504 };
    return refusal(error, status[error.kind] ?? 502);
  }
}

/** Any 2xx acknowledges; after anything else ZEGOCLOUD sends the callback again. */
async function callback(request) {
  try {
    const options = { callbackSecret: Deno.env.get("ZEGO_CALLBACK_SECRET") };
    const { event, roomId } = zego.verifyCallback(await request.bytes(), options);
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
function isAllowed(request) {
  const token = request.headers.get("authorization")?.match(/^Bearer (.+)$/i)?.[1];
  return Boolean(token) && timingSafeEqual(sha256(token), sha256(Deno.env.get("CLOSE_TOKEN")));
}

function sha256(text) {
  return hash("sha256", text, "buffer");
}
