"""Circle back: a letter per interviewer, to pass on. Drafted freely, sent only with an approval of exactly these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.steps.delivery import DeliveryReport, lay_out
from flows.steps.delivery import send as send_letters
from flows.steps.redactors import second_look
from flows.steps.summarize import current_summary
from flows.steps.visible_text import visible_text
from flows.steps.workplace import Workplace, open_workplace
from redaction.leaving import without_schools_and_places
from reports.checks.quotes import is_word_for_word
from reports.letter import LetterProblem, write_letter
from rounds.errors import Refused, RoundFileError
from rounds.ledger import Ledger
from rounds.letters import Letter, letters_digest
from rounds.round import Round
from rounds.summary import Summary

APPROVAL = "circle-back"
DRAFTS = "letters"


class NotApproved(Refused):
    """A lead has not approved exactly these letters to exactly these people."""


@dataclass(frozen=True, slots=True)
class CircleBackReport:
    """What was drafted, whether it is approved, and what was sent."""

    folder: Path
    letters: tuple[Letter, ...]
    digest: str
    approved_by: str | None
    delivery: DeliveryReport | None


def circle_back(folder: Path, *, send: bool = False) -> CircleBackReport:
    """Drafts the letters as .eml files; with ``send`` delivers them. Raises NotApproved without an approval."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        letters = draft_letters(place, ledger)
        digest = letters_digest(letters)
        approval = ledger.approved(APPROVAL, digest)
        drafts = lay_out(place.round, ledger, letters, DRAFTS)
        delivery = _send(place, ledger, letters, drafts, approved=approval is not None) if send else None
        return CircleBackReport(drafts, tuple(letters), digest, approval.who if approval else None, delivery)


def draft_letters(place: Workplace, ledger: Ledger) -> list[Letter]:
    """One letter per interviewer with an address, looked at again as it would leave. Raises SaybackError."""
    if not place.round.team:
        raise RoundFileError(
            f"{place.round.path('round.toml')}: letters go to the interviewers; set `team` to a team.csv."
        )
    look = second_look(place)
    ledger.sync_team(place.team())
    summary = current_summary(place)
    quotes = place.round.letters.quotes if place.round.letters else ()
    _check_quotes(place, quotes)
    round_, summary = for_outside(place.round, summary)
    quotes = round_.letters.quotes if round_.letters else ()
    letters = [
        write_letter(round_, summary, recipient, quotes=quotes, language=recipient.language)
        for recipient in ledger.recipients()
    ]
    for letter in letters:
        look.pass_or_stop((f"letter {letter.key}, {part}", text) for part, text in _texts(letter))
    return letters


def for_outside(round_: Round, summary: Summary) -> tuple[Round, Summary]:
    """The round and its summary as letters may tell them: no school or small town named in a quote or a theme.

    What the team wrote itself stays, such as who signs; ``name_places`` of ``[letters]`` lets everything stay.
    """
    letters = round_.letters
    if letters is None or letters.name_places:
        return round_, summary

    def tell(text: str) -> str:
        return without_schools_and_places(text, round_.redaction.keep)

    quotes = tuple(map(tell, letters.quotes))
    themes = [replace(one, name=tell(one.name), name_es=one.name_es and tell(one.name_es)) for one in summary.themes]
    told = round_.model_copy(update={"letters": letters.model_copy(update={"quotes": quotes})})
    return told, replace(summary, themes=tuple(themes))


def _check_quotes(place: Workplace, quotes: Sequence[str]) -> None:
    """A quote must still be somebody's words: in the notes of a kept interview, and not of a person in distress."""
    if not quotes:
        return
    notes = [
        note.text for i in place.notebook.interviews() if not i.distress for note in i.notes if note.kind == "note"
    ]
    for number, quote in enumerate(quotes, start=1):
        if not is_word_for_word(quote, notes):
            raise LetterProblem(
                f"`quotes` of [letters]: number {number} does not stand word for word in a kept interview. Copy it"
                " from the worksheet, or take it out."
            )


def _texts(letter: Letter) -> list[tuple[str, str]]:
    """What the letter says. Its address line names its recipient, once, and may."""
    name = letter.recipient.name
    return [
        ("subject", letter.subject),
        ("text", letter.text.replace(name, "", 1)),
        ("page", visible_text(letter.html).replace(name, "", 1)),
    ]


def _send(
    place: Workplace, ledger: Ledger, letters: Sequence[Letter], drafts: Path, *, approved: bool
) -> DeliveryReport:
    if not approved:
        raise NotApproved(
            "These letters are not approved: nothing was sent. Look at them in the outbox, then have a lead run"
            f' `sayback approve {place.round.folder} --who "NAME"`. Any change to them voids the approval.'
        )
    return send_letters(place.round, ledger, letters, drafts)


@dataclass(frozen=True, slots=True)
class ApproveReport:
    """What an approval covers."""

    letters: int
    languages: dict[str, int]
    digest: str
    who: str


def approve(folder: Path, who: str, *, seen: str | None = None) -> ApproveReport:
    """Records that ``who`` approved the letters as they are now. The approval holds for exactly these.

    ``seen`` is the digest of the letters that ``who`` was shown. Raises NotApproved when they changed since.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        letters = draft_letters(place, ledger)
        digest = letters_digest(letters)
        if seen not in (None, digest):
            raise NotApproved("The letters changed while they were looked at. Nothing was approved: look again.")
        lay_out(place.round, ledger, letters, DRAFTS)
        ledger.approve(APPROVAL, digest, who, at=place.now())
        languages = [letter.recipient.language for letter in letters]
        return ApproveReport(
            len(letters), {name: languages.count(name) for name in sorted(set(languages))}, digest, who
        )
