// Closes ZEGOCLOUD rooms for callers who know the token, and receives ZEGOCLOUD's callbacks.
import { timingSafeEqual } from "node:crypto";
import { Zego } from "closeroom";

const env = Deno.env.toObject();
const { ZEGO_APP_ID: appId, ZEGO_SERVER_SECRET: serverSecret, ZEGO_ENDPOINT: endpoint } = env;
const { ZEGO_CALLBACK_SECRET: callbackSecret, CLOSE_TOKEN, PORT = 8000 } = env;
const zego = new Zego({ appId: Number(appId), serverSecret, endpoint });
const token = new TextEncoder().encode(`Bearer ${CLOSE_TOKEN}`);
const STATUS = { invalid_input: 400, invalid_signature: 401, stale: 401, rate_limited: 429 };

Deno.serve({ port: Number(PORT) }, async (request) => {
  try {
    if (new URL(request.url).pathname === "/callback") {
      console.log(zego.verifyCallback(await request.bytes(), { callbackSecret }));
      return new Response(); // any 2xx acknowledges
    }
    const given = new TextEncoder().encode(request.headers.get("authorization") ?? "");
    if (!CLOSE_TOKEN || given.length !== token.length || !timingSafeEqual(given, token))
      return new Response(null, { status: 401 });
    const body = await request.json().catch(() => null);
    return Response.json(await zego.closeRoom(body?.roomId, { roomCloseCallback: true }));
  } catch (error) {
    console.error(error); // the caller learns the kind alone
    return new Response(error.kind, { status: STATUS[error.kind] ?? 502 });
  }
});
