package dev.closeroom.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that keeps the bytes of each request, and answers with the bytes it was given. */
public final class RawServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

    /** What to do with a request. */
    @FunctionalInterface
    public interface Answer {
        /** Writes a response. The connection is closed afterwards. */
        void write(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Answer answer;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** The requests as they came, in bytes of Latin-1. */
    public final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    /** The requests whose client has gone before the answer was whole. */
    public final BlockingQueue<String> abandoned = new LinkedBlockingQueue<>();

    public RawServer(Answer answer) {
        this.answer = answer;
        try {
            socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** One that answers every request so. */
    public static RawServer answering(String response) {
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        return new RawServer((request, out) -> out.write(bytes));
    }

    /** A whole response of HTTP, with these lines of headers. */
    public static String response(int status, String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " Status\r\n" + headers + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n" + body;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        String request = "";
        try (connection) {
            request = read(connection.getInputStream());
            requests.add(request);
            answer.write(request, connection.getOutputStream());
            connection.getOutputStream().flush();
            connection.shutdownOutput();
            if (connection.getInputStream().read() != -1) {
                throw new IOException("more than one request");
            }
        } catch (IOException e) {
            abandoned.add(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int missing = -1;
        while (missing != 0) {
            int next = in.read();
            if (next == -1) {
                throw new IOException("the request ends early");
            }
            bytes.write(next);
            if (missing > 0) {
                missing--;
            } else {
                String text = bytes.toString(StandardCharsets.ISO_8859_1);
                if (text.endsWith("\r\n\r\n")) {
                    Matcher length = LENGTH.matcher(text);
                    missing = length.find() ? Integer.parseInt(length.group(1)) : 0;
                }
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
