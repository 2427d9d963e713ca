import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { COMMAND, closeroom } from "./closeroom.mjs";
import { onTerminal } from "./terminal.mjs";

const NO_CREDENTIALS = {};

const CLOSE_OPTIONS = [
  "--dry-run",
  "--explain",
  "--json",
  "--timestamp SECONDS",
  "--nonce HEX16",
  "--timeout MS",
  "--attempts N",
  "--fail-if-gone",
];
const VERIFY_OPTIONS = ["--now SECONDS", "--tolerance SECONDS", "--any-age", "--json"];
const COMMON_OPTIONS = ["-h, --help", "--version"];

/** The commands with their options and variables, all of them, in order. */
const COMMANDS = {
  zego: {
    options: ["--reason TEXT", "--callback", "--test", "--endpoint ENDPOINT", ...CLOSE_OPTIONS],
    variables: ["ZEGO_APP_ID", "ZEGO_SERVER_SECRET"],
    facts: [/10 minutes/, /Default: 10000\./, /Default: 3\./, /1 to 128 bytes/, /1 to 4294967295/],
  },
  trtc: {
    options: [
      "--region REGION",
      "--numeric",
      "--endpoint ENDPOINT",
      "--signature-method METHOD",
      "--http-method GET|POST",
      "--language LANGUAGE",
      "--any-room-id",
      ...CLOSE_OPTIONS,
    ],
    variables: [
      "TRTC_SDK_APP_ID",
      "TENCENTCLOUD_SECRET_ID",
      "TENCENTCLOUD_SECRET_KEY",
      "TENCENTCLOUD_TOKEN",
    ],
    facts: [/5 minutes/, /1 to 64 bytes/, /1 to 4294967294/, /1 to 18446744073709551615/],
  },
  "verify zego": {
    options: VERIFY_OPTIONS,
    variables: ["ZEGO_CALLBACK_SECRET"],
    facts: [/at most 1 MiB/, /Default: 600\./, /timestamp and nonce only/],
  },
  "verify trtc": {
    options: ["-H, --header 'NAME: VALUE'", ...VERIFY_OPTIONS],
    variables: ["TRTC_CALLBACK_KEY"],
    facts: [/at most 1 MiB/, /Default: 600\./, /not the header SdkAppId/],
  },
};

const CLOSE_SECTIONS = [
  ..."NAME SYNOPSIS DESCRIPTION ARGUMENTS OPTIONS ENVIRONMENT OUTPUT".split(" "),
  ...["EXIT STATUS", "EXAMPLES", "NOTES", "SEE ALSO"],
];
const VERIFY_SECTIONS = [
  ..."NAME SYNOPSIS DESCRIPTION OPTIONS ENVIRONMENT OUTPUT".split(" "),
  ...["EXIT STATUS", "ERRORS", "EXAMPLES", "NOTES", "SEE ALSO"],
];

/** The words of what can be asked about. */
const TOPICS = ["", "verify", ...Object.keys(COMMANDS)].map((name) =>
  name.split(" ").filter(Boolean),
);

async function help(...args) {
  const { stdout, stderr, status } = await closeroom(args, NO_CREDENTIALS);
  assert.equal(status, 0);
  assert.equal(stderr, "");
  return stdout;
}

const titles = (page) => page.match(/^\S.*$/gm);

/** The terms of a section: what is indented once, and explained in the next line. */
function terms(page, title) {
  const [, section] = page.split(`\n${title}\n`);
  const body = section.split(/\n(?=\S)/)[0];
  return [...body.matchAll(/^ {4}(\S.*)\n {8}/gm)].map(([, term]) => term);
}

for (const [name, { options, variables, facts }] of Object.entries(COMMANDS)) {
  const words = name.split(" ");

  test(`the page of ${name} has every section, option, variable and exit status`, async () => {
    const page = await help(...words, "--help");
    assert.deepEqual(titles(page), words[0] === "verify" ? VERIFY_SECTIONS : CLOSE_SECTIONS);
    assert.deepEqual(terms(page, "OPTIONS"), [...options, ...COMMON_OPTIONS]);
    assert.deepEqual(terms(page, "ENVIRONMENT"), [...variables, "NO_COLOR", "COLUMNS"]);
    assert.deepEqual(terms(page, "EXIT STATUS"), ["0", "1", "2", "130"]);
    const text = page.replaceAll(/\s+/g, " ");
    for (const fact of facts) assert.match(text, fact);
  });

  test(`every option on the page of ${name} is one, and no other`, async () => {
    for (const term of terms(await help("help", ...words), "OPTIONS")) {
      const [, option, value] = term.match(/^(?:-\w, )?(--[\w-]+)( .+)?$/);
      const wrong = value === undefined ? `${option}=x` : option;
      const { stdout, stderr, status } = await closeroom([...words, wrong], NO_CREDENTIALS);
      if (COMMON_OPTIONS.some((common) => common.endsWith(option))) {
        assert.equal(status, 0);
        continue;
      }
      assert.equal(status, 2);
      const problem = value === undefined ? "takes no value" : "needs a value";
      // Even a wrong --json asks for JSON.
      const said = option === "--json" ? JSON.parse(stdout).error.message : stderr;
      assert.match(said, new RegExp(`^(closeroom: )?${option} ${problem}`));
    }
  });

  test(`the page of ${name} is the same by every way`, async () => {
    const page = await help("help", ...words);
    for (const args of [["-h"], ["lobby", "--help"], ["--help", "--json"], ["--bogus", "-h"]]) {
      assert.equal(await help(...words, ...args), page);
    }
    assert.equal(await help("--help", ...words), page);
  });
}

