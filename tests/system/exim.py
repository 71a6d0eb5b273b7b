"""A real mail server for one test: Debian's exim4 with one configuration file, on loopback, in a folder of its own.

It offers STARTTLS and, within it, AUTH PLAIN and LOGIN; takes mail for example.org; delivers into one Maildir.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rounds.round import Mail
from tests.connectors.certificate import write_certificate

USER, PASSWORD = "listening", "a-long-secret"
PROGRAM = shutil.which("exim4", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_PATIENCE_SECONDS = 60
_DEBIAN_USER = "Debian-exim"  # exim never delivers as root

_SETTINGS = r"""
primary_hostname = localhost
exim_user = {user}
exim_group = {group}
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
domainlist local_domains = example.org
tls_advertise_hosts = *
tls_certificate = {folder}/server.pem
tls_privatekey = {folder}/server.pem
auth_advertise_hosts = ${{if def:tls_in_cipher {{*}}{{}}}}
acl_smtp_rcpt = recipient
acl_smtp_data = accept
smtp_accept_queue_per_connection = 0
smtp_accept_max_per_connection = 0
host_lookup =
rfc1413_query_timeout = 0s
smtputf8_advertise_hosts = *
keep_environment =

begin acl
recipient:
  deny !authenticated = *
       message = 5.7.0 sign in first
  deny local_parts = gone
       message = 5.1.1 no such mailbox
  accept domains = +local_domains
  deny message = 5.7.1 not here

begin routers
everybody:
  driver = accept
  domains = +local_domains
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail
  maildir_format
  create_directory
  envelope_to_add
  user = {user}
  group = {group}
  mode = 0600

begin retry
* * F,1h,1m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and {{{{eq{{$auth2}}{{{login}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${{if and {{{{eq{{$auth1}}{{{login}}}}}{{eq{{$auth2}}{{{password}}}}}}}}}
  server_set_id = $auth1
"""


@dataclass(frozen=True, slots=True)
class Exim:
    """A running server. ``settings`` reach it, with PASSWORD and a TLS context that trusts it."""

    folder: Path
    settings: Mail

    @property
    def certificate(self) -> Path:
        return self.folder / "server.pem"

    def trusting(self) -> ssl.SSLContext:
        """A TLS context that trusts this server's certificate and no other."""
        return ssl.create_default_context(cafile=self.certificate)

    def queued(self) -> int:
        """How many messages it has taken and not yet delivered."""
        return sum(1 for _ in (self.folder / "spool" / "input").rglob("*-H"))

    def arrived(self) -> list[bytes]:
        """Every message in the Maildir, once nothing is on the way any more."""
        self.wait_until_delivered()
        return [path.read_bytes() for path in sorted((self.folder / "mail" / "new").glob("*"))]

    def wait_until_delivered(self) -> None:
        """Waits until the queue is empty. Raises TimeoutError after a minute without one message less."""
        left, since = self.queued(), time.monotonic()
        while now := self.queued():
            if now < left:
                left, since = now, time.monotonic()
            if time.monotonic() - since > _PATIENCE_SECONDS:
                raise TimeoutError(f"{now} messages stay in the queue")
            time.sleep(0.05)


@contextmanager
def running_exim() -> Iterator[Exim]:
    """Starts a server with nothing in its queue; ends it and removes its folder afterwards."""
    if PROGRAM is None:
        raise RuntimeError("exim4 is missing; `make test-system` installs it")
    folder = Path(tempfile.mkdtemp(prefix="sayback-exim-"))  # apart from tmp_path, which only its owner may enter
    try:
        settings = _prepare(folder)
        daemon = subprocess.Popen(
            [PROGRAM, "-C", str(folder / "exim.conf"), "-bdf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _wait_for(settings.port, daemon)
            yield Exim(folder, settings)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(daemon.pid, signal.SIGTERM)  # the daemon and those of its children that still deliver
            daemon.wait(timeout=10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(folder: Path) -> Mail:
    user = pwd.getpwnam(_DEBIAN_USER) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    for name in ("spool", "log", "mail"):
        (folder / name).mkdir()
    write_certificate(folder / "server.pem")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    values = {"folder": folder, "user": user.pw_uid, "group": user.pw_gid, "port": port}
    (folder / "exim.conf").write_text(_SETTINGS.format(**values, login=USER, password=PASSWORD))
    for path in (folder, *folder.iterdir()):
        if os.geteuid() == 0 and path.name != "exim.conf":  # exim reads settings of root's, and nobody else's
            os.chown(path, user.pw_uid, user.pw_gid)
    return Mail(host="localhost", port=port, security="starttls", user=USER, timeout_seconds=30)


def _wait_for(port: int, daemon: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and daemon.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            if connection.recv(3) == b"220":
                return
        time.sleep(0.05)
    raise RuntimeError("exim4 did not start")
