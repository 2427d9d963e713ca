// A Worker that runs the exercise with the options that it is sent.
import { run } from "./program/index.js";

export default {
  async fetch(request) {
    return Response.json(await run(await request.json()));
  },
};
