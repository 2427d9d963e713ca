// Runs the exercise in Node with the options that it is sent.
import { run } from "../../program/index.js";

export async function POST(request) {
  return Response.json(await run(await request.json()));
}
