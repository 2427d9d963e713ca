import type { Explained, HttpRequest } from "./types.js";

/** Takes a request apart that the module packed: method, URL, body, then names and values of headers, one a line. */
export function unpackRequest(packed: string): HttpRequest {
  const [method, url, body, ...texts] = packed.split("\n");
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < texts.length; at += 2) {
    headers[texts[at] as string] = texts[at + 1] as string;
  }
  const request = { method, url, headers } as HttpRequest;
  if (body) request.body = body;
  return request;
}

/** The same for a request with the steps of its signature. */
export function unpackExplained(packed: { request: string; steps: Explained["steps"] }): Explained {
  return { request: unpackRequest(packed.request), steps: packed.steps };
}
