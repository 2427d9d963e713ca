package dev.closeroom

/** A request, and how its signature came about. */
public data class Explained(
    /** The request, as `buildCloseRoom` makes it. */
    public val request: HttpRequest,
    /**
     * The intermediate values in the order in which they are computed, secrets masked. ZEGOCLOUD
     * and TRTC v1: `string_to_sign`, `signature`. TRTC TC3: `hashed_payload`, `canonical_request`,
     * `hashed_canonical_request`, `credential_scope`, `string_to_sign`, `signature`.
     */
    public val steps: List<Step>,
) {
    /** One intermediate value. */
    public data class Step(
        /** What is computed, in `snake_case`. */
        public val name: String,
        /** What came out, with `[redacted]` in the place of secrets. */
        public val value: String,
    ) {
        /** The step, the signature itself masked. */
        override fun toString(): String =
            "Step(name=$name, value=${if (name == "signature") "[redacted]" else value})"
    }
}
