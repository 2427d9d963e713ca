// The package as installed: entries, conditions, files, and an import that does nothing.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esm from "closeroom";
import { inChild, STAMP, TRTC, trtc, ZEGO, zego } from "./support.mjs";

const require = createRequire(import.meta.url);
const manifest = require("closeroom/package.json");
const folder = dirname(require.resolve("closeroom/package.json"));
const file = (...path) => join(folder, ...path);

const API = ["CloseRoomError", "Trtc", "Zego"];
const METHODS = [
  "buildCloseRoom",
  "closeRoom",
  "constructor",
  "explainCloseRoom",
  "free",
  "parseCloseRoom",
  "verifyCallback",
];

describe("the API", () => {
  test("an uncaught error shows its message, and not the module", async () => {
    const code = 'import { Zego } from "closeroom"; new Zego({ appId: Number.NaN });';
    const { message } = await inChild(code).catch((error) => error);
    assert.match(message, /CloseRoomError: AppId must be /);
    assert.ok(message.length < 5000, `${message.length} characters`);
  });

  test("is the same by import and by require", async () => {
    const cjs = require("closeroom");
    assert.deepEqual(Object.keys(esm).sort(), API);
    assert.deepEqual(Object.keys(cjs).sort(), API);
    for (const { CloseRoomError, Zego, Trtc } of [esm, cjs]) {
      assert.equal(CloseRoomError.name, "CloseRoomError");
      for (const [Client, name] of [
        [Zego, "Zego"],
        [Trtc, "Trtc"],
      ]) {
        assert.equal(Client.name, name);
        assert.deepEqual(Object.getOwnPropertyNames(Client.prototype).sort(), METHODS);
        assert.deepEqual(Object.getOwnPropertySymbols(Client.prototype), [Symbol.dispose]);
      }
    }
    assert.deepEqual(
      new cjs.Zego(ZEGO).explainCloseRoom("room", STAMP),
      zego().explainCloseRoom("room", STAMP),
    );
    assert.deepEqual(
      new cjs.Trtc(TRTC).explainCloseRoom("room", STAMP),
      trtc().explainCloseRoom("room", STAMP),
    );
    assert.throws(() => new cjs.Zego({ appId: 0, serverSecret: "s" }), cjs.CloseRoomError);
    await assert.rejects(new cjs.Trtc(TRTC).closeRoom(""), cjs.CloseRoomError);
  });

  test("has classes that can be extended", () => {
    class Mine extends esm.Zego {
      buildMine() {
        return this.buildCloseRoom("mine", STAMP);
      }
    }
    const mine = new Mine(ZEGO);
    assert.ok(mine instanceof esm.Zego);
    assert.deepEqual(mine.buildMine(), zego().buildCloseRoom("mine", STAMP));
  });

  test("has an error that is one of JavaScript's", () => {
    const { CloseRoomError } = esm;
    const details = { kind: "rejected", provider: "zego", message: "no", retryable: false };
    const error = new CloseRoomError({ ...details, httpStatus: 200, cause: 5 });
    assert.ok(error instanceof Error);
    assert.equal(Object.prototype.toString.call(error), "[object Error]");
    assert.equal(`${error}`, "CloseRoomError: no");
    assert.match(error.stack, /^CloseRoomError: no\n {4}at /);
    assert.equal(error.cause, 5);
    assert.deepEqual(JSON.parse(JSON.stringify(error)), {
      name: "CloseRoomError",
      ...details,
      httpStatus: 200,
    });
    assert.equal("cause" in new CloseRoomError(details), false);
    assert.equal("requestId" in error, false);
  });
});

