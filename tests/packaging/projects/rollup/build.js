import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { rollup } from "rollup";

const [, input, dir] = process.argv.slice(2);
const bundle = await rollup({
  input,
  plugins: [nodeResolve(), terser()],
  onwarn({ message }) {
    throw new Error(message);
  },
});
await bundle.write({ dir, entryFileNames: "program.mjs" });
await bundle.close();
