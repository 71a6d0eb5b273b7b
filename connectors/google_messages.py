"""What a person must do about a fault of Google, in a few sentences, and with which exit code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from connectors.google_account import Account, AccountKind
from connectors.google_faults import FaultKind, GoogleFault, Needs
from connectors.google_uses import login_options
from connectors.google_waiting import duration
from connectors.source import SignInRefused, SourceError, SourceMissing, SourceRefused, SourceUnavailable

GUIDE = "docs/google-setup.md"
LOG_IN = "Run: sayback google-login CLIENT.json"
API_NAMES = {
    "forms": "Google Forms API",
    "sheets": "Google Sheets API",
    "drive": "Google Drive API",
    "gmail": "Gmail API",
}
API_HOSTS = {service: f"{service}.googleapis.com" for service in API_NAMES}
_KEYS_PAGE = "IAM & Admin > Service Accounts > Keys"
_DELEGATION_PAGE = "Security > Access and data control > API controls > Manage domain-wide delegation"


@dataclass(frozen=True, slots=True)
class _Case:
    """A fault with all that its message may name."""

    fault: GoogleFault
    what: str
    address: str
    needs: Needs

    @property
    def account(self) -> Account:
        return self.fault.account or Account(AccountKind.SERVICE_ACCOUNT)

    @property
    def who(self) -> str:
        return self.address or "the account that signed in"

    @property
    def begin(self) -> str:
        """``what`` at the beginning of a sentence."""
        return self.what[:1].upper() + self.what[1:]


def explanation(
    fault: GoogleFault, what: str, *, account: str = "", needs: Needs = "read"
) -> SourceError | SourceRefused | SourceUnavailable:
    """The error to raise for ``fault``, with a message that says who must do what. Its class carries the exit code."""
    kind_of_error, words = _EXPLANATIONS[fault.kind]
    address = account or (fault.account.address if fault.account else "")
    return kind_of_error(words(_Case(fault, what, address, needs)))


def _not_signed_in(case: _Case) -> str:
    if case.account.kind is AccountKind.USER:
        return f"Google does not accept the sign-in any more. {LOG_IN}"
    if case.account.kind is AccountKind.KEYLESS:
        return (
            "Google does not accept this machine's workload identity. Look at its provider, at the conditions there,"
            f" and whether it may act as the service account; {GUIDE} tells how."
        )
    return (
        f"Google does not accept the sign-in as {case.who}. In the Cloud console, under IAM & Admin > Service Accounts,"
        " look whether it is disabled."
    )


def _key_revoked(case: _Case) -> str:
    if case.account.kind is AccountKind.USER:
        return f"Google no longer knows the app that the sign-in was made with. Create its client again. {LOG_IN}"
    return (
        f"Google no longer knows the key of {case.who}: the key was deleted, or the account is gone or disabled."
        f" In the Cloud console, under {_KEYS_PAGE}, make a new JSON key and put it in the place of the old file."
    )


def _token_expired(case: _Case) -> str:
    return (
        f"The sign-in has expired or was taken back. {LOG_IN}. If that happens every seven days, the app's consent"
        " screen is External and in Testing: make it Internal, or publish it."
    )


def _clock(case: _Case) -> str:
    seconds = case.fault.seconds_off
    side = "ahead of" if seconds > 0 else "behind"
    off = f"{duration(abs(seconds))} {side} Google's" if abs(seconds) >= 60 else "wrong"
    return f"This computer's clock is {off}, and Google refuses tokens of another time. Set the clock from the network."


def _delegation(case: _Case) -> str:
    if case.account.kind is AccountKind.SERVICE_ACCOUNT and case.fault.service == "gmail":
        return (
            f"The service account {case.address} has no mailbox. Name the mailbox that it sends as, and let an admin"
            f" allow that; {GUIDE} tells how."
        )
    scopes = ",".join(case.account.scopes)
    return (
        f"The service account may not act for the mailbox {case.address}, or that mailbox does not exist. A super admin"
        f" opens admin.google.com, {_DELEGATION_PAGE} > Add new, and enters the client ID"
        f" {case.account.client_id or '(the unique ID of the service account)'} and the scopes {scopes}."
        " It may take up to a day."
    )


def _admin_blocked(case: _Case) -> str:
    return (
        f"The school's Google Workspace does not allow this for {case.what}. An admin opens admin.google.com, Security"
        " > Access and data control > API controls > Manage app access, and trusts the app."
    )


def _scope(case: _Case) -> str:
    scopes = ", ".join(scope.rpartition("/")[2] for scope in case.account.scopes)
    if case.account.kind is AccountKind.USER:
        return (
            f"The sign-in does not allow what {case.what} needs ({scopes}). {LOG_IN}"
            f" {login_options(case.account.scopes)} (and --may for whatever else it is used for), and tick every box."
        )
    if case.account.kind is AccountKind.KEYLESS:
        return (
            f"This machine's sign-in does not reach {case.what}: its access scopes lack {scopes}. Let it act as a"
            f" service account instead; {GUIDE} tells how."
        )
    return f"The sign-in as {case.who} does not allow what {case.what} needs ({scopes}). {GUIDE} lists the scopes."


def _not_shared(case: _Case) -> str:
    if case.fault.service == "gmail":
        return f"Google does not let {case.who} send mail. Look whether Gmail is switched on for that account."
    if case.fault.service == "forms":
        how = "Open it in Google Forms, choose ⋮ > Add collaborators, and add that address as an editor."
        as_what = " as an editor"
    else:
        role = "Editor" if case.needs == "write" else "Viewer"
        how = f"Open it, choose Share, and add that address as {role}."
        as_what = " as Editor" if case.needs == "write" else ""
    return (
        f"{case.begin} is not shared with {case.who}{as_what}. {how} If Google does not take the address, see {GUIDE}."
    )


def _missing(case: _Case) -> str:
    begin = f"Google does not know {case.what}: it was deleted, its id is wrong, or {case.who} may not see it."
    if case.fault.service == "forms":
        return (
            f"{begin} Take the id from the address of the page where the form is edited, between /d/ and /edit; an id"
            " that begins with 1FAIpQL is the one for responders."
        )
    return f"{begin} Take the id from the address in the browser, between /d/ and /edit."


def _api_off(case: _Case) -> str:
    service = case.fault.service if case.fault.service in API_NAMES else "forms"
    link = f"https://console.cloud.google.com/apis/library/{API_HOSTS[service]}"
    link += f"?project={case.fault.project}" if case.fault.project else ""
    return (
        f"The {API_NAMES[service]} is switched off in the Cloud project. Somebody who may change the project opens"
        f" {link} and presses Enable. It takes a few minutes."
    )


def _office_file(case: _Case) -> str:
    return f"{case.begin} is an Office file in Drive. Open it, choose File > Save as Google Sheets, and use that id."


def _storage(case: _Case) -> str:
    return (
        f"A service account has no storage of its own and cannot create {case.what}. A person creates it and shares it"
        f" with {case.who} as Editor, or it lies in a shared drive; {GUIDE} tells how."
    )


def _invalid(case: _Case) -> str:
    return (
        f"Google did not accept what we asked about {case.what} ({_code(case)}). If it was changed just now, run the"
        " command again; otherwise please report this, with the code."
    )


def _conflict(case: _Case) -> str:
    return f"{case.begin} was changed by somebody else at the same moment. Run the command again."


def _quota(case: _Case) -> str:
    later = duration(case.fault.retry_after or 60.0)
    return (
        f"Google's quota is used up, and {_for_how_long(case)}. Run the command again in {later}: it goes on where it"
        " stopped."
    )


def _daily_quota(case: _Case) -> str:
    return "Google's quota for today is used up. Run the command again tomorrow: it goes on where it stopped."


def _unavailable(case: _Case) -> str:
    again = "It may have taken effect all the same: look before you repeat it." if case.fault.uncertain else (
        "Run the command again later: it goes on where it stopped."
    )  # fmt: skip
    return f"Google gave no proper answer about {case.what} ({_code(case)}), and {_for_how_long(case)}. {again}"


def _unreachable(case: _Case) -> str:
    if case.fault.reason == "proxy" or case.fault.status == 407:
        return "The network's proxy does not let us through to Google. Look at HTTPS_PROXY, or ask whoever runs it."
    return "Google cannot be reached: no network, or a firewall in between. Look at the connection, then run it again."


def _untrusted(case: _Case) -> str:
    return (
        "The connection to Google cannot be trusted: the network shows a certificate of its own, or this computer's"
        " date is wrong. Ask who runs the network for its certificate, and name that file in REQUESTS_CA_BUNDLE."
    )


def _not_google(case: _Case) -> str:
    return (
        "A page of the network answers instead of Google: its sign-in page, or a filter. Open a browser on this"
        " computer, sign in to the network, then run the command again."
    )


def _code(case: _Case) -> str:
    return " ".join(filter(None, [str(case.fault.status or ""), case.fault.reason])) or "no answer"


def _for_how_long(case: _Case) -> str:
    waited = case.fault.waited
    if waited >= 1:
        return f"we have asked for {duration(waited)}"
    return "asking again at once did not help" if waited else "we did not wait for it"


_EXPLANATIONS: dict[FaultKind, tuple[type[SourceError | SourceRefused | SourceUnavailable], Callable[[_Case], str]]] = {
    FaultKind.NOT_SIGNED_IN: (SignInRefused, _not_signed_in),
    FaultKind.KEY_REVOKED: (SignInRefused, _key_revoked),
    FaultKind.TOKEN_EXPIRED: (SignInRefused, _token_expired),
    FaultKind.CLOCK: (SourceError, _clock),
    FaultKind.DELEGATION: (SourceRefused, _delegation),
    FaultKind.ADMIN_BLOCKED: (SourceRefused, _admin_blocked),
    FaultKind.SCOPE: (SourceRefused, _scope),
    FaultKind.NOT_SHARED: (SourceRefused, _not_shared),
    FaultKind.MISSING: (SourceMissing, _missing),
    FaultKind.API_OFF: (SourceRefused, _api_off),
    FaultKind.OFFICE_FILE: (SourceRefused, _office_file),
    FaultKind.STORAGE: (SourceRefused, _storage),
    FaultKind.INVALID: (SourceError, _invalid),
    FaultKind.CONFLICT: (SourceUnavailable, _conflict),
    FaultKind.QUOTA: (SourceUnavailable, _quota),
    FaultKind.DAILY_QUOTA: (SourceUnavailable, _daily_quota),
    FaultKind.UNAVAILABLE: (SourceUnavailable, _unavailable),
    FaultKind.UNREACHABLE: (SourceUnavailable, _unreachable),
    FaultKind.UNTRUSTED: (SourceError, _untrusted),
    FaultKind.NOT_GOOGLE: (SourceUnavailable, _not_google),
}
