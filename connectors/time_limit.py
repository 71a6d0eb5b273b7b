"""A limit for a whole conversation. A socket's timeout is for one read: a server that trickles outlives it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_LOOKS_EVERY_SECONDS = 1.0


class TimeLimit:
    """Hangs up when a conversation takes too long; who reads or writes then gets the error of a lost connection.

    ``held`` is whatever has the connection's socket as ``sock``; it may change meanwhile (STARTTLS wraps it). One
    thread looks at the clock, from the first limit until ``close``: starting one for each letter would take longer
    than all the rest that is done for it here.
    """

    def __init__(self) -> None:
        self.held: Any = None
        self._until: float | None = None
        self._closed = threading.Event()
        self._watch: threading.Thread | None = None

    @contextmanager
    def seconds(self, limit: float) -> Iterator[None]:
        """Within the block a conversation may take ``limit`` seconds, give or take a tenth."""
        self._until = time.monotonic() + limit
        if self._watch is None:
            every = min(_LOOKS_EVERY_SECONDS, limit / 10)
            self._closed.clear()
            self._watch = threading.Thread(target=self._look, args=(every,), daemon=True)
            self._watch.start()
        try:
            yield
        finally:
            self._until = None

    def close(self) -> None:
        """Ends the thread. A further limit starts another."""
        watch, self._watch = self._watch, None
        if watch is not None:
            self._closed.set()
            watch.join()

    def _look(self, every: float) -> None:
        while not self._closed.wait(every):
            until = self._until
            if until is not None and time.monotonic() > until:
                self._end()

    def _end(self) -> None:
        connection = getattr(self.held, "sock", None)
        if connection is not None:
            with suppress(OSError):
                # Not SSLSocket's own shutdown: it would forget the encryption under the reader's feet.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
