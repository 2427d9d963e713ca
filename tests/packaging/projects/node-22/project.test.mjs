import { testNode } from "../../harness/node.mjs";

testNode("node-22", 22);
