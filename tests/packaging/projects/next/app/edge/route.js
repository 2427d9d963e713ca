// Runs the exercise in the edge runtime with the options that it is sent.
import { run } from "../../program/index.js";

export const runtime = "edge";

export async function POST(request) {
  return Response.json(await run(await request.json()));
}
