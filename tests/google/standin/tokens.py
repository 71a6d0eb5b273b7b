"""Signing in: keys, JWT assertions, refresh tokens, and the access tokens that API requests carry."""

from __future__ import annotations

import base64
import json
import secrets
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

PROJECT = "listening-rounds-test"
SERVICE_ACCOUNT = f"sayback@{PROJECT}.iam.gserviceaccount.com"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLE_AUDIENCE = "https://oauth2.googleapis.com/token"
_SKEW = 300  # seconds that Google lets two clocks differ, about
_UNAUTHORIZED = (
    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the "
    "scopes requested."
)
_BAD_TIMES = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


class TokenError(Exception):
    """A refusal of the token address: its OAuth error code and description."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.error, self.description, self.status = error, description, status


@dataclass
class Access:
    """What an access token stands for: who acts, how they signed in, with which scopes, until when (Unix seconds)."""

    account: str
    kind: str
    scopes: frozenset[str]
    expires: float


@dataclass
class Tokens:
    """The token address of the stand-in.

    `delegations` maps a subject to the scopes that an admin has granted; `revoked` holds key ids and refresh tokens.
    `ahead` moves Google's clock, in seconds: a positive number makes the caller's clock slow. `sign_in_seconds` is how
    long the sign-in of a person lasts, as Google says for apps in testing.
    """

    token_uri: str
    delegations: dict[str, frozenset[str]] = field(default_factory=dict)
    refresh: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    codes: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    issued: dict[str, Access] = field(default_factory=dict)
    lifetime: int = 3599
    ahead: float = 0.0
    sign_in_seconds: int | None = None

    def now(self) -> float:
        return time.time() + self.ahead

    def grant(self, form: dict[str, str]) -> dict[str, Any]:
        """The answer to a POST at the token address.

        Raises:
            TokenError: the grant is refused.
        """
        kind = form.get("grant_type")
        if kind == JWT_BEARER:
            return self._by_assertion(form.get("assertion", ""))
        if kind == "refresh_token":
            return self._by_refresh(form)
        if kind == "authorization_code":
            return self._by_code(form)
        raise TokenError("unsupported_grant_type", f"Invalid grant_type: {kind}")

    def issue(self, account: str, kind: str, scopes: frozenset[str]) -> str:
        """A new access token."""
        token = "ya29." + secrets.token_urlsafe(24)
        self.issued[token] = Access(account, kind, scopes, self.now() + self.lifetime)
        return token

    def expire(self) -> None:
        """Every access token given out so far is refused from now on."""
        for access in self.issued.values():
            access.expires = 0.0

    def _answer(self, account: str, kind: str, scopes: frozenset[str]) -> dict[str, Any]:
        token = self.issue(account, kind, scopes)
        return {"access_token": token, "expires_in": self.lifetime, "token_type": "Bearer"}

    def _by_assertion(self, assertion: str) -> dict[str, Any]:
        header, claims = verified(assertion)
        if header.get("kid") in self.revoked:
            raise TokenError("invalid_grant", "Invalid JWT Signature.")
        self._check_claims(claims)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes:
            raise TokenError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        subject = claims.get("sub")
        if subject is None or subject == SERVICE_ACCOUNT:
            return self._answer(SERVICE_ACCOUNT, "service_account", scopes)
        if not scopes <= self.delegations.get(subject, frozenset()):
            raise TokenError("unauthorized_client", _UNAUTHORIZED, 401)
        return self._answer(subject, "delegated", scopes)

    def _check_claims(self, claims: dict[str, Any]) -> None:
        if claims.get("iss") != SERVICE_ACCOUNT:
            raise TokenError("invalid_grant", "Invalid grant: account not found")
        if claims.get("aud") not in (GOOGLE_AUDIENCE, self.token_uri):
            raise TokenError("invalid_grant", "Invalid JWT: Failed audience check.")
        issued, expires = claims.get("iat"), claims.get("exp")
        if not isinstance(issued, int) or not isinstance(expires, int):
            raise TokenError("invalid_grant", _BAD_TIMES)
        now = self.now()
        if expires - issued > 3600 or issued > now + _SKEW or expires < now - _SKEW:
            raise TokenError("invalid_grant", _BAD_TIMES)

    def _by_refresh(self, form: dict[str, str]) -> dict[str, Any]:
        token = form.get("refresh_token", "")
        if token in self.revoked or token not in self.refresh:
            raise TokenError("invalid_grant", "Token has been expired or revoked.")
        if not form.get("client_id") or not form.get("client_secret"):
            raise TokenError("invalid_client", "The OAuth client was not found.", 401)
        account, scopes = self.refresh[token]
        wanted = frozenset(form["scope"].split()) if form.get("scope") else scopes
        if not wanted <= scopes:
            raise TokenError("invalid_scope", "Some requested scopes were invalid.")
        return {**self._answer(account, "user", wanted), "scope": " ".join(sorted(wanted))}

    def _by_code(self, form: dict[str, str]) -> dict[str, Any]:
        if form.get("code") not in self.codes:
            raise TokenError("invalid_grant", "Malformed auth code.")
        account, scopes = self.codes.pop(form["code"])
        refresh = "1//" + secrets.token_urlsafe(24)
        self.refresh[refresh] = (account, scopes)
        answer = self._answer(account, "user", scopes)
        if self.sign_in_seconds is not None:
            answer["refresh_token_expires_in"] = self.sign_in_seconds
        return {**answer, "refresh_token": refresh, "scope": " ".join(sorted(scopes))}


@cache
def private_key() -> rsa.RSAPrivateKey:
    """The service account's key: one for each process.

    Half as long as Google's: every program that reads a key checks it, which takes 40 ms for one of 2048 bits.
    """
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


@cache
def private_key_pem() -> str:
    """The key as a credentials file holds it."""
    return (
        private_key()
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


def verified(assertion: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The header and claims of a JWT whose RS256 signature holds.

    Raises:
        TokenError: it is no JWT, or it was signed with another key.
    """
    try:
        signed, _, signature = assertion.rpartition(".")
        header, claims = (json.loads(_bytes(part)) for part in signed.split("."))
        private_key().public_key().verify(_bytes(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise TokenError("invalid_grant", "Invalid JWT Signature.") from None
    except ValueError:
        raise TokenError("invalid_grant", "Bad Request") from None
    if header.get("alg") != "RS256":
        raise TokenError("invalid_grant", "Invalid JWT Signature.")
    return header, claims


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
