import { testBundler } from "../../harness/bundler.mjs";

testBundler("esbuild", ["browser", "node"]);
