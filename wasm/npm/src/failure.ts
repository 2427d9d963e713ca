/** Why an attempt brought no response, by the numbers that `wasm/src/attempt.rs` knows. */
export const FAILURE = { none: 0, timeout: 1, cancelled: 2, bodyTooLarge: 3, other: 4 } as const;
