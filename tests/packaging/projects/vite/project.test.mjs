import { testBundler } from "../../harness/bundler.mjs";

testBundler("vite", ["web", "library", "server"]);
