"""The accounts that the sandbox knows, as the examples' variables."""

ZEGO = {"ZEGO_APP_ID": "1234567890", "ZEGO_SERVER_SECRET": "9193cc662a4c0ec135ec71fb57194b38"}
TRTC = {
    "TRTC_SDK_APP_ID": "1400000001",
    "TENCENTCLOUD_SECRET_ID": "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
    "TENCENTCLOUD_SECRET_KEY": "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
}
ACCOUNTS = {"zego": ZEGO, "trtc": TRTC}
REGION = ("--region", "ap-guangzhou")

TOKEN = "a+session/token=="

CALLBACK_SECRETS = {
    "zego": {"ZEGO_CALLBACK_SECRET": "callback-secret-of-zego"},
    "trtc": {"TRTC_CALLBACK_KEY": "callback-key-of-trtc"},
}
