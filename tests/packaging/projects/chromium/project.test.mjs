// The package in a page, without a bundler. Providers send no CORS headers and secrets do not
// belong in a page, so it is for building, explaining and verifying there.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ACCOUNTS, startSandbox } from "../../../../wasm/npm/test/sandbox.mjs";
import { exercised } from "../../harness/exercised.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";

/** Nothing but the page: no background traffic, no graphics, no privileges to drop in a container. */
const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--headless",
  "--no-first-run",
  "--no-sandbox",
];

test("chromium", async (t) => {
  const place = await install("chromium");
  const { chromium } = createRequire(join(place, "package.json"))("playwright-core");
  const { servePage, strictPolicy } = await import(pathToFileURL(join(place, "server.js")));
  const browser = await chromium.launch({
    executablePath: process.env.CLOSEROOM_CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  figure(t, "runtime", `Chromium ${browser.version()}`);

  /** Opens the page under that policy for as long as it is used. */
  async function inPage(policy, use) {
    const server = await servePage(policy);
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      await use(page);
    } finally {
      await page.close();
      server.stop();
    }
  }
  const runIn = (page) => (options) =>
    page.evaluate((options) => globalThis.runExercise(options), options);
  const errorIn = (page, ...args) =>
    page.evaluate((args) => globalThis.errorOfClosing(...args), args);

  try {
    await t.test("imported", (t) =>
      inPage(undefined, (page) => exercised(t, runIn(page), { closing: false })),
    );
    await t.test("closing a room ends in a transport error", async () => {
      const sandbox = await startSandbox("--room", "zego:lobby", "--room", "trtc:string:lobby");
      try {
        await inPage(undefined, async (page) => {
          const endpoint = sandbox.url;
          for (const [provider, account] of [
            ["zego", ACCOUNTS.zego],
            ["trtc", { ...ACCOUNTS.trtc, region: "ap-guangzhou" }],
          ]) {
            const { isTyped, kind } = await errorIn(page, provider, { ...account, endpoint });
            assert.deepEqual({ isTyped, kind }, { isTyped: true, kind: "transport" }, provider);
          }
        });
        // A GET goes out unasked: only its answer is kept from the page.
        const rooms = await sandbox.control("GET", "rooms");
        assert.deepEqual(
          rooms.map(({ provider }) => provider),
          ["trtc"],
        );
      } finally {
        await sandbox.stop();
      }
    });
    await t.test("under a strict policy with 'wasm-unsafe-eval'", async (t) => {
      const policy = `${await strictPolicy()} 'wasm-unsafe-eval'`;
      await inPage(policy, (page) => exercised(t, runIn(page), { closing: false }));
    });
    await t.test("a policy without 'wasm-unsafe-eval' is named by the error", async () => {
      await inPage(await strictPolicy(), async (page) => {
        const { name, message } = await errorIn(page, "zego", ACCOUNTS.zego);
        assert.equal(name, "CompileError");
        assert.match(message, /Content Security Policy/);
      });
    });
  } finally {
    await browser.close();
  }
});
