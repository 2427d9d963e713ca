// What a row of the fault matrix has a runtime do: make a client, close rooms with it, and say as
// plain data what came of that. Imports nothing, so that it runs in any runtime.

/** A client of the accounts that the sandbox knows, with what the row has other than those. */
export function makeClient({ Zego, Trtc }, { provider, account = {} }, accounts, endpoint) {
  if (provider === "zego") {
    const { appId, serverSecret } = accounts.zego;
    return new Zego({
      appId: account.app_id ?? appId,
      serverSecret: account.secret ?? serverSecret,
      endpoint,
    });
  }
  const { sdkAppId, secretId, secretKey } = accounts.trtc;
  return new Trtc({
    sdkAppId: account.app_id ?? sdkAppId,
    secretId: account.secret_id ?? secretId,
    secretKey: account.secret ?? secretKey,
    token: account.token,
    region: account.region ?? "ap-guangzhou",
    signatureMethod: account.signature_method,
    endpoint,
  });
}

/** Closes a room, the options being spelt as the row has them. */
export async function closeRoom(client, room, options) {
  try {
    const { status, requestId, attempts } = await client.closeRoom(room, {
      timeoutMs: options.timeout_ms,
      maxAttempts: options.max_attempts,
      alreadyGoneIsError: options.already_gone_is_error,
      customReason: options.custom_reason,
      roomCloseCallback: options.room_close_callback,
    });
    return { outcome: status === "alreadyGone" ? "already_gone" : status, requestId, attempts };
  } catch (error) {
    return {
      outcome: error.kind,
      name: error.name,
      provider: error.provider,
      provider_code: error.providerCode,
      message: error.message,
      requestId: error.requestId,
      http_status: error.httpStatus,
      retryable: error.retryable,
      retry_after_ms: error.retryAfterMs,
      has_cause: "cause" in error,
      seen: [...texts(error)],
    };
  }
}

/** All text that can be found in a value, whether it is shown or not. */
function* texts(value, depth = 0) {
  yield String(value);
  if (typeof value !== "object" || value === null || depth > 5) return;
  yield JSON.stringify(value) ?? "";
  for (const key of Reflect.ownKeys(value)) {
    yield String(key);
    yield* texts(value[key], depth + 1);
  }
}
