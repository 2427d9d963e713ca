// Sizes in bytes: of bundles, compressed as servers compress, and of what is installed.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundle, bundleForWorkerd } from "./bundle.mjs";

/** What closeroom may weigh, compressed with gzip. */
export const GZIP_LIMITS = { inline: 60_000, workerd: 48_000 };

/** What an installed closeroom weighs in a bundle, with and without the module in it. */
export async function measure({ installedPackageFolder }) {
  const source = 'export * from "closeroom";';
  const wasm = readFileSync(join(installedPackageFolder, "dist/core.wasm"));
  return {
    inline: weigh(await bundle(source, installedPackageFolder)),
    workerd: weigh(await bundleForWorkerd(source, installedPackageFolder), wasm),
    wasm: weigh(wasm),
  };
}

/** The sizes of files together, each compressed on its own. */
export function weigh(...files) {
  const sum = (size) => files.reduce((total, file) => total + size(Buffer.from(file)), 0);
  return {
    raw: sum((file) => file.length),
    gzip: sum((file) => gzipSync(file, { level: 9 }).length),
    brotli: sum((file) => brotliCompressSync(file).length),
  };
}

/** All files of a folder. */
export function folderSize(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, name)))
    .reduce((total, entry) => total + (entry.isFile() ? entry.size : 0), 0);
}

/** A package and all that it needs, as the lock file of the folder has them. */
export function installedSize(name, folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  const places = new Set();
  const add = (name, dependant) => {
    // A dependant may have a copy of its own.
    const own = `${dependant}/node_modules/${name}`;
    const place = own in packages ? own : `node_modules/${name}`;
    if (places.has(place)) return;
    places.add(place);
    for (const needed of Object.keys(packages[place].dependencies ?? {})) add(needed, place);
  };
  add(name, "");
  // What lies in another's folder is counted with it.
  return [...places]
    .filter((place) => ![...places].some((other) => place.startsWith(`${other}/`)))
    .reduce((total, place) => total + folderSize(join(folder, place)), 0);
}
