// A Worker that closes the rooms that it is sent, each with the client of a row of the fault
// matrix: one client for all rooms of a row.
import { Trtc, Zego } from "closeroom";
import { closeRoom, makeClient } from "./closing.mjs";

const clients = new Map();

export default {
  async fetch(request) {
    const { title, row, accounts, endpoint, room, options } = await request.json();
    if (!clients.has(title)) {
      clients.set(title, makeClient({ Zego, Trtc }, row, accounts, endpoint));
    }
    return Response.json(await closeRoom(clients.get(title), room, options));
  },
};
