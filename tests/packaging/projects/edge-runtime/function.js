// An edge function that runs the exercise with the options that it is sent.
import { run } from "./program/index.js";

export default async function handler(request) {
  return Response.json(await run(await request.json()));
}
