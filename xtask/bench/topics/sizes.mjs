// What closeroom weighs, in a bundle and on disk, beside Tencent's SDK. Prints the tables as
// JSON for `cargo xtask bench`.

import { statSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../bundle.mjs";
import { folderSize, GZIP_LIMITS, installedSize, measure, weigh } from "../sizes.mjs";
import { HERE, PLACE, versionOf } from "../surroundings.mjs";

const OFFICIAL = "tencentcloud-sdk-nodejs";
const OFFICIAL_TRTC = "official SDK, TRTC only";
const OFFICIAL_ALL = "official SDK, all products";

const installedPackageFolder = join(PLACE, "node_modules/closeroom");
const closeroom = await measure({ installedPackageFolder });

function row(name, { raw, gzip, brotli }, gzipLimit) {
  return { name, cells: [exactly(raw), { ...exactly(gzip), limit: gzipLimit }, exactly(brotli)] };
}

function exactly(value) {
  return { samples: [value] };
}

const bundled = {
  name: "bundled",
  title: "Bundled and minified by esbuild",
  note: "gzip at its highest level. core.wasm is a file of its own, compressed on its own.",
  unit: "bytes",
  columns: ["raw", "gzip", "brotli"],
  reference: OFFICIAL_TRTC,
  rows: [
    row("closeroom, module in the bundle", closeroom.inline, GZIP_LIMITS.inline),
    row("closeroom for workerd, with core.wasm", closeroom.workerd, GZIP_LIMITS.workerd),
    row("core.wasm alone", closeroom.wasm),
    row(
      OFFICIAL_TRTC,
      weigh(await bundle(`export * from "${OFFICIAL}/tencentcloud/services/trtc";`, HERE)),
    ),
    row(OFFICIAL_ALL, weigh(await bundle(`export * from "${OFFICIAL}";`, HERE))),
  ],
};

const onDisk = {
  name: "on-disk",
  title: "As installed, with all that it needs",
  unit: "bytes",
  columns: ["tarball", "installed"],
  reference: OFFICIAL_ALL,
  rows: [
    {
      name: "closeroom",
      cells: [
        exactly(statSync(process.env.CLOSEROOM_TARBALL).size),
        exactly(folderSize(installedPackageFolder)),
      ],
    },
    { name: OFFICIAL_ALL, cells: [null, exactly(installedSize(OFFICIAL, HERE))] },
  ],
};

console.log(
  JSON.stringify({
    versions: { esbuild: versionOf("esbuild"), [OFFICIAL]: versionOf(OFFICIAL) },
    tables: [bundled, onDisk],
  }),
);
