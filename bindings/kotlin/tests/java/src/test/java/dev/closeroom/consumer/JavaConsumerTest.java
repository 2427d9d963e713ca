package dev.closeroom.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.closeroom.CallOptions;
import dev.closeroom.CloseRoomException;
import dev.closeroom.Closed;
import dev.closeroom.ErrorKind;
import dev.closeroom.Explained;
import dev.closeroom.Freshness;
import dev.closeroom.HttpMethod;
import dev.closeroom.HttpRequest;
import dev.closeroom.HttpResponse;
import dev.closeroom.HttpTransport;
import dev.closeroom.OkHttpTransport;
import dev.closeroom.Provider;
import dev.closeroom.Trtc;
import dev.closeroom.TrtcCallback;
import dev.closeroom.TrtcEvent;
import dev.closeroom.TrtcRoomId;
import dev.closeroom.TrtcSignatureMethod;
import dev.closeroom.Zego;
import dev.closeroom.ZegoCallback;
import dev.closeroom.ZegoEvent;
import dev.closeroom.support.Accounts;
import dev.closeroom.support.CallbackReceiver;
import dev.closeroom.support.RawServer;
import dev.closeroom.support.Sandbox;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The package as Java has it. */
class JavaConsumerTest {
    private static final String ZEGO_SUCCESS = "{\"Code\":0,\"Message\":\"success\",\"RequestId\":\"request-1\"}";
    private static final CallOptions ONE = new CallOptions().withMaxAttempts(1).withTimeoutMs(30_000);

    private static Zego zego(Sandbox sandbox) {
        return Zego.builder(Accounts.ZEGO_APP_ID, Accounts.ZEGO_SERVER_SECRET).endpoint(sandbox.url()).build();
    }

    private static Trtc trtc(Sandbox sandbox) {
        return Trtc.builder(
                        Accounts.TRTC_SDK_APP_ID,
                        Accounts.TRTC_SECRET_ID,
                        Accounts.TRTC_SECRET_KEY,
                        Accounts.TRTC_REGION)
                .endpoint(sandbox.url())
                .build();
    }

    private static Zego zego(HttpTransport transport) {
        return Zego.builder(Accounts.ZEGO_APP_ID, Accounts.ZEGO_SERVER_SECRET).transport(transport).build();
    }

    private static HttpResponse success() {
        return new HttpResponse(200, ZEGO_SUCCESS.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOkHttpHereIsTheNewer() {
        assertTrue(OkHttp.VERSION.startsWith("5."), OkHttp.VERSION);
    }

    @Test
    void closesRoomsAndBlocks() {
        try (Sandbox sandbox = Sandbox.start();
                Zego zego = zego(sandbox);
                Trtc trtc = trtc(sandbox)) {
            for (Object room : List.of("room", "123", 123)) {
                sandbox.open("trtc", room);
            }
            sandbox.open("zego", "room");
            Closed closed = zego.closeRoomBlocking("room", "session ended", false);
            assertEquals(Closed.Status.CLOSED, closed.getStatus());
            assertEquals(1, closed.getAttempts());
            assertTrue(closed.getRequestId().length() >= 8);

            assertEquals(Closed.Status.CLOSED, trtc.closeRoomBlocking("room").getStatus());
            assertEquals(Closed.Status.CLOSED, trtc.closeRoomBlocking(TrtcRoomId.of("123")).getStatus());
            assertEquals(1, sandbox.rooms().size());
            assertEquals(Closed.Status.CLOSED, trtc.closeRoomBlocking(123, ONE).getStatus());
            assertEquals(Closed.Status.ALREADY_GONE, trtc.closeRoomBlocking(123).getStatus());

            CallOptions strict = ONE.withAlreadyGoneIsError(true).withPaced(false);
            CloseRoomException gone =
                    assertThrows(CloseRoomException.class, () -> zego.closeRoomBlocking("room", null, null, strict));
            assertEquals(ErrorKind.ROOM_NOT_FOUND, gone.getKind());
            assertEquals(Provider.ZEGO, gone.getProvider());
            assertEquals("5018", gone.getProviderCode());
            assertEquals(200, gone.getHttpStatus());
            assertNull(gone.getField());
            assertNull(gone.getRetryAfterMs());
        }
    }

    @Test
    void closesRoomsWithFutures() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Zego zego = zego(sandbox);
                Trtc trtc = trtc(sandbox)) {
            sandbox.open("zego", "room");
            CompletableFuture<String> status =
                    zego.closeRoomAsync("room").thenApply(closed -> closed.getStatus().getStableName());
            assertEquals("closed", status.get(20, TimeUnit.SECONDS));
            assertEquals(
                    "already_gone", trtc.closeRoomAsync(5L, ONE).get(20, TimeUnit.SECONDS).getStatus().getStableName());
            ExecutionException failed =
                    assertThrows(ExecutionException.class, () -> zego.closeRoomAsync("").get(20, TimeUnit.SECONDS));
            CloseRoomException error = assertInstanceOf(CloseRoomException.class, failed.getCause());
            assertEquals(1, error.getKind().getNumber());
            assertEquals("RoomId", error.getField());
        }
    }

