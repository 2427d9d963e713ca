// A project is copied out of the repository and installed, as a user's would be.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SCRATCH, TARBALL } from "./environment.mjs";
import { execute } from "./execute.mjs";

const PACKAGING = fileURLToPath(new URL("..", import.meta.url));

/** What an earlier run leaves to the next: the dependencies, and the lock file that they are of. */
const KEPT = ["node_modules", ".installed-from"];

/**
 * Copies the project and the user's program to the scratch folder, installs the project's
 * dependencies there, and then the packed package. Gives the folder.
 *
 * @param omit kinds of dependencies to leave out, as `npm --omit` takes them
 */
export async function install(project, { omit = [] } = {}) {
  const place = join(SCRATCH, project);
  await mkdir(place, { recursive: true });
  for (const entry of await readdir(place)) {
    if (!KEPT.includes(entry)) await rm(join(place, entry), { recursive: true });
  }
  await cp(join(PACKAGING, "projects", project), place, { recursive: true });
  await cp(join(PACKAGING, "program"), join(place, "program"), { recursive: true });

  const flags = ["--no-audit", "--no-fund", ...omit.map((kind) => `--omit=${kind}`)];
  await installDependencies(place, flags);
  await rm(join(place, "node_modules/closeroom"), { recursive: true, force: true });
  await execute("npm", ["install", "--no-save", ...flags, TARBALL], { cwd: place });
  await checkInstalled(place);
  return place;
}

/** Skipped when the last installation was of the same lock file. */
async function installDependencies(place, flags) {
  const wanted = `${flags.join(" ")}\n${await readFile(join(place, "package-lock.json"), "utf8")}`;
  const stamp = join(place, ".installed-from");
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;
  await execute("npm", ["ci", ...flags], { cwd: place });
  await writeFile(stamp, wanted);
}

/** The package that is there is of this very tarball, and not of one of the same version. */
async function checkInstalled(place) {
  const lock = JSON.parse(await readFile(join(place, "node_modules/.package-lock.json"), "utf8"));
  const hash = createHash("sha512")
    .update(await readFile(TARBALL))
    .digest("base64");
  const installed = lock.packages["node_modules/closeroom"]?.integrity;
  if (installed !== `sha512-${hash}`) throw new Error(`npm installed ${installed}, not ${TARBALL}`);
}
