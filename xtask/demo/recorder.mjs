// A `fetch` that keeps what passes through it.

/**
 * Gives a `fetch` to inject, and the exchanges that went through it, in the order of sending:
 * `{ sentAfterMs, request: { method, url, headers, body }, response: { status, body } }`.
 */
export function record() {
  const start = performance.now();
  const exchanges = [];

  async function recordingFetch(url, init) {
    const exchange = {
      sentAfterMs: Math.round(performance.now() - start),
      request: await snapshot(new Request(url, init)),
    };
    exchanges.push(exchange);
    const response = await fetch(url, init);
    exchange.response = { status: response.status, body: await response.clone().text() };
    return response;
  }

  return { fetch: recordingFetch, exchanges };
}

async function snapshot(request) {
  return {
    method: request.method,
    url: request.url,
    headers: [...request.headers],
    body: await request.text(),
  };
}
