import { closeCommand } from "./close.js";

/** `closeroom zego` */
export const zego = closeCommand({
  provider: "zego",
  manual: {
    summary: "close a room of a ZEGOCLOUD project",
    description:
      "Closes the room by ZEGOCLOUD's server API CloseRoom: everyone in it is logged out, and its streams end. ZEGOCLOUD takes one such request a second for each project; one that comes too early is refused, and is repeated after a second.",
    room: "The id of the room, 1 to 128 bytes of UTF-8.",
    validMinutes: 10,
    notes: [],
    examples: [
      {
        what: "Close a room with a reason:",
        commands: ["closeroom zego lobby --reason 'the show is over' --callback"],
      },
      {
        what: "See what would be sent, and how its signature comes about:",
        commands: ["closeroom zego lobby --explain"],
      },
      {
        what: "Find out in a script whether the room was still there:",
        commands: ["closeroom zego lobby --json | jq -r .status"],
      },
    ],
  },
  options: {
    reason: {
      value: "TEXT",
      field: "CustomReason",
      help: "Passed on as CustomReason, at most 256 bytes of UTF-8. Where it shows up is not documented.",
    },
    callback: {
      field: "RoomCloseCallback",
      help: "Have ZEGOCLOUD send the callback room_close to your server. Without it, it does not.",
    },
    test: {
      field: "IsTest",
      help: "Use the project's test environment (IsTest), which projects created on or before 2021-11-16 have.",
    },
    endpoint: {
      value: "ENDPOINT",
      field: "Endpoint",
      help: "Where to send the request: unified, sha (Shanghai), hkg (Hong Kong), fra (Frankfurt), lax (California), bom (Mumbai) or sgp (Singapore), whichever is nearest to this machine; or a host name or an https URL without a path (http for loopback only). Default: unified.",
    },
  },
  variables: {
    ZEGO_APP_ID: {
      field: "AppId",
      digits: true,
      help: "The AppID of the project, 1 to 4294967295.",
    },
    ZEGO_SERVER_SECRET: { field: "ServerSecret", help: "The ServerSecret of the project." },
  },
  open(library, roomId, values, credentials) {
    const client = new library.Zego({
      appId: Number(credentials.ZEGO_APP_ID),
      serverSecret: credentials.ZEGO_SERVER_SECRET,
      endpoint: values.endpoint,
      isTest: values.test,
    });
    const room = { customReason: values.reason, roomCloseCallback: values.callback };
    return {
      build: (signing) => client.buildCloseRoom(roomId, { ...room, ...signing }),
      explain: (signing) => client.explainCloseRoom(roomId, { ...room, ...signing }),
      close: (call) => client.closeRoom(roomId, { ...room, ...call }),
    };
  },
});