describe("conditions", () => {
  const resolved = async (conditions, code) => {
    const options = conditions.map((condition) => `--conditions=${condition}`);
    return (await inChild(code, options)).replace(/^.*[\\/]closeroom[\\/]dist[\\/]/, "");
  };
  const byImport = 'console.log(JSON.stringify(import.meta.resolve("closeroom")))';
  const byRequire = `
    import { createRequire } from "node:module";
    const { resolve } = createRequire(process.cwd() + "/any.js");
    console.log(JSON.stringify(resolve("closeroom")));
  `;
  for (const [conditions, imported, required] of [
    [[], "index.js", "index.cjs"],
    [["workerd"], "index.workerd.js", "index.workerd.js"],
    [["edge-light"], "index.edge-light.js", "index.edge-light.js"],
    [["workerd", "worker", "browser"], "index.workerd.js", "index.workerd.js"],
    [["worker", "browser", "development"], "index.js", "index.cjs"],
    [["bun"], "index.js", "index.cjs"],
    [["deno"], "index.js", "index.cjs"],
  ]) {
    test(`${conditions.join(", ") || "none"}: ${imported}, ${required}`, async () => {
      assert.equal(await resolved(conditions, byImport), imported);
      assert.equal(await resolved(conditions, byRequire), required);
    });
  }

  for (const condition of ["workerd", "edge-light"]) {
    test(`${condition}: works where the module comes compiled`, async () => {
      // Loads .wasm as those runtimes do: the default export is a WebAssembly.Module.
      const hooks = `
        import { readFile } from "node:fs/promises";
        export async function load(url, context, next) {
          if (!/\\.wasm(\\?module)?$/.test(url)) return next(url, context);
          const bytes = JSON.stringify((await readFile(new URL(url))).toString("base64"));
          const source = "export default new WebAssembly.Module(Buffer.from(" + bytes + ", 'base64'))";
          return { format: "module", shortCircuit: true, source };
        }
      `;
      const code = `
        import { register } from "node:module";
        register("data:text/javascript," + encodeURIComponent(${JSON.stringify(hooks)}));
        const url = import.meta.resolve("closeroom");
        const { Zego, Trtc, CloseRoomError } = await import("closeroom");
        // What those runtimes forbid.
        const Module = WebAssembly.Module;
        WebAssembly.Module = WebAssembly.compile = WebAssembly.instantiate = () => {
          throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
        };
        WebAssembly.Module.prototype = Module.prototype;
        Object.defineProperty(WebAssembly.Module, Symbol.hasInstance, { value: (it) =>
          Object.prototype.toString.call(it) === "[object WebAssembly.Module]" });
        const zego = new Zego(${JSON.stringify(ZEGO)}).explainCloseRoom("room", ${JSON.stringify(STAMP)});
        const trtc = new Trtc(${JSON.stringify(TRTC)}).explainCloseRoom("room", ${JSON.stringify(STAMP)});
        let error;
        try { new Zego({}); } catch (thrown) { error = thrown instanceof CloseRoomError && thrown.kind; }
        console.log(JSON.stringify({ url, zego, trtc, error }));
      `;
      const result = await inChild(code, [`--conditions=${condition}`]);
      assert.ok(result.url.endsWith(`/dist/index.${condition}.js`), result.url);
      assert.deepEqual(result.zego, zego().explainCloseRoom("room", STAMP));
      assert.deepEqual(result.trtc, trtc().explainCloseRoom("room", STAMP));
      assert.equal(result.error, "invalid_input");
    });
  }

  test("the module is there for loaders of one's own", () => {
    const bytes = readFileSync(require.resolve("closeroom/core.wasm"));
    assert.ok(WebAssembly.validate(bytes));
    assert.ok(WebAssembly.Module.exports(new WebAssembly.Module(bytes)).length > 0);
  });

  test("what is not exported cannot be reached", () => {
    for (const path of ["dist/index.js", "generated/core.js", "src/index.ts", "dist/core.wasm"]) {
      assert.throws(() => require.resolve(`closeroom/${path}`), {
        code: "ERR_PACKAGE_PATH_NOT_EXPORTED",
      });
    }
  });
});

