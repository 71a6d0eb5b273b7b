"""What a program needs to sign in at the stand-in: credential files, delegation, revocation."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from tests.google.standin.tokens import PROJECT, SERVICE_ACCOUNT, Tokens, private_key_pem

_AUTH = "https://www.googleapis.com/auth/"
#: The scopes that a delegation or a user gets unless a test says otherwise.
ALL_SCOPES = frozenset(
    _AUTH + name
    for name in (
        "forms.body",
        "forms.body.readonly",
        "forms.responses.readonly",
        "spreadsheets",
        "spreadsheets.readonly",
        "drive",
        "drive.file",
        "drive.readonly",
        "drive.metadata.readonly",
        "gmail.send",
        "gmail.readonly",
    )
)


def full_scopes(*names: str) -> frozenset[str]:
    """Scopes by their last part: "gmail.send" is https://www.googleapis.com/auth/gmail.send."""
    return frozenset(name if "/" in name else _AUTH + name for name in names)


class Credentials:
    """The part of `StandIn` that hands out credentials."""

    url: str
    tokens: Tokens
    #: The service account's address.
    account = SERVICE_ACCOUNT
    #: The person who signs in through the browser or has a token file.
    person = "ada.quill@district.example"

    def service_account_info(self) -> dict[str, Any]:
        """The content of a service account's credentials file; its token_uri is the stand-in's."""
        return {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": "0a1b2c3d4e5f",
            "private_key": private_key_pem(),
            "client_email": SERVICE_ACCOUNT,
            "client_id": "100000000000000000001",
            "auth_uri": f"{self.url}/o/oauth2/auth",
            "token_uri": f"{self.url}/token",
            "universe_domain": "googleapis.com",
        }

    def credentials_file(self, folder: Path, subject: str | None = None, *scopes: str) -> Path:
        """Write a service account's credentials file (0600).

        Args:
            folder: where it goes.
            subject: a person for whom the account may act (domain-wide delegation), see `allow_delegation`.
            *scopes: what the delegation covers, all that the APIs know when empty.
        """
        if subject:
            self.allow_delegation(subject, *scopes)
        return _written(folder / "service-account.json", self.service_account_info())

    def allow_delegation(self, subject: str, *scopes: str) -> None:
        """An admin lets the service account act for a person, with these scopes (all when empty)."""
        self.tokens.delegations[subject] = full_scopes(*scopes) or ALL_SCOPES

    def user_file(self, folder: Path, *scopes: str, person: str | None = None) -> Path:
        """Write a token file of an OAuth client ("authorized_user") with a refresh token (0600)."""
        wanted, refresh = full_scopes(*scopes) or ALL_SCOPES, "1//" + secrets.token_urlsafe(24)
        self.tokens.refresh[refresh] = (person or self.person, wanted)
        return _written(
            folder / "token.json",
            {
                "type": "authorized_user",
                "client_id": "200000000000-test.apps.googleusercontent.com",
                "client_secret": "GOCSPX-test",
                "refresh_token": refresh,
                "token_uri": f"{self.url}/token",
                "scopes": sorted(wanted),
                "universe_domain": "googleapis.com",
            },
        )

    def client_file(self, folder: Path) -> Path:
        """Write an OAuth client's file, as the Cloud console gives it for a desktop app."""
        installed = {
            "client_id": "200000000000-test.apps.googleusercontent.com",
            "project_id": PROJECT,
            "auth_uri": f"{self.url}/o/oauth2/auth",
            "token_uri": f"{self.url}/token",
            "client_secret": "GOCSPX-test",
            "redirect_uris": ["http://localhost"],
        }
        return _written(folder / "client.json", {"installed": installed})

    def access_token(self, *scopes: str, account: str | None = None, kind: str = "service_account") -> str:
        """An access token without the way through the token address."""
        return self.tokens.issue(account or SERVICE_ACCOUNT, kind, full_scopes(*scopes) or ALL_SCOPES)

    def revoke(self) -> None:
        """The service account's key and every refresh token are withdrawn; access tokens end as well."""
        self.tokens.revoked |= {"0a1b2c3d4e5f", *self.tokens.refresh}
        self.tokens.expire()


def _written(path: Path, content: dict[str, Any]) -> Path:
    path.touch(mode=0o600)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
