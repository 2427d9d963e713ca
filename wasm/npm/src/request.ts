import type { Explained, HttpRequest } from "./types.js";

/** Takes a request apart that the module packed: method, URL, body, then names and values of headers, one a line. */
export function unpackRequest(packed: string): HttpRequest {
  const lines = packed.split("\n");
  const headers: Record<string, string> = {};
  for (let at = 3; at < lines.length; at += 2) {
    headers[lines[at] as string] = lines[at + 1] as string;
  }
  const request = { method: lines[0], url: lines[1], headers } as HttpRequest;
  if (lines[2]) request.body = lines[2];
  return request;
}

/** The same for a request with the steps of its signature, as JSON. */
export function unpackExplained(json: string): Explained {
  const { request, ...steps } = JSON.parse(json) as Record<string, string>;
  return {
    request: unpackRequest(request as string),
    steps: Object.entries(steps).map(([name, value]) => ({ name, value })),
  };
}
