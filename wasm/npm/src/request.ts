import { objectOf } from "./members.js";
import type { Explained, HttpRequest } from "./types.js";

/** Takes a request apart that the module packed: method, URL, body, then names and values of headers, one a line. */
export function unpackRequest(packed: string): HttpRequest {
  const [method, url, body, ...headers] = packed.split("\n");
  const request = { method, url, headers: objectOf(headers) } as HttpRequest;
  if (body) request.body = body;
  return request;
}

/** The same for a request with the steps of its signature. */
export function unpackExplained([, packed, ...steps]: string[]): Explained {
  const named = Object.entries(objectOf<Record<string, string>>(steps));
  return {
    request: unpackRequest(packed as string),
    steps: named.map(([name, value]) => ({ name, value })),
  };
}
