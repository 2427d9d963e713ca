// The official SDK: everything that is hashed or joined here is so by its code.

import { createRequire } from "node:module";

const SDK = "tencentcloud-sdk-nodejs-common";
const require = createRequire(import.meta.url);
const requireAsSdk = createRequire(require.resolve(SDK));
const { CommonClient } = require(SDK);
const { default: Signer } = require(`${SDK}/tencentcloud/common/sign`);
const fetch = requireAsSdk("node-fetch");
const url = requireAsSdk("url");

const VERSION = "2019-07-22";
const RealDate = Date;

// The SDK sends the host with its port but signs it without. Here it signs what it sends.
url.URL = class extends URL {
  get hostname() {
    return this.host;
  }
};

/** What the header Authorization, or v1's parameter Signature, of these bytes must be. */
export function sign({ signatureMethod, secretId, secretKey, ...request }) {
  const { method, host, target, headers, body } = request;
  if (signatureMethod === "TC3-HMAC-SHA256") {
    return Signer.sign3({
      method,
      url: `https://${host}${target}`,
      payload: method === "GET" ? "" : Buffer.from(body),
      timestamp: Number(headers["x-tc-timestamp"]),
      service: "trtc",
      secretId,
      secretKey,
      headers: { "Content-Type": headers["content-type"] },
    });
  }
  const form = method === "GET" ? target.slice(target.indexOf("?") + 1) : body;
  const { Signature, ...signed } = Object.fromEntries(new URLSearchParams(form));
  const profile = { signMethod: signatureMethod, httpProfile: { reqMethod: method } };
  const text = new CommonClient(host, VERSION, { profile }).formatSignString(signed);
  return Signer.sign(secretKey, text, signatureMethod);
}

/** What the whole SDK sends, from its client to what it hands to fetch. */
export async function send({ host, config, room, options }) {
  const client = new ClientWithNonce(host, VERSION, {
    credential: { secretId: config.secretId, secretKey: config.secretKey, token: config.token },
    region: config.region,
    profile: {
      signMethod: config.signatureMethod,
      httpProfile: { reqMethod: config.httpMethod },
      language: config.language,
    },
  });
  client.nonce = options.nonce;
  // The SDK takes the first label of any host for the service's name. Here it is told.
  client.endpoint = { toString: () => host, split: () => ["trtc"] };
  const action = room.string === undefined ? "DismissRoom" : "DismissRoomByStrRoomId";
  const wish = { SdkAppId: BigInt(config.sdkAppId), RoomId: room.string ?? BigInt(room.number) };

  let sent;
  fetch.default = async (address, { method, headers, body = "" }) => {
    sent = { address, method, headers, body };
    return { status: 200, headers: new Map(), json: async () => ({ Response: {} }) };
  };
  globalThis.Date = dateAt(options.timestamp * 1000);
  try {
    await client.request(action, wish);
  } finally {
    globalThis.Date = RealDate;
  }
  const { pathname, search } = new URL(sent.address);
  const { Host, ...headers } = sent.headers;
  return { method: sent.method, host, target: pathname + search, headers, body: sent.body };
}

/** The SDK draws one of 65 536 nonces; this one takes what it is given. */
class ClientWithNonce extends CommonClient {
  formatSignString(parameters) {
    parameters.Nonce = this.nonce;
    return super.formatSignString(parameters);
  }
}

function dateAt(now) {
  return class extends RealDate {
    constructor(...time) {
      super(...(time.length ? time : [now]));
    }
    static now() {
      return now;
    }
  };
}