describe("importing", () => {
  /** Notes whatever the package looks at that a library could use at import time. */
  const guard = `
    const touched = [];
    const watch = (owner, name) => {
      const { get, value } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      Object.defineProperty(owner, name, { configurable: true, set() {}, get() {
        if (/[\\\\/]closeroom[\\\\/]/.test(new Error().stack)) touched.push(name);
        return get ? get.call(this) : value;
      } });
    };
    for (const name of ["WebAssembly", "crypto", "fetch", "atob", "setTimeout", "setInterval",
      "setImmediate", "queueMicrotask", "Request", "Response", "Headers", "AbortController"]) {
      watch(globalThis, name);
    }
    watch(Date, "now");
    watch(Math, "random");
    watch(performance, "now");
  `;
  const importing = 'const api = await import("closeroom");';
  const requiring = `
    const { createRequire } = await import("node:module");
    const require = createRequire(process.cwd() + "/any.js");
    BEFORE
    const api = require("closeroom");
  `;
  for (const [how, load] of [
    ["import", `${guard} ${importing}`],
    ["require", requiring.replace("BEFORE", guard)],
  ]) {
    test(`by ${how} compiles, starts, asks for nothing`, async () => {
      const code = `
        const before = Object.getOwnPropertyNames(globalThis);
        ${load}
        const atImport = [...touched];
        new api.Zego(${JSON.stringify(ZEGO)}).buildCloseRoom("room");
        const after = Object.getOwnPropertyNames(globalThis);
        console.log(JSON.stringify({
          touched: atImport, inUse: touched, names: Object.keys(api).sort(),
          added: after.filter((name) => !before.includes(name)),
          resources: process.getActiveResourcesInfo(),
        }));
      `;
      const { touched, inUse, names, added, resources } = await inChild(code);
      assert.deepEqual(touched, []);
      assert.ok(inUse.includes("WebAssembly"), "this test does not see what the package uses");
      assert.deepEqual(added, []);
      assert.ok(!resources.includes("Timeout"));
      assert.deepEqual(
        names.filter((name) => name !== "default" && name !== "module.exports"),
        API,
      );
    });
  }

  test("compiles at the first use, once", async () => {
    const code = `
      const seen = { modules: 0, instances: 0 };
      for (const [name, count] of [["Module", "modules"], ["Instance", "instances"]]) {
        WebAssembly[name] = class extends WebAssembly[name] {
          constructor(...args) {
            super(...args);
            seen[count] += 1;
          }
        };
      }
      const { Zego, Trtc, CloseRoomError } = await import("closeroom");
      const atImport = { ...seen };
      for (let round = 0; round < 3; round += 1) {
        new Zego(${JSON.stringify(ZEGO)}).buildCloseRoom("room");
        new Trtc(${JSON.stringify(TRTC)}).buildCloseRoom("room");
      }
      console.log(JSON.stringify({ atImport, inUse: seen }));
    `;
    assert.deepEqual(await inChild(code), {
      atImport: { modules: 0, instances: 0 },
      inUse: { modules: 1, instances: 1 },
    });
  });

  test("is of no use without WebAssembly, and says so", async () => {
    const code = `
      const { Zego } = await import("closeroom");
      WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("disallowed"); } };
      const { Module } = WebAssembly;
      const attempts = [];
      for (let round = 0; round < 2; round += 1) {
        try { new Zego(${JSON.stringify(ZEGO)}); } catch (error) { attempts.push(error.message); }
      }
      console.log(JSON.stringify(attempts));
    `;
    const attempts = await inChild(code);
    assert.equal(attempts.length, 2);
    for (const message of attempts) assert.match(message, /disallowed/);
  });
});

