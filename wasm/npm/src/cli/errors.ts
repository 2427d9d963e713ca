import type { CloseRoomErrorKind } from "../index.js";

/** What the help says of the kinds of errors. */
export const ERRORS: Readonly<Record<CloseRoomErrorKind, string>> = {
  invalid_input: "Wrong usage: refused before anything was signed, sent or verified.",
  unauthorized: "Credentials or signature refused. Check app id and secret.",
  clock_skew: "The signature has expired. Fix the clock of this machine.",
  permission_denied: "Signed correctly, but not allowed: a service that is not enabled, a policy.",
  room_not_found: "The room does not exist; an error with --fail-if-gone only.",
  rate_limited: "Too many requests.",
  rejected: "The provider refused a parameter or the call.",
  unavailable: "A failure on the provider's side. It may work later.",
  unexpected_response:
    "Not what the provider documents: a page of a proxy in the place of an answer, a callback that cannot be read, or either of more than 1 MiB.",
  transport: "The provider could not be reached.",
  deadline_exceeded: "The time of --timeout was up.",
  cancelled: "Interrupted by Ctrl-C.",
  invalid_signature: "A callback whose signature does not verify, or that has none.",
  stale: "A callback outside the allowed time window.",
};
