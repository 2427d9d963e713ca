package dev.closeroom.support;

/** The accounts that the sandbox knows: placeholders of the providers' own documents. */
public final class Accounts {
    public static final long ZEGO_APP_ID = 1_234_567_890L;
    public static final String ZEGO_SERVER_SECRET = "9193cc662a4c0ec135ec71fb57194b38";
    public static final String ZEGO_CALLBACK_SECRET = "zegocallbacksecret";

    public static final long TRTC_SDK_APP_ID = 1_400_000_001L;
    public static final String TRTC_SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    public static final String TRTC_SECRET_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    public static final String TRTC_CALLBACK_KEY = "123654";
    public static final String TRTC_REGION = "ap-guangzhou";

    private Accounts() {}
}
