// A small web server that receives callbacks, as the user's own server would.

import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 5000;

export class Inbox {
  #server;
  #received = [];

  static async open() {
    const inbox = new Inbox();
    inbox.#server = createServer((request, response) => inbox.#receive(request, response));
    inbox.#server.listen(0, "127.0.0.1");
    await once(inbox.#server, "listening");
    return inbox;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/callbacks`;
  }

  /** Waits for that many callbacks and takes them out: the raw body and the headers of each. */
  async take(count) {
    const deadline = Date.now() + PATIENCE_MS;
    while (this.#received.length < count) {
      if (Date.now() > deadline) {
        throw new Error(
          `${this.#received.length} callbacks came in ${PATIENCE_MS} ms, not ${count}`,
        );
      }
      await sleep(20);
    }
    return this.#received.splice(0);
  }

  close() {
    this.#server.close();
  }

  async #receive(request, response) {
    const chunks = await request.toArray();
    // The signature is over the raw bytes: nothing may parse them before they are verified.
    this.#received.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.end('{"code":0}');
  }
}
