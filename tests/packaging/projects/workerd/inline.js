// A Worker that takes the entry of the other runtimes, past the package's conditions.
import { Zego } from "./node_modules/closeroom/dist/index.js";

export default {
  async fetch() {
    try {
      new Zego({ appId: 1, serverSecret: "secret" });
      return new Response("compiled");
    } catch (error) {
      return new Response(`${error}`);
    }
  },
};
