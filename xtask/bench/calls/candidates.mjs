// What is called over and over: closeroom, and what a user could take instead, in any runtime.
// Each candidate does per call what its comment says, and nothing else.

const APP_ID = 1234567890;
const SERVER_SECRET = "9193cc662a4c0ec135ec71fb57194b38";
const CALLBACK_SECRET = "callback-secret";
const SDK_APP_ID = 1400000001;
const SECRET_ID = "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE1234";
const SECRET_KEY = "EXAMPLEEXAMPLEEXAMPLEEXAMPLE1234";
const CALLBACK_KEY = "callback-key";
const REGION = "ap-guangzhou";
const ROOM = "room-1";
const TRTC_URL = "https://trtc.tencentcloudapi.com/";

const seconds = () => Math.round(Date.now() / 1000);

/**
 * The candidates, in tables: each with its reference, and rows of a name and what to call.
 *
 * @param libraries closeroom's classes, the official SDK's signer, aws4fetch's signer, node:crypto
 */
export function tables({ Zego, Trtc, Sign, AwsV4Signer, crypto }) {
  const zego = new Zego({ appId: APP_ID, serverSecret: SERVER_SECRET });
  const trtc = new Trtc({
    sdkAppId: SDK_APP_ID,
    secretId: SECRET_ID,
    secretKey: SECRET_KEY,
    region: REGION,
  });

  /** ZEGOCLOUD's sample for Node.js, of the page on signing. */
  function zegoSample(appId, signatureNonce, serverSecret, timeStamp) {
    const hash = crypto.createHash("md5");
    hash.update(appId + signatureNonce + serverSecret + timeStamp);
    return hash.digest("hex");
  }

  /** With the nonce and the time as the sample makes them. */
  function zegoSampleWithNonce() {
    const nonce = crypto.randomBytes(8).toString("hex");
    const timestamp = seconds();
    return [nonce, timestamp, zegoSample(APP_ID, nonce, SERVER_SECRET, timestamp)];
  }

  /** What is left to do until there is a request. */
  function zegoSampleUrl() {
    const [SignatureNonce, Timestamp, Signature] = zegoSampleWithNonce();
    const parameters = new URLSearchParams({
      Action: "CloseRoom",
      AppId: APP_ID,
      SignatureNonce,
      Timestamp,
      Signature,
      SignatureVersion: "2.0",
      RoomId: ROOM,
    });
    return `https://rtc-api.zego.im/?${parameters}`;
  }

  /** The header `Authorization`, of a payload as an object; derives the key of the day each time. */
  const sdk = (timestamp = seconds()) =>
    Sign.sign3({
      method: "POST",
      url: TRTC_URL,
      payload: { SdkAppId: SDK_APP_ID, RoomId: ROOM },
      timestamp,
      service: "trtc",
      secretId: SECRET_ID,
      secretKey: SECRET_KEY,
      headers: { "Content-Type": "application/json" },
    });

  /** AWS' signature, of which TC3 is a variant; keeps the key of the day in the cache. */
  const cache = new Map();
  const aws = () =>
    new AwsV4Signer({
      url: TRTC_URL,
      headers: { "Content-Type": "application/json" },
      body: `{"SdkAppId":${SDK_APP_ID},"RoomId":"${ROOM}"}`,
      accessKeyId: SECRET_ID,
      secretAccessKey: SECRET_KEY,
      service: "trtc",
      region: REGION,
      cache,
    }).sign();

  const stamp = { timestamp: seconds(), nonce: "0123456789abcdef" };
  agree(
    zego.buildCloseRoom(ROOM, stamp).url,
    zegoSample(APP_ID, stamp.nonce, SERVER_SECRET, stamp.timestamp),
  );
  agree(trtc.buildCloseRoom(ROOM, stamp).headers.Authorization, sdk(stamp.timestamp));

  const zegoResponse = '{"Code":0,"Message":"success","RequestId":"8825223157230377926"}';
  const trtcResponse = '{"Response":{"RequestId":"eac6b301-a322-493a-8e36-83b295459397"}}';

  const zegoFields = [CALLBACK_SECRET, String(stamp.timestamp), "350176"];
  const zegoCallback = JSON.stringify({
    event: "room_close",
    appid: String(APP_ID),
    timestamp: zegoFields[1],
    nonce: zegoFields[2],
    signature: crypto.createHash("sha1").update(zegoFields.toSorted().join("")).digest("hex"),
    room_id: ROOM,
    room_session_id: "17888994",
    close_reason: "1",
    room_close_time: `${stamp.timestamp}000`,
  });
  const trtcCallback = JSON.stringify({
    EventGroupId: 1,
    EventType: 102,
    CallbackTs: stamp.timestamp * 1000,
    EventInfo: {
      RoomId: ROOM,
      EventTs: stamp.timestamp,
      EventMsTs: stamp.timestamp * 1000,
      UserId: "user-1",
    },
  });
  const sign = crypto.createHmac("sha256", CALLBACK_KEY).update(trtcCallback).digest("base64");
  const headers = { Sign: sign, SdkAppId: String(SDK_APP_ID) };

  const isEqual = (one, other) => {
    if (!crypto.timingSafeEqual(Buffer.from(one), Buffer.from(other))) throw new Error("forged");
  };
  /** Signature and text alone: no field is checked, nor how old it is. */
  const zegoByHand = () => {
    const callback = JSON.parse(zegoCallback);
    const fields = [CALLBACK_SECRET, callback.timestamp, callback.nonce].sort().join("");
    isEqual(crypto.createHash("sha1").update(fields).digest("hex"), callback.signature);
    return callback;
  };
  const trtcByHand = () => {
    const mac = crypto.createHmac("sha256", CALLBACK_KEY).update(trtcCallback).digest("base64");
    isEqual(mac, headers.Sign);
    return JSON.parse(trtcCallback);
  };

  return [
    {
      name: "build-zego",
      title: "A request to ZEGOCLOUD",
      note: "The sample gives a signature, which then needs a URL. Goal: a ratio of at most 0.5.",
      reference: "ZEGOCLOUD's sample: nonce, time, signature",
      rows: {
        "closeroom: request": () => zego.buildCloseRoom(ROOM),
        "closeroom: request, of a given nonce and time": () => zego.buildCloseRoom(ROOM, stamp),
        "ZEGOCLOUD's sample: signature, of a given nonce and time": () =>
          zegoSample(APP_ID, stamp.nonce, SERVER_SECRET, stamp.timestamp),
        "ZEGOCLOUD's sample: nonce, time, signature": zegoSampleWithNonce,
        "ZEGOCLOUD's sample: nonce, time, signature, URL": zegoSampleUrl,
      },
    },
    {
      name: "build-trtc",
      title: "A request to TRTC",
      note:
        "closeroom and aws4fetch keep the key of the day, the official signer derives it each time; " +
        "it gives one header, the others all of the request. Goal: a ratio of at most 0.2.",
      reference: "official SDK: its signer",
      rows: {
        "closeroom: request": () => trtc.buildCloseRoom(ROOM),
        "official SDK: its signer": sdk,
        "aws4fetch: AWS' signature of the same": aws,
      },
    },
    {
      name: "parse-zego",
      title: "A response of ZEGOCLOUD",
      reference: "JSON.parse",
      rows: {
        "closeroom: parseCloseRoom": () => zego.parseCloseRoom({ status: 200, body: zegoResponse }),
        "JSON.parse": () => JSON.parse(zegoResponse),
      },
    },
    {
      name: "parse-trtc",
      title: "A response of TRTC",
      reference: "JSON.parse",
      rows: {
        "closeroom: parseCloseRoom": () => trtc.parseCloseRoom({ status: 200, body: trtcResponse }),
        "JSON.parse": () => JSON.parse(trtcResponse),
      },
    },
    {
      name: "verify-zego",
      title: "A callback of ZEGOCLOUD, verified and read",
      note: "By hand: the signature compared and the JSON parsed; no field is checked, nor the age.",
      reference: "by hand: node:crypto and JSON.parse",
      rows: {
        "closeroom: verifyCallback": () =>
          zego.verifyCallback(zegoCallback, { callbackSecret: CALLBACK_SECRET }),
        "by hand: node:crypto and JSON.parse": zegoByHand,
      },
    },
    {
      name: "verify-trtc",
      title: "A callback of TRTC, verified and read",
      note: "By hand: the signature compared and the JSON parsed; no field is checked, nor the age.",
      reference: "by hand: node:crypto and JSON.parse",
      rows: {
        "closeroom: verifyCallback": () =>
          trtc.verifyCallback(trtcCallback, { headers, callbackKey: CALLBACK_KEY }),
        "by hand: node:crypto and JSON.parse": trtcByHand,
      },
    },
  ];
}

/** They sign alike, or the comparison is worth nothing. */
function agree(text, signature) {
  if (!text.includes(signature)) throw new Error(`${text} is not signed by ${signature}`);
}

/** Calls it that often. What it gives is kept, so that no compiler leaves the call out. */
export async function repeat(run, count) {
  let last = run();
  if (last instanceof Promise) {
    for (let at = 1; at < count; at++) await run();
  } else {
    for (let at = 1; at < count; at++) last = run();
  }
  return last;
}
