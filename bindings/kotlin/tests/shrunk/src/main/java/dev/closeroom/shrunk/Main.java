package dev.closeroom.shrunk;

import dev.closeroom.Trtc;
import dev.closeroom.Zego;

/** Closes the room `room` of both providers at that endpoint. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try (Zego zego = Zego.builder(Long.parseLong(arguments[1]), arguments[2]).endpoint(arguments[0]).build();
                Trtc trtc =
                        Trtc.builder(arguments[3], arguments[4], arguments[5], arguments[6])
                                .endpoint(arguments[0])
                                .build()) {
            String ofZego = zego.closeRoomBlocking("room").getStatus().getStableName();
            String ofTrtc = trtc.closeRoomBlocking("room").getStatus().getStableName();
            System.out.println(ofZego + " " + ofTrtc);
        }
    }
}
