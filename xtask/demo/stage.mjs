// What the scenes in the sandbox play on: its rooms, its accounts, and an inbox for callbacks.

import { Inbox } from "./inbox.mjs";
import { say } from "./terminal.mjs";

/** The accounts that the sandbox knows. */
const ACCOUNTS = {
  zego: {
    appId: 1234567890,
    serverSecret: "9193cc662a4c0ec135ec71fb57194b38",
    callbackSecret: "zegocallbacksecret",
  },
  trtc: {
    sdkAppId: 1400000001,
    secretId: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
    secretKey: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
    callbackKey: "123654",
  },
};

/** Has the sandbox at that URL send its callbacks here. */
export async function openStage(url) {
  const inbox = await Inbox.open();
  await control(url, "PUT", "settings", { callback_url: inbox.url });
  say(`sandbox    ${url}, a stand-in for ZEGOCLOUD and Tencent TRTC`);
  say(`callbacks  ${inbox.url}`);
  return {
    ...ACCOUNTS,
    endpoint: url,
    inbox,
    openRoom: (room) => control(url, "POST", "rooms", room),
    close: () => inbox.close(),
  };
}

/** The control interface of the sandbox. */
async function control(url, method, resource, body) {
  const response = await fetch(`${url}/_sandbox/${resource}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`the sandbox refused ${method} ${resource}: ${await response.text()}`);
  }
}
