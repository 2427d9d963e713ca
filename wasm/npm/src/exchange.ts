import { bytesOf } from "./bytes.js";
import { FAILURE } from "./failure.js";
import { packHeaders } from "./headers.js";
import { adopted, BODY_TOO_LARGE, type Interrupt } from "./interrupt.js";

/** A response. */
export interface Received {
  failure: typeof FAILURE.none;
  status: number;
  /** The headers. */
  text: string;
  body: Uint8Array;
}

/** The headers that the core looks at. */
const HEADERS = ["Date", "Retry-After"];

/**
 * Waits for the response of a `fetch`, and reads all of it. Nothing about
 * what an injected one gives is taken for granted, and no response is left
 * behind unread: its connection would hang.
 */
export async function exchange(
  fetched: Promise<Response>,
  interrupt: Interrupt,
  maxBytes: number,
): Promise<Received> {
  const arriving = adopted(fetched);
  let response: Response;
  try {
    response = await interrupt.race(arriving);
  } catch (thrown) {
    // A `fetch` that ignores its signal may still bring one.
    arriving.then(discard, () => {});
    throw thrown;
  }
  if (typeof response !== "object" || response === null) {
    throw new Error("fetch did not give a Response");
  }
  try {
    return await read(response, interrupt, maxBytes);
  } catch (thrown) {
    discard(response);
    throw thrown;
  }
}

async function read(response: Response, interrupt: Interrupt, maxBytes: number): Promise<Received> {
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
  const body = await readBody(response, interrupt, maxBytes);
  return { failure: FAILURE.none, status, text: packHeaders(headers), body };
}

async function readBody(
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
    quietly(() => reader.cancel());
    throw thrown;
  }
}

function discard(response: Response): void {
  quietly(() => response?.body?.cancel?.());
}

/** Does what nobody waits for, and whose failure is not to surface anywhere. */
function quietly(run: () => unknown): void {
  new Promise((adopt) => adopt(run())).catch(() => {});
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
