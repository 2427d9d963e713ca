// Stands in for API Gateway: an HTTP API with the two routes of the example, which calls the
// function with events of the payload format 2.0. With the argument `base64` it encodes bodies, as
// API Gateway does with what it takes for binary.
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { handler } from "./example/index.mjs";

const ROUTES = ["POST /close", "POST /callback"];

const encoding = process.argv[2] === "base64" ? "base64" : "utf8";

const server = createServer(async (request, response) => {
  const routeKey = `${request.method} ${request.url}`;
  if (!ROUTES.includes(routeKey)) {
    answer(response, 404, "Not Found");
    return;
  }
  const event = eventOf(request, routeKey, await buffer(request));
  try {
    const { statusCode, headers, body } = responseOf(await handler(event));
    response.writeHead(statusCode, headers).end(body);
  } catch (error) {
    console.error(error);
    answer(response, 500, "Internal Server Error");
  }
});
server.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});

/** What API Gateway says on its own account. */
function answer(response, status, message) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ message }));
}

/** What API Gateway makes of a function's result: without a status, it is the JSON to answer. */
function responseOf(result) {
  if (result.statusCode !== undefined) return { headers: {}, body: "", ...result };
  const headers = { "content-type": "application/json" };
  return { statusCode: 200, headers, body: JSON.stringify(result) };
}

function eventOf({ method, url, headers }, routeKey, body) {
  const event = {
    version: "2.0",
    routeKey,
    rawPath: url,
    rawQueryString: "",
    headers,
    requestContext: {
      accountId: "123456789012",
      apiId: "api-id",
      domainName: headers.host,
      http: {
        method,
        path: url,
        protocol: "HTTP/1.1",
        sourceIp: "192.0.2.1",
        userAgent: headers["user-agent"],
      },
      requestId: "request-id",
      routeKey,
      stage: "$default",
      time: "12/Mar/2026:19:03:58 +0000",
      timeEpoch: 1773342238390,
    },
    isBase64Encoded: encoding === "base64",
  };
  // Without a body the event has no such member.
  if (body.length > 0) event.body = body.toString(encoding);
  return event;
}
