import { testBundler } from "../../harness/bundler.mjs";

testBundler("rollup", ["web"]);
