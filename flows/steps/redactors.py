"""The redactor of a round, and the second look at everything that leaves. The model is loaded once per process."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from flows.steps.collect_names import refuse_unfinished_collect
from flows.steps.workplace import Workplace
from redaction.engine import Engine, engine_version, load_engine
from redaction.lexicon import Lexicon, load_lexicon
from redaction.names.rampart import LANGUAGES
from redaction.once import FindOnce
from redaction.pool import EnginePool, PoolUnavailable, workers_for
from redaction.public_figures import public_figures
from redaction.redactor import Finder, Redactor
from redaction.residue import Residue
from redaction.round_names import RoundNames
from redaction.words import Phrases
from rounds.errors import SaybackError
from rounds.interviews import InputSpan

_engine: Engine | None = None
_engine_lock = threading.Lock()


def shared_engine() -> Engine:
    """The engine of this process. Built completely before anybody else sees it."""
    global _engine
    with _engine_lock:
        if _engine is None:
            _engine = load_engine()
        return _engine


class EngineOnDemand:
    """The engine of this process, loaded when a text has to be looked at and not before; or workers in its place.

    To be used in a with statement, for one run.
    """

    def __init__(self, workers: int | None = None) -> None:
        """``workers`` processes; None: as many as the work is worth."""
        self._wanted = workers
        self._pool: EnginePool | None = None

    def __enter__(self) -> EngineOnDemand:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.close()

    def expect(self, answers: int) -> None:
        """So many new answers will come: starts workers if they are worth their start, and can be started here."""
        workers = workers_for(answers, self._wanted)
        if workers > 1 and answers and self._pool is None:
            with suppress(PoolUnavailable):
                self._pool = EnginePool(workers)

    @property
    def version(self) -> str:
        return engine_version()

    @property
    def lexicon(self) -> Lexicon:
        return load_lexicon()

    @property
    def languages(self) -> tuple[str, ...]:
        return LANGUAGES

    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        """As ``Engine.find``. Raises EngineUnavailable when it cannot be set up."""
        return (self._pool or shared_engine()).find(texts, language)


def redactor_for(place: Workplace, engine: Finder | None = None) -> Redactor:
    """A redactor with the round's rules, roster and team. Raises RoundFileError when one of them cannot be read."""
    once = FindOnce(engine or EngineOnDemand())
    return Redactor(place.round, once, place.keyring, roster=place.roster(), team=place.team())


class ResidueFound(SaybackError):
    """A text that was about to leave still holds a known name or a contact detail; it was not written."""

    @classmethod
    def at(cls, places: Sequence[str]) -> ResidueFound:
        """``places`` say where, and what kind of thing, never the text."""
        return cls(
            "A known name or a contact detail stands in: " + "; ".join(places) + ". Nothing was written or sent."
            " If it should go: add it to `mask` under [redaction] in round.toml and collect again, or reword what"
            " was typed by hand. If it is no name: add it to `keep`."
        )


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Looks again at every text that leaves. If the roster cannot be read, nothing leaves."""

    residue: Residue
    names: RoundNames
    keep: Phrases

    def kinds(self, text: str) -> tuple[str, ...]:
        """The kinds of what is found in ``text``, such as PERSON; empty when it is clean."""
        found = {hit.kind for hit in self.residue.look(text)}
        return tuple(sorted(found | ({"PERSON"} if self._names_somebody(text) else set())))

    def pass_or_stop(self, texts: Iterable[tuple[str, str]]) -> None:
        """Checks (where, text) pairs. Raises ResidueFound naming the places, never the text."""
        self._stop((where, self.kinds(text)) for where, text in texts)

    def pass_or_stop_notes(self, texts: Iterable[tuple[str, str]]) -> None:
        """As ``pass_or_stop``, for redacted notes.

        Names of other interviews were masked in them where they mean a person: the rest may be a school's name.
        (``second_look`` refuses a round in which that masking is not finished.)
        """
        self._stop((where, tuple(sorted({hit.kind for hit in self.residue.look(text)}))) for where, text in texts)

    def _names_somebody(self, text: str) -> bool:
        spans = self.names.find(text)
        stay = [*self.keep.find(text), *public_figures().find(text)] if spans else ()
        return any(not any(start <= s.start and s.end <= end for start, end in stay) for s in spans)

    def _stop(self, kinds: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        found = [f"{where} ({', '.join(them)})" for where, them in kinds if them]
        if found:
            raise ResidueFound.at(found)


def second_look(place: Workplace) -> SecondLook:
    """The second look: with roster, team, mask, and the names that any interview of the round gave away.

    Raises CollectUnfinished when such names are not yet masked everywhere, RoundFileError when one of the files cannot
    be read.
    """
    refuse_unfinished_collect(place.notebook)
    letters = place.round.letters
    # Whom to write back to may leave: the team chose to put it there. (Who signs may stand below a letter: own_words.)
    ours = (letters.sender, letters.reply_to) if letters else ()
    keep = (*place.round.redaction.keep, *filter(None, ours))
    names = RoundNames(place.keyring, load_lexicon())
    names.know(place.notebook.round_names().values())
    residue = Residue(roster=place.roster(), team=place.team(), mask=place.round.redaction.mask, keep=keep)
    return SecondLook(residue, names, Phrases(keep))
