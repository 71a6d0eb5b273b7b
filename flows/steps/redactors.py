"""The redactor of a round, and the second look at everything that leaves. The model is loaded once per process."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from flows.steps.workplace import Workplace
from redaction.engine import Engine, load_engine
from redaction.redactor import Redactor
from redaction.residue import Residue
from rounds.errors import SaybackError

_engine: Engine | None = None
_engine_lock = threading.Lock()


def shared_engine() -> Engine:
    """The engine of this process. Built completely before anybody else sees it."""
    global _engine
    with _engine_lock:
        if _engine is None:
            _engine = load_engine()
        return _engine


def redactor_for(place: Workplace) -> Redactor:
    """A redactor with the round's rules, roster and team. Raises RoundFileError when one of them cannot be read."""
    return Redactor(place.round, shared_engine(), place.keyring, roster=place.roster(), team=place.team())


class ResidueFound(SaybackError):
    """A text that was about to leave still holds a known name or a contact detail; it was not written."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Looks again at every text that leaves. If the roster cannot be read, nothing leaves."""

    residue: Residue

    def kinds(self, text: str) -> tuple[str, ...]:
        """The kinds of what is found in ``text``, such as PERSON; empty when it is clean."""
        return tuple(sorted({hit.kind for hit in self.residue.look(text)}))

    def pass_or_stop(self, texts: Iterable[tuple[str, str]]) -> None:
        """Checks (where, text) pairs. Raises ResidueFound naming the places, never the text."""
        found = [f"{where} ({', '.join(kinds)})" for where, text in texts if (kinds := self.kinds(text))]
        if found:
            raise ResidueFound(
                "A known name or a contact detail stands in: " + "; ".join(found) + ". Nothing was written or sent."
                " If it should go: add it to `mask` under [redaction] in round.toml and collect again, or reword what"
                " was typed by hand. If it is no name: add it to `keep`."
            )


def second_look(place: Workplace) -> SecondLook:
    """The second look with the round's roster, team and mask. Raises RoundFileError when they cannot be read."""
    letters = place.round.letters
    # Whom to write back to, and who signs, may leave: the team chose to put them there.
    ours = (letters.sender, letters.reply_to, letters.signed.en, letters.signed.es) if letters else ()
    return SecondLook(
        Residue(
            roster=place.roster(),
            team=place.team(),
            mask=place.round.redaction.mask,
            keep=(*place.round.redaction.keep, *filter(None, ours)),
        )
    )
