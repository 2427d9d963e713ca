import assert from "node:assert/strict";
import { test } from "node:test";
import { CREDENTIALS, closeroom, closeroomJson } from "./closeroom.mjs";

const ZEGO = ["zego", "lobby", "--dry-run"];
const TRTC = ["trtc", "lobby", "--region", "ap-guangzhou", "--dry-run"];

/** The first line of standard error of wrong usage. */
async function problemWith(args, environment) {
  const { stdout, stderr, status } = await closeroom(args, environment);
  assert.equal(status, 2);
  assert.equal(stdout, "");
  return stderr.split("\n")[0];
}

test("all missing variables are named at once", async () => {
  assert.match(await problemWith(ZEGO, {}), /environment: ZEGO_APP_ID, ZEGO_SERVER_SECRET \(/);
  assert.match(
    await problemWith(TRTC, { TENCENTCLOUD_SECRET_ID: "AKID" }),
    /environment: TRTC_SDK_APP_ID, TENCENTCLOUD_SECRET_KEY \(/,
  );
});

test("an empty variable is not set", async () => {
  const environment = { ...CREDENTIALS, ZEGO_SERVER_SECRET: "" };
  assert.match(await problemWith(ZEGO, environment), /environment: ZEGO_SERVER_SECRET \(/);
  const { status, printed } = await closeroomJson(TRTC, { ...CREDENTIALS, TENCENTCLOUD_TOKEN: "" });
  assert.equal(status, 0);
  assert.equal(printed.headers["X-TC-Token"], undefined);
});

test("credentials of one provider do for it", async () => {
  const { ZEGO_APP_ID, ZEGO_SERVER_SECRET, ...trtc } = CREDENTIALS;
  assert.equal((await closeroom(ZEGO, { ZEGO_APP_ID, ZEGO_SERVER_SECRET })).status, 0);
  assert.equal((await closeroom(TRTC, trtc)).status, 0);
});

for (const appId of ["12a", "0x10", "1e3", "-1", "1.0", " 1", "9193cc662a4c0ec135ec71fb57194b38"]) {
  test(`app id ${JSON.stringify(appId)} is refused and not shown`, async () => {
    for (const [args, name] of [
      [ZEGO, "ZEGO_APP_ID"],
      [TRTC, "TRTC_SDK_APP_ID"],
    ]) {
      const problem = await problemWith(args, { ...CREDENTIALS, [name]: appId });
      assert.equal(
        problem,
        `closeroom: the environment variable ${name} must hold decimal digits only`,
      );
    }
  });
}

test("app ids beyond their limits are refused", async () => {
  for (const appId of ["0", "4294967296", "99999999999999999999"]) {
    const problem = await problemWith(ZEGO, { ...CREDENTIALS, ZEGO_APP_ID: appId });
    assert.match(problem, /ZEGO_APP_ID: AppId .*4294967295/);
  }
  for (const appId of ["0", "18446744073709551616"]) {
    const problem = await problemWith(TRTC, { ...CREDENTIALS, TRTC_SDK_APP_ID: appId });
    assert.match(problem, /TRTC_SDK_APP_ID: SdkAppId .*18446744073709551615/);
  }
});

test("a 64-bit app id is exact", async () => {
  const environment = { ...CREDENTIALS, TRTC_SDK_APP_ID: "18446744073709551615" };
  const { printed } = await closeroomJson(TRTC, environment);
  assert.equal(printed.body, '{"SdkAppId":18446744073709551615,"RoomId":"lobby"}');
});

test("white space around a secret is refused by the variable's name", async () => {
  for (const [args, name] of [
    [ZEGO, "ZEGO_SERVER_SECRET"],
    [TRTC, "TENCENTCLOUD_SECRET_KEY"],
    [TRTC, "TENCENTCLOUD_SECRET_ID"],
  ]) {
    const problem = await problemWith(args, { ...CREDENTIALS, [name]: `${CREDENTIALS[name]}\n` });
    assert.match(problem, new RegExp(`${name}: .*white space`));
  }
});

for (const flag of [
  "--secret",
  "--server-secret",
  "--secret-key",
  "--secret-id",
  "--token",
  "--app-id",
  "--sdk-app-id",
  "--callback-secret",
  "--password",
  "--zego-server-secret",
]) {
  test(`${flag} is refused, and its value not shown`, async () => {
    for (const provider of ["zego", "trtc"]) {
      for (const given of [[`${flag}=hunter2hunter2`], [flag, "hunter2hunter2"]]) {
        const { stdout, stderr, status } = await closeroom([provider, "lobby", ...given]);
        assert.equal(status, 2);
        assert.ok(stderr.startsWith(`closeroom: ${flag} is no option`), stderr);
        assert.match(
          stderr,
          provider === "zego" ? /ZEGO_SERVER_SECRET/ : /TENCENTCLOUD_SECRET_KEY/,
        );
        assert.ok(!`${stdout}${stderr}`.includes("hunter2"));
      }
    }
  });
}

for (const command of [
  ["zego", "lobby"],
  ["trtc", "lobby"],
  ["verify", "zego"],
  ["verify", "trtc"],
]) {
  test(`${command.join(" ")}: what follows a single letter is not shown`, async () => {
    for (const [given, advice] of [
      ["-kMYSECRETVALUE", /in the environment$/],
      ["-token=MYSECRETVALUE", /in the environment$/],
      ["-kMYVALUE", /-k is no option; /],
    ]) {
      const letters = given.slice(0, 2);
      const { stdout, stderr, status } = await closeroom([...command, given]);
      assert.equal(status, 2);
      assert.ok(stderr.startsWith(`closeroom: ${letters} is no option`), stderr);
      assert.match(stderr.split("\n")[0], advice);
      assert.doesNotMatch(`${stdout}${stderr}`, /MY/);

      const json = await closeroomJson([...command, given]);
      assert.equal(json.status, 2);
      assert.ok(json.printed.error.message.startsWith(`${letters} is no option`), json.stdout);
      assert.match(json.printed.error.message, advice);
      assert.doesNotMatch(json.stdout, /MY/);
    }
  });
}

test("nor is it before the command", async () => {
  const args = ["-kMYSECRETVALUE", "zego", "lobby"];
  const { stdout, stderr, status } = await closeroom(args);
  assert.equal(status, 2);
  assert.match(stderr, /^closeroom: -k is no option here; the command comes first\n/);
  assert.doesNotMatch(`${stdout}${stderr}`, /MY/);
  const { printed } = await closeroomJson(args);
  assert.equal(printed.error.message, "-k is no option here; the command comes first");
});

test("a secret in the place of another argument is not shown", async () => {
  const secret = CREDENTIALS.ZEGO_SERVER_SECRET;
  for (const args of [
    ["zego", "lobby", secret],
    ["zego", "lobby", `--bogus=${secret}`],
    ["zego", "lobby", `--callback=${secret}`],
    ["zego", "lobby", "--timeout", secret],
    ["trtc", secret, "--numeric", "--region", "ap-guangzhou"],
    [`--server-secret=${secret}`, "zego", "lobby"],
  ]) {
    assert.equal((await closeroom(args)).status, 2);
  }
});
