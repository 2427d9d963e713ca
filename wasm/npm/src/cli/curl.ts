import type { HttpRequest } from "../index.js";

/** Where a request carries the session token, and the environment variable that has it as well. */
export interface SessionToken {
  variable: string;
  header: string;
  /** Its name in a query or a form. */
  parameter: string;
}

/**
 * The request as a command for a POSIX shell, an option a line. It does not
 * hold the session token: the shell puts that in, out of its environment.
 */
export function curlCommand(request: HttpRequest, token: SessionToken | undefined): string {
  const { method, headers } = request;
  return [
    `curl --request ${method}`,
    ...Object.entries(headers).map((header) => headerOption(header, token)),
    ...(request.body === undefined ? [] : bodyOptions(request.body, headers, token)),
    urlArgument(request.url, token),
  ].join(" \\\n  ");
}

function headerOption([name, value]: [string, string], token: SessionToken | undefined): string {
  const isToken = name === token?.header;
  return `--header ${isToken ? `"${name}: $${token.variable}"` : quoted(`${name}: ${value}`)}`;
}

function bodyOptions(
  body: string,
  headers: HttpRequest["headers"],
  token: SessionToken | undefined,
): string[] {
  // Not --data: that takes what begins with @ for the name of a file.
  const data = (text: string) => `--data-raw ${quoted(text)}`;
  const isForm = headers["Content-Type"] === "application/x-www-form-urlencoded";
  const rest = isForm && token ? withoutParameter(body, token.parameter) : body;
  if (token === undefined || rest === body) return [data(body)];
  return [data(rest), `--data-urlencode "${token.parameter}=$${token.variable}"`];
}

function urlArgument(url: string, token: SessionToken | undefined): string {
  const [base, query] = url.split("?", 2) as [string, string?];
  const rest = query && token ? withoutParameter(query, token.parameter) : query;
  if (token === undefined || rest === query) return quoted(url);
  return `${quoted(`${base}?${rest}&${token.parameter}=`)}"${percentEncoded(token.variable)}"`;
}

/** The pairs of a query or form but that one. Their order is free on the wire. */
function withoutParameter(pairs: string, name: string): string {
  return pairs
    .split("&")
    .filter((pair) => !pair.startsWith(`${name}=`))
    .join("&");
}

/**
 * The value of a variable for a query, encoded by the shell. Not by curl:
 * with --get most versions write lower-case hex, which the signature v1 of TRTC forbids.
 */
function percentEncoded(variable: string): string {
  return `$(printf %s "$${variable}" | od -An -v -tx1 | tr -d ' \\n' | tr a-f A-F | sed 's/../%&/g')`;
}

/** One word of a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
