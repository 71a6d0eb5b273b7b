"""Small invented things that the tests of this package share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from rounds.headlines import Headline, HeadlineKind, Prediction, ReadBack, Theme
from rounds.interviews import HeldReason, Interview, Note, NoteKind, Span
from rounds.keys import Keyring
from rounds.letters import Letter, Recipient
from rounds.team import TeamMember

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
LATER = datetime(2025, 3, 5, 12, tzinfo=UTC)
KEYRING = Keyring(bytes(range(32)))
NOTEBOOK_URL = "sqlite:///notebook.db"
LEDGER_URL = "sqlite:///ledger.db"


def note(text: str = "[PERSON_1] waits for the bus.", question: str = "mornings", **changes: object) -> Note:
    spans = (Span(0, 10, "PERSON", 0.85),) if text.startswith("[PERSON_1]") else ()
    values = {"question": question, "title": "Tell me about a morning.", "kind": NoteKind.NOTE, "spans": spans}
    return Note(text=text, **{**values, **changes})  # type: ignore[arg-type]


def interview(id: str = "aaaaaaaaaa", **changes: object) -> Interview:  # noqa: A002
    values: dict[str, object] = {
        "source": "students",
        "row": 2,
        "fingerprint": f"print of {id}",
        "engine": "rules-1",
        "interviewer": "C-07",
        "language": "en",
        "segments": (("grade", "9"), ("role", "student")),
        "notes": (note(), note("looked away", "cue", kind=NoteKind.CUE)),
        "submitted_on": date(2025, 3, 3),
    }
    return Interview(id=id, **{**values, **changes})  # type: ignore[arg-type]


def held(id: str = "hhhhhhhhhh", reason: HeldReason = HeldReason.NO_CONSENT, **changes: object) -> Interview:  # noqa: A002
    return interview(id, **{"held": reason, "notes": (), **changes})


def headline(id: str = "h1", **changes: object) -> Headline:  # noqa: A002
    values = {
        "interview_ids": ("aaaaaaaaaa",),
        "question": "mornings",
        "kind": HeadlineKind.QUOTE,
        "text": "waits for the bus",
        "theme": "Buses",
        "pair": "pair A",
        "dissent": True,
        "place": "Headlines!D7",
    }
    return Headline(id=id, **{**values, **changes})  # type: ignore[arg-type]


def readback(**changes: object) -> ReadBack:
    values = {
        "headlines": (headline(),),
        "themes": (Theme("Buses", "Getting there", 2), Theme("Mornings", "", 1)),
        "predictions": (Prediction("They will name the bus."),),
        "no_predictions": False,
        "problems": (),
    }
    return ReadBack(**{**values, **changes})  # type: ignore[arg-type]


TEAM = (
    TeamMember("C-07", ("Jordan Ruiz", "Jordi"), "jordan.ruiz@school.example", "en", "pair A"),
    TeamMember("C-08", ("Amina Öztürk",), "amina@school.example", "es", "pair B"),
    TeamMember("C-09", ("Lee Park",), None, "en", None),
)


def letter(recipient: Recipient, key: str = "letter/1", **changes: str) -> Letter:
    values = {
        "sender": "Listening team <team@school.example>",
        "reply_to": "team@school.example",
        "subject": "What we heard",
        "text": "You told us about buses.",
        "html": "<p>You told us about buses.</p>",
    }
    return Letter(key=key, recipient=recipient, **{**values, **changes})


def stored_bytes(folder: Path) -> bytes:
    """Everything that lies in ``folder``, of whatever file."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
