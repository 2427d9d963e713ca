"""An HTTP server on loopback that keeps what arrives, byte for byte, and answers as it is told."""

import socketserver
import ssl
import threading


class Server(socketserver.ThreadingTCPServer):
    """`answer(request)` gives the answer, as bytes or as pieces; the connection ends with it.

    With a context it speaks TLS.
    """

    daemon_threads = True

    def __init__(self, answer, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.requests = []
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.server_address[1]}"
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            self.converse()
        except (ssl.SSLError, ConnectionError):
            pass  # the client does not trust this server, or has heard enough

    def converse(self):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return
            head += line
        request = head + self.rfile.read(int(headers_of(head).get("content-length", 0)))
        self.server.requests.append(request)
        answer = self.server.answer(request)
        for piece in [answer] if isinstance(answer, bytes) else answer:
            self.wfile.write(piece)


def headers_of(request):
    """The headers, by their names in lower case."""
    head, _ = request.split(b"\r\n\r\n", 1)
    pairs = [line.split(": ", 1) for line in head.decode("ascii").split("\r\n")[1:]]
    headers = {name.lower(): value for name, value in pairs}
    assert len(headers) == len(pairs), f"a header is there twice: {head!r}"
    return headers


def body_of(request):
    return request.split(b"\r\n\r\n", 1)[1]


def response(body, status="200 OK", **headers):
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    head = "\r\n".join([*lines, f"Content-Length: {len(body)}", "Connection: close", "", ""])
    return head.encode() + body
