import { testNode } from "../../harness/node.mjs";

testNode("node-20", 20);
