package dev.closeroom.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sandbox, which stands in for both providers, as a process of a test's own. */
public final class Sandbox implements AutoCloseable {
    private static final String GREETING = "closeroom-sandbox listening on ";
    private static final int PATIENCE_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private Sandbox(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one on a free port of loopback, without rate limits unless options set them. */
    public static Sandbox start(String... options) {
        String program = System.getenv("CLOSEROOM_SANDBOX");
        if (program == null) {
            throw new IllegalStateException("CLOSEROOM_SANDBOX must be the sandbox program");
        }
        List<String> command = new ArrayList<>(List.of(program, "--port", "0", "--exit-with-stdin"));
        if (!List.of(options).contains("--rate-limits")) {
            command.addAll(List.of("--rate-limits", "off"));
        }
        command.addAll(List.of(options));
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String greeting = out.readLine();
            if (greeting == null || !greeting.startsWith(GREETING)) {
                process.destroy();
                throw new IllegalStateException("the sandbox did not start: " + greeting);
            }
            return new Sandbox(process, greeting.substring(GREETING.length()).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clients take as their endpoint. */
    public String url() {
        return url;
    }

    /** Opens a room; a number is a numeric one of TRTC. */
    public void open(String provider, Object roomId) {
        control("POST", "rooms", Map.of("provider", provider, "room_id", roomId));
    }

    /** Opens a room with somebody in it, who sends a stream. */
    public void openWithPeople(String provider, Object roomId) {
        Map<String, Object> room =
                Map.of("provider", provider, "room_id", roomId, "users", List.of("alice"), "streams", List.of("s1"));
        control("POST", "rooms", room);
    }

    /** The rooms that are open. */
    public JsonNode rooms() {
        return control("GET", "rooms", null);
    }

    /** The requests seen, oldest first. */
    public JsonNode requests() {
        return control("GET", "requests", null);
    }

    /** The requests seen, once all of them have been answered, or been given up. */
    public JsonNode answeredRequests() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            JsonNode requests = requests();
            if (requests.findValues("answer").stream().noneMatch(JsonNode::isNull)) {
                return requests;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("a request is still under way: " + requests);
            }
            pause();
        }
    }

    /** The callbacks sent. */
    public JsonNode callbacks() {
        return control("GET", "callbacks", null);
    }

    /** Changes settings. */
    public void set(Map<String, ?> settings) {
        control("PUT", "settings", settings);
    }

    /** Plans a fault for the next request. */
    public void fault(Map<String, ?> fault) {
        plan(Map.of("fault", fault));
    }

    /** Plans a fault, how many times, and whether after the room is closed. */
    public void plan(Map<String, ?> plan) {
        control("POST", "faults", plan);
    }

    /** Another endpoint, which refuses connections until it is opened. */
    public String door() {
        return control("GET", "door", null).get("url").textValue();
    }

    /** Has the other endpoint serve what this one does. */
    public void openDoor() {
        control("POST", "door", null);
    }

    /** Forgets rooms, requests, settings and faults. */
    public void reset() {
        control("POST", "reset", null);
    }

    private JsonNode control(String method, String path, Object body) {
        try {
            HttpRequest.BodyPublisher publisher =
                    body == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            URI uri = URI.create(url + "/_sandbox/" + path);
            HttpResponse<String> response =
                    http.send(
                            HttpRequest.newBuilder(uri).method(method, publisher).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the sandbox did not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
