"""Where API requests go: to Google, or to the address in ``SAYBACK_GOOGLE_ENDPOINT``."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from connectors.source import SourceError

VARIABLE = "SAYBACK_GOOGLE_ENDPOINT"
SERVICES = {"forms.googleapis.com": "forms", "sheets.googleapis.com": "sheets", "gmail.googleapis.com": "gmail"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``base`` replaces scheme and host of Google's addresses, and may add a path before theirs; "" for Google."""

    base: str = ""

    def address(self, url: str) -> str:
        """Where a request for ``url`` is sent. Raises ValueError for a host that may not get our token."""
        parts = urlsplit(url)
        if parts.scheme != "https" or not _is_googles(parts):
            raise ValueError("only googleapis.com gets a token")
        if not self.base:
            return url
        base = urlsplit(self.base)
        return urlunsplit((base.scheme, base.netloc, base.path.rstrip("/") + parts.path, parts.query, ""))


def endpoint(environ: Mapping[str, str] = os.environ) -> Endpoint:
    """The endpoint that the environment asks for. Raises SourceError for an address that cannot be one."""
    given = environ.get(VARIABLE, "").strip()
    if not given:
        return Endpoint()
    try:
        parts = urlsplit(given)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("http", "https") or parts.query or parts.fragment or parts.username:
        raise SourceError(f"{VARIABLE} is not an address such as https://google.example.org. Mend it, or unset it.")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise SourceError(f"{VARIABLE} must begin with https://: access tokens travel there. Mend it, or unset it.")
    return Endpoint(given)


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine, where nobody listens in between."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def keeps_secrets(address: str) -> bool:
    """Whether nobody reads along on the way to ``address``: https, or this machine itself."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if not parts.hostname or "@" in parts.netloc or "\\" in address:  # libraries differ in which host that is
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def proxies_for(address: str) -> Any:
    """What ``requests`` is told: no proxy on the way to this machine itself, else those of the environment."""
    return {"http": None, "https": None, "all": None} if is_loopback(urlsplit(address).hostname or "") else None


def service_of(url: str) -> str:
    """forms, sheets, drive or gmail: which quota and which API a request of Google's clients belongs to."""
    return SERVICES.get((urlsplit(url).hostname or "").replace(".mtls.", "."), "drive")


def _is_googles(parts: SplitResult) -> bool:
    return (parts.hostname or "").endswith(".googleapis.com") and parts.port in (None, 443) and not parts.username
