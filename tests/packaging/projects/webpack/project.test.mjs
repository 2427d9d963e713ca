import { testBundler } from "../../harness/bundler.mjs";

testBundler("webpack", ["web", "webworker", "node"]);
