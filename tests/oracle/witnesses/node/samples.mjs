// The algorithms of the providers' documents, with node:crypto.
//
// ZEGOCLOUD, "Signing the request": by its Node.js sample. "Verify the callback", and TRTC's "Verify
// Signature Example" (54912): by the steps that they give; they have no sample for Node.

import { createHash, createHmac } from "node:crypto";

export function zegoSignature({ appId, nonce, serverSecret, timestamp }) {
  return createHash("md5")
    .update(appId + nonce + serverSecret + timestamp)
    .digest("hex");
}

export function zegoCallback({ callbackSecret, timestamp, nonce }) {
  const sorted = [callbackSecret, `${timestamp}`, nonce].sort();
  return createHash("sha1").update(sorted.join("")).digest("hex");
}

export function trtcCallback({ key, body }) {
  return createHmac("sha256", key).update(Buffer.from(body, "base64")).digest("base64");
}
