import { testNode } from "../../harness/node.mjs";

testNode("node-24", 24);
