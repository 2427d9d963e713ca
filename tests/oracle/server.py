"""An HTTP server on loopback that keeps what really arrives, and answers as it is told."""

import json
import threading
import time
import traceback
from collections import defaultdict
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from wire import Request, lower, well_encoded


class Reply(NamedTuple):
    body: object
    status: int = 200


class Server(ThreadingHTTPServer):
    """`reply(request, attempt)` answers; `room_of(request)` tells whose attempts are counted."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, reply, room_of, ahead_seconds=0):
        super().__init__(("127.0.0.1", 0), Handler)
        self.reply = reply
        self.room_of = room_of
        self.ahead_seconds = ahead_seconds
        self.requests = defaultdict(list)
        self.problems = []
        self.lock = threading.Lock()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
        assert not self.problems, "\n".join(self.problems)

    def now(self):
        return time.time() + self.ahead_seconds

    def url(self, host="127.0.0.1"):
        return f"http://{host}:{self.server_port}"

    def take(self, request):
        """One request at a time: nonces are counted."""
        with self.lock:
            try:
                of_room = self.requests[self.room_of(well_encoded(request))]
                of_room.append(request)
                return self.reply(request, len(of_room))
            except Exception:
                self.problems.append(f"{request}\n{traceback.format_exc()}")
                return Reply("the request cannot be read", 400)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        # The request line rather than self.path, which is not always what was sent.
        target = self.requestline.split(" ")[1]
        headers = lower(self.headers)
        body = self.rfile.read(int(headers.get("content-length", 0))).decode()
        host = headers.pop("host")
        reply = self.server.take(Request(self.command, host, target, headers, body))
        content = json.dumps(reply.body).encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = answer

    def date_time_string(self, timestamp=None):
        return formatdate(self.server.now(), usegmt=True)

    def log_message(self, *_):
        pass
