"""The Gmail API: users.messages.send and users.getProfile."""

from __future__ import annotations

import email
import email.policy
import secrets
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from tests.google.standin.call import Call
from tests.google.standin.errors import legacy_error, precondition_failed
from tests.google.standin.schema import decoded

if TYPE_CHECKING:
    from tests.google.standin.stand_in import StandIn


@dataclass(frozen=True)
class SentMail:
    """A message that Gmail took: who sent it, Gmail's id, the bytes as given, and the message as it went out."""

    account: str
    id: str
    raw: bytes
    message: EmailMessage

    @property
    def recipients(self) -> list[str]:
        """The addresses in To, Cc and Bcc."""
        lines = [line for name in ("To", "Cc", "Bcc") for line in self.message.get_all(name, [])]
        return [address.addr_spec for line in lines for address in line.addresses]


def _person(google: StandIn, call: Call) -> str:
    """The mailbox: `me` or the caller's own address. A service account that acts for nobody has none."""
    if call.access.kind == "service_account":
        raise precondition_failed()
    if call.path["userId"] not in ("me", call.account):
        raise legacy_error(403, "forbidden", f"Delegation denied for {call.account}")
    return call.account


def _send(google: StandIn, call: Call) -> dict[str, Any]:
    account, raw = _person(google, call), decoded(call.json.get("raw") or "") or b""
    if any(letter in (call.json.get("raw") or "") for letter in "+/"):
        # The field is base64url; the other alphabet is a mistake that Google only sometimes forgives.
        raise legacy_error(400, "invalidArgument", "Invalid value for ByteString")
    message = _parsed(raw)
    sent = SentMail(account, secrets.token_hex(8), raw, message)
    if not sent.recipients:
        raise legacy_error(400, "invalidArgument", "Recipient address required")
    if google.overwrites_message_id:
        del message["Message-ID"]
        message["Message-ID"] = f"<CA{secrets.token_urlsafe(12)}@mail.gmail.com>"
    google.sent_mail.append(sent)
    return {"id": sent.id, "threadId": sent.id, "labelIds": ["SENT"]}


def _parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if not raw or not message.keys():
        raise legacy_error(400, "invalidArgument", "'raw' RFC822 payload message string or uploading message required")
    for header in ("To", "Cc", "Bcc", "From"):
        defects = [defect for value in message.get_all(header, []) for defect in value.defects]
        if defects:
            raise legacy_error(400, "invalidArgument", f"Invalid {header} header")
    return message


def _profile(google: StandIn, call: Call) -> dict[str, Any]:
    account = _person(google, call)
    count = sum(mail.account == account for mail in google.sent_mail)
    return {"emailAddress": account, "messagesTotal": count, "threadsTotal": count, "historyId": "1"}


HANDLERS = {"gmail.users.messages.send": _send, "gmail.users.getProfile": _profile}