describe("the files", () => {
  test("are all there", () => {
    for (const path of [
      "README.md",
      "LICENSE-MIT",
      "LICENSE-APACHE",
      "THIRD-PARTY-LICENSES",
      "dist/core.wasm",
      "dist/index.js",
      "dist/index.cjs",
      "dist/index.d.ts",
      "dist/index.d.cts",
      "dist/index.workerd.js",
      "dist/index.edge-light.js",
      "dist/cli.js",
    ]) {
      assert.ok(existsSync(file(path)), `${path} is missing`);
    }
  });

  test("have the licences of the crates that the module names in its panics", () => {
    const licences = readFileSync(file("THIRD-PARTY-LICENSES"), "utf8");
    const module = readFileSync(file("dist/core.wasm"), "latin1");
    const crates = [...module.matchAll(/crates\/([\w-]+)-(\d[^/]*)\//g)];
    assert.notEqual(crates.length, 0);
    for (const [, name, version] of crates) {
      assert.ok(licences.includes(`\n${name} ${version} (`), `${name} ${version}`);
    }
  });

  test("are named rightly in package.json", () => {
    const targets = [manifest.main, manifest.module, manifest.types];
    targets.push(...Object.values(manifest.bin));
    const collect = (value) => {
      if (typeof value === "string") targets.push(value);
      else Object.values(value).forEach(collect);
    };
    collect(manifest.exports);
    for (const target of targets) {
      assert.match(target, /^\.\//);
      assert.ok(existsSync(file(target)), `${target} is missing`);
    }
  });

  test("of types refer to files that are there", () => {
    const types = readdirSync(file("dist")).filter((name) => /\.d\.c?ts$/.test(name));
    assert.ok(types.length >= 2);
    for (const name of types) {
      const text = readFileSync(file("dist", name), "utf8");
      for (const [, path] of text.matchAll(/from "(\.[^"]+)"/g)) {
        const target = path.replace(/\.(c?)js$/, ".d.$1ts");
        assert.ok(existsSync(file("dist", target)), `${name} refers to ${path}`);
        assert.equal(path.endsWith(".cjs"), name.endsWith(".d.cts"), `${name} refers to ${path}`);
      }
    }
  });

  test("are nothing that a user does not need", () => {
    const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const strange = all.filter(
      (path) =>
        // The sources are there for the source maps.
        !/^src\b/.test(path) &&
        /(^|[\\/])(test|generated|scripts|node_modules|target)$|\.(ts|mts|rs|tsbuildinfo)$/.test(
          path,
        ) &&
        !/\.d\.c?ts$/.test(path),
    );
    assert.deepEqual(strange, []);
  });

  test("name no secret of the tests", () => {
    for (const name of ["index.js", "index.cjs", "core.wasm"]) {
      const bytes = readFileSync(file("dist", name));
      for (const secret of [ZEGO.serverSecret, TRTC.secretKey]) assert.ok(!bytes.includes(secret));
    }
  });
});

describe("package.json", () => {
  test("has what a registry shows, and no dependencies", () => {
    assert.equal(manifest.name, "closeroom");
    assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
    assert.equal(manifest.license, "MIT OR Apache-2.0");
    assert.ok(manifest.description);
    assert.equal(manifest.type, "module");
    assert.equal(manifest.sideEffects, false);
    assert.equal(manifest.engines.node, ">=20");
    assert.deepEqual(Object.keys(manifest.bin), ["closeroom"]);
    for (const kind of ["dependencies", "peerDependencies", "optionalDependencies"]) {
      assert.deepEqual(Object.keys(manifest[kind] ?? {}), [], kind);
    }
    const scripts = Object.keys(manifest.scripts ?? {});
    for (const script of ["preinstall", "install", "postinstall", "prepare"]) {
      assert.ok(!scripts.includes(script), `it runs ${script}`);
    }
  });

  test("lists the stricter conditions first, and types before code", () => {
    const main = manifest.exports["."];
    assert.deepEqual(Object.keys(main), ["workerd", "edge-light", "import", "require", "default"]);
    for (const entry of Object.values(main)) {
      assert.deepEqual(Object.keys(entry), ["types", "default"]);
    }
    assert.equal(manifest.exports["./package.json"], "./package.json");
  });

  test("makes npm install nothing else", () => {
    const beside = dirname(fileURLToPath(new URL(".", import.meta.url)));
    const modules = join(beside, "node_modules");
    const installed = readdirSync(modules).filter((name) => !name.startsWith("."));
    assert.deepEqual(installed, ["closeroom"]);
  });
});
