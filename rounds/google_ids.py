"""Google's names of forms and spreadsheets, as people copy them: the bare id, or the address in the browser."""

from __future__ import annotations

import re

_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")  # whether there is such a one, Google says
_IN_ADDRESS = re.compile(r"/(?:forms|spreadsheets)/(?:u/\d+/)?d/(?P<published>e/)?(?P<id>[A-Za-z0-9_-]+)")
_TAB = re.compile(r"[#?&]gid=0*([0-9]+)")
_DIGITS = 12  # of a gid: Google's have ten at most


def google_id(text: str) -> str:
    """The id in ``text``, an id or the address of a form or spreadsheet.

    Raises ValueError, without quoting ``text``, for anything else; also for the address that people answer at, which
    holds another id that Google's APIs do not accept.
    """
    text = text.strip()
    if "forms.gle/" in text:
        raise ValueError(
            "is a short address for people who answer. Take the one at which you edit the form:"
            " https://docs.google.com/forms/d/.../edit"
        )
    found = _IN_ADDRESS.search(text)
    if found and found["published"]:
        raise ValueError(
            "is the address at which people answer. Take the one at which you edit the form:"
            " https://docs.google.com/forms/d/.../edit"
        )
    if found:
        return found["id"]
    if not _ID.fullmatch(text):
        raise ValueError("is neither the id nor the address of a Google form or spreadsheet")
    if text.startswith("1FAIpQL"):
        raise ValueError(
            "is the id in the address at which people answer. Take the one at which you edit the form:"
            " https://docs.google.com/forms/d/.../edit"
        )
    return text


def tab_id(text: str) -> int | None:
    """The number of the tab (``gid``) that the address of a spreadsheet names, if it names one.

    Of a number longer than any that Google gives, only the beginning: no tab has that one either.
    """
    found = _TAB.search(text)
    return int(found[1][:_DIGITS]) if found else None
