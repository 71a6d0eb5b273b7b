"""What a person may allow Sayback when signing in, by use: each with the smallest scopes that it takes."""

from __future__ import annotations

from collections.abc import Iterable

# The smallest scopes for each purpose, from the methods' lists in Google's discovery documents.
FORMS_BODY_READ = "https://www.googleapis.com/auth/forms.body.readonly"
FORMS_RESPONSES_READ = "https://www.googleapis.com/auth/forms.responses.readonly"
FORMS_BODY = "https://www.googleapis.com/auth/forms.body"  # to create a form
SHEETS = "https://www.googleapis.com/auth/spreadsheets"  # to write a worksheet
SHEETS_READ = "https://www.googleapis.com/auth/spreadsheets.readonly"
GMAIL_SEND = "https://www.googleapis.com/auth/gmail.send"

USES = {
    "read": (FORMS_BODY_READ, FORMS_RESPONSES_READ, SHEETS_READ),
    "create": (FORMS_BODY,),
    "worksheet": (SHEETS,),
    "mail": (GMAIL_SEND,),
}


def scopes_for(uses: Iterable[str]) -> tuple[str, ...]:
    """The scopes of ``uses``, each once. Raises KeyError for a word that is none of USES."""
    return tuple(dict.fromkeys(scope for use in uses for scope in USES[use]))


def login_options(scopes: Iterable[str]) -> str:
    """The options of `sayback google-login` that ask for ``scopes``: ``--may read --may mail``."""
    wanted = set(scopes)
    uses = [use for use, given in USES.items() if wanted & set(given)] or ["read"]
    return " ".join(f"--may {use}" for use in uses)
