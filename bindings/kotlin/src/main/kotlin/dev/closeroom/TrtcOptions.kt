package dev.closeroom

/** How TRTC requests are signed. */
public enum class TrtcSignatureMethod(internal val spelling: String) {
    /** Signature v3, which Tencent recommends. The default. */
    TC3_HMAC_SHA256("TC3-HMAC-SHA256"),

    /** Signature v1 with SHA-256. */
    HMAC_SHA256("HmacSHA256"),

    /** Signature v1 with SHA-1. */
    HMAC_SHA1("HmacSHA1"),
}

/** The language of TRTC's error messages; only some of its APIs heed it. */
public enum class TrtcLanguage(internal val spelling: String) {
    /** Chinese. */
    ZH_CN("zh-CN"),

    /** English. */
    EN_US("en-US"),
}
