// What the functions share. The name keeps Vercel from making a function of it, or an asset.
import { CloseRoomError, Trtc } from "closeroom";

/** One for each function: the calls of one client keep the rate limit together. */
export const trtc = new Trtc({
  sdkAppId: BigInt(process.env.TRTC_SDK_APP_ID),
  secretId: process.env.TENCENTCLOUD_SECRET_ID,
  secretKey: process.env.TENCENTCLOUD_SECRET_KEY,
  region: process.env.TRTC_REGION,
  endpoint: process.env.TRTC_ENDPOINT,
});

/** The caller learns the kind; what the message says of the account is for the log. */
export function refusal(error, status) {
  if (!(error instanceof CloseRoomError)) throw error;
  console.error(error.message);
  return Response.json({ kind: error.kind }, { status });
}
