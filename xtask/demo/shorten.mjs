// A signed request is a credential for some minutes: what is shown of it is not enough to send it.

/** The parts of a query, a form or an `Authorization` header that prove who sent it. */
const PROOF = /\b(Signature|Token)=([^&,\s]{8})[^&,\s]*/g;

export function shorten(text) {
  return text.replace(PROOF, "$1=$2…");
}

export function shortenHeader(name, value) {
  return name.toLowerCase() === "x-tc-token" ? `${value.slice(0, 8)}…` : shorten(value);
}
