"""Which mail a summary is: a lead gets the same one once, and another when what it says is another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from flows.steps.letter_look import stop_unless_clean
from flows.steps.redactors import ResidueFound
from flows.steps.workplace import Workplace
from reports.rendering import Rendered
from reports.summary_page import summary_letter
from rounds.ledger import Ledger
from rounds.letters import MAY_HAVE_LEFT, Delivery, DeliveryState, Letter
from rounds.round import Round
from rounds.summary import LettersGo, Summary, ToldBack

_HALF = 6  # characters of the two halves of an edition
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def edition(summary: Summary) -> str:
    """A mark of what a summary tells leads: another one is another mail.

    Left aside is what alone is no reason for a mail: the date, what changed since the last one (after a mail, nothing
    did), what the team still has to do (held interviews, headlines left out, letters), what only letters use. Of how
    many have heard back only the stages count: half of the interviewers have reported, all have. Its first half marks
    all but the voices (quotes, surprises, dissent), its second half those.
    """
    surprises = tuple(one for one in summary.surprises if one.overturned)
    themes = tuple(replace(theme, name_es=None, declared=False, quotes=()) for theme in summary.themes)
    said = replace(
        summary,
        themes=themes,
        surprises=surprises,
        dissent=(),
        today=date.min,
        changes=None,
        held=0,
        left_out=0,
        headlines=0,
        told_back=None,
        letters=LettersGo.NOT_YET,
    )
    voices = [summary.surprises, [theme.quotes for theme in summary.themes], summary.dissent]
    return _mark([asdict(said), _stage(summary.told_back)]) + _mark(voices)


def _mark(content: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()[:_HALF]


def _stage(told: ToldBack | None) -> str:
    if told is None or 2 * told.reports < told.interviewers:
        return "few"
    return "all" if told.reports >= told.interviewers else "half"


def mails(
    round_: Round, ledger: Ledger, summary: Summary, rendered: Rendered, had: tuple[str, datetime] | None = None
) -> list[Letter]:
    """A mail per lead, also where somebody is named twice. Raises NoSender.

    ``had`` is an edition that every lead has whose last mail left until then.
    """
    recipients = [ledger.recipient_for_email(lead.email, language="en", name=lead.name) for lead in round_.leads]
    letters = {one.id: summary_letter(rendered, round_, one) for one in recipients}.values()
    deliveries, this = ledger.deliveries(), edition(summary)
    until = had[1] if had and had[0] == this else None
    quiet = summary.changes is not None and summary.changes.counts_stay
    return [replace(letter, key=_key(letter.key, this, deliveries, until, quiet=quiet)) for letter in letters]


def _key(
    lead: str, this: str, deliveries: Sequence[Delivery], had_until: datetime | None = None, *, quiet: bool = False
) -> str:
    """The key of edition ``this`` for a lead. Once something else went out since, it is a new mail of the old words.

    ``quiet``: a few interviews came or went. A mail in which nothing but voices are others would tell whose is missing.
    """
    key = f"{lead}/{this}"
    sent = sorted(
        (one for one in deliveries if one.letter_key.startswith(f"{lead}/") and one.state is DeliveryState.SENT),
        key=lambda one: one.changed_at or _LONG_AGO,
    )
    same = [one.letter_key for one in sent if one.letter_key.startswith(key)]
    if quiet and sent and sent[-1].letter_key.startswith(key[:-_HALF]):
        return sent[-1].letter_key
    if not same and sent and had_until and (sent[-1].changed_at or _LONG_AGO) <= had_until:
        return sent[-1].letter_key
    if not same:
        return key
    return same[-1] if sent[-1].letter_key == same[-1] else f"{key}-{len(same) + 1}"


def letters_go(round_: Round, ledger: Ledger) -> LettersGo:
    """How far the letters are that people get, or are handed on to them. None is planned before it was approved."""
    letters = f"{round_.name}/letter/"
    states = [state for key, state in ledger.delivery_states().items() if key.startswith(letters)]
    if any(state in (DeliveryState.PLANNED, DeliveryState.SENDING) for state in states):
        return LettersGo.GOING
    gone = any(state in (DeliveryState.SENT, DeliveryState.UNCERTAIN) for state in states)
    return LettersGo.WENT if gone else LettersGo.NOT_YET


def as_planned(place: Workplace, ledger: Ledger, letters: Sequence[Letter]) -> list[Letter]:
    """``letters``, but of those that wait already the mails that wait: they still tell what changed since the last one.

    A mail that waits is written anew if it goes out otherwise by now (who sends it, the page for opting out), or holds
    what must not leave any more. (A withdrawal forgets all mails that wait.)
    """
    states = ledger.delivery_states()
    waiting = (states.get(letter.key) is DeliveryState.PLANNED for letter in letters)
    stored = [ledger.stored_letter(one.key) if waits else None for one, waits in zip(letters, waiting, strict=True)]
    return [
        old if old and _goes_as(old, new) and _may_leave(place, old) else new
        for old, new in zip(stored, letters, strict=True)
    ]


def _goes_as(old: Letter, new: Letter) -> bool:
    return replace(old, subject=new.subject, text=new.text, html=new.html, attachments=new.attachments) == new


def _may_leave(place: Workplace, letter: Letter) -> bool:
    try:
        stop_unless_clean(place, Rendered(letter.subject, letter.text, letter.html))
    except ResidueFound:
        return False
    return True


def any_new(ledger: Ledger, letters: Collection[Letter]) -> bool:
    """Whether one of them was never planned before, so that it tells a lead what nobody told them yet."""
    states = ledger.delivery_states()
    return any(letter.key not in states for letter in letters)


def any_to_go(ledger: Ledger, letters: Collection[Letter]) -> bool:
    """Whether one of them may yet leave: it was not sent, and nobody has to find out whether it was."""
    states = ledger.delivery_states()
    return any(states.get(letter.key) not in MAY_HAVE_LEFT for letter in letters)


def not_sent(ledger: Ledger, letters: Collection[Letter]) -> list[Letter]:
    """Those that did not arrive yet, as far as the ledger knows."""
    return _without(DeliveryState.SENT, ledger, letters)


def not_refused(ledger: Ledger, letters: Collection[Letter]) -> list[Letter]:
    """Those that no server has refused: tonight's date is no reason to try a dead address again.

    A person who has mended something says so with `sayback deliveries --resend`.
    """
    return _without(DeliveryState.REFUSED, ledger, letters)


def _without(state: DeliveryState, ledger: Ledger, letters: Collection[Letter]) -> list[Letter]:
    states = ledger.delivery_states()
    return [letter for letter in letters if states.get(letter.key) is not state]
