import { Zego } from "./index.js";
console.log(Zego);
