import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { startSandbox } from "../sandbox.mjs";
import { CREDENTIALS, closeroom, closeroomJson } from "./closeroom.mjs";

const TOKEN = "tok/EXAMPLE+abc==_0123&%'\"$`\\~";
const WITH_TOKEN = { ...CREDENTIALS, TENCENTCLOUD_TOKEN: TOKEN };
const FIXED = ["--timestamp", "1551113065", "--nonce", "4fd24687296dd9f3"];
const TRTC = ["trtc", "--region", "ap-guangzhou"];
const V1 = [...TRTC, "--signature-method", "HmacSHA256"];
const GET = ["--http-method", "GET"];

/** Rooms that a careless quoting would not survive. */
const ROOMS = [
  "lobby",
  "it's",
  "'; echo pwned; '",
  'a$(id)`id`\\"b',
  "@file",
  "a&Token=b",
  "会议室 🚀\n\t",
];

/** Ways to build a request, without ROOM. */
const WAYS = {
  zego: { args: ["zego", "--reason", 'it\'s over & "out"'], environment: CREDENTIALS },
  "TC3 POST": { args: TRTC, environment: CREDENTIALS },
  "TC3 GET": { args: [...TRTC, ...GET], environment: CREDENTIALS },
  "v1 POST": { args: V1, environment: CREDENTIALS },
  "v1 GET": { args: [...V1, ...GET], environment: CREDENTIALS },
  "TC3 POST with a token": { args: TRTC, environment: WITH_TOKEN },
  "TC3 GET with a token": { args: [...TRTC, ...GET], environment: WITH_TOKEN },
  "v1 POST with a token": { args: V1, environment: WITH_TOKEN },
  "v1 GET with a token": { args: [...V1, ...GET], environment: WITH_TOKEN },
};

const anyRoom = (args) => (args[0] === "trtc" ? ["--any-room-id"] : []);

/** Pastes a command into a shell that has that environment. */
const paste = (script, environment) =>
  promisify(execFile)("sh", ["-c", script], { env: { PATH: process.env.PATH, ...environment } });

describe("the printed command, word for word", () => {
  // A `curl` that prints its arguments.
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "closeroom-"));
    const script = `#!${process.execPath}\nconsole.log(JSON.stringify(process.argv.slice(2)));\n`;
    writeFileSync(join(folder, "curl"), script);
    chmodSync(join(folder, "curl"), 0o755);
  });
  after(() => rmSync(folder, { recursive: true }));

  const wordsOf = async (args, environment) => {
    const { stdout } = await closeroom([...args, "--dry-run", ...FIXED], environment);
    const PATH = `${folder}:${process.env.PATH}`;
    return {
      printed: stdout,
      words: JSON.parse((await paste(stdout, { ...environment, PATH })).stdout),
    };
  };
  const requestOf = async (args, environment) =>
    (await closeroomJson([...args, "--dry-run", ...FIXED], environment)).printed;

  for (const room of ROOMS) {
    test(`survives the shell with room ${JSON.stringify(room)}`, async () => {
      const args = [...TRTC, "--any-room-id", room];
      const { method, url, headers, body } = await requestOf(args, CREDENTIALS);
      const { words } = await wordsOf(args, CREDENTIALS);
      const expected = ["--request", method];
      for (const [name, value] of Object.entries(headers)) {
        expected.push("--header", `${name}: ${value}`);
      }
      assert.deepEqual(words, [...expected, "--data-raw", body, url]);
    });
  }

  test("has an option a line, and the URL last", async () => {
    const { printed } = await wordsOf(["zego", "lobby"], CREDENTIALS);
    const { url } = await requestOf(["zego", "lobby"], CREDENTIALS);
    assert.equal(printed, `curl --request GET \\\n  '${url}'\n`);
  });

  test("takes the token of a header from the environment", async () => {
    const { printed, words } = await wordsOf([...TRTC, "lobby"], WITH_TOKEN);
    assert.ok(!printed.includes("tok/"));
    assert.ok(printed.includes('--header "X-TC-Token: $TENCENTCLOUD_TOKEN"'));
    assert.ok(words.includes(`X-TC-Token: ${TOKEN}`));
  });

  test("takes the token of a form from the environment", async () => {
    const { printed, words } = await wordsOf([...V1, "lobby"], WITH_TOKEN);
    assert.ok(!printed.includes("tok"));
    assert.ok(printed.includes('--data-urlencode "Token=$TENCENTCLOUD_TOKEN"'));
    assert.ok(words.includes(`Token=${TOKEN}`));
  });

  test("takes the token of a query from the environment, encoded as TRTC wants it", async () => {
    const { printed, words } = await wordsOf([...V1, ...GET, "lobby"], WITH_TOKEN);
    assert.ok(!printed.includes("tok"));
    const encoded = [...Buffer.from(TOKEN)].map((byte) => byte.toString(16).padStart(2, "0"));
    assert.ok(words.at(-1).endsWith(`&Token=%${encoded.join("%").toUpperCase()}`));
  });
});

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

describe("the printed command, run by curl", { skip: !hasCurl && "there is no curl" }, () => {
  const received = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    received.push({ method, url, headers, body: await text(request) });
    response.end("{}");
  });
  let endpoint;
  before(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    endpoint = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  const parameters = (query) => [...new URLSearchParams(query)].sort();

  for (const [way, { args, environment }] of Object.entries(WAYS)) {
    test(`sends the request as it is: ${way}`, async () => {
      const room = ROOMS.join(" ");
      const all = [...args, ...anyRoom(args), ...FIXED, "--endpoint", endpoint, "--dry-run", room];
      const { printed: request } = await closeroomJson(all, environment);
      const { stdout: script } = await closeroom(all, environment);
      received.length = 0;
      await paste(script, environment);

      assert.equal(received.length, 1);
      const [{ method, url, headers, body }] = received;
      assert.equal(method, request.method);
      const expected = new URL(request.url);
      const { pathname, search } = new URL(url, endpoint);
      assert.equal(pathname, expected.pathname);
      assert.deepEqual(parameters(search), parameters(expected.search));
      assert.equal(headers.host, expected.host);
      for (const [name, value] of Object.entries(request.headers)) {
        assert.equal(headers[name.toLowerCase()], value, name);
      }
      if (request.headers["Content-Type"] === "application/json") {
        assert.equal(body, request.body);
      } else {
        assert.deepEqual(parameters(body), parameters(request.body));
      }
    });
  }
});

describe("the printed command closes a room", { skip: !hasCurl && "there is no curl" }, () => {
  let sandbox;
  before(async () => {
    sandbox = await startSandbox("--rate-limits", "off", "--trtc-token", TOKEN);
  });
  after(() => sandbox.stop());

  for (const [way, { args, environment }] of Object.entries(WAYS)) {
    // The sandbox wants the token, so that it has to be there and right.
    if (args[0] === "trtc" && environment === CREDENTIALS) continue;
    test(way, async () => {
      await sandbox.control("POST", "rooms", { provider: args[0], room_id: "lobby" });
      const all = [...args, "--endpoint", sandbox.url, "lobby"];
      const { stdout: script } = await closeroom([...all, "--explain"], environment);
      await paste(script, environment);
      const last = (await sandbox.control("GET", "requests")).at(-1);
      assert.equal(last?.outcome, "success", JSON.stringify(last));
    });
  }
});
