// POST /api/callback: receives TRTC's callbacks.
import { refusal, trtc } from "./_trtc.js";

export const config = { runtime: "edge" };

export default async function handler(request) {
  if (request.method !== "POST") return new Response(null, { status: 405 });
  const body = await request.arrayBuffer(); // raw: the signature is over these bytes
  try {
    const { headers } = request;
    const options = { headers, callbackKey: process.env.TRTC_CALLBACK_KEY };
    const { event, roomId } = trtc.verifyCallback(body, options);
    console.log(event, roomId);
    return Response.json({ code: 0 }); // after anything but a 200, TRTC sends the callback again
  } catch (error) {
    return refusal(error, error.kind === "invalid_input" ? 500 : 400);
  }
}
