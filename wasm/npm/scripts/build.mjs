// Makes dist/ out of generated/ (wasm-bindgen's output) and src/.
//
//   generated/core_bg.wasm --optimise--> dist/core.wasm --hex--> generated/core.hex.js
//   src/index*.ts, src/cli.ts --bundle--> dist/*.js, dist/index.cjs
//   src/*.ts --declare--> dist/*.d.ts, and the same as .d.cts for CommonJS
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const repository = join(root, "..", "..");
const path = (...parts) => join(root, ...parts);
const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });

rmSync(path("dist"), { recursive: true, force: true });
mkdirSync(path("dist"));

// The features are those that rustc itself uses for the target.
run(
  path("node_modules/binaryen/bin/wasm-opt"),
  "--merge-similar-functions",
  "-Oz",
  "--converge",
  "--enable-bulk-memory",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-reference-types",
  "--enable-sign-ext",
  // The lowest kilobyte is the far end of the stack: nothing lives there.
  "--low-memory-unused",
  "--strip-debug",
  "--strip-producers",
  "--strip-target-features",
  path("generated/core_bg.wasm"),
  "-o",
  path("dist/core.wasm"),
);
// A seventh smaller than base64 once it is compressed, which finds repeated bytes in hex only.
const hex = readFileSync(path("dist/core.wasm")).toString("hex");
writeFileSync(path("generated/core.hex.js"), `export default "${hex}";\n`);

const shared = {
  absWorkingDir: root,
  bundle: true,
  outdir: "dist",
  target: "es2022",
  // Less to parse in a cold start.
  minifyIdentifiers: true,
  minifySyntax: true,
  sourcemap: true,
  // The sources are in the package, all but the generated ones; a map need not carry the module.
  sourcesContent: false,
  legalComments: "none",
  logLevel: "warning",
};
// These keep their lines: a runtime shows the one that threw, which must not hold the
// module, and bundlers go by comments that would be lost as well.
await build({ ...shared, entryPoints: ["src/index.ts"], format: "esm" });
await build({
  ...shared,
  entryPoints: ["src/index.ts"],
  format: "cjs",
  outExtension: { ".js": ".cjs" },
});
await build({
  ...shared,
  entryPoints: ["src/index.workerd.ts", "src/index.edge-light.ts"],
  format: "esm",
  minifyWhitespace: true,
  external: ["*.wasm", "*.wasm?module"],
});
await build({
  ...shared,
  entryPoints: ["src/cli.ts"],
  format: "esm",
  platform: "node",
  // The command uses the library beside it instead of carrying it once more.
  external: ["./index.js"],
  banner: { js: "#!/usr/bin/env node" },
});

run(path("node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json");
for (const name of ["index", "api", "error", "types"]) {
  const declarations = readFileSync(path(`generated/types/${name}.d.ts`), "utf8");
  writeFileSync(path(`dist/${name}.d.ts`), declarations);
  const commonJs = declarations.replaceAll(/(["'])(\.\/\w+)\.js\1/g, "$1$2.cjs$1");
  writeFileSync(path(`dist/${name}.d.cts`), commonJs);
}

for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(join(repository, licence), path(licence));
}