    @Test
    void cancelsFutures() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
                    while (true) {
                        out.write('a');
                        out.flush();
                        Thread.sleep(20);
                    }
                });
                Zego zego =
                        Zego.builder(Accounts.ZEGO_APP_ID, Accounts.ZEGO_SERVER_SECRET)
                                .endpoint(server.url())
                                .build()) {
            CompletableFuture<Closed> future =
                    zego.closeRoomAsync("room", null, null, new CallOptions().withTimeoutMs(50_000));
            assertTrue(server.requests.poll(20, TimeUnit.SECONDS).contains("RoomId=room"));
            assertTrue(future.cancel(true));
            assertThrows(CancellationException.class, future::get);
        }
    }

    @Test
    void interruptsThreads() throws Exception {
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<CloseRoomException> outcome = new CompletableFuture<>();
        Zego zego = zego(HttpTransport.blocking((request, limits) -> {
            started.complete(null);
            Thread.sleep(60_000);
            return success();
        }));
        Thread caller = new Thread(() -> {
            CloseRoomException error =
                    assertThrows(CloseRoomException.class, () -> zego.closeRoomBlocking("room", null, null, ONE));
            if (Thread.currentThread().isInterrupted()) {
                outcome.complete(error);
            }
        });
        caller.start();
        started.get(20, TimeUnit.SECONDS);
        caller.interrupt();
        assertEquals(ErrorKind.CANCELLED, outcome.get(20, TimeUnit.SECONDS).getKind());
    }

    @Test
    void sendsWithHttpUrlConnection() {
        HttpTransport transport = HttpTransport.blocking((request, limits) -> {
            URL url = URI.create(request.getUrl()).toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) limits.getTimeoutMs());
            connection.setReadTimeout((int) limits.getTimeoutMs());
            connection.setRequestMethod(request.getMethod().name());
            request.getHeaders().forEach(connection::setRequestProperty);
            if (request.getBody() != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(request.getBody().getBytes(StandardCharsets.UTF_8));
            }
            byte[] body = connection.getInputStream().readNBytes(limits.getMaxResponseBytes());
            // With the status line under the name null.
            return new HttpResponse(connection.getResponseCode(), connection.getHeaderFields(), body);
        });
        closesWith(transport);
    }

    @Test
    void sendsWithTheHttpClientOfJava() {
        HttpClient client = HttpClient.newHttpClient();
        closesWith(HttpTransport.async((request, limits) -> {
            var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl()));
            request.getHeaders().forEach(builder::header);
            String body = request.getBody();
            var publisher =
                    body == null
                            ? java.net.http.HttpRequest.BodyPublishers.noBody()
                            : java.net.http.HttpRequest.BodyPublishers.ofString(body);
            return client
                    .sendAsync(
                            builder.method(request.getMethod().name(), publisher).build(),
                            java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                    .thenApply(response -> new HttpResponse(response.statusCode(), response.headers().map(), response.body()));
        }));
    }

    @Test
    void sendsWithAnOkHttpClientOfItsOwn() {
        closesWith(new OkHttpTransport(new OkHttpClient()));
    }

    @Test
    void sendsNothingTwiceWithTheNewerOkHttp() {
        OkHttpClient eager = new OkHttpClient.Builder()
                .authenticator((route, response) -> response.request())
                .proxyAuthenticator((route, response) -> response.request())
                .build();
        for (int status : List.of(401, 407, 408, 421, 503)) {
            try (RawServer server = RawServer.answering(RawServer.response(status, "Retry-After: 0\r\n", ""));
                    Zego zego = Zego.builder(Accounts.ZEGO_APP_ID, Accounts.ZEGO_SERVER_SECRET)
                            .endpoint(server.url())
                            .transport(new OkHttpTransport(eager))
                            .build()) {
                CloseRoomException error = assertThrows(
                        CloseRoomException.class, () -> zego.closeRoomBlocking("room", null, null, ONE));
                assertEquals(status, error.getHttpStatus());
                assertEquals(1, server.requests.size());
            }
        }
        try (RawServer server = new RawServer((request, out) -> {});
                Zego zego = Zego.builder(Accounts.ZEGO_APP_ID, Accounts.ZEGO_SERVER_SECRET)
                        .endpoint(server.url())
                        .build()) {
            CloseRoomException error = assertThrows(
                    CloseRoomException.class, () -> zego.closeRoomBlocking("room", null, null, ONE));
            assertEquals(ErrorKind.TRANSPORT, error.getKind());
            assertInstanceOf(IOException.class, error.getCause());
            assertEquals(1, server.requests.size());
        }
    }

    private static void closesWith(HttpTransport transport) {
        try (Sandbox sandbox = Sandbox.start()) {
            Trtc trtc =
                    Trtc.builder(
                                    Accounts.TRTC_SDK_APP_ID,
                                    Accounts.TRTC_SECRET_ID,
                                    Accounts.TRTC_SECRET_KEY,
                                    Accounts.TRTC_REGION)
                            .endpoint(sandbox.url())
                            .transport(transport)
                            .build();
            sandbox.open("trtc", "room");
            assertEquals(Closed.Status.CLOSED, trtc.closeRoomBlocking("room", ONE).getStatus());
            sandbox.fault(Map.of("kind", "status", "status", 429, "retry_after", 1));
            assertEquals(2, trtc.closeRoomBlocking("room").getAttempts());
        }
    }

    @Test
    void reportsWhatTransportsDoWrong() {
        IOException thrown = new IOException("no route");
        Zego failing = zego(HttpTransport.blocking((request, limits) -> {
            throw thrown;
        }));
        CloseRoomException error =
                assertThrows(CloseRoomException.class, () -> failing.closeRoomBlocking("room", null, null, ONE));
        assertEquals(ErrorKind.TRANSPORT, error.getKind());
        assertEquals(thrown, error.getCause());

        Zego empty = zego(HttpTransport.blocking((request, limits) -> null));
        error = assertThrows(CloseRoomException.class, () -> empty.closeRoomBlocking("room", null, null, ONE));
        assertEquals(ErrorKind.TRANSPORT, error.getKind());

        Zego none = zego(HttpTransport.async((request, limits) -> null));
        error = assertThrows(CloseRoomException.class, () -> none.closeRoomBlocking("room", null, null, ONE));
        assertEquals(ErrorKind.TRANSPORT, error.getKind());

        Zego direct = zego((request, limits, continuation) -> null);
        error = assertThrows(CloseRoomException.class, () -> direct.closeRoomBlocking("room", null, null, ONE));
        assertEquals(ErrorKind.TRANSPORT, error.getKind());
    }

    @Test
    void buildsExplainsAndParses() {
        Trtc trtc =
                Trtc.builder("18446744073709551615", "id", "key", "ap-guangzhou")
                        .signatureMethod(TrtcSignatureMethod.HMAC_SHA256)
                        .httpMethod(HttpMethod.GET)
                        .allowAnyRoomId(true)
                        .build();
        TrtcRoomId room = TrtcRoomId.ofNumber("18446744073709551615");
        HttpRequest request = trtc.buildCloseRoom(room, 1_615_186_943L, "4fd24687296dd9f3");
        assertEquals(HttpMethod.GET, request.getMethod());
        assertNull(request.getBody());
        assertTrue(request.getUrl().contains("&RoomId=18446744073709551615&SdkAppId=18446744073709551615"));
        assertEquals("Trtc(sdkAppId=18446744073709551615)", trtc.toString());

        Explained explained = trtc.explainCloseRoom(room, 1_615_186_943L, "4fd24687296dd9f3");
        assertEquals(request, explained.getRequest());
        assertEquals("signature", explained.getSteps().get(1).getName());

        byte[] body = "{\"Response\":{\"RequestId\":\"request-1\"}}".getBytes(StandardCharsets.UTF_8);
        assertEquals("request-1", trtc.parseCloseRoom(new HttpResponse(200, body)).getRequestId());
        assertThrows(CloseRoomException.class, () -> trtc.buildCloseRoom(-1));
        assertThrows(CloseRoomException.class, () -> Trtc.builder(0, "id", "key", "ap-guangzhou").build());
    }

    @Test
    void takesLiteralsAndNulls() throws Exception {
        try (Zego zego = Zego.builder(1, "secret").transport(HttpTransport.blocking((request, limits) -> success())).build();
                Trtc trtc = Trtc.builder(1, "id", "key", "region").build()) {
            HttpRequest request = zego.buildCloseRoom("room", null, null, 1615186943, "4fd24687296dd9f3");
            assertEquals(request, zego.explainCloseRoom("room", null, null, 1615186943, "4fd24687296dd9f3").getRequest());
            assertEquals(
                    trtc.buildCloseRoom("room", 1615186943, "4fd24687296dd9f3"),
                    trtc.explainCloseRoom("room", 1615186943, "4fd24687296dd9f3").getRequest());
            assertEquals(
                    trtc.buildCloseRoom(123, 1615186943),
                    trtc.explainCloseRoom(TrtcRoomId.of(123), 1615186943).getRequest());
            assertEquals(trtc.explainCloseRoom(123, 1615186943), trtc.explainCloseRoom(TrtcRoomId.of(123), 1615186943));
            assertEquals(1, zego.closeRoomAsync("room", null).get(20, TimeUnit.SECONDS).getAttempts());
            assertEquals(1, zego.closeRoomBlocking("room", null).getAttempts());
        }
        assertEquals(Freshness.within(600L, 1615186943L), Freshness.within(600, 1615186943));
        assertEquals("Freshness.within(null, 5)", Freshness.within(null, 5L).toString());
        assertEquals("Freshness.within(60, null)", Freshness.within(60).toString());
    }

    @Test
    void refusesNullWithoutShowingTheRest() {
        AtomicReference<String> secret = new AtomicReference<>("a secret");
        NullPointerException error =
                assertThrows(NullPointerException.class, () -> Trtc.builder(1, null, secret.get(), "region"));
        assertTrue(!error.toString().contains("a secret"));
    }

    @Test
    void receivesCallbacks() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                CallbackReceiver receiver = new CallbackReceiver()) {
            sandbox.set(Map.of("callback_url", receiver.url()));
            sandbox.openWithPeople("trtc", 123);
            trtc(sandbox).closeRoomBlocking(123);
            Set<TrtcEvent.Kind> kinds = new HashSet<>();
            while (!kinds.contains(TrtcEvent.Kind.DISMISS_ROOM)) {
                CallbackReceiver.Received received = receiver.received.poll(20, TimeUnit.SECONDS);
                TrtcCallback callback =
                        Trtc.verifyCallback(received.body(), received.headers(), Accounts.TRTC_CALLBACK_KEY);
                if (callback.getEvent() instanceof TrtcEvent.Known known) {
                    kinds.add(known.getKind());
                    assertEquals(TrtcRoomId.of(123), known.getRoomId());
                }
            }
            receiver.received.clear();

            sandbox.openWithPeople("zego", "room");
            zego(sandbox).closeRoomBlocking("room", null, true);
            CallbackReceiver.Received received = receiver.received.poll(20, TimeUnit.SECONDS);
            ZegoCallback callback =
                    Zego.verifyCallback(received.body(), Accounts.ZEGO_CALLBACK_SECRET, Freshness.within(60));
            String room =
                    callback.getEvent() instanceof ZegoEvent.RoomClose event
                            ? event.getRoomId()
                            : callback.getEvent() instanceof ZegoEvent.RoomLogout logout
                                    ? logout.getRoomId()
                                    : ((ZegoEvent.StreamClose) callback.getEvent()).getRoomId();
            assertEquals("room", room);
            CloseRoomException stale =
                    assertThrows(
                            CloseRoomException.class,
                            () ->
                                    Zego.verifyCallback(
                                            received.body(),
                                            Accounts.ZEGO_CALLBACK_SECRET,
                                            Freshness.within(null, 2_000_000_000L)));
            assertEquals(ErrorKind.STALE, stale.getKind());
            Zego.verifyCallback(received.body(), Accounts.ZEGO_CALLBACK_SECRET, Freshness.ANY_AGE);
        }
    }
}
