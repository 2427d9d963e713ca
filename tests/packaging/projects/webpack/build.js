import { promisify } from "node:util";
import webpack from "webpack";

const [target, entry, path] = process.argv.slice(2);
const stats = await promisify(webpack)({ mode: "production", target, entry, output: { path } });
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
