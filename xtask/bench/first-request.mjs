// Loads one candidate in a fresh process and has it sign two requests. Prints what each step
// took, in milliseconds, as JSON.
//
//   node first-request.mjs CANDIDATE import|require
//
// It lies in the folder where the candidate is installed, and so finds what a user's program
// finds. It loads nothing else: what a candidate needs of Node is part of its cost.

import { writeSync } from "node:fs";
import { createRequire } from "node:module";

const CREDENTIALS = { secretId: "AKIDEXAMPLE", secretKey: "EXAMPLE" };
const SDK_APP_ID = 1400000001;
const REGION = "ap-guangzhou";

const officialTrtc = {
  construct: ({ trtc }) =>
    new trtc.v20190722.Client({
      credential: CREDENTIALS,
      region: REGION,
      profile: { httpProfile: { agent: {} } },
    }),
  // Its request is taken where Node's HTTP client hands it to the agent; nothing is sent.
  sign: (client) =>
    new Promise((resolve) => {
      client.profile.httpProfile.agent.addRequest = (request) =>
        resolve(String(request.getHeader("authorization")));
      client.DismissRoomByStrRoomId({ SdkAppId: SDK_APP_ID, RoomId: "room" });
    }),
  isSigned: (authorization) => authorization.startsWith("TC3-HMAC-SHA256 "),
};

const CANDIDATES = {
  trtc: {
    specifier: "closeroom",
    construct: ({ Trtc }) => new Trtc({ ...CREDENTIALS, sdkAppId: SDK_APP_ID, region: REGION }),
    sign: (client) => client.buildCloseRoom("room"),
    isSigned: ({ headers }) => headers.Authorization.startsWith("TC3-HMAC-SHA256 "),
  },
  zego: {
    specifier: "closeroom",
    construct: ({ Zego }) =>
      new Zego({ appId: 1234567890, serverSecret: "9193cc662a4c0ec135ec71fb57194b38" }),
    sign: (client) => client.buildCloseRoom("room"),
    isSigned: ({ url }) => url.includes("Signature="),
  },
  // What a package of TRTC alone would load.
  "official-trtc": {
    specifier: "tencentcloud-sdk-nodejs/tencentcloud/services/trtc/index.js",
    ...officialTrtc,
  },
  // The same up to its client: not every runtime hands requests to an agent.
  "official-trtc-client": {
    specifier: "tencentcloud-sdk-nodejs/tencentcloud/services/trtc/index.js",
    construct: officialTrtc.construct,
    sign: (client) => client,
    isSigned: (client) => client instanceof Object,
  },
  // As the SDK's README has it.
  "official-all": { specifier: "tencentcloud-sdk-nodejs", ...officialTrtc },
};

const [name, how] = process.argv.slice(2);
const candidate = CANDIDATES[name];
const require = createRequire(import.meta.url);
const load = how === "require" ? require : (specifier) => import(specifier);

const started = performance.now();
if (candidate) await measure(candidate);
else report({ sinceStart: started });

async function measure({ specifier, construct, sign, isSigned }) {
  const inside = watchWebAssembly();
  const library = await load(specifier);
  const loaded = performance.now();
  const client = construct(library);
  const constructed = performance.now();
  const first = await sign(client);
  const signed = performance.now();
  const second = await sign(client);
  const signedAgain = performance.now();
  await load(specifier);
  const loadedAgain = performance.now();

  if (!isSigned(first) || !isSigned(second)) throw new Error(`${name} signed nothing`);
  const { decoded, compiled, instantiating, instantiated } = inside;
  const isWasm = decoded !== undefined;
  report({
    sinceStart: signed,
    load: loaded - started,
    decode: isWasm ? decoded - loaded : undefined,
    compile: isWasm ? compiled - decoded : undefined,
    instantiate: isWasm ? instantiated - instantiating : undefined,
    construct: constructed - (isWasm ? instantiated : loaded),
    first: signed - constructed,
    second: signedAgain - signed,
    loadAgain: loadedAgain - signedAgain,
  });
}

/** When the module was compiled and instantiated. */
function watchWebAssembly() {
  const times = {};
  const watch = (name, before, after) => {
    WebAssembly[name] = new Proxy(WebAssembly[name], {
      construct(target, args) {
        times[before] = performance.now();
        const made = new target(...args);
        times[after] = performance.now();
        return made;
      },
    });
  };
  watch("Module", "decoded", "compiled");
  watch("Instance", "instantiating", "instantiated");
  return times;
}

/** Ends the process: clients may hold timers and sockets. */
function report(times) {
  writeSync(1, JSON.stringify(times));
  process.exit();
}
