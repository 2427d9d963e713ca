// Serves a page, and the folder that it is in, on loopback.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript" };

const FOLDER = import.meta.dirname;

/** The strictest policy that lets the page's scripts run; an import map is only possible inline. */
export async function strictPolicy() {
  const page = await readFile(join(FOLDER, "page.html"), "utf8");
  const [, importMap] = page.match(/<script type="importmap">(.*?)<\/script>/s);
  const hash = createHash("sha256").update(importMap).digest("base64");
  return `default-src 'none'; connect-src http://127.0.0.1:*; script-src 'self' 'sha256-${hash}'`;
}

/** @param policy for the header `Content-Security-Policy`, if there is to be one */
export async function servePage(policy) {
  const server = createServer(async ({ url }, response) => {
    if (policy) response.setHeader("Content-Security-Policy", policy);
    try {
      const { pathname } = new URL(url, "http://localhost");
      const file = await readFile(join(FOLDER, pathname));
      response.setHeader("Content-Type", TYPES[extname(pathname)] ?? "application/octet-stream");
      response.end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/page.html`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