test("the page of the program names its commands and the kinds of errors", async () => {
  const page = await help("--help");
  assert.equal(await help("-h"), page);
  assert.equal(await help("help"), page);
  assert.deepEqual(titles(page), [
    ..."NAME SYNOPSIS DESCRIPTION COMMANDS OPTIONS ENVIRONMENT".split(" "),
    ...["EXIT STATUS", "ERRORS", "EXAMPLES"],
  ]);
  assert.deepEqual(terms(page, "COMMANDS"), [...Object.keys(COMMANDS), "help [COMMAND]"]);
  assert.deepEqual(terms(page, "OPTIONS"), COMMON_OPTIONS);
  assert.deepEqual(terms(page, "EXIT STATUS"), ["0", "1", "2", "130"]);
  for (const kind of ["invalid_input", "cancelled", "invalid_signature", "stale"]) {
    assert.ok(terms(page, "ERRORS").includes(kind), kind);
  }
  assert.match(page, /closeroom zego ROOM \[OPTION\]\.\.\.\n/);
  assert.match(page, /closeroom trtc ROOM --region REGION \[OPTION\]\.\.\.\n/);
  assert.match(page, /closeroom verify zego \[OPTION\]\.\.\. < BODY\n/);
});

test("who asks for help without a command gets the page of the program", async () => {
  const page = await help("--help");
  for (const args of [
    ["--region", "x", "zego", "--help"],
    ["lobby", "-h"],
    ["--help", "--bogus=x", "lobby"],
  ]) {
    assert.equal(await help(...args), page);
  }
});

test("the page of verify names its commands", async () => {
  const page = await help("help", "verify");
  assert.equal(await help("verify", "--help"), page);
  assert.deepEqual(terms(page, "COMMANDS"), ["verify zego", "verify trtc"]);
});

test("in a pipe no page is wider than 80 columns, and none has colours", async () => {
  for (const words of TOPICS) {
    const page = await help("help", ...words);
    checkWidth(page, 80);
    assert.ok(!page.includes("\u001b"));
  }
});

/** No line is longer; yet the page fills the width. */
function checkWidth(page, width) {
  const lines = page.split("\n");
  for (const line of lines) {
    assert.ok(line.length <= width, line);
    assert.equal(line, line.trimEnd());
  }
  assert.ok(Math.max(...lines.map((line) => line.length)) > width * 0.9);
}

for (const width of [40, 80, 132]) {
  test(`on a terminal of ${width} columns every page has that width`, async () => {
    for (const words of TOPICS) {
      const { shown, status } = await onTerminal(["help", ...words], { NO_COLOR: "1" }, width);
      assert.equal(status, 0);
      assert.ok(!shown.includes("\u001b"));
      checkWidth(shown, width);
      const page = await help("help", ...words);
      // The same words, whatever the width; a command that is broken stays one.
      const asWords = (text) => text.replaceAll(/ \\\n/g, " ").split(/\s+/);
      assert.deepEqual(asWords(shown), asWords(page));
    }
  });
}

test("in a pipe COLUMNS says the width, if it is one; a terminal knows its own", async () => {
  const inPipe = async (COLUMNS) => {
    const { stdout, status } = await closeroom(["help", "zego"], { COLUMNS });
    assert.equal(status, 0);
    return stdout;
  };
  for (const width of [40, 132]) checkWidth(await inPipe(`${width}`), width);
  const page = await help("help", "zego");
  for (const none of ["", "0", "-40", "4e1", "wide"]) assert.equal(await inPipe(none), page);
  const { shown } = await onTerminal(["help", "zego"], { NO_COLOR: "1", COLUMNS: "40" }, 80);
  assert.equal(shown, page);
});

test("on a terminal the headings are bold, and nothing else", async () => {
  for (const words of TOPICS) {
    const { shown } = await onTerminal(["help", ...words]);
    const page = await help("help", ...words);
    assert.equal(shown, page.replaceAll(/^\S.*$/gm, "\u001b[1m$&\u001b[0m"));
    for (const plain of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) {
      assert.equal((await onTerminal(["help", ...words], plain)).shown, page);
    }
  }
});

test("a terminal that does not know its width has 80 columns", async () => {
  const { shown } = await onTerminal(["--help"], { NO_COLOR: "1" }, 0);
  assert.equal(shown, await help("--help"));
});

test("the examples are right as far as the credentials, which are missing", async () => {
  for (const name of Object.keys(COMMANDS)) {
    const words = name.split(" ");
    const page = await help("help", ...words);
    const [, section] = page.split("\nEXAMPLES\n");
    const [examples] = section.split(/\n(?=\S)/);
    const commands = examples.match(/^ {8}closeroom [^<|\\\n]*/gm);
    assert.ok(commands.length >= 3);
    for (const command of commands) {
      const [, ...args] = command.match(/('[^']*'|"[^"]*"|[^\s'"])+/g);
      const unquoted = args.map((arg) => arg.replaceAll(/['"]/g, ""));
      const { stdout, stderr, status } = await closeroom(unquoted, NO_CREDENTIALS);
      assert.equal(status, 2);
      assert.match(`${stdout}${stderr}`, /not set in the environment: /, command);
    }
  }
});

test("the version is the package's", async () => {
  const manifest = new URL("../../node_modules/closeroom/package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  assert.equal(await help("--version"), `${version}\n`);
  assert.equal(await help("trtc", "--version"), `${version}\n`);
  assert.equal(await help("verify", "zego", "--version"), `${version}\n`);
});

test("npx runs it", () => {
  const folder = dirname(dirname(dirname(COMMAND)));
  const stdout = execFileSync("npx", ["--no", "--", "closeroom", "help", "zego"], { cwd: folder });
  assert.match(`${stdout}`, /^NAME\n {4}closeroom zego - /);
});
