import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { COMMAND, closeroom } from "./closeroom.mjs";

const NO_CREDENTIALS = {};

const OPTIONS = {
  zego: ["--reason TEXT", "--callback", "--test", "--endpoint ENDPOINT"],
  trtc: [
    "--region REGION",
    "--numeric",
    "--endpoint ENDPOINT",
    "--signature-method METHOD",
    "--http-method GET|POST",
    "--language LANGUAGE",
    "--any-room-id",
  ],
  both: [
    "--dry-run",
    "--explain",
    "--json",
    "--timestamp SECONDS",
    "--nonce HEX16",
    "--timeout MS",
    "--attempts N",
    "--fail-if-gone",
    "-h, --help",
    "--version",
  ],
};
const VARIABLES = {
  zego: ["ZEGO_APP_ID", "ZEGO_SERVER_SECRET"],
  trtc: [
    "TRTC_SDK_APP_ID",
    "TENCENTCLOUD_SECRET_ID",
    "TENCENTCLOUD_SECRET_KEY",
    "TENCENTCLOUD_TOKEN",
  ],
};

async function help(...args) {
  const { stdout, stderr, status } = await closeroom(args, NO_CREDENTIALS);
  assert.equal(status, 0);
  assert.equal(stderr, "");
  return stdout;
}

for (const provider of ["zego", "trtc"]) {
  test(`the page of ${provider} has every option, variable, exit status and section`, async () => {
    const page = await help(provider, "--help");
    const terms = [...OPTIONS[provider], ...OPTIONS.both, ...VARIABLES[provider], "NO_COLOR"];
    for (const term of [...terms, "ROOM", "0", "1", "2", "130"]) {
      assert.ok(page.includes(`\n    ${term}\n        `), term);
    }
    const sections = [
      ..."NAME SYNOPSIS DESCRIPTION ARGUMENTS OPTIONS ENVIRONMENT OUTPUT".split(" "),
      ...["EXIT STATUS", "EXAMPLES", "NOTES"],
    ];
    assert.deepEqual(page.match(/^\S.*$/gm), sections);
    assert.match(page, provider === "zego" ? /10\s+minutes/ : /5\s+minutes/);
    assert.match(page, /Default:\s+10000/);
  });

  test(`the page of ${provider} is the same by every way`, async () => {
    const page = await help("help", provider);
    for (const args of [["-h"], ["lobby", "--help"], ["--help", "--json"], ["--bogus", "-h"]]) {
      assert.equal(await help(provider, ...args), page);
    }
    assert.equal(await help("--help", provider), page);
  });
}

test("the page of the program names its commands and the kinds of errors", async () => {
  const page = await help("--help");
  assert.equal(await help("-h"), page);
  assert.equal(await help("help"), page);
  for (const term of ["zego", "trtc", "help [COMMAND]", "invalid_input", "cancelled"]) {
    assert.ok(page.includes(`\n    ${term}\n        `), term);
  }
  assert.match(page, /closeroom zego ROOM \[OPTION\]\.\.\.\n/);
  assert.match(page, /closeroom trtc ROOM --region REGION \[OPTION\]\.\.\.\n/);
});

test("no page is wider than 80 columns, and none has colours", async () => {
  for (const args of [[], ["zego"], ["trtc"]]) {
    const page = await help("help", ...args);
    for (const line of page.split("\n")) {
      assert.ok(line.length <= 80, line);
      assert.equal(line, line.trimEnd());
    }
    assert.ok(!page.includes("\u001b"));
  }
});

test("the version is the package's", async () => {
  const manifest = new URL("../../node_modules/closeroom/package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  assert.equal(await help("--version"), `${version}\n`);
  assert.equal(await help("trtc", "--version"), `${version}\n`);
});

test("npx runs it", () => {
  const folder = dirname(dirname(dirname(COMMAND)));
  const stdout = execFileSync("npx", ["--no", "--", "closeroom", "help", "zego"], { cwd: folder });
  assert.match(`${stdout}`, /^NAME\n {4}closeroom zego - /);
});
