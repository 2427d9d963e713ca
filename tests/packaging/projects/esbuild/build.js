import { build } from "esbuild";

const [platform, entry, outdir] = process.argv.slice(2);
const result = await build({ entryPoints: [entry], outdir, bundle: true, minify: true, platform });
if (result.warnings.length > 0) throw new Error(result.warnings.map(({ text }) => text).join());
