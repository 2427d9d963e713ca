"""Where callbacks arrive: an HTTP server on loopback that keeps them."""

import time

from sandbox import PATIENCE_SECONDS
from wire import Server, body_of, headers_of, response


class Receiver(Server):
    def __init__(self):
        super().__init__(lambda _: response(b""))

    def callbacks(self, count):
        """Waits for so many, and gives the header `Sign` and the raw body of each."""
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self.requests) < count:
            assert time.monotonic() < until, f"{len(self.requests)} of {count} callbacks came"
            time.sleep(0.02)
        return [(headers_of(request).get("sign"), body_of(request)) for request in self.requests]
