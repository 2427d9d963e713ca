package dev.closeroom.consumer;

import dev.closeroom.CallOptions;
import dev.closeroom.CloseRoomException;
import dev.closeroom.Closed;
import dev.closeroom.HttpResponse;
import dev.closeroom.HttpTransport;
import dev.closeroom.Trtc;
import dev.closeroom.Zego;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The README's Java, which has to compile. */
final class Snippets {
    private Snippets() {}

    static void blocking() {
        try (Zego zego = Zego.builder(1234567890L, System.getenv("ZEGO_SERVER_SECRET")).endpoint("hkg").build()) {
            Closed closed = zego.closeRoomBlocking("room-1", "session ended");
            System.out.println(closed.getStatus()); // CLOSED, or ALREADY_GONE
        } catch (CloseRoomException e) {
            System.err.println(e.getKind() + ": " + e.getMessage());
        }
    }

    static void async(Trtc trtc) {
        CallOptions options = new CallOptions().withTimeoutMs(5_000).withMaxAttempts(2);
        CompletableFuture<Closed> future = trtc.closeRoomAsync(1234, options);
        future.thenAccept(closed -> System.out.println(closed.getStatus()));
    }

    static HttpTransport transport(MyClient myClient) {
        HttpTransport transport = HttpTransport.blocking((request, limits) -> {
            MyResponse response = myClient.send(request.getMethod().name(), request.getUrl(), request.getHeaders(), request.getBody(), limits.getTimeoutMs());
            return new HttpResponse(response.status(), response.headers(), response.body());
        });
        return transport;
    }

    interface MyClient {
        MyResponse send(String method, String url, Map<String, String> headers, String body, long timeoutMs) throws Exception;
    }

    record MyResponse(int status, Map<String, List<String>> headers, byte[] body) {}
}
