/** Memory that the module has taken is its own for good; no body of the providers comes near this. */
export const MAX_BODY_BYTES = 1 << 20;
