"""The first sign-in of a person through an app of the school: once in a browser, kept in a file from then on."""

from __future__ import annotations

import json
import os
import warnings
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2.rfc6749.errors import AccessDeniedError, OAuth2Error

from connectors.google_endpoint import is_loopback
from connectors.google_quiet import silence
from connectors.google_token import store_token
from connectors.sign_in_end import end_in_answer
from connectors.source import SourceError, SourceRefused, SourceUnavailable

TESTING_HINT = (
    "An app whose consent screen is External and in Testing loses its sign-ins after seven days: make it Internal"
    " (Audience > Make internal), or publish it."
)
PORT = 8765  # fixed where a person has to forward it
PATIENCE = 600  # seconds for a person to sign in
_NOT_ALL_ALLOWED = "Not everything was allowed. Run the command again, and tick every box."
_SWITCH = "OAUTHLIB_INSECURE_TRANSPORT"
_DONE = "Sayback is signed in. You may close this window."
_OPEN = "Open this address in a browser on this computer and sign in:\n\n  {url}\n"
_FORWARD = (
    "On the computer where you have a browser, forward a port first (leave it running):\n\n"
    "  ssh -L {port}:localhost:{port} THIS-COMPUTER\n\n"
    "Then open this address there and sign in:\n\n  {{url}}\n"
)


def log_in(
    client_file: Path, scopes: tuple[str, ...], *,
    open_browser: bool, token: Path, port: int = PORT, patience: int = PATIENCE,
) -> None:  # fmt: skip
    """Lets a person sign in with the app in ``client_file`` and keeps that in ``token`` (mode 0600).

    Without a browser here (``open_browser`` false) the address is printed, with how to forward ``port`` to it; Google
    no longer lets people copy a code. Waits ``patience`` seconds. Raises SourceError for a file that is not a desktop
    app's, SourceRefused when the person does not allow all that is asked, SourceUnavailable when nobody comes or the
    network fails.
    """
    silence()
    flow = _flow(client_file, scopes)
    prompt = _OPEN if open_browser else _FORWARD.format(port=port)
    credentials = _signed_in(flow, open_browser, 0 if open_browser else port, prompt, patience)
    if not set(scopes) <= set(credentials.granted_scopes or credentials.scopes or ()):
        raise SourceRefused(_NOT_ALL_ALLOWED)
    if not credentials.refresh_token:
        raise SourceRefused("Google gave no lasting sign-in. Run the command again, and choose the account anew.")
    answer = getattr(flow.oauth2session, "token", None) or {}
    store_token(token, credentials, end_in_answer(answer, datetime.now(UTC)))


def _flow(client_file: Path, scopes: tuple[str, ...]) -> Any:
    try:
        client = json.loads(client_file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(f"{client_file} cannot be read ({error.strerror}).") from None
    except ValueError:
        client = None
    if isinstance(client, dict) and client.get("type") == "service_account":
        raise SourceError(
            f"{client_file} is a service account's key and needs no sign-in: set GOOGLE_APPLICATION_CREDENTIALS to it."
        )
    if isinstance(client, dict) and "web" in client:
        raise SourceError(f"{client_file} is for a web app. In the Cloud console, create one of the type Desktop app.")
    try:
        return InstalledAppFlow.from_client_config(client, scopes=list(scopes))
    except (ValueError, KeyError, TypeError):
        pass
    raise SourceError(
        f"{client_file} is not an app for people to sign in with. In the Cloud console, create an OAuth client of the"
        " type Desktop app, and download its JSON."
    )


@contextmanager
def _http_within_this_machine(flow: Any) -> Iterator[None]:
    """Lets oauthlib ask a token address of this machine without TLS; an environment variable is its only switch."""
    host = urlsplit(str(flow.client_config.get("token_uri", ""))).hostname or ""
    if not is_loopback(host) or _SWITCH in os.environ:
        yield
        return
    os.environ[_SWITCH] = "1"
    try:
        yield
    finally:
        del os.environ[_SWITCH]


def _signed_in(flow: Any, open_browser: bool, port: int, prompt: str, patience: int) -> Credentials:
    failure: Exception | None = None
    try:
        with warnings.catch_warnings(), _http_within_this_machine(flow):
            warnings.simplefilter("ignore")  # oauthlib warns of other scopes: those are looked at afterwards
            credentials: Credentials = flow.run_local_server(
                port=port, open_browser=open_browser, authorization_prompt_message=prompt, success_message=_DONE,
                timeout_seconds=patience, prompt="consent",
            )  # fmt: skip
    except AccessDeniedError:
        failure = SourceRefused("The sign-in was not allowed. Run the command again, and choose Allow.")
    except Warning:  # oauthlib raises one when fewer boxes were ticked than asked for
        failure = SourceRefused(_NOT_ALL_ALLOWED)
    except WSGITimeoutError:
        failure = SourceUnavailable(f"Nobody signed in within {patience // 60} minutes. Run the command again.")
    except OAuth2Error:
        failure = SourceRefused("Google did not accept the sign-in. Look whether the app still exists.")
    except webbrowser.Error:
        failure = SourceError("There is no browser on this computer. Run the command again with --no-browser.")
    except requests.RequestException:
        failure = SourceUnavailable("Google cannot be reached to finish the sign-in. Look at the connection.")
    except OSError:
        failure = SourceError(f"Port {port} of this computer is in use. Give another one with --port.")
    if failure is not None:
        raise failure
    return credentials
