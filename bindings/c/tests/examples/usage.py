"""Wrong usage that two of the programs have in common: they begin with the same arguments and variables."""

from accounts import ACCOUNTS, REGION, TRTC, ZEGO

REASON_TOO_LONG = "r" * 257

# Arguments, variables, and what the complaint says.
MISUSES = {
    "nothing": ((), ZEGO, "usage: "),
    "no room": (("zego",), ZEGO, "usage: "),
    "an option in place of the room": (("zego", "--help"), ZEGO, "usage: "),
    "another provider": (("agora", "room"), ZEGO, "usage: "),
    "no region": (("trtc", "room"), TRTC, "usage: "),
    "an unknown option": (("zego", "room", "--force"), ZEGO, "usage: "),
    "an option without its value": (("zego", "room", "--reason"), ZEGO, "usage: "),
    "an option of the other provider": (("zego", "room", "--numeric"), ZEGO, "usage: "),
    "a number that is none": (("trtc", "12x", "--numeric", *REGION), TRTC, "ROOM must be a number"),
    "a negative number": (("trtc", "-1", "--numeric", *REGION), TRTC, "ROOM must be a number"),
    "a number of 65 bits": (("trtc", str(2**64), "--numeric", *REGION), TRTC, "ROOM must be a number"),
    "a number beyond the limit": (("trtc", str(2**32), "--numeric", *REGION), TRTC, "RoomId"),
    "an empty room": (("zego", ""), ZEGO, "RoomId"),
    "a room that is too long": (("zego", "r" * 129), ZEGO, "RoomId"),
    "a room that is no UTF-8": (("zego", b"caf\xe9"), ZEGO, "UTF-8"),
    "a reason that is too long": (("zego", "room", "--reason", REASON_TOO_LONG), ZEGO, "CustomReason"),
    "plain http": (("zego", "room", "--endpoint", "http://example.com"), ZEGO, "Endpoint"),
    "an AppId that is no number": (
        ("zego", "room"),
        ZEGO | {"ZEGO_APP_ID": "1e9"},
        "ZEGO_APP_ID must be a number",
    ),
    "an AppId beyond the limit": (("zego", "room"), ZEGO | {"ZEGO_APP_ID": str(2**32)}, "AppId"),
    "a secret with a space": (
        ("zego", "room"),
        ZEGO | {"ZEGO_SERVER_SECRET": f" {ZEGO['ZEGO_SERVER_SECRET']}"},
        "ServerSecret",
    ),
}
for provider, arguments in {"zego": ("zego", "room"), "trtc": ("trtc", "room", *REGION)}.items():
    variables = ACCOUNTS[provider]
    every = "".join(f".*{name}\n" for name in variables)
    MISUSES[f"no variables of {provider}"] = (arguments, {}, f"(?s){every}")
    for name in variables:
        MISUSES[f"no {name}"] = (arguments, variables | {name: ""}, f"variable {name}\n")
