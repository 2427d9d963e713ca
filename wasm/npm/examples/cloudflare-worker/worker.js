// Closes ZEGOCLOUD rooms for callers who know the token, and receives ZEGOCLOUD's callbacks.
import { env } from "cloudflare:workers";
import { Zego } from "closeroom";

const { ZEGO_APP_ID: appId, ZEGO_SERVER_SECRET: serverSecret, ZEGO_ENDPOINT: endpoint } = env;
const { ZEGO_CALLBACK_SECRET: callbackSecret, CLOSE_TOKEN } = env;
const zego = new Zego({ appId: Number(appId), serverSecret, endpoint });
const token = new TextEncoder().encode(`Bearer ${CLOSE_TOKEN}`);
const STATUS = { invalid_input: 400, invalid_signature: 401, stale: 401, rate_limited: 429 };

export default {
  async fetch(request) {
    try {
      if (new URL(request.url).pathname === "/callback") {
        console.log(zego.verifyCallback(await request.arrayBuffer(), { callbackSecret }));
        return new Response(); // any 2xx acknowledges
      }
      const given = new TextEncoder().encode(request.headers.get("authorization") ?? "");
      const isKnown = given.length === token.length && crypto.subtle.timingSafeEqual(given, token);
      if (!CLOSE_TOKEN || !isKnown) return new Response(null, { status: 401 });
      const body = await request.json().catch(() => null);
      return Response.json(await zego.closeRoom(body?.roomId, { roomCloseCallback: true }));
    } catch (error) {
      console.error(error); // the caller learns the kind alone
      return new Response(error.kind, { status: STATUS[error.kind] ?? 502 });
    }
  },
};
