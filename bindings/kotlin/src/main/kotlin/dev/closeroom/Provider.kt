package dev.closeroom

/** Which provider a request, a callback or an error belongs to. */
public enum class Provider(
    /** The provider's name as every language spells it: `zego`, `trtc`. */
    public val stableName: String,
) {
    /** ZEGOCLOUD. */
    ZEGO("zego"),

    /** Tencent Real-Time Communication. */
    TRTC("trtc"),
}
