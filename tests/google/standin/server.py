"""The HTTP side of the stand-in: connections, bytes, and the faults of a network."""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.google.standin.faults import Fault


@dataclass
class Incoming:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Outgoing:
    """An answer. `packed` is the body in gzip, when it is at hand; `fault` says how badly it is to be sent."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    packed: bytes | None = None
    fault: Fault | None = None


Answerer = Callable[[Incoming], Outgoing]


class HttpServer(socketserver.TCPServer):
    """A server on 127.0.0.1 with one thread for each connection; `close` ends all of them."""

    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, answer: Answerer) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.answer = answer
        self.closing = threading.Event()
        self._open: dict[socket.socket, threading.Thread] = {}
        self._dropped: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._acceptor = threading.Thread(target=self._accept, name="stand-in", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        self._acceptor.start()

    def close(self) -> None:
        """Stop taking connections, end the open ones, wait for their threads."""
        self.closing.set()
        # The acceptor waits in select without a timeout (no polling): a connection of our own wakes it.
        with contextlib.suppress(OSError):
            socket.create_connection(self.server_address, timeout=1).close()
        self._acceptor.join(5)
        with self._lock:
            open_now = list(self._open.items())
        for connection, _ in open_now:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for _, thread in open_now:
            thread.join(5)
        self.server_close()

    def _accept(self) -> None:
        while not self.closing.is_set():
            self.handle_request()

    def process_request(self, request: socket.socket, client_address: object) -> None:
        thread = threading.Thread(target=self._serve, args=(request, client_address), daemon=True)
        with self._lock:
            self._open[request] = thread
        thread.start()

    def _serve(self, request: socket.socket, client_address: object) -> None:
        try:
            # A client that went away is no error of the stand-in.
            with contextlib.suppress(ConnectionError, TimeoutError):
                self.finish_request(request, client_address)
        finally:
            with self._lock:
                self._open.pop(request, None)
            self.shutdown_request(request)

    def drop(self, connection: socket.socket) -> None:
        """Close at once, without the orderly shutdown that `shutdown_request` would do first."""
        self._dropped.add(connection)

    def shutdown_request(self, request: socket.socket) -> None:
        if request in self._dropped:
            self._dropped.discard(request)
            request.close()
        else:
            super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: what matters is recorded by the stand-in."""


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 0
    disable_nagle_algorithm = True
    server: HttpServer

    def do_any(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size) if size else b""
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.server.answer(Incoming(self.command, self.path, headers, body)))

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_any  # noqa: N815 (names of http.server)

    def _send(self, answer: Outgoing) -> None:
        fault = answer.fault
        if fault and fault.kind in ("reset", "reset_after"):
            self._reset()
            return
        if fault and fault.kind == "delay":
            self.server.closing.wait(fault.seconds)
        head, body = self._encoded(answer)
        if fault and fault.kind == "truncate":
            self.wfile.write(head + body[: fault.size])
            self.close_connection = True
        elif fault and fault.kind == "trickle":
            self._trickle(head, body, fault)
        else:
            self.wfile.write(head + body)

    def _trickle(self, head: bytes, body: bytes, fault: Fault) -> None:
        self.wfile.write(head)
        for start in range(0, len(body), fault.size):
            if self.server.closing.wait(fault.seconds):
                self.close_connection = True
                return
            self.wfile.write(body[start : start + fault.size])

    def _encoded(self, answer: Outgoing) -> tuple[bytes, bytes]:
        body, headers = answer.body, dict(answer.headers)
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > 1024:
            body = answer.packed or gzip.compress(body, 1, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        headers["Content-Length"] = str(len(body))
        reason = self.responses[answer.status][0] if answer.status in self.responses else ""
        lines = [f"HTTP/1.1 {answer.status} {reason}", f"Date: {self.date_time_string()}", "Server: ESF"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1"), body if self.command != "HEAD" else b""

    def _reset(self) -> None:
        # Linger zero makes close() send a reset instead of an orderly end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.server.drop(self.connection)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (name of http.server)
        """Nothing of a request is written anywhere."""
