import { bytesOf } from "./bytes.js";
import { BODY_TOO_LARGE, type Interrupt } from "./interrupt.js";
import type { Fetch, HttpRequest } from "./types.js";

/** A response. */
export interface Received {
  failure: 0;
  status: number;
  /** The headers, names and values in turn, one a line. */
  text: string;
  body: Uint8Array;
}

/** The headers that the core looks at. */
const HEADERS = ["Date", "Retry-After"];

/**
 * Sends a request and reads the whole body. Nothing about what an injected
 * `fetch` gives is taken for granted.
 */
export async function exchange(
  fetch: Fetch,
  { url, ...init }: HttpRequest,
  signal: AbortSignal,
  interrupt: Interrupt,
  maxBytes: number,
): Promise<Received> {
  // A signed request is meant for one host alone. And only what every runtime
  // knows: workerd throws at options that it does not have.
  const promise = fetch(url, { ...init, redirect: "manual", signal });
  const response = await interrupt.race(promise);
  if (typeof response !== "object" || response === null) {
    throw new Error("fetch did not give a Response");
  }
  // 0 stands for the redirect that a browser hides.
  const { status } = response;
  if (!(typeof status === "number" && status >= 0 && status < 1000)) {
    throw new Error("fetch gave a Response without a status");
  }
  const headers: string[] = [];
  for (const name of HEADERS) {
    const value: unknown = response.headers.get(name);
    if (typeof value === "string") headers.push(name, value);
  }
  return {
    failure: 0,
    status,
    text: headers.join("\n"),
    body: await read(response, interrupt, maxBytes),
  };
}

async function read(
  response: Response,
  interrupt: Interrupt,
  maxBytes: number,
): Promise<Uint8Array> {
  const gathered = new Gathered(maxBytes);
  const body: unknown = response.body;
  if (typeof body !== "object" || body === null || !("getReader" in body)) {
    // No body, or a Response without web streams.
    gathered.take(await interrupt.race(response.arrayBuffer()));
    return gathered.bytes();
  }
  const reader = (body as ReadableStream<unknown>).getReader();
  try {
    for (;;) {
      // Chunks that are always there, and empty, would keep the timer from firing.
      interrupt.checkTime();
      const { done, value } = await interrupt.race(reader.read());
      if (done) return gathered.bytes();
      gathered.take(value);
    }
  } catch (thrown) {
    // Nobody waits for the end of it, but its failure is not to surface anywhere.
    new Promise((adopt) => adopt(reader.cancel())).catch(() => {});
    throw thrown;
  }
}

/** A body that grows chunk by chunk, up to a limit. */
class Gathered {
  #buffer = new Uint8Array(1024);
  #length = 0;

  constructor(private readonly maxBytes: number) {}

  take(chunk: unknown): void {
    const bytes = bytesOf(chunk);
    if (!bytes) throw new Error("the response's body is not made of bytes");
    const length = this.#length + bytes.length;
    if (length > this.maxBytes) throw BODY_TOO_LARGE;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#buffer.length));
      larger.set(this.bytes());
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
